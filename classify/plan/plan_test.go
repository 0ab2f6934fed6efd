package plan

import (
	"fmt"
	"os"
	"strings"
	"testing"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// read is the plan of a text whose days and sums are found as a reader does.
func read(text string, o Options) []v.Instalment { return parse(text, o).Parts(o) }

func parse(text string, o Options) *Text {
	var t Text
	days := when.NewFinder(when.Options{Language: o.Language, Today: o.Today, Direction: when.Forward})
	for _, s := range phrase.Sentences("reply", text) {
		plain := s.Plain
		found := days.Find(plain)
		for _, d := range found {
			plain = phrase.Blank(plain, [][]int{{d.From, d.To}}, '%')
		}
		t.Add(s.Folded, found, amount.Find(plain, amount.Options{Language: o.Language, Open: o.Open}))
	}
	return &t
}

// TestParts reads the tables of testdata, whose heads describe them. A line
// that begins with "~ " is not read yet; the mark goes once it is.
func TestParts(t *testing.T) {
	for _, language := range []string{"nl", "fr", "en", "de"} {
		b, err := os.ReadFile("testdata/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		right, all := 0, 0
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			line, missed := strings.CutPrefix(line, "~ ")
			f := strings.Split(line, " | ")
			if len(f) != 4 {
				t.Fatalf("%s: %q: want four columns", language, line)
			}
			open, err := v.ParseAmount(f[1])
			if err != nil {
				t.Fatal(err)
			}
			o := Options{Language: language, Today: v.MustDate(f[0]), Open: open}
			all++
			got := show(read(strings.ReplaceAll(f[2], `\n`, "\n"), o))
			switch {
			case got == f[3]:
				right++
				if missed {
					t.Errorf("%s: %s is read now; take its mark away", language, f[2])
				}
			case !missed:
				t.Errorf("%s: %s\n got %s\nwant %s", language, f[2], got, f[3])
			}
		}
		t.Logf("%s: %d of %d", language, right, all)
	}
}

func show(parts []v.Instalment) string {
	if len(parts) == 0 {
		return "-"
	}
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprint(p.Day, " ", p.Amount))
	}
	return strings.Join(out, " ; ")
}

// Each class of the lexicon is known by its name, and each name has words.
func TestClassNames(t *testing.T) {
	names := strings.Fields(classNames)
	used := map[string]bool{"weekdays": true, "months": true}
	for _, n := range names {
		used[n] = false
	}
	for line := range strings.Lines(words) {
		if name, _, ok := strings.Cut(line, ": "); ok && line[0] != '#' {
			if _, known := used[name]; !known {
				t.Errorf("no class %q", name)
			}
			used[name] = true
		}
	}
	for n, is := range used {
		if !is {
			t.Errorf("no words of %q", n)
		}
	}
	if class(1)<<(len(names)-1) != cFollowing {
		t.Errorf("%d names, and the last class is %d", len(names), cFollowing)
	}
}
