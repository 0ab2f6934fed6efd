package ledgerfile

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// The columns of a postal address by their English names. Those that no template
// has are read where a program exports them.
const (
	colAddress     = "address"        // the street, or the whole address
	colStreet      = "street"         // no template
	colHouse       = "house number"   // no template
	colAddition    = "house addition" // no template
	colBox         = "letter box"     // no template; titled as it is written
	colAddressMore = "address line 2" // no template
	colPostcode    = "postcode"
	colCity        = "city"
)

// addressColumn reports whether a column is one of an address. Of several such
// columns the first counts: in exports the address of delivery stands behind.
func addressColumn(name string) bool {
	return slices.Contains([]string{
		colAddress, colStreet, colHouse, colAddition, colBox, colAddressMore, colPostcode, colCity,
	}, name)
}

func addressColumns() []column {
	return []column{
		{colAddress, [4]string{"Adres", "Adresse", "Adresse", "Address"}, []string{
			"Postadres", "Factuuradres", "Klantadres", "Adres klant", "Vestigingsadres", "Adres 1", "Adresregel", "Adresregel 1",
			"Adresse postale", "Adresse de facturation", "Adresse du client", "Adresse client", "Adresse 1", "Ligne d'adresse 1",
			"Anschrift", "Postanschrift", "Rechnungsanschrift", "Rechnungsadresse", "Kundenadresse", "Adresszeile 1",
			"Postal address", "Billing address", "Mailing address", "Customer address", "Address 1", "Address line 1",
		}},
		{colStreet, [4]string{}, []string{
			"Straat", "Straatnaam", "Straat en nummer", "Straat en huisnummer", "Straat nr", "Straat + nr", "Rue", "Rue et numéro", "Rue et n°",
			"Straße", "Straße und Hausnummer", "Straße Nr", "Straße Hausnr", "Straße + Hausnummer",
			"Street", "Street name", "Street address", "Street and number",
		}},
		{colHouse, [4]string{}, []string{
			"Huisnummer", "Huisnr", "Numéro de rue", "N° de rue", "Hausnummer", "Hausnr", "House number", "House no", "Street number",
		}},
		{colAddition, [4]string{}, []string{"Toevoeging", "Huisnummertoevoeging", "Huisnummer toevoeging", "Hausnummerzusatz", "House number addition"}},
		{colBox, [4]string{}, []string{"Bus", "Boîte", "Bte", "Box"}},
		{colAddressMore, [4]string{}, []string{
			"Adres 2", "Adresregel 2", "Adresse 2", "Ligne d'adresse 2", "Complément d'adresse", "Adresszusatz", "Adresszeile 2", "Address 2", "Address line 2",
		}},
		{colPostcode, [4]string{"Postcode", "Code postal", "PLZ", "Postcode"}, []string{
			"Postleitzahl", "CP", "Postal code", "Post code", "Zip", "Zip code",
		}},
		{colCity, [4]string{"Plaats", "Ville", "Ort", "City"}, []string{
			"Woonplaats", "Gemeente", "Stad", "Plaatsnaam", "Vestigingsplaats", "Postcode en plaats", "Postcode plaats", "Postcode gemeente", "Postcode en gemeente",
			"Localité", "Commune", "Code postal et ville", "Code postal ville", "CP Ville", "CP et ville", "Code postal et localité",
			"Stadt", "Wohnort", "PLZ Ort", "PLZ und Ort", "PLZ Stadt", "Town", "Town/City", "Place", "Post town", "Postcode city",
		}},
	}
}

// address reads the customer's postal address, a line each, as it is written in
// a country. A file may tell it in one column, or street, postcode and place
// apart. What would not deliver a letter is left out: the invoice counts.
func (r *record) address(country string) []string {
	for _, name := range []string{colStreet, colAddress} {
		street := r.addressLines(name)
		if len(street) == 0 {
			continue
		}
		street[0] = r.housed(street[0])
		lines := voldaan.Postal{
			Street:   append(street, r.addressLines(colAddressMore)...),
			Postcode: postcode(r.optional(colPostcode), country), City: r.optional(colCity), Country: country,
		}.Lines()
		if lines != nil {
			return lines
		}
	}
	return nil
}

// housed is a street with what the other columns say of the house.
func (r *record) housed(street string) string {
	if number := r.optional(colHouse); number != "" && !strings.HasSuffix(street, " "+number) {
		street += " " + number
	}
	if more := r.optional(colAddition); more != "" {
		street += " " + more
	}
	if box := r.optional(colBox); box != "" {
		street += " " + strings.ToLower(r.t.titles[r.t.at[colBox]]) + " " + box
	}
	return street
}

// postcode gives a code its leading zero back, which spreadsheets take away.
func postcode(s, country string) string {
	if len(s) == 4 && strings.Trim(s, "0123456789") == "" && strings.Contains("DE FR ES IT", country) && country != "" {
		return "0" + s
	}
	return s
}

// addressLines are the lines of a cell, as its writer broke them.
func (r *record) addressLines(name string) []string {
	i, ok := r.t.at[name]
	if !ok || i >= len(r.cells) || r.optional(name) == "" {
		return nil
	}
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(r.cells[i], "\r", "\n")) {
		if line = clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 1 {
		return voldaan.SplitAddress(lines[0])
	}
	return lines
}

// optional is the cell of a column that may hold anything: what a spreadsheet
// shows in the place of a value is none.
func (r *record) optional(name string) string {
	s := r.raw(name)
	if spreadsheetError(s) != "" {
		return ""
	}
	return s
}
