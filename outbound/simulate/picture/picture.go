// Package picture draws what a simulation found: the money that came in week by
// week as a line with a band for each policy, and the letters as bars.
package picture

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/simulate"
)

// The size of a picture in pixels, and where its two charts stand in it.
const (
	width, height   = 1200, 900
	leftEdge        = 130
	rightEdge       = width - 40
	cashTop         = 130
	cashFoot        = 560
	lettersTop      = 650
	lettersFoot     = height - 70
	pixelsPerLabel  = 90
	mostPolicies    = 2
	ticksWanted     = 5
	inkless, inkful = 50, 255
)

// ink are the colours of policies; people who see no red or green tell them
// apart.
func ink(i int, strength uint8) color.NRGBA {
	all := [mostPolicies]color.NRGBA{{R: 31, G: 95, B: 168}, {R: 217, G: 115, B: 13}}
	c := all[i]
	c.A = strength
	return c
}

var (
	black = color.Gray{0x22} //nolint:gochecknoglobals // a constant
	grey  = color.Gray{0xdd} //nolint:gochecknoglobals // a constant
)

// Draw makes the picture of one or two results of the same weeks, in a
// currency.
func Draw(cur voldaan.Currency, results ...*simulate.Result) (image.Image, error) {
	if len(results) < 1 || len(results) > mostPolicies {
		return nil, fmt.Errorf("draw %d policies: want one or two", len(results))
	}
	for _, r := range results {
		if len(r.Weeks) == 0 || len(r.Weeks) != len(results[0].Weeks) || r.Start != results[0].Start {
			return nil, fmt.Errorf("draw the policy %q: its weeks are not those of the first", r.Policy)
		}
	}
	c, err := newCanvas(width, height)
	if err != nil {
		return nil, err
	}
	p := &picture{canvas: c, cur: cur, results: results}
	p.head()
	p.cash()
	p.letters()
	return c.RGBA, nil
}

// inThousands is from which value on a scale is labelled in thousands.
const inThousands = 1_000_000

type picture struct {
	*canvas
	cur     voldaan.Currency
	results []*simulate.Result
}

// head writes the title and what the colours mean.
func (p *picture) head() {
	r := p.results[0]
	p.text(p.large, black, left, leftEdge, 40, fmt.Sprintf("%d open invoices of %d customers, %s to %s",
		r.Invoices, r.Customers, day(r.Start), day(r.Start.Add(r.Days-1))))
	x := float64(leftEdge)
	for i, r := range p.results {
		p.box(ink(i, inkful), x, 60, x+24, 72)
		x = p.text(p.small, black, left, x+32, 72, "policy "+clip(r.Policy)) + 40
	}
}

// clip shortens a name that would not fit beside another.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func day(d voldaan.Date) string { return d.Time().Format("2 January 2006") }

// x is where a week ends; week 0 is the start.
func (p *picture) x(week float64) float64 {
	return leftEdge + week*(rightEdge-leftEdge)/float64(len(p.results[0].Weeks))
}

// scale turns values into heights between two edges, and knows its ticks.
type scale struct {
	top, foot float64
	most      float64
	step      float64
}

// newScale chooses round ticks for values up to most.
func newScale(top, foot, most float64) scale {
	step := 1.0
	if most > 0 {
		raw := most / ticksWanted
		unit := math.Pow(10, math.Floor(math.Log10(raw)))
		for _, m := range []float64{1, 2, 5, 10} {
			if step = m * unit; step >= raw {
				break
			}
		}
	}
	step = max(step, 1)
	return scale{top: top, foot: foot, most: step * max(math.Ceil(most/step), 1), step: step}
}

func (s scale) y(v float64) float64 { return s.foot - v/s.most*(s.foot-s.top) }

// grid draws the lines and labels of a chart.
func (p *picture) grid(s scale) {
	for v := 0.0; v <= s.most+s.step/2; v += s.step {
		y := s.y(v)
		p.box(grey, leftEdge, y-0.5, rightEdge, y+0.5)
		label := v
		if s.most >= inThousands {
			label = v / 1000
		}
		p.text(p.small, black, right, leftEdge-12, y+5, thousands(label))
	}
	every := int(math.Ceil(pixelsPerLabel / (p.x(1) - p.x(0))))
	for w := 0; w < len(p.results[0].Weeks); w += every {
		x := p.x(float64(w))
		p.box(black, x-0.5, s.foot, x+0.5, s.foot+6)
		p.text(p.small, black, left, x, s.foot+24, p.results[0].Weeks[w].From.Time().Format("2 Jan"))
	}
}

// thousands writes a whole number in groups of three digits.
func thousands(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return s
}

// cash draws the money so far.
func (p *picture) cash() {
	most := 0.0
	for _, r := range p.results {
		most = max(most, units(r.Weeks[len(r.Weeks)-1].Cash[p.cur].SoFar.High))
	}
	unit := string(p.cur)
	s := newScale(cashTop, cashFoot, most)
	if s.most >= inThousands {
		unit = "thousand " + unit
	}
	p.text(p.small, black, left, leftEdge, cashTop-20, fmt.Sprintf(
		"Money so far, %s: mean of %d runs, and the band in which four of five lie", unit, p.results[0].Runs))
	p.grid(s)
	for i, r := range p.results {
		low, high := []point{{p.x(0), s.y(0)}}, []point{{p.x(0), s.y(0)}}
		for w, week := range r.Weeks {
			band := week.Cash[p.cur].SoFar
			low = append(low, point{p.x(float64(w + 1)), s.y(units(band.Low))})
			high = append(high, point{p.x(float64(w + 1)), s.y(units(band.High))})
		}
		around := high
		for k := len(low) - 1; k >= 0; k-- {
			around = append(around, low[k])
		}
		p.fill(ink(i, inkless), around...)
	}
	for i, r := range p.results {
		mean := []point{{p.x(0), s.y(0)}}
		for w, week := range r.Weeks {
			mean = append(mean, point{p.x(float64(w + 1)), s.y(units(week.Cash[p.cur].SoFar.Mean))})
		}
		p.line(ink(i, inkful), 3, mean...)
	}
}

// units are whole units of a currency.
func units(s simulate.Sum) float64 { return float64(s) / 100 }

// letters draws the letters and, on top of them and paler, the calls.
func (p *picture) letters() {
	p.text(p.small, black, left, leftEdge, lettersTop-20, "Letters in the week, and on top of them, paler, calls")
	most := 0.0
	for _, r := range p.results {
		for _, w := range r.Weeks {
			most = max(most, w.AllLetters()+w.Calls)
		}
	}
	s := newScale(lettersTop, lettersFoot, most)
	p.grid(s)
	part := 0.8 / float64(len(p.results)) // of a week
	for i, r := range p.results {
		for w, week := range r.Weeks {
			x := float64(w) + 0.1 + part*float64(i)
			letters, calls := s.y(week.AllLetters()), s.y(week.AllLetters()+week.Calls)
			p.box(ink(i, inkful), p.x(x), letters, p.x(x+part*0.9), s.y(0))
			p.box(ink(i, 2*inkless), p.x(x), calls, p.x(x+part*0.9), letters)
		}
	}
}
