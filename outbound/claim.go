package outbound

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
)

// Claim is what the law says of one thing that may be claimed on top of what is
// open on an account, or on some of its invoices.
type Claim struct {
	law.Decision
	// Numbers are the invoices that it is about.
	Numbers []string
	// Interest is reckoned to and including the day, one for each invoice of
	// Decision.Starts, where it may be claimed or asked about.
	Interest []InvoiceInterest
	// Sum is what may be claimed in all; zero where the verdict is no.
	Sum voldaan.Amount
	// Lines are what a letter of the day would claim: Sum less what other letters
	// have claimed.
	Lines []voldaan.ChargeLine
}

// InvoiceInterest is the interest of one invoice.
type InvoiceInterest struct {
	Number string
	law.Interest
}

// Law is who reckons claims: the creditor, his book of rates and rules, and the
// public holidays of the debtor's country.
type Law struct {
	Creditor *voldaan.Creditor
	Book     *law.Book
	Calendar voldaan.Calendar
	// Notices are the legal notices that the debtor was sent, the earliest first.
	Notices []SentNotice
	// Letter does not count as one that has claimed anything: it is being looked
	// at. Own is what it states where it is a legal notice itself; nil: it is none.
	Letter voldaan.LetterID
	Own    *SentNotice
	// Past is the customer's whole ledger up to the day, of which free reminders
	// are counted; nil: the one that claims are reckoned on has them all.
	Past *voldaan.Ledger
}

// SentNotice is a legal notice with the letter that it was.
type SentNotice struct {
	Letter voldaan.LetterID
	law.SentNotice
}

// Claims says for each thing that the law knows whether it may be claimed on an
// account today, how much, and why or why not. What is disputed, held, promised
// or not yet due is left out of every claim. Claims are reckoned in euro only.
func (w Law) Claims(l *voldaan.Ledger, cur voldaan.Currency, day voldaan.Date) ([]Claim, error) {
	var lines []voldaan.DemandLine
	for _, inv := range l.Invoices {
		if may := l.Demandable(inv.ID, day); inv.Registered && inv.Currency == cur && may > 0 {
			lines = append(lines, voldaan.DemandLine{Invoice: inv.ID, Amount: may, Claims: voldaan.AllClaims()})
		}
	}
	return w.ClaimsOn(l, cur, day, lines)
}

// ClaimsOn is Claims for some invoices with what each line claims; those that
// are not late are left out.
func (w Law) ClaimsOn(l *voldaan.Ledger, cur voldaan.Currency, day voldaan.Date, lines []voldaan.DemandLine) ([]Claim, error) {
	if cur != voldaan.EUR {
		return nil, fmt.Errorf("claims are reckoned in euro; this account is in %s", cur)
	}
	k := &reckoning{Law: w, l: l, agreed: map[string]agreement{}, fixed: map[voldaan.InvoiceID]voldaan.Amount{}, request: law.Request{
		Day: day, Kind: l.Customer.Kind, Country: cmp.Or(l.Customer.Country, w.Creditor.Country), CreditorCountry: w.Creditor.Country,
		VATRecoverable: w.Creditor.VATRecoverable, SmallCompany: w.Creditor.SizeClass == "small", Calendar: w.Calendar,
	}}
	var out []Claim
	for _, kind := range voldaan.ChargeKinds() {
		of, err := k.late(kind, lines)
		if err != nil {
			return nil, err
		}
		if kind == voldaan.ChargeReminderFee && slices.ContainsFunc(of, k.regular) {
			claims, err := k.fee(of)
			if err != nil {
				return nil, err
			}
			out = append(out, claims...)
			continue
		}
		for _, g := range k.groups(kind, of) {
			claims, err := k.weigh(kind, g)
			if err != nil {
				return nil, err
			}
			out = append(out, claims...)
		}
	}
	return out, nil
}

// reckoning is what ClaimsOn works with.
type reckoning struct {
	Law
	l       *voldaan.Ledger
	agreed  map[string]agreement // by the number of the invoice
	request law.Request
	fixed   map[voldaan.InvoiceID]voldaan.Amount // that this letter claims
}

// late are the invoices that are late of the lines that claim a kind of charge.
func (k *reckoning) late(kind voldaan.ChargeKind, lines []voldaan.DemandLine) ([]law.Claim, error) {
	var out []law.Claim
	for _, line := range lines {
		inv := k.l.Invoice(line.Invoice)
		if inv == nil || inv.Due >= k.request.Day || line.Amount <= 0 || !line.Claims.Has(kind) {
			continue
		}
		a, err := agreedOn(k.Creditor, k.l.Customer, inv.Issued)
		if err != nil {
			return nil, err
		}
		k.agreed[inv.Number] = a
		out = append(out, law.Claim{Number: inv.Number, Issued: inv.Issued, Due: inv.Due, Principal: line.Amount})
	}
	return out, nil
}

// weigh asks the law about a kind of charge on the claims of a group: on all of
// them, or, where that may not be, on each.
func (k *reckoning) weigh(kind voldaan.ChargeKind, g group) ([]Claim, error) {
	whole, err := k.one(kind, g)
	if err != nil || whole.Verdict != law.No || kind == voldaan.ChargeCosts || len(g.claims) == 1 {
		return []Claim{whole}, err
	}
	var out []Claim
	for _, c := range g.claims {
		claim, err := k.one(kind, group{[]law.Claim{c}, g.basis})
		if err != nil {
			return nil, err
		}
		if claim.Verdict != law.No {
			out = append(out, claim)
		}
	}
	if out == nil {
		out = []Claim{whole}
	}
	return out, nil
}

// items are the law's words for kinds of charges.
func item(kind voldaan.ChargeKind) law.Item {
	return map[voldaan.ChargeKind]law.Item{
		voldaan.ChargeInterest: law.ItemInterest, voldaan.ChargeFixed: law.ItemFixed, voldaan.ChargeCosts: law.ItemCosts,
		voldaan.ChargeReminderFee: law.ItemReminderFee,
	}[kind]
}

// may asks the law.
func (k *reckoning) may(kind voldaan.ChargeKind, g group) law.Decision {
	r := k.request
	r.Item, r.Claims = item(kind), g.claims
	r.Terms = g.terms
	if g.bound {
		r.Terms = k.clauses(g.claims)
	}
	if g.notice != nil {
		r.Notice = &g.notice.SentNotice
	}
	r.RegularDelivery = !slices.ContainsFunc(g.claims, func(c law.Claim) bool { return !k.regular(c) })
	if kind == voldaan.ChargeReminderFee && r.RegularDelivery {
		k.further(&r)
	}
	return k.Book.May(r)
}

// one makes the claim of a kind of charge on all claims of a group.
func (k *reckoning) one(kind voldaan.ChargeKind, g group) (Claim, error) {
	c := Claim{Decision: k.may(kind, g)}
	for _, x := range g.claims {
		c.Numbers = append(c.Numbers, x.Number)
	}
	c.Sum = c.Amount
	if err := c.reckon(k.l, g.claims, k.request.Day); err != nil || c.Verdict == law.No {
		return c, err
	}
	switch kind {
	case voldaan.ChargeInterest:
		k.interestLines(&c)
	case voldaan.ChargeFixed:
		k.fixedLines(&c, g)
	case voldaan.ChargeCosts:
		k.costLines(&c, g)
	case voldaan.ChargeReminderFee:
		k.feeLine(&c, g)
	}
	for i := range c.Lines {
		c.Lines[i].Kind = kind
		if g.notice != nil {
			c.Lines[i].Notice = g.notice.Letter
		}
	}
	return c, nil
}

// before is what letters have claimed of a kind on an invoice, whatever became
// of it: what was waived is not claimed again. last is the last day of interest.
func (k *reckoning) before(id voldaan.InvoiceID, kind voldaan.ChargeKind) (sum voldaan.Amount, last voldaan.Date) {
	for _, c := range k.l.Charges {
		if c.Invoice == id && c.Kind == kind && c.State != voldaan.ChargeVoid && c.Letter != k.Letter {
			sum += c.Amount
			last = max(last, c.To)
		}
	}
	return sum, last
}

// interestLines claims what has accrued since the last letter that claimed any.
func (k *reckoning) interestLines(c *Claim) {
	for _, i := range c.Interest {
		inv := k.l.InvoiceNumbered(i.Number)
		before, last := k.before(inv.ID, voldaan.ChargeInterest)
		from := last + 1
		if last == 0 {
			at := slices.IndexFunc(c.Starts, func(s law.Start) bool { return s.Claim == i.Number })
			from = c.Starts[at].From
		}
		if sum := i.Sum - before; sum > 0 && from <= k.request.Day {
			c.Lines = append(c.Lines, voldaan.ChargeLine{Invoice: inv.ID, Amount: sum, From: from, To: k.request.Day})
		}
	}
}

// fixedLines claims the fixed sum once for each invoice.
func (k *reckoning) fixedLines(c *Claim, g group) {
	for _, x := range g.claims {
		inv := k.l.InvoiceNumbered(x.Number)
		before, _ := k.before(inv.ID, voldaan.ChargeFixed)
		if sum := k.may(voldaan.ChargeFixed, group{[]law.Claim{x}, g.basis}).Amount - before; sum > 0 {
			c.Lines = append(c.Lines, voldaan.ChargeLine{Invoice: inv.ID, Amount: sum})
			k.fixed[inv.ID] = sum
		}
	}
}

// costLines claims what is not claimed yet of the costs that the law gives on the
// invoices together, each by its share of what is open. Dutch costs have the
// fixed sum in them (art. 6:96 lid 4 BW).
func (k *reckoning) costLines(c *Claim, g group) {
	left := c.Amount
	var open []voldaan.Amount
	for _, x := range g.claims {
		id := k.l.InvoiceNumbered(x.Number).ID
		before, _ := k.before(id, voldaan.ChargeCosts)
		left -= before
		if k.request.Country == "NL" {
			before, _ = k.before(id, voldaan.ChargeFixed)
			left -= before + k.fixed[id]
		}
		open = append(open, x.Principal)
	}
	for i, sum := range shares(max(left, 0), open) {
		if sum > 0 {
			c.Lines = append(c.Lines, voldaan.ChargeLine{Invoice: k.l.InvoiceNumbered(g.claims[i].Number).ID, Amount: sum})
		}
	}
}

// shares divides a sum by weights, to the cent: the shares add up to the sum.
func shares(sum voldaan.Amount, weights []voldaan.Amount) []voldaan.Amount {
	all := new(big.Int)
	for _, w := range weights {
		all.Add(all, big.NewInt(int64(w)))
	}
	out := make([]voldaan.Amount, len(weights))
	if all.Sign() <= 0 {
		return out
	}
	upTo, given := new(big.Int), voldaan.Amount(0)
	for i, w := range weights {
		upTo.Add(upTo, big.NewInt(int64(w)))
		part := new(big.Int).Mul(upTo, big.NewInt(int64(sum)))
		out[i] = voldaan.Amount(part.Quo(part, all).Int64()) - given
		given += out[i]
	}
	return out
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
		if a.Invoice == inv.ID && (a.Part == voldaan.PartPrincipal || a.Part == voldaan.PartDiscount) && a.Day >= from {
			first.Amount += a.Amount
			out = append(out, law.Change{Day: a.Day, Amount: -a.Amount})
		}
	}
	return append([]law.Change{first}, out...)
}
