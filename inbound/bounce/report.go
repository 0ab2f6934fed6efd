package bounce

import (
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

var (
	subjectReceipt = wordlist.Named(subjectWords, "receipt")
	subjectOther   = wordlist.Named(subjectWords, "other report")
	noticeReceipt  = wordlist.Named(noticeWords, "receipt")
	noticeOther    = wordlist.Named(noticeWords, "other report")
)

// IsReport reports whether a message that is no bounce is another report of
// machines: a success notice (RFC 3464), a read receipt (RFC 8098, or
// Outlook's without the part that says so), an abuse report (RFC 5965), a
// report on DMARC (RFC 7489) or TLS (RFC 8460).
func IsReport(r Report) bool {
	if r.forwarded() {
		return false
	}
	if r.OtherReport {
		return true
	}
	if r.Type == "multipart/report" {
		switch strings.ToLower(r.ReportType) {
		case "disposition-notification", "feedback-report", "tlsrpt", "dmarc", "delivery-status":
			return true
		}
	}
	if onlySuccess(r.groups()) || isSystemFrom(r.From, r.RawFrom) && onlySuccess(r.groupsInText()) {
		return true
	}
	return r.isReceipt() || r.isOtherReport()
}

// Proof is what a report shows of a mail's receipt: that it was delivered or
// relayed (RFC 3464, section 2.3.3), or that it was read (RFC 8098); empty where
// it shows neither.
func Proof(r Report) voldaan.Proof {
	switch {
	case !IsReport(r):
		return ""
	case r.Receipt, strings.EqualFold(r.ReportType, "disposition-notification"):
		return voldaan.ProofRead
	case onlySuccess(r.groups()):
		return voldaan.ProofDelivery
	}
	return ""
}

// isReceipt reports a receipt by its subject and its words alone. The words
// decide: a person may begin a subject so.
func (r Report) isReceipt() bool {
	subject := foldedSubject(r.Subject)
	if !subjectSuccess.In(subject) && !subjectReceipt.In(subject) {
		return false
	}
	notice, _ := splitNotice(r.Text)
	top := head(notice)
	if subjectSuccess.In(subject) {
		return top == "" || isSystemFrom(r.From, r.RawFrom) || noticeReceipt.In(top)
	}
	return top == "" || noticeReceipt.In(clip(top, 600)) || outlookReceipt.MatchString(clip(top, 1500))
}

// isOtherReport reports an abuse, DMARC or TLS report by subject and words.
func (r Report) isOtherReport() bool {
	subject := foldedSubject(r.Subject)
	if subjectOther.In(subject) && !subjectAnswer.In(subject) {
		return true
	}
	return len(r.InReplyTo) == 0 && !subjectAnswer.In(subject) && noticeOther.In(head(clip(r.Text, 600)))
}
