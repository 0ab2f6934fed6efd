package cue

import "sync"

// places are words of a sentence, a bit for each: of word i bit i%64 of
// places[i/64]. What is behind the last word has a bit too.
type places []uint64

func (p places) set(i int) { p[i>>6] |= 1 << (i & 63) }

func (p places) has(i int) bool { return p[i>>6]&(1<<(i&63)) != 0 }

func (p places) none() bool {
	for _, bits := range p {
		if bits != 0 {
			return false
		}
	}
	return true
}

// move moves every place on by n words, below 64.
func (p places) move(n int) {
	carry := uint64(0)
	for k, bits := range p {
		p[k], carry = bits<<n|carry, bits>>(64-n)
	}
}

// shown is where the elements of a list stand in a sentence.
type shown struct {
	list     *List
	sentence Sentence
	width    int      // how long places are
	at       []uint64 // the places of each element as one word; all zero between sentences
	spans    []span   // the elements that stand as several
	any      []uint64 // a bit for each element that stands anywhere
	elements []int32  // those elements
	reached  places   // the words at which a pattern can go on, while it is followed
	spare    places
}

// span is where several words are an element.
type span struct {
	element  int32
	from, to int
}

// memory is what one sentence leaves to the next.
var memory = sync.Pool{New: func() any { return &shown{} }}

// look finds the elements of a list in a sentence.
func (x *shown) look(l *List, s Sentence) {
	x.list, x.sentence, x.width = l, s, len(s.Words)/64+1
	x.spans, x.elements = x.spans[:0], x.elements[:0]
	x.at = sized(x.at, l.elements*x.width)
	x.any = sized(x.any, l.elements/64+1)
	x.reached, x.spare = sized(x.reached, x.width), sized(x.spare, x.width)
	for i, w := range s.Words {
		word := func(all []int32) {
			for _, e := range all {
				x.mark(e, i, i+1)
			}
		}
		l.words.Find(w.Text, word)
		if w.Text[0] <= '9' && w.Text[0] >= '0' {
			word(l.numbers)
		}
	}
	for _, m := range s.Marks {
		for _, e := range l.concepts[m.ID] {
			x.mark(e, m.From, m.To)
		}
	}
}

// sized is a slice of that length, of what was there and zeros.
func sized(s []uint64, n int) []uint64 {
	if n > cap(s) {
		return make([]uint64, n)
	}
	return s[:n]
}

// mark notes that words i to j are an element.
func (x *shown) mark(e int32, i, j int) {
	if any := places(x.any); !any.has(int(e)) {
		any.set(int(e))
		x.elements = append(x.elements, e)
	}
	if j == i+1 {
		x.places(e).set(i)
	} else {
		x.spans = append(x.spans, span{e, i, j})
	}
}

func (x *shown) places(e int32) places { return x.at[int(e)*x.width:][:x.width] }

// forget makes room for the next sentence.
func (x *shown) forget() {
	for _, e := range x.elements {
		clear(x.places(e))
		x.any[e>>6] = 0
	}
	x.list, x.sentence = nil, Sentence{}
	memory.Put(x)
}

// Find calls found with each pattern that stands in a sentence, once.
func (l *List) Find(s Sentence, found func(Pattern)) {
	if l == nil || len(s.Words) == 0 {
		return
	}
	x := memory.Get().(*shown)
	defer x.forget()
	x.look(l, s)
	for _, e := range x.elements {
		for _, n := range l.of(e) {
			if p := &l.patterns[n]; x.all(p) && x.follow(p) {
				found(Pattern{l.sections[p.section], p.text})
			}
		}
	}
}

// all reports whether every element of a pattern stands somewhere.
func (x *shown) all(p *pattern) bool {
	for _, e := range x.list.row(p) {
		if e != gap && !places(x.any).has(int(e)) {
			return false
		}
	}
	return true
}

// follow reports whether the elements of a pattern stand one behind another. It
// follows them from all words at once.
func (x *shown) follow(p *pattern) bool {
	clear(x.reached)
	for i := range x.sentence.Words {
		if x.reached.set(i); p.atStart {
			break
		}
	}
	for _, e := range x.list.row(p) {
		if e == gap {
			x.skip()
		} else if x.step(e); x.reached.none() {
			return false
		}
	}
	switch p.end {
	case '.':
		return x.reached.has(len(x.sentence.Words))
	case '?':
		return x.sentence.Question
	case '!':
		return x.sentence.Exclaims
	}
	return true
}

// skip goes on behind none to maxGap words.
func (x *shown) skip() {
	for n := 1; n < maxGap; n *= 2 { // 1, 2 and 4 make up each number to 7
		copy(x.spare, x.reached)
		x.spare.move(n)
		for k, bits := range x.spare {
			x.reached[k] |= bits
		}
	}
}

// step goes on behind an element.
func (x *shown) step(e int32) {
	for k, bits := range x.places(e) {
		x.spare[k] = x.reached[k] & bits
	}
	x.spare.move(1)
	for _, s := range x.spans {
		if s.element == e && x.reached.has(s.from) {
			x.spare.set(s.to)
		}
	}
	x.reached, x.spare = x.spare, x.reached
}
