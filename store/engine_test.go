package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// cr and other are the creditors of the tests, c1 the customer.
const (
	cr    voldaan.CreditorID = "kade"
	other voldaan.CreditorID = "wilg"
	c1    voldaan.CustomerID = "c1"
)

// now is the instant at which the tables play, with microseconds.
func now() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 123456000, time.UTC) }

func today() voldaan.Date { return voldaan.DateOf(now()) }

// addresses give the address of an empty database on each engine.
func addresses() map[string]func(testing.TB) string {
	return map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "v.db") },
		"postgres": func(t testing.TB) string { return servertest.PostgreSQL(t) },
	}
}

// onBoth runs a test on each engine with an address where nothing is yet.
func onBoth(t *testing.T, f func(t *testing.T, address string)) {
	t.Helper()
	for name, address := range addresses() {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // each mostly waits for its disk or its server
			f(t, address(t))
		})
	}
}

// onEach runs a test on each engine, in a database that has the creditors.
func onEach(t *testing.T, f func(*testing.T, *store.DB)) {
	t.Helper()
	onBoth(t, func(t *testing.T, address string) { f(t, begun(t, address)) })
}

// inEach is onEach in one transaction, which must commit.
func inEach(t *testing.T, f func(*testing.T, *store.Tx)) {
	t.Helper()
	onEach(t, func(t *testing.T, db *store.DB) {
		within(t, db, func(tx *store.Tx) { f(t, tx) })
	})
}

// open opens a database until the end of the test.
func open(t testing.TB, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { check(t, db.Close()) })
	return db
}

// begun opens a database with two creditors and one customer of each.
func begun(t testing.TB, address string) *store.DB {
	t.Helper()
	db := open(t, address)
	within(t, db, func(tx *store.Tx) {
		for _, id := range []voldaan.CreditorID{cr, other} {
			check(t, tx.EnsureCreditor(id, now()))
			check(t, tx.AddCustomer(voldaan.Customer{
				ID: c1, Creditor: id, Number: "100", Name: "Bakkerij Zon", Kind: voldaan.KindBusiness,
			}))
		}
	})
	return db
}

// within runs a transaction that must commit.
func within(t testing.TB, db *store.DB, f func(*store.Tx)) {
	t.Helper()
	check(t, db.Tx(t.Context(), func(tx *store.Tx) error { f(tx); return nil }))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must is the value of a call that may not fail.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		check(t, err)
		return v
	}
}

// same compares what was read with what is wanted; an empty list is as good
// as none.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: want -, got +\n%s", what, diff)
	}
}

// ids writes identifiers in a row.
func ids[T any, K ~string](all []T, id func(T) K) string {
	var out []string
	for _, v := range all {
		out = append(out, string(id(v)))
	}
	return strings.Join(out, " ")
}

// failed checks that an error came and says something.
func failed(t testing.TB, err error, says ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("want an error that says %q", says)
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("the error %q does not say %q", err, s)
		}
	}
}

// contextUntil is the test's context with a deadline.
func contextUntil(t testing.TB, at time.Time) (context.Context, context.CancelFunc) {
	return context.WithDeadline(t.Context(), at)
}
