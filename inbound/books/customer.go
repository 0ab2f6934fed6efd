package books

import (
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// customer finds whom an entry is for, or makes him: by number, company number
// or VAT number; else by a contact address that fits exactly one customer;
// else by the same invoice, registered before. It reports whether he is new.
func (r *registration) customer(e Entry) (voldaan.Customer, bool, error) {
	e.CompanyNumber = companyNumber(e.CompanyNumber, e.VATNumber, e.Country)
	e.VATNumber = plainNumber(e.VATNumber)
	if err := r.tx.LockCreditor(r.b.Creditor.ID); err != nil {
		return voldaan.Customer{}, false, err
	}
	found, err := r.byNumbers(e)
	if err != nil {
		return voldaan.Customer{}, false, err
	}
	if len(found) != 1 {
		if found, err = r.byContacts(e, found); err != nil {
			return voldaan.Customer{}, false, err
		}
	}
	if len(found) == 0 {
		if found, err = r.byInvoice(e); err != nil {
			return voldaan.Customer{}, false, err
		}
	}
	switch len(found) {
	case 0:
		c := r.newCustomer(e)
		return c, true, r.tx.AddCustomer(c)
	case 1:
		return found[0], false, nil
	}
	return voldaan.Customer{}, false, wrong("invoice %s fits several customers (%s): import it with the number of the one it is for",
		e.Invoice.Number, customerNames(found))
}

// byNumbers lists the customers with the entry's own number; without one,
// those with its company number, or else its VAT number.
func (r *registration) byNumbers(e Entry) ([]voldaan.Customer, error) {
	found, err := r.tx.FindCustomers(r.b.Creditor.ID, e.Number, e.CompanyNumber, e.VATNumber)
	if err != nil {
		return nil, err
	}
	for _, same := range []func(voldaan.Customer) bool{
		func(c voldaan.Customer) bool { return e.Number != "" && c.Number == e.Number },
		func(c voldaan.Customer) bool { return e.CompanyNumber != "" && c.CompanyNumber == e.CompanyNumber },
		func(c voldaan.Customer) bool { return e.VATNumber != "" && c.VATNumber == e.VATNumber },
	} {
		var out []voldaan.Customer
		for _, c := range found {
			// A company with several customer numbers is several customers.
			if same(c) && (e.Number == "" || c.Number == e.Number || provisional(c)) {
				out = append(out, c)
			}
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	return nil, nil
}

// newNumber begins the number of a customer for whom none was given.
const newNumber = "new-"

// provisional reports whether the customer's number was made up here, for want
// of the creditor's own.
func provisional(c voldaan.Customer) bool {
	return strings.HasPrefix(c.Number, newNumber) || (c.Number == c.CompanyNumber && c.Number != "")
}

// byContacts lists the customers to whom an address of the entry belongs,
// among those given where there are any. One whose numbers or name contradict
// the entry is none of them: an accountant's address serves several customers.
func (r *registration) byContacts(e Entry, among []voldaan.Customer) ([]voldaan.Customer, error) {
	var found []voldaan.Customer
	for _, a := range e.Contacts {
		contacts, err := r.tx.ContactsAt(r.b.Creditor.ID, strings.ToLower(a.Address))
		if err != nil {
			return nil, err
		}
		for _, c := range contacts {
			if slices.ContainsFunc(found, func(o voldaan.Customer) bool { return o.ID == c.Customer }) {
				continue
			}
			owner, err := r.tx.Customer(r.b.Creditor.ID, c.Customer)
			if err != nil {
				return nil, err
			}
			if len(among) > 0 && !slices.ContainsFunc(among, func(o voldaan.Customer) bool { return o.ID == owner.ID }) {
				continue
			}
			if fits(owner, e) {
				found = append(found, owner)
			}
		}
	}
	if same := slices.DeleteFunc(slices.Clone(found), func(c voldaan.Customer) bool { return !sameName(c.Name, e.Name) }); len(same) == 1 {
		return same, nil
	}
	if len(found) == 0 {
		return among, nil
	}
	return found, nil
}

// fits reports whether nothing that is known of a customer contradicts an
// entry.
func fits(c voldaan.Customer, e Entry) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	if differ(c.CompanyNumber, e.CompanyNumber) || differ(c.VATNumber, e.VATNumber) {
		return false
	}
	if differ(c.Number, e.Number) && !provisional(c) {
		return false
	}
	return kinName(c.Name, e.Name)
}

// byInvoice finds the customer for whom the very same invoice is registered.
func (r *registration) byInvoice(e Entry) ([]voldaan.Customer, error) {
	same, err := r.tx.InvoicesNumbered(r.b.Creditor.ID, e.Invoice.Number)
	if err != nil {
		return nil, err
	}
	for _, inv := range same {
		if !inv.Registered || inv.Total != e.Invoice.Total || inv.Due != e.Invoice.Due || inv.Currency != e.Invoice.Currency {
			continue
		}
		c, err := r.tx.Customer(r.b.Creditor.ID, inv.Customer)
		if err != nil {
			return nil, err
		}
		if fits(c, e) {
			return []voldaan.Customer{c}, nil
		}
	}
	return nil, nil
}

func (r *registration) newCustomer(e Entry) voldaan.Customer {
	c := voldaan.Customer{
		ID: voldaan.CustomerID(r.b.Mint.ID()), Creditor: r.b.Creditor.ID, Number: e.Number, Kind: voldaan.KindUnknown,
		CompanyNumber: e.CompanyNumber,
	}
	switch {
	case c.Number != "":
	case c.CompanyNumber != "":
		c.Number = c.CompanyNumber
	default:
		c.Number = newNumber + string(c.ID[max(0, len(c.ID)-8):])
	}
	complete(&c, e)
	return c
}

// complete fills in what was not known of a customer. What is known stays.
func complete(c *voldaan.Customer, e Entry) {
	fill := func(field *string, v string) {
		if *field == "" {
			*field = v
		}
	}
	if e.Number != "" && provisional(*c) {
		c.Number = e.Number
	}
	fill(&c.Name, e.Name)
	fill(&c.CompanyNumber, companyNumber(e.CompanyNumber, e.VATNumber, e.Country))
	fill(&c.VATNumber, plainNumber(e.VATNumber))
	fill(&c.Country, e.Country)
	fill(&c.Language, e.Language)
	fill(&c.Name, c.Number)
	if c.Kind == voldaan.KindUnknown && e.Kind != "" {
		c.Kind = e.Kind
	}
	c.DirectDebit = c.DirectDebit || e.DirectDebit
}

// customerNames lists customers for a message.
func customerNames(cs []voldaan.Customer) string {
	out := make([]string, 0, len(cs))
	for _, c := range cs {
		out = append(out, fmt.Sprintf("%s %s", c.Number, c.Name))
	}
	return some(out)
}

// shownMost is how many things a message lists.
const shownMost = 8

// some joins the first of a list and says how many more there are.
func some(all []string) string {
	if len(all) <= shownMost {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:shownMost], ", "), len(all)-shownMost)
}
