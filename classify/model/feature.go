package model

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/cue"
	"github.com/voldaan/voldaan/classify/phrase"
)

// Input is a sentence, or a part of one, as the model sees it.
type Input struct {
	Language string // ISO 639-1; no concepts and cues are found in any but concept.Languages
	// Words are its folded words, with "%" for a day, "&" for an invoice, "@"
	// for an address and "$" for a sum.
	Words    []phrase.Word
	Question bool // it ends in a question mark
	Exclaims bool
	Past     bool   // a day in it lies before the mail's
	Ahead    bool   // a day in it lies after it
	Today    bool   // a day in it is the mail's
	Either   bool   // its days could lie on either side: "on the 12th", "Friday"
	Last     string // the letter answered (voldaan.LetterKind), where it is known
	Alone    bool   // it is all that the mail says
	Attached bool   // the mail has an attachment
	// Signs are what the phrases of high precision in it say.
	Signs []string
}

// Feature is a hashed property of a sentence and how much it weighs.
type Feature struct {
	Bucket uint32 // below Buckets
	Weight float32
}

// Buckets is how many hashes of features are told apart.
const Buckets = 1 << bucketBits

const bucketBits = 17

// hash is FNV-1a over the bytes of several strings, spread over all bits.
type hash uint64

const start hash = 14695981039346656037

func (h hash) text(s string) hash {
	for i := range len(s) {
		h = (h ^ hash(s[i])) * 1099511628211
	}
	return h
}

func (h hash) byte(b byte) hash { return (h ^ hash(b)) * 1099511628211 }

func (h hash) bucket() uint32 { return uint32(h * 0x9E3779B97F4A7C15 >> (64 - bucketBits)) }

// group collects the features of one sort. Together they weigh the same in a
// long sentence as in a short one.
type group struct {
	*scratch
	out    []Feature
	factor float64
}

// scratch is memory that the next sentence uses again.
type scratch struct {
	buckets []uint32 // of a group; in order and each once when the group is closed
	// seen has a bit for each bucket and some one for each of its words that is
	// not zero; both are all zero but while a group is put in order.
	seen   [Buckets / 64]uint64
	some   [Buckets / 64 / 64]uint64
	texts  []string
	marks  []cue.Mark // concepts
	pairs  []cue.Mark // the same with signs
	spoken []spoken
}

// memory is what one sentence leaves to the next.
var memory = sync.Pool{New: func() any { return &scratch{} }}

func (g *group) add(h hash) { g.buckets = append(g.buckets, h.bucket()) }

// order sorts the buckets and leaves out the second of two.
func (x *scratch) order() {
	for _, n := range x.buckets {
		x.seen[n>>6] |= 1 << (n & 63)
		x.some[n>>12] |= 1 << (n >> 6 & 63)
	}
	x.buckets = x.buckets[:0]
	for i, words := range &x.some {
		for ; words != 0; words &= words - 1 {
			k := i<<6 + bits.TrailingZeros64(words)
			for marks := x.seen[k]; marks != 0; marks &= marks - 1 {
				x.buckets = append(x.buckets, uint32(k<<6+bits.TrailingZeros64(marks)))
			}
			x.seen[k] = 0
		}
		x.some[i] = 0
	}
}

// close weighs the features of the group, each bucket counting once.
func (g *group) close() {
	g.order()
	w := float32(g.factor / math.Sqrt(math.Max(float64(len(g.buckets)), 4)))
	for _, b := range g.buckets {
		g.out = append(g.out, Feature{b, w})
	}
	g.buckets = g.buckets[:0]
}

// The groups of features and what they weigh.
const (
	wordFactor    = 1.0
	charFactor    = 1.0
	conceptFactor = 1.2
	cueFactor     = 1.2
	signFactor    = 1.2
	factFactor    = 0.6
)

// Features hashes a sentence: its words and pairs of them, the letters of its
// words by threes to fives, its concepts with those that follow them, and the
// facts in it. A bucket may come more than once, for features of two sorts.
func Features(in Input) []Feature { return AppendFeatures(nil, in) }

// AppendFeatures appends what Features gives.
func AppendFeatures(to []Feature, in Input) []Feature {
	x := memory.Get().(*scratch)
	defer memory.Put(x)
	g := group{scratch: x, out: to, factor: wordFactor}
	x.texts = x.texts[:0]
	for i := range in.Words {
		x.texts = append(x.texts, plain(in.Words[i].Text))
	}
	texts := x.texts
	for i, t := range texts {
		g.add(start.text("w ").text(t))
		before, two := "<", "<"
		if i > 0 {
			before = texts[i-1]
		}
		if i > 1 {
			two = texts[i-2]
		}
		g.add(start.text("b ").text(before).byte(' ').text(t))
		g.add(start.text("t ").text(two).byte(' ').text(before).byte(' ').text(t))
		if i > 1 {
			g.add(start.text("s ").text(two).text(" _ ").text(t))
		}
	}
	if n := len(texts); n > 0 {
		g.add(start.text("b ").text(texts[n-1]).text(" >"))
	}
	g.close()
	g.factor = charFactor
	g.letters(texts)
	g.close()
	g.factor = conceptFactor
	x.marks = appendMarks(x.marks[:0], in)
	marked := cue.Sentence{Words: in.Words, Marks: x.marks, Question: in.Question, Exclaims: in.Exclaims}
	g.concepts(in)
	g.close()
	g.factor = cueFactor
	g.cues(in, marked)
	g.close()
	g.factor = signFactor
	for i, sign := range in.Signs {
		g.add(start.text("r ").text(sign))
		for _, other := range in.Signs[i+1:] {
			g.add(start.text("r2 ").text(sign).byte(' ').text(other))
		}
	}
	g.close()
	g.factor = factFactor
	g.facts(in)
	g.close()
	return g.out
}

// plain writes every number as one.
func plain(t string) string {
	if t[0] >= '0' && t[0] <= '9' || t == "&" {
		return "#"
	}
	return t
}

// The hashes with which letters begin.
var begins, within, ends = start.text("c<"), start.text("c"), start.text("c>")

func (g *group) letters(texts []string) {
	for _, t := range texts {
		if len(t) < 3 {
			continue
		}
		for n := 3; n <= 5; n++ {
			g.add(begins.text(t[:min(n-1, len(t))]))
			g.add(ends.text(t[max(0, len(t)-n+1):]))
		}
		for i := range len(t) - 2 {
			h := within.text(t[i : i+3])
			g.add(h)
			for k := i + 3; k < min(i+5, len(t)); k++ {
				h = h.byte(t[k])
				g.add(h)
			}
		}
	}
}

// reach is how many words may stand between two concepts that count as a pair.
const reach = 9

// Marks finds the concepts of words, by the places where they begin.
func Marks(language string, words []phrase.Word) []cue.Mark {
	return appendMarks(make([]cue.Mark, 0, len(words)+4), Input{Language: language, Words: words})
}

// appendMarks appends what Marks gives to none.
func appendMarks(to []cue.Mark, in Input) []cue.Mark {
	concept.Of(in.Language).Find(in.Words, func(id concept.ID, i, j int) { to = append(to, cue.Mark{ID: id, From: i, To: j}) })
	slices.SortFunc(to, func(a, b cue.Mark) int {
		return cmp.Or(a.From-b.From, int(a.ID)-int(b.ID), a.To-b.To)
	})
	return slices.Compact(to)
}

// spoken is how many patterns speak for something.
type spoken struct {
	section string
	times   int
}

// cues are the patterns that a sentence shows, and what they speak for.
func (g *group) cues(in Input, s cue.Sentence) {
	g.spoken = g.spoken[:0]
	cue.Of(in.Language).Find(s, func(p cue.Pattern) {
		g.add(start.text("q ").text(in.Language).text(p.Section).text(p.Text))
		for i := range g.spoken {
			if g.spoken[i].section == p.Section {
				g.spoken[i].times++
				return
			}
		}
		g.spoken = append(g.spoken, spoken{p.Section, 1})
	})
	for _, x := range g.spoken {
		g.add(start.text("Q ").text(x.section))
		if x.times > 1 {
			g.add(start.text("Q2 ").text(x.section))
		}
		intent, _, part := strings.Cut(x.section, "/")
		if part {
			g.add(start.text("Q ").text(intent))
		}
		for _, other := range g.spoken {
			if other.section > x.section {
				g.add(start.text("QQ ").text(x.section).byte(' ').text(other.section))
			}
		}
	}
}

// concepts are those of the sentence and of what stands in the place of facts.
func (g *group) concepts(in Input) {
	all := append(g.pairs[:0], g.marks...)
	for i := range in.Words {
		if w := in.Words[i].Text; len(w) == 1 && signs[w] != 0 {
			all = append(all, cue.Mark{ID: signs[w], From: i, To: i + 1})
		}
	}
	if g.pairs = all; len(all) > len(g.marks) {
		slices.SortFunc(all, func(a, b cue.Mark) int { return a.From - b.From })
	}
	end := byte('.')
	if in.Question {
		end = '?'
	}
	for i, a := range all {
		g.add(start.text("k").byte(byte(a.ID)))
		g.add(start.text("e").byte(byte(a.ID)).byte(end))
		for _, b := range all[i+1:] {
			if b.From-a.To >= reach {
				break
			}
			if b.From < a.To || a.ID == b.ID {
				continue
			}
			g.add(start.text("p").byte(byte(a.ID)).byte(byte(b.ID)))
			if b.From-a.To <= 1 {
				g.add(start.text("n").byte(byte(a.ID)).byte(byte(b.ID)))
			}
		}
	}
}

// signs are the concepts of what stands in the place of facts.
var signs = map[string]concept.ID{"%": 250, "&": 251, "@": 252, "$": 253}

func (g *group) facts(in Input) {
	for _, f := range []struct {
		name string
		is   bool
	}{
		{"question", in.Question},
		{"exclaims", in.Exclaims},
		{"past", in.Past},
		{"ahead", in.Ahead},
		{"today", in.Today},
		{"either", in.Either},
		{"alone", in.Alone},
		{"attached", in.Attached},
		{"one", len(in.Words) <= 1},
		{"few", len(in.Words) > 1 && len(in.Words) <= 4},
		{"many", len(in.Words) > 25},
		{"last " + in.Last, in.Last != ""},
		{"question ahead", in.Question && in.Ahead},
		{"any", true},
	} {
		if f.is {
			g.add(start.text("f ").text(f.name))
		}
	}
}
