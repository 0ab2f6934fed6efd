package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table writes invoices as columns of text, with what each is for and its
// reference on the line below.
func (v *view) Table(lines []Line) string {
	if len(lines) == 0 {
		return ""
	}
	rows := [][]string{{v.Word("invoice"), v.Word("issued"), v.Word("due"), v.Word("amount")}}
	for _, l := range lines {
		rows = append(rows, []string{l.Number, v.Short(l.Issued), v.Short(l.Due), v.Money(v.Shown(l))})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, row := range rows {
		writeRow(&b, row, widths)
		if n == 0 {
			writeRow(&b, rules(widths), widths)
			continue
		}
		for _, note := range v.Notes(lines[n-1]) {
			b.WriteString("    " + note + "\n")
		}
	}
	return b.String()
}

func writeRow(b *strings.Builder, row []string, widths []int) {
	last := len(row) - 1
	b.WriteString("  ")
	for i, cell := range row {
		if i == last { // amounts stand to the right
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)) + cell + "\n")
			return
		}
		b.WriteString(pad(cell, widths[i]) + "  ")
	}
}

func rules(widths []int) []string {
	out := make([]string, len(widths))
	for i, w := range widths {
		out[i] = strings.Repeat("-", w)
	}
	return out
}

// Notes is what a table says below an invoice: what it is for, the reference
// to pay with, the total of which only a part is shown, and for colleagues how
// late it is and how it stands.
func (v *view) Notes(l Line) []string {
	var out []string
	if l.Subject != "" {
		out = append(out, l.Subject)
	}
	below := v.One() && len(v.Creditor.IBANs) > 0 && !v.Internal() // it stands with the account
	if l.PaymentReference != "" && !below {
		out = append(out, v.Word("reference")+v.Colon()+" "+l.PaymentReference)
	}
	if v.Partly(l) {
		out = append(out, v.Word("invoice_total")+v.Colon()+" "+v.Money(l.Total))
	}
	if v.Internal() {
		if state := strings.Trim(v.Label(l.Status)+", "+v.Late(l), ", "); state != "" {
			out = append(out, state)
		}
	}
	return out
}

// tabled is what the HTML of a table needs.
type tabled struct {
	View  *view
	Lines []Line
	Total string // empty: no row for it
}

// Tabled is the table of the invoices that the letter is about.
func (v *view) Tabled() tabled {
	t := tabled{View: v, Lines: v.Lines}
	if v.Many() {
		t.Total = v.Money(v.Sum)
	}
	return t
}

// TabledApart is the table of the invoices apart, which are never summed.
func (v *view) TabledApart() tabled { return tabled{View: v, Lines: v.Apart} }

// TabledLeft is the table of the invoices that were not handed over.
func (v *view) TabledLeft() tabled { return tabled{View: v, Lines: v.Handover.Left} }

// pad fills a text with spaces up to a width in runes.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

func itoa(n int) string { return strconv.Itoa(n) }
