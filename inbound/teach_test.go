package inbound_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

const (
	// One warehouse's way to say that a delivery is not complete, that no list
	// of phrases knows, and the same in other words of the day.
	houseWords = "Er hangt bij ons weer een rood kaartje aan de pallet met tegels."
	likeWords  = "Er hangt bij ons alweer een rood kaartje aan de pallet met uw tegels."
	// Something else with some of the words.
	otherWords = "Het kaartje met uw rekening hangt bij mijn collega, wij betalen op 12 maart 2026."
)

var finance = books.Actor{Kind: voldaan.AuthorOperator}

// teach corrects a mail.
func (d *desk) teach(id voldaan.MailID, says voldaan.Intent, words string) inbound.Taught {
	d.Helper()
	got, err := d.Teach(d.Context(), id, says, "", words, finance, d.now)
	check(d, err)
	return got
}

func (d *desk) replay(how inbound.Replay) inbound.Replays {
	d.Helper()
	how.Reader = rules()
	out, err := d.Replay(d.Context(), how)
	check(d, err)
	return out
}

// A correction decides about mails like the corrected one, and no others; it
// can be switched off; the past is told what it would have changed.
func TestTeach(t *testing.T) {
	onBoth(t, func(d *desk) {
		first := d.gets(mail{body: houseWords})
		if first.Intent == voldaan.IntentLegal {
			t.Fatalf("the reader knows the words already")
		}
		if r := d.replay(inbound.Replay{}); r.Read != 1 || len(r.Changed) != 0 {
			t.Fatalf("nothing was taught, and yet %+v would be read otherwise", r.Changed)
		}
		taught := d.teach(first.ID, voldaan.IntentLegal, "")
		if taught.Now != voldaan.IntentLegal || taught.Was != first.Intent || len(taught.Lessons) == 0 {
			t.Errorf("taught %+v", taught)
		}
		r := d.replay(inbound.Replay{})
		if len(r.Changed) != 1 || r.Changed[0].Mail != first.ID || !slices.Contains(r.Changed[0].Changes, "intent") ||
			r.Changed[0].Now.Intent != voldaan.IntentLegal || !strings.HasPrefix(r.Changed[0].Now.Findings[0].By, "correction "+taught.ID) {
			t.Errorf("after teaching, the past would be read %+v", r)
		}
		if m := d.gets(mail{body: likeWords, id: "<like@bakker.example>"}); m.Intent != voldaan.IntentLegal {
			t.Errorf("a mail like the corrected one is read as %s", m.Intent)
		}
		if m := d.gets(mail{body: otherWords, id: "<other@bakker.example>"}); m.Intent != voldaan.IntentPromise {
			t.Errorf("a mail that is not like it is read as %s", m.Intent)
		}
		if r := d.replay(inbound.Replay{Correction: taught.ID}); r.Read != 3 || len(r.Changed) != 2 {
			t.Errorf("with and without it %d of %d mails differ, want 2 of 3", len(r.Changed), r.Read)
		}
		d.tx(func(tx *store.Tx) error {
			c, err := tx.Correction(d.Creditor.ID, taught.ID)
			if err != nil {
				return err
			}
			c.Active = false
			return tx.PutCorrection(d.Creditor.ID, c)
		})
		if m := d.gets(mail{body: likeWords, id: "<off@bakker.example>"}); m.Intent == voldaan.IntentLegal {
			t.Errorf("a correction that is switched off decides: %s", get(d, func(tx *store.Tx) (store.MailText, error) { return tx.Text(d.Creditor.ID, m.ID) }).Reading)
		}
	})
}

// The words that a colleague names teach, and no others; the last correction of
// a mail counts.
func TestTeachWords(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := d.gets(mail{body: "Dank voor uw bericht. " + houseWords + " Fijn weekend alvast."})
		taught := d.teach(m.ID, voldaan.IntentLegal, "rood kaartje")
		if len(taught.Lessons) != 1 || taught.Lessons[0].Words != houseWords {
			t.Errorf("learnt from %+v", taught.Lessons)
		}
		again := d.teach(m.ID, voldaan.IntentQuestion, "rood kaartje")
		if again.Now != voldaan.IntentQuestion {
			t.Errorf("corrected anew, it is read as %s", again.Now)
		}
		if l := get(d, func(tx *store.Tx) ([]voldaan.Lesson, error) { return tx.Lessons(d.Creditor.ID) }); len(l) != 1 || l[0].Correction != again.ID {
			t.Errorf("both corrections of one mail teach: %+v", l)
		}
	})
}

// What cannot be taught is refused, and says why.
func TestTeachRefuses(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := d.gets(mail{body: "Wij betalen factuur 2026-041 op 12 maart 2026."})
		for name, c := range map[string]struct {
			id     voldaan.MailID
			says   voldaan.Intent
			reason voldaan.DisputeReason
			words  string
			want   error
		}{
			"no intent":        {m.ID, "angry", "", "", nil},
			"no reason":        {m.ID, voldaan.IntentDispute, "rain", "", nil},
			"reason of no use": {m.ID, voldaan.IntentLegal, voldaan.ReasonDefective, "", nil},
			"other words":      {m.ID, voldaan.IntentLegal, "", "de maan is van kaas", classify.ErrNoLesson},
			"by form":          {m.ID, voldaan.IntentAutoReply, "", "", classify.ErrNoLesson},
			"right already":    {m.ID, voldaan.IntentPromise, "", "", classify.ErrNoLesson},
			"no such mail":     {"nowhere", voldaan.IntentLegal, "", "", nil},
		} {
			_, err := d.Teach(d.Context(), c.id, c.says, c.reason, c.words, finance, d.now)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if l := get(d, func(tx *store.Tx) ([]store.Correction, error) { return tx.Corrections(d.Creditor.ID) }); len(l) > 0 {
			t.Errorf("kept %+v", l)
		}
	})
}

// Erased words teach nothing and are not read again.
func TestReplayErased(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := d.gets(mail{body: houseWords})
		d.teach(m.ID, voldaan.IntentLegal, "")
		of := d.customer(bakker)
		d.tx(func(tx *store.Tx) error {
			_, err := tx.EraseCustomer(d.Creditor.ID, of, d.now)
			return err
		})
		if r := d.replay(inbound.Replay{}); r.Read != 0 || r.Erased != 1 {
			t.Errorf("replayed %+v", r)
		}
		if _, err := d.Teach(d.Context(), m.ID, voldaan.IntentLegal, "", "", finance, d.now); !errors.Is(err, inbound.ErrErased) {
			t.Errorf("taught from erased words: %v", err)
		}
	})
}

// The context of the day is kept: an invoice that is closed by now is still
// the one that the mail was about.
func TestReplayKnowsTheDay(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{body: "De factuur van 605 euro betalen wij volgende week vrijdag."})
		d.tx(func(tx *store.Tx) error {
			_, err := d.Books.PayTx(tx, second, 60500, d.today(), "", finance, d.now)
			return err
		})
		d.now = d.now.AddDate(0, 1, 0)
		if r := d.replay(inbound.Replay{}); r.Read != 1 || len(r.Changed) != 0 {
			t.Errorf("a month later it would be read otherwise: %+v", r.Changed)
		}
	})
}
