package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// column is a column of a table and the field that it fills. A concept lists
// its columns once; reading and writing both follow that list.
type column struct {
	name  string
	field any // a pointer
}

// table is a table with its key.
type table struct {
	name string
	key  []string
}

// value is what a column writes.
func (c column) value() (any, error) {
	switch f := c.field.(type) {
	case *voldaan.Date:
		if y := f.Time().Year(); y < 0 || y > 9999 {
			return nil, fmt.Errorf("the day %s is outside the years 0 to 9999", f)
		}
		return f.String(), nil
	case *time.Time:
		return stamp(*f), nil
	case *[]byte:
		if *f == nil {
			return []byte{}, nil // no bytes are not NULL
		}
		return *f, nil
	}
	v := reflect.ValueOf(c.field).Elem()
	switch v.Kind() {
	case reflect.String:
		return v.String(), nil // exec cleans it
	case reflect.Bool:
		return v.Bool(), nil
	case reflect.Int, reflect.Int64, reflect.Uint32:
		if v.CanUint() {
			return int64(v.Uint()), nil //nolint:gosec // 32 bits fit
		}
		return v.Int(), nil
	default:
		b, err := json.Marshal(c.field)
		return string(b), err
	}
}

// Scan reads what the database gave (sql.Scanner).
func (c column) Scan(src any) error {
	if b, ok := c.field.(*[]byte); ok {
		raw, _ := src.([]byte)
		*b = append([]byte(nil), raw...)
		return nil
	}
	v := reflect.ValueOf(c.field).Elem()
	switch s := src.(type) {
	case []byte:
		return c.text(v, string(s))
	case string:
		return c.text(v, s)
	case bool:
		v.SetBool(s)
	case int64:
		switch {
		case v.Kind() == reflect.Bool:
			v.SetBool(s != 0)
		case v.CanUint():
			v.SetUint(uint64(s)) //nolint:gosec // was written from an unsigned number
		default:
			v.SetInt(s)
		}
	default:
		return fmt.Errorf("column %s: %T cannot be read", c.name, src)
	}
	return nil
}

func (c column) text(v reflect.Value, s string) error {
	switch f := c.field.(type) {
	case *voldaan.Date:
		d, err := voldaan.ParseDate(s)
		*f = d
		return err
	case *time.Time:
		if s == "" {
			*f = time.Time{}
			return nil
		}
		t, err := time.Parse(timeLayout, s)
		*f = t
		return err
	}
	if v.Kind() == reflect.String {
		v.SetString(s)
		return nil
	}
	return json.Unmarshal([]byte(s), c.field)
}

func names(cols []column) string {
	out := make([]string, len(cols))
	for i, c := range cols {
		out[i] = c.name
	}
	return strings.Join(out, ", ")
}

// list reads rows. The query's tail begins after the table's name.
func list[T any](tx *Tx, t table, columns func(*T) []column, tail string, args ...any) ([]T, error) {
	var zero T
	query := "SELECT " + names(columns(&zero)) + " FROM " + t.name + " " + tail
	rows, err := tx.tx.QueryContext(tx.ctx, tx.db.rebind(query), cleaned(args)...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []T
	for rows.Next() {
		var v T
		cols := columns(&v)
		dest := make([]any, len(cols))
		for i := range cols {
			dest[i] = cols[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	return out, nil
}

// first is list for at most one row; sql.ErrNoRows says that there is none.
func first[T any](tx *Tx, t table, columns func(*T) []column, tail string, args ...any) (T, error) {
	all, err := list(tx, t, columns, tail, args...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("read %s: %w", t.name, sql.ErrNoRows)
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return all[0], nil
}

// put writes a row: inserts it, or replaces the one with the same key.
func (tx *Tx) put(t table, cols []column) error {
	_, err := tx.write(t, cols, true)
	return err
}

// add inserts a row and reports false when a row with the same key or another
// unique value is there already.
func (tx *Tx) add(t table, cols []column) (bool, error) {
	n, err := tx.write(t, cols, false)
	return n > 0, err
}

func (tx *Tx) write(t table, cols []column, replace bool) (int64, error) {
	args := make([]any, len(cols))
	params := make([]string, len(cols))
	var sets []string
	for i, c := range cols {
		v, err := c.value()
		if err != nil {
			return 0, fmt.Errorf("write %s.%s: %w", t.name, c.name, err)
		}
		args[i] = v
		params[i] = "$" + strconv.Itoa(i+1)
		sets = append(sets, c.name+" = excluded."+c.name)
	}
	query := "INSERT INTO " + t.name + " (" + names(cols) + ") VALUES (" + strings.Join(params, ", ") + ") ON CONFLICT "
	if replace {
		query += "(" + strings.Join(t.key, ", ") + ") DO UPDATE SET " + strings.Join(sets, ", ")
	} else {
		query += "DO NOTHING"
	}
	return tx.exec(query, args...)
}
