package parse

import (
	"encoding/base64"
	"runtime"
	"strings"
	"testing"
)

// longMail is a mail of about 20 kB: an answer over a long thread.
func longMail() []byte {
	var b strings.Builder
	b.WriteString(head + "Content-Type: text/plain; charset=utf-8\n\nBeste,\n\nWij betalen vrijdag.\n\nMet vriendelijke groet,\nJan\n\n")
	b.WriteString("Op di 24 nov. 2026 om 22:12 schreef Facturen <f@l.example>:\n")
	for b.Len() < 20_000 {
		b.WriteString("> Geachte heer De Vries, hierbij herinneren wij u aan factuur 2026-041 van 3 november.\n>\n")
	}
	return []byte(b.String())
}

// plainThread is as long, without quote marks, and starts as many headers and
// attributions that are none.
func plainThread() []byte {
	var b strings.Builder
	b.WriteString(head + "\n")
	for b.Len() < 20_000 {
		b.WriteString("Op de factuur van 3 november stond: wij schreven dat de levering niet klopt en dat @ ons:\nVan: ons\nbetaald op 3-11-2026\n\n")
	}
	return []byte(b.String())
}

// largeMail holds one attachment of 25 MB.
func largeMail() []byte {
	data := base64.StdEncoding.EncodeToString(make([]byte, 25_000_000))
	return []byte(head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n--a\nContent-Type: application/pdf; name=f.pdf\nContent-Transfer-Encoding: base64\n\n" + data + "\n--a--\n")
}

func BenchmarkParse(b *testing.B) {
	htmlMail := []byte(head + "Content-Type: text/html\n\n<html><body>" +
		strings.Repeat("<div><p>Geachte heer, <b>factuur</b> 2026-041</p><table><tr><td>a</td><td>b</td></tr></table></div>\n", 200))
	word := `<p class="MsoNormal" style="margin:0cm;font-size:11.0pt"><span lang="NL" style="color:#1F497D">Geachte heer, <b>factuur</b> 2026-041 van&nbsp;3 november.</span><o:p></o:p></p>` + "\n"
	wordMail := []byte(head + "Content-Type: text/html\n\n<html><body>" + strings.Repeat(word, 20_000/len(word)))
	for name, raw := range map[string][]byte{"long": longMail(), "plain": plainThread(), "html": htmlMail, "word": wordMail, "large": largeMail()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(raw, noon, Options{})
			}
		})
	}
}

// TestLargeMail holds the memory for a large attachment to its decoded bytes
// and little more.
func TestLargeMail(t *testing.T) {
	raw := largeMail()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := Parse(raw, noon, Options{})
	runtime.ReadMemStats(&after)
	if len(r.Parts) != 1 || len(r.Parts[0].Content) != 25_000_000 {
		t.Fatalf("%d parts", len(r.Parts))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 60_000_000 {
		t.Errorf("%d bytes allocated", used)
	}
}
