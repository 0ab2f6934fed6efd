package picture

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/simulate"
)

var show = flag.String("show", "", "write the picture of the test to this file")

// result is one of a policy that brings a certain sum a week.
func result(policy string, weeks int, cents simulate.Sum, letters float64) *simulate.Result {
	r := &simulate.Result{
		Policy: policy, Start: voldaan.MustDate("2026-03-02"), Days: 7 * weeks, Runs: 200, Customers: 120, Invoices: 480,
		Owed: map[voldaan.Currency]simulate.Sum{voldaan.EUR: cents * 20},
	}
	for w := range weeks {
		so := cents * simulate.Sum(w+1)
		r.Weeks = append(r.Weeks, simulate.Week{
			From: r.Start.Add(7 * w), To: r.Start.Add(7*w + 6), Calls: 4,
			Letters: map[voldaan.LetterKind]float64{voldaan.LetterReminder1: letters},
			Cash:    map[voldaan.Currency]simulate.Cash{voldaan.EUR: {SoFar: simulate.Band{Mean: so, Low: so * 9 / 10, High: so * 11 / 10}}},
		})
	}
	return r
}

// picked draws and gives the picture, to be asked for its texts and colours.
func picked(t *testing.T, results ...*simulate.Result) *canvas {
	t.Helper()
	img, err := Draw(voldaan.EUR, results...)
	if err != nil {
		t.Fatal(err)
	}
	if *show != "" {
		f, err := os.Create(*show)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, img); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	c, err := newCanvas(width, height)
	if err != nil {
		t.Fatal(err)
	}
	p := &picture{canvas: c, cur: voldaan.EUR, results: results}
	p.head()
	p.cash()
	p.letters()
	if !bytes.Equal(img.(*image.RGBA).Pix, c.Pix) {
		t.Fatal("the same results make another picture")
	}
	return c
}

// TestLabels: whatever the sums and the number of weeks, no text is cut off or
// stands on another one.
func TestLabels(t *testing.T) {
	long := "a policy whose name is much longer than anybody would ever want to read it"
	for name, all := range map[string][]*simulate.Result{
		"usual":     {result("default", 13, 1_234_500, 60), result("gentle", 13, 1_100_000, 20)},
		"one":       {result("default", 13, 1_234_500, 60)},
		"nothing":   {result("default", 13, 0, 0)},
		"a week":    {result("default", 1, 100, 1)},
		"years":     {result(long, 156, 1_234_500, 60), result(long, 156, 99, 0.2)},
		"large":     {result("default", 13, 99_999_999_999, 99_999)},
		"few cents": {result("default", 13, 1, 0.1)},
	} {
		c := picked(t, all...)
		if len(c.texts) < 10 {
			t.Errorf("%s: %d texts", name, len(c.texts))
		}
		for i, a := range c.texts {
			if !a.In(c.Bounds()) {
				t.Errorf("%s: text %d is cut off: %v", name, i, a)
			}
			for k, b := range c.texts[:i] {
				if a.Overlaps(b) {
					t.Errorf("%s: text %d stands on text %d: %v, %v", name, i, k, a, b)
				}
			}
		}
	}
}

// TestInk looks for the lines, bands and bars where the numbers put them.
func TestInk(t *testing.T) {
	c := picked(t, result("a", 10, 1_000_000, 50), result("b", 10, 500_000, 20)) // up to 100,000 in all, and its band to 110,000
	is := func(what string, x, y float64, want color.NRGBA) {
		t.Helper()
		r, g, b, _ := c.At(int(x), int(y)).RGBA()
		wr, wg, wb, _ := want.RGBA()
		const close = 0x300
		far := func(a, b uint32) bool { return max(a, b)-min(a, b) > close }
		if far(r, wr) || far(g, wg) || far(b, wb) {
			t.Errorf("%s: %04x %04x %04x at %.0f, %.0f, want %04x %04x %04x", what, r, g, b, x, y, wr, wg, wb)
		}
	}
	p := &picture{canvas: c, results: []*simulate.Result{result("a", 10, 1_000_000, 50), result("b", 10, 500_000, 20)}}
	s := newScale(cashTop, cashFoot, 110_000)
	if s.most != 150_000 {
		t.Fatalf("the scale ends at %g", s.most)
	}
	is("line of a", p.x(5), s.y(50_000), ink(0, inkful))
	is("line of b", p.x(5), s.y(25_000), ink(1, inkful))
	over := func(n color.NRGBA) color.NRGBA { // pale ink on white
		mix := func(v uint8) uint8 { return uint8((int(v)*inkless + 255*(255-inkless)) / 255) }
		return color.NRGBA{mix(n.R), mix(n.G), mix(n.B), 255}
	}
	is("band of a", p.x(9), s.y(95_500), over(ink(0, inkful)))
	is("band of b", p.x(9), s.y(47_500), over(ink(1, inkful)))
	white := color.NRGBA{255, 255, 255, 255}
	is("above the band", p.x(9), s.y(103_000), white)
	bars := newScale(lettersTop, lettersFoot, 54)
	is("bar of a", p.x(3.3), bars.y(48), ink(0, inkful))
	is("bar of b", p.x(3.7), bars.y(18), ink(1, inkful))
	is("above the bar of b", p.x(3.7), bars.y(27), white)
}

func TestScale(t *testing.T) {
	for most, want := range map[float64][2]float64{0: {1, 1}, 0.4: {1, 1}, 1: {1, 1}, 7: {8, 2}, 54: {60, 20}, 110_000: {150_000, 50_000}, 99: {100, 20}} {
		if s := newScale(0, 100, most); s.most != want[0] || s.step != want[1] {
			t.Errorf("%g: to %g in steps of %g, want %v", most, s.most, s.step, want)
		}
	}
	if got := thousands(1234567); got != "1\u00a0234\u00a0567" {
		t.Errorf("got %q", got)
	}
}

func TestRefuses(t *testing.T) {
	a := result("a", 3, 1, 1)
	for name, all := range map[string][]*simulate.Result{
		"none": {}, "three": {a, a, a}, "other weeks": {a, result("b", 4, 1, 1)}, "no weeks": {result("a", 0, 1, 1)},
	} {
		if _, err := Draw(voldaan.EUR, all...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
