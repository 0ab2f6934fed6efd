package auth

import (
	"errors"
	"fmt"
	"strings"
)

// results is an Authentication-Results field (RFC 8601, section 2.2).
type results struct {
	server  string // authserv-id; empty where the field has none
	methods []method
}

// method is one result with its properties.
type method struct {
	name  string            // in lower case, without version
	value string            // in lower case
	props map[string]string // "header.d" and so on, in lower case
}

// parseResults reads the field's value. It is stricter than what servers
// accept from each other: one fault makes the whole field unreadable, since a
// sender's words (his envelope address, a reason) may stand in it.
//
// QUIRK: Microsoft 365 writes no authserv-id; the first thing is a result.
func parseResults(value string) (results, error) {
	p := &scanner{s: value}
	var r results
	if err := p.skip(); err != nil {
		return r, err
	}
	first, start := true, p.i
	for p.i < len(p.s) {
		if p.peek() == ';' {
			p.i++
			first = false
		} else if first {
			id, err := p.server()
			if err != nil {
				return r, err
			}
			if r.server = id; id == "" {
				p.i = start
			}
		}
		if !first || r.server == "" {
			m, err := p.method()
			if err != nil {
				return r, err
			}
			if m.name != "" {
				r.methods = append(r.methods, m)
			}
		}
		if err := p.skip(); err != nil {
			return r, err
		}
		if c := p.peek(); c != 0 && c != ';' {
			return r, fmt.Errorf("%q is out of place", short(p.s[p.i:]))
		}
		first = false
	}
	return r, nil
}

// server reads the authserv-id with its version, which is 1 where it stands;
// nothing when a result comes first.
func (p *scanner) server() (string, error) {
	id, err := p.word("=")
	if err != nil {
		return "", err
	}
	if err := p.skip(); err != nil {
		return "", err
	}
	if p.peek() == '=' {
		return "", nil
	}
	if p.peek() == ';' || p.peek() == 0 {
		return id, nil
	}
	version, err := p.word("=")
	if err == nil && version != "1" {
		err = fmt.Errorf("version %q is unknown", short(version))
	}
	return id, err
}

// method reads a result up to the next semicolon. Its name is empty where
// there is none.
func (p *scanner) method() (method, error) {
	m := method{props: map[string]string{}}
	for n := 0; ; n++ {
		if err := p.skip(); err != nil {
			return m, err
		}
		if c := p.peek(); c == 0 || c == ';' {
			return m, nil
		}
		key, value, err := p.pair()
		if err != nil {
			return m, err
		}
		switch _, twice := m.props[key]; {
		case n == 0 && key == "none" && value == "":
			// No result at all (RFC 8601, section 2.2, no-result).
		case value == "" && key == "none":
			return m, errors.New(`"none" is out of place`)
		case n == 0:
			m.name, m.value = unversioned(key), lower(value)
		case twice:
			return m, fmt.Errorf("%s is given twice", short(key))
		default:
			m.props[key] = value
		}
	}
}

// unversioned takes the version off a method; another than 1 is a method that
// nobody knows.
func unversioned(s string) string { return strings.TrimSuffix(s, "/1") }

// pair reads key=value, or the word "none".
func (p *scanner) pair() (key, value string, err error) {
	from := p.i
	if key, err = p.word("="); err != nil {
		return "", "", err
	}
	if key == "" || strings.ContainsAny(p.s[from:p.i], "\"\\,<>@") {
		return "", "", fmt.Errorf("%q is no name", short(p.s[from:]))
	}
	key = lower(key)
	if err := p.skip(); err != nil {
		return "", "", err
	}
	if p.peek() != '=' {
		if key == "none" {
			return key, "", nil
		}
		return "", "", fmt.Errorf("%q has no value", short(key))
	}
	p.i++
	if err := p.skip(); err != nil {
		return "", "", err
	}
	value, err = p.word("")
	return key, value, err
}

// value is the result of a method; empty where there is none, and "several"
// where the field contradicts itself.
func (r results) value(name string) string {
	v := ""
	for _, m := range r.methods {
		switch {
		case m.name != name:
		case v == "" || v == m.value:
			v = m.value
		default:
			v = "several"
		}
	}
	return v
}
