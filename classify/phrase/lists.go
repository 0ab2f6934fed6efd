package phrase

import "strings"

// Mask is one of Lists.
type Mask uint32

// Lists are lists of words by their names, up to 32. The zero value has none;
// once filled, they may be used concurrently.
type Lists struct {
	names map[string]Mask
	words Index[Mask]
}

// Add adds a list, written as a Choice whose words can all be looked up.
func (l *Lists) Add(name, words string) {
	if l.names == nil {
		l.names = map[string]Mask{}
	}
	m := Mask(1) << len(l.names)
	l.names[name] = m
	for _, w := range strings.Split(words, "|") {
		l.words.Add(w, m)
	}
}

// Of is the list of a name; none where there is no such list.
func (l *Lists) Of(name string) Mask { return l.names[name] }

// Mark notes on each word which lists name it.
func (l *Lists) Mark(w []Word) {
	for i := range w {
		w[i].Lists = 0
		l.words.Find(w[i].Text, func(all []Mask) {
			for _, m := range all {
				w[i].Lists |= m
			}
		})
	}
}

// Has reports whether a marked word is on the list.
func (m Mask) Has(w Word) bool { return w.Lists&m != 0 }

// In reports whether some marked word is on the list.
func (m Mask) In(w []Word) bool {
	for i := range w {
		if w[i].Lists&m != 0 {
			return true
		}
	}
	return false
}
