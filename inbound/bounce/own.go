package bounce

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// owners are the addresses that did not fail: the bot's, the receivers of the
// report, its sender, and the sender of the mail that came back; and those that
// are Message-IDs.
func (r Report) owners() []string {
	own := slices.Concat(r.Own, []string{r.From}, r.To, r.messageIDs())
	for _, h := range r.Returned {
		own = append(own, h.From...)
	}
	return own
}

// rewritten are return paths that forwarders make of a sender's address: SRS
// ("SRS0=hash=tt=domain=local@forwarder") and BATV ("prvs=tag=local@domain").
var rewritten = lazyregexp.MustCompile(`^(?:srs[01][=+-]|prvs=|btv1==)`)

// isOwn reports whether an address is one of own, or one of own with a tag
// behind a plus (RFC 5233), as return paths have it, or a sender's address as
// forwarders rewrite it.
func isOwn(own []string, a string) bool {
	if slices.Contains(own, a) || rewritten.MatchString(a) {
		return true
	}
	local, domain, _ := strings.Cut(a, "@")
	base, _, tagged := strings.Cut(local, "+")
	return tagged && slices.Contains(own, base+"@"+domain)
}
