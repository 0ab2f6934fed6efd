package when

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	word   kind = iota
	number      // digits only
	sign        // any other visible character
)

// token is a word, a number or a sign of a text.
type token struct {
	text     string // folded: lower case without diacritics
	from, to int    // bytes of the text as given
	value    int    // of a number of up to eight digits, else -1
	entry    *entry // what the language knows about it
	mask     set    // the classes of the entry and those of numbers
	kind     kind
	glued    bool // nothing stands between it and the one before
	quoted   bool // an apostrophe stands before it
	para     bool // a blank line stands before it
	typo     bool // the entry is that of the name that was meant
	capital  bool // its first letter is a capital
}

// tokenizer cuts a text; its buffers are used again for the next piece.
type tokenizer struct {
	folded []byte
	tokens []token
}

// cut gives the tokens of text[from:to].
func (z *tokenizer) cut(text string, from, to int) []token {
	z.tokens = slices.Grow(z.tokens[:0], (to-from)/4+8)
	lines, glued, quoted := 0, false, false
	for i := from; i < to; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:to])
		}
		switch {
		case r == ' ':
			glued = false
		case r == '\n':
			lines++
			glued = false
		case isApostrophe(r):
			quoted = true
		case r >= utf8.RuneSelf && skipped(r):
		case unicode.IsSpace(r):
			glued = false
		default:
			t := token{from: i, value: -1, glued: glued, quoted: quoted, para: lines > 1, capital: unicode.IsUpper(r)}
			i = z.take(&t, text, i, to)
			z.tokens = append(z.tokens, t)
			lines, glued, quoted = 0, true, false
			continue
		}
		i += size
	}
	return z.tokens
}

// take reads the token that begins at i and gives the byte after it. What is
// lower case without diacritics stays where it is; the rest is folded.
func (z *tokenizer) take(t *token, text string, i, to int) int {
	first, _ := utf8.DecodeRuneInString(text[i:to])
	t.kind = kindOf(first)
	start, plain := i, true
	for i < to {
		r, size := rune(text[i]), 1
		if t.kind == word && ('a' <= r && r <= 'z') {
			i++
			continue
		}
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:to])
		}
		if i > start && !skippedIn(t.kind, r) && (t.kind == sign || kindOf(r) != t.kind) {
			break
		}
		plain = plain && r < utf8.RuneSelf && t.kind != word
		i += size
		if t.kind == sign {
			break
		}
	}
	t.to, t.text = i, text[start:i]
	if !plain {
		z.folded = fold(z.folded[:0], t.text)
		t.text = string(z.folded)
	}
	if t.kind == number && t.to-t.from <= 8 {
		t.value = 0
		for _, c := range text[t.from:t.to] {
			t.value = 10*t.value + int(c-'0')
		}
	}
	return i
}

func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return word
	case '0' <= r && r <= '9':
		return number
	case r >= utf8.RuneSelf && r != 'º' && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)):
		return word
	case r == 'º':
		return word
	}
	return sign
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´'
}

// skipped reports what is invisible, such as soft hyphens and zero-width marks.
func skipped(r rune) bool { return r == '\u00ad' || 0x200b <= r && r <= 0x200f || r == '\ufeff' }

func skippedIn(k kind, r rune) bool { return k == word && r == '\u00ad' }

// fold appends letters in lower case without their diacritics, and signs as
// the plainest of their kind.
func fold(b []byte, s string) []byte {
	for _, r := range s {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
			continue
		}
		if c := foldRune(r); c != 0 {
			b = append(b, c)
			continue
		}
		switch r {
		case 'ß', 'ẞ':
			b = append(b, "ss"...)
		case 'æ', 'Æ':
			b = append(b, "ae"...)
		case 'œ', 'Œ':
			b = append(b, "oe"...)
		case 'ĳ', 'Ĳ':
			b = append(b, "ij"...)
		case '\u00ad':
		default:
			if !unicode.Is(unicode.Mn, r) {
				b = utf8.AppendRune(b, unicode.ToLower(r))
			}
		}
	}
	return b
}

// foldRune is the ASCII letter or sign that a character stands for; 0 for none.
func foldRune(r rune) byte {
	const (
		from = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŠŽᵉʳº–—‐‑−…²"
		to   = "aaaaaaceeeeiiiinoooooouuuuyyszaaaaaaceeeeiiiinoooooouuuuyyszero-----.2"
	)
	n := 0
	for _, c := range from {
		if c == r {
			return to[n]
		}
		n++
	}
	return 0
}
