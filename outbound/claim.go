package outbound

import (
	"errors"
	"fmt"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
)

// Claim is what the law says of one thing that may be claimed on top of what is
// open on an account.
type Claim struct {
	law.Decision
	// Interest is reckoned to and including the day, one for each invoice of
	// Decision.Starts, where it may be claimed or asked about.
	Interest []InvoiceInterest
	// Sum is what may be claimed in all; zero where the verdict is no.
	Sum voldaan.Amount
}

// InvoiceInterest is the interest of one invoice.
type InvoiceInterest struct {
	Number string
	law.Interest
}

// Law is who reckons claims: the creditor, his book of rates and rules, and the
// business days of the debtor's country.
type Law struct {
	Creditor *voldaan.Creditor
	Book     *law.Book
	Calendar voldaan.Calendar
}

// Claims says for each thing that the law knows whether it may be claimed on an
// account today, how much, and why or why not. What is disputed, held, promised
// or not yet due is left out of every claim. Claims are reckoned in euro only.
func (w Law) Claims(l *voldaan.Ledger, cur voldaan.Currency, day voldaan.Date) ([]Claim, error) {
	request := law.Request{
		Day: day, Kind: l.Customer.Kind, Country: l.Customer.Country, CreditorCountry: w.Creditor.Country,
		VATRecoverable: w.Creditor.VATRecoverable, SmallCompany: w.Creditor.SizeClass == "small", Calendar: w.Calendar,
	}
	if request.Country == "" {
		request.Country = w.Creditor.Country
	}
	if cur != voldaan.EUR {
		return nil, fmt.Errorf("claims are reckoned in euro; this account is in %s", cur)
	}
	var err error
	if request.Terms, err = terms(l.Customer.Terms); err != nil {
		return nil, fmt.Errorf("customer %s: %w", l.Customer.Number, err)
	}
	for _, inv := range l.Invoices {
		if may := l.Demandable(inv.ID, day); inv.Registered && inv.Currency == cur && inv.Due < day && may > 0 {
			request.Claims = append(request.Claims, law.Claim{Number: inv.Number, Issued: inv.Issued, Due: inv.Due, Principal: may})
		}
	}
	var out []Claim
	if len(request.Claims) == 0 {
		return out, nil
	}
	for _, item := range []law.Item{law.ItemInterest, law.ItemFixed, law.ItemCosts} {
		request.Item = item
		c := Claim{Decision: w.Book.May(request)}
		c.Sum = c.Amount
		if err := c.reckon(l, request.Claims, day); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// terms reads what a customer has agreed to.
func terms(t voldaan.Terms) (law.Terms, error) {
	out := law.Terms{Since: t.Since, Evidence: t.Evidence, Days: t.Days}
	if t.Interest == "" {
		return out, nil
	}
	var err error
	if out.Interest, err = law.ParsePercent(t.Interest); err != nil {
		return out, fmt.Errorf("the agreed interest: %w", err)
	}
	out.HasInterest = true
	return out, nil
}

// reckon adds up the interest. A day without a usable rate turns the claim into
// none, with the reason: it is never guessed.
func (c *Claim) reckon(l *voldaan.Ledger, claims []law.Claim, day voldaan.Date) error {
	for _, s := range c.Starts {
		i := slices.IndexFunc(claims, func(x law.Claim) bool { return x.Number == s.Claim })
		inv := l.InvoiceNumbered(s.Claim)
		if i < 0 || inv == nil {
			return fmt.Errorf("interest on %s: there is no such invoice", s.Claim)
		}
		got, err := law.Reckon(s.From, day, principal(l, inv, claims[i].Principal, s.From), c.Basis)
		if errors.Is(err, law.ErrMissing) || errors.Is(err, law.ErrUnconfirmed) {
			c.Verdict, c.Interest, c.Sum = law.No, nil, 0
			c.Reasons = append(c.Reasons, law.Reason{Statement: law.Statement{Key: "rate", Text: err.Error(), Standing: law.Verified}})
			return nil
		}
		if err != nil {
			return fmt.Errorf("interest on %s: %w", s.Claim, err)
		}
		c.Interest = append(c.Interest, InvoiceInterest{s.Claim, got})
		c.Sum += got.Sum
	}
	return nil
}

// principal is what bears interest over time: what is demanded today and what
// was paid of it before, each payment on its day.
func principal(l *voldaan.Ledger, inv *voldaan.Invoice, now voldaan.Amount, from voldaan.Date) []law.Change {
	first := law.Change{Day: from - 1, Amount: now}
	var out []law.Change
	for _, a := range l.Allocations {
		if a.Invoice == inv.ID && a.Part == voldaan.PartPrincipal && a.Day >= from {
			first.Amount += a.Amount
			out = append(out, law.Change{Day: a.Day, Amount: -a.Amount})
		}
	}
	return append([]law.Change{first}, out...)
}
