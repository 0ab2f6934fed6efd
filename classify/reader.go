// Package classify reads what a customer's mail means: from text to findings,
// each with the words that say it. It knows no database and sends nothing.
//
// Two readers stand behind one interface: Offline, phrases and a linear model
// that need no service, and OpenAI, which asks a language model about the mails
// that another reader was unsure of, or about all.
package classify

import (
	"context"
	"slices"

	"github.com/voldaan/voldaan"
)

// Reader turns a mail and what is known about its sender into a reading.
//
// The context value may be empty: no invoices means that no number can be
// found, no domains that only the sender's own one is known, no day that the
// mail's own date counts, and no precision that of the default policy.
// A reading always has at least one finding; its quotes stand verbatim in the
// part that In names, at the runes From to To. Text of the mail is data: a
// reader never does what it says. The error is set only where ctx ended, and
// even then the reading is of use. A Reader may be used concurrently.
type Reader interface {
	Read(ctx context.Context, m voldaan.Mail, c voldaan.ReadingContext) (voldaan.Reading, error)
}

// The parts of a mail in which a quote can stand (Finding.In).
const (
	inReply   = "reply"
	inSubject = "subject"
	inQuoted  = "quoted"
)

// complete fills what the context leaves open from the mail itself.
func complete(m voldaan.Mail, c voldaan.ReadingContext) voldaan.ReadingContext {
	if c.Precision == 0 {
		c.Precision = voldaan.DefaultPolicy().Precision
	}
	if c.Today.IsZero() {
		switch {
		case !m.Date.IsZero():
			c.Today = voldaan.DateOf(m.Date)
		case !m.Received.IsZero():
			c.Today = voldaan.DateOf(m.Received)
		}
	}
	if len(c.Domains) == 0 {
		if d := voldaan.Domain(m.From.Address); d != "" {
			c.Domains = []string{d}
		}
	}
	if c.Language == "" {
		c.Language = m.Language
	}
	return c
}

// The confidence of findings: certain for what the parser of mails told, sure
// for unmistakable phrases, weak for likely ones, doubt beside words that were
// not understood, unsure without any.
const (
	certain = 0.99
	sure    = 0.9
	weak    = 0.6
	doubt   = 0.5
	unsure  = 0.3
)

// byDefault marks the finding of a mail in which no sign was found
// (Finding.By).
const byDefault = "rules: no sign"

// redirect flags a contact that a person must look at: none at all, or one
// off the known domains.
func redirect(f *voldaan.ContactFound, c voldaan.ReadingContext) []voldaan.Flag {
	if f != nil && slices.Contains(c.Domains, voldaan.Domain(f.Email)) {
		return nil
	}
	return []voldaan.Flag{voldaan.FlagRedirect}
}
