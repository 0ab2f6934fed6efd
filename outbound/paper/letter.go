package paper

import (
	"fmt"
	"strings"
	"time"
)

// Letter is a letter on paper.
type Letter struct {
	Language string    // a locale (BCP 47)
	Made     time.Time // stands in the file's metadata
	// Country is the sender's (ISO 3166-1 alpha-2), whose envelopes have their
	// window on one side or the other.
	Country   string
	Sender    []string // the name, then the postal address, a line each
	Recipient []string // the same
	Day       string   // on which it was written, as it is to be read
	Subject   string
	// Body is HTML as mails have it, from the salutation to the signature.
	Body string
	// Foot stands below each page.
	Foot string
}

// Measures of a letter in millimetres: the address window of DIN 5008 form B,
// left, or of NF Z 11-001, right, which Belgian window envelopes have too, and
// the marks where the sheet is folded.
const (
	marginLeft  = 25.0
	marginRight = 20.0
	window      = 50.0 // from the top to the first line of the address
	windowRight = 110.0
	bodyTop     = 98.0
	nextTop     = 25.0 // of the second page and those after it
	bottom      = Height - 24
	textWidth   = Width - marginLeft - marginRight
	firstFold   = 105.0
	secondFold  = 210.0
)

// Sizes of letters in points.
const (
	sizeText  = 10.0
	sizeName  = 13.0
	sizeSmall = 7.5
	maxRunes  = 2000 // of a text that is shown in one piece
)

// rightWindow are the countries whose letters bear the address on the right.
const rightWindow = "BE FR LU"

// PDF writes the letter twice: the first time counts its pages.
func (l Letter) PDF() ([]byte, error) {
	blocks, err := parse(l.Body)
	if err != nil {
		return nil, fmt.Errorf("read the letter's text: %w", err)
	}
	g, err := NewGlyphs()
	if err != nil {
		return nil, err
	}
	pages := 0
	for {
		w := &writer{l: l, pages: pages, Sheet: NewSheet(g, l.Language, g.Clean(l.Subject, maxRunes), g.Clean(strings.Join(l.Sender[:min(1, len(l.Sender))], ""), maxRunes), l.Made)}
		w.SetFooterFunc(w.foot)
		w.AddPage()
		w.head()
		for i, b := range blocks {
			with := 0.0
			if i == len(blocks)-2 { // the greeting stands above the signature
				with = gapAfter + float64(len(blocks[i+1].lines))*LineHeight(sizeText)
			}
			w.block(b, with)
		}
		if pages == 0 && w.Error() == nil {
			pages = w.PageCount()
			continue
		}
		return w.Bytes()
	}
}

// writer is a letter while it is written.
type writer struct {
	*Sheet
	l     Letter
	pages int
}

// head writes the sender, the address in its window, the day and the subject.
func (w *writer) head() {
	w.Font("B", sizeName)
	w.SetXY(marginLeft, 15)
	for i, s := range w.l.Sender {
		if i == 1 {
			w.Font("", sizeSmall+1)
			w.Grey(80)
		}
		w.text(marginLeft, textWidth, s)
	}
	x := marginLeft
	if strings.Contains(rightWindow, w.l.Country) && w.l.Country != "" {
		x = windowRight
	}
	w.Font("", sizeSmall-1)
	w.SetXY(x, window-4.5)
	w.text(x, Width-marginRight-x, strings.Join(w.l.Sender, " · "))
	w.Grey(0)
	w.Font("", sizeText)
	w.SetXY(x, window)
	for _, s := range w.l.Recipient {
		w.text(x, Width-marginRight-x, s)
	}
	w.SetDrawColor(170, 170, 170)
	for _, y := range []float64{firstFold, secondFold} {
		w.Line(4, y, 8, y)
	}
	w.SetXY(marginLeft, max(w.GetY()+8, bodyTop-10))
	w.text(marginLeft, textWidth, w.l.Day)
	w.SetXY(marginLeft, max(w.GetY()+4, bodyTop))
	w.Font("B", sizeText+0.5)
	w.text(marginLeft, textWidth, w.l.Subject)
	w.space(4)
}

// foot says whose letter it is, and which page where there are several.
func (w *writer) foot() {
	w.Font("", sizeSmall)
	w.Grey(110)
	w.SetXY(marginLeft, Height-15)
	foot := w.Glyphs.Clean(w.l.Foot, maxRunes)
	w.CellFormat(textWidth-15, LineHeight(sizeSmall), w.Wrap(foot, textWidth-15)[0], "", 0, "L", false, 0, "")
	if w.pages > 1 {
		w.CellFormat(15, LineHeight(sizeSmall), fmt.Sprintf("%d / %d", w.PageNo(), w.pages), "", 0, "R", false, 0, "")
	}
	w.Grey(0)
}

// text writes a text in the style that is set, below what was written last.
func (w *writer) text(x, width float64, s string) {
	_, size := w.GetFontSize()
	size *= 1.32
	for _, part := range w.Wrap(w.Glyphs.Clean(s, maxRunes), width) {
		w.SetX(x)
		w.CellFormat(width, size, part, "", 2, "L", false, 0, "")
	}
}

func (w *writer) space(height float64) { w.SetXY(marginLeft, w.GetY()+height) }

// room begins a new page where a height does not fit on this one, and reports
// whether it did.
func (w *writer) room(height float64) bool {
	if w.GetY()+height <= bottom {
		return false
	}
	w.AddPage()
	w.SetXY(marginLeft, nextTop)
	return true
}
