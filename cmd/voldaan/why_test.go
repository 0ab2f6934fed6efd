package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/simulate"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// whyOf tells the story of an invoice or customer of a play.
func whyOf(t *testing.T, p *play, language, what string) string {
	t.Helper()
	return whyAt(t, p, language, what, p.clock.at)
}

// whyAt tells the story as it stood at an instant.
func whyAt(t *testing.T, p *play, language, what string, at time.Time) string {
	t.Helper()
	e := &ledgerEnv{
		cliEnv: &cliEnv{ctx: t.Context(), now: func() time.Time { return p.clock.at }}, db: p.db, bot: p.bot,
		cred: &CreditorConfig{Creditor: *p.creditor, Policy: p.bot.office.Policy},
	}
	var out string
	err := p.db.Tx(t.Context(), func(tx *store.Tx) error {
		l, inv, err := e.find(tx, what)
		if err != nil {
			return err
		}
		s, err := e.story(tx, l)
		if err != nil {
			return err
		}
		if s, inv, err = e.storyAt(s, inv, at); err != nil {
			return err
		}
		s.Locale = language
		told, err := tellStory(s, inv)
		if err == nil {
			out = told.text(language)
		}
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return out
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
			fmt.Fprintf(&all, "%s\n\n%s\n", n, sure.ReplaceAllString(whyOf(t, p, language, n), "NN %"))
		}
		compareGolden(t, "why-"+language+".golden", all.String())
	}
	for _, a := range p.actors {
		for _, b := range a.bills {
			for _, language := range set.Languages() {
				story := whyOf(t, p, language, b.number)
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

// TestWhyThen: the story of a past evening is the one that was told that
// evening, also of letters that waited and of cases that were open.
func TestWhyThen(t *testing.T) {
	whole, _, _ := played(t, 1, 45)
	for _, days := range []int{8, 22} {
		then, _, _ := played(t, 1, days)
		for _, a := range then.actors {
			for _, b := range a.bills {
				want := whyOf(t, then, "en", b.number)
				if got := whyAt(t, whole, "en", b.number, then.clock.at); got != want {
					t.Errorf("%s after %d days: %s", b.number, days, firstDifference(want, got))
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
			s.Locale = "en"
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

// TestWhyInvented tells the stories of invented customers, whom nobody made for
// it: everything that happened to an invoice is told, in sentences, and the
// life with the most in it reads as its golden file in every language.
func TestWhyInvented(t *testing.T) {
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	day := voldaan.MustDate("2026-06-17")
	cal, err := calendar.New("BE", 2024, 2027)
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := simulate.Portfolio{
		Creditor: "kade", Customers: 60, Months: 6, Seed: 11, Today: day, Zone: time.UTC, Calendar: cal, Policy: voldaan.DefaultPolicy(),
		Assumptions: simulate.DefaultAssumptions(),
	}.Make(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	office := &outbound.Office{
		Creditor: &voldaan.Creditor{ID: "kade", Country: "BE", Zone: time.UTC, Mode: voldaan.ModeAct}, Policy: voldaan.DefaultPolicy(),
		Calendar: cal, Templates: set,
	}
	var most *voldaan.Invoice
	var its *outbound.Story
	told, rich := 0, map[voldaan.EventKind]bool{}
	for i, a := range accounts {
		s := &outbound.Story{
			Office: office, Locale: set.Languages()[i%4], Ledger: a.Ledger, Events: a.Log, Now: day.At(10, 0, time.UTC),
			Letters: map[voldaan.LetterID]store.Letter{}, Mails: map[voldaan.MailID]store.MailText{}, Cases: map[voldaan.CaseID]voldaan.Case{},
		}
		for k := range a.Ledger.Invoices {
			inv := &a.Ledger.Invoices[k]
			story, err := tellStory(s, inv)
			if err != nil {
				t.Fatalf("%s: %v", inv.Number, err)
			}
			for _, line := range strings.Split(story.text(s.Locale), "\n") {
				if bad := odd.FindString(line); bad != "" && !strings.Contains(line, "@") {
					t.Errorf("%s of %s: %q in %q", s.Locale, inv.Number, bad, line)
				}
			}
			has, kinds := map[voldaan.EventID]bool{}, map[voldaan.EventKind]bool{}
			for _, l := range story.past {
				if l.Event != nil {
					told++
					has[l.Event.ID], kinds[l.Event.Kind] = true, true
				}
			}
			for _, e := range a.Log {
				if e.Invoice == inv.ID && e.Kind != voldaan.EventDemandQueued && !has[e.ID] {
					t.Errorf("%s: %s of %s is not told", inv.Number, e.Kind, e.Day)
				}
			}
			if len(kinds) > len(rich) {
				most, its, rich = inv, s, kinds
			}
		}
	}
	if told < 500 || most == nil {
		t.Fatalf("%d events told", told)
	}
	var all strings.Builder
	for _, language := range set.Languages() {
		its.Locale = language
		story, err := tellStory(its, most)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s\n\n%s\n", language, invented.ReplaceAllString(story.text(language), "N@"))
	}
	compareGolden(t, "why-invented.golden", all.String())
}

// invented numbers stand in invented addresses.
var invented = regexp.MustCompile(`[0-9]+/[0-9]+@`)

// compareGolden compares a text with a file of testdata.
func compareGolden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (go test -run %s -update writes it): %s", file, t.Name(), diff)
	}
}

// odd is what no sentence may have: a blank, a code, a space at the end.
var odd = regexp.MustCompile(`[{}]|%!|\b[a-z]+_[a-z]+\b|  +$`)

// TestWhyJSON: machines get each sentence with its event, the words on which it
// rests, and what stands and comes.
func TestWhyJSON(t *testing.T) {
	p, _, _ := played(t, 1, 45)
	e := &ledgerEnv{cliEnv: &cliEnv{ctx: t.Context(), now: func() time.Time { return p.clock.at }}, db: p.db, bot: p.bot, cred: &CreditorConfig{Creditor: *p.creditor}}
	view := func(number string) (v whyView) {
		err := p.db.Tx(t.Context(), func(tx *store.Tx) error {
			l, inv, err := e.find(tx, number)
			if err != nil {
				return err
			}
			s, err := e.story(tx, l)
			if err != nil {
				return err
			}
			s.Locale = "en"
			told, err := tellStory(s, inv)
			if err == nil {
				v = told.view(s, inv)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	found := false
	for _, l := range view("2026-0107").Story {
		if x := l.Event; x != nil && x.Kind == voldaan.EventDisputed {
			found = x.Invoice == "2026-0107" && x.Rule == "rules" && x.Confidence > 0.5 && strings.Contains(x.Quote, "deux cartons")
		}
	}
	if !found {
		t.Error("no event says by which words, rule and confidence the invoice is disputed")
	}
	now := view("2026-0126").Now
	if len(now) != 1 || now[0].Open != "689.70" || now[0].Next == nil || now[0].Next.Day != voldaan.MustDate("2026-04-16") ||
		now[0].Next.Step != voldaan.StepReminder2 || now[0].Next.Policy != "default" || len(now[0].Held) != 1 {
		t.Errorf("where it stands: %+v", now)
	}
}
