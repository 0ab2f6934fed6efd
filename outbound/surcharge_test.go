package outbound_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// owes adds a customer of a kind in a country with one invoice of 1,000.00
// that is 28 days late, who goes by the ladder that ships for him.
func (w *world) owes(kind voldaan.Kind, country string, confirmed ...string) {
	w.Helper()
	book, faults := law.Load(confirmed)
	if book == nil {
		w.Fatal(faults)
	}
	w.office.Book = book
	w.office.Policies = voldaan.Shipped(voldaan.DefaultPolicy())
	w.cr.VATRecoverable, w.cr.CompanyNumber = true, "00000000"
	w.within(func(tx *store.Tx) {
		w.check(tx.AddCustomer(voldaan.Customer{
			ID: zon, Creditor: kade, Number: "70001", Name: "Jan Zon", Kind: kind, Country: country, Language: "nl",
		}))
	})
	w.contact(zon, voldaan.Contact{ID: "zon-k1", Address: "jan@zon.example", Name: "Jan Zon", Role: "billing"})
	w.register(zon, voldaan.Invoice{
		ID: "i1", Number: "2026-041", Subject: "Onderhoud", Total: 100_000, Currency: voldaan.EUR, Due: w.day().Add(-28),
		Issued: w.day().Add(-58),
	})
}

// reminded lets the first letters have gone before the world begins.
func (w *world) reminded(step voldaan.StepName, ago int) {
	w.within(func(tx *store.Tx) {
		w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			l.Invoices[0].LastStep, l.Invoices[0].LastContact = step, w.day().Add(-ago)
			return nil, nil
		}))
	})
}

// says reads the plain text of a mail.
func (w *world) says(raw []byte) string {
	w.Helper()
	r, err := mail.CreateReader(strings.NewReader(string(raw)))
	w.check(err)
	for {
		p, err := r.NextPart()
		w.check(err)
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
			b, err := io.ReadAll(p.Body)
			w.check(err)
			return strings.Join(strings.Fields(string(b)), " ")
		}
	}
}

// only is the one letter of a kind.
func (w *world) only(kind voldaan.LetterKind) store.Letter {
	w.Helper()
	all := w.letters(zon, kind)
	if len(all) != 1 {
		w.Fatalf("%d letters %s, want one", len(all), kind)
	}
	return all[0]
}

// latest is the newest letter of a kind.
func (w *world) latest(kind voldaan.LetterKind) store.Letter {
	w.Helper()
	all := w.letters(zon, kind)
	if len(all) == 0 {
		w.Fatalf("no letter %s\n%s", kind, w.log)
	}
	return all[len(all)-1]
}

// turns goes on to a day and lets everything happen of it.
func (w *world) turns(day int) {
	w.on(day)
	w.turn()
}

// contains fails unless a text has all parts.
func (w *world) contains(text string, parts ...string) {
	w.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			w.Errorf("it does not say %q:\n%s", p, text)
		}
	}
}

const fourteenDays = "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd"

// TestDutchConsumer: the notice names the exact costs and gives fourteen days
// from the day after receipt. Receipt is presumed, so the claim waits for a yes
// that names the risk; then the letter claims just what the notice named. A
// bounce of the notice voids it (art. 6:96 lid 6 BW, invariant 11).
func TestDutchConsumer(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "NL")
		w.reminded(voldaan.StepReminder2, 14)
		w.turn()
		notice := w.only(voldaan.LetterFormalNotice)
		w.want(notice.ID, voldaan.LetterSent, "")
		w.contains(w.says(w.stored(notice.ID)), fourteenDays, "€ 150,00 aan buitengerechtelijke incassokosten", "€ 1.000,00")
		if notice.Approved != "" || len(w.ledger().Charges) != 0 {
			t.Errorf("a notice claims nothing yet and asks nobody: %q, %+v", notice.Approved, w.ledger().Charges)
		}
		w.turns(15) // the fourteen days are over, the ladder waits a day more
		w.turns(19)
		demand := w.only(voldaan.LetterFinalDemand)
		if demand.Approved != "wanted" || len(demand.Args.Charges) != 1 || demand.Args.Charges[0].Amount != 15_000 ||
			demand.Args.Charges[0].Notice != notice.ID || !strings.Contains(strings.Join(demand.Args.Risks, " "), "presumed") {
			t.Fatalf("it waits for %q and claims %+v at the risk of %q", demand.Approved, demand.Args.Charges, demand.Args.Risks)
		}
		list := w.letters("", voldaan.LetterDayList)
		w.contains(w.says(w.stored(list[0].ID)), "€ 1.150,00", "waarvan rente en kosten € 150,00", "Receipt of the notice is presumed")
		if w.ledger().Surcharge("i1") != 0 {
			t.Error("costs are owed before their letter has left")
		}
		w.approve(demand.ID)
		w.turn()
		w.want(demand.ID, voldaan.LetterSent, "")
		w.contains(w.says(w.stored(demand.ID)), "incassokosten, 2026-041", "€ 150,00", "Te betalen: € 1.150,00")
		if got := w.ledger().Surcharge("i1"); got != 15_000 {
			t.Errorf("%s are owed on top, want 150.00", got)
		}
		w.apply(zon, voldaan.EventDemandBounced, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Letter = notice.ID })
		if got := w.ledger().Surcharge("i1"); got != 0 {
			t.Errorf("%s are owed after the notice came back", got)
		}
	})
}

// TestBounceBeforeTheDemand: the notice comes back while its claim waits for a
// yes. The yes comes too late, and the letter that goes claims nothing.
func TestBounceBeforeTheDemand(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "NL")
		w.reminded(voldaan.StepReminder2, 14)
		w.turn()
		notice := w.only(voldaan.LetterFormalNotice)
		w.turns(19)
		demand := w.only(voldaan.LetterFinalDemand)
		w.apply(zon, voldaan.EventDemandBounced, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Letter = notice.ID })
		w.approve(demand.ID)
		w.turn()
		w.want(demand.ID, voldaan.LetterCancelled, "claimed on top changed")
		for _, c := range w.ledger().Charges {
			if c.State != voldaan.ChargeVoid {
				t.Errorf("the charge of the letter that never left is %s", c.State)
			}
		}
	})
}

// TestNobodySaysYes: a claim is asked about on three days; then the letter goes
// without it, and says nothing of costs.
func TestNobodySaysYes(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "NL")
		w.reminded(voldaan.StepReminder2, 14)
		w.turn()
		for _, day := range []int{19, 20, 21, 22, 23, 26, 27} { // Monday to Friday, then Monday
			w.turns(day)
		}
		all := w.letters(zon, voldaan.LetterFinalDemand)
		if len(all) != 4 {
			t.Fatalf("%d final demands, want three that were asked about and one that went", len(all))
		}
		for _, l := range all[:3] {
			w.want(l.ID, voldaan.LetterCancelled, "no yes")
		}
		last := all[3]
		w.want(last.ID, voldaan.LetterSent, "")
		w.within(func(tx *store.Tx) {
			events, err := tx.Events(kade, zon)
			w.check(err)
			noted := slices.ContainsFunc(events, func(e voldaan.Event) bool {
				return e.Kind == voldaan.EventNoted && e.Reason == "claims_left_out" && e.Letter == last.ID
			})
			if !noted {
				t.Error("the log does not say that the claim was left out")
			}
		})
		if text := w.says(w.stored(last.ID)); strings.Contains(text, "kosten") || len(last.Args.Charges) != 0 {
			t.Errorf("it claims all the same:\n%s", text)
		}
	})
}

// TestNotRenderedWithoutYes: no way through the outbox renders a claim to which
// nobody said yes, or that the law does not allow.
func TestNotRenderedWithoutYes(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "NL")
		w.reminded(voldaan.StepReminder2, 14)
		w.turn()
		w.turns(19)
		demand := w.only(voldaan.LetterFinalDemand)
		for _, forged := range []func(*store.Letter){
			func(l *store.Letter) { l.Approved = "" },
			func(l *store.Letter) { l.Approved, l.Args.Charges[0].Amount = "anna", 15_001 },
			func(l *store.Letter) {
				l.Approved = "anna"
				l.Args.Charges = append(l.Args.Charges, voldaan.ChargeLine{Invoice: "i1", Kind: voldaan.ChargeFixed, Amount: 4_000})
			},
		} {
			row := demand
			row.Args.Charges = append([]voldaan.ChargeLine{}, demand.Args.Charges...)
			forged(&row)
			w.within(func(tx *store.Tx) { w.check(tx.SetLetter(row)) })
			w.read()
			w.deliver()
			for _, m := range w.mailsWith(demand.MessageID) {
				t.Fatalf("it went out:\n%s", w.says(m.Raw))
			}
			if w.rendered(demand.ID) {
				t.Fatal("it was rendered")
			}
			row = demand
			w.within(func(tx *store.Tx) {
				row.State = voldaan.LetterQueued
				w.check(tx.SetLetter(row))
			})
		}
	})
}

// TestDutchBusiness: interest by the day at the confirmed rate and costs by the
// scale, of which the fixed sum is a part, without any notice; a rate that nobody
// confirmed lets the letter go without interest.
func TestDutchBusiness(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindBusiness, "NL", "nl-b2b 2026-01-01 10.15", "nl-fixed 2013-03-16 40.00")
		w.reminded(voldaan.StepLastReminder, 8)
		w.turns(1)
		demand := w.only(voldaan.LetterFinalDemand)
		got := map[voldaan.ChargeKind]voldaan.Amount{}
		for _, c := range demand.Args.Charges {
			got[c.Kind] += c.Amount
		}
		// 29 days of 1,000.00 at 10.15 % are 8.0644.
		if got[voldaan.ChargeInterest] != 806 || got[voldaan.ChargeFixed]+got[voldaan.ChargeCosts] != 15_000 || got[voldaan.ChargeFixed] != 4_000 {
			t.Errorf("it claims %v", got)
		}
		w.approve(demand.ID)
		w.turn()
		w.contains(w.says(w.stored(demand.ID)), "rente, 2026-041, van 05-02-2026 t/m 05-03-2026", "€ 8,06", "€ 1.158,06")
	})
	t.Run("unconfirmed", func(t *testing.T) {
		onBoth(t, func(w *world) {
			w.owes(voldaan.KindBusiness, "NL")
			w.reminded(voldaan.StepLastReminder, 8)
			w.turns(1)
			for _, c := range w.only(voldaan.LetterFinalDemand).Args.Charges {
				if c.Kind == voldaan.ChargeInterest || c.Kind == voldaan.ChargeFixed {
					t.Errorf("it claims %+v of a row that nobody checked", c)
				}
			}
		})
	})
}

// TestDeferredClaimKeepsItsDay: a letter that the server refuses for now goes on a
// later day as it was, with the interest to its own day and the same yes.
func TestDeferredClaimKeepsItsDay(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindBusiness, "NL", "nl-b2b 2026-01-01 10.15")
		w.reminded(voldaan.StepLastReminder, 8)
		w.turns(1)
		demand := w.only(voldaan.LetterFinalDemand)
		w.wire.refuse(map[string]*smtp.SMTPError{"jan@zon.example": busy()})
		w.approve(demand.ID)
		w.turn()
		w.want(demand.ID, voldaan.LetterDeferred, "")
		w.wire.refuse(nil)
		w.turns(2)
		got := w.want(demand.ID, voldaan.LetterSent, "")
		if charges := w.ledger().Charges; len(charges) == 0 || charges[0].State != voldaan.ChargeClaimed || charges[0].To != w.cr.Day(got.Made) {
			t.Errorf("the ledger has %+v", charges)
		}
	})
}

// TestInterestIsNotClaimedTwice: a second letter claims what accrued since the
// first, and shows what is left of that.
func TestInterestIsNotClaimedTwice(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindBusiness, "NL", "nl-b2b 2026-01-01 10.15")
		claims := voldaan.Claims{Interest: true}
		w.ladder(
			voldaan.Step{Name: voldaan.StepReminder1, Day: 3},
			voldaan.Step{Name: voldaan.StepReminder2, Day: 10, Wait: 5, Claims: claims},
			voldaan.Step{Name: voldaan.StepFinalDemand, Day: 20, Wait: 10, Claims: claims},
		)
		w.reminded(voldaan.StepReminder1, 8)
		w.turns(1)
		first := w.latest(voldaan.LetterReminder2)
		w.approve(first.ID)
		w.turn()
		w.pay(zon, "p1", "i1", 50_000)
		w.within(func(tx *store.Tx) {
			w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				lines := []voldaan.DemandLine{{Invoice: "i1", Amount: l.Demandable("i1", w.day()), Claims: claims}}
				_, charges, err := w.office.Claimable(tx, l, voldaan.Draft{Lines: lines}, w.now.AddDate(0, 0, 10))
				// ten days of 500.00 at 10.15 % are 1.3904; the 8.0644 before were claimed as 8.06
				if err != nil || len(charges) != 1 || charges[0].Amount != 139 || charges[0].From != w.day()+1 {
					t.Errorf("ten days later it claims %+v (%v)", charges, err)
				}
				return nil, nil
			}))
		})
	})
}

// TestBelgianConsumer: the first reminder is free and states what the law wants;
// after its term the clause that was agreed is due, within the cap, and no more
// (art. XIX.2 and XIX.4 WER).
func TestBelgianConsumer(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "BE")
		w.within(func(tx *store.Tx) {
			w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				l.Customer.Terms = voldaan.Terms{Days: 30, DamagesClause: "15 % min 40", Since: w.day().Add(-90), Evidence: "offer 12"}
				return nil, nil
			}))
		})
		w.turn()
		first := w.only(voldaan.LetterReminder1)
		// 15 % of 1,000.00 are 150.00; the cap is 90.00.
		w.contains(w.says(w.stored(first.ID)), "kosteloze herinnering", "schadevergoeding van € 90,00", "ondernemingsnummer 00000000", "Onderhoud")
		w.mailAnswers(first)
		w.turns(19)
		w.turns(34)
		demand := w.latest(voldaan.LetterFinalDemand)
		// Sent and answered on 4 March: the term ends on the 18th, and five days of
		// 1,000.00 at the civil rate of 4.5 % are 0.6164.
		want := []voldaan.ChargeLine{
			{Invoice: "i1", Kind: voldaan.ChargeInterest, Amount: 62, From: voldaan.MustDate("2026-03-19"), To: voldaan.MustDate("2026-03-23"), Notice: first.ID},
			{Invoice: "i1", Kind: voldaan.ChargeCosts, Amount: 9_000, Notice: first.ID},
		}
		if diff := cmp.Diff(want, demand.Args.Charges); diff != "" {
			t.Errorf("it claims\n%s", diff)
		}
		for _, r := range demand.Args.Risks {
			if strings.Contains(r, "presumed") {
				t.Errorf("receipt was proved by an answer: %s", r)
			}
		}
	})
}

// mailAnswers proves that a letter was received.
func (w *world) mailAnswers(l store.Letter) {
	w.apply(zon, voldaan.EventNoticeReceived, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Letter, e.On, e.Reason = l.ID, w.day(), string(voldaan.ProofAnswer)
	})
}

// TestChargesLeftAreACase: what was claimed and not paid with the principal goes
// to a person, once.
func TestChargesLeftAreACase(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindBusiness, "NL", "nl-fixed 2013-03-16 40.00")
		w.reminded(voldaan.StepLastReminder, 8)
		w.turns(1)
		demand := w.only(voldaan.LetterFinalDemand)
		w.approve(demand.ID)
		w.turn()
		w.pay(zon, "p1", "i1", 100_000)
		w.turns(2)
		w.turns(5)
		n := 0
		for _, l := range w.letters(zon, voldaan.LetterCase) {
			if l.Args.Reason == "charges_left" {
				n++
				w.contains(w.says(w.stored(l.ID)), "Er staan nog rente of kosten open")
			}
		}
		if n != 1 {
			t.Errorf("%d cases about the costs that were not paid, want 1", n)
		}
	})
}

// TestBelgianConsumerTermsOfTheDay: the first reminder announces what the clauses
// come to that were in force on the day of each invoice, within the cap on what
// they bind together; an invoice that is older than all of them has none.
func TestBelgianConsumerTermsOfTheDay(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "BE")
		for id, inv := range map[voldaan.InvoiceID]voldaan.Invoice{
			"i2": {Number: "2026-050", Total: 20_000, Issued: w.day().Add(-9), Due: w.day().Add(-5)},
			"i3": {Number: "2025-900", Total: 30_000, Issued: w.day().Add(-100), Due: w.day().Add(-70)},
		} {
			inv.ID, inv.Subject, inv.Currency = id, "Onderhoud", voldaan.EUR
			w.register(zon, inv)
		}
		start := w.day()
		terms := func(damages string, since int) voldaan.GeneralTerms {
			return voldaan.GeneralTerms{Terms: voldaan.Terms{DamagesClause: damages, Since: start.Add(since), Evidence: "general terms"}}
		}
		w.cr.Terms = []voldaan.GeneralTerms{terms("15 %", -90), terms("10 % min 30", -9)}
		w.turn()
		first := w.only(voldaan.LetterReminder1)
		// 150.00 of 1,000.00 and 30.00 of 200.00; the cap on 1,200.00 is 100.00.
		w.contains(w.says(w.stored(first.ID)), "€ 1.500,00", "schadevergoeding van € 100,00")
		w.mailAnswers(first)
		w.on(15) // the term ended on the day before
		c := w.claimsOf(law.ItemCosts)
		if c.Verdict == law.No || c.Sum != 10_000 || strings.Join(c.Numbers, " ") != "2026-041 2026-050" {
			t.Errorf("%s %s on %v: %v", c.Verdict, c.Sum, c.Numbers, c.Reasons)
		}
		w.cr.Terms = []voldaan.GeneralTerms{terms("5 %", -90), terms("10 % min 30", -9)}
		if c := w.claimsOf(law.ItemCosts); c.Sum != 8_000 { // 50.00 and 30.00, which is less than was announced
			t.Errorf("%s, want 80.00", c.Sum)
		}
	})
}

// TestClaimOnAPostedNotice claims costs on a notice that a colleague posted.
func TestClaimOnAPostedNotice(t *testing.T) {
	onBoth(t, func(w *world) {
		w.owes(voldaan.KindConsumer, "NL")
		w.ladder(
			voldaan.Step{Name: voldaan.StepFormalNotice, Day: 28, Channel: voldaan.ChannelPost, Notice: true},
			voldaan.Step{Name: voldaan.StepFinalDemand, Day: 50, Wait: 16, Claims: voldaan.Claims{Costs: true}},
		)
		w.turn()
		notice := w.only(voldaan.LetterPostTask)
		w.turns(26)
		if l := w.only(voldaan.LetterFinalDemand); len(l.Args.Charges) != 1 || l.Args.Charges[0].Notice != notice.ID || l.Approved != "wanted" {
			t.Errorf("it claims %+v, waits for %q", l.Args.Charges, l.Approved)
		}
	})
}
