package outbound

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/paper"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// compose renders a letter from the facts as they are now: it looks up what
// the row names by id.
func (o *Office) compose(tx *store.Tx, l store.Letter, now time.Time) ([]byte, error) {
	c := &composer{o: o, tx: tx, l: l, now: now, day: o.Creditor.Day(now)}
	d, err := c.data()
	if errors.Is(err, sql.ErrNoRows) { // it names something that is not there
		return nil, fmt.Errorf("%w: %w", errRender, err)
	}
	if err != nil {
		return nil, err
	}
	mail, err := o.Templates.Render(l.Language, l.Kind, d)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRender, err)
	}
	raw, err := c.message(mail)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRender, err)
	}
	return raw, nil
}

// addressed are the recipients whom the letter names: all but those who were
// taken out before it was rendered.
func (c *composer) addressed() []voldaan.Recipient {
	return slices.DeleteFunc(slices.Clone(c.l.Recipients), func(r voldaan.Recipient) bool {
		return r.State == voldaan.LetterCancelled
	})
}

type composer struct {
	o      *Office
	tx     *store.Tx
	l      store.Letter
	now    time.Time
	day    voldaan.Date
	ledger *voldaan.Ledger // nil: about no customer
	mail   store.Mail      // that is answered or shown
	text   store.MailText
	files  []file
	paper  bool // the letter is printed and posted
}

// data gathers what the letter shows.
func (c *composer) data() (templates.Data, error) {
	cr := c.o.Creditor
	owner, _ := cr.ColleagueKeyed(c.l.Args.Person)
	if owner.Name == "" {
		owner = cr.Owner()
	}
	d := templates.Data{
		Creditor: templates.Creditor{
			Name: cr.Name, Address: cr.Address, Country: cr.Country, CompanyNumber: cr.CompanyNumber,
			VATNumber: cr.VATNumber, Mail: cr.Mailbox, IBANs: cr.IBANs,
		},
		Paper:   c.paper,
		Contact: templates.Contact{Name: c.addressed()[0].Name}, Person: owner.Name, Today: c.day,
		Currency: c.l.Args.Currency, Sum: c.l.Args.Amount, Promised: c.l.Args.Promised, Letter: c.l.Args.Letter,
	}
	if c.l.Kind.Class() == voldaan.ClassInternal {
		d.Person = c.l.Recipients[0].Name
	} else {
		d.Sender = owner.Name
		if signer, ok := cr.ColleagueKeyed(c.l.Args.Signer); ok {
			d.Sender = signer.Name
		}
	}
	if c.l.Kind.Class() == voldaan.ClassAnswer {
		d.Sum, d.Amount = 0, c.l.Args.Amount
	}
	if c.l.Kind.Class() == voldaan.ClassNote {
		d.Amount = c.l.Args.Amount
	}
	steps := []func(*templates.Data) error{c.customer, c.subject, c.invoices}
	switch c.l.Kind {
	case voldaan.LetterPostTask:
		steps = append(steps, c.caseData, c.posted)
	case voldaan.LetterThanks:
		steps = append(steps, c.paid)
	case voldaan.LetterInstalment:
		steps = append(steps, c.planned)
	case voldaan.LetterCase, voldaan.LetterCallTask, voldaan.LetterForewarned:
		steps = append(steps, c.caseData)
	case voldaan.LetterDigest:
		steps = append(steps, c.digest)
	case voldaan.LetterDayList:
		steps = append(steps, c.dayList)
	case voldaan.LetterNotice:
		steps = append(steps, c.notice)
	case voldaan.LetterHandoverResult:
		steps = append(steps, c.handoverResult)
	case voldaan.LetterRegistered:
		d.Registered.Again = strings.Fields(c.l.Args.Reason)
	case voldaan.LetterDataAsked:
		steps = append(steps, c.asked)
	case voldaan.LetterStatement:
		steps = append(steps, c.documents)
	case voldaan.LetterReminder1, voldaan.LetterReminder2, voldaan.LetterLastReminder, voldaan.LetterFormalNotice, voldaan.LetterFinalDemand:
		steps = append(steps, c.brokenPromise)
	}
	if c.l.Kind == voldaan.LetterCourtesy || c.l.Kind == voldaan.LetterPromiseNoted {
		steps = append(steps, c.discounts)
	}
	if c.l.Kind.Class() == voldaan.ClassDemand {
		steps = append(steps, c.claimed)
	}
	for _, step := range steps {
		if err := step(&d); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (c *composer) customer(d *templates.Data) error {
	if c.l.Customer == "" {
		return nil
	}
	ledger, err := c.tx.Ledger(c.o.Creditor.ID, c.l.Customer, store.ScopeAll, c.now)
	if err != nil {
		return err
	}
	c.ledger = ledger
	d.Customer = templates.Customer{Name: ledger.Customer.Name, Number: ledger.Customer.Number, Phone: ledger.Customer.Phone}
	if all := ledger.Currencies(); d.Currency == "" && len(all) > 0 {
		d.Currency = all[0]
	}
	return nil
}

// subject looks up the mail that is answered or shown. Its words may have been
// erased; the letter then goes without them.
func (c *composer) subject(d *templates.Data) error {
	if c.l.Args.Mail == "" {
		return nil
	}
	var err error
	if c.mail, err = c.tx.Mail(c.o.Creditor.ID, c.l.Args.Mail); err != nil {
		return err
	}
	c.text, err = c.tx.Text(c.o.Creditor.ID, c.l.Args.Mail)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if c.l.Kind.Class() == voldaan.ClassAnswer && !namesAccount(c.text.Subject) {
		d.Thread = c.text.Subject
	}
	return nil
}

// invoices lists what the letter is about, and apart what else is open.
func (c *composer) invoices(d *templates.Data) error {
	if c.ledger == nil {
		return nil
	}
	shown := map[voldaan.InvoiceID]voldaan.Amount{}
	var ids []voldaan.InvoiceID
	for _, line := range c.l.Args.Demands {
		shown[line.Invoice] = line.Amount
		ids = append(ids, line.Invoice)
	}
	for _, id := range c.l.Args.Invoices {
		if _, ok := shown[id]; !ok {
			shown[id] = 0
			ids = append(ids, id)
		}
	}
	if c.l.Kind == voldaan.LetterStatement && len(ids) == 0 {
		for _, inv := range c.ledger.Invoices {
			if inv.Registered && c.ledger.Open(inv.ID) > 0 {
				shown[inv.ID] = 0
				ids = append(ids, inv.ID)
			}
		}
	}
	for _, id := range ids {
		if inv := c.ledger.Invoice(id); inv != nil {
			line := c.line(*inv)
			line.Demanded = shown[id]
			d.Lines = append(d.Lines, line)
		}
	}
	for _, inv := range c.ledger.Invoices {
		_, there := shown[inv.ID]
		if there || !inv.Registered || inv.Currency != d.Currency || c.ledger.Closed(inv.ID, c.day) ||
			c.l.Kind.Class() != voldaan.ClassDemand {
			continue
		}
		d.Apart = append(d.Apart, c.line(inv))
	}
	return nil
}

func (c *composer) line(inv voldaan.Invoice) templates.Line {
	return templates.Line{
		Number: inv.Number, Subject: inv.Subject, Issued: inv.Issued, Due: inv.Due, Total: inv.Total,
		Open: c.ledger.Open(inv.ID), DaysLate: int(c.day - inv.Due), PaymentReference: inv.PaymentReference,
		Status: c.ledger.Status(inv.ID, c.day),
	}
}

// discounts names what the payer of the letter's invoices may keep, while there
// is time: until its last day, without the grace that money may take. A part of
// an invoice has none.
func (c *composer) discounts(d *templates.Data) error {
	for _, line := range d.Lines {
		inv := c.ledger.InvoiceNumbered(line.Number)
		if inv == nil || c.day > inv.DiscountUntil || line.Demanded != 0 && line.Demanded != line.Open {
			continue
		}
		off := c.ledger.Discount(inv.ID)
		if promised := d.Amount == 0 || d.Amount >= line.Open-off; off > 0 && off < line.Open && promised {
			d.Discounts = append(d.Discounts, templates.Discount{
				Number: inv.Number, Off: off, Payable: line.Open - off, Until: inv.DiscountUntil,
			})
		}
	}
	return nil
}

// brokenPromise lets a reminder recall the promise that was broken since the
// last letter, with the customer's own words where they are still there.
func (c *composer) brokenPromise(d *templates.Data) error {
	p := c.ledger.Promise(c.l.Args.Promise)
	if p == nil || p.State != voldaan.PromiseBroken {
		return nil
	}
	d.Promised = p.Day
	events, err := c.tx.Events(c.o.Creditor.ID, c.l.Customer)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Kind != voldaan.EventPromised || e.Promise != p.ID || e.Evidence.Part != "reply" {
			continue
		}
		text, err := c.tx.Text(c.o.Creditor.ID, e.Mail)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // erased
		}
		if err != nil {
			return err
		}
		if words := quotable(text.Reply, e.Evidence); words != "" {
			d.Words, d.WordsOn = words, e.Day
		}
		return nil
	}
	return nil
}

// longestQuote is how many letters of a customer's words a reminder repeats.
const longestQuote = 160

// quotable is what the evidence of a mail's reply points to, on one line; empty
// where it is too long to repeat or names an account (invariant 10).
func quotable(reply string, e voldaan.Evidence) string {
	all := []rune(reply)
	if e.From < 0 || e.To > len(all) || e.From >= e.To || e.To-e.From > longestQuote {
		return ""
	}
	words := strings.Trim(strings.Join(strings.Fields(string(all[e.From:e.To])), " "), `"“”„«» `)
	if namesAccount(words) {
		return ""
	}
	return words
}

// paid lists what a customer is thanked for: what money came for since a day.
func (c *composer) paid(d *templates.Data) error {
	for _, inv := range c.ledger.Invoices {
		for _, a := range c.ledger.Allocations {
			if a.Invoice == inv.ID && a.Transfer && a.Day >= c.l.Args.Day && inv.Currency == d.Currency {
				d.Lines = append(d.Lines, c.line(inv))
				break
			}
		}
	}
	return nil
}

// planned lists the invoices of the plan whose instalment is announced.
func (c *composer) planned(d *templates.Data) error {
	for _, inv := range c.ledger.Invoices {
		for _, s := range c.ledger.Standings {
			if s.Plan == c.l.Args.Plan && s.Invoice == inv.ID {
				d.Lines = append(d.Lines, c.line(inv))
				break
			}
		}
	}
	return nil
}

// posted attaches the letter that a colleague posts, in the customer's language:
// as PDF to print, and as text for paper of one's own. Where his address is not
// known it says what enters it.
func (c *composer) posted(d *templates.Data) error {
	letter := *c
	letter.l.Kind, letter.l.Language = c.l.Args.Letter, c.o.Creditor.Language
	letter.l.WriteIn(c.ledger.Customer.Language)
	letter.l.Recipients, letter.paper = []voldaan.Recipient{{Name: c.ledger.Customer.Name}}, true
	data, err := letter.data()
	if err != nil {
		return err
	}
	mail, err := c.o.Templates.Render(letter.l.Language, letter.l.Kind, data)
	if err != nil {
		return err
	}
	printed, err := letter.printed(data, mail)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(documentFile(string(c.l.Args.Letter)+"-"+c.ledger.Customer.Number, nil).name, ".xml")
	for _, f := range []file{
		{name + ".pdf", "application/pdf", printed},
		{name + ".txt", "text/plain; charset=utf-8", []byte(mail.Subject + "\r\n\r\n" + mail.Text)},
	} {
		c.files = append(c.files, f)
		d.Attached = append(d.Attached, f.name)
	}
	if len(c.ledger.Customer.Address) == 0 {
		d.Case.Command = "voldaan customer " + c.ledger.Customer.Number +
			` --address "` + c.o.Templates.Word(c.l.Language, "address_example") + `"`
	}
	return nil
}

// printed is a letter as PDF.
func (c *composer) printed(d templates.Data, m templates.Mail) ([]byte, error) {
	cr := c.o.Creditor
	return paper.Letter{
		Language: c.l.Language, Made: c.l.Made, Country: cr.Country,
		Sender: append([]string{cr.Name}, cr.Address...), Recipient: append([]string{d.Customer.Name}, postal(cr, c.ledger.Customer)...),
		Day: templates.FormatDay(c.l.Language, d.Today), Subject: m.Subject, Body: m.HTML,
		Foot: strings.Join(slices.DeleteFunc([]string{cr.Name, cr.CompanyNumber, cr.VATNumber, cr.Mailbox}, func(s string) bool { return s == "" }), " · "),
	}.PDF()
}

// caseData is what a colleague needs to decide a case or to make a call.
func (c *composer) caseData(d *templates.Data) error {
	d.Case = templates.Case{
		ID: c.l.Args.Case, Intent: c.l.Args.Intent, Reason: c.l.Args.Reason, From: c.text.SenderName,
		Address: c.text.Sender, Subject: c.text.Subject, Quote: c.text.Reply,
	}
	if !c.mail.Received.IsZero() {
		d.Case.Received = c.o.Creditor.Day(c.mail.Received)
	}
	if d.Case.Quote == "" {
		d.Case.Quote = c.text.Subject
	}
	if c.l.Args.Case != "" {
		cs, err := c.tx.Case(c.o.Creditor.ID, c.l.Args.Case)
		if err != nil {
			return err
		}
		d.Case.Deadline, d.Case.Escalated = c.o.Creditor.Day(cs.Deadline), cs.Escalated
		if cs.Kind == voldaan.CaseHandover {
			d.Case.Command = "voldaan handover " + d.Customer.Number
		}
	}
	if c.ledger == nil {
		return nil
	}
	if r := c.ledger.Receivers(); d.Case.Address == "" && len(r) > 0 {
		d.Case.Address, d.Case.From = r[0].Address, r[0].Name
	}
	events, err := c.tx.Events(c.o.Creditor.ID, c.l.Customer)
	if err != nil {
		return err
	}
	d.Case.History = History(c.o.Templates, c.l.Language, c.ledger, events, c.l.Args.About())
	return nil
}

// documents attaches the invoices that the bot holds.
func (c *composer) documents(d *templates.Data) error {
	for _, line := range d.Lines {
		inv := c.ledger.InvoiceNumbered(line.Number)
		if inv == nil || inv.Document == "" {
			continue
		}
		raw, err := c.tx.Bytes(c.o.Creditor.ID, inv.Document)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		f := documentFile(inv.Number, raw)
		c.files = append(c.files, f)
		d.Attached = append(d.Attached, f.name)
	}
	return nil
}

// asked is the form that a colleague fills in when an invoice could not be
// read.
func (c *composer) asked(d *templates.Data) error {
	d.Asked = templates.Asked{Document: c.text.Subject}
	for _, key := range []string{"number", "issued", "due", "total", "customer_name", "customer_address"} {
		d.Asked.Fields = append(d.Asked.Fields, templates.Field{Key: key})
	}
	d.Notice.Lines = strings.Split(c.l.Args.Reason, "\n")
	return nil
}

// dayList shows the letters that wait for a yes.
func (c *composer) dayList(d *templates.Data) error {
	for i, id := range c.l.Args.Letters {
		l, err := c.tx.Letter(c.o.Creditor.ID, id)
		if err != nil {
			return err
		}
		ledger, err := c.tx.Ledger(c.o.Creditor.ID, l.Customer, store.ScopeAll, c.now)
		if err != nil {
			return err
		}
		row := templates.DayLetter{
			Number: i + 1, Kind: l.Kind, Customer: ledger.Customer.Name, Address: l.Recipients[0].Address,
			Sum: l.Args.Amount, Currency: l.Args.Currency, Risks: l.Args.Risks,
		}
		for _, x := range l.Args.Charges {
			row.Charges += x.Amount
		}
		for _, line := range l.Args.Demands {
			if inv := ledger.Invoice(line.Invoice); inv != nil {
				row.Invoices = append(row.Invoices, inv.Number)
			}
		}
		d.Letters = append(d.Letters, row)
	}
	return nil
}

// notice tells the owner about a mail or a letter that he would not see
// otherwise.
func (c *composer) notice(d *templates.Data) error {
	word := func(key string) string { return c.o.Templates.Word(c.l.Language, key) }
	d.Notice.Title = word("notice_" + c.l.Args.Reason)
	for _, id := range c.l.Args.Letters {
		l, err := c.tx.Letter(c.o.Creditor.ID, id)
		if err != nil {
			return err
		}
		line := word(string(l.Kind))
		for _, r := range l.Recipients {
			line += fmt.Sprintf(", %s (%s)", r.Address, strings.TrimSpace(r.Status+" "+r.Text))
		}
		d.Notice.Lines = append(d.Notice.Lines, line, l.Reason, "voldaan letter resend|leave "+string(id))
	}
	if c.l.Args.Mail != "" {
		d.Notice.Lines = append(d.Notice.Lines, strings.TrimSpace(c.text.Sender+" "+c.text.Subject), c.mail.Trouble)
	}
	return nil
}
