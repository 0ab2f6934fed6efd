package cue

import (
	"slices"
	"sync"
)

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

// shown is where the atoms of a list stand in a sentence.
type shown struct {
	list     *List
	sentence Sentence
	atoms    []int32  // those that stand anywhere
	slots    []uint16 // by atom: its place in atoms, from 1 on; all zero between sentences
	width    int      // how long places are
	at       []uint64 // the places of those of atoms that are one word
	spans    []span   // those that are several
	found    []int32  // patterns
	reached  places   // the words at which a pattern can go on, while it is followed
	spare    places
}

// span is where several words are an atom.
type span struct {
	atom     int32
	from, to int
}

// memory is what one sentence leaves to the next.
var memory = sync.Pool{New: func() any { return &shown{} }}

// look finds the atoms of a list in a sentence.
func (x *shown) look(l *List, s Sentence) {
	x.list, x.sentence, x.width = l, s, len(s.Words)/64+1
	x.atoms, x.at, x.spans, x.found = x.atoms[:0], x.at[:0], x.spans[:0], x.found[:0]
	if l.atoms > len(x.slots) {
		x.slots = make([]uint16, l.atoms)
	}
	x.reached, x.spare = sized(x.reached, x.width), sized(x.spare, x.width)
	for i, w := range s.Words {
		l.words.Find(w.Text, func(all []int32) {
			for _, a := range all {
				x.mark(a, i, i+1)
			}
		})
		if w.Text[0] <= '9' && w.Text[0] >= '0' {
			x.mark(anyNumber, i, i+1)
		}
	}
	for _, m := range s.Marks {
		x.mark(int32(m.ID), m.From, m.To)
	}
}

// sized is a slice of that length, of what was there and zeros.
func sized(s []uint64, n int) []uint64 {
	if n > cap(s) {
		return make([]uint64, n)
	}
	return s[:n]
}

// mark notes that words i to j are an atom.
func (x *shown) mark(a int32, i, j int) {
	if x.slots[a] == 0 {
		x.atoms = append(x.atoms, a)
		x.slots[a] = uint16(len(x.atoms))
		for range x.width {
			x.at = append(x.at, 0)
		}
	}
	if j == i+1 {
		x.places(a).set(i)
	} else {
		x.spans = append(x.spans, span{a, i, j})
	}
}

// places are those of an atom that stands anywhere.
func (x *shown) places(a int32) places { return x.at[(int(x.slots[a])-1)*x.width:][:x.width] }

// forget makes room for the next sentence.
func (x *shown) forget() {
	for _, a := range x.atoms {
		x.slots[a] = 0
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
	for _, a := range x.atoms {
		for _, n := range l.anchored.of(a) {
			if p := &l.patterns[n]; x.all(p) && !slices.Contains(x.found, n) && x.follow(p) {
				x.found = append(x.found, n)
				found(Pattern{l.sections[p.section], p.text})
			}
		}
	}
}

// all reports whether every element of a pattern stands somewhere.
func (x *shown) all(p *pattern) bool {
	for _, e := range x.list.row(p) {
		if e != gap && !x.any(e) {
			return false
		}
	}
	return true
}

// any reports whether an element stands somewhere.
func (x *shown) any(e int32) bool {
	for _, a := range x.list.choices.of(e) {
		if x.slots[a] != 0 {
			return true
		}
	}
	return false
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
	clear(x.spare)
	for _, a := range x.list.choices.of(e) {
		if x.slots[a] == 0 {
			continue
		}
		for k, bits := range x.places(a) {
			x.spare[k] |= x.reached[k] & bits
		}
	}
	x.spare.move(1)
	for _, s := range x.spans {
		if x.reached.has(s.from) && slices.Contains(x.list.choices.of(e), s.atom) {
			x.spare.set(s.to)
		}
	}
	x.reached, x.spare = x.spare, x.reached
}
