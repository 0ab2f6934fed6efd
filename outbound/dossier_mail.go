package outbound

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// correspondence finds every mail from and to the customer that had come or
// gone by then: those of the dossier that was made first, or else those that
// are chosen now.
func (g *gatherer) correspondence() error {
	letters, err := g.tx.CustomerLetters(g.o.Creditor.ID, g.h.Customer)
	if err != nil {
		return err
	}
	mails, err := g.tx.CustomerMails(g.o.Creditor.ID, g.h.Customer)
	if err != nil {
		return err
	}
	g.header = map[voldaan.MailID]headed{}
	if g.h.SHA256 == "" {
		err = g.choose(letters, mails)
	} else {
		err = g.chosen(letters, mails)
	}
	if err != nil {
		return err
	}
	return g.list()
}

// chosen takes the mails of the dossier that was made first.
func (g *gatherer) chosen(letters []store.Letter, mails []store.Mail) error {
	in := make(map[string]bool, len(g.h.Mails))
	for _, key := range g.h.Mails {
		in[key] = true
	}
	for _, l := range letters {
		if in[keyOf(l)] {
			g.letters = append(g.letters, l)
		}
	}
	for _, m := range mails {
		if !in[mailKey(m.ID)] {
			continue
		}
		if _, err := g.belongs(m); err != nil { // it reads the header
			return err
		}
		g.mails = append(g.mails, m)
	}
	g.d.LeftOut = g.h.LeftOut
	return nil
}

// choose takes what belongs to the dossier. Mails among colleagues stay in the
// house, and so do those that are about other invoices alone.
func (g *gatherer) choose(letters []store.Letter, mails []store.Mail) error {
	byID := make(map[voldaan.LetterID]store.Letter, len(letters))
	for _, l := range letters {
		byID[l.ID] = l
		switch {
		case !g.left(l):
		case g.concerns(l.Args.About()):
			g.letters = append(g.letters, l)
		default:
			g.d.LeftOut++
		}
	}
	named := g.named()
	for _, m := range mails {
		answers, known := byID[m.Letter]
		if known && answers.Class == voldaan.ClassInternal {
			continue
		}
		belongs, err := g.belongs(m)
		if err != nil {
			return err
		}
		about := named[m.ID]
		if about == nil && known {
			about = answers.Args.About()
		}
		switch {
		case !belongs, g.twice(m):
		case g.concerns(about):
			g.mails = append(g.mails, m)
		default:
			g.d.LeftOut++
		}
	}
	return nil
}

// twice reports whether a colleague's mail is there already: with the bot in
// cc, and from his folder of sent mail.
func (g *gatherer) twice(m store.Mail) bool {
	return m.Kind == voldaan.MailColleague && m.MessageID != "" && slices.ContainsFunc(g.mails, func(o store.Mail) bool {
		return o.Kind == m.Kind && o.MessageID == m.MessageID
	})
}

// posted reports a letter that a colleague was given to post: its row is the
// mail to him, with the letter's text.
func posted(l store.Letter) bool { return l.Kind == voldaan.LetterPostTask }

// keyOf is the key of a letter to the customer.
func keyOf(l store.Letter) string {
	if posted(l) {
		return postKey(l.ID)
	}
	return letterKey(l.ID)
}

// left reports whether a letter had gone to the customer, or was tried.
func (g *gatherer) left(l store.Letter) bool {
	if l.Class == voldaan.ClassInternal && !posted(l) {
		return false
	}
	switch l.State {
	case voldaan.LetterUncertain, voldaan.LetterFailed:
		return l.Attempts > 0 && !wentAt(l).After(g.h.At)
	}
	return !l.SentAt.IsZero() && !l.SentAt.After(g.h.At)
}

// wentAt is when a letter went, or was made where it did not.
func wentAt(l store.Letter) time.Time {
	if l.SentAt.IsZero() {
		return l.Made
	}
	return l.SentAt
}

// concerns reports whether something is about the invoices; what names none is.
func (g *gatherer) concerns(about []voldaan.InvoiceID) bool {
	return len(about) == 0 || slices.ContainsFunc(about, func(id voldaan.InvoiceID) bool { return g.about[id] })
}

// named are the invoices that events tied to each mail.
func (g *gatherer) named() map[voldaan.MailID][]voldaan.InvoiceID {
	out := map[voldaan.MailID][]voldaan.InvoiceID{}
	for _, e := range g.events {
		if e.Mail != "" && e.Invoice != "" {
			out[e.Mail] = append(out[e.Mail], e.Invoice)
		}
	}
	return out
}

// belongs reports whether a received mail is one between the creditor and the
// customer that had been handled by then.
func (g *gatherer) belongs(m store.Mail) (bool, error) {
	switch {
	case m.HandledAt.IsZero() || m.HandledAt.After(g.h.At):
		return false, nil
	case m.State == store.MailQuarantined:
		return !strings.HasPrefix(m.Trouble, "pretence"), nil
	case m.State != store.MailHandled:
		return false, nil
	case m.Kind != voldaan.MailColleague && m.Kind != voldaan.MailReport:
		return true, nil
	}
	raw, err := g.bytes(mailKey(m.ID))
	if err != nil || raw == nil { // to whom a colleague wrote is gone with it
		return m.Kind == voldaan.MailReport, err
	}
	h := readHead(raw)
	g.header[m.ID] = h
	return m.Kind == voldaan.MailReport || g.outsider(h.to), nil
}

// outsider reports whether an address is not one of the creditor's own house.
func (g *gatherer) outsider(to []string) bool {
	cr := g.o.Creditor
	return slices.ContainsFunc(to, func(a string) bool {
		_, colleague := cr.Colleague(a)
		return !colleague && !cr.IsOwn(a) && (g.l.ContactAt(a) != nil || voldaan.Domain(a) != voldaan.Domain(cr.Mailbox))
	})
}

// list numbers the mails by time.
func (g *gatherer) list() error {
	for _, l := range g.letters {
		m := dossier.Mail{Key: keyOf(l), Out: true, At: wentAt(l), Kind: string(l.Kind)}
		if posted(l) {
			raw, err := g.bytes(letterKey(l.ID))
			if err != nil {
				return err
			}
			title, _, _ := strings.Cut(postedText(raw), "\n")
			m.Kind, m.Post, m.To, m.Subject = string(l.Args.Letter), true, []string{g.l.Customer.Name}, templates.OneLine(title, longestTitle)
		}
		g.d.Mails = append(g.d.Mails, m)
	}
	for _, m := range g.mails {
		g.d.Mails = append(g.d.Mails, dossier.Mail{
			Key: mailKey(m.ID), Out: m.Kind == voldaan.MailColleague, At: m.Received, Kind: string(m.Kind),
		})
	}
	slices.SortFunc(g.d.Mails, func(a, b dossier.Mail) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key))
	})
	g.number = make(map[string]int, len(g.d.Mails))
	for i := range g.d.Mails {
		m := &g.d.Mails[i]
		m.Number, m.At = i+1, m.At.UTC()
		g.number[m.Key] = m.Number
		if id, ok := strings.CutPrefix(m.Key, postKey("")); ok { // events know it as a letter
			g.number[letterKey(voldaan.LetterID(id))] = m.Number
		}
	}
	return nil
}

// longestTitle is how many letters of a posted letter's subject are shown.
const longestTitle = 200
