package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// lookInto is what can be typed to look into the ledger of a play.
type lookInto struct {
	told     string       // the number of the invoice of which most is to be told
	held     voldaan.Date // a day on which something stood in its way
	debtor   string       // the number of the customer who is overdue with most
	planned  voldaan.Date // the next day on which something is due
	richness int
	overdue  voldaan.Amount
}

// next says where the play's ledger is, and what to type to look into it.
func (p *play) next(folder string) (string, error) {
	var n lookInto
	err := p.db.Tx(p.ctx, func(tx *store.Tx) error {
		n = lookInto{}
		customers, err := tx.Customers(p.creditor.ID)
		if err != nil {
			return err
		}
		for _, c := range customers {
			l, err := tx.Ledger(p.creditor.ID, c.ID, store.ScopeAll, p.clock.at)
			if err != nil {
				return err
			}
			log, err := tx.Events(p.creditor.ID, c.ID)
			if err != nil {
				return err
			}
			n.owes(l, p.lastDay())
			for _, inv := range l.Invoices {
				n.tells(inv, log, p.bot.office.Calendar, p.lastDay())
			}
			if err := p.comes(&n, l); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return n.text(filepath.Join(folder, keptConfig), p.lastDay()), nil
}

// owes keeps who is overdue with most.
func (n *lookInto) owes(l *voldaan.Ledger, day voldaan.Date) {
	var sum voldaan.Amount
	for _, inv := range l.Invoices {
		if inv.Registered && inv.Due < day {
			sum += l.Open(inv.ID)
		}
	}
	if sum > n.overdue {
		n.overdue, n.debtor = sum, l.Customer.Number
	}
}

// tells keeps an invoice of which most is to be told, of those in whose way
// something stood.
func (n *lookInto) tells(inv voldaan.Invoice, log []voldaan.Event, cal voldaan.Calendar, last voldaan.Date) {
	var held voldaan.Date
	count := 0
	for _, e := range log {
		if e.Invoice != inv.ID {
			continue
		}
		count++
		switch e.Kind {
		case voldaan.EventDisputed, voldaan.EventPromised, voldaan.EventPaymentClaimed, voldaan.EventHeld:
			if held == 0 {
				held = min(cal.OnOrAfter(e.Day+1), last)
			}
		default:
		}
	}
	if held != 0 && count > n.richness {
		n.told, n.held, n.richness = inv.Number, held, count
	}
}

// soon is how many days ahead the demo looks for what is due.
const soon = 30

// comes keeps the next day on which something is due for a customer, unless
// something is due sooner.
func (p *play) comes(n *lookInto, l *voldaan.Ledger) error {
	for _, cur := range l.Currencies() {
		for day := p.lastDay() + 1; day <= p.lastDay()+soon && (n.planned == 0 || day < n.planned); day++ {
			if !p.bot.office.Calendar.IsBusinessDay(day) {
				continue
			}
			planned, err := p.bot.office.Preview(l, cur, day.At(p.bot.office.Policy.OpenFrom, 0, p.creditor.Zone))
			if err != nil {
				return err
			}
			if len(planned.Due()) > 0 {
				n.planned = day
			}
		}
	}
	return nil
}

// text is what is printed: each command with what it shows.
func (n *lookInto) text(config string, last voldaan.Date) string {
	lines := [][2]string{{"invoices", "what is open"}}
	add := func(known bool, command, shows string) {
		if known {
			lines = append(lines, [2]string{command, shows})
		}
	}
	add(n.told != "", "why "+n.told+" --language en", "the whole story of an invoice")
	add(n.told != "", fmt.Sprintf("why %s --on %s", n.told, n.held), "the same as it stood on a day")
	add(n.planned != 0, fmt.Sprintf("plan --on %s", n.planned), "what would be sent next, and what is held and why")
	add(n.debtor != "", "show "+n.debtor, "a customer, his risk and his invoices")
	add(n.debtor != "", "claim "+n.debtor, "what the law lets one claim on top")
	add(true, "digest", "what the managers get")
	add(true, "simulate --days 60", "the money and the letters to expect")
	wide := 0
	for _, l := range lines {
		wide = max(wide, len(l[0]))
	}
	if strings.ContainsAny(config, " '") {
		config = "'" + strings.ReplaceAll(config, "'", `'\''`) + "'"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "So is the ledger, as it stood at the end of %s; nothing can be sent from it. Type next:\n\n", last)
	for _, l := range lines {
		fmt.Fprintf(&b, "  voldaan -c %s %s  %s\n", config, padded(l[0], wide), l[1])
	}
	return b.String()
}
