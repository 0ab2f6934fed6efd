package when

import (
	"slices"
	"strings"
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
	folded strings.Builder
	tokens []token
	ends   []int // of each token's text in folded
}

// cut gives the tokens of text[from:to].
func (z *tokenizer) cut(text string, from, to int) []token {
	z.tokens, z.ends = z.tokens[:0], z.ends[:0]
	z.tokens, z.ends = slices.Grow(z.tokens, (to-from)/4+1), slices.Grow(z.ends, (to-from)/4+1)
	z.folded = strings.Builder{}
	z.folded.Grow(to - from)
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
		case unicode.IsSpace(r):
			glued = false
		case isApostrophe(r):
			quoted = true
		case skipped(r):
		default:
			t := token{from: i, value: -1, glued: glued, quoted: quoted, para: lines > 1, capital: unicode.IsUpper(r)}
			i = z.take(&t, text, i, to)
			z.tokens = append(z.tokens, t)
			z.ends = append(z.ends, z.folded.Len())
			lines, glued, quoted = 0, true, false
			continue
		}
		i += size
	}
	all, start := z.folded.String(), 0
	for i := range z.tokens {
		z.tokens[i].text = all[start:z.ends[i]]
		start = z.ends[i]
	}
	return z.tokens
}

// take reads the token that begins at i and gives the byte after it.
func (z *tokenizer) take(t *token, text string, i, to int) int {
	first, _ := utf8.DecodeRuneInString(text[i:to])
	t.kind = kindOf(first)
	start := i
	for i < to {
		r, size := rune(text[i]), 1
		if t.kind == word && ('a' <= r && r <= 'z') {
			z.folded.WriteByte(byte(r))
			i++
			continue
		}
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:to])
		}
		if i > start && !skippedIn(t.kind, r) && (t.kind == sign || kindOf(r) != t.kind) {
			break
		}
		z.fold(r)
		i += size
		if t.kind == sign {
			break
		}
	}
	t.to = i
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

// fold writes a letter in lower case without its diacritics, and a sign as the
// plainest of its kind.
func (z *tokenizer) fold(r rune) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		z.folded.WriteByte(byte(r))
		return
	}
	if s := foldRune(r); s != 0 {
		z.folded.WriteByte(s)
		return
	}
	switch r {
	case 'ß', 'ẞ':
		z.folded.WriteString("ss")
	case 'æ', 'Æ':
		z.folded.WriteString("ae")
	case 'œ', 'Œ':
		z.folded.WriteString("oe")
	case 'ĳ', 'Ĳ':
		z.folded.WriteString("ij")
	case '\u00ad':
	default:
		if !unicode.Is(unicode.Mn, r) {
			z.folded.WriteRune(unicode.ToLower(r))
		}
	}
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
