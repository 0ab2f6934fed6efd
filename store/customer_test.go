package store_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func fullCustomer() voldaan.Customer {
	return voldaan.Customer{
		ID: "c2", Creditor: cr, Number: "099", Name: "Linde B.V.", CompanyNumber: "12345678", VATNumber: "NL001234567B01",
		Kind: voldaan.KindAuthority, Country: "NL", Language: "nl", Phone: "+31 20 000 00 00", Importance: "minor",
		Address: []string{"t.a.v. \"An\" & 't Zon", "1000 AA Amsterdam"}, AddressByTeam: true,
		Terms: voldaan.Terms{
			Days: 14, Interest: "8", DamagesClause: "10%", RegularDelivery: true, ReminderFee: 750, Since: voldaan.MustDate("2024-02-29"), Evidence: "offer 12",
		},
		DirectDebit: true, EnteredOn: today(), Stopped: true,
	}
}

func TestCustomers(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := fullCustomer()
		check(t, tx.AddCustomer(want))
		same(t, "customer", must(tx.Customer(cr, "c2"))(t), want)
		failed(t, tx.AddCustomer(want), "c2", "taken")
		want.Kind = "guild"
		want.ID = "c9"
		failed(t, tx.AddCustomer(want), "099", "guild")
		id := func(c voldaan.Customer) voldaan.CustomerID { return c.ID }
		if got := ids(must(tx.Customers(cr))(t), id); got != "c2 c1" {
			t.Errorf("by number: %s", got)
		}
		for _, f := range []struct{ number, company, vat, want string }{
			{"099", "", "", "c2"},
			{"", "12345678", "", "c2"},
			{"", "", "NL001234567B01", "c2"},
			{"100", "12345678", "", "c2 c1"},
			{"", "", "", ""},
			{"99", "1234567", "NL", ""},
			{"12345678", "099", "099", ""},
		} {
			if got := ids(must(tx.FindCustomers(cr, f.number, f.company, f.vat))(t), id); got != f.want {
				t.Errorf("find %+v: %q", f, got)
			}
		}
		if got := must(tx.FindCustomers(other, "099", "12345678", "NL001234567B01"))(t); len(got) != 0 {
			t.Errorf("another creditor sees %v", got)
		}
		if _, err := tx.Customer(other, "c2"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("another creditor's customer: %v", err)
		}
	})
}

func TestSetAddress(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := fullCustomer()
		check(t, tx.AddCustomer(want))
		want.Address = []string{"Laan 7", `"De Zon" & Co <5e>`, "9000 Gent"}
		check(t, tx.SetAddress(other, "c2", []string{"Elders 1", "1000 Brussel"}))
		check(t, tx.SetAddress(cr, "c2", want.Address))
		same(t, "with an address", must(tx.Customer(cr, "c2"))(t), want)
		want.Address, want.AddressByTeam = nil, false
		check(t, tx.SetAddress(cr, "c2", nil))
		same(t, "without one", must(tx.Customer(cr, "c2"))(t), want)
	})
}

func TestLock(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		check(t, tx.AddCustomer(fullCustomer()))
		check(t, tx.Lock(cr, "c2", c1, "c2"))
		check(t, tx.Lock(cr, c1))
		for id, want := range map[voldaan.CustomerID]int64{c1: 2, "c2": 1} {
			if got := must(tx.Customer(cr, id))(t).Version; got != want {
				t.Errorf("version of %s is %d, want %d", id, got, want)
			}
		}
		if got := must(tx.Customer(other, c1))(t).Version; got != 0 {
			t.Errorf("another creditor's customer has version %d", got)
		}
		failed(t, tx.Lock(cr, "nobody"), "nobody")
	})
}

func TestDomains(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		check(t, tx.AddCustomer(fullCustomer()))
		for _, d := range []struct {
			id     voldaan.CustomerID
			domain string
		}{{c1, "zon.example"}, {c1, "zon.example"}, {c1, "shared.example"}, {"c2", "shared.example"}, {c1, "bakkerij.example"}} {
			check(t, tx.AddDomain(cr, d.id, d.domain))
		}
		same(t, "owners", must(tx.DomainOwners(cr, "shared.example"))(t),
			[]store.KnownDomain{{Customer: c1, Domain: "shared.example"}, {Customer: "c2", Domain: "shared.example"}})
		same(t, "domains of c1", must(tx.Domains(cr, c1))(t), []string{"bakkerij.example", "zon.example"})
		same(t, "domains of c2", must(tx.Domains(cr, "c2"))(t), []string(nil))
		check(t, tx.AddDomain(other, c1, "zon.example"))
		same(t, "a domain that another creditor's customer has too", must(tx.Domains(cr, c1))(t),
			[]string{"bakkerij.example", "zon.example"})
		same(t, "no such domain", must(tx.DomainOwners(cr, "on.example"))(t), []store.KnownDomain(nil))
	})
}

func TestContacts(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		added := voldaan.Contact{
			ID: "k1", Customer: c1, Address: "boek@zon.example", Name: "An Zon", Role: "billing", Known: true,
		}
		f := ledgerIn(t, db)
		check(t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Contacts = append(l.Contacts, added) },
			f.event(voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })))
		added.Standing, added.Event = voldaan.ContactActive, "e1"
		within(t, db, func(tx *store.Tx) {
			same(t, "by address", must(tx.ContactsAt(cr, "boek@zon.example"))(t), []voldaan.Contact{added})
			same(t, "another's", must(tx.ContactsAt(other, "boek@zon.example"))(t), []voldaan.Contact(nil))
			same(t, "a part", must(tx.ContactsAt(cr, "boek@zon"))(t), []voldaan.Contact(nil))
		})
		f.must(voldaan.EventContactLeft, func(e *voldaan.Event) { e.Contact = "k1" })
		within(t, db, func(tx *store.Tx) {
			got := must(tx.ContactsAt(cr, "boek@zon.example"))(t)
			if len(got) != 1 || got[0].Standing != voldaan.ContactLeft || got[0].Event != "e2" {
				t.Errorf("after he left: %+v", got)
			}
		})
	})
}
