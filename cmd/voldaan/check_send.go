package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

// checkWait is how long a mail to the mailbox itself may take.
const checkWait = time.Minute

// itself is a mail that the bot sends to itself.
type itself struct {
	to      string
	letter  voldaan.Letter
	arrived time.Duration // zero: not
	refused string
}

// sendItself sends a mail to the mailbox's address and one to its address with
// a plus, and waits until they come: the whole way that letters and answers
// take.
func (k *checker) sendItself(cred *CreditorConfig, m MailboxConfig, conn *mailbox.Conn, db *store.DB) {
	with := cred.Creditor
	with.PlusAddressing = true
	mint := randomMint()
	mails := []*itself{{to: with.Mailbox}, {to: with.Plus("check" + mint.Token())}}
	for _, x := range mails {
		x.letter = with.NewLetter(voldaan.LetterNotice, k.env.now(), mint, voldaan.Recipient{Address: x.to})
	}
	if err := k.ownLetters(cred, db, mails); err != nil {
		k.say(broke, "test mail", "%v", err)
		return
	}
	client := delivery.New(cred.SMTP.Client(slog.New(slog.DiscardHandler)))
	defer client.Close() //nolint:errcheck // the mails are on their way
	for _, x := range mails {
		result := client.Send(k.env.ctx, delivery.Envelope{
			From: with.Mailbox, Rcpts: []string{x.to}, ID: string(x.letter.ID), Data: checkMail(&with, x, k.env.now()),
		}, nil)
		if result.Err != nil {
			x.refused = result.Err.Error()
		}
	}
	began := time.Now()
	ctx, done := context.WithTimeout(k.env.ctx, checkWait)
	defer done()
	idle, err := await(ctx, conn, m.Inbox, mails, began)
	if err != nil && ctx.Err() == nil {
		k.say(broke, "test mail", "%v", err)
		return
	}
	k.arrivals(cred, mails, idle)
	k.providerCopy(k.env.ctx, m, conn, mails[0])
}

// ownLetters notes the mails as the bot's own, so that it knows them when it
// reads them.
func (k *checker) ownLetters(cred *CreditorConfig, db *store.DB, mails []*itself) error {
	if db == nil {
		return errors.New("without a database the bot would take its own mail for a stranger's; see above")
	}
	return db.Tx(k.env.ctx, func(tx *store.Tx) error {
		if err := tx.EnsureCreditor(cred.Creditor.ID, cred.since()); err != nil {
			return err
		}
		for _, x := range mails {
			if _, err := tx.AddLetter(x.letter, ""); err != nil {
				return err
			}
			row, err := tx.Letter(cred.Creditor.ID, x.letter.ID)
			if err != nil {
				return err
			}
			row.State, row.Copied, row.Reason = voldaan.LetterSent, true, "check"
			row.SentAt, row.SentDay = k.env.now(), cred.Creditor.Day(k.env.now())
			if err := tx.SetLetter(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkMail is the mail that the bot sends to itself (RFC 5322; RFC 3834,
// section 5: it is automatic).
func checkMail(cr *voldaan.Creditor, x *itself, now time.Time) []byte {
	lines := []string{
		"From: <" + cr.Mailbox + ">", "To: <" + x.to + ">", "Subject: voldaan check",
		"Date: " + now.In(cr.Zone).Format(time.RFC1123Z), "Message-ID: <" + x.letter.MessageID + ">",
		"Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "",
		"The command voldaan check sent this mail to the mailbox itself. It can be deleted.", "",
	}
	return []byte(strings.Join(lines, "\r\n"))
}

// await waits until the mails that were accepted are there. idle says that
// the server told of the arrival by itself.
func await(ctx context.Context, conn *mailbox.Conn, inbox string, mails []*itself, began time.Time) (idle bool, err error) {
	waits := 0
	for {
		missing := 0
		for _, x := range mails {
			if x.refused != "" || x.arrived > 0 {
				continue
			}
			there, err := conn.FindMessageID(ctx, inbox, x.letter.MessageID)
			if err != nil {
				return idle, fmt.Errorf("look for the mail: %w", err)
			}
			if !there {
				missing++
				continue
			}
			x.arrived = max(time.Since(began), time.Millisecond)
			idle = idle || waits > 0
		}
		if missing == 0 {
			return idle, nil
		}
		waits++
		turn, done := context.WithTimeout(ctx, checkWait/12)
		err := conn.Wait(turn, inbox)
		late := turn.Err() != nil
		done()
		if ctx.Err() != nil {
			return idle, ctx.Err()
		}
		if err != nil && !late {
			return idle, err
		}
	}
}

// arrivals says what came and what that means for the configuration.
func (k *checker) arrivals(cred *CreditorConfig, mails []*itself, idle bool) {
	plain, plus := mails[0], mails[1]
	switch {
	case plain.refused != "":
		k.say(broke, "test mail", "%s", plain.refused)
		return
	case plain.arrived == 0:
		k.say(broke, "test mail", "accepted by %s, but not in the mailbox after %s: does mail to %s arrive there, or in a spam folder?",
			cred.SMTP.Server, checkWait, cred.Creditor.Mailbox)
		return
	}
	told := ""
	if idle {
		told = ", while the bot waited for it"
	}
	k.say(good, "test mail", "arrived after %s%s", plain.arrived.Round(10*time.Millisecond), told)
	switch works := plus.refused == "" && plus.arrived > 0; {
	case works && cred.Creditor.PlusAddressing:
		k.say(good, "plus-addresses", "mail to %s arrives", plus.to)
	case works:
		k.say(doubt, "plus-addresses", "mail to %s arrives: set plus_addressing = true, so that each letter has an address of its own", plus.to)
	case cred.Creditor.PlusAddressing:
		k.say(broke, "plus-addresses", "mail to %s does not arrive (%s): set plus_addressing = false, or answers are lost", plus.to, orNothing(plus.refused))
	default:
		k.say(good, "plus-addresses", "mail to them does not arrive, and plus_addressing is false")
	}
}

func orNothing(s string) string {
	if s == "" {
		return "accepted, but not in the mailbox"
	}
	return s
}

// providerCopy finds out whether the provider itself keeps a copy of what is
// sent.
func (k *checker) providerCopy(ctx context.Context, m MailboxConfig, conn *mailbox.Conn, x *itself) {
	folder := m.Sent
	if folder == "" {
		var err error
		if folder, err = conn.SentFolder(ctx); err != nil || folder == "" {
			return // said before
		}
	}
	there, err := conn.FindMessageID(ctx, folder, x.letter.MessageID)
	switch {
	case err != nil || x.arrived == 0:
	case there && m.SaveSent:
		k.say(doubt, "mailbox "+m.Name, "the provider keeps copies of what is sent: set save_sent = false, or each stands in %q twice", folder)
	case !there && !m.SaveSent:
		k.say(doubt, "mailbox "+m.Name, "nobody keeps copies of what is sent: set save_sent = true at one mailbox")
	}
}
