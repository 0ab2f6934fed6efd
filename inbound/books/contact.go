package books

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// contacts makes the entry's addresses known to the customer. Addresses of the
// creditor's own people are none of his.
func (r *registration) contacts(l *voldaan.Ledger, e Entry) ([]voldaan.Event, error) {
	var out []voldaan.Event
	for _, a := range e.Contacts {
		address := strings.ToLower(strings.TrimSpace(a.Address))
		if r.b.own(address) {
			continue
		}
		c := l.ContactAt(address)
		if c == nil {
			l.Contacts = append(l.Contacts, voldaan.Contact{
				ID: voldaan.ContactID(r.b.Mint.ID()), Customer: l.Customer.ID, Address: address, Name: a.Name,
			})
			c = &l.Contacts[len(l.Contacts)-1]
		}
		if !c.Known || c.Role == "" {
			c.Known, c.Role = true, "billing"
		}
		if c.Standing != "" {
			continue
		}
		ev := r.s.Event(voldaan.EventContactAdded)
		ev.Contact = c.ID
		more, err := applied(l, ev)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// own reports addresses that cannot be a customer's: malformed ones, the
// mailbox's and those of colleagues.
func (b *Books) own(address string) bool {
	local, domain, ok := strings.Cut(address, "@")
	_, colleague := b.Creditor.Colleague(address)
	return !ok || local == "" || domain == "" || colleague || b.Creditor.IsOwn(address)
}

// domains are those on which the customer's other addresses may lie: not those
// of public providers, nor the creditor's own.
func (r *registration) domains(e Entry) []string {
	own := map[string]bool{voldaan.Domain(r.b.Creditor.Mailbox): true}
	for _, p := range r.b.Creditor.Colleagues {
		own[voldaan.Domain(p.Address)] = true
	}
	var out []string
	for _, a := range e.Contacts {
		address := strings.ToLower(strings.TrimSpace(a.Address))
		if d := voldaan.Domain(address); !r.b.own(address) && !own[d] && !PublicProvider(d) {
			out = append(out, d)
		}
	}
	return out
}
