package ledgerfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

// invoices reads a file that must be legible as a whole.
func invoices(t *testing.T, file string) ([]ledgerfile.InvoiceRow, []ledgerfile.Fault) {
	t.Helper()
	rows, faults, err := ledgerfile.ReadInvoices(strings.NewReader(file))
	if err != nil {
		t.Fatalf("%q: %v", file, err)
	}
	return rows, faults
}

func noFaults(t *testing.T, faults []ledgerfile.Fault) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}

const dutch = `Factuurnummer;Factuurdatum;Vervaldatum;Totaal incl. btw;Totaal excl. btw;Openstaand;Klantnummer;Klantnaam;E-mail;Contactpersoon;Taal;Land;Soort klant;KvK-nummer;Btw-nummer;Uw referentie;Betalingskenmerk;Laatste stap;Laatste contact;Incasso;Omschrijving
2026-041;02-03-2026;1-4-2026;1.210,00;1.000,00;210,00;K12;Café Zoë;Zoë@cafe.example;Zoë de Wit;nl-BE;België;bedrijf;12345678;NL001234567B01;PO 7;5000056789012345;herinnering 1;10-4-2026;ja;"Koffie; ""extra"" sterk"
`

func dutchRow() ledgerfile.InvoiceRow {
	return ledgerfile.InvoiceRow{
		Row: 2, Number: "2026-041", Subject: `Koffie; "extra" sterk`,
		Issued: voldaan.MustDate("2026-03-02"), Due: voldaan.MustDate("2026-04-01"),
		Total: 121000, Net: 100000, Open: 21000, HasOpen: true, Currency: "EUR",
		CustomerNumber: "K12", CustomerName: "Café Zoë", Emails: []string{"zoë@cafe.example"}, ContactName: "Zoë de Wit",
		Language: "nl", Country: "BE", Kind: voldaan.KindBusiness, CompanyNumber: "12345678", VATNumber: "NL001234567B01",
		BuyerReference: "PO 7", PaymentReference: "5000056789012345",
		LastStep: voldaan.StepReminder1, LastContact: voldaan.MustDate("2026-04-10"), DirectDebit: true,
	}
}

// The same file says the same in every charset, line end and separator.
func TestReadInvoicesEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) string {
		out, err := unicode.UTF16(order, bom).NewEncoder().String(dutch)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin, err := charmap.Windows1252.NewEncoder().String(dutch)
	if err != nil {
		t.Fatal(err)
	}
	tabs := strings.ReplaceAll(strings.ReplaceAll(dutch, ";", "\t"), "\t \"\"", "; \"\"")
	var commas strings.Builder
	for line := range strings.Lines(tabs) {
		for i, cell := range strings.Split(strings.TrimRight(line, "\n"), "\t") {
			if i > 0 {
				commas.WriteByte(',')
			}
			if !strings.HasPrefix(cell, `"`) {
				cell = `"` + cell + `"`
			}
			commas.WriteString(cell)
		}
		commas.WriteString("\n")
	}
	for name, file := range map[string]string{
		"UTF-8":              dutch,
		"byte order mark":    "\ufeff" + dutch,
		"UTF-16LE with mark": utf16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with mark": utf16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE":           utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE":           utf16(unicode.BigEndian, unicode.IgnoreBOM),
		"Windows-1252":       latin,
		"CRLF":               strings.ReplaceAll(dutch, "\n", "\r\n"),
		"CR":                 strings.ReplaceAll(dutch, "\n", "\r"),
		"no last line end":   strings.TrimSpace(dutch),
		"tabs":               tabs,
		"commas":             commas.String(),
		"sep=;":              "sep=;\r\n" + dutch,
		"empty lines":        dutch + "\n;;;;\n\r\n" + strings.Repeat(";", 600) + "\n",
		"capitals":           strings.ToUpper(dutch[:strings.Index(dutch, "\n")]) + dutch[strings.Index(dutch, "\n"):],
	} {
		t.Run(name, func(t *testing.T) {
			rows, faults := invoices(t, file)
			noFaults(t, faults)
			if diff := cmp.Diff([]ledgerfile.InvoiceRow{dutchRow()}, rows); diff != "" {
				t.Error(diff)
			}
			slow, _, err := ledgerfile.ReadInvoices(iotest.OneByteReader(strings.NewReader(file)))
			if diff := cmp.Diff(rows, slow); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

// Windows-1252 that shows late, behind what is looked at to find the charset.
func TestReadInvoicesLateCharset(t *testing.T) {
	var b strings.Builder
	b.WriteString("number;due;total;customer;e-mail\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d;2026-04-01;10,00;Bakkerij;a@bakker.example\n", i)
	}
	b.WriteString("x;2026-04-01;10,00;Caf\xe9 \x80;a@cafe.example\n")
	rows, faults := invoices(t, b.String())
	noFaults(t, faults)
	if len(rows) != 3001 || rows[3000].CustomerName != "Café €" {
		t.Errorf("%d rows, the last %q", len(rows), rows[len(rows)-1].CustomerName)
	}
}

func TestReadInvoicesHeaders(t *testing.T) {
	valid := func(header string) {
		t.Helper()
		rows, faults := invoices(t, header+"\n2026-1;15/04/2026;12,50;Bakkerij;a@bakker.example\n")
		noFaults(t, faults)
		if len(rows) != 1 || rows[0].Number != "2026-1" || rows[0].Due != voldaan.MustDate("2026-04-15") ||
			rows[0].Total != 1250 || rows[0].CustomerName != "Bakkerij" {
			t.Errorf("%q: %+v", header, rows)
		}
	}
	valid("Factuurnummer;Vervaldatum;Bedrag;Klant;E-mail")
	valid("FACTUUR NR.;vervaldag;Bedrag (EUR);naam klant;E-mailadres")
	valid("Nº facture;Échéance;Montant TTC €;Nom du client;Adresse e-mail")
	valid("N° de facture;ECHEANCE;Total TVAC;Raison sociale;Courriel")
	valid("Rechnungs-Nr.;Fällig am;Betrag in EUR;Kunde;E-Mail-Adresse")
	valid("Rechnungsnr;Faelligkeit;Bruttobetrag;Firma;Mail")
	valid("Invoice #;Due date;Total incl. VAT;Customer name;Email")
	valid("invoice_number;due_date;total_amount;customer_name;email_address")
	valid(`"Factuur` + "\n" + `nummer";Vervaldatum;Totaal;Klant;E-mail`)
	valid("Lijst van 15/04/2026;;;;\nVoorbeeld BV;;;;\n\nFactuur;Vervaldatum;Totaal;Klant;Mail")
}

func TestReadInvoicesRefusesFile(t *testing.T) {
	bad := func(file string, want ...string) {
		t.Helper()
		_, _, err := ledgerfile.ReadInvoices(strings.NewReader(file))
		for _, w := range want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%q: error %v: want %q in it", file[:min(len(file), 60)], err, w)
			}
		}
	}
	bad("", "empty")
	bad("\ufeff", "empty")
	bad("\n\n;;;\n", "empty")
	bad("Factuurnummer;Bedrag;Kleur\n1;2;rood\n",
		`"due date" (Vervaldatum, Date d'échéance, Fälligkeitsdatum, Due date)`, `"customer number" (`, ` or "customer name" (`,
		`"e-mail" (`, `it has: "Factuurnummer", "Bedrag", "Kleur"`, "row 1")
	bad("Bedrag;Totaal;Factuur;Vervaldatum;Klant;Mail\n", `"Bedrag" and "Totaal" both mean "total"`)
	bad("PK\x03\x04\x14\x00\x06\x00", "Excel", "save it as CSV")
	bad("\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook")
	bad("%PDF-1.7\n", "PDF")
	bad("<html><table>", "web page")
	bad("number;due;total;customer;e-mail\n"+strings.Repeat("1;2;3;4;5\n", 200_001), "more than 200000 rows")

	broken := errors.New("disk on fire")
	for _, at := range []string{"", "number;due;total;customer;e-mail\n" + strings.Repeat("1;2026-04-01;3;4;a@b.example\n", 5000)} {
		r := iotest.TimeoutReader(strings.NewReader(at))
		if at == "" {
			r = iotest.ErrReader(broken)
		}
		if _, _, err := ledgerfile.ReadInvoices(r); !errors.Is(err, broken) && !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("a reader that breaks: error %v", err)
		}
	}
}

func TestReadInvoicesFaults(t *testing.T) {
	const header = "Number;Invoice date;Due date;Total;Net;Open;Currency;Customer;E-mail;Language;Country;Customer kind;Last step;Last contact;Direct debit\n"
	base := []string{"1", "2026-03-01", "2026-04-01", "100", "80", "100", "EUR", "Bakkerij", "a@bakker.example", "", "", "", "", "", ""}
	cell := func(i int, v, want string) {
		t.Helper()
		row := append([]string{}, base...)
		row[i] = v
		rows, faults := invoices(t, header+strings.Join(row, ";")+"\n")
		if want == "" {
			noFaults(t, faults)
			if len(rows) != 1 {
				t.Errorf("%q: no row", v)
			}
			return
		}
		if len(faults) != 1 || len(rows) != 0 || faults[0].Error() != want {
			t.Errorf("%q: rows %v, faults %q; want %q", v, rows, faults, want)
		}
	}
	cell(0, "1", "")
	cell(0, "", `row 2, column "Number": empty`)
	cell(0, "#N/A", `row 2, column "Number", "#N/A": an error of the spreadsheet, no value`)
	cell(0, "2,026E+11", `row 2, column "Number", "2,026E+11": the spreadsheet has shortened this number: make the column text and fill it in again`)
	cell(1, "", "")
	cell(1, "2026-04-01", "")
	cell(1, "2026-04-02", `row 2, column "Due date", "2026-04-01": before the invoice date, 2026-04-02`)
	cell(2, "", `row 2, column "Due date": empty`)
	cell(2, "31/02/2026", `row 2, column "Due date", "31/02/2026": no such day`)
	cell(2, "12/31/2026", `row 2, column "Due date", "12/31/2026": no such day: the day comes before the month`)
	cell(2, "########", `row 2, column "Due date", "########": the spreadsheet's column was too narrow: widen it and save again`)
	cell(3, "", `row 2, column "Total": empty`)
	cell(3, "-100", "row 2, column \"Total\", \"-100\": below zero: a credit note is booked with `voldaan credit`")
	cell(3, "0,00", `row 2, column "Total", "0,00": zero: nothing is to be paid`)
	cell(3, "1.234", `row 2, column "Total", "1.234": ambiguous amount: write it with two decimals`)
	cell(3, "99999999999", `row 2, column "Total", "99999999999": amount too large`)
	cell(3, "veel", `row 2, column "Total", "veel": want an amount such as 1234.56 or 1.234,56`)
	cell(4, "100,01", `row 2, column "Net", "100,01": more than the total, 100.00`)
	cell(4, "-1", `row 2, column "Net", "-1": below zero`)
	cell(4, "", "")
	cell(5, "100,01", `row 2, column "Open", "100,01": more than the total, 100.00`)
	cell(5, "(1,00)", `row 2, column "Open", "(1,00)": below zero`)
	cell(5, "0", "")
	cell(6, "usd", "")
	cell(6, "€", "")
	cell(6, "dollars", `row 2, column "Currency", "dollars": no currency; want a code of ISO 4217, such as EUR`)
	cell(7, "", `row 2, column "Customer": empty: want the customer's number or name`)
	cell(8, "", `row 2, column "E-mail": empty`)
	cell(8, "bakker", `row 2, column "E-mail", "bakker": "bakker" is no e-mail address`)
	cell(8, "a@bakker", `row 2, column "E-mail", "a@bakker": "a@bakker" is no e-mail address`)
	cell(8, "a@@bakker.example", `row 2, column "E-mail", "a@@bakker.example": "a@@bakker.example" is no e-mail address`)
	cell(8, ".a@bakker.example", `row 2, column "E-mail", ".a@bakker.example": ".a@bakker.example" is no e-mail address`)
	cell(8, ",", `row 2, column "E-mail", ",": no e-mail address`)
	cell(8, `"a@bakker.example; b@bakker.example"`, "")
	cell(9, "FR", "")
	cell(9, "klingon", `row 2, column "Language", "klingon": want a language such as nl, fr, de or en`)
	cell(10, "pt", "")
	cell(10, "Atlantis", `row 2, column "Country", "Atlantis": want a code of two letters, such as NL`)
	cell(11, "Behörde", "")
	cell(11, "vip", `row 2, column "Customer kind", "vip": want business, consumer, authority or unknown`)
	cell(12, "2e herinnering", "")
	cell(12, "deurwaarder", `row 2, column "Last step", "deurwaarder": want courtesy, reminder1, reminder2, last_reminder, formal_notice, final_demand or call_task`)
	cell(13, "gisteren", `row 2, column "Last contact", "gisteren": want a date such as 2026-03-04 or 04/03/2026`)
	cell(14, "oui", "")
	cell(14, "misschien", `row 2, column "Direct debit", "misschien": want yes or no`)
	cell(14, ";x", `row 2: 16 cells under 15 titles: a cell with a ";" in it needs quotation marks`)
	cell(14, ";", "")
}

// All faults of a file come at once, with the rows that are right.
func TestReadInvoicesAllFaults(t *testing.T) {
	rows, faults := invoices(t, `number;due;total;customer number;customer name;e-mail
1;2026-04-01;10;K1;;a@b.example

;31-02-2026;-1;;;bad
1;2026-04-01;10;K1;Anders;a@b.example
1;2026-04-01;10;K2;;a@b.example
"2
2";2026-04-01;10;;Bakker;a@b.example
2 2;2026-04-01;10;;BAKKER;a@b.example
`)
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	want := []string{
		`row 4, column "number": empty`, `row 4, column "due", "31-02-2026": no such day`,
		`row 4, column "e-mail", "bad": "bad" is no e-mail address`,
		`row 4, column "customer number": empty: want the customer's number or name`,
		"row 4, column \"total\", \"-1\": below zero: a credit note is booked with `voldaan credit`",
		`row 5, column "number", "1": stands in row 2 already`,
		`row 8, column "number", "2 2": stands in row 7 already`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(rows) != 3 || rows[0].Row != 2 || rows[1].Row != 6 || rows[2].Row != 7 {
		t.Errorf("rows %+v", rows)
	}
}

func TestReadInvoicesSpreadsheetQuirks(t *testing.T) {
	cell := func(in, want string) {
		t.Helper()
		rows, faults := invoices(t, "number;due;total;customer;e-mail\n"+in+";2026-04-01;10;Bakker;a@b.example\n")
		noFaults(t, faults)
		if len(rows) != 1 || rows[0].Number != want {
			t.Errorf("%q: %+v, want number %q", in, rows, want)
		}
	}
	cell(`="00123"`, "00123")
	cell(`"=""00123"""`, "00123")
	cell(`="00;123"`, "00;123")
	cell(`'00123`, "00123")
	cell(`"00""123"`, `00"123`)
	cell(`00"123`, `00"123`)
	cell(`"Bakkerij" 5`, "Bakkerij 5")
	cell("\u00a0 7\u00a0", "7")
	cell("7\x00\x07", "7")
	cell("\u200b7\u00ad", "7")
	cell("'t Hoekje 's", "'t Hoekje 's")
	cell(" 7 ", "7")
}

func TestReadInvoicesBounds(t *testing.T) {
	const header = "number;due;total;customer;e-mail\n"
	rows, faults := invoices(t, header+"1;2026-04-01;10;"+strings.Repeat("x", 10_001)+";a@b.example\n2;2026-04-01;10;Bakker;a@b.example\n")
	if len(rows) != 1 || len(faults) != 1 || !strings.Contains(faults[0].Error(), "row 2: a cell is longer than 10000 bytes") {
		t.Errorf("rows %v, faults %q", rows, faults)
	}
	rows, faults = invoices(t, header+"1;2026-04-01;10;Bakker;a@b.example\n2;2026-04-01;10;\"Bakker;a@b.example\n"+strings.Repeat("x\n", 50_000))
	if len(rows) != 1 || len(faults) != 1 || !strings.Contains(faults[0].Error(), "row 3: a quotation mark is not closed") {
		t.Errorf("rows %v, faults %q", rows, faults)
	}
	_, faults = invoices(t, header+"1;2026-04-01;10;Bakker;a@b.example"+strings.Repeat(";x", 600))
	if len(faults) != 1 || !strings.Contains(faults[0].Error(), "more than 500 cells") {
		t.Errorf("faults %q", faults)
	}
	_, faults = invoices(t, header+strings.Repeat("9", 101)+";"+strings.Repeat("é", 100)+";10;Bakker;a@b.example\n")
	if len(faults) != 2 || !strings.Contains(faults[0].Error(), "longer than 100 characters") || len([]rune(faults[1].Value)) != 81 {
		t.Errorf("faults %q", faults)
	}
}

func FuzzReadInvoices(f *testing.F) {
	f.Add([]byte(dutch))
	f.Add([]byte("number,due,total,customer,e-mail\n\"1\n2\",2026-04-01,10,=\"0\",a@b.example\n"))
	f.Add([]byte("sep=\t\nnumber\tdue\ttotal\tcustomer\te-mail\n1\t31.12.2026\t€ 1.234,-\tx\ta@b.example b@b.example"))
	f.Add([]byte("\xff\xfen\x00r\x00;\x00"))
	for _, lang := range []string{"nl", "fr", "de", "en"} {
		f.Add(ledgerfile.Template(ledgerfile.KindInvoices, lang))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, faults, err := ledgerfile.ReadInvoices(bytes.NewReader(b))
		if err != nil && (rows != nil || faults != nil) {
			t.Error("rows beside an error")
		}
		last := 1
		for _, r := range rows {
			if r.Row <= last || r.Number == "" || r.Due.IsZero() || r.Total <= 0 || r.Total > voldaan.MaxAmount ||
				len(r.Emails) == 0 || r.CustomerName+r.CustomerNumber == "" || r.Currency.Validate() != nil ||
				r.Open < 0 || r.Open > r.Total || r.Net < 0 || (r.Issued != 0 && r.Issued > r.Due) ||
				strings.ContainsAny(r.Number+r.CustomerName, "\x00\n\r\t") {
				t.Errorf("row that should be a fault: %+v", r)
			}
			last = r.Row
		}
		for _, fault := range faults {
			if fault.Row < 2 || fault.Reason == "" {
				t.Errorf("fault without a place or a reason: %+v", fault)
			}
		}
	})
}
