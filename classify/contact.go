package classify

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
)

// contactIn is the address in a text to which its writer sends us, with the
// name of whoever it is of; nil where there is none.
func (s *scan) contactIn(original string) *v.ContactFound {
	original = original[:min(len(original), maxRead)]
	if a, ok := s.meant(original); ok {
		return &v.ContactFound{Email: a.email, Name: s.nameOf(a, original)}
	}
	return nil
}

// insteadOf is whom a mail names that reaches the wrong one: by an address, or by
// a name alone.
func (s *scan) insteadOf(original string) *v.ContactFound {
	if f := s.contactIn(original); f != nil {
		return f
	}
	original = original[:min(len(original), maxRead)]
	if name := s.askedFor(original); name != "" {
		return &v.ContactFound{Name: name}
	}
	return nil
}

// ownAddress reports whether an address is the sender's or ours, which is none
// to write to instead.
func (s *scan) ownAddress(email string) bool {
	return email == strings.ToLower(s.mail.From.Address) || slices.Contains(s.ctx.Own, email) || slices.Contains(s.ctx.Colleague, email)
}
