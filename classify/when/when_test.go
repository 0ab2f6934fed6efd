package when

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// row is a line of a table: a text, and the expressions that it has.
type row struct {
	ref       voldaan.Date
	text      string
	want      []Expression
	firstOnly bool // the table tells the first day of a range only, and not what is vague
}

// readRows reads the lines of a table, of the form that its head describes.
func readRows(t *testing.T, file string) []row {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			t.Fatalf("%s: %q: want three columns", file, line)
		}
		r := row{ref: voldaan.MustDate(f[0]), text: f[1], firstOnly: strings.HasSuffix(file, ".fresh.txt")}
		for part := range strings.SplitSeq(f[2], " ; ") {
			if part != "-" {
				r.want = append(r.want, readWanted(t, part))
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func readWanted(t *testing.T, s string) Expression {
	t.Helper()
	text, day, ok := cutLast(s, " = ")
	if !ok {
		t.Fatalf("%q: want an expression = a day", s)
	}
	e := Expression{Text: text}
	day, e.Ambiguous = strings.CutSuffix(day, "?")
	first, last, ranged := strings.Cut(day, "..")
	e.Value = voldaan.MustDate(first)
	if ranged {
		e.End = voldaan.MustDate(last)
	}
	return e
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// fault tells how what was found differs from what is wanted; nothing when the
// days agree and the words overlap.
func (r row) fault(got []Expression) string {
	ok, from := len(got) == len(r.want), 0
	for i := 0; ok && i < len(got); i++ {
		g, w := got[i], r.want[i]
		at := r.find(w.Text, from, g)
		if at < 0 {
			return fmt.Sprintf("%s | %s: %q does not stand where %s was found", r.ref, r.text, w.Text, show(got))
		}
		ok = g.Value == w.Value && (r.firstOnly || g.End == w.End && g.Ambiguous == w.Ambiguous)
		from = at + len(w.Text)
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("%s | %s: got %s, want %s", r.ref, r.text, show(got), show(r.want))
}

// find is where the words of a table overlap what was found, -1 for nowhere.
func (r row) find(words string, from int, g Expression) int {
	for at := from; ; at++ {
		i := strings.Index(r.text[at:], words)
		if i < 0 {
			return -1
		}
		if at += i; g.From < at+len(words) && at < g.To {
			return at
		}
	}
}

func show(all []Expression) string {
	var out []string
	for _, e := range all {
		s := fmt.Sprintf("%s = %s", e.Text, e.Value)
		if e.End != 0 {
			s += ".." + e.End.String()
		}
		if e.Ambiguous {
			s += "?"
		}
		if e.Rule != "" {
			s += " (" + e.Rule + ")"
		}
		out = append(out, s)
	}
	return "[" + strings.Join(out, "; ") + "]"
}

func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d tables: %v", len(files), err)
	}
	for _, file := range files {
		language := filepath.Base(file)[:2]
		t.Run(filepath.Base(file), func(t *testing.T) {
			rows := readRows(t, file)
			bad := 0
			for _, r := range rows {
				if f := r.fault(Find(r.text, Options{Language: language, Today: r.ref})); f != "" {
					bad++
					t.Error(f)
				}
			}
			t.Logf("%d of %d lines", len(rows)-bad, len(rows))
		})
	}
}
