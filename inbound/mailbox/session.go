package mailbox

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// maxWaits bounds one exchange with a server that keeps sending a byte now
// and then: that many times the timeout.
const maxWaits = 20

// session is one connection, logged in once it is handed out.
type session struct {
	stream  *stream
	client  *imapclient.Client
	caps    imap.CapSet
	timeout time.Duration
	dead    atomic.Bool
	// news has a token when the server spoke of new messages.
	news chan struct{}

	folder string // selected; empty before the first SELECT
	box    imap.SelectData
}

// run calls f, which talks to the server and may block for as long as the
// connection lives. It closes the connection when ctx ends, when nothing moved
// for the timeout, or when the exchange as a whole takes too long, and after
// every error but the server's NO or BAD.
//
// The IMAP client sets no deadline while it waits for an answer, so every
// wait must stand inside run.
func (s *session) run(ctx context.Context, f func() error) error {
	stop, cause := make(chan struct{}), make(chan error, 1)
	s.stream.touch()
	go func() { cause <- s.watch(ctx, stop) }()
	err := f()
	close(stop)
	fault := <-cause
	if err == nil {
		return nil
	}
	if refusal(err) == nil {
		s.kill()
	}
	if fault != nil {
		return fault
	}
	return err
}

// watch closes the connection and says why, or returns nil after stop.
func (s *session) watch(ctx context.Context, stop <-chan struct{}) error {
	silence, whole := time.NewTimer(s.timeout), time.NewTimer(maxWaits*s.timeout)
	defer silence.Stop()
	defer whole.Stop()
	for {
		select {
		case <-stop:
			return nil
		case <-ctx.Done():
			s.kill()
			return context.Cause(ctx)
		case <-whole.C:
			s.kill()
			return fmt.Errorf("the server was not done after %s: %w", maxWaits*s.timeout, os.ErrDeadlineExceeded)
		case <-silence.C:
			quiet := s.stream.quiet()
			if quiet >= s.timeout {
				s.kill()
				return fmt.Errorf("the server sent nothing for %s: %w", s.timeout, os.ErrDeadlineExceeded)
			}
			silence.Reset(s.timeout - quiet)
		}
	}
}

// kill closes the connection below TLS, where no goodbye can block.
func (s *session) kill() {
	s.dead.Store(true)
	s.stream.Close() // nothing is left to save when it fails
}

// usable reports whether the connection was not seen to end.
func (s *session) usable() bool {
	if s.dead.Load() {
		return false
	}
	select {
	case <-s.client.Closed():
		return false
	default:
		return true
	}
}

// noop proves that the server still answers.
func (s *session) noop(ctx context.Context) error {
	return s.run(ctx, func() error { return s.client.Noop().Wait() })
}

// open selects a folder, even when it is selected already: the answer tells
// its present UIDVALIDITY and UIDNEXT.
func (s *session) open(ctx context.Context, folder string) error {
	s.folder = ""
	s.hush()
	err := s.run(ctx, func() error {
		box, err := s.client.Select(folder, nil).Wait()
		if err != nil {
			return err
		}
		s.box = *box
		return nil
	})
	if err != nil {
		return fmt.Errorf("select folder %q: %w", folder, err)
	}
	if s.box.UIDValidity == 0 {
		return fmt.Errorf("select folder %q: the server gives no UIDVALIDITY, so its messages cannot be told apart", folder)
	}
	s.folder = folder
	return nil
}

// hush forgets that new messages were announced, and reports whether any were.
func (s *session) hush() bool {
	select {
	case <-s.news:
		return true
	default:
		return false
	}
}

// handler notes new messages. It runs in the goroutine that reads from the
// server, so it never blocks.
func handler(news chan<- struct{}) *imapclient.UnilateralDataHandler {
	return &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages == nil {
				return
			}
			select {
			case news <- struct{}{}:
			default:
			}
		},
	}
}
