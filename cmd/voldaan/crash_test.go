package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

// The crash test's size. VOLDAAN_CRASH_KILLS sets more kills for a long run.
const (
	crashMails     = 500
	crashKills     = 30
	crashCustomers = 100
)

// crashEnv hands a child process what it serves.
const crashEnv = "VOLDAAN_CRASH_CHILD"

// crashSetup is what the processes of a crash test share.
type crashSetup struct {
	Database, IMAP, User, Password, SMTP string
	// Begun is the wall's time at which the test's clock, a Tuesday morning in
	// the hours for letters, began to run.
	Begun time.Time
	Owner string
}

// now is the test's clock.
func (s crashSetup) now() time.Time {
	return voldaan.MustDate("2026-03-10").At(10, 0, crashZone()).Add(time.Since(s.Begun))
}

func crashZone() *time.Location { return time.FixedZone("CET", 3600) }

func (s crashSetup) open(ctx context.Context) (*store.DB, *bot, error) {
	db, err := store.Open(ctx, s.Database, store.Options{AliveFor: time.Second})
	if err != nil {
		return nil, nil, err
	}
	creditor := &voldaan.Creditor{
		ID: "demo", Name: "Groothandel Test", Country: "NL", Language: "nl", Zone: crashZone(),
		Mailbox: s.User, Mode: voldaan.ModeAct, PaymentSource: voldaan.SourceHand, PlusAddressing: true, StartPerDay: 10,
		Colleagues: []voldaan.Colleague{
			{Name: "Els Janssens", Address: "els@voldaan.test", Language: "nl", Role: voldaan.RoleFinance},
			{Name: "Piet Manager", Address: "piet@voldaan.test", Language: "nl", Role: voldaan.RoleManager},
		},
	}
	b, err := newBot(parts{
		db: db, creditor: creditor, policy: voldaan.DefaultPolicy(), reader: classify.NewOffline(),
		boxes: []boxParts{{
			conn:  mailbox.Config{Name: "main", Addr: s.IMAP, TLS: mailbox.TLSNone, User: s.User, Password: s.Password},
			inbox: "INBOX", saveSent: true,
		}},
		smtp: delivery.Config{Addr: s.SMTP, TLS: delivery.NoTLS}, auth: func(string) auth.Config { return auth.Config{} },
		options: outbound.Options{ResendAfter: time.Second, DigestHour: 8},
		mint:    randomMint(), owner: s.Owner, log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		from: 2025, to: 2027,
	})
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, b, b.ensure(ctx, time.Time{})
}

// crashChild serves until it is killed.
func crashChild(raw string) error {
	var s crashSetup
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		return err
	}
	s.Owner = processName()
	ctx := context.Background()
	db, b, err := s.open(ctx)
	if err != nil {
		return err
	}
	go beat(ctx, db, s.Owner, s.now, b.log)
	fmt.Println("serving")
	for {
		if _, err := b.Step(ctx, s.now, b.boxes...); err != nil {
			fmt.Fprintln(os.Stderr, "crash child:", err)
		}
		pause(ctx, 20*time.Millisecond)
	}
}

func TestCrash(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "crash.db") },
		"postgres": func(t *testing.T) string { return servertest.PostgreSQL(t) },
	} {
		t.Run(name, func(t *testing.T) { crash(t, database(t)) })
	}
}

func crash(t *testing.T, database string) {
	kills := crashKills
	if n, err := strconv.Atoi(os.Getenv("VOLDAAN_CRASH_KILLS")); err == nil {
		kills = n
	}
	dovecot := servertest.Dovecot(t)
	sink := servertest.SMTPSink(t)
	s := crashSetup{
		Database: database, IMAP: dovecot.Addr, User: dovecot.User, Password: dovecot.Password,
		SMTP:  slowSMTP(t, sink.Addr, 25*time.Millisecond),
		Begun: time.Now(), Owner: "parent",
	}
	db, b, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	register(t, b, s.now())

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	mails := crashCorpus(rng, crashMails)
	fed := 0
	for range kills {
		batch := min(len(mails)-fed, 1+crashMails/kills)
		killOnce(t, s, rng, func() {
			servertest.AppendAll(t, dovecot.Addr, dovecot.User, dovecot.Password, "INBOX", mails[fed:fed+batch])
		})
		fed += batch
	}
	servertest.AppendAll(t, dovecot.Addr, dovecot.User, dovecot.Password, "INBOX", mails[fed:])
	finish(t, s, b)
	verifyCrash(t, db, b, sink, mails, kills)
}

// killOnce starts a process, feeds it, and kills it at a random moment.
func killOnce(t *testing.T, s crashSetup, rng *rand.Rand, feed func()) {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashEnv+"="+string(raw))
	var trouble bytes.Buffer
	child.Stderr = &trouble
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 64)); err != nil {
		_ = child.Wait()
		t.Fatalf("the process did not start: %v\n%s", err, &trouble)
	}
	timer := time.NewTimer(time.Duration(20+rng.IntN(480)) * time.Millisecond)
	feed()
	<-timer.C
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
}

// register gives every customer an invoice that is due for its first reminder
// and one that is not due.
func register(t testing.TB, b *bot, now time.Time) {
	t.Helper()
	err := b.db.Tx(context.Background(), func(tx *store.Tx) error {
		for i := range crashCustomers {
			for k, due := range []string{"2026-03-05", "2026-04-05"} {
				_, err := b.desk.Books.Register(tx, books.Entry{
					Number: fmt.Sprintf("C%03d", i), Name: fmt.Sprintf("Klant %d", i), Kind: voldaan.KindBusiness, Language: "nl",
					Contacts: []voldaan.Address{{Address: fmt.Sprintf("boekhouding@klant%d.example", i)}},
					Invoice: voldaan.Invoice{
						Number: fmt.Sprintf("2026-%d%03d", k, i), Issued: voldaan.MustDate("2026-02-05"), Due: voldaan.MustDate(due),
						Currency: voldaan.EUR, Total: voldaan.Amount(10000 + i), LastStep: "invoice", LastContact: voldaan.MustDate("2026-02-05"),
					},
				}, books.Actor{Kind: voldaan.AuthorOperator}, now)
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// crashCorpus writes customers' mails of every sort.
func crashCorpus(rng *rand.Rand, n int) [][]byte {
	texts := []string{
		"Wij betalen vrijdag.", "De goederen zijn niet geleverd. Wij betalen niet.", "Deze factuur is gisteren betaald.",
		"Kunt u mij een kopie van de factuur sturen?", "Wij gaan failliet; de curator neemt contact op.", "Bedankt, doorgestuurd naar de boekhouding.",
		"Kunnen wij in drie termijnen betalen?", "Hier klopt iets niet, of toch?",
	}
	out := make([][]byte, n)
	for i := range out {
		c := rng.IntN(crashCustomers)
		out[i] = []byte(strings.ReplaceAll(fmt.Sprintf(`From: Klant %d <boekhouding@klant%d.example>
To: bot@voldaan.test
Subject: Factuur 2026-0%03d
Message-ID: <crash-%d@klant%d.example>
Date: Tue, 10 Mar 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

%s

Groet, klant %d
`, c, c, c, i, c, texts[rng.IntN(len(texts))], i), "\n", "\r\n"))
	}
	return out
}

// finish lets one process bring everything to its end.
func finish(t *testing.T, s crashSetup, b *bot) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	go beat(ctx, b.db, s.Owner, s.now, b.log)
	for quiet := 0; quiet < 3; {
		r, err := b.Step(ctx, s.now, b.boxes...)
		if err != nil {
			t.Fatalf("%v; what waits:\n%s", err, stuck(t, b))
		}
		var waiting int
		err = b.db.Tx(ctx, func(tx *store.Tx) error {
			stored, err := tx.MailsIn(b.desk.Creditor.ID, store.MailStored)
			waiting = len(stored)
			for _, state := range []voldaan.LetterState{voldaan.LetterQueued, voldaan.LetterSending, voldaan.LetterDeferred} {
				letters, err2 := tx.LettersIn(b.desk.Creditor.ID, state)
				waiting += len(letters)
				err = errors.Join(err, err2)
			}
			uncertain, err2 := tx.LettersIn(b.desk.Creditor.ID, voldaan.LetterUncertain)
			for _, l := range uncertain {
				if l.Class != voldaan.ClassDemand && l.Approved == "" {
					waiting++ // goes once more
				}
			}
			return errors.Join(err, err2)
		})
		if err != nil {
			t.Fatalf("%v; what waits:\n%s", err, stuck(t, b))
		}
		if quiet++; waiting > 0 || r.Handled+r.Sent > 0 {
			quiet = 0
		}
		if !pause(ctx, 200*time.Millisecond) {
			t.Fatalf("not done after five minutes: %d wait\n%s", waiting, stuck(t, b))
		}
	}
}

// stuck tells what letters wait for.
func stuck(t *testing.T, b *bot) string {
	var out strings.Builder
	err := b.db.Tx(context.WithoutCancel(t.Context()), func(tx *store.Tx) error {
		ids, err := tx.ReadyLetters(b.desk.Creditor.ID, b.desk.Owner, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
		for _, id := range ids {
			l, err := tx.Letter(b.desk.Creditor.ID, id)
			if err != nil {
				return err
			}
			fmt.Fprintf(&out, "%s %s %s next %s: %s\n", l.ID, l.Kind, l.State, l.NextAt, l.Reason)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return out.String()
}

// verifyCrash checks that nothing was lost and nothing happened twice.
func verifyCrash(t *testing.T, db *store.DB, b *bot, sink *servertest.Sink, mails [][]byte, kills int) {
	t.Helper()
	id := b.desk.Creditor.ID
	effects := map[voldaan.MailID]int{}
	byMessageID := map[string]int{}
	letters := map[string]store.Letter{}
	err := db.Tx(t.Context(), func(tx *store.Tx) error {
		for i := range mails {
			found, err := tx.MailsByMessageID(id, messageIDOf(mails[i]))
			if err != nil {
				return err
			}
			for _, m := range found {
				if m.State == store.MailHandled {
					byMessageID[m.MessageID]++
				}
			}
		}
		customers, err := tx.Customers(id)
		if err != nil {
			return err
		}
		for _, c := range customers {
			events, err := tx.Events(id, c.ID)
			if err != nil {
				return err
			}
			for _, e := range events {
				if e.Kind == voldaan.EventMailRead {
					effects[e.Mail]++
				}
			}
			if err := sameAsLog(tx, b, c.ID, events); err != nil {
				return err
			}
			all, err := tx.CustomerLetters(id, c.ID)
			if err != nil {
				return err
			}
			for _, l := range all {
				letters[l.MessageID] = l
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range mails {
		if n := byMessageID[messageIDOf(raw)]; n != 1 {
			t.Errorf("mail %s was handled %d times", messageIDOf(raw), n)
		}
	}
	if len(effects) != len(mails) {
		t.Errorf("%d of %d mails had an effect", len(effects), len(mails))
	}
	for m, n := range effects {
		if n != 1 {
			t.Errorf("mail %s had %d effects", m, n)
		}
	}
	verifySink(t, sink, letters, kills)
}

// sameAsLog checks that the stored state is what the log says.
func sameAsLog(tx *store.Tx, b *bot, id voldaan.CustomerID, events []voldaan.Event) error {
	l, err := tx.Ledger(b.desk.Creditor.ID, id, store.ScopeAll, time.Time{})
	if err != nil {
		return err
	}
	folded, err := voldaan.Fold(l, events)
	if err != nil {
		return fmt.Errorf("customer %s: the log does not read whole: %w", id, err)
	}
	if len(folded.Standings) != len(l.Standings) || len(folded.Demands) != len(l.Demands) {
		return fmt.Errorf("customer %s: the log gives %d standings and %d demands, the tables have %d and %d", id,
			len(folded.Standings), len(folded.Demands), len(l.Standings), len(l.Demands))
	}
	return nil
}

// verifySink looks at what really arrived.
func verifySink(t *testing.T, sink *servertest.Sink, letters map[string]store.Letter, kills int) {
	t.Helper()
	arrived := map[string][][]byte{}
	for _, m := range sink.Mails() {
		id := messageIDOf(m.Raw)
		arrived[id] = append(arrived[id], m.Raw)
	}
	again, demands, uncertain := 0, 0, 0
	for id, copies := range arrived {
		l, known := letters[id]
		for _, c := range copies[1:] {
			again++
			if !bytes.Equal(c, copies[0]) {
				t.Errorf("letter %s went again with other bytes", id)
			}
			if known && l.Class == voldaan.ClassDemand {
				t.Errorf("demand %s arrived %d times", id, len(copies))
			}
		}
	}
	for id, l := range letters {
		if l.Class == voldaan.ClassDemand {
			demands++
		}
		if l.State == voldaan.LetterUncertain {
			uncertain++
		}
		if l.State == voldaan.LetterSent && len(arrived[id]) == 0 {
			t.Errorf("letter %s (%s) counts as sent and never arrived", id, l.Kind)
		}
	}
	if again > kills {
		t.Errorf("%d retransmissions in %d kills", again, kills)
	}
	t.Logf("%d kills: %d letters in the outbox, %d of them demands, %d arrived, %d retransmissions, %d uncertain",
		kills, len(letters), demands, len(arrived), again, uncertain)
}

// messageIDOf reads a mail's Message-ID.
func messageIDOf(raw []byte) string {
	for line := range strings.Lines(string(raw)) {
		if id, ok := strings.CutPrefix(strings.ToLower(line), "message-id:"); ok {
			return strings.Trim(strings.TrimSpace(id), "<>")
		}
	}
	return ""
}
