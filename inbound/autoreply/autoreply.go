// Package autoreply tells automatic answers from people, and reads what they
// say: until when somebody is away, who stands in, or a ticket's number.
package autoreply

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// Header gives the values of a message's header fields.
type Header interface {
	// Get is the first value of a field as it stands; empty for none.
	Get(name string) string
	// Has reports whether there is such a field.
	Has(name string) bool
}

// The sorts of automatic answers.
const (
	outOfOffice = "out_of_office"
	ticket      = "ticket"
	system      = "system"
)

// Read tells whether the mail is automatic, and what it says. The signs of
// the header are sure (RFC 3834, section 5); so are the subjects that products
// write, with a text that fits. Everything else is suspected.
func Read(m voldaan.Mail, h Header) (*voldaan.AutoReply, bool) {
	v := look(m, written(m))
	sure := isAutomatic(m, h, v)
	if above, ok := aboveName(m); ok && !sure {
		v = look(m, above)
	}
	if !sure && !v.bySubject() && !v.byText() {
		return nil, false
	}
	a := &voldaan.AutoReply{Suspected: !sure && (!v.sureSubject || !v.speaks()) || isDoubtful(m, h, v)}
	a.Ticket = ticketNumber(m.Subject, written(m))
	away := v.absent >= 0 || strings.EqualFold(strings.TrimSpace(h.Get("X-Apple-Action")), "VACATION")
	if away || v.sureSubject || v.likelySubject {
		a.ReturnOn = returnDate(v.text, m.Language, v.today)
	}
	a.Sort = sortOf(v, away || a.ReturnOn != 0, a.Ticket, h)
	if a.Sort == outOfOffice {
		a.Substitute = substituteIn(m)
	}
	return a, true
}

// sortOf tells the three sorts apart. A receipt may say when the office is
// closed, and a note of absence that a mail was received: what comes first
// counts.
func sortOf(v view, away bool, number string, h Header) string {
	isReceipt := number != "" || v.receipt >= 0
	switch {
	case away && !(isReceipt && v.receipt >= 0 && v.receipt < v.absent && number != ""):
		return outOfOffice
	case isReceipt:
		return ticket
	case v.sureSubject && v.automatic < 0 && !h.Has("List-Id"):
		return outOfOffice
	}
	return system
}
