package store

import (
	"fmt"
	"reflect"
	"time"

	"github.com/voldaan/voldaan"
)

// Scope says how much of a ledger is loaded.
type Scope bool

// The scopes. Cost follows what is open; the whole is for what reaches back,
// such as a reversal, an undo or a mail about a closed invoice.
const (
	ScopeOpen Scope = false
	ScopeAll  Scope = true
)

// demandMemory is how long a demand counts for caps and for the rhythm of an
// account, with two days to spare.
const demandMemory = (voldaan.MaxWait + 2) * 24 * time.Hour

func invoiceTable() table { return table{"invoices", []string{"creditor_id", "id"}} }

func invoiceColumns(i *voldaan.Invoice) []column {
	return []column{
		{"customer_id", &i.Customer},
		{"id", &i.ID},
		{"number", &i.Number},
		{"subject", &i.Subject},
		{"issued", &i.Issued},
		{"due", &i.Due},
		{"currency", &i.Currency},
		{"total", &i.Total},
		{"net", &i.Net},
		{"buyer_reference", &i.BuyerReference},
		{"payment_reference", &i.PaymentReference},
		{"contract_date", &i.ContractDate},
		{"discount_until", &i.DiscountUntil},
		{"discount", &i.Discount},
		{"discount_percent", &i.DiscountPercent},
		{"discount_vat", &i.DiscountVAT},
		{"document", &i.Document},
		{"last_step", &i.LastStep},
		{"last_contact", &i.LastContact},
		{"registered", &i.Registered},
		{"policy", &i.Policy},
	}
}

func paymentTable() table { return table{"payments", []string{"creditor_id", "id"}} }

func paymentColumns(p *voldaan.Payment) []column {
	return []column{
		{"customer_id", &p.Customer},
		{"id", &p.ID},
		{"kind", &p.Kind},
		{"account", &p.Account},
		{"reference", &p.Reference},
		{"day", &p.Day},
		{"currency", &p.Currency},
		{"amount", &p.Amount},
		{"remittance", &p.Text},
		{"booked", &p.Booked},
		{"reversed", &p.Reversed},
	}
}

func allocationTable() table { return table{"allocations", []string{"creditor_id", "id"}} }

func allocationColumns(a *voldaan.Allocation) []column {
	return []column{
		{"id", &a.ID},
		{"payment_id", &a.Payment},
		{"invoice_id", &a.Invoice},
		{"part", &a.Part},
		{"amount", &a.Amount},
		{"day", &a.Day},
		{"transfer", &a.Transfer},
		{"late", &a.Late},
	}
}

func chargeTable() table { return table{"charges", []string{"creditor_id", "id"}} }

func chargeColumns(c *voldaan.Charge) []column {
	return []column{
		{"id", &c.ID},
		{"invoice_id", &c.Invoice},
		{"kind", &c.Kind},
		{"amount", &c.Amount},
		{"day", &c.Day},
		{"letter_id", &c.Letter},
		{"notice_id", &c.Notice},
		{"from_on", &c.From},
		{"to_on", &c.To},
		{"state", &c.State},
	}
}

func standingTable() table { return table{"standings", []string{"creditor_id", "id"}} }

func standingColumns(s *voldaan.Standing) []column {
	return []column{
		{"customer_id", &s.Customer},
		{"id", &s.ID},
		{"invoice_id", &s.Invoice},
		{"kind", &s.Kind},
		{"amount", &s.Amount},
		{"start_on", &s.Start},
		{"end_on", &s.End},
		{"reason", &s.Reason},
		{"promise_id", &s.Promise},
		{"plan_id", &s.Plan},
		{"event_id", &s.Event},
		{"author", &s.By},
		{"ended_by", &s.EndedBy},
		{"ended_on", &s.EndedOn},
		{"upheld", &s.Upheld},
	}
}

func agreementTable() table { return table{"agreements", []string{"creditor_id", "id"}} }

func agreementColumns(a *voldaan.Agreement) []column {
	return []column{
		{"customer_id", &a.Customer},
		{"id", &a.ID},
		{"days", &a.Days},
		{"interest", &a.Interest},
		{"damages", &a.DamagesClause},
		{"regular", &a.RegularDelivery},
		{"reminder_fee", &a.ReminderFee},
		{"since", &a.Since},
		{"evidence", &a.Evidence},
	}
}

func promiseTable() table { return table{"promises", []string{"creditor_id", "id"}} }

func promiseColumns(p *voldaan.Promise) []column {
	return []column{
		{"customer_id", &p.Customer},
		{"id", &p.ID},
		{"amount", &p.Amount},
		{"day", &p.Day},
		{"made", &p.Made},
		{"mail_id", &p.Mail},
		{"state", &p.State},
	}
}

func planTable() table { return table{"plans", []string{"creditor_id", "id"}} }

func planColumns(p *voldaan.InstalmentPlan) []column {
	return []column{
		{"customer_id", &p.Customer}, {"id", &p.ID}, {"state", &p.State}, {"mail_id", &p.Mail}, {"made", &p.Made},
	}
}

func instalmentTable() table {
	return table{"instalments", []string{"creditor_id", "plan_id", "number"}}
}

func instalmentColumns(i *voldaan.Instalment) []column {
	return []column{
		{"plan_id", &i.Plan}, {"number", &i.Number}, {"day", &i.Day}, {"amount", &i.Amount}, {"letter_id", &i.Letter},
	}
}

func demandTable() table {
	return table{"demands", []string{"creditor_id", "letter_id", "invoice_id"}}
}

func demandColumns(d *voldaan.Demand) []column {
	return []column{
		{"letter_id", &d.Letter},
		{"invoice_id", &d.Invoice},
		{"currency", &d.Currency},
		{"step", &d.Step},
		{"channel", &d.Channel},
		{"amount", &d.Amount},
		{"state", &d.State},
		{"at", &d.At},
		{"day", &d.Day},
		{"notice", &d.Notice},
		{"received_on", &d.Received},
		{"proof", &d.Proof},
	}
}

// Ledger reads a customer's ledger, without locking it. Invoices of a promise
// or a plan that has not ended and of a letter that has not left are open as well, since
// what becomes of those depends on them; and a letter's demands come all or
// none, since events change them together.
func (tx *Tx) Ledger(creditor voldaan.CreditorID, id voldaan.CustomerID, scope Scope, now time.Time) (*voldaan.Ledger, error) {
	c, err := tx.Customer(creditor, id)
	if err != nil {
		return nil, err
	}
	l := &voldaan.Ledger{Customer: c}
	// UNION ALL, since SQLite sorts the parts of a UNION, for which it reads the
	// invoices of every customer in the order of the primary key.
	const own = "WHERE creditor_id = $1 AND customer_id = $2"
	const open = " IN (SELECT id FROM invoices" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND archived = FALSE UNION ALL SELECT invoice_id FROM standings" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND promise_id IN (SELECT id FROM promises" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND state = 'open') UNION ALL SELECT invoice_id FROM standings" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND plan_id IN (SELECT id FROM plans" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND state = 'agreed') UNION ALL SELECT invoice_id FROM demands" +
		" WHERE creditor_id = $1 AND customer_id = $2 AND state = 'queued')"
	invoices, payments, of, allocations, demands := "", "", "", "", ""
	if scope == ScopeOpen {
		invoices = " AND id" + open
		payments = " AND settled = FALSE"
		of = " AND (invoice_id = '' OR invoice_id" + open + ")"
		allocations = " AND (invoice_id" + open + " OR payment_id IN " +
			"(SELECT id FROM payments WHERE creditor_id = $1 AND customer_id = $2 AND settled = FALSE))"
		demands = " AND letter_id IN (SELECT letter_id FROM demands WHERE creditor_id = $1 AND customer_id = $2" +
			" AND (invoice_id" + open + " OR at >= '" + stamp(now.Add(-demandMemory)) + "'))"
	}
	l.Contacts, err = load(tx, err, contactTable(), contactColumns, own+" ORDER BY id", creditor, id)
	l.Agreements, err = load(tx, err, agreementTable(), agreementColumns, own+" ORDER BY id", creditor, id)
	l.Invoices, err = load(tx, err, invoiceTable(), invoiceColumns, own+invoices+" ORDER BY due, id", creditor, id)
	l.Payments, err = load(tx, err, paymentTable(), paymentColumns, own+payments+" ORDER BY day, id", creditor, id)
	l.Allocations, err = load(tx, err, allocationTable(), allocationColumns, own+allocations+" ORDER BY id", creditor, id)
	l.Charges, err = load(tx, err, chargeTable(), chargeColumns, own+of+" ORDER BY id", creditor, id)
	l.Standings, err = load(tx, err, standingTable(), standingColumns, own+of+" ORDER BY start_on, id", creditor, id)
	l.Promises, err = load(tx, err, promiseTable(), promiseColumns, own+" ORDER BY made, id", creditor, id)
	l.Plans, err = load(tx, err, planTable(), planColumns, own+" ORDER BY id", creditor, id)
	l.Instalments, err = load(tx, err, instalmentTable(), instalmentColumns, own+" ORDER BY plan_id, number", creditor, id)
	l.Demands, err = load(tx, err, demandTable(), demandColumns, own+demands+" ORDER BY at, letter_id, invoice_id", creditor, id)
	return l, err
}

// load is list that does nothing after an error before.
func load[T any](tx *Tx, before error, t table, columns func(*T) []column, tail string, args ...any) ([]T, error) {
	if before != nil {
		return nil, before
	}
	return list(tx, t, columns, tail, args...)
}

// Decide locks a customer, reads his ledger, lets decide change it by Apply,
// and stores the events with what they changed. When decide fails, nothing is
// stored. The events get their place in the customer's log here.
func (tx *Tx) Decide(creditor voldaan.CreditorID, id voldaan.CustomerID, scope Scope, now time.Time,
	decide func(*voldaan.Ledger) ([]voldaan.Event, error),
) error {
	if err := tx.Lock(creditor, id); err != nil {
		return err
	}
	l, err := tx.Ledger(creditor, id, scope, now)
	if err != nil {
		return err
	}
	before := l.Clone()
	events, err := decide(l)
	if err != nil {
		return err
	}
	if err := tx.save(before, l, now); err != nil {
		return fmt.Errorf("store customer %s: %w", id, err)
	}
	return tx.record(l, events)
}

// save writes what differs between two states of a ledger.
func (tx *Tx) save(before, after *voldaan.Ledger, now time.Time) error {
	creditor, customer := after.Customer.Creditor, after.Customer.ID
	owner := []column{{"creditor_id", &creditor}, {"customer_id", &customer}}
	if c := after.Customer; !reflect.DeepEqual(c, before.Customer) {
		if err := tx.put(customerTable(), customerColumns(&c)); err != nil {
			return err
		}
	}
	for _, c := range changed(before.Contacts, after.Contacts) {
		if err := tx.putContact(creditor, c, now); err != nil {
			return err
		}
	}
	err := putChanged(tx, nil, agreementTable(), before.Agreements, after.Agreements, withOwner(agreementColumns, owner[0]))
	err = tx.savePayments(err, before, after)
	err = tx.saveInvoices(err, before, after)
	err = putChanged(tx, err, allocationTable(), before.Allocations, after.Allocations, withOwner(allocationColumns, owner...))
	err = tx.dropAllocations(err, before, after)
	err = putChanged(tx, err, standingTable(), before.Standings, after.Standings, withOwner(standingColumns, owner[0]))
	err = tx.dropStandings(err, before, after)
	err = putChanged(tx, err, promiseTable(), before.Promises, after.Promises, withOwner(promiseColumns, owner[0]))
	err = tx.dropPromises(err, before, after)
	err = putChanged(tx, err, planTable(), before.Plans, after.Plans, withOwner(planColumns, owner[0]))
	err = putChanged(tx, err, instalmentTable(), before.Instalments, after.Instalments, withOwner(instalmentColumns, owner...))
	err = putChanged(tx, err, chargeTable(), before.Charges, after.Charges, withOwner(chargeColumns, owner...))
	return putChanged(tx, err, demandTable(), before.Demands, after.Demands, withOwner(demandColumns, owner...))
}

// withOwner adds the columns that say whose row it is.
func withOwner[T any](columns func(*T) []column, owner ...column) func(*T) []column {
	return func(v *T) []column { return append(columns(v), owner...) }
}

// changed lists the elements of after that are not in before as they are.
func changed[T comparable](before, after []T) []T {
	old := make(map[T]bool, len(before))
	for _, v := range before {
		old[v] = true
	}
	var out []T
	for _, v := range after {
		if !old[v] {
			out = append(out, v)
		}
	}
	return out
}

func putChanged[T comparable](tx *Tx, err error, t table, before, after []T, columns func(*T) []column) error {
	if err != nil {
		return err
	}
	for _, v := range changed(before, after) {
		if err := tx.put(t, columns(&v)); err != nil {
			return err
		}
	}
	return nil
}

// savePayments writes payments that changed themselves, or of which a part
// found its place or lost it: a payment is settled when nothing of it is left.
func (tx *Tx) savePayments(err error, before, after *voldaan.Ledger) error {
	if err != nil {
		return err
	}
	settled := func(l *voldaan.Ledger, p voldaan.Payment) bool { return p.Booked && l.Unallocated(p.ID) == 0 }
	was := make(map[voldaan.PaymentID]voldaan.Payment, len(before.Payments))
	for _, p := range before.Payments {
		was[p.ID] = p
	}
	for _, p := range after.Payments {
		now := settled(after, p)
		if old, ok := was[p.ID]; ok && old == p && settled(before, old) == now {
			continue
		}
		cols := append(paymentColumns(&p), column{"creditor_id", &after.Customer.Creditor}, column{"settled", &now})
		if err := tx.put(paymentTable(), cols); err != nil {
			return err
		}
	}
	return nil
}

// saveInvoices writes invoices that changed themselves, or whose place in the
// archive did: an invoice is archived while nothing is open on it or owed on
// top of it, or while it is closed without an end.
func (tx *Tx) saveInvoices(err error, before, after *voldaan.Ledger) error {
	if err != nil {
		return err
	}
	archived := func(l *voldaan.Ledger, id voldaan.InvoiceID) bool {
		closed := false
		for _, s := range l.Standings {
			closed = closed || (s.Invoice == id && s.Kind == voldaan.StandingClosure && s.EndedBy == "" && s.End == 0)
		}
		return l.Invoice(id) != nil && (closed || l.Open(id) <= 0 && l.Surcharge(id) <= 0)
	}
	was := make(map[voldaan.InvoiceID]voldaan.Invoice, len(before.Invoices))
	for _, i := range before.Invoices {
		was[i.ID] = i
	}
	for _, i := range after.Invoices {
		now := archived(after, i.ID)
		if old, ok := was[i.ID]; ok && old == i && archived(before, i.ID) == now {
			continue
		}
		cols := append(invoiceColumns(&i), column{"creditor_id", &after.Customer.Creditor}, column{"archived", &now})
		if err := tx.put(invoiceTable(), cols); err != nil {
			return err
		}
	}
	return nil
}

// drop deletes the rows of a table whose ids are gone from the ledger; only
// reversal and undo take rows away, and the log keeps what they were.
func drop[T any, K ~string](tx *Tx, err error, t table, creditor voldaan.CreditorID, before, after []T, id func(T) K) error {
	if err != nil {
		return err
	}
	left := make(map[K]bool, len(after))
	for _, v := range after {
		left[id(v)] = true
	}
	for _, v := range before {
		if left[id(v)] {
			continue
		}
		if _, err := tx.exec("DELETE FROM "+t.name+" WHERE creditor_id = $1 AND id = $2", creditor, string(id(v))); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) dropAllocations(err error, before, after *voldaan.Ledger) error {
	return drop(tx, err, allocationTable(), after.Customer.Creditor, before.Allocations, after.Allocations,
		func(a voldaan.Allocation) voldaan.EventID { return a.ID })
}

func (tx *Tx) dropStandings(err error, before, after *voldaan.Ledger) error {
	return drop(tx, err, standingTable(), after.Customer.Creditor, before.Standings, after.Standings,
		func(s voldaan.Standing) voldaan.StandingID { return s.ID })
}

func (tx *Tx) dropPromises(err error, before, after *voldaan.Ledger) error {
	return drop(tx, err, promiseTable(), after.Customer.Creditor, before.Promises, after.Promises,
		func(p voldaan.Promise) voldaan.PromiseID { return p.ID })
}
