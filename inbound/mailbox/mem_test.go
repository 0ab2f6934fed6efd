package mailbox_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

const (
	testUser     = "bot@leverancier.example"
	testPassword = "geheim-1234"
)

// memServer is an IMAP server in the process.
type memServer struct {
	addr string
	user *imapmemserver.User
}

func newMemServer(t testing.TB, caps ...imap.Cap) *memServer {
	t.Helper()
	user := imapmemserver.NewUser(testUser, testPassword)
	if err := user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	backend := imapmemserver.New()
	backend.AddUser(user)
	set := imap.CapSet{imap.CapIMAP4rev1: {}}
	for _, c := range caps {
		set[c] = struct{}{}
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return backend.NewSession(), nil, nil
		},
		Caps: set, InsecureAuth: true, Logger: log.New(io.Discard, "", 0),
	})
	listener := listen(t)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close server: %v", err)
		}
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return &memServer{addr: listener.Addr().String(), user: user}
}

func listen(t testing.TB) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

func (m *memServer) put(t testing.TB, folder string, raw []byte) imap.UID {
	t.Helper()
	data, err := m.user.Append(folder, literal(raw), &imap.AppendOptions{Time: received()})
	if err != nil {
		t.Fatal(err)
	}
	return data.UID
}

// config is for any server on loopback.
func config(addr string) mailbox.Config {
	return mailbox.Config{
		Name: "facturen", Addr: addr, TLS: mailbox.TLSNone, User: testUser, Password: testPassword,
		Timeout: 5 * time.Second, RetryPause: time.Millisecond,
	}
}

func open(t testing.TB, cfg mailbox.Config) *mailbox.Conn {
	t.Helper()
	c := mailbox.New(cfg)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return c
}

// collector keeps what Fetch hands out.
type collector struct{ messages []mailbox.Message }

func (c *collector) store(m mailbox.Message) error {
	c.messages = append(c.messages, m)
	return nil
}

func (c *collector) uids() []uint32 {
	uids := []uint32{}
	for _, m := range c.messages {
		uids = append(uids, m.UID)
	}
	return uids
}

func fetch(t testing.TB, c *mailbox.Conn, folder string, pos mailbox.Position) ([]mailbox.Message, mailbox.Position) {
	t.Helper()
	var got collector
	next, end, err := c.Fetch(t.Context(), folder, pos, got.store)
	if err != nil {
		t.Fatalf("fetch: %v", err)
	}
	if !end {
		t.Fatal("fetch: folder not read to its end")
	}
	return got.messages, next
}

func mail(n int) []byte {
	return fmt.Appendf(nil, "From: Jan <jan@klant.example>\r\nTo: bot@leverancier.example\r\n"+
		"Subject: factuur %d\r\nMessage-ID: <m%d@klant.example>\r\n\r\nWij betalen factuur %d morgen.\r\n", n, n, n)
}

func received() time.Time { return time.Date(2026, time.November, 18, 9, 30, 0, 0, time.UTC) }

type literalReader struct {
	io.Reader
	size int64
}

func (l literalReader) Size() int64 { return l.size }

func literal(raw []byte) imap.LiteralReader {
	return literalReader{bytes.NewReader(raw), int64(len(raw))}
}

// within fails the test when f takes longer than limit.
func within(t testing.TB, limit time.Duration, f func(ctx context.Context)) {
	t.Helper()
	done := make(chan struct{})
	start := time.Now()
	go func() { defer close(done); f(t.Context()) }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		t.Fatalf("still busy after %s", time.Since(start))
	}
}
