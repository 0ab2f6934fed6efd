package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

// bot does the work for one creditor: its desk reads, its office writes.
type bot struct {
	db     *store.DB
	desk   *inbound.Desk
	office *outbound.Office
	boxes  []*inbound.Box
	log    *slog.Logger

	turn  sync.Mutex  // one at a time plans and delivers
	dirty atomic.Bool // somebody wants planning and delivery to look again
}

// clock tells the time: the wall's for run, the play's for demo.
type clock func() time.Time

// report is what a step did.
type report struct {
	Received, Handled, Planned, Sent int
	// Reading says that a letter waits for another mailbox to be read.
	Reading bool
	// Next is when the clock alone will bring more to do.
	Next time.Time
}

// rounds bounds a step: each round does something, so a step ends long before.
const rounds = 1000

// Step reads the given mailboxes, decides, sends, and returns when nothing is
// left to do. A mailbox that cannot be read does not keep the others from
// being read; its error is returned with the rest done.
func (b *bot) Step(ctx context.Context, now clock, boxes ...*inbound.Box) (report, error) {
	var total report
	for range rounds {
		var errs []error
		received := 0
		for _, box := range boxes {
			n, err := b.desk.Receive(ctx, box, now())
			received += n
			errs = append(errs, err)
		}
		handled, err := b.desk.Handle(ctx, now())
		errs = append(errs, err)
		out, moved, err := b.out(ctx, now)
		errs = append(errs, err)
		total.Received += received
		total.Handled += handled
		total.Planned += out.Planned
		total.Sent += out.Sent
		again := total.Reading != out.Reading && len(boxes) > 0
		total.Reading, total.Next = out.Reading, out.Next
		if err := errors.Join(errs...); err != nil || ctx.Err() != nil {
			return total, err
		}
		if received+handled+moved == 0 && !again {
			return total, nil
		}
	}
	return total, fmt.Errorf("a step did not come to its end in %d rounds", rounds)
}

// out plans and delivers. When another goroutine is at it, that one looks
// again instead.
func (b *bot) out(ctx context.Context, now clock) (report, int, error) {
	var r report
	moved := 0
	b.dirty.Store(true)
	for b.dirty.Load() && ctx.Err() == nil {
		if !b.turn.TryLock() {
			return r, moved, nil
		}
		b.dirty.Store(false)
		n, err := b.outOnce(ctx, now, &r)
		b.turn.Unlock()
		moved += n
		if err != nil {
			return r, moved, err
		}
	}
	return r, moved, nil
}

func (b *bot) outOnce(ctx context.Context, now clock, r *report) (int, error) {
	moved := 0
	for _, make := range []func(context.Context, time.Time) (int, error){b.office.Digest, b.office.Escalate, b.office.Plan} {
		n, err := make(ctx, now())
		moved += n
		r.Planned += n
		if err != nil {
			return moved, err
		}
	}
	at := now()
	d, err := b.office.Deliver(ctx, at)
	r.Sent += d.Sent
	r.Reading, r.Next = d.Reading, b.office.NextTurn(at)
	if !d.Next.IsZero() && d.Next.Before(r.Next) {
		r.Next = d.Next
	}
	return moved + d.Moved, err
}

// ensure makes the rows that the bot's creditor and mailboxes need: a demand
// waits for the reading of every one of them.
func (b *bot) ensure(ctx context.Context, since time.Time) error {
	id := b.desk.Creditor.ID
	return b.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.EnsureCreditor(id, since); err != nil {
			return err
		}
		if err := tx.MailCountsFrom(id, since); err != nil {
			return err
		}
		names := map[string]bool{}
		for _, box := range b.boxes {
			names[box.Name] = true
			if _, err := tx.EnsureFolder(id, box.Name, box.Inbox); err != nil {
				return err
			}
		}
		return tx.DropFolders(id, func(mailbox string) bool { return names[mailbox] })
	})
}
