package books

import (
	"context"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// None takes an override away.
const None = "none"

// CustomerChange is what the team says of a customer; empty fields change
// nothing.
type CustomerChange struct {
	Importance string // voldaan.Importance, or None
	Policy     string // the name of a policy, or None
	Phone      string // a number, or None
	Address    string // where he gets post (voldaan.ParseAddress), or None
	// Terms are what he agreed to, as a whole; NoTerms says that he has none of
	// his own any more.
	Terms   voldaan.Terms
	NoTerms bool
}

// SetCustomer writes what the team says of a customer: how important he is,
// which policy counts for him, where he can be called and gets post, and what he
// agreed to.
func (b *Books) SetCustomer(ctx context.Context, number string, change CustomerChange, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.SetCustomerTx(tx, number, change, by, now) })
}

// SetCustomerTx is SetCustomer inside a transaction.
func (b *Books) SetCustomerTx(tx *store.Tx, number string, change CustomerChange, by Actor, now time.Time) (Outcome, error) {
	if change == (CustomerChange{}) {
		return Outcome{}, wrong("nothing is to be changed: name an importance, a policy, a phone number, an address or terms")
	}
	c, err := b.customerNumbered(tx, strings.TrimPrefix(number, customerPrefix))
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(c.ID, by, now)
	var events []voldaan.Event
	if change.Importance != "" {
		i := voldaan.Importance(unless(change.Importance))
		if i != "" && i.Validate() != nil {
			return Outcome{}, wrong("%v, or %s", i.Validate(), None)
		}
		if i != c.Importance {
			e := s.Event(voldaan.EventImportanceSet)
			e.Reason = string(i)
			events = append(events, e)
		}
	}
	if change.Policy != "" {
		name, err := b.policyNamed(change.Policy)
		if err != nil {
			return Outcome{}, err
		}
		if name != c.Policy {
			e := s.Event(voldaan.EventPolicySet)
			e.Reason = name
			events = append(events, e)
		}
	}
	var written []string
	if change.Phone != "" {
		if err := b.setPhone(tx, c, unless(change.Phone)); err != nil {
			return Outcome{}, err
		}
		written = append(written, "the phone number was written")
	}
	if change.Address != "" {
		text, err := b.setAddress(tx, c, change.Address)
		if err != nil {
			return Outcome{}, err
		}
		written = append(written, text)
	}
	more, agreed, err := b.termsChange(s, c, change)
	if err != nil {
		return Outcome{}, err
	}
	return b.set(tx, s, now, append(events, more...), agreed, written...)
}

// SetInvoicePolicy sets the policy by whose ladder an invoice goes, or takes it
// away for None.
func (b *Books) SetInvoicePolicy(ctx context.Context, number, policy string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) {
		inv, err := b.invoice(tx, number)
		if err != nil {
			return Outcome{}, err
		}
		name, err := b.policyNamed(policy)
		if err != nil {
			return Outcome{}, err
		}
		s := b.stamp(inv.Customer, by, now)
		if name == inv.Policy {
			return b.set(tx, s, now, nil, nil)
		}
		e := s.Event(voldaan.EventPolicySet)
		e.Invoice, e.Reason = inv.ID, name
		return b.set(tx, s, now, []voldaan.Event{e}, nil)
	})
}

// set puts agreements on record, applies the events of a segment and tells what
// they did, and what was written beside them.
func (b *Books) set(tx *store.Tx, s *voldaan.Stamp, now time.Time, events []voldaan.Event, agreed []voldaan.Agreement, written ...string) (Outcome, error) {
	out := Outcome{Customer: s.Customer}
	var text []string
	if len(events) > 0 {
		var err error
		out, err = b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			text = nil
			l.Agreements = append(l.Agreements, agreed...)
			for _, e := range events {
				text = append(text, told(l, e))
			}
			return applied(l, events...)
		})
		if err != nil {
			return Outcome{}, err
		}
	}
	text = append(text, written...)
	if out.Again = len(text) == 0; out.Again {
		text = []string{"that was done before: nothing was changed"}
	}
	out.Text = append(text, out.Text...)
	return out, nil
}

// told says what an event of a segment changes.
func told(l *voldaan.Ledger, e voldaan.Event) string {
	who := "customer " + l.Customer.Number
	if inv := l.Invoice(e.Invoice); inv != nil {
		who = "invoice " + inv.Number
	}
	if e.Kind == voldaan.EventTermsSet {
		return toldTerms(l, e)
	}
	what := map[voldaan.EventKind]string{voldaan.EventImportanceSet: "importance", voldaan.EventPolicySet: "policy"}[e.Kind]
	if e.Reason == "" {
		return who + " has no " + what + " of its own any more"
	}
	return who + " has the " + what + " " + e.Reason
}

// policyNamed checks that a policy of a name is configured.
func (b *Books) policyNamed(name string) (string, error) {
	if name == None {
		return "", nil
	}
	all := voldaan.Policies{List: b.Policies}
	if len(all.List) == 0 {
		all.List = []voldaan.Policy{b.Policy}
	}
	if _, ok := all.Named(name); ok {
		return name, nil
	}
	var names []string
	for _, p := range all.List {
		names = append(names, p.Name)
	}
	return "", wrong("there is no policy %q; there are: %s, or %s for that of the segment", name, some(names), None)
}

// setPhone writes a phone number, which is personal and so no event.
func (b *Books) setPhone(tx *store.Tx, c voldaan.Customer, phone string) error {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	if phone != "" && (len(digits) < 6 || len(phone) > 32 || strings.Trim(phone, "0123456789+()-./ ") != "") {
		return wrong("%q is no phone number: want one such as +31 20 123 45 67, or %s", phone, None)
	}
	if err := tx.Lock(b.Creditor.ID, c.ID); err != nil {
		return err
	}
	return tx.SetPhone(b.Creditor.ID, c.ID, phone)
}

// unless is a value, or nothing for None.
func unless(v string) string {
	if v == None {
		return ""
	}
	return v
}
