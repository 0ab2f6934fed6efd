package paper

import "strings"

// Measures of tables and paragraphs in millimetres.
const (
	gapAfter  = 2.6 // a paragraph or a table
	cellGap   = 4.0 // between columns
	rulePad   = 0.9 // above and below the lines of a row with a rule
	pairPad   = 0.1 // and without
	labelMost = 100.0
)

// maxTogether is how many lines a paragraph has at most that stands on one page.
const maxTogether = 9

// word is a run without a blank, and whether one stands before it.
type word struct {
	run
	apart bool
}

// words takes a line apart.
func (w *writer) words(l line) []word {
	var out []word
	apart := false
	for _, r := range l {
		text := strings.Map(func(c rune) rune {
			if c == '\n' || c == '\t' {
				return ' '
			}
			return c
		}, r.text)
		for i, part := range strings.Split(text, " ") {
			apart = apart || i > 0
			if part == "" {
				continue
			}
			out = append(out, word{run{w.Glyphs.Clean(part, maxRunes), r.bold, r.grey}, apart && len(out) > 0})
			apart = false
		}
	}
	return out
}

// set chooses the style of a run.
func (w *writer) set(r run) {
	style, size, level := "", sizeText, 0
	if r.bold {
		style = "B"
	}
	if r.grey {
		size, level = sizeText-1.5, 90
	}
	w.Font(style, size)
	w.Grey(level)
}

// measure is how wide a word is, with the blank before it.
func (w *writer) measure(x word) (text, blank float64) {
	w.set(x.run)
	if x.apart {
		blank = w.GetStringWidth(" ")
	}
	return w.GetStringWidth(x.text), blank
}

// broken breaks lines into such as fit into a width.
func (w *writer) broken(lines []line, width float64) [][]word {
	var out [][]word
	for _, l := range lines {
		var now []word
		used := 0.0
		for _, x := range w.words(l) {
			text, blank := w.measure(x)
			if len(now) > 0 && used+blank+text > width {
				out = append(out, now)
				now, used, blank = nil, 0, 0
			}
			for text > width && len(now) == 0 {
				n := w.fitting(x.text, width)
				if n >= len(x.text) {
					break
				}
				out = append(out, []word{{run{x.text[:n], x.bold, x.grey}, false}})
				x.text = x.text[n:]
				text, _ = w.measure(x)
			}
			now = append(now, x)
			used += blank + text
		}
		out = append(out, now)
	}
	return out
}

// put writes a line of words between x and x + width.
func (w *writer) put(words []word, x, y, width float64, right bool) {
	if right {
		used := 0.0
		for i, part := range words {
			text, blank := w.measure(part)
			if i > 0 {
				used += blank
			}
			used += text
		}
		x += width - used
	}
	for i, part := range words {
		text, blank := w.measure(part)
		if i > 0 {
			x += blank
		}
		w.SetXY(x, y)
		w.CellFormat(text, LineHeight(sizeText), part.text, "", 0, "L", false, 0, "")
		x += text
	}
	w.Grey(0)
}

// block writes a paragraph or a table; with is what stands on the same page.
func (w *writer) block(b block, with float64) {
	if b.rows != nil {
		w.table(b)
		return
	}
	lines := w.broken(b.lines, textWidth)
	if height := float64(len(lines)) * LineHeight(sizeText); len(lines) <= maxTogether {
		w.room(height + with)
	}
	for _, words := range lines {
		w.room(LineHeight(sizeText))
		w.put(words, marginLeft, w.GetY(), textWidth, false)
		w.SetXY(marginLeft, w.GetY()+LineHeight(sizeText))
	}
	w.space(gapAfter)
}

// table writes a table, with its head again on each page.
func (w *writer) table(b block) {
	widths := w.widths(b)
	var heads []row
	for _, r := range b.rows {
		if r.head {
			heads = append(heads, r)
		}
	}
	pad := pairPad
	if b.wide {
		pad = rulePad
	}
	for i, r := range b.rows {
		cells, height := w.cells(r, widths, pad)
		keep := height
		if r.head && i+1 < len(b.rows) { // a head stays with the row below it
			_, next := w.cells(b.rows[i+1], widths, pad)
			keep += next
		}
		if w.room(min(keep, bottom-nextTop)) && !r.head {
			for _, h := range heads {
				again, _ := w.cells(h, widths, pad)
				w.row(h, again, widths, pad, b.wide)
			}
		}
		w.row(r, cells, widths, pad, b.wide)
	}
	w.space(gapAfter)
}

// widths shares out the width: each column what its longest line needs, the
// first what is left, and what is too much is taken from the widest.
func (w *writer) widths(b block) []float64 {
	var out []float64
	for _, r := range b.rows {
		at := 0
		for _, c := range r.cells {
			for len(out) < at+c.span {
				out = append(out, 0)
			}
			if c.span == 1 {
				for _, words := range w.broken(c.lines, textWidth) {
					used := cellGap + 0.1 // sums of widths are not exact
					for _, x := range words {
						text, blank := w.measure(x)
						used += text + blank
					}
					out[at] = max(out[at], used)
				}
			}
			at += c.span
		}
	}
	total := 0.0
	for i := range out {
		if !b.wide && i == 0 {
			out[i] = min(out[i], labelMost)
		}
		total += out[i]
	}
	switch over := total - textWidth; {
	case len(out) == 0:
	case over > 0:
		widest := 0
		for i := range out {
			if out[i] > out[widest] {
				widest = i
			}
		}
		out[widest] = max(out[widest]-over, 20)
	case b.wide:
		out[0] -= over
	}
	return out
}

// cells breaks the lines of a row's cells, and says how high it is.
func (w *writer) cells(r row, widths []float64, pad float64) ([][][]word, float64) {
	out := make([][][]word, len(r.cells))
	most, at := 1, 0
	for i, c := range r.cells {
		out[i] = w.broken(c.lines, spanned(widths, at, c.span)-cellGap)
		most = max(most, len(out[i]))
		at += c.span
	}
	return out, float64(most)*LineHeight(sizeText) + 2*pad
}

func spanned(widths []float64, at, span int) float64 {
	sum := 0.0
	for _, v := range widths[min(at, len(widths)):min(at+span, len(widths))] {
		sum += v
	}
	return sum
}

// row writes a row, and a line below it in a wide table. A row that is higher
// than a page goes on over its foot onto the next ones.
func (w *writer) row(r row, cells [][][]word, widths []float64, pad float64, ruled bool) {
	most := 0
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	w.SetXY(marginLeft, w.GetY()+pad)
	for n := range most {
		w.room(LineHeight(sizeText))
		y, x, at := w.GetY(), marginLeft, 0
		for i, c := range r.cells {
			width := spanned(widths, at, c.span)
			if n < len(cells[i]) {
				w.put(cells[i][n], x, y, width-cellGap, c.right)
			}
			x += width
			at += c.span
		}
		w.SetXY(marginLeft, y+LineHeight(sizeText))
	}
	w.SetXY(marginLeft, w.GetY()+pad)
	if ruled && !r.foot {
		level := 205
		if r.head {
			level = 40
		}
		w.SetDrawColor(level, level, level)
		w.Line(marginLeft, w.GetY(), marginLeft+spanned(widths, 0, len(widths))-cellGap, w.GetY())
	}
}
