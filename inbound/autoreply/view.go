package autoreply

import (
	_ "embed"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

//go:embed words/subjects.txt
var subjectFile string

//go:embed words/texts.txt
var textFile string

var (
	subjectWords   = wordlist.Read(subjectFile)
	sureSubjects   = wordlist.Named(subjectWords, "sure")
	likelySubjects = wordlist.Named(subjectWords, "likely")
	textWords      = wordlist.Read(textFile)
	absentWords    = wordlist.Named(textWords, "absent")
	automaticWords = wordlist.Named(textWords, "automatic")
	receiptWords   = wordlist.Named(textWords, "receipt")
	noteWords      = wordlist.Named(textWords, "note")
	ownWords       = wordlist.Named(textWords, "own words")
	firstPerson    = wordlist.Named(textWords, "first person")
)

// Bounds of what is looked at, in bytes, and of where in a text the words of
// an automatic answer stand.
const (
	maxText    = 4000
	maxSubject = 300
	maxNote    = 1500 // of a note of absence without any header
	topOfNote  = 160  // its absence comes within its first sentences
	topOfAuto  = 60   // "this is an automatic message" opens the text
)

// view is what subject and text of a mail show. The numbers are the first
// place in the text where such words stand, or -1.
type view struct {
	text                       string // folded to one line
	today                      voldaan.Date
	sureSubject, likelySubject bool
	absent, automatic, receipt int
	own                        int
	note                       bool
	receipts                   int    // how many phrases of receipts there are
	number                     string // of a ticket
}

// look reads the subject and what the sender wrote now; where that is nothing,
// his signature, since footers count as one.
func look(m voldaan.Mail) view {
	words := m.Reply
	if strings.TrimSpace(words) == "" {
		words = m.Signature
	}
	subject := fold.Line(clip(m.Subject, maxSubject))
	v := view{
		text:          oneLine(afterSalutation(words)),
		sureSubject:   sureSubjects.In(subject),
		likelySubject: likelySubjects.In(subject),
	}
	text := wordlist.Prepare(v.text)
	v.absent, v.automatic, v.receipt = absentWords.First(text), automaticWords.First(text), receiptWords.First(text)
	if v.receipt >= 0 {
		v.number = ticketNumber("", words)
	}
	v.receipts = receiptWords.Count(text)
	v.own, v.note = ownWords.First(text), noteWords.InText(text)
	day := m.Received
	if day.IsZero() {
		day = m.Date
	}
	v.today = dayOf(day)
	return v
}

func clip(s string, n int) string { return s[:min(len(s), n)] }

func oneLine(s string) string {
	return fold.Line(strings.Join(strings.Fields(clip(s, maxText)), " "))
}

// afterSalutation drops a first line that only greets.
func afterSalutation(s string) string {
	s = strings.TrimSpace(s)
	first, rest, ok := strings.Cut(s, "\n")
	if ok && len(first) < 60 && strings.HasSuffix(strings.TrimSpace(first), ",") {
		return strings.TrimSpace(rest)
	}
	return s
}

// speaks reports whether the text has words of automatic answers.
func (v view) speaks() bool { return v.absent >= 0 || v.automatic >= 0 || v.receipt >= 0 }

// bySubject reports whether the subject shows an automatic answer. What
// products write is enough, unless a person's words stand below it; what people
// write as well needs a text that fits.
func (v view) bySubject() bool {
	switch {
	case v.sureSubject:
		return v.own < 0 || v.speaks() && !v.personAbove()
	case !v.likelySubject || v.own >= 0:
		return false
	}
	return v.speaks() || len(v.text) < 200 && returnDate(v.text, "", v.today) != 0
}

// byText reports whether the text alone shows an automatic answer: it opens
// by saying so, it says so below a receipt or a note of absence, it is such a
// note with what to do meanwhile, or a ticket's receipt.
func (v view) byText() bool {
	if v.own >= 0 {
		return v.automatic == 0 && !v.personAbove()
	}
	switch {
	case v.automatic >= 0 && (v.automatic < topOfAuto || v.absent >= 0 || v.receipt >= 0):
		return true
	case v.absent >= 0 && v.absent < topOfNote && len(v.text) < maxNote:
		return v.note
	}
	return v.receipt >= 0 && v.number != "" && v.receipts >= 2 && !firstPerson.In(v.text)
}

// personAbove reports whether a person's words stand above those of the
// machine.
func (v view) personAbove() bool {
	if v.own < 0 {
		return false
	}
	for _, at := range []int{v.absent, v.automatic, v.receipt} {
		if at >= 0 && at < v.own {
			return false
		}
	}
	return true
}
