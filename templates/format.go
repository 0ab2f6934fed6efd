package templates

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// nbsp keeps an amount on one line. Mail clients show it everywhere, which is
// not so for the narrow U+202F of typographers.
const nbsp = "\u00a0"

// FormatAmount writes an amount as the readers of a locale do: "€ 1.234,56"
// in Dutch, "1 234,56 €" in French, "1.234,56 €" in German and "€1,234.56" in
// English and all others. Its spaces are no-break spaces. The euro has its
// sign, every other currency its code.
func FormatAmount(locale string, a voldaan.Amount, c voldaan.Currency) string {
	sign, whole, cents := split(a)
	switch Language(locale) {
	case "nl":
		return symbol(c) + nbsp + sign + group(whole, ".") + "," + cents
	case "fr":
		return sign + group(whole, nbsp) + "," + cents + nbsp + symbol(c)
	case "de":
		return sign + group(whole, ".") + "," + cents + nbsp + symbol(c)
	}
	if c == voldaan.EUR || c == "" {
		return sign + "€" + group(whole, ",") + "." + cents
	}
	return string(c) + nbsp + sign + group(whole, ",") + "." + cents
}

func symbol(c voldaan.Currency) string {
	if c == voldaan.EUR || c == "" {
		return "€"
	}
	return string(c)
}

// split gives an amount's sign, its whole units and its two decimals.
func split(a voldaan.Amount) (sign, whole, cents string) {
	u := uint64(a)
	if a < 0 {
		sign, u = "-", -u
	}
	return sign, strconv.FormatUint(u/100, 10), fmt.Sprintf("%02d", u%100)
}

// group puts a separator between groups of three digits.
func group(digits, sep string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// FormatDate writes a day in full: "4 december 2026", "4 décembre 2026" (the
// first is "1er"), "4. Dezember 2026", "4 December 2026". No date is no text.
func FormatDate(locale string, d voldaan.Date) string {
	if d.IsZero() {
		return ""
	}
	lang := Language(locale)
	year, month, day := d.Time().Date()
	number := strconv.Itoa(day)
	switch {
	case lang == "de":
		number += "."
	case lang == "fr" && day == 1:
		number = "1er"
	}
	return fmt.Sprintf("%s %s %d", number, monthName(lang, month), year)
}

// FormatDay is FormatDate with the weekday before it: "vrijdag 4 december
// 2026", "Freitag, 4. Dezember 2026".
func FormatDay(locale string, d voldaan.Date) string {
	if d.IsZero() {
		return ""
	}
	lang := Language(locale)
	comma := ""
	if lang == "de" {
		comma = ","
	}
	return weekdayName(lang, d.Weekday()) + comma + " " + FormatDate(locale, d)
}

// FormatShort writes a day for a table: "04-12-2026", "04/12/2026",
// "04.12.2026", and "4 Dec 2026" in English, where figures alone would mean
// two days.
func FormatShort(locale string, d voldaan.Date) string {
	if d.IsZero() {
		return ""
	}
	layouts := map[string]string{"nl": "02-01-2006", "fr": "02/01/2006", "de": "02.01.2006"}
	if layout, ok := layouts[Language(locale)]; ok {
		return d.Time().Format(layout)
	}
	return d.Time().Format("2 Jan 2006")
}

func monthName(lang string, m time.Month) string {
	names := map[string]string{
		"nl": "januari februari maart april mei juni juli augustus september oktober november december",
		"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
	}
	if list, ok := names[lang]; ok {
		return strings.Fields(list)[m-1]
	}
	return m.String()
}

func weekdayName(lang string, w time.Weekday) string {
	names := map[string]string{
		"nl": "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
		"fr": "dimanche lundi mardi mercredi jeudi vendredi samedi",
		"de": "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
	}
	if list, ok := names[lang]; ok {
		return strings.Fields(list)[w]
	}
	return w.String()
}

// Language is the language of a locale: "nl" for "nl-BE" and "NL_be".
func Language(locale string) string {
	lang := ""
	for tag := range fallbacks(locale) {
		lang = tag
	}
	return lang
}

// fallbacks gives a locale and what it falls back to: "nl-be-informal",
// "nl-be", "nl" (RFC 4647 section 3.4, lookup).
func fallbacks(locale string) iter.Seq[string] {
	tag := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(locale)), "_", "-")
	return func(yield func(string) bool) {
		for {
			if !yield(tag) {
				return
			}
			i := strings.LastIndexByte(tag, '-')
			if i < 0 {
				return
			}
			tag = tag[:i]
		}
	}
}

// FormatIBAN groups an account number in fours (ISO 13616).
func FormatIBAN(iban string) string {
	s := strings.Join(strings.Fields(iban), "")
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
