package outbound

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/store"
)

// chronology tells every event that concerns the invoices, as `voldaan why`
// does.
func (g *gatherer) chronology() error {
	for _, e := range g.events {
		if !g.tells(e) {
			continue
		}
		for _, line := range History(g.o.Templates, g.o.Creditor.Language, g.l, []voldaan.Event{e}, g.h.Invoices) {
			quote, erased, err := g.quote(e)
			if err != nil {
				return err
			}
			g.d.Chronology = append(g.d.Chronology, dossier.Line{
				Day: line.Day, Text: line.Text, By: g.author(e.By, e.Author), Quote: quote, Erased: erased, Rule: e.Evidence.By,
				Confidence: e.Confidence, Mail: max(g.number[mailKey(e.Mail)], g.number[letterKey(e.Letter)]),
			})
		}
	}
	return nil
}

// tells reports whether an event that names no invoice concerns those that
// were handed over all the same.
func (g *gatherer) tells(e voldaan.Event) bool {
	switch {
	case e.Invoice != "":
		return true // History looks at it
	case e.Payment != "":
		return g.paysFor(e.Payment)
	case e.Promise != "":
		return slices.ContainsFunc(g.l.Standings, func(s voldaan.Standing) bool { return s.Promise == e.Promise && g.about[s.Invoice] })
	case e.Kind == voldaan.EventMailRead:
		return g.number[mailKey(e.Mail)] != 0
	case e.Kind == voldaan.EventAnswered:
		return g.number[letterKey(e.Letter)] != 0
	}
	return true
}

// paysFor reports whether a payment went to the invoices, or may yet: one that
// was reversed tells of none.
func (g *gatherer) paysFor(id voldaan.PaymentID) bool {
	other := false
	for _, a := range g.l.Allocations {
		if a.Payment == id && g.about[a.Invoice] {
			return true
		}
		other = other || a.Payment == id
	}
	return !other || g.l.Unallocated(id) > 0
}

// quote is the words on which an event rests, or that they are gone.
func (g *gatherer) quote(e voldaan.Event) (words string, erased bool, err error) {
	if e.Mail == "" || e.Evidence.To <= e.Evidence.From {
		return "", false, nil
	}
	t, err := g.tx.Text(g.o.Creditor.ID, e.Mail)
	if errors.Is(err, sql.ErrNoRows) {
		return "", true, nil
	}
	part := []rune(map[string]string{"reply": t.Reply, "subject": t.Subject, "quoted": t.Quoted}[e.Evidence.Part])
	if err != nil || e.Evidence.To > len(part) {
		return "", false, err
	}
	return string(part[e.Evidence.From:e.Evidence.To]), false, nil
}

// disputes are what was contested of the invoices, with what was answered.
func (g *gatherer) disputes() error {
	for _, e := range g.events {
		if e.Kind != voldaan.EventDisputed || !g.about[e.Invoice] || g.undone[e.Group] {
			continue
		}
		c := dossier.Dispute{
			Invoice: g.l.Invoice(e.Invoice).Number, Day: e.Day, Amount: dossier.Sum(e.Amount), Reason: e.Reason,
			Mail: g.number[mailKey(e.Mail)], Answers: g.answers(e.Mail),
		}
		var err error
		if c.Quote, _, err = g.quote(e); err != nil {
			return err
		}
		for _, s := range g.l.Standings {
			if s.Event == e.ID {
				c.Ended = max(s.EndedOn, s.End)
			}
		}
		g.d.Disputes = append(g.d.Disputes, c)
	}
	return nil
}

// answers are the mails that answer one: the bot's, and those of colleagues.
func (g *gatherer) answers(id voldaan.MailID) []dossier.Answer {
	if id == "" {
		return nil
	}
	var out []dossier.Answer
	for _, l := range g.letters {
		if l.Class == voldaan.ClassAnswer && l.Args.Mail == id {
			out = append(out, dossier.Answer{Mail: g.number[letterKey(l.ID)], Day: g.o.Creditor.Day(wentAt(l)), Kind: string(l.Kind)})
		}
	}
	messageID := ""
	for _, m := range g.mails {
		if m.ID == id {
			messageID = m.MessageID
		}
	}
	for _, m := range g.mails {
		if m.Kind == voldaan.MailColleague && messageID != "" && slices.Contains(g.header[m.ID].inReplyTo, messageID) {
			out = append(out, dossier.Answer{Mail: g.number[mailKey(m.ID)], Day: g.o.Creditor.Day(m.Received), Kind: "colleague"})
		}
	}
	return out
}

// deliveries are how each letter fared with each of its recipients.
func (g *gatherer) deliveries() error {
	about := map[voldaan.LetterID][]store.Mail{}
	for _, m := range g.mails {
		if m.Letter != "" && m.Kind != voldaan.MailColleague {
			about[m.Letter] = append(about[m.Letter], m)
		}
	}
	for _, l := range g.letters {
		if posted(l) { // what the server said is about the colleague
			continue
		}
		for _, r := range l.Recipients {
			v := dossier.Delivery{
				Mail: g.number[letterKey(l.ID)], Kind: string(l.Kind), At: wentAt(l).UTC(), Address: r.Address, State: r.State,
				Code: r.Code, Status: r.Status, Text: r.Text,
			}
			for _, m := range about[l.ID] {
				reports, err := g.reports(m, r, len(l.Recipients) == 1)
				if err != nil {
					return err
				}
				v.Reports = append(v.Reports, reports...)
			}
			g.d.Deliveries = append(g.d.Deliveries, v)
		}
	}
	return nil
}

// reports are what a mail says about a letter to a recipient: a bounce names
// whom it could not reach, an answer or a receipt is about all of them.
func (g *gatherer) reports(m store.Mail, r voldaan.Recipient, alone bool) ([]dossier.Report, error) {
	kind := m.Kind
	if kind == voldaan.MailUnreadable {
		return nil, nil
	}
	out := dossier.Report{Mail: g.number[mailKey(m.ID)], Day: g.o.Creditor.Day(m.Received), Kind: string(kind)}
	if kind != voldaan.MailBounce {
		return []dossier.Report{out}, nil
	}
	t, err := g.tx.Text(g.o.Creditor.ID, m.ID)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	var read struct {
		Bounce voldaan.Bounce `json:"bounce"`
	}
	if t.Reading != "" && json.Unmarshal([]byte(t.Reading), &read) != nil {
		read.Bounce = voldaan.Bounce{} // the mail itself is in the dossier
	}
	var all []dossier.Report
	for _, f := range read.Bounce.Recipients {
		if f.Address == r.Address || alone {
			out.Status, out.Code, out.Reason, out.Address = f.Status, f.SMTPCode, string(f.Reason), f.Address
			all = append(all, out)
		}
	}
	if all == nil && (alone || r.State == voldaan.LetterFailed) {
		all = append(all, out)
	}
	return all, nil
}
