package parse

import (
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/inbound/fold"
)

// languageWords are frequent words of each language, and those of which short
// mails about invoices consist.
var languageWords = wordIndex([]languageList{
	{"nl", "de het een en ik wij we jij u uw je jullie zijn is was heeft heb hebben wordt worden niet geen maar ook nog wel dat dit deze die van voor met op aan naar bij uit over zal zullen kan kunnen moet graag vandaag morgen gisteren maandag dinsdag woensdag donderdag vrijdag betaald betalen betaling factuur facturen groet groeten vriendelijke bedankt dank hallo beste geachte reeds al volgende week maand bedrag ontvangen klopt akkoord oké sorry in orde komt waarom wanneer hoe onze ons mij mijn hij zij er om te als dan tot hierbij bijlage afwezig kantoor bericht graag alvast heer mevrouw goedemorgen goedemiddag binnen rekening overgemaakt"},
	{"fr", "le la les un une des et je nous vous il elle ils sont est était a ont avez avons être avoir ne pas plus mais aussi encore que qui ce cette ces de du pour avec sur à au aux dans par chez en votre vos notre nos mon ma aujourd hui demain hier lundi mardi mercredi jeudi vendredi payé payée payer paiement facture factures cordialement bonjour merci madame monsieur déjà semaine prochaine mois montant reçu virement bien salutations plaît ai j qu désolé pourquoi quand comment sera serai serons fait accord absent bureau jusqu suis réponse règlement réglé joindre ci-joint bonne journée"},
	{"en", "the a an and i we you he she they are is was were has have had will would can could not no but also still that this these those of for with on to at from by in about our your my it be been do does did please thanks thank today tomorrow yesterday monday tuesday wednesday thursday friday paid pay payment invoice invoices regards kind hello hi dear already next week month amount received sorry why when how office back until attached shortly confirm sure yes any am"},
	{"de", "der die das ein eine einen und ich wir sie ihr ihre ihren ihnen sind ist war hat haben habe wird werden nicht kein keine aber auch noch dass dies diese dieser von für mit auf an nach bei aus über kann können muss bitte heute morgen gestern montag dienstag mittwoch donnerstag freitag bezahlt bezahlen zahlung zahlen rechnung rechnungen grüße grüßen freundlichen danke hallo sehr geehrte geehrter bereits schon nächste woche monat betrag erhalten warum wann wie unsere unser mir mein im zum zur den dem des bis wieder büro überwiesen überweisen vielen dank sowie anbei zu am uns um es"},
})

type languageList struct{ code, words string }

// wordIndex maps each word to the languages it is of, as bits in the order of
// the lists.
func wordIndex(lists []languageList) map[string]uint8 {
	index := map[string]uint8{}
	for i, l := range lists {
		for w := range strings.FieldsSeq(l.words) {
			index[w] |= 1 << i
		}
	}
	return index
}

var languageCodes = [...]string{"nl", "fr", "en", "de"}

// undetermined is the ISO 639-2 code for a language that cannot be told.
const undetermined = "und"

// Language tells in which of Dutch, French, English and German a text is
// written, by its frequent words; "und" when unsure. Lines with quote marks do
// not count.
func Language(text string) string {
	var score [4]float64
	words := 0
	for l := range strings.Lines(text) {
		if strings.HasPrefix(l, ">") {
			continue
		}
		for _, w := range strings.FieldsFunc(fold.Text(l), notWord) {
			if words++; words > 2000 {
				break
			}
			scoreWord(&score, strings.Trim(w, "'-"))
		}
	}
	best, second := 0, -1.0
	for i := 1; i < len(score); i++ {
		if score[i] > score[best] {
			best = i
		}
	}
	for i, v := range score {
		if i != best {
			second = max(second, v)
		}
	}
	if score[best] < 0.9 || score[best] < second*1.2+0.2 {
		return undetermined
	}
	return languageCodes[best]
}

// scoreWord adds a word's weight: a word of several languages tells less.
func scoreWord(score *[4]float64, w string) {
	bits := languageWords[w]
	if bits == 0 {
		return
	}
	n := 0
	for i := range score {
		n += int(bits >> i & 1)
	}
	weight := [...]float64{0, 1, 0.35, 0.15, 0.05}[n]
	for i := range score {
		if bits>>i&1 == 1 {
			score[i] += weight
		}
	}
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
