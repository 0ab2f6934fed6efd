package outbound

import (
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/store"
)

// TakenDiscount is an early-payment discount that was taken, with what it did to
// VAT where that is known.
type TakenDiscount struct {
	Invoice   voldaan.InvoiceID `json:"-"`
	Number    string            `json:"invoice"`
	Currency  voldaan.Currency  `json:"currency"`
	Sum       dossier.Sum       `json:"discount"`
	Total     dossier.Sum       `json:"total"`
	Paid      dossier.Sum       `json:"paid"` // what remained to be paid
	Day       voldaan.Date      `json:"paid_on"`
	Treatment string            `json:"vat_treatment,omitempty"`
	VAT       []PaidVAT         `json:"vat,omitempty"`
}

// PaidVAT is the part of one rate: as invoiced, and as paid.
type PaidVAT struct {
	Rate    string      `json:"rate"`
	Net     dossier.Sum `json:"invoiced_net"`
	VAT     dossier.Sum `json:"invoiced_vat"`
	PaidNet dossier.Sum `json:"paid_net"`
	PaidVAT dossier.Sum `json:"paid_vat"`
}

// String tells the discount in a line.
func (d TakenDiscount) String() string {
	return fmt.Sprintf("discount %s taken by paying %s on %s", voldaan.Amount(d.Sum), voldaan.Amount(d.Paid), d.Day)
}

// String tells what became of one rate.
func (v PaidVAT) String() string {
	return fmt.Sprintf("VAT %s %%: net %s of %s, VAT %s of %s (correction %s)", v.Rate,
		voldaan.Amount(v.PaidNet), voldaan.Amount(v.Net), voldaan.Amount(v.PaidVAT), voldaan.Amount(v.VAT), voldaan.Amount(v.VAT-v.PaidVAT))
}

// TakenDiscounts lists the discounts that were taken on a customer's invoices.
func TakenDiscounts(tx *store.Tx, l *voldaan.Ledger) ([]TakenDiscount, error) {
	out := []TakenDiscount{}
	for _, a := range l.Allocations {
		inv := l.Invoice(a.Invoice)
		if a.Part != voldaan.PartDiscount || inv == nil {
			continue
		}
		d := TakenDiscount{
			Invoice: inv.ID, Number: inv.Number, Currency: inv.Currency, Sum: dossier.Sum(a.Amount), Total: dossier.Sum(inv.Total),
			Paid: dossier.Sum(inv.Total - a.Amount), Day: a.Day, Treatment: inv.DiscountVAT,
		}
		if p := l.Payment(a.Payment); p != nil {
			d.Day = p.Day
		}
		lines, err := tx.VATLines(l.Customer.Creditor, inv.ID)
		if err != nil {
			return nil, err
		}
		split, err := DiscountSplit(*inv, lines, a.Amount)
		if err != nil {
			return nil, fmt.Errorf("the discount on invoice %s: %w", inv.Number, err)
		}
		for i, s := range split {
			d.VAT = append(d.VAT, PaidVAT{lines[i].Rate, dossier.Sum(lines[i].Base), dossier.Sum(lines[i].Tax), dossier.Sum(s.Net), dossier.Sum(s.VAT)})
		}
		out = append(out, d)
	}
	return out, nil
}
