// Package voldaan holds the words and the rules of a bot that lives in a
// mailbox and gets invoices paid: what an invoice, a payment, a promise and a
// case are, what may happen to them (Ledger.Apply), which letters are due
// (Plan) and what a customer's mail changes (Respond).
//
// The rules are functions of values: time, identifiers, calendars and the
// mail come in as arguments. The package does no I/O, so that a month can be
// replayed in a second with the same outcome.
package voldaan
