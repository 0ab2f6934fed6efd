package mailbox

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"
)

// The ways to protect the connection, as Config.TLS names them.
const (
	// TLSImplicit speaks TLS from the first byte, usually on port 993
	// (RFC 8314, section 3.2).
	TLSImplicit = "tls"
	// TLSStart upgrades a plain connection, usually on port 143 (RFC 3501,
	// section 6.2.1). A server that does not offer it is refused.
	TLSStart = "starttls"
	// TLSNone sends the password in the clear: for loopback addresses only.
	TLSNone = "none"
)

const (
	defaultTimeout    = time.Minute
	defaultIdleCycle  = 7 * time.Minute
	defaultPollEvery  = 30 * time.Second
	defaultRetryPause = time.Second
	defaultMaxSize    = 25 << 20
)

// Config says where an account is and how patient to be with its server.
type Config struct {
	// Name stands in logs and errors; empty means Addr.
	Name string
	// Addr is host and port of the IMAP server.
	Addr string
	// TLS is TLSImplicit, TLSStart or TLSNone; empty means TLSImplicit.
	TLS string
	// TLSConfig is optional; a server name that it lacks is taken from Addr.
	TLSConfig *tls.Config
	// User and Password log in to the account.
	User, Password string
	// AccessToken, when set, is asked for an OAuth 2.0 access token at each
	// login, which then takes the place of the password.
	AccessToken func(ctx context.Context) (string, error)
	// Timeout is how long the server may stay silent while an answer is due
	// before the connection is closed. Zero means one minute.
	Timeout time.Duration
	// IdleCycle is the longest single IDLE. Zero means seven minutes.
	IdleCycle time.Duration
	// PollEvery is how long Wait pauses where the server has no IDLE. Zero
	// means thirty seconds.
	PollEvery time.Duration
	// RetryPause lies between two attempts at a message that could not be
	// fetched. Zero means one second.
	RetryPause time.Duration
	// MaxSize is the size in bytes above which only the header and the start
	// of the body of a message are fetched. Zero means 25 MiB.
	MaxSize int64
	// Logger gets what the connection went through; nil drops it. No address,
	// subject or content of a mail is ever logged.
	Logger *slog.Logger
	// DialContext replaces net.Dialer.DialContext.
	DialContext func(ctx context.Context, network, addr string) (net.Conn, error)
}

// withDefaults returns the configuration with its zero values filled in.
func (c Config) withDefaults() Config {
	if c.Name == "" {
		c.Name = c.Addr
	}
	if c.TLS == "" {
		c.TLS = TLSImplicit
	}
	c.Timeout = positive(c.Timeout, defaultTimeout)
	c.IdleCycle = positive(c.IdleCycle, defaultIdleCycle)
	c.PollEvery = positive(c.PollEvery, defaultPollEvery)
	c.RetryPause = positive(c.RetryPause, defaultRetryPause)
	if c.MaxSize <= 0 {
		c.MaxSize = defaultMaxSize
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.DialContext == nil {
		c.DialContext = new(net.Dialer).DialContext
	}
	return c
}

func positive(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// validate reports a configuration with which no connection may be made.
func (c Config) validate() error {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil || host == "" || port == "" {
		return fmt.Errorf("address %q is not host:port: write for example mail.example:993", c.Addr)
	}
	switch c.TLS {
	case TLSImplicit, TLSStart:
		return nil
	case TLSNone:
		if !loopback(host) {
			return fmt.Errorf("refusing to send a password to %s without TLS: set tls to %q or %q, %q is for this machine only",
				c.Addr, TLSImplicit, TLSStart, TLSNone)
		}
		return nil
	}
	return fmt.Errorf("tls %q is unknown: use %q, %q or %q", c.TLS, TLSImplicit, TLSStart, TLSNone)
}

// loopback reports whether a host can only be this machine. A name other than
// localhost (RFC 6761, section 6.3) is not looked up: its answer may change.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
