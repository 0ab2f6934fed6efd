package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// whyOf prints the story of an invoice or customer of a play.
func whyOf(t *testing.T, p *play, set *templates.Set, language, what string) string {
	t.Helper()
	var out bytes.Buffer
	e := &ledgerEnv{
		cliEnv: &cliEnv{ctx: t.Context(), stdout: &out, now: func() time.Time { return p.clock.at }}, db: p.db, bot: p.bot,
		cred: &CreditorConfig{Creditor: *p.creditor, Policy: p.bot.office.Policy},
	}
	err := p.db.Tx(t.Context(), func(tx *store.Tx) error {
		l, inv, err := e.find(tx, what)
		if err != nil {
			return err
		}
		s, err := e.story(tx, l)
		if err != nil {
			return err
		}
		s.Templates, s.Locale = set, language
		e.tell(s, inv)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestWhy compares the stories of some of the demo's invoices with golden
// files, in each language, and reads every story for what no story may have.
func TestWhy(t *testing.T) {
	p, _, _ := played(t, 1, 45)
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{
		"nl": {"2026-0102", "2026-0104", "2026-0105"}, // away and a promise; a bounce and a claim; insolvency
		"fr": {"2026-0107"}, "en": {"2026-0114", "2026-0115"}, "de": {"2026-0116"},
	}
	sure := regexp.MustCompile(`[0-9]+ %`)
	for language, numbers := range told {
		var all strings.Builder
		for _, n := range numbers {
			// How sure the reader is changes with what it learns.
			fmt.Fprintf(&all, "%s\n\n%s\n", n, sure.ReplaceAllString(whyOf(t, p, set, language, n), "NN %"))
		}
		file := filepath.Join("testdata", "why-"+language+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), all.String()); diff != "" {
			t.Errorf("%s (go test -run TestWhy -update writes it): %s", file, diff)
		}
	}
	odd := regexp.MustCompile(`[{}]|%!|\b[a-z]+_[a-z]+\b|  +$`)
	for _, a := range p.actors {
		for _, b := range a.bills {
			for _, language := range set.Languages() {
				story := whyOf(t, p, set, language, b.number)
				for _, line := range strings.Split(story, "\n") {
					if strings.Contains(line, "@") || strings.Contains(line, "“") || strings.Contains(line, "„") || strings.Contains(line, "«") {
						continue // somebody else's words
					}
					if bad := odd.FindString(line); bad != "" {
						t.Errorf("%s of %s: %q in %q", language, b.number, bad, line)
					}
				}
			}
		}
	}
}

// TestWhyComplete: everything that the terse history tells of an invoice stands
// in its story too, on the same day.
func TestWhyComplete(t *testing.T) {
	p, _, _ := played(t, 1, 45)
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	err = p.db.Tx(t.Context(), func(tx *store.Tx) error {
		customers, err := tx.Customers(p.creditor.ID)
		if err != nil {
			return err
		}
		for _, c := range customers {
			l, err := tx.Ledger(p.creditor.ID, c.ID, store.ScopeAll, p.clock.at)
			if err != nil {
				return err
			}
			e := &ledgerEnv{cliEnv: &cliEnv{ctx: t.Context(), now: func() time.Time { return p.clock.at }}, db: p.db, bot: p.bot, cred: &CreditorConfig{Creditor: *p.creditor, Policy: p.bot.office.Policy}}
			s, err := e.story(tx, l)
			if err != nil {
				return err
			}
			s.Templates, s.Locale = set, "en"
			days := map[string]int{}
			for _, line := range s.Tell(nil) {
				days[line.Day.String()]++
			}
			for _, h := range outbound.History(set, "en", l, s.Events, nil) {
				lines++
				if days[h.Day.String()] == 0 {
					t.Errorf("%s: nothing is told of %s: %s", c.Name, h.Day, h.Text)
				}
			}
		}
		return nil
	})
	if err != nil || lines < 100 {
		t.Errorf("%d lines, %v", lines, err)
	}
}
