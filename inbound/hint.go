package inbound

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// The shapes of amounts with cents, days and last digits in running text.
var (
	writtenAmount = regexp.MustCompile(`\d[\d.,'\x{a0}\x{202f} ]*[.,]\d{2}\b`)
	writtenDay    = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b|\b\d{4}-\d{2}-\d{2}\b`)
	lastDigits    = regexp.MustCompile(`\b\d{3,8}\b`)
)

// hinted finds the one invoice that a text means without naming its number: by
// its amount, the day on which it was issued, or its last digits. It looks
// among the invoices of the letter that is answered, or else among all that are
// open; a sign that fits several says nothing, and two signs must agree.
func (d *Desk) hinted(tx *store.Tx, text string, mt match, now time.Time) ([]voldaan.InvoiceID, error) {
	l, err := tx.Ledger(d.Creditor.ID, mt.customer, store.ScopeOpen, now)
	if err != nil {
		return nil, err
	}
	var about []voldaan.InvoiceID
	if mt.letter != nil {
		about = mt.letter.Args.About()
	}
	candidates := slices.DeleteFunc(l.Invoices, func(inv voldaan.Invoice) bool {
		return !inv.Registered || (len(about) > 0 && !slices.Contains(about, inv.ID))
	})
	var out []voldaan.InvoiceID
	for _, fits := range hints(text) {
		var hit []voldaan.InvoiceID
		for _, inv := range candidates {
			if fits(inv, l.Open(inv.ID)) {
				hit = append(hit, inv.ID)
			}
		}
		if len(hit) == 1 && !slices.Contains(out, hit[0]) {
			out = append(out, hit[0])
		}
	}
	if len(out) > 1 {
		return nil, nil
	}
	return out, nil
}

// hints are the signs in a text, each as a question to an invoice and what is
// open on it.
func hints(text string) []func(voldaan.Invoice, voldaan.Amount) bool {
	var out []func(voldaan.Invoice, voldaan.Amount) bool
	for _, w := range writtenAmount.FindAllString(text, 20) {
		if a, err := voldaan.ParseAmount(w); err == nil && a > 0 {
			out = append(out, func(inv voldaan.Invoice, open voldaan.Amount) bool { return inv.Total == a || open == a })
		}
	}
	for _, w := range writtenDay.FindAllStringSubmatch(text, 20) {
		if day := dayWritten(w); day != 0 {
			out = append(out, func(inv voldaan.Invoice, _ voldaan.Amount) bool { return inv.Issued == day })
		}
	}
	for _, w := range lastDigits.FindAllString(text, 20) {
		out = append(out, func(inv voldaan.Invoice, _ voldaan.Amount) bool { return strings.HasSuffix(inv.Number, w) })
	}
	return out
}

// dayWritten reads a day as people here write it: day, month, year; or ISO.
func dayWritten(w []string) voldaan.Date {
	iso := w[0]
	if w[3] != "" {
		two := func(s string) string { return ("0" + s)[len(s)-1:] }
		iso = w[3] + "-" + two(w[2]) + "-" + two(w[1])
	}
	day, err := voldaan.ParseDate(iso)
	if err != nil {
		return 0
	}
	return day
}
