package mailbox

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// staleAfter is how long a connection may lie unused before it is tried with
// a NOOP: routers forget a silent connection without telling either end.
const staleAfter = 30 * time.Second

// Conn is the connection to one account. It connects when first used, and
// again on the next call after a fault. Its methods may be called from several
// goroutines and take turns; a Wait gives way to any call but another Wait, so
// two folders are best waited for with two of them.
type Conn struct {
	cfg  Config
	life context.Context // ended by Close
	end  context.CancelCauseFunc
	turn chan struct{} // holds a token while a call uses the session
	wake chan struct{} // asks a Wait to give way

	mu   sync.Mutex // guards live against Close
	live *session

	// Only the call whose turn it is uses these.
	seen     map[string]boxState
	failures map[messageKey]int
}

// boxState is what SELECT said of a folder when it was last read to its end.
type boxState struct{ validity, next, messages uint32 }

// New returns a connection that is not made yet. A fault in the configuration
// is reported by the first call.
func New(cfg Config) *Conn {
	life, end := context.WithCancelCause(context.Background())
	return &Conn{
		cfg: cfg.withDefaults(), life: life, end: end,
		turn: make(chan struct{}, 1), wake: make(chan struct{}, 1),
		seen: map[string]boxState{}, failures: map[messageKey]int{},
	}
}

// Close ends the connection at once, also under a call that waits: that call
// and all later ones return ErrClosed. It takes no leave of the server.
func (c *Conn) Close() error {
	c.end(ErrClosed)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live != nil {
		c.live.kill()
		c.live = nil
	}
	return nil
}

// Login connects and logs in now, or tries a connection that exists. It is for
// checking a configuration: ErrLogin is in the chain of the error when user,
// password or token were refused, any other error is trouble on the way.
func (c *Conn) Login(ctx context.Context) error {
	return c.exchange(ctx, "log in", func(ctx context.Context) error {
		s, err := c.session(ctx)
		if err != nil {
			return err
		}
		return s.noop(ctx)
	})
}

// exchange runs f when its turn has come, with a context that Close ends too,
// and names account and action in its error.
func (c *Conn) exchange(ctx context.Context, what string, f func(context.Context) error) error {
	return c.inTurn(ctx, what, true, f)
}

// inTurn is exchange; urgent says whether a Wait is asked to give way.
func (c *Conn) inTurn(ctx context.Context, what string, urgent bool, f func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(c.life, func() { cancel(ErrClosed) })()
	err := context.Cause(ctx)
	if err == nil {
		err = c.queue(ctx, urgent)
	}
	if err == nil {
		err = f(ctx)
		<-c.turn
	}
	if err != nil {
		if closed := context.Cause(c.life); closed != nil {
			err = closed // whatever the call saw of it first
		}
		return fmt.Errorf("mailbox %s: %s: %w", c.cfg.Name, what, err)
	}
	return nil
}

// queue returns when the turn has come; it is given back by taking the token.
func (c *Conn) queue(ctx context.Context, urgent bool) error {
	select {
	case c.turn <- struct{}{}:
		return nil
	default:
	}
	if urgent {
		select { // one request is enough for all who queue
		case c.wake <- struct{}{}:
		default:
		}
	}
	select {
	case c.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// session returns the live connection, or a new one.
func (c *Conn) session(ctx context.Context) (*session, error) {
	c.mu.Lock()
	s := c.live
	c.mu.Unlock()
	if s != nil && s.usable() {
		if s.stream.quiet() < staleAfter || s.noop(ctx) == nil {
			return s, nil
		}
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	s, err := c.connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.adopt(s); err != nil {
		return nil, err
	}
	return s, nil
}

// adopt replaces the live connection, unless Close came first.
func (c *Conn) adopt(s *session) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live != nil {
		c.live.kill()
	}
	if err := context.Cause(c.life); err != nil {
		s.kill()
		return err
	}
	c.live = s
	return nil
}

// selected returns a connection on which the folder is selected.
func (c *Conn) selected(ctx context.Context, folder string) (*session, error) {
	s, err := c.session(ctx)
	if err != nil {
		return nil, err
	}
	if s.folder != folder {
		if err := s.open(ctx, folder); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// pause waits for d; it returns early when ctx ends, with its error, and when
// wake is not nil and has a token.
func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-wake:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
