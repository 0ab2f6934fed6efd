package inbound_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/internal/mailtest"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// The people of the tests: the bot, two colleagues, and whom customers write
// from. The numbers of the customers' invoices begin with 2026-.
const (
	bot     = "facturen@vos.example"
	info    = "info@vos.example" // the creditor's second mailbox
	eva     = "eva@vos.example"  // finance, the owner of cases
	baas    = "max@vos.example"  // manager
	an      = "an@bakker.example"
	bart    = "bart@bakker.example" // the customer's second contact
	piet    = "piet@zon.example"
	pinned  = "mx.vos.example"
	secret  = "geheim"
	bakker  = "K100"
	zon     = "K200"
	invoice = "2026-041"
	second  = "2026-042"
	zonsOwn = "2026-050"
)

// desk is a bot's desk with a database, a mail server and a clock that the
// test moves.
type desk struct {
	testing.TB
	worktop
	srv *mailtest.Server
	box *inbound.Box
	now time.Time
	uid int // of mails made in this test
}

// worktop lets a desk have the fields of the real one under those of the test.
type worktop struct{ *inbound.Desk }

// What every desk shares, since it takes its time to make.
var (
	rules = sync.OnceValue(classify.NewOffline)
	dutch = sync.OnceValues(func() (voldaan.Calendar, error) { return calendar.New("NL", 2025, 2028) })
)

// onBoth runs a test on each engine, with its own server and database.
func onBoth(t *testing.T, f func(*desk)) {
	t.Helper()
	onEach(t, func(t *testing.T, db *store.DB) { f(newDesk(t, db, 1)) })
}

// allOnBoth runs every case of a table on each engine, each for a creditor of
// its own in the same database.
func allOnBoth[C any](t *testing.T, cases map[string]C, f func(*desk, C)) {
	t.Helper()
	onEach(t, func(t *testing.T, db *store.DB) {
		for n, name := range slices.Sorted(maps.Keys(cases)) {
			t.Run(name, func(t *testing.T) { f(newDesk(t, db, n), cases[name]) })
		}
	})
}

// onEach opens an empty database on each engine.
func onEach(t *testing.T, f func(*testing.T, *store.DB)) {
	t.Helper()
	t.Parallel()
	for name, address := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "v.db") },
		"postgres": func(t *testing.T) string { return servertest.PostgreSQL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, err := store.Open(t.Context(), address(t), store.Options{})
			check(t, err)
			t.Cleanup(func() { check(t, db.Close()) })
			f(t, db)
		})
	}
}

// newDesk opens a desk on Wednesday 4 March 2026 for a creditor with two
// customers.
func newDesk(t *testing.T, db *store.DB, number int) *desk {
	t.Helper()
	srv, err := mailtest.Start(mailtest.Options{Users: map[string]string{bot: secret, info: secret}})
	check(t, err)
	t.Cleanup(func() { check(t, srv.Close()) })
	cal, err := dutch()
	check(t, err)
	zone, err := time.LoadLocation("Europe/Amsterdam")
	check(t, err)
	creditor := &voldaan.Creditor{
		ID: voldaan.CreditorID(fmt.Sprintf("vos%d", number)), Name: "Drukkerij Vos BV", Country: "NL", CompanyNumber: "12345678", VATNumber: "NL001234567B01",
		Mailbox: bot, Language: "nl", Zone: zone, PaymentSource: voldaan.SourceHand, Mode: voldaan.ModeAct,
		PlusAddressing: true, IBANs: []string{"NL91ABNA0417164300"},
		Colleagues: []voldaan.Colleague{
			{Name: "Eva", Address: eva, Role: voldaan.RoleFinance, Language: "nl"},
			{Name: "Max", Address: baas, Role: voldaan.RoleManager, Language: "en"},
		},
	}
	var n atomic.Int64
	mint := voldaan.Mint{
		ID:    func() string { return fmt.Sprintf("id%06d", n.Add(1)) },
		Token: func() string { return fmt.Sprintf("token%06d", n.Add(1)) },
	}
	b := &books.Books{DB: db, Creditor: creditor, Policy: voldaan.DefaultPolicy(), Calendar: cal, Mint: mint}
	d := &desk{TB: t, srv: srv, now: time.Date(2026, 3, 4, 10, 0, 0, 0, zone), worktop: worktop{&inbound.Desk{
		DB: db, Creditor: creditor, Policy: b.Policy, Calendar: cal, Books: b, Reader: sure(rules()),
		Auth: func(string) auth.Config { return auth.Config{AuthServID: pinned} },
		Mint: mint, Owner: fmt.Sprintf("test%d:1", number), Log: slog.New(slog.DiscardHandler),
	}}}
	d.box = d.openBox("main", srv.IMAPAddr, bot, secret)
	d.tx(func(tx *store.Tx) error { return tx.EnsureCreditor(d.Creditor.ID, time.Time{}) })
	d.register(bakker, invoice, 121000, an)
	d.register(bakker, second, 60500, an)
	d.register(zon, zonsOwn, 30000, piet)
	return d
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// openBox gives a mailbox on a server.
func (d *desk) openBox(name, addr, user, password string) *inbound.Box {
	d.Helper()
	conn := mailbox.New(mailbox.Config{
		Name: name, Addr: addr, TLS: mailbox.TLSNone, User: user, Password: password,
		Timeout: 20 * time.Second, RetryPause: time.Millisecond, MaxSize: 128 << 10,
	})
	d.Cleanup(func() { _ = conn.Close() })
	return &inbound.Box{Name: name, Conn: conn, Inbox: "INBOX"}
}

// tx runs a transaction that must commit.
func (d *desk) tx(f func(*store.Tx) error) {
	d.Helper()
	check(d, d.DB.Tx(d.Context(), f))
}

// get is the value of one question to the database.
func get[T any](d *desk, f func(*store.Tx) (T, error)) (v T) {
	d.Helper()
	d.tx(func(tx *store.Tx) (err error) {
		v, err = f(tx)
		return err
	})
	return v
}

// register takes on an invoice that fell due a month ago.
func (d *desk) register(customer, number string, total voldaan.Amount, addresses ...string) {
	d.Helper()
	e := books.Entry{Number: customer, Name: "Klant " + customer, Kind: voldaan.KindBusiness, Invoice: voldaan.Invoice{
		Number: number, Total: total, Currency: voldaan.EUR,
		Issued: voldaan.MustDate("2026-01-05"), Due: voldaan.MustDate("2026-02-04"),
	}}
	for _, a := range addresses {
		e.Contacts = append(e.Contacts, voldaan.Address{Address: a})
	}
	d.tx(func(tx *store.Tx) error {
		_, err := d.Books.Register(tx, e, books.Actor{Kind: voldaan.AuthorOperator}, d.now)
		return err
	})
}

// step reads the mailbox and handles what came, as a bot does.
func (d *desk) step() {
	d.Helper()
	d.receive(d.box)
	d.handle()
}

func (d *desk) receive(box *inbound.Box) int {
	d.Helper()
	n, err := d.Receive(d.Context(), box, d.now)
	if errors.Is(err, net.ErrClosed) { // the server dropped it in between: as the loop does, once more
		n, err = d.Receive(d.Context(), box, d.now)
	}
	check(d, err)
	return n
}

// handle handles what waits, and counts.
func (d *desk) handle() int {
	d.Helper()
	n, err := d.Handle(d.Context(), d.now)
	check(d, err)
	return n
}

// deliver puts a mail into the mailbox.
func (d *desk) deliver(raw string) {
	d.Helper()
	check(d, d.srv.Deliver(bot, []byte(raw), d.now))
}

// gets delivers mails and lets the bot handle them. It returns the row of the
// last one.
func (d *desk) gets(mails ...mail) store.Mail {
	d.Helper()
	for _, m := range mails {
		d.deliver(d.raw(m))
	}
	d.step()
	return d.last()
}

// demand is a letter of the bot that was sent to a customer's contacts.
func (d *desk) demand(customer string, step voldaan.LetterKind, numbers ...string) store.Letter {
	d.Helper()
	l := d.ledger(customer)
	var to []voldaan.Recipient
	for _, c := range l.Receivers() {
		to = append(to, voldaan.Recipient{Contact: c.ID, Address: c.Address, State: voldaan.LetterSent})
	}
	letter := store.Letter{
		Letter: d.Creditor.NewLetter(step, d.now, d.Mint, to...), Class: step.Class(), SentDay: d.today(),
	}
	letter.Once = string(letter.ID)
	letter.Customer, letter.State, letter.SentAt = l.Customer.ID, voldaan.LetterSent, d.now
	for _, n := range numbers {
		inv := l.InvoiceNumbered(n)
		letter.Args.Demands = append(letter.Args.Demands, voldaan.DemandLine{
			Invoice: inv.ID, Step: voldaan.StepName(step), Amount: l.Open(inv.ID),
		})
	}
	d.tx(func(tx *store.Tx) error {
		if _, err := tx.AddLetter(letter.Letter, ""); err != nil {
			return err
		}
		err := tx.Decide(d.Creditor.ID, l.Customer.ID, store.ScopeAll, d.now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
			return demandEvents(b, letter, &voldaan.Stamp{
				Creditor: d.Creditor.ID, Customer: l.Customer.ID, At: d.now, Day: d.today(), By: voldaan.AuthorBot, New: d.Mint.ID,
			})
		})
		if err != nil {
			return err
		}
		return tx.SetLetter(letter)
	})
	return letter
}

func demandEvents(b *voldaan.Ledger, l store.Letter, s *voldaan.Stamp) ([]voldaan.Event, error) {
	var out []voldaan.Event
	for _, line := range l.Args.Demands {
		e := s.Event(voldaan.EventDemandQueued)
		e.Letter, e.Invoice, e.Step, e.Amount = l.ID, line.Invoice, line.Step, line.Amount
		if l.Kind == voldaan.LetterFormalNotice {
			e.Notice = l.ID
		}
		if err := b.Apply(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	e := s.Event(voldaan.EventDemandSent)
	e.Letter = l.ID
	return append(out, e), b.Apply(e)
}

// readerFunc is a reader of the test.
type readerFunc func(context.Context, voldaan.Mail, voldaan.ReadingContext) (voldaan.Reading, error)

func (f readerFunc) Read(ctx context.Context, m voldaan.Mail, c voldaan.ReadingContext) (voldaan.Reading, error) {
	return f(ctx, m, c)
}

// sure is a reader that is as sure of what it reads as can be: what follows
// from a reading is tested here, not how good it is.
func sure(reader classify.Reader) classify.Reader { return confident(reader, 0.95) }

func confident(reader classify.Reader, confidence float64) classify.Reader {
	return readerFunc(func(ctx context.Context, m voldaan.Mail, c voldaan.ReadingContext) (voldaan.Reading, error) {
		r, err := reader.Read(ctx, m, c)
		for i := range r.Findings {
			r.Findings[i].Confidence = confidence
		}
		return r, err
	})
}

// drop cancels a letter that waits.
func (d *desk) drop(l store.Letter) {
	d.Helper()
	l.State, l.Reason = voldaan.LetterCancelled, "test"
	d.tx(func(tx *store.Tx) error { return tx.SetLetter(l) })
}
