package store

import (
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
)

func customerTable() table { return table{"customers", []string{"creditor_id", "id"}} }

func customerColumns(c *voldaan.Customer) []column {
	return []column{
		{"creditor_id", &c.Creditor},
		{"id", &c.ID},
		{"number", &c.Number},
		{"name", &c.Name},
		{"company_number", &c.CompanyNumber},
		{"vat_number", &c.VATNumber},
		{"kind", &c.Kind},
		{"country", &c.Country},
		{"language", &c.Language},
		{"phone", &c.Phone},
		{"address", &c.Address},
		{"address_by_team", &c.AddressByTeam},
		{"importance", &c.Importance},
		{"policy", &c.Policy},
		{"paid_invoices", &c.Record.Paid},
		{"paid_amount", &c.Record.Amount},
		{"paid_late", &c.Record.Late},
		{"thanks", &c.Thanks},
		{"thanks_for", &c.ThanksFor},
		{"terms_days", &c.Terms.Days},
		{"terms_interest", &c.Terms.Interest},
		{"terms_damages", &c.Terms.DamagesClause},
		{"terms_regular", &c.Terms.RegularDelivery},
		{"terms_reminder_fee", &c.Terms.ReminderFee},
		{"terms_since", &c.Terms.Since},
		{"terms_evidence", &c.Terms.Evidence},
		{"direct_debit", &c.DirectDebit},
		{"entered_on", &c.EnteredOn},
		{"stopped", &c.Stopped},
		{"version", &c.Version},
	}
}

// AddCustomer stores a new customer.
func (tx *Tx) AddCustomer(c voldaan.Customer) error {
	if err := c.Kind.Validate(); err != nil {
		return fmt.Errorf("customer %s: %w", c.Number, err)
	}
	added, err := tx.add(customerTable(), customerColumns(&c))
	if err == nil && !added {
		err = fmt.Errorf("customer %s: the id is taken", c.ID)
	}
	return err
}

// Customer reads one customer; sql.ErrNoRows says that there is none.
func (tx *Tx) Customer(creditor voldaan.CreditorID, id voldaan.CustomerID) (voldaan.Customer, error) {
	return first(tx, customerTable(), customerColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// Customers lists a creditor's customers by number.
func (tx *Tx) Customers(creditor voldaan.CreditorID) ([]voldaan.Customer, error) {
	return list(tx, customerTable(), customerColumns, "WHERE creditor_id = $1 ORDER BY number, id", creditor)
}

// CustomerCountries counts a creditor's customers by country; those of whom none
// is known are left out.
func (tx *Tx) CustomerCountries(creditor voldaan.CreditorID) (map[string]int, error) {
	type row struct {
		country string
		n       int
	}
	all, err := list(tx, customerTable(), func(r *row) []column {
		return []column{{"upper(country)", &r.country}, {"count(*)", &r.n}}
	}, "WHERE creditor_id = $1 AND country <> '' GROUP BY upper(country)", creditor)
	out := map[string]int{}
	for _, r := range all {
		out[r.country] = r.n
	}
	return out, err
}

// FindCustomers lists the customers with a number, company number or VAT
// number; empty ones match nobody.
func (tx *Tx) FindCustomers(creditor voldaan.CreditorID, number, company, vat string) ([]voldaan.Customer, error) {
	return list(tx, customerTable(), customerColumns, `WHERE creditor_id = $1 AND
		((number <> '' AND number = $2) OR (company_number <> '' AND company_number = $3) OR (vat_number <> '' AND vat_number = $4))
		ORDER BY number, id`, creditor, number, company, vat)
}

// SetPhone writes a customer's phone number.
func (tx *Tx) SetPhone(creditor voldaan.CreditorID, id voldaan.CustomerID, phone string) error {
	_, err := tx.exec("UPDATE customers SET phone = $3 WHERE creditor_id = $1 AND id = $2", creditor, id, phone)
	return err
}

// SetAddress writes a customer's postal address as a colleague entered it; with
// no line, none is known and documents may give one again.
func (tx *Tx) SetAddress(creditor voldaan.CreditorID, id voldaan.CustomerID, lines []string) error {
	text, err := column{"address", &lines}.value()
	if err != nil {
		return err
	}
	_, err = tx.exec("UPDATE customers SET address = $3, address_by_team = $4 WHERE creditor_id = $1 AND id = $2",
		creditor, id, text, len(lines) > 0)
	return err
}

// Lock takes the rows of customers, in the order of their ids, so that what is
// decided about them in this transaction is decided by nobody else meanwhile.
func (tx *Tx) Lock(creditor voldaan.CreditorID, ids ...voldaan.CustomerID) error {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		n, err := tx.exec("UPDATE customers SET version = version + 1 WHERE creditor_id = $1 AND id = $2", creditor, id)
		if err != nil {
			return fmt.Errorf("lock customer %s: %w", id, err)
		}
		if n != 1 {
			return fmt.Errorf("lock customer %s: there is no such customer", id)
		}
	}
	return nil
}

func contactTable() table { return table{"contacts", []string{"creditor_id", "id"}} }

func contactColumns(c *voldaan.Contact) []column {
	return []column{
		{"customer_id", &c.Customer},
		{"id", &c.ID},
		{"address", &c.Address},
		{"name", &c.Name},
		{"role", &c.Role},
		{"known", &c.Known},
		{"standing", &c.Standing},
		{"event_id", &c.Event},
	}
}

func (tx *Tx) putContact(creditor voldaan.CreditorID, c voldaan.Contact, now time.Time) error {
	keep := tx.keepUntil(now)
	return tx.put(contactTable(), append(contactColumns(&c),
		column{"creditor_id", &creditor}, column{"keep_until", &keep}))
}

// ContactsAt lists the contacts with an address, of every customer.
func (tx *Tx) ContactsAt(creditor voldaan.CreditorID, address string) ([]voldaan.Contact, error) {
	return list(tx, contactTable(), contactColumns,
		"WHERE creditor_id = $1 AND address = $2 ORDER BY id", creditor, address)
}

// KnownDomain is a domain on which a customer's addresses lie.
type KnownDomain struct {
	Customer voldaan.CustomerID
	Domain   string
}

func domainTable() table {
	return table{"known_domains", []string{"creditor_id", "domain", "customer_id"}}
}

func domainColumns(d *KnownDomain) []column {
	return []column{{"customer_id", &d.Customer}, {"domain", &d.Domain}}
}

// AddDomain records that the creditor's own data gave a domain for a customer.
func (tx *Tx) AddDomain(creditor voldaan.CreditorID, id voldaan.CustomerID, domain string) error {
	d := KnownDomain{Customer: id, Domain: domain}
	_, err := tx.add(domainTable(), append(domainColumns(&d), column{"creditor_id", &creditor}))
	return err
}

// DomainOwners lists the customers for whom a domain is known: more than one
// means that the domain says nothing about who writes.
func (tx *Tx) DomainOwners(creditor voldaan.CreditorID, domain string) ([]KnownDomain, error) {
	return list(tx, domainTable(), domainColumns,
		"WHERE creditor_id = $1 AND domain = $2 ORDER BY customer_id", creditor, domain)
}

// Domains lists the domains known for a customer and for nobody else.
func (tx *Tx) Domains(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]string, error) {
	all, err := list(tx, domainTable(), domainColumns, `WHERE creditor_id = $1 AND customer_id = $2 AND domain NOT IN
		(SELECT domain FROM known_domains WHERE creditor_id = $1 AND customer_id <> $2) ORDER BY domain`, creditor, id)
	var out []string
	for _, d := range all {
		out = append(out, d.Domain)
	}
	return out, err
}
