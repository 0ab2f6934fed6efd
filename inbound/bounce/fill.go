package bounce

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// fillFromProse completes recipients that fields name by what the notice says
// about them.
func fillFromProse(list []voldaan.BounceRecipient, n *notice) []voldaan.BounceRecipient {
	if slices.ContainsFunc(list, incomplete) {
		prose := sections(n)
		for i, r := range list {
			if incomplete(r) {
				list[i] = fill(r, prose, n, len(list) == 1)
			}
		}
	}
	for i, r := range list {
		if r.SMTPCode == 0 {
			list[i].SMTPCode = codeBeside(n.transcript(r.Address), r)
		}
	}
	return list
}

// fill completes a recipient by the section about him.
func fill(r voldaan.BounceRecipient, prose []found, n *notice, lone bool) voldaan.BounceRecipient {
	f := found{addr: r.Address}
	if at := slices.IndexFunc(prose, func(f found) bool { return f.addr == r.Address }); at >= 0 {
		f = prose[at]
	}
	delay := n.delayed || r.Reason == voldaan.BounceNetwork && !r.Hard
	status := r.Status
	r = better(r, f.judge(n, lone))
	// A refusal is none for lack of a user, whatever a product's notice explains.
	if refused := statusTable[detail(status)].reason == voldaan.BouncePolicy; r.Reason == voldaan.BounceOther || refused && isHard(r.Reason) {
		r.Reason = reasonOf(r.Status, r.SMTPCode, "")
	}
	r.Hard = hard(r, delay && r.Reason == voldaan.BounceNetwork || n.delayed)
	return r
}

// codeBeside is the reply code on a line of the transcript that names the
// recipient, where his fields tell none; 0 for one of another class.
func codeBeside(said string, r voldaan.BounceRecipient) int {
	for l := range strings.Lines(said) {
		code := 0
		if strings.Contains(strings.ToLower(l), r.Address) {
			code = replyCode(l)
		}
		if code != 0 && (r.Status == "" || int(r.Status[0]-'0') == code/100) {
			return code
		}
	}
	return 0
}

// incomplete reports a recipient of whom the fields tell no reason.
func incomplete(r voldaan.BounceRecipient) bool { return r.Reason == voldaan.BounceOther }

// fillFromGroups completes a lone recipient by a group that names nobody.
func fillFromGroups(list []voldaan.BounceRecipient, groups []group) []voldaan.BounceRecipient {
	if len(list) != 1 {
		return list
	}
	for _, g := range groups {
		if !g.failedUnnamed() {
			continue
		}
		r := better(g.recipient(list[0].Address), list[0])
		r.Hard = hard(r, g.action() == "delayed")
		return []voldaan.BounceRecipient{r}
	}
	return list
}
