package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// change rewrites the configuration.
func (f *firm) change(old, changed string) {
	f.t.Helper()
	path := filepath.Join(f.dir, "voldaan.toml")
	raw, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(raw, []byte(old)) {
		f.t.Fatalf("the configuration has no %q, %v", old, err)
	}
	if err := os.WriteFile(path, bytes.Replace(raw, []byte(old), []byte(changed), 1), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// check runs check and gives what it says and whether something failed.
func (f *firm) check(send bool) (string, bool) {
	f.t.Helper()
	env, out := f.env("")
	err := (&checkCmd{Send: send}).Run(env)
	if err != nil && !errors.Is(err, errShown) {
		f.t.Fatalf("check: %v\n%s", err, out)
	}
	for _, secret := range []string{"mailbox-secret", "env-secret", "wrong-secret"} {
		if strings.Contains(out.String(), secret) {
			f.t.Errorf("a secret is printed:\n%s", out)
		}
	}
	return out.String(), err != nil
}

// says checks what a check said, and how it came out.
func (f *firm) says(send, failed bool, want ...string) {
	f.t.Helper()
	out, bad := f.check(send)
	if bad != failed {
		f.t.Errorf("failed %v, want %v:\n%s", bad, failed, out)
	}
	for _, w := range want {
		if !strings.Contains(out, w) {
			f.t.Errorf("check does not say %q:\n%s", w, out)
		}
	}
}

func TestCheck(t *testing.T) {
	f := newFirm(t)
	database := filepath.Join(f.dir, "check.db")
	f.config(database)
	f.says(false, false, "has no fault", "is not there yet", "logged in; INBOX opens", `sent mail is in "Sent"`, "lets the bot in",
		"holidays of NL", "colleague els@jansen.example: no mail has come yet; what would count: a DKIM signature")
	if _, err := os.Stat(database); !os.IsNotExist(err) {
		t.Errorf("check made the database: %v", err)
	}
	f.says(true, false, "test mail: arrived after", "plus-addresses: mail to facturen+check")
	f.change("plus_addressing = true", "plus_addressing = false")
	f.says(true, false, "set plus_addressing = true")

	// The bot knows the test mails as its own: nobody is told of a pretender.
	f.work(f.at, nil)
	f.eachMail(func(m store.Mail) {
		if m.State != store.MailOwn {
			t.Errorf("the test mail is %s: %s", m.State, m.Trouble)
		}
	})
	f.change(`payments_max_age = "0d"`, `payments_max_age = "4d"`)
	f.says(false, false, "none were brought in yet: letters that ask for money wait for a colleague's word")
	f.change("dkim_check = true", "dkim_check = false")
	f.says(false, true, "no mail would count")
}

// eachMail looks at the stored mails, of which there must be some.
func (f *firm) eachMail(look func(store.Mail)) {
	f.t.Helper()
	env, _ := f.env("")
	_, db, err := env.open()
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close()
	if err := db.Tx(f.t.Context(), func(tx *store.Tx) error {
		n := 0
		for _, s := range []store.MailState{store.MailOwn, store.MailHandled, store.MailQuarantined, store.MailStored} {
			mails, err := tx.MailsIn("jansen", s)
			if err != nil {
				return err
			}
			for _, m := range mails {
				n++
				look(m)
			}
		}
		if n == 0 {
			f.t.Error("no mail is stored")
		}
		return nil
	}); err != nil {
		f.t.Fatal(err)
	}
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	f.refuse = "facturen+x"
	writeSecret(t, f.dir, "password", "wrong-secret\n", 0o600)
	f.change(f.server.SMTPAddr, "127.0.0.1:1")
	f.says(true, true, "check user and password", "failed   jansen, smtp:", "check server and tls", "2 things must be mended")

	f.config(filepath.Join(f.dir, "check.db"))
	f.change(`sent = ""`, `sent = "Verstuurd"`)
	f.says(false, true, `the folder of sent mail "Verstuurd" cannot be opened`)

	f.config(filepath.Join(f.dir, "none", "check.db"))
	f.says(false, true, "database: it cannot be made in")

	f.config(filepath.Join(f.dir, "check.db"))
	f.change(`name = "Els Visser"`, `nam = "Els Visser"`)
	f.change(`country = "NL"`, `country = "XX"`)
	out, bad := f.check(false)
	if n := strings.Count(out, "failed   configuration"); n < 3 || !bad {
		t.Errorf("%d faults, want the unknown key, the missing name and the country:\n%s", n, out)
	}
}

func TestCheckPlusAddressesThatFail(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	f.refusePlus = true
	f.says(true, true, "test mail: arrived", "set plus_addressing = false, or answers are lost")
	f.change("plus_addressing = true", "plus_addressing = false")
	f.says(true, false, "mail to them does not arrive, and plus_addressing is false")
}

func TestCheckColleagues(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	f.change("dkim_check = true", "dkim_check = false")
	raw := "Authentication-Results: mx.jansen.example;\r\n dkim=pass header.d=jansen.example; dmarc=pass header.from=jansen.example\r\n" +
		"From: Els Visser <els@jansen.example>\r\nTo: " + firmMailbox + "\r\nSubject: proef\r\nMessage-ID: <1@jansen.example>\r\n" +
		"Date: Tue, 10 Mar 2026 10:00:00 +0100\r\n\r\nHallo\r\n"
	if err := f.server.Deliver(firmMailbox, []byte(raw), f.at); err != nil {
		t.Fatal(err)
	}
	f.work(f.at, nil)
	f.says(false, false, "the newest mail (2026-03-10) would not count", `if "mx.jansen.example" is the server that received it`)
	f.change(`save_sent = true`, "save_sent = true\nauthserv_id = \"mx.jansen.example\"")
	f.says(false, false, "the newest mail (2026-03-10) counts")
}

func TestCheckJSON(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	env, out := f.env("")
	env.json = true
	if err := (&checkCmd{}).Run(env); err != nil {
		t.Fatal(err, out)
	}
	var got struct {
		OK     bool
		Checks []checkFinding
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || !got.OK || len(got.Checks) < 6 {
		t.Errorf("%v: %s", err, out)
	}
}

func TestCheckStopped(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	f.work(f.at, func(b *bot) {
		if err := b.db.Tx(t.Context(), func(tx *store.Tx) error {
			c, err := tx.Creditor("jansen")
			if err != nil {
				return err
			}
			c.ConfirmRestore, c.PaymentsAt = true, f.at.AddDate(0, 0, -9)
			return tx.SetCreditor(c)
		}); err != nil {
			t.Fatal(err)
		}
	})
	f.change(`payments_max_age = "0d"`, `payments_max_age = "4d"`)
	f.says(false, false, "was restored from a backup", "older than 96h")
}

// TestCheckCountries warns of customers in a country without a calendar.
func TestCheckCountries(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "check.db"))
	f.work(f.at, func(b *bot) {
		if err := b.db.Tx(t.Context(), func(tx *store.Tx) error {
			for i, country := range []string{"", "NL", "be", "pl", "PL", "US"} {
				id := voldaan.CustomerID(fmt.Sprint("c", i))
				if err := tx.AddCustomer(voldaan.Customer{ID: id, Creditor: "jansen", Kind: voldaan.KindBusiness, Country: country}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
	out, _ := f.check(false)
	for _, want := range []string{
		"calendar: the holidays of PL, where 2 of the customers are, are not known: letters to them leave from Monday to Friday, by the clock of Europe/Amsterdam",
		"the holidays of US, where 1 of the customers are",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "holidays of BE") {
		t.Errorf("it doubts Belgium:\n%s", out)
	}
}

func TestTopAuthServID(t *testing.T) {
	for raw, want := range map[string]string{
		"Authentication-Results: mx.a.example; dkim=pass\r\n\r\n":                     "mx.a.example",
		"Received: x\r\nauthentication-results:\r\n MX.A.example 1;\r\n spf=pass\r\n": "mx.a.example",
		"Authentication-Results: ; x\n\n":                                             "",
		"Subject: x\n\nAuthentication-Results: mx.a.example;\n":                       "",
		"": "",
	} {
		if got := topAuthServID([]byte(raw)); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func FuzzTopAuthServID(f *testing.F) {
	f.Add([]byte("Authentication-Results: mx.a.example; dkim=pass\r\n\r\n"))
	f.Add([]byte("Authentication-Results:\n\tmx.a.example;\n\n"))
	f.Add([]byte(":\n\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if id := topAuthServID(raw); id != "" && (!isHost(id) || strings.ToLower(id) != id) {
			t.Errorf("%q", id)
		}
	})
}
