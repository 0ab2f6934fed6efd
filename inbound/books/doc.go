// Package books holds what the finance team does to the ledger: registering
// invoices, booking payments, holding, disputing, closing and undoing. The
// command line and commands by mail call the same functions.
//
// State changes through Ledger.Apply inside a transaction that has taken the
// customer's row. The events of one command share a group, which undo takes
// back as a whole, also where it spans customers.
package books
