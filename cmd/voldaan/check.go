package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

type checkCmd struct {
	Send bool `help:"Also send a mail to the mailbox itself and wait for it, at most a minute."`
}

// verdict is how a check came out.
type verdict string

const (
	good  verdict = "ok"
	doubt verdict = "warning" // the bot runs all the same
	broke verdict = "failed"
)

// loginWait is how long one server may take to let the bot in.
const loginWait = 30 * time.Second

// checkFinding is one thing that was checked, with what to do where it is wrong.
type checkFinding struct {
	About   string  `json:"about"` // the creditor, or empty
	What    string  `json:"what"`
	Verdict verdict `json:"verdict"`
	Text    string  `json:"text"`
}

// checker collects what is found.
type checker struct {
	env      *cliEnv
	findings []checkFinding
	about    string
}

func (k *checker) say(v verdict, what, format string, a ...any) {
	f := checkFinding{About: k.about, What: what, Verdict: v, Text: oneLine(fmt.Sprintf(format, a...))}
	k.findings = append(k.findings, f)
	if k.env.json {
		return
	}
	if f.About != "" {
		what = f.About + ", " + what
	}
	fmt.Fprintf(k.env.stdout, "%-8s %s: %s\n", v, what, f.Text)
}

// Run checks the configuration, tries what it names, and says what to do. The
// exit status is 1 when something failed.
func (c *checkCmd) Run(env *cliEnv) error {
	k := &checker{env: env}
	cfg, faults := LoadConfig(env.configPath, env.getenv)
	for _, f := range faults {
		v := broke
		if f.Warning {
			v = doubt
		}
		k.say(v, "configuration", "%s", f)
	}
	if cfg != nil {
		if len(faults) == 0 {
			k.say(good, "configuration", "%s has no fault", env.configPath)
		}
		if cfg.Today != 0 {
			k.say(broke, "today", "the clock of this configuration stands at the end of %s, so that its books can be looked at: voldaan run refuses", cfg.Today)
		}
		if err := k.all(cfg, c.Send); err != nil {
			return err
		}
	}
	return k.end()
}

// end prints the JSON and tells the exit status.
func (k *checker) end() error {
	failed := 0
	for _, f := range k.findings {
		if f.Verdict == broke {
			failed++
		}
	}
	if k.env.json {
		if err := k.env.printJSON(map[string]any{"ok": failed == 0, "checks": k.findings}); err != nil {
			return err
		}
	} else if failed > 0 {
		fmt.Fprintf(k.env.stdout, "\n%d things must be mended before voldaan run.\n", failed)
	}
	if failed > 0 {
		return errShown
	}
	return nil
}

// all checks everything that a configuration names.
func (k *checker) all(cfg *Config, send bool) (err error) {
	k.law(cfg)
	db := k.database(cfg, send)
	if db != nil {
		defer func() { err = errors.Join(err, db.Close()) }()
	}
	for i := range cfg.Creditors {
		cred := &cfg.Creditors[i]
		k.about = string(cred.Creditor.ID)
		k.country(cred, db)
		for n, m := range cred.Mailboxes {
			conn := mailbox.New(m.Client(slog.New(slog.DiscardHandler)))
			up := k.mailbox(m, conn)
			if n == 0 {
				smtp := k.smtp(cred)
				switch {
				case send && up && smtp:
					k.sendItself(cred, m, conn, db)
				case send:
					k.say(doubt, "test mail", "not sent, since a login failed")
				}
			}
			_ = conn.Close() // nothing was written by it
		}
		k.colleagues(cred, db)
		k.state(cred, db)
	}
	k.about = ""
	return nil
}

// database opens the database where there is one. A file that does not exist
// is not made, unless a mail must be known as the bot's own.
func (k *checker) database(cfg *Config, send bool) *store.DB {
	if _, err := os.Stat(cfg.Database); errors.Is(err, fs.ErrNotExist) && !strings.Contains(cfg.Database, "://") && !send {
		dir := filepath.Dir(cfg.Database)
		f, err := os.CreateTemp(dir, ".voldaan-check-")
		if err != nil {
			k.say(broke, "database", "it cannot be made in %s: %v", dir, err)
			return nil
		}
		if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
			k.say(broke, "database", "files cannot be made and removed in %s: %v", dir, err)
			return nil
		}
		k.say(good, "database", "%s is not there yet; voldaan run makes it", cfg.Database)
		return nil
	}
	ctx, done := context.WithTimeout(k.env.ctx, loginWait)
	defer done()
	db, err := store.Open(ctx, cfg.Database, store.Options{KeepDays: cfg.KeepDays})
	if err != nil {
		k.say(broke, "database", "%v", err)
		return nil
	}
	k.say(good, "database", "%s opens", db.Engine())
	return db
}

// law says what no letter may claim, since nobody has checked what it rests on.
func (k *checker) law(cfg *Config) {
	open, all := 0, cfg.Law.Unverified()
	for _, e := range all {
		if !e.Usable {
			open++
		}
	}
	if open > 0 {
		k.say(doubt, "law", "%d rates and statements rest on no official source that was read: letters go without what they would claim; voldaan law lists them", open)
		return
	}
	k.say(good, "law", "every rate and statement is verified or confirmed here")
}

// country checks that business days are known: the creditor's, and those of the
// countries where his customers are.
func (k *checker) country(cred *CreditorConfig, db *store.DB) {
	from, to := yearsAround(k.env.now())
	places, err := calendar.Places(cred.Creditor.Country, cred.Creditor.Region, cred.Creditor.Zone, from, to)
	if err != nil {
		k.say(broke, "calendar", "%v", err)
		return
	}
	k.say(good, "calendar", "the holidays of %s are known from %d to %d", places.Home.Calendar.Country, from, to)
	if db == nil {
		return
	}
	var countries map[string]int
	err = db.Tx(k.env.ctx, func(tx *store.Tx) (err error) {
		countries, err = tx.CustomerCountries(cred.Creditor.ID)
		return err
	})
	if err != nil {
		k.say(broke, "calendar", "%v", err)
		return
	}
	for _, code := range slices.Sorted(maps.Keys(countries)) {
		if !places.Known(code) {
			k.say(doubt, "calendar", "the holidays of %s, where %d of the customers are, are not known: letters to them leave from Monday to Friday, "+
				"by the clock of %s", code, countries[code], cred.Creditor.Zone)
		}
	}
}

// mailbox logs in, opens the folder and looks for that of sent mail.
func (k *checker) mailbox(m MailboxConfig, conn *mailbox.Conn) bool {
	what := "mailbox " + m.Name
	ctx, done := context.WithTimeout(k.env.ctx, loginWait)
	defer done()
	err := conn.Login(ctx)
	switch {
	case errors.Is(err, mailbox.ErrLogin):
		k.say(broke, what, "%v; check user and password, and whether the provider wants an app password or OAuth", err)
		return false
	case err != nil:
		k.say(broke, what, "%v; check server and tls", err)
		return false
	}
	if err := opens(ctx, conn, m.Inbox); err != nil {
		k.say(broke, what, "the folder %q cannot be opened: %v; set inbox to its name on the server", m.Inbox, err)
		return false
	}
	k.say(good, what, "logged in; %s opens", m.Inbox)
	k.sentFolder(ctx, m, conn)
	return true
}

// opens looks for a mail that cannot be there, which needs the folder.
func opens(ctx context.Context, conn *mailbox.Conn, folder string) error {
	_, err := conn.FindMessageID(ctx, folder, "check@voldaan.invalid")
	return err
}

// sentFolder checks that what colleagues and the bot sent can be read.
func (k *checker) sentFolder(ctx context.Context, m MailboxConfig, conn *mailbox.Conn) {
	what := "mailbox " + m.Name
	if m.Sent != "" {
		if err := opens(ctx, conn, m.Sent); err != nil {
			k.say(broke, what, "the folder of sent mail %q cannot be opened: %v; set sent to its name, or leave it empty", m.Sent, err)
			return
		}
		k.say(good, what, "sent mail is in %q", m.Sent)
		return
	}
	folder, err := conn.SentFolder(ctx)
	switch {
	case err != nil:
		k.say(broke, what, "the folder of sent mail cannot be looked for: %v", err)
	case folder == "":
		k.say(doubt, what, "no folder of sent mail was found: the bot does not see what colleagues answer from this mailbox, "+
			"and keeps no copies; make one, or set sent to its name")
	default:
		k.say(good, what, "sent mail is in %q", folder)
	}
}

// smtp logs in to the sending server.
func (k *checker) smtp(cred *CreditorConfig) bool {
	client := delivery.New(cred.SMTP.Client(slog.New(slog.DiscardHandler)))
	ctx, done := context.WithTimeout(k.env.ctx, loginWait)
	defer done()
	err := client.Check(ctx)
	switch {
	case errors.Is(err, delivery.ErrLogin):
		k.say(broke, "smtp", "%v; check user and password, and whether the account may send", err)
	case err != nil:
		k.say(broke, "smtp", "%v; check server and tls", err)
	default:
		k.say(good, "smtp", "%s lets the bot in", cred.SMTP.Server)
	}
	return err == nil
}
