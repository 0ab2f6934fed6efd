package ledgerfile

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// word finds a folded word in lists of the form "value: word word …", one a
// line.
func word(lists, s string) (string, bool) {
	f := fold(s)
	for line := range strings.Lines(lists) {
		value, words, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(words) {
			if w == f {
				return value, true
			}
		}
	}
	return "", false
}

const kindWords = `business: business company b2b bedrijf zakelijk onderneming entreprise professionnel societe unternehmen firma geschaftskunde geschaeftskunde
consumer: consumer private person b2c consument particulier prive consommateur verbraucher privat privatkunde
authority: authority government public b2g overheid overheidsinstelling autorite administration pouvoirpublic secteurpublic behorde behoerde offentlich oeffentlich
unknown: unknown onbekend inconnu unbekannt`

func (r *record) kind() voldaan.Kind {
	s := r.text(colKind)
	if s == "" {
		return ""
	}
	k, ok := word(kindWords, s)
	if !ok {
		r.fault(colKind, "want business, consumer, authority or unknown")
	}
	return voldaan.Kind(k)
}

const languageWords = `nl: nl nld dut nederlands vlaams neerlandais niederlandisch niederlaendisch dutch
fr: fr fra fre frans francais franzosisch franzoesisch french
de: de deu ger duits allemand deutsch german
en: en eng engels anglais englisch english`

// language reads a language by its name or its code, also with a country
// behind it (BCP 47: "nl-BE").
func (r *record) language() string {
	s := r.text(colLanguage)
	if s == "" {
		return ""
	}
	if l, ok := word(languageWords, s); ok {
		return l
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(s), "_", "-"), "-")
	if !letters(first, 2) {
		r.fault(colLanguage, "want a language such as nl, fr, de or en")
		return ""
	}
	return first
}

const countryWords = `NL: nl nld nederland netherlands thenetherlands holland paysbas niederlande
BE: be bel belgie belgium belgique belgien
FR: fr fra frankrijk france frankreich
DE: de deu duitsland germany allemagne deutschland
LU: lu lux luxemburg luxembourg
GB: gb gbr uk unitedkingdom verenigdkoninkrijk royaumeuni vereinigteskonigreich grootbrittannie greatbritain
AT: at aut oostenrijk austria autriche osterreich oesterreich
CH: ch che zwitserland switzerland suisse schweiz
IE: ie irl ierland ireland irlande irland
ES: es esp spanje spain espagne spanien
IT: it ita italie italy italien
GR: gr el griekenland greece grece griechenland`

func (r *record) country() string {
	s := r.text(colCountry)
	if s == "" {
		return ""
	}
	if c, ok := word(countryWords, s); ok {
		return c
	}
	if c := strings.ToUpper(s); letters(strings.ToLower(c), 2) {
		return c
	}
	r.fault(colCountry, "want a code of two letters, such as NL")
	return ""
}

const stepWords = `courtesy: courtesy
reminder1: reminder1 1 1ereminder firstreminder herinnering1 1eherinnering eersteherinnering rappel1 1errappel premierrappel mahnung1 1mahnung erstemahnung zahlungserinnerung
reminder2: reminder2 2 2ndreminder secondreminder herinnering2 2eherinnering tweedeherinnering rappel2 2erappel deuxiemerappel mahnung2 2mahnung zweitemahnung
last_reminder: lastreminder 3 3rdreminder finalreminder laatsteherinnering 3eherinnering aanmaning dernierrappel 3erappel letztemahnung 3mahnung
formal_notice: formalnotice ingebrekestelling veertiendagenbrief 14dagenbrief miseendemeure formlichemahnung
final_demand: finaldemand sommatie laatstesommatie dernieresommation letzteaufforderung
call_task: calltask call gebeld telefoon appel telephone anruf
none: 0 none geen aucun aucune keine`

// step reads what was sent last; none is nothing.
func (r *record) step() voldaan.StepName {
	s := r.text(colLastStep)
	if s == "" {
		return ""
	}
	name, ok := word(stepWords, s)
	if !ok {
		r.fault(colLastStep, "want courtesy, reminder1, reminder2, last_reminder, formal_notice, final_demand or call_task")
	}
	if name == "none" {
		return ""
	}
	return voldaan.StepName(name)
}

const yesWords = `yes: yes y ja j oui o true waar vrai wahr 1 x
no: no n nee neen non nein false onwaar faux falsch 0`

func (r *record) yes(name string) bool {
	s := r.text(name)
	if s == "" || s == "-" {
		return false
	}
	w, ok := word(yesWords, s)
	if !ok {
		r.fault(name, "want yes or no")
	}
	return w == "yes"
}

// letters reports whether s is n small letters of the English alphabet.
func letters(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}
