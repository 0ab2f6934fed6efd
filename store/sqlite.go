package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"
)

// openSQLite opens a file. Its pragmas stand in the address, since by Exec
// they would reach one connection of the pool only; transactions take the
// write lock at their begin, since a later upgrade fails under load.
func openSQLite(path string) (*DB, error) {
	q := url.Values{
		"_foreign_keys": {"on"}, "_journal_mode": {"WAL"}, "_busy_timeout": {"10000"},
		"_txlock": {"immediate"}, "_synchronous": {"FULL"},
		"_stmt_cache_size": {"200"},
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	db.SetMaxOpenConns(4)
	return &DB{sql: db, place: " " + path, engine: engine{name: "sqlite", blob: "BLOB", numbers: "?", retry: retrySQLite}}, nil
}

func retrySQLite(err error) bool {
	var e sqlite3.Error // mattn returns it by value
	return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked)
}
