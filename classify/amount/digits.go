package amount

import (
	"errors"
	"strings"
	"unicode"

	"github.com/voldaan/voldaan"
)

// digits is a number as written in figures.
type digits struct {
	value    voldaan.Amount // of the major unit, in hundredths
	count    int            // of digits before the decimals
	decimals int
	grouped  bool
	dash     bool // dashes in the place of decimals: "1234,-"
	zero     bool // begins with a zero that says nothing
	open     byte // the one separator, before three digits: "." or ","
	bad      bool // no number: a date, a version, an address
	alone    bool // decimals without what stands before them: ",50"; then bad as well
	chained  bool // in one piece with figures or letters behind it: "2026-041"
	tail     bool // the same, before it
}

// maxFigure is the longest number that is looked at, in bytes.
const maxFigure = 48

// number reads the digits at i and returns where they end.
func (s *scan) number(text string, i int, t *token) int {
	var d digits
	end := plainFigure(text, i)
	if n := len(s.all); t.gap == glued && n > 0 {
		p := s.all[n-1]
		d.tail = p.kind == word || n > 1 && p.gap == glued && s.all[n-2].kind != sign && strings.Contains("-/._:#@&\\–", p.text) ||
			strings.Contains("#@_/+.", p.text)
	}
	if n := len(s.all); t.gap == glued && n > 0 && (s.all[n-1].text == "," || s.all[n-1].text == ".") && (s.all[n-1].gap != glued || n > 1 && currencies[s.all[n-2].text].code) {
		d.bad = true
		d.alone = end == i+2 && allDigits(text[i:end])
	}
	if joint := spacedFigure(text, i, end); joint > end && !s.labelled() && !d.tail && !d.bad {
		end = joint
	}
	if !d.bad {
		d.read(text[i:end])
	} else if d.alone {
		d.value, d.decimals = voldaan.Amount(text[i]-'0')*10+voldaan.Amount(text[i+1]-'0'), 2
	}
	if !d.bad && d.decimals == 0 {
		if n := dashes(text[end:]); n > 0 {
			end, d.dash = end+n, true
		}
	}
	d.chained = !d.dash && chained(text[end:])
	if d.decimals == 2 && (d.grouped || d.value >= 100_00) && !d.bad {
		if text[end-3] == '.' {
			s.points = true
		} else {
			s.commas = true
		}
	}
	s.digits = append(s.digits, d)
	t.digits = int32(len(s.digits) - 1)
	return end
}

// labelled reports that the last token names what is known by a number.
func (s *scan) labelled() bool {
	n := len(s.all)
	if n > 1 && s.all[n-1].kind == sign && strings.Contains(".:#°", s.all[n-1].text) {
		n--
	}
	return n > 0 && s.all[n-1].class&label != 0
}

// read sets what the written number says.
func (d *digits) read(s string) {
	if len(s) > maxFigure {
		d.bad = true
		return
	}
	if allDigits(s) {
		d.count = len(s)
		d.zero = len(s) > 1 && s[0] == '0'
		if d.bad = len(s) > 10; !d.bad {
			for _, c := range []byte(s) {
				d.value = d.value*10 + voldaan.Amount(c-'0')
			}
			d.value *= 100
		}
		d.bad = d.bad || d.value > voldaan.MaxAmount
		return
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	if d.simple(s) {
		return
	}
	whole := s
	if i := strings.IndexAny(s, ".,"); i != strings.LastIndexAny(s, ".,") && (len(s)-strings.LastIndexAny(s, ".,") > 4 || strings.IndexByte(s, '0') == 0) {
		d.bad = true // a day, a version
		return
	}
	a, err := voldaan.ParseAmount(s)
	if errors.Is(err, voldaan.ErrAmountAmbiguous) {
		i := strings.IndexAny(s, ".,")
		d.open = s[i]
		a, err = voldaan.ParseAmount(s[:i] + s[i+1:])
	} else if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i <= 3 {
		whole, d.decimals = s[:i], len(s)-i-1
	}
	d.value, d.bad = a, err != nil
	d.grouped = strings.ContainsAny(whole, "., '’")
	d.zero = len(whole) > 1 && whole[0] == '0'
	for _, c := range []byte(whole) {
		if digit(c) {
			d.count++
		}
	}
}

// simple reads the commonest forms: one or two decimals, with or without
// thousands apart by the other sign ("1234,5", "1.234,56").
func (d *digits) simple(s string) bool {
	i := strings.LastIndexAny(s, ".,")
	if i <= 0 || i > 11 || len(s)-i > 3 || len(s) == i+1 || !allDigits(s[i+1:]) {
		return false
	}
	other := byte('.' + ',' - s[i])
	var value voldaan.Amount
	for k := range i {
		switch c := s[k]; {
		case digit(c):
			value = value*10 + voldaan.Amount(c-'0')
			d.count++
		case c == other && (i-k)%4 == 0 && k > 0:
			d.grouped = true
		default:
			*d = digits{}
			return false
		}
	}
	if d.grouped && i-d.count != (d.count-1)/3 {
		*d = digits{}
		return false
	}
	for _, c := range []byte(s[i+1:] + "0")[:2] {
		value = value*10 + voldaan.Amount(c-'0')
	}
	d.value, d.decimals, d.zero = value, len(s)-i-1, i > 1 && s[0] == '0'
	d.bad = value > voldaan.MaxAmount
	return true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return true
}
