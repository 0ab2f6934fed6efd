package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/measure"
	"github.com/voldaan/voldaan/classify/model"
)

// outcome is a test reply and what the reader says of it.
type outcome struct {
	corpus.Reply
	got classify.ReadObject
}

func (o outcome) right() bool { return o.got.Intent == o.Intent }

// outcomes reads the test replies with the embedded model.
func outcomes(c *corpus.Corpus, precision float64) ([]outcome, error) {
	reader := classify.NewOffline()
	var out []outcome
	for _, r := range c.Replies {
		if !r.Test {
			continue
		}
		got, err := measure.Read(reader, r, v.ReadingContext{Precision: precision})
		if err != nil {
			return nil, err
		}
		out = append(out, outcome{r, got})
	}
	return out, nil
}

// report writes docs/evaluation.md: all of it but the table of cross-validation
// is made of the test replies.
func report(w io.Writer, all []outcome, cross string, precision float64) {
	t := measure.Tally{}
	for _, o := range all {
		t.Intents(o.Reply, o.got)
		t.Facts(o.Reply, o.got, nil)
	}
	p := func(format string, a ...any) { fmt.Fprintf(w, format, a...) }
	p("# Evaluation\n\n")
	p("Made by `make eval`; a test compares it. The test replies (`classify/corpus/*/test-*.jsonl`) were written by people who saw neither the classifier nor the rest of the corpus, and nothing learns from them. Target of precision: %.2f.\n\n", precision)
	p("## The test replies\n\n| what | figure |\n|---|---|\n")
	p("| intent of the mail right | %s |\n", t.Rate("reply"))
	for _, l := range corpus.Languages {
		p("| in %s | %s |\n", l, t.Rate("reply "+l))
	}
	seen := t["severe seen by a person"]
	p("| severe misses: a dispute or legal mail handled without a person | %d of %d |\n", seen[1]-seen[0], seen[1])
	p("| right, of the mails that the bot handles alone | %s |\n", t.Rate("alone is right"))
	p("| handled alone, of those that need nobody | %s |\n", t.Rate("needs nobody, alone"))
	p("| day of a promise | %s |\n| sum of a promise | %s |\n| no promise where none is made | %s |\n", t.Rate("fact promise date"), t.Rate("fact promise amount"), t.Rate("fact no promise"))
	p("| instalments | %s |\n| day of a payment | %s |\n", t.Rate("fact installments"), t.Rate("fact paid on"))
	p("| contact, address | %s |\n| contact, name | %s |\n", t.Rate("fact contact email"), t.Rate("fact contact name"))
	p("| reason of a dispute | %s |\n", t.Rate("fact reason"))
	p("| outcome of an invoice, each | %s |\n| of all invoices of a mail | %s |\n", t.Rate("fact per invoice, each"), t.Rate("fact per invoice, whole"))
	p("| a person looks, as labelled | %s |\n", t.Rate("human as labelled"))
	p("\n## F1 by intent and language\n\n| intent | all |")
	for _, l := range corpus.Languages {
		p(" %s |", l)
	}
	p("\n|---|---|---|---|---|---|\n")
	for _, i := range model.People {
		p("| %s | %.2f |", i, f1(all, i, ""))
		for _, l := range corpus.Languages {
			p(" %.2f |", f1(all, i, l))
		}
		p("\n")
	}
	p("\n## Confusions\n\nWhat a mail says, what the reader takes it for, how often.\n\n")
	confused := map[string]int{}
	for _, o := range all {
		if !o.right() {
			confused[fmt.Sprintf("%s as %s", o.Intent, o.got.Intent)]++
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(confused), func(a, b string) int {
		return cmp.Or(confused[b]-confused[a], strings.Compare(a, b))
	}) {
		p("- %s: %d\n", k, confused[k])
	}
	p("\n## Reliability\n\n![Confidence against the part that is right](reliability.png)\n\nTo the right the confidence, upwards the part of the replies of that confidence that are right; on the diagonal the two are the same. The size of a point is the number of replies.\n\n| confidence | replies | mean | right |\n|---|---|---|---|\n")
	for _, b := range bins(all) {
		if b.n > 0 {
			p("| %.1f to %.1f | %d | %.2f | %.2f |\n", b.from, b.from+0.1, b.n, b.mean, b.right)
		}
	}
	p("\n## Cross-validation\n\nSentences and replies that the model learns from, each measured by a model that has not seen it: split by the style of the author, and, for comparison, at random, which flatters.\n\n%s", cross)
}

// f1 is the harmonic mean of precision and recall of an intent.
func f1(all []outcome, i v.Intent, language string) float64 {
	both, said, meant := 0, 0, 0
	for _, o := range all {
		if language != "" && o.Language != language {
			continue
		}
		if o.got.Intent == i {
			said++
		}
		if o.Intent == i {
			meant++
			if o.right() {
				both++
			}
		}
	}
	if said+meant == 0 {
		return 0
	}
	return 2 * float64(both) / float64(said+meant)
}

// bin is the replies of a tenth of confidence.
type bin struct {
	from, mean, right float64
	n                 int
}

func bins(all []outcome) [10]bin {
	var out [10]bin
	for i := range out {
		out[i].from = float64(i) / 10
	}
	for _, o := range all {
		b := &out[min(int(o.got.Confidence*10), 9)]
		b.n++
		b.mean += o.got.Confidence
		if o.right() {
			b.right++
		}
	}
	for i := range out {
		if b := &out[i]; b.n > 0 {
			b.mean /= float64(b.n)
			b.right /= float64(b.n)
		}
	}
	return out
}

// draw writes the reliability curve.
func draw(file string, all []outcome) error {
	const size, margin = 420, 10
	img := image.NewPaletted(image.Rect(0, 0, size+2*margin, size+2*margin), color.Palette{
		color.White, color.Gray{0xdd}, color.Gray{0x88}, color.RGBA{0x1f, 0x5f, 0xa8, 0xff},
	})
	at := func(x, y float64) (int, int) { return margin + int(x*size), margin + int((1-y)*size) }
	for i := range size + 1 {
		for k := range 11 {
			x, y := at(float64(i)/size, float64(k)/10)
			img.SetColorIndex(x, y, 1)
			x, y = at(float64(k)/10, float64(i)/size)
			img.SetColorIndex(x, y, 1)
		}
	}
	for i := range size + 1 {
		x, y := at(float64(i)/size, float64(i)/size)
		img.SetColorIndex(x, y, 2)
	}
	for _, b := range bins(all) {
		if b.n == 0 {
			continue
		}
		x, y := at(b.mean, b.right)
		r := 3 + min(b.n/10, 9)
		for dx := -r; dx <= r; dx++ {
			for dy := -r; dy <= r; dy++ {
				if dx*dx+dy*dy <= r*r {
					img.SetColorIndex(x+dx, y+dy, 3)
				}
			}
		}
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
