package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// ErrNewer says that a newer program wrote the database.
var ErrNewer = errors.New("the database was written by a newer voldaan")

// migrations reads the embedded SQL, in the engine's dialect.
func (db *DB) migrations() ([]*goose.Migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var out []*goose.Migration
	for _, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		number, _, _ := strings.Cut(strings.TrimPrefix(name, "migrations/"), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s: want a number before the first underscore", name)
		}
		query := strings.ReplaceAll(string(text), " BLOB ", " "+db.engine.blob+" ")
		out = append(out, goose.NewGoMigration(version, &goose.GoFunc{
			RunTx: func(ctx context.Context, tx *sql.Tx) error {
				_, err := tx.ExecContext(ctx, query)
				return err
			},
		}, nil))
	}
	return out, nil
}

// migrate brings the schema up to date, or refuses a newer one.
func (db *DB) migrate(ctx context.Context) error {
	list, err := db.migrations()
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithGoMigrations(list...), goose.WithDisableGlobalRegistry(true)}
	dialect := database.DialectSQLite3
	if db.engine.name == "postgres" {
		dialect = database.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(dialect, db.sql, nil, options...)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	// Asking for the version needs the version table, which Up makes, so an
	// empty database is at version 0 and never newer.
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the version of its schema: %w", err)
	}
	if newest := list[len(list)-1].Version; version > newest {
		return fmt.Errorf("%w: its schema is %d, this program knows %d; install the newer program or restore a backup",
			ErrNewer, version, newest)
	}
	if version == list[len(list)-1].Version {
		return nil
	}
	return up(ctx, provider, version)
}

// up applies what is missing. SQLite has no lock for the whole of it, so that
// another process may apply a migration first and this one's fails: while the
// version grows, that is what happened.
func up(ctx context.Context, provider *goose.Provider, version int64) error {
	for {
		_, err := provider.Up(ctx)
		if err == nil {
			return nil
		}
		grown, again := provider.GetDBVersion(ctx)
		if again != nil || grown <= version {
			return fmt.Errorf("migrate: %w", err)
		}
		version = grown
	}
}
