package delivery

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
)

// startTLS talks to the server up to STARTTLS and then puts TLS on the
// connection (RFC 3207). The server greets only once, before it; the
// connection that comes back begins with that greeting, so that the SMTP
// client on it sees an ordinary session, inside TLS from its first EHLO on.
func (s *session) startTLS(ctx context.Context, host string) (net.Conn, error) {
	var offered bool
	err := s.step(ctx, s.cfg.Timeout, "STARTTLS", func() (err error) {
		offered, err = askTLS(s.raw, s.cfg.LocalName)
		return err
	})
	if err != nil {
		return nil, s.refused("STARTTLS", err)
	}
	if !offered {
		return nil, fmt.Errorf("%s offers no STARTTLS, and mails never go in the clear; set tls = %q with the port for it (465), or ask who runs the server",
			s.cfg.Addr, TLS)
	}
	conn, err := s.handshake(ctx, host)
	if err != nil {
		return nil, err
	}
	return newRepliesConn(conn, "220 "+host+"\r\n"), nil
}

// askTLS reads the greeting, says EHLO and, where it is offered, STARTTLS.
func askTLS(conn net.Conn, localName string) (offered bool, err error) {
	const most = 64 << 10 // of a greeting and two answers
	in := newRepliesConn(conn, "")
	text := textproto.NewConn(struct {
		io.Reader
		io.WriteCloser
	}{io.LimitReader(in, most), conn})
	if _, _, err := text.ReadResponse(220); err != nil {
		return false, protocolError(err)
	}
	if err := text.PrintfLine("EHLO %s", localName); err != nil {
		return false, err
	}
	_, features, err := text.ReadResponse(250)
	if err != nil {
		return false, protocolError(err)
	}
	lines := strings.Split(features, "\n")
	for _, f := range lines[1:] {
		offered = offered || strings.EqualFold(strings.TrimSpace(f), "STARTTLS")
	}
	if !offered {
		return false, nil
	}
	if err := text.PrintfLine("STARTTLS"); err != nil {
		return true, err
	}
	if _, _, err := text.ReadResponse(220); err != nil {
		return true, protocolError(err)
	}
	// What came in the clear after the answer was put there by somebody on the
	// way (RFC 3207, section 6).
	if n := text.R.Buffered() + in.in.Buffered(); n > 0 {
		return true, fmt.Errorf("the server sent %d bytes between STARTTLS and TLS", n)
	}
	return true, nil
}
