package inbound_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// house is a desk whose two mailboxes lie on a Dovecot.
type house struct {
	*desk
	dovecot *servertest.DovecotServer
	boxes   []*inbound.Box
}

func onDovecot(t *testing.T, f func(*house)) {
	t.Helper()
	onBoth(t, func(d *desk) {
		h := &house{desk: d, dovecot: servertest.Dovecot(t, bot, info)}
		for _, user := range []string{bot, info} {
			h.boxes = append(h.boxes, d.openBox(user, h.dovecot.Addr, user, h.dovecot.Password))
		}
		f(h)
	})
}

// arrives puts a mail into a folder.
func (h *house) arrives(user, folder, raw string) {
	h.Helper()
	servertest.Append(h, h.dovecot.Addr, user, h.dovecot.Password, folder, []byte(raw))
}

// round reads every mailbox and handles what came.
func (h *house) round() (isNew int) {
	h.Helper()
	for _, b := range h.boxes {
		isNew += h.receive(b)
	}
	h.handle()
	return isNew
}

// What came while the bot was away is caught up, in every mailbox and in Sent,
// and each mail has one effect.
func TestDovecotCatchUp(t *testing.T) {
	onDovecot(t, func(h *house) {
		for n := range 20 {
			h.arrives(bot, "INBOX", h.raw(mail{id: fmt.Sprintf("k%d@bakker.example", n), body: "Genoteerd, dank u wel."}))
		}
		raw := h.raw(mail{id: "klacht@bakker.example", body: contests})
		h.arrives(bot, "INBOX", raw)
		h.arrives(info, "INBOX", raw)
		h.arrives(info, "INBOX", h.raw(mail{from: piet, body: "Wij betwisten factuur " + zonsOwn + "."}))
		h.arrives(bot, "Sent", h.raw(mail{from: bot, to: an, re: "klacht@bakker.example", body: "Wij sturen een monteur."}))
		want(h, "new mails", h.round(), 23)
		want(h, "new mails in the second round", h.round(), 0)
		want(h, "status", h.status(bakker, invoice), voldaan.StatusDisputed)
		want(h, "status", h.status(zon, zonsOwn), voldaan.StatusDisputed)
		want(h, "letters", h.letters(), []string{
			"case to " + eva, "case to " + eva, "dispute_received to " + an, "dispute_received to " + piet,
		})
		want(h, "the case of the first mailbox", h.cases()[0].State, voldaan.CaseAnswered)
		folders := get(h.desk, func(tx *store.Tx) ([]store.Folder, error) { return tx.Folders(h.Creditor.ID) })
		want(h, "folders", len(folders), 4)
		for _, f := range folders {
			want(h, f.Mailbox+" "+f.Folder+" is read to its end", f.ReadAt.Equal(h.now), true)
		}
	})
}

// A server that lost its index numbers its mails anew: everything is fetched
// again and nothing happens twice.
func TestDovecotUIDValidity(t *testing.T) {
	onDovecot(t, func(h *house) {
		h.arrives(bot, "INBOX", h.raw(mail{body: contests}))
		h.arrives(bot, "Sent", h.raw(mail{from: bot, to: an, body: "Wij sturen een monteur."}))
		h.round()
		h.unchanged("a new UIDVALIDITY", func() {
			for _, folder := range []string{"INBOX", "Sent"} {
				f := get(h.desk, func(tx *store.Tx) (store.Folder, error) { return tx.EnsureFolder(h.Creditor.ID, bot, folder) })
				h.dovecot.SetUIDValidity(bot, folder, f.UIDValidity+10)
			}
			want(h, "new mails", h.round(), 0)
		})
		h.arrives(bot, "INBOX", h.raw(mail{body: "Wij betwisten factuur " + second + "."}))
		want(h, "new mails after it", h.round(), 1)
		want(h, "status", h.status(bakker, second), voldaan.StatusDisputed)
	})
}

// A server that is away is no empty mailbox: it counts as not read, and what
// came meanwhile is handled when it is back.
func TestDovecotAway(t *testing.T) {
	onDovecot(t, func(h *house) {
		h.round()
		readAt := func() string {
			f := get(h.desk, func(tx *store.Tx) (store.Folder, error) { return tx.EnsureFolder(h.Creditor.ID, bot, "INBOX") })
			return f.ReadAt.String()
		}
		before := readAt()
		h.arrives(bot, "INBOX", h.raw(mail{body: contests}))
		h.dovecot.Stop()
		h.now = h.now.AddDate(0, 0, 1)
		if _, err := h.Receive(h.Context(), h.boxes[0], h.now); err == nil || !strings.Contains(err.Error(), "mailbox "+bot) {
			h.Errorf("error %v", err)
		}
		want(h, "read to its end at", readAt(), before)
		want(h, "states", h.states(), "")
		h.dovecot.Start()
		want(h, "new mails", h.round(), 1)
		want(h, "status", h.status(bakker, invoice), voldaan.StatusDisputed)
		want(h, "read again", readAt() != before, true)
	})
}

// A wrong password is an error that names the mailbox, and the other mailbox
// is read all the same.
func TestDovecotWrongPassword(t *testing.T) {
	onDovecot(t, func(h *house) {
		h.arrives(info, "INBOX", h.raw(mail{body: contests}))
		h.boxes[0] = h.openBox("main", h.dovecot.Addr, bot, "fout")
		_, err := h.Receive(h.Context(), h.boxes[0], h.now)
		if !errors.Is(err, mailbox.ErrLogin) || !strings.Contains(err.Error(), "mailbox main") || strings.Contains(err.Error(), "fout") {
			h.Errorf("error %v", err)
		}
		want(h, "new mails in the other one", h.receive(h.boxes[1]), 1)
	})
}

// Of two processes, the one that has the mailbox reads it; when it is gone,
// the other one does.
func TestDovecotTwoProcesses(t *testing.T) {
	onDovecot(t, func(h *house) {
		beat := func(owner string) {
			h.tx(func(tx *store.Tx) error { return tx.Beat(owner, h.now) })
		}
		h.arrives(bot, "INBOX", h.raw(mail{body: contests}))
		beat(h.Owner)
		want(h, "new mails", h.receive(h.boxes[0]), 1)
		first, other := h.Desk, *h.boxes[0]
		h.Desk = &inbound.Desk{
			DB: first.DB, Creditor: first.Creditor, Policy: first.Policy, Calendar: first.Calendar, Books: first.Books,
			Reader: first.Reader, Auth: first.Auth, Mint: first.Mint, Owner: "second:2", Log: first.Log,
		}
		h.arrives(bot, "INBOX", h.raw(mail{body: "Wij betwisten factuur " + second + "."}))
		want(h, "new mails for the second one", h.receive(&other), 0)
		h.tx(func(tx *store.Tx) error { return tx.Release(first.Owner) })
		want(h, "new mails after the first one is gone", h.receive(&other), 1)
		want(h, "handled", h.handle(), 2)
	})
}
