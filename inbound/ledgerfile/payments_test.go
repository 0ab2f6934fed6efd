package ledgerfile_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

func payments(t *testing.T, file string) ([]ledgerfile.PaymentRow, []ledgerfile.Fault) {
	t.Helper()
	rows, faults, err := ledgerfile.ReadPayments(strings.NewReader(file))
	if err != nil {
		t.Fatalf("%q: %v", file, err)
	}
	return rows, faults
}

func TestReadPayments(t *testing.T) {
	rows, faults := payments(t, `Boekdatum;Bedrag;Munt;Rekening;Bankreferentie;Factuurnummer;Klantnr;Gestructureerde mededeling;Omschrijving
10-04-2026;€ 1.210,00;;NL91 ABNA 0417 1643 00;B17;2026-041;K12;+++090/9337/55493+++;"Factuur  41"
`)
	noFaults(t, faults)
	want := []ledgerfile.PaymentRow{{
		Row: 2, Day: voldaan.MustDate("2026-04-10"), Amount: 121000, Currency: "EUR", Account: "NL91ABNA0417164300",
		Reference: "B17", InvoiceNumber: "2026-041", CustomerNumber: "K12", PaymentReference: "+++090/9337/55493+++", Text: "Factuur 41",
	}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestReadPaymentsFaults(t *testing.T) {
	_, faults := payments(t, `date;amount;account;bank reference;invoice;customer number;payment reference
2026-04-10;10;A;R1;1;;
2026-04-10;-10;A;R2;1;;
2026-04-10;0;A;R3;1;;
;;A;R4;1;;
2026-04-10;10;A;R5;;;
2026-04-10;10;A;R1;2;;
2026-04-10;10;B;R1;2;;
2026-04-10;10;A;1,2E+15;2;;
`)
	want := []string{
		"row 3, column \"amount\", \"-10\": below zero: a payment that went back is reversed with `voldaan undo`",
		`row 4, column "amount", "0": zero: nothing was paid`,
		`row 5, column "date": empty`, `row 5, column "amount": empty`,
		"row 6: want an invoice number, a payment reference or a customer number, to know for what was paid",
		`row 7, column "bank reference", "R1": stands in row 2 already`,
		`row 9, column "bank reference", "1,2E+15": the spreadsheet has shortened this number: make the column text and fill it in again`,
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, _, err := ledgerfile.ReadPayments(strings.NewReader("date;amount;description\n"))
	if err == nil || !strings.Contains(err.Error(), `lacks "invoice number" (`) || !strings.Contains(err.Error(), ` or "payment reference" (`) {
		t.Errorf("error %v", err)
	}
}

// Without bank references the identities are those of the content: the same
// in every order, form and extent of the file, and each its own.
func TestReadPaymentsIdentity(t *testing.T) {
	const header = "date;amount;account;invoice;customer number;description\n"
	lines := []string{
		"2026-04-10;121,00;A;1;;abonnement\n",
		"2026-04-10;121,00;A;1;;abonnement\n", // twice the same: two payments
		"2026-04-10;121,00;A;2;;abonnement\n",
		"2026-04-10;121,00;A;;K1;abonnement\n",
		"2026-04-10;121,00;B;1;;abonnement\n",
		"2026-04-11;121,00;A;1;;abonnement\n",
		"2026-04-10;121,01;A;1;;abonnement\n",
		"2026-04-10;121,00;A;1;;\n",
	}
	refs := func(file string) map[string]bool {
		t.Helper()
		rows, faults := payments(t, file)
		noFaults(t, faults)
		out := map[string]bool{}
		for _, r := range rows {
			if out[r.Reference] || !strings.HasPrefix(r.Reference, "row-") {
				t.Errorf("reference %q of row %d", r.Reference, r.Row)
			}
			out[r.Reference] = true
		}
		return out
	}
	all := refs(header + strings.Join(lines, ""))
	if len(all) != len(lines) {
		t.Errorf("%d references for %d payments", len(all), len(lines))
	}
	var reversed string
	for _, l := range lines {
		reversed = l + reversed
	}
	for name, file := range map[string]string{
		"other order":     header + reversed,
		"other form":      strings.NewReplacer("121,", "€ 121.", "2026-04-10", "10/04/2026").Replace(header + strings.Join(lines, "")),
		"other separator": strings.NewReplacer(",", ".", ";", "\t").Replace(header + strings.Join(lines, "")),
		"other header":    "Datum;Bedrag;Rekening;Factuur;Klantnummer;Omschrijving\n\n" + strings.Join(lines, ""),
	} {
		if diff := cmp.Diff(all, refs(file)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for ref := range refs(header + lines[0] + lines[5]) { // an earlier, shorter file
		if !all[ref] {
			t.Errorf("%q is not among those of the longer file", ref)
		}
	}
}

func TestReadOpenItems(t *testing.T) {
	rows, faults, err := ledgerfile.ReadOpenItems(strings.NewReader(`Rechnungsnummer,Kundennr,Offen,Währung
1,K1,"1.234,56",
2,,0,CHF
3,K1,-5,
,K1,5,
4,K1,,
1,K1,7,
1,K2,7,
5,K2,12 EUR,USD
`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]ledgerfile.OpenItemRow{
		{Row: 2, Number: "1", CustomerNumber: "K1", Open: 123456, Currency: "EUR"},
		{Row: 3, Number: "2", Currency: "CHF"},
		{Row: 8, Number: "1", CustomerNumber: "K2", Open: 700, Currency: "EUR"},
	}, rows); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	if diff := cmp.Diff([]string{
		`row 4, column "Offen", "-5": below zero: credit of the customer is no open invoice`,
		`row 5, column "Rechnungsnummer": empty`,
		`row 6, column "Offen": empty`,
		`row 7, column "Rechnungsnummer", "1": stands in row 2 already`,
		`row 9, column "Offen", "12 EUR": in euro, while the currency is USD`,
	}, got); diff != "" {
		t.Error(diff)
	}
}

// A template reads as what it is, without a fault, in every language.
func TestTemplate(t *testing.T) {
	for _, lang := range []string{"nl", "fr", "de", "en", "xx"} {
		rows, faults := invoices(t, string(ledgerfile.Template(ledgerfile.KindInvoices, lang)))
		noFaults(t, faults)
		if len(rows) != 2 || rows[0].Total != 121000 || rows[1].Total != 12100 || len(rows[1].Emails) != 2 ||
			rows[0].Due != voldaan.MustDate("2026-04-01") || rows[0].LastStep != voldaan.StepReminder1 || rows[0].Net != 100000 {
			t.Errorf("%s: %+v", lang, rows)
		}
		paid, faults := payments(t, string(ledgerfile.Template(ledgerfile.KindPayments, lang)))
		noFaults(t, faults)
		if len(paid) != 2 || paid[0].Amount != 121000 || paid[0].Reference != "2026041000017" {
			t.Errorf("%s: %+v", lang, paid)
		}
		open, faults, err := ledgerfile.ReadOpenItems(bytes.NewReader(ledgerfile.Template(ledgerfile.KindOpenItems, lang)))
		noFaults(t, faults)
		if err != nil || len(open) != 2 || open[0].Open != 121000 || open[1].Open != 2100 {
			t.Errorf("%s: %+v, %v", lang, open, err)
		}
	}
	if b := ledgerfile.Template("customers", "nl"); b != nil {
		t.Errorf("template of an unknown kind: %q", b)
	}
}

func FuzzReadPayments(f *testing.F) {
	f.Add([]byte("date;amount;invoice;description\n2026-04-10;1;2;x\n2026-04-10;1;2;x\n"))
	f.Add(ledgerfile.Template(ledgerfile.KindPayments, "fr"))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, _, _ := ledgerfile.ReadPayments(bytes.NewReader(b))
		seen := map[[2]string]bool{}
		for _, r := range rows {
			if key := [2]string{r.Account, r.Reference}; seen[key] || r.Reference == "" {
				t.Errorf("identity %q twice or empty", key)
			} else {
				seen[key] = true
			}
			if r.Day.IsZero() || r.Amount <= 0 || r.InvoiceNumber+r.PaymentReference+r.CustomerNumber == "" {
				t.Errorf("row that should be a fault: %+v", r)
			}
		}
	})
}

func FuzzReadOpenItems(f *testing.F) {
	f.Add([]byte("number,open\n1,\"1,5\"\n"))
	f.Add(ledgerfile.Template(ledgerfile.KindOpenItems, "de"))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, _, _ := ledgerfile.ReadOpenItems(bytes.NewReader(b))
		for _, r := range rows {
			if r.Number == "" || r.Open < 0 || r.Open > voldaan.MaxAmount {
				t.Errorf("row that should be a fault: %+v", r)
			}
		}
	})
}
