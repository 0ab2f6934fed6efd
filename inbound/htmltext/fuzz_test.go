package htmltext

import (
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/split"
)

// seen are the letters and digits of a text.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// shown is the text of a tree outside elements that are not shown.
func shown(n *nethtml.Node, b *strings.Builder) {
	switch n.Type {
	case nethtml.TextNode:
		b.WriteString(n.Data)
	case nethtml.ElementNode:
		if isDropped(n.DataAtom) || isHidden(n, attr(n, "style")) {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		shown(c, b)
	}
}

func joined(t *testing.T, lines []split.Line) string {
	var b strings.Builder
	cut := false
	for _, l := range lines {
		if !utf8.ValidString(l.Text) || strings.ContainsAny(l.Text, "\n\x00") {
			t.Errorf("line %q", l.Text)
		}
		if cut && l.Mark != split.MarkCut {
			t.Errorf("mark %d after a cut", l.Mark)
		}
		cut = cut || l.Mark == split.MarkCut
		b.WriteString(l.Text)
	}
	return b.String()
}

func FuzzLines(f *testing.F) {
	for _, file := range []string{"testdata/clients.txt", "testdata/elements.txt"} {
		for _, c := range readSnippets(f, file) {
			f.Add(c.html)
		}
	}
	f.Add(strings.Repeat("<blockquote>a", 700))
	f.Add("\xff<p>\x00a</p>")
	f.Fuzz(func(t *testing.T, s string) {
		got := seen(joined(t, Lines(s)))
		s = fold.Clean(s)
		if !hasTag(s) {
			if want := seen(html.UnescapeString(s)); got != want {
				t.Errorf("plain text %q became %q", want, got)
			}
			return
		}
		root, err := nethtml.ParseWithOptions(strings.NewReader(s), nethtml.ParseOptionEnableScripting(false))
		if err != nil {
			return // nested too deeply for a tree: only the lines' form is checked
		}
		var b strings.Builder
		shown(root, &b)
		if want := seen(b.String()); got != want {
			t.Errorf("shown %q, want %q", got, want)
		}
	})
}

// TestDeep reads what no tree can be built of.
func TestDeep(t *testing.T) {
	for _, depth := range []int{400, 600, 20_000} {
		s := strings.Repeat("<div>", depth) + "<style>no</style>Yes.<br>Two &amp; three" + strings.Repeat("</div>", depth)
		var got []string
		for _, l := range Lines(s) {
			if l.Text != "" {
				got = append(got, l.Text)
			}
		}
		if len(got) != 2 || got[0] != "Yes." || got[1] != "Two & three" {
			t.Errorf("depth %d: %q", depth, got)
		}
	}
}

func BenchmarkLines(b *testing.B) {
	word := `<p class="MsoNormal" style="margin:0cm;font-size:11.0pt"><span lang="NL" style="color:#1F497D">Geachte heer, <b>factuur</b> 2026-041 van&nbsp;3 november.</span><o:p></o:p></p>`
	dense := `<div><p>Geachte heer, <b>factuur</b> 2026-041</p><table><tr><td>a</td><td>b</td></tr></table></div>`
	for name, unit := range map[string]string{"word": word, "dense": dense} {
		s := "<html><body>" + strings.Repeat(unit+"\n", 20_000/len(unit)) + "</body></html>"
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Lines(s)
			}
		})
	}
}

// TestLinear reads HTML that would take long if any step were quadratic.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"<blockquote><div class=gmail_quote>", "<div style='border-top:solid 1pt;border:none'>", "<b><p>", "<font color=red>a", "<table><tr><td>a",
		"<a href=x>a<div>", "<p class=MsoNormal>", "<ul><li>", "<div class=gmail_quote></div>", "<div style='border-top:solid 1pt'></div>a", "&nbsp;<br>", "<i></p>", "<pre>\na",
	} {
		for _, s := range []string{strings.Repeat(unit, 300_000/len(unit)), "<div class=gmail_quote style='border-top:solid 1pt'>" + strings.Repeat(unit, 300_000/len(unit))} {
			if joined(t, Lines(s)) == "" && strings.Contains(unit, ">a") {
				t.Errorf("%s: no text", unit)
			}
		}
	}
}
