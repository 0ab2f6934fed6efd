package classify

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// What folded words before an address, up to it, say of it.
var (
	notTo = lazyregexp.MustCompile(`\b(?:niet|nooit|geen|nicht|nie|kein\w*|no longer|not|never|\w+n't|dont|doesnt|pas|plus|jamais|non|stop\w*|without|ohne|zonder|sans|instead of|rather than|in plaats van|i\.?p\.?v\.?|statt|anstatt|anstelle|au lieu de?|plutot que|other than|except|behalve|sauf|ausser)\b([^,:;!?()"]{0,45})$`)
	// asking begins a wish of its own behind a negation: "I am not the one please write to".
	asking = lazyregexp.MustCompile(`\b(?:please|kindly|graag|bitte|gelieve|merci|veuillez|svp|stp|aub|stuur|schrijf|gebruik|neem|vraag|probeer|wend|utilisez|ecrivez|adressez|envoyez|contactez|voyez|demandez|appelez|wenden|richten|aan het|gewoon|liever|beter|direct|rechtstreeks|direkt|lieber|gleich|einfach|directement|just)\b`)
	whyNot = lazyregexp.MustCompile(`\b(?:why (?:don't|not)|waarom niet|pourquoi ne pas|warum nicht)\b`)
	oldOne = lazyregexp.MustCompile(`\b(?:old|oude|oud|ancienne?|alten?|altes?|vorige|former|previous|bisherigen?|fruheren?|vroegere|precedente?|defunct|wrong|verkeerde|mauvaise|falschen?)\b(?: e?-?mail| mail)?-?(?: ?(?:adres|address|adresse|mailbox|postbus|postvak|boite|box|inbox|postfach|account|mail|e-?mail))?(?: [a-z-]+){0,2}[ :(<"]*$`)
	// whereWritten tells to where we wrote so far: "what you sent to".
	whereWritten = lazyregexp.MustCompile(`\b(?:you|u|jij|je|ge|gij|jullie|vous|tu|sie|ihr|du)\b[^,;:]{0,12}\b(?:sent|wrote|mailed|emailed|used|stuurde\w*|schreef|schreven|mailde\w*|gebruikte\w*|gestuurd|geschreven|gemaild|ecrit|envoye|schickten|schrieben|geschrieben|gesendet|geschickt|verschickt|always|altijd|steeds|toujours|immer|bisher|so far|jusqu'ici|currently|momenteel|derzeit)\b[^,;:]{0,18}$|` +
		`\b(?:ging|gingen|went|(?:is|was|were|wurde|wurden|est|etait|werd) [a-z ]{0,12}?(?:sent|gestuurd|verschickt|geschickt|envoyee?s?|partie?s?))\b[^,;:]{0,12}$|\b(?:partent|gaan|gehen|vont|go) (?:toujours|encore|nog|steeds|noch|immer|still|always)\b[^,;:]{0,12}$`)
	copyTo = lazyregexp.MustCompile(`(?:\bcc\b|\bc\.c\.?|\bcc'?(?:en|ing|ed)\b|\bbcc\b|\b(?:in|en|with|with a|mit|met) ?(?:een |einer |une )?(?:copy|kopie|copie)\b|^[^a-z]*(?:copy|kopie|copie) (?:to|aan|naar|a|an)\b)[^;)]{0,40}$`)
	wish   = lazyregexp.MustCompile(`\b(?:please|pls|kindly|graag|bitte|gelieve|merci de|veuillez|svp|aub|a\.u\.b|stuur|schrijf|gebruik|neem|contacteer|richt|wend|send|resend|write|use|contact|utilisez|ecrivez|adressez|envoyez|contactez|nutzen|verwenden|senden|schicken|schreiben|wenden|richten|probeer|try|juiste|correcte?|right|richtige?n?|bonne?|nieuwe?|new|neuen?|nouvelle|voortaan|desormais|dorenavant|kunftig|ab sofort|from now on|henceforth|terecht|bereikt|reach|joindre|erreichen)\b`)
)

// What folded words behind an address say of it.
var (
	closed = lazyregexp.MustCompile(`\b(?:niemand|is dood|opgeheven|niet (?:gelezen|bekeken|geopend|gebruikt|in gebruik|opgevolgd|bemand|actief|bewaakt)|sluit (?:op|per|vanaf|binnenkort)|wordt (?:gewist|verwijderd|gesloten)|reageert n\w+|afgesloten|gesloten|niet meer|niet langer|bestaat niet|verdwijnt|vervalt|vervallen|stopgezet|afgeschaft|ongelezen|buiten gebruik|` +
		`n'existe|n'ecrivez plus|(?:est|a ete) coupee?|rebondit|est morte?|(?:va|vont) (?:fermer|disparaitre)|disparait|ferme (?:le|en|au|fin)|sera fermee?|fermee?|desactivee?|n'est plus|n'est pas|supprimee?|personne ne|abandonnee?|plus (?:relevee?|lue?|utilisee?|active|consultee?)|ne (?:sert|marche|fonctionne|repond)|a quitte|est partie?|hors service|reservee? a l|` +
		`no longer|is dead|don't (?:write|send|use|mail)|closing|withdrawn|going away|closes (?:on|in|soon|at)|never (?:read|checked|opened)|stopping|stops (?:on|in|at)|(?:will be|being|is|was|been) (?:deleted|removed)|closed|shut|dead|defunct|not (?:read|in use|monitored|used|checked)|isn't|nobody|no one|bounces|bounced|has left|retired|discontinued|out of (?:use|service)|obsolete|disabled|deactivated|switched off|another team|a different team|unmonitored|unread|` +
		`nicht mehr|ist tot|nicht (?:gelesen|abgerufen|genutzt|benutzt|verwendet|bearbeitet|besetzt)|liest keiner|keiner (?:liest|mehr)|bounct|aufgelost|eingestellt|gibt es nicht|stillgelegt|gesperrt|geschlossen|abgeschaltet|deaktiviert|existiert nicht|erloschen|veraltet|automat|geloscht|ungelesen|ausgeschieden|ausser betrieb|figurant|(?:war|was|etait) (?:falsch|verkeerd|wrong|fausse))\b`)
	// writing is where we write until now, and passing what only hands on.
	writing = lazyregexp.MustCompile(`\b(?:you|u|je|jij|gij|jullie|vous|tu|sie|ihr|du)\b(?:'re| are| keep| zijn| blijven| bent| blijft| continuez| persistez)?[^,;:]{0,10}\b(?:writing|write|mailing|schrijft|schrijven|mailt|mailen|ecrivez|ecrire|ecris|schreiben|schreibt|mailen)\b[^,;:]{0,18}$`)
	passing = lazyregexp.MustCompile(`^[ )>]*(?:now |just |only |simply |nur |alleen |enkel )*(?:forwards|redirects|leitet|stuurt (?:alleen |enkel |nu )?(?:door|alles)|transfere|renvoie|kommt bei mir|komt bij mij|lands with me|arrive chez moi)\b`)
	// What an address is for: the bills, or else.
	forElse  = lazyregexp.MustCompile(`\b(?:offertes?|angebote?n?|devis|quotes?|quotations?|bestell\w*|orders?|commandes?|sollicitat\w*|bewerbung\w*|candidatures?|applications?|delivery notes?|\w*lieferschein\w*|leverbon\w*|bons? de livraison|tenants?|huurders|locataires?|mieter\w*|taxes|belastingen|steuern|sales|ventes|verkoop|vertrieb|reclamaties|klachten|complaints?|support|hr|rh|personeel\w*|newsletters?|reste|rest|(?:everything|anything) else|al het andere|alles andere|ubrigen?|overige)\b`)
	forBills = lazyregexp.MustCompile(`\b(?:(?:inkoop|eingangs|aankoop)?(?:factu|invoic|rechnung)\w*|bills?|rekeningen|mahnung\w*|zahlungserinnerung\w*|herinneringen|aanmaningen|rappels|relances|reminders?|dunning|zahlungen|betalingen|paiements|payments|payables?|crediteuren|kreditoren|geldzaken|money)\b`)
	serving  = lazyregexp.MustCompile(`^[ )>]*(?:(?:is|ist|est|staat|steht|dient|sert|werkt|n'est|handles?|takes?|concerns?|accepts?|deals with|does|neemt|traite|gere|behandelt|bearbeitet|regelt)\b|(?:\pL+ ){0,2}?(?:for|voor|pour|fur)\b)[^,;:]{0,70}`)
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
	use := c.use()
	switch {
	case use == doubtful || !wished && (writing.MatchString(c.before) || passing.MatchString(c.behind)):
		return doubtful
	case wished:
		return pointed
	}
	if m := closed.FindStringIndex(c.behind); m != nil && !ofHere.MatchString(c.behind[:m[0]]) {
		return refused
	}
	return use
}

// use tells how an address stands by what it is for: offers, or the bills; of both
// sides the one behind it counts, which speaks of no other address.
func (c *circle) use() int {
	told := serving.FindString(c.behind)
	if told == "" {
		told = c.before[strings.LastIndexAny(c.before, ",:;(")+1:]
		if strings.TrimSpace(told) == "" {
			told = c.before
		}
	}
	switch {
	case forBills.MatchString(told):
		return pointed
	case forElse.MatchString(told):
		return doubtful
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
