package classify

import "github.com/voldaan/voldaan/internal/lazyregexp"

// What folded words before an address, up to it, say of it.
var (
	notTo = lazyregexp.MustCompile(`\b(?:niet|nooit|geen|nicht|nie|kein\w*|not|never|\w+n't|dont|doesnt|pas|plus|jamais|non|stop\w*|without|ohne|zonder|sans|instead of|rather than|in plaats van|i\.?p\.?v\.?|statt|anstatt|anstelle|au lieu de?|plutot que|other than|except|behalve|sauf|ausser)\b([^,:;!?()"]{0,45})$`)
	// asking begins a wish of its own behind a negation: "I am not the one please write to".
	asking = lazyregexp.MustCompile(`\b(?:please|kindly|graag|bitte|gelieve|merci|veuillez|svp|stp|aub|stuur|schrijf|gebruik|neem|vraag|probeer|wend|utilisez|ecrivez|adressez|envoyez|contactez|voyez|demandez|appelez|wenden|richten|aan het|gewoon|liever|beter|direct|rechtstreeks|direkt|lieber|gleich|einfach|directement|just)\b`)
	whyNot = lazyregexp.MustCompile(`\b(?:why (?:don't|not)|waarom niet|pourquoi ne pas|warum nicht)\b`)
	oldOne = lazyregexp.MustCompile(`\b(?:old|oude|oud|ancienne?|alten?|altes?|vorige|former|previous|bisherigen?|fruheren?|vroegere|precedente?|defunct|wrong|verkeerde|mauvaise|falschen?)\b(?: e?-?mail| mail)?-?(?: ?(?:adres|address|adresse|mailbox|postbus|postvak|boite|box|inbox|postfach|account|mail|e-?mail))?(?: [a-z-]+){0,2}[ :(<"]*$`)
	// whereWritten tells to where we wrote so far: "what you sent to".
	whereWritten = lazyregexp.MustCompile(`\b(?:you|u|jij|je|ge|gij|jullie|vous|tu|sie|ihr|du)\b[^,;:]{0,12}\b(?:sent|wrote|mailed|emailed|used|stuurde\w*|schreef|schreven|mailde\w*|gebruikte\w*|gestuurd|geschreven|gemaild|ecrit|envoye|schickten|schrieben|geschrieben|gesendet|geschickt|verschickt|always|altijd|steeds|toujours|immer|bisher|so far|jusqu'ici|currently|momenteel|derzeit)\b[^,;:]{0,18}$`)
	copyTo       = lazyregexp.MustCompile(`(?:\bcc\b|\bc\.c\.?|\bcc'?(?:en|ing|ed)\b|\bbcc\b|\b(?:in|en|with|with a|mit|met) ?(?:een |einer |une )?(?:copy|kopie|copie)\b|^[^a-z]*(?:copy|kopie|copie) (?:to|aan|naar|a|an)\b)[^;]{0,40}$`)
	wish         = lazyregexp.MustCompile(`\b(?:please|pls|kindly|graag|bitte|gelieve|merci de|veuillez|svp|aub|a\.u\.b|stuur|schrijf|gebruik|neem|contacteer|richt|wend|send|resend|write|use|contact|utilisez|ecrivez|adressez|envoyez|contactez|nutzen|verwenden|senden|schicken|schreiben|wenden|richten|probeer|try|juiste|correcte?|right|richtige?n?|bonne?|nieuwe?|new|neuen?|nouvelle|voortaan|desormais|dorenavant|kunftig|ab sofort|from now on|henceforth|terecht|bereikt|reach|joindre|erreichen)\b`)
)

// What folded words behind an address say of it.
var (
	closed = lazyregexp.MustCompile(`\b(?:niemand|opgeheven|afgesloten|gesloten|niet meer|niet langer|bestaat niet|verdwijnt|vervalt|vervallen|stopgezet|afgeschaft|ongelezen|buiten gebruik|` +
		`n'existe|fermee?|desactivee?|n'est plus|n'est pas|supprimee?|personne ne|abandonnee?|plus (?:relevee?|lue?|utilisee?|active|consultee?)|ne (?:sert|marche|fonctionne|repond)|a quitte|est partie?|hors service|reservee? a l|` +
		`no longer|closed|shut|dead|defunct|not (?:read|in use|monitored|used|checked)|isn't|nobody|no one|bounces|bounced|has left|retired|discontinued|out of (?:use|service)|obsolete|disabled|deactivated|switched off|another team|a different team|unmonitored|unread|` +
		`nicht mehr|gibt es nicht|stillgelegt|gesperrt|geschlossen|abgeschaltet|deaktiviert|existiert nicht|erloschen|veraltet|automat|geloscht|ungelesen|ausgeschieden|ausser betrieb|figurant|(?:war|was|etait) (?:falsch|verkeerd|wrong|fausse))\b`)
	// ofHere are words behind which something else is spoken of.
	ofHere     = lazyregexp.MustCompile(`\b(?:this|dit|deze|hier|here|cette|ce|ici|diese\w*|my|mijn|mon|ma|meine?\w*|ik|je|j'|ich|we|wij|wir|nous|our|ours|ons|onze|notre|unsere?\w*|oude|old|alte\w*|ancienne?|mij|me|mich|moi|i|i'm)\b`)
	copyNext   = lazyregexp.MustCompile(`^[ ,(]*(?:in |en |with a |mit |met )?(?:cc|copy|kopie|copie)\b(?: [a-z]+){0,2}(?: ?:| (?:to|aan|naar|a|an)\b)`) // of the address behind
	copyBehind = lazyregexp.MustCompile(`^[ ,(]*(?:is |staat |steht |est )?(?:in|en|as) (?:cc|copy|kopie|copie)\b|^[ ,(]*cc\b`)
)

// standing tells how an address stands within a circle that was narrowed;
// turned where "but" is before it.
func (c *circle) standing(turned bool) int {
	wished := turned || wish.MatchString(c.before)
	if m := notTo.FindStringSubmatch(c.before); m != nil && !asking.MatchString(m[1]) && !whyNot.MatchString(c.before) || oldOne.MatchString(c.before) || whereWritten.MatchString(c.before) {
		return refused
	}
	if copyTo.MatchString(c.before) || copyBehind.MatchString(c.behind) && !copyNext.MatchString(c.behind) {
		return aside
	}
	if wished {
		return pointed
	}
	if m := closed.FindStringIndex(c.behind); m != nil && !ofHere.MatchString(c.behind[:m[0]]) {
		return refused
	}
	return mentioned
}

var (
	greeting = lazyregexp.MustCompile(`(?im)^[ \t]*(?:met vriendelijke|vriendelijke groet|hartelijke groet|mvg|m\.v\.g|groet|groeten|groetjes|hoogachtend|(?:kind|best|warm)? ?regards|sincerely|yours|cheers|mit freundlichen|freundliche|viele gr|beste gr|liebe gr|gru(?:ss|ß)|mfg|lg\b|bien (?:a|à) vous|bien cordialement|cordialement|salutations|sinc(?:e|è)res)`)
	below    = lazyregexp.MustCompile(`(?i)\b(?:below|under|hieronder|onderstaand\w*|hierna|ci-dessous|ci-apr(?:e|è)s|dessous|suivantes?|unten|untenstehend\w*|nachfolgend\w*|hierunter|folgend\w*|paste|plak|kopier\w*|copie|colle|card|carte|visitekaart\w*|visitenkarte)\b`)
)

// signedOff reports whether a text has come to its greeting, below which the
// writer's own address stands, unless another's was announced.
func signedOff(before string) bool {
	m := greeting.FindStringIndex(before)
	return m != nil && !below.MatchString(before[:m[0]])
}
