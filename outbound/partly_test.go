package outbound_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// threeContacts adds two contacts to zon and plans a letter to all three; the
// server takes one, defers one and refuses one.
func threeContacts(w *world) store.Letter {
	w.Helper()
	w.zon()
	w.contact(zon, voldaan.Contact{ID: "zon-k2", Address: "bea@zon.example", Role: "billing"})
	w.contact(zon, voldaan.Contact{ID: "zon-k3", Address: "cor@zon.example", Role: "billing"})
	w.wire.refuse(map[string]*smtp.SMTPError{"bea@zon.example": busy(), "cor@zon.example": unknown()})
	w.plan()
	w.read()
	w.deliver()
	return w.demand()
}

// states are the states of a letter's recipients.
func states(l store.Letter) string {
	var out []string
	for _, r := range l.Recipients {
		out = append(out, string(r.State))
	}
	return strings.Join(out, " ")
}

// TestPartly keeps each recipient's own result and sends the same bytes again
// to the one who is missing.
func TestPartly(t *testing.T) {
	onBoth(t, func(w *world) {
		l := threeContacts(w)
		if got := states(l); got != "sent deferred failed" || l.State != voldaan.LetterDeferred || l.SentAt.IsZero() {
			t.Errorf("the letter is %s: %s", l.State, got)
		}
		if got := w.ledger().Demands[0].State; got != voldaan.DemandSent {
			t.Errorf("the demand is %s", got)
		}
		if got := w.ledger().Contact("zon-k3").Standing; got != voldaan.ContactBounced {
			t.Errorf("the refused contact is %s", got)
		}
		w.wire.mend()
		w.apply(zon, voldaan.EventNoted, func(b *voldaan.Ledger, _ *voldaan.Event) { b.Customer.Name = "Bakkerij Maan" })
		w.now = l.NextAt
		w.deliver()
		if got := w.want(l.ID, voldaan.LetterSent, ""); states(got) != "sent sent failed" || got.SentAt.Equal(w.now) {
			t.Errorf("the letter is %+v", got)
		}
		mails := w.mails(2)
		if !slices.Equal(mails[0].Rcpts, []string{"an@zon.example"}) || !slices.Equal(mails[1].Rcpts, []string{"bea@zon.example"}) {
			t.Errorf("they went to %v and %v", mails[0].Rcpts, mails[1].Rcpts)
		}
		if !bytes.Equal(mails[0].Raw, mails[1].Raw) {
			t.Error("the second recipient got other bytes")
		}
		w.turn()
		w.mails(2)
	})
}

// TestPartlyPaid does not remind the missing recipient of what was paid since.
func TestPartlyPaid(t *testing.T) {
	onBoth(t, func(w *world) {
		l := threeContacts(w)
		w.wire.mend()
		w.pay(zon, "p1", "i1", 121_000)
		w.now = l.NextAt
		w.deliver()
		if got := states(w.want(l.ID, voldaan.LetterSent, "the claim changed")); got != "sent cancelled failed" {
			t.Errorf("recipients are %s", got)
		}
		w.mails(1)
	})
}

// TestPartlyAtNight lets the missing recipient of a demand sleep.
func TestPartlyAtNight(t *testing.T) {
	onBoth(t, func(w *world) {
		l := threeContacts(w)
		w.wire.mend()
		w.at(22, 0)
		out := w.deliver()
		opens := (w.day() + 1).At(9, 0, w.cr.Zone)
		if got := w.want(l.ID, voldaan.LetterDeferred, "out of hours"); !got.NextAt.Equal(opens) || !out.Next.Equal(opens) {
			t.Errorf("its turn comes at %s and %s", got.NextAt, out.Next)
		}
		w.now = opens
		w.deliver()
		if got := states(w.want(l.ID, voldaan.LetterSent, "")); got != "sent sent failed" {
			t.Errorf("recipients are %s", got)
		}
	})
}

// TestPartlyGivenUp counts as sent what somebody has, and tells the owner.
func TestPartlyGivenUp(t *testing.T) {
	onBoth(t, func(w *world) {
		l := threeContacts(w)
		w.wire.refuse(map[string]*smtp.SMTPError{"bea@zon.example": policy()})
		w.now = l.NextAt
		w.deliver()
		if got := states(w.want(l.ID, voldaan.LetterSent, "")); got != "sent failed failed" {
			t.Errorf("recipients are %s", got)
		}
		if got := w.ledger().Demands[0].State; got != voldaan.DemandSent {
			t.Errorf("the demand is %s", got)
		}
		w.deliver()
		w.notices("Een brief kon niet worden bezorgd")
	})
}
