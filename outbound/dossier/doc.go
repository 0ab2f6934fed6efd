// Package dossier writes the file that goes to a collection agency: a ZIP with
// a statement of account as PDF, every mail as it came and went, the invoices'
// documents and all facts as JSON.
//
// It is a package of values: facts come in, bytes go out, and the same facts
// give the same bytes. It reads no clock, no database and no file.
package dossier
