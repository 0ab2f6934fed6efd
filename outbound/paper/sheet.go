// Package paper writes what is printed: pages of A4 as PDF, and letters that go
// by post.
//
// It is a package of values: texts come in, bytes go out, and the same texts
// give the same bytes. It reads no clock, no database and no file.
package paper

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of a page in millimetres: A4 upright.
const (
	Width  = 210.0
	Height = 297.0
)

// LineHeight is the height in millimetres of a line of letters of a size in points.
func LineHeight(size float64) float64 { return size * 0.3528 * 1.32 }

// Sheet is a PDF while it is written, in one font with a bold cut.
type Sheet struct {
	*fpdf.Fpdf
	Glyphs *Glyphs
}

// NewSheet begins a PDF without a page. The language is a locale (BCP 47).
func NewSheet(g *Glyphs, language, title, author string, made time.Time) *Sheet {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true) // objects in one order
	pdf.SetCreationDate(made.UTC())
	pdf.SetModificationDate(made.UTC())
	pdf.SetProducer("Voldaan", true)
	pdf.SetTitle(title, true)
	pdf.SetAuthor(author, true)
	pdf.SetLang(language)
	pdf.AddUTF8FontFromBytes("dejavu", "", bytes.Clone(regular()))
	pdf.AddUTF8FontFromBytes("dejavu", "B", bytes.Clone(bold()))
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	return &Sheet{Fpdf: pdf, Glyphs: g}
}

// Font sets the style ("" or "B") and the size in points.
func (s *Sheet) Font(style string, size float64) { s.SetFont("dejavu", style, size) }

// Grey sets how light letters are, from 0 (black) to 255.
func (s *Sheet) Grey(level int) { s.SetTextColor(level, level, level) }

// Bytes ends the PDF.
func (s *Sheet) Bytes() ([]byte, error) {
	if err := s.Error(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := s.Output(&b)
	return b.Bytes(), err
}

// Wrap breaks a text into lines of a width in the font that is set, at spaces,
// and within a word that is wider than a line.
func (s *Sheet) Wrap(text string, w float64) []string {
	var out []string
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		if word == "" {
			continue
		}
		with := word
		if line != "" {
			with = line + " " + word
		}
		if s.GetStringWidth(with) <= w {
			line = with
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		for s.GetStringWidth(word) > w {
			n := s.fitting(word, w)
			out = append(out, word[:n])
			word = word[n:]
		}
		line = word
	}
	if line != "" || out == nil {
		out = append(out, line)
	}
	return out
}

// fitting is how many bytes of a word fit into a width, at least one
// character.
func (s *Sheet) fitting(word string, w float64) int {
	_, first := utf8.DecodeRuneInString(word)
	used := 0.0
	for i, r := range word {
		used += s.GetStringWidth(string(r))
		if used > w && i >= first {
			return i
		}
	}
	return len(word)
}
