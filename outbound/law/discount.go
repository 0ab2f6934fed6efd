package law

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/voldaan/voldaan"
)

// DiscountVAT says what a discount for early payment does to VAT.
type DiscountVAT string

// The treatments. Which of them fits an invoice is for the creditor to say, and
// to be checked with an accountant: no source was read.
const (
	// DiscountBeforeVAT: the invoice reckons VAT on the net sum less the
	// discount from the start, whether it is used or not (Belgium: art. 28 of
	// the VAT code, from memory).
	DiscountBeforeVAT DiscountVAT = "before_vat"
	// DiscountOnGross: a share of the whole sum, VAT corrected by its ordinary
	// share afterwards (the Netherlands and Germany, from memory).
	DiscountOnGross DiscountVAT = "on_gross"
	// DiscountOnNet: off the net sum only; VAT stays as invoiced.
	DiscountOnNet DiscountVAT = "on_net"
)

// Validate reports a treatment that is none.
func (d DiscountVAT) Validate() error {
	if all := []DiscountVAT{DiscountBeforeVAT, DiscountOnGross, DiscountOnNet}; !slices.Contains(all, d) {
		return fmt.Errorf("treatment of the discount %q: want one of %q", string(d), all)
	}
	return nil
}

// Statement is the key of the statement that a treatment rests on.
func (d DiscountVAT) Statement() string {
	return map[DiscountVAT]string{
		DiscountBeforeVAT: "discount-before-vat", DiscountOnGross: "discount-on-gross", DiscountOnNet: "discount-on-net",
	}[d]
}

// VATLine is the part of an invoice with one rate of VAT.
type VATLine struct {
	Rate     Percent
	Net, VAT voldaan.Amount
}

// Discount is what is payable until the day of the discount.
type Discount struct {
	Full    voldaan.Amount // what is payable afterwards
	Payable voldaan.Amount
	Lines   []VATLine // the split of Payable by rate
}

// Off is how much the early payer keeps.
func (d Discount) Off() voldaan.Amount { return d.Full - d.Payable }

// EarlyPayment reckons a discount over the lines as the invoice states them. The
// invoice's VAT must fit the treatment within a cent a line; else it is an
// error, since one of the two is wrong.
func EarlyPayment(lines []VATLine, percent Percent, how DiscountVAT) (Discount, error) {
	if err := how.Validate(); err != nil {
		return Discount{}, err
	}
	if percent < 0 || percent > maxPercent {
		return Discount{}, fmt.Errorf("discount of %s %%: want 0 to 100", percent)
	}
	var d Discount
	for _, l := range lines {
		if err := l.fits(percent, how); err != nil {
			return Discount{}, err
		}
		d.Full += l.Net + l.VAT
	}
	d.Lines = slices.Clone(lines)
	if how == DiscountOnGross {
		offGross(d.Lines, round(percent.of(d.Full)))
	} else {
		for i := range d.Lines {
			d.Lines[i].Net -= round(percent.of(d.Lines[i].Net))
		}
	}
	for _, l := range d.Lines {
		d.Payable += l.Net + l.VAT
	}
	return d, nil
}

// LessDiscount is the split by rate of what is left of lines when a sum is taken
// off: of net and VAT by their shares, or, where VAT stays, of the net alone.
func LessDiscount(lines []VATLine, off voldaan.Amount, how DiscountVAT) ([]VATLine, error) {
	if err := how.Validate(); err != nil {
		return nil, err
	}
	var most voldaan.Amount
	out := slices.Clone(lines)
	for i := range out {
		if out[i].Net < 0 || out[i].VAT < 0 {
			return nil, fmt.Errorf("discount on a line of %s net and %s VAT: below zero", out[i].Net, out[i].VAT)
		}
		most += out[i].Net
		if how == DiscountOnGross {
			most += out[i].VAT
			continue
		}
		out[i].VAT = 0 // stays out of the sharing
	}
	if off < 0 || off > most {
		return nil, fmt.Errorf("discount %s of %s off %s: want none below zero and none above", how, off, most)
	}
	offGross(out, off)
	for i := range out {
		if how != DiscountOnGross {
			out[i].VAT = lines[i].VAT
		}
	}
	return out, nil
}

// fits compares the invoice's VAT with that of its rate.
func (l VATLine) fits(percent Percent, how DiscountVAT) error {
	if l.Net < 0 || l.VAT < 0 || l.Rate < 0 {
		return fmt.Errorf("discount on a line of %s net and %s VAT: below zero", l.Net, l.VAT)
	}
	base := l.Net
	if how == DiscountBeforeVAT {
		base -= round(percent.of(l.Net))
	}
	if want := round(l.Rate.of(base)); l.VAT < want-1 || l.VAT > want+1 {
		return fmt.Errorf("discount %s: VAT at %s %% of %s would be %s, and the invoice says %s", how, l.Rate, base, want, l.VAT)
	}
	return nil
}

// offGross takes a sum off the lines, each by its share of the whole: the cents
// that are left over go to the later lines, and none gets below zero.
func offGross(lines []VATLine, off voldaan.Amount) {
	var rest voldaan.Amount
	for _, l := range lines {
		rest += l.Net + l.VAT
	}
	for i := range lines {
		l := &lines[i]
		gross := l.Net + l.VAT
		if gross == 0 {
			continue
		}
		part := round(new(big.Rat).Mul(cents(off), big.NewRat(int64(gross), int64(rest))))
		off, rest = off-part, rest-gross
		net := round(new(big.Rat).Mul(cents(part), big.NewRat(int64(l.Net), int64(gross))))
		l.Net, l.VAT = l.Net-net, l.VAT-(part-net)
	}
}
