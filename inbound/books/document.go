package books

import (
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/einvoice"
	"github.com/voldaan/voldaan/store"
)

// nobodyToWrite is the warning about an invoice whose customer has no contact.
const nobodyToWrite = "it is registered, but nobody is known to write to: " +
	"send the invoice once more to the customer's address with the bot in cc"

// RegisterDocument takes on an e-invoice or credit note that a colleague sent
// to a customer with the bot in cc. The mail's other recipients become the
// customer's contacts; without any, the buyer's address in the document does.
// The bytes are kept.
func (b *Books) RegisterDocument(tx *store.Tx, doc einvoice.Document, raw []byte, to []voldaan.Address, by Actor, now time.Time) (Registered, error) {
	if err := b.supplied(doc); err != nil {
		return Registered{}, err
	}
	if doc.Kind == einvoice.KindCreditNote {
		return b.creditDocument(tx, doc, by, now)
	}
	e := documentEntry(doc, to)
	kept := b.offered(&e)
	if err := b.check(e, b.Creditor.Day(now)); err != nil {
		return Registered{}, err
	}
	hash, err := tx.Blob(b.Creditor.ID, raw, now)
	if err != nil {
		return Registered{}, err
	}
	e.Invoice.Document = hash
	out, err := b.Register(tx, e, by, now)
	if err != nil || out.Differs != "" {
		return out, err
	}
	l, err := tx.Ledger(b.Creditor.ID, out.Customer, store.ScopeOpen, now)
	if err == nil && len(l.Receivers()) == 0 {
		out.Differs = nobodyToWrite
	}
	if err == nil && out.Differs == "" && !out.Again {
		out.Differs = kept
	}
	return out, err
}

// supplied checks that the creditor is the document's supplier, as far as both
// say a number.
func (b *Books) supplied(doc einvoice.Document) error {
	c, p := b.Creditor, doc.Supplier
	pairs := [][2]string{
		{companyNumber(c.CompanyNumber, c.VATNumber, c.Country), companyNumber(p.CompanyNumber, p.VATNumber, p.Country)},
		{plainNumber(c.VATNumber), plainNumber(p.VATNumber)},
	}
	known := false
	for _, n := range pairs {
		if n[0] != "" && n[0] == n[1] {
			return nil
		}
		known = known || (n[0] != "" && n[1] != "")
	}
	if known {
		return wrong("its supplier is %s (%s %s), not %s: only your own invoices can be followed",
			p.Name, p.CompanyNumber, p.VATNumber, c.Name)
	}
	return nil
}

// documentEntry is the entry of an e-invoice.
func documentEntry(doc einvoice.Document, to []voldaan.Address) Entry {
	e := Entry{
		Invoice: voldaan.Invoice{
			Number: doc.Number, Subject: doc.Subject, Issued: doc.Issued, Due: doc.Due, Currency: doc.Currency,
			Total: doc.Total, Net: doc.Net, BuyerReference: doc.BuyerReference, PaymentReference: doc.PaymentReference,
			Discount: doc.Discount, DiscountPercent: doc.DiscountPercent, DiscountUntil: doc.DiscountUntil,
		},
		Name: doc.Buyer.Name, CompanyNumber: doc.Buyer.CompanyNumber, VATNumber: doc.Buyer.VATNumber,
		Country: doc.Buyer.Country, Address: doc.Buyer.Address, Language: doc.Buyer.Language, Kind: voldaan.KindUnknown, Contacts: slices.Clone(to),
	}
	if e.Invoice.BuyerReference == "" {
		e.Invoice.BuyerReference = doc.OrderReference
	}
	if e.CompanyNumber != "" || e.VATNumber != "" {
		e.Kind = voldaan.KindBusiness
	}
	if len(to) == 0 && doc.Buyer.Email != "" {
		e.Contacts = []voldaan.Address{{Name: doc.Buyer.Name, Address: doc.Buyer.Email}}
	}
	if doc.Payable >= 0 && doc.Payable < doc.Total {
		e.Open, e.HasOpen = doc.Payable, true
	}
	for _, v := range doc.VAT {
		e.VAT = append(e.VAT, store.VATLine{Rate: v.Rate, Base: v.Base, Tax: v.Tax})
	}
	return e
}

// creditDocument books a credit note on the invoices that it credits. What is
// left of it stays on the customer, unallocated.
func (b *Books) creditDocument(tx *store.Tx, doc einvoice.Document, by Actor, now time.Time) (Registered, error) {
	switch {
	case doc.Number == "":
		return Registered{}, wrong("the credit note has no number")
	case doc.Total <= 0 || doc.Total > voldaan.MaxAmount:
		return Registered{}, wrong("the total of credit note %s is %s: want one above zero", doc.Number, doc.Total)
	}
	s := b.stamp("", by, now)
	credited, err := b.credited(tx, doc)
	if err != nil {
		return Registered{}, err
	}
	s.Customer = credited[0].Customer
	out := Registered{Customer: s.Customer, Invoice: credited[0].ID, Number: doc.Number}
	done, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		booked, undone, err := b.bookedAs(tx, voldaan.PaymentCreditNote, "", doc.Number)
		if err != nil {
			return nil, err
		}
		if booked != nil {
			if out.Again = booked.Amount == doc.Total && booked.Customer == s.Customer; !out.Again {
				return nil, wrong("credit note %s is booked already, with %s: nothing was changed", doc.Number,
					voldaan.Money{Amount: booked.Amount, Currency: booked.Currency})
			}
			return nil, nil
		}
		p := voldaan.Payment{
			Kind: voldaan.PaymentCreditNote, Reference: doc.Number, Day: s.Day, Currency: doc.Currency, Amount: doc.Total,
		}
		ids := make([]voldaan.InvoiceID, len(credited))
		for i, inv := range credited {
			ids[i] = inv.ID
		}
		events, err := b.book(l, s, p, undone, ids...)
		if err == nil {
			out.Differs = leftOver(l, l.Payments, doc.Number)
		}
		return events, err
	})
	out.Event = done.Event
	return out, err
}

// leftOver warns about what of a credit note went to no invoice.
func leftOver(l *voldaan.Ledger, all []voldaan.Payment, number string) string {
	for _, p := range all {
		if rest := l.Unallocated(p.ID); p.Kind == voldaan.PaymentCreditNote && p.Reference == number && rest > 0 {
			return "the credit note is booked, but " + voldaan.Money{Amount: rest, Currency: p.Currency}.String() +
				" of it is more than is open on the invoices that it names: it stays to the customer's credit"
		}
	}
	return ""
}

// credited lists the invoices that a credit note names: all of one customer
// and in its currency.
func (b *Books) credited(tx *store.Tx, doc einvoice.Document) ([]voldaan.Invoice, error) {
	var out []voldaan.Invoice
	for _, n := range doc.Credits {
		found, err := b.numbered(tx, n)
		if err != nil {
			return nil, err
		}
		if len(found) > 1 {
			return nil, wrong("credit note %s credits invoice %s, which several customers have: book it with `voldaan credit`", doc.Number, n)
		}
		for _, inv := range found {
			if inv.Currency != doc.Currency {
				return nil, wrong("credit note %s is in %s, invoice %s in %s: nothing was changed", doc.Number, doc.Currency, n, inv.Currency)
			}
			if len(out) > 0 && out[0].Customer != inv.Customer {
				return nil, wrong("credit note %s credits invoices of several customers: book it with `voldaan credit`", doc.Number)
			}
			out = append(out, inv)
		}
	}
	if len(out) == 0 {
		return nil, wrong("credit note %s names no invoice that is registered (%s): book it with `voldaan credit NUMBER`", doc.Number, some(doc.Credits))
	}
	return out, nil
}
