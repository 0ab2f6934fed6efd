package law

import "github.com/voldaan/voldaan"

// FixedSum is the fixed compensation for a late claim of a business or an
// authority, in euro for each claim, by the law of the debtor's country:
// directive 2011/7/EU, art. 6, as each country has it. Consumers, and debtors
// outside the European Union, owe none: zero without a row. The error is a
// *RowError.
func (b *Book) FixedSum(country string, kind voldaan.Kind, day voldaan.Date) (voldaan.Amount, []Row, error) {
	name := fixedName(country)
	if name == "" || kind != voldaan.KindBusiness && kind != voldaan.KindAuthority {
		return 0, nil, nil
	}
	row, err := b.usableRow(name, day)
	if err != nil {
		return 0, nil, err
	}
	return row.Amount, []Row{row}, nil
}

// fixedName names the fixed sum of a country; empty outside the European Union.
func fixedName(country string) string {
	switch {
	case country == "NL":
		return SumNLFixed
	case country == "BE":
		return SumBEFixed
	case country == "DE":
		return SumDEFixed
	case country == "FR":
		return SumFRFixed
	case inEU(country):
		return SumEUFixed
	}
	return ""
}
