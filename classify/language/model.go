package language

import (
	_ "embed"
	"encoding/binary"
)

//go:generate go test -run TestTablesFile -update .

// The tiers of words in the lists of data: "=" function words, "+" words of
// business mail, the rest running text and other words.
const (
	absent = iota
	common
	business
	other
)

// codes are the languages with a list, those in Latin letters first.
var codes = [...]string{
	"nl", "fr", "en", "de", "af", "es", "it", "pt", "pl", "sv", "da", "no", "fi", "ro", "cs", "sk", "hu", "tr", "ca", "hr", "et", "lt", "lv", "sl",
	"ru", "uk", "bg",
}

const languages = len(codes)

// latinLanguages is how many of codes are written in Latin letters.
const latinLanguages = 24

// tiers are those of a word, two bits for each language; unlisted is a word in
// the list of none.
type tiers uint64

const unlisted tiers = 0

func (t tiers) of(l int) uint8 { return uint8(t>>(2*l)) & 3 }

func (t tiers) has(tier uint8) bool {
	for l := range languages {
		if t.of(l) == tier {
			return true
		}
	}
	return false
}

// tables are the words and letters of each language, and the words of names.
//
// They stand in one file, made from the lists in data, that is used as it is:
// a program that reads one short mail must not spend its time on reading the
// words of 27 languages. The file is three hash tables (of words, of three
// letters, of two), each of so many slots of two bytes, which hold the number
// of a record, from 1 on, or 0; the next slot is tried where two keys meet. All
// numbers are little-endian.
type tables struct {
	words      index
	text       []byte // of the words
	three, two index  // sixteenths of the negative natural logarithm of how likely a letter is after those before it
}

// index is a hash table: 2^bits slots and records of one size.
type index struct {
	bits    int
	slots   []byte
	size    int
	records []byte
}

// The records: of a word the place of its text, its length, the class of
// names it is of, and its tiers as written and without accents; of letters
// their key and a byte for each language.
const (
	wordSize  = 4 + 1 + 1 + 8 + 8
	shapeSize = 8 + languages
)

//go:embed tables.bin
var file []byte

var model = readTables(file)

// readTables finds the parts of the file; a test proves that they fit. An empty
// file has no words.
func readTables(b []byte) *tables {
	take := func(n int) []byte {
		part := b[:min(n, len(b))]
		b = b[len(part):]
		return part
	}
	number := func() int {
		var n [4]byte
		copy(n[:], take(4))
		return int(binary.LittleEndian.Uint32(n[:]))
	}
	table := func(size int) index {
		bits, records := number(), number()
		return index{bits, take(2 << bits), size, take(records * size)}
	}
	m := &tables{words: table(wordSize), three: table(shapeSize), two: table(shapeSize)}
	m.text = take(number())
	return m
}

// find gives the record of a key with that hash for which is holds.
func (x *index) find(hash uint64, is func(record []byte) bool) []byte {
	if len(x.records) == 0 {
		return nil
	}
	mask := uint64(1)<<x.bits - 1
	for i := hash >> (64 - x.bits); ; i++ {
		at := (i & mask) * 2
		n := int(binary.LittleEndian.Uint16(x.slots[at:]))
		if n == 0 {
			return nil
		}
		if r := x.records[(n-1)*x.size : n*x.size]; is(r) {
			return r
		}
	}
}

// hashWord is FNV-1a, spread over the high bits.
func hashWord(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	return hashKey(h)
}

func hashKey(k uint64) uint64 { return k * 0x9E3779B97F4A7C15 }

func (m *tables) word(w string) []byte {
	return m.words.find(hashWord(w), func(r []byte) bool {
		at := binary.LittleEndian.Uint32(r)
		return int(r[4]) == len(w) && string(m.text[at:at+uint32(r[4])]) == w
	})
}

// asWritten are the tiers of a word with just these letters.
func (m *tables) asWritten(w string) tiers {
	if r := m.word(w); r != nil {
		return tiers(binary.LittleEndian.Uint64(r[6:]))
	}
	return unlisted
}

// lookup finds a word as written; one without any accent also as the words
// that lose theirs on a foreign keyboard.
func (m *tables) lookup(w string) tiers {
	r := m.word(w)
	switch {
	case r == nil:
		return unlisted
	case ascii(w):
		return tiers(binary.LittleEndian.Uint64(r[14:]))
	}
	return tiers(binary.LittleEndian.Uint64(r[6:]))
}

// class is the class of names that a word is of.
func (m *tables) class(w string) uint8 {
	if r := m.word(w); r != nil {
		return r[5]
	}
	return 0
}

func ascii(w string) bool {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}
