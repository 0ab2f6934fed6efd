package paper

import (
	"fmt"
	"strings"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"github.com/voldaan/voldaan/templates"
)

// The fonts are DejaVu Sans Condensed, which has every script of Europe:
// Latin, Greek, Cyrillic, Armenian and Georgian. Its licence (Bitstream Vera)
// allows it to be embedded.
func regular() []byte { return dejavusanscondensed.TTF }
func bold() []byte    { return dejavusanscondensedbold.TTF }

// Missing stands for a character that the fonts do not have.
const Missing = '\uFFFD'

// Glyphs tells which characters the fonts have.
type Glyphs struct {
	fonts  []*sfnt.Font
	buffer sfnt.Buffer
	known  map[rune]bool
}

// NewGlyphs reads the fonts.
func NewGlyphs() (*Glyphs, error) {
	g := &Glyphs{known: map[rune]bool{}}
	for _, ttf := range [][]byte{regular(), bold()} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		g.fonts = append(g.fonts, f)
	}
	return g, nil
}

// Has reports whether each font has a character. The PDF writer knows those
// of the first plane alone.
func (g *Glyphs) Has(r rune) bool {
	known, seen := g.known[r]
	if seen {
		return known
	}
	known = r <= 0xFFFF
	for _, f := range g.fonts {
		i, err := f.GlyphIndex(&g.buffer, r)
		known = known && err == nil && i != 0
	}
	g.known[r] = known
	return known
}

// Clean makes a text fit to be shown: one line of at most limit characters
// that the fonts have, letters and their accents as one character.
func (g *Glyphs) Clean(s string, limit int) string {
	return strings.Map(func(r rune) rune {
		if g.Has(r) {
			return r
		}
		return Missing
	}, norm.NFC.String(templates.OneLine(s, limit)))
}
