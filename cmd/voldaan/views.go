package main

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// invoiceView is an invoice as commands show it.
type invoiceView struct {
	Number   string         `json:"number"`
	Customer string         `json:"customer"`
	Due      voldaan.Date   `json:"due"`
	Total    string         `json:"total"`
	Open     string         `json:"open"`
	Currency string         `json:"currency"`
	Status   voldaan.Status `json:"status"`
	LastStep string         `json:"last_step"`
	StepOn   voldaan.Date   `json:"last_step_on"`
}

// viewOf shows an invoice of a ledger on a day.
func viewOf(l *voldaan.Ledger, inv voldaan.Invoice, day voldaan.Date) invoiceView {
	step, on := l.LastStep(inv.ID)
	return invoiceView{
		Number: inv.Number, Customer: l.Customer.Name, Due: inv.Due, Total: inv.Total.String(),
		Open: l.Open(inv.ID).String(), Currency: string(inv.Currency), Status: l.Status(inv.ID, day),
		LastStep: string(step), StepOn: on,
	}
}

// invoiceViews shows every invoice of a creditor, or the open ones.
func invoiceViews(tx *store.Tx, creditor *voldaan.Creditor, all bool, now time.Time) ([]invoiceView, error) {
	customers, err := tx.Customers(creditor.ID)
	if err != nil {
		return nil, err
	}
	var out []invoiceView
	for _, c := range customers {
		l, err := tx.Ledger(creditor.ID, c.ID, store.Scope(all), now)
		if err != nil {
			return nil, err
		}
		for _, inv := range l.Invoices {
			if inv.Registered {
				out = append(out, viewOf(l, inv, creditor.Day(now)))
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
}

// Run lists invoices.
func (c *invoicesCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		var views []invoiceView
		err := e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			views, err = invoiceViews(tx, &e.cred.Creditor, c.All, e.now())
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

type showCmd struct {
	What string `arg:"" help:"The number of an invoice, or of a customer."`
}

// Run shows an invoice with its standings, or a customer with his invoices and
// contacts.
func (c *showCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, inv, err := e.find(tx, c.What)
			if err != nil {
				return err
			}
			if e.json {
				return e.showJSON(l, inv)
			}
			e.showText(l, inv)
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

func (e *ledgerEnv) showJSON(l *voldaan.Ledger, inv *voldaan.Invoice) error {
	day := e.cred.Creditor.Day(e.now())
	if inv != nil {
		return e.printJSON(viewOf(l, *inv, day))
	}
	views := []invoiceView{}
	for _, i := range l.Invoices {
		if i.Registered {
			views = append(views, viewOf(l, i, day))
		}
	}
	return e.printJSON(map[string]any{"number": l.Customer.Number, "name": l.Customer.Name, "invoices": views})
}

func (e *ledgerEnv) showText(l *voldaan.Ledger, only *voldaan.Invoice) {
	day := e.cred.Creditor.Day(e.now())
	fmt.Fprintf(e.stdout, "%s  %s  (%s, %s)\n", l.Customer.Number, l.Customer.Name, l.Customer.Kind, l.Customer.Language)
	if l.Customer.Stopped {
		fmt.Fprintln(e.stdout, "  stopped: no letter goes to this customer")
	}
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
		v := viewOf(l, inv, day)
		fmt.Fprintf(e.stdout, "  invoice  %s  due %s  total %s  open %s %s  %s  %s %s\n", v.Number, v.Due, v.Total, v.Open,
			v.Currency, v.Status, v.LastStep, v.StepOn)
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

type whyCmd struct {
	Invoice string `arg:"" help:"The number of an invoice, or of a customer."`
}

// Run tells the whole story of an invoice: each event with its author and the
// words on which it rests.
func (c *whyCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		set, err := templates.Load()
		if err != nil {
			return err
		}
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, inv, err := e.find(tx, c.Invoice)
			if err != nil {
				return err
			}
			events, err := tx.Events(e.cred.Creditor.ID, l.Customer.ID)
			if err != nil {
				return err
			}
			if e.json {
				return e.printJSON(events)
			}
			return e.tell(tx, set, l, inv, events)
		})
	})
}

func (e *ledgerEnv) tell(tx *store.Tx, set *templates.Set, l *voldaan.Ledger, inv *voldaan.Invoice, events []voldaan.Event) error {
	var about []voldaan.InvoiceID
	if inv != nil {
		about = []voldaan.InvoiceID{inv.ID}
	}
	for _, ev := range events {
		for _, line := range outbound.History(set, "en", l, []voldaan.Event{ev}, about) {
			by := string(ev.By)
			if p, ok := e.cred.Creditor.ColleagueKeyed(ev.Author); ok {
				by = p.Name
			}
			fmt.Fprintf(e.stdout, "%s  %s  by %s\n", line.Day, line.Text, by)
			words, err := evidence(tx, e.cred.Creditor.ID, ev)
			if err != nil {
				return err
			}
			if words != "" {
				fmt.Fprintf(e.stdout, "            because of %q (%s, confidence %.2f)\n", words, ev.Evidence.By,
					float64(ev.Confidence)/1000)
			}
		}
	}
	return nil
}

// evidence is the words on which an event rests, where they were not erased.
func evidence(tx *store.Tx, creditor voldaan.CreditorID, ev voldaan.Event) (string, error) {
	if ev.Mail == "" || ev.Evidence.To <= ev.Evidence.From {
		return "", nil
	}
	t, err := tx.Text(creditor, ev.Mail)
	if errors.Is(err, sql.ErrNoRows) {
		return "(erased)", nil
	}
	if err != nil {
		return "", err
	}
	part := map[string]string{"reply": t.Reply, "subject": t.Subject, "quoted": t.Quoted}[ev.Evidence.Part]
	runes := []rune(part)
	if ev.Evidence.To > len(runes) {
		return "", nil
	}
	return string(runes[ev.Evidence.From:ev.Evidence.To]), nil
}

type planCmd struct {
	On string `help:"The day to plan for, as 2026-03-04; today by default." placeholder:"DATE"`
}

// planView is what is due for one account on a day.
type planView struct {
	Customer string     `json:"customer"`
	Currency string     `json:"currency"`
	Letter   string     `json:"letter,omitempty"`
	Call     bool       `json:"call,omitempty"`
	Sum      string     `json:"sum,omitempty"`
	Invoices []string   `json:"invoices,omitempty"`
	Held     []heldView `json:"held,omitempty"`
}

type heldView struct {
	Invoice string         `json:"invoice"`
	Rule    voldaan.Rule   `json:"rule"`
	Status  voldaan.Status `json:"status"`
	Until   voldaan.Date   `json:"until,omitzero"`
}

// Run says what would be sent, what is held, and by which rule.
func (c *planCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		now := e.now()
		if c.On != "" {
			day, err := voldaan.ParseDate(c.On)
			if err != nil {
				return fmt.Errorf("%w: --on: %w", errUsage, err)
			}
			now = day.At(e.cred.Policy.OpenFrom, 0, e.cred.Creditor.Zone)
		}
		from, to := yearsAround(now)
		cal, err := calendar.New(e.cred.Creditor.Country, from, to)
		if err != nil {
			return err
		}
		var views []planView
		err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			views, err = e.planViews(tx, cal, now)
			return err
		})
		if err != nil || e.json {
			return errors.Join(err, e.jsonIf(views))
		}
		e.printPlan(views, e.cred.Creditor.Day(now))
		return nil
	})
}

func (e *ledgerEnv) planViews(tx *store.Tx, cal voldaan.Calendar, now time.Time) ([]planView, error) {
	customers, err := tx.Customers(e.cred.Creditor.ID)
	if err != nil {
		return nil, err
	}
	views := []planView{}
	for _, cu := range customers {
		l, err := tx.Ledger(e.cred.Creditor.ID, cu.ID, store.ScopeOpen, now)
		if err != nil {
			return nil, err
		}
		for _, cur := range l.Currencies() {
			p := voldaan.Plan(l, cur, e.cred.Policy, cal, now, e.cred.Creditor.Day(now))
			v := planView{Customer: cu.Name, Currency: string(cur), Call: p.Call != nil}
			if p.Letter != nil {
				v.Letter, v.Sum = string(p.Letter.Kind), p.Letter.Sum().String()
				for _, line := range p.Letter.Lines {
					v.Invoices = append(v.Invoices, l.Invoice(line.Invoice).Number)
				}
			}
			for _, h := range p.Held {
				v.Held = append(v.Held, heldView{Invoice: l.Invoice(h.Invoice).Number, Rule: h.Rule, Status: h.Status, Until: h.Until})
			}
			if v.Letter != "" || v.Call || len(v.Held) > 0 {
				views = append(views, v)
			}
		}
	}
	return views, nil
}

func (e *ledgerEnv) printPlan(views []planView, day voldaan.Date) {
	fmt.Fprintf(e.stdout, "plan for %s, mode %s\n", day, e.cred.Creditor.Mode)
	for _, v := range views {
		fmt.Fprintln(e.stdout, v.Customer)
		if v.Letter != "" {
			fmt.Fprintf(e.stdout, "  send  %s for %s: %s %s\n", v.Letter, strings.Join(v.Invoices, ", "), v.Sum, v.Currency)
		}
		if v.Call {
			fmt.Fprintln(e.stdout, "  call  a colleague gets a call task")
		}
		for _, h := range v.Held {
			until := ""
			if h.Until != 0 {
				until = ", look again on " + h.Until.String()
			}
			why := string(h.Rule)
			if h.Rule == voldaan.RuleStanding {
				why = string(h.Status)
			}
			fmt.Fprintf(e.stdout, "  held  %s: %s%s\n", h.Invoice, why, until)
		}
	}
	if len(views) == 0 {
		fmt.Fprintln(e.stdout, "nothing is open")
	}
}

type digestCmd struct{}

// Run prints today's digest as the managers would get it.
func (c *digestCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		text, err := e.bot.office.PreviewDigest(e.ctx, e.now())
		if err == nil {
			_, err = fmt.Fprintln(e.stdout, text)
		}
		return err
	})
}

type casesCmd struct {
	Close string `help:"Close the case with this id." placeholder:"CASE"`
}

// Run lists what waits for a person, or closes a case.
func (c *casesCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			if c.Close != "" {
				out, err := e.books.CloseCase(tx, voldaan.CaseID(c.Close), e.operator(), e.now())
				if err == nil {
					fmt.Fprintln(e.stdout, strings.Join(out.Text, "\n"))
				}
				return err
			}
			open, err := tx.OpenCases(e.cred.Creditor.ID)
			if err != nil || e.json {
				return errors.Join(err, e.jsonIf(open))
			}
			for _, cs := range open {
				owner, _ := e.cred.Creditor.ColleagueKeyed(cs.Owner)
				fmt.Fprintf(e.stdout, "%s  %s  %s (%s)  %s  owner %s, due %s\n", cs.ID, cs.State, cs.Intent, cs.Reason,
					e.cred.Creditor.Day(cs.Opened), owner.Name, e.cred.Creditor.Day(cs.Deadline))
			}
			if len(open) == 0 {
				fmt.Fprintln(e.stdout, "nothing waits for a person")
			}
			return nil
		})
	})
}
