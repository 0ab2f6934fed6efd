package books

import (
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// shortestTail is how many of the last signs of an invoice number may stand for
// it, with a digit among them.
const shortestTail = 2

// invoice finds the one registered invoice that a person means: by its number,
// by the customer's number and its own with a colon between, or by its last
// digits where they fit just one.
func (b *Books) invoice(tx *store.Tx, number string) (voldaan.Invoice, error) {
	number = strings.TrimSpace(number)
	found, err := b.numbered(tx, number)
	if err != nil {
		return voldaan.Invoice{}, err
	}
	if customer, rest, ok := strings.Cut(number, ":"); ok && len(found) == 0 {
		if found, err = b.numberedOf(tx, customer, rest); err != nil {
			return voldaan.Invoice{}, err
		}
	}
	if len(found) == 0 && len(number) >= shortestTail && strings.ContainsAny(number, "0123456789") {
		if found, err = tx.InvoicesLike(b.Creditor.ID, number); err != nil {
			return voldaan.Invoice{}, err
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return voldaan.Invoice{}, b.noInvoice(tx, number)
	}
	names, err := b.named(tx, found)
	if err != nil {
		return voldaan.Invoice{}, err
	}
	return voldaan.Invoice{}, wrong("%q fits %d invoices: %s; write one of these", number, len(found), some(names))
}

// numbered lists the registered invoices with a number.
func (b *Books) numbered(tx *store.Tx, number string) ([]voldaan.Invoice, error) {
	all, err := tx.InvoicesNumbered(b.Creditor.ID, number)
	return slices.DeleteFunc(all, func(i voldaan.Invoice) bool { return !i.Registered }), err
}

// numberedOf lists those of a customer.
func (b *Books) numberedOf(tx *store.Tx, customer, number string) ([]voldaan.Invoice, error) {
	owners, err := tx.FindCustomers(b.Creditor.ID, strings.TrimSpace(customer), "", "")
	if err != nil {
		return nil, err
	}
	all, err := b.numbered(tx, strings.TrimSpace(number))
	return slices.DeleteFunc(all, func(i voldaan.Invoice) bool {
		return !slices.ContainsFunc(owners, func(c voldaan.Customer) bool { return c.ID == i.Customer })
	}), err
}

// named writes invoices so that each of them can be told: a number that
// several customers have gets the customer's before it.
func (b *Books) named(tx *store.Tx, all []voldaan.Invoice) ([]string, error) {
	count := map[string]int{}
	for _, i := range all {
		count[i.Number]++
	}
	var out []string
	for _, i := range all {
		if count[i.Number] == 1 {
			out = append(out, i.Number)
			continue
		}
		c, err := tx.Customer(b.Creditor.ID, i.Customer)
		if err != nil {
			return nil, err
		}
		out = append(out, c.Number+":"+i.Number)
	}
	return out, nil
}

// noInvoice says that there is no such invoice, and which are open.
func (b *Books) noInvoice(tx *store.Tx, number string) error {
	open, err := tx.OpenInvoices(b.Creditor.ID)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		return wrong("there is no invoice %q, and none is open at all: import invoices first", number)
	}
	names, err := b.named(tx, open)
	if err != nil {
		return err
	}
	return wrong("there is no invoice %q; open are: %s", number, some(names))
}

// customerNumbered finds a customer by the creditor's number for him.
func (b *Books) customerNumbered(tx *store.Tx, number string) (voldaan.Customer, error) {
	number = strings.TrimSpace(number)
	found, err := tx.FindCustomers(b.Creditor.ID, number, "", "")
	if err != nil || len(found) == 1 {
		return append(found, voldaan.Customer{})[0], err
	}
	if len(found) > 1 {
		return voldaan.Customer{}, wrong("several customers have the number %q: %s", number, customerNames(found))
	}
	all, err := tx.Customers(b.Creditor.ID)
	if err != nil {
		return voldaan.Customer{}, err
	}
	if len(all) == 0 {
		return voldaan.Customer{}, wrong("there is no customer %q, and none at all: import invoices first", number)
	}
	return voldaan.Customer{}, wrong("there is no customer %q; there are: %s", number, customerNames(all))
}

// customerPrefix says that a number is a customer's.
const customerPrefix = "customer:"

// target is what a hold or its end is about: an invoice, or the whole
// customer when the number is his.
func (b *Books) target(tx *store.Tx, number string) (voldaan.CustomerID, voldaan.InvoiceID, error) {
	if rest, ok := strings.CutPrefix(number, customerPrefix); ok {
		c, err := b.customerNumbered(tx, rest)
		return c.ID, "", err
	}
	invoices, err := b.numbered(tx, strings.TrimSpace(number))
	if err != nil {
		return "", "", err
	}
	customers, err := tx.FindCustomers(b.Creditor.ID, strings.TrimSpace(number), "", "")
	switch {
	case err != nil:
		return "", "", err
	case len(customers) == 1 && len(invoices) == 0:
		return customers[0].ID, "", nil
	case len(customers) > 0 && len(invoices) > 0:
		return "", "", wrong("%q is the number of an invoice and of a customer: write %s%s for the customer, or %s",
			number, customerPrefix, number, fmt.Sprintf("CUSTOMER:%s for the invoice", number))
	}
	inv, err := b.invoice(tx, number)
	return inv.Customer, inv.ID, err
}
