package dossier

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/paper"
	"github.com/voldaan/voldaan/templates"
)

// Measures of the page in millimetres: A4 upright.
const (
	pageWidth  = paper.Width
	pageHeight = paper.Height
	margin     = 16.0
	top        = 22.0
	bottom     = pageHeight - 20
	width      = pageWidth - 2*margin
)

// Sizes of letters in points.
const (
	sizeTitle   = 20.0
	sizeHeading = 12.5
	sizeText    = 9.0
	sizeSmall   = 7.5
)

// page is a PDF while it is written.
type page struct {
	pdf *paper.Sheet
	d   *Dossier
	set *templates.Set
	// pages is how many there are; zero while they are counted.
	pages int
}

// render writes the PDF twice: the first time counts the pages, so that each
// can say which of how many it is.
func render(d *Dossier, set *templates.Set) ([]byte, error) {
	g, err := paper.NewGlyphs()
	if err != nil {
		return nil, err
	}
	pages := 0
	for {
		p := newPage(d, set, g, pages)
		p.content()
		if pages == 0 && p.pdf.Error() == nil {
			pages = p.pdf.PageCount()
			continue
		}
		return p.pdf.Bytes()
	}
}

func newPage(d *Dossier, set *templates.Set, g *paper.Glyphs, pages int) *page {
	p := &page{d: d, set: set, pages: pages}
	clean := func(s string) string { return g.Clean(s, labelRunes) }
	pdf := paper.NewSheet(g, templates.Language(d.Language), p.word("dossier")+" "+clean(d.Debtor.Name), clean(d.Creditor.Name), d.Made)
	p.pdf = pdf
	pdf.SetMargins(margin, top, margin)
	pdf.SetHeaderFunc(p.head)
	pdf.SetFooterFunc(p.foot)
	pdf.AddPage()
	return p
}

// head stands on every page but the first.
func (p *page) head() {
	if p.pdf.PageNo() == 1 {
		return
	}
	p.font("", sizeSmall)
	p.grey(110)
	p.at(margin, 11, width, p.clean(p.word("dossier")+" · "+p.d.Debtor.Name+" · "+p.short(p.d.Day)), "L")
	p.pdf.SetDrawColor(200, 200, 200)
	p.pdf.Line(margin, 16, pageWidth-margin, 16)
	p.grey(0)
}

// foot says which page it is.
func (p *page) foot() {
	p.font("", sizeSmall)
	p.grey(110)
	p.at(margin, pageHeight-14, width*0.75, p.clean(p.d.Creditor.Name)+" · "+p.clean(p.d.ID), "L")
	p.at(margin+width*0.75, pageHeight-14, width*0.25, fmt.Sprintf("%d %s %d", p.pdf.PageNo(), p.word("page_of"), p.pages), "R")
	p.grey(0)
}

// at writes a line at a place.
func (p *page) at(x, y, w float64, text, align string) {
	p.pdf.SetXY(x, y)
	p.pdf.CellFormat(w, paper.LineHeight(sizeSmall), p.fit(text, w), "", 0, align, false, 0, "")
}

// fit shortens a text to a width.
func (p *page) fit(text string, w float64) string {
	for r := []rune(text); p.pdf.GetStringWidth(text) > w && len(r) > 1; {
		r = r[:len(r)-1]
		text = string(r) + "…"
	}
	return text
}

func (p *page) font(style string, size float64) { p.pdf.Font(style, size) }
func (p *page) grey(level int)                  { p.pdf.Grey(level) }

// room reports whether a height still fits on the page.
func (p *page) room(height float64) bool { return p.pdf.GetY()+height <= bottom }

// need begins a new page where a height does not fit on this one.
func (p *page) need(height float64) {
	if !p.room(height) {
		p.pdf.AddPage()
		p.pdf.SetXY(margin, top)
	}
}

// gap leaves some height empty.
func (p *page) gap(height float64) { p.pdf.SetXY(margin, p.pdf.GetY()+height) }

// heading begins a section; what follows stands on the same page.
func (p *page) heading(text string) {
	p.gap(4)
	p.need(34)
	p.font("B", sizeHeading)
	p.lines(text, sizeHeading)
	p.pdf.SetDrawColor(40, 40, 40)
	p.pdf.SetLineWidth(0.35)
	y := p.pdf.GetY() + 0.6
	p.pdf.Line(margin, y, margin+width, y)
	p.pdf.SetLineWidth(0.2)
	p.gap(2.6)
	p.font("", sizeText)
}

// subheading begins a part of a section.
func (p *page) subheading(text string) {
	p.gap(1.5)
	p.need(24)
	p.font("B", sizeText+0.5)
	p.lines(text, sizeText+0.5)
	p.gap(1)
	p.font("", sizeText)
}

// note writes a paragraph in small letters.
func (p *page) note(text string) {
	p.gap(0.8)
	p.font("", sizeSmall)
	p.grey(70)
	p.lines(text, sizeSmall)
	p.grey(0)
	p.font("", sizeText)
	p.gap(1)
}

// text writes a paragraph.
func (p *page) text(text string) {
	p.font("", sizeText)
	p.lines(text, sizeText)
	p.gap(1)
}

// lines writes a text over the whole width in the font that is set.
func (p *page) lines(text string, size float64) {
	for _, line := range p.pdf.Wrap(p.pdf.Glyphs.Clean(text, textRunes), width) {
		p.need(paper.LineHeight(size))
		p.pdf.SetX(margin)
		p.pdf.CellFormat(width, paper.LineHeight(size), line, "", 1, "L", false, 0, "")
	}
}

// The longest texts that are shown, in runes.
const (
	textRunes  = 1200
	labelRunes = 160
)

// word is a word of the dossier's language.
func (p *page) word(key string) string { return p.set.Word(p.d.Language, key) }

func (p *page) clean(s string) string { return p.pdf.Glyphs.Clean(s, labelRunes) }

func (p *page) money(s Sum, c voldaan.Currency) string {
	return templates.FormatAmount(p.d.Language, voldaan.Amount(s), c)
}

func (p *page) short(d voldaan.Date) string { return templates.FormatShort(p.d.Language, d) }

// instant writes a time in the creditor's zone, to the minute.
func (p *page) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(p.d.Made.Location())
	return p.short(voldaan.DateOf(t)) + " " + t.Format("15:04")
}
