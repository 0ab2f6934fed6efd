package mailbox_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/servertest"
)

func dovecotConfig(d *servertest.DovecotServer) mailbox.Config {
	cfg := config(d.Addr)
	cfg.User, cfg.Password = d.User, d.Password
	cfg.Timeout = 30 * time.Second
	return cfg
}

func TestDovecot(t *testing.T) {
	d := servertest.Dovecot(t)
	cfg := dovecotConfig(d)
	c := open(t, cfg)
	put := func(folder string, raw []byte) {
		t.Helper()
		servertest.Append(t, d.Addr, d.User, d.Password, folder, raw)
	}
	const count = 200
	for n := 1; n <= count; n++ {
		if err := c.Append(t.Context(), "INBOX", mail(n), received(), false); err != nil {
			t.Fatal(err)
		}
	}
	messages, pos := fetch(t, c, "INBOX", mailbox.Position{})
	if len(messages) != count || pos.LastUID != count {
		t.Fatalf("%d messages, position %+v", len(messages), pos)
	}
	for i, m := range messages {
		if !bytes.Equal(m.Raw, mail(i+1)) || !m.Received.Equal(received()) || slices.Contains(m.Flags, `\Seen`) {
			t.Fatalf("message %d: %+v", i+1, m)
		}
	}

	t.Run("idle", func(t *testing.T) {
		cfg := cfg
		cfg.IdleCycle = time.Hour
		c := open(t, cfg)
		_, pos := fetch(t, c, "INBOX", mailbox.Position{})
		waited := make(chan error, 1)
		go func() { waited <- c.Wait(t.Context(), "INBOX") }()
		put("INBOX", mail(201))
		within(t, 20*time.Second, func(context.Context) {
			if err := <-waited; err != nil {
				t.Errorf("wait: %v", err)
			}
		})
		if messages, _ := fetch(t, c, "INBOX", pos); len(messages) != 1 {
			t.Errorf("%d messages after IDLE", len(messages))
		}
	})
	t.Run("large", func(t *testing.T) {
		large := append(mail(0), bytes.Repeat([]byte("0123456789abcdef0123456789abcdef\r\n"), 15<<20/34)...)
		_, pos := fetch(t, c, "INBOX", mailbox.Position{})
		put("INBOX", large)
		messages, _ := fetch(t, c, "INBOX", pos)
		if len(messages) != 1 || !bytes.Equal(messages[0].Raw, large) || messages[0].Truncated {
			t.Fatalf("%d messages", len(messages))
		}
		small := cfg
		small.MaxSize = 1 << 20
		messages, _ = fetch(t, open(t, small), "INBOX", pos)
		if m := messages[0]; !m.Truncated || m.Size != int64(len(large)) || !bytes.HasPrefix(large, m.Raw) || len(m.Raw) < 64<<10 {
			t.Fatalf("over the limit: truncated %v, size %d, %d bytes", m.Truncated, m.Size, len(m.Raw))
		}
	})
	t.Run("keyword", func(t *testing.T) {
		if err := c.Flag(t.Context(), "INBOX", pos.UIDValidity, []uint32{2, 3, 99999}, "$VoldaanHandled"); err != nil {
			t.Fatal(err)
		}
		messages, _ := fetch(t, c, "INBOX", mailbox.Position{})
		for _, m := range messages[:4] {
			if want := m.UID == 2 || m.UID == 3; slices.Contains(m.Flags, "$VoldaanHandled") != want {
				t.Errorf("message %d: flags %q", m.UID, m.Flags)
			}
		}
	})
	t.Run("sent", func(t *testing.T) {
		sent, err := c.SentFolder(t.Context())
		if err != nil || sent != "Sent" {
			t.Fatalf("got %q, %v", sent, err)
		}
		if err := c.Append(t.Context(), sent, mail(9), received(), true); err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]bool{"m9@klant.example": true, "9@klant.example": false} {
			if got, err := c.FindMessageID(t.Context(), sent, id); err != nil || got != want {
				t.Errorf("find %q: %v, %v", id, got, err)
			}
		}
	})
	t.Run("uidvalidity", func(t *testing.T) {
		_, pos := fetch(t, c, "Sent", mailbox.Position{})
		d.SetUIDValidity(d.User, "Sent", pos.UIDValidity+10)
		messages, next := fetch(t, c, "Sent", pos)
		if next.UIDValidity != pos.UIDValidity+10 || len(messages) != 1 {
			t.Fatalf("%d messages, position %+v after %+v", len(messages), next, pos)
		}
	})
	t.Run("restart", func(t *testing.T) {
		_, pos := fetch(t, c, "INBOX", mailbox.Position{})
		d.Stop()
		if _, end, err := c.Fetch(t.Context(), "INBOX", pos, new(collector).store); err == nil || end {
			t.Fatalf("a stopped server is no empty folder: end %v, error %v", end, err)
		}
		d.Start()
		put("INBOX", mail(300))
		if messages, _ := fetch(t, c, "INBOX", pos); len(messages) != 1 {
			t.Fatalf("%d messages after the restart", len(messages))
		}
	})
}

func TestDovecotLogin(t *testing.T) {
	d := servertest.Dovecot(t)
	cfg := dovecotConfig(d)
	cfg.Password = "verkeerd"
	if err := open(t, cfg).Login(t.Context()); !errors.Is(err, mailbox.ErrLogin) {
		t.Errorf("wrong password: %v", err)
	}
	cfg.AccessToken = func(context.Context) (string, error) { return d.Token(d.User), nil }
	if err := open(t, cfg).Login(t.Context()); err != nil {
		t.Errorf("access token: %v", err)
	}
	cfg.AccessToken = func(context.Context) (string, error) { return "verlopen", nil }
	if err := open(t, cfg).Login(t.Context()); !errors.Is(err, mailbox.ErrLogin) {
		t.Errorf("expired token: %v", err)
	}
}
