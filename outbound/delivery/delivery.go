// Package delivery hands rendered mails to an SMTP server and says for each
// recipient what became of it. It knows no database: the caller commits that
// a mail is being sent in the callback of Send, and stores the Result.
package delivery

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// The values of Config.TLS.
const (
	StartTLS = "starttls" // upgrade a plain connection (RFC 3207); never falls back to plain
	TLS      = "tls"      // TLS from the first byte (RFC 8314)
	NoTLS    = "none"     // plain; only to a server on the same machine
)

// ErrLogin is the error of a server that does not let the bot in: wrong user,
// password or token, or no way to log in that both sides know. The mails are
// deferred, so that nothing is lost while an operator mends it.
var ErrLogin = errors.New("login refused")

// Config says which server and how. Only Addr and TLS are needed.
type Config struct {
	Addr      string      // host:port
	TLS       string      // StartTLS, TLS or NoTLS
	TLSConfig *tls.Config // nil: the system's roots and the host of Addr

	// User is the account; empty: no login. AccessToken, when set, is asked for
	// a bearer token (OAuth 2.0) at each login and is used instead of Password.
	User        string
	Password    string
	AccessToken func(ctx context.Context) (string, error)

	LocalName string // the name to greet with in EHLO; empty: localhost

	// Timeout is how long the server may take to answer a command, to shake
	// hands or to take a piece of the content; zero: 60 seconds.
	Timeout time.Duration
	// FinalTimeout is how long it may take to answer the whole content. Giving
	// up there leaves the mail's fate uncertain, so it is long: zero means ten
	// times Timeout, by default the ten minutes of RFC 5321, section 4.5.3.2.6.
	FinalTimeout time.Duration
	// IdleLimit is the age from which an unused connection is tried with NOOP
	// before it carries a mail; zero: 60 seconds.
	IdleLimit time.Duration

	Logger *slog.Logger // connections at debug level; nil: nothing
}

// Client sends mails to one server, one after another over one connection. It
// may be used concurrently; the mails then wait for each other.
type Client struct {
	cfg  Config
	turn chan struct{} // holds a token while nobody uses idle
	idle *session      // nil: none
}

// New makes a client. It connects when the first mail is sent; a fault in the
// configuration is the error of Send and Check.
func New(cfg Config) *Client {
	if cfg.Timeout <= 0 {
		cfg.Timeout = time.Minute
	}
	if cfg.FinalTimeout <= 0 {
		cfg.FinalTimeout = 10 * cfg.Timeout
	}
	if cfg.IdleLimit <= 0 {
		cfg.IdleLimit = time.Minute
	}
	if cfg.LocalName == "" {
		cfg.LocalName = "localhost"
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	c := &Client{cfg: cfg, turn: make(chan struct{}, 1)}
	c.turn <- struct{}{}
	return c
}

// Close ends the idle connection politely, after the mail that is under way. A
// client may be used again after it.
func (c *Client) Close() error {
	<-c.turn
	defer func() { c.turn <- struct{}{} }()
	if c.idle != nil {
		c.idle.quit()
		c.idle = nil
	}
	return nil
}

// Check connects, greets, secures the connection and logs in as Send would,
// and leaves. Its error is written for the operator.
func (c *Client) Check(ctx context.Context) error {
	s, err := c.connect(ctx)
	if err != nil {
		return err
	}
	s.quit()
	return nil
}

// Send hands over one mail. beforeData, which may be nil, is called once the
// server has accepted at least one recipient and before it is told that the
// content follows: its error keeps the mail from being sent, and the outcome
// is deferred with that error.
//
// A context that ends before the content has begun defers the mail. From the
// first byte of the content on it is no longer looked at: the final reply is
// awaited, since leaving would make the mail uncertain.
func (c *Client) Send(ctx context.Context, e Envelope, beforeData func() error) Result {
	if err := e.validate(); err != nil {
		return settled(e, Failed, err)
	}
	select {
	case <-c.turn:
		defer func() { c.turn <- struct{}{} }()
	case <-ctx.Done():
		return settled(e, Deferred, fmt.Errorf("wait for the connection to %s: %w", c.cfg.Addr, context.Cause(ctx)))
	}
	for {
		s, err := c.session(ctx)
		if err != nil {
			return settled(e, Deferred, err)
		}
		reused := s.mails > 0
		t := newTransaction(s, e)
		t.run(ctx, beforeData)
		c.keep(s)
		if t.stale && reused && ctx.Err() == nil {
			c.cfg.Logger.Debug("connection was stale, connecting again", "server", c.cfg.Addr)
			continue
		}
		return t.result()
	}
}

// session gives the idle connection where it still works, or else a new one.
func (c *Client) session(ctx context.Context) (*session, error) {
	s := c.idle
	c.idle = nil
	if s == nil {
		return c.connect(ctx)
	}
	if time.Since(s.used) < c.cfg.IdleLimit {
		return s, nil
	}
	if err := s.step(ctx, s.cfg.Timeout, "NOOP", s.smtp.Noop); err == nil {
		return s, nil
	}
	s.drop()
	return c.connect(ctx)
}

// keep stores the connection for the next mail, unless it is broken.
func (c *Client) keep(s *session) {
	if s.dead {
		s.drop()
		return
	}
	s.used = time.Now()
	c.idle = s
}
