package split

import "strings"

// hourWords tell when an office is open, beside a weekday or clock time.
var hourWords = []string{
	"openingstijd", "openingsuren", "bereikbaar", "aanwezig", "geopend", "werkdagen", "kantooruren", "opening hours", "office hours", "open ", "working days", "heures d'ouverture", "horaires", "ouvert", "permanence", "öffnungszeit", "sprechzeit", "bürozeit", "geschäftszeit", "erreichbar", "geöffnet",
}

// isHours reports whether a line below a signature tells when the office is
// open, in words or as days with clock times.
func isHours(l string) bool {
	if len(l) > 140 || strings.HasSuffix(l, "?") || hasAny(l, businessWords) {
		return false
	}
	days, clocks, other := 0, 0, 0
	for w := range strings.FieldsFuncSeq(l, isHourGap) {
		switch w = strings.Trim(w, ".,:;()|"); {
		case calendarWords[w], calendarWords[strings.TrimSuffix(w, "s")]:
			days++
		case w != "" && isDigit(w[0]) && len(w) < 7:
			clocks++
		case w != "" && !hourLinks[w]:
			other++
		}
	}
	if hasAny(l, hourWords) && (days > 0 || hasClock(l)) {
		return !hasPerson(l) || clocks > 1
	}
	return days > 0 && clocks >= 2 && other <= 1 && hasClock(l)
}

// hourLinks stand between days and clock times.
var hourLinks = set("van|tot|t|m|en|om|uur|tussen|from|to|and|am|pm|till|until|between|de|du|à|au|et|a|h|von|bis|und|uhr|zwischen|met")

func isHourGap(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == '/' || r == '|' }

// isSlogan reports whether a paragraph of one line below a signature is what a
// firm says of itself: in quotation marks, or short and of nothing at hand.
func isSlogan(l string) bool {
	n := len(strings.Fields(l))
	if n > 14 || strings.HasSuffix(l, "?") || hasAny(l, businessWords) {
		return false
	}
	for _, q := range [][2]string{{"\"", "\""}, {"'", "'"}, {"“", "”"}, {"„", "“"}, {"«", "»"}, {"‘", "’"}, {"~", "~"}} {
		if strings.HasPrefix(l, q[0]) && strings.HasSuffix(strings.TrimRight(l, "."), q[1]) {
			return true
		}
	}
	return n <= 10 && !isTold(l) && hasAny(l, sloganWords)
}

// sloganWords are in what firms say of themselves.
var sloganWords = []string{"sinds ", "since ", "depuis ", "seit ", "uw partner", "your partner", "votre partenaire", "ihr partner", "specialist in", "spécialiste", "kwaliteit", "quality", "qualité", "qualität", "passie", "passion", "leidenschaft", "jaar ervaring", "years of", "ans d'expérience", "jahre erfahrung"}

// isSaid reports whether a short line is said to the reader, rather than of a
// contact block: it ends a sentence.
func isSaid(l string) bool {
	return len(strings.Fields(l)) >= 3 && strings.ContainsAny(lastByte(l), ".!") && !isContact(l) && !hasLegalForm(l)
}
