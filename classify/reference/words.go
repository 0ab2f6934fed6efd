package reference

import "strings"

// Classes of the words around numbers, as bits.
const (
	invoiceWord = 1 << iota // what follows is an invoice
	numberWord              // "number", of whatever stands before
	otherWord               // what follows is a number of something else
	joinWord                // between the parts of a list
	rangeWord               // between first and last
	unitWord                // what a number before counts
	currencyWord
	accountWord // phone, VAT, bank
	streetWord
	monthWord
	smallWord // articles and the like that stand between the others
)

// wordList gives the words of each class, folded.
var wordList = [...]struct {
	class uint16
	words string
}{
	{invoiceWord, "factuur facturen factuurnummer factuurnummers factuurnr factuurnrs factuurtje fact faktuur fakturen creditnota creditfactuur rekening facture factures note avoir invoice invoices inv bill bills rechnung rechnungen rechnungsnummer rechnungsnummern rechnungsnr rg rgnr rnr re gutschrift beleg belege belegnr belegnummer documentnummer document ending eindigend endend"},
	{numberWord, "nr nrs no nos n num numero numeros nummer nummers nummern number numbers numeri"},
	{otherWord, "order orders orderno ordernummer ordernr bestelling bestellingen bestelnummer bestelnr bestelbon bestelbonnummer inkooporder po purchase commande commandes bestellung bestellungen bestellnummer bestellnr auftrag auftragsnummer auftragsnr klant klantnummer klantnr client customer kunde kunden kundennummer kundennr dossier dossiers zaak zaaknummer ticket tickets case offerte offertenummer devis quote quotation angebot angebotsnr lieferschein lieferscheinnr leverbon leveringsbon pakbon livraison delivery artikel artikelnummer article item art pagina page seite bladzijde kamer zimmer room chambre suite appartement apt bus bte boite box postbus postfach polis police contract contractnummer contrat vertrag vertragsnummer project projet projekt tracking colis zending kenteken tafel lot verdieping etage stock"},
	{joinWord, "en et and und of ou or oder ook also auch zowel als alsook alsmede evenals ainsi que sowie sowohl as well plus resp respectievelijk"},
	{smallWord, "e met mit der with portant le les de in on op s the die das la het den l beide both onze uw votre your ihre sur credit mededeling"},
	{rangeWord, "tot t m to tm tem through thru until till bis a au aux jusqu jusqua jusque met tussen"},
	{unitWord, "stuks stuk st dozen doos pakken paletten pallets palletten zakken dagen dag weken week maanden maand jaar uur uren minuten min km kilometer meter m m2 m3 cm mm kg kilo gram g ton liter l ml x maal keer personen mensen klanten woorden graden pieces piece cartons carton boites jours jour semaines mois ans heures heure minutes personnes clients metres litres grammes boxes box pcs units items days day weeks months month years year hours hour people persons times customers stuck stueck kartons tage tagen tag wochen woche monate monaten jahre jahren stunden stunde personen mal kisten uhr h u gb mb kb v w kw kwh procent percent prozent"},
	{currencyWord, "eur euro euros usd gbp chf dollar dollars pond pounds cent cents centimes franken francs kr sek dkk nok pln"},
	{accountWord, "tel telefoon telefoonnummer telephone telefon telefonnummer phone mobile mobiel mobil gsm fax call bel belt bellen appeler appelez anrufen iban bic rekeningnummer rek bankrekening compte konto kontonummer account btw btwnr tva vat mwst ust ustid ustidnr idnr kvk kbo bce siret siren rcs hrb steuernummer steuernr handelsregister ondernemingsnummer"},
	{streetWord, "straat laan weg plein kade gracht dreef steenweg baan singel hof straße strase strasse str platz allee gasse rue avenue boulevard bd place chemin chaussee quai impasse route street road lane drive square"},
	{monthWord, "januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep sept okt nov dec janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march may june july august october januar februar marz maerz juni juli oktober dezember mar oct dez"},
}

// endings of the names of streets written in one word.
var streetEndings = [...]string{"straat", "laan", "weg", "plein", "kade", "gracht", "dreef", "strase", "strasse", "str", "platz", "allee", "gasse"}

// classes maps each word to its classes.
func classes() map[string]uint16 {
	out := map[string]uint16{}
	for _, l := range wordList {
		for w := range strings.FieldsSeq(l.words) {
			out[w] |= l.class
		}
	}
	return out
}

func streetName(w string) bool {
	for _, end := range streetEndings {
		if len(w) > len(end)+1 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
