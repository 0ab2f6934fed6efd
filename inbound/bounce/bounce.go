package bounce

import (
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
	// Receipt says that it holds a read receipt.
	Receipt bool
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
	text, back := splitNotice(r.Text)
	if !sure {
		groups = append(groups, r.groupsInText()...)
	}
	if !sure && (onlySuccess(groups) || len(failed) == 0 && !r.isBounce(text)) {
		return nil, false
	}
	if back != "" {
		r.Returned = append(slices.Clip(r.Returned), quotedHeader(back))
	}
	b := &voldaan.Bounce{OriginalMessageID: r.originalID()}
	b.Recipients = r.recipients(groups, failed, r.notice(text))
	return b, true
}

// isCandidate reports whether a message without a proving field is worth a
// look at its text.
func (r Report) isCandidate() bool {
	return r.NullSender || r.isReportType() || isSystemFrom(r.From, r.RawFrom) || isGateway(r.From) || subjectFailed.In(foldedSubject(r.Subject))
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
func (r Report) recipients(groups []group, failed []string, n *notice) []voldaan.BounceRecipient {
	var out []voldaan.BounceRecipient
	for _, g := range groups {
		if a := g.address(); a != "" && g.isFailure() && !isOwn(r.Own, a) {
			q := g.recipient(a)
			if g.action() == "failed" && generic(q.Status) && strings.TrimSpace(g.words()) == "" {
				q.Reason = voldaan.BounceOther // the notice may say more
			}
			out = appendRecipients(out, q)
		}
	}
	if len(out) > 0 {
		return fillFromProse(out, n)
	}
	for _, a := range failed {
		if !isOwn(r.Own, a) {
			out = appendRecipients(out, voldaan.BounceRecipient{Address: a, Reason: voldaan.BounceOther})
		}
	}
	if len(out) > 0 {
		return fillFromProse(out, n)
	}
	if out = fromProse(n); len(out) == 0 {
		out = r.fromReturned(n)
	}
	return fillFromGroups(out, groups)
}

// notice are the words of the report with what is known beside them.
func (r Report) notice(text string) *notice {
	return &notice{text: text, own: r.owners(), bot: r.Own, subject: saidInSubject(r.Subject), delayed: isDelay(text, r.Subject)}
}

// fromReturned takes the recipient of the returned mail where the notice
// names none.
func (r Report) fromReturned(n *notice) []voldaan.BounceRecipient {
	for _, h := range r.Returned {
		to := slices.DeleteFunc(slices.Clone(h.To), func(a string) bool { return isOwn(n.own, a) })
		slices.Sort(to)
		if to = slices.Compact(to); len(to) == 1 {
			return []voldaan.BounceRecipient{found{addr: to[0]}.judge(n, true)}
		}
	}
	return nil
}
