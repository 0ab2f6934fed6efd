package parse

import (
	"regexp"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// decideKind sets the mail's kind: "bounce?" is asked before "automatic
// answer?", since bounces carry the signs of automatic mail as well.
func (w *walker) decideKind(m *voldaan.Mail, text string, opt Options) {
	if b, ok := w.bounce(m, text, opt); ok {
		m.Kind, m.Bounce = voldaan.MailBounce, b
		return
	}
	if w.isReport(m) {
		m.Kind = voldaan.MailReport
		return
	}
	if a, ok := w.autoReply(m); ok {
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
	return isSystemSender(m.From.Address) && successSubject.MatchString(fold(m.Subject))
}

var successSubject = regexp.MustCompile(`^(?:relayed:|delivered:|expanded:|successful mail delivery|delivery status notification \(success\)|bezorgd:|afgeleverd:|remis ?:|zugestellt:)`)

var systemSender = regexp.MustCompile(`^(?:mailer-daemon|mailer_daemon|postmaster|mail-?daemon|mdaemon|mailerdaemon|mail delivery|microsoftexchange[0-9a-f]+|bounces?|postoffice|mail\.?system|mmdf|uucp)(?:[+._-][^@]*)?@`)

// isSystemSender reports whether an address is a mail system's.
func isSystemSender(addr string) bool {
	return systemSender.MatchString(addr) || addr == "mailer-daemon" || addr == "postmaster"
}

// nullSender reports whether the envelope's sender was empty (RFC 5321,
// section 4.5.5), as the receiving server noted it.
func (h header) nullSender() bool {
	v := strings.TrimSpace(h.Get("Return-Path"))
	return h.Has("Return-Path") && (v == "<>" || strings.EqualFold(v, "<MAILER-DAEMON>"))
}
