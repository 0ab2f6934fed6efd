package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/voldaan/voldaan/store"
)

// becomeNobody gives up the right of root to write where it may not.
func becomeNobody() error {
	if os.Geteuid() != 0 {
		return nil
	}
	return errors.Join(syscall.Setgroups(nil), syscall.Setgid(65534), syscall.Setuid(65534))
}

// one is a database of one connection, so that a pragma reaches every query.
func one(t *testing.T, path, pragma string) *store.DB {
	t.Helper()
	db := open(t, path)
	db.SQL().SetMaxOpenConns(1)
	_, err := db.SQL().ExecContext(t.Context(), pragma)
	check(t, err)
	return db
}

// TestLocked waits for another process that writes, gives up with one clear
// error, and goes on when the other is done.
func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.db")
	begun(t, path)
	db := one(t, path, "PRAGMA busy_timeout = 5")
	holder := secondProcess(t, "hold", path, "")
	holder.ready()
	save := func() error {
		return db.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.StoreMail(mail(1), []byte("x"), place(1))
			return err
		})
	}
	err := save()
	failed(t, err, "busy after 8 tries", "locked")
	if n := strings.Count(err.Error(), "\n"); n != 0 {
		t.Errorf("the error has %d lines: %s", n+1, err)
	}
	holder.start()
	if _, errs, ok := holder.end(); !ok {
		t.Fatal(errs)
	}
	check(t, save())
	within(t, db, func(tx *store.Tx) { must(tx.Mail(cr, "m1"))(t) })
}

// TestDiskFull refuses what does not fit, and keeps what is there.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.db")
	begun(t, path)
	db := one(t, path, "PRAGMA max_page_count = 120")
	within(t, db, func(tx *store.Tx) { storeMails(t, tx, 3) })
	err := db.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.StoreMail(mail(7), make([]byte, 1<<20), place(9))
		return err
	})
	failed(t, err, "blobs", "full")
	within(t, db, func(tx *store.Tx) {
		if got := ids(must(tx.MailsIn(cr, store.MailStored))(t), mailID); got != "m0 m1 m2" {
			t.Errorf("stored: %s", got)
		}
		if !must(tx.StoreMail(mail(8), []byte("small"), place(10)))(t) {
			t.Error("a small mail does not fit")
		}
	})
}

// TestReadOnly names the file that cannot be written.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "v.db")
	db, err := store.Open(t.Context(), path, store.Options{})
	check(t, err)
	check(t, db.Close())
	check(t, os.Chmod(path, 0o444))
	check(t, os.Chmod(dir, 0o555))
	check(t, os.Chmod(filepath.Dir(dir), 0o755))
	t.Cleanup(func() { check(t, os.Chmod(dir, 0o755)) })
	_, errs, ok := secondProcess(t, "read-only", path, "").end()
	if ok || !strings.Contains(errs, path) || strings.Count(errs, "\n") != 1 {
		t.Errorf("a read-only database: %v, %q", ok, errs)
	}
}

// TestOpenFails says which database cannot be opened, and no password.
func TestOpenFails(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	check(t, os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600))
	missing := filepath.Join(t.TempDir(), "no", "such", "folder", "v.db")
	for address, says := range map[string]string{
		text: text, missing: missing, t.TempDir(): "open database",
		"postgres://voldaan:geheim@127.0.0.1:1/voldaan?connect_timeout=1": "127.0.0.1",
		"postgres://voldaan:geheim@[::bad/voldaan":                        "postgres://user@host/database",
	} {
		db, err := store.Open(t.Context(), address, store.Options{})
		if err == nil {
			check(t, db.Close())
		}
		failed(t, err, "open database", says)
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}

// TestStrangePaths opens files whose names mean something in an address.
func TestStrangePaths(t *testing.T) {
	for _, name := range []string{"a b.db", "a?mode=memory", "a#b", "50%.db", "ö.db", "a&b=c", "'q'.db"} {
		path := filepath.Join(t.TempDir(), name)
		db := begun(t, path)
		if _, err := os.Stat(path); err != nil || db.Engine() != "sqlite" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTxPanics rolls back and passes the panic on; the database stays usable.
func TestTxPanics(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		func() {
			defer func() {
				if p := recover(); p != "oops" {
					t.Errorf("recovered %v", p)
				}
			}()
			_ = db.Tx(t.Context(), func(tx *store.Tx) error {
				must(tx.StoreMail(mail(1), []byte("x"), place(1)))(t)
				panic("oops")
			})
		}()
		within(t, db, func(tx *store.Tx) {
			if got := must(tx.MailsIn(cr, store.MailStored))(t); len(got) != 0 {
				t.Errorf("what was rolled back is there: %+v", got)
			}
		})
	})
}

// TestTxFails keeps nothing of a transaction that returns an error, and stops
// with its context.
func TestTxFails(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		failure, runs := errors.New("no"), 0
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			runs++
			must(tx.StoreMail(mail(1), []byte("x"), place(1)))(t)
			return failure
		})
		if !errors.Is(err, failure) || runs != 1 {
			t.Errorf("%v after %d runs", err, runs)
		}
		within(t, db, func(tx *store.Tx) {
			if got := must(tx.MailsIn(cr, store.MailStored))(t); len(got) != 0 {
				t.Errorf("what was rolled back is there: %+v", got)
			}
		})
		ctx, cancel := contextUntil(t, time.Unix(0, 0))
		defer cancel()
		failed(t, db.Tx(ctx, func(*store.Tx) error { return nil }), "begin transaction")
	})
}
