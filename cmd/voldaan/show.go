package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

type showCmd struct {
	What string `arg:"" help:"The number of an invoice, or of a customer."`
	onDay
}

// Run shows an invoice with its standings, or a customer with his invoices and
// contacts.
func (c *showCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			at := e.at(c.onDay)
			l, inv, err := e.findAt(tx, c.What, at)
			if err != nil {
				return err
			}
			taken, err := outbound.TakenDiscounts(tx, l)
			if err != nil {
				return err
			}
			day := e.cred.Creditor.Day(at)
			if e.json {
				return e.showJSON(l, inv, taken, day)
			}
			e.showText(l, inv, taken, day)
			return nil
		})
	})
}

// find finds the ledger of an invoice or customer; the invoice is nil when a
// customer was meant.
func (e *ledgerEnv) find(tx *store.Tx, what string) (*voldaan.Ledger, *voldaan.Invoice, error) {
	id := e.cred.Creditor.ID
	invoices, err := tx.InvoicesNumbered(id, what)
	if err == nil && len(invoices) == 0 {
		invoices, err = tx.InvoicesLike(id, what)
	}
	if err != nil {
		return nil, nil, err
	}
	switch len(invoices) {
	case 1:
		l, err := tx.Ledger(id, invoices[0].Customer, store.ScopeAll, e.now())
		if err != nil {
			return nil, nil, err
		}
		return l, l.Invoice(invoices[0].ID), nil
	case 0:
	default:
		var numbers []string
		for _, inv := range invoices {
			numbers = append(numbers, inv.Number)
		}
		return nil, nil, fmt.Errorf("%q fits several invoices: %s", what, strings.Join(numbers, ", "))
	}
	customers, err := tx.FindCustomers(id, what, what, what)
	if err != nil {
		return nil, nil, err
	}
	if len(customers) != 1 {
		return nil, nil, fmt.Errorf("there is no invoice and no customer %q; voldaan invoices --all lists them", what)
	}
	l, err := tx.Ledger(id, customers[0].ID, store.ScopeAll, e.now())
	return l, nil, err
}

func (e *ledgerEnv) showJSON(l *voldaan.Ledger, inv *voldaan.Invoice, taken []outbound.TakenDiscount, day voldaan.Date) error {
	if inv != nil {
		return e.printJSON(e.termedView(l, *inv, day, taken))
	}
	views := []invoiceView{}
	for _, i := range l.Invoices {
		if i.Registered {
			views = append(views, e.termedView(l, i, day, taken))
		}
	}
	lines := append([]string{}, l.Customer.Address...) // a list, also where none is known
	return e.printJSON(map[string]any{
		"number": l.Customer.Number, "name": l.Customer.Name, "country": l.Customer.Country, "address": lines, "segment": e.segmentOf(l, day), "invoices": views,
	})
}

// segmentView is a customer's segment with the reasons.
type segmentView struct {
	Risk       voldaan.Risk       `json:"risk"`
	Reasons    []string           `json:"reasons"`
	Importance voldaan.Importance `json:"importance"`
	ByTeam     bool               `json:"importance_by_team"`
	Policies   []policyView       `json:"policies"`
	Terms      string             `json:"terms"`
	TermsWhy   string             `json:"terms_why"`
}

// policyView is the policy of one account.
type policyView struct {
	Currency voldaan.Currency `json:"currency"`
	Policy   string           `json:"policy"`
	Why      string           `json:"why"`
}

func (e *ledgerEnv) segmentOf(l *voldaan.Ledger, day voldaan.Date) segmentView {
	risk := voldaan.RiskOf(l)
	v := segmentView{
		Risk: risk.Level, Reasons: risk.Reasons, ByTeam: l.Customer.Importance != "",
		Importance: cmp.Or(l.Customer.Importance, voldaan.ImportanceNormal), Policies: []policyView{},
	}
	agreed, why := e.cred.Creditor.TermsOf(l.Customer, day)
	v.Terms, v.TermsWhy = agreed.String(), why
	for _, cur := range l.Currencies() {
		c := e.bot.office.Chosen(l, cur, day)
		v.Policies = append(v.Policies, policyView{cur, c.Policy.Name, c.Why})
	}
	return v
}

// showSegment explains how the customer is treated.
func (e *ledgerEnv) showSegment(l *voldaan.Ledger, day voldaan.Date) {
	v := e.segmentOf(l, day)
	fmt.Fprintf(e.stdout, "  risk %s: %s\n", v.Risk, strings.Join(v.Reasons, "; "))
	if v.ByTeam {
		fmt.Fprintf(e.stdout, "  importance %s: set by the team\n", v.Importance)
	} else {
		fmt.Fprintf(e.stdout, "  importance %s: the team said nothing else\n", v.Importance)
	}
	for _, p := range v.Policies {
		fmt.Fprintf(e.stdout, "  policy %s for what is in %s: %s\n", p.Policy, p.Currency, p.Why)
	}
	fmt.Fprintf(e.stdout, "  terms: %s: %s\n", v.Terms, v.TermsWhy)
	if len(l.Customer.Address) > 0 {
		fmt.Fprintf(e.stdout, "  address %s\n", strings.Join(l.Customer.Address, "; "))
	}
	if l.Customer.Phone != "" {
		fmt.Fprintf(e.stdout, "  phone %s\n", l.Customer.Phone)
	}
	for _, p := range l.Plans {
		if p.State != voldaan.PlanAgreed {
			continue
		}
		fmt.Fprintf(e.stdout, "  instalment plan of %s, %s paid\n", p.Made, l.PlanPaid(p.ID))
		for _, i := range l.Instalments {
			if i.Plan == p.ID {
				fmt.Fprintf(e.stdout, "           %d. %s  %s\n", i.Number, i.Day, i.Amount)
			}
		}
	}
}

// termedView shows an invoice with the terms of its day, where they are not those
// that would count for one of today.
func (e *ledgerEnv) termedView(l *voldaan.Ledger, inv voldaan.Invoice, day voldaan.Date, taken []outbound.TakenDiscount) invoiceView {
	v := discountedView(l, inv, day, taken)
	now, _ := e.cred.Creditor.TermsOf(l.Customer, day)
	if then, why := e.cred.Creditor.TermsOf(l.Customer, inv.Issued); then != now {
		v.Terms, v.TermsWhy = then.String(), why
	}
	return v
}

// discountedView shows an invoice with its early-payment discount.
func discountedView(l *voldaan.Ledger, inv voldaan.Invoice, day voldaan.Date, taken []outbound.TakenDiscount) invoiceView {
	v := viewOf(l, inv, day)
	if inv.Discount > 0 {
		v.Discount = &discountView{Sum: inv.Discount.String(), Until: inv.DiscountUntil, Percent: inv.DiscountPercent, VAT: inv.DiscountVAT}
		for _, t := range taken {
			if t.Invoice == inv.ID {
				v.Discount.Taken = &t
			}
		}
	}
	return v
}

// showDiscount tells an invoice's early-payment discount, and what it did to
// VAT when it was taken.
func (e *ledgerEnv) showDiscount(d *discountView) {
	if d == nil {
		return
	}
	percent := ""
	if d.Percent != "" {
		percent = " (" + d.Percent + " %)"
	}
	fmt.Fprintf(e.stdout, "           discount %s%s when paid by %s\n", d.Sum, percent, d.Until)
	if d.Taken == nil {
		return
	}
	fmt.Fprintf(e.stdout, "           %s\n", d.Taken)
	for _, v := range d.Taken.VAT {
		fmt.Fprintf(e.stdout, "           %s\n", v)
	}
	switch {
	case d.VAT == "":
		fmt.Fprintln(e.stdout, "           VAT: not known, since discount_vat was not set")
	case len(d.Taken.VAT) == 0:
		fmt.Fprintln(e.stdout, "           VAT: not known, since the invoice came in without its VAT")
	}
}

func (e *ledgerEnv) showText(l *voldaan.Ledger, only *voldaan.Invoice, taken []outbound.TakenDiscount, day voldaan.Date) {
	fmt.Fprintf(e.stdout, "%s  %s  (%s, %s)\n", l.Customer.Number, l.Customer.Name, l.Customer.Kind, l.Customer.Language)
	if l.Customer.Stopped {
		fmt.Fprintln(e.stdout, "  stopped: no letter goes to this customer")
	}
	e.showSegment(l, day)
	for _, c := range l.Contacts {
		known := ""
		if !c.Known {
			known = ", proposed"
		}
		fmt.Fprintf(e.stdout, "  contact  %s  %s (%s%s)\n", c.Address, c.Name, c.Standing, known)
	}
	for _, inv := range l.Invoices {
		if !inv.Registered || (only != nil && inv.ID != only.ID) {
			continue
		}
		v := e.termedView(l, inv, day, taken)
		fmt.Fprintf(e.stdout, "  invoice  %s  due %s  total %s  open %s %s  %s  %s %s\n", v.Number, v.Due, v.Total, v.Open,
			v.Currency, v.Status, v.LastStep, v.StepOn)
		e.showDiscount(v.Discount)
		if inv.Policy != "" {
			fmt.Fprintf(e.stdout, "           policy %s: set for the invoice\n", inv.Policy)
		}
		if v.Terms != "" {
			fmt.Fprintf(e.stdout, "           terms of its day: %s: %s\n", v.Terms, v.TermsWhy)
		}
		for _, c := range l.Charges {
			if c.Invoice == inv.ID && c.State != voldaan.ChargeVoid {
				fmt.Fprintf(e.stdout, "           %s of %s, %s on %s\n", chargeName(c.Kind), c.Amount, c.State, c.Day)
			}
		}
		if left := l.Surcharge(inv.ID); left > 0 {
			fmt.Fprintf(e.stdout, "           %s %s are owed on top; voldaan waive %s gives them up\n", left, v.Currency, v.Number)
		}
		for _, d := range l.Demands {
			if d.Invoice == inv.ID && d.Notice && d.State == voldaan.DemandSent {
				fmt.Fprintf(e.stdout, "           legal notice of %s, %s\n", d.Day, receipt(d))
			}
		}
		for _, s := range l.Standings {
			if (s.Invoice != inv.ID && s.Invoice != "") || !s.Active(day) {
				continue
			}
			fmt.Fprintf(e.stdout, "           %s %s from %s", s.Kind, s.Reason, s.Start)
			if s.End != 0 {
				fmt.Fprintf(e.stdout, " to %s", s.End)
			}
			if s.Amount != 0 {
				fmt.Fprintf(e.stdout, " over %s", s.Amount)
			}
			fmt.Fprintln(e.stdout)
		}
	}
}

// receipt says what shows that a notice was received.
func receipt(d voldaan.Demand) string {
	if d.Received == 0 {
		return "receipt is presumed: nothing came back, and nothing proves it"
	}
	by := map[voldaan.Proof]string{
		voldaan.ProofAnswer: "an answer", voldaan.ProofDelivery: "a delivery report", voldaan.ProofRead: "a read receipt",
		voldaan.ProofPost: "the post, as a colleague entered", voldaan.ProofColleague: "a colleague's word",
	}[d.Proof]
	return fmt.Sprintf("received on %s as %s shows", d.Received, by)
}
