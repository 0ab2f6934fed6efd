package ledgerfile

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

// terms reads what the customer agreed to. The form of interest and damages is
// not looked at here.
func (r *record) terms() voldaan.Terms {
	t := voldaan.Terms{
		Interest: r.percent(colTermsInterest), DamagesClause: r.key(colTermsDamages), Since: r.date(colTermsSince),
		Evidence: r.text(colTermsWhere), RegularDelivery: r.yes(colTermsRegular),
	}
	t.ReminderFee, _ = r.money(colTermsFee, voldaan.EUR)
	if days := r.text(colTermsDays); days != "" {
		var err error
		if t.Days, err = strconv.Atoi(days); err != nil || t.Days <= 0 {
			r.fault(colTermsDays, "want a number of days, such as 30")
		}
	}
	switch {
	case t.Nothing():
		// A list may say for everybody where terms stand, and for some what.
		return voldaan.Terms{}
	case t.ReminderFee > 0 && !t.RegularDelivery:
		r.fault(colTermsRegular, "empty: want yes, since a reminder costs a fee with regular deliveries only")
	case r.raw(colTermsSince) == "":
		r.fault(colTermsSince, "empty: want the day since which the terms are agreed")
	case r.raw(colTermsWhere) == "":
		r.fault(colTermsWhere, "empty: want where the terms stand, such as the general terms and their article")
	}
	return t
}

// percent is a number of per cent, as written but without its sign.
func (r *record) percent(name string) string {
	return strings.TrimSpace(strings.TrimSuffix(r.key(name), "%"))
}
