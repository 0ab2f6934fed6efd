package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// readReceipt is a receipt that a letter was opened (RFC 8098).
func readReceipt(l store.Letter) mail {
	return mail{
		subject: "Gelezen: aanmaning", to: plus(l.Recipients[0].Token), re: l.MessageID,
		head: "Content-Type: multipart/report; report-type=disposition-notification; boundary=grens\n",
		body: strings.Join([]string{
			"--grens", "Content-Type: text/plain", "", "Uw bericht is gelezen.", "",
			"--grens", "Content-Type: message/disposition-notification", "",
			"Final-Recipient: rfc822; " + an, "Original-Message-ID: <" + l.MessageID + ">",
			"Disposition: manual-action/MDN-sent-manually; displayed", "", "--grens--",
		}, "\n"),
	}
}

// TestNoticeArrived: what shows that a legal notice was received starts its
// clock, on the day on which it shows: a known contact's answer, a delivery or a
// read receipt. What a machine or a stranger writes shows nothing, nor does any
// of it for a letter that is no notice.
func TestNoticeArrived(t *testing.T) {
	type row struct {
		kind  voldaan.LetterKind
		mail  func(*desk, store.Letter) mail
		proof voldaan.Proof
	}
	rows := map[string]row{
		"answer": {voldaan.LetterFormalNotice, func(_ *desk, l store.Letter) mail {
			return mail{re: l.MessageID, body: "Ik betaal vrijdag."}
		}, voldaan.ProofAnswer},
		"delivered": {voldaan.LetterFormalNotice, func(d *desk, l store.Letter) mail {
			return d.report(l, an, "delivered", "2.0.0")
		}, voldaan.ProofDelivery},
		"relayed": {voldaan.LetterFormalNotice, func(d *desk, l store.Letter) mail {
			return d.report(l, an, "relayed", "2.0.0")
		}, voldaan.ProofDelivery},
		"read": {voldaan.LetterFormalNotice, func(_ *desk, l store.Letter) mail { return readReceipt(l) }, voldaan.ProofRead},
		"delayed": {voldaan.LetterFormalNotice, func(d *desk, l store.Letter) mail {
			return d.report(l, an, "delayed", "4.4.1")
		}, ""},
		"a stranger's answer": {voldaan.LetterFormalNotice, func(_ *desk, l store.Letter) mail {
			return mail{from: "iemand@elders.example", re: l.MessageID, body: "Ik betaal vrijdag."}
		}, ""},
		"an automatic answer": {voldaan.LetterFormalNotice, func(_ *desk, l store.Letter) mail {
			return mail{re: l.MessageID, subject: "Automatisch antwoord", head: "Auto-Submitted: auto-replied\n", body: "Ik ben met vakantie."}
		}, ""},
		"a reminder that is no notice": {voldaan.LetterReminder2, func(_ *desk, l store.Letter) mail {
			return mail{re: l.MessageID, body: "Ik betaal vrijdag."}
		}, ""},
	}
	allOnBoth(t, rows, func(d *desk, r row) {
		l := d.demand(bakker, r.kind, invoice)
		d.now = d.now.AddDate(0, 0, 2)
		d.gets(r.mail(d, l))
		got := d.ledger(bakker).Demands[0]
		want(d, "proof", got.Proof, r.proof)
		if day := d.today(); r.proof != "" {
			want(d, "received", got.Received, day)
			d.now = d.now.AddDate(0, 0, 1)
			d.gets(readReceipt(l))
			want(d, "received, after more proof", d.ledger(bakker).Demands[0].Received, day)
		}
	})
}

// TestNoticeBouncesLate: a notice that comes back voids what was claimed on it,
// and what was paid on that pays the invoice.
func TestNoticeBouncesLate(t *testing.T) {
	onBoth(t, func(d *desk) {
		notice := d.demand(bakker, voldaan.LetterFormalNotice, invoice)
		id := d.ledger(bakker).InvoiceNumbered(invoice).ID
		claim := d.demand(bakker, voldaan.LetterReminder2, second)
		apply := func(kind voldaan.EventKind, change func(*voldaan.Ledger, *voldaan.Event)) {
			d.tx(func(tx *store.Tx) error {
				return tx.Decide(d.Creditor.ID, notice.Customer, store.ScopeAll, d.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
					s := voldaan.Stamp{Creditor: d.Creditor.ID, Customer: notice.Customer, At: d.now, Day: d.today(), By: voldaan.AuthorOperator, New: d.Mint.ID}
					e := s.Event(kind)
					change(l, &e)
					return []voldaan.Event{e}, l.Apply(e)
				})
			})
		}
		apply(voldaan.EventDemandQueued, func(_ *voldaan.Ledger, e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount = "x1", id, voldaan.StepFinalDemand, 121000
		})
		apply(voldaan.EventCharged, func(_ *voldaan.Ledger, e *voldaan.Event) {
			e.Letter, e.Invoice, e.Notice, e.Reason, e.Amount = "x1", id, notice.ID, string(voldaan.ChargeCosts), 18150
		})
		apply(voldaan.EventDemandSent, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Letter = "x1" })
		_, err := d.Books.Pay(d.Context(), invoice, 20000, d.today(), "", finance, d.now)
		check(d, err)
		l := d.ledger(bakker)
		want(d, "open after a payment that paid the costs first", l.Open(id), 121000-20000+18150)
		d.gets(d.report(notice, an, "failed", "5.1.1"))
		l = d.ledger(bakker)
		want(d, "owed on top", l.Surcharge(id), 0)
		want(d, "open", l.Open(id), 121000-20000)
		want(d, "the letter about another invoice", claim.State, voldaan.LetterSent)
	})
}
