package store

import (
	"database/sql"
	"io/fs"
)

// SQL is the database beneath, for tests that look at its tables.
func (db *DB) SQL() *sql.DB { return db.sql }

// FirstSchema is the SQL of the first migration.
func FirstSchema() (string, error) {
	b, err := migrationFiles.ReadFile("migrations/0001_first.sql")
	return string(b), err
}

// TimeLayout is how instants are written.
const TimeLayout = timeLayout

// Migrations counts the migrations.
func Migrations() (int, error) {
	files, err := fs.Glob(migrationFiles, "migrations/*.sql")
	return len(files), err
}
