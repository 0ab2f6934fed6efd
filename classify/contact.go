package classify

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
)

// contactIn is the address in a text to which its writer sends us, with the
// name of whoever it is of; nil where there is none.
func (s *scan) contactIn(original string) *v.ContactFound {
	original = original[:min(len(original), maxRead)]
	if a, standing := s.meant(original); standing > aside {
		return &v.ContactFound{Email: a.email, Name: s.nameOf(a, original)}
	}
	return nil
}

// elsewhereTo is whom the mail names to write to instead; nil for nobody.
func (s *scan) elsewhereTo() *v.ContactFound {
	if !s.asked {
		s.instead, s.asked = s.insteadOf(s.mail.Reply), true
	}
	return s.instead
}

// redirected makes a finding of an address to write to instead where the mail seems
// to be of something else that is less severe, and the sentence of the address says
// so, or nothing while its words point to it.
func (s *scan) redirected(main v.Intent) {
	if main == v.IntentOther || main.Severity() <= v.IntentWrongRecipient.Severity() || !strings.Contains(s.mail.Reply, "@") && !s.veiled {
		return
	}
	to, standing := s.meant(s.mail.Reply[:min(len(s.mail.Reply), maxRead)])
	for i := range s.parts {
		p := &s.parts[i]
		label, _ := p.top()
		if standing > aside && p.intent != nil && !p.told && p.Part == inReply && strings.Contains(strings.ToLower(p.Quote), to.email) &&
			(label == v.IntentWrongRecipient || label == model.None && standing == pointed) {
			s.add(p, s.sign(p, v.IntentWrongRecipient, doubt))
			return
		}
	}
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
