package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"mime"
	"net"
	"os"
	"syscall"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"
)

// connect makes a connection and logs in.
func (c *Conn) connect(ctx context.Context) (*session, error) {
	if err := c.cfg.validate(); err != nil {
		return nil, err
	}
	s, err := c.dial(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", c.cfg.Addr, c.explain(err))
	}
	if err := s.handshake(ctx, c.cfg); err != nil {
		s.kill()
		return nil, fmt.Errorf("connect to %s: %w", c.cfg.Addr, c.explain(err))
	}
	if err := s.login(ctx, c.cfg); err != nil {
		s.kill()
		return nil, err
	}
	c.cfg.Logger.DebugContext(ctx, "mailbox connected", "mailbox", c.cfg.Name, "addr", c.cfg.Addr)
	return s, nil
}

func (c *Conn) dial(ctx context.Context) (*session, error) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	conn, err := c.cfg.DialContext(ctx, "tcp", c.cfg.Addr)
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(cause, ErrClosed) {
			return nil, cause
		}
		return nil, err
	}
	return &session{stream: newStream(conn), timeout: c.cfg.Timeout, news: make(chan struct{}, 1)}, nil
}

// handshake protects the connection as configured and reads the greeting.
func (s *session) handshake(ctx context.Context, cfg Config) error {
	host, _, err := net.SplitHostPort(cfg.Addr)
	if err != nil {
		return fmt.Errorf("split address: %w", err)
	}
	options := &imapclient.Options{
		UnilateralDataHandler: handler(s.news),
		WordDecoder:           &mime.WordDecoder{CharsetReader: charset.Reader},
		TLSConfig:             tlsConfig(cfg.TLSConfig, host),
	}
	return s.run(ctx, func() (err error) {
		switch cfg.TLS {
		case TLSImplicit:
			conn := tls.Client(s.stream, options.TLSConfig)
			if err := conn.HandshakeContext(ctx); err != nil {
				return err
			}
			s.client = imapclient.New(conn, options)
		case TLSStart:
			if s.client, err = imapclient.NewStartTLS(s.stream, options); err != nil {
				return startTLSError(err)
			}
		default:
			s.client = imapclient.New(s.stream, options)
		}
		return s.client.WaitGreeting()
	})
}

func tlsConfig(base *tls.Config, host string) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if base != nil {
		cfg = base.Clone()
	}
	if cfg.ServerName == "" {
		cfg.ServerName = host
	}
	return cfg
}

// startTLSError keeps a refusal from passing for a NO that leaves the
// connection usable.
func startTLSError(err error) error {
	var status *imap.Error
	if errors.As(err, &status) {
		return fmt.Errorf("the server does not start TLS (%s): set tls to %q and the port to 993", status.Text, TLSImplicit)
	}
	return err
}

// explain adds to an error of the network what the operator can do about it.
func (c *Conn) explain(err error) error {
	var (
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		name        *net.DNSError
		status      *imap.Error
	)
	switch {
	case errors.As(err, &certificate):
		return fmt.Errorf("%w: the certificate does not prove that this is the configured host; check the host name, or the certificate of a server of your own", err)
	case errors.As(err, &record):
		return fmt.Errorf("%w: the port does not speak TLS from the start; set tls to %q, or the port to 993", err, TLSStart)
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("%w: check the spelling of the host name", err)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("%w: nothing listens there; check host and port", err)
	case errors.As(err, &status):
		return fmt.Errorf("the server turned the connection away: %s: try again later", status.Text)
	case errors.Is(err, os.ErrDeadlineExceeded) && c.cfg.TLS != TLSImplicit:
		return fmt.Errorf("%w: if the port speaks TLS from the start, set tls to %q", err, TLSImplicit)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: check host, port and firewall", err)
	}
	return err
}
