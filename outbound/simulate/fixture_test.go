package simulate

import (
	"fmt"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
)

// today is the Monday on which the tables begin.
const today voldaan.Date = 739677 // 2026-03-02

func dutch(t testing.TB) voldaan.Calendar {
	t.Helper()
	cal, err := calendar.New("NL", 2023, 2029)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// book is a customer's ledger and log, made by events as the bot makes them.
type book struct {
	t testing.TB
	Account
	day voldaan.Date
	n   int
}

func newBook(t testing.TB, id string) *book {
	c := voldaan.Customer{ID: voldaan.CustomerID(id), Creditor: "kade", Number: id, Kind: voldaan.KindBusiness, Country: "NL"}
	b := &book{t: t, Account: Account{Ledger: &voldaan.Ledger{Customer: c, Contacts: []voldaan.Contact{
		{ID: "k1", Customer: c.ID, Address: "boek@" + id + ".example", Role: "billing", Known: true},
	}}}, day: today - 400}
	b.do(voldaan.AuthorColleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
	return b
}

func (b *book) id() string { b.n++; return fmt.Sprint("b", b.n) }

func (b *book) do(by voldaan.AuthorKind, kind voldaan.EventKind, change func(*voldaan.Event)) {
	b.t.Helper()
	s := &voldaan.Stamp{Creditor: "kade", Customer: b.Ledger.Customer.ID, At: b.day.At(10, 0, time.UTC), Day: b.day, By: by, New: b.id}
	e := s.Event(kind)
	change(&e)
	if err := b.Ledger.Apply(e); err != nil {
		b.t.Fatal(err)
	}
	e.Seq = int64(len(b.Log) + 1)
	b.Log = append(b.Log, e)
}

// invoice registers one on a day.
func (b *book) invoice(id voldaan.InvoiceID, issued, due, registered voldaan.Date, total voldaan.Amount) {
	b.t.Helper()
	b.day = registered
	b.Ledger.Invoices = append(b.Ledger.Invoices, voldaan.Invoice{
		ID: id, Customer: b.Ledger.Customer.ID, Number: string(id), Issued: issued, Due: due, Currency: voldaan.EUR, Total: total,
	})
	b.do(voldaan.AuthorColleague, voldaan.EventInvoiceRegistered, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Until = id, total, due })
}

// pay books money of a day, on b.day.
func (b *book) pay(id voldaan.InvoiceID, day voldaan.Date, sum voldaan.Amount, kind voldaan.PaymentKind) {
	b.t.Helper()
	p := voldaan.Payment{ID: voldaan.PaymentID(b.id()), Customer: b.Ledger.Customer.ID, Kind: kind, Day: day, Currency: voldaan.EUR, Amount: sum}
	b.Ledger.Payments = append(b.Ledger.Payments, p)
	b.do(voldaan.AuthorBank, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = p.ID, sum })
	b.do(voldaan.AuthorBank, voldaan.EventAllocated, func(e *voldaan.Event) {
		e.Payment, e.Invoice, e.Part, e.Amount = p.ID, id, voldaan.PartPrincipal, sum
	})
}

// paid registers an invoice at its issue, 30 days before it is due, and books
// its payment some days after it was due.
func (b *book) paid(id voldaan.InvoiceID, due voldaan.Date, after int) {
	b.t.Helper()
	b.invoice(id, due-30, due, due-30, 10_000)
	b.day = due.Add(after)
	b.pay(id, b.day, 10_000, voldaan.PaymentTransfer)
}

// silent is a model in which nobody pays and nobody answers.
func silent() *Model {
	m := Learn(nil, today, DefaultAssumptions())
	m.all = &Curve{Source: SourcePrior}
	m.Answers = Answers{}
	return m
}

func scenario(t testing.TB, m *Model) Scenario {
	return Scenario{Policy: voldaan.DefaultPolicy(), Calendar: dutch(t), Start: today, Days: 42, Runs: 20, Seed: 7, Model: m}
}

// invented is a portfolio with a past.
func invented(t testing.TB, customers int, seed uint64, v Variety) []Account {
	t.Helper()
	p := Portfolio{
		Creditor: "kade", Customers: customers, Months: 9, Seed: seed, Today: today, Calendar: dutch(t),
		Policy: voldaan.DefaultPolicy(), Assumptions: DefaultAssumptions(), Variety: v,
	}
	out, err := p.Make(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func run(t testing.TB, s Scenario, accounts []Account) *Result {
	t.Helper()
	r, err := Run(t.Context(), s, accounts, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
