package rtf

// token is one element of RTF (Rich Text Format Specification 1.9.1, "RTF
// Syntax").
type token struct {
	kind  byte   // one of the constants below
	word  string // of a control word
	param int
	has   bool   // a parameter was given
	text  []byte // plain bytes; of tokenByte the one byte
}

const (
	tokenOpen   = '{'
	tokenClose  = '}'
	tokenWord   = 'w'
	tokenSymbol = 's' // the sign stands in text
	tokenByte   = 'b' // \'hh
	tokenText   = 't'
	tokenEnd    = 0
)

// maxWord bounds a control word; longer ones are none.
const maxWord = 32

// scanner cuts RTF into tokens.
type scanner struct {
	in  []byte
	pos int
}

func (s *scanner) next() token {
	for s.pos < len(s.in) {
		switch c := s.in[s.pos]; c {
		case '{', '}':
			s.pos++
			return token{kind: c}
		case '\\':
			s.pos++
			return s.control()
		case '\r', '\n', 0:
			s.pos++ // line ends mean nothing
		default:
			start := s.pos
			for s.pos < len(s.in) && !isSpecial(s.in[s.pos]) {
				s.pos++
			}
			return token{kind: tokenText, text: s.in[start:s.pos]}
		}
	}
	return token{kind: tokenEnd}
}

func isSpecial(c byte) bool {
	return c == '{' || c == '}' || c == '\\' || c == '\r' || c == '\n' || c == 0
}

// control reads what stands behind a backslash.
func (s *scanner) control() token {
	if s.pos >= len(s.in) {
		return token{kind: tokenEnd}
	}
	c := s.in[s.pos]
	if isLetter(c) {
		return s.word()
	}
	s.pos++
	if c != '\'' {
		return token{kind: tokenSymbol, text: s.in[s.pos-1 : s.pos]}
	}
	if s.pos+1 < len(s.in) {
		if hi, lo := hexDigit(s.in[s.pos]), hexDigit(s.in[s.pos+1]); hi >= 0 && lo >= 0 {
			s.pos += 2
			return token{kind: tokenByte, text: []byte{byte(hi<<4 | lo)}}
		}
	}
	return token{kind: tokenText, text: []byte{'\''}}
}

// word reads a control word with its number and the blank that ends it.
func (s *scanner) word() token {
	start := s.pos
	for s.pos < len(s.in) && isLetter(s.in[s.pos]) && s.pos-start < maxWord {
		s.pos++
	}
	t := token{kind: tokenWord, word: string(s.in[start:s.pos])}
	sign, digits := 1, s.pos
	if digits+1 < len(s.in) && s.in[digits] == '-' && isDigit(s.in[digits+1]) {
		sign, digits = -1, digits+1
	}
	for end := digits + 10; digits < len(s.in) && digits < end && isDigit(s.in[digits]); digits++ {
		t.param, t.has = t.param*10+int(s.in[digits]-'0'), true
	}
	if t.has {
		t.param *= sign
		s.pos = digits
	}
	if s.pos < len(s.in) && s.in[s.pos] == ' ' {
		s.pos++
	}
	return t
}

// skip passes over n bytes of binary data.
func (s *scanner) skip(n int) {
	s.pos += max(0, min(n, len(s.in)-s.pos))
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
