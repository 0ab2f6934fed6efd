package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// Export is a creditor's data, or what is kept about one of his customers, row
// by row, for a person's right of access (GDPR, article 15) and for moving
// elsewhere.
type Export struct {
	Creditor voldaan.CreditorID
	Customer voldaan.CustomerID // empty: all
	// Row gets each row as one JSON object with the columns in their order;
	// columns of bytes are left out.
	Row func(table string, object json.RawMessage) error
	// Bytes gets what is kept as bytes: kind is "mail", "letter" or
	// "document", id that of the mail, letter or invoice.
	Bytes func(kind, id, at string, b []byte) error
}

// Export hands out rows of one state of the database.
func (db *DB) Export(ctx context.Context, e Export) error {
	tables, err := db.tables(ctx)
	if err != nil {
		return err
	}
	return db.Snapshot(ctx, func(tx *Tx) error {
		for _, t := range tables {
			where, ok := belonging(t, e.Customer != "")
			if !ok {
				continue
			}
			if err := exportTable(tx, e, t, where); err != nil {
				return fmt.Errorf("export table %s: %w", t.name, err)
			}
		}
		return exportBytes(tx, e)
	})
}

// The rows that are a customer's, as conditions on an id.
const (
	customersMails    = "(SELECT id FROM mails WHERE creditor_id = $1 AND customer_id = $2)"
	customersLetters  = "(SELECT id FROM letters WHERE creditor_id = $1 AND customer_id = $2)"
	customersInvoices = "(SELECT id FROM invoices WHERE creditor_id = $1 AND customer_id = $2)"
	customersCases    = "(SELECT id FROM cases WHERE creditor_id = $1 AND customer_id = $2)"
)

// belonging is the condition of the rows of a table that are exported; false
// says that none are. Parameter $1 is the creditor, $2 the customer.
func belonging(t schemaTable, ofCustomer bool) (where string, ok bool) {
	switch t.name {
	case "processes", "blobs", "letter_bytes": // the latter two as files
		return "", false
	case "creditors":
		return "id = $1", !ofCustomer
	}
	if !ofCustomer {
		return "creditor_id = $1", slices.Contains(t.columns, "creditor_id")
	}
	of := map[string]string{
		"customers": "id = $2", "vat_lines": "invoice_id IN " + customersInvoices,
		"mail_texts": "mail_id IN " + customersMails, "mail_identities": "mail_id IN " + customersMails,
		"mail_keys": "mail_id IN " + customersMails, "letter_recipients": "letter_id IN " + customersLetters,
		"case_mails": "case_id IN " + customersCases, "corrections": "mail_id IN " + customersMails,
	}[t.name]
	switch {
	case of != "":
	case slices.Contains(t.columns, "customer_id"):
		of = "customer_id = $2"
	default:
		return "", false
	}
	return "creditor_id = $1 AND " + of, true
}

// args are the parameters of a condition: PostgreSQL wants no more than are
// named in it.
func (e Export) args() []any {
	if e.Customer == "" {
		return []any{e.Creditor}
	}
	return []any{e.Creditor, e.Customer}
}

func exportTable(tx *Tx, e Export, t schemaTable, where string) error {
	query := "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.name + " WHERE " + where + " ORDER BY 1, 2"
	if len(t.columns) > 2 {
		query += ", 3"
	}
	return eachRow(tx, query, len(t.columns), func(values []any) error {
		object := []byte{'{'}
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = base64.StdEncoding.EncodeToString(b)
			}
			if i > 0 {
				object = append(object, ',')
			}
			b, err := json.Marshal(v)
			if err != nil {
				return err
			}
			object = append(object, fmt.Sprintf("%q:", t.columns[i])...)
			object = append(object, b...)
		}
		return e.Row(t.name, append(object, '}'))
	}, e.args()...)
}

func exportBytes(tx *Tx, e Export) error {
	of := ""
	if e.Customer != "" {
		of = " AND o.customer_id = $2"
	}
	for _, q := range []struct{ kind, query string }{
		{"mail", "SELECT o.id, o.received, b.bytes FROM mails o JOIN blobs b ON b.creditor_id = o.creditor_id AND b.hash = o.raw_hash" +
			" WHERE o.creditor_id = $1" + of + " ORDER BY o.received, o.id"},
		{"letter", "SELECT o.id, o.made, b.bytes FROM letters o JOIN letter_bytes b ON b.creditor_id = o.creditor_id AND b.letter_id = o.id" +
			" WHERE o.creditor_id = $1" + of + " ORDER BY o.made, o.id"},
		{"document", "SELECT o.id, o.issued, b.bytes FROM invoices o JOIN blobs b ON b.creditor_id = o.creditor_id AND b.hash = o.document" +
			" WHERE o.creditor_id = $1" + of + " ORDER BY o.issued, o.id"},
	} {
		err := eachRow(tx, q.query, 3, func(v []any) error {
			b, _ := v[2].([]byte)
			return e.Bytes(q.kind, fmt.Sprint(v[0]), fmt.Sprint(v[1]), b)
		}, e.args()...)
		if err != nil {
			return fmt.Errorf("export each %s: %w", q.kind, err)
		}
	}
	return nil
}
