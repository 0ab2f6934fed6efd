package books

import "github.com/voldaan/voldaan"

// reckonDiscount completes an entry's early-payment discount: its sum, where it
// is in per cent, and what it does to VAT. One that cannot be is refused.
func (b *Books) reckonDiscount(e *Entry) error {
	inv := &e.Invoice
	if inv.Discount == 0 && inv.DiscountPercent == "" && inv.DiscountUntil == 0 {
		return nil
	}
	inv.DiscountVAT = b.Creditor.DiscountVAT
	if inv.DiscountPercent != "" {
		if b.EarlyPayment == nil {
			return wrong("invoice %s: no discount in per cent is taken here", inv.Number)
		}
		off, lines, err := b.EarlyPayment(*inv, e.VAT)
		if err != nil {
			return wrong("invoice %s: %v", inv.Number, err)
		}
		inv.Discount, e.VAT = off, lines
	}
	if err := inv.CheckDiscount(); err != nil {
		return wrong("invoice %s: %v", inv.Number, err)
	}
	return nil
}

// offered takes on the discount of a document, or leaves it with a reason: the
// document itself counts all the same.
func (b *Books) offered(e *Entry) (kept string) {
	if err := b.reckonDiscount(e); err != nil {
		text, _ := Trouble(err)
		e.Invoice.Discount, e.Invoice.DiscountPercent, e.Invoice.DiscountUntil, e.Invoice.DiscountVAT = 0, "", voldaan.Date(0), ""
		return "its discount for early payment is not followed: " + text
	}
	return ""
}
