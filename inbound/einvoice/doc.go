// Package einvoice reads what stands in electronic invoices: UBL 2.1 invoices
// and credit notes, and the structured payment references that link a payment
// to its invoice. It knows no mail and no database.
package einvoice
