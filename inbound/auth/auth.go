// Package auth tells whether a mail that bears an address really comes from
// it: whether a colleague's word is a colleague's. Whatever is unclear,
// doubled or malformed counts against the mail.
package auth

import "strings"

// Microsoft365 is the Config.Provider of mailboxes in a tenant of Microsoft
// 365, whose own header fields are then believed.
const Microsoft365 = "microsoft365"

// Config says what evidence is believed. The zero Config believes none.
type Config struct {
	// AuthServID is the authserv-id of the receiving server (RFC 8601,
	// section 2.5). It may be set only where that server writes an
	// Authentication-Results field on every mail: where it does not, a forged
	// one would be the topmost. Empty: the field is not believed, but for the
	// one of Microsoft 365.
	AuthServID string
	// Provider is empty or Microsoft365.
	Provider string
	// LookupTXT asks the DNS for the bot's own check of DKIM signatures, as
	// net.LookupTXT does; nil: no own check.
	LookupTXT func(domain string) ([]string, error)
}

// The evidence that Verdict.By names.
const (
	ByResults      = "authentication-results"
	ByDKIM         = "dkim"
	ByMicrosoft365 = "microsoft365"
)

// Verdict is whether a mail counts as its sender's.
type Verdict struct {
	OK bool
	By string // the evidence; empty when not OK
	// Why tells the operator in one sentence why the mail counts or does not.
	Why string
	// Address is what the verdict is about: the address in From, in lower
	// case. Empty where there is not exactly one. A caller that read another
	// address from the same mail must not use the verdict.
	Address string
	// Temporary says that a DNS answer was missing, so that another check of
	// the same mail may come out better.
	Temporary bool
}

// Check weighs the evidence in a mail for the address in its From field. The
// mail must have exactly one such field with exactly one address.
//
// Believed are: the topmost Authentication-Results field of the pinned server
// with an aligned pass; a DKIM signature that the bot verifies, aligned; and
// with the provider Microsoft365 its own fields. ARC (RFC 8617) is not
// believed: it says what another server saw.
func Check(raw []byte, cfg Config) Verdict {
	v := check(raw, cfg)
	v.Why = printable(v.Why) // it quotes strangers
	return v
}

func check(raw []byte, cfg Config) Verdict {
	h, err := parseHeader(raw)
	if err != nil {
		return Verdict{Why: "the header cannot be relied on: " + err.Error()}
	}
	if err := h.unique(); err != nil {
		return Verdict{Why: "the header cannot be relied on: " + err.Error()}
	}
	from, err := h.from()
	if err != nil {
		return Verdict{Why: "the sender is unclear: " + err.Error()}
	}
	v := Verdict{Address: from.address}
	var against []string
	for _, look := range []func() evidence{
		func() evidence { return byResults(h, from, cfg) },
		func() evidence { return byDKIM(raw, h, from, cfg) },
		func() evidence { return byExchange(h, cfg) },
	} {
		e := look()
		if e.ok {
			return Verdict{OK: true, By: e.by, Why: e.why, Address: from.address}
		}
		v.Temporary = v.Temporary || e.temporary
		if e.why != "" {
			against = append(against, e.why)
		}
	}
	v.Why = "nothing proves that the mail comes from " + from.address + ": " + strings.Join(against, "; ")
	return v
}

// evidence is what one kind of proof says. An empty why is a proof that is not
// asked for.
type evidence struct {
	ok        bool
	by        string
	why       string
	temporary bool
}

func no(why string) evidence { return evidence{why: why} }
