package simulate

import (
	"slices"
	"time"

	"github.com/voldaan/voldaan"
)

// Account is a customer's whole ledger with his log: what is open, and the past
// from which the model learns.
type Account struct {
	Ledger *voldaan.Ledger
	Log    []voldaan.Event

	pace string // by which an invented customer pays: one of speeds
}

// Open keeps of accounts what a simulation from a day on needs, and leaves out
// those with nothing open: the past of a large ledger takes much room once the
// model is learnt.
func Open(accounts []Account, day voldaan.Date, now time.Time) []Account {
	var out []Account
	for _, a := range accounts {
		if l := position(a.Ledger, day, now); len(l.Invoices) > 0 {
			out = append(out, Account{Ledger: l, pace: a.pace})
		}
	}
	return out
}

// capMemory is how long letters count for caps, with days to spare.
const capMemory = 9 * 24 * time.Hour

// position is what the future of a ledger depends on: its open invoices and
// what belongs to them. Letters that are on their way have left.
func position(l *voldaan.Ledger, day voldaan.Date, now time.Time) *voldaan.Ledger {
	open := map[voldaan.InvoiceID]bool{}
	out := &voldaan.Ledger{Customer: l.Customer, Bounds: l.Bounds, Contacts: slices.Clone(l.Contacts)}
	for _, inv := range l.Invoices {
		if inv.Registered && !l.Closed(inv.ID, day) {
			open[inv.ID] = true
			out.Invoices = append(out.Invoices, inv)
		}
	}
	paid := map[voldaan.PaymentID]bool{}
	for _, a := range l.Allocations {
		if open[a.Invoice] {
			out.Allocations = append(out.Allocations, a)
			paid[a.Payment] = true
		}
	}
	for _, p := range l.Payments {
		if paid[p.ID] {
			out.Payments = append(out.Payments, p)
		}
	}
	promised := map[voldaan.PromiseID]bool{}
	for _, s := range l.Standings {
		if s.Invoice == "" || open[s.Invoice] {
			out.Standings = append(out.Standings, s)
			promised[s.Promise] = true
		}
	}
	for _, p := range l.Promises {
		if promised[p.ID] || p.State != voldaan.PromiseOpen { // those that ended make the risk and the grace
			out.Promises = append(out.Promises, p)
		}
	}
	kept := map[voldaan.LetterID]bool{}
	for _, d := range l.Demands {
		if open[d.Invoice] || now.Sub(d.At) < capMemory {
			kept[d.Letter] = true
		}
	}
	for _, d := range l.Demands {
		if kept[d.Letter] {
			out.Demands = append(out.Demands, d)
		}
	}
	return out
}
