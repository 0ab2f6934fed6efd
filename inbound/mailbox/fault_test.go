package mailbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

// impatient gives the server 200 ms.
func impatient(addr string) mailbox.Config {
	cfg := config(addr)
	cfg.Timeout = 200 * time.Millisecond
	return cfg
}

func TestStalls(t *testing.T) {
	cases := map[string]func(c *fakeConn, tag, command string) bool{
		"before greeting": func(c *fakeConn, tag, _ string) bool { return tag == "" && c.stall() },
		"capability":      func(c *fakeConn, _, command string) bool { return command == "CAPABILITY" && c.stall() },
		"login":           func(c *fakeConn, _, command string) bool { return strings.HasPrefix(command, "LOGIN") && c.stall() },
		"select":          func(c *fakeConn, _, command string) bool { return strings.HasPrefix(command, "SELECT") && c.stall() },
		"search": func(c *fakeConn, _, command string) bool {
			return strings.HasPrefix(command, "UID SEARCH") && c.stall()
		},
	}
	for name, answer := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := open(t, impatient(newFakeServer(t, 3, answer).addr))
			within(t, 2*time.Second, func(ctx context.Context) {
				pos, end, err := c.Fetch(ctx, "INBOX", mailbox.Position{}, new(collector).store)
				if !errors.Is(err, os.ErrDeadlineExceeded) || end || pos.LastUID != 0 {
					t.Errorf("position %+v, end %v, error %v", pos, end, err)
				}
			})
		})
	}
}

func TestStallInEveryFetchQuarantinesNothing(t *testing.T) {
	for name, mute := range map[string]string{"all": "FETCH", "bodies": "BODY.PEEK"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFakeServer(t, 3, func(c *fakeConn, _, command string) bool {
				return strings.Contains(command, "FETCH") && strings.Contains(command, mute) && c.stall()
			})
			c := open(t, impatient(f.addr))
			var got collector
			within(t, 10*time.Second, func(ctx context.Context) {
				for range 4 {
					pos, end, err := c.Fetch(ctx, "INBOX", mailbox.Position{}, got.store)
					if !errors.Is(err, os.ErrDeadlineExceeded) || end || pos.LastUID != 0 || len(got.messages) != 0 {
						t.Errorf("position %+v, end %v, %d messages, error %v", pos, end, len(got.messages), err)
					}
				}
			})
		})
	}
}

func TestStallInIdle(t *testing.T) {
	cases := map[string]func(c *fakeConn, tag, command string) bool{
		"no continuation": func(c *fakeConn, _, command string) bool { return command == "IDLE" && c.stall() },
		"no end": func(c *fakeConn, _, command string) bool {
			if command != "IDLE" {
				return false
			}
			c.send("+ idling")
			return c.stall()
		},
	}
	for name, answer := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := impatient(newFakeServer(t, 0, answer).addr)
			cfg.IdleCycle = 50 * time.Millisecond
			c := open(t, cfg)
			within(t, 2*time.Second, func(ctx context.Context) {
				if err := c.Wait(ctx, "INBOX"); !errors.Is(err, os.ErrDeadlineExceeded) {
					t.Errorf("wait: %v", err)
				}
			})
		})
	}
}

func TestSlowTransferIsNoStall(t *testing.T) {
	f := newFakeServer(t, 1, func(c *fakeConn, tag, command string) bool {
		if !strings.Contains(command, "BODY.PEEK") {
			return false
		}
		c.send("* 1 FETCH (UID 1 BODY[] {10}")
		beat := time.NewTicker(100 * time.Millisecond)
		defer beat.Stop()
		for range 10 { // a second in all
			<-beat.C
			fmt.Fprint(c, "x")
		}
		c.send(")")
		c.send("%s OK done", tag)
		return true
	})
	messages, _ := fetch(t, open(t, impatient(f.addr)), "INBOX", mailbox.Position{})
	if len(messages) != 1 || string(messages[0].Raw) != "xxxxxxxxxx" {
		t.Fatalf("%+v", messages)
	}
}

func TestDropInsideLiteralIsRetried(t *testing.T) {
	var drops atomic.Int32
	f := newFakeServer(t, 3, func(c *fakeConn, _, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH 2 (") || drops.Add(1) > 2 {
			return false
		}
		fmt.Fprintf(c, "* 2 FETCH (UID 2 BODY[] {%d}\r\n%s", len(mail(2)), mail(2)[:40])
		return c.drop()
	})
	messages, pos := fetch(t, open(t, config(f.addr)), "INBOX", mailbox.Position{})
	if len(messages) != 3 || pos.LastUID != 3 || f.logins.Load() != 3 {
		t.Fatalf("%d messages, position %+v, %d logins", len(messages), pos, f.logins.Load())
	}
	for i, m := range messages {
		if m.Err != nil || !bytes.Equal(m.Raw, mail(i+1)) {
			t.Fatalf("message %d: %v %q", i+1, m.Err, m.Raw)
		}
	}
}

// poison answers every FETCH of message 3 with a line that cannot be read.
func poison(c *fakeConn, tag, command string) bool {
	words := strings.Fields(command)
	at := slices.Index(words, "FETCH")
	if at < 0 || !slices.Contains(c.matching(words[at+1]), 3) {
		return false
	}
	c.send(`* 3 FETCH (UID 3 FLAGS (\Bad"Flag) BODY[] NIL)`)
	c.send("%s OK done", tag)
	return true
}

func TestPoisonMessageIsReportedAndPassed(t *testing.T) {
	f := newFakeServer(t, 5, poison)
	c := open(t, config(f.addr))
	messages, pos := fetch(t, c, "INBOX", mailbox.Position{})
	if len(messages) != 5 || pos.LastUID != 5 {
		t.Fatalf("%d messages, position %+v", len(messages), pos)
	}
	for i, m := range messages {
		switch {
		case m.UID != uint32(i+1) || m.UIDValidity != 77:
			t.Errorf("message %d: UID %d, UIDVALIDITY %d", i+1, m.UID, m.UIDValidity)
		case m.UID == 3 && (!errors.Is(m.Err, mailbox.ErrUnfetchable) || m.Raw != nil):
			t.Errorf("bad message: error %v, raw %q", m.Err, m.Raw)
		case m.UID != 3 && (m.Err != nil || !bytes.Equal(m.Raw, mail(i+1))):
			t.Errorf("good message %d: error %v, raw %q", i+1, m.Err, m.Raw)
		}
	}
}

func TestPoisonIsOfferedAgainWhenItsQuarantineFails(t *testing.T) {
	c := open(t, config(newFakeServer(t, 5, poison).addr))
	full := errors.New("disk full")
	pos, _, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, func(m mailbox.Message) error {
		if m.Err != nil {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || pos.LastUID != 2 {
		t.Fatalf("position %+v, error %v", pos, err)
	}
	messages, _ := fetch(t, c, "INBOX", pos)
	if len(messages) != 3 || messages[0].Err == nil {
		t.Fatalf("%+v", messages)
	}
}

func TestUnreadableFlagsCostOnlyTheFlags(t *testing.T) {
	f := newFakeServer(t, 3, func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH 2 (") || !strings.Contains(command, "FLAGS") {
			return false
		}
		c.send(`* 2 FETCH (UID 2 FLAGS (\Bad"Flag) BODY[] {1}`)
		c.send("x)")
		c.send("%s OK done", tag)
		return true
	})
	messages, _ := fetch(t, open(t, config(f.addr)), "INBOX", mailbox.Position{})
	if len(messages) != 3 || messages[1].Err != nil || !bytes.Equal(messages[1].Raw, mail(2)) || !messages[1].Received.IsZero() {
		t.Fatalf("%+v", messages)
	}
}

func TestRefusedMessageIsReported(t *testing.T) {
	f := newFakeServer(t, 2, func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH 1 (") {
			return false
		}
		c.send("%s NO [SERVERBUG] message is damaged", tag)
		return true
	})
	messages, pos := fetch(t, open(t, config(f.addr)), "INBOX", mailbox.Position{})
	if len(messages) != 2 || messages[0].Err == nil || messages[1].Err != nil || pos.LastUID != 2 || f.logins.Load() != 1 {
		t.Fatalf("%+v, %d logins", messages, f.logins.Load())
	}
}

func TestUIDAfterBody(t *testing.T) {
	f := newFakeServer(t, 1, func(c *fakeConn, tag, command string) bool {
		if !strings.Contains(command, "BODY.PEEK") {
			return false
		}
		c.send("* 1 FETCH (BODY[] {%d}\r\n%s UID 1)", len(mail(1)), mail(1))
		c.send("%s OK done", tag)
		return true
	})
	messages, _ := fetch(t, open(t, config(f.addr)), "INBOX", mailbox.Position{})
	if len(messages) != 1 || !bytes.Equal(messages[0].Raw, mail(1)) {
		t.Fatalf("%+v", messages)
	}
}

func TestEmptyMessageAndLyingSize(t *testing.T) {
	f := newFakeServer(t, 2, func(c *fakeConn, tag, command string) bool {
		switch {
		case strings.HasPrefix(command, "UID FETCH 1 ("):
			c.send(`* 1 FETCH (UID 1 BODY[] "")`)
		case strings.HasPrefix(command, "UID FETCH 2 ("):
			c.send("* 2 FETCH (UID 2 RFC822.SIZE 5 BODY[] {3000}\r\n%s)", strings.Repeat("y", 3000))
		default:
			return false
		}
		c.send("%s OK done", tag)
		return true
	})
	cfg := config(f.addr)
	cfg.MaxSize = 1000
	messages, _ := fetch(t, open(t, cfg), "INBOX", mailbox.Position{})
	if m := messages[0]; m.Raw == nil || len(m.Raw) != 0 || m.Err != nil {
		t.Errorf("empty message: %+v", m)
	}
	if m := messages[1]; !m.Truncated || len(m.Raw) != 1000 {
		t.Errorf("lying size: truncated %v, %d bytes", m.Truncated, len(m.Raw))
	}
}

func TestRenumberedWhileReading(t *testing.T) {
	var dropped atomic.Bool
	f := newFakeServer(t, 3, func(c *fakeConn, _, command string) bool {
		if !strings.HasPrefix(command, "UID FETCH 2 (") || dropped.Swap(true) {
			return false
		}
		c.server.validity.Store(78)
		return c.drop()
	})
	c := open(t, config(f.addr))
	var got collector
	pos, end, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, got.store)
	if err != nil || end || pos != (mailbox.Position{UIDValidity: 77, LastUID: 1}) {
		t.Fatalf("position %+v, end %v, error %v", pos, end, err)
	}
	messages, pos := fetch(t, c, "INBOX", pos)
	if len(messages) != 3 || pos != (mailbox.Position{UIDValidity: 78, LastUID: 3}) {
		t.Fatalf("%d messages, position %+v", len(messages), pos)
	}
}

func TestReconnectsOnNextCall(t *testing.T) {
	var once atomic.Bool
	f := newFakeServer(t, 2, func(c *fakeConn, _, command string) bool {
		return strings.HasPrefix(command, "SELECT") && !once.Swap(true) && c.drop()
	})
	c := open(t, config(f.addr))
	if _, _, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, new(collector).store); err == nil {
		t.Fatal("a dropped connection is no empty folder")
	}
	if messages, _ := fetch(t, c, "INBOX", mailbox.Position{}); len(messages) != 2 {
		t.Fatalf("%d messages", len(messages))
	}
}

func TestMissingUIDValidityIsAnError(t *testing.T) {
	f := newFakeServer(t, 2, func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "SELECT") {
			return false
		}
		c.send("* 2 EXISTS")
		c.send("%s OK done", tag)
		return true
	})
	_, end, err := open(t, config(f.addr)).Fetch(t.Context(), "INBOX", mailbox.Position{}, new(collector).store)
	if err == nil || end {
		t.Fatalf("end %v, error %v", end, err)
	}
}

func TestServerWithoutKeywords(t *testing.T) {
	f := newFakeServer(t, 1, func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "SELECT") {
			if strings.Contains(command, "STORE") {
				t.Errorf("sent %q to a server that keeps no keywords", command)
			}
			return false
		}
		c.send(`* OK [PERMANENTFLAGS (\Seen \Deleted)] limited`)
		c.send("* OK [UIDVALIDITY 77] valid")
		c.send("%s OK done", tag)
		return true
	})
	if err := open(t, config(f.addr)).Flag(t.Context(), "INBOX", 77, []uint32{1}, "$VoldaanHandled"); err != nil {
		t.Fatal(err)
	}
}

func TestSpecialUseBeatsNames(t *testing.T) {
	f := newFakeServer(t, 0, func(c *fakeConn, tag, command string) bool {
		if !strings.HasPrefix(command, "LIST") {
			return false
		}
		if !strings.Contains(command, "RETURN (SPECIAL-USE)") {
			t.Errorf("asked %q", command)
		}
		c.send(`* LIST () "/" Sent`)
		c.send(`* LIST (\Noselect) "/" "[Gmail]"`)
		c.send(`* LIST (\HasNoChildren \Sent) "/" "[Gmail]/Verzonden berichten"`)
		c.send("%s OK done", tag)
		return true
	})
	f.caps = "IMAP4rev1 SPECIAL-USE LIST-EXTENDED"
	if got, err := open(t, config(f.addr)).SentFolder(t.Context()); err != nil || got != "[Gmail]/Verzonden berichten" {
		t.Fatalf("got %q, %v", got, err)
	}
}
