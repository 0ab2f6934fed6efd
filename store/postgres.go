package store

import (
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// openPostgres opens a PostgreSQL database by its URL.
func openPostgres(address string) (*DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The driver's text may hold the URL with its password.
		return nil, errors.New("open database: the PostgreSQL URL cannot be read; want postgres://user@host/database")
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(8)
	return &DB{sql: db, engine: engine{name: "postgres", blob: "BYTEA", numbers: "$", retry: retryPostgres}}, nil
}

// retryPostgres knows the classes of SQLSTATE that pass by themselves:
// 40001 serialization failure, 40P01 deadlock.
func retryPostgres(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}
