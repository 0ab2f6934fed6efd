package delivery

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/emersion/go-smtp"
)

// errTimeout is the error of a server that has not answered in time.
var errTimeout = errors.New("no answer in time; the server or the way to it hangs")

// session is one connection, ready for mails.
type session struct {
	cfg   *Config
	raw   net.Conn // beneath TLS: closing it ends every exchange at once
	smtp  *smtp.Client
	used  time.Time // when the last mail was done
	mails int       // transactions begun
	dead  bool      // must not carry another mail
}

// connect dials, secures, greets and logs in.
func (c *Client) connect(ctx context.Context) (*session, error) {
	host, err := c.cfg.host()
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: c.cfg.Timeout}
	raw, err := d.DialContext(ctx, "tcp", c.cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w; check the host, the port and the network", c.cfg.Addr, err)
	}
	s := &session{cfg: &c.cfg, raw: raw}
	if err := s.open(ctx, host); err != nil {
		s.drop()
		return nil, err
	}
	c.cfg.Logger.Debug("connected", "server", c.cfg.Addr, "remote", raw.RemoteAddr().String())
	return s, nil
}

// host is the host of Addr, once the configuration makes sense.
func (c *Config) host() (string, error) {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil || host == "" {
		return "", fmt.Errorf("server address %q: want host:port, such as mail.company.example:587", c.Addr)
	}
	switch c.TLS {
	case StartTLS, TLS:
	case NoTLS:
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return "", fmt.Errorf("tls = %q to %s would show mails and password to the network; use %q or %q, or a server on this machine",
				NoTLS, c.Addr, StartTLS, TLS)
		}
	default:
		return "", fmt.Errorf("tls = %q: want %q, %q or %q", c.TLS, StartTLS, TLS, NoTLS)
	}
	if c.User == "" && (c.Password != "" || c.AccessToken != nil) {
		return "", fmt.Errorf("there is a password or token for %s, but no user", c.Addr)
	}
	return host, nil
}

// open makes a mail session of the bare connection.
func (s *session) open(ctx context.Context, host string) error {
	conn := net.Conn(newRepliesConn(s.raw, ""))
	var err error
	switch s.cfg.TLS {
	case TLS:
		if conn, err = s.handshake(ctx, host); err == nil {
			conn = newRepliesConn(conn, "")
		}
	case StartTLS:
		conn, err = s.startTLS(ctx, host)
	case NoTLS:
		if a, ok := s.raw.RemoteAddr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
			err = fmt.Errorf("%s is not this machine (%s); tls = %q is for loopback only", s.cfg.Addr, s.raw.RemoteAddr(), NoTLS)
		}
	}
	if err != nil {
		return err
	}
	s.smtp = smtp.NewClient(conn)
	// The watchdog of step rules; these only must not come before it.
	s.smtp.CommandTimeout = 2 * s.cfg.Timeout
	s.smtp.SubmissionTimeout = 2 * s.cfg.FinalTimeout
	err = s.step(ctx, s.cfg.Timeout, "greeting and EHLO", func() error { return s.smtp.Hello(s.cfg.LocalName) })
	if err != nil {
		return s.refused("the connection", err)
	}
	if s.cfg.User == "" {
		return nil
	}
	return s.login(ctx, host)
}

// handshake puts TLS on the connection.
func (s *session) handshake(ctx context.Context, host string) (net.Conn, error) {
	cfg := &tls.Config{}
	if s.cfg.TLSConfig != nil {
		cfg = s.cfg.TLSConfig.Clone()
	}
	if cfg.ServerName == "" {
		cfg.ServerName = host
	}
	if cfg.MinVersion == 0 {
		cfg.MinVersion = tls.VersionTLS12
	}
	conn := tls.Client(s.raw, cfg)
	err := s.step(ctx, s.cfg.Timeout, "TLS handshake", func() error { return conn.HandshakeContext(ctx) })
	if err == nil {
		return conn, nil
	}
	var cert *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	switch {
	case errors.As(err, &cert):
		return nil, fmt.Errorf("%s: %w; check the host name, or let the server get a certificate for it", s.cfg.Addr, err)
	case errors.As(err, &plain):
		return nil, fmt.Errorf("%s: %w; the port may want tls = %q", s.cfg.Addr, err, StartTLS)
	}
	return nil, fmt.Errorf("%s: %w", s.cfg.Addr, err)
}

// step runs one exchange with the server. It closes the connection when the
// exchange takes longer than limit or when the context ends. An error that is
// no reply of the server leaves the session dead.
func (s *session) step(ctx context.Context, limit time.Duration, what string, exchange func() error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", what, context.Cause(ctx))
	}
	var late atomic.Bool
	watchdog := time.AfterFunc(limit, func() { late.Store(true); s.raw.Close() })
	unhook := context.AfterFunc(ctx, func() { s.raw.Close() })
	err := exchange()
	inTime, notEnded := watchdog.Stop(), unhook()
	if !inTime || !notEnded {
		s.dead = true
	}
	if err == nil {
		return nil
	}
	if r, ok := asReply(err); ok {
		// 421 announces that the server closes the connection (RFC 5321,
		// section 3.8).
		s.dead = s.dead || r.code == 421
		return err
	}
	s.dead = true
	switch {
	case late.Load():
		return fmt.Errorf("%s: %w (%s)", what, errTimeout, limit)
	case !notEnded:
		return fmt.Errorf("%s: %w", what, context.Cause(ctx))
	}
	return fmt.Errorf("%s: %w", what, err)
}

// refused puts a failed exchange in words for the operator.
func (s *session) refused(what string, err error) error {
	if r, ok := asReply(err); ok {
		return fmt.Errorf("%s refused %s: %s; %s", s.cfg.Addr, what, r, r.advice())
	}
	return fmt.Errorf("%s: %w", s.cfg.Addr, err)
}

// drop closes the connection without a word.
func (s *session) drop() {
	s.dead = true
	s.raw.Close()
}

// quit leaves politely, but not patiently.
func (s *session) quit() {
	limit := min(s.cfg.Timeout, 5*time.Second)
	// The mails are done; how the server answers QUIT changes nothing.
	_ = s.step(context.Background(), limit, "QUIT", s.smtp.Quit)
	s.drop()
}
