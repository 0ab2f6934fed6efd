package mailbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

func TestFetchCatchesUpInOrder(t *testing.T) {
	server := newMemServer(t)
	for n := 1; n <= 450; n++ { // more than two batches
		server.put(t, "INBOX", mail(n))
	}
	c := open(t, config(server.addr))
	messages, pos := fetch(t, c, "INBOX", mailbox.Position{})
	if len(messages) != 450 {
		t.Fatalf("%d messages, want 450", len(messages))
	}
	for i, m := range messages {
		if m.UID != uint32(i+1) || !bytes.Equal(m.Raw, mail(i+1)) {
			t.Fatalf("message %d has UID %d and text %q", i, m.UID, m.Raw)
		}
		if !m.Received.Equal(received()) || m.Size != int64(len(m.Raw)) || m.Truncated || m.Err != nil || m.UIDValidity != pos.UIDValidity {
			t.Fatalf("message %d: %+v", i, m)
		}
	}
	if pos.LastUID != 450 || pos.UIDValidity == 0 {
		t.Fatalf("position %+v", pos)
	}
	if again, same := fetch(t, c, "INBOX", pos); len(again) != 0 || same != pos {
		t.Fatalf("second reading: %d messages, position %+v", len(again), same)
	}
	server.put(t, "INBOX", mail(451))
	if more, next := fetch(t, c, "INBOX", pos); len(more) != 1 || next.LastUID != 451 {
		t.Fatalf("third reading: %d messages, position %+v", len(more), next)
	}
}

func TestFetchIgnoresSeenAndKeepsIt(t *testing.T) {
	server := newMemServer(t)
	server.put(t, "INBOX", mail(1))
	c := open(t, config(server.addr))
	first, pos := fetch(t, c, "INBOX", mailbox.Position{})
	if len(first[0].Flags) != 0 {
		t.Fatalf("flags %q: reading must not set \\Seen", first[0].Flags)
	}
	if err := c.Flag(t.Context(), "INBOX", pos.UIDValidity, []uint32{1}, `\Seen`); err != nil {
		t.Fatal(err)
	}
	again, _ := fetch(t, c, "INBOX", mailbox.Position{})
	if len(again) != 1 || !slices.Contains(again[0].Flags, `\Seen`) {
		t.Fatalf("a seen message is read all the same: %+v", again)
	}
}

func TestFetchStopsAtStoreError(t *testing.T) {
	server := newMemServer(t)
	for n := 1; n <= 5; n++ {
		server.put(t, "INBOX", mail(n))
	}
	c := open(t, config(server.addr))
	full := errors.New("disk full")
	var got collector
	pos, end, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, func(m mailbox.Message) error {
		if m.UID == 3 {
			return full
		}
		return got.store(m)
	})
	if !errors.Is(err, full) || end || pos.LastUID != 2 {
		t.Fatalf("position %+v, end %v, error %v", pos, end, err)
	}
	rest, pos := fetch(t, c, "INBOX", pos)
	if len(rest) != 3 || rest[0].UID != 3 || pos.LastUID != 5 {
		t.Fatalf("rest %d, position %+v", len(rest), pos)
	}
}

func TestFetchStartsAgainAfterUIDValidityChange(t *testing.T) {
	server := newMemServer(t)
	create(t, server, "Facturen")
	server.put(t, "Facturen", mail(1))
	server.put(t, "Facturen", mail(2))
	c := open(t, config(server.addr))
	_, pos := fetch(t, c, "Facturen", mailbox.Position{})
	if err := server.user.Delete("Facturen"); err != nil {
		t.Fatal(err)
	}
	create(t, server, "Facturen")
	server.put(t, "Facturen", mail(3))
	messages, next := fetch(t, c, "Facturen", pos)
	if len(messages) != 1 || messages[0].UID != 1 || next.UIDValidity == pos.UIDValidity || next.LastUID != 1 {
		t.Fatalf("%d messages, position %+v after %+v", len(messages), next, pos)
	}
	if err := c.Flag(t.Context(), "Facturen", pos.UIDValidity, []uint32{1}, "$VoldaanHandled"); !errors.Is(err, mailbox.ErrUIDValidity) {
		t.Fatalf("flag under the old UIDVALIDITY: %v", err)
	}
}

func create(t *testing.T, server *memServer, folder string) {
	t.Helper()
	if err := server.user.Create(folder, nil); err != nil {
		t.Fatal(err)
	}
}

func TestFetchEmptyAndMissingFolder(t *testing.T) {
	server := newMemServer(t)
	c := open(t, config(server.addr))
	if messages, pos := fetch(t, c, "INBOX", mailbox.Position{}); len(messages) != 0 || pos.LastUID != 0 || pos.UIDValidity == 0 {
		t.Fatalf("%d messages, position %+v", len(messages), pos)
	}
	if _, end, err := c.Fetch(t.Context(), "Nergens", mailbox.Position{}, new(collector).store); err == nil || end {
		t.Fatalf("missing folder: end %v, error %v", end, err)
	}
	fetch(t, c, "INBOX", mailbox.Position{}) // the connection goes on
}

func TestFetchSkipsHoles(t *testing.T) {
	server := newMemServer(t)
	for n := 1; n <= 6; n++ {
		server.put(t, "INBOX", mail(n))
	}
	admin := dialAdmin(t, server.addr)
	admin.expunge(t, "INBOX", 2, 6)
	c := open(t, config(server.addr))
	var got collector
	pos, _, err := c.Fetch(t.Context(), "INBOX", mailbox.Position{}, func(m mailbox.Message) error {
		if m.UID == 3 {
			admin.expunge(t, "INBOX", 4) // goes away while it is on the list
		}
		return got.store(m)
	})
	if want := []uint32{1, 3, 5}; err != nil || !slices.Equal(got.uids(), want) || pos.LastUID != 5 {
		t.Fatalf("UIDs %v, want %v; position %+v, error %v", got.uids(), want, pos, err)
	}
}

func TestFetchTruncatesOverMaxSize(t *testing.T) {
	server := newMemServer(t)
	head := "From: jan@klant.example\r\nSubject: groot\r\n\r\n"
	body := bytes.Repeat([]byte("0123456789abcdef"), 20_000)
	server.put(t, "INBOX", append([]byte(head), body...))
	server.put(t, "INBOX", mail(2))
	cfg := config(server.addr)
	cfg.MaxSize = 100_000
	messages, _ := fetch(t, open(t, cfg), "INBOX", mailbox.Position{})
	big := messages[0]
	want := append([]byte(head), body[:64<<10]...)
	if !big.Truncated || big.Size != int64(len(head)+len(body)) || !bytes.Equal(big.Raw, want) {
		t.Fatalf("truncated %v, size %d, raw %d bytes, want %d", big.Truncated, big.Size, len(big.Raw), len(want))
	}
	if small := messages[1]; small.Truncated || !bytes.Equal(small.Raw, mail(2)) {
		t.Fatalf("message after the big one: %+v", small)
	}
}

func TestWaitReturnsOnNewMail(t *testing.T) {
	server := newMemServer(t, imap.CapIdle)
	cfg := config(server.addr)
	cfg.IdleCycle = time.Minute
	c := open(t, cfg)
	_, pos := fetch(t, c, "INBOX", mailbox.Position{})
	waited := make(chan error, 1)
	go func() { waited <- c.Wait(t.Context(), "INBOX") }()
	// The server in the process forgets what comes just before IDLE starts.
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	sent := 0
	for done := false; !done; {
		sent++
		server.put(t, "INBOX", mail(sent))
		select {
		case err := <-waited:
			if err != nil {
				t.Fatal(err)
			}
			done = true
		case <-again.C:
			if sent > 500 {
				t.Fatal("still waiting after 500 mails")
			}
		}
	}
	if messages, _ := fetch(t, c, "INBOX", pos); len(messages) != sent {
		t.Fatalf("%d messages, want %d", len(messages), sent)
	}
}

func TestSentFolderByName(t *testing.T) {
	for _, name := range []string{"Sent", "Verzonden items", "Éléments envoyés", "Gesendet", "INBOX/Sent Items"} {
		t.Run(name, func(t *testing.T) {
			server := newMemServer(t)
			for _, folder := range []string{"Archief", "Archief/Sent", name} {
				create(t, server, folder)
			}
			got, err := open(t, config(server.addr)).SentFolder(t.Context())
			if err != nil || got != name {
				t.Fatalf("got %q, %v", got, err)
			}
		})
	}
	server := newMemServer(t)
	if got, err := open(t, config(server.addr)).SentFolder(t.Context()); err != nil || got != "" {
		t.Fatalf("no such folder: got %q, %v", got, err)
	}
}

func TestAppendAndFindMessageID(t *testing.T) {
	server := newMemServer(t)
	create(t, server, "Éléments envoyés")
	c := open(t, config(server.addr))
	raw := mail(7)
	if err := c.Append(t.Context(), "Éléments envoyés", raw, received(), true); err != nil {
		t.Fatal(err)
	}
	messages, _ := fetch(t, c, "Éléments envoyés", mailbox.Position{})
	if len(messages) != 1 || !bytes.Equal(messages[0].Raw, raw) || !messages[0].Received.Equal(received()) || !slices.Contains(messages[0].Flags, `\Seen`) {
		t.Fatalf("appended: %+v", messages)
	}
	for id, want := range map[string]bool{"m7@klant.example": true, "<m7@klant.example>": true, "7@klant.example": false, "m8@klant.example": false} {
		if got, err := c.FindMessageID(t.Context(), "Éléments envoyés", id); err != nil || got != want {
			t.Errorf("find %q: %v, %v; want %v", id, got, err, want)
		}
	}
	if _, err := c.FindMessageID(t.Context(), "INBOX", " <> "); err == nil {
		t.Error("an empty Message-ID must not be searched for")
	}
	if err := c.Append(t.Context(), "Nergens", raw, received(), true); err == nil {
		t.Error("append to a missing folder succeeded")
	}
	if err := c.Append(t.Context(), "INBOX", raw, received(), false); err != nil {
		t.Errorf("append after a refusal: %v", err)
	}
}

func TestFlagRefusesNonsense(t *testing.T) {
	server := newMemServer(t)
	server.put(t, "INBOX", mail(1))
	c := open(t, config(server.addr))
	_, pos := fetch(t, c, "INBOX", mailbox.Position{})
	for _, flag := range []string{"", `\`, "a b", "a)", `a\b`, "a\r\nT9 LOGOUT", "é"} {
		if err := c.Flag(t.Context(), "INBOX", pos.UIDValidity, []uint32{1}, flag); err == nil {
			t.Errorf("flag %q was accepted", flag)
		}
	}
	if err := c.Flag(t.Context(), "INBOX", pos.UIDValidity, []uint32{0}, "$VoldaanHandled"); err == nil {
		t.Error("UID 0 was accepted")
	}
}

func BenchmarkFetch500(b *testing.B) {
	server := newMemServer(b)
	for n := range 500 {
		server.put(b, "INBOX", mail(n))
	}
	c := open(b, config(server.addr))
	for b.Loop() {
		if messages, _ := fetch(b, c, "INBOX", mailbox.Position{}); len(messages) != 500 {
			b.Fatal(fmt.Sprint(len(messages), " messages"))
		}
	}
}
