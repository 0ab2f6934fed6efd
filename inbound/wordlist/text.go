package wordlist

// Text is a folded text made ready for many phrases: it knows which groups of
// three bytes are in it, so that most phrases are ruled out unread.
type Text struct {
	s    string
	seen [1 << 10]uint64 // a bit for each value of gram
}

// Prepare makes a text ready. The text must be folded, as the phrases are.
func Prepare(s string) *Text {
	t := &Text{s: s}
	for i := 2; i < len(s); i++ {
		g := gram(s[i-2], s[i-1], s[i])
		t.seen[g>>6] |= 1 << (g & 63)
	}
	return t
}

// String is the text.
func (t *Text) String() string { return t.s }

// gram is a hash of three bytes.
func gram(a, b, c byte) uint16 { return uint16(a)*7919 ^ uint16(b)*263 ^ uint16(c) }

// grams are those of the parts of a phrase; parts of less than three bytes
// have none.
func grams(parts []string) []uint16 {
	var out []uint16
	for _, p := range parts {
		for i := 2; i < len(p); i++ {
			out = append(out, gram(p[i-2], p[i-1], p[i]))
		}
	}
	return out
}

// mayHold reports whether all of a phrase's groups are in the text.
func (t *Text) mayHold(p *Phrase) bool {
	for _, g := range p.grams {
		if t.seen[g>>6]&(1<<(g&63)) == 0 {
			return false
		}
	}
	return true
}
