package reference

import "strings"

// piece is a row of digits or of letters in a folded text. A letter O, l or I
// among digits is read as the digit that it looks like.
type piece struct {
	from, to int // signs of the folded text
	text     string
	digits   bool
	repaired bool
}

// maxPiece is how long a row of signs can be and still be looked at.
const maxPiece = 64

func letterOrDigit(r byte) bool { return r >= 'a' && r <= 'z' || digit(r) || r == otherLetter }

func digit(r byte) bool { return r >= '0' && r <= '9' }

// pieces cuts a text into its rows of letters and of digits.
func pieces(f folded) []piece {
	out := make([]piece, 0, len(f.signs)/6+1)
	for i := 0; i < len(f.signs); {
		if !letterOrDigit(f.signs[i]) {
			i++
			continue
		}
		j := i
		for j < len(f.signs) && letterOrDigit(f.signs[j]) {
			j++
		}
		out = cut(out, f.signs, i, j)
		i = j
	}
	return out
}

// cut appends the pieces of one row of letters and digits.
func cut(out []piece, signs string, i, j int) []piece {
	first := i // the first digit, or what looks like one in a row of such
	for first < j && !digit(signs[first]) {
		first++
	}
	if first < j && j-i <= maxPiece {
		if likeDigits(signs[i:first]) {
			first = i
		}
		if text, ok := repair(signs[first:j]); ok {
			if first > i {
				out = append(out, piece{from: i, to: first, text: signs[i:first]})
			}
			return append(out, piece{first, j, text, true, true})
		}
	}
	for i < j {
		k := i
		for k < j && digit(signs[k]) == digit(signs[i]) {
			k++
		}
		out = append(out, piece{i, k, signs[i:k], digit(signs[i]), false})
		i = k
	}
	return out
}

func looksDigit(r byte) bool { return r == 'o' || r == 'l' || r == 'i' }

// likeDigits reports whether a row holds nothing but digits and their likes.
func likeDigits(signs string) bool {
	for i := range len(signs) {
		if !digit(signs[i]) && !looksDigit(signs[i]) {
			return false
		}
	}
	return true
}

// repair reads a row of digits in which a letter stands for one; not ok where
// none does, or where there are more letters than digits.
func repair(signs string) (string, bool) {
	if !likeDigits(signs) {
		return "", false
	}
	letters := 0
	for i := range len(signs) {
		if !digit(signs[i]) {
			letters++
		}
	}
	if letters == 0 || letters*2 > len(signs) {
		return "", false
	}
	var b strings.Builder
	for i := range len(signs) {
		r := signs[i]
		switch r {
		case 'o':
			r = '0'
		case 'l', 'i':
			r = '1'
		}
		b.WriteByte(r)
	}
	return b.String(), true
}

// gap is what stands between two pieces.
type gap uint8

const (
	glued gap = iota // nothing
	tight            // one of - / . _
	loose            // blanks, a line's end, such a sign among blanks
	far              // anything else
)

// between tells the gap between two signs of a folded text, and the sign in it.
func between(signs string) (g gap, sign byte) {
	if len(signs) == 0 {
		return glued, 0
	}
	if len(signs) > 12 {
		return far, 0
	}
	lines := 0
	for i := range len(signs) {
		switch r := signs[i]; {
		case r == '\n':
			lines++
		case r == ' ', r == '>' && lines > 0:
		case (r == '-' || r == '/' || r == '.' || r == '_') && (sign == 0 || r == sign && signs[i-1] == r && i < 2):
			sign = r
		default:
			return far, 0
		}
	}
	switch {
	case lines > 1:
		return far, sign
	case len(signs) == 1 && sign != 0:
		return tight, sign
	}
	return loose, sign
}
