package classify

import (
	"strings"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// nameOf finds the name for an address in a text, or in the address itself;
// empty where none is plain.
func (s *scan) nameOf(a written, text string) string {
	local, _, _ := strings.Cut(a.email, "@")
	best, most, gap := "", plainEnough-1, 0
	for _, p := range peopleIn(text) {
		if n, far := s.fit(p, a, text); n > most || n == most && best != "" && far < gap {
			best, most, gap = p.name, n, far
		}
	}
	if best == "" {
		return nameIn(local)
	}
	return completed(best, local)
}

// plainEnough is how much must speak for that an address is of a person whom the
// mail names: who he is and where he stands, of which neither is enough alone.
const plainEnough = 3

// fit tells how much speaks for that an address is of a person, and how many
// bytes are between them.
func (s *scan) fit(p person, a written, text string) (n, far int) {
	local, domain, _ := strings.Cut(a.email, "@")
	if p.from < a.to && p.to > a.from {
		return 0, 0
	}
	made := madeOf(local, p.name)
	if far = max(p.from-a.to, a.from-p.to); !made && (far > tooFar || nameIn(local) != "") {
		return 0, far
	}
	place := p.nearness(a, text)
	if place == 0 && !made && !p.given {
		return 0, far
	}
	weight := p.weight(text)
	switch {
	case made:
		return place + weight + 2*plainEnough, far
	case p.given && completed(p.name, local) != p.name: // "Sven" of "s.lindqvist"
		place, weight = max(place, 1), weight+2
	case !p.given && !p.titled && strings.Contains(lettersOf(domain), lettersOf(firstWord(p.name))):
		return 0, far // a firm
	case weight == 1 && !p.given && place < 3 && (s.mail.Language == "de" || p.opens(text)):
		return 0, far // two words with capitals, of a thing perhaps
	case weight == 0 && far < 4 && s.mail.Language != "de" && led.MatchString(text[max(0, p.from-30):p.from]):
	case weight == 0:
		return 0, far
	}
	if n = place + weight; place == 0 || n < plainEnough || s.notMeant(text, p) {
		return 0, far
	}
	return n, far
}

func firstWord(name string) string {
	word, _, _ := strings.Cut(name, " ")
	return word
}

// tooFar is how many bytes may be between an address and who is not in it.
const tooFar = 260

// weight tells how plainly a person is one, by form and by what is before him.
func (p person) weight(text string) (n int) {
	if p.given && !p.begins(text) {
		n++
	}
	if p.words > 1 {
		n++
	}
	if p.titled {
		n += 2
	}
	if introduced.MatchString(phrase.Fold(text[max(0, p.from-60):p.from])) || p.words+n > 1 && inCharge.MatchString(phrase.Fold(text[p.to:min(len(text), p.to+40)])) {
		n += 2
	}
	return n
}

// opens reports whether a person stands where a sentence begins.
func (p person) opens(text string) bool {
	before := strings.TrimRight(text[:p.from], " \t\"'(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?\n")
}

// begins reports whether a person is perhaps the word that begins a sentence:
// "Will you", "Dan geht".
func (p person) begins(text string) bool {
	return p.words == 1 && alsoWords.Has(fold(p.name)) && p.opens(text)
}

// alsoWords are first names that are words too.
var alsoWords = phrase.ParseChoice("an|ben|bill|dan|mark|will|sue|rob|art|grace|joy|ward|bas|cor|trees|per|as|max|kay|rose|rick|pol|ans")

// nearness tells how near to an address a person stands, 0 for too far.
func (p person) nearness(a written, text string) int {
	if p.from >= a.to {
		switch gap := text[a.to:p.from]; {
		case len(gap) < 50 && belongs.MatchString(gap), len(gap) < 120 && namesNext.MatchString(phrase.Fold(gap)):
			return 3
		}
		return 0
	}
	gap := text[min(p.to, a.from):a.from]
	if len(gap) > tooFar {
		return 0
	}
	within := lastEnd(gap) == 0
	card := strings.Trim(text[lineBegin(text, p.from):p.from], " \t>*") == "" && strings.Contains(gap, "\n") && !strings.Contains(gap, "\n\n")
	switch {
	case within && len(gap) < 15, card && len(gap) < 160:
		return 3
	case within && len(gap) < 130, pointsBack.MatchString(phrase.Fold(gap[max(0, len(gap)-110):])):
		return 2
	}
	return 0
}

func lineBegin(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// kin are relatives of the writer, folded.
const kin = `cousine?|neef|nicht|zus|zuster|broer|brother|sister|frere|soeur|bruder|schwester|wife|husband|vrouw|mann?|femme|mari|dochter|daughter|fille|tochter|zoon|son|fils|sohn|mother|father|moeder|vader|mere|pere|mutter|vater|nephew|neffe|schwager|schwiegersohn`

// successors are who has taken over, and who is to be asked.
const successors = `colleagues?|collega|kollegin|kollegen?|collegue|successor|successeure?|successeuse|successrice|opvolg(?:st)?er|nachfolgerin?|remplacante?|vervang(?:st)?er|replacement|bookkeeper|accountant|comptable|boekhoud(?:st)?er|buchhalterin?|` +
	`ansprechpartner(?:in)?|contactpersoon|contact person|aanspreekpunt|treasurer|penningmeester|tresori(?:er|ere)|kassenwart|kassierin?|boss|bazin|baas|cheff?e?|chefin|patronne?|repreneu(?:r|se)|owner|eigena(?:ar|res)|inhaber(?:in)?|propriet(?:aire)|bursar|mediat(?:or|rice|eur)|geschaftsfuhrer(?:in)?|directeur|directrice|director|gerante?|zaakvoerder|zaakvoerster|manager`

var (
	// introduced is what stands before somebody of whom the mail says who it is.
	introduced = lazyregexp.MustCompile(`(?:\b(?:` + kin + `|` + successors + `|zustandig|verantwoordelijk|responsable|in charge|contact|heet|heisst|heissen|s'appelle|named|called|genaamd|nommee?|name(?:'s| is| ist)|naam is|nom est|nom :|ask for|vraag naar|demandez|fragen sie|t\.?a\.?v\.?|attentie van|attention d[e']|attention of|attn\.?|z\. ?hd\.?|handen(?: von)?)\b\.?)(?: (?:is|ist|est|heet|heisst|s'appelle|now|nu|nun|jetzt|desormais|called|bij ons|hier|here|ici|dort|there|daar|nouvelle?|in the office|bei uns|chez nous))* ?[,:(]? ?(?:the |de |la |die |der |den |il |he |she |hij |zij |er |sie |elle )?$`)
	belongs    = lazyregexp.MustCompile(`(?i)^[\s,;:(<>)–—-]*(?:(?:(?:dat|das|that|this|dit|ce|c['’]) ?(?:is|ist|est)|ist|is|est)? ?(?:the|de|het|das|der|die|la|le|l['’])? ?(?:desk|mailbox|inbox|box|adres|address|adresse|postvak|postfach|bo[iî]te|bureau|schreibtisch|tafel|account) (?:of|van|von|de)|(?:dahinter|daarachter|derri[eè]re|behind it|l[àa]|there|daar|dort) ?(?:sitzt|zit|sits|se trouve|est|is|ist|steht|staat)|(?:which is |die )?(?:read|managed|gelezen|beheerd|gelesen|betreut|lue|g[eé]r[eé]e) (?:by|door|von|par)|that['’]?s|that is|this is|c['’]est|dat is|das ist|die is van|of|van|de|von|d['’]|à|for|voor|für|pour|to|t\.?a\.?v\.?:?|ter attentie van|à l['’]attention d(?:e |['’])|a l['’]attention d(?:e |['’])|z\.? ?hd\.?(?: von)?|ansprechpartner(?:in)?(?: ist)?:?|kontakt(?:person)?(?: ist)?:?|contactpersoon(?: is)?:?|contact(?: person)?(?: is)?:?|(?:personne de )?contact(?: est)?:?|aanspreekpunt(?: is)?:?|interlocut(?:eur|rice)(?: est)?:?|zu händen(?: von)?|zuhanden(?: von)?|attn?\.?:?|attention(?: of)?:?|f\.?a\.?o\.?:?|for the attention of|where|waar|wo|où|ou|chez|bei|bij|with|dort|there|vraag naar|ask for|demandez|fragen sie nach)? ?(?:works|werkt|arbeitet|travaille|sitzt|zit)? ?(?:the|de|la|die|den|der)? ?$`)
	namesNext  = lazyregexp.MustCompile(`^[^.!?]{0,50}[.!?)]* ?(?:his|her|their|zijn|haar|son|sein|seine|ihr|ihre) (?:name|naam|nom)(?:'s| is| est| ist)? (?:is |est |ist )?$|\b(?:heet|heisst|s'appelle|is called) $|^[^.!?]{0,10}[.!?] [a-z ]{0,40}\b(?:dort|daar|there|la-bas)(?: (?:is|ist|est|by))? ?(?:der |die |mit |met |with |avec )?$`)
	pointsBack = lazyregexp.MustCompile(`\b(?:her|him|his|hem|haar|zijn|z'n|zn|son|sa|ses|lui|elle|leur|ihr|ihre|ihrer|ihm|ihn|sein|seine|them|their|hen|hun|she|he|hij|zij|ze|il|er|sie|bereikt u|bereikt|recopiez|notez|adres(?:se)?|address|e-?mail|coordonnees|parvient|gegevens|contactgegevens)\b[^!?\n]{0,60}$`)
	// led is what stands before somebody who has no other mark than his capital.
	led = lazyregexp.MustCompile(`(?i)\b(?:bij|chez|to|with|aan|à|naar|ask|is|door|par|by|contact|contactez|voyez|vraag|demandez)(?: (?:de|la|the))? $`)
)
