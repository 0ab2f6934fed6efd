package outbound

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// Story is what is known of a customer, to be told in sentences.
type Story struct {
	Office  *Office
	Locale  string          // of the sentences
	Ledger  *voldaan.Ledger // the whole
	Events  []voldaan.Event // his log
	Letters map[voldaan.LetterID]store.Letter
	Mails   map[voldaan.MailID]store.MailText // those whose words are left
	Cases   map[voldaan.CaseID]voldaan.Case
	Stopped bool // nothing goes to any customer of the creditor
	Now     time.Time
	// Known is until when the log tells, where Now lies after it; zero: Now.
	Known time.Time
}

// StoryLine is one thing that happened, in a sentence, with what belongs to
// it: the words on which it rests, the rule that decided it, what became of
// each recipient.
type StoryLine struct {
	Day  voldaan.Date
	Text string
	More []string
	// Event is the one that is told; nil for what no event says.
	Event *voldaan.Event
}

// Tell tells what happened to invoices, or to a customer as a whole when none
// are named, from the beginning on: each event, each standing that ended
// because its time was over, and each letter that was due and waited.
func (s *Story) Tell(about []voldaan.InvoiceID) []StoryLine {
	t := &telling{Story: s, about: about, open: map[voldaan.InvoiceID]voldaan.Amount{}, shut: map[voldaan.InvoiceID]bool{}}
	ends, waits := t.over(), t.waited() // on the morning of their day, and on the evening
	for i := range s.Events {
		e := &s.Events[i]
		for len(waits) > 0 && waits[0].Day < e.Day {
			t.until(&ends, waits[0].Day)
			t.lines, waits = append(t.lines, waits[0]), waits[1:]
		}
		t.until(&ends, e.Day)
		if t.concerns(e) {
			t.event(e)
		}
	}
	t.lines = append(t.lines, slices.Concat(ends, waits)...)
	slices.SortStableFunc(t.lines, func(a, b StoryLine) int { return cmp.Compare(a.Day, b.Day) })
	return t.lines
}

// until tells what had ended by the morning of a day.
func (t *telling) until(ends *[]StoryLine, day voldaan.Date) {
	for len(*ends) > 0 && (*ends)[0].Day <= day {
		t.lines, *ends = append(t.lines, (*ends)[0]), (*ends)[1:]
	}
}

// telling is a story while it is told.
type telling struct {
	*Story
	about []voldaan.InvoiceID
	open  map[voldaan.InvoiceID]voldaan.Amount // as far as it is told
	shut  map[voldaan.InvoiceID]bool           // closed by hand, likewise
	lines []StoryLine
}

// tells reports whether the story is about an invoice; none is the customer.
func (t *telling) tells(id voldaan.InvoiceID) bool {
	return id == "" || len(t.about) == 0 || slices.Contains(t.about, id)
}

// today is the day of the telling.
func (s *Story) today() voldaan.Date { return s.creditor().Day(s.Now) }

func (s *Story) creditor() *voldaan.Creditor { return s.Office.Creditor }

// say adds a sentence.
func (t *telling) say(e *voldaan.Event, key string, fill map[string]string, more ...string) {
	fill["by"] = t.by(e)
	t.lines = append(t.lines, StoryLine{
		Day: e.Day, Text: t.sentence(key, fill), More: slices.DeleteFunc(more, func(m string) bool { return m == "" }), Event: e,
	})
}

func (s *Story) sentence(key string, fill map[string]string) string {
	return s.Office.Templates.Sentence(s.Locale, key, fill)
}

// word is a code in words; none is told as such.
func (s *Story) word(code string) string {
	if code == "" {
		return s.sentence("no_reason", nil)
	}
	return s.Office.Templates.Word(s.Locale, code)
}

func (s *Story) day(d voldaan.Date) string { return templates.FormatDate(s.Locale, d) }

// sum writes an amount in the currency of an invoice.
func (s *Story) sum(a voldaan.Amount, cur voldaan.Currency) string {
	return templates.FormatAmount(s.Locale, a, cur)
}

// number is an invoice's number.
func (s *Story) number(id voldaan.InvoiceID) string {
	if inv := s.Ledger.Invoice(id); inv != nil {
		return inv.Number
	}
	return string(id)
}

// currency is that of an invoice.
func (s *Story) currency(id voldaan.InvoiceID) voldaan.Currency {
	if inv := s.Ledger.Invoice(id); inv != nil {
		return inv.Currency
	}
	return voldaan.EUR
}

// by says on whose word an event stands.
func (s *Story) by(e *voldaan.Event) string {
	if e.Kind == voldaan.EventHeld && e.By == voldaan.AuthorCustomer {
		return s.sentence("by_mail", nil) // no customer pauses letters himself
	}
	if p, ok := s.creditor().ColleagueKeyed(e.Author); ok && e.Author != "" {
		return s.sentence("by_colleague", map[string]string{"name": p.Name})
	}
	if e.By == voldaan.AuthorColleague {
		return s.sentence("by_somebody", nil)
	}
	return s.sentence("by_"+string(e.By), nil)
}

// name is that of a colleague by his code; of one who is none any more, the
// owner's of today.
func (s *Story) name(key string) string {
	if p, ok := s.creditor().ColleagueKeyed(key); ok {
		return p.Name
	}
	return s.creditor().Owner().Name
}

// over lists the standings that ended because their time was over, on the day
// after their last. What an event says of the end is not told twice.
func (t *telling) over() []StoryLine {
	var out []StoryLine
	said := map[string]bool{} // a promise for several invoices ends once
	for _, s := range t.Ledger.Standings {
		if s.End == 0 || s.End >= t.today() || (s.EndedBy != "" && s.EndedOn <= s.End) || !t.tells(s.Invoice) {
			continue
		}
		if p := t.Ledger.Promise(s.Promise); p != nil && p.State != voldaan.PromiseOpen {
			continue
		}
		line := StoryLine{Day: s.End + 1, Text: t.sentence("over_"+string(s.Kind), map[string]string{"start": t.day(s.Start)})}
		if key := line.Day.String() + line.Text; !said[key] {
			said[key] = true
			out = append(out, line)
		}
	}
	slices.SortStableFunc(out, func(a, b StoryLine) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// quote takes words to one line, and their end away where they are many.
func quote(text string) string {
	words := strings.Join(strings.Fields(text), " ")
	if r := []rune(words); len(r) > maxQuote {
		return strings.TrimSpace(string(r[:maxQuote])) + "…"
	}
	return words
}

// maxQuote is how many letters of somebody's words a story repeats.
const maxQuote = 200
