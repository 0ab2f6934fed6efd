package dossier

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/paper"
)

// statement is the statement of account: a line an invoice, and sums.
func (p *page) statement() {
	p.heading(p.word("statement_of_account"))
	t := table{columns: p.statementColumns(), size: statementSize}
	for _, v := range p.d.Invoices {
		net, vat := "", ""
		if v.Net != 0 {
			net, vat = p.money(v.Net, v.Currency), p.money(v.Total-v.Net, v.Currency)
		}
		t.rows = append(t.rows, []string{
			v.Number, p.short(v.Issued), p.short(v.Due), strconv.Itoa(v.DaysLate), net, vat,
			p.money(v.Total, v.Currency), p.money(v.Paid+v.Credited+v.Discount, v.Currency), p.money(v.Open, v.Currency),
		})
	}
	for _, s := range p.d.Totals {
		t.foot = append(t.foot, []string{
			p.word("sum") + " " + string(s.Currency), "", "", "", "", "",
			p.money(s.Invoiced, s.Currency), p.money(s.Paid+s.Credited+s.Discount, s.Currency), p.money(s.Open, s.Currency),
		})
	}
	p.table(t)
	p.charges()
}

// statementSize is that of the letters of the statement of account.
const statementSize = 7.0

func (p *page) statementColumns() []column {
	return []column{
		{p.word("invoice"), 21, false},
		{p.word("issued"), 17, false},
		{p.word("due"), 17, false},
		{p.word("days_late"), 15, true},
		{p.word("net_short"), 20, true},
		{p.word("vat"), 18, true},
		{p.word("invoice_total"), 25, true},
		{p.word("paid_short"), 22, true},
		{p.word("open_today"), 23, true},
	}
}

// charges shows what was claimed on top of the invoices, what of it was given
// up, and what was paid on it.
func (p *page) charges() {
	t := table{columns: []column{
		{p.word("invoice"), 34, false},
		{p.word("day"), 20, false},
		{p.word("claimed_costs"), 60, false},
		{p.word("mail_number"), 12, false},
		{p.word("waived"), 26, false},
		{p.word("amount"), 26, true},
	}}
	for _, v := range p.d.Invoices {
		for _, c := range v.Charges {
			t.rows = append(t.rows, p.charge(v, c))
		}
	}
	for _, s := range p.d.Totals {
		row := func(label string, sum Sum) {
			t.foot = append(t.foot, []string{label + " " + string(s.Currency), "", "", "", "", p.money(sum, s.Currency)})
		}
		if paid := p.d.paidOnCharges(s.Currency); paid != 0 {
			row(p.word("paid_short"), -paid)
			row(p.word("open_today"), s.Charges)
		} else if s.Charges != 0 {
			row(p.word("sum"), s.Charges)
		}
	}
	p.subheading(p.word("claimed_costs"))
	if len(t.rows) == 0 {
		p.text(p.word("no_charges"))
		return
	}
	p.table(t)
}

// charge is a row of what was claimed.
func (p *page) charge(v Invoice, c Charge) []string {
	what := p.word("charge_" + string(c.Kind))
	if c.From != 0 {
		what += " " + p.short(c.From) + " – " + p.short(c.To)
	}
	waived := p.short(c.WaivedOn)
	if c.Waived && waived == "" {
		waived = p.word("waived")
	}
	return []string{v.Number, p.short(c.Day), what, number(c.Mail), waived, p.money(c.Amount, v.Currency)}
}

// paidOnCharges is what was paid on charges in a currency.
func (d *Dossier) paidOnCharges(c voldaan.Currency) (sum Sum) {
	for _, v := range d.Invoices {
		for _, e := range v.Payments {
			if v.Currency == c && (e.Part == voldaan.PartInterest || e.Part == voldaan.PartCosts) {
				sum += e.Placed
			}
		}
	}
	return sum
}

// number is that of a mail; nothing for none.
func number(n int) string { return positive(n) }

// invoice shows one invoice with all that lowered it.
func (p *page) invoice(v *Invoice) {
	title := p.word("invoice") + " " + v.Number
	if v.Subject != "" {
		title += ": " + v.Subject
	}
	p.subheading(title)
	rows := p.some(
		pair{"vat", p.vat(v.VAT, nil, v.Currency)}, pair{"vat_after_discount", p.vat(v.Discounted, v.VAT, v.Currency)},
		pair{"payment_reference", v.PaymentReference},
		pair{"buyer_reference", v.BuyerReference}, pair{"contract_date", p.short(v.ContractDate)},
		pair{"document_file", v.Document}, pair{"also_holds", strings.Join(p.standings(v), "; ")},
	)
	p.need(float64(len(rows)) * paper.LineHeight(sizeText))
	p.pdf.SetXY(margin, p.pairs(margin, p.pdf.GetY(), width, rows)+1.5)
	if len(v.Payments) == 0 && v.Discount == 0 {
		p.note(p.word("no_payments"))
		return
	}
	t := p.paymentTable()
	for _, e := range v.Payments {
		t.rows = append(t.rows, p.payment(e))
	}
	if v.Discount != 0 {
		t.rows = append(t.rows, []string{
			p.short(v.DiscountOn), p.word("kind_discount"), "", p.word("part_principal"), "", p.money(v.Discount, v.Currency),
		})
	}
	t.foot = [][]string{{p.word("open_today"), "", "", "", "", p.money(v.Open, v.Currency)}}
	p.table(t)
}

// vat tells VAT by rate, each with its net sum, and how much less it is than
// was invoiced, where that is given.
func (p *page) vat(lines, invoiced []VAT, c voldaan.Currency) string {
	var out []string
	for i, line := range lines {
		text := line.Rate + " %: " + p.money(line.Tax, c) + " / " + p.money(line.Base, c)
		if i < len(invoiced) {
			text += " (" + p.word("vat_correction") + " " + p.money(invoiced[i].Tax-line.Tax, c) + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func (p *page) paymentTable() table {
	return table{columns: []column{
		{p.word("day"), 22, false},
		{p.word("what"), 30, false},
		{p.word("reference"), 46, false},
		{p.word("part"), 24, false},
		{p.word("amount"), 28, true},
		{p.word("placed"), 28, true},
	}}
}

func (p *page) payment(e Payment) []string {
	what := p.word("kind_" + string(e.Kind))
	return []string{
		p.short(e.Day), what, e.Reference, p.word("part_" + string(e.Part)), p.money(e.Amount, e.Currency), p.money(e.Placed, e.Currency),
	}
}

// standings tells what else held for an invoice.
func (p *page) standings(v *Invoice) []string {
	words := map[voldaan.StandingKind]string{
		voldaan.StandingDispute: "disputed", voldaan.StandingHold: "held", voldaan.StandingPlan: "planned",
		voldaan.StandingClaim: "claimed_paid", voldaan.StandingPromise: "promised",
	}
	var out []string
	for _, s := range v.Standings {
		text := p.word(words[s.Kind])
		if s.Reason != "" {
			text += " (" + p.word(s.Reason) + ")"
		}
		if s.Amount != 0 {
			text += " " + p.money(s.Amount, v.Currency)
		}
		text += " " + p.short(s.Start) + " –"
		if s.End != 0 {
			text += " " + p.short(s.End)
		}
		out = append(out, text)
	}
	return out
}

// unplaced shows money of the debtor that went to no invoice yet.
func (p *page) unplaced() {
	if len(p.d.Unplaced) == 0 {
		return
	}
	p.subheading(p.word("unplaced"))
	t := p.paymentTable()
	for _, e := range p.d.Unplaced {
		t.rows = append(t.rows, append(p.payment(e)[:3], "", p.money(e.Amount, e.Currency), p.money(e.Placed, e.Currency)))
	}
	p.table(t)
}
