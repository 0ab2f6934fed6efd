package books

import (
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// book puts a payment into the ledger, books it and allocates it to the named
// invoices, as far as something is open on them. One that was booked and
// undone before keeps its row, since its reference is its identity.
func (b *Books) book(l *voldaan.Ledger, s *voldaan.Stamp, p voldaan.Payment, undone []voldaan.Payment,
	named ...voldaan.InvoiceID,
) ([]voldaan.Event, error) {
	return b.bookBy(b.Settling(l.Customer), l, s, p, undone, named...)
}

// bookListed is book for what a list says to be open: it says itself which
// discounts were taken.
func (b *Books) bookListed(l *voldaan.Ledger, s *voldaan.Stamp, p voldaan.Payment, undone []voldaan.Payment,
	named ...voldaan.InvoiceID,
) ([]voldaan.Event, error) {
	how := b.Settling(l.Customer)
	how.NoDiscounts = true
	return b.bookBy(how, l, s, p, undone, named...)
}

func (b *Books) bookBy(how voldaan.Settling, l *voldaan.Ledger, s *voldaan.Stamp, p voldaan.Payment, undone []voldaan.Payment,
	named ...voldaan.InvoiceID,
) ([]voldaan.Event, error) {
	p.Customer, p.Booked, p.Reversed = l.Customer.ID, false, false
	if len(undone) > 0 {
		p.ID = undone[0].ID
	} else {
		p.ID = voldaan.PaymentID(b.Mint.ID())
	}
	if i := slices.IndexFunc(l.Payments, func(o voldaan.Payment) bool { return o.ID == p.ID }); i >= 0 {
		l.Payments[i] = p
	} else {
		l.Payments = append(l.Payments, p)
	}
	e := s.Event(voldaan.EventPaymentBooked)
	e.Payment, e.Amount = p.ID, p.Amount
	out, err := applied(l, e)
	if err != nil || len(named) == 0 {
		return out, err
	}
	more, err := voldaan.Settle(l, p.ID, named, how, s)
	return append(out, more...), err
}

// bookedAs looks for the payment of an identity: kind, account and reference.
// What was booked by hand bears no account, so that the same reference without
// one, or with one of the creditor's where none is given, is the same payment.
// It returns the booked one, or else the rows of those that were undone.
func (b *Books) bookedAs(tx *store.Tx, kind voldaan.PaymentKind, account, reference string) (*voldaan.Payment, []voldaan.Payment, error) {
	if reference == "" {
		return nil, nil, nil
	}
	accounts := []string{account, ""}
	if account == "" {
		accounts = append(accounts[:1], b.Creditor.IBANs...)
	}
	var undone []voldaan.Payment
	for i, a := range accounts {
		if i > 0 && slices.Contains(accounts[:i], a) {
			continue
		}
		found, err := tx.PaymentWith(b.Creditor.ID, kind, a, reference)
		if err != nil {
			return nil, nil, err
		}
		for _, p := range found {
			if p.Booked {
				return &p, nil, nil
			}
			if a == account {
				undone = append(undone, p)
			}
		}
	}
	return nil, undone, nil
}
