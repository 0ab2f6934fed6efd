package law

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of standings into docs/law.md")

// TestDocs keeps the table of standings in docs/law.md that of the data.
func TestDocs(t *testing.T) {
	const name, begin, end = "../../docs/law.md", "<!-- standings -->\n", "<!-- end of standings -->\n"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", name)
	}
	want := before + begin + standingsTable(shipped(t)) + end + after
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(text) != want {
		t.Errorf("%s is not that of the data; run go test ./outbound/law -update", name)
	}
}

// standingsTable has a line for each name with the first days of its rows.
func standingsTable(b *Book) string {
	var out strings.Builder
	fmt.Fprintln(&out, "| row | verified | to be checked |\n|---|---|---|")
	for _, name := range sortedNames(b.rows) {
		var good, bad []string
		for _, r := range b.rows[name] {
			if r.Standing == Verified {
				good = append(good, r.From.String())
			} else {
				bad = append(bad, fmt.Sprintf("%s %s", r.From, r.Standing))
			}
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s |\n", name, strings.Join(good, ", "), strings.Join(bad, ", "))
	}
	var keys []string
	for _, e := range b.Unverified() {
		if len(strings.Fields(e.Key)) == 1 || strings.HasPrefix(e.Key, "notice ") {
			keys = append(keys, fmt.Sprintf("`%s` (%s)", e.Key, e.Standing))
		}
	}
	fmt.Fprintf(&out, "\nStatements and notices to be checked: %s.\n", strings.Join(keys, ", "))
	return out.String()
}
