package outbound_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// kade is the creditor of the tests, zon the customer that most of them are
// about, and owner the process.
const (
	kade  voldaan.CreditorID = "kade"
	zon   voldaan.CustomerID = "zon"
	owner                    = "host:1"
)

// wednesday is the day on which the tests begin; business hours are from nine.
func wednesday() voldaan.Date { return voldaan.MustDate("2026-03-04") }

// letters are the templates, and dutchCalendar the days off, read once.
var (
	letters       = sync.OnceValues(templates.Load)
	dutchCalendar = sync.OnceValues(func() (voldaan.Calendar, error) { return calendar.New("NL", 2025, 2028) })
)

// world is a creditor with a database, a mail server and a clock.
type world struct {
	testing.TB
	db     *store.DB
	cr     *voldaan.Creditor
	office *outbound.Office
	wire   *wire
	now    time.Time
	log    *logged
	ids    int
}

// onBoth runs a test on each engine, at ten in the morning of a Wednesday.
func onBoth(t *testing.T, f func(w *world)) {
	t.Helper()
	for name, address := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "v.db") },
		"postgres": func(t testing.TB) string { return servertest.PostgreSQL(t) },
	} {
		t.Run(name, func(t *testing.T) { f(newWorld(t, address(t))) })
	}
}

// newWorld opens a database and starts a mail server that takes everything.
func newWorld(t testing.TB, address string) *world {
	t.Helper()
	w := &world{TB: t, log: &logged{}, wire: startWire(t)}
	db, err := store.Open(t.Context(), address, store.Options{})
	w.check(err)
	t.Cleanup(func() { check(t, db.Close()) })
	zone, err := time.LoadLocation("Europe/Amsterdam")
	w.check(err)
	w.db, w.now = db, wednesday().At(10, 0, zone)
	w.cr = &voldaan.Creditor{
		ID: kade, Name: "Kade Techniek B.V.", Address: []string{"Kade 1", "1000 AA Amsterdam"}, Country: "NL", Language: "nl",
		Zone: zone, Mailbox: "bot@kade.example", SenderName: "Kade debiteuren", IBANs: []string{"NL91ABNA0417164300"},
		PaymentSource: voldaan.SourceHand, Mode: voldaan.ModeAct, PlusAddressing: true, StartPerDay: 10,
		Colleagues: []voldaan.Colleague{
			{Name: "Anna Kade", Address: "anna@kade.example", Language: "nl", Role: voldaan.RoleFinance},
			{Name: "Mia Kade", Address: "mia@kade.example", Language: "nl", Role: voldaan.RoleManager},
		},
	}
	w.office = w.newOffice(owner, w.wire.addr)
	w.within(func(tx *store.Tx) {
		w.check(tx.EnsureCreditor(kade, w.now))
		w.check(tx.Beat(owner, w.now))
		_, err := tx.EnsureFolder(kade, "main", "inbox")
		w.check(err)
	})
	return w
}

// newOffice is another process for the same creditor.
func (w *world) newOffice(name, smtp string) *outbound.Office {
	w.Helper()
	cal, err := dutchCalendar()
	w.check(err)
	set, err := letters()
	w.check(err)
	sender := delivery.New(delivery.Config{Addr: smtp, TLS: delivery.NoTLS})
	w.Cleanup(func() { check(w.TB, sender.Close()) })
	id := w.mint()
	return &outbound.Office{
		DB: w.db, Creditor: w.cr, Policy: voldaan.DefaultPolicy(), Calendar: cal, Templates: set, Sender: sender,
		Mint:  voldaan.Mint{ID: id, Token: func() string { return "t" + id() }},
		Owner: name, Log: slog.New(slog.NewTextHandler(w.log, nil)),
		Options: outbound.Options{DigestHour: 8},
	}
}

// mint counts, so that the outcome of a test is always the same.
func (w *world) mint() voldaan.Ident {
	var mu sync.Mutex
	n := 0
	w.ids++
	series := w.ids
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		n++
		return fmt.Sprintf("%d%05d", series, n)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) check(err error) {
	w.Helper()
	check(w.TB, err)
}

// within runs a transaction that must commit.
func (w *world) within(f func(*store.Tx)) {
	w.Helper()
	w.check(w.db.Tx(w.Context(), func(tx *store.Tx) error { f(tx); return nil }))
}

// customer adds a customer with a billing contact for each address.
func (w *world) customer(id voldaan.CustomerID, name, number string, addresses ...string) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		w.check(tx.AddCustomer(voldaan.Customer{ID: id, Creditor: kade, Number: number, Name: name, Kind: voldaan.KindBusiness}))
	})
	for i, a := range addresses {
		w.contact(id, voldaan.Contact{
			ID: voldaan.ContactID(fmt.Sprintf("%s-k%d", id, i+1)), Address: a, Name: "Contact " + fmt.Sprint(i+1), Role: "billing",
		})
	}
}

// contact adds a known contact.
func (w *world) contact(id voldaan.CustomerID, c voldaan.Contact) {
	w.Helper()
	c.Customer, c.Known = id, true
	w.apply(id, voldaan.EventContactAdded, func(l *voldaan.Ledger, e *voldaan.Event) {
		l.Contacts = append(l.Contacts, c)
		e.Contact = c.ID
	})
}

// zon adds the customer that most tests are about, with a domain of his own,
// and an invoice that is four days late: a first reminder is due.
func (w *world) zon() {
	w.Helper()
	w.customer(zon, "Bakkerij Zon", "70001", "an@zon.example")
	w.within(func(tx *store.Tx) { w.check(tx.AddDomain(kade, zon, "zon.example")) })
	w.invoice(zon, "i1", "2026-041", 121_000, -4)
}

// invoice registers an invoice that is due some days from the world's day.
func (w *world) invoice(c voldaan.CustomerID, id voldaan.InvoiceID, number string, total voldaan.Amount, due int) {
	w.Helper()
	w.register(c, voldaan.Invoice{
		ID: id, Number: number, Subject: "Onderhoud", Total: total, Currency: voldaan.EUR,
		Due: w.day().Add(due), Issued: w.day().Add(due - 30),
	})
}

func (w *world) register(c voldaan.CustomerID, inv voldaan.Invoice) {
	w.Helper()
	inv.Customer = c
	w.apply(c, voldaan.EventInvoiceRegistered, func(l *voldaan.Ledger, e *voldaan.Event) {
		l.Invoices = append(l.Invoices, inv)
		e.Invoice, e.Amount, e.Until = inv.ID, inv.Total, inv.Due
	})
}

// pay books money and gives it to an invoice.
func (w *world) pay(c voldaan.CustomerID, id voldaan.PaymentID, inv voldaan.InvoiceID, sum voldaan.Amount) {
	w.Helper()
	w.apply(c, voldaan.EventPaymentBooked, func(l *voldaan.Ledger, e *voldaan.Event) {
		l.Payments = append(l.Payments, voldaan.Payment{
			ID: id, Customer: c, Kind: voldaan.PaymentTransfer, Reference: string(id), Day: w.day(),
			Currency: l.Invoice(inv).Currency, Amount: sum,
		})
		e.Payment, e.Amount = id, sum
	})
	w.apply(c, voldaan.EventAllocated, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Payment, e.Invoice, e.Part, e.Amount = id, inv, voldaan.PartPrincipal, sum
	})
}

// apply makes one event of the operator true; change may add documents.
func (w *world) apply(c voldaan.CustomerID, kind voldaan.EventKind, change func(*voldaan.Ledger, *voldaan.Event)) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		w.check(tx.Decide(kade, c, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			s := voldaan.Stamp{
				Creditor: kade, Customer: c, At: w.now, Day: w.day(), By: voldaan.AuthorOperator, New: w.mint(),
			}
			e := s.Event(kind)
			if change != nil {
				change(l, &e)
			}
			return []voldaan.Event{e}, l.Apply(e)
		}))
	})
}

func (w *world) day() voldaan.Date { return w.cr.Day(w.now) }

// at moves the clock to an hour of the world's day.
func (w *world) at(hour, minute int) { w.now = w.day().At(hour, minute, w.cr.Zone) }

// tomorrow moves the clock to an hour of the next day.
func (w *world) tomorrow(hour int) { w.now = (w.day() + 1).At(hour, 0, w.cr.Zone) }

// later moves the clock.
func (w *world) later(d time.Duration) { w.now = w.now.Add(d) }

// read says that every folder was read to its end from now on.
func (w *world) read() {
	w.Helper()
	w.later(time.Second)
	w.within(func(tx *store.Tx) {
		folders, err := tx.Folders(kade)
		w.check(err)
		for _, f := range folders {
			w.check(tx.ReadToEnd(kade, f.Mailbox, f.Folder, w.now))
		}
	})
	w.later(time.Second)
}

// plan plans and tells how many letters and calls that made.
func (w *world) plan() int {
	w.Helper()
	n, err := w.office.Plan(w.Context(), w.now)
	w.check(err)
	return n
}

// deliver is one pass over the outbox.
func (w *world) deliver() outbound.Delivered {
	w.Helper()
	out, err := w.office.Deliver(w.Context(), w.now)
	w.check(err)
	return out
}

// turn plans, reads and delivers until nothing moves any more.
func (w *world) turn() {
	w.Helper()
	for range 20 {
		n := w.plan()
		w.read()
		if n+w.deliver().Moved == 0 {
			return
		}
	}
	w.Fatalf("planning and delivery do not come to rest: %d mails\n%s", len(w.wire.mails()), w.log)
}

// add puts a letter into the outbox.
func (w *world) add(l voldaan.Letter) store.Letter {
	w.Helper()
	w.within(func(tx *store.Tx) {
		_, err := tx.AddLetter(l, "")
		w.check(err)
	})
	return w.letter(l.ID)
}

// caseMail is a case of the customer's and the mail about it to the owner.
func (w *world) caseMail(mail voldaan.MailID) store.Letter {
	w.Helper()
	c := voldaan.Case{
		ID: voldaan.CaseID("s" + w.office.Mint.ID()), Creditor: kade, Customer: zon, Mail: mail, Intent: voldaan.IntentDispute,
		Reason: "dispute", Invoices: []voldaan.InvoiceID{"i1"}, Owner: w.cr.Owner().Key(), Opened: w.now,
		Deadline: w.now.Add(48 * time.Hour), State: voldaan.CaseOpen,
	}
	w.within(func(tx *store.Tx) { w.check(tx.PutCase(c)) })
	l := w.cr.ToColleague(voldaan.LetterCase, w.cr.Owner(), w.now, w.office.Mint)
	l.Customer = zon
	l.Args = voldaan.LetterArgs{Case: c.ID, Mail: mail, Intent: c.Intent, Reason: c.Reason, Invoices: c.Invoices, Person: c.Owner}
	return w.add(l)
}

// answer is an answer to the customer's mail.
func (w *world) answer(kind voldaan.LetterKind, mail voldaan.MailID) store.Letter {
	w.Helper()
	l := w.cr.NewLetter(kind, w.now, w.office.Mint, voldaan.Recipient{
		Contact: "zon-k1", Address: "an@zon.example", Name: "An Zon",
	})
	l.Customer = zon
	l.Args = voldaan.LetterArgs{
		Mail: mail, Invoices: []voldaan.InvoiceID{"i1"}, Automatic: true, Person: w.cr.Owner().Key(), Currency: voldaan.EUR,
	}
	return w.add(l)
}

// mail stores a received mail with its words.
func (w *world) mail(m store.Mail, text store.MailText, raw string) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		m.Creditor, m.Mailbox, m.Received, m.StoredAt = kade, "main", w.now, w.now
		if m.Folder == "" {
			m.Folder = "inbox"
		}
		w.ids++
		m.Arrival = int64(w.ids)
		_, err := tx.StoreMail(m, []byte(raw), store.Place{Mailbox: "main", Folder: "INBOX", UIDValidity: 1, UID: uint32(w.ids)})
		w.check(err)
		if text != (store.MailText{}) {
			text.Mail = m.ID
			w.check(tx.SetText(kade, text, w.now))
		}
	})
}

// want fails unless a letter is in a state and its reason says something.
func (w *world) want(id voldaan.LetterID, state voldaan.LetterState, says string) store.Letter {
	w.Helper()
	l := w.letter(id)
	if l.State != state || !strings.Contains(l.Reason, says) {
		w.Errorf("letter %s is %s (%s), want %s (%s)", l.Kind, l.State, l.Reason, state, says)
	}
	return l
}

// mails fails unless that many mails have arrived at the server.
func (w *world) mails(n int) []arrived {
	w.Helper()
	all := w.wire.mails()
	if len(all) != n {
		w.Fatalf("%d mails arrived, want %d: %v\n%s", len(all), n, all, w.log)
	}
	return all
}

// logged collects what the office logs.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// count is how many lines say something.
func (l *logged) count(says string) int { return strings.Count(l.String(), says) }
