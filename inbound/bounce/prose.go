package bounce

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// hit is an address in a notice.
type hit struct {
	addr     string
	from, to int
	rank     rank
}

// listRole is an address of a mailing list's keepers (RFC 2142, section 6).
var listRole = lazyregexp.MustCompile(`-(?:owner|request|bounces|admin)@|^owner-`)

// hits finds the addresses of a notice that may be failed recipients'.
func hits(n *notice) []hit {
	var out []hit
	notice := n.text
	marks := listMarks(notice)
	for _, m := range spans(notice, 2*maxRecipients) {
		a := tidy(notice[m[0]:m[1]])
		if a == "" || isOwn(n.own, a) || IsSystem(a) || listRole.MatchString(a) {
			continue
		}
		r := rankOf(notice, m[0], m[1], marks.listed(m[0]))
		if r == mentioned && n.isOwnDomain(a) {
			continue // a Message-ID, or a return path
		}
		if r != noRecipient {
			out = append(out, hit{a, m[0], m[1], r})
		}
	}
	return out
}

// isOwnDomain reports an address under the domain of one of the bot's own.
func (n *notice) isOwnDomain(a string) bool {
	domain := a[strings.LastIndexByte(a, '@'):]
	return slices.ContainsFunc(n.bot, func(o string) bool { return strings.HasSuffix(o, domain) })
}

// marks are the places of a notice where a list of recipients begins or ends.
type marks []struct {
	at   int
	list bool
}

func listMarks(notice string) marks {
	var out marks
	at := 0
	for l := range strings.Lines(notice) {
		at += len(l)
		if len(l) > 300 || len(out) >= 1000 {
			continue
		}
		low := strings.TrimSpace(fold.Text(l))
		switch {
		case opener.MatchString(low):
			out = append(out, struct {
				at   int
				list bool
			}{at, true})
		case blockEnd.MatchString(low):
			out = append(out, struct {
				at   int
				list bool
			}{at, false})
		}
	}
	return out
}

// listed reports whether a place stands in a list of recipients.
func (m marks) listed(at int) bool {
	in := false
	for _, k := range m {
		if k.at > at {
			break
		}
		in = k.list
	}
	return in
}

// section words of a notice by recipient, in the notice's order.
type found struct {
	addr  string
	words []string
}

// sections finds the failed recipients of a notice, each with the words about
// him. Only the addresses of the surest rank count: below headings, others are
// part of the words; mere mentions give the first alone.
func sections(n *notice) []found {
	notice, all := n.text, hits(n)
	best := noRecipient
	for _, h := range all {
		best = max(best, h.rank)
	}
	if best <= mentioned {
		all = all[:min(len(all), 1)]
	}
	var out []found
	for i, h := range all {
		if h.rank < best {
			continue
		}
		start := strings.LastIndexByte(notice[:h.from], '\n') + 1
		words := notice[start:max(h.to, sectionEnd(notice, all[i+1:], h, best))]
		if best <= named {
			words = sentence(notice, h)
		}
		at := slices.IndexFunc(out, func(f found) bool { return f.addr == h.addr })
		if at < 0 {
			if len(out) == maxRecipients {
				break
			}
			out = append(out, found{addr: h.addr})
			at = len(out) - 1
		}
		if len(out[at].words) < 10 {
			out[at].words = append(out[at].words, clip(words, maxWords))
		}
	}
	return out
}

// sectionEnd is where the words about a hit end: at the next recipient's line.
func sectionEnd(notice string, later []hit, h hit, best rank) int {
	for _, n := range later {
		if n.addr != h.addr && n.rank >= best {
			return strings.LastIndexByte(notice[:n.from], '\n') + 1
		}
	}
	return len(notice)
}

// sentence is what stands around an address that is no heading.
func sentence(notice string, h hit) string {
	return notice[max(0, h.from-300):min(len(notice), h.to+maxWords-300)]
}

// fromProse are the failed recipients whom a notice names in its words.
func fromProse(n *notice) []voldaan.BounceRecipient {
	var out []voldaan.BounceRecipient
	list := sections(n)
	for _, f := range list {
		out = appendRecipients(out, f.judge(n, len(list) == 1))
	}
	return out
}

// judge tells why a recipient failed: by the lines with a code first, since a
// product's explanations name reasons that are not meant, then by all words.
func (f found) judge(n *notice, lone bool) voldaan.BounceRecipient {
	words := strings.Join(f.words, "\n")
	said := n.transcript(f.addr)
	tries := []string{coded(words), words, coded(said), said}
	if lone {
		tries = append(tries, coded(n.text), n.text, n.subject)
	}
	best := voldaan.BounceRecipient{Address: f.addr, Reason: voldaan.BounceOther}
	for i, t := range tries {
		if strings.TrimSpace(t) == "" || slices.Contains(tries[:i], t) {
			continue
		}
		best = better(best, judge(f.addr, best.Status, best.SMTPCode, t, n.delayed))
		if best.Reason != voldaan.BounceOther && best.Status != "" && best.SMTPCode != 0 {
			break
		}
	}
	best.Hard = hard(best, n.delayed)
	return best
}

// better fills what is not known of a recipient from another view of him.
func better(a, b voldaan.BounceRecipient) voldaan.BounceRecipient {
	if vague(a.Status) && b.Status != "" {
		a.Status = b.Status
	}
	if a.SMTPCode == 0 {
		a.SMTPCode = b.SMTPCode
	}
	if a.Reason == voldaan.BounceOther {
		a.Reason = b.Reason
	}
	return a
}

// coded are the words from the first line with a code on.
func coded(words string) string {
	at := 0
	for l := range strings.Lines(clip(words, 8*maxWords)) {
		if len(l) > 3 && (replyCode(l) != 0 || failureStatus(l) != "") {
			return clip(words[at:], maxWords)
		}
		at += len(l)
	}
	return ""
}
