package outbound_test

import (
	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// letters lists the letters to or about a customer, oldest first.
func (w *world) letters(c voldaan.CustomerID, kinds ...voldaan.LetterKind) []store.Letter {
	w.Helper()
	var out []store.Letter
	w.within(func(tx *store.Tx) {
		all, err := tx.CustomerLetters(kade, c)
		w.check(err)
		for _, l := range all {
			for _, k := range kinds {
				if l.Kind == k {
					out = append(out, l)
				}
			}
			if len(kinds) == 0 {
				out = append(out, l)
			}
		}
	})
	return out
}

// demand is the customer's one first reminder.
func (w *world) demand() store.Letter {
	w.Helper()
	all := w.letters(zon, voldaan.LetterReminder1)
	if len(all) != 1 {
		w.Fatalf("%d first reminders, want 1: %+v", len(all), all)
	}
	return all[0]
}

// letter reads a letter anew.
func (w *world) letter(id voldaan.LetterID) (l store.Letter) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		var err error
		l, err = tx.Letter(kade, id)
		w.check(err)
	})
	return l
}

// ledger reads the customer's ledger.
func (w *world) ledger() (l *voldaan.Ledger) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		var err error
		l, err = tx.Ledger(kade, zon, store.ScopeAll, w.now)
		w.check(err)
	})
	return l
}

// kinds lists the events of the customer since an event's place in the log.
func (w *world) kinds(after int) (out []voldaan.EventKind) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		all, err := tx.Events(kade, zon)
		w.check(err)
		for _, e := range all[min(after, len(all)):] {
			out = append(out, e.Kind)
		}
	})
	return out
}

// stored is the letter as it goes out.
func (w *world) stored(id voldaan.LetterID) (raw []byte) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		var err error
		raw, err = tx.LetterBytes(kade, id)
		w.check(err)
	})
	return raw
}

// rendered tells whether a letter has bytes.
func (w *world) rendered(id voldaan.LetterID) bool {
	w.Helper()
	has := false
	w.within(func(tx *store.Tx) {
		_, err := tx.LetterBytes(kade, id)
		has = err == nil
	})
	return has
}
