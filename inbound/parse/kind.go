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
	r := w.report(m, text, opt)
	if b, ok := bounce.Read(r); ok {
		m.Kind, m.Bounce = voldaan.MailBounce, b
		return
	}
	if bounce.IsReport(r) {
		m.Kind, m.Proof = voldaan.MailReport, bounce.Proof(r)
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
		To: append(addressesOf(m.To), m.DeliveredTo...), Own: opt.Own, NullSender: autoreply.NullSender(&w.header),
		Automatic: autoreply.Declared(&w.header),
		Type:      typ, ReportType: params["report-type"], Receipt: w.receipt, OtherReport: w.receipt || w.feedback || w.hasReportFile(),
		Delivery: w.delivery, StatusFiles: w.statusFiles, FailedRecipients: w.header.Get("X-Failed-Recipients"),
		InReplyTo: m.InReplyTo, References: m.References,
	}
	if r.FailedRecipients == "" {
		r.FailedRecipients = w.header.Get("X-Failed-Recipient")
	}
	for _, h := range w.returned {
		r.Returned = append(r.Returned, returnedOf(h))
	}
	return r
}

// returnedOf is what the header of an attached or returned message tells.
func returnedOf(h header) bounce.Returned {
	var back bounce.Returned
	if ids := messageIDs(h.Get("Message-Id")); len(ids) > 0 {
		back.MessageID = ids[0]
	}
	for _, n := range []string{"X-Original-To", "Delivered-To", "Envelope-To", "To"} {
		back.To = append(back.To, addressesOf(h.addresses(n))...)
	}
	for _, n := range []string{"From", "Return-Path", "Sender"} {
		back.From = append(back.From, addressesOf(h.addresses(n))...)
	}
	typ, _ := h.contentType("")
	back.System = typ == "multipart/report" || len(back.From) > 0 && bounce.IsSystem(back.From[0])
	return back
}

// The bounds of attachments that are looked at as delivery reports.
const (
	maxStatusFile  = 1 << 16
	maxStatusFiles = 50
)

// noteStatus keeps an attachment that holds the fields of a delivery report
// under another type.
func (w *walker) noteStatus(typ string, content []byte) {
	if len(content) > maxStatusFile || len(w.statusFiles) == maxStatusFiles || strings.HasPrefix(typ, "message/") {
		return
	}
	if bounce.HasStatusFields(content) {
		w.statusFiles = append(w.statusFiles, content)
	}
}

// hasReportFile reports whether an attachment is a report on TLS (RFC 8460,
// section 5.3).
func (w *walker) hasReportFile() bool {
	return slices.ContainsFunc(w.attachments, func(p Part) bool { return strings.HasPrefix(p.Type, "application/tlsrpt+") })
}

func addressesOf(list []voldaan.Address) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Address)
	}
	return out
}
