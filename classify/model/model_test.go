package model

import (
	"math"
	"slices"
	"testing"

	"github.com/voldaan/voldaan/classify/phrase"
)

func input(text string) Input {
	return Input{Language: "nl", Words: phrase.Words(phrase.Fold(text))}
}

func TestChancesAddUp(t *testing.T) {
	f := Features(input("Wij betalen de factuur volgende week"))
	for name, p := range map[string][]float64{"intent": Embedded().Intent(f), "reason": Embedded().Reason(f)} {
		sum := 0.0
		for _, x := range p {
			sum += x
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: the chances add up to %v", name, sum)
		}
	}
	flags, besides := Embedded().Flags(f)
	if len(flags) != len(Flags) || len(besides) != len(Besides) {
		t.Errorf("%d flags and %d intents besides, want %d and %d", len(flags), len(besides), len(Flags), len(Besides))
	}
	for _, x := range slices.Concat(flags, besides) {
		if !(x >= 0 && x <= 1) {
			t.Errorf("a chance of %v", x)
		}
	}
	if !Embedded().Knows("factuur") || Embedded().Knows("xqzzy") {
		t.Error("the words of the corpus")
	}
}

// A file that ends early gives a model that tells less, and never a panic.
func TestReadTakesAnyFile(t *testing.T) {
	for _, n := range []int{0, 1, 7, 100, 70_000, len(file) / 2, len(file) - 1} {
		m := Read(file[:n])
		f := Features(input("Wij betalen"))
		if p := m.Intent(f); p != nil && len(m.heads) < heads {
			t.Errorf("%d bytes: %v", n, p)
		}
		m.Knows("factuur")
		if m.Join(&Evidence{Signs: make([][Signs]float64, len(People))}) != nil && n < len(file)/2 {
			t.Errorf("%d bytes join", n)
		}
	}
	if Read(nil).Threshold(0.9) <= 1 {
		t.Error("a model without weights is sure of something")
	}
}

func TestThresholdsRise(t *testing.T) {
	last := 0.0
	for _, p := range append([]float64{0}, Targets[:]...) {
		if th := Embedded().Threshold(p); th < last {
			t.Errorf("precision %v: %v after %v", p, th, last)
		} else {
			last = th
		}
	}
	if Embedded().Threshold(1) <= 1 {
		t.Error("nothing is right always")
	}
}

func FuzzFeatures(f *testing.F) {
	f.Add("Wij betalen vrijdag", "nl")
	f.Add("", "")
	f.Add("% & @ $ ~ !!", "xx")
	f.Fuzz(func(t *testing.T, text, language string) {
		in := input(text)
		in.Language = language
		for _, x := range Features(in) {
			if x.Bucket >= Buckets || !(x.Weight > 0) {
				t.Errorf("%+v", x)
			}
		}
	})
}

func BenchmarkIntent(b *testing.B) {
	in := input("Wij hebben uw herinnering goed ontvangen en betalen de factuur van vorige maand vrijdag")
	b.ReportAllocs()
	for b.Loop() {
		Embedded().Intent(Features(in))
	}
}
