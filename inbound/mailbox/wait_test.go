package mailbox_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

func TestWaitWithoutIdle(t *testing.T) {
	cases := map[string]struct {
		caps   string
		answer func(c *fakeConn, tag, command string) bool
	}{
		"not offered": {caps: "IMAP4rev1"},
		"refused": {caps: "IMAP4rev1 IDLE", answer: func(c *fakeConn, tag, command string) bool {
			if command != "IDLE" {
				return false
			}
			c.send("%s NO not today", tag)
			return true
		}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			f := newFakeServer(t, 0, tc.answer)
			f.caps = tc.caps
			cfg := config(f.addr)
			cfg.PollEvery = 30 * time.Millisecond
			c := open(t, cfg)
			within(t, 3*time.Second, func(ctx context.Context) {
				for range 3 {
					if err := c.Wait(ctx, "INBOX"); err != nil {
						t.Errorf("wait: %v", err)
					}
				}
			})
			if f.logins.Load() != 1 {
				t.Errorf("%d logins, want 1", f.logins.Load())
			}
		})
	}
}

// idling tells on a channel that a client is in IDLE.
func idling(t *testing.T) (*fakeServer, <-chan struct{}) {
	started := make(chan struct{}, 10)
	return newFakeServer(t, 1, func(_ *fakeConn, _, command string) bool {
		if command == "IDLE" {
			started <- struct{}{}
		}
		return false
	}), started
}

func TestCloseDuringWait(t *testing.T) {
	f, started := idling(t)
	cfg := config(f.addr)
	cfg.Timeout, cfg.IdleCycle = time.Minute, time.Hour
	c := mailbox.New(cfg)
	waited := make(chan error, 1)
	go func() { waited <- c.Wait(t.Context(), "INBOX") }()
	<-started
	within(t, time.Second, func(ctx context.Context) {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		if err := <-waited; !errors.Is(err, mailbox.ErrClosed) {
			t.Errorf("wait: %v", err)
		}
		if _, _, err := c.Fetch(ctx, "INBOX", mailbox.Position{}, new(collector).store); !errors.Is(err, mailbox.ErrClosed) {
			t.Errorf("fetch after close: %v", err)
		}
	})
}

func TestCloseDuringStalledDialAndFetch(t *testing.T) {
	entered := make(chan struct{}, 1)
	cfg := config("127.0.0.1:1")
	cfg.Timeout = time.Minute
	cfg.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		entered <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	}
	closeWithin(t, cfg, entered)

	f := newFakeServer(t, 1, func(c *fakeConn, _, command string) bool {
		if !strings.Contains(command, "FETCH") {
			return false
		}
		entered <- struct{}{}
		return c.stall()
	})
	cfg = config(f.addr)
	cfg.Timeout = time.Minute
	closeWithin(t, cfg, entered)
}

func closeWithin(t *testing.T, cfg mailbox.Config, entered <-chan struct{}) {
	t.Helper()
	c := mailbox.New(cfg)
	fetched := make(chan error, 1)
	go func() {
		_, _, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, new(collector).store)
		fetched <- err
	}()
	<-entered
	within(t, time.Second, func(context.Context) {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		if err := <-fetched; !errors.Is(err, mailbox.ErrClosed) {
			t.Errorf("fetch: %v", err)
		}
	})
}

func TestWaitEndsWithItsContextAndKeepsTheConnection(t *testing.T) {
	f, started := idling(t)
	c := open(t, config(f.addr))
	within(t, 5*time.Second, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
		defer cancel()
		if err := c.Wait(ctx, "INBOX"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("wait: %v", err)
		}
	})
	<-started
	if fetch(t, c, "INBOX", mailbox.Position{}); f.logins.Load() != 1 {
		t.Errorf("%d logins, want 1", f.logins.Load())
	}
}

func TestWaitGivesWay(t *testing.T) {
	f, started := idling(t)
	cfg := config(f.addr)
	cfg.IdleCycle = time.Hour
	c := open(t, cfg)
	waited := make(chan error, 1)
	go func() { waited <- c.Wait(t.Context(), "INBOX") }()
	<-started
	within(t, 2*time.Second, func(ctx context.Context) {
		if _, err := c.FindMessageID(ctx, "Sent", "m1@klant.example"); err != nil {
			t.Errorf("search: %v", err)
		}
		if err := <-waited; err != nil {
			t.Errorf("wait: %v", err)
		}
	})
}
