package books_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// office is a creditor's books on a fresh database, with a clock that the test
// moves.
type office struct {
	*testing.T
	*books.Books
	now time.Time
}

var operator = books.Actor{Kind: voldaan.AuthorOperator}

// onBoth runs a test on each engine.
func onBoth(t *testing.T, f func(*office)) {
	t.Helper()
	cal, err := calendar.New("NL", 2025, 2028)
	if err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "v.db") },
		"postgres": func(t *testing.T) string { return servertest.PostgreSQL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, err := store.Open(t.Context(), address(t), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			var n atomic.Int64
			id := func() string { return fmt.Sprintf("id%06d", n.Add(1)) }
			o := &office{T: t, now: time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC), Books: &books.Books{
				DB: db, Policy: voldaan.DefaultPolicy(), Calendar: cal, Mint: voldaan.Mint{ID: id, Token: id},
				Creditor: &voldaan.Creditor{
					ID: "cr", Name: "Drukkerij Vos BV", Country: "NL", CompanyNumber: "12345678", VATNumber: "NL001234567B01",
					Mailbox: "facturen@vos.example", Language: "nl", PaymentSource: voldaan.SourceHand, PlusAddressing: true,
					IBANs:      []string{"NL91ABNA0417164300"},
					Colleagues: []voldaan.Colleague{{Name: "Eva", Address: "eva@vos.example", Role: voldaan.RoleFinance}},
				},
			}}
			o.do(func(tx *store.Tx) error { return tx.EnsureCreditor("cr", o.now) })
			f(o)
		})
	}
}

// do runs a transaction that must succeed.
func (o *office) do(f func(*store.Tx) error) {
	o.Helper()
	if err := o.DB.Tx(o.Context(), f); err != nil {
		o.Fatal(err)
	}
}

func day(s string) voldaan.Date { return voldaan.MustDate(s) }

// entry is an invoice of a customer with a number.
func entry(customer, number string, total voldaan.Amount, due string, addresses ...string) books.Entry {
	e := books.Entry{
		Number: customer, Name: "Klant " + customer,
		Invoice: voldaan.Invoice{Number: number, Total: total, Due: day(due), Currency: voldaan.EUR},
	}
	for _, a := range addresses {
		e.Contacts = append(e.Contacts, voldaan.Address{Address: a})
	}
	return e
}

// register takes on an invoice that must be taken.
func (o *office) register(e books.Entry) books.Registered {
	o.Helper()
	r, err := o.tryRegister(e)
	if err != nil {
		o.Fatal(err)
	}
	return r
}

func (o *office) tryRegister(e books.Entry) (r books.Registered, err error) {
	err = o.DB.Tx(o.Context(), func(tx *store.Tx) (err error) {
		r, err = o.Register(tx, e, operator, o.now)
		return err
	})
	return r, err
}

// ledger reads the ledger of the customer with a number, and checks that it is
// what its log says.
func (o *office) ledger(number string) *voldaan.Ledger {
	o.Helper()
	var l *voldaan.Ledger
	o.do(func(tx *store.Tx) error {
		found, err := tx.FindCustomers("cr", number, "", "")
		if err != nil || len(found) != 1 {
			return fmt.Errorf("customer %s: %d found, %w", number, len(found), err)
		}
		if l, err = tx.Ledger("cr", found[0].ID, store.ScopeAll, o.now); err != nil {
			return err
		}
		log, err := tx.Events("cr", found[0].ID)
		if err != nil {
			return err
		}
		folded, err := voldaan.Fold(l, log)
		if err != nil {
			return err
		}
		if a, b := o.state(l), o.state(folded); !slices.Equal(a, b) {
			o.Errorf("stored and folded ledger differ:\n%s", cmp.Diff(a, b))
		}
		return nil
	})
	return l
}

// state tells what a ledger says of its invoices, contacts and payments.
func (o *office) state(l *voldaan.Ledger) []string {
	today := o.Creditor.Day(o.now)
	out := []string{fmt.Sprintf("stopped %v", l.Customer.Stopped)}
	for _, i := range l.Invoices {
		if i.Registered {
			out = append(out, fmt.Sprintf("invoice %s %s open %s demandable %s", i.Number, l.Status(i.ID, today), l.Open(i.ID), l.Demandable(i.ID, today)))
		}
	}
	for _, c := range l.Contacts {
		if c.Standing != "" {
			out = append(out, fmt.Sprintf("contact %s %s", c.Address, c.Standing))
		}
	}
	for _, p := range l.Payments {
		if p.Booked {
			out = append(out, fmt.Sprintf("payment %s %s left %s", p.Reference, p.Amount, l.Unallocated(p.ID)))
		}
	}
	slices.Sort(out)
	return out
}

// open is what is open on an invoice.
func (o *office) open(customer, number string) voldaan.Amount {
	o.Helper()
	l := o.ledger(customer)
	inv := l.InvoiceNumbered(number)
	if inv == nil {
		o.Fatalf("customer %s has no invoice %s", customer, number)
	}
	return l.Open(inv.ID)
}

func (o *office) status(customer, number string) voldaan.Status {
	o.Helper()
	l := o.ledger(customer)
	return l.Status(l.InvoiceNumbered(number).ID, o.Creditor.Day(o.now))
}

// count is how many events a customer has.
func (o *office) count(number string) (n int) {
	o.Helper()
	l := o.ledger(number)
	o.do(func(tx *store.Tx) error {
		log, err := tx.Events("cr", l.Customer.ID)
		n = len(log)
		return err
	})
	return n
}

// troubled checks that an error is a business one whose text has all words.
func (o *office) troubled(err error, words ...string) {
	o.Helper()
	text, ok := books.Trouble(err)
	if !ok {
		o.Errorf("want a business error with %q, got %v", words, err)
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			o.Errorf("want %q in %q", w, text)
		}
	}
}

// must is for commands that have to succeed.
func (o *office) must(out books.Outcome, err error) books.Outcome {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
	return out
}
