// Package einvoice reads what stands in electronic invoices: UBL 2.1 invoices
// and credit notes. It knows no mail and no database.
package einvoice
