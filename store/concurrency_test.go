package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// decisions is how many decisions each of two processes makes at once.
const decisions = 100

// decideMany pays an invoice one cent at a time, each cent read, decided and
// written in a transaction of its own, all at once.
func decideMany(ctx context.Context, db *store.DB, owner string) error {
	errs := make([]error, decisions)
	var wg sync.WaitGroup
	for i := range decisions {
		wg.Go(func() {
			errs[i] = db.Tx(ctx, func(tx *store.Tx) error { return payCent(tx, fmt.Sprintf("%s-%d", owner, i)) })
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// payCent gives one more cent of payment p1 to invoice i1. Its promise grows
// by a cent as well: a sum that is read, added to and written.
func payCent(tx *store.Tx, id string) error {
	return tx.Decide(cr, c1, store.ScopeOpen, now(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		n := 0
		s := voldaan.Stamp{
			Creditor: cr, Customer: c1, At: now(), Day: today(), By: voldaan.AuthorOperator,
			New: func() string { n++; return fmt.Sprintf("%s.%d", id, n) },
		}
		e := s.Event(voldaan.EventAllocated)
		e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", voldaan.PartPrincipal, 1
		if err := l.Apply(e); err != nil {
			return nil, err
		}
		l.Promise("w1").Amount++
		return []voldaan.Event{e}, nil
	})
}

// TestDecideConcurrently loses no decision of two processes about one
// customer: the sums are exact and the log has no gap.
func TestDecideConcurrently(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		db := begun(t, address)
		f := ledgerIn(t, db)
		f.invoice("i1", 100_000)
		f.payment("p1", 50_000)
		f.must(voldaan.EventPromised, func(e *voldaan.Event) {
			e.Invoice, e.Promise, e.Amount, e.On, e.Until = "i1", "w1", 1, f.day, f.day
		})
		p := secondProcess(t, "decide", address, "second")
		p.ready()
		p.start()
		check(t, decideMany(t.Context(), db, "first"))
		if _, errs, ok := p.end(); !ok {
			t.Fatal(errs)
		}
		const n = 2 * decisions
		l := f.read(store.ScopeAll)
		if l.Open("i1") != 100_000-n || l.Unallocated("p1") != 50_000-n || l.Promise("w1").Amount != 1+n || l.Customer.Version != 3+n {
			t.Errorf("after %d decisions: open %s, left %s, promised %s, version %d",
				n, l.Open("i1"), l.Unallocated("p1"), l.Promise("w1").Amount, l.Customer.Version)
		}
		log := f.log()
		for i, e := range log {
			if e.Seq != int64(i+1) {
				t.Fatalf("event %d of the log has place %d", i+1, e.Seq)
			}
		}
		if len(log) != 3+n {
			t.Errorf("the log has %d events", len(log))
		}
	})
}

// rows is how many letters and how many mails two owners share out.
const rows = 400

// leaseAll takes letters and mails until there are none, each in a
// transaction of its own, with several hands.
func leaseAll(ctx context.Context, db *store.DB, owner string, got func(row string)) error {
	errs := make([]error, 4)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range errs {
		hand := fmt.Sprintf("%s%d", owner, i) // each hand stands for a process
		report := func(row string) {
			mu.Lock()
			defer mu.Unlock()
			got(row)
		}
		wg.Go(func() {
			errs[i] = errors.Join(leaseMails(ctx, db, hand, report), leaseLetters(ctx, db, hand, report))
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func leaseMails(ctx context.Context, db *store.DB, owner string, got func(row string)) error {
	for {
		var m store.Mail
		ok := false
		err := db.Tx(ctx, func(tx *store.Tx) (err error) {
			if err = tx.Beat(owner, now()); err != nil {
				return err
			}
			m, ok, err = tx.LeaseMail(cr, owner, now())
			return err
		})
		if err != nil || !ok {
			return err
		}
		got("mail " + string(m.ID))
		m.State = store.MailHandled
		if err := db.Tx(ctx, func(tx *store.Tx) error { return tx.SetMail(m) }); err != nil {
			return err
		}
	}
}

func leaseLetters(ctx context.Context, db *store.DB, owner string, got func(row string)) error {
	for {
		var ready []voldaan.LetterID
		err := db.Tx(ctx, func(tx *store.Tx) (err error) {
			ready, err = tx.ReadyLetters(cr, owner, now())
			return err
		})
		if err != nil || len(ready) == 0 {
			return err
		}
		for _, id := range ready[:min(20, len(ready))] {
			if err := leaseLetter(ctx, db, id, owner, got); err != nil {
				return err
			}
		}
	}
}

func leaseLetter(ctx context.Context, db *store.DB, id voldaan.LetterID, owner string, got func(row string)) error {
	var l store.Letter
	ok := false
	owner += ":" + string(id) // a process whose first sign of life comes with the lease
	err := db.Tx(ctx, func(tx *store.Tx) (err error) {
		if err = tx.Beat(owner, now()); err != nil {
			return err
		}
		l, ok, err = tx.LeaseLetter(cr, id, owner, now())
		return err
	})
	if err != nil || !ok {
		return err
	}
	got("letter " + string(l.ID))
	l.State = voldaan.LetterSent
	return db.Tx(ctx, func(tx *store.Tx) error { return tx.SetLetter(l) })
}

// TestLeaseConcurrently shares mails and letters out between two processes of
// several hands: each row goes to one of them, and none is left.
func TestLeaseConcurrently(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		db := begun(t, address)
		within(t, db, func(tx *store.Tx) {
			storeMails(t, tx, rows)
			addLetters(t, tx, rows)
		})
		p := secondProcess(t, "lease", address, "second")
		p.ready()
		p.start()
		count := map[string]int{}
		check(t, leaseAll(t.Context(), db, "first", func(row string) {
			if len(count) == 0 { // a busy machine may let this process finish before the other begins
				awaitHandled(t, db)
			}
			count[row]++
		}))
		mine := len(count)
		lines, errs, ok := p.end()
		if !ok {
			t.Fatal(errs)
		}
		for _, line := range lines {
			count[line]++
		}
		if len(count) != 2*rows {
			t.Errorf("%d of %d rows were leased", len(count), 2*rows)
		}
		for _, row := range slices.Sorted(maps.Keys(count)) {
			if count[row] != 1 {
				t.Errorf("%s was leased %d times", row, count[row])
			}
		}
		if mine == 0 || len(lines) == 0 {
			t.Errorf("one process had %d rows, the other %d: they did not meet", mine, len(lines))
		}
	})
}

// awaitHandled waits until a mail was handled, a minute at most.
func awaitHandled(t *testing.T, db *store.DB) {
	for range 600 {
		n := 0
		within(t, db, func(tx *store.Tx) { n = len(must(tx.MailsIn(cr, store.MailHandled))(t)) })
		if n > 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// TestAliveFor keeps what a process has leased for as long as it beats.
func TestAliveFor(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		begun(t, address)
		db, err := store.Open(t.Context(), address, store.Options{AliveFor: time.Minute})
		check(t, err)
		t.Cleanup(func() { check(t, db.Close()) })
		within(t, db, func(tx *store.Tx) {
			storeMails(t, tx, 2)
			addLetters(t, tx, 2)
			for _, owner := range []string{"living", "dead"} {
				check(t, tx.Beat(owner, now()))
				if m, ok, err := tx.LeaseMail(cr, owner, now()); err != nil || !ok {
					t.Fatal(m.ID, ok, err)
				}
			}
			for id, owner := range map[voldaan.LetterID]string{"l0": "living", "l1": "dead"} {
				if _, ok, err := tx.LeaseLetter(cr, id, owner, now()); err != nil || !ok {
					t.Fatal(id, ok, err)
				}
			}
			later := now().Add(time.Minute)
			check(t, tx.Beat("living", later))
			if got := freeFor(t, tx, later); got != "" {
				t.Errorf("within the minute %s are free", got)
			}
			if got := freeFor(t, tx, later.Add(time.Microsecond)); got != "m1 l1" {
				t.Errorf("after the minute free: %q", got)
			}
		})
	})
}

// freeFor lists what a third process gets at an instant.
func freeFor(t *testing.T, tx *store.Tx, at time.Time) string {
	t.Helper()
	var out []string
	if m, ok, err := tx.LeaseMail(cr, "third", at); err != nil {
		t.Fatal(err)
	} else if ok {
		out = append(out, string(m.ID))
	}
	for _, id := range []voldaan.LetterID{"l0", "l1"} {
		if _, ok, err := tx.LeaseLetter(cr, id, "third", at); err != nil {
			t.Fatal(err)
		} else if ok {
			out = append(out, string(id))
		}
	}
	return strings.Join(out, " ")
}
