package store_test

import (
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func fullCorrection() store.Correction {
	return store.Correction{
		ID: "k1", Mail: "m9", Intent: voldaan.IntentDispute, Was: voldaan.IntentPromise, Reason: voldaan.ReasonDefective,
		Author: "eva", At: now(), Active: true,
		Lessons: []voldaan.Lesson{{
			Correction: "", Language: "nl", Words: "zodra de 'plank' recht is", Last: voldaan.LetterReminder1, Day: today(),
			Says: voldaan.IntentDispute, Reason: voldaan.ReasonDefective,
		}},
	}
}

// TestCorrections writes corrections and reads back what the active ones teach.
func TestCorrections(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		db := begun(t, address)
		c := fullCorrection()
		off := fullCorrection()
		off.ID, off.Active, off.At = "k2", false, now().Add(1000)
		within(t, db, func(tx *store.Tx) {
			check(t, tx.PutCorrection(cr, off))
			check(t, tx.PutCorrection(cr, c))
		})
		within(t, db, func(tx *store.Tx) {
			same(t, "corrections", must(tx.Corrections(cr))(t), []store.Correction{c, off})
			same(t, "a correction", must(tx.Correction(cr, "k2"))(t), off)
			lesson := c.Lessons[0]
			lesson.Correction = "k1"
			same(t, "lessons", must(tx.Lessons(cr))(t), []voldaan.Lesson{lesson})
			off.Intent = "none"
			if err := tx.PutCorrection(cr, off); err == nil {
				t.Error("a correction to an intent that is none was taken")
			}
		})
	})
}

// TestErasedCorrection takes the words away and leaves who said what.
func TestErasedCorrection(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		db := begun(t, address)
		populate(t, db)
		within(t, db, func(tx *store.Tx) { must(tx.EraseCustomer(cr, c1, now()))(t) })
		within(t, db, func(tx *store.Tx) {
			if l := must(tx.Lessons(cr))(t); len(l) > 0 {
				t.Errorf("lessons of erased words: %+v", l)
			}
			if c := must(tx.Corrections(cr))(t); len(c) != 1 || c[0].Intent != voldaan.IntentDispute || c[0].Author != "eva" {
				t.Errorf("corrections: %+v", c)
			}
		})
	})
}
