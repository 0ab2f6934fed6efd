package ledgerfile

// discount reads the early-payment discount: a sum, or so many per cent, with
// its last day.
func (r *record) discount(row *InvoiceRow) {
	sum, has := r.money(colDiscount, row.Currency)
	row.Discount, row.DiscountPercent = sum, r.percent(colDiscountShare)
	row.DiscountUntil = r.date(colDiscountUntil)
	share := row.DiscountPercent != ""
	switch {
	case !has && !share && r.raw(colDiscountUntil) == "":
		return
	case has && share:
		r.fault(colDiscountShare, "there is a sum as well: want one of the two")
	case !has && !share:
		r.fault(colDiscountUntil, "no discount with it: want its sum or its per cent")
	case has && sum <= 0:
		r.fault(colDiscount, "want a sum above zero, or none")
	case has && row.Total > 0 && sum >= row.Total:
		r.fault(colDiscount, "not below the total, "+row.Total.String())
	}
	switch until := row.DiscountUntil; {
	case r.raw(colDiscountUntil) == "":
		r.fault(colDiscountUntil, "empty: want the last day of the discount")
	case until == 0:
	case row.Issued != 0 && until < row.Issued:
		r.fault(colDiscountUntil, "before the invoice date, "+row.Issued.String())
	case row.Due != 0 && until > row.Due:
		r.fault(colDiscountUntil, "after the due date, "+row.Due.String())
	}
}
