package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// update writes the golden files anew.
var update = flag.Bool("update", false, "write the golden files anew")

var initNow = time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)

// TestInitText compares what init writes with a golden file: the text that
// people get is read in review as a whole.
func TestInitText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.toml")
	var out bytes.Buffer
	if err := runInit(path, "2026-11-01", strings.NewReader(""), &out, initNow); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/init.toml", got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/init.toml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want it for its owner alone", info.Mode(), err)
	}
	if want := path + " is written. Fill in what is empty, and then run: voldaan check --config " + path + "\n"; out.String() != want {
		t.Errorf("said %q, want %q", out.String(), want)
	}
}

// TestInitFaults shows that the file that init writes has only the faults of
// what people must fill in.
func TestInitFaults(t *testing.T) {
	_, faults := load(t, t.TempDir(), initText(voldaan.MustDate("2026-11-01")))
	var keys []string
	for _, f := range faults {
		keys = append(keys, f.Key)
	}
	want := []string{
		"creditor.name", "creditor.address", "creditor.company_number", "creditor.country", "creditor.zone", "creditor.ibans",
		"creditor.email", "creditor.colleague.name", "creditor.colleague.email", "creditor.mailbox.server",
		"creditor.mailbox.password_file", "creditor.smtp.server", "creditor.smtp.password_file",
	}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Error(diff)
	}
}

// filledIn is the file that init writes, filled in.
func filledIn(t *testing.T) string {
	t.Helper()
	text := initText(voldaan.MustDate("2026-11-01"))
	for _, c := range []change{
		{"\nname = \"\"\naddress = [\"\", \"\"]\ncompany_number = \"\"", "\nname = \"Jansen\"\naddress = [\"Kade 1\"]\ncompany_number = \"1\""},
		{"\ncountry = \"\"", "\ncountry = \"BE\""},
		{"\nzone = \"\"", "\nzone = \"Europe/Brussels\""},
		{"[\"\"]", "[\"BE68539007547034\"]"},
		{"left out).\nemail = \"\"", "left out).\nemail = \"bot@jansen.example\""},
		{"\n[[creditor.colleague]]\nname = \"\"\nemail = \"\"", "\n[[creditor.colleague]]\nname = \"Els\"\nemail = \"els@jansen.example\""},
		{":993.\nserver = \"\"", ":993.\nserver = \"imap.jansen.example:993\""},
		{":587.\nserver = \"\"", ":587.\nserver = \"smtp.jansen.example:587\""},
	} {
		text = c.apply(t, text)
	}
	return text
}

// TestInitDefaults takes the comment sign away before every default that init
// shows: the configuration must stay the same, so what init says is true.
func TestInitDefaults(t *testing.T) {
	dir := folder(t)
	writeSecret(t, dir, "mail-password", "hunter2", 0o600)
	text := filledIn(t)
	quiet, faults := load(t, dir, text)
	if len(faults) != 0 {
		t.Fatalf("faults: %v", faults)
	}
	text = strings.Replace(text, "# [[creditor.colleague]]\n# name = \"\"\n# email = \"\"\n# role = \"manager\"\n", "", 1)
	text = regexp.MustCompile(`(?s)# \[\[creditor\.(policies|terms)\]\].*?\n\n`).ReplaceAllString(text, "\n")
	shown := regexp.MustCompile(`(?m)^# ([a-z_]+ = ("[^"]*"|[0-9.-]+|true|false)|\[\[[a-z.]+\]\])$`)
	if n := len(shown.FindAllString(text, -1)); n != 85 {
		t.Errorf("%d defaults are shown, want 85", n)
	}
	loud, faults := load(t, dir, shown.ReplaceAllString(text, "$1"))
	if len(faults) != 0 {
		t.Fatalf("faults: %v", faults)
	}
	if diff := cmp.Diff(quiet, loud, cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }), withoutLaw); diff != "" {
		t.Error(diff)
	}
}

// TestInitShowsEveryKey compares the keys that init shows with those that are
// read.
func TestInitShowsEveryKey(t *testing.T) {
	text := initText(voldaan.MustDate("2026-11-01"))
	full, err := os.ReadFile("testdata/config-full.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^([a-z_]+) = `).FindAllStringSubmatch(string(full), -1) {
		if m[1] != "bounds" && !regexp.MustCompile(`(?m)^(# )?`+m[1]+` = `).MatchString(text) {
			t.Errorf("init does not show %s", m[1])
		}
	}
}

func TestInitAsks(t *testing.T) {
	ask := "From which day on does mail in the mailbox count? Older mail is not read.\n"
	prompt := "First day, YYYY-MM-DD [2026-11-18]: "
	valid := func(answers, day, said string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "new.toml")
		var out bytes.Buffer
		if err := runInit(path, "", strings.NewReader(answers), &out, initNow); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "\nsince = \""+day+"\"\n") {
			t.Errorf("%q: since is not %s", answers, day)
		}
		if !strings.HasPrefix(out.String(), said) {
			t.Errorf("%q: said %q, want %q", answers, out.String(), said)
		}
	}
	valid("\n", "2026-11-18", ask+prompt)
	valid(" 2026-10-01 \n", "2026-10-01", ask+prompt)
	valid("yesterday\n2026-11-19\n2026-11-17", "2026-11-17",
		ask+prompt+"date \"yesterday\": want YYYY-MM-DD, such as 2026-03-04\n"+prompt+"2026-11-19 has not come yet.\n"+prompt)
}

func TestInitRefuses(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.toml")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	bad := func(path, since, answers, want string) {
		t.Helper()
		var out bytes.Buffer
		err := runInit(path, since, strings.NewReader(answers), &out, initNow)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	exists := "write the configuration: " + there + " exists; remove it, or name another file with --out"
	bad(there, "2026-11-01", "", exists)
	bad(there, "", "2026-11-01\n", exists)
	bad(filepath.Join(dir, "new.toml"), "1 november", "", `wrong use: --since: date "1 november": want YYYY-MM-DD`)
	bad(filepath.Join(dir, "new.toml"), "2026-11-19", "", "wrong use: --since: 2026-11-19 has not come yet")
	bad(filepath.Join(dir, "new.toml"), "", "", "wrong use: there is no answer; name the first day of which mail counts with --since YYYY-MM-DD")
	bad(filepath.Join(dir, "none", "new.toml"), "2026-11-01", "", "write the configuration: ")
	if err := writeNew(there, "other"); err == nil || err.Error() != exists {
		t.Errorf("write over a file: %v", err)
	}
	if text, err := os.ReadFile(there); err != nil || string(text) != "mine" {
		t.Errorf("the file that was there: %q, %v", text, err)
	}
	if files, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(files) != 1 {
		t.Errorf("files %v, %v: want no other", files, err)
	}
}

// TestConfigurationDoc compares the keys that docs/configuration.md explains
// with those that init shows.
func TestConfigurationDoc(t *testing.T) {
	doc, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	explained, shown := map[string]bool{}, map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| ((?:`[a-z_]+`(?:, )?)+) \\|.*\\|.*\\|.*\\|$").FindAllStringSubmatch(string(doc), -1) {
		for _, key := range regexp.MustCompile("[a-z_]+").FindAllString(row[1], -1) {
			explained[key] = true
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^(?:# )?([a-z_0-9]+) = `).FindAllStringSubmatch(initText(1), -1) {
		shown[m[1]] = true
	}
	if diff := cmp.Diff(shown, explained); diff != "" {
		t.Errorf("shown by init (-), explained in the document (+): %s", diff)
	}
	example := regexp.MustCompile("(?s)```toml\n(.*?)```").FindSubmatch(doc)
	if example == nil {
		t.Fatal("the document shows no file that works")
	}
	dir := t.TempDir()
	writeSecret(t, dir, "mail-password", "hunter2", 0o600)
	if _, faults := load(t, dir, string(example[1])); len(faults) > 0 {
		t.Errorf("the document's example: %v", faults)
	}
}
