package mailbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// goodbye is how long the server gets to end an IDLE after the caller has
// given up waiting.
const goodbye = 2 * time.Second

// Wait returns nil when something may have arrived in the folder, when the
// IDLE cycle or the pause of PollEvery is over, or when another call wants the
// connection; in all these cases the caller reads the folder again. It returns
// the error of ctx when that ends, and keeps the connection where it can.
//
// Mail that came between the last Fetch and Wait ends the wait at once.
func (c *Conn) Wait(ctx context.Context, folder string) error {
	return c.inTurn(ctx, fmt.Sprintf("wait for folder %q", folder), false, func(ctx context.Context) error {
		s, err := c.selected(ctx, folder)
		if err != nil {
			return err
		}
		if read, ok := c.seen[folder]; ok && read != stateOf(s) {
			return nil
		}
		// QUIRK: some servers announce in IDLE only what comes after its start;
		// NOOP makes them tell the rest (RFC 3501, section 6.1.2).
		if err := s.noop(ctx); err != nil {
			return fmt.Errorf("ask for news: %w", err)
		}
		if s.hush() {
			return nil
		}
		if !s.caps.Has(imap.CapIdle) {
			return pause(ctx, c.cfg.PollEvery, c.wake)
		}
		err = c.idle(ctx, s)
		if refusal(err) != nil {
			return pause(ctx, c.cfg.PollEvery, c.wake)
		}
		return err
	})
}

func stateOf(s *session) boxState {
	return boxState{validity: s.box.UIDValidity, next: uint32(s.box.UIDNext), messages: s.box.NumMessages}
}

// idle runs one IDLE (RFC 2177).
func (c *Conn) idle(ctx context.Context, s *session) error {
	var cmd *imapclient.IdleCommand
	err := s.run(ctx, func() (err error) {
		cmd, err = s.client.Idle()
		return err
	})
	if err != nil {
		return fmt.Errorf("start IDLE: %w", err)
	}
	cause := c.listen(ctx, s)
	if errors.Is(cause, ErrClosed) {
		s.kill()
		return cause
	}
	// Only Close may cut the end short: a caller whose time is up keeps the
	// connection when the server answers soon.
	life := c.life
	if cause != nil {
		bounded, cancel := context.WithTimeout(c.life, goodbye)
		defer cancel()
		life = bounded
	}
	err = s.run(life, func() error {
		if err := cmd.Close(); err != nil {
			return err
		}
		return cmd.Wait()
	})
	switch {
	case cause != nil:
		return cause
	case err != nil:
		return fmt.Errorf("end IDLE: %w", err)
	}
	return nil
}

// listen waits while IDLE runs. It returns an error only when ctx ends; that
// of a broken connection shows when IDLE is ended.
func (c *Conn) listen(ctx context.Context, s *session) error {
	cycle := time.NewTimer(c.cfg.IdleCycle)
	defer cycle.Stop()
	select {
	case <-s.news:
	case <-c.wake:
	case <-cycle.C:
	case <-s.client.Closed():
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}
