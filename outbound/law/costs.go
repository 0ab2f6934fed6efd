package law

import (
	"math/big"

	"github.com/voldaan/voldaan"
)

// Costs are collection costs by a scale. Their sum is Net plus VAT.
type Costs struct {
	Net  voldaan.Amount
	VAT  voldaan.Amount // zero where the creditor recovers it
	Rows []Row          // what they follow from
}

// Total is what the debtor owes.
func (c Costs) Total() voldaan.Amount { return c.Net + c.VAT }

// CollectionCosts are the Dutch ones over the principals, in euro, by the scale
// in force on a day: art. 2 Besluit vergoeding voor buitengerechtelijke
// incassokosten (Stb. 2012, 141). Principals that are dunned together are added
// into one claim (art. 6:96 (7) BW). Nothing owed gives no costs, not the least
// sum. VAT is added only for a creditor who cannot recover it (art. 2 (3)); it
// is reckoned over the costs in whole cents. The error is a *RowError.
func (b *Book) CollectionCosts(day voldaan.Date, vatRecoverable bool, principals ...voldaan.Amount) (Costs, error) {
	scale, err := b.usableRow(ScaleNLCosts, day)
	if err != nil {
		return Costs{}, err
	}
	out := Costs{Net: round(scale.exact(total(principals))), Rows: []Row{scale}}
	if vatRecoverable {
		return out, nil
	}
	vat, err := b.usableRow(VATNL, day)
	if err != nil {
		return Costs{}, err
	}
	out.VAT = round(vat.Percent.of(out.Net))
	out.Rows = append(out.Rows, vat)
	return out, nil
}

// DamagesCap is the most that an agreed lump sum may ask of a Belgian consumer
// who owes balance, in euro: art. XIX.4 WER. The error is a *RowError.
func (b *Book) DamagesCap(day voldaan.Date, balance voldaan.Amount) (voldaan.Amount, error) {
	scale, err := b.usableRow(ScaleBEDamages, day)
	if err != nil {
		return 0, err
	}
	return round(scale.exact(balance)), nil
}

// usableRow finds a row that a letter may use on a day.
func (b *Book) usableRow(name string, day voldaan.Date) (Row, error) {
	row, err := b.find(name, day)
	if err != nil {
		return Row{}, err
	}
	return row, b.check(row, day)
}

func total(sums []voldaan.Amount) voldaan.Amount {
	var out voldaan.Amount
	for _, s := range sums {
		out += s
	}
	return out
}

// exact applies a scale to a principal, in cents before rounding.
func (r Row) exact(principal voldaan.Amount) *big.Rat {
	sum := new(big.Rat)
	if principal <= 0 {
		return sum
	}
	for i, band := range r.Bands {
		if principal <= band.Above {
			break
		}
		top := principal
		if i+1 < len(r.Bands) {
			top = min(top, r.Bands[i+1].Above)
		}
		if band.HasPlus {
			sum.Set(cents(band.Plus))
		}
		sum.Add(sum, band.Percent.of(top-band.Above))
	}
	if least := cents(r.Least); sum.Cmp(least) < 0 {
		return least
	}
	if most := cents(r.Most); r.Most != 0 && sum.Cmp(most) > 0 {
		return most
	}
	return sum
}
