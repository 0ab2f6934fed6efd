package auth

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
)

// maxSignatures bounds how many signatures of one mail are looked at.
const maxSignatures = 8

// byDKIM verifies the mail's signatures (RFC 6376). One counts when its domain
// is aligned with From and when it covers what a replay would change: Subject,
// Date and Message-ID where they stand, beside From. The library refuses
// rsa-sha1 and short keys (RFC 8301), expired signatures, and the l= tag, with
// which anybody may add to the body.
//
// To, Cc and References are not demanded, since large providers do not sign
// them; nor is Content-Type, for the same reason.
func byDKIM(raw []byte, h header, from sender, cfg Config) evidence {
	if cfg.LookupTXT == nil {
		return evidence{}
	}
	if h.index("dkim-signature") < 0 {
		return no("it has no DKIM signature")
	}
	keys := keySource{lookup: cfg.LookupTXT, from: from}
	found, err := dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{
		LookupTXT: keys.get, MaxVerifications: maxSignatures,
	})
	if err != nil && !errors.Is(err, dkim.ErrTooManySignatures) {
		return no("its DKIM signatures cannot be read: " + err.Error())
	}
	why := "no DKIM signature is of the domain " + from.domain
	temporary := false
	for _, v := range found {
		if !from.aligned(v.Domain) {
			continue
		}
		missing := h.unsigned(v.HeaderKeys)
		switch {
		case v.Err != nil:
			why = fmt.Sprintf("the DKIM signature of %s does not hold: %v", v.Domain, v.Err)
			temporary = temporary || dkim.IsTempFail(v.Err)
		case missing != "":
			why = fmt.Sprintf("the DKIM signature of %s does not cover %s", v.Domain, missing)
		default:
			return evidence{ok: true, by: ByDKIM, why: "the bot has verified the DKIM signature of " + v.Domain}
		}
	}
	return evidence{why: why, temporary: temporary}
}

// unsigned names a field that the mail has and the signature should cover.
func (h header) unsigned(keys []string) string {
	for _, name := range []string{"from", "subject", "date", "message-id"} {
		covered := slices.ContainsFunc(keys, func(k string) bool { return lower(k) == name })
		if h.index(name) >= 0 && !covered {
			return name
		}
	}
	return ""
}

// keySource looks up the keys of signers that can count.
type keySource struct {
	lookup func(string) ([]string, error)
	from   sender
}

// get asks only for keys of aligned domains, so that a stranger's mail cannot
// make the bot ask for names of his choice. A key that its owner is testing
// makes no signature count (RFC 6376, section 3.6.1, flag y).
func (k keySource) get(name string) ([]string, error) {
	const mark = "._domainkey."
	i := strings.LastIndex(name, mark)
	if i < 0 || !k.from.aligned(name[i+len(mark):]) {
		return nil, errors.New("signer is not the sender's domain")
	}
	txts, err := k.lookup(name)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(txts, onTest) {
		return nil, errors.New("the key is marked as a test")
	}
	return txts, nil
}

// onTest reports whether a key record carries the flag y.
func onTest(txt string) bool {
	for tag := range strings.SplitSeq(txt, ";") {
		name, value, _ := strings.Cut(tag, "=")
		if strings.TrimSpace(name) != "t" {
			continue
		}
		for flag := range strings.SplitSeq(value, ":") {
			if lower(strings.TrimSpace(flag)) == "y" {
				return true
			}
		}
	}
	return false
}
