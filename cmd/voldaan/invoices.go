package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

// invoiceView is an invoice as commands show it.
type invoiceView struct {
	Number   string         `json:"number"`
	Customer string         `json:"customer"`
	Due      voldaan.Date   `json:"due"`
	Total    string         `json:"total"`
	Open     string         `json:"open"`
	OnTop    string         `json:"on_top,omitempty"` // owed of what letters claimed on top
	Currency string         `json:"currency"`
	Status   voldaan.Status `json:"status"`
	LastStep string         `json:"last_step"`
	StepOn   voldaan.Date   `json:"last_step_on"`
	Discount *discountView  `json:"discount,omitempty"` // for early payment; only in show
	// Terms are those of the invoice's day, where they are other than those of
	// today; only in show.
	Terms    string `json:"terms,omitempty"`
	TermsWhy string `json:"terms_why,omitempty"`
}

// discountView is an early-payment discount.
type discountView struct {
	Sum     string                  `json:"sum"`
	Until   voldaan.Date            `json:"until"`
	Percent string                  `json:"percent,omitempty"`
	VAT     string                  `json:"vat_treatment,omitempty"`
	Taken   *outbound.TakenDiscount `json:"taken,omitempty"`
}

// viewOf shows an invoice of a ledger on a day.
func viewOf(l *voldaan.Ledger, inv voldaan.Invoice, day voldaan.Date) invoiceView {
	step, on := l.LastStep(inv.ID)
	top := ""
	if sum := l.Surcharge(inv.ID); sum != 0 {
		top = sum.String()
	}
	return invoiceView{
		Number: inv.Number, Customer: l.Customer.Name, Due: inv.Due, Total: inv.Total.String(),
		Open: l.Open(inv.ID).String(), OnTop: top, Currency: string(inv.Currency), Status: l.Status(inv.ID, day),
		LastStep: string(step), StepOn: on,
	}
}

// invoiceViews shows every invoice of the creditor, or the open ones.
func (e *ledgerEnv) invoiceViews(tx *store.Tx, all bool, at time.Time) ([]invoiceView, error) {
	customers, err := tx.Customers(e.cred.Creditor.ID)
	if err != nil {
		return nil, err
	}
	day, past := e.cred.Creditor.Day(at), at.Before(e.now())
	var out []invoiceView
	for _, c := range customers {
		l, err := e.ledgerAt(tx, c.ID, store.Scope(all), at)
		if err != nil {
			return nil, err
		}
		if l == nil {
			continue
		}
		for _, inv := range l.Invoices {
			if inv.Registered && (all || !past || !l.Closed(inv.ID, day)) { // of the past the whole is read
				out = append(out, viewOf(l, inv, day))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b invoiceView) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Number, b.Number))
	})
	return out, nil
}

type invoicesCmd struct {
	All bool `help:"Also the closed ones."`
	onDay
}

// Run lists invoices.
func (c *invoicesCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		var views []invoiceView
		err := e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			views, err = e.invoiceViews(tx, c.All, e.at(c.onDay))
			return err
		})
		if err != nil || e.json {
			return errors.Join(err, e.jsonIf(views))
		}
		w := tabwriter.NewWriter(e.stdout, 2, 4, 2, ' ', 0)
		fmt.Fprintln(w, "invoice\tcustomer\tdue\ttotal\topen\tstatus\tlast step")
		for _, v := range views {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s %s\t%s\t%s\n", v.Number, v.Customer, v.Due, v.Total, v.Open, v.Currency,
				v.Status, strings.TrimSpace(v.LastStep+" "+v.StepOn.String()))
		}
		if len(views) == 0 {
			fmt.Fprintln(w, "no open invoices; voldaan invoices --all shows the closed ones")
		}
		return w.Flush()
	})
}

// jsonIf prints a value when JSON is wanted.
func (e *cliEnv) jsonIf(v any) error {
	if !e.json {
		return nil
	}
	return e.printJSON(v)
}

// withLedger opens the books of the chosen creditor for one command.
func withLedger(env *cliEnv, f func(*ledgerEnv) error) (err error) {
	e, err := env.ledger()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.db.Close()) }()
	return f(e)
}
