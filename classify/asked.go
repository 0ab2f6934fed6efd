package classify

import (
	"strings"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// notMeant reports whether a person is who greets or is greeted, or who is gone.
func (s *scan) notMeant(text string, p person) bool {
	sender, _, _ := strings.Cut(s.mail.From.Address, "@")
	line := text[lineBegin(text, p.from):p.from]
	if len(line) < 40 && salutes.MatchString(line) && (p.to == len(text) || strings.ContainsAny(text[p.to:p.to+1], ",!\n:.")) {
		return true
	}
	behind := text[p.to:min(len(text), p.to+90)]
	behind = phrase.Fold(behind[:firstEnd(behind)])
	return p.words == 1 && andAnother.MatchString(text[p.to:]) || madeOf(sender, p.name) || departed.MatchString(behind) || gonePast.MatchString(phrase.Fold(text[max(0, p.from-40):p.from])) || greeting.MatchString(line)
}

var (
	andAnother = lazyregexp.MustCompile(`^ (?:and|en|et|und|&|ou|oder) \p{Lu}`)
	salutes    = lazyregexp.MustCompile(`(?i)^[ \t]*(?:dear|beste|geachte|dag|hallo|hi|hello|hey|hoi|bonjour|salut|bonsoir|liebe[rs]?|sehr geehrte[rs]?|ch(?:e|è)re?|goede ?\pL+|good \pL+|guten \pL+|servus|moin|grüezi|grüß gott)\b[^,.!?]*$`)
	departed   = lazyregexp.MustCompile(`^[^,;:]{0,12}(?:, [^,]{0,50},)?[^:;]{0,45}\b(?:no longer|not? (?:work|with us)\w*|has left|have left|left|retired|retires|died|passed away|moved|niet meer|is weg|vertrokken|gepensioneerd|met pensioen|uit dienst|overleden|n'est plus|ne fait plus|a quitte|ne travaille plus|est partie?|est decedee?|retraite|nicht mehr|nimmer|ausgeschieden|in (?:rente|pension)|verlassen|verstorben)\b`)
	gonePast   = lazyregexp.MustCompile(`\b(?:successor (?:of|to)|replac(?:es|ing)|opvolg(?:st)?er van|vervang(?:t|ster van|er van)|nachfolger(?:in)? von|remplace|over from|overgenomen van|succede a|voorganger|voorgangster|vorganger(?:in)?|predecessor|predecesseure?|sent to|written to|not|niet|nicht|pas) ?$`)
)

// askedFor is the first person to whom a text without an address sends us;
// empty where there is none.
func (s *scan) askedFor(text string) string {
	for _, p := range peopleIn(text) {
		plain := p.titled || p.given && !p.begins(text) || s.mail.Language != "de" && !p.opens(text)
		before, behind := phrase.Fold(text[max(0, p.from-60):p.from]), phrase.Fold(text[p.to:min(len(text), p.to+40)])
		if plain && (asks.MatchString(before) && (p.titled || p.given || p.words > 1 || asksOne.MatchString(before)) || p.weight(text) > 0 && (inCharge.MatchString(behind) || asked.MatchString(behind))) && !s.notMeant(text, p) {
			return p.name
		}
	}
	return ""
}

var (
	// asksOne is what stands before a person alone, whatever he is called.
	asksOne = lazyregexp.MustCompile(`\b(?:ask(?: for)?|speak (?:to|with)|talk to|voyez(?: ca| cela)? avec|voir (?:ca |cela )?avec|demande[rz]? a|vraag(?: het| dat| dit)?(?: eens)? aan|moet (?:je|ge)) $`)
	// inCharge is what stands behind who does it now, asked behind who is to be asked.
	inCharge = lazyregexp.MustCompile(`^,? (?:now |nu |nun |jetzt |maintenant |desormais |qui |who |die |that )?(?:does |handles |deals |looks after |takes care |is in charge|is responsible|has taken|took over|keeps |runs |doet |regelt |behandelt |beheert |is (?:nu )?(?:verantwoordelijk|bevoegd)|neemt |heeft (?:het|dit|mijn|haar|zijn) |volgt |s'occupe|s'en occupe|s'en charge|gere |tient |reprend|a repris|est en charge|est responsable|kummert |macht (?:das|die|jetzt|nun)|ubernimmt|hat (?:das |die |es )|ist (?:jetzt |nun |dafur )?zustandig|betreut |bearbeitet |erledigt )`)
	asked    = lazyregexp.MustCompile(`^ (?:fragen|vragen|anschreiben|kontaktieren|contacteren|aanschrijven|hebben|voor hebben)\b`)
)

// asks is what stands before somebody to whom a mail sends us.
var asks = lazyregexp.MustCompile(`\b(?:asks?(?: for)?|see|speak (?:to|with)|talk to|contact|reach|try|with|(?:passed|handed|transferred|moved|goes|go|belongs?|falls?) (?:over |on )?(?:to|with)|(?:taken over|handled|run|managed|conducted|dealt with|looked after|kept|done|replaced|succeeded) by|` +
	`(?:` + successors + `)(?: (?:is|ist|est|heet|heisst|s'appelle|now|nu|jetzt))?|voyez(?: ca| cela)? avec|voir (?:ca |cela )?avec|demande[rz]?(?: a)?|adresse[rz]?-?(?:vous )?a|contacte[rz]|repris par|remplacee? par|` +
	`vraag(?: het| dat| dit)?(?: eens)?(?: aan| naar)?|vragen(?: aan| naar)?|bij|naar|(?:is|zijn) (?:nu )?voor|moet(?:en)? (?:je|ge|u|jullie)|overgenomen door|gedaan door|wenden tot|` +
	`frag\w*(?: sie)?(?: bitte)?|wenden(?: sie sich)?(?: bitte)? an|(?:macht|ubernimmt|erledigt)(?: das| jetzt| nun)*|zustandig ist(?: jetzt| nun)?|ubernommen von|bei|an) ?:? ?(?:my |mijn |mon |ma |mein(?:en?|er?)? |our |onze |notre |unser\w* )?(?:the |de |la |die |der |den |d')?$`)
