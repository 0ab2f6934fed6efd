package split

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// text is a case: its lines, and those of each part that are not blank.
type text struct {
	name  string
	lines []string
	want  map[byte][]string
}

// readTexts reads the cases of a file: "== name", then lines "part|line".
func readTexts(t testing.TB, file string) []text {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []text
	for l := range strings.Lines(string(b)) {
		l = strings.TrimSuffix(l, "\n")
		if name, ok := strings.CutPrefix(l, "== "); ok {
			out = append(out, text{name: name, want: map[byte][]string{}})
			continue
		}
		if strings.HasPrefix(l, "#") || l == "" {
			continue
		}
		if len(l) < 2 || l[1] != '|' || !strings.Contains("rsq", l[:1]) {
			t.Fatalf("%s: line %q", file, l)
		}
		c := &out[len(out)-1]
		c.lines = append(c.lines, l[2:])
		if strings.TrimSpace(l[2:]) != "" {
			c.want[l[0]] = append(c.want[l[0]], strings.TrimSpace(l[2:]))
		}
	}
	return out
}

// filled are the lines of a text that are not blank, trimmed.
func filled(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func TestTexts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	count := 0
	for _, f := range files {
		for _, c := range readTexts(t, f) {
			count++
			t.Run(filepath.Base(f)+"/"+c.name, func(t *testing.T) {
				p := Text(strings.Join(c.lines, "\n"))
				for part, got := range map[byte]string{'r': p.Reply, 's': p.Signature, 'q': p.Quoted} {
					if diff := cmp.Diff(c.want[part], filled(got)); diff != "" {
						t.Errorf("part %c (-want +got):\n%s", part, diff)
					}
				}
			})
		}
	}
	if count < 200 {
		t.Errorf("%d texts", count)
	}
}
