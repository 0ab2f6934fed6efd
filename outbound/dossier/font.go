package dossier

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
func regularFont() []byte { return dejavusanscondensed.TTF }
func boldFont() []byte    { return dejavusanscondensedbold.TTF }

// missing stands for a character that the fonts do not have.
const missing = '\uFFFD'

// glyphs tells which characters the fonts have.
type glyphs struct {
	fonts  []*sfnt.Font
	buffer sfnt.Buffer
	known  map[rune]bool
}

func newGlyphs() (*glyphs, error) {
	g := &glyphs{known: map[rune]bool{}}
	for _, ttf := range [][]byte{regularFont(), boldFont()} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		g.fonts = append(g.fonts, f)
	}
	return g, nil
}

// has reports whether each font has a character. The PDF writer knows those
// of the first plane alone.
func (g *glyphs) has(r rune) bool {
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

// clean makes a text fit to be shown: one line of at most limit characters
// that the fonts have, letters and their accents as one character.
func (g *glyphs) clean(s string, limit int) string {
	return strings.Map(func(r rune) rune {
		if g.has(r) {
			return r
		}
		return missing
	}, norm.NFC.String(templates.OneLine(s, limit)))
}
