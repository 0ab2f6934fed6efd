package delivery_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan/outbound/delivery"
)

// certificate makes a certificate for 127.0.0.1 and the pool that trusts it.
func certificate(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "mail.creditor.example"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// goodServer is go-smtp's server with an account and a record of what came.
type goodServer struct {
	addr       string
	pool       *x509.CertPool
	mechanisms []string
	loginError error // instead of a check of the password

	mu    sync.Mutex
	hello string // name of the last EHLO
	tls   bool   // of the last mail
	login string // mechanism of the last login
	mails []string
}

// The account of goodServer.
const (
	user     = "bot@creditor.example"
	password = "correct horse"
	token    = "ya29.token"
)

func startGood(t testing.TB, implicit bool, mechanisms ...string) *goodServer {
	t.Helper()
	g := &goodServer{mechanisms: mechanisms}
	cert, pool := certificate(t)
	g.pool = pool
	srv := smtp.NewServer(g)
	srv.Domain = "mail.creditor.example"
	srv.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	srv.AllowInsecureAuth = true
	srv.EnableDSN, srv.EnableSMTPUTF8, srv.MaxMessageBytes = true, true, 1<<20
	srv.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g.addr = l.Addr().String()
	if implicit {
		l = tls.NewListener(l, srv.TLSConfig)
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	t.Cleanup(func() {
		srv.Close()
		<-done
	})
	return g
}

// client makes a client that trusts the server.
func (g *goodServer) client(t testing.TB, mode string, change ...func(*delivery.Config)) *delivery.Client {
	return plain(t, g.addr, append([]func(*delivery.Config){func(c *delivery.Config) {
		c.TLS, c.TLSConfig = mode, &tls.Config{RootCAs: g.pool}
	}}, change...)...)
}

func withPassword(p string) func(*delivery.Config) {
	return func(c *delivery.Config) { c.User, c.Password = user, p }
}

func withToken(tok string, err error) func(*delivery.Config) {
	return func(c *delivery.Config) {
		c.User, c.AccessToken = user, func(context.Context) (string, error) { return tok, err }
	}
}

func (g *goodServer) NewSession(c *smtp.Conn) (smtp.Session, error) {
	_, secure := c.TLSConnectionState()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hello, g.tls = c.Hostname(), secure
	return &goodSession{g: g}, nil
}

type goodSession struct {
	g        *goodServer
	loggedIn bool
}

func (s *goodSession) AuthMechanisms() []string { return s.g.mechanisms }

func (s *goodSession) Auth(mech string) (sasl.Server, error) {
	check := func(u, secret, want string) error {
		s.g.mu.Lock()
		defer s.g.mu.Unlock()
		s.g.login = mech
		if s.g.loginError != nil {
			return s.g.loginError
		}
		if u != user || secret != want {
			return smtp.ErrAuthFailed
		}
		s.loggedIn = true
		return nil
	}
	switch mech {
	case "PLAIN":
		return sasl.NewPlainServer(func(_, u, p string) error { return check(u, p, password) }), nil
	case "LOGIN":
		return &loginServer{check: func(u, p string) error { return check(u, p, password) }}, nil
	case "OAUTHBEARER":
		return sasl.NewOAuthBearerServer(func(o sasl.OAuthBearerOptions) *sasl.OAuthBearerError {
			if check(o.Username, o.Token, token) != nil {
				return &sasl.OAuthBearerError{Status: "invalid_token"}
			}
			return nil
		}), nil
	case "XOAUTH2":
		return &xoauth2Server{check: func(u, tok string) error { return check(u, tok, token) }}, nil
	}
	return nil, smtp.ErrAuthUnknownMechanism
}

func (s *goodSession) Reset()        {}
func (s *goodSession) Logout() error { return nil }

func (s *goodSession) Mail(string, *smtp.MailOptions) error {
	if len(s.g.mechanisms) > 0 && !s.loggedIn {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	return nil
}

func (s *goodSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "gone@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "User unknown"}
	}
	return nil
}

func (s *goodSession) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	s.g.mu.Lock()
	defer s.g.mu.Unlock()
	s.g.mails = append(s.g.mails, string(b))
	return err
}

// loginServer is the server's side of LOGIN.
type loginServer struct {
	user  string
	check func(u, p string) error
}

func (l *loginServer) Next(response []byte) ([]byte, bool, error) {
	switch {
	case response == nil:
		return []byte("Username:"), false, nil
	case l.user == "":
		l.user = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.user, string(response))
}

// xoauth2Server is the server's side of XOAUTH2: a refusal comes as a
// challenge, which the client has to answer before it gets its 535.
type xoauth2Server struct {
	refused bool
	check   func(u, token string) error
}

func (x *xoauth2Server) Next(response []byte) ([]byte, bool, error) {
	if x.refused {
		return nil, true, smtp.ErrAuthFailed
	}
	u, rest, _ := strings.Cut(strings.TrimPrefix(string(response), "user="), "\x01auth=Bearer ")
	if x.check(u, strings.TrimSuffix(rest, "\x01\x01")) != nil {
		x.refused = true
		return []byte(`{"status":"401"}`), false, nil
	}
	return nil, true, nil
}

func TestSecureConnections(t *testing.T) {
	for _, mode := range []string{delivery.StartTLS, delivery.TLS} {
		g := startGood(t, mode == delivery.TLS)
		c := g.client(t, mode)
		if err := c.Check(context.Background()); err != nil {
			t.Errorf("%s: check: %v", mode, err)
		}
		for range 2 {
			wantOutcome(t, c.Send(context.Background(), mail("gone@x.example", "an@x.example"), nil), delivery.Accepted)
			wantOutcome(t, c.Send(context.Background(), mail("gone@x.example"), nil), delivery.Failed)
		}
		if !g.tls || g.hello != "bot.creditor.example" || !slices.Equal(g.mails, []string{letter, letter}) {
			t.Errorf("%s: tls %t, hello %q, %d mails", mode, g.tls, g.hello, len(g.mails))
		}
	}
}

func TestCertificateIsVerified(t *testing.T) {
	for _, mode := range []string{delivery.StartTLS, delivery.TLS} {
		g := startGood(t, mode == delivery.TLS)
		for why, cfg := range map[string]*tls.Config{
			"unknown authority": nil,
			"another name":      {RootCAs: g.pool, ServerName: "other.example"},
		} {
			c := g.client(t, mode, func(c *delivery.Config) { c.TLSConfig = cfg })
			got := c.Send(context.Background(), mail(), nil)
			wantOutcome(t, got, delivery.Deferred)
			var bad *tls.CertificateVerificationError
			if !errors.As(got.Err, &bad) {
				t.Errorf("%s, %s: %v", mode, why, got.Err)
			}
		}
		if len(g.mails) != 0 {
			t.Error("a mail was sent")
		}
	}
}

// TestNoDowngrade: nothing but EHLO and STARTTLS goes out in the clear.
func TestNoDowngrade(t *testing.T) {
	rows := map[string]struct {
		fault    func(int, string, string) string
		features []string
	}{
		"not offered":             {nil, []string{"AUTH PLAIN", "XSTARTTLS", "STARTTLS-NOT"}},
		"refused for now":         {at("STARTTLS", "454 4.7.0 TLS not available"), []string{"STARTTLS"}},
		"refused":                 {at("STARTTLS", "502 5.5.1 no"), []string{"STARTTLS"}},
		"answered, then no TLS":   {at("STARTTLS", "220 go on"), []string{"STARTTLS"}},
		"dropped":                 {at("STARTTLS", drop), []string{"STARTTLS"}},
		"hangs":                   {at("STARTTLS", hang), []string{"starttls"}},
		"plaintext put behind it": {at("STARTTLS", "220 go on\r\n250 injected"), []string{"STARTTLS"}},
		"endless greeting":        {at("greet", strings.Repeat("220-"+strings.Repeat("x", 900)+"\r\n", 200)+"220 x"), []string{"STARTTLS"}},
	}
	for name, r := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, r.fault, r.features...)
			c := plain(t, s.addr, impatient, withPassword(password), func(c *delivery.Config) { c.TLS = delivery.StartTLS })
			wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Deferred)
			if s.count("1 AUTH")+s.count("1 MAIL") != 0 {
				t.Errorf("went on in the clear: %q", s.lines())
			}
		})
	}
	s := startFaults(t, nil)
	got := plain(t, s.addr, func(c *delivery.Config) { c.TLS = delivery.TLS }, impatient).Send(context.Background(), mail(), nil)
	wantOutcome(t, got, delivery.Deferred)
	if !strings.Contains(got.Err.Error(), delivery.StartTLS) {
		t.Errorf("no hint for a plain port: %v", got.Err)
	}
}

func TestPlainOnlyOnThisMachine(t *testing.T) {
	bad := func(addr, mode string) {
		t.Helper()
		c := plain(t, addr, func(c *delivery.Config) { c.TLS = mode })
		if err := c.Check(context.Background()); err == nil || !strings.Contains(err.Error(), "tls = ") {
			t.Errorf("%s %q: %v", addr, mode, err)
		}
	}
	bad("mail.creditor.example:25", delivery.NoTLS)
	bad("192.0.2.1:25", delivery.NoTLS)
	bad("127.0.0.1.creditor.example:25", delivery.NoTLS)
	bad("127.0.0.1:25", "")
	bad("127.0.0.1:25", "opportunistic")
	s := startFaults(t, nil)
	_, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		t.Fatal(err)
	}
	if err := plain(t, "localhost:"+port).Check(context.Background()); err != nil {
		t.Errorf("localhost: %v", err)
	}
	c := plain(t, s.addr, func(c *delivery.Config) { c.Password = "x" })
	if err := c.Check(context.Background()); err == nil || !strings.Contains(err.Error(), "no user") {
		t.Errorf("password without user: %v", err)
	}
}

func TestLogin(t *testing.T) {
	for _, mech := range []string{"PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2"} {
		good, bad := withPassword(password), withPassword("wrong")
		if strings.Contains(mech, "OAUTH") {
			good, bad = withToken(token, nil), withToken("expired", nil)
		}
		g := startGood(t, false, mech)
		c := g.client(t, delivery.StartTLS, good)
		wantOutcome(t, c.Send(context.Background(), mail("gone@x.example"), nil), delivery.Failed)
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
		if g.login != mech {
			t.Errorf("%s: logged in by %q", mech, g.login)
		}
		got := g.client(t, delivery.StartTLS, bad).Send(context.Background(), mail(), nil)
		wantOutcome(t, got, delivery.Deferred)
		if !errors.Is(got.Err, delivery.ErrLogin) || !strings.Contains(got.Err.Error(), user) {
			t.Errorf("%s: %v", mech, got.Err)
		}
		for _, secret := range []string{password, "wrong", token, "expired"} {
			if strings.Contains(got.Err.Error(), secret) {
				t.Errorf("%s: error shows a secret: %v", mech, got.Err)
			}
		}
	}
}

func TestLoginPicksTheBestWay(t *testing.T) {
	g := startGood(t, true, "LOGIN", "XOAUTH2", "PLAIN", "OAUTHBEARER")
	for want, how := range map[string]func(*delivery.Config){"PLAIN": withPassword(password), "OAUTHBEARER": withToken(token, nil)} {
		if err := g.client(t, delivery.TLS, how).Check(context.Background()); err != nil || g.login != want {
			t.Errorf("login by %q, want %q: %v", g.login, want, err)
		}
	}
}

func TestLoginThatCannotBe(t *testing.T) {
	rows := map[string]struct {
		mechanisms []string
		how        func(*delivery.Config)
		login      bool // an operator's matter
	}{
		"none offered":           {nil, withPassword(password), true},
		"only unknown ones":      {[]string{"GSSAPI"}, withPassword(password), true},
		"only passwords offered": {[]string{"PLAIN"}, withToken(token, nil), true},
		"no user configured":     {[]string{"PLAIN"}, func(*delivery.Config) {}, true},
		"no token to be had":     {[]string{"XOAUTH2"}, withToken("", io.ErrUnexpectedEOF), false},
	}
	for name, r := range rows {
		g := startGood(t, true, r.mechanisms...)
		got := g.client(t, delivery.TLS, r.how).Send(context.Background(), mail(), nil)
		wantOutcome(t, got, delivery.Deferred)
		if errors.Is(got.Err, delivery.ErrLogin) != r.login || !strings.Contains(got.Err.Error(), g.addr) {
			t.Errorf("%s: %v", name, got.Err)
		}
	}
}

func TestLoginTroubleForNow(t *testing.T) {
	g := startGood(t, true, "PLAIN")
	g.loginError = &smtp.SMTPError{Code: 454, EnhancedCode: smtp.EnhancedCode{4, 7, 0}, Message: "Temporary authentication failure"}
	got := g.client(t, delivery.TLS, withPassword(password)).Send(context.Background(), mail(), nil)
	wantOutcome(t, got, delivery.Deferred)
	if errors.Is(got.Err, delivery.ErrLogin) {
		t.Errorf("a passing fault counts as a wrong password: %v", got.Err)
	}
	for _, fault := range []string{hang, drop, "garbage", "421 4.7.0 closing"} {
		s := startFaults(t, at("AUTH", fault), "AUTH PLAIN")
		got := plain(t, s.addr, impatient, withPassword(password)).Send(context.Background(), mail(), nil)
		wantOutcome(t, got, delivery.Deferred)
		if errors.Is(got.Err, delivery.ErrLogin) {
			t.Errorf("%s: %v", fault, got.Err)
		}
	}
}
