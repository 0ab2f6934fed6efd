package htmltext

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/inbound/split"
)

// snippet is a case: HTML, the lines that a reader sees, and those of each part.
type snippet struct {
	name, html string
	lines      []string
	want       map[byte][]string
}

// readSnippets reads "== name", the HTML, and lines "part|line".
func readSnippets(t testing.TB, file string) []snippet {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []snippet
	for l := range strings.Lines(string(b)) {
		if name, ok := strings.CutPrefix(l, "== "); ok {
			out = append(out, snippet{name: strings.TrimSpace(name), want: map[byte][]string{}})
			continue
		}
		if len(out) == 0 {
			continue
		}
		c := &out[len(out)-1]
		if len(l) >= 2 && l[1] == '|' && strings.Contains("rsq", l[:1]) {
			c.lines = append(c.lines, strings.TrimSuffix(l[2:], "\n"))
			c.want[l[0]] = append(c.want[l[0]], strings.TrimSpace(l[2:]))
		} else {
			c.html += l
		}
	}
	return out
}

func filled(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func TestClients(t *testing.T) {
	count := 0
	for _, f := range []string{"testdata/clients.txt", "testdata/elements.txt"} {
		for _, c := range readSnippets(t, f) {
			count++
			t.Run(c.name, func(t *testing.T) {
				p := split.Lines(Lines(c.html))
				for part, got := range map[byte]string{'r': p.Reply, 's': p.Signature, 'q': p.Quoted} {
					if diff := cmp.Diff(c.want[part], filled(got)); diff != "" {
						t.Errorf("part %c (-want +got):\n%s", part, diff)
					}
				}
			})
		}
	}
	if count < 45 {
		t.Errorf("%d snippets", count)
	}
}
