package htmltext

import (
	"html"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/inbound/split"
)

// styles write the lines of a text as mail clients do.
var styles = map[string]struct{ before, line, blank, after string }{
	"breaks":     {"<html><body>", "LINE<br>", "<br>", "</body></html>"},
	"divisions":  {"<div dir=\"ltr\">", "<div>LINE</div>", "<div><br></div>", "</div>"},
	"paragraphs": {"<div class=\"WordSection1\">", "<p class=\"MsoNormal\"><span lang=\"NL\">LINE<o:p></o:p></span></p>\n", "<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n", "</div>"},
	"table":      {"<table><tbody>", "<tr><td>LINE</td></tr>", "<tr><td>&nbsp;</td></tr>", "</tbody></table>"},
}

// TestSameAsText reads the texts of the splitter's own table, written as HTML,
// and expects the same parts.
func TestSameAsText(t *testing.T) {
	files, err := filepath.Glob("../split/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, c := range readSnippets(t, f) {
			if strings.TrimSpace(c.html) != "" {
				t.Fatalf("%s: %q", c.name, c.html)
			}
			for name, st := range styles {
				t.Run(name+"/"+c.name, func(t *testing.T) {
					var b strings.Builder
					b.WriteString(st.before)
					for _, l := range c.lines {
						if strings.TrimSpace(l) == "" {
							b.WriteString(st.blank)
							continue
						}
						b.WriteString(strings.ReplaceAll(st.line, "LINE", html.EscapeString(l)))
					}
					b.WriteString(st.after)
					p := split.Lines(Lines(b.String()))
					for part, got := range map[byte]string{'r': p.Reply, 's': p.Signature, 'q': p.Quoted} {
						if diff := cmp.Diff(squeezed(c.want[part]), squeezed(filled(got))); diff != "" {
							t.Errorf("part %c (-want +got):\n%s", part, diff)
						}
					}
				})
			}
		}
	}
}

// squeezed drops the lines that are empty and runs of blanks, which HTML does
// not keep, and the characters that nobody sees.
func squeezed(lines []string) []string {
	var out []string
	for _, l := range lines {
		l = strings.Map(func(r rune) rune {
			if isInvisible(r) {
				return -1
			}
			return r
		}, l)
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}
