package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

// playedFile is a file that somebody brings in during the play.
type playedFile struct {
	name    string
	content []byte
}

// table writes rows as a spreadsheet program does.
func (p *play) table(name string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	p.files = append(p.files, playedFile{name, b.Bytes()})
	return b.Bytes(), nil
}

// importBills is `voldaan import invoices` on the first morning.
func (p *play) importBills() error {
	now := p.clock.now()
	rows := [][]string{{
		"Factuurnummer", "Factuurdatum", "Vervaldatum", "Totaal incl. btw", "Klantnummer", "Klantnaam", "E-mail", "Contactpersoon",
		"Taal", "Land", "Soort klant", "Omschrijving", "Mededeling",
	}}
	var sum voldaan.Amount
	for i := range p.actors {
		a := &p.actors[i]
		for _, b := range a.bills {
			due := p.start.Add(b.due)
			rows = append(rows, []string{
				b.number, due.Add(-30).String(), due.String(), b.total.String(), a.number, a.name,
				strings.Join(a.billing(), ", "), a.people[0].name, a.language, a.country, "business", b.subject, structured(b.number),
			})
			sum += b.total
		}
	}
	content, err := p.table("invoices.csv", rows)
	if err != nil {
		return err
	}
	read, faults, err := ledgerfile.ReadInvoices(bytes.NewReader(content))
	if err != nil {
		return err
	}
	by := books.Actor{Kind: voldaan.AuthorOperator, Key: p.creditor.Owner().Key()}
	done, err := p.bot.desk.Books.ImportInvoices(p.ctx, books.File[ledgerfile.InvoiceRow]{Rows: read, Faults: faults}, by, now)
	if err := whole(done, err, len(rows)-1); err != nil {
		return err
	}
	p.tale.line(now, "$", p.creditor.Owner().Name, fmt.Sprintf("voldaan import invoices invoices.csv: %d invoices of %d customers, %s",
		done.Added, done.Customers, money(sum)))
	return nil
}

// billing are the addresses that letters go to from the start.
func (a *actor) billing() []string {
	var out []string
	for _, who := range a.people {
		if who.billing {
			out = append(out, who.address)
		}
	}
	return out
}

// whole checks that a file was brought in without a fault.
func whole(r books.Report, err error, rows int) error {
	if err != nil {
		return errors.Join(append([]error{err}, texts(r)...)...)
	}
	if r.Added != rows || len(r.Faults) > 0 || len(r.Unallocated) > 0 {
		return errors.Join(append([]error{fmt.Errorf("%d of %d rows were brought in", r.Added, rows)}, texts(r)...)...)
	}
	return nil
}

func texts(r books.Report) []error {
	var out []error
	for _, t := range r.Text() {
		out = append(out, errors.New(t))
	}
	return out
}

// structured is the Belgian structured communication of an invoice: ten digits
// and their remainder by 97, where 0 is written as 97.
func structured(number string) string {
	digits := "00" + strings.ReplaceAll(number, "-", "")
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	check := n % 97
	if check == 0 {
		check = 97
	}
	all := fmt.Sprintf("%s%02d", digits, check)
	return "+++" + all[:3] + "/" + all[3:7] + "/" + all[7:] + "+++"
}
