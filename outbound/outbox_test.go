package outbound_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/mailtest"
	"github.com/voldaan/voldaan/store"
)

func TestAccepted(t *testing.T) {
	for _, save := range []bool{false, true} {
		onBoth(t, func(w *world) {
			w.office.SaveSent = save
			w.zon()
			w.plan()
			w.read()
			before := len(w.kinds(0))
			w.deliver()
			l := w.want(w.demand().ID, voldaan.LetterSent, "")
			r := l.Recipients[0]
			if r.State != voldaan.LetterSent || r.Code != 250 || l.Attempts != 1 || !l.SentAt.Equal(w.now) ||
				l.SentDay != w.day() || l.LeasedBy != "" || l.Copied == save {
				t.Errorf("the letter is %+v", l)
			}
			if got := w.kinds(before); !slices.Equal(got, []voldaan.EventKind{voldaan.EventDemandSent}) {
				t.Errorf("events: %v", got)
			}
			if m := w.mails(1)[0]; !bytes.Equal(m.Raw, w.stored(l.ID)) {
				t.Error("the bytes on the wire are not those in the store")
			}
		})
	}
}

// TestSendingFirst has committed the bytes, and that the letter is being sent,
// before the server is given the content.
func TestSendingFirst(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		l := w.caseMail("")
		looked := false
		w.wire.set(func(x *wire) {
			x.accept = func(e mailtest.Envelope) error {
				looked = true
				err := w.db.Tx(t.Context(), func(tx *store.Tx) error {
					row, err := tx.Letter(kade, l.ID)
					if err != nil {
						return err
					}
					if row.State != voldaan.LetterSending || row.LeasedBy != owner || row.Attempts != 1 {
						t.Errorf("while it is sent the letter is %+v", row)
					}
					raw, err := tx.LetterBytes(kade, l.ID)
					if err == nil && !bytes.Equal(raw, e.Raw) {
						t.Error("other bytes are stored than are sent")
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
				return nil
			}
		})
		w.deliver()
		if w.want(l.ID, voldaan.LetterSent, ""); !looked {
			t.Error("the server was not asked")
		}
	})
}

// TestReportsWanted asks for delivery reports (RFC 3461), under the letter's
// id and the return path's own token, over one connection.
func TestReportsWanted(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		var letters []store.Letter
		for range 5 {
			letters = append(letters, w.caseMail(""))
		}
		w.deliver()
		for i, m := range w.mails(5) {
			l := letters[i]
			if m.EnvelopeID != string(l.ID) || m.Return != "HDRS" || m.Notify[0] != "SUCCESS,FAILURE,DELAY" && m.Notify[0] != "SUCCESS,FAILURE,DELAYED" {
				t.Errorf("the envelope is %q %q %q", m.EnvelopeID, m.Return, m.Notify)
			}
			if want := "bot+" + l.Recipients[0].ReturnToken + "@kade.example"; m.From != want {
				t.Errorf("the return path is %q, want %q", m.From, want)
			}
		}
		if n := w.wire.connections(); n != 1 {
			t.Errorf("%d connections were made for five mails", n)
		}
	})
}

// TestDeferred tries the same bytes again after growing pauses, and gives up
// after four days with a notice to the owner.
func TestDeferred(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		var tries [][]byte
		w.wire.set(func(x *wire) {
			x.accept = func(e mailtest.Envelope) error {
				if e.Rcpts[0] != "an@zon.example" {
					return nil
				}
				tries = append(tries, e.Raw)
				return busy()
			}
		})
		l := w.answer(voldaan.LetterPromiseNoted, "")
		began, pause := w.now, time.Duration(0)
		for range 100 {
			out := w.deliver()
			l = w.letter(l.ID)
			if l.State != voldaan.LetterDeferred {
				break
			}
			if got := l.NextAt.Sub(w.now); got < pause || got == 0 {
				t.Errorf("after %d attempts it waits %s, before %s", l.Attempts, got, pause)
			}
			pause = l.NextAt.Sub(w.now)
			if r := l.Recipients[0]; r.Code != 450 || r.Status != "4.2.1" || out.Sent != 0 {
				t.Errorf("the result is %+v", r)
			}
			n := len(tries)
			w.now = l.NextAt.Add(-time.Second)
			w.deliver()
			if len(tries) != n {
				t.Fatalf("it was tried a second before its time")
			}
			w.now = l.NextAt
			w.apply(zon, voldaan.EventNoted, func(b *voldaan.Ledger, _ *voldaan.Event) { b.Customer.Name += "!" })
		}
		w.want(l.ID, voldaan.LetterFailed, "given up after four days")
		if took := w.now.Sub(began); took < 4*24*time.Hour || took > 5*24*time.Hour {
			t.Errorf("it was given up after %s in %d tries", took, len(tries))
		}
		for i, raw := range tries {
			if !bytes.Equal(raw, tries[0]) {
				t.Errorf("attempt %d had other bytes", i+1)
			}
		}
		w.deliver()
		w.notices("Een brief kon niet worden bezorgd")
		w.later(30 * 24 * time.Hour)
		w.deliver()
		w.want(l.ID, voldaan.LetterFailed, "given up")
	})
}

// notices fails unless these notices, and no others, went to the owner.
func (w *world) notices(subjects ...string) {
	w.Helper()
	var got []string
	for _, m := range w.wire.mails() {
		if id := messageID(m.Raw); w.byMessageID(id).Kind == voldaan.LetterNotice {
			if !slices.Equal(m.Rcpts, []string{"anna@kade.example"}) {
				w.Errorf("a notice went to %v", m.Rcpts)
			}
			got = append(got, subjectOf(w, m.Raw))
		}
	}
	if !slices.Equal(got, subjects) {
		w.Errorf("notices are %q, want %q", got, subjects)
	}
}

func messageID(raw []byte) string {
	for line := range strings.Lines(string(raw)) {
		if id, ok := strings.CutPrefix(line, "Message-Id: <"); ok {
			return strings.TrimRight(id, ">\r\n")
		}
	}
	return ""
}

func (w *world) byMessageID(id string) (l store.Letter) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		var err error
		l, err = tx.LetterByMessageID(kade, id)
		w.check(err)
	})
	return l
}

// TestUnknownUser marks the contact whom the server does not know, and plans
// the demand anew to another one.
func TestUnknownUser(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.contact(zon, voldaan.Contact{ID: "zon-k2", Address: "bea@zon.example"})
		w.wire.refuse(map[string]*smtp.SMTPError{"an@zon.example": unknown()})
		w.turn()
		all := w.letters(zon, voldaan.LetterReminder1)
		if len(all) != 2 || all[0].State != voldaan.LetterFailed || all[1].State != voldaan.LetterSent ||
			all[1].Recipients[0].Address != "bea@zon.example" {
			t.Fatalf("letters are %+v", all)
		}
		b := w.ledger()
		if got := b.Contact("zon-k1").Standing; got != voldaan.ContactBounced {
			t.Errorf("the contact is %s", got)
		}
		if step, on := b.LastStep("i1"); step != voldaan.StepReminder1 || on != w.day() {
			t.Errorf("the last step is %s on %s", step, on)
		}
		if len(b.Demands) != 2 || b.Demands[0].State != voldaan.DemandCancelled {
			t.Errorf("demands are %+v", b.Demands)
		}
		w.notices("Een brief kon niet worden bezorgd")
		w.mails(2)
	})
}

// TestRefusedByPolicy does not knock again on the same day at a door that was
// shut for another reason than the address.
func TestRefusedByPolicy(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.wire.refuse(map[string]*smtp.SMTPError{"an@zon.example": policy()})
		w.turn()
		w.turn()
		l := w.demand()
		w.want(l.ID, voldaan.LetterFailed, "Not here")
		if got := w.ledger().Contact("zon-k1").Standing; got != voldaan.ContactActive {
			t.Errorf("the contact is %s", got)
		}
		w.notices("Een brief kon niet worden bezorgd")
		w.wire.mend()
		w.tomorrow(10)
		w.turn()
		all := w.letters(zon, voldaan.LetterReminder1)
		if len(all) != 2 || all[1].State != voldaan.LetterSent {
			t.Errorf("the next day's letters are %+v", all)
		}
	})
}
