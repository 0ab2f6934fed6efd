package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrNotEmpty says that a database into which a backup should be read has
// something in it.
var ErrNotEmpty = errors.New("the database is not empty")

// Backup writes everything into a new file while the bot may go on working.
// The file is an SQLite database of the same tables whichever the engine, so
// that Restore reads it into either. A file that exists is never overwritten;
// one that bears the name is complete.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("backup: %s exists already: name a new file", path)
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("backup to %s: %w", path, err), removeSQLite(part))
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if db.engine.name == "sqlite" {
		// VACUUM INTO copies one state of the database without stopping writers.
		_, err = db.sql.ExecContext(ctx, "VACUUM INTO ?", part)
	} else {
		err = db.copyTo(ctx, part)
	}
	if err == nil {
		err = verify(ctx, part)
	}
	if err != nil {
		return err
	}
	return os.Rename(part, path)
}

// removeSQLite takes away a file with what SQLite keeps beside it.
func removeSQLite(path string) error {
	var errs []error
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// copyTo writes one state of the database into an SQLite file.
func (db *DB) copyTo(ctx context.Context, path string) error {
	to, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	return errors.Join(copyAll(ctx, db, to), to.Close())
}

// verify brings a copy to the disk and reads it whole.
func verify(ctx context.Context, path string) error {
	db, err := openSQLite(path)
	if err != nil {
		return err
	}
	var verdict string
	err = db.sql.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = fmt.Errorf("the copy is damaged: %s", verdict)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore reads a backup into this database, which must be empty. The file is
// not changed. Every creditor then waits for a person's yes before anything is
// sent to customers, and nothing is leased.
func (db *DB) Restore(ctx context.Context, path string) (err error) {
	dir, err := os.MkdirTemp("", "voldaan-restore-")
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	scratch := filepath.Join(dir, "backup.db")
	if err := copyFile(path, scratch); err != nil {
		return fmt.Errorf("restore: read %s: %w", path, err)
	}
	if err := looksLikeBackup(ctx, scratch); err != nil {
		return fmt.Errorf("restore: %s is no backup of voldaan: %w", path, err)
	}
	from, err := Open(ctx, scratch, Options{}) // an older schema is brought up to date
	if err != nil {
		return fmt.Errorf("restore: read %s: %w", path, err)
	}
	err = copyAll(ctx, from, db)
	if err := errors.Join(err, from.Close()); err != nil {
		return fmt.Errorf("restore %s: %w", path, err)
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // it was only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// looksLikeBackup keeps other files, also other SQLite databases, from being
// taken for a backup.
func looksLikeBackup(ctx context.Context, path string) error {
	db, err := openSQLite(path)
	if err != nil {
		return err
	}
	var n int
	err = db.sql.QueryRowContext(ctx, "SELECT count(*) FROM creditors").Scan(&n)
	if err == nil && n == 0 {
		err = errors.New("it has no creditor")
	}
	return errors.Join(err, db.Close())
}

// copyAll writes every row of one database into another, which must be empty,
// in one transaction on each side.
func copyAll(ctx context.Context, from, to *DB) error {
	plan := from
	if from.engine.name != "sqlite" {
		plan = to
	}
	tables, err := plan.tables(ctx)
	if err != nil {
		return err
	}
	return from.Snapshot(ctx, func(source *Tx) error {
		return to.Tx(ctx, func(target *Tx) error {
			if err := empty(target, tables); err != nil {
				return err
			}
			for _, t := range tables {
				if err := copyTable(source, target, t); err != nil {
					return fmt.Errorf("copy table %s: %w", t.name, err)
				}
			}
			return asRestored(target)
		})
	})
}

// Snapshot runs f once on one state of the database, whatever others write
// meanwhile. It changes nothing and stops nobody.
func (db *DB) Snapshot(ctx context.Context, f func(*Tx) error) (err error) {
	from, options := db, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	if db.engine.name == "sqlite" {
		if from, err = db.reader(ctx); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, from.Close()) }()
		options = nil
	}
	tx, err := from.sql.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	return errors.Join(f(&Tx{tx: tx, ctx: ctx, db: from}), tx.Rollback())
}

// reader opens an SQLite database once more for reading: its transactions take
// no write lock, and see one state (write-ahead log).
func (db *DB) reader(ctx context.Context) (*DB, error) {
	var path string
	if err := db.sql.QueryRowContext(ctx, "SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&path); err != nil {
		return nil, fmt.Errorf("open the database for reading: %w", err)
	}
	q := url.Values{"_txlock": {"deferred"}, "_busy_timeout": {"10000"}, "_query_only": {"on"}}
	own, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("open the database for reading: %w", err)
	}
	return &DB{sql: own, engine: db.engine, keep: db.keep, aliveFor: db.aliveFor}, nil
}

// empty refuses a database in which something would be lost among what comes.
func empty(tx *Tx, tables []schemaTable) error {
	for _, t := range tables {
		var n int64
		if err := tx.tx.QueryRowContext(tx.ctx, "SELECT count(*) FROM "+t.name).Scan(&n); err != nil {
			return fmt.Errorf("count table %s: %w", t.name, err)
		}
		if n > 0 && t.name != "processes" {
			return fmt.Errorf("%w: its table %s has %d rows; name a new database in the configuration, or move the old one away",
				ErrNotEmpty, t.name, n)
		}
	}
	return nil
}

// copyTable writes the rows of one table. Processes are not copied: those of
// the copied database do not live on in the copy.
func copyTable(source, target *Tx, t schemaTable) error {
	if t.name == "processes" {
		return nil
	}
	params := make([]string, len(t.columns))
	for i := range params {
		params[i] = "$" + strconv.Itoa(i+1)
	}
	names := strings.Join(t.columns, ", ")
	insert, err := target.tx.PrepareContext(target.ctx,
		target.db.rebind("INSERT INTO "+t.name+" ("+names+") VALUES ("+strings.Join(params, ", ")+")"))
	if err != nil {
		return err
	}
	defer insert.Close() //nolint:errcheck // the transaction tells
	return eachRow(source, "SELECT "+names+" FROM "+t.name, len(t.columns), func(values []any) error {
		_, err := insert.ExecContext(target.ctx, values...)
		return err
	})
}

// eachRow hands the rows of a query to f, one at a time.
func eachRow(tx *Tx, query string, width int, f func(values []any) error, args ...any) error {
	rows, err := tx.tx.QueryContext(tx.ctx, tx.db.rebind(query), cleaned(args)...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		values, dest := make([]any, width), make([]any, width)
		for i := range values {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := f(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// asRestored makes a copy wait for a person, and gives back what processes of
// the copied database held.
func asRestored(tx *Tx) error {
	for _, t := range []string{"mailboxes", "mails", "letters"} {
		if _, err := tx.exec("UPDATE " + t + " SET leased_by = ''"); err != nil {
			return err
		}
	}
	_, err := tx.exec("UPDATE creditors SET confirm_restore = TRUE")
	return err
}
