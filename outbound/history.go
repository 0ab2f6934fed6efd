package outbound

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/templates"
)

// told are the events that belong into a story for people; the others are
// steps between them.
func told(e voldaan.Event) bool {
	switch e.Kind {
	case voldaan.EventDemandQueued, voldaan.EventContactAdded, voldaan.EventAllocated:
		return false
	}
	return true
}

// History tells what happened to invoices, or to a customer as a whole when
// none are named, one line an event, in the language of a locale.
func History(set *templates.Set, locale string, l *voldaan.Ledger, events []voldaan.Event, about []voldaan.InvoiceID) []templates.HistoryLine {
	letters := map[voldaan.LetterID][]voldaan.InvoiceID{}
	steps := map[voldaan.LetterID]voldaan.StepName{}
	for _, d := range l.Demands {
		letters[d.Letter] = append(letters[d.Letter], d.Invoice)
		if len(about) == 0 || slices.Contains(about, d.Invoice) {
			steps[d.Letter] = d.Step
		}
	}
	var out []templates.HistoryLine
	for _, e := range events {
		of := letters[e.Letter]
		if e.Invoice != "" {
			of = []voldaan.InvoiceID{e.Invoice}
		}
		concerns := len(about) == 0 || len(of) == 0 ||
			slices.ContainsFunc(of, func(id voldaan.InvoiceID) bool { return slices.Contains(about, id) })
		if !told(e) || !concerns {
			continue
		}
		if e.Step == "" {
			e.Step = steps[e.Letter]
		}
		out = append(out, templates.HistoryLine{Day: e.Day, Text: sentence(set, locale, l, e)})
	}
	return out
}

// sentence is one event in words: what, which invoice, how much, until when,
// why.
func sentence(set *templates.Set, locale string, l *voldaan.Ledger, e voldaan.Event) string {
	parts := []string{set.Word(locale, string(e.Kind))}
	currency := voldaan.EUR
	if inv := l.Invoice(e.Invoice); inv != nil {
		parts = append(parts, inv.Number)
		currency = inv.Currency
	}
	if p := l.Payment(e.Payment); p != nil {
		currency = p.Currency
	}
	if e.Step != "" {
		parts = append(parts, set.Word(locale, string(e.Step)))
	}
	if c := l.Contact(e.Contact); c != nil {
		parts = append(parts, c.Address)
	}
	if e.Amount != 0 {
		parts = append(parts, templates.FormatAmount(locale, e.Amount, currency))
	}
	if day := max(e.On, e.Until); day != 0 && e.Kind != voldaan.EventInvoiceRegistered {
		parts = append(parts, "→ "+templates.FormatShort(locale, day))
	}
	switch e.Kind {
	case voldaan.EventCharged, voldaan.EventChargeWaived, voldaan.EventChargeVoided:
		e.Reason = "charge_" + e.Reason
	}
	if e.Reason != "" {
		parts = append(parts, "("+set.Word(locale, e.Reason)+")")
	}
	return strings.Join(parts, " ")
}
