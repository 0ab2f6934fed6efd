package outbound

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// Story is what is known of a customer, to be told in sentences.
type Story struct {
	Templates *templates.Set
	Locale    string // of the sentences
	Creditor  *voldaan.Creditor
	Ledger    *voldaan.Ledger // the whole
	Events    []voldaan.Event // his log
	Letters   map[voldaan.LetterID]store.Letter
	Mails     map[voldaan.MailID]store.MailText // those whose words are left
	Cases     map[voldaan.CaseID]voldaan.Case
	Today     voldaan.Date
	// Planned is what planning says of today, for each of his accounts.
	Planned []voldaan.Planned
}

// StoryLine is one thing that happened, in a sentence, with what belongs to
// it: the words on which it rests, what became of each recipient.
type StoryLine struct {
	Day  voldaan.Date
	Text string
	More []string
}

// Tell tells what happened to invoices, or to a customer as a whole when none
// are named, from the beginning on: each event, and each standing that ended
// because its time was over.
func (s *Story) Tell(about []voldaan.InvoiceID) []StoryLine {
	t := &telling{Story: s, about: about, open: map[voldaan.InvoiceID]voldaan.Amount{}}
	over := t.over()
	for i := range s.Events {
		e := &s.Events[i]
		for len(over) > 0 && over[0].Day <= e.Day {
			t.lines, over = append(t.lines, over[0]), over[1:]
		}
		if t.concerns(e) {
			t.event(e)
		}
	}
	return append(t.lines, over...)
}

// telling is a story while it is told.
type telling struct {
	*Story
	about []voldaan.InvoiceID
	open  map[voldaan.InvoiceID]voldaan.Amount // as far as it is told
	lines []StoryLine
}

// tells reports whether the story is about an invoice; none is the customer.
func (t *telling) tells(id voldaan.InvoiceID) bool {
	return id == "" || len(t.about) == 0 || slices.Contains(t.about, id)
}

// concerns reports whether an event belongs to the story: one that names an
// invoice by that, a letter or case by those in it, a mail by those that it
// changed anything for.
func (t *telling) concerns(e *voldaan.Event) bool {
	if e.Invoice != "" || len(t.about) == 0 {
		return t.tells(e.Invoice)
	}
	any := false
	look := func(id voldaan.InvoiceID) bool { any = any || id != ""; return id != "" && t.tells(id) }
	if e.Letter != "" {
		for _, d := range t.Ledger.Demands {
			if d.Letter == e.Letter && look(d.Invoice) {
				return true
			}
		}
		if slices.ContainsFunc(t.Letters[e.Letter].Args.About(), look) {
			return true
		}
	}
	if slices.ContainsFunc(t.Cases[e.Case].Invoices, look) {
		return true
	}
	if e.Promise != "" && slices.ContainsFunc(t.Ledger.Standings, func(s voldaan.Standing) bool {
		return s.Promise == e.Promise && look(s.Invoice)
	}) {
		return true
	}
	if e.Payment != "" && slices.ContainsFunc(t.Events, func(o voldaan.Event) bool { return o.Payment == e.Payment && look(o.Invoice) }) {
		return true
	}
	if e.Kind == voldaan.EventMailRead {
		return t.mailTells(e.Mail, look) || !any
	}
	if e.Kind == voldaan.EventUndone {
		return slices.ContainsFunc(t.Events, func(o voldaan.Event) bool { return o.Group == e.Ref && look(o.Invoice) }) || !any
	}
	return !any
}

// mailTells reports whether a mail, its answer or the case that it opened is
// about an invoice that is looked for.
func (t *telling) mailTells(id voldaan.MailID, look func(voldaan.InvoiceID) bool) bool {
	found := slices.ContainsFunc(t.Events, func(o voldaan.Event) bool { return o.Mail == id && look(o.Invoice) })
	for _, l := range t.Letters {
		found = (l.Args.Mail == id && slices.ContainsFunc(l.Args.About(), look)) || found
	}
	for _, c := range t.Cases {
		found = (c.Mail == id && slices.ContainsFunc(c.Invoices, look)) || found
	}
	return found
}

// say adds a sentence.
func (t *telling) say(e *voldaan.Event, key string, fill map[string]string, more ...string) {
	fill["by"] = t.by(e)
	t.lines = append(t.lines, StoryLine{Day: e.Day, Text: t.sentence(key, fill), More: slices.DeleteFunc(more, func(m string) bool { return m == "" })})
}

func (s *Story) sentence(key string, fill map[string]string) string {
	return s.Templates.Sentence(s.Locale, key, fill)
}

// word is a code in words; none is told as such.
func (s *Story) word(code string) string {
	if code == "" {
		return s.sentence("no_reason", nil)
	}
	return s.Templates.Word(s.Locale, code)
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
	if e.By != voldaan.AuthorColleague {
		return s.sentence("by_"+string(e.By), nil)
	}
	if p, ok := s.Creditor.ColleagueKeyed(e.Author); ok {
		return s.sentence("by_colleague", map[string]string{"name": p.Name})
	}
	return s.sentence("by_somebody", nil)
}

// because quotes the words on which an event rests.
func (t *telling) because(e *voldaan.Event) string {
	if e.Mail == "" || e.Evidence.To <= e.Evidence.From {
		return ""
	}
	m, ok := t.Mails[e.Mail]
	if !ok {
		return t.sentence("because_erased", nil)
	}
	text := []rune(map[string]string{"reply": m.Reply, "subject": m.Subject, "quoted": m.Quoted}[e.Evidence.Part])
	if e.Evidence.To > len(text) {
		return ""
	}
	words := strings.Join(strings.Fields(string(text[e.Evidence.From:e.Evidence.To])), " ")
	return t.sentence("because", map[string]string{"words": words, "rule": e.Evidence.By, "percent": percent(e)})
}

func percent(e *voldaan.Event) string { return strconv.Itoa((e.Confidence + 5) / 10) }

// recipients says of each recipient of a letter what became of it.
func (t *telling) recipients(id voldaan.LetterID) []string {
	var out []string
	for _, r := range t.Letters[id].Recipients {
		text := strings.Join(strings.Fields(strings.Join([]string{r.Status, r.Text}, " ")), " ")
		if text == "" && r.Code != 0 {
			text = strconv.Itoa(r.Code)
		}
		out = append(out, t.sentence("result_"+string(cmp.Or(r.State, voldaan.LetterQueued)), map[string]string{
			"address": cmp.Or(r.Address, t.sentence("erased", nil)), "text": cmp.Or(text, "–"),
		}))
	}
	return out
}

// over lists the standings that ended because their time was over, on the day
// after their last.
func (t *telling) over() []StoryLine {
	var out []StoryLine
	said := map[string]bool{} // a promise for several invoices ends once
	for _, s := range t.Ledger.Standings {
		if s.End == 0 || s.End >= t.Today || (s.EndedBy != "" && s.EndedOn <= s.End) || !t.tells(s.Invoice) {
			continue
		}
		line := StoryLine{Day: s.End + 1, Text: t.sentence("over_"+string(s.Kind), map[string]string{"start": t.day(s.Start)})}
		if key := line.Day.String() + line.Text; !said[key] {
			said[key] = true
			out = append(out, line)
		}
	}
	slices.SortStableFunc(out, func(a, b StoryLine) int { return int(a.Day - b.Day) })
	return out
}
