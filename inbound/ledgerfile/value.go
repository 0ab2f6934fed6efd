package ledgerfile

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

var (
	scientific = regexp.MustCompile(`^\d([.,]\d+)?[eE]\+\d{1,3}$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4})$`)
	yearFirst  = regexp.MustCompile(`^(\d{4})([-/.]?)(\d{2})([-/.]?)(\d{2})$`)
	shortYear  = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$`)
	invisible  = strings.NewReplacer("\ufeff", "", "\u200b", "", "\u00ad", "")
	euroSigns  = strings.NewReplacer("€", "", "EURO", "", "EUR", "")
	clock      = regexp.MustCompile(`[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$`)
)

// clean takes a cell as it is meant: on one line, without the ="…" and the
// apostrophe with which spreadsheets keep text as text.
func clean(s string) string {
	if in, ok := strings.CutPrefix(strings.TrimSpace(s), `="`); ok && strings.HasSuffix(in, `"`) {
		s = strings.ReplaceAll(strings.TrimSuffix(in, `"`), `""`, `"`)
	}
	s = invisible.Replace(s)
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("0123456789+-=@*", s[1]) >= 0 {
		s = s[1:]
	}
	return s
}

// spreadsheetError gives the reason why a cell that shows a spreadsheet's
// error, or the signs for a column that is too narrow, holds no value.
func spreadsheetError(s string) string {
	switch strings.ToUpper(s) {
	case "#N/A", "#N/B", "#NV", "#REF!", "#VERW!", "#BEZUG!", "#VALUE!", "#WAARDE!", "#WERT!", "#VALEUR!",
		"#NAME?", "#NAAM?", "#NOM?", "#NUM!", "#GETAL!", "#NOMBRE!", "#ZAHL!", "#DIV/0!", "#DEEL/0!", "#NULL!", "#LEEG!":
		return "an error of the spreadsheet, no value"
	}
	if len(s) > 2 && strings.Trim(s, "#") == "" {
		return "the spreadsheet's column was too narrow: widen it and save again"
	}
	return ""
}

// parseDate reads a day as ISO 8601 or with the day first, with four digits
// of the year; a clock time behind it does not count. The reason is empty
// when it is one.
func parseDate(s string) (d voldaan.Date, reason string) {
	s = clock.ReplaceAllString(s, "")
	var y, m, day string
	if p := yearFirst.FindStringSubmatch(s); p != nil && p[2] == p[4] {
		y, m, day = p[1], p[3], p[5]
	} else if p := dayFirst.FindStringSubmatch(s); p != nil && p[2] == p[4] {
		y, m, day = p[5], p[3], p[1]
	} else if shortYear.MatchString(s) {
		return 0, "write the year with four digits"
	} else if _, err := strconv.Atoi(s); err == nil {
		return 0, "a number: give the column the format of a date"
	} else {
		return 0, "want a date such as 2026-03-04 or 04/03/2026"
	}
	year, month, dayOfMonth := number(y), number(m), number(day)
	d = voldaan.NewDate(year, time.Month(month), dayOfMonth)
	switch back := d.Time(); {
	case year < 1990 || year > 2100:
		return 0, "no year of an invoice"
	case month > 12 && dayOfMonth <= 12:
		return 0, "no such day: the day comes before the month"
	case back.Year() != year || int(back.Month()) != month || back.Day() != dayOfMonth:
		return 0, "no such day"
	}
	return d, ""
}

// number reads digits that a pattern has found.
func number(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// parseMoney reads an amount as voldaan.ParseAmount does, also with the sign
// or code of its currency, with the minus behind ("12,50-"), in brackets
// ("(12,50)"), and with a dash for no cents ("12,-"). The reason is empty when
// it is one.
func parseMoney(s string, cur voldaan.Currency) (a voldaan.Amount, reason string) {
	t := strings.ToUpper(s)
	if strings.Contains(t, "€") || strings.Contains(t, "EUR") {
		if cur != voldaan.EUR {
			return 0, "in euro, while the currency is " + string(cur)
		}
		t = euroSigns.Replace(t)
	}
	t = strings.TrimSpace(strings.Replace(t, string(cur), "", 1))
	t = strings.ReplaceAll(t, "\u2212", "-")
	for _, dash := range []string{",--", ",-", ".-", ",\u2013", ",\u2014"} {
		if whole, ok := strings.CutSuffix(t, dash); ok {
			t = whole + dash[:1] + "00"
			break
		}
	}
	neg := false
	if in, ok := strings.CutPrefix(t, "("); ok && strings.HasSuffix(in, ")") {
		neg, t = true, strings.TrimSuffix(in, ")")
	} else if in, ok := strings.CutSuffix(t, "-"); ok {
		neg, t = true, in
	} else if in, ok := strings.CutPrefix(t, "-"); ok {
		neg, t = true, in
	}
	t = strings.TrimSpace(t)
	if neg && strings.HasPrefix(t, "-") {
		return 0, "two minus signs"
	}
	a, err := voldaan.ParseAmount(t)
	switch {
	case errors.Is(err, voldaan.ErrAmountAmbiguous), errors.Is(err, voldaan.ErrAmountTooLarge):
		return 0, errors.Unwrap(err).Error()
	case err != nil:
		return 0, "want an amount such as 1234.56 or 1.234,56"
	case neg:
		a = -a
	}
	return a, ""
}
