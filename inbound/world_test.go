package inbound_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// mails lists every stored mail in the order of arrival.
func (d *desk) mails() []store.Mail {
	d.Helper()
	all := get(d, func(tx *store.Tx) (all []store.Mail, err error) {
		for _, s := range []store.MailState{
			store.MailStored, store.MailHandled, store.MailCopy, store.MailOwn, store.MailQuarantined,
		} {
			rows, err := tx.MailsIn(d.Creditor.ID, s)
			if err != nil {
				return nil, err
			}
			all = append(all, rows...)
		}
		return all, nil
	})
	slices.SortFunc(all, func(a, b store.Mail) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all
}

// last is the mail that arrived last.
func (d *desk) last() store.Mail {
	d.Helper()
	all := d.mails()
	if len(all) == 0 {
		d.Fatal("no mail is stored")
	}
	return all[len(all)-1]
}

// states lists what became of the mails.
func (d *desk) states() string {
	d.Helper()
	var out []string
	for _, m := range d.mails() {
		out = append(out, string(m.State))
	}
	return strings.Join(out, " ")
}

// customer finds a customer by number.
func (d *desk) customer(number string) voldaan.CustomerID {
	d.Helper()
	found := get(d, func(tx *store.Tx) ([]voldaan.Customer, error) { return tx.FindCustomers(d.Creditor.ID, number, "", "") })
	if len(found) != 1 {
		d.Fatalf("%d customers %s", len(found), number)
	}
	return found[0].ID
}

// ledger reads a customer's ledger and checks that it is what its log says.
func (d *desk) ledger(number string) *voldaan.Ledger {
	d.Helper()
	id := d.customer(number)
	l := get(d, func(tx *store.Tx) (*voldaan.Ledger, error) {
		return tx.Ledger(d.Creditor.ID, id, store.ScopeAll, d.now)
	})
	folded, err := voldaan.Fold(l, d.events(number))
	check(d, err)
	if diff := cmp.Diff(d.invoicesOf(folded), d.invoicesOf(l)); diff != "" {
		d.Errorf("the ledger differs from its log: %s", diff)
	}
	return l
}

func (d *desk) events(number string) []voldaan.Event {
	d.Helper()
	id := d.customer(number)
	return get(d, func(tx *store.Tx) ([]voldaan.Event, error) { return tx.Events(d.Creditor.ID, id) })
}

// kinds lists what happened to a customer since an event count, without the
// registrations.
func (d *desk) kinds(number string) string {
	d.Helper()
	var out []string
	for _, e := range d.events(number) {
		switch e.Kind {
		case voldaan.EventInvoiceRegistered, voldaan.EventDemandQueued, voldaan.EventDemandSent:
		case voldaan.EventContactAdded:
			if e.By == voldaan.AuthorCustomer {
				out = append(out, string(e.Kind))
			}
		default:
			out = append(out, string(e.Kind))
		}
	}
	return strings.Join(out, " ")
}

// today is the creditor's day.
func (d *desk) today() voldaan.Date { return d.Creditor.Day(d.now) }

// invoicesOf tells each invoice's status and what may be demanded.
func (d *desk) invoicesOf(l *voldaan.Ledger) []string {
	var out []string
	for _, inv := range l.Invoices {
		if inv.Registered {
			out = append(out, fmt.Sprintf("%s %s %s", inv.Number, l.Status(inv.ID, d.today()), l.Demandable(inv.ID, d.today())))
		}
	}
	slices.Sort(out)
	return out
}

// status is that of an invoice today.
func (d *desk) status(customer, number string) voldaan.Status {
	d.Helper()
	l := d.ledger(customer)
	inv := l.InvoiceNumbered(number)
	if inv == nil {
		d.Fatalf("customer %s has no invoice %s", customer, number)
	}
	return l.Status(inv.ID, d.today())
}

// queued lists the letters that wait to leave, oldest first.
func (d *desk) queued() []store.Letter {
	d.Helper()
	return get(d, func(tx *store.Tx) ([]store.Letter, error) { return tx.LettersIn(d.Creditor.ID, voldaan.LetterQueued) })
}

// letters tells the letters that wait: kind and recipient, sorted.
func (d *desk) letters() []string {
	d.Helper()
	out := []string{}
	for _, l := range d.queued() {
		out = append(out, string(l.Kind)+" to "+l.Recipients[0].Address)
	}
	slices.Sort(out)
	return out
}

// cases lists the cases that are not closed, oldest first.
func (d *desk) cases() []voldaan.Case {
	d.Helper()
	return get(d, func(tx *store.Tx) ([]voldaan.Case, error) { return tx.OpenCases(d.Creditor.ID) })
}

// reasons tells why there are open cases: the intent that goes to a person,
// or what else makes one look.
func (d *desk) reasons() string {
	d.Helper()
	var out []string
	for _, c := range d.cases() {
		switch c.Intent {
		case voldaan.IntentDispute, voldaan.IntentLegal, voldaan.IntentPaymentPlan:
			if c.Reason != "unknown sender" && c.Reason != "which invoice" {
				c.Reason = string(c.Intent)
			}
		}
		out = append(out, c.Reason)
	}
	return strings.Join(out, ", ")
}

// world is everything that a mail may change.
type world struct {
	Events, Letters, Cases, Bakker, Zon []string
}

func (d *desk) world() (w world) {
	d.Helper()
	for _, number := range []string{bakker, zon} {
		for _, e := range d.events(number) {
			w.Events = append(w.Events, fmt.Sprintf("%s %s %s", number, e.Kind, e.Invoice))
		}
	}
	for _, l := range d.queued() {
		w.Letters = append(w.Letters, string(l.Kind)+" to "+l.Recipients[0].Address+" "+string(l.ID))
	}
	for _, c := range d.cases() {
		w.Cases = append(w.Cases, string(c.ID)+" "+string(c.State)+" "+c.Reason)
	}
	w.Bakker, w.Zon = d.invoicesOf(d.ledger(bakker)), d.invoicesOf(d.ledger(zon))
	return w
}

// unchanged runs what must change nothing that a person or customer could see.
func (d *desk) unchanged(what string, f func()) {
	d.Helper()
	before := d.world()
	f()
	d.unchangedSince(what, before)
}

func (d *desk) unchangedSince(what string, before world) {
	d.Helper()
	if diff := cmp.Diff(before, d.world()); diff != "" {
		d.Errorf("%s changed something: %s", what, diff)
	}
}

// want compares what was got with what is wanted.
func want[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: want -, got +\n%s", what, diff)
	}
}
