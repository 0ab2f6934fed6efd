package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteDepth counts the quote marks (RFC 3676, section 4.5, with blanks
// between them) and gives the rest of the line.
func quoteDepth(s string) (int, string) {
	if s == "" || s[0] != '>' && s[0] != ' ' {
		return 0, s
	}
	d, i := 0, 0
	for i < len(s) && i < 200 {
		switch {
		case s[i] == '>':
			d++
			i++
		case s[i] == ' ' && (d > 0 || i < 3):
			i++
		default:
			if d == 0 {
				return 0, s
			}
			return d, s[i:]
		}
	}
	if d == 0 {
		return 0, s
	}
	return d, s[i:]
}

// otherMarks reads the quote marks "|" and ":" of some clients below an
// attribution, where line i follows it.
func (s *splitter) otherMarks(i int) {
	i = s.nextText(i)
	if i >= len(s.ls) || s.depth[i] > 0 {
		return
	}
	mark := s.at(i)[:1]
	if mark != "|" && mark != ":" && mark != "}" {
		return
	}
	for ; i < len(s.ls); i++ {
		if s.depth[i] == 0 && strings.HasPrefix(s.at(i), mark) {
			s.depth[i] = 1
			s.low[i] = strings.TrimLeft(s.low[i], mark+" ")
		} else if mark != "|" {
			return
		}
	}
}

// maxFence bounds the lines of code between two fences.
const maxFence = 200

// fenceEnd is the line that ends the fenced code that starts at line i, or i
// where none does.
func (s *splitter) fenceEnd(i int) int {
	for k := i + 1; k < len(s.ls) && k < i+maxFence && s.depth[k] == 0; k++ {
		if s.at(k) == "```" {
			return k
		}
	}
	return i
}

// dropSigns takes the mark from a line that only goes on with "> 500".
func (s *splitter) dropSigns() {
	for i := 1; i < len(s.ls); i++ {
		if s.depth[i] != 1 || s.depth[i-1] != 0 || i+1 < len(s.ls) && s.depth[i+1] > 0 {
			continue
		}
		l, above := s.at(i), s.at(i-1)
		if l != "" && above != "" && (isDigit(l[0]) || strings.HasPrefix(l, "€")) && !strings.ContainsAny(lastByte(above), ".:?!,;>") {
			s.depth[i] = 0
		}
	}
}

// joinWrapped gives quote marks to the lone rest of a quoted line that a
// client has broken.
func (s *splitter) joinWrapped() {
	for i := 1; i+1 < s.end; i++ {
		if s.depth[i] != 0 || s.depth[i-1] == 0 || s.depth[i+1] == 0 || s.blank(i) || s.blank(i-1) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimSpace(s.ls[i].Text))
		if !unicode.IsUpper(first) && len(s.ls[i-1].Text) >= 65 && len(s.ls[i].Text) < 40 && !strings.HasSuffix(s.at(i-1), ".") {
			s.depth[i] = s.depth[i-1]
		}
	}
}
