package books

import (
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/store"
)

// Entry is an invoice to register, from a row of a file or an e-invoice.
type Entry struct {
	// Invoice is the document. Its ID and Customer are given here.
	Invoice voldaan.Invoice
	// Number is the creditor's own for the customer. It and the other fields
	// up to DirectDebit say who he is; empty where that is not known.
	Number        string
	Name          string
	CompanyNumber string
	VATNumber     string
	Country       string
	Address       []string // postal, a line each
	Language      string
	Kind          voldaan.Kind
	DirectDebit   bool
	// Contacts are whom letters about it go to.
	Contacts []voldaan.Address
	VAT      []store.VATLine
	// Open is what of an imported invoice is still to be paid, where HasOpen:
	// the rest was paid before the bot took over.
	Open    voldaan.Amount
	HasOpen bool
	// Terms are what the customer agreed to; the zero value: nothing is said.
	Terms voldaan.Terms
}

// Registered is what became of an entry.
type Registered struct {
	Customer voldaan.CustomerID
	Invoice  voldaan.InvoiceID
	Number   string
	Again    bool // it was there already, unchanged
	New      bool // the customer is new
	// Differs says what is wrong although nothing failed: the invoice is there
	// already with another total or due date (then nothing was changed), or
	// nobody is known to write to.
	Differs string
	// Kept says what of an entry was not taken, since something else is known.
	Kept string
	// Event is the group by which undo takes it back; empty when nothing
	// changed.
	Event voldaan.EventID
}

// Register takes on one invoice, for a customer who is known or is made here.
// Its contacts become known, and their domains, but for those of public mail
// providers. The same invoice again changes nothing.
func (b *Books) Register(tx *store.Tx, e Entry, by Actor, now time.Time) (Registered, error) {
	if err := b.check(e, b.Creditor.Day(now)); err != nil {
		return Registered{}, err
	}
	if err := b.reckonDiscount(&e); err != nil {
		return Registered{}, err
	}
	out, err := b.registration(tx, by, now).register(e)
	if err != nil {
		return Registered{}, err
	}
	return out[0], nil
}

// check finds what is wrong with an entry, before anything is written.
func (b *Books) check(e Entry, today voldaan.Date) error {
	inv := e.Invoice
	switch {
	case strings.TrimSpace(inv.Number) == "":
		return wrong("the invoice has no number")
	case inv.Total <= 0:
		return wrong("the total of invoice %s is %s: only a sum above zero can be followed; a credit note is booked with `voldaan credit`", inv.Number, inv.Total)
	case inv.Total > voldaan.MaxAmount:
		return wrong("the total of invoice %s is %s, above the most that is believed (%s)", inv.Number, inv.Total, voldaan.MaxAmount)
	case inv.Due == 0:
		return wrong("invoice %s has no due date: send it with one, or import it from a CSV file", inv.Number)
	case inv.Issued != 0 && inv.Due < inv.Issued:
		return wrong("invoice %s is due on %s, before it was issued on %s", inv.Number, inv.Due, inv.Issued)
	case inv.Currency.Validate() != nil:
		return wrong("invoice %s: %v", inv.Number, inv.Currency.Validate())
	case e.Kind != "" && e.Kind.Validate() != nil:
		return wrong("invoice %s: %v", inv.Number, e.Kind.Validate())
	case e.HasOpen && (e.Open < 0 || e.Open > inv.Total):
		return wrong("of invoice %s %s is said to be open, of a total of %s", inv.Number, e.Open, inv.Total)
	case inv.LastContact > today:
		return wrong("the last contact about invoice %s, %s, lies in the future", inv.Number, inv.LastContact)
	case e.Terms != (voldaan.Terms{}):
		return b.checkTerms(e.Terms, today)
	}
	return nil
}

// registration registers entries in one transaction, with events of one group.
type registration struct {
	b   *Books
	tx  *store.Tx
	now time.Time
	s   *voldaan.Stamp
	// entered counts the customers who enter the ladder on a day; read when
	// first needed.
	entered map[voldaan.Date]int
}

func (b *Books) registration(tx *store.Tx, by Actor, now time.Time) *registration {
	return &registration{b: b, tx: tx, now: now, s: b.stamp("", by, now)}
}

// register takes on checked entries of one customer.
func (r *registration) register(es ...Entry) ([]Registered, error) {
	c, fresh, err := r.customer(es[0])
	if err != nil {
		return nil, err
	}
	r.s.Customer = c.ID
	out := make([]Registered, len(es))
	var domains []string
	err = r.tx.Decide(r.b.Creditor.ID, c.ID, store.ScopeOpen, r.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		var events []voldaan.Event
		for i, e := range es {
			done, more, err := r.one(l, e)
			if err != nil {
				return nil, err
			}
			done.New = fresh && i == 0
			if len(more) > 0 {
				done.Event = more[0].Group
			}
			out[i], events = done, append(events, more...)
			if done.Differs == "" {
				domains = append(domains, r.domains(e)...)
			}
		}
		return events, nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(domains)
	for _, d := range slices.Compact(domains) {
		if err := r.tx.AddDomain(r.b.Creditor.ID, c.ID, d); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// one takes on an entry in its customer's ledger.
func (r *registration) one(l *voldaan.Ledger, e Entry) (Registered, []voldaan.Event, error) {
	out := Registered{Customer: l.Customer.ID, Number: e.Invoice.Number}
	same, err := r.tx.InvoicesNumbered(r.b.Creditor.ID, e.Invoice.Number)
	if err != nil {
		return out, nil, err
	}
	if inv := l.InvoiceNumbered(e.Invoice.Number); inv != nil {
		same = append(same, *inv) // of an entry before this one
	}
	for _, inv := range same {
		if inv.Customer == l.Customer.ID && inv.Registered {
			out.Invoice, out.Differs = inv.ID, differs(inv, e.Invoice)
			if out.Again = out.Differs == ""; !out.Again {
				return out, nil, nil
			}
			events, err := r.known(l, e, &out)
			return out, events, err
		}
	}
	events, err := r.known(l, e, &out)
	if err != nil {
		return out, nil, err
	}
	complete(&l.Customer, e)
	if err := r.enter(l, e); err != nil {
		return out, nil, err
	}
	inv, more, err := r.invoice(l, e)
	out.Invoice = inv.ID
	return out, append(events, more...), err
}

// known takes on what an entry says of its customer: address, contacts, and terms
// where he has none of his own.
func (r *registration) known(l *voldaan.Ledger, e Entry, out *Registered) ([]voldaan.Event, error) {
	out.Kept = r.address(&l.Customer, e, out.Again)
	events, err := r.contacts(l, e)
	none := voldaan.Terms{}
	if err != nil || e.Terms == none || e.Terms == l.Customer.Terms {
		return events, err
	}
	if l.Customer.Terms != none {
		if out.Kept != "" {
			out.Kept += "; "
		}
		out.Kept += "customer " + l.Customer.Number + " keeps the terms that he has: " + l.Customer.Terms.String() +
			"; `voldaan customer " + l.Customer.Number + " --terms` changes them"
		return events, nil
	}
	set, a := agreement(r.s, e.Terms)
	l.Agreements = append(l.Agreements, a)
	more, err := applied(l, set)
	return append(events, more...), err
}

// differs says in what a registered invoice is another than an entry.
func differs(old, e voldaan.Invoice) string {
	var is, says []string
	if old.Total != e.Total || old.Currency != e.Currency {
		is = append(is, "a total of "+voldaan.Money{Amount: old.Total, Currency: old.Currency}.String())
		says = append(says, voldaan.Money{Amount: e.Total, Currency: e.Currency}.String())
	}
	if old.Due != e.Due {
		is = append(is, "due date "+old.Due.String())
		says = append(says, e.Due.String())
	}
	if is == nil {
		return ""
	}
	return "it is registered already with " + strings.Join(is, " and ") + ", not " + strings.Join(says, " and ") +
		"; nothing was changed: undo the registration, or credit the old invoice and send the new one under another number"
}

// invoice adds the document with its VAT and registers it, with what was paid
// of it before.
func (r *registration) invoice(l *voldaan.Ledger, e Entry) (voldaan.Invoice, []voldaan.Event, error) {
	inv := e.Invoice
	inv.ID, inv.Customer, inv.Registered = voldaan.InvoiceID(r.b.Mint.ID()), l.Customer.ID, false
	inv.PaymentReference = canonical(inv.PaymentReference)
	l.Invoices = append(l.Invoices, inv)
	ev := r.s.Event(voldaan.EventInvoiceRegistered)
	ev.Invoice, ev.Amount, ev.Until = inv.ID, inv.Total, inv.Due
	events, err := applied(l, ev)
	if err != nil {
		return inv, nil, err
	}
	for _, v := range byRate(e.VAT) {
		v.Invoice = inv.ID
		if err := r.tx.AddVAT(r.b.Creditor.ID, v); err != nil {
			return inv, nil, err
		}
	}
	if !e.HasOpen || e.Open == inv.Total {
		return inv, events, nil
	}
	p := voldaan.Payment{
		Kind: voldaan.PaymentTransfer, Reference: "opening:" + inv.Number, Day: r.s.Day, Currency: inv.Currency,
		Amount: inv.Total - e.Open, Text: "before the bot",
	}
	taken, err := r.tx.PaymentWith(r.b.Creditor.ID, p.Kind, "", p.Reference)
	if err != nil {
		return inv, nil, err
	}
	if len(taken) > 0 && taken[0].Booked { // another customer's invoice of the same number
		p.Reference += ":" + string(inv.ID)
		taken = nil
	}
	more, err := r.b.bookListed(l, r.s, p, taken, inv.ID)
	return inv, append(events, more...), err
}

// canonical is the one form of a payment reference; one of no known kind stays
// as it is.
func canonical(ref string) string {
	if _, c, ok := reference.Parse(ref); ok {
		return c
	}
	return strings.TrimSpace(ref)
}

// byRate sums VAT lines of the same rate.
func byRate(lines []store.VATLine) []store.VATLine {
	var out []store.VATLine
	for _, v := range lines {
		i := slices.IndexFunc(out, func(o store.VATLine) bool { return o.Rate == v.Rate })
		if i < 0 {
			out = append(out, v)
			continue
		}
		out[i].Base += v.Base
		out[i].Tax += v.Tax
	}
	return out
}
