package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

// Where the demo's creditor gets his mail and his money.
const (
	demoMailbox = "debiteuren@zonnegroothandel.example"
	demoServer  = "mail.zonnegroothandel.example" // authserv-id of its mail server
	demoIBAN    = "BE68539007547034"
)

// demoCreditor is the invented company that is owed.
func demoCreditor(zone *time.Location) *voldaan.Creditor {
	return &voldaan.Creditor{
		ID: "zonnegroothandel", Name: "Zonnegroothandel BV", Address: []string{"Havenlaan 12", "2030 Antwerpen"},
		CompanyNumber: "0123.456.749", VATNumber: "BE0123456749", Country: "BE", Language: "nl", Zone: zone,
		Mailbox: demoMailbox, SenderName: "Zonnegroothandel debiteuren", IBANs: []string{demoIBAN},
		VATRecoverable: true, PaymentSource: voldaan.SourceBank, PaymentsMaxAge: 4 * 24 * time.Hour,
		Mode: voldaan.ModeAct, PlusAddressing: true, StartPerDay: 10,
		Colleagues: []voldaan.Colleague{
			{Name: "Sofie Vermeulen", Address: "sofie.vermeulen@zonnegroothandel.example", Language: "nl", Role: voldaan.RoleFinance},
			{Name: "Karel Maes", Address: "karel.maes@zonnegroothandel.example", Language: "nl", Role: voldaan.RoleManager},
		},
	}
}

// world is the stage: the mail servers, the database, the bot and the time.
type world struct {
	creditor *voldaan.Creditor
	bot      *bot
	db       *store.DB
	mail     mailServers
	clock    *demoClock
	seed     uint64
	folder   string
}

// newWorld starts the servers and the bot.
func newWorld(ctx context.Context, o playOptions) (_ *world, err error) {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		return nil, fmt.Errorf("load the demo's time zone: %w", err)
	}
	w := &world{creditor: demoCreditor(zone), clock: &demoClock{at: o.start.At(7, 0, zone)}, seed: o.seed}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close())
		}
	}()
	if w.folder, err = os.MkdirTemp("", "voldaan-demo-*"); err != nil {
		return nil, fmt.Errorf("make a folder for the demo's database: %w", err)
	}
	if o.database == "" {
		o.database = filepath.Join(w.folder, "demo.db")
	}
	if w.db, err = store.Open(ctx, o.database, store.Options{}); err != nil {
		return nil, err
	}
	if w.mail = o.servers; w.mail == nil {
		if w.mail, err = startBuiltIn(); err != nil {
			return nil, fmt.Errorf("start the demo's mail servers: %w", err)
		}
	}
	if w.bot, err = newBot(w.parts(o)); err != nil {
		return nil, err
	}
	if err := w.bot.ensure(ctx, time.Time{}); err != nil {
		return nil, err
	}
	return w, w.db.Tx(ctx, func(tx *store.Tx) error { return tx.Beat(demoOwner, w.clock.now()) })
}

// demoOwner names the demo's process in leases.
const demoOwner = "demo"

// parts are those of a bot that differs from that of run in its clock and its
// identifiers alone.
func (w *world) parts(o playOptions) parts {
	return parts{
		db: w.db, creditor: w.creditor, policy: voldaan.DefaultPolicy(), reader: classify.NewOffline(),
		boxes: []boxParts{{
			conn: mailbox.Config{
				Name: "debiteuren", Addr: w.mail.imap(), TLS: mailbox.TLSNone, User: demoMailbox, Password: w.mail.password(),
			},
			inbox: "INBOX", saveSent: true,
		}},
		smtp:    delivery.Config{Addr: w.mail.smtp(), TLS: delivery.NoTLS},
		auth:    func(string) auth.Config { return auth.Config{AuthServID: demoServer} },
		options: outbound.Options{DigestHour: 8, SaveSent: true},
		mint:    seededMint(o.seed), owner: demoOwner,
		log:  slog.New(slog.NewTextHandler(o.trouble, &slog.HandlerOptions{Level: slog.LevelWarn})),
		from: o.start.Time().Year() - 1, to: o.start.Add(o.days).Time().Year() + 1,
	}
}

// close ends what was started and removes the database.
func (w *world) close() error {
	var errs []error
	if w.bot != nil {
		for _, box := range w.bot.boxes {
			errs = append(errs, box.Conn.Close())
		}
		errs = append(errs, w.bot.office.Sender.Close())
	}
	if w.mail != nil {
		errs = append(errs, w.mail.close())
	}
	if w.db != nil {
		errs = append(errs, w.db.Close())
	}
	if w.folder != "" {
		errs = append(errs, os.RemoveAll(w.folder))
	}
	return errors.Join(errs...)
}

// seededMint counts identifiers and draws tokens from the seed.
func seededMint(seed uint64) voldaan.Mint {
	draw := rand.NewChaCha8(seedBytes(seed))
	n := 0
	return voldaan.Mint{
		ID: func() string {
			n++
			return fmt.Sprintf("d%06d", n)
		},
		Token: func() string {
			b := make([]byte, 15)
			_, _ = io.ReadFull(draw, b) // never fails
			return base32Lower(b)[:20]
		},
	}
}

func seedBytes(seed uint64) (out [32]byte) {
	copy(out[:], fmt.Sprintf("%032d", seed))
	return out
}

// at is a time of day on a day of the play, with minutes by chance: what makes
// them is the seed and what happens then, so that one thing that happens
// otherwise moves no other.
func (w *world) at(what string, day voldaan.Date, hour int) time.Time {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%s %s %d", what, day, hour) // a hash never fails
	chance := rand.New(rand.NewPCG(w.seed, h.Sum64())) //nolint:gosec // a play, not a secret
	return day.At(hour, 1+chance.IntN(57), w.creditor.Zone).Add(time.Duration(chance.IntN(60)) * time.Second)
}

// soon is some minutes after an instant, by chance likewise.
func (w *world) soon(what string, after time.Time, least int) time.Time {
	at := w.at(what, dayOf(after.In(w.creditor.Zone)), 0)
	return after.Add(time.Duration(least)*time.Minute + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second)
}
