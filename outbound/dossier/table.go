package dossier

import "github.com/voldaan/voldaan/outbound/paper"

// column is a column of a table. The widths of a table's columns make up the
// width of the page.
type column struct {
	head  string
	width float64
	right bool // figures
}

// table is rows under a head that is repeated on every page.
type table struct {
	columns []column
	rows    [][]string
	foot    [][]string // sums, in bold, on the page of the last row
	size    float64    // of letters; zero: sizeSmall
}

// Measures of a table in millimetres.
const (
	cellGap = 2.2 // between columns
	rowPad  = 1.0 // above and below a row's lines
)

// table writes a table. A row that is higher than what is left of a page goes
// to the next one; one that is higher than a page is broken.
func (p *page) table(t table) {
	if t.size == 0 {
		t.size = sizeSmall
	}
	lh := paper.LineHeight(t.size)
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.head
	}
	p.font("B", t.size)
	head := p.cells(t, heads)
	footHeight := 0.0
	var feet [][][]string
	for _, f := range t.foot {
		cells := p.cells(t, f)
		feet = append(feet, cells)
		footHeight += rowHeight(cells, lh)
	}
	headHeight := rowHeight(head, lh)
	full := bottom - top - headHeight
	begun := false
	begin := func(height float64) {
		if begun && p.room(height) {
			return
		}
		if !begun && p.room(headHeight+height) {
			begun = true
			p.row(t, head, "B", lh)
			return
		}
		begun = true
		p.pdf.AddPage()
		p.pdf.SetXY(margin, top)
		p.row(t, head, "B", lh)
	}
	for i, r := range t.rows {
		p.font("", t.size)
		cells := p.cells(t, r)
		height := rowHeight(cells, lh)
		if i == len(t.rows)-1 {
			height += footHeight
		}
		begin(min(height, full))
		for rowHeight(cells, lh) > bottom-p.pdf.GetY() {
			n := int((bottom - p.pdf.GetY() - 2*rowPad) / lh)
			p.row(t, upTo(cells, n), "", lh)
			cells = from(cells, n)
			begin(full)
		}
		p.row(t, cells, "", lh)
	}
	for i, cells := range feet {
		begin(rowHeight(feet[i], lh))
		p.row(t, cells, "B", lh)
	}
	p.gap(2)
	p.font("", sizeText)
}

// cells breaks the texts of a row into lines, in the font that is set.
func (p *page) cells(t table, row []string) [][]string {
	out := make([][]string, len(t.columns))
	for i, c := range t.columns {
		if i < len(row) {
			out[i] = p.pdf.Wrap(p.pdf.Glyphs.Clean(row[i], textRunes), c.width-cellGap)
		}
	}
	return out
}

// rowHeight is the height of a row.
func rowHeight(cells [][]string, lh float64) float64 {
	n := 1
	for _, lines := range cells {
		n = max(n, len(lines))
	}
	return float64(n)*lh + 2*rowPad
}

// row writes a row and the line below it.
func (p *page) row(t table, cells [][]string, style string, lh float64) {
	p.font(style, t.size)
	y, height := p.pdf.GetY(), rowHeight(cells, lh)
	if style == "B" {
		p.pdf.SetFillColor(240, 240, 240)
		p.pdf.Rect(margin, y, width, height, "F")
	}
	x := margin
	for i, c := range t.columns {
		align := "L"
		if c.right {
			align = "R"
		}
		for n, line := range cells[i] {
			p.pdf.SetXY(x+cellGap/2, y+rowPad+float64(n)*lh)
			p.pdf.CellFormat(c.width-cellGap, lh, line, "", 0, align, false, 0, "")
		}
		x += c.width
	}
	p.pdf.SetDrawColor(190, 190, 190)
	p.pdf.Line(margin, y+height, margin+width, y+height)
	p.pdf.SetXY(margin, y+height)
}

// upTo and from cut the lines of a row's cells in two.
func upTo(cells [][]string, n int) [][]string {
	out := make([][]string, len(cells))
	for i, lines := range cells {
		out[i] = lines[:min(n, len(lines))]
	}
	return out
}

func from(cells [][]string, n int) [][]string {
	out := make([][]string, len(cells))
	for i, lines := range cells {
		out[i] = lines[min(n, len(lines)):]
	}
	return out
}
