package mailbox_test

import (
	"crypto/tls"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

// tlsFront speaks TLS before a plain server, and returns its address.
func tlsFront(t *testing.T, behind string, cert tls.Certificate) string {
	t.Helper()
	listener := tls.NewListener(listen(t), &tls.Config{Certificates: []tls.Certificate{cert}})
	var clients sync.WaitGroup
	t.Cleanup(func() { listener.Close(); clients.Wait() })
	clients.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			clients.Go(func() { relay(conn, behind) })
		}
	})
	return listener.Addr().String()
}

func relay(front net.Conn, addr string) {
	defer front.Close()
	back, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	var both sync.WaitGroup
	both.Go(func() { _, _ = io.Copy(back, front); back.Close() })
	both.Go(func() { _, _ = io.Copy(front, back); front.Close() })
	both.Wait()
}

func TestStartTLS(t *testing.T) {
	cert, pool := certificate(t)
	user := imapmemserver.NewUser(testUser, testPassword)
	if err := user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	backend := imapmemserver.New()
	backend.AddUser(user)
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return backend.NewSession(), nil, nil
		},
		Caps:      imap.CapSet{imap.CapIMAP4rev1: {}},
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{cert}},
	})
	listener := listen(t)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() { server.Close(); <-served })

	cfg := config(listener.Addr().String())
	if err := open(t, cfg).Login(t.Context()); err == nil {
		t.Error("the server takes no password before TLS, yet the login succeeded")
	}
	cfg.TLS, cfg.TLSConfig = mailbox.TLSStart, &tls.Config{RootCAs: pool, ServerName: "example.com"}
	if err := open(t, cfg).Login(t.Context()); err != nil {
		t.Fatal(err)
	}
}
