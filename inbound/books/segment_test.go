package books_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
)

// TestSegment sets what the team says, and takes it back.
func TestSegment(t *testing.T) {
	onBoth(t, func(o *office) {
		gentle := voldaan.DefaultPolicy()
		gentle.Name = "gentle"
		o.Books.Policies = []voldaan.Policy{gentle, voldaan.DefaultPolicy()}
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		set := func(change books.CustomerChange) (books.Outcome, error) {
			return o.SetCustomer(o.Context(), "K1", change, operator, o.now)
		}
		customer := func() voldaan.Customer { return o.ledger("K1").Customer }
		out, err := set(books.CustomerChange{Importance: "key", Policy: "gentle", Phone: "+31 20 123 45 67"})
		if err != nil || out.Event == "" || len(out.Text) != 3 {
			o.Fatalf("%+v, %v", out, err)
		}
		if c := customer(); c.Importance != voldaan.ImportanceKey || c.Policy != "gentle" || c.Phone != "+31 20 123 45 67" {
			o.Errorf("%+v", c)
		}
		if again, err := set(books.CustomerChange{Importance: "key", Policy: "gentle"}); err != nil || !again.Again {
			o.Errorf("again: %+v, %v", again, err)
		}
		o.must(o.SetInvoicePolicy(o.Context(), "A-101", "gentle", operator, o.now))
		if inv := o.ledger("K1").InvoiceNumbered("A-101"); inv.Policy != "gentle" {
			o.Errorf("%+v", inv)
		}
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		o.must(o.Undo(o.Context(), string(out.Event), operator, o.now))
		if c := customer(); c.Importance != "" || c.Policy != "" || o.ledger("K1").InvoiceNumbered("A-101").Policy != "" {
			o.Errorf("after undo %+v", c)
		}
		o.must(set(books.CustomerChange{Policy: "gentle", Importance: "minor"}))
		o.must(set(books.CustomerChange{Policy: "none", Importance: "none", Phone: "none"}))
		if c := customer(); c.Importance != "" || c.Policy != "" || c.Phone != "" {
			o.Errorf("after none %+v", c)
		}
		trouble := func(words string, change books.CustomerChange) {
			o.Helper()
			_, err := set(change)
			o.troubled(err, words)
		}
		trouble("nothing is to be changed", books.CustomerChange{})
		trouble("there are: gentle, default, or none", books.CustomerChange{Policy: "steep"})
		trouble("key", books.CustomerChange{Importance: "vip"})
		trouble("no phone number", books.CustomerChange{Phone: "call me"})
		_, err = o.SetCustomer(o.Context(), "K9", books.CustomerChange{Policy: "gentle"}, operator, o.now)
		o.troubled(err, "there is no customer")
	})
}

// TestAgree makes a plan, refuses what does not fit, and ends it.
func TestAgree(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 60000, "2026-02-01"))
		o.register(entry("K1", "A-102", 40000, "2026-02-10"))
		o.register(entry("K2", "B-1", 900, "2026-02-01"))
		agree := func(parts string, invoices ...string) (books.Outcome, error) {
			list, err := books.ParseInstalments(parts)
			if err != nil {
				return books.Outcome{}, err
			}
			return o.Agree(o.Context(), "K1", invoices, list, operator, o.now)
		}
		trouble := func(words, parts string, invoices ...string) {
			o.Helper()
			_, err := agree(parts, invoices...)
			o.troubled(err, words)
		}
		trouble("the parts make 900.00, and 1000.00 is open", "2026-12-01 500, 2027-01-01 400")
		trouble("and 600.00 is open", "2026-12-01 500", "A-101")
		trouble("must come after", "2026-12-01 500, 2026-12-01 500")
		trouble("is in the past", "2026-01-01 500, 2026-12-01 500")
		trouble("more than zero", "2026-12-01 0, 2027-01-01 1000")
		trouble("has no parts", "500 and 500")
		trouble("part 1", "2026-12-01 five, 2027-01-01 500")
		trouble("part 1", "2026-13-01 500")
		trouble("is not of customer K1", "2026-12-01 9", "B-1")
		if o.ledger("K1").Plans != nil {
			o.Error("what was refused left a plan")
		}
		out, err := agree("2026-12-01 500,00, 2027-01-01 500,00")
		if err != nil {
			o.Fatal(err)
		}
		l := o.ledger("K1")
		if len(l.Plans) != 1 || l.Plans[0].State != voldaan.PlanAgreed || len(l.Instalments) != 2 || l.Instalments[1].Amount != 50000 {
			o.Errorf("%+v, %+v", l.Plans, l.Instalments)
		}
		if st := l.Status(l.InvoiceNumbered("A-102").ID, o.Creditor.Day(o.now)); st != voldaan.StatusPlanned {
			o.Errorf("A-102 is %s", st)
		}
		trouble("a plan runs for invoice A-101 already", "2026-12-01 500, 2027-01-01 500")
		o.must(o.Undo(o.Context(), string(out.Event), operator, o.now))
		if l := o.ledger("K1"); l.Plans[0].State != "" || len(l.Standings) != 0 {
			o.Errorf("after undo %+v, %+v", l.Plans, l.Standings)
		}
		o.must(agree("2026-12-01 600", "A-101"))
		o.must(o.EndPlan(o.Context(), "K1", operator, o.now))
		l = o.ledger("K1")
		if l.Plans[1].State != voldaan.PlanEnded && l.Plans[0].State != voldaan.PlanEnded {
			o.Errorf("%+v", l.Plans)
		}
		_, err = o.EndPlan(o.Context(), "K1", operator, o.now)
		o.troubled(err, "no instalment plan runs")
	})
}

func TestParseInstalments(t *testing.T) {
	for text, want := range map[string][]books.Instalment{
		"2026-12-01 500, 2027-01-01 500": {{Day: day("2026-12-01"), Amount: 50000}, {Day: day("2027-01-01"), Amount: 50000}},
		" 2026-12-01 1.500,25 ":          {{Day: day("2026-12-01"), Amount: 150025}},
		"2026-12-01 5;2027-01-01  6,":    {{Day: day("2026-12-01"), Amount: 500}, {Day: day("2027-01-01"), Amount: 600}},
		"2026-12-01":                     nil,
		"x 2026-12-01 5":                 nil,
		"":                               nil,
	} {
		got, err := books.ParseInstalments(text)
		if diff := cmp.Diff(want, got); diff != "" || (err == nil) != (want != nil) {
			t.Errorf("%q: %v %s", text, err, diff)
		}
	}
}

func FuzzParseInstalments(f *testing.F) {
	f.Add("2026-12-01 500, 2027-01-01 500,00")
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := books.ParseInstalments(text)
		if (err == nil) != (len(parts) > 0) {
			t.Errorf("%q: %v, %v", text, parts, err)
		}
		for _, p := range parts {
			if !strings.Contains(text, p.Day.String()) {
				t.Errorf("%q has no %s", text, p.Day)
			}
		}
	})
}

// TestUphold ends a dispute in which the customer was right.
func TestUphold(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 12100, "2026-02-01"))
		_, err := o.Uphold(o.Context(), "A-101", operator, o.now)
		o.troubled(err, "is not disputed")
		o.must(o.Dispute(o.Context(), "A-101", 0, voldaan.ReasonDefective, operator, o.now))
		o.must(o.Uphold(o.Context(), "A-101", operator, o.now))
		if s := o.ledger("K1").Standings; len(s) != 1 || !s[0].Upheld || s[0].EndedBy == "" {
			o.Errorf("%+v", s)
		}
	})
}
