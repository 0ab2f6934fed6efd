package bounce

import (
	"regexp"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// Report is what of a message can tell of a failed delivery.
type Report struct {
	From    string // the sender's address, in lower case
	RawFrom string // the From field as it stands
	Subject string
	Text    string // the text without attached messages
	To      []string
	// Own are the bot's own addresses, in lower case; they never failed.
	Own []string
	// NullSender says that the envelope's sender was empty (RFC 5321, section
	// 4.5.5), as the receiving server noted it.
	NullSender bool
	// Automatic says that the message calls itself automatic (RFC 3834).
	Automatic bool
	// Type is the media type, and ReportType its parameter report-type (RFC 6522).
	Type, ReportType string
	// OtherReport says that the message holds a report of another kind: a read
	// receipt (RFC 8098) or an abuse report (RFC 5965).
	OtherReport bool
	// Delivery are the message/delivery-status parts (RFC 3464, section 2).
	Delivery [][]byte
	// StatusFiles are attachments of other types with the fields of one. They
	// prove nothing by themselves: people attach them as well.
	StatusFiles [][]byte
	// FailedRecipients is the field X-Failed-Recipients as it stands (Exim).
	FailedRecipients string
	// Returned are the messages or headers that came back.
	Returned []Returned
	// InReplyTo and References are Message-IDs without angle brackets.
	InReplyTo, References []string
}

// Returned is what a returned message's header tells.
type Returned struct {
	MessageID string // without angle brackets
	From      []string
	To        []string
	// System says that the message is itself a mail system's report.
	System bool
}

// Read reads a failed or delayed delivery out of the message. The signs, from
// sure to likely: a delivery-status part (RFC 3464) with a failure, the field
// X-Failed-Recipients, or a mail system as sender with a text or subject that
// says so.
func Read(r Report) (*voldaan.Bounce, bool) {
	if r.OtherReport && len(r.Delivery) == 0 || r.forwarded() {
		return nil, false
	}
	groups := r.groups()
	sure := anyFailed(groups)
	failed := addresses(r.FailedRecipients)
	if !sure && len(failed) == 0 && !r.isCandidate() {
		return nil, false
	}
	notice, back := splitNotice(r.Text)
	if !sure {
		groups = append(groups, r.groupsInText()...)
	}
	if !sure && (onlySuccess(groups) || len(failed) == 0 && !r.isBounce(notice)) {
		return nil, false
	}
	if back != "" {
		r.Returned = append(slices.Clip(r.Returned), quotedHeader(back))
	}
	b := &voldaan.Bounce{OriginalMessageID: r.originalID()}
	delayed := isDelay(notice, r.Subject)
	b.Recipients = r.recipients(groups, failed, notice, delayed)
	return b, true
}

// isCandidate reports whether a message without a proving field is worth a
// look at its text.
func (r Report) isCandidate() bool {
	return r.NullSender || r.isReportType() || isSystemFrom(r.From, r.RawFrom) || subjectFailed.In(foldedSubject(r.Subject))
}

// onlySuccess reports groups of which one tells of a delivery and none of a
// failure.
func onlySuccess(groups []group) bool {
	return slices.ContainsFunc(groups, group.isSuccess) && !anyFailed(groups) && !slices.ContainsFunc(groups, group.failedUnnamed)
}

// isBounce decides where no failed recipient is named in a field.
func (r Report) isBounce(notice string) bool {
	if r.Type == "multipart/report" && !r.isReportType() {
		return false
	}
	if strings.EqualFold(r.ReportType, "delivery-status") && r.Type == "multipart/report" {
		return !IsSuccess(r.Subject)
	}
	return r.bounced(r.signs(notice), notice)
}

// recipients asks the witnesses in the order of their worth: the fields of
// the report, X-Failed-Recipients, the notice's words, the returned header.
func (r Report) recipients(groups []group, failed []string, notice string, delayed bool) []voldaan.BounceRecipient {
	own := r.owners()
	var out []voldaan.BounceRecipient
	for _, g := range groups {
		if a := g.address(); a != "" && g.isFailure() && !isOwn(r.Own, a) {
			out = appendRecipients(out, g.recipient(a))
		}
	}
	if len(out) > 0 {
		return fillFromProse(out, notice, own, delayed)
	}
	for _, a := range failed {
		if !isOwn(r.Own, a) {
			out = appendRecipients(out, voldaan.BounceRecipient{Address: a, Reason: voldaan.BounceOther})
		}
	}
	if len(out) > 0 {
		return fillFromProse(out, notice, own, delayed)
	}
	if out = fromProse(notice, own, delayed); len(out) == 0 {
		out = r.fromReturned(notice, own, delayed)
	}
	return fillFromGroups(out, groups)
}

// owners are the addresses that did not fail: the bot's, the receivers of the
// report, its sender, and the sender of the mail that came back.
func (r Report) owners() []string {
	own := slices.Concat(r.Own, []string{r.From}, r.To)
	for _, h := range r.Returned {
		own = append(own, h.From...)
	}
	return own
}

// isOwn reports whether an address is one of own, or one of own with a tag
// behind a plus (RFC 5233), as return paths have it.
func isOwn(own []string, a string) bool {
	if slices.Contains(own, a) {
		return true
	}
	local, domain, _ := strings.Cut(a, "@")
	base, _, tagged := strings.Cut(local, "+")
	return tagged && slices.Contains(own, base+"@"+domain)
}

// fromReturned takes the recipient of the returned mail where the notice
// names none.
func (r Report) fromReturned(notice string, own []string, delayed bool) []voldaan.BounceRecipient {
	for _, h := range r.Returned {
		to := slices.DeleteFunc(slices.Clone(h.To), func(a string) bool { return isOwn(own, a) })
		slices.Sort(to)
		if to = slices.Compact(to); len(to) == 1 {
			return []voldaan.BounceRecipient{found{addr: to[0]}.judge(notice, delayed, true)}
		}
	}
	return nil
}

// fillFromProse completes recipients that fields name by what the notice says
// about them.
func fillFromProse(list []voldaan.BounceRecipient, notice string, own []string, delayed bool) []voldaan.BounceRecipient {
	if !slices.ContainsFunc(list, incomplete) {
		return list
	}
	prose := sections(notice, own)
	for i, r := range list {
		if !incomplete(r) {
			continue
		}
		f := found{addr: r.Address}
		if at := slices.IndexFunc(prose, func(f found) bool { return f.addr == r.Address }); at >= 0 {
			f = prose[at]
		}
		delay := delayed || r.Reason == voldaan.BounceNetwork && !r.Hard
		list[i] = better(r, f.judge(notice, delayed, len(list) == 1))
		list[i].Hard = hard(list[i], delay && list[i].Reason == voldaan.BounceNetwork || delayed)
	}
	return list
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

var quotedMessageID = regexp.MustCompile(`(?im)^[> \t]*(?:original )?message[- ]id:?\s*<([^<>\s]+)>`)

// originalID is the Message-ID of the mail that failed: from the returned
// header, from the notice, or from the threading fields.
func (r Report) originalID() string {
	for _, h := range r.Returned {
		if h.MessageID != "" {
			return h.MessageID
		}
	}
	if g := quotedMessageID.FindStringSubmatch(clip(r.Text, maxNotice)); g != nil {
		return g[1]
	}
	for _, g := range r.groups() {
		for _, name := range []string{"x-original-message-id", "original-message-id", "x-message-id"} {
			if id := strings.Trim(g[name], "<> "); id != "" && !strings.ContainsAny(id, " <>") {
				return id
			}
		}
	}
	if len(r.InReplyTo) > 0 {
		return r.InReplyTo[0]
	}
	if n := len(r.References); n > 0 {
		return r.References[n-1]
	}
	return ""
}
