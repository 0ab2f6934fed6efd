package parse

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the library decodes charsets too
)

// adversarial are mails made to cost much.
func adversarial() map[string]string {
	long := func(s string, n int) string { return strings.Repeat(s, n/len(s)) }
	const size = 2_000_000
	nestedBoundaries := func() string {
		var b strings.Builder
		b.WriteString(head)
		for i := range 49 {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=%s%d\n\n--%[1]s%[2]d\n", strings.Repeat("b", 60), i)
		}
		return b.String() + "\n" + long(strings.Repeat("--"+strings.Repeat("b", 60), 3)+"\n", size)
	}
	return map[string]string{
		"one line":             head + "\n" + long("a", size),
		"line of words":        head + "\n" + long("ja nee ", size),
		"false boundaries":     head + "Content-Type: multipart/mixed; boundary=a\n\n" + long("--a", size),
		"boundary beginnings":  nestedBoundaries(),
		"boundary lines":       head + "Content-Type: multipart/mixed; boundary=a\n\n" + long("--a\n", size),
		"many parts":           head + "Content-Type: multipart/mixed; boundary=a\n\n" + long("--a\nContent-Type: text/html\n\n<p>a\n", size),
		"many fields":          head + long("X-A: b\n", size) + "\nJa.",
		"long field":           head + "To: " + long("a, ", size) + "\n\nJa.",
		"addresses":            head + "To: " + long("a@b.example, ", size) + "\n\nJa.",
		"comments":             "From: " + long("(", size) + "\n\nJa.",
		"words":                "Subject: " + long("=?utf-8?Q?a", size) + "\n\nJa.",
		"parameters":           head + "Content-Type: text/plain; " + long("a=b; ", size) + "\n\nJa.",
		"quotes in parameters": head + "Content-Type: text/plain; name=\"" + long("\"a ", size) + "\n\nJa.",
		"no fields":            long("dit is geen veld\nA: b\n", size),
		"folded":               head + "X-A: b\n" + long(" c\n", size) + "\nJa.",
		"references":           head + "References: " + long("<a@b.example> ", size) + "\n\nJa.",
		"base64":               head + "Content-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(long("ja nee ", size))),
		"equals signs":         head + "Content-Transfer-Encoding: quoted-printable\n\n" + long("=", size),
		"begin":                head + "\n" + long("begin 644 a\n", size),
		"utf-7":                head + "Content-Type: text/plain; charset=utf-7\n\n" + long("+", size),
		"flowed":               head + "Content-Type: text/plain; format=flowed\n\n" + long("a \n", size),
		"quote marks":          head + "\n" + long(">", size),
		"tags":                 head + "Content-Type: text/html\n\n" + long("<b>", size),
		"attributes":           head + "Content-Type: text/html\n\n<a " + long("b=c ", size),
		"tables":               head + "Content-Type: text/html\n\n" + long("<table><tr><td>", size),
		"unclosed":             head + "Content-Type: text/html\n\n" + long("<p><b><i><a>", size),
		"comments in html":     head + "Content-Type: text/html\n\n" + long("<!--", size),
		"entities":             head + "Content-Type: text/html\n\n" + long("&amp", size),
		"enriched":             head + "Content-Type: text/enriched\n\n" + long("<", size),
		"rtf":                  head + "Content-Type: text/rtf\n\n{\\rtf1" + long("{\\b ", size),
		"armour":               head + "\n" + long("-----BEGIN PGP SIGNED MESSAGE-----\n", size),
		"binhex":               head + "\n" + long(binHexMark+"\n", size),
		"header lines":         head + "\n" + long("Van: a@b.example\n", size),
		"attributions":         head + "\n" + long("Op 3 november schreef Jan:\n", size),
		"deep messages":        strings.Repeat(head+"Content-Type: message/rfc822\n\n", 5000) + "Ja.",
	}
}

// readByLibrary reads a message with go-message: all parts and their bodies. It
// tells whether the library came to the end.
func readByLibrary(raw string) bool {
	e, err := message.Read(strings.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return false
	}
	return e.Walk(func(_ []int, e *message.Entity, err error) error {
		if err != nil || strings.HasPrefix(e.Header.Get("Content-Type"), "multipart/") {
			return err
		}
		_, err = io.ReadAll(e.Body)
		return err
	}) == nil
}

// best is the shortest of three runs.
func best(f func()) time.Duration {
	var out time.Duration
	for i := range 3 {
		start := time.Now()
		f()
		if d := time.Since(start); i == 0 || d < out {
			out = d
		}
	}
	return out
}

// walk reads the parts of a message and leaves the text as it is: the work that
// the library does too.
func walk(raw string) {
	w := &walker{budget: DefaultMaxBytes}
	w.message([]byte(raw))
}

// BenchmarkRatio compares the time of Parse, and of its walk through the parts,
// with that of go-message on mails made to cost much and on the cases of the
// table. It reports the worst ratios of mails that the library reads to their
// end and on which it spends a millisecond or more, and the longest times for a
// megabyte.
func BenchmarkRatio(b *testing.B) {
	all := adversarial()
	for _, c := range allTorture() {
		all["case "+c.name] = c.raw
	}
	for name, raw := range map[string][]byte{"long mail": longMail(), "plain thread": plainThread(), "large mail": largeMail()} {
		all[name] = string(raw)
	}
	for b.Loop() {
		var parse, walked, perMB, walkedPerMB worst
		for name, raw := range all {
			whole := false
			library := best(func() { whole = readByLibrary(raw) })
			ours, walk := best(func() { Parse([]byte(raw), noon, Options{}) }), best(func() { walk(raw) })
			if whole && library >= time.Millisecond {
				parse.see(name, float64(ours)/float64(library))
				walked.see(name, float64(walk)/float64(library))
			}
			if len(raw) > 100_000 {
				perMB.see(name, ours.Seconds()*1e9/float64(len(raw)))
				walkedPerMB.see(name, walk.Seconds()*1e9/float64(len(raw)))
			}
		}
		b.ReportMetric(parse.value, "worst-ratio")
		b.ReportMetric(walked.value, "worst-walk-ratio")
		b.ReportMetric(perMB.value, "worst-ms/MB")
		b.ReportMetric(walkedPerMB.value, "worst-walk-ms/MB")
		b.Logf("ratio: %s, walk %s; time: %s, walk %s", parse.name, walked.name, perMB.name, walkedPerMB.name)
	}
}

// worst keeps the largest figure and whose it is.
type worst struct {
	value float64
	name  string
}

func (w *worst) see(name string, v float64) {
	if v > w.value {
		w.value, w.name = v, name
	}
}
