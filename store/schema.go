package store

import (
	"context"
	"fmt"
)

// schemaTable is a table as the schema made it.
type schemaTable struct {
	name    string
	columns []string
}

// sqliteTables and postgresTables list every table of ours with its columns,
// each after those that it refers to: they were made in that order.
const (
	sqliteTables = `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%' ORDER BY m.rowid, c.cid`
	postgresTables = `SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE 'goose%'
		AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum`
)

// tables lists the tables with their columns.
func (db *DB) tables(ctx context.Context) ([]schemaTable, error) {
	query := sqliteTables
	if db.engine.name == "postgres" {
		query = postgresTables
	}
	var out []schemaTable
	rows, err := db.sql.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var table, col string
		if err := rows.Scan(&table, &col); err != nil {
			return nil, fmt.Errorf("read schema: %w", err)
		}
		if len(out) == 0 || out[len(out)-1].name != table {
			out = append(out, schemaTable{name: table})
		}
		last := &out[len(out)-1]
		last.columns = append(last.columns, col)
	}
	return out, rows.Err()
}
