package einvoice

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

var (
	termDays = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}.,])(\d{1,3})\s*(?:calendar\s+|kalender)?` +
		`(?:days?|dagen|dag|jours?|tage?n?)(?:[^\p{L}]|$)`)
	// termElse are words with which a number of days is not counted from the
	// day of issue, or is not all that the terms say.
	termElse = regexp.MustCompile(`(?i)%|procent|prozent|percent|pour[ -]?cent|korting|discount|escompte|skonto|rabatt` +
		`|maand|month|mois|monat|eom|werkdag|business|working|ouvr|werktag|arbeitstag|bankdag|banktag|bankarbeitstag` +
		`|ontvangst|receipt|réception|reception|erhalt|eingang|empfang|lever|deliver|livraison|liefer|week|semaine|woche`)
)

// maxTermDays is the longest term that is believed.
const maxTermDays = 365

// dueByTerms counts the due day from payment terms in words that plainly name
// one number of days ("30 dagen netto", "payable within 14 days"). Zero, when
// they say more than that, such as a discount or the end of the month.
func dueByTerms(terms string, issued voldaan.Date) voldaan.Date {
	terms = strings.Join(strings.Fields(terms), " ")
	found := termDays.FindAllStringSubmatch(terms, 2)
	if len(found) != 1 || termElse.MatchString(terms) {
		return 0
	}
	n, err := strconv.Atoi(found[0][1])
	if err != nil || n > maxTermDays {
		return 0
	}
	return issued.Add(n)
}
