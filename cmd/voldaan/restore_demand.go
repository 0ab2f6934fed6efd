package main

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/store"
)

// recordDemand finds out which demand a letter was that was taken up from
// Sent: what planning gives for the day on which it went, when the letter names
// each of those invoices. Then the ladder goes on from there. A letter that
// cannot be told is left as it is; its customer is held all the same.
func (b *bot) recordDemand(tx *store.Tx, l store.Letter, now time.Time) error {
	if l.Class != voldaan.ClassDemand || len(l.Args.Demands) > 0 || l.Customer == "" {
		return nil
	}
	raw, err := tx.LetterBytes(l.Creditor, l.ID)
	if err != nil {
		return err
	}
	m := parse.Parse(raw, l.SentAt, parse.Options{}).Mail
	text := strings.Join([]string{m.Subject, m.Reply, m.Signature, m.Quoted}, "\n")
	var found *voldaan.Draft
	var currency voldaan.Currency
	err = tx.Decide(l.Creditor, l.Customer, store.ScopeAll, now, func(led *voldaan.Ledger) ([]voldaan.Event, error) {
		found, currency = b.draftNamed(led, l.SentAt, text)
		if found == nil {
			return nil, nil
		}
		s := b.operatorStamp(l.Customer, now)
		s.At, s.Day = l.SentAt, b.desk.Creditor.Day(l.SentAt)
		var events []voldaan.Event
		for _, line := range found.Lines {
			e := s.Event(voldaan.EventDemandQueued)
			e.Letter, e.Invoice, e.Step, e.Amount = l.ID, line.Invoice, line.Step, line.Amount
			events = append(events, e)
		}
		e := s.Event(voldaan.EventDemandSent)
		e.Letter, e.Reason = l.ID, "found in Sent"
		events = append(events, e)
		for _, e := range events {
			if err := led.Apply(e); err != nil {
				return nil, err
			}
		}
		return events, nil
	})
	if err != nil || found == nil {
		return err
	}
	l.Kind, l.Class = found.Kind, found.Kind.Class()
	l.Args.Demands, l.Args.Currency, l.Args.Amount = found.Lines, currency, found.Sum()
	l.Args.Step, l.Args.Day = voldaan.StepName(found.Kind), b.desk.Creditor.Day(l.SentAt)
	return tx.SetLetter(l)
}

// draftNamed is the letter that was due at an instant, when a text names every
// invoice in it.
func (b *bot) draftNamed(led *voldaan.Ledger, at time.Time, text string) (*voldaan.Draft, voldaan.Currency) {
	for _, cur := range led.Currencies() {
		draft := b.office.Planned(led, cur, at).Letter
		if draft == nil || len(draft.Lines) == 0 {
			continue
		}
		all := true
		for _, line := range draft.Lines {
			all = all && names(text, led.Invoice(line.Invoice).Number)
		}
		if all {
			return draft, cur
		}
	}
	return nil, ""
}

// names reports whether a number stands in a text as a word of its own.
func names(text, number string) bool {
	part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for from := 0; number != ""; {
		i := strings.Index(text[from:], number)
		if i < 0 {
			return false
		}
		from += i
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[from+len(number):])
		if !part(before) && !part(after) {
			return true
		}
		from++
	}
	return false
}
