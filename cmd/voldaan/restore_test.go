package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/internal/mailtest"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// firm is an installation for tests: servers, a configuration, a clock.
type firm struct {
	t      *testing.T
	server *mailtest.Server
	dir    string
	at     time.Time
	// refuse is an address that the server refuses for now.
	refuse string
	// refusePlus says that the server knows no addresses with a plus.
	refusePlus bool

	mu   sync.Mutex
	sent []mailtest.Envelope
}

const firmMailbox = "facturen@jansen.example"

// newFirm starts the servers; nothing is configured yet.
func newFirm(t *testing.T) *firm {
	t.Helper()
	f := &firm{t: t, dir: t.TempDir(), at: voldaan.MustDate("2026-03-10").At(10, 0, time.FixedZone("CET", 3600))}
	var err error
	f.server, err = mailtest.Start(mailtest.Options{
		Users: map[string]string{firmMailbox: "mailbox-secret"}, Now: func() time.Time { return f.at },
		Rcpt: func(_, to string) error {
			if f.refuse != "" && strings.EqualFold(to, f.refuse) {
				return &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "come back later"}
			}
			if f.refusePlus && strings.Contains(to, "+check") {
				return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
			}
			return nil
		},
		Accept: f.accept,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.server.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// accept keeps what was sent, and delivers what goes to the bot itself.
func (f *firm) accept(e mailtest.Envelope) error {
	f.mu.Lock()
	f.sent = append(f.sent, e)
	f.mu.Unlock()
	for _, to := range e.Rcpts {
		if strings.HasPrefix(to, "facturen") {
			return f.server.Deliver(firmMailbox, e.Raw, f.at)
		}
	}
	return nil
}

// config writes the configuration for a database.
func (f *firm) config(database string) string {
	f.t.Helper()
	text := strings.NewReplacer(
		`server = "imap.jansen.example:993"`, `server = "`+f.server.IMAPAddr+"\"\ntls = \"none\"\nsent = \"\"\nsave_sent = true",
		`server = "smtp.jansen.example:587"`, `server = "`+f.server.SMTPAddr+"\"\ntls = \"none\"\nlogin = false",
		`password_env = "SMTP_PASSWORD"`, "",
		`zone = "Europe/Amsterdam"`, "zone = \"Europe/Amsterdam\"\nmode = \"act\"\npayments_max_age = \"0d\"\npayment_source = \"hand\"\nplus_addressing = true\ndkim_check = true",
		`since = "2026-11-01"`, `since = "2026-01-01"`,
	).Replace("database = \"" + database + "\"\n" + least)
	writeSecret(f.t, f.dir, "password", "mailbox-secret\n", 0o600)
	path := filepath.Join(f.dir, "voldaan.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
	return path
}

// env is the surroundings of a command, with what it prints.
func (f *firm) env(input string) (*cliEnv, *bytes.Buffer) {
	var out bytes.Buffer
	return &cliEnv{
		ctx: f.t.Context(), stdin: strings.NewReader(input), stdout: &out, stderr: &out, now: func() time.Time { return f.at },
		getenv: testEnv, configPath: filepath.Join(f.dir, "voldaan.toml"),
	}, &out
}

// run runs a command that must not fail and gives what it printed.
func (f *firm) run(c interface{ Run(*cliEnv) error }, input string) string {
	f.t.Helper()
	env, out := f.env(input)
	if err := c.Run(env); err != nil {
		f.t.Fatalf("%T: %v\n%s", c, err, out)
	}
	return out.String()
}

// work lets a bot do everything that is to do at an instant.
func (f *firm) work(at time.Time, first func(*bot)) {
	f.t.Helper()
	f.at = at
	env, out := f.env("")
	cfg, db, err := env.open()
	if err != nil {
		f.t.Fatal(err, out)
	}
	defer db.Close()
	b, err := botFromConfig(cfg, &cfg.Creditors[0], db, "test-"+randomMint().ID(), "", at, slog.New(slog.DiscardHandler))
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() {
		for _, box := range b.boxes {
			_ = box.Conn.Close()
		}
	}()
	if err := b.ensure(f.t.Context(), cfg.Creditors[0].since()); err != nil {
		f.t.Fatal(err)
	}
	if err := db.Tx(f.t.Context(), func(tx *store.Tx) error { return tx.Beat(b.office.Owner, at) }); err != nil {
		f.t.Fatal(err)
	}
	if first != nil {
		first(b)
	}
	for range 2 { // the second reads what the first sent
		if _, err := b.Step(f.t.Context(), func() time.Time { return at }, b.boxes...); err != nil {
			f.t.Fatal(err)
		}
	}
	if err := db.Tx(context.Background(), func(tx *store.Tx) error { return tx.Release(b.office.Owner) }); err != nil {
		f.t.Fatal(err)
	}
}

// register takes on an invoice of customer i.
func (f *firm) register(b *bot, i int, due string) {
	f.t.Helper()
	err := b.db.Tx(f.t.Context(), func(tx *store.Tx) error {
		_, err := b.desk.Books.Register(tx, books.Entry{
			Number: fmt.Sprintf("K%d", i), Name: fmt.Sprintf("Klant %d", i), Kind: voldaan.KindBusiness, Language: "nl",
			Contacts: []voldaan.Address{{Address: customerAddress(i)}},
			Invoice: voldaan.Invoice{
				Number: fmt.Sprintf("2026-00%d", i), Issued: voldaan.MustDate("2026-02-05"), Due: voldaan.MustDate(due),
				Currency: voldaan.EUR, Total: voldaan.Amount(10000 + i),
			},
		}, books.Actor{Kind: voldaan.AuthorOperator}, f.at)
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func customerAddress(i int) string { return fmt.Sprintf("boekhouding@klant%d.example", i) }

// receive delivers a mail of customer i.
func (f *firm) receive(i int, id, text string) {
	f.t.Helper()
	raw := fmt.Sprintf("From: Klant <%s>\r\nTo: %s\r\nSubject: Factuur 2026-00%d\r\nMessage-ID: <%s@klant%d.example>\r\n"+
		"Date: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n", customerAddress(i), firmMailbox, i, id, i, f.at.Format(time.RFC1123Z), text)
	if err := f.server.Deliver(firmMailbox, []byte(raw), f.at); err != nil {
		f.t.Fatal(err)
	}
}

// toCustomers lists what went to customers: whom, and which subject, and
// checks that no Message-ID left twice.
func (f *firm) toCustomers() []string {
	f.t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	ids := map[string]bool{}
	for _, e := range f.sent {
		m := parse.Parse(e.Raw, f.at, parse.Options{}).Mail
		if ids[m.MessageID] {
			f.t.Errorf("letter %s left twice", m.MessageID)
		}
		ids[m.MessageID] = true
		if strings.Contains(e.Rcpts[0], "klant") {
			out = append(out, e.Rcpts[0]+": "+m.Subject)
		}
	}
	return out
}

func TestRestore(t *testing.T) {
	for name, second := range map[string]func(*testing.T, *firm) string{
		"sqlite":   func(_ *testing.T, f *firm) string { return filepath.Join(f.dir, "second.db") },
		"postgres": func(t *testing.T, _ *firm) string { return withoutPassword(t, servertest.PostgreSQL(t)) },
	} {
		t.Run(name, func(t *testing.T) { testRestore(t, second) })
	}
}

// withoutPassword gives a database's password in the environment instead.
func withoutPassword(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("the database's address is none")
	}
	password, _ := u.User.Password()
	t.Setenv("PGPASSWORD", password)
	u.User = url.User(u.User.Username())
	return u.String()
}

func testRestore(t *testing.T, second func(*testing.T, *firm) string) {
	f := newFirm(t)
	at := func(day string, hour int) time.Time { return voldaan.MustDate(day).At(hour, 0, f.at.Location()) }
	f.config(filepath.Join(f.dir, "first.db"))
	f.refuse = customerAddress(2)
	f.work(at("2026-03-10", 10), func(b *bot) {
		for i := range 6 {
			f.register(b, i, map[bool]string{true: "2026-03-05", false: "2026-03-09"}[i < 3])
		}
	})
	before := f.toCustomers()
	if len(before) != 2 { // customers 0 and 1; 2 is refused for now
		t.Fatalf("before the backup: %v", before)
	}
	file := filepath.Join(f.dir, "backup.db")
	f.run(&backupCmd{File: file}, "")

	// The bot goes on: the refused letter, three first reminders, an answer.
	f.refuse = ""
	f.at = at("2026-03-12", 9)
	f.receive(0, "vraag-1", "Kunt u mij een kopie van factuur 2026-000 sturen?")
	f.work(at("2026-03-12", 11), nil)
	gone := f.toCustomers()
	if len(gone) != 7 {
		t.Fatalf("before the loss: %d letters: %v", len(gone), gone)
	}

	// The machine is lost; the backup is read into another database.
	f.config(strings.ReplaceAll(second(t, f), `\`, `/`))
	f.at = at("2026-03-12", 13)
	out := f.run(&restoreCmd{File: file}, "no\n")
	for _, want := range []string{
		"Waited in the backup", customerAddress(2), "Went out since, unknown", customerAddress(4), "K0, K3, K4, K5", "1 answers had been given",
		"voldaan start",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("restore does not say %q:\n%s", want, out)
		}
	}
	for _, day := range []string{"2026-03-12", "2026-03-13"} {
		f.work(at(day, 14), nil)
	}
	if now := f.toCustomers(); len(now) != len(gone) {
		t.Fatalf("without a yes these left: %v", now[len(gone):])
	}

	f.at = at("2026-03-13", 15)
	if out := f.run(&restoreCmd{}, "yes\n"); !strings.Contains(out, "Letters go again") {
		t.Errorf("the yes: %s", out)
	}
	for _, day := range []string{"2026-03-13", "2026-03-16", "2026-03-18", "2026-03-20", "2026-03-23"} {
		f.work(at(day, 15), nil)
	}
	f.noneTwice(len(gone))
}

// noneTwice checks that no customer got a letter of the same subject twice,
// and that the ladder went on.
func (f *firm) noneTwice(before int) {
	f.t.Helper()
	all := f.toCustomers()
	seen := map[string]bool{}
	for _, l := range all {
		if seen[l] {
			f.t.Errorf("twice: %s", l)
		}
		seen[l] = true
	}
	if len(all) < before+6 {
		f.t.Errorf("the ladder stands still after the yes: %q", all)
	}
	for i := range 6 {
		n := len(slices.DeleteFunc(slices.Clone(all), func(l string) bool { return !strings.HasPrefix(l, customerAddress(i)+":") }))
		if n < 2 {
			f.t.Errorf("customer %d got %d letters: %q", i, n, all)
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "first.db"))
	env, _ := f.env("")
	if err := (&backupCmd{File: filepath.Join(f.dir, "b.db")}).Run(env); err == nil || !strings.Contains(err.Error(), "nothing in it") {
		t.Errorf("backup of nothing: %v", err)
	}
	f.work(f.at, func(b *bot) { f.register(b, 1, "2026-03-05") })
	if err := (&restoreCmd{}).Run(env); err == nil || !strings.Contains(err.Error(), "does not wait") {
		t.Errorf("restore without a file: %v", err)
	}
	file := filepath.Join(f.dir, "b.db")
	f.run(&backupCmd{File: file}, "")
	if err := (&restoreCmd{File: file}).Run(env); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("restore over a database: %v", err)
	}
	// A mailbox that cannot be read: restored, stopped, and the way on is said.
	f.config(filepath.Join(f.dir, "second.db"))
	writeSecret(t, f.dir, "password", "wrong\n", 0o600)
	env, out := f.env("yes\n")
	err := (&restoreCmd{File: file}).Run(env)
	if err == nil || !strings.Contains(err.Error(), "without a file") {
		t.Errorf("restore with a wrong password: %v\n%s", err, out)
	}
	writeSecret(t, f.dir, "password", "mailbox-secret\n", 0o600)
	f.run(&restoreCmd{}, "no\n")
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		text, number string
		want         bool
	}{
		{"Factuur 2026-001.", "2026-001", true},
		{"2026-0012 en 2026-001", "2026-001", true},
		{"2026-0012", "2026-001", false},
		{"A2026-001", "2026-001", false},
		{"", "1", false},
		{"x", "", false},
	} {
		if got := names(c.text, c.number); got != c.want {
			t.Errorf("%q in %q: %v", c.number, c.text, got)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Factuur 2026-001.", "2026-001")
	f.Add("é1é", "1")
	f.Add("11", "1")
	f.Fuzz(func(t *testing.T, text, number string) {
		if names(text, number) && !strings.Contains(text, number) {
			t.Errorf("%q does not name %q", text, number)
		}
		if number != "" && !names("nr "+number+" van mei", number) {
			t.Errorf("a number by itself is not found: %q", number)
		}
	})
}
