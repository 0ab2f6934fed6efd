package autoreply

import (
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/bounce"
)

var (
	address = lazyregexp.MustCompile(`[a-zA-Z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+`)
	// person is a name as it stands before an address or behind a verb.
	person = `(\p{Lu}(?:[\pL'’-]{1,30}|\.(?:\p{Lu}\.){0,3})(?:(?:[ ]+(?:van|de|den|der|het|ten|ter|'t|von|zu|du|le|la|d'|di|el|al)){0,3}[ ]+\p{Lu}(?:[\pL'’-]{1,30}|\.(?:\p{Lu}\.){0,3})){0,3})`
	// nameBefore is a name just before an address.
	nameBefore = lazyregexp.MustCompile(person + `[ ]*(?:\([^()@]{0,40}|[,:\-–][ ]*|(?:via|op|per|at|on|by|unter|per|sous|à|au|über|en)[ ]+(?:e-?mail|mail|het (?:e-?mail)?adres|the address|l'adresse|email)?[ :]*|[<(\[]|(?:e-?mail|mail)[ :]+)*[ ]*$`)
	// namedAfter is a name behind the words that send somebody to him.
	namedAfter = lazyregexp.MustCompile(`(?:[Cc]ontact (?:opnemen )?(?:op )?met|[Cc]ontact|[Cc]ontactez|contacter|[Ww]enden Sie sich (?:bitte )?an|[Kk]ontaktieren Sie(?: bitte)?|[Vv]ertretung(?: ist| übernimmt|:)?|vertritt mich|vertreten durch|terecht bij|wenden tot|vervangen door|waargenomen door|waarneemt|neemt|vervangt|übernimmt|adresser à|joindre|remplacée? par|replaced by|reach|direct .{0,30} to|mijn collega|mijn collega's|my colleague|mon collègue|ma collègue|meine Kollegin|meinen Kollegen|mein Kollege|meiner Kollegin|meinem Kollegen)[ ]+(?:mijn collega |my colleague |mon collègue |ma collègue |meine Kollegin |meinen Kollegen |Frau |Herrn? |mevrouw |mevr\. |de heer |dhr\. |M\. |Mme |Ms\.? |Mr\.? |Mrs\.? )?` + person)
	// title words that are no names.
	noName = lazyregexp.MustCompile(`^(?:Mail|E-?mail|Email|Of|Or|Ou|Oder|Voor|For|Pour|Für|Bij|In|Bitte|Please|Sie|U|Je|You|Vous|Contact|Tel|Telefoon|Onze|Our|Ons|Notre|Unser|Het|De|The|Le|La|Die|Der|Das|Beste|Dear|Bonjour|Bij|Met|Op|Via|At|Wenden|Neem|Gelieve|Veuillez|Merci|My|Mijn|Mon|Ma|Mein|Meine|Kollegin|Kollegen|Kollege|Frau|Herr|Herrn|Collega|Mevrouw|Mevr|Dhr|Mr|Mrs|Ms|Mme|Madame|Monsieur)$`)
)

// substituteIn finds who stands in: the first address in the note that is not
// the sender's or a machine's, with the name before it; or a name alone behind
// words that send the reader to him.
func substituteIn(m voldaan.Mail) *voldaan.ContactFound {
	text := strings.Join(strings.Fields(clip(m.Reply, maxText)), " ")
	for _, at := range address.FindAllStringIndex(text, 10) {
		a := strings.ToLower(strings.Trim(text[at[0]:at[1]], ".'"))
		if a == m.From.Address || bounce.IsSystem(a) || isAddressee(m, a) {
			continue
		}
		return &voldaan.ContactFound{Email: a, Name: nameIn(window(text, at[0]))}
	}
	if g := namedAfter.FindStringSubmatch(text); g != nil && !noName.MatchString(g[1]) {
		return &voldaan.ContactFound{Name: strings.TrimRight(g[1], " .,")}
	}
	return nil
}

func isAddressee(m voldaan.Mail, a string) bool {
	for _, to := range m.To {
		if to.Address == a {
			return true
		}
	}
	return false
}

// window is the stretch before a place in which a name is looked for, within
// its sentence.
func window(text string, at int) string {
	from := max(0, at-90)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	s := text[from:at]
	if i := strings.LastIndexAny(s, "!?;"); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// nameIn is the name at the end of a stretch of text; empty for none.
func nameIn(s string) string {
	g := nameBefore.FindStringSubmatch(s)
	if g == nil {
		if g = namedAfter.FindStringSubmatch(s); g == nil {
			return ""
		}
	}
	words := strings.Fields(strings.TrimRight(g[1], " .,-"))
	for len(words) > 0 && noName.MatchString(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
