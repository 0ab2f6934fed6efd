package dossier

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/paper"
	"github.com/voldaan/voldaan/templates"
)

// content writes the whole PDF.
func (p *page) content() {
	p.title()
	p.parties()
	p.statement()
	for i := range p.d.Invoices {
		p.invoice(&p.d.Invoices[i])
	}
	p.unplaced()
	p.contested()
	p.clocks()
	p.chronology()
	p.correspondence()
	p.deliveries()
	p.documents()
	p.erased()
	p.heading(p.word("how_to_check"))
	p.text(p.word("check_note"))
}

// title says what this is, about whom, and how much is owed.
func (p *page) title() {
	p.pdf.SetXY(margin, 16)
	p.font("B", sizeTitle)
	p.lines(p.word("dossier"), sizeTitle)
	p.font("", 12)
	p.lines(p.d.Debtor.Name, 12)
	p.gap(2)
	for _, t := range p.d.Totals {
		p.total(t)
	}
	p.gap(1)
	line := p.word("handed_over_on") + " " + templates.FormatDate(p.d.Language, p.d.Day)
	if p.d.By != "" {
		line += " " + p.word("by") + " " + p.d.By
	}
	p.lines(line, sizeText)
	p.lines(p.word("file_reference")+p.colon()+" "+p.d.ID, sizeText)
	p.gap(3)
}

// total says what is owed in a currency, and what it is made of.
func (p *page) total(t Total) {
	p.font("B", 12)
	p.lines(p.word("open_today")+p.colon()+" "+p.money(t.Claimed(), t.Currency), 12)
	p.font("", sizeText)
	if t.Charges == 0 && t.Unplaced == 0 {
		return
	}
	parts := []string{p.word("part_principal") + " " + p.money(t.Open, t.Currency)}
	if t.Charges != 0 {
		parts = append(parts, "+ "+p.word("interest_and_costs")+" "+p.money(t.Charges, t.Currency))
	}
	if t.Unplaced != 0 {
		parts = append(parts, "− "+p.word("unplaced_short")+" "+p.money(t.Unplaced, t.Currency))
	}
	p.lines(strings.Join(parts, " "), sizeText)
}

// colon is the sign after a label; French sets it off.
func (p *page) colon() string {
	if templates.Language(p.d.Language) == "fr" {
		return "\u00a0:"
	}
	return ":"
}

// pair is a labelled value.
type pair struct{ label, value string }

// parties shows creditor and debtor side by side, and what was agreed.
func (p *page) parties() {
	const half = (width - 6) / 2
	y := p.pdf.GetY()
	left := p.party(margin, y, half, p.word("creditor"), p.d.Creditor)
	right := p.party(margin+half+6, y, half, p.word("debtor"), p.d.Debtor)
	p.pdf.SetXY(margin, max(left, right)+2)
	for i, t := range append([]Terms{p.d.Terms}, p.d.OlderTerms...) {
		p.terms(t, i == 0, len(p.d.OlderTerms) > 0)
	}
}

// terms shows what was agreed, and, where more than one counts, for what.
func (p *page) terms(t Terms, first, more bool) {
	invoices := ""
	if more {
		invoices = strings.Join(t.Invoices, ", ")
	}
	rows := p.some(
		pair{"invoices", invoices}, pair{"term_days", positive(t.Days)}, pair{"terms_interest", t.Interest},
		pair{"terms_damages", t.Damages}, pair{"terms_reminder_fee", p.fee(t)}, pair{"since", p.short(t.Since)}, pair{"terms_evidence", t.Evidence},
	)
	if len(rows) == 0 {
		return
	}
	if first {
		p.subheading(p.word("terms"))
	}
	p.need(float64(len(rows)) * paper.LineHeight(sizeText))
	if !first {
		p.pdf.SetY(p.pdf.GetY() + 1.5)
	}
	p.pdf.SetXY(margin, p.pairs(margin, p.pdf.GetY(), width, rows))
}

// fee is what a further reminder costs by the terms; nothing where it is free.
func (p *page) fee(t Terms) string {
	if t.ReminderFee == 0 {
		return ""
	}
	return p.money(t.ReminderFee, voldaan.EUR)
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// some are the pairs with a value, their labels in the dossier's language.
func (p *page) some(all ...pair) []pair {
	var out []pair
	for _, v := range all {
		if v.value != "" {
			out = append(out, pair{p.word(v.label), v.value})
		}
	}
	return out
}

// party writes a party at a place and gives the height at which it ends. It
// does not go over a page: contacts beyond twelve stand in dossier.json.
func (p *page) party(x, y, w float64, title string, v Party) float64 {
	p.font("B", sizeText+1)
	p.pdf.SetXY(x, y)
	p.pdf.CellFormat(w, paper.LineHeight(sizeText+1), title, "", 0, "L", false, 0, "")
	y += paper.LineHeight(sizeText+1) + 1
	kind := ""
	if v.Kind != "" {
		kind = p.word("kind_" + string(v.Kind))
	}
	company := "company_number_" + v.Country
	if p.word(company) == company {
		company = "company_number"
	}
	rows := p.some(pair{"legal_name", v.Name}, pair{"customer_number", v.Number}, pair{"kind", kind},
		pair{"address", strings.Join(v.Address, ", ")}, pair{"country", v.Country},
		pair{company, v.CompanyNumber}, pair{"vat_number", v.VATNumber})
	for _, iban := range v.IBANs {
		rows = append(rows, p.some(pair{"account", templates.FormatIBAN(iban)})...)
	}
	const shown = 12
	for i, c := range v.Contacts {
		if i == shown {
			rows = append(rows, pair{"", "… (" + FileJSON + ")"})
			break
		}
		rows = append(rows, pair{p.word("contact"), p.contact(c)})
	}
	return p.pairs(x, y, w, rows)
}

func (p *page) contact(c Contact) string {
	out := c.Address
	if out == erasedWord {
		out = "(" + p.word("erased") + ")"
	}
	if c.Name != "" {
		out = c.Name + " <" + out + ">"
	}
	if c.Standing != "" && c.Standing != voldaan.ContactActive {
		out += " (" + p.word("contact_"+standingWord(c.Standing)) + ")"
	}
	return out
}

// erasedWord stands where an address was erased.
const erasedWord = "erased"

// standingWord is the event that tells of a contact's standing.
func standingWord(s voldaan.ContactStanding) string {
	if s == voldaan.ContactStop {
		return "stopped"
	}
	return string(s)
}

// pairs writes labels and values in two columns and gives the height at which
// they end.
func (p *page) pairs(x, y, w float64, rows []pair) float64 {
	lh, label := paper.LineHeight(sizeSmall+0.5), min(w*0.38, 52)
	for _, r := range rows {
		p.font("", sizeSmall+0.5)
		lines := p.pdf.Wrap(p.pdf.Glyphs.Clean(r.value, textRunes), w-label)
		labels := p.pdf.Wrap(p.clean(r.label), label-cellGap)
		p.grey(100)
		for i, line := range labels {
			p.pdf.SetXY(x, y+float64(i)*lh)
			p.pdf.CellFormat(label, lh, line, "", 0, "L", false, 0, "")
		}
		p.grey(0)
		for i, line := range lines {
			p.pdf.SetXY(x+label, y+float64(i)*lh)
			p.pdf.CellFormat(w-label, lh, line, "", 0, "L", false, 0, "")
		}
		y += float64(max(len(lines), len(labels)))*lh + 0.5
	}
	return y
}
