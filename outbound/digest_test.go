package outbound_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file.
func golden(t testing.TB, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		check(t, os.MkdirAll("testdata", 0o755))
		check(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	check(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (go test ./outbound -update writes it anew): want -, got +\n%s", file, diff)
	}
}

func languages() []string { return []string{"nl", "fr", "en", "de"} }

// digest queues what the digest's turn brings.
func (w *world) digest() int {
	w.Helper()
	n, err := w.office.Digest(w.Context(), w.now)
	w.check(err)
	return n
}

// TestDigestOnce sends it to each manager once each business day from its hour.
func TestDigestOnce(t *testing.T) {
	onBoth(t, func(w *world) {
		w.cr.Colleagues = append(w.cr.Colleagues, voldaan.Colleague{
			Name: "Max Kade", Address: "max@kade.example", Language: "de", Role: voldaan.RoleManager,
		})
		queued := func(day, hour, minute, want int) {
			t.Helper()
			w.now = (wednesday() + voldaan.Date(day)).At(hour, minute, w.cr.Zone)
			if n := w.digest(); n != want {
				t.Errorf("%s: %d digests, want %d", w.now, n, want)
			}
		}
		queued(0, 7, 59, 0)
		queued(0, 8, 0, 2)
		queued(0, 8, 0, 0)
		queued(0, 23, 0, 0)
		queued(1, 0, 30, 0) // the next day has begun, its hour has not
		queued(1, 12, 0, 2) // late is better than not
		queued(2, 8, 0, 2)
		queued(3, 9, 0, 0) // Saturday
		queued(4, 9, 0, 0)
		queued(5, 8, 0, 2)
		queued(33, 8, 0, 0) // Easter Monday
		w.deliver()
		subjects := map[string]int{}
		for _, m := range w.mails(8) {
			subjects[m.Rcpts[0]+" "+strings.Trim(strings.Fields(subjectOf(t, m.Raw))[0], ",")]++
		}
		if subjects["mia@kade.example Dagoverzicht"] != 4 || subjects["max@kade.example Tagesübersicht"] != 4 {
			t.Errorf("digests are %v", subjects)
		}
	})
}

// richDay is a ledger with something for each section, the morning after.
func richDay(w *world) {
	w.Helper()
	w.zon()
	w.turn() // a reminder went out
	w.customer("linde", "Linde Bouw", "70002", "boek@linde.example")
	w.invoice("linde", "i2", "2026-050", 50_000, -45)
	w.invoice("linde", "i3", "2026-051", 75_050, -100)
	w.apply("linde", voldaan.EventDisputed, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Invoice, e.Reason = "i2", "not_delivered" })
	w.customer("maan", "Maan & Zn", "70003", "ap@maan.example")
	w.register("maan", voldaan.Invoice{
		ID: "u1", Number: "2026-US1", Total: 90_000, Currency: "USD", Due: w.day() - 10, Issued: w.day() - 40,
	})
	w.apply("maan", voldaan.EventPromised, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Invoice, e.Promise, e.Amount, e.On, e.Until = "u1", "b1", 40_000, w.day()+5, w.day()+7
	})
	w.pay("maan", "p1", "u1", 20_000)
	w.customer("ster", "Ster Optiek", "70004", "post@ster.example")
	w.invoice("ster", "i4", "2026-052", 30_000, -4)
	w.cr.PaymentsMaxAge = 24 * time.Hour
	w.plan()
	w.read()
	w.deliver() // held: the payments are old
	w.cases()
	w.tomorrow(8)
	w.deliver()
}

// cases are mails of the day and what became of them.
func (w *world) cases() {
	w.Helper()
	mail := func(id voldaan.MailID, c voldaan.CustomerID, m store.Mail, sender, subject string) {
		m.ID, m.Customer, m.HandledAt = id, c, w.now
		w.mail(m, store.MailText{Sender: sender, Subject: subject}, string(id))
	}
	mail("m1", "linde", store.Mail{State: store.MailHandled, Intent: voldaan.IntentDispute}, "boek@linde.example", "Klacht")
	mail("m2", "maan", store.Mail{State: store.MailHandled, Intent: voldaan.IntentPromise}, "ap@maan.example", "Payment")
	mail("m3", "", store.Mail{State: store.MailQuarantined, Trouble: "pretence: not authenticated"}, "anna@kade.example", "Betaald")
	mail("m4", "", store.Mail{State: store.MailQuarantined, Trouble: "no end of part"}, "x@stranger.example", "Kapot")
	mail("m5", "", store.Mail{State: store.MailHandled, Warning: "not understood: pauze"}, "anna@kade.example", "pauze")
	mail("m6", "", store.Mail{State: store.MailHandled, Intent: voldaan.IntentOther}, "y@stranger.example", "Aanbod")
	put := func(id voldaan.CaseID, c voldaan.CustomerID, mail voldaan.MailID, intent voldaan.Intent, reason string, s voldaan.CaseState) {
		w.within(func(tx *store.Tx) {
			w.check(tx.PutCase(voldaan.Case{
				ID: id, Creditor: kade, Customer: c, Mail: mail, Intent: intent, Reason: reason, Owner: w.cr.Owner().Key(),
				Opened: w.now, Deadline: w.now.Add(48 * time.Hour), State: s,
			}))
		})
	}
	put("s1", "linde", "m1", voldaan.IntentDispute, "not_delivered", voldaan.CaseOpen)
	put("s2", "", "m6", voldaan.IntentOther, "unknown sender", voldaan.CaseAnswered)
	put("s3", "linde", "m1", voldaan.IntentDispute, "dispute", voldaan.CaseClosed)
}

// TestDigestText compares the digest of a rich day in four languages, on both
// engines, with its golden text.
func TestDigestText(t *testing.T) {
	onBoth(t, func(w *world) {
		richDay(w)
		for _, lang := range languages() {
			w.cr.Colleagues[1].Language = lang
			text, err := w.office.PreviewDigest(t.Context(), w.now)
			w.check(err)
			golden(t, "digest."+lang+".txt", text)
		}
		before := len(w.wire.mails())
		w.cr.Colleagues[1].Language = "nl"
		w.digest()
		w.deliver()
		mails := w.wire.mails()
		if len(mails) != before+1 {
			t.Fatalf("%d mails, want the digest", len(mails)-before)
		}
		golden(t, "digest.nl.txt", strings.ReplaceAll(open(t, mails[before].Raw).text, "\r\n", "\n"))
	})
}

// TestDigestMonday tells of the whole weekend.
func TestDigestMonday(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		handled := func(id voldaan.MailID, day int, hour int) {
			w.now = (wednesday() + voldaan.Date(day)).At(hour, 0, w.cr.Zone)
			w.mail(store.Mail{ID: id, State: store.MailQuarantined, HandledAt: w.now}, store.MailText{Sender: string(id)}, string(id))
		}
		handled("early@friday.example", 2, 7)
		handled("late@friday.example", 2, 9)
		handled("on@sunday.example", 4, 23)
		w.now = (wednesday() + 5).At(8, 0, w.cr.Zone)
		text, err := w.office.PreviewDigest(t.Context(), w.now)
		w.check(err)
		for sender, want := range map[string]bool{"early@friday.example": false, "late@friday.example": true, "on@sunday.example": true} {
			if strings.Contains(text, sender) != want {
				t.Errorf("the digest tells of %s: %v\n%s", sender, !want, text)
			}
		}
	})
}

// TestEscalate reminds the owner of a case past its deadline, then a manager,
// and does not go on for ever.
func TestEscalate(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.caseMail("")
		for _, s := range []voldaan.CaseState{voldaan.CaseAnswered, voldaan.CaseClosed} {
			w.within(func(tx *store.Tx) {
				w.check(tx.PutCase(voldaan.Case{
					ID: voldaan.CaseID(s), Creditor: kade, Customer: zon, Owner: w.cr.Owner().Key(), Opened: w.now,
					Deadline: w.now, State: s, Intent: voldaan.IntentDispute,
				}))
			})
		}
		escalate := func() int {
			t.Helper()
			n, err := w.office.Escalate(t.Context(), w.now)
			w.check(err)
			w.deliver()
			return n
		}
		w.deliver()
		w.later(48*time.Hour - time.Second)
		if n := escalate(); n != 0 {
			t.Errorf("%d cases were escalated before their deadline", n)
		}
		w.at(20, 0)
		if n := escalate(); n != 0 {
			t.Errorf("%d cases were escalated at night", n)
		}
		for range 60 {
			w.tomorrow(10)
			escalate()
			escalate()
		}
		var to []string
		for _, m := range w.wire.mails() {
			to = append(to, m.Rcpts[0])
		}
		want := "anna anna mia mia mia mia"
		if got := strings.ReplaceAll(strings.Join(to, " "), "@kade.example", ""); got != want {
			t.Errorf("the case went to %s, want %s", got, want)
		}
		if s := subjectOf(t, w.wire.mails()[2].Raw); !strings.HasPrefix(s, "Wacht nog op u: betwisting") {
			t.Errorf("the subject is %q", s)
		}
	})
}

// TestNextTurn names the next instant at which the clock alone brings work.
func TestNextTurn(t *testing.T) {
	w := newWorld(t, t.TempDir()+"/v.db")
	for _, r := range [][2]string{
		{"2026-03-04T07:00:00+01:00", "2026-03-04T08:00:00+01:00"}, // the digest
		{"2026-03-04T08:00:00+01:00", "2026-03-04T09:00:00+01:00"}, // letters
		{"2026-03-04T09:00:00+01:00", "2026-03-05T08:00:00+01:00"},
		{"2026-03-06T18:00:00+01:00", "2026-03-09T08:00:00+01:00"}, // over the weekend
		{"2026-03-28T12:00:00+01:00", "2026-03-30T08:00:00+02:00"}, // into summer time
		{"2026-04-03T18:00:00+02:00", "2026-04-07T08:00:00+02:00"}, // over Easter
	} {
		at, err := time.Parse(time.RFC3339, r[0])
		check(t, err)
		want, err := time.Parse(time.RFC3339, r[1])
		check(t, err)
		if got := w.office.NextTurn(at); !got.Equal(want) {
			t.Errorf("after %s comes %s, want %s", r[0], got, want)
		}
	}
}

// everyEvent is one event of each kind, with all that a sentence may show.
func everyEvent() []voldaan.Event {
	kinds := []voldaan.EventKind{
		voldaan.EventInvoiceRegistered, voldaan.EventDemandQueued, voldaan.EventDemandSent, voldaan.EventDemandCancelled,
		voldaan.EventDemandBounced, voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened, voldaan.EventCaseKept,
		voldaan.EventCaseClosed, voldaan.EventDisputed, voldaan.EventDisputeResolved, voldaan.EventHeld, voldaan.EventResumed,
		voldaan.EventPromised, voldaan.EventPromiseKept, voldaan.EventPromiseBroken, voldaan.EventPromiseWithdrawn,
		voldaan.EventPaymentClaimed, voldaan.EventPaymentBooked, voldaan.EventAllocated, voldaan.EventPaymentReversed,
		voldaan.EventPlanned, voldaan.EventPlanEnded, voldaan.EventHandedOver, voldaan.EventRecalled, voldaan.EventClosed,
		voldaan.EventReopened, voldaan.EventContactAdded, voldaan.EventContactBounced, voldaan.EventContactLeft,
		voldaan.EventContactStopped, voldaan.EventContactRestored, voldaan.EventStopped, voldaan.EventStarted,
		voldaan.EventNoted, voldaan.EventUndone,
	}
	reasons := map[voldaan.EventKind]string{
		voldaan.EventMailRead: "promise_to_pay", voldaan.EventAnswered: "promise_noted", voldaan.EventCaseOpened: "consent",
		voldaan.EventDisputed: "wrong_price", voldaan.EventHeld: "away", voldaan.EventClosed: "written_off",
		voldaan.EventContactBounced: "user_unknown", voldaan.EventDemandSent: "uncertain",
	}
	var out []voldaan.Event
	for i, k := range kinds {
		e := voldaan.Event{Kind: k, Day: wednesday() + voldaan.Date(i), Reason: reasons[k]}
		switch k {
		case voldaan.EventPaymentBooked, voldaan.EventPaymentReversed:
			e.Payment, e.Amount = "p1", 20_000
		case voldaan.EventContactAdded, voldaan.EventContactBounced, voldaan.EventContactLeft,
			voldaan.EventContactStopped, voldaan.EventContactRestored:
			e.Contact = "k1"
		case voldaan.EventDemandQueued, voldaan.EventDemandSent, voldaan.EventDemandCancelled, voldaan.EventDemandBounced:
			e.Letter = "l1"
		case voldaan.EventPromised, voldaan.EventHeld, voldaan.EventPaymentClaimed, voldaan.EventPlanned:
			e.Invoice, e.Amount, e.Until, e.On = "i1", 40_000, wednesday()+60, wednesday()+58
		case voldaan.EventInvoiceRegistered:
			e.Invoice, e.Amount, e.Until = "i1", 121_000, wednesday()
		case voldaan.EventDisputed, voldaan.EventDisputeResolved, voldaan.EventResumed, voldaan.EventClosed, voldaan.EventReopened,
			voldaan.EventHandedOver, voldaan.EventRecalled, voldaan.EventPlanEnded:
			e.Invoice = "i1"
		}
		out = append(out, e)
	}
	return out
}

// TestHistory tells every kind of event in four languages.
func TestHistory(t *testing.T) {
	set, err := letters()
	check(t, err)
	l := &voldaan.Ledger{
		Contacts: []voldaan.Contact{{ID: "k1", Address: "an@zon.example"}},
		Invoices: []voldaan.Invoice{
			{ID: "i1", Number: "2026-041", Currency: "USD", Registered: true, Total: 121_000},
			{ID: "i2", Number: "2026-042", Currency: voldaan.EUR, Registered: true, Total: 121_000},
		},
		Payments: []voldaan.Payment{{ID: "p1", Currency: voldaan.EUR, Amount: 20_000, Booked: true}},
		Demands:  []voldaan.Demand{{Letter: "l1", Invoice: "i1", Step: voldaan.StepReminder2}},
	}
	for _, lang := range languages() {
		var b strings.Builder
		for _, h := range outbound.History(set, lang, l, everyEvent(), nil) {
			b.WriteString(h.Day.String() + " " + h.Text + "\n")
		}
		golden(t, "history."+lang+".txt", b.String())
	}
}

// TestHistoryAbout leaves out what happened to other invoices alone.
func TestHistoryAbout(t *testing.T) {
	set, err := letters()
	check(t, err)
	l := &voldaan.Ledger{
		Invoices: []voldaan.Invoice{{ID: "i1", Number: "A-1", Registered: true}, {ID: "i2", Number: "A-2", Registered: true}},
		Demands:  []voldaan.Demand{{Letter: "l1", Invoice: "i1"}, {Letter: "l2", Invoice: "i2"}, {Letter: "l3", Invoice: "i1"}, {Letter: "l3", Invoice: "i2"}},
	}
	events := []voldaan.Event{
		{Kind: voldaan.EventDisputed, Invoice: "i1", Day: 1},
		{Kind: voldaan.EventDisputed, Invoice: "i2", Day: 2},
		{Kind: voldaan.EventDemandSent, Letter: "l1", Day: 3},
		{Kind: voldaan.EventDemandSent, Letter: "l2", Day: 4},
		{Kind: voldaan.EventDemandSent, Letter: "l3", Day: 5},
		{Kind: voldaan.EventStopped, Day: 6},
		{Kind: voldaan.EventDemandQueued, Letter: "l1", Day: 7},
	}
	days := func(about ...voldaan.InvoiceID) (out []voldaan.Date) {
		for _, h := range outbound.History(set, "en", l, events, about) {
			out = append(out, h.Day)
		}
		return out
	}
	for _, r := range []struct {
		about []voldaan.InvoiceID
		want  []voldaan.Date
	}{
		{nil, []voldaan.Date{1, 2, 3, 4, 5, 6}},
		{[]voldaan.InvoiceID{"i1"}, []voldaan.Date{1, 3, 5, 6}},
		{[]voldaan.InvoiceID{"i2"}, []voldaan.Date{2, 4, 5, 6}},
	} {
		if diff := cmp.Diff(r.want, days(r.about...)); diff != "" {
			t.Errorf("about %v: %s", r.about, diff)
		}
	}
}
