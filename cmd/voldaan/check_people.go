package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/store"
)

// colleagues says of each colleague whether his mail would count: of his
// newest mail in the database, or else what the configuration lets count.
func (k *checker) colleagues(cred *CreditorConfig, db *store.DB) {
	for _, p := range cred.Creditor.Colleagues {
		what := "colleague " + p.Address
		m, raw, err := newestOf(k, cred, db, p)
		switch {
		case err != nil:
			k.say(broke, what, "%v", err)
		case raw == nil:
			k.unseen(cred, what)
		default:
			k.judge(cred, what, m, raw)
		}
	}
}

// newestOf reads the newest stored mail that bears a colleague's address; no
// bytes say that there is none.
func newestOf(k *checker, cred *CreditorConfig, db *store.DB, p voldaan.Colleague) (m store.Mail, raw []byte, err error) {
	if db == nil {
		return m, nil, nil
	}
	err = db.Tx(k.env.ctx, func(tx *store.Tx) error {
		mails, err := tx.MailsFrom(cred.Creditor.ID, p.Address, 1)
		if err != nil || len(mails) == 0 {
			return err
		}
		m = mails[0]
		raw, err = tx.Bytes(cred.Creditor.ID, m.RawHash)
		return err
	})
	if err != nil {
		return m, nil, fmt.Errorf("read the newest mail of %s: %w", p.Address, err)
	}
	return m, raw, nil
}

// judge weighs a mail as the bot would.
func (k *checker) judge(cred *CreditorConfig, what string, m store.Mail, raw []byte) {
	box := cred.Mailboxes[0]
	for _, b := range cred.Mailboxes {
		if b.Name == m.Mailbox {
			box = b
		}
	}
	v := auth.Check(raw, cred.Auth(box))
	on := cred.Creditor.Day(m.Received)
	switch {
	case v.OK:
		k.say(good, what, "the newest mail (%s) counts: %s", on, v.Why)
	case v.Temporary:
		k.say(doubt, what, "the newest mail (%s) cannot be judged now: %s; check again later", on, v.Why)
	default:
		k.say(doubt, what, "the newest mail (%s) would not count, and so no command in it: %s; %s", on, v.Why, proofAdvice(raw, box))
	}
}

// proofAdvice says what to set so that colleagues' mail counts.
func proofAdvice(raw []byte, box MailboxConfig) string {
	if box.AuthServID == "" {
		if id := topAuthServID(raw); id != "" {
			return fmt.Sprintf("if %q is the server that received it and writes that field on every mail, set authserv_id to it", id)
		}
	}
	return "set authserv_id where the receiving server writes Authentication-Results on every mail, have the colleague's mail " +
		"signed with DKIM, or set provider for a mailbox in the same Microsoft 365 tenant"
}

// topAuthServID is the first word of the topmost Authentication-Results field
// (RFC 8601, section 2.2), when it has the shape of a server's name.
func topAuthServID(raw []byte) string {
	head, _, _ := strings.Cut(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n\n")
	for _, line := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(head, "\n ", " "), "\n\t", " "), "\n") {
		name, value, _ := strings.Cut(line, ":")
		if !strings.EqualFold(strings.TrimSpace(name), "Authentication-Results") {
			continue
		}
		id, _, _ := strings.Cut(value, ";")
		if words := strings.Fields(id); len(words) > 0 && isHost(words[0]) {
			return strings.ToLower(words[0])
		}
		return ""
	}
	return ""
}

// unseen says what would count for a colleague who has not written yet.
func (k *checker) unseen(cred *CreditorConfig, what string) {
	var by []string
	for _, m := range cred.Mailboxes {
		if m.AuthServID != "" {
			by = append(by, "a pass that "+m.AuthServID+" writes for mailbox "+m.Name)
		}
		if m.Provider == auth.Microsoft365 {
			by = append(by, "the mark of Microsoft 365 on mail inside the tenant, in mailbox "+m.Name)
		}
	}
	if cred.DKIMCheck {
		by = append(by, "a DKIM signature of the address's own domain")
	}
	if by == nil {
		k.say(broke, what, "no mail would count: authserv_id is not set, dkim_check is false and there is no provider; set one of them")
		return
	}
	k.say(good, what, "no mail has come yet; what would count: %s. Let the colleague send a mail to %s, then check again",
		strings.Join(by, ", or "), cred.Creditor.Mailbox)
}

// state tells what keeps letters from going although all servers answer.
func (k *checker) state(cred *CreditorConfig, db *store.DB) {
	if db == nil {
		return
	}
	var known []store.CreditorState
	if err := db.Tx(k.env.ctx, func(tx *store.Tx) (err error) {
		known, err = tx.Creditors()
		return err
	}); err != nil {
		k.say(broke, "database", "%v", err)
		return
	}
	for _, s := range known {
		if s.ID != cred.Creditor.ID {
			continue
		}
		switch {
		case s.ConfirmRestore:
			k.say(doubt, "letters", "none goes to customers: the database was restored from a backup; see voldaan restore, then voldaan start")
		case s.Stopped:
			k.say(doubt, "letters", "none goes to customers: stopped; voldaan start lets them go again")
		case cred.Creditor.Mode == voldaan.ModeWatch:
			k.say(doubt, "letters", "none goes to customers: mode is watch")
		}
		k.paymentSource(cred, s)
	}
}

// paymentSource says how old the payments are that letters rest on.
func (k *checker) paymentSource(cred *CreditorConfig, s store.CreditorState) {
	how := map[voldaan.PaymentSource]string{
		voldaan.SourceBank: "voldaan import payments", voldaan.SourceOpenItems: "voldaan import open-items",
		voldaan.SourceHand: "a colleague's word that the day's payments are booked",
	}[cred.Creditor.PaymentSource]
	most := cred.Creditor.PaymentsMaxAge
	age := k.env.now().Sub(s.PaymentsAt).Round(time.Minute)
	switch {
	case most == 0:
		k.say(good, "payments", "their age is not looked at (payments_max_age)")
	case s.PaymentsAt.IsZero():
		k.say(doubt, "payments", "none were brought in yet: letters that ask for money wait for %s", how)
	case age > most:
		k.say(doubt, "payments", "as of %s, older than %s: letters that ask for money wait for %s",
			s.PaymentsAt.In(cred.Creditor.Zone).Format("2006-01-02 15:04"), showDuration(most), how)
	default:
		k.say(good, "payments", "as of %s", s.PaymentsAt.In(cred.Creditor.Zone).Format("2006-01-02 15:04"))
	}
}
