package main

import (
	"bytes"
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
	"github.com/voldaan/voldaan/store"
)

// transfer is money that is under way to the creditor's account.
type transfer struct {
	actor  *actor
	bill   string
	day    voldaan.Date   // on which it leaves; the next morning's file has it
	amount voldaan.Amount // zero: all that is open
}

// pay lets a customer send money some days after another day.
func (p *play) pay(a *actor, from voldaan.Date, x payment) {
	day := p.bot.office.Calendar.OnOrAfter(from.Add(x.days))
	p.bank = append(p.bank, transfer{actor: a, bill: x.bill, day: day, amount: x.amount})
}

// bankFile is `voldaan import payments` with the morning's file: the money that
// left on an earlier day. Also a file without payments says that they are known
// up to this morning.
func (p *play) bankFile() error {
	now := p.clock.now()
	f, err := p.arrived(p.creditor.Day(now))
	if err != nil {
		return err
	}
	content, err := p.table("bank-"+p.creditor.Day(now).String()+".csv", f.rows)
	if err != nil {
		return err
	}
	read, faults, err := ledgerfile.ReadPayments(bytes.NewReader(content))
	if err != nil {
		return err
	}
	by := books.Actor{Kind: voldaan.AuthorBank}
	done, err := p.bot.desk.Books.ImportPayments(p.ctx, books.File[ledgerfile.PaymentRow]{Rows: read, Faults: faults}, by, now)
	if err := whole(done, err, len(f.lines)); err != nil {
		return err
	}
	p.tally.money += f.sum
	if len(f.lines) > 0 {
		p.tale.line(now, "€", "bank file", fmt.Sprintf("%s: %s", counted(len(f.lines), "payment", "payments"), money(f.sum)))
	}
	for _, l := range f.lines {
		p.tale.more(l)
	}
	return nil
}

// statement is what a morning's bank file holds.
type statement struct {
	rows  [][]string
	lines []string // the same for the timeline
	sum   voldaan.Amount
}

// arrived takes the money that left before a day.
func (p *play) arrived(day voldaan.Date) (statement, error) {
	f := statement{rows: [][]string{{"Datum", "Bedrag", "Rekening", "Bankreferentie", "Kenmerk", "Omschrijving"}}}
	var rest []transfer
	for _, x := range p.bank {
		if x.day >= day {
			rest = append(rest, x)
			continue
		}
		open, err := p.open(x.bill)
		if err != nil {
			return f, err
		}
		got := x.amount
		if got == 0 {
			got = open
		}
		f.sum += got
		f.rows = append(f.rows, []string{
			x.day.String(), got.String(), demoIBAN, fmt.Sprintf("B%d%04d", day, len(f.rows)), structured(x.bill), x.actor.name,
		})
		line := fmt.Sprintf("%s %s  %s", padded(x.actor.name, 26), x.bill, money(got))
		if got < open {
			line += ", " + money(open-got) + " still open"
		}
		f.lines = append(f.lines, line)
	}
	p.bank = rest
	return f, nil
}

// open is what is still owed of an invoice.
func (p *play) open(number string) (voldaan.Amount, error) {
	var open voldaan.Amount
	err := p.db.Tx(p.ctx, func(tx *store.Tx) error {
		found, err := tx.InvoicesNumbered(p.creditor.ID, number)
		if err != nil {
			return err
		}
		if len(found) != 1 {
			return fmt.Errorf("the books hold %d invoices %s", len(found), number)
		}
		l, err := tx.Ledger(p.creditor.ID, found[0].Customer, store.ScopeAll, p.clock.at)
		if err == nil {
			open = l.Open(found[0].ID)
		}
		return err
	})
	return open, err
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
