package bounce

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

//go:embed words/reasons.txt
var reasonFile string

//go:embed words/status.txt
var statusFile string

var (
	reasonWords = wordlist.Read(reasonFile)
	ofTheMail   = wordlist.Named(noticeWords, "of the mail")
	statusTable = readStatuses(statusFile)
)

// meaning is what a code says; exact when it says more than the words beside it.
type meaning struct {
	reason voldaan.BounceReason
	exact  bool
}

// readStatuses reads lines of a code, a reason and perhaps "!".
func readStatuses(file string) map[string]meaning {
	out := map[string]meaning{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		out[f[0]] = meaning{voldaan.BounceReason(f[1]), len(f) > 2}
	}
	return out
}

// isHard reports whether an address with that reason never works again as it
// is. A reply code of 5xx alone does not say so: a full mailbox and a spam
// filter answer 5xx as well.
func isHard(r voldaan.BounceReason) bool {
	switch r {
	case voldaan.BounceUserUnknown, voldaan.BounceHostUnknown, voldaan.BounceSuspended, voldaan.BounceMoved:
		return true
	}
	return false
}

// maxWords bounds the words of a server that are looked at.
const maxWords = 2000

// folded brings the words of a server into the form of the lists.
func folded(words string) string {
	return strings.Join(strings.Fields(fold.Text(clip(words, maxWords))), " ")
}

// clip is the start of a text, at most n bytes.
func clip(s string, n int) string { return s[:min(len(s), n)] }

// reasonOf tells why a delivery failed, by the enhanced status code, the reply
// code and the words of the servers.
func reasonOf(status string, code int, words string) voldaan.BounceReason {
	m := statusTable[detail(status)]
	low := folded(words)
	said := wordReason(low)
	if said == voldaan.BounceTooBig && m.reason == voldaan.BounceMailboxFull && m.exact && !ofTheMail.In(low) {
		return m.reason // a mailbox has a size as well
	}
	if m.exact && !overrules(said, m.reason) {
		return m.reason
	}
	if said != voldaan.BounceOther {
		return said
	}
	if m.reason != "" && m.reason != voldaan.BounceOther {
		return m.reason
	}
	if byCode, ok := statusTable["smtp."+strconv.Itoa(code)]; ok {
		return byCode.reason
	}
	return voldaan.BounceOther
}

// detail is a status code without its class.
func detail(status string) string {
	_, d, _ := strings.Cut(status, ".")
	return d
}

// overrules reports whether words say more than an exact code: servers give
// 5.1.1 as well for closed and full mailboxes, missing domains, and for
// senders whom they do not want.
func overrules(said, code voldaan.BounceReason) bool {
	switch said {
	case voldaan.BounceSuspended, voldaan.BounceMailboxFull:
		return code == voldaan.BounceUserUnknown || code == voldaan.BounceMailboxFull && said == voldaan.BounceSuspended
	case voldaan.BounceMoved, voldaan.BounceHostUnknown:
		return code == voldaan.BounceUserUnknown
	case voldaan.BounceSpam, voldaan.BounceBlocked:
		return code == voldaan.BounceUserUnknown || code == voldaan.BounceTooBig
	case voldaan.BounceTooBig:
		return code == voldaan.BounceMailboxFull
	case voldaan.BounceUserUnknown:
		return code == voldaan.BounceHostUnknown
	}
	return false
}

// wordReason is what the words say, in the order of the list.
func wordReason(low string) voldaan.BounceReason {
	text := wordlist.Prepare(low)
	for _, s := range reasonWords {
		if s.Words.InText(text) {
			return voldaan.BounceReason(s.Name)
		}
	}
	return voldaan.BounceOther
}
