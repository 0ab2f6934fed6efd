package inbound

import (
	"database/sql"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// match is whose mail it is, by what, and what it is about.
type match struct {
	customer voldaan.CustomerID
	by       string // token, thread, reference, number, address, domain
	letter   *store.Letter
	contact  voldaan.ContactID
	// named are the invoices that the mail's own words or subject name; about
	// those of the letter that is answered, or that the quoted text names.
	named  []voldaan.InvoiceID
	about  []voldaan.InvoiceID
	unsure bool
}

// invoices are what a sentence is about that names none: what the mail names
// elsewhere, or else what it answers. Where some sentences name their own, the
// others speak of everything. Where it names what is not the customer's, it is
// about none that could be told.
func (m match) invoices(r voldaan.Reading) []voldaan.InvoiceID {
	if m.unsure && len(m.named) == 0 {
		return []voldaan.InvoiceID{}
	}
	for _, f := range r.Findings {
		if len(f.Invoices) > 0 {
			return union(m.named, m.about)
		}
	}
	if len(m.named) > 0 {
		return m.named
	}
	return m.about
}

func union(a, b []voldaan.InvoiceID) []voldaan.InvoiceID {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// match finds the customer first: by the reply address's token, our own
// Message-IDs in the thread, a payment reference or invoice number, the
// sender's address, his domain. Then the invoices, among that customer's only.
func (d *Desk) match(tx *store.Tx, m *letter) (match, error) {
	out, err := d.matchThread(tx, m)
	for _, step := range []func(*store.Tx, *letter, *match) error{d.matchNumbers, d.matchSender} {
		if err == nil && out.customer == "" {
			err = step(tx, m, &out)
		}
	}
	if err != nil || out.customer == "" {
		return out, err
	}
	if err := d.matchContact(tx, m, &out); err != nil || out.customer == "" {
		return out, err
	}
	return out, d.matchInvoices(tx, m, &out)
}

// matchContact finds the sender among the customer's contacts. A contact of
// another customer who names an invoice that is not his own is a question: it
// stays with his own account, where a person looks at it.
func (d *Desk) matchContact(tx *store.Tx, m *letter, out *match) error {
	contacts, err := tx.ContactsAt(d.Creditor.ID, m.mail.From.Address)
	owners := map[voldaan.CustomerID]voldaan.ContactID{}
	for _, c := range contacts {
		owners[c.Customer] = c.ID
	}
	contact, known := owners[out.customer]
	switch {
	case err != nil:
		return err
	case known, len(owners) == 0, out.by != "number":
		out.contact = contact
	case len(owners) > 1:
		*out = match{unsure: true}
	default:
		*out = match{customer: contacts[0].Customer, by: "address", contact: contacts[0].ID, unsure: true}
	}
	return nil
}

// matchThread finds the letter that is answered, by token or thread. Both say
// which letter it is, never who is writing. The return path's token proves what
// became of the delivery, and nothing else: there bounces and reports come.
func (d *Desk) matchThread(tx *store.Tx, m *letter) (match, error) {
	finds := []func(voldaan.CreditorID, string) (store.Letter, error){tx.LetterByToken}
	if m.mail.Kind == voldaan.MailBounce || m.mail.Proof == voldaan.ProofDelivery {
		finds = append(finds, tx.LetterByReturnToken)
	}
	for _, token := range d.Creditor.Tokens(addresses(m.mail)) {
		for _, find := range finds {
			l, err := find(d.Creditor.ID, token)
			if err == nil {
				return match{customer: l.Customer, by: "token", letter: &l}, nil
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return match{}, err
			}
		}
	}
	ids := append(slices.Clone(m.mail.InReplyTo), reversed(m.mail.References)...)
	if b := m.mail.Bounce; b != nil && b.OriginalMessageID != "" {
		ids = append([]string{b.OriginalMessageID}, ids...)
	}
	for _, id := range ids[:min(len(ids), 50)] {
		l, err := tx.LetterByMessageID(d.Creditor.ID, id)
		if err == nil {
			return match{customer: l.Customer, by: "thread", letter: &l}, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return match{}, err
		}
		mails, err := tx.MailsByMessageID(d.Creditor.ID, id)
		if err != nil {
			return match{}, err
		}
		for _, old := range mails {
			// Only mails that colleagues really wrote, and those of the mailbox
			// itself, began a thread; a customer's Message-ID could be used by
			// anybody.
			if old.Customer != "" && old.State == store.MailHandled &&
				(old.Kind == voldaan.MailColleague || old.Folder == FolderSent) {
				return match{customer: old.Customer, by: "thread"}, nil
			}
		}
	}
	return match{}, nil
}

func reversed(s []string) []string {
	out := slices.Clone(s)
	slices.Reverse(out)
	return out
}

// addresses are those to which a mail came, the envelope's included.
func addresses(m voldaan.Mail) []string {
	out := slices.Clone(m.DeliveredTo)
	for _, a := range append(slices.Clone(m.To), m.Cc...) {
		out = append(out, a.Address)
	}
	return out
}

// number is the shape of an invoice number in running text.
var number = regexp.MustCompile(`[\pL\d][\pL\d/._-]*\d[\pL\d/._-]*|\d`)

// numbersIn lists the words of a text that may be invoice numbers, each once,
// at most fifty.
func numbersIn(text string) []string {
	var out []string
	for _, w := range number.FindAllString(text, 400) {
		w = strings.Trim(w, "/._-")
		if len(w) >= 3 && len(w) <= 40 && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out[:min(len(out), 50)]
}

// invoicesIn finds the creditor's invoices that a text names by number or
// payment reference.
func (d *Desk) invoicesIn(tx *store.Tx, text string) ([]voldaan.Invoice, error) {
	var out []voldaan.Invoice
	for _, n := range numbersIn(text) {
		found, err := tx.InvoicesNumbered(d.Creditor.ID, n)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	for _, r := range reference.FindPayments(text) {
		found, err := tx.InvoicesReferenced(d.Creditor.ID, r)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// matchNumbers looks at the new text, then the subject, then at what is
// quoted: the last witness. Invoices of two customers are a question.
func (d *Desk) matchNumbers(tx *store.Tx, m *letter, out *match) error {
	for _, text := range []string{m.mail.Reply, m.mail.Subject, m.mail.Quoted} {
		found, err := d.invoicesIn(tx, text)
		if err != nil {
			return err
		}
		owners := map[voldaan.CustomerID]bool{}
		for _, inv := range found {
			owners[inv.Customer] = true
		}
		switch {
		case len(owners) == 1:
			out.customer, out.by = found[0].Customer, "number"
			return nil
		case len(owners) > 1:
			out.unsure = true
		}
	}
	return nil
}

// matchSender looks at the sender's address, then at his own domain. Domains
// of public providers and those of several customers say nothing.
func (d *Desk) matchSender(tx *store.Tx, m *letter, out *match) error {
	if m.mail.From.Address == "" {
		return nil
	}
	contacts, err := tx.ContactsAt(d.Creditor.ID, m.mail.From.Address)
	if err != nil {
		return err
	}
	owners := map[voldaan.CustomerID]bool{}
	for _, c := range contacts {
		owners[c.Customer] = true
	}
	switch {
	case len(owners) == 1:
		out.customer, out.by = contacts[0].Customer, "address"
		return nil
	case len(owners) > 1:
		out.unsure = true
		return nil
	}
	domain := voldaan.Domain(m.mail.From.Address)
	if domain == "" || books.PublicProvider(domain) {
		return nil
	}
	known, err := tx.DomainOwners(d.Creditor.ID, domain)
	if err == nil && len(known) == 1 {
		out.customer, out.by = known[0].Customer, "domain"
	}
	return err
}

// matchInvoices finds what the mail is about: the customer's invoices that the
// new text names, or the subject; else those of the letter that is answered;
// else those that the quoted text names. A number of another customer's is a
// question.
func (d *Desk) matchInvoices(tx *store.Tx, m *letter, out *match) error {
	named := func(text string) ([]voldaan.InvoiceID, error) {
		var ids []voldaan.InvoiceID
		found, err := d.invoicesIn(tx, text)
		for _, inv := range found {
			if inv.Customer != out.customer {
				out.unsure = true
			} else if inv.Registered && !slices.Contains(ids, inv.ID) {
				ids = append(ids, inv.ID)
			}
		}
		return ids, err
	}
	var err error
	for _, text := range []string{m.mail.Reply, m.mail.Subject} {
		if out.named, err = named(text); err != nil || len(out.named) > 0 {
			break
		}
	}
	if err == nil && len(out.named) == 0 && !out.unsure {
		out.named, err = d.hinted(tx, m.mail, *out, m.row.Received)
	}
	if err != nil {
		return err
	}
	if out.letter != nil {
		out.about = out.letter.Args.About()
		return nil
	}
	unsure := out.unsure
	out.about, err = named(m.mail.Quoted)
	out.unsure = unsure // the quote may be anybody's
	return err
}

// context is what a reader may know: the customer's open invoices first.
func (d *Desk) context(tx *store.Tx, m *letter, mt match, now time.Time) (voldaan.ReadingContext, error) {
	received := m.row.Received
	if received.IsZero() {
		received = now
	}
	c := voldaan.ReadingContext{
		Today: d.Creditor.Day(received), Own: []string{d.Creditor.Mailbox}, Calendar: d.Calendar,
		Precision: d.Policy.Precision,
	}
	for _, p := range d.Creditor.Colleagues {
		c.Colleague = append(c.Colleague, p.Address)
	}
	var err error
	if c.Lessons, err = tx.Lessons(d.Creditor.ID); err != nil {
		return c, err
	}
	if mt.letter != nil {
		c.LastSent, c.Language = mt.letter.Kind, mt.letter.Language
	}
	if mt.customer == "" {
		return c, nil
	}
	l, err := tx.Ledger(d.Creditor.ID, mt.customer, store.ScopeOpen, now)
	if err != nil {
		return c, err
	}
	if l.Customer.Language != "" {
		c.Language = l.Customer.Language
	}
	for _, inv := range l.Invoices {
		if !inv.Registered || (len(mt.about) > 0 && !slices.Contains(union(mt.about, mt.named), inv.ID)) {
			continue
		}
		c.Invoices = append(c.Invoices, contextInvoice(l, inv))
	}
	c.Domains, err = tx.Domains(d.Creditor.ID, mt.customer)
	return c, err
}

func contextInvoice(l *voldaan.Ledger, inv voldaan.Invoice) voldaan.ContextInvoice {
	return voldaan.ContextInvoice{
		Number: inv.Number, Total: inv.Total, Open: l.Open(inv.ID), Currency: inv.Currency, Issued: inv.Issued, Due: inv.Due,
	}
}
