package main

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

type claimCmd struct {
	What string  `arg:"" help:"The number of a customer, or of one of his invoices."`
	On   dateArg `help:"Reckoned to this day; today by default." placeholder:"DATE"`
}

// Run says what the law lets the creditor claim on top of what is open, how much,
// and why or why not. It claims nothing: a letter whose step claims does.
func (c *claimCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		day := e.cred.Creditor.Day(e.now())
		if c.On != 0 {
			day = voldaan.Date(c.On)
		}
		var l *voldaan.Ledger
		var claims []outbound.Claim
		err := e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			if l, _, err = e.find(tx, c.What); err != nil {
				return err
			}
			w, err := outbound.NewLaw(&e.cred.Creditor, e.cfg.Law, tx, l, day)
			if err != nil {
				return err
			}
			claims, err = w.Claims(l, voldaan.EUR, day)
			return err
		})
		switch {
		case err != nil:
			return err
		case e.json:
			return e.printJSON(claimViews(claims))
		}
		e.tellClaims(l, claims, day)
		return nil
	})
}

// claimView is a claim in JSON.
type claimView struct {
	Item    law.Item       `json:"item"`
	Verdict law.Verdict    `json:"verdict"`
	Sum     voldaan.Amount `json:"sum"`
	Reasons []string       `json:"reasons"`
}

func claimViews(claims []outbound.Claim) []claimView {
	out := []claimView{}
	for _, c := range claims {
		v := claimView{c.Item, c.Verdict, c.Sum, []string{}}
		for _, r := range c.Reasons {
			v.Reasons = append(v.Reasons, r.String())
		}
		out = append(out, v)
	}
	return out
}

func (e *ledgerEnv) tellClaims(l *voldaan.Ledger, claims []outbound.Claim, day voldaan.Date) {
	p := func(format string, a ...any) { fmt.Fprintf(e.stdout, format+"\n", a...) }
	p("%s  %s  (%s), on %s", l.Customer.Number, l.Customer.Name, l.Customer.Kind, day)
	if len(claims) == 0 {
		p("nothing is overdue that may be demanded")
	}
	for _, c := range claims {
		p("%s on %s: %s", chargeName(voldaan.ChargeKind(c.Item)), strings.Join(c.Numbers, ", "), map[law.Verdict]string{
			law.Yes: "may be claimed", law.Ask: "only on a colleague's yes", law.No: "may not be claimed",
		}[c.Verdict])
		if c.Sum > 0 {
			p("    %s EUR", c.Sum)
		}
		var fresh voldaan.Amount
		for _, line := range c.Lines {
			fresh += line.Amount
		}
		if c.Sum > 0 && fresh != c.Sum {
			p("    of which letters have not claimed %s EUR", fresh)
		}
		for _, i := range c.Interest {
			for _, s := range i.Segments {
				p("    %s: %s to %s, %d days of %s at %s %%", i.Number, s.From, s.To, s.Days, s.Principal, s.Rate.Percent)
			}
		}
		for _, r := range c.Reasons {
			if !r.Holds || r.ToCheck {
				p("    %s", r)
			}
		}
	}
}

// chargeName says in words what a charge is for.
func chargeName(k voldaan.ChargeKind) string {
	return map[voldaan.ChargeKind]string{
		voldaan.ChargeInterest: "interest", voldaan.ChargeFixed: "fixed sum for late payment", voldaan.ChargeCosts: "costs of collection",
		voldaan.ChargeReminderFee: "fee for a reminder",
	}[k]
}
