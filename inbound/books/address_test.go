package books_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
)

// TestDocumentAddress takes the address of the documents, the newest one's, until
// a colleague says another.
func TestDocumentAddress(t *testing.T) {
	onBoth(t, func(o *office) {
		number := ""
		send := func(invoice string, lines ...string) books.Registered {
			o.Helper()
			d := document()
			d.Number, d.Buyer.Address = invoice, lines
			r, err := o.document(d)
			if err != nil || r.Differs != "" {
				o.Fatalf("%+v, %v", r, err)
			}
			return r
		}
		at := func(by bool, want ...string) {
			o.Helper()
			c := o.ledger(number).Customer
			if diff := cmp.Diff(want, c.Address); diff != "" || c.AddressByTeam != by {
				o.Errorf("by the team %t, %s", c.AddressByTeam, diff)
			}
		}
		say := func(address string) books.Outcome {
			o.Helper()
			return o.must(o.SetCustomer(o.Context(), number, books.CustomerChange{Address: address}, operator, o.now))
		}
		number = "0403170701"
		send("2026-041")
		at(false)
		send("2026-041", "Bakker N.V.", "Laan 7", "9000 Gent") // again, and it says where he is
		at(false, "Laan 7", "9000 Gent")
		send("2026-042", "LAAN 7", "9000 Gent") // the same in other letters
		at(false, "Laan 7", "9000 Gent")
		send("2026-043", "Kade 1", "2000 Antwerpen") // he has moved
		at(false, "Kade 1", "2000 Antwerpen")
		send("2026-041", "Laan 7", "9000 Gent") // an old one is no news
		send("2026-044")
		at(false, "Kade 1", "2000 Antwerpen")

		if out := say("Postbus 1; 2000 Antwerpen"); out.Event != "" || out.Again ||
			!strings.Contains(strings.Join(out.Text, "\n"), "gets post at Postbus 1; 2000 Antwerpen") {
			o.Errorf("%+v", out)
		}
		r := send("2026-045", "Kade 1", "2000 Antwerpen")
		at(true, "Postbus 1", "2000 Antwerpen")
		if !strings.Contains(r.Kept, "keeps the address that a colleague entered, Postbus 1; 2000 Antwerpen, not Kade 1; 2000 Antwerpen") {
			o.Errorf("kept: %q", r.Kept)
		}
		if r = send("2026-046", "Postbus 1", "2000 Antwerpen"); r.Kept != "" {
			o.Errorf("the same address: %q", r.Kept)
		}
		say("none")
		at(false)
		send("2026-047", "Kade 1", "2000 Antwerpen")
		at(false, "Kade 1", "2000 Antwerpen")

		_, err := o.SetCustomer(o.Context(), number, books.CustomerChange{Address: "Kade 1"}, operator, o.now)
		o.troubled(err, "or none")
	})
}

// TestListAddress takes the address of a list, also of one that came in before
// without it, and says what it leaves.
func TestListAddress(t *testing.T) {
	onBoth(t, func(o *office) {
		const head = "number,due,total,customer number,customer name,e-mail"
		const row = "\nA-1,2026-04-01,10,K1,Bakker NV,an@bakker.example"
		read := func(file string) books.Report {
			o.Helper()
			r, err := o.ImportInvoices(o.Context(), invoiceRows(o.T, file+"\n"), operator, o.now)
			if err != nil || len(r.Faults) > 0 {
				o.Fatalf("%+v, %v", r, err)
			}
			return r
		}
		at := func(want ...string) {
			o.Helper()
			if diff := cmp.Diff(want, o.ledger("K1").Customer.Address); diff != "" {
				o.Error(diff)
			}
		}
		read(head + row)
		at()
		if r := read(head + ",address,postcode,city" + row + ",Laan 7,9000,Gent"); r.Again != 1 || len(r.Warnings) > 0 {
			o.Errorf("%+v", r)
		}
		at("Laan 7", "9000 Gent")
		o.must(o.SetCustomer(o.Context(), "K1", books.CustomerChange{Address: "Kade 1; 2000 Antwerpen"}, operator, o.now))
		o.CheckTerms = func(voldaan.Terms) error { return nil }
		terms := voldaan.Terms{Days: 30, Since: day("2026-01-01"), Evidence: "offer 12"}
		o.must(o.SetCustomer(o.Context(), "K1", books.CustomerChange{Terms: terms}, operator, o.now))
		r := read(head + ",address,agreed days,terms since,terms source" +
			strings.Replace(row, "A-1", "A-2", 1) + `,"Laan 7, 9000 Gent",14,2026-01-02,offer 13`)
		if len(r.Warnings) != 1 || !strings.HasPrefix(r.Warnings[0], "row 2: customer K1 keeps the address that a colleague entered") ||
			!strings.Contains(r.Warnings[0], "; customer K1 keeps the terms that he has") {
			o.Errorf("%q", r.Warnings)
		}
		at("Kade 1", "2000 Antwerpen")
	})
}
