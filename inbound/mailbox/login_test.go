package mailbox_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

func TestLogin(t *testing.T) {
	server := newMemServer(t)
	c := open(t, config(server.addr))
	for range 2 {
		if err := c.Login(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	cfg := config(server.addr)
	cfg.Password = "verkeerd-wachtwoord"
	err := open(t, cfg).Login(t.Context())
	if !errors.Is(err, mailbox.ErrLogin) {
		t.Fatalf("wrong password: %v", err)
	}
	if !strings.Contains(err.Error(), "check user and password") || strings.Contains(err.Error(), cfg.Password) {
		t.Fatalf("message %q", err)
	}
}

func TestLoginRefusalOrTrouble(t *testing.T) {
	cases := map[string]bool{ // the answer to LOGIN, and whether it is a refusal
		"NO [AUTHENTICATIONFAILED] Invalid credentials geheim-1234": true,
		"NO [ALERT] Application-specific password required":         true,
		"NO Login failed": true,
		"NO [UNAVAILABLE] Temporary authentication failure": false,
		"NO [INUSE] busy": false,
		"BAD User is authenticated but not connected.": false,
	}
	for answer, refused := range cases {
		t.Run(answer, func(t *testing.T) {
			f := newFakeServer(t, 0, func(c *fakeConn, tag, command string) bool {
				if !strings.HasPrefix(command, "LOGIN") {
					return false
				}
				c.send("%s %s", tag, answer)
				return true
			})
			err := open(t, config(f.addr)).Login(t.Context())
			if err == nil || errors.Is(err, mailbox.ErrLogin) != refused {
				t.Fatalf("refused: want %v, got %v", refused, err)
			}
			if strings.Contains(err.Error(), testPassword) {
				t.Fatalf("the password is in %q", err)
			}
		})
	}
}

func TestTurnedAwayAtGreeting(t *testing.T) {
	f := newFakeServer(t, 0, func(c *fakeConn, tag, _ string) bool {
		if tag != "" {
			return false
		}
		c.send("* BYE too many connections")
		return c.drop()
	})
	err := open(t, config(f.addr)).Login(t.Context())
	if err == nil || errors.Is(err, mailbox.ErrLogin) || !strings.Contains(err.Error(), "too many connections") {
		t.Fatal(err)
	}
}

func TestPasswordNeverLeavesInTheClear(t *testing.T) {
	for _, addr := range []string{"mail.leverancier.example:143", "192.0.2.7:143", "127.0.0.1.leverancier.example:143", "localhost.example:143"} {
		cfg := config(addr)
		cfg.DialContext = nil
		err := open(t, cfg).Login(t.Context())
		if err == nil || !strings.Contains(err.Error(), "without TLS") {
			t.Errorf("%s: %v", addr, err)
		}
	}
	f := newFakeServer(t, 0, nil)
	f.caps = "IMAP4rev1 LOGINDISABLED"
	if err := open(t, config(f.addr)).Login(t.Context()); !errors.Is(err, mailbox.ErrLogin) || f.logins.Load() != 0 {
		t.Errorf("LOGINDISABLED: %v, %d logins", err, f.logins.Load())
	}
	cfg := config(newFakeServer(t, 0, func(c *fakeConn, tag, command string) bool {
		if command == "STARTTLS" {
			c.send("%s BAD no TLS here", tag)
		}
		if strings.HasPrefix(command, "LOGIN") {
			t.Error("password sent although STARTTLS was refused")
		}
		return command == "STARTTLS"
	}).addr)
	cfg.TLS = mailbox.TLSStart
	if err := open(t, cfg).Login(t.Context()); err == nil || !strings.Contains(err.Error(), "does not start TLS") {
		t.Errorf("STARTTLS refused: %v", err)
	}
}

func TestBadConfigIsReportedByTheFirstCall(t *testing.T) {
	for _, cfg := range []mailbox.Config{
		{Addr: "leverancier.example"},
		{Addr: ":993"},
		{Addr: "leverancier.example:"},
		{},
		{Addr: "leverancier.example:993", TLS: "ssl"},
	} {
		if err := open(t, cfg).Login(t.Context()); err == nil {
			t.Errorf("%+v was accepted", cfg)
		}
	}
}

func TestAccessToken(t *testing.T) {
	const token = "ya29.voorbeeld"
	cases := map[string]struct{ caps, mechanism string }{
		"xoauth2":     {"IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER", "XOAUTH2"},
		"oauthbearer": {"IMAP4rev1 AUTH=OAUTHBEARER SASL-IR", "OAUTHBEARER"},
	}
	for name, tc := range cases {
		for _, good := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				f := newFakeServer(t, 0, func(c *fakeConn, tag, command string) bool {
					rest, ok := strings.CutPrefix(command, "AUTHENTICATE "+tc.mechanism+" ")
					if !ok {
						return false
					}
					response, err := base64.StdEncoding.DecodeString(rest)
					if err != nil || !strings.Contains(string(response), "auth=Bearer "+token+"\x01\x01") {
						t.Errorf("response %q, %v", response, err)
					}
					if !good {
						c.send("+ %s", base64.StdEncoding.EncodeToString([]byte(`{"status":"401","scope":"mail"}`)))
						return c.stall()
					}
					c.send("%s OK welcome", tag)
					return true
				})
				f.caps = tc.caps
				cfg := config(f.addr)
				cfg.AccessToken = func(context.Context) (string, error) { return token, nil }
				err := open(t, cfg).Login(t.Context())
				if good && err != nil {
					t.Fatal(err)
				}
				if !good && (!errors.Is(err, mailbox.ErrLogin) || !strings.Contains(err.Error(), "401") || strings.Contains(err.Error(), token)) {
					t.Fatalf("refused token: %v", err)
				}
			})
		}
	}
	none := errors.New("refresh token revoked")
	cfg := config(newFakeServer(t, 0, nil).addr)
	cfg.AccessToken = func(context.Context) (string, error) { return "", none }
	if err := open(t, cfg).Login(t.Context()); !errors.Is(err, none) {
		t.Errorf("no token: %v", err)
	}
	cfg.AccessToken = func(context.Context) (string, error) { return token, nil }
	if err := open(t, cfg).Login(t.Context()); !errors.Is(err, mailbox.ErrLogin) {
		t.Errorf("no mechanism: %v", err)
	}
}

func TestPasswordOutsideASCIIGoesByPlain(t *testing.T) {
	f := newFakeServer(t, 0, func(c *fakeConn, tag, command string) bool {
		rest, ok := strings.CutPrefix(command, "AUTHENTICATE PLAIN ")
		if !ok {
			return false
		}
		if response, err := base64.StdEncoding.DecodeString(rest); err != nil || string(response) != "\x00"+testUser+"\x00pässwört" {
			t.Errorf("response %q, %v", response, err)
		}
		c.send("%s OK welcome", tag)
		return true
	})
	f.caps = "IMAP4rev1 SASL-IR AUTH=PLAIN"
	cfg := config(f.addr)
	cfg.Password = "pässwört"
	if err := open(t, cfg).Login(t.Context()); err != nil || f.logins.Load() != 0 {
		t.Fatalf("%v, %d LOGIN commands", err, f.logins.Load())
	}
}

// certificate returns a certificate for example.com and the pool that trusts
// it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	https := httptest.NewUnstartedServer(nil)
	https.StartTLS()
	t.Cleanup(https.Close)
	pool := x509.NewCertPool()
	pool.AddCert(https.Certificate())
	return https.TLS.Certificates[0], pool
}

func TestImplicitTLS(t *testing.T) {
	cert, pool := certificate(t)
	f := newFakeServer(t, 2, nil)
	front := tlsFront(t, f.addr, cert)
	cfg := config(front)
	cfg.TLS, cfg.TLSConfig = mailbox.TLSImplicit, &tls.Config{RootCAs: pool, ServerName: "example.com"}
	if messages, _ := fetch(t, open(t, cfg), "INBOX", mailbox.Position{}); len(messages) != 2 {
		t.Fatalf("%d messages", len(messages))
	}
	cfg.TLSConfig = &tls.Config{ServerName: "example.com"}
	if err := open(t, cfg).Login(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("unknown certificate: %v", err)
	}
	cfg.Addr = f.addr
	if err := open(t, cfg).Login(t.Context()); err == nil || !strings.Contains(err.Error(), "starttls") {
		t.Errorf("plain port: %v", err)
	}
	cfg.Addr, cfg.TLS, cfg.Timeout = front, mailbox.TLSNone, 200*time.Millisecond
	if err := open(t, cfg).Login(t.Context()); err == nil {
		t.Error("plain IMAP to a TLS port succeeded")
	}
	closed := listen(t)
	cfg = config(closed.Addr().String())
	closed.Close()
	if err := open(t, cfg).Login(t.Context()); err == nil || !strings.Contains(err.Error(), "nothing listens") {
		t.Errorf("closed port: %v", err)
	}
}
