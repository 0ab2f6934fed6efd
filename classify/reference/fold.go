package reference

import (
	"unicode"
	"unicode/utf8"
)

// The signs that stand for others in a folded text.
const (
	otherLetter = 0xff // any letter or digit but a-z and 0-9
	currency    = '$'  // any sign of a currency
	otherSign   = 0x01
)

// folded is a text in the few signs that numbers are written with, each with
// its place in the original. What cannot be seen is left out.
type folded struct {
	text  string
	signs string
	at    []int32 // the byte of each sign in the text
}

// maxText is how much of a text is read.
const maxText = 8 << 20

func fold(text string) folded {
	text = text[:min(len(text), maxText)]
	signs := make([]byte, 0, len(text)+8)
	at := make([]int32, 0, len(text)+8)
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			signs, at = append(signs, foldASCII(c)), append(at, int32(i))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '№':
			signs, at = append(signs, 'n', 'r'), append(at, int32(i), int32(i))
		case unseen(r):
		default:
			signs, at = append(signs, foldRune(r)), append(at, int32(i))
		}
		i += n
	}
	return folded{text, string(signs), at}
}

// start and behind are the bytes at which the sign k begins and ends.
func (f *folded) start(k int) int { return int(f.at[k]) }

func (f *folded) behind(k int) int {
	_, n := utf8.DecodeRuneInString(f.text[f.at[k]:])
	return f.start(k) + n
}

func foldASCII(r byte) byte {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == '\t':
		return ' '
	case r == '\r':
		return ' '
	case r < ' ' && r != '\n':
		return otherSign
	}
	return r
}

// unseen reports whether a sign takes no room: soft hyphens, joiners, marks.
func unseen(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r == '\u2060' || r == '\ufeff' || unicode.Is(unicode.Mn, r)
}

func foldRune(r rune) byte {
	switch {
	case r >= '！' && r <= '～': // full width
		return foldASCII(byte(r - '！' + '!'))
	case unicode.Is(unicode.Pd, r) || r == '−':
		return '-'
	case unicode.IsSpace(r):
		return ' '
	case r == '°' || r == 'º':
		return 'o'
	case unicode.Is(unicode.Sc, r):
		return currency
	case unicode.IsLetter(r):
		return foldLetter(unicode.ToLower(r))
	case unicode.IsNumber(r):
		return otherLetter
	}
	return otherSign
}

func foldLetter(r rune) byte {
	switch r {
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'à', 'â', 'ä', 'á':
		return 'a'
	case 'ô', 'ö', 'ó':
		return 'o'
	case 'û', 'ü', 'ù':
		return 'u'
	case 'î', 'ï', 'í':
		return 'i'
	case 'ç':
		return 'c'
	case 'ß':
		return 's'
	}
	return otherLetter
}
