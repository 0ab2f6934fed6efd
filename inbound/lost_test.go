package inbound_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/store"
)

// rawOf reads the stored bytes of a mail.
func (d *desk) rawOf(m store.Mail) []byte {
	d.Helper()
	return get(d, func(tx *store.Tx) ([]byte, error) { return tx.Bytes(d.Creditor.ID, m.RawHash) })
}

func TestRawIsStoredBeforeAnythingHappens(t *testing.T) {
	onBoth(t, func(d *desk) {
		raw := d.raw(mail{body: "Wij betwisten factuur " + invoice + "."})
		d.deliver(raw)
		if n := d.receive(d.box); n != 1 {
			d.Errorf("%d mails are new", n)
		}
		m := d.last()
		want(d, "state", m.State, store.MailStored)
		want(d, "raw", string(d.rawOf(m)), raw)
		want(d, "letters", d.letters(), []string{})
		want(d, "handled", d.handle(), 1)
		want(d, "state", d.last().State, store.MailHandled)
	})
}

// A mail whose handling fails is tried three times; then a person is told, and
// the mails behind it are not kept waiting.
func TestPoison(t *testing.T) {
	allOnBoth(t, map[string]func() error{
		"error": func() error { return errors.New("no such word") },
		"panic": func() error { panic("index out of range") },
	}, (*desk).poison)
}

func (d *desk) poison(fail func() error) {
	rules := d.Reader
	tries := 0
	d.Reader = readerFunc(func(ctx context.Context, m voldaan.Mail, c voldaan.ReadingContext) (voldaan.Reading, error) {
		if strings.Contains(m.Subject, "vergif") {
			tries++
			if err := fail(); err != nil {
				return voldaan.Reading{}, err
			}
		}
		return rules.Read(ctx, m, c)
	})
	d.deliver(d.raw(mail{subject: "vergif", body: "Wij betwisten " + invoice}))
	d.deliver(d.raw(mail{body: "Wij betwisten factuur " + second + "."}))
	d.receive(d.box)
	d.handle()
	want(d, "states after the first try", d.states(), "stored handled")
	want(d, "the next mail's effect", d.status(bakker, second), voldaan.StatusDisputed)
	want(d, "the poisoned mail's effect", d.status(bakker, invoice), voldaan.StatusOpen)
	d.handle()
	want(d, "states after the second try", d.states(), "stored handled")
	want(d, "letters before the end", strings.Contains(strings.Join(d.letters(), "\n"), "notice"), false)
	d.handle()
	want(d, "states after the third try", d.states(), "quarantined handled")
	d.handle()
	want(d, "tries", tries, 3)
	m := d.mails()[0]
	if m.Trouble == "" || strings.Contains(m.Trouble, "\n") || m.LeasedBy != "" {
		d.Errorf("the quarantined row: %+v", m)
	}
	if !bytes.Contains(d.rawOf(m), []byte("vergif")) {
		d.Error("its bytes are lost")
	}
	d.noticed(m.ID, "quarantined")
	d.gets(mail{body: "Dank voor de herinnering."})
	want(d, "states at the end", d.states(), "quarantined handled handled")
}

// noticed checks that exactly one notice about a mail goes to the owner.
func (d *desk) noticed(id voldaan.MailID, reason string) {
	d.Helper()
	n := 0
	for _, l := range d.queued() {
		if l.Kind == voldaan.LetterNotice && l.Args.Mail == id {
			n++
			want(d, "notice to", l.Recipients[0].Address, eva)
			want(d, "reason of the notice", l.Args.Reason, reason)
		}
	}
	want(d, "notices about "+string(id), n, 1)
}

// A mail during which the process died again and again is given up as well.
func TestPoisonThatKillsTheProcess(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.deliver(d.raw(mail{body: "Wij betwisten factuur " + invoice + "."}))
		d.receive(d.box)
		for range 30 { // each lease is a process that never came to the end
			d.tx(func(tx *store.Tx) error {
				_, found, err := tx.LeaseMail(d.Creditor.ID, d.Owner, d.now)
				want(d, "leased", found, true)
				return err
			})
		}
		d.handle()
		want(d, "state", d.last().State, store.MailQuarantined)
		d.noticed(d.last().ID, "quarantined")
	})
}

func TestOddMailsAreNeverLost(t *testing.T) {
	deep := func(n int) string {
		var b strings.Builder
		b.WriteString("From: " + an + "\nTo: " + bot + "\nSubject: diep\nMessage-ID: <diep@mail.example>\nMIME-Version: 1.0\n")
		for range n {
			b.WriteString("Content-Type: message/rfc822\n\nFrom: x@y.example\nMIME-Version: 1.0\n")
		}
		return b.String() + "\nWij betwisten factuur " + invoice + "."
	}
	cyclic := "From: " + an + "\nTo: " + bot + "\nSubject: kring\nMIME-Version: 1.0\n" +
		"Content-Type: multipart/mixed; boundary=a\n\n" +
		strings.Repeat("--a\nContent-Type: multipart/mixed; boundary=a\n\n", 100) + "--a\n\nhallo\n--a--\n"
	type odd struct {
		raw   string
		state store.MailState
	}
	allOnBoth(t, map[string]odd{
		"one blank line":    {"\n", store.MailHandled},
		"no body":           {"From: " + an + "\nTo: " + bot + "\nSubject: leeg\n\n", store.MailHandled},
		"no header":         {"\nWij betwisten factuur " + invoice + ".\n", store.MailHandled},
		"raw 8-bit subject": {"From: " + an + "\nSubject: Beschadigd \xe9\xe8\xff " + invoice + "\n\nD\xe9j\xe0 kapot.\n", store.MailHandled},
		"NUL and control":   {"From: " + an + "\nSubject: x\x00y\n\nWij\x00 betwisten \x01factuur " + invoice + ".\n", store.MailHandled},
		"deep":              {deep(120), store.MailHandled},
		"cyclic":            {cyclic, store.MailHandled},
		"long header":       {"From: " + an + "\nSubject: " + strings.Repeat("a ", 8000) + "\n\nhallo\n", store.MailHandled},
	}, func(d *desk, c odd) {
		d.deliver(strings.ReplaceAll(c.raw, "\n", "\r\n"))
		d.step()
		m := d.last()
		if m.State != c.state {
			d.Fatalf("state %s, trouble %q; want %s", m.State, m.Trouble, c.state)
		}
		want(d, "bytes", string(d.rawOf(m)), strings.ReplaceAll(c.raw, "\n", "\r\n"))
		if len(d.cases()) != 1 && m.Customer == "" {
			d.Error("nobody sees it")
		}
	})
}

// A mail over the size limit is read as far as it was fetched, and says so.
func TestHuge(t *testing.T) {
	onBoth(t, func(d *desk) {
		body := "Wij betwisten factuur " + invoice + ".\n" + strings.Repeat("0123456789abcdef0123456789abcdef\n", 300<<10/33)
		m := d.gets(mail{body: body})
		want(d, "truncated", m.Truncated, true)
		want(d, "state", m.State, store.MailHandled)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
		if m.Warning == "" {
			d.Error("nothing says that a part of it was not read")
		}
	})
}

// Messages that the server cannot give are known by their place: each is
// quarantined on its own, and a person is told of each.
func TestUnfetchable(t *testing.T) {
	onBoth(t, func(d *desk) {
		store1 := func(uid uint32) {
			d.tx(func(tx *store.Tx) error {
				_, err := tx.StoreMail(store.Mail{
					ID: voldaan.MailID(d.Mint.ID()), Creditor: d.Creditor.ID, Arrival: d.now.UnixMicro(), Mailbox: "main", Folder: "inbox",
					Received: d.now, StoredAt: d.now, State: store.MailStored, Trouble: mailbox.ErrUnfetchable.Error(),
				}, nil, store.Place{Mailbox: "main", Folder: "INBOX", UIDValidity: 1, UID: uid})
				return err
			})
		}
		for uid := range uint32(3) {
			store1(100 + uid)
		}
		store1(100) // the same place again
		d.handle()
		want(d, "states", d.states(), "quarantined quarantined quarantined")
		for _, m := range d.mails() {
			d.noticed(m.ID, "unfetchable")
		}
	})
}
