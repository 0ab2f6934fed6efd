package autoreply

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// months are the names of the months in nl, fr, en and de with their usual
// abbreviations, folded.
var months = map[string]time.Month{
	"januari": 1, "january": 1, "januar": 1, "jänner": 1, "janvier": 1, "jan": 1, "janv": 1,
	"februari": 2, "february": 2, "februar": 2, "février": 2, "feb": 2, "févr": 2, "fév": 2,
	"maart": 3, "march": 3, "märz": 3, "mars": 3, "mrt": 3, "mar": 3, "mär": 3,
	"april": 4, "avril": 4, "apr": 4, "avr": 4,
	"mei": 5, "may": 5, "mai": 5,
	"juni": 6, "june": 6, "juin": 6, "jun": 6,
	"juli": 7, "july": 7, "juillet": 7, "jul": 7, "juil": 7,
	"augustus": 8, "august": 8, "août": 8, "aug": 8,
	"september": 9, "septembre": 9, "sep": 9, "sept": 9,
	"oktober": 10, "october": 10, "octobre": 10, "okt": 10, "oct": 10,
	"november": 11, "novembre": 11, "nov": 11,
	"december": 12, "dezember": 12, "décembre": 12, "dec": 12, "dez": 12, "déc": 12,
}

const weekdays = `(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)`

// plainDate is a day written plainly: d month, month d, dd-mm-yyyy or ISO 8601.
const plainDate = `(?:(?:de |het |the |le |den |dem |der )?` + weekdays + `[.,]?\s*(?:de |the |le |den |dem |der )?)?(?:the |le |den |dem )?` +
	`(\d{4}-\d\d-\d\d|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{1,2}(?:\.|er|st|nd|rd|th|e|ste|de)?\s+(?:of )?[a-zéûä]{3,9}\.?(?:,?\s+20\d\d)?|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? 20\d\d)?)`

// The three ways to tell the first day back: named itself, as the day until
// which somebody is away, and as the last day away.
var (
	backOn = regexp.MustCompile(`(?:(?:weer|terug|opnieuw)(?: (?:op kantoor|aanwezig|bereikbaar|beschikbaar|ben ik|te bereiken|aan het werk|in het land|bereikbaar ben))?(?: (?:op|vanaf|per|zijn op|zijn vanaf|zijn per))?|(?:op|vanaf|per) (?:weer )?|(?:back|return(?:ing)?|available(?: again)?|in the office(?: again)?|reachable(?: again)?)(?: (?:to work|in the office|at work|to the office|again|at my desk))?(?: on| from| as of| by)?|de retour(?: au bureau)?(?: le| à partir du| dès le)?|(?:reviens|reviendrai|serai de retour|reprendrai|disponible à nouveau|joignable)(?: le| à partir du| dès le)|(?:zurück|wieder)(?: (?:im büro|erreichbar|für sie da|da|im haus|verfügbar))?(?: am| ab| ab dem)|(?:ab|ab dem|am)) ` + plainDate)
	// backAfter is "op 3 november weer aanwezig".
	backAfter = regexp.MustCompile(`(?:op|vanaf|per|ab|ab dem|am|from|on|à partir du|dès le) ` + plainDate + `(?: ben ik(?: er)?| zijn wij(?: er)?| bin ich| i am| i will be| werde ich| je suis| je serai)? (?:weer|terug|wieder|zurück|back|available|again|à nouveau|de retour|disponible)`)
	lastDay   = regexp.MustCompile(`(?:tot en met|t/m|t\.e\.m\.|tem|up to and including|until and including|through|bis einschließlich|bis inklusive|bis inkl\.|bis und mit|jusqu'au|until|tot|bis(?: zum)?) ` + plainDate + `(?: ?\(?(inclus|inbegrepen|inclusive|einschließlich|incl\.?))?`)
	rangeEnd  = regexp.MustCompile(`(?:from|du|vom) ` + plainDate + `?\.? ?(?:\d{1,2}\.? )?(?:to|till|au|bis(?: zum)?|-|–) ` + plainDate)
)

// returnDate is the first day back in the folded text of an out-of-office
// note, where it is written plainly; ref is the day of the mail.
func returnDate(text string, ref voldaan.Date) voldaan.Date {
	for _, m := range backAfter.FindAllStringSubmatch(text, 5) {
		if d := readDate(m[1], ref); d >= ref {
			return d
		}
	}
	for _, m := range backOn.FindAllStringSubmatchIndex(text, 10) {
		word := text[m[0]:m[2]]
		if weakStart(word) && !strings.Contains(word, "weer") {
			continue
		}
		if d := readDate(text[m[2]:m[3]], ref); d > ref {
			return d
		}
	}
	for _, m := range rangeEnd.FindAllStringSubmatch(text, 5) {
		if d := readDate(m[2], ref); d >= ref {
			return nextWeekday(d)
		}
	}
	for _, m := range lastDay.FindAllStringSubmatch(text, 5) {
		if d := readDate(m[1], ref); d >= ref {
			if m[2] != "" || isInclusive(m[0]) {
				return nextWeekday(d)
			}
			return d
		}
	}
	return 0
}

// weakStart reports a preposition alone, which may also start an absence.
func weakStart(word string) bool {
	switch f := strings.Fields(word); {
	case len(f) == 0:
		return true
	default:
		switch f[0] {
		case "op", "vanaf", "per", "ab", "am":
			return true
		}
	}
	return false
}

func isInclusive(s string) bool {
	for _, p := range []string{"tot en met", "t/m", "t.e.m.", "tem ", "up to and", "until and", "through", "bis einschl", "bis inkl", "bis und mit"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// nextWeekday is the first Monday to Friday after d.
func nextWeekday(d voldaan.Date) voldaan.Date {
	for d++; d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; d++ {
	}
	return d
}

// readDate reads one plain date; without a year it is the nearest such day on
// or after ref. Zero when it is none.
func readDate(s string, ref voldaan.Date) voldaan.Date {
	if d, err := voldaan.ParseDate(s); err == nil {
		return d
	}
	f := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '/' || r == '.' })
	var day, year int
	var month time.Month
	numbers := 0
	for _, w := range f {
		if n, err := strconv.Atoi(strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")); err == nil && n > 0 {
			switch numbers++; {
			case n > 31 || numbers == 3:
				year = n
			case day == 0:
				day = n
			case month == 0:
				month = time.Month(n)
			default:
				year = n
			}
			continue
		}
		if m, ok := months[w]; ok && month == 0 {
			month = m
		} else if w != "of" {
			return 0
		}
	}
	return buildDate(year, month, day, ref)
}

func buildDate(year int, month time.Month, day int, ref voldaan.Date) voldaan.Date {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0
	}
	if year > 0 {
		if year < 100 {
			year += 2000
		}
		if d := voldaan.NewDate(year, month, day); d.Time().Day() == day {
			return d
		}
		return 0
	}
	for y := ref.Time().Year(); y <= ref.Time().Year()+1; y++ {
		if d := voldaan.NewDate(y, month, day); d >= ref && d.Time().Day() == day {
			return d
		}
	}
	return 0
}

// dayOf is the calendar day of an instant where it was noted; a zero time
// gives no date.
func dayOf(t time.Time) voldaan.Date {
	if t.IsZero() {
		return 0
	}
	return voldaan.DateOf(t)
}
