// Package store keeps the bot's state in SQLite or PostgreSQL, from one SQL
// text. It knows rows and transactions; what they mean is decided by the rules
// of package voldaan.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// DB is one database, shared by every creditor of an installation. It may be
// used concurrently, also by several processes.
type DB struct {
	sql *sql.DB
	// place names the file of the database, after a space; of a server the
	// errors say enough.
	place  string
	engine engine
	// keep is for how many days personal content stays after it came in.
	keep     int
	aliveFor time.Duration
}

// engine is what differs between the two databases.
type engine struct {
	name    string
	blob    string // the type of a column of bytes
	numbers string // the sign before a parameter's number
	retry   func(error) bool
}

// Options are how a database is opened; the zero value is ready.
type Options struct {
	// KeepDays is for how many days personal content is kept; zero means the
	// seven years that bookkeeping must be kept in the Netherlands and Belgium
	// (art. 2:10 BW; art. III.88 WER).
	KeepDays int
	// AliveFor is how long after its last sign of life a process counts as
	// alive; zero means 15 seconds.
	AliveFor time.Duration
}

// Open opens a database and brings its schema up to date. The address is a
// postgres:// URL, or else the path of an SQLite file, which is made when it
// does not exist. A database that a newer program wrote is refused.
func Open(ctx context.Context, address string, opts Options) (*DB, error) {
	if opts.KeepDays == 0 {
		opts.KeepDays = 7 * 366
	}
	if opts.AliveFor == 0 {
		opts.AliveFor = 15 * time.Second
	}
	open := openSQLite
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		open = openPostgres
	}
	db, err := open(address)
	if err != nil {
		return nil, err
	}
	db.keep, db.aliveFor = opts.KeepDays, opts.AliveFor
	if err := db.patiently(ctx, func() error { return db.migrate(ctx) }); err != nil {
		return nil, errors.Join(fmt.Errorf("open database%s: %w", db.place, err), db.sql.Close())
	}
	return db, nil
}

// Close releases the database.
func (db *DB) Close() error { return db.sql.Close() }

// Engine names the database: "sqlite" or "postgres".
func (db *DB) Engine() string { return db.engine.name }

// Tx is a transaction. Its methods use the context that it was begun with.
type Tx struct {
	tx  *sql.Tx
	ctx context.Context //nolint:containedctx // a transaction lives as long as its context
	db  *DB
}

// attempts is how often a transaction is begun anew when the database says
// that it is busy or that two of them cannot both commit.
const attempts = 8

// Tx runs f in a transaction, which commits when f returns nil. When the
// database refuses for now (busy, a lost race), f runs again, so it must
// change nothing but the database. The caller sees other errors at once.
func (db *DB) Tx(ctx context.Context, f func(*Tx) error) error {
	return db.patiently(ctx, func() error { return db.once(ctx, f) })
}

// patiently runs f again for as long as the database refuses for now.
func (db *DB) patiently(ctx context.Context, f func() error) error {
	var err error
	for i := range attempts {
		if err = f(); err == nil || !db.engine.retry(err) || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(5<<i) * time.Millisecond):
		}
	}
	return fmt.Errorf("database busy after %d tries: %w", attempts, err)
}

func (db *DB) once(ctx context.Context, f func(*Tx) error) (err error) {
	tx, err := db.sql.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback() // the panic says more than the rollback could
			panic(p)
		}
	}()
	if err := f(&Tx{tx: tx, ctx: ctx, db: db}); err != nil {
		if back := tx.Rollback(); back != nil && !errors.Is(back, sql.ErrTxDone) {
			return errors.Join(err, fmt.Errorf("roll back: %w", back))
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// rebind writes a query's parameters as the engine wants them: SQLite takes
// $1 for a name and numbers names by first appearance, so $N becomes ?N.
func (db *DB) rebind(query string) string {
	if db.engine.numbers == "$" {
		return query
	}
	return strings.ReplaceAll(query, "$", db.engine.numbers)
}

// exec runs a statement and tells how many rows it changed.
func (tx *Tx) exec(query string, args ...any) (int64, error) {
	res, err := tx.tx.ExecContext(tx.ctx, tx.db.rebind(query), cleaned(args)...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", firstWords(query), err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", firstWords(query), err)
	}
	return n, nil
}

// firstWords is the beginning of a query, for errors.
func firstWords(query string) string {
	words := strings.Fields(query)
	return strings.ToLower(strings.Join(words[:min(3, len(words))], " "))
}

// stamp writes an instant as fixed-width UTC text; the zero time is empty. An
// instant outside the years 0 to 9999, which the text cannot hold, becomes the
// nearest that it can.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	switch {
	case t.Year() < 0:
		t = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	case t.Year() > 9999:
		t = time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC)
	}
	return t.Format(timeLayout)
}

const timeLayout = "2006-01-02T15:04:05.000000Z"

// keepUntil is the day until which personal content that came in now stays.
func (tx *Tx) keepUntil(now time.Time) string {
	return voldaan.DateOf(now.UTC()).Add(tx.db.keep).String()
}

// cleaned makes the texts among a query's arguments fit for both databases.
func cleaned(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
		if v := reflect.ValueOf(a); v.Kind() == reflect.String {
			out[i] = Clean(v.String())
		}
	}
	return out
}

// Clean makes a text from outside fit for both databases: valid UTF-8 without
// NUL.
func Clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}
