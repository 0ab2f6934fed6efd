package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/store"
)

// The rhythm of a running bot.
const (
	beatEvery  = 3 * time.Second  // signs of life
	clockEvery = 30 * time.Second // planning and delivery, at the latest
	wantEvery  = 5 * time.Second  // looks whether another process wants a reading
	grace      = 8 * time.Second  // for what is under way when the program must end
)

// runCmd is the bot.
type runCmd struct {
	To string `help:"Send every letter to this address instead of its recipients." placeholder:"ADDRESS"`
}

// Run serves every creditor of the configuration until the program is asked to
// stop.
func (c *runCmd) Run(env *cliEnv) error {
	cfg, db, err := env.open()
	if err != nil {
		return err
	}
	if cfg.Today != 0 {
		return errors.Join(db.Close(), fmt.Errorf("%s is there to look at: its clock stands at the end of %s (today); "+
			"nothing is read and nothing is sent", cfg.Path, cfg.Today))
	}
	defer db.Close() //nolint:errcheck // every transaction is committed or rolled back
	log := newLog(env.stderr, cfg.Log)
	owner := processName()
	if err := db.Tx(env.ctx, func(tx *store.Tx) error { return tx.Beat(owner, env.now()) }); err != nil {
		return err
	}
	var bots []*bot
	for i := range cfg.Creditors {
		cred := &cfg.Creditors[i]
		b, err := botFromConfig(cfg, cred, db, owner, c.To, env.now(), log)
		if err != nil {
			return err
		}
		if err := b.ensure(env.ctx, cred.since()); err != nil {
			return err
		}
		bots = append(bots, b)
		log.Info("started", "creditor", cred.Creditor.ID, "mode", cred.Creditor.Mode, "mailboxes", len(b.boxes),
			"database", db.Engine())
	}
	return serve(env.ctx, db, owner, bots, log)
}

// processName names this process in leases; no other ever bears it.
func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "host"
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), randomMint().ID())
}

// serve runs bots until ctx ends, and then waits for what is under way, but
// not for ever: a server that hangs must not keep the program alive. What is
// being sent at that moment is found uncertain by the next process.
func serve(ctx context.Context, db *store.DB, owner string, bots []*bot, log *slog.Logger) error {
	var all sync.WaitGroup
	for _, b := range bots {
		w := &waker{}
		for _, box := range b.boxes {
			all.Go(func() { b.serveBox(ctx, box, w) })
		}
		all.Go(func() { b.serveClock(ctx, w) })
		all.Go(func() { b.serveWanted(ctx, w) })
	}
	all.Go(func() { beat(ctx, db, owner, time.Now, log) })
	<-ctx.Done()
	log.Info("stopping")
	done := make(chan struct{})
	go func() {
		all.Wait()
		close(done)
	}()
	for _, b := range bots {
		for _, box := range b.boxes {
			defer box.Conn.Close() //nolint:errcheck // the connection is given up
		}
	}
	select {
	case <-done:
	case <-time.After(grace):
		log.Warn("stopped with work under way: it is taken up at the next start")
		return nil
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	return db.Tx(end, func(tx *store.Tx) error { return tx.Release(owner) })
}

// beat gives signs of life, so that other processes leave this one's work be.
func beat(ctx context.Context, db *store.DB, owner string, now clock, log *slog.Logger) {
	for {
		err := db.Tx(ctx, func(tx *store.Tx) error { return tx.Beat(owner, now()) })
		if err != nil && ctx.Err() == nil {
			log.Error("database not available", "error", err)
		}
		if !pause(ctx, beatEvery) {
			return
		}
	}
}

// pause waits; false says that ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// waker interrupts the waiting of a bot's loops.
type waker struct {
	mu    sync.Mutex
	boxes map[any]context.CancelFunc
}

// waiting gives a context that Wake ends.
func (w *waker) waiting(ctx context.Context, who any) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.boxes == nil {
		w.boxes = map[any]context.CancelFunc{}
	}
	if old := w.boxes[who]; old != nil {
		old()
	}
	ctx, cancel := context.WithCancel(ctx)
	w.boxes[who] = cancel
	return ctx
}

// wake ends the waiting of everybody but one.
func (w *waker) wake(but any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for who, cancel := range w.boxes {
		if who != but {
			cancel()
		}
	}
}

// serveBox reads one mailbox whenever something may have arrived.
func (b *bot) serveBox(ctx context.Context, box *inbound.Box, w *waker) {
	pauses := mailbox.Backoff{}
	for ctx.Err() == nil {
		// The context for waiting is made before the step, so that a wish for a
		// reading that comes during the step is not lost.
		waiting := w.waiting(ctx, box)
		r, err := b.Step(ctx, time.Now, box)
		if err != nil && ctx.Err() == nil {
			wait := pauses.Next(0.5)
			b.log.Error("mailbox not read", "mailbox", box.Name, "error", err, "again_in", wait.Round(time.Second))
			if !pause(ctx, wait) {
				return
			}
			continue
		}
		pauses.Reset()
		if r.Reading {
			w.wake(box)
		}
		if r.Handled > 0 {
			w.wake(box)
		}
		err = box.Conn.Wait(waiting, box.Inbox)
		if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
			b.log.Warn("mailbox connection lost", "mailbox", box.Name, "error", err)
			if !pause(ctx, pauses.Next(0.5)) {
				return
			}
		}
	}
}

// serveClock plans and delivers when the clock says so.
func (b *bot) serveClock(ctx context.Context, w *waker) {
	for ctx.Err() == nil {
		waiting := w.waiting(ctx, b)
		r, err := b.Step(ctx, time.Now)
		if err != nil && ctx.Err() == nil {
			b.log.Error("step not done", "error", err)
		}
		if r.Reading {
			w.wake(b)
		}
		wait := clockEvery
		if until := time.Until(r.Next); !r.Next.IsZero() && until < wait {
			wait = max(until, time.Second)
		}
		pause(waiting, wait)
	}
}

// serveWanted reads when a process that shares the database wants a reading.
func (b *bot) serveWanted(ctx context.Context, w *waker) {
	for pause(ctx, wantEvery) {
		var folders []store.Folder
		err := b.db.Tx(ctx, func(tx *store.Tx) (err error) {
			folders, err = tx.Folders(b.desk.Creditor.ID)
			return err
		})
		if err != nil {
			continue // the loops that work tell it
		}
		for _, f := range folders {
			if f.WantedAt.After(f.ReadAt) {
				w.wake(nil)
				break
			}
		}
	}
}
