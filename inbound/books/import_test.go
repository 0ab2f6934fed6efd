package books_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
	"github.com/voldaan/voldaan/store"
)

func invoiceRows(t *testing.T, csv string) books.File[ledgerfile.InvoiceRow] {
	t.Helper()
	rows, faults, err := ledgerfile.ReadInvoices(strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	return books.File[ledgerfile.InvoiceRow]{Rows: rows, Faults: faults}
}

const threeInvoices = `number,due date,total,open,customer number,customer name,email,payment reference
A-101,2026-04-01,121.00,121.00,K1,Bakker,boek@bakker.example,+++090/9337/55493+++
A-102,2026-04-02,50.00,20.00,K1,Bakker,boek@bakker.example,
A-103,2026-01-02,70.00,70.00,,Slager,slager@gmail.com,
`

func TestImportInvoices(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		f := invoiceRows(o.T, threeInvoices)
		r, err := o.ImportInvoices(ctx, f, operator, o.now)
		if err != nil || r.Added != 3 || r.Customers != 2 || len(r.Faults) > 0 || r.Event == "" {
			o.Fatalf("got %+v, %v", r, err)
		}
		if got := o.open("K1", "A-102"); got != 2000 {
			o.Errorf("open %s", got)
		}
		n := o.count("K1")
		again, err := o.ImportInvoices(ctx, f, operator, o.now)
		if err != nil || again.Again != 3 || again.Added != 0 || again.Event != "" || o.count("K1") != n {
			o.Errorf("again: %+v, %v", again, err)
		}
		changed := invoiceRows(o.T, strings.Replace(threeInvoices, "A-101,2026-04-01", "A-101,2026-04-09", 1))
		other, err := o.ImportInvoices(ctx, changed, operator, o.now)
		if err != nil || len(other.Warnings) != 1 || !strings.Contains(other.Warnings[0], "due date 2026-04-01, not 2026-04-09") {
			o.Errorf("another due date: %+v, %v", other, err)
		}
		o.must(o.Undo(ctx, string(r.Event), operator, o.now))
		o.do(func(tx *store.Tx) error {
			left, err := tx.Invoices("cr")
			if len(left) != 0 {
				o.Errorf("left after undo: %+v", left)
			}
			return err
		})
		if r, err = o.ImportInvoices(ctx, f, operator, o.now); err != nil || r.Added != 3 || r.Customers != 0 {
			o.Errorf("after undo: %+v, %v", r, err)
		}
		if got := o.state(o.ledger("K1")); !slices.Contains(got, "contact boek@bakker.example active") {
			o.Errorf("after undo: %q", got)
		}
	})
}

func TestImportAllOrNone(t *testing.T) {
	onBoth(t, func(o *office) {
		f := invoiceRows(o.T, threeInvoices+"A-104,2026-04-01,-5,,K4,Kok,kok@kok.example,\n")
		f.Rows = append(f.Rows, ledgerfile.InvoiceRow{Row: 6, Number: "A-105", Due: day("2026-04-01"), Total: 100, Currency: "x"})
		r, err := o.ImportInvoices(o.Context(), f, operator, o.now)
		o.troubled(err, "nothing was brought in: 2 rows have faults", "row 5")
		if len(r.Faults) != 2 || r.Added != 0 || r.Faults[1].Row != 6 {
			o.Errorf("got %+v", r)
		}
		o.do(func(tx *store.Tx) error {
			all, err := tx.Customers("cr")
			if len(all) != 0 {
				o.Errorf("left: %+v", all)
			}
			return err
		})
		f.Partial = true
		if r, err = o.ImportInvoices(o.Context(), f, operator, o.now); err != nil || r.Added != 3 || len(r.Faults) != 2 || len(r.Text()) < 3 {
			o.Errorf("partial: %+v, %v", r, err)
		}
	})
}

// paid is a row of a payments file.
func paid(row int, reference string, amount voldaan.Amount) ledgerfile.PaymentRow {
	return ledgerfile.PaymentRow{
		Row: row, Day: day("2026-03-03"), Amount: amount, Currency: voldaan.EUR, Account: "NL91ABNA0417164300", Reference: reference,
	}
}

func (o *office) pays(partial bool, rows ...ledgerfile.PaymentRow) (books.Report, error) {
	return o.ImportPayments(o.Context(), books.File[ledgerfile.PaymentRow]{Rows: rows, Partial: partial},
		books.Actor{Kind: voldaan.AuthorBank}, o.now)
}

func TestImportPayments(t *testing.T) {
	onBoth(t, func(o *office) {
		if _, err := o.ImportInvoices(o.Context(), invoiceRows(o.T, threeInvoices), operator, o.now); err != nil {
			o.Fatal(err)
		}
		o.register(entry("K2", "B-1", 900, "2026-04-01"))
		byNumber, byReference, byText, byAmount := paid(1, "r1", 1000), paid(2, "r2", 100), paid(3, "r3", 300), paid(4, "r4", 900)
		byNumber.InvoiceNumber = "A-101"
		byReference.PaymentReference, byReference.CustomerNumber = "090933755493", "K1"
		byText.Text = "factuur A-102, dank u"
		byAmount.CustomerNumber = "K2"
		// What names an unknown invoice is not guessed from its amount, though it fits.
		unknown, over := paid(5, "r5", 1700), paid(6, "r6", 500)
		unknown.CustomerNumber, unknown.InvoiceNumber = "K1", "Z-9"
		over.CustomerNumber, over.Text = "K2", "B-1"
		rows := []ledgerfile.PaymentRow{byNumber, byReference, byText, byAmount, unknown, over}
		r, err := o.pays(false, rows...)
		if err != nil || r.Added != 6 || r.Again != 0 {
			o.Fatalf("got %+v, %v", r, err)
		}
		if a, b, c := o.open("K1", "A-101"), o.open("K1", "A-102"), o.open("K2", "B-1"); a != 11000 || b != 1700 || c != 0 {
			o.Errorf("open: %s, %s, %s", a, b, c)
		}
		if len(r.Unallocated) != 2 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "Z-9") {
			o.Errorf("got %+v", r)
		}
		o.do(func(tx *store.Tx) error {
			c, err := tx.Creditor("cr")
			if !c.PaymentsAt.Equal(o.now) {
				o.Errorf("payments as of %s", c.PaymentsAt)
			}
			return err
		})
		n := o.count("K1")
		if again, err := o.pays(false, rows...); err != nil || again.Again != 6 || again.Event != "" || o.count("K1") != n {
			o.Errorf("again: %+v, %v", again, err)
		}
		o.must(o.Undo(o.Context(), books.Last, operator, o.now)) // the whole file, of two customers
		if a, c := o.open("K1", "A-101"), o.open("K2", "B-1"); a != 12100 || c != 900 {
			o.Errorf("open after undo: %s, %s", a, c)
		}
		if r, err := o.pays(false, rows...); err != nil || r.Added != 6 || o.open("K1", "A-101") != 11000 {
			o.Errorf("booked anew: %+v, %v", r, err)
		}
	})
}

func TestImportPaymentsFaults(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		o.register(entry("K2", "A-101", 500, "2026-04-01"))
		o.register(entry("K2", "B-1", 900, "2026-04-01"))
		o.must(o.Pay(o.Context(), "B-1", 100, 0, "hand", operator, o.now))
		fault := func(words string, change func(*ledgerfile.PaymentRow)) {
			o.Helper()
			row := paid(7, "x", 100)
			change(&row)
			r, err := o.pays(false, row)
			o.troubled(err, "nothing was brought in", "row 7")
			if len(r.Faults) != 1 || !strings.Contains(r.Faults[0].Reason, words) {
				o.Errorf("want %q, got %+v", words, r.Faults)
			}
		}
		fault("whose payment is this?", func(r *ledgerfile.PaymentRow) { r.Text = "dank u" })
		fault("import invoice Z-9 first", func(r *ledgerfile.PaymentRow) { r.InvoiceNumber = "Z-9" })
		fault("several customers have an invoice A-101", func(r *ledgerfile.PaymentRow) { r.InvoiceNumber = "A-101" })
		fault("invoices of several customers", func(r *ledgerfile.PaymentRow) { r.Text = "A-101" })
		fault("not one of customer K1", func(r *ledgerfile.PaymentRow) { r.InvoiceNumber, r.CustomerNumber = "B-1", "K1" })
		fault("there is no customer", func(r *ledgerfile.PaymentRow) { r.CustomerNumber = "K9" })
		fault("in USD, invoice B-1 in EUR", func(r *ledgerfile.PaymentRow) { r.InvoiceNumber, r.Currency = "B-1", "USD" })
		fault("currency: the payment is in USD, the invoices of customer K2 are in EUR", func(r *ledgerfile.PaymentRow) {
			r.CustomerNumber, r.Currency = "K2", "USD"
		})
		fault("future", func(r *ledgerfile.PaymentRow) { r.CustomerNumber, r.Day = "K1", day("2026-03-05") })
		fault("above zero", func(r *ledgerfile.PaymentRow) { r.CustomerNumber, r.Amount = "K1", 0 })
		fault("no reference", func(r *ledgerfile.PaymentRow) { r.CustomerNumber, r.Reference = "K1", "" })
		fault("with 1.00 EUR and not 2.00 EUR", func(r *ledgerfile.PaymentRow) { r.CustomerNumber, r.Reference, r.Amount = "K2", "hand", 200 })

		good, bad, twice, hand := paid(2, "g", 300), paid(3, "b", 100), paid(4, "g", 300), paid(5, "hand", 100)
		good.InvoiceNumber, twice.InvoiceNumber, hand.InvoiceNumber = "B-1", "B-1", "B-1"
		r, err := o.pays(true, good, bad, twice, hand)
		if err != nil || r.Added != 1 || r.Again != 1 || len(r.Faults) != 2 || o.open("K2", "B-1") != 500 {
			o.Errorf("partial: %+v, %v, open %s", r, err, o.open("K2", "B-1"))
		}
	})
}

func TestLatePayment(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		o.must(o.Close(o.Context(), "A-101", voldaan.ClosedWrittenOff, operator, o.now))
		row := paid(1, "late", 2100)
		row.InvoiceNumber = "A-101"
		if r, err := o.pays(false, row); err != nil || len(r.Unallocated) > 0 || o.open("K1", "A-101") != 10000 {
			o.Errorf("got %+v, %v", r, err)
		}
	})
}

func openItems(rows ...string) books.File[ledgerfile.OpenItemRow] {
	var f books.File[ledgerfile.OpenItemRow]
	for i, s := range rows {
		row := ledgerfile.OpenItemRow{Row: i + 2, Currency: voldaan.EUR}
		if _, err := fmt.Sscan(s, &row.Number, &row.Open); err != nil {
			panic(err)
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

func TestImportOpenItems(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		for i, total := range []voldaan.Amount{10000, 20000, 30000, 40000} {
			o.register(entry("K1", fmt.Sprintf("A-%d", i+1), total, "2026-04-01"))
		}
		o.register(entry("K2", "B-1", 5000, "2026-04-01"))
		today := entry("K2", "B-2", 6000, "2026-04-01") // newer than the list
		today.Invoice.Issued = day("2026-03-04")
		o.register(today)
		f := openItems("A-1 10000", "A-2 15000", "A-3 30001", "Z-1 100")
		var asked []string
		yes := func(closing []books.Line) bool {
			for _, l := range closing {
				asked = append(asked, l.Number)
			}
			return true
		}
		_, err := o.ImportOpenItems(ctx, f, func([]books.Line) bool { return false }, operator, o.now)
		o.troubled(err, "nothing was brought in", "2 invoices")
		_, err = o.ImportOpenItems(ctx, f, nil, operator, o.now)
		o.troubled(err, "nothing was brought in")
		_, err = o.ImportOpenItems(ctx, openItems(), yes, operator, o.now)
		o.troubled(err, "empty")
		r, err := o.ImportOpenItems(ctx, f, yes, operator, o.now)
		if err != nil || r.Added != 1 || len(r.Closed) != 2 || len(r.Warnings) != 3 {
			o.Fatalf("got %+v, %v", r, err)
		}
		if diff := cmp.Diff([]string{"A-4", "B-1"}, slices.Sorted(slices.Values(asked))); diff != "" {
			o.Error(diff)
		}
		if o.open("K1", "A-2") != 15000 || o.status("K1", "A-4") != voldaan.StatusClosed || o.status("K1", "A-3") != voldaan.StatusOpen ||
			o.status("K2", "B-1") != voldaan.StatusClosed || o.status("K2", "B-2") != voldaan.StatusOpen {
			o.Errorf("K1 %q\nK2 %q", o.state(o.ledger("K1")), o.state(o.ledger("K2")))
		}
		n := o.count("K1")
		if again, err := o.ImportOpenItems(ctx, f, nil, operator, o.now); err != nil || again.Event != "" || o.count("K1") != n {
			o.Errorf("again: %+v, %v", again, err)
		}
		less := openItems("A-1 10000", "A-2 14000", "A-3 30000")
		if r, err := o.ImportOpenItems(ctx, less, nil, operator, o.now); err != nil || r.Added != 1 || o.open("K1", "A-2") != 14000 {
			o.Errorf("a second list of the day: %+v, %v", r, err)
		}
		o.must(o.Undo(ctx, string(r.Event), operator, o.now))
		if got := o.open("K1", "A-2"); got != 19000 || o.status("K2", "B-1") != voldaan.StatusOpen {
			o.Errorf("after undo %s open", got)
		}
	})
}

func TestImportOpenItemsIsCareful(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		o.register(entry("K1", "A-1", 1000, "2026-04-01"))
		o.register(entry("K1", "A-2", 1000, "2026-04-01"))
		yes := func([]books.Line) bool { return true }
		f := openItems("A-1 1000")
		f.AsOf = o.now.Add(-time.Hour) // both were registered since
		r, err := o.ImportOpenItems(ctx, f, nil, operator, o.now)
		if err != nil || len(r.Closed) != 0 || !strings.Contains(strings.Join(r.Warnings, " "), "newer than it, and so left as they are: A-2") {
			o.Errorf("an older list: %+v, %v", r, err)
		}
		f = openItems("A-1 900")
		f.Faults, f.Partial = []ledgerfile.Fault{{Row: 9, Reason: "bad"}}, true
		if r, err = o.ImportOpenItems(ctx, f, yes, operator, o.now); err != nil || len(r.Closed) != 0 || r.Added != 1 {
			o.Errorf("with faults: %+v, %v", r, err)
		}
		_, err = o.ImportOpenItems(ctx, openItems("A-1 900", "A-2 1000"), yes, books.Actor{Kind: voldaan.AuthorBank}, o.now)
		o.troubled(err, "a colleague must decide")
		// Paid while the person thinks: it is neither closed nor an error.
		during := func([]books.Line) bool {
			o.must(o.Pay(context.WithoutCancel(ctx), "A-2", 0, 0, "", operator, o.now))
			return true
		}
		if r, err = o.ImportOpenItems(ctx, openItems("A-1 900"), during, operator, o.now); err != nil || len(r.Closed) != 0 {
			o.Errorf("paid meanwhile: %+v, %v", r, err)
		}
	})
}
