package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type letterID = voldaan.LetterID

// letter is a letter to one recipient; n orders it.
func letter(n int, kind voldaan.LetterKind) voldaan.Letter {
	id := fmt.Sprintf("l%d", n)
	return voldaan.Letter{
		ID: letterID(id), Creditor: cr, Customer: c1, Kind: kind, Language: "nl", MessageID: id + "@kade.example",
		Made: now().Add(time.Duration(n) * time.Second), DueAt: now(), State: voldaan.LetterQueued,
		Recipients: []voldaan.Recipient{{
			Address: "boek@zon.example", Token: "token" + id, ReturnToken: "return" + id, State: voldaan.LetterQueued,
		}},
	}
}

// addLetters adds n reminders, l0 first.
func addLetters(t testing.TB, tx *store.Tx, n int) {
	t.Helper()
	for i := range n {
		if !must(tx.AddLetter(letter(i, voldaan.LetterReminder1), ""))(t) {
			t.Fatalf("letter %d was there", i)
		}
	}
}

func fullLetter() voldaan.Letter {
	l := letter(1, voldaan.LetterReminder2)
	l.Approved, l.Attempts, l.NextAt, l.SentAt, l.Reason = "wanted", 3, now().Add(1000), now().Add(2000), "greylisted"
	l.Recipients = append(l.Recipients, voldaan.Recipient{
		Contact: "k1", Address: "an@zon.example", Name: "An", Token: "token2", ReturnToken: "return2",
		State: voldaan.LetterFailed, Code: 550, Status: "5.1.1", Text: "no such user",
	})
	l.Args = voldaan.LetterArgs{
		Step: "reminder2", Currency: voldaan.EUR, Mail: "m1", Case: "s1", Day: today(), Promised: today() + 1, Amount: 5,
		Demands: []voldaan.DemandLine{{Invoice: "i1", Step: "reminder2", Amount: 12100}}, Person: "0011", Automatic: true,
		Intent: voldaan.IntentDispute, Invoices: []voldaan.InvoiceID{"i1"}, Letters: []letterID{"l0"}, Reason: "held",
	}
	return l
}

func TestLetters(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		l := fullLetter()
		if !must(tx.AddLetter(l, "day:c1"))(t) {
			t.Fatal("it was there")
		}
		want := store.Letter{Letter: l, Class: voldaan.ClassDemand, Once: "day:c1"}
		for _, read := range []struct {
			by  string
			get func() (store.Letter, error)
		}{
			{"id", func() (store.Letter, error) { return tx.Letter(cr, "l1") }},
			{"Message-ID", func() (store.Letter, error) { return tx.LetterByMessageID(cr, "l1@kade.example") }},
			{"token", func() (store.Letter, error) { return tx.LetterByToken(cr, "token2") }},
			{"return token", func() (store.Letter, error) { return tx.LetterByReturnToken(cr, "returnl1") }},
			{"once-key", func() (store.Letter, error) { return tx.LetterOnce(cr, "day:c1") }},
		} {
			same(t, "by "+read.by, must(read.get())(t), want)
		}
		for i, get := range []func() (store.Letter, error){
			func() (store.Letter, error) { return tx.Letter(other, "l1") },
			func() (store.Letter, error) { return tx.LetterByMessageID(cr, "") },
			func() (store.Letter, error) { return tx.LetterByToken(cr, "return2") },
			func() (store.Letter, error) { return tx.LetterByToken(cr, "") },
			func() (store.Letter, error) { return tx.LetterByReturnToken(cr, "token2") },
			func() (store.Letter, error) { return tx.LetterByReturnToken(other, "return2") },
			func() (store.Letter, error) { return tx.LetterOnce(cr, "l1") },
		} {
			if got, err := get(); !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("case %d: %+v, %v", i, got, err)
			}
		}
		want.State, want.LeasedBy, want.SentDay, want.BytesHash, want.Copied = voldaan.LetterSent, "a", today(), "ab", true
		want.Recipients[0].State, want.Recipients[0].Code = voldaan.LetterSent, 250
		check(t, tx.SetLetter(want))
		same(t, "set", must(tx.LettersIn(cr, voldaan.LetterSent))(t), []store.Letter{want})
		same(t, "the customer's", must(tx.CustomerLetters(cr, c1))(t), []store.Letter{want})
		want.State = "lost"
		failed(t, tx.SetLetter(want), "l1", "lost")
	})
}

// TestLetterOnce adds one letter for one cause, whoever comes first.
func TestLetterOnce(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		add := func(l voldaan.Letter, once string, want bool) {
			t.Helper()
			if got := must(tx.AddLetter(l, once))(t); got != want {
				t.Errorf("letter %s with key %q was added: %v", l.ID, once, got)
			}
		}
		add(letter(1, voldaan.LetterCase), "case:1", true)
		twin := letter(2, voldaan.LetterCase)
		twin.Recipients[0].Address = "other@zon.example"
		add(twin, "case:1", false)
		twin.ID = "l1"
		add(twin, "case:2", false)
		if got := must(tx.Letter(cr, "l1"))(t).Recipients[0].Address; got != "boek@zon.example" {
			t.Errorf("the letter now goes to %s", got)
		}
		add(letter(3, voldaan.LetterCase), "", true)
		add(letter(4, voldaan.LetterCase), "l3", false)
		foreign := letter(1, voldaan.LetterCase)
		foreign.Creditor = other
		add(foreign, "case:1", true)

		for says, change := range map[string]func(*voldaan.Letter){
			"kind":       func(l *voldaan.Letter) { l.Kind = "poem" },
			"recipient":  func(l *voldaan.Letter) { l.Recipients = nil },
			"Message-ID": func(l *voldaan.Letter) { l.MessageID = "" },
		} {
			l := letter(9, voldaan.LetterCase)
			change(&l)
			_, err := tx.AddLetter(l, "")
			failed(t, err, "l9", says)
		}
	})
}

// TestReadyLetters lists what may leave in the order of the classes, and
// LeaseLetter agrees with it about every letter.
func TestReadyLetters(t *testing.T) {
	type change = func(*store.Letter)
	state := func(s voldaan.LetterState, approved string) change {
		return func(l *store.Letter) { l.State, l.Approved = s, approved }
	}
	letters := []struct {
		kind   voldaan.LetterKind
		change change
		ready  bool
	}{
		0:  {voldaan.LetterReminder1, nil, true},
		1:  {voldaan.LetterStatement, nil, true},
		2:  {voldaan.LetterCase, nil, true},
		3:  {voldaan.LetterReminder2, state(voldaan.LetterDeferred, ""), true},
		4:  {voldaan.LetterReminder2, state(voldaan.LetterQueued, "wanted"), false},
		5:  {voldaan.LetterReminder2, state(voldaan.LetterQueued, "operator"), true},
		6:  {voldaan.LetterReminder2, state(voldaan.LetterUncertain, ""), false},
		7:  {voldaan.LetterReminder2, state(voldaan.LetterUncertain, "resend"), true},
		8:  {voldaan.LetterDigest, state(voldaan.LetterUncertain, ""), true},
		9:  {voldaan.LetterDigest, state(voldaan.LetterUncertain, "resent"), false},
		10: {voldaan.LetterPromiseNoted, state(voldaan.LetterUncertain, ""), true},
		11: {voldaan.LetterDigest, state(voldaan.LetterSending, ""), false},
		12: {voldaan.LetterDigest, state(voldaan.LetterSent, ""), false},
		13: {voldaan.LetterDigest, state(voldaan.LetterFailed, ""), false},
		14: {voldaan.LetterDigest, state(voldaan.LetterCancelled, ""), false},
		15: {voldaan.LetterDigest, func(l *store.Letter) { l.NextAt = now() }, true},
		16: {voldaan.LetterDigest, func(l *store.Letter) { l.NextAt = now().Add(time.Microsecond) }, false},
		17: {voldaan.LetterDigest, func(l *store.Letter) { l.LeasedBy = "living" }, false},
		18: {voldaan.LetterDigest, func(l *store.Letter) { l.LeasedBy = "dead" }, true},
		19: {voldaan.LetterDigest, func(l *store.Letter) { l.LeasedBy = "me" }, true},
	}
	inEach(t, func(t *testing.T, tx *store.Tx) {
		check(t, tx.Beat("living", now().Add(-15*time.Second)))
		check(t, tx.Beat("dead", now().Add(-15*time.Second-time.Microsecond)))
		for i, c := range letters {
			must(tx.AddLetter(letter(i, c.kind), ""))(t)
			if c.change != nil {
				l := must(tx.Letter(cr, letterID(fmt.Sprintf("l%d", i))))(t)
				c.change(&l)
				check(t, tx.SetLetter(l))
			}
		}
		want := "l2 l8 l15 l18 l19 l1 l10 l0 l3 l5 l7"
		if got := ids(must(tx.ReadyLetters(cr, "me", now()))(t), func(id letterID) letterID { return id }); got != want {
			t.Errorf("ready: %q, want %q", got, want)
		}
		if got := must(tx.ReadyLetters(other, "me", now()))(t); len(got) != 0 {
			t.Errorf("another creditor's: %v", got)
		}
		for i, c := range letters {
			id := letterID(fmt.Sprintf("l%d", i))
			l, ok, err := tx.LeaseLetter(cr, id, "me", now())
			check(t, err)
			if ok != c.ready || (ok && (l.ID != id || l.LeasedBy != "me")) {
				t.Errorf("lease of %s: %v, by %q", id, ok, l.LeasedBy)
			}
			if ok {
				check(t, tx.Beat("me", now()))
				if _, twice, err := tx.LeaseLetter(cr, id, "living", now()); twice || err != nil {
					t.Errorf("%s is leased twice: %v", id, err)
				}
			}
		}
	})
}

// TestOrphans finds what was being sent by a process that is gone.
func TestOrphans(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		check(t, tx.Beat("living", now()))
		addLetters(t, tx, 5)
		for id, owner := range map[letterID]string{"l0": "living", "l1": "dead", "l2": "me", "l3": ""} {
			l := must(tx.Letter(cr, id))(t)
			l.State, l.LeasedBy = voldaan.LetterSending, owner
			check(t, tx.SetLetter(l))
		}
		id := func(l store.Letter) letterID { return l.ID }
		if got := ids(must(tx.Orphans(cr, "me", now()))(t), id); got != "l1 l2 l3" {
			t.Errorf("orphans: %s", got)
		}
		if got := ids(must(tx.Orphans(cr, "me", now().Add(time.Minute)))(t), id); got != "l0 l1 l2 l3" {
			t.Errorf("orphans a minute later: %s", got)
		}
	})
}

func TestUncopied(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		addLetters(t, tx, 4)
		for i, id := range []letterID{"l0", "l1", "l2"} {
			l := must(tx.Letter(cr, id))(t)
			l.State, l.SentAt = voldaan.LetterSent, now().Add(-time.Duration(i)*time.Second)
			check(t, tx.SetLetter(l))
		}
		id := func(l store.Letter) letterID { return l.ID }
		if got := ids(must(tx.Uncopied(cr, 2))(t), id); got != "l2 l1" {
			t.Errorf("first two: %s", got)
		}
		check(t, tx.Copied(cr, "l2"))
		if got := ids(must(tx.Uncopied(cr, 9))(t), id); got != "l1 l0" {
			t.Errorf("after a copy: %s", got)
		}
	})
}

func TestLetterBytes(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		if _, err := tx.LetterBytes(cr, "l1"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("before it is rendered: %v", err)
		}
		raw := []byte("Subject: x\r\n\r\n\x00\xff")
		check(t, tx.SetBytes(cr, "l1", raw, now()))
		check(t, tx.SetBytes(cr, "l1", []byte("other"), now()))
		if got := must(tx.LetterBytes(cr, "l1"))(t); string(got) != string(raw) {
			t.Errorf("the bytes changed: %q", got)
		}
	})
}

func TestAnswersOn(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		for i, kind := range []voldaan.LetterKind{
			voldaan.LetterStatement, voldaan.LetterReminder1, voldaan.LetterPromiseNoted, voldaan.LetterCase, voldaan.LetterStatement,
		} {
			must(tx.AddLetter(letter(i, kind), ""))(t)
		}
		for _, c := range []struct{ from, to, want int }{{0, 5, 3}, {0, 4, 2}, {1, 5, 2}, {3, 4, 0}, {4, 4, 0}} {
			from, to := now().Add(time.Duration(c.from)*time.Second), now().Add(time.Duration(c.to)*time.Second)
			if got := must(tx.AnswersOn(cr, c1, from, to))(t); got != c.want {
				t.Errorf("answers from %d to %d: %d, want %d", c.from, c.to, got, c.want)
			}
		}
		if got := must(tx.AnswersOn(cr, "c2", now(), now().Add(time.Hour)))(t); got != 0 {
			t.Errorf("another customer had %d", got)
		}
	})
}
