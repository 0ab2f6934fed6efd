package parse

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/autoreply"
	"github.com/voldaan/voldaan/inbound/bounce"
)

// decideKind sets the mail's kind: "bounce?" is asked before "automatic
// answer?", since bounces carry the signs of automatic mail as well.
func (w *walker) decideKind(m *voldaan.Mail, text string, opt Options) {
	if b, ok := bounce.Read(w.report(m, text, opt)); ok {
		m.Kind, m.Bounce = voldaan.MailBounce, b
		return
	}
	if w.isReport(m) {
		m.Kind = voldaan.MailReport
		return
	}
	if a, ok := autoreply.Read(*m, &w.header); ok {
		m.Kind, m.AutoReply = voldaan.MailAutoReply, a
		return
	}
	m.Kind = voldaan.MailCustomer
	if slices.Contains(opt.Own, m.From.Address) {
		m.Kind = voldaan.MailColleague
		w.warn("the mail claims to be from the mailbox's own address")
	}
	if slices.Contains(opt.Colleagues, m.From.Address) {
		m.Kind = voldaan.MailColleague
	}
}

// report gathers what can tell of a failed delivery.
func (w *walker) report(m *voldaan.Mail, text string, opt Options) bounce.Report {
	typ, params := w.header.contentType("")
	r := bounce.Report{
		From: m.From.Address, RawFrom: w.header.Get("From"), Subject: m.Subject, Text: text,
		To: addressesOf(m.To), Own: opt.Own, NullSender: autoreply.NullSender(&w.header),
		Type: typ, ReportType: params["report-type"], OtherReport: w.receipt || w.feedback,
		Delivery: w.delivery, FailedRecipients: w.header.Get("X-Failed-Recipients"),
		InReplyTo: m.InReplyTo, References: m.References,
	}
	for _, h := range w.returned {
		back := bounce.Returned{To: addressesOf(h.addresses("To"))}
		if ids := messageIDs(h.Get("Message-Id")); len(ids) > 0 {
			back.MessageID = ids[0]
		}
		r.Returned = append(r.Returned, back)
	}
	return r
}

func addressesOf(list []voldaan.Address) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Address)
	}
	return out
}

// isReport finds read receipts (RFC 8098), abuse reports (RFC 5965) and
// delivery reports without a failure (RFC 3464).
func (w *walker) isReport(m *voldaan.Mail) bool {
	typ, params := w.header.contentType("")
	if w.receipt || w.feedback {
		return true
	}
	if typ == "multipart/report" {
		switch strings.ToLower(params["report-type"]) {
		case "disposition-notification", "feedback-report", "tlsrpt", "dmarc":
			return true
		}
	}
	if len(w.delivery) > 0 {
		return true
	}
	return bounce.IsSystem(m.From.Address) && bounce.IsSuccess(m.Subject)
}
