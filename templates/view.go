package templates

import (
	"cmp"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

// view is what a template sees: cleaned data, and methods that write values
// in the letter's language, so that a template needs only range and if.
type view struct {
	Data
	Kind    voldaan.LetterKind
	Subject string
	lang    *language
}

func newView(l *language, kind voldaan.LetterKind, d Data) *view {
	d = clean(d)
	if d.Sender == "" {
		d.Sender = d.Creditor.Name
	}
	for i := range d.Apart { // shown with all that is open, whatever the letter demands
		d.Apart[i].Demanded = d.Apart[i].Open
	}
	v := &view{Data: d, Kind: kind, lang: l}
	if v.Sum == 0 {
		for _, line := range v.Lines {
			v.Sum += v.Shown(line)
		}
	}
	return v
}

// Lang is the language of the letter (BCP 47).
func (v *view) Lang() string { return v.lang.name }

// Word is the name of a key in the letter's language.
func (v *view) Word(key string) string { return v.lang.word(key) }

// Label is Word for the keys that are types of their own.
func (v *view) Label(key any) string {
	switch k := key.(type) {
	case voldaan.Status:
		return v.Word(string(k))
	case voldaan.Intent:
		return v.Word(string(k))
	case voldaan.LetterKind:
		return v.Word(string(k))
	case string:
		return v.Word(k)
	}
	return ""
}

// Colon is the sign after a label; French sets it off.
func (v *view) Colon() string {
	if v.Lang() == "fr" {
		return nbsp + ":"
	}
	return ":"
}

// Money writes an amount in the letter's currency.
func (v *view) Money(a voldaan.Amount) string { return v.MoneyIn(a, v.Currency) }

// MoneyIn writes an amount in another currency.
func (v *view) MoneyIn(a voldaan.Amount, c voldaan.Currency) string {
	return FormatAmount(v.Lang(), a, c)
}

// On writes a day in full, Day the same with its weekday, Short for tables.
func (v *view) On(d voldaan.Date) string    { return FormatDate(v.Lang(), d) }
func (v *view) Day(d voldaan.Date) string   { return FormatDay(v.Lang(), d) }
func (v *view) Short(d voldaan.Date) string { return FormatShort(v.Lang(), d) }

// None, One and Many tell the number of invoices that the letter is about.
func (v *view) None() bool { return len(v.Lines) == 0 }
func (v *view) One() bool  { return len(v.Lines) == 1 }
func (v *view) Many() bool { return len(v.Lines) > 1 }

// Internal reports a mail to a colleague, which shows more.
func (v *view) Internal() bool { return v.Kind.Class() == voldaan.ClassInternal }

// Shown is the amount that the letter shows for an invoice.
func (v *view) Shown(l Line) voldaan.Amount {
	if v.Kind.Class() == voldaan.ClassDemand {
		return l.Demanded
	}
	return l.Open
}

// Partly reports an invoice of which the letter shows only a part.
func (v *view) Partly(l Line) bool { return l.Total != 0 && v.Shown(l) != l.Total }

// Numbers lists the invoices' numbers.
func (v *view) Numbers() string { return numbers(v.Lines) }

func numbers(lines []Line) string {
	var out []string
	for _, l := range lines {
		if l.Number != "" {
			out = append(out, l.Number)
		}
	}
	return strings.Join(out, ", ")
}

// Late says how many days an invoice is late, for colleagues.
func (v *view) Late(l Line) string {
	switch {
	case l.DaysLate <= 0:
		return ""
	case l.DaysLate == 1:
		return "1 " + v.Word("day_late")
	}
	return itoa(l.DaysLate) + " " + v.Word("days_late")
}

// Joined puts texts behind one another with commas.
func (v *view) Joined(list []string) string { return strings.Join(list, ", ") }

// Mailto is a link that writes to the customer with a fresh subject and no
// quote, so that nothing meant for colleagues goes along (RFC 6068).
func (v *view) Mailto() string {
	if v.Case.Address == "" {
		return ""
	}
	// QueryEscape writes a space as +, which RFC 6068 section 5 takes as it is.
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	address := strings.ReplaceAll(escape(v.Case.Address), "%40", "@")
	return "mailto:" + address + "?subject=" + escape(v.FreshSubject())
}

// FreshSubject is the subject of a mail that a colleague writes himself.
func (v *view) FreshSubject() string {
	if v.None() || v.Numbers() == "" {
		return cmp.Or(v.Creditor.Name, v.Word("invoice"))
	}
	if v.One() {
		return v.Word("invoice") + " " + v.Numbers()
	}
	return v.Word("invoices") + " " + OneLine(v.Numbers(), nameRunes)
}

// QuoteLines are the lines of the customer's words.
func (v *view) QuoteLines() []string {
	if v.Case.Quote == "" {
		return nil
	}
	return strings.Split(v.Case.Quote, "\n")
}

// pair is a labelled value.
type pair struct{ Label, Value string }

// Aligned writes pairs below each other, for the text.
func (v *view) Aligned(pairs []pair) string {
	width := 0
	for _, p := range pairs {
		width = max(width, utf8.RuneCountInString(p.Label+v.Colon()))
	}
	var b strings.Builder
	for _, p := range pairs {
		b.WriteString("  " + pad(p.Label+v.Colon(), width) + "  " + p.Value + "\n")
	}
	return b.String()
}

// pairs builds a list of labelled values and leaves out empty ones.
func (v *view) pairs(keysAndValues ...string) []pair {
	var out []pair
	for i := 0; i+1 < len(keysAndValues); i += 2 {
		if keysAndValues[i+1] != "" {
			out = append(out, pair{v.Word(keysAndValues[i]), keysAndValues[i+1]})
		}
	}
	return out
}

// Payment says where and how to pay. Accounts come from the creditor's
// configuration alone (invariant 10).
func (v *view) Payment() []pair {
	if len(v.Creditor.IBANs) == 0 {
		return nil
	}
	sum := v.Payable()
	if v.Kind == voldaan.LetterPromiseNoted && v.Amount != 0 {
		sum = v.Amount
	}
	var out []pair
	if sum != 0 {
		out = v.pairs("amount", v.Money(sum))
	}
	for _, iban := range v.Creditor.IBANs {
		out = append(out, v.pairs("account", FormatIBAN(iban))...)
	}
	out = append(out, v.pairs("in_name_of", v.Creditor.Name)...)
	if v.One() {
		out = append(out, v.pairs("reference", cmp.Or(v.Lines[0].PaymentReference, v.Lines[0].Number))...)
	}
	return out
}

// Payable is what the letter asks for in all.
func (v *view) Payable() voldaan.Amount {
	sum := v.Sum
	for _, c := range v.Charges {
		sum += c.Amount
	}
	return sum
}

// Claimed lists what is claimed on top, and what it comes to.
func (v *view) Claimed() []pair {
	var out []pair
	for _, c := range v.Charges {
		label := v.Word("charge_"+string(c.Kind)) + ", " + c.Number
		if !c.Since.IsZero() {
			label += ", " + v.Word("from_day") + " " + v.Short(c.Since) + " " + v.Word("to_day") + " " + v.Short(c.Until)
		}
		if c.Before {
			label += " (" + v.Word("claimed_before") + ")"
		}
		out = append(out, pair{label, v.Money(c.Amount)})
	}
	if len(out) == 0 {
		return nil
	}
	return append(out, pair{v.Word("to_pay"), v.Money(v.Payable())})
}

// Facts are the heads of a case.
func (v *view) Facts() []pair {
	c := v.Case
	customer := v.Customer.Name
	if v.Customer.Number != "" {
		customer += " (" + v.Customer.Number + ")"
	}
	return v.pairs(
		"customer", customer,
		"phone", v.Customer.Phone,
		"from", strings.TrimSpace(c.From+" "+bracket(c.Address)),
		"received", v.Day(c.Received),
		"mail_subject", c.Subject,
		"intent", v.Label(c.Intent),
		"reason", v.Word(c.Reason),
		"deadline", v.Day(c.Deadline),
	)
}

func bracket(address string) string {
	if address == "" {
		return ""
	}
	return "<" + address + ">"
}

// Signature is who signs, and the creditor's address and numbers below.
func (v *view) Signature() []string {
	out := []string{v.Sender}
	if v.Creditor.Name != v.Sender {
		out = append(out, v.Creditor.Name)
	}
	out = append(out, v.Creditor.Address...)
	if v.Creditor.CompanyNumber != "" {
		label := v.lang.words["company_number_"+v.Creditor.Country] // KvK in the Netherlands
		out = append(out, cmp.Or(label, v.Word("company_number"))+" "+v.Creditor.CompanyNumber)
	}
	if v.Creditor.VATNumber != "" {
		out = append(out, v.Word("vat_number")+" "+v.Creditor.VATNumber)
	}
	return cleaned(out)
}
