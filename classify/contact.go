package classify

import (
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
)

// contactIn is the address in a text to which its writer sends us, with the
// name of whoever it is of; nil where there is none.
func (s *scan) contactIn(text string) *v.ContactFound {
	a, standing := s.meant(text)
	return s.contactAt(a, standing, text)
}

func (s *scan) contactAt(a written, standing int, text string) *v.ContactFound {
	if standing <= aside {
		return nil
	}
	return &v.ContactFound{Email: a.email, Name: s.nameOf(a, text)}
}

// sending is to whom the writer of a mail sends us; each is found when it is first
// asked for.
type sending struct {
	address func() (written, int)  // see meant
	contact func() *v.ContactFound // see contactIn
	instead func() *v.ContactFound // the same, or somebody who is named without an address; nil for nobody
}

// sends is to whom the writer of the mail sends us.
func (s *scan) sends() *sending {
	if s.sending != nil {
		return s.sending
	}
	text, to := s.mail.Reply[:min(len(s.mail.Reply), maxRead)], &sending{}
	s.sending = to
	to.address = sync.OnceValues(func() (written, int) { return s.meant(text) })
	to.contact = sync.OnceValue(func() *v.ContactFound {
		a, standing := to.address()
		return s.contactAt(a, standing, text)
	})
	to.instead = sync.OnceValue(func() *v.ContactFound {
		if c := to.contact(); c != nil {
			return c
		}
		if name := s.askedFor(text); name != "" {
			return &v.ContactFound{Name: name}
		}
		return nil
	})
	return to
}

// redirected makes a finding of an address to write to instead where the mail seems
// to be of something else that is less severe, and the sentence of the address says
// so, or nothing while its words point to it.
func (s *scan) redirected(main v.Intent) {
	if main == v.IntentOther || main.Severity() <= v.IntentWrongRecipient.Severity() || !strings.Contains(s.mail.Reply, "@") && !s.veiled {
		return
	}
	to, standing := s.sends().address()
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

// ownAddress reports whether an address is the sender's or ours, which is none
// to write to instead.
func (s *scan) ownAddress(email string) bool {
	return email == strings.ToLower(s.mail.From.Address) || slices.Contains(s.ctx.Own, email) || slices.Contains(s.ctx.Colleague, email)
}
