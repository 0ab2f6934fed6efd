package outbound

import (
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/store"
)

// invoices are those that were handed over, with what lowered them.
func (g *gatherer) invoices() error {
	for _, inv := range g.l.Invoices {
		if !g.about[inv.ID] {
			continue
		}
		v, err := g.invoice(inv)
		if err != nil {
			return err
		}
		g.d.Invoices = append(g.d.Invoices, v)
		g.add(v)
		doc := dossier.Document{Invoice: inv.Number}
		if inv.Document != "" {
			doc.Key = documentKey(inv.Document)
		}
		g.d.Documents = append(g.d.Documents, doc)
	}
	g.unplaced()
	return nil
}

func (g *gatherer) invoice(inv voldaan.Invoice) (dossier.Invoice, error) {
	v := dossier.Invoice{
		Number: inv.Number, Subject: inv.Subject, Issued: inv.Issued, Due: inv.Due, DaysLate: int(g.day - inv.Due),
		Currency: inv.Currency, Net: dossier.Sum(inv.Net), Total: dossier.Sum(inv.Total), Open: dossier.Sum(g.l.Open(inv.ID)),
		BuyerReference: inv.BuyerReference, PaymentReference: inv.PaymentReference, ContractDate: inv.ContractDate,
	}
	lines, err := g.tx.VATLines(g.o.Creditor.ID, inv.ID)
	for _, line := range lines {
		v.VAT = append(v.VAT, dossier.VAT{Rate: line.Rate, Base: dossier.Sum(line.Base), Tax: dossier.Sum(line.Tax)})
	}
	for _, a := range g.l.Allocations {
		if a.Invoice == inv.ID {
			g.placed(&v, a)
		}
	}
	if err == nil && v.Discount > 0 {
		split, fault := DiscountSplit(inv, lines, voldaan.Amount(v.Discount))
		err = fault
		for i, s := range split {
			v.Discounted = append(v.Discounted, dossier.VAT{Rate: lines[i].Rate, Base: dossier.Sum(s.Net), Tax: dossier.Sum(s.VAT)})
		}
	}
	slices.SortStableFunc(v.Payments, func(a, b dossier.Payment) int { return int(a.Day - b.Day) })
	for _, c := range g.l.Charges {
		if c.Invoice == inv.ID && c.Day <= g.day && (c.Owed() || c.State == voldaan.ChargeWaived) {
			v.Charges = append(v.Charges, g.charge(c))
		}
	}
	for _, s := range g.l.Standings {
		if (s.Invoice == inv.ID || s.Invoice == "") && s.Kind != voldaan.StandingHandedOver && s.Active(g.day) {
			v.Standings = append(v.Standings, dossier.Standing{
				Kind: s.Kind, Reason: s.Reason, Amount: dossier.Sum(s.Amount), Start: s.Start, End: s.End,
			})
		}
	}
	return v, err
}

// charge is what a letter claimed, on the day on which it left.
func (g *gatherer) charge(c voldaan.Charge) dossier.Charge {
	out := dossier.Charge{
		Day: c.Day, Kind: c.Kind, Amount: dossier.Sum(c.Amount), Mail: g.number[letterKey(c.Letter)], From: c.From, To: c.To,
	}
	if c.State == voldaan.ChargeWaived {
		out.Waived, out.WaivedOn = true, c.Day
		for _, d := range g.l.Demands {
			if d.Letter == c.Letter && d.Invoice == c.Invoice {
				out.Day = d.Day
			}
		}
	}
	return out
}

// placed adds a part of a payment to the invoice that it went to.
func (g *gatherer) placed(v *dossier.Invoice, a voldaan.Allocation) {
	p := g.l.Payment(a.Payment)
	if p == nil {
		return
	}
	if a.Part == voldaan.PartDiscount { // no money
		v.Discount += dossier.Sum(a.Amount)
		v.DiscountOn = p.Day
		return
	}
	v.Payments = append(v.Payments, dossier.Payment{
		Day: p.Day, Kind: p.Kind, Reference: p.Reference, Currency: p.Currency, Amount: dossier.Sum(p.Amount),
		Placed: dossier.Sum(a.Amount), Part: a.Part, PlacedOn: a.Day,
	})
	switch {
	case a.Part != voldaan.PartPrincipal:
	case p.Kind == voldaan.PaymentCreditNote:
		v.Credited += dossier.Sum(a.Amount)
	default:
		v.Paid += dossier.Sum(a.Amount)
	}
}

// total is the sum of a currency, made when it is first asked for.
func (g *gatherer) total(c voldaan.Currency) *dossier.Total {
	for i := range g.d.Totals {
		if g.d.Totals[i].Currency == c {
			return &g.d.Totals[i]
		}
	}
	g.d.Totals = append(g.d.Totals, dossier.Total{Currency: c})
	return &g.d.Totals[len(g.d.Totals)-1]
}

// add counts an invoice.
func (g *gatherer) add(v dossier.Invoice) {
	t := g.total(v.Currency)
	t.Invoiced += v.Total
	t.Paid += v.Paid
	t.Credited += v.Credited
	t.Discount += v.Discount
	t.Open += v.Open
	for _, c := range v.Charges {
		if !c.Waived {
			t.Charges += c.Amount
		}
	}
	for _, p := range v.Payments {
		if p.Part != voldaan.PartPrincipal {
			t.Charges -= p.Placed
		}
	}
}

// unplaced are payments in the currencies of the invoices that did not find
// their place: they may be for these invoices.
func (g *gatherer) unplaced() {
	for _, p := range g.l.Payments {
		rest := g.l.Unallocated(p.ID)
		known := slices.ContainsFunc(g.d.Totals, func(t dossier.Total) bool { return t.Currency == p.Currency })
		if rest <= 0 || !known {
			continue
		}
		g.d.Unplaced = append(g.d.Unplaced, dossier.Payment{
			Day: p.Day, Kind: p.Kind, Reference: p.Reference, Currency: p.Currency, Amount: dossier.Sum(p.Amount),
			Placed: dossier.Sum(p.Amount - rest),
		})
		g.total(p.Currency).Unplaced += dossier.Sum(rest)
	}
}

// erased are the things of the dossier of which the content is gone, and since
// when.
func (g *gatherer) erased() error {
	all, err := g.tx.Erasures(g.o.Creditor.ID, g.h.Customer)
	for _, e := range all {
		out := dossier.Erasure{What: e.What, Day: g.o.Creditor.Day(e.At)}
		known := false
		switch e.What {
		case store.ErasedCustomer:
			known = true
		case store.ErasedContact:
			c := g.l.Contact(voldaan.ContactID(e.ID))
			known = c != nil && c.Standing != "" // he was one then
		case store.ErasedMail:
			out.Mail = g.number[mailKey(voldaan.MailID(e.ID))]
		case store.ErasedLetter:
			out.Mail = g.number[letterKey(voldaan.LetterID(e.ID))]
		case store.ErasedDocument:
			out.Name = g.erasedDocument(voldaan.InvoiceID(e.ID))
		}
		if known || out.Mail != 0 || out.Name != "" { // it is told here
			g.d.Erased = append(g.d.Erased, out)
		}
	}
	return err
}

// erasedDocument marks the document of an invoice and gives the invoice's
// number; nothing where it is not one of the dossier's.
func (g *gatherer) erasedDocument(id voldaan.InvoiceID) string {
	inv := g.l.Invoice(id)
	if inv == nil || !g.about[id] {
		return ""
	}
	for i := range g.d.Documents {
		if doc := &g.d.Documents[i]; doc.Invoice == inv.Number && doc.Key == "" {
			doc.Erased = true
		}
	}
	return inv.Number
}
