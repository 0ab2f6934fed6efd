package main

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"github.com/lmittmann/tint"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// cliEnv is what a command has to do with: its streams, the time, the
// configuration.
type cliEnv struct {
	ctx            context.Context //nolint:containedctx // of the one command that runs
	stdin          io.Reader
	stdout, stderr io.Writer
	now            clock
	getenv         func(string) string
	configPath     string
	creditor       string
	json           bool
}

// errUsage marks wrong use: exit status 2.
var errUsage = errors.New("wrong use")

// errShown says that everything about a failure has been printed already.
var errShown = errors.New("")

// config reads the configuration and prints its faults, all of them.
func (e *cliEnv) config() (*Config, error) {
	c, faults := LoadConfig(e.configPath, e.getenv)
	for _, f := range faults {
		fmt.Fprintf(e.stderr, "%s: %s\n", e.configPath, f)
	}
	if c == nil {
		return nil, errShown
	}
	return c, nil
}

// open reads the configuration and opens its database.
func (e *cliEnv) open() (*Config, *store.DB, error) {
	c, err := e.config()
	if err != nil {
		return nil, nil, err
	}
	db, err := store.Open(e.ctx, c.Database, store.Options{KeepDays: c.KeepDays})
	if err != nil {
		return nil, nil, err
	}
	return c, db, nil
}

// chosen is the creditor that a command is about: the one named by
// --creditor, or the only one.
func (e *cliEnv) chosen(c *Config) (*CreditorConfig, error) {
	var ids []string
	for i := range c.Creditors {
		id := string(c.Creditors[i].Creditor.ID)
		if id == e.creditor || (e.creditor == "" && len(c.Creditors) == 1) {
			return &c.Creditors[i], nil
		}
		ids = append(ids, id)
	}
	return nil, fmt.Errorf("%w: say with --creditor which of %s you mean", errUsage, strings.Join(ids, ", "))
}

// office is one creditor's books with what stands around them, for commands
// that look at or change the ledger.
type ledgerEnv struct {
	*cliEnv
	db    *store.DB
	cfg   *Config
	cred  *CreditorConfig
	bot   *bot
	books *books.Books
}

// ledger opens the books of the chosen creditor. The caller closes the
// database.
func (e *cliEnv) ledger() (*ledgerEnv, error) {
	c, db, err := e.open()
	if err != nil {
		return nil, err
	}
	cred, err := e.chosen(c)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	log := slog.New(slog.DiscardHandler)
	own := *e
	if c.Today != 0 {
		if own.now, err = standing(e.ctx, db, &cred.Creditor, c.Today); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	b, err := botFromConfig(c, cred, db, "command", "", own.now(), log)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := b.ensure(e.ctx, cred.since()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &ledgerEnv{cliEnv: &own, db: db, cfg: c, cred: cred, bot: b, books: b.desk.Books}, nil
}

// operator is who gives commands at the command line.
func (e *cliEnv) operator() books.Actor { return books.Actor{Kind: voldaan.AuthorOperator} }

// ask asks a yes-or-no question; anything but a clear yes is a no.
func (e *cliEnv) ask(question string) bool {
	fmt.Fprintf(e.stderr, "%s [y/N] ", question)
	var answer string
	if _, err := fmt.Fscanln(e.stdin, &answer); err != nil {
		return false
	}
	switch strings.ToLower(answer) {
	case "y", "yes", "j", "ja", "o", "oui":
		return true
	}
	return false
}

// printJSON writes a value as one JSON document.
func (e *cliEnv) printJSON(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// since is from when mail of a creditor counts.
func (c *CreditorConfig) since() time.Time {
	if c.Since == 0 {
		return time.Time{}
	}
	return c.Since.At(0, 0, c.Creditor.Zone)
}

// botFromConfig puts a creditor's bot together from the configuration.
func botFromConfig(c *Config, cred *CreditorConfig, db *store.DB, owner, redirect string, now time.Time, log *slog.Logger) (*bot, error) {
	p := parts{
		db: db, creditor: &cred.Creditor, policy: cred.Policy, policies: cred.Policies, smtp: cred.SMTP.Client(log), options: cred.Options, law: c.Law,
		mint: randomMint(), owner: owner, log: log,
	}
	p.from, p.to = yearsAround(now)
	p.options.RedirectTo = redirect
	proofs := map[string]auth.Config{}
	for _, m := range cred.Mailboxes {
		p.boxes = append(p.boxes, boxParts{conn: m.Client(log), inbox: m.Inbox, sent: m.Sent, saveSent: m.SaveSent})
		proof := auth.Config{AuthServID: m.AuthServID, Provider: m.Provider}
		if cred.DKIMCheck {
			proof.LookupTXT = net.LookupTXT
		}
		proofs[m.Name] = proof
	}
	p.auth = func(mailbox string) auth.Config { return proofs[mailbox] }
	p.reader = classify.NewOffline()
	if c.OpenAI.Enabled {
		p.reader = classify.NewOpenAI(classify.OpenAIConfig{
			BaseURL: c.OpenAI.BaseURL, Model: c.OpenAI.Model, Key: string(c.OpenAI.Key),
			Always: c.OpenAI.Always, PerDay: c.OpenAI.PerDay,
			Fallback: classify.NewOffline(), Logger: log,
		})
	}
	return newBot(p)
}

// base32Lower is the alphabet of tokens: it survives mail systems that change
// the case of addresses.
func base32Lower(b []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// randomMint makes identifiers of 80 and tokens of 100 random bits.
func randomMint() voldaan.Mint {
	fresh := func(n int) func() string {
		return func() string {
			b := make([]byte, 15)
			_, _ = rand.Read(b) // never fails, see crypto/rand
			return base32Lower(b)[:n]
		}
	}
	return voldaan.Mint{ID: fresh(16), Token: fresh(20)}
}

// newLog writes structured logs: coloured on a terminal, plain text or JSON
// otherwise. Nothing in them is a secret or a mail's body.
func newLog(w io.Writer, c LogConfig) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.Level}
	if c.JSON {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return slog.New(tint.NewTextHandler(w, &tint.Options{Level: c.Level, TimeFormat: time.TimeOnly}))
		}
	}
	return slog.New(slog.NewTextHandler(w, options))
}
