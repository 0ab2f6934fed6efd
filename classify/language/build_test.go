package language

import (
	"bytes"
	"encoding/binary"
	"flag"
	"maps"
	"math"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var update = flag.Bool("update", false, "write tables.bin anew")

// TestTablesFile makes tables.bin from the lists in data and compares it.
func TestTablesFile(t *testing.T) {
	want := build(t).file()
	if *update {
		if err := os.WriteFile("tables.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, file) {
		t.Error("tables.bin is not what the lists in data say: run go generate ./classify/language")
	}
	if m := readTables(file); len(m.text) == 0 || m.lookup("factuur").of(slices.Index(codes[:], "nl")) != business || m.class("bv")&form == 0 {
		t.Error("tables.bin cannot be read")
	}
}

// FuzzFind looks words up that are in no list too: each search ends.
func FuzzFind(f *testing.F) {
	f.Add("factuur")
	f.Add("")
	f.Add("\xff")
	lists := build(f)
	f.Fuzz(func(t *testing.T, w string) {
		if want := lists.words[w]; model.asWritten(w) != want[0] {
			t.Errorf("%q: %b, want %b", w, model.asWritten(w), want[0])
		}
		triples(w, func(a, b, c rune) { model.three.letters(key(a, b, c)) })
	})
}

// lists are what the files in data say.
type lists struct {
	words   map[string][2]tiers // as written, and as a word without accents
	classes map[string]uint8
	counts  *counts
}

func build(t testing.TB) *lists {
	t.Helper()
	m := &lists{words: map[string][2]tiers{}, counts: newCounts()}
	for l, code := range codes {
		for line := range strings.Lines(read1(t, code)) {
			tier := uint8(other)
			switch line[0] {
			case '=':
				tier = common
			case '+':
				tier = business
			}
			for w := range strings.FieldsFuncSeq(strings.ToLower(line), notInWord) {
				m.add(w, l, tier)
				m.counts.add(w, l)
			}
		}
	}
	m.borrow(read1(t, "loan"))
	m.classes = nameWords(read1(t, "names"))
	return m
}

func read1(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("data", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// with is t with the tier of one language, the more frequent one counting.
func (t tiers) with(l int, tier uint8) tiers {
	if old := t.of(l); old != absent && old <= tier {
		return t
	}
	return t&^(3<<(2*l)) | tiers(tier)<<(2*l)
}

// borrow enters the English words of business that Dutch, French and German
// mails are full of. They say nothing of how the words of these languages look.
func (m *lists) borrow(text string) {
	for w := range strings.FieldsSeq(text) {
		for l, code := range codes {
			if code == "nl" || code == "fr" || code == "de" {
				m.add(w, l, other)
			}
		}
	}
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && r != '\'' && r != '-'
}

// add enters a word, and as a rarer one what is left of it without accents. The
// most frequent tier counts.
func (m *lists) add(w string, l int, tier uint8) {
	enter := func(key string, written, plain uint8) {
		t := m.words[key]
		if written != absent {
			t[0] = t[0].with(l, written)
		}
		t[1] = t[1].with(l, plain)
		m.words[key] = t
	}
	enter(w, tier, tier)
	if ascii(w) {
		return
	}
	for _, s := range [...]string{accents.Replace(w), withE.Replace(w)} {
		if s != w {
			enter(s, absent, min(tier+1, other))
		}
	}
}

// withE is how German writes its letters on a foreign keyboard, and Danish and
// Norwegian theirs.
var withE = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "oe", "å", "aa")

var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ă", "a", "æ", "ae",
	"ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d", "è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ľ", "l", "ĺ", "l", "ñ", "n", "ń", "n", "ň", "n",
	"ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ő", "o", "œ", "oe", "ŕ", "r", "ř", "r",
	"ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ť", "t", "ț", "t", "ţ", "t",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ů", "u", "ű", "u", "ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z",
)

// nameWords reads a class and its words a line.
func nameWords(text string) map[string]uint8 {
	classes := map[string]uint8{"neutral": neutral, "form": form, "role": role, "particle": particle, "street": street}
	out := map[string]uint8{}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			out[w] |= classes[f[0]]
		}
	}
	return out
}

// shapes are how likely each letter is after the two before it, in every
// language, as sixteenths of the negative natural logarithm.
type shapes struct {
	three map[uint64]*[languages]uint8
	two   map[uint64]*[languages]uint8
}

type counts struct {
	three, two, pair, one map[uint64]*[languages]float64
	all                   [languages]float64
	spare                 [][languages]float64 // rows not yet used
}

func newCounts() *counts {
	table := func(n int) map[uint64]*[languages]float64 { return make(map[uint64]*[languages]float64, n) }
	return &counts{three: table(12_000), two: table(2000), pair: table(2000), one: table(200)}
}

func (n *counts) add(w string, l int) {
	inc := func(t map[uint64]*[languages]float64, k uint64) {
		row := t[k]
		if row == nil {
			if len(n.spare) == 0 {
				n.spare = make([][languages]float64, 512)
			}
			row, n.spare = &n.spare[0], n.spare[1:]
			t[k] = row
		}
		row[l]++
	}
	triples(w, func(a, b, c rune) {
		inc(n.three, key(a, b, c))
		inc(n.pair, key(0, a, b))
		inc(n.two, key(0, b, c))
		inc(n.one, key(0, 0, c))
		n.all[l]++
	})
}

// shapes interpolates three letters with two and one.
func (n *counts) shapes() shapes {
	s := shapes{make(map[uint64]*[languages]uint8, len(n.three)), make(map[uint64]*[languages]uint8, len(n.two))}
	rows := make([][languages]uint8, len(n.three))
	before := map[rune]*[languages]float64{}
	for k, v := range n.two {
		b := rune(k >> 21 & 0x1fffff)
		if before[b] == nil {
			before[b] = new([languages]float64)
		}
		for l := range languages {
			before[b][l] += v[l]
		}
	}
	smooth := func(part, whole *[languages]float64, l int, lower, strength float64) float64 {
		p, w := 0.0, 0.0
		if part != nil {
			p = part[l]
		}
		if whole != nil {
			w = whole[l]
		}
		return (p + strength*lower) / (w + strength)
	}
	sixteenths := func(p float64) uint8 { return uint8(min(-math.Log(p)*16, 255)) }
	chances := map[uint64]*[languages]float64{} // of a letter after one other
	for k, v := range n.two {
		one, first := n.one[k&0x1fffff], before[rune(k>>21&0x1fffff)]
		chance, row := new([languages]float64), new([languages]uint8)
		for l := range languages {
			chance[l] = smooth(v, first, l, smooth(one, &n.all, l, 1e-4, 5), 4)
			row[l] = sixteenths(chance[l])
		}
		chances[k], s.two[k] = chance, row
	}
	for k, v := range n.three {
		two, pair, row := chances[k&(1<<42-1)], n.pair[k>>21], &rows[len(s.three)]
		for l := range languages {
			row[l] = s.two[k&(1<<42-1)][l]
			if pair != nil && pair[l] > 0 {
				row[l] = sixteenths(smooth(v, pair, l, two[l], 4))
			}
		}
		s.three[k] = row
	}
	return s
}

// file writes the lists in the form of tables.
func (m *lists) file() []byte {
	var text, out []byte
	all := map[string]bool{}
	for w := range m.words {
		all[w] = true
	}
	for w := range m.classes {
		all[w] = true
	}
	var words table
	for _, w := range slices.Sorted(maps.Keys(all)) {
		r := binary.LittleEndian.AppendUint32(nil, uint32(len(text)))
		r = append(r, uint8(len(w)), m.classes[w])
		r = binary.LittleEndian.AppendUint64(r, uint64(m.words[w][0]))
		r = binary.LittleEndian.AppendUint64(r, uint64(m.words[w][1]))
		words.add(hashWord(w), r)
		text = append(text, w...)
	}
	s := m.counts.shapes()
	out = words.append(out)
	for _, rows := range []map[uint64]*[languages]uint8{s.three, s.two} {
		var t table
		for _, k := range slices.Sorted(maps.Keys(rows)) {
			t.add(hashKey(k), append(binary.LittleEndian.AppendUint64(nil, k), rows[k][:]...))
		}
		out = t.append(out)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(text)))
	return append(out, text...)
}

// table is an index as it is made.
type table struct {
	hashes  []uint64
	records [][]byte
}

func (t *table) add(hash uint64, record []byte) {
	t.hashes, t.records = append(t.hashes, hash), append(t.records, record)
}

func (t *table) append(out []byte) []byte {
	n := bits.Len(uint(2 * len(t.records)))
	slots := make([]uint16, 1<<n)
	for i, h := range t.hashes {
		at := h >> (64 - n)
		for slots[at] != 0 {
			at = (at + 1) % uint64(len(slots))
		}
		slots[at] = uint16(i + 1)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(n))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(t.records)))
	for _, s := range slots {
		out = binary.LittleEndian.AppendUint16(out, s)
	}
	return append(out, slices.Concat(t.records...)...)
}
