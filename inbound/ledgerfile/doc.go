// Package ledgerfile reads the CSV files with which finance people bring in
// invoices, payments and lists of open items, as spreadsheet programs in
// Dutch, French, German and English write them. It knows no database.
//
// The separator (semicolon, comma or tab) and the charset (UTF-8 with or
// without a byte order mark, UTF-16, Windows-1252) are detected. Columns go by
// their names, in four languages, in any order; case, spaces, accents and what
// stands in brackets do not count. Columns with other names are passed over.
package ledgerfile
