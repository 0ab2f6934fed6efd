package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan/outbound/law"
)

// withoutLaw leaves the book of law out of a comparison of configurations.
var withoutLaw = cmpopts.IgnoreFields(Config{}, "Law")

// lawConfig is a configuration with a table [law].
func lawConfig(t *testing.T, table string) (string, *Config, string) {
	t.Helper()
	dir := t.TempDir()
	writeSecret(t, dir, "password", "x\n", 0o600)
	path := filepath.Join(dir, "voldaan.toml")
	if err := os.WriteFile(filepath.Join(dir, "mine.toml"), []byte("[[rate]]\nname = \"nl-b2b\"\nfrom = 2026-07-01\npercent = \"10.40\"\n"+
		"standing = \"verified\"\nsource = \"read at the official page by us\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(least+"\n[law]\n"+table), 0o600); err != nil {
		t.Fatal(err)
	}
	c, faults := LoadConfig(path, testEnv)
	var out strings.Builder
	for _, f := range faults {
		out.WriteString(f.String() + "\n")
	}
	return path, c, out.String()
}

// A key that fits no row, and a file that is not there, are faults that say so.
func TestConfigLaw(t *testing.T) {
	const key = "nl-b2b 2026-07-01 10.40"
	_, c, faults := lawConfig(t, `rates_confirmed = ["`+key+`"]`)
	if c == nil {
		t.Fatal(faults)
	}
	usable := func(b *law.Book) bool {
		for _, e := range b.Entries() {
			if e.Key == key {
				return e.Usable
			}
		}
		return false
	}
	if !usable(c.Law) {
		t.Error("a confirmed rate may not be used")
	}
	if _, c, faults := lawConfig(t, ""); c == nil || usable(c.Law) {
		t.Errorf("a rate that nobody confirmed may be used: %s", faults)
	}
	if _, c, faults := lawConfig(t, `files = ["mine.toml"]`); c == nil || !usable(c.Law) {
		t.Errorf("a rate of one's own may not be used: %s", faults)
	}
	for table, want := range map[string]string{
		`rates_confirmed = ["nl-b2b 2026-07-01 11.40"]`: `law.rates_confirmed`,
		`files = ["nowhere.toml"]`:                      `law.files`,
		`rates = []`:                                    `law.rates`,
	} {
		if _, c, faults := lawConfig(t, table); c != nil || !strings.Contains(faults, want) {
			t.Errorf("%s: %q", table, faults)
		}
	}
}

// The list says what is to be checked, what is confirmed and what is one's own.
func TestLawCommand(t *testing.T) {
	path, _, _ := lawConfig(t, `rates_confirmed = ["nl-b2b 2026-07-01 10.40"]`)
	run := func(c lawCmd, json bool) string {
		var out bytes.Buffer
		env := &cliEnv{ctx: t.Context(), stdout: &out, stderr: &out, getenv: testEnv, configPath: path, json: json}
		if err := c.Run(env); err != nil {
			t.Fatal(err, &out)
		}
		return out.String()
	}
	got := run(lawCmd{For: "nl-b2b"}, false)
	for _, want := range []string{"nl-b2b 2026-07-01 10.40  (confirmed here; secondary)", "(to be checked; ", "rates_confirmed"} {
		if !strings.Contains(got, want) {
			t.Errorf("the list does not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "(verified") || !strings.Contains(run(lawCmd{For: "nl-b2b", All: true}, false), "(verified; verified)") {
		t.Error("what is verified is shown with --all, and only then")
	}
	var list []law.Entry
	if err := json.Unmarshal([]byte(run(lawCmd{}, true)), &list); err != nil || len(list) == 0 {
		t.Errorf("in JSON: %v, %d entries", err, len(list))
	}
	if got := run(lawCmd{For: "nothing of the kind"}, false); !strings.Contains(got, "voldaan law --all") {
		t.Errorf("nothing found: %s", got)
	}
}
