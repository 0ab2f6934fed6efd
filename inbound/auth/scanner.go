package auth

import (
	"errors"
	"strings"
)

// scanner reads structured header values, with comments and quoted strings
// (RFC 5322, section 3.2).
type scanner struct {
	s string
	i int
	// comments gathers what stood in comments.
	comments strings.Builder
}

var (
	errComment = errors.New("a comment does not end")
	errQuote   = errors.New("a quoted string does not end")
)

// skip passes white space and comments, which nest.
func (p *scanner) skip() error {
	depth := 0
	for ; p.i < len(p.s); p.i++ {
		switch c := p.s[p.i]; {
		case c == '(':
			depth++
		case depth == 0 && c != ' ' && c != '\t':
			return nil
		case depth == 0:
		case c == ')':
			depth--
		case c == '\\':
			p.i++
		}
		if depth > 0 && p.i < len(p.s) {
			p.comments.WriteByte(p.s[p.i])
		}
	}
	if depth > 0 || p.i > len(p.s) {
		return errComment
	}
	return nil
}

// word reads up to white space, a semicolon, a comment or one of stop. Quoted
// strings are part of it, without their quotes.
func (p *scanner) word(stop string) (string, error) {
	var b strings.Builder
	for p.i < len(p.s) && !strings.ContainsRune(" \t;("+stop, rune(p.s[p.i])) {
		if p.s[p.i] != '"' {
			b.WriteByte(p.s[p.i])
			p.i++
			continue
		}
		q, err := p.quoted()
		if err != nil {
			return "", err
		}
		b.WriteString(q)
	}
	return b.String(), nil
}

// quoted reads a quoted string.
func (p *scanner) quoted() (string, error) {
	var b strings.Builder
	for p.i++; p.i < len(p.s); p.i++ {
		switch c := p.s[p.i]; c {
		case '"':
			p.i++
			return b.String(), nil
		case '\\':
			if p.i++; p.i < len(p.s) {
				b.WriteByte(p.s[p.i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", errQuote
}

// peek is the next byte; zero at the end.
func (p *scanner) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

// outside gives what stands outside comments and quoted strings.
func outside(s string) (string, error) {
	p := scanner{s: s}
	var b strings.Builder
	for {
		if err := p.skip(); err != nil {
			return "", err
		}
		switch c := p.peek(); c {
		case 0:
			return b.String(), nil
		case '"':
			if _, err := p.quoted(); err != nil {
				return "", err
			}
		default:
			b.WriteByte(c)
			p.i++
		}
	}
}

// commentsOf gives the text of all comments of a value that outside accepts.
func commentsOf(s string) string {
	p := scanner{s: s}
	for p.skip() == nil && p.peek() != 0 {
		if p.peek() == '"' {
			if _, err := p.quoted(); err != nil {
				break
			}
			continue
		}
		p.i++
	}
	return p.comments.String()
}
