package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// marker stands in everything that customer 1 writes.
const marker = "merkwoord"

// liveFirm lets a bot live through a day: reminders, a complaint with its case
// and answer, a question, a mail of a stranger.
func liveFirm(t *testing.T, database string) *firm {
	t.Helper()
	f := newFirm(t)
	f.config(database)
	f.work(f.at, func(b *bot) {
		for i := range 3 {
			f.register(b, i, "2026-03-05")
		}
	})
	f.receive(1, "klacht-"+marker, "De goederen van factuur 2026-001 zijn niet geleverd. Groet, "+marker)
	f.receive(2, "vraag", "Kunt u mij een kopie van factuur 2026-002 sturen?")
	f.work(f.at.Add(2*60*60*1e9), nil)
	return f
}

func databases() map[string]func(*testing.T) string {
	return map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "bot.db") },
		"postgres": func(t *testing.T) string { return withoutPassword(t, servertest.PostgreSQL(t)) },
	}
}

func TestEraseCommand(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) { testErase(t, database(t)) })
	}
}

func testErase(t *testing.T, database string) {
	f := liveFirm(t, database)
	if !f.knows(t, marker) || !f.knows(t, customerAddress(1)) {
		t.Fatal("the export does not show what is to be erased")
	}
	env, out := f.env("no\n")
	if err := (&eraseCmd{Customer: "K1"}).Run(env); err == nil || !strings.Contains(err.Error(), "nothing was erased") {
		t.Fatalf("without a yes: %v\n%s", err, out)
	}
	if !f.knows(t, marker) {
		t.Fatal("erased without a yes")
	}
	got := f.run(&eraseCmd{Customer: "K1"}, "yes\n")
	for _, want := range []string{"1 open invoices", "erased: 1 mails, 3 letters, 1 contacts"} {
		if !strings.Contains(got, want) {
			t.Errorf("erase does not say %q:\n%s", want, got)
		}
	}
	for _, word := range []string{marker, customerAddress(1)} {
		if f.knows(t, word) {
			t.Errorf("%s is still known", word)
		}
		if raw, err := os.ReadFile(database); err == nil && bytes.Contains(raw, []byte(word)) {
			t.Errorf("%s is still in the database's file", word)
		}
	}
	got = f.run(&eraseCmd{Address: "BOEKHOUDING@klant2.example", Yes: true}, "")
	if !strings.Contains(got, "erased: 1 mails") || f.knows(t, customerAddress(2)) {
		t.Errorf("address: %s", got)
	}
	f.chains(t)
	// The bot works on, and writes to nobody who was erased.
	before := len(f.toCustomers())
	f.work(f.at.AddDate(0, 0, 9), nil)
	for _, l := range f.toCustomers()[before:] {
		if !strings.HasPrefix(l, customerAddress(0)) {
			t.Errorf("after erasing, this left: %s", l)
		}
	}
	if len(f.toCustomers()) == before {
		t.Error("customer 0 was not reminded")
	}
}

// knows reports whether a word stands anywhere in the export of everything.
func (f *firm) knows(t *testing.T, word string) bool {
	t.Helper()
	env, out := f.env("")
	dir := filepath.Join(t.TempDir(), "all")
	if err := (&exportCmd{Out: dir}).Run(env); err != nil {
		t.Fatal(err, out)
	}
	found, files := false, 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		raw, err := os.ReadFile(path)
		found = found || bytes.Contains(bytes.ToLower(raw), []byte(word))
		return err
	})
	if err != nil || files < 10 {
		t.Fatalf("export: %d files, %v", files, err)
	}
	return found
}

// chains checks that each customer's log still gives the stored state.
func (f *firm) chains(t *testing.T) {
	t.Helper()
	env, _ := f.env("")
	_, db, err := env.open()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error {
		customers, err := tx.Customers("jansen")
		if err != nil || len(customers) != 3 {
			t.Fatalf("%d customers, %v", len(customers), err)
		}
		for _, c := range customers {
			l, err := tx.Ledger("jansen", c.ID, store.ScopeAll, f.at)
			if err != nil {
				return err
			}
			log, err := tx.Events("jansen", c.ID)
			if err != nil {
				return err
			}
			made, err := voldaan.Fold(l, log)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(l, made, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(voldaan.Ledger{}, "Bounds")); diff != "" || len(log) < 4 {
				t.Errorf("customer %s, %d events: - stored, + made of the log\n%s", c.Number, len(log), diff)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestExportCommand(t *testing.T) {
	f := liveFirm(t, filepath.Join(t.TempDir(), "bot.db"))
	dir := filepath.Join(t.TempDir(), "k1")
	got := f.run(&exportCmd{Customer: "K1", Out: dir}, "")
	if !strings.Contains(got, "tables") {
		t.Errorf("export: %s", got)
	}
	mails, err := filepath.Glob(filepath.Join(dir, "mails", "2026-03-10T*.eml"))
	if err != nil || len(mails) != 4 { // his own, and three of ours from Sent
		t.Fatalf("mails %v, %v", mails, err)
	}
	his := 0
	for _, m := range mails {
		raw, err := os.ReadFile(m)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(raw, []byte("From: Klant")) && bytes.Contains(raw, []byte(marker)) {
			his++
		}
	}
	if his != 1 {
		t.Errorf("his mail is there %d times", his)
	}
	env, out := f.env("")
	if err := (&exportCmd{Customer: "K1", Out: dir}).Run(env); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a folder with something in it: %v", err)
	}
	if err := (&exportCmd{Customer: "K9", Out: "-"}).Run(env); err == nil || !strings.Contains(err.Error(), "K9") {
		t.Errorf("an unknown customer: %v", err)
	}
	out.Reset()
	if err := (&exportCmd{Customer: "K1", Out: "-"}).Run(env); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for line := range strings.Lines(out.String()) {
		var v struct {
			Table, Kind string
			Bytes       []byte
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		kinds[v.Table+v.Kind]++
	}
	if kinds["mail"] != 4 || kinds["customers"] != 1 || kinds["letter"] < 2 || kinds["events"] < 4 {
		t.Errorf("lines %v", kinds)
	}
	if strings.Contains(out.String(), customerAddress(2)) {
		t.Error("another customer is in it")
	}
}
