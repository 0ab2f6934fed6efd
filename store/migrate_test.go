package store_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	"github.com/pressly/goose/v3/database"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// update writes testdata/v1.sql anew. The file is the first schema that was
// released, with rows in it: once somebody's database looks like that, it
// never changes again.
var update = flag.Bool("update", false, "write the files in testdata anew")

const (
	frozenFile = "testdata/v1.sql"
	rowsBegin  = "\n-- The rows.\n"
)

// TestFrozenSchema opens a database of the first schema, with rows in every
// table, and reads all of it.
func TestFrozenSchema(t *testing.T) {
	if *update {
		writeFrozen(t)
	}
	frozen, err := os.ReadFile(frozenFile)
	check(t, err)
	schema, rows, ok := strings.Cut(string(frozen), rowsBegin)
	first, err := store.FirstSchema()
	check(t, err)
	if !ok || schema != first {
		t.Errorf("migrations/0001_first.sql is not the schema in %s: a released migration never changes; "+
			"before the first release write the file anew with -update", frozenFile)
	}
	onBoth(t, func(t *testing.T, address string) {
		loadFrozen(t, address, schema, rows)
		old := open(t, address)
		fresh := begun(t, filepath.Join(t.TempDir(), "fresh.db"))
		populate(t, fresh)
		same(t, "what is read from the first schema", asFirst(readWorld(t, old)), asFirst(readWorld(t, fresh)))
		for _, d := range readWorld(t, old).Ledger.Demands {
			if d.Currency != voldaan.EUR {
				t.Errorf("the demand of %s has no currency", d.Invoice)
			}
		}
		for _, name := range tables(t, fresh) {
			_, want := table(t, fresh, name)
			if !strings.Contains(schema, "CREATE TABLE "+name+" (") {
				continue // came later
			}
			if _, got := table(t, old, name); len(got) != len(want) || len(want) == 0 {
				t.Errorf("table %s has %d rows, want %d: populate fills every table", name, len(got), len(want))
			}
		}
	})
}

// asFirst leaves out what the first schema did not know.
func asFirst(w world) world {
	first := func(c *voldaan.Customer) {
		c.Phone, c.Importance, c.Policy, c.Record, c.Thanks, c.ThanksFor = "", "", "", voldaan.Record{}, 0, ""
		c.Terms.RegularDelivery, c.Terms.ReminderFee = false, 0
		c.Address, c.AddressByTeam = nil, false
	}
	for i := range w.Customers {
		first(&w.Customers[i])
	}
	first(&w.Ledger.Customer)
	for i := range w.Ledger.Allocations {
		w.Ledger.Allocations[i].Transfer, w.Ledger.Allocations[i].Late = false, 0
	}
	for i := range w.Ledger.Charges {
		c := &w.Ledger.Charges[i]
		c.Kind, c.Notice, c.From, c.To = "", "", 0, 0
	}
	return w
}

// writeFrozen dumps the first schema and the rows of a full database.
func writeFrozen(t *testing.T) {
	schema, err := store.FirstSchema()
	check(t, err)
	db := begun(t, filepath.Join(t.TempDir(), "v.db"))
	populate(t, db)
	var out strings.Builder
	out.WriteString(schema + rowsBegin)
	referenced := []string{"creditors", "customers", "invoices", "payments"} // before the rows that name theirs
	var names []string
	for _, name := range tables(t, db) {
		if !slices.Contains(referenced, name) {
			names = append(names, name)
		}
	}
	for _, name := range append(referenced, names...) {
		columns, values := table(t, db, name)
		for _, row := range values {
			var v []string
			for _, x := range row {
				v = append(v, literal(t, x))
			}
			fmt.Fprintf(&out, "INSERT INTO %s (%s) VALUES (%s);\n", name, strings.Join(columns, ", "), strings.Join(v, ", "))
		}
	}
	check(t, os.MkdirAll("testdata", 0o755))
	check(t, os.WriteFile(frozenFile, []byte(out.String()), 0o644))
}

// literal writes a value as SQL that SQLite takes; for PostgreSQL the bytes
// are rewritten.
func literal(t *testing.T, v any) string {
	switch v := v.(type) {
	case int64:
		return fmt.Sprint(v)
	case bool:
		return strings.ToUpper(fmt.Sprint(v))
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case []byte:
		return fmt.Sprintf("X'%x'", v)
	}
	t.Fatalf("a value of type %T", v)
	return ""
}

// loadFrozen makes a database as the first program left it.
func loadFrozen(t *testing.T, address, schema, rows string) {
	t.Helper()
	driver, dialect := "sqlite3", database.DialectSQLite3
	if strings.HasPrefix(address, "postgres") {
		driver, dialect = "pgx", database.DialectPostgres
		schema, rows = strings.ReplaceAll(schema, " BLOB ", " BYTEA "), strings.ReplaceAll(rows, ", X'", `, '\x`)
	}
	db, err := sql.Open(driver, address)
	check(t, err)
	defer func() { check(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), schema+rows)
	check(t, err)
	versions, err := database.NewStore(dialect, "goose_db_version")
	check(t, err)
	check(t, versions.CreateVersionTable(t.Context(), db))
	for v := range int64(2) {
		check(t, versions.Insert(t.Context(), db, database.InsertRequest{Version: v}))
	}
}

// TestNewerDatabase refuses what a newer program wrote, and leaves it as it
// is.
func TestNewerDatabase(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		db := begun(t, address)
		_, err := db.SQL().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)")
		check(t, err)
		newer, err := store.Open(t.Context(), address, store.Options{})
		if !errors.Is(err, store.ErrNewer) {
			if err == nil {
				check(t, newer.Close())
			}
			t.Fatalf("got %v", err)
		}
		failed(t, err, "newer voldaan", "9999", "install the newer program or restore a backup")
		_, err = db.SQL().ExecContext(t.Context(), "DELETE FROM goose_db_version WHERE version_id = 9999")
		check(t, err)
		same(t, "creditors", len(readCreditors(t, open(t, address))), 2)
	})
}

func readCreditors(t *testing.T, db *store.DB) (out []store.CreditorState) {
	within(t, db, func(tx *store.Tx) { out = must(tx.Creditors())(t) })
	return out
}

// TestOpenTwice keeps what is there.
func TestOpenTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		populate(t, begun(t, address))
		want := readWorld(t, open(t, address))
		same(t, "opened again", readWorld(t, open(t, address)), want)
	})
}

// TestMigrateConcurrently lets processes open an empty database at once: each
// of them finds the whole schema.
func TestMigrateConcurrently(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		processes := make([]*second, 3)
		for i := range processes {
			processes[i] = secondProcess(t, "open", address, "")
		}
		for _, p := range processes {
			p.ready()
		}
		for _, p := range processes {
			p.start()
		}
		db := begun(t, address)
		for i, p := range processes {
			if _, errs, ok := p.end(); !ok {
				t.Errorf("process %d: %s", i, errs)
			}
		}
		populate(t, db)
		_, versions := table(t, db, "goose_db_version")
		if want := must(store.Migrations())(t); len(versions) != want+1 {
			t.Errorf("%d migrations were recorded %d times, want each once", want, len(versions)-1)
		}
	})
}
