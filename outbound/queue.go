package outbound

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

// Delivered is what one pass over the outbox did.
type Delivered struct {
	Sent int
	// Moved counts letters whose state changed in any way.
	Moved int
	// Reading says that a letter waits for a fresh reading of the mailboxes.
	Reading bool
	// Next is when the next letter's turn comes; zero: not known.
	Next time.Time
}

// errServer says that no letter can be handed over now: the server cannot be
// reached, or does not let the bot in.
var errServer = errors.New("mail server")

// serverPause is how long letters wait for a server that is not available.
const serverPause = 30 * time.Second

// again marks a mail that already went once more after an uncertain attempt.
const again = "resent"

// Deliver hands over what may leave now: first mails to colleagues, then
// answers, then demands. What cannot be delivered stays with its reason.
func (o *Office) Deliver(ctx context.Context, now time.Time) (Delivered, error) {
	var out Delivered
	if err := o.recover(ctx, now); err != nil {
		return out, err
	}
	var ids []voldaan.LetterID
	err := o.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		ids, err = tx.ReadyLetters(o.Creditor.ID, o.Owner, now)
		return err
	})
	if err != nil {
		return out, err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		err := o.deliver(ctx, id, now, &out)
		if errors.Is(err, errServer) {
			// One line tells it; the other letters would meet the same.
			o.Log.Error("mail server not available: letters wait", "error", err)
			out.Next = sooner(out.Next, now.Add(serverPause))
			break
		}
		if err != nil {
			return out, fmt.Errorf("letter %s: %w", id, err)
		}
	}
	if out.Reading {
		err = o.DB.Tx(ctx, func(tx *store.Tx) error { return tx.WantReading(o.Creditor.ID, now) })
	}
	return out, err
}

// recover finds letters that were being sent by a process that is gone: nobody
// knows whether they arrived (invariant 3).
func (o *Office) recover(ctx context.Context, now time.Time) error {
	return o.DB.Tx(ctx, func(tx *store.Tx) error {
		orphans, err := tx.Orphans(o.Creditor.ID, o.Owner, now)
		if err != nil {
			return err
		}
		for _, l := range orphans {
			if err := o.uncertain(tx, l, "the program ended while it was being sent", now); err != nil {
				return err
			}
		}
		return nil
	})
}

// uncertain keeps a letter of which nobody knows whether it arrived. A demand
// counts as sent and waits for proof; a person is told. Other mails go once
// more.
func (o *Office) uncertain(tx *store.Tx, l store.Letter, reason string, now time.Time) error {
	l.State, l.Reason, l.LeasedBy = voldaan.LetterUncertain, reason, ""
	l.NextAt = now.Add(o.resendAfter())
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	o.Log.Warn("letter uncertain", "letter", l.ID, "kind", l.Kind, "customer", l.Customer, "reason", reason)
	// What a task was about counts as told too: the mail goes once more, and
	// then nobody would know either.
	if err := o.demandEvent(tx, l, voldaan.EventDemandSent, "uncertain", now); err != nil {
		return err
	}
	if c := l.Kind.Class(); c != voldaan.ClassDemand && c != voldaan.ClassNote {
		return nil
	}
	return o.notice(tx, l, "uncertain", now)
}

// notice tells the owner about a letter that needs him.
func (o *Office) notice(tx *store.Tx, about store.Letter, reason string, now time.Time) error {
	owner := o.Creditor.Owner()
	if owner.Address == "" || about.Kind == voldaan.LetterNotice {
		return nil
	}
	l := o.Creditor.ToColleague(voldaan.LetterNotice, owner, now, o.Mint)
	l.Customer = about.Customer
	l.Args = voldaan.LetterArgs{Letters: []voldaan.LetterID{about.ID}, Reason: reason}
	_, err := tx.AddLetter(l, "notice:"+reason+":"+string(about.ID))
	return err
}

// deliver brings one letter as far as it goes now.
func (o *Office) deliver(ctx context.Context, id voldaan.LetterID, now time.Time, out *Delivered) error {
	var l store.Letter
	var raw []byte
	var g gate
	mine := false
	err := o.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if l, mine, err = tx.LeaseLetter(o.Creditor.ID, id, o.Owner, now); err != nil || !mine {
			return err
		}
		if g, err = o.gate(tx, l, now); err != nil {
			return err
		}
		if g.cancel != "" || g.hold != "" {
			return o.standStill(tx, l, g, now)
		}
		raw, err = o.bytes(tx, l, now)
		if errors.Is(err, errRender) {
			g.cancel, l.Reason, l.LeasedBy = err.Error(), err.Error(), ""
			o.Log.Error("letter cannot be rendered", "letter", l.ID, "kind", l.Kind, "customer", l.Customer, "error", err)
			return o.failed(tx, l, now)
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case !mine:
		return nil
	case g.cancel != "":
		out.Moved++
		return nil
	case g.hold != "":
		out.Reading = out.Reading || g.reading
		out.Next = sooner(out.Next, g.until)
		return nil
	}
	return o.send(ctx, l, raw, now, out)
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// standStill writes why a letter does not leave.
func (o *Office) standStill(tx *store.Tx, l store.Letter, g gate, now time.Time) error {
	if g.cancel != "" {
		o.Log.Info("letter cancelled", "letter", l.ID, "kind", l.Kind, "customer", l.Customer, "reason", g.cancel)
		return o.cancel(tx, l, g.cancel, now)
	}
	if l.Reason != g.hold {
		o.Log.Info("letter held", "letter", l.ID, "kind", l.Kind, "customer", l.Customer, "reason", g.hold)
	}
	l.Reason, l.LeasedBy = g.hold, ""
	if !g.until.IsZero() {
		l.NextAt = g.until
	}
	return tx.SetLetter(l)
}

// errRender is the error of a letter that cannot be rendered, now or later: it
// must not keep the others from leaving.
var errRender = errors.New("it cannot be rendered")

// bytes is the letter as it goes out: rendered when its turn first comes, and
// the same from then on.
func (o *Office) bytes(tx *store.Tx, l store.Letter, now time.Time) ([]byte, error) {
	raw, err := tx.LetterBytes(o.Creditor.ID, l.ID)
	if !errors.Is(err, sql.ErrNoRows) {
		return raw, err
	}
	if raw, err = o.compose(tx, l, now); err != nil {
		return nil, fmt.Errorf("render %s: %w", l.Kind, err)
	}
	return raw, tx.SetBytes(o.Creditor.ID, l.ID, raw, now)
}

// envelope is who still has to get the letter.
func (o *Office) envelope(l store.Letter, raw []byte) delivery.Envelope {
	e := delivery.Envelope{From: o.Creditor.Plus(l.Recipients[0].ReturnToken), ID: string(l.ID), Data: raw}
	for _, r := range l.Recipients {
		if !settled(r) {
			e.Rcpts = append(e.Rcpts, r.Address)
		}
	}
	if o.RedirectTo != "" && len(e.Rcpts) > 0 {
		e.Rcpts = []string{o.RedirectTo}
	}
	return e
}

// send commits that the letter is being sent, sends it, and commits what the
// server said.
func (o *Office) send(ctx context.Context, l store.Letter, raw []byte, now time.Time, out *Delivered) error {
	before := l
	if l.State == voldaan.LetterUncertain {
		l.Approved = again
	}
	result := o.Sender.Send(ctx, o.envelope(l, raw), func() error {
		l.State = voldaan.LetterSending
		l.Attempts++
		return o.DB.Tx(ctx, func(tx *store.Tx) error { return tx.SetLetter(l) })
	})
	nobody := result.Remote == "" && result.Outcome == delivery.Deferred
	if l.State != voldaan.LetterSending && (nobody || errors.Is(result.Err, delivery.ErrLogin)) {
		return errors.Join(o.release(ctx, before, now), fmt.Errorf("%w: %w", errServer, result.Err))
	}
	if l.State != voldaan.LetterSending {
		l.Attempts++ // the server was not even asked for the content
	}
	out.Moved++
	// What the server said must be kept even when the program is asked to stop.
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	return o.DB.Tx(ctx, func(tx *store.Tx) error { return o.settle(tx, l, result, now, out) })
}

// release gives a letter back that no server was asked to take.
func (o *Office) release(ctx context.Context, l store.Letter, now time.Time) error {
	l.LeasedBy, l.Reason = "", "the mail server is not available"
	l.NextAt = now.Add(serverPause)
	return o.DB.Tx(ctx, func(tx *store.Tx) error { return tx.SetLetter(l) })
}

// settle writes what became of an attempt, for each recipient and the letter.
func (o *Office) settle(tx *store.Tx, l store.Letter, result delivery.Result, now time.Time, out *Delivered) error {
	states := map[delivery.Outcome]voldaan.LetterState{
		delivery.Accepted: voldaan.LetterSent, delivery.Deferred: voldaan.LetterDeferred,
		delivery.Failed: voldaan.LetterFailed, delivery.Uncertain: voldaan.LetterUncertain,
	}
	for i := range l.Recipients {
		r := &l.Recipients[i]
		for _, res := range result.Rcpts {
			if !settled(*r) && (res.Address == r.Address || o.RedirectTo != "") {
				r.State, r.Code, r.Status, r.Text = states[res.Outcome], res.Code, res.Status, res.Text
			}
		}
	}
	l.LeasedBy, l.Reason = "", ""
	if result.Err != nil {
		l.Reason = result.Err.Error()
		o.Log.Warn("letter not delivered", "letter", l.ID, "kind", l.Kind, "customer", l.Customer,
			"outcome", result.Outcome, "error", result.Err)
	}
	switch result.Outcome {
	case delivery.Uncertain:
		if _, err := o.refused(tx, l, now); err != nil {
			return err
		}
		return o.uncertain(tx, l, l.Reason, now)
	case delivery.Accepted:
		out.Sent++
		return o.accepted(tx, l, now)
	case delivery.Failed:
		return o.failed(tx, l, now)
	case delivery.Deferred:
	}
	return o.deferred(tx, l, now)
}

// accepted records that the server took the letter for somebody. Recipients
// that were refused for now get the same bytes later.
func (o *Office) accepted(tx *store.Tx, l store.Letter, now time.Time) error {
	l.State = voldaan.LetterSent
	if l.SentAt.IsZero() {
		l.SentAt, l.SentDay = now, o.Creditor.Day(now)
	}
	l.Copied = l.Copied || !o.SaveSent
	for _, r := range l.Recipients {
		if r.State == voldaan.LetterDeferred && l.Attempts < len(pauses) {
			l.State, l.NextAt = voldaan.LetterDeferred, now.Add(pauses[l.Attempts])
		}
	}
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	o.Log.Info("letter sent", "letter", l.ID, "kind", l.Kind, "customer", l.Customer, "invoices", l.Args.About(),
		"message_id", l.MessageID)
	if _, err := o.refused(tx, l, now); err != nil {
		return err
	}
	return o.demandEvent(tx, l, voldaan.EventDemandSent, "", now)
}

// pauses are the times between attempts while a server refuses for now, four
// days in all (RFC 5321, section 4.5.4.1).
var pauses = []time.Duration{
	time.Minute, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour,
	4 * time.Hour, 8 * time.Hour, 16 * time.Hour, 24 * time.Hour, 24 * time.Hour, 24 * time.Hour,
}

// deferred tries again later, or gives up and tells a person.
func (o *Office) deferred(tx *store.Tx, l store.Letter, now time.Time) error {
	if l.Attempts >= len(pauses) {
		l.Reason = "given up after four days: " + l.Reason
		return o.failed(tx, l, now)
	}
	l.State, l.NextAt = voldaan.LetterDeferred, now.Add(pauses[l.Attempts])
	return tx.SetLetter(l)
}

// failed is final: the letter is not tried again, its demands count as never
// sent, unless somebody has it, and a person sees why. Where the server did not
// say that the address is wrong, the same letter would be refused again: what
// is due is planned anew on another day.
func (o *Office) failed(tx *store.Tx, l store.Letter, now time.Time) error {
	l.State = voldaan.LetterFailed
	if partly(l) {
		l.State = voldaan.LetterSent
	}
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	marked, err := o.refused(tx, l, now)
	if err != nil {
		return err
	}
	if err := o.demandEvent(tx, l, voldaan.EventDemandCancelled, "refused by the server", now); err != nil {
		return err
	}
	if !marked && l.Customer != "" && l.Args.Currency != "" && len(l.Args.Demands) > 0 {
		next := o.Calendar.OnOrAfter(o.Creditor.Day(now) + 1)
		if err := tx.LookOn(o.Creditor.ID, l.Customer, l.Args.Currency, next, o.planHash()); err != nil {
			return err
		}
	}
	return o.notice(tx, l, "failed", now)
}

// refused marks the contacts that the server says do not exist: 5.1.1, 5.1.2,
// 5.1.3 and 5.1.10 of RFC 3463, section 3.2, and RFC 7505. It reports whether
// there were any.
func (o *Office) refused(tx *store.Tx, l store.Letter, now time.Time) (bool, error) {
	if l.Customer == "" || l.Kind.Class() == voldaan.ClassInternal || o.RedirectTo != "" {
		return false, nil
	}
	var gone []voldaan.BounceRecipient
	for _, r := range l.Recipients {
		switch r.Status {
		case "5.1.1", "5.1.2", "5.1.3", "5.1.10":
			gone = append(gone, voldaan.BounceRecipient{
				Address: r.Address, Status: r.Status, SMTPCode: r.Code, Reason: voldaan.BounceUserUnknown, Hard: true,
			})
		}
	}
	if len(gone) == 0 {
		return false, nil
	}
	return true, tx.Decide(o.Creditor.ID, l.Customer, store.ScopeAll, now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
		events, _ := voldaan.Bounced(o.Creditor, b, voldaan.Bounce{Recipients: gone}, "", true, o.stamp(l.Customer, now))
		return events, nil
	})
}
