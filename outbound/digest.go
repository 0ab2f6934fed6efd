package outbound

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// Digest queues the managers' digest once each business day, from its hour on.
func (o *Office) Digest(ctx context.Context, now time.Time) (int, error) {
	day := o.Creditor.Day(now)
	if !o.Calendar.IsBusinessDay(day) || now.Before(day.At(o.DigestHour, 0, o.zone())) {
		return 0, nil
	}
	n := 0
	err := o.DB.Tx(ctx, func(tx *store.Tx) error {
		n = 0
		for _, p := range o.Creditor.Managers() {
			l := o.Creditor.ToColleague(voldaan.LetterDigest, p, now, o.Mint)
			l.Args.Day = day
			added, err := tx.AddLetter(l, fmt.Sprintf("digest:%s:%s", day, p.Key()))
			if err != nil {
				return err
			}
			if added {
				n++
			}
		}
		return nil
	})
	return n, err
}

// PreviewDigest is today's digest as text, as the managers would get it now.
func (o *Office) PreviewDigest(ctx context.Context, now time.Time) (string, error) {
	var mail templates.Mail
	err := o.DB.Tx(ctx, func(tx *store.Tx) error {
		to := o.Creditor.Owner()
		if managers := o.Creditor.Managers(); len(managers) > 0 {
			to = managers[0]
		}
		l := store.Letter{Letter: o.Creditor.ToColleague(voldaan.LetterDigest, to, now, o.Mint)}
		c := &composer{o: o, tx: tx, l: l, now: now, day: o.Creditor.Day(now)}
		d, err := c.data()
		if err != nil {
			return err
		}
		mail, err = o.Templates.Render(l.Language, l.Kind, d)
		return err
	})
	return mail.Text, err
}

// digest gathers the overview: what came in, what is overdue by age, open
// complaints with their owners, promises, what goes out today, what was held
// and why, what was not understood, and who tried to pass for a colleague.
func (c *composer) digest(d *templates.Data) error {
	g := &digester{composer: c, since: c.since(), names: map[voldaan.CustomerID]string{}}
	if err := g.load(); err != nil {
		return err
	}
	d.Digest.Figures = g.figures()
	for _, section := range []func() (templates.Section, error){
		g.cases, g.cameIn, g.sentSince, g.willSend, g.held, g.promises, g.overdue, g.payments, g.notUnderstood, g.pretenders,
	} {
		s, err := section()
		if err != nil {
			return err
		}
		if len(s.Rows) > 0 {
			d.Digest.Sections = append(d.Digest.Sections, s)
		}
	}
	return nil
}

// since is the hour of the digest before: that of the last business day.
func (c *composer) since() time.Time {
	day := c.day - 1
	for !c.o.Calendar.IsBusinessDay(day) {
		day--
	}
	return day.At(c.o.DigestHour, 0, c.o.zone())
}

type digester struct {
	*composer
	since   time.Time
	names   map[voldaan.CustomerID]string
	ledgers []*voldaan.Ledger
	mails   []store.Mail
	planned []voldaan.Planned
}

func (g *digester) word(key string) string { return g.o.Templates.Word(g.l.Language, key) }

// load reads every customer with something open, once.
func (g *digester) load() error {
	customers, err := g.tx.Customers(g.o.Creditor.ID)
	if err != nil {
		return err
	}
	open, err := g.tx.OpenInvoices(g.o.Creditor.ID)
	if err != nil {
		return err
	}
	has := map[voldaan.CustomerID]bool{}
	for _, inv := range open {
		has[inv.Customer] = true
	}
	for _, cu := range customers {
		g.names[cu.ID] = cu.Name
		if !has[cu.ID] {
			continue
		}
		l, err := g.tx.Ledger(g.o.Creditor.ID, cu.ID, store.ScopeOpen, g.now)
		if err != nil {
			return err
		}
		g.ledgers = append(g.ledgers, l)
		for _, cur := range l.Currencies() {
			g.planned = append(g.planned, g.o.Planned(l, cur, g.now))
		}
	}
	g.mails, err = g.tx.MailsSince(g.o.Creditor.ID, g.since)
	return err
}

// ages are the borders of overdue by age, in days.
var ages = []int{0, 30, 60, 90}

func (g *digester) figures() []templates.Figure {
	type sums struct {
		open, late voldaan.Amount
		byAge      [4]voldaan.Amount
	}
	by := map[voldaan.Currency]*sums{}
	var order []voldaan.Currency
	for _, l := range g.ledgers {
		for _, inv := range l.Invoices {
			if !inv.Registered || l.Closed(inv.ID, g.day) {
				continue
			}
			s := by[inv.Currency]
			if s == nil {
				s = &sums{}
				by[inv.Currency] = s
				order = append(order, inv.Currency)
			}
			s.open += l.Open(inv.ID)
			if late := int(g.day - inv.Due); late > 0 {
				s.late += l.Open(inv.ID)
				s.byAge[ageOf(late)] += l.Open(inv.ID)
			}
		}
	}
	var out []templates.Figure
	for _, cur := range order {
		money := func(a voldaan.Amount) string { return templates.FormatAmount(g.l.Language, a, cur) }
		s := by[cur]
		out = append(out, templates.Figure{Label: "open_total", Value: money(s.open)},
			templates.Figure{Label: "overdue_total", Value: money(s.late)})
		for i, a := range s.byAge {
			label := fmt.Sprintf("%d-%d %s", ages[i]+1, ages[i]+30, g.word("days_late"))
			if i == len(ages)-1 {
				label = fmt.Sprintf("> %d %s", ages[i], g.word("days_late"))
			}
			out = append(out, templates.Figure{Label: label, Value: money(a)})
		}
	}
	return out
}

func ageOf(late int) int {
	for i := len(ages) - 1; i > 0; i-- {
		if late > ages[i] {
			return i
		}
	}
	return 0
}

// cases are the open ones with their owners.
func (g *digester) cases() (templates.Section, error) {
	s := templates.Section{Title: "needs_you"}
	open, err := g.tx.OpenCases(g.o.Creditor.ID)
	for _, c := range open {
		owner, _ := g.o.Creditor.ColleagueKeyed(c.Owner)
		text := g.word(string(c.About()))
		if c.Reason != string(c.About()) {
			text += " (" + g.word(c.Reason) + ")"
		}
		if c.State == voldaan.CaseAnswered {
			text += ", " + g.word("case_answer")
		}
		s.Rows = append(s.Rows, templates.Row{
			Customer: g.who(c.Customer, c.Mail), Text: text + ": " + owner.Name, Day: g.o.Creditor.Day(c.Opened),
		})
	}
	return s, err
}

// who names a customer, or the sender of a mail that matched none.
func (g *digester) who(id voldaan.CustomerID, mail voldaan.MailID) string {
	if id != "" {
		return g.names[id]
	}
	t, err := g.tx.Text(g.o.Creditor.ID, mail)
	if err != nil {
		return "?"
	}
	return t.Sender
}

func (g *digester) cameIn() (templates.Section, error) {
	s := templates.Section{Title: "came_in"}
	for _, m := range g.mails {
		if m.State != store.MailHandled || m.Intent == "" || m.Folder != "inbox" {
			continue
		}
		s.Rows = append(s.Rows, templates.Row{
			Customer: g.who(m.Customer, m.ID), Text: g.word(string(m.Intent)), Day: g.o.Creditor.Day(m.Received),
		})
	}
	return s, nil
}

func (g *digester) sentSince() (templates.Section, error) {
	s := templates.Section{Title: "sent"}
	events, err := g.tx.EventsSince(g.o.Creditor.ID, g.o.Creditor.Day(g.since))
	seen := map[voldaan.LetterID]bool{}
	for _, e := range events {
		if e.Kind != voldaan.EventDemandSent || e.At.Before(g.since) || seen[e.Letter] {
			continue
		}
		seen[e.Letter] = true
		l, err := g.tx.Letter(g.o.Creditor.ID, e.Letter)
		if err != nil {
			return s, err
		}
		s.Rows = append(s.Rows, templates.Row{
			Customer: g.names[e.Customer], Text: g.word(string(l.Kind)), Amount: l.Args.Amount,
			Currency: l.Args.Currency, Day: e.Day,
		})
	}
	return s, err
}

// willSend is what would be planned today as things stand.
func (g *digester) willSend() (templates.Section, error) {
	s := templates.Section{Title: "will_send"}
	for _, p := range g.planned {
		for _, d := range []*voldaan.Draft{p.Letter, p.Call} {
			if d != nil {
				s.Rows = append(s.Rows, templates.Row{
					Customer: g.names[p.Customer], Text: g.word(string(d.Kind)), Amount: d.Sum(), Currency: p.Currency,
				})
			}
		}
	}
	return s, nil
}

func (g *digester) promises() (templates.Section, error) {
	s := templates.Section{Title: "promises"}
	for _, l := range g.ledgers {
		for _, p := range l.Promises {
			if p.State == voldaan.PromiseOpen {
				s.Rows = append(s.Rows, promiseRow(l, p))
			}
		}
	}
	return s, nil
}

// promiseRow shows a promise with its invoices and what is open on them.
func promiseRow(l *voldaan.Ledger, p voldaan.Promise) templates.Row {
	row := templates.Row{Customer: l.Customer.Name, Amount: p.Amount, Day: p.Day}
	var numbers []string
	var open voldaan.Amount
	for _, s := range l.Standings {
		if inv := l.Invoice(s.Invoice); s.Promise == p.ID && inv != nil {
			numbers = append(numbers, inv.Number)
			open += l.Open(inv.ID)
			row.Currency = inv.Currency
		}
	}
	if row.Amount == 0 {
		row.Amount = open
	}
	row.Text = strings.Join(numbers, ", ")
	return row
}

// overdue lists the largest overdue accounts.
func (g *digester) overdue() (templates.Section, error) {
	s := templates.Section{Title: "at_risk"}
	for _, l := range g.ledgers {
		var sum voldaan.Amount
		var oldest voldaan.Date
		cur := voldaan.EUR
		for _, inv := range l.Invoices {
			if inv.Registered && !l.Closed(inv.ID, g.day) && g.day-inv.Due > 30 {
				sum += l.Open(inv.ID)
				cur = inv.Currency
				if oldest == 0 || inv.Due < oldest {
					oldest = inv.Due
				}
			}
		}
		if sum > 0 {
			s.Rows = append(s.Rows, templates.Row{
				Customer: l.Customer.Name, Text: g.word("overdue_total"), Amount: sum, Currency: cur, Day: oldest,
			})
		}
	}
	return s, nil
}

func (g *digester) payments() (templates.Section, error) {
	s := templates.Section{Title: "paid"}
	events, err := g.tx.EventsSince(g.o.Creditor.ID, g.o.Creditor.Day(g.since))
	for _, e := range events {
		if e.Kind != voldaan.EventPaymentBooked || e.At.Before(g.since) {
			continue
		}
		l, err := g.tx.Ledger(g.o.Creditor.ID, e.Customer, store.ScopeAll, g.now)
		if err != nil {
			return s, err
		}
		if p := l.Payment(e.Payment); p != nil {
			s.Rows = append(s.Rows, templates.Row{
				Customer: g.names[e.Customer], Text: g.word(string(e.Kind)), Amount: e.Amount, Currency: p.Currency, Day: e.Day,
			})
		}
	}
	return s, err
}

// notUnderstood are mails that changed nothing though somebody meant something.
func (g *digester) notUnderstood() (templates.Section, error) {
	s := templates.Section{Title: "not_understood"}
	for _, m := range g.mails {
		strange := strings.HasPrefix(m.Warning, "not understood") || (m.State == store.MailQuarantined && !pretence(m))
		if strange {
			row, err := g.mailRow(m)
			if err != nil {
				return s, err
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s, nil
}

func pretence(m store.Mail) bool { return strings.HasPrefix(m.Trouble, "pretence") }

func (g *digester) pretenders() (templates.Section, error) {
	s := templates.Section{Title: "pretenders"}
	for _, m := range g.mails {
		if m.State == store.MailQuarantined && pretence(m) {
			row, err := g.mailRow(m)
			if err != nil {
				return s, err
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s, nil
}

func (g *digester) mailRow(m store.Mail) (templates.Row, error) {
	t, err := g.tx.Text(g.o.Creditor.ID, m.ID)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return templates.Row{}, err
	}
	text := t.Subject
	if why := m.Trouble + m.Warning; why != "" {
		text += " (" + why + ")"
	}
	return templates.Row{Customer: t.Sender, Text: text, Day: g.o.Creditor.Day(m.Received)}, nil
}
