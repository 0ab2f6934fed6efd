package autoreply

import (
	_ "embed"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/bounce"
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
	product                    bool   // a sure subject in a product's form, with our subject behind a colon
	signed                     bool   // by a person
}

// look reads the subject, and the words of the mail.
func look(m voldaan.Mail, words string) view {
	subject := fold.Line(clip(m.Subject, maxSubject))
	v := view{
		text:          oneLine(afterSalutation(words)),
		sureSubject:   sureSubjects.In(subject),
		likelySubject: likelySubjects.In(subject),
	}
	v.product = v.sureSubject && (strings.Contains(subject, ":") || len(strings.Fields(subject)) <= 3)
	text := wordlist.Prepare(v.text)
	v.absent, v.automatic, v.receipt = absentWords.First(text), automaticWords.First(text), receiptWords.First(text)
	if v.receipt >= 0 {
		v.number = ticketNumber("", words)
	}
	v.receipts = receiptWords.Count(text)
	v.signed = v.number != "" && bounce.IsSigned(m.Reply, m.Signature)
	v.note = noteWords.InText(text)
	if v.own = ownWords.First(text); v.own >= 0 && v.absent >= 0 {
		v.own = ownWords.First(wordlist.Prepare(sendsOn.ReplaceAllStringFunc(v.text, blank)))
	}
	day := m.Received
	if day.IsZero() {
		day = m.Date
	}
	v.today = dayOf(day)
	return v
}

// written is what the sender wrote now; where that is nothing, his signature,
// since footers count as one, or a ticket system's mail.
func written(m voldaan.Mail) string {
	switch {
	case strings.TrimSpace(m.Reply) != "":
		return m.Reply
	case strings.TrimSpace(m.Signature) == "" && startsWithTicketLine(m.Quoted):
		return m.Quoted
	}
	return m.Signature
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

// sendsOn is how a note asks to turn to somebody else; the same words open
// what a person asks.
var sendsOn = lazyregexp.MustCompile(`\b(?:(?:kunt u|kun je|kan je|kan u|kunnen jullie|kunt|kan)(?: (?:u|je|dan|ook|altijd|steeds|zich|bij spoed|voor spoed|in dringende gevallen)){0,3} (?:een (?:mail|e-mail|bericht) (?:sturen|zenden)|contact|terecht|mailen|bellen|wenden|mijn collega|onze|met|naar|bij)|(?:could|can|would) you (?:please )?(?:contact|call|e-?mail|direct|write to|reach out|get in touch)|you can (?:contact|call|e-?mail|reach)|(?:pouvez|pourriez)-vous (?:vous adresser|contacter|joindre|écrire à|appeler)|(?:können|könnten) sie (?:sich|meine|meinen|uns|frau|herrn|gern|gerne|bitte)[^.?]{0,40}(?:wenden|kontaktieren|erreichen|anrufen|schreiben))`)

// blank is a stretch of blanks as long as s.
func blank(s string) string { return strings.Repeat(" ", len(s)) }

// speaks reports whether the text has words of automatic answers.
func (v view) speaks() bool { return v.absent >= 0 || v.automatic >= 0 || v.receipt >= 0 }

// bySubject reports whether the subject shows an automatic answer. What
// products write is enough, unless a person's words stand below it; what people
// write as well needs a text that fits.
func (v view) bySubject() bool {
	switch {
	case v.sureSubject:
		return v.own < 0 || v.product && v.speaks() && !v.personAbove()
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
	return v.receipt >= 0 && v.number != "" && v.receipts >= 2 && !v.signed && !firstPerson.In(v.text)
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
