package main

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type digestCmd struct{ onDay }

// Run prints today's digest as the managers would get it, or that of a day of
// the past as they got it.
func (c *digestCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		at := e.at(c.onDay)
		text, err := "", error(nil)
		if at.Before(e.now()) {
			text, err = e.sentDigest(voldaan.Date(c.On))
		} else {
			e.ahead(at)
			text, err = e.digestAt(at)
		}
		if err == nil {
			_, err = fmt.Fprintln(e.stdout, text)
		}
		return err
	})
}

// digestAt is the digest that the managers would get; on a day to come at its
// hour.
func (e *ledgerEnv) digestAt(at time.Time) (string, error) {
	if at.After(e.now()) {
		at = e.cred.Creditor.Day(at).At(e.cred.Options.DigestHour, 0, e.cred.Creditor.Zone)
	}
	return e.bot.office.PreviewDigest(e.ctx, at)
}

// sentDigest is the digest that a manager got on a day.
func (e *ledgerEnv) sentDigest(day voldaan.Date) (string, error) {
	for _, m := range e.cred.Creditor.Managers() {
		var raw []byte
		err := e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, err := tx.LetterOnce(e.cred.Creditor.ID, fmt.Sprintf("digest:%s:%s", day, m.Key()))
			if err == nil {
				raw, err = tx.LetterBytes(e.cred.Creditor.ID, l.ID)
			}
			return err
		})
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return "", err
		}
		shown, err := shownMail(raw)
		if err != nil {
			return "", fmt.Errorf("read the digest of %s: %w", day, err)
		}
		return shown.text, nil
	}
	return "", fmt.Errorf("no digest went on %s, or its words are no longer kept", day)
}
