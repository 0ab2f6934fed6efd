package main

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// parts are what a bot is made of: the same for run, where they come from the
// configuration, and for demo, where they are invented.
type parts struct {
	db       *store.DB
	creditor *voldaan.Creditor
	policy   voldaan.Policy
	policies []voldaan.Policy
	boxes    []boxParts
	smtp     delivery.Config
	auth     func(mailbox string) auth.Config
	reader   classify.Reader
	options  outbound.Options
	law      *law.Book // nil: no letter claims anything
	mint     voldaan.Mint
	owner    string
	log      *slog.Logger
	// from and to are the years for which business days are known.
	from, to int
}

// boxParts are one mailbox with its folders.
type boxParts struct {
	conn        mailbox.Config
	inbox, sent string
	saveSent    bool
}

// newBot puts a bot together. Nothing is connected yet.
func newBot(p parts) (*bot, error) {
	places, err := calendar.Places(p.creditor.Country, p.creditor.Region, p.creditor.Zone, p.from, p.to)
	if err != nil {
		return nil, fmt.Errorf("creditor %s: %w", p.creditor.ID, err)
	}
	set, err := templates.Load()
	if err != nil {
		return nil, err
	}
	cal := places.Home.Calendar
	log := p.log.With("creditor", string(p.creditor.ID))
	b := &bot{db: p.db, log: log}
	ledger := &books.Books{
		DB: p.db, Creditor: p.creditor, Policy: p.policy, Policies: p.policies, Calendar: cal, Mint: p.mint,
		CheckTerms: outbound.CheckTerms, EarlyPayment: outbound.EarlyPayment,
	}
	b.desk = &inbound.Desk{
		DB: p.db, Creditor: p.creditor, Policy: p.policy, Calendar: cal, Books: ledger, Reader: p.reader,
		Auth: p.auth, Mint: p.mint, Owner: p.owner, Log: log,
	}
	for _, box := range p.boxes {
		box.conn.Logger = log
		b.boxes = append(b.boxes, &inbound.Box{
			Name: box.conn.Name, Conn: mailbox.New(box.conn), Inbox: box.inbox, Sent: box.sent, SaveSent: box.saveSent,
		})
		p.options.SaveSent = p.options.SaveSent || box.saveSent
	}
	p.smtp.Logger = log
	b.office = &outbound.Office{
		DB: p.db, Creditor: p.creditor, Policy: p.policy, Policies: p.policies, Calendar: cal, Places: places,
		Templates: set, Book: p.law,
		Sender: delivery.New(p.smtp), Mint: p.mint, Owner: p.owner, Log: log, Options: p.options,
	}
	return b, nil
}

// yearsAround are the years whose holidays a running bot needs.
func yearsAround(now time.Time) (from, to int) { return now.Year() - 2, now.Year() + 3 }
