package main

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// write makes the mail of a reaction.
func (p *play) write(a *actor, who person, r reaction, to *playedMail, at time.Time) writtenMail {
	domain := voldaan.Domain(who.address)
	m := writtenMail{
		from: who, returnPath: who.address, at: at, agent: who.client.agent(),
		id:   fmt.Sprintf("m%04d.%s@%s", len(p.mails)+1, strings.ToLower(a.number), domain),
		text: p.onDays(r.text, a.language, dayOf(at)),
		auth: fmt.Sprintf("spf=pass smtp.mailfrom=%s;\r\n\tdkim=pass header.d=%s;\r\n\tdmarc=pass header.from=%s", who.address, domain, domain),
	}
	switch {
	case r.sort == returning:
		return p.report(m, to)
	case r.fresh != "":
		m.to = []voldaan.Address{{Name: p.creditor.SenderName, Address: demoMailbox}}
		m.subject, m.deliveredTo = r.fresh, demoMailbox
		return m
	}
	m.to = []voldaan.Address{{Name: p.creditor.SenderName, Address: to.replyTo}}
	m.deliveredTo, m.answers = to.replyTo, to.id
	if r.sort == awayNote {
		m.subject, m.agent = awaySubject(a.language)+to.subject, ""
		m.extra = []string{"Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"}
		return m
	}
	m.subject = to.subject
	if !strings.HasPrefix(to.subject, "Re: ") && !strings.HasPrefix(to.subject, "AW: ") {
		m.subject = who.client.prefix(a.language) + to.subject
	}
	m.text, m.markup = who.client.quoted(a.language, m.text, to, p.creditor.SenderName, p.creditor.Zone)
	return m
}

func awaySubject(language string) string {
	switch language {
	case "nl":
		return "Automatisch antwoord: "
	case "fr":
		return "Réponse automatique : "
	case "de":
		return "Automatische Antwort: "
	}
	return "Automatic reply: "
}

var dayMark = regexp.MustCompile(`\{\+(\d+)\}`)

// onDays writes the days of a text: {+N} is N days from one, or the first
// business day after it.
func (p *play) onDays(text, language string, from voldaan.Date) string {
	return dayMark.ReplaceAllStringFunc(text, func(mark string) string {
		n, _ := strconv.Atoi(dayMark.FindStringSubmatch(mark)[1]) // it matched digits
		return templates.FormatDate(language, p.bot.office.Calendar.OnOrAfter(from.Add(n)))
	})
}

// report is the report of a mail server that a mail could not be delivered
// (RFC 3464). It goes to the envelope's sender of what failed.
func (p *play) report(m writtenMail, failed *playedMail) writtenMail {
	gone, domain := m.from.address, voldaan.Domain(m.from.address)
	server := "mx1." + domain
	m.from = person{name: "Mail Delivery System", address: "mailer-daemon@" + server}
	m.returnPath, m.deliveredTo, m.agent = "", failed.returnTo, ""
	m.id = strings.TrimSuffix(m.id, domain) + server
	m.to = []voldaan.Address{{Address: failed.returnTo}}
	m.subject = "Undelivered Mail Returned to Sender"
	m.extra = []string{"Auto-Submitted: auto-replied"}
	m.auth = "spf=none; dkim=none; dmarc=none"
	boundary := "_report_" + m.id[:strings.IndexByte(m.id, '@')]
	m.text = fmt.Sprintf("This is the mail system at host %s.\n\nI'm sorry to have to inform you that your message could not\n"+
		"be delivered to one or more recipients.\n\n<%s>: host %s said: 550 5.1.1\n    <%s>: Recipient address rejected: User unknown\n",
		server, gone, server, gone)
	header, _, _ := strings.Cut(string(failed.raw), "\r\n\r\n")
	m.report = fmt.Sprintf("Content-Type: multipart/report; report-type=delivery-status; boundary=%q\r\n\r\n", boundary) +
		"--" + boundary + "\r\n" + textPart(m.text) +
		"\r\n--" + boundary + "\r\nContent-Type: message/delivery-status\r\n\r\n" +
		fmt.Sprintf("Reporting-MTA: dns; %s\r\nArrival-Date: %s\r\n\r\n", server, failed.at.Format(time.RFC1123Z)) +
		fmt.Sprintf("Final-Recipient: rfc822; %s\r\nOriginal-Recipient: rfc822;%s\r\nAction: failed\r\nStatus: 5.1.1\r\n"+
			"Remote-MTA: dns; %s\r\nDiagnostic-Code: smtp; 550 5.1.1 <%s>: Recipient address rejected: User unknown\r\n",
			gone, gone, server, gone) +
		"\r\n--" + boundary + "\r\nContent-Type: text/rfc822-headers\r\n\r\n" + header +
		"\r\n\r\n--" + boundary + "--\r\n"
	return m
}

// arrive puts a mail into the mailbox and lets the bot read it at once, as it
// would on a push of the server. The actor is nil for the creditor's people.
func (p *play) arrive(a *actor, w writtenMail) error {
	raw := w.bytes()
	if err := p.mail.deliver(raw, w.at); err != nil {
		return err
	}
	m, err := shownMail(raw)
	if err != nil {
		return err
	}
	m.number, m.incoming, m.at = len(p.mails)+1, true, w.at.In(p.creditor.Zone)
	if a != nil {
		m.customer = a.number
	}
	p.mails = append(p.mails, m)
	if _, err := p.bot.Step(p.ctx, p.clock.now, p.bot.boxes...); err != nil {
		return err
	}
	if err := p.tellIncoming(m, a); err != nil {
		return err
	}
	return p.collect()
}

// became finds what became of an incoming mail in the store.
func (p *play) became(m *playedMail) (row store.Mail, text store.MailText, err error) {
	err = p.db.Tx(p.ctx, func(tx *store.Tx) error {
		rows, err := tx.MailsByMessageID(p.creditor.ID, m.id)
		if err != nil {
			return err
		}
		if len(rows) != 1 {
			return fmt.Errorf("mail %s stands %d times in the store", m.id, len(rows))
		}
		row = rows[0]
		text, err = tx.Text(p.creditor.ID, row.ID)
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return err
	})
	return row, text, err
}
