package store_test

import (
	"context"
	"testing"

	"github.com/voldaan/voldaan/store"
)

// TestLeaseWaits lets a process lease a row while another, whose first sign of
// life comes in the same transaction, is about to commit its lease: the one
// that waited gets nothing.
func TestLeaseWaits(t *testing.T) {
	for name, lease := range map[string]func(tx *store.Tx, owner string) (bool, error){
		"mail": func(tx *store.Tx, owner string) (bool, error) {
			_, ok, err := tx.LeaseMail(cr, owner, now())
			return ok, err
		},
		"letter": func(tx *store.Tx, owner string) (bool, error) {
			_, ok, err := tx.LeaseLetter(cr, "l0", owner, now())
			return ok, err
		},
		"folder": func(tx *store.Tx, owner string) (bool, error) {
			return tx.LeaseFolder(cr, "bot@kade.example", "INBOX", owner, now())
		},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *store.DB) {
				within(t, db, func(tx *store.Tx) {
					storeMails(t, tx, 1)
					addLetters(t, tx, 1)
					must(tx.EnsureFolder(cr, "bot@kade.example", "INBOX"))(t)
				})
				late := make(chan bool, 1)
				within(t, db, func(tx *store.Tx) {
					check(t, tx.Beat("first", now()))
					if !must(lease(tx, "first"))(t) {
						t.Error("the first gets nothing")
					}
					go func() { late <- leaseLate(t.Context(), t, db, lease) }()
					awaitBlocked(t, db)
				})
				if <-late {
					t.Error("both have it")
				}
			})
		})
	}
}

func leaseLate(ctx context.Context, t *testing.T, db *store.DB, lease func(*store.Tx, string) (bool, error)) (ok bool) {
	err := db.Tx(ctx, func(tx *store.Tx) (err error) {
		ok, err = lease(tx, "late")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return ok
}

// awaitBlocked returns when a transaction of this database waits for another.
// In SQLite it would not even begin, so that there is nothing to wait for.
func awaitBlocked(t *testing.T, db *store.DB) {
	t.Helper()
	if db.Engine() != "postgres" {
		return
	}
	for n := 0; n == 0; {
		check(t, db.SQL().QueryRowContext(t.Context(), `SELECT COUNT(*) FROM pg_locks w WHERE NOT w.granted AND EXISTS (
			SELECT 1 FROM pg_locks h JOIN pg_class c ON c.oid = h.relation JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE h.pid = w.pid AND n.nspname = current_schema())`).Scan(&n))
	}
}
