package auth

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// sender is who the mail says has written it.
type sender struct {
	address string // in lower case
	domain  string // in ASCII (RFC 5890) and lower case
}

// from reads the From field: one field, one plain address, and no display name
// that shows another one.
func (h header) from() (sender, error) {
	values := h.all("from")
	if len(values) != 1 {
		return sender{}, fmt.Errorf("there are %d From fields", len(values))
	}
	bare, err := outside(values[0])
	if err != nil {
		return sender{}, fmt.Errorf("the From field: %w", err)
	}
	if strings.ContainsAny(bare, ":;,") {
		return sender{}, errors.New("the From field is a list or a group")
	}
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{
		// At signs are the same in all that matters here.
		CharsetReader: func(_ string, r io.Reader) (io.Reader, error) { return r, nil },
	}}
	a, err := parser.Parse(values[0])
	if err != nil {
		return sender{}, fmt.Errorf("the From field cannot be read: %w", err)
	}
	s := sender{address: lower(a.Address)}
	local, domain, ok := strings.Cut(s.address, "@")
	if !ok || !dotAtom(local) {
		return sender{}, fmt.Errorf("address %q is unusual", short(s.address))
	}
	if s.domain = asciiDomain(domain); s.domain == "" {
		return sender{}, fmt.Errorf("address %q has no domain name", short(s.address))
	}
	if showsAnother(a.Name, s.address) || showsAnother(commentsOf(values[0]), s.address) {
		return sender{}, fmt.Errorf("the From field shows another address beside %q", short(s.address))
	}
	return s, nil
}

// showsAnother reports whether a display name has an at sign, of whatever
// width, besides those of the address itself.
func showsAnother(name, address string) bool {
	rest := strings.ReplaceAll(lower(name), address, "")
	return strings.ContainsAny(rest, "@\uFF20\uFE6B")
}

// dotAtom reports whether s is a local part without quotes (RFC 5322, section
// 3.2.3).
func dotAtom(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune(".!#$%&'*+-/=?^_`{|}~", r)
	})
}

// asciiDomain gives a domain in the form of the DNS, or nothing when it is no
// domain of the internet.
func asciiDomain(s string) string {
	d, err := idna.Lookup.ToASCII(s)
	if err != nil || !strings.Contains(d, ".") || strings.HasPrefix(d, ".") || strings.HasSuffix(d, ".") {
		return ""
	}
	if strings.ContainsFunc(d, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.'
	}) {
		return ""
	}
	return d
}

// aligned reports whether a domain speaks for the sender's: the same, or under
// the same organisational domain (relaxed alignment, RFC 7489, section 3.1).
func (s sender) aligned(domain string) bool {
	d := asciiDomain(domain)
	if d == "" {
		return false
	}
	if d == s.domain {
		return true
	}
	a, errA := publicsuffix.EffectiveTLDPlusOne(d)
	b, errB := publicsuffix.EffectiveTLDPlusOne(s.domain)
	return errA == nil && errB == nil && a == b
}

// lower folds the letters of ASCII and no others: some of Unicode's fold to
// ASCII, such as the Kelvin sign to k, and would make a lookalike equal.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// domainOf is what follows the last at sign; all of s where there is none.
func domainOf(s string) string {
	return s[strings.LastIndexByte(s, '@')+1:]
}
