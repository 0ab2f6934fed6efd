package ledgerfile

import (
	"testing"

	"github.com/voldaan/voldaan"
)

func TestParseDate(t *testing.T) {
	valid := func(in, want string) {
		t.Helper()
		if got, reason := parseDate(in); reason != "" || got != voldaan.MustDate(want) {
			t.Errorf("%q: %s, %s; want %s", in, got, reason, want)
		}
	}
	bad := func(in, want string) {
		t.Helper()
		if got, reason := parseDate(in); reason != want {
			t.Errorf("%q: %s, reason %q; want %q", in, got, reason, want)
		}
	}
	valid("2026-03-04", "2026-03-04")
	valid("2026/03/04", "2026-03-04")
	valid("20260304", "2026-03-04")
	valid("04-03-2026", "2026-03-04")
	valid("4/3/2026", "2026-03-04")
	valid("04.03.2026", "2026-03-04")
	valid("29.2.2028", "2028-02-29")
	valid("2026-03-04 00:00:00", "2026-03-04")
	valid("2026-03-04T23:59", "2026-03-04")
	valid("04/03/2026 0:00", "2026-03-04")

	bad("31/02/2026", "no such day")
	bad("29-02-2026", "no such day")
	bad("00-01-2026", "no such day")
	bad("01-00-2026", "no such day")
	bad("2026-13-01", "no such day: the day comes before the month")
	bad("12/31/2026", "no such day: the day comes before the month")
	bad("99/99/2026", "no such day")
	bad("1-1-1926", "no year of an invoice")
	bad("1-1-9999", "no year of an invoice")
	bad("04/03/26", "write the year with four digits")
	bad("46085", "a number: give the column the format of a date")
	bad("04/03-2026", "want a date such as 2026-03-04 or 04/03/2026")
	bad("4 maart 2026", "want a date such as 2026-03-04 or 04/03/2026")
}

func TestParseMoney(t *testing.T) {
	valid := func(in string, want voldaan.Amount) {
		t.Helper()
		if got, reason := parseMoney(in, voldaan.EUR); reason != "" || got != want {
			t.Errorf("%q: %d, %s; want %d", in, got, reason, want)
		}
	}
	bad := func(in string, cur voldaan.Currency) {
		t.Helper()
		if got, reason := parseMoney(in, cur); reason == "" {
			t.Errorf("%q: %d; want a reason", in, got)
		}
	}
	valid("1234,56", 123456)
	valid("1.234,56", 123456)
	valid("1,234.56", 123456)
	valid("1 234,56 €", 123456)
	valid("1\u202f234,56\u00a0€", 123456)
	valid("€1.234,56", 123456)
	valid("€ 1.234,56", 123456)
	valid("EUR 12", 1200)
	valid("12 euro", 1200)
	valid("12,-", 1200)
	valid("€ 12,--", 1200)
	valid("1.234,–", 123400)
	valid("12,50-", -1250)
	valid("-€ 12,50", -1250)
	valid("€ -12,50", -1250)
	valid("\u221212,50", -1250)
	valid("(12,50)", -1250)
	valid("+12,50", 1250)

	bad("1.234", "EUR")
	bad("- -5", "EUR")
	bad("(-5)", "EUR")
	bad("€ 5", "USD")
	bad("$ 5", "EUR")
	bad("€", "EUR")
	bad("-", "EUR")
	bad("12,5,", "EUR")
	bad("1e3", "EUR")
	if got, reason := parseMoney("USD 5", "USD"); got != 500 || reason != "" {
		t.Errorf("USD 5: %d, %s", got, reason)
	}
}

// No name means two columns of one file, and none folds to nothing; a column has
// a title in every language or in none.
func TestColumnNames(t *testing.T) {
	for kind, l := range map[string]layout{
		KindInvoices: invoiceLayout(), KindPayments: paymentLayout(), KindOpenItems: openItemLayout(),
	} {
		owner := map[string]string{}
		for _, c := range l.columns {
			titles := c.titles[:]
			if c.titles == [4]string{} && len(c.also) > 0 {
				titles = nil
			}
			for _, title := range append(append([]string{c.name}, titles...), c.also...) {
				f := fold(title)
				if f == "" {
					t.Errorf("%s: %q of %q folds to nothing", kind, title, c.name)
				}
				if other, ok := owner[f]; ok && other != c.name {
					t.Errorf("%s: %q means both %q and %q", kind, title, other, c.name)
				}
				owner[f] = c.name
			}
		}
		for _, group := range l.required {
			if described(l, group) == "" {
				t.Errorf("%s: required %q is no column", kind, group)
			}
		}
	}
}

func TestEmails(t *testing.T) {
	is := func(in string, want bool) {
		t.Helper()
		if got := validAddress(in); got != want {
			t.Errorf("validAddress(%q) = %v", in, got)
		}
	}
	is("a@b.example", true)
	is("a.b+c@sub.b.example", true)
	is("zoë@café.example", true)
	is("a@b", false)
	is("a b@c.example", true) // spaces part addresses before this
	is("a@b..example", false)
	is("a@b.example.", false)
	is("a@b@c.example", false)
	is(`"a"@b.example`, false)
	is("@b.example", false)
	is("", false)
}
