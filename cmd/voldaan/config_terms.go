package main

import (
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
)

// readTerms reads the general terms, in their order.
func readTerms(s *tomlTable) []voldaan.GeneralTerms {
	tables := s.tables("terms")
	var out []voldaan.GeneralTerms
	for _, t := range tables {
		g := voldaan.GeneralTerms{Terms: readAgreed(t)}
		g.For.Kinds = listed[voldaan.Kind](t, "kinds")
		for _, c := range t.texts("countries") {
			g.For.Countries = append(g.For.Countries, strings.ToUpper(c))
		}
		for _, err := range g.For.Validate() {
			key, text, _ := strings.Cut(strings.TrimPrefix(err.Error(), "for."), ": ")
			t.fault(key, "%s", text)
		}
		checkScope(t, out, g)
		t.done()
		out = append(out, g)
	}
	return out
}

// checkScope refuses terms that could never count: those after everybody's, and
// others of the same kinds, countries and day.
func checkScope(t *tomlTable, before []voldaan.GeneralTerms, g voldaan.GeneralTerms) {
	for i, o := range before {
		switch {
		case o.For.Everybody() && !g.For.Everybody():
			t.fault("", "stands after terms %d, which have neither kinds nor countries: those are everybody's, and these would never count; put them first", i+1)
			return
		case g.Since != 0 && g.Since == o.Since && g.For.SameScope(o.For):
			t.fault("since", "%s is the day of terms %d too, which have the same kinds and countries; want another day, or one of the two", g.Since, i+1)
			return
		}
	}
}

// readAgreed reads what was agreed.
func readAgreed(t *tomlTable) voldaan.Terms {
	before := len(t.file.faults)
	a := voldaan.Terms{
		Days: t.number("days", 0, 1, 365), Interest: t.text("interest", ""), DamagesClause: t.text("damages", ""),
		RegularDelivery: t.yes("regular_delivery", false), ReminderFee: t.amount("reminder_fee", 0),
		Since: t.day("since"), Evidence: t.needed("evidence", `where they stand, such as "general terms 2024, article 7"`),
	}
	if _, err := law.ParsePercent(a.Interest); a.Interest != "" && err != nil {
		t.fault("interest", "%v per cent a year", err)
	}
	if _, err := law.ParseClause(a.DamagesClause); a.DamagesClause != "" && err != nil {
		t.fault("damages", "%v", err)
	}
	if _, there := t.values["since"]; !there || a.Since == 0 && len(t.file.faults) == before {
		t.fault("since", "is empty; want the day since which they are agreed, such as 2024-01-01: they bind no older invoice")
	}
	if a.ReminderFee > 0 && !a.RegularDelivery {
		t.fault("reminder_fee", "a reminder costs a fee with regular deliveries only; set regular_delivery = true where they are")
	}
	if a.Nothing() && len(t.file.faults) == before {
		t.fault("", "nothing is agreed; want days, interest, damages or reminder_fee")
	}
	return a
}
