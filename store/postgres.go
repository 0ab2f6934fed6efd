package store

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// openPostgres opens a PostgreSQL database by its URL.
func openPostgres(address string) (*DB, error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		// The driver's text may hold the URL with its password.
		return nil, fmt.Errorf("open database: the PostgreSQL URL cannot be read; want postgres://user@host/database")
	}
	db.SetMaxOpenConns(8)
	return &DB{sql: db, engine: engine{name: "postgres", blob: "BYTEA", numbers: "$", retry: retryPostgres}}, nil
}

// retryPostgres knows the classes of SQLSTATE that pass by themselves:
// 40001 serialization failure, 40P01 deadlock.
func retryPostgres(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}
