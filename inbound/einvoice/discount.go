package einvoice

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

// skonto is an early-payment discount as XRechnung writes it into the terms of
// payment (BR-DE-18): days, per cent and, where it is not the whole, its base.
var skonto = regexp.MustCompile(`#SKONTO#TAGE=([0-9]{1,3})#PROZENT=([0-9]{1,2}\.[0-9]{2})(?:#BASISBETRAG=([0-9.]+))?#`)

// offer is one term of a discount.
type offer struct {
	sum     voldaan.Amount
	percent string
	until   voldaan.Date
}

// discount reads the early-payment discount: a settlement discount with the end
// of its period, or XRechnung's Skonto. A document with several terms, or with
// one that does not say all, has none that can be followed.
func (u *ublReader) discount(doc *Document) {
	var all []offer
	for _, t := range u.root.all("PaymentTerms") {
		percent, sum := t.value("SettlementDiscountPercent"), t.child("SettlementDiscountAmount")
		if percent != "" || sum != nil {
			all = append(all, u.settlement(t, percent, sum))
		}
		for _, n := range t.all("Note") {
			text := strings.Join(strings.Fields(n.text.String()), "")
			found := skonto.FindAllStringSubmatch(text, -1)
			for _, m := range found {
				all = append(all, u.skonto(m, doc))
			}
			if len(found) < strings.Count(text, "#SKONTO#") {
				all = append(all, offer{}) // one that cannot be read
			}
		}
	}
	if len(all) != 1 || all[0].until == 0 || (all[0].sum == 0) == (all[0].percent == "") {
		return
	}
	doc.Discount, doc.DiscountPercent, doc.DiscountUntil = all[0].sum, all[0].percent, all[0].until
}

// settlement reads a term of UBL's own. A sum beside the per cent is what the
// per cent come to, and counts.
func (u *ublReader) settlement(t *node, percent string, sum *node) offer {
	const in = "PaymentTerms/"
	o := offer{until: u.day(t.value("SettlementPeriod", "EndDate"), in+"SettlementPeriod/EndDate")}
	if a, ok := u.amount(sum, in+"SettlementDiscountAmount"); ok {
		o.sum = a
		return o
	}
	rate, err := parseRate(percent)
	if err != nil {
		u.fault(in+"SettlementDiscountPercent", "%w", err)
	}
	if rate != "0" {
		o.percent = rate
	}
	return o
}

// skonto is a term of XRechnung; its days count from the day of issue.
func (u *ublReader) skonto(m []string, doc *Document) offer {
	days, _ := strconv.Atoi(m[1]) // digits alone
	if base, err := parseDecimal(m[3], u.cur); m[3] != "" && (err != nil || base != doc.Total) {
		return offer{} // of a part
	}
	rate, err := parseRate(m[2])
	if err != nil || rate == "0" || doc.Issued == 0 {
		return offer{}
	}
	return offer{percent: rate, until: doc.Issued.Add(days)}
}
