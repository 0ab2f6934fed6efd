package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// personal are the tables in which personal content may stand: their rows can
// leave without breaking the record (invariant 13).
func personal() []string {
	return []string{"blobs", "contacts", "customers", "letter_bytes", "letter_recipients", "mail_texts"}
}

// TestPersonalContentStandsApart stores a mail, what became of it and the
// answer to it, with marker words wherever a person's words, name or address
// go, and looks for the markers in every column of every table.
func TestPersonalContentStandsApart(t *testing.T) {
	const marker = "zQxMarker"
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		check(t, f.apply(store.ScopeOpen, documents, f.story()...))
		k := voldaan.Contact{ID: "k7", Customer: c1, Address: marker + "@zon.example", Name: "An " + marker, Known: true}
		check(t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Contacts = append(l.Contacts, k) },
			f.event(voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k7" }),
			f.event(voldaan.EventMailRead, func(e *voldaan.Event) {
				e.Reason, e.Evidence = "dispute", voldaan.Evidence{Part: "reply", From: 1, To: 9, By: "rules"}
			})))
		within(t, db, func(tx *store.Tx) {
			c := fullCustomer()
			c.Name = marker + " B.V."
			check(t, tx.AddCustomer(c))
			m := fullMail()
			must(tx.StoreMail(m, []byte("From: "+k.Address+"\r\n\r\n"+marker), place(9)))(t)
			must(tx.ClaimKey(cr, "9f86d081", m, 0))(t)
			check(t, tx.SetText(cr, store.MailText{
				Mail: m.ID, Sender: k.Address, SenderName: k.Name, Subject: marker, Reply: marker, Signature: marker,
				Quoted: marker, Reading: `{"reply":"` + marker + `"}`,
			}, now()))
			check(t, tx.PutCase(fullCase()))
			l := fullLetter()
			l.Recipients[0] = voldaan.Recipient{Contact: "k7", Address: k.Address, Name: k.Name, Token: "t"}
			must(tx.AddLetter(l, ""))(t)
			check(t, tx.SetBytes(cr, l.ID, []byte("To: "+k.Address), now()))
		})
		found := map[string]bool{}
		for _, name := range tables(t, db) {
			columns, rows := table(t, db, name)
			for _, row := range rows {
				for i, v := range row {
					text := fmt.Sprint(v)
					if b, ok := v.([]byte); ok {
						text = string(b)
					}
					if !strings.Contains(text, marker) {
						continue
					}
					found[name] = true
					if !slices.Contains(personal(), name) {
						t.Errorf("%s.%s holds personal content: %q", name, columns[i], text)
					}
				}
			}
		}
		for _, name := range personal() {
			if !found[name] {
				t.Errorf("table %s has no marker: it is not looked at", name)
			}
		}
	})
}

// TestKeepUntil gives personal content a last day.
func TestKeepUntil(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		populate(t, begun(t, address))
		short, err := store.Open(t.Context(), address, store.Options{KeepDays: 10})
		check(t, err)
		t.Cleanup(func() { check(t, short.Close()) })
		within(t, short, func(tx *store.Tx) { must(tx.Blob(cr, []byte("short"), now()))(t) })
		for name, want := range map[string]string{
			"blobs": "2026-03-14 2033-03-09", "mail_texts": "2033-03-09", "letter_bytes": "2033-03-09", "contacts": "2033-03-09",
		} {
			columns, rows := table(t, short, name)
			i := slices.Index(columns, "keep_until")
			var got []string
			for _, row := range rows {
				got = append(got, row[i].(string))
			}
			slices.Sort(got)
			if s := strings.Join(got, " "); s != want {
				t.Errorf("%s are kept until %s, want %s", name, s, want)
			}
		}
	})
}
