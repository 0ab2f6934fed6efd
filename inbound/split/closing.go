package split

import (
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
)

// closings are how people end a mail, folded.
var closings = set(
	"met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|met hartelijke groet|met hartelijke groeten|hartelijke groet|hartelijke groeten|hartelijks|met groet|met groeten|groet|groeten|groetjes|gr.|gr|grt|grtjs|mvg|m.v.g|m.vr.gr|vr.gr|vr. gr|hoogachtend|met de meeste hoogachting|met collegiale groet|met collegiale groeten|met zonnige groet|vrgr|met beste groeten|met beste groet|beste groeten|beste groet|met sportieve groet|bedankt|alvast bedankt|dank|dankjewel|dank u|veel dank|met dank|liefs|lieve groet|lieve groeten|warme groet|warme groeten|sportieve groet|vr groet|vr. groet|vriendelijk groet|mvrgr|hgr|fijne dag|fijne avond|fijn weekend|prettige dag|prettig weekend|een fijne dag|nog een fijne dag|met oprechte groet|vriendelijk groetend|groetend",
	"kind regards|kindest regards|best regards|warm regards|warmest regards|regards|many thanks|best wishes|yours sincerely|yours faithfully|yours truly|sincerely|sincerely yours|cheers|thanks|thx|thank you|thank you very much|thanks in advance|best|all the best|with kind regards|with best regards|with regards|yours|respectfully|cordially|br|rgds|kr|thanks again|warmly|with thanks|faithfully|take care|have a nice day|have a great day|have a good day|have a great weekend|have a good weekend|speak soon",
	"cordialement|bien cordialement|très cordialement|cordialement vôtre|bien à vous|bien à toi|salutations|sincères salutations|meilleures salutations|salutations distinguées|salutations cordiales|sincèrement|cdlt|cdt|cldt|bav|bàv|bàt|belle journée|excellente journée|bonne continuation|bonne journée|bonne soirée|bonne fin de journée|bonne réception|bon week-end|avec mes salutations|avec mes meilleures salutations|amicalement|respectueusement|merci d'avance|merci|merci beaucoup|bien amicalement|bien sincèrement|mes salutations|à bientôt|veuillez agréer",
	"mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichen gruessen|mit freundlichem gruß|mit freundlichem gruss|freundliche grüße|freundliche grüsse|freundlichen gruß|freundlicher gruß|mit besten grüßen|mit besten grüssen|besten gruß|bester gruß|mit lieben grüßen|mit herzlichen grüßen|mit freundlicher empfehlung|viele grüße|viele grüsse|beste grüße|beste grüsse|liebe grüße|liebe grüsse|lieben gruß|schöne grüße|sonnige grüße|herzliche grüße|herzliche grüsse|herzlichst|mfg|lg|vg|bg|grüße|grüsse|gruß|gruss|hochachtungsvoll|mit bestem gruß|mit bestem dank|mit vielen grüßen|danke|vielen dank|danke und gruß|besten dank|schönen tag|schönes wochenende|schönen abend|einen schönen tag|ihr|ihre",
	"un saludo|saludos|saludos cordiales|un cordial saludo|atentamente|muchas gracias|gracias|cordiali saluti|distinti saluti|cordialmente|saluti|un saluto|grazie|grazie mille|atenciosamente|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|obrigado|obrigada|abraço|pozdrawiam|z poważaniem|pozdrowienia|dziękuję",
	"med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar|vänlig hälsning|hälsningar|mvh|vh|med venlig hilsen|venlig hilsen|med vennlig hilsen|vennlig hilsen|hilsen|hilsner|mange hilsner|bedste hilsner|tack|takk|tak|terveisin|ystävällisin terveisin|t.|kiitos|с уважением|спасибо|з повагою|s pozdravem|s přátelským pozdravem|děkuji|cu stimă|cu respect|mulțumesc|üdvözlettel|köszönettel|saygılarımla|teşekkürler|iyi çalışmalar|με εκτίμηση|ευχαριστώ",
)

// maxClosing bounds the words of a closing phrase.
const maxClosing = 5

// isClosing reports whether a folded line ends a mail: a closing phrase,
// alone, with another, or with a name behind it.
func isClosing(l string) bool {
	_, ok := closingRest(l)
	return ok
}

// closingHasName reports whether the name stands on the closing line.
func closingHasName(l string) bool {
	rest, ok := closingRest(l)
	if !ok || rest == "" || formulas.of(l) > 0 {
		return false
	}
	first, _, _ := strings.Cut(rest, " ")
	return !placeWords[first]
}

// signedOn reports whether the closing line i holds the name: not "Merci,
// c'est noté.", whose words begin small behind a phrase that does not.
func (s *splitter) signedOn(i int) bool {
	l := s.at(i)
	if !closingHasName(l) {
		return false
	}
	rest, _ := closingRest(l)
	raw := strings.TrimSpace(s.ls[i].Text)
	small := !startsUpperWord(raw, rest)
	return !small || !startsUpper(raw) || !strings.HasSuffix(raw, ".") && len(strings.Fields(rest)) == 1
}

// startsUpperWord reports whether the first word of the folded rest begins
// with a capital in the raw line.
func startsUpperWord(raw, rest string) bool {
	first, _, _ := strings.Cut(rest, " ")
	for _, w := range strings.Fields(raw) {
		if w = strings.Trim(w, " ,.!;-/&+*–—|"); fold.Line(w) == strings.TrimRight(first, ",.!;") {
			return startsUpper(w)
		}
	}
	return true
}

// placeWords begin an addition to a closing that is no name: "Grüße aus Linz".
var placeWords = set("aus|uit|vanuit|from|depuis|de|van|von|an|namens|i.a.|i.v.|im|aan|to")

// sentenceWords after the phrase make a sentence of it: "Thanks for the
// invoice", "Best to call".
var sentenceWords = set("for|to|voor|pour|für|you|that|if|we|i|is|dat|and|as|in|so|a|but|the|de|en|on|op|it|this|it's|not|by|bei|ik|wij|je|u|per|non|por|per|für's|fürs|när|för|il|la|que|wanneer|when|of|your|with|will|way|aan|wir|ich|dass|wenn|please|ne|mais|d'avoir|die")

// closingRest gives what follows the closing phrase at the start of a folded
// line.
func closingRest(l string) (string, bool) {
	if len(l) == 0 || len(l) > 80 || strings.HasSuffix(l, "?") || strings.HasSuffix(l, ":") {
		return "", false
	}
	best := closingPhrase(l)
	if best == 0 {
		return "", false
	}
	rest := strings.Trim(l[best:], " ,.!;-/&+*–—|")
	if rest == "" {
		return "", true
	}
	first, more, _ := strings.Cut(rest, " ")
	if first == "and" || first == "en" || first == "und" || first == "et" {
		if r, ok := closingRest(more); ok {
			return r, true
		}
	}
	if r, ok := closingRest(rest); ok {
		return r, true
	}
	if len(strings.Fields(rest)) > 4 || sentenceWords[strings.Trim(first, ",.")] || isSentence(l) && strings.ContainsAny(l[len(l)-1:], "?!") {
		return "", false
	}
	return rest, true
}

// closingPhrase is the length of the longest phrase at the start of l, ended
// by a blank or sign; zero for none.
func closingPhrase(l string) int {
	best, words := 0, 0
	for i := 0; i <= len(l) && words < maxClosing; i++ {
		if i < len(l) && strings.IndexByte(" ,.!;-/", l[i]) < 0 {
			continue
		}
		if closings[l[:i]] {
			best = i
		}
		if i < len(l) && l[i] == ' ' {
			words++
		}
	}
	return best
}

// behalfWords begin a line beside the name that says for whom it is signed.
var behalfWords = []string{
	"namens ", "mede namens ", "on behalf of ", "pp ", "p.p. ", "p/o ", "pour ", "p.o. ", "im auftrag", "i. a.", "i.a.", "i. v.", "i.v.", "in vertretung", "ppa.", "o.b.v. ", "for and on behalf", "par délégation", "in opdracht van ",
}

func isBehalf(l string) bool {
	for _, p := range behalfWords {
		if strings.HasPrefix(l, p) && len(l) < 70 && !isSentence(l) {
			return true
		}
	}
	return false
}

// signsInPerson reports whether a line on behalf of somebody holds the name of
// the one who signs: "i.A. Eva Schmidt", "ppa. Karl Weber".
func signsInPerson(l string) bool {
	if l[0] != 'i' && !strings.HasPrefix(l, "pp") {
		return false
	}
	rest := strings.TrimSpace(l[prefixOf(l, behalfWords):])
	return rest != "" && !hasLegalForm(rest) && !strings.HasPrefix(l, "im ") && !strings.HasPrefix(l, "in ")
}

// isName reports whether a line can be a person's name.
func isName(raw string) bool {
	t := strings.Trim(strings.TrimSpace(raw), "*_,.")
	f := strings.Fields(t)
	if len(f) == 0 || len(f) > 6 || len(t) > 60 || strings.ContainsAny(t, "@:/|0123456789?!<>[]") {
		return false
	}
	low := fold.Line(t)
	return !isContact(low) && !hasProseWord(low)
}
