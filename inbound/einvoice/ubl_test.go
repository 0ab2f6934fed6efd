package einvoice_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/einvoice"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func wantPeppol() einvoice.Document {
	return einvoice.Document{
		Kind: einvoice.KindInvoice, Number: "2026/0123", Currency: "EUR",
		Issued: voldaan.MustDate("2026-03-02"), Due: voldaan.MustDate("2026-04-01"),
		Total: 22700, Net: 20000, Payable: 20000,
		BuyerReference: "PO-7781", OrderReference: "7781", PaymentReference: "+++090/9337/55493+++",
		Note:  "Bedankt voor uw bestelling.\nVragen? Antwoord op de mail.",
		IBANs: []string{"BE68539007547034", "BE71096123456769"},
		Supplier: einvoice.Party{
			Name: "Voorbeeld BV", CompanyNumber: "0566988259", VATNumber: "BE0566988259",
			EndpointID: "0208:0566988259", Email: "facturen@voorbeeld.example", Country: "BE",
		},
		Buyer: einvoice.Party{
			Name: "Bakkerij De Bakker & Zonen NV", VATNumber: "BE0123456749",
			EndpointID: "EM:Boekhouding@debakker.example", Email: "boekhouding@debakker.example", Country: "BE",
			Address: []string{"Laan van de Bakkers 7", "bus 3", "t.a.v. Boekhouding", "9000 Gent"},
		},
		VAT:     []einvoice.VATLine{{Rate: "21", Base: 10000, Tax: 2100}, {Rate: "6", Base: 10000, Tax: 600}},
		Subject: "Onderhoud oven, februari",
	}
}

func TestReadUBL(t *testing.T) {
	for name, want := range map[string]einvoice.Document{
		"peppol-be-nl.xml": wantPeppol(),
		"plain-nl-noprefix.xml": {
			Kind: einvoice.KindInvoice, Number: "F-88", Currency: "EUR",
			Issued: voldaan.MustDate("2026-01-15"), Due: voldaan.MustDate("2026-02-14"),
			Total: 12101, Payable: 11100, PaymentReference: "5000056789012345",
			IBANs:    []string{"NL91ABNA0417164300"},
			Supplier: einvoice.Party{Name: "Groothandel De Vries B.V."},
			Buyer:    einvoice.Party{Name: "Café Zoë", Email: "zoe@cafe-zoe.example", Language: "nl"},
			Subject:  "Koffiebonen",
		},
		"ubl-de-windows-1252.xml": {
			Kind: einvoice.KindInvoice, Number: "RE-2026-17", Currency: "EUR",
			Issued: voldaan.MustDate("2026-02-10"), // a discount in the terms: no due day
			Total:  11899, Net: 10000, Payable: 11899,
			BuyerReference: "04011000-12345-34", PaymentReference: "RF18539007547034",
			Supplier:        einvoice.Party{Name: "Müller Großhandel GmbH"},
			Buyer:           einvoice.Party{Name: "Bäckerei Übermut – Söhne KG", CompanyNumber: "HRB 1234", Country: "DE", Address: []string{"Große Straße 12", "50667 Köln"}},
			VAT:             []einvoice.VATLine{{Rate: "19", Base: 10000, Tax: 1900}},
			DiscountPercent: "2", DiscountUntil: voldaan.MustDate("2026-02-24"),
			Subject: "Äpfel, Größe M",
		},
		"creditnote-be-fr.xml": {
			Kind: einvoice.KindCreditNote, Number: "NC-9", Currency: "EUR",
			Issued: voldaan.MustDate("2026-05-04"), Due: voldaan.MustDate("2026-06-03"),
			Total: 6050, Net: 5000, Payable: 6050,
			Supplier: einvoice.Party{Name: "Voorbeeld BV"},
			Buyer:    einvoice.Party{Name: "Société Générique des Pâtes SRL"},
			Credits:  []string{"2026/0123", "2026/0124"},
			Subject:  "Retour de marchandises",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := fixture(t, name)
			if !einvoice.IsUBL(b) {
				t.Error("IsUBL says no")
			}
			got, err := einvoice.ReadUBL(b)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The same document says the same whatever its bytes look like.
func TestReadUBLEncodings(t *testing.T) {
	plain := fixture(t, "peppol-be-nl.xml")
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) []byte {
		b := bytes.Replace(plain, []byte("UTF-8"), []byte("UTF-16"), 1)
		out, err := unicode.UTF16(order, bom).NewEncoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, b := range map[string][]byte{
		"byte order mark":    append([]byte("\xef\xbb\xbf"), plain...),
		"UTF-16LE with mark": utf16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with mark": utf16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE":           utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE":           utf16(unicode.BigEndian, unicode.IgnoreBOM),
		"wrongly declared":   bytes.Replace(plain, []byte("UTF-8"), []byte("utf-16"), 1),
		"CRLF":               bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
		"padded with zeros":  append(bytes.Clone(plain), make([]byte, 100)...),
		"ISO 8859-1":         bytes.Replace(plain, []byte("UTF-8"), []byte("ISO-8859-1"), 1),
		"other prefixes":     bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte("cbc"), []byte("x1")), []byte("cac"), []byte("x2")),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := einvoice.ReadUBL(b)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wantPeppol(), got); diff != "" {
				t.Error(diff)
			}
			if !einvoice.IsUBL(b) {
				t.Error("IsUBL says no")
			}
		})
	}
}

func TestReadUBLNamesAllFaults(t *testing.T) {
	_, err := einvoice.ReadUBL(fixture(t, "missing.xml"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"element ID: missing", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName: missing",
		"LegalMonetaryTotal/PayableAmount: missing", `element DueDate: date "2026-02-30"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
}

func TestReadUBLRefuses(t *testing.T) {
	plain := string(fixture(t, "peppol-be-nl.xml"))
	swap := func(old, with string) string {
		if !strings.Contains(plain, old) {
			t.Fatalf("fixture lacks %q", old)
		}
		return strings.ReplaceAll(plain, old, with)
	}
	bad := func(in, want string) {
		t.Helper()
		if _, err := einvoice.ReadUBL([]byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v: want %q in it", err, want)
		}
	}
	bad("", "not XML")
	bad("Geachte heer, hierbij", "not XML")
	bad("%PDF-1.7", "not XML")
	bad(plain[:len(plain)-20], "unexpected EOF")
	bad("<a:Signature></a:Signature>", `root element "Signature"`)
	bad("<Order/>", `root element "Order"`)
	bad(`<Invoice xmlns="http://forms.example/schema"/>`, `namespace "http://forms.example/schema"`)
	bad(`<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]><Invoice><ID>&x;</ID></Invoice>`,
		"document type declaration")
	bad("<Invoice><ID>&x;</ID></Invoice>", "invalid character entity")
	bad(strings.Repeat("<Invoice>", 200), "more than 40 deep")
	bad("<Invoice>"+strings.Repeat("<a/>", 60_000), "more than 50000 elements")
	bad(strings.Repeat(" ", 6<<20), "more than 5242880")
	bad(`<?xml version="1.0" encoding="klingon"?><Invoice/>`, "klingon")
	bad(swap("Bedankt", "\xe9\xe9"), "invalid UTF-8")
	bad("<Invoice/>", "element IssueDate: missing")
	bad("<Invoice/>", "element DocumentCurrencyCode: missing")
	bad(swap(`Code>EUR<`, `Code>euro<`), "want a code of ISO 4217")
	bad(swap(`TaxInclusiveAmount currencyID="EUR">227.00`, `TaxInclusiveAmount currencyID="EUR">-227.00`),
		"TaxInclusiveAmount: -227.00 is below zero")
	bad(swap(`PayableAmount currencyID="EUR">200.00`, `PayableAmount currencyID="EUR">-0.01`), "credit note")
	bad(swap(`PayableAmount currencyID="EUR">200.00`, `PayableAmount currencyID="USD">200.00`), "in USD, while the document is in EUR")
	bad(swap(`>227.00<`, `>227,00<`), `"227,00" is no amount`)
	bad(swap(`>227.00<`, `>99999999999999999999999.00<`), "amount too large")
	bad(swap(`>21.00</cbc:Percent>`, `>high</cbc:Percent>`), "no percentage")
	bad(swap("2026-03-02", "0026-03-02"), "no day of an invoice")
}

func TestIsUBL(t *testing.T) {
	is := func(in string, want bool) {
		t.Helper()
		if got := einvoice.IsUBL([]byte(in)); got != want {
			t.Errorf("IsUBL(%q) = %v", in, got)
		}
	}
	is("<Invoice>", true) // cheap: the rest is not looked at
	is("<?xml version='1.0'?>\n<!-- x -->\n<x:CreditNote xmlns:x='urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2'>", true)
	is("<x:Invoice xmlns:x='urn:other'>", false)
	is("<Order>", false)
	is("", false)
	is("Invoice", false)
	is("<html><body><Invoice/></body></html>", false)
}

func TestReadUBLKeepsBounds(t *testing.T) {
	plain := fixture(t, "peppol-be-nl.xml")
	line := []byte("<cac:InvoiceLine><cbc:ID>2</cbc:ID><cac:Item><cbc:Name>x</cbc:Name></cac:Item></cac:InvoiceLine>")
	many := bytes.Replace(plain, []byte("</Invoice>"), append(bytes.Repeat(line, 40_000), "</Invoice>"...), 1)
	got, err := einvoice.ReadUBL(many) // lines after the first are not kept, so they do not count
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantPeppol(), got); diff != "" {
		t.Error(diff)
	}
	long := bytes.Replace(plain, []byte("PO-7781"), bytes.Repeat([]byte("é"), 10_000), 1)
	if got, err = einvoice.ReadUBL(long); err != nil || len(got.BuyerReference) != 4000 {
		t.Errorf("buyer reference of %d bytes, error %v", len(got.BuyerReference), err)
	}
}

func FuzzReadUBL(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		f.Add(fixture(f, filepath.Base(name)))
	}
	f.Add([]byte("<Invoice><ID>1</ID></Invoice>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		doc, err := einvoice.ReadUBL(b)
		if err != nil {
			return
		}
		if !einvoice.IsUBL(b) && len(b) < 64<<10 {
			t.Error("read, though IsUBL says no")
		}
		if doc.Number == "" || doc.Issued.IsZero() || doc.Buyer.Name == "" || doc.Total < 0 || doc.Payable < 0 || doc.Net < 0 {
			t.Errorf("incomplete document without an error: %+v", doc)
		}
		if err := doc.Currency.Validate(); err != nil {
			t.Error(err)
		}
	})
}
