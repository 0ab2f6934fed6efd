package ledgerfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

func TestReadInvoicesAddress(t *testing.T) {
	address := func(titles, cells string, want ...string) {
		t.Helper()
		rows, faults := invoices(t, "number;due;total;customer;e-mail;"+titles+"\n1;2026-04-01;10;Bakker;a@b.example;"+cells+"\n")
		noFaults(t, faults)
		if len(rows) != 1 {
			t.Fatalf("%q: %d rows", cells, len(rows))
		}
		if diff := cmp.Diff(want, rows[0].Address); diff != "" {
			t.Errorf("%q under %q: %s", cells, titles, diff)
		}
	}
	address("Adres;Postcode;Plaats;Land", "Laan 7;9000;Gent;België", "Laan 7", "9000 Gent")
	address("Rue;Code postal;Localité", "Rue de l'Été 12;1000;Bruxelles", "Rue de l'Été 12", "1000 Bruxelles")
	address("Straße;PLZ;Ort", "Hauptstraße 5;10115;Berlin", "Hauptstraße 5", "10115 Berlin")
	address("Street;Town;Postcode;Country", "1 High Street;Sampleton;AB1 2CD;UK", "1 High Street", "Sampleton", "AB1 2CD")
	address("Straat;Huisnummer;Toevoeging;Postcode;Woonplaats", "Kade;12;B;1011 AB;Amsterdam", "Kade 12 B", "1011 AB Amsterdam")
	address("Straat;Huisnr;Bus;Postcode;Gemeente", "Laan 7;7;3;9000;Gent", "Laan 7 bus 3", "9000 Gent")
	address("Adres;Adres 2;PLZ/Ort", "Laan 7;Gebouw C;9000 Gent", "Laan 7", "Gebouw C", "9000 Gent")

	// the whole in one column
	address("Adres", "Laan 7, bus 3, 9000 Gent", "Laan 7 bus 3", "9000 Gent")
	address("Anschrift", "\"Hauptstraße 5\r\n10115 Berlin\"", "Hauptstraße 5", "10115 Berlin")
	address("Address", `"Laan 7; 9000 Gent"`, "Laan 7", "9000 Gent")
	address("Straat;Adres", "Laan 7;Laan 7, 9000 Gent", "Laan 7", "9000 Gent")

	// the first counts: behind it stands where goods go
	address("Adres;Postcode;Plaats;Postcode;Stad", "Laan 7;9000;Gent;1000;Brussel", "Laan 7", "9000 Gent")

	address("Anschrift;PLZ;Ort;Land", "Weg 1;1067;Dresden;DE", "Weg 1", "01067 Dresden") // a spreadsheet took its zero
	address("Adres;Postcode;Plaats", "#N/B;9000;Gent")                                   // too little for a letter, and no fault
	address("Adres;Postcode;Plaats", ";9000;Gent")
	address("Adres", "boek@bakker.example")
	address("Adres", "")
}

// TestTemplateAddress shows address, postcode and place, and none of the columns
// that only programs export.
func TestTemplateAddress(t *testing.T) {
	for lang, want := range map[string]string{
		"nl": ";Adres;Postcode;Plaats\r\n", "fr": ";Adresse;Code postal;Ville\r\n",
		"de": ";Adresse;PLZ;Ort\r\n", "en": ";Address;Postcode;City\r\n",
	} {
		file := string(ledgerfile.Template(ledgerfile.KindInvoices, lang))
		if !strings.Contains(file, want) {
			t.Errorf("%s:\n%s", lang, file)
		}
		rows, faults := invoices(t, file)
		noFaults(t, faults)
		if diff := cmp.Diff([]string{"Bakkerslaan 7", "9000 Gent"}, rows[0].Address); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
}
