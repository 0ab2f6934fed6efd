package classify

import (
	"regexp"
	"slices"
	"strings"
)

// What stands round a sign and changes how far it can be trusted.
var (
	negators   = regexp.MustCompile(`\b(?:niet|geen|nooit|not|never|cannot|ne|n'\w+|pas|jamais|aucune?|nicht|kein\w*|nie)\b|n't\b`)
	future     = regexp.MustCompile(`\b(?:wordt|worden|zal|zullen|moet|dient|will|to be|going|being|should|must|scheduled|sera|seront|doit|wird|werden|soll|muss)\b|'ll\b`)
	doubtful   = regexp.MustCompile(negators.String() + `|\b(?:niets|nothing|rien|nichts|no (?:longer|way|reason)|maar|echter|tenzij|behalve|hoewel|but|however|unless|except|although|mais|cependant|sauf|toutefois|aber|jedoch|allerdings|obwohl|zodra|nadat|indien|mits|als|wanneer|once|if|when|until|provided|after|des que|lorsque|quand|si|une fois|apres|sobald|wenn|falls|sofern|nachdem|erst|zuerst|first|eerst|d'abord|minder|minus|less|moins|weniger|abzuglich|\w*problem\w*|\w*fout\w*|onjuist|issue|wrong|incorrect|error|mistake|missing|unhappy|ontevreden|korting|discount|remise|rabatt|erreur|manqu\w+|fehl\w+|falsch\w*|under protest|onder voorbehoud|sous reserve|vorbehalt|noch|neither|nor|weder|in part|part(?:ly|ially)|gedeeltelijk|deels|partiel\w*|teil\w*|half|helft|moitie|halfte|anything|so-called|zogenaamde)\b`)
	harmless   = regexp.MustCompile(`\b(?:geen|no|pas de|aucun|kein|not a|without|zonder|sans|ohne) (?:probleme?e?|klachten?|bezwaar|issues?|complaints?|objections?|litige|einwand|reclamation)\b|(?:do not|don't|niet|nicht|pas) (?:dispute|betwist\w*|bestritten|conteste\w*)|(?:betwisten|contestons|bestreiten) (?:wij |we |wir |die |de |la )*(?:\w+ )?(?:niet|pas|nicht)\b|ne contest\w+ pas|als bijlage`)
	pleasantry = regexp.MustCompile(`^(?:beste|geachte|hallo|hoi|goede|dag\b|dear|hello|hi\b|good (?:morning|afternoon)|bonjour|madame|monsieur|cher|sehr geehrte|guten|liebe|hartelijk|dank|bedankt|merci|thank|vielen dank|excuses|sorry|onze excuses|mijn excuses|apologies|desole|(?:toutes )?nos excuses|entschuldig|met vriendelijke|mvg|vriendelijke|groet|kind|best\b|regards|yours|cordialement|bien a vous|salutations|mit freundlichen|viele|freundliche|mfg|fijne|prettige|have a|bonne|schonen|alvast)`)
	lawFirm    = regexp.MustCompile(`advoca(?:at|ten|tuur)|avocat|anwalt|anwalte|solicitor|attorney|curator\b|bewindvoer|insolvenzverwalter|huissier|deurwaarder|bailiff|barrister`)
)

// known lists words that change nothing about what stands beside them. A
// sentence with several others is one that was not understood as a whole.
const known = `
beste geachte hallo vertraging hartelijk dank bedankt alvast vriendelijke groet groeten mevrouw meneer excuses factuur facturen rekening
dit dat herinnering bericht mail e-mail bedrag betaling betalen betaald boekhouding administratie financiele afdeling collega crediteuren
deze hierbij graag onze jullie wordt worden hebben heeft vandaag inmiddels dus nog zodat even zoals meteen direct morgen
bijlage openstaande snel mogelijk uiterlijk rond vrijdag week maand komende volgende nummer bank welke open kunt laten weten
bonjour merci veuillez excuser noter madame monsieur cordialement facture factures rappel message montant paiement virement comptabilite service collegue
cette notre votre nous vous pour dans avec bien meilleurs delais plus brefs desole retard suite envoyer quel solde compte
dear hello thanks thank much kind regards best sorry late delay apologies invoice invoices reminder email message amount payment
accounts accounting accountant finance department team colleague your this that these have will been with from today already soon
possible please send transfer account attached full right away shortly week month which still open them about
sehr geehrte damen herren hallo liebe verzogerung vielen dank freundlichen grussen grusse entschuldigung rechnung rechnungen mahnung erinnerung nachricht betrag zahlung
uberweisung buchhaltung abteilung kollegen unsere unser ihre ihren wird werden haben wurde diese dieser heute bereits spatestens
bitte anbei konto moglich schnell woche monat welche noch offen offene`

var (
	knownWords = strings.Fields(known)
	longWord   = regexp.MustCompile(`[a-z][a-z-]{3,}`)
)

// strange reports whether a folded stretch has several words that are unknown.
func strange(s string) bool {
	n := 0
	for _, w := range longWord.FindAllString(s, -1) {
		if !slices.Contains(knownWords, w) {
			n++
		}
	}
	return n > 1
}
