package outbound

import (
	"bytes"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// gate is what stands against a letter now (invariant 4).
type gate struct {
	// hold says why the letter waits; empty: it may go.
	hold string
	// until is when to look again; zero: when something changes, at the latest
	// in a minute.
	until time.Time
	// cancel says why the letter must not go any more; its invoices are then
	// planned anew.
	cancel string
	// reading says that a fresh reading of the mailboxes would help.
	reading bool
}

// gate asks whether a letter may leave now. Mails to colleagues always may.
func (o *Office) gate(tx *store.Tx, l store.Letter, now time.Time) (gate, error) {
	class := l.Kind.Class()
	if class == voldaan.ClassInternal {
		return gate{}, nil
	}
	state, err := tx.Creditor(o.Creditor.ID)
	switch {
	case err != nil:
		return gate{}, err
	case state.ConfirmRestore:
		return gate{hold: "restored from a backup: waits for voldaan start"}, nil
	case state.Stopped:
		return gate{hold: "stopped"}, nil
	case o.Creditor.Mode == voldaan.ModeWatch:
		return gate{hold: "mode is watch: nothing goes to customers"}, nil
	}
	ledger, err := tx.Ledger(o.Creditor.ID, l.Customer, store.ScopeAll, now)
	if err != nil {
		return gate{}, err
	}
	if ledger.Customer.Stopped {
		return gate{hold: "the customer is stopped"}, nil
	}
	if g := reachable(ledger, l); g.cancel != "" {
		return g, nil
	}
	if partly(l) {
		return o.restGate(ledger, l, now), nil
	}
	if class == voldaan.ClassAnswer {
		return o.answerGate(ledger, now), nil
	}
	return o.demandGate(tx, ledger, l, state, now)
}

// partly reports whether the letter reached one of its recipients already, so
// that the others get the same.
func partly(l store.Letter) bool {
	for _, r := range l.Recipients {
		if r.State == voldaan.LetterSent {
			return true
		}
	}
	return false
}

// reachable takes recipients out who may not be written to any more, and
// cancels a letter that has no other left.
func reachable(b *voldaan.Ledger, l store.Letter) gate {
	left := false
	for i := range l.Recipients {
		r := &l.Recipients[i]
		if settled(*r) {
			continue
		}
		if c := b.Contact(r.Contact); c == nil || !c.CanReceive() {
			r.State = voldaan.LetterCancelled
			continue
		}
		left = true
	}
	if left {
		return gate{}
	}
	return gate{cancel: "no recipient may be written to any more"}
}

// settled reports whether nothing is left to be done for a recipient.
func settled(r voldaan.Recipient) bool {
	return r.State == voldaan.LetterSent || r.State == voldaan.LetterFailed || r.State == voldaan.LetterCancelled
}

// restGate is the gate of a letter that some of its recipients have. The
// others get the same, unless what it demands is no longer so.
func (o *Office) restGate(b *voldaan.Ledger, l store.Letter, now time.Time) gate {
	if l.Kind.Class() != voldaan.ClassDemand {
		return gate{}
	}
	if reason := o.claimChanged(b, l, now); reason != "" {
		return gate{cancel: reason}
	}
	if at := o.places().Of(b.Customer); !o.open(at, now) {
		return gate{hold: "out of hours", until: o.opens(at, now)}
	}
	return gate{}
}

// answerGate holds back an answer to a customer who must not be written to.
func (o *Office) answerGate(b *voldaan.Ledger, now time.Time) gate {
	for _, s := range b.Standings {
		if s.Reason == voldaan.HoldLegal && s.Active(o.Creditor.Day(now)) {
			return gate{cancel: "the customer's affairs are a legal matter: a person answers"}
		}
	}
	return gate{}
}

// dayOver is why a demand is cancelled that was held until its day ended.
const dayOver = "its day is over"

// demandGate is the gate of demands for payment: read before you speak.
func (o *Office) demandGate(tx *store.Tx, b *voldaan.Ledger, l store.Letter, state store.CreditorState, now time.Time) (gate, error) {
	// One that was tried and refused for now keeps its turn on later days.
	if l.Attempts == 0 && o.Creditor.Day(l.Made) != o.Creditor.Day(now) {
		return gate{cancel: dayOver}, nil
	}
	if reason := o.claimChanged(b, l, now); reason != "" {
		return gate{cancel: reason}, nil
	}
	if reason, err := o.chargesChanged(tx, b, l.Letter); err != nil || reason != "" {
		return gate{cancel: reason}, err
	}
	if at := o.places().Of(b.Customer); !o.open(at, now) {
		return gate{hold: "out of hours", until: o.opens(at, now)}, nil
	}
	if age := o.Creditor.PaymentsMaxAge; age > 0 && now.Sub(state.PaymentsAt) > age {
		return gate{hold: "the payment source is older than " + age.String() + ": bring in payments"}, nil
	}
	g, err := o.readGate(tx, l, now)
	if err != nil || g.hold != "" {
		return g, err
	}
	return o.unhandledGate(tx, b, l, now)
}

// claimChanged says what became different since the letter was decided.
func (o *Office) claimChanged(b *voldaan.Ledger, l store.Letter, now time.Time) string {
	if p := b.Plan(l.Args.Plan); l.Kind == voldaan.LetterInstalment && (p == nil || p.State != voldaan.PlanAgreed) {
		return "the plan has ended"
	}
	day := o.Creditor.Day(now)
	for _, line := range l.Args.Demands {
		if may := b.Demandable(line.Invoice, day); may != line.Amount {
			number := string(line.Invoice)
			if inv := b.Invoice(line.Invoice); inv != nil {
				number = inv.Number
			}
			return "the claim changed: of invoice " + number + " " + may.String() + " may be demanded, not " + line.Amount.String()
		}
	}
	return ""
}

// readGate wants every mailbox read to its end after the letter fell due, and
// lately.
func (o *Office) readGate(tx *store.Tx, l store.Letter, now time.Time) (gate, error) {
	folders, err := tx.Folders(o.Creditor.ID)
	if err != nil {
		return gate{}, err
	}
	if len(folders) == 0 {
		return gate{hold: "no mailbox has been read", reading: true}, nil
	}
	for _, f := range folders {
		if f.ReadAt.Before(l.DueAt) || now.Sub(f.ReadAt) > o.freshWithin() {
			return gate{hold: "mailbox " + f.Mailbox + ", folder " + f.Folder + " must be read first", reading: true}, nil
		}
	}
	return gate{}, nil
}

// unhandledGate holds a demand while a mail that may be this customer's is
// unhandled: waiting, quarantined, or matched to nobody.
func (o *Office) unhandledGate(tx *store.Tx, b *voldaan.Ledger, l store.Letter, now time.Time) (gate, error) {
	waiting, err := tx.MailsIn(o.Creditor.ID, store.MailStored)
	if err != nil {
		return gate{}, err
	}
	suspects := make([]store.Mail, 0, len(waiting))
	for _, m := range waiting {
		if m.Tries == 0 {
			return gate{hold: "mail " + string(m.ID) + " has not been handled yet"}, nil
		}
		suspects = append(suspects, m)
	}
	quarantined, err := tx.MailsIn(o.Creditor.ID, store.MailQuarantined)
	if err != nil {
		return gate{}, err
	}
	for _, m := range quarantined {
		if now.Before(o.Calendar.After(m.HandledAt.In(o.zone()), o.Policy.CaseDeadline)) {
			suspects = append(suspects, m)
		}
	}
	cases, err := tx.OpenCases(o.Creditor.ID)
	if err != nil {
		return gate{}, err
	}
	for _, c := range cases {
		if c.Customer != "" || c.State != voldaan.CaseOpen ||
			!now.Before(o.Calendar.After(c.Opened.In(o.zone()), o.Policy.CaseDeadline)) {
			continue
		}
		m, err := tx.Mail(o.Creditor.ID, c.Mail)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return gate{}, err
		}
		suspects = append(suspects, m)
	}
	return o.named(tx, b, l, suspects)
}

// named holds a demand when one of the suspected mails names the customer's
// address, domain, number or one of the letter's invoices.
func (o *Office) named(tx *store.Tx, b *voldaan.Ledger, l store.Letter, suspects []store.Mail) (gate, error) {
	if len(suspects) == 0 {
		return gate{}, nil
	}
	domains, err := tx.Domains(o.Creditor.ID, l.Customer)
	if err != nil {
		return gate{}, err
	}
	names := domains
	if len(b.Customer.Number) >= 4 {
		names = append(names, strings.ToLower(b.Customer.Number))
	}
	for _, c := range b.Contacts {
		names = append(names, c.Address)
	}
	for _, line := range l.Args.Demands {
		if inv := b.Invoice(line.Invoice); inv != nil && len(inv.Number) >= 4 {
			names = append(names, strings.ToLower(inv.Number))
		}
	}
	for _, m := range suspects {
		raw, err := tx.Bytes(o.Creditor.ID, m.RawHash)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return gate{}, err
		}
		text, err := tx.Text(o.Creditor.ID, m.ID)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return gate{}, err
		}
		all := bytes.ToLower(append(raw, (text.Sender + " " + text.Subject + " " + text.Reply + " " + text.Quoted)...))
		for _, n := range names {
			if n != "" && bytes.Contains(all, []byte(n)) {
				return gate{hold: "mail " + string(m.ID) + ", which a person must look at, names " + n}, nil
			}
		}
	}
	return gate{}, nil
}
