package classify

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	v "github.com/voldaan/voldaan"
)

// day is an expression of a day in folded text.
type day struct {
	from, to int // bytes of the folded text
	value    v.Date
	vague    bool // can be read as two days
}

// Names by their number from 0, and what begins or joins expressions.
var (
	monthStems   = strings.Fields("jan feb|fev maa|mrt|mar|mae ap|avr mei|may|mai jun|juin jul|juil au|ao sep okt|oct nov dec|dez")
	weekdayStems = strings.Fields("maa|lun|mon din|mar|tue|die wo|mer|wed|mit do|jeu|thu vr|ven|fr za|sam|sat zo|dim|sun|son")
	partStems    = strings.Fields("beg|ear|deb|anf|st hal|mi|me ei|en|la|f|mon")
	smallNumbers = strings.Fields("een|one|un|une|ein|eine|einer|a twee|two|deux|zwei drie|three|trois|drei vier|four|quatre vijf|five|cinq|funf zes|six|sechs zeven|seven|sept|sieben acht|eight|huit negen|nine|neuf|neun tien|ten|dix|zehn")
	counted      = `(?:\d{1,2}|` + strings.Join(smallNumbers, "|") + `) `
	within       = `(?:binnen|within|in|over|sous|dans|d'ici|innerhalb von|innert) (?:de |the |les |den )?(?:eerstvolgende |next |prochains )?`
	joins        = regexp.MustCompile(`^\s*(?:,|of|or|ou|oder|a|tot|to|until|bis|-|en uiterlijk)?\s*(?:op|on|le|am|the)?\s*$`)
)

const (
	monthWord = `(?:jan(?:uari|uary|vier|uar)?|feb(?:ruari|ruary|ruar)?|fev(?:rier)?|maart|mrt|march|mars?|marz|maerz|apr(?:il)?|avr(?:il)?|mei|may|mai|june?|juni|juin|july?|juli|juil(?:let)?|aug(?:ustus|ust)?|aout|sep(?:t|tember|tembre)?|okt(?:ober)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember|embre)?|dez(?:ember)?)\b\.?`
	weekWord  = `(?:zondag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch)s?`
	nextWeek  = `(?:volgende week|next week|(?:la )?semaine prochaine|(?:der |die )?(?:nachsten?|nachster|kommenden?|kommender) woche)`
	of        = `(?:\s+(?:van|of|de|du|der|des|in|le|la|the|dem|den|het|d'))*\s*`
)

// dateRule is an expression and the day that its groups name, perhaps vaguely.
type dateRule struct {
	re    *regexp.Regexp
	value func(g []string, w when) (v.Date, bool)
}

// when is what a relative expression counts from.
type when struct {
	today   v.Date
	forward bool
	cal     v.Calendar
}

func dateExpr(p string, f func([]string, when) (v.Date, bool)) dateRule {
	return dateRule{regexp.MustCompile(`\b(?:` + p + `)`), f}
}

// dateRules lists the expressions, the longest meanings first.
var dateRules = []dateRule{
	onDay(`(\d{4})-(\d\d)-(\d\d)\b`, 3, 2, 1),
	onDay(`(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d\d)\b`, 1, 2, 3),
	onDay(`(\d{1,2})(?:e|er|ste|de|st|nd|rd|th|\.)?`+of+`(`+monthWord+`)(?:\s+(\d{4})\b)?`, 1, 2, 3),
	onDay(`(`+monthWord+`)\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?`, 2, 1, 3),
	onDay(`(\d{1,2})/(\d{1,2})\b`, 1, 2, 0),
	onDay(`(?:op|tegen|voor|le|on|by|am|bis|zum|avant|uiterlijk)\s+(\d{1,2})[-.](\d{1,2})\b`, 1, 2, 0),
	dateExpr(`(begin|beginning|early|debut|anfang|start|halverwege|midden|half|medio|mid|middle|mi|milieu|mitte|eind|einde|end|late|fin|ende)[- ]?`+of+`(?:(`+monthWord+`)|(volgende maand|next month|mois prochain|nachsten monats?|kommenden monats?)|(`+nextWeek+`)|(maand|deze maand|this month|month|mois|ce mois|monats?|diesen monats|dieses monats)|(?:deze |cette |this |dieser )?(?:week|semaine|woche))\b|(month[- ]end|monatsende)`, partOf),
	dateExpr(`(`+weekWord+`)`+of+nextWeek+`|`+nextWeek+`(?:(?: (?:op|on|am))? (`+weekWord+`))?|(deze week|this week|cette semaine|diese woche)\b`, func(g []string, w when) (v.Date, bool) {
		return w.weekday(cmp.Or(g[1]+g[2], "friday"), 7-7*min(len(g[3]), 1)), false
	}),
	dateExpr(`(?:volgende|next|nachste[nr]?) (`+weekWord+`)|(`+weekWord+`) prochain`, func(g []string, w when) (v.Date, bool) { return w.weekday(g[1]+g[2], 7), true }),
	dateExpr(`(?:afgelopen|vorige|last|letzten?|vergangenen) (`+weekWord+`)|(`+weekWord+`) dernier`, func(g []string, w when) (v.Date, bool) { return when{today: w.today}.nearest(g[1] + g[2]), false }),
	dateExpr(`(`+weekWord+`)\b`, func(g []string, w when) (v.Date, bool) { return w.nearest(g[1]), false }),
	dateExpr(within+`(`+counted+`)(?:werkdag\w*|(?:business|working) days?|jours? ouvr\w+|werktag\w*|arbeitstag\w*)\b`, func(g []string, w when) (v.Date, bool) { return w.cal.AddBusinessDays(w.today, days(g[1])), false }),
	plus(within+`(`+counted+`(?:dag\w*|days?|jours?|tag\w*|we?ek\w*|weeks?|semaines?|wochen?))\b`, 1),
	plus(`(`+counted+`(?:dag\w*|days?|weken|week|weeks?)) (?:geleden|ago)\b|(?:vor|il y a) (`+counted+`(?:tag\w*|jours?|wochen?|semaines?))\b`, -1),
	plus(`(?:overmorgen|day after tomorrow|apres-demain|ubermorgen)\b`, 2),
	plus(`(?:eergisteren|avant-hier|vorgestern|day before yesterday)\b`, -2),
	plus(`(?:gisteren|gisterenmiddag|yesterday|gestern)\b|(?:paye|regle|vire|virement|effectue|fait)\w*(?: \w+){0,3} hier\b|hier (?:soir|matin|apres)`, -1),
	dateExpr(`(?:goede|guten) morgen`, func([]string, when) (v.Date, bool) { return 0, false }),
	plus(`(?:morgen|morgenochtend|tomorrow|demain)\b`, 1),
	plus(`(?:vandaag|vanmiddag|vanavond|vanochtend|today|tonight|this (?:afternoon|morning|evening)|aujourd'hui|ce jour|heute|straks|jetzt|right now|maintenant|nu\b|now)\b`, 0),
}

// plus is an expression of n days from today, as many times as its groups say.
func plus(p string, n int) dateRule {
	return dateExpr(p, func(g []string, w when) (v.Date, bool) {
		return w.today.Add(n * cmp.Or(days(strings.Join(g[1:], "")), 1)), false
	})
}

// findDates lists the days that a folded text names, in their order: looking
// forward for promises, back for payments.
func findDates(s string, today v.Date, forward bool, cal v.Calendar) []day {
	var out []day
	taken := []byte(s)
	for _, r := range dateRules {
		for _, m := range r.re.FindAllIndex(taken, -1) {
			g := r.re.FindStringSubmatch(s[m[0]:m[1]])
			m[0] += 1 + strings.LastIndex(g[0], " hier") // only the French word is one after others
			if d, vague := r.value(g, when{today, forward, cal}); !d.IsZero() && !today.IsZero() {
				out = append(out, day{m[0], m[1], d, vague})
			}
			copy(taken[m[0]:m[1]], strings.Repeat("#", m[1]-m[0]))
		}
	}
	slices.SortFunc(out, func(a, b day) int { return cmp.Compare(a.from, b.from) })
	return ranges(s, out)
}

// ranges keeps the last day of what reads as one range.
func ranges(s string, days []day) []day {
	var out []day
	for _, d := range days {
		if n := len(out); n > 0 && joins.MatchString(s[out[n-1].to:d.from]) {
			same := out[n-1].value.Weekday() == d.value.Weekday() || s[out[n-1].to:d.from] != " "
			d.from, d.vague = out[n-1].from, d.vague || !same // "Friday 4 December" must agree
			out = out[:n-1]
		}
		out = append(out, d)
	}
	return out
}

// onDay is an expression of a day of the month, with the groups of its day,
// month and year; group 0 is no year, and then it is the nearest in the
// direction. A day that does not exist is none.
func onDay(p string, day, month, year int) dateRule {
	return dateExpr(p, func(g []string, w when) (v.Date, bool) {
		d, _ := strconv.Atoi(g[day])
		m, _ := strconv.Atoi(g[month])
		m = max(m, 1+stem(monthStems, g[month]))
		y, err := strconv.Atoi(g[year])
		if now := v.NewDate(w.today.Time().Year(), time.Month(m), d); err != nil {
			y = w.year(now, now)
		} else if y < 100 {
			y += 2000
		}
		if r := v.NewDate(y, time.Month(m), d); r.Time().Day() == d && m >= 1 && m <= 12 {
			return r, false
		}
		return 0, false
	})
}

// partOf reads "begin", "mid" and "end" of a week or month.
func partOf(g []string, w when) (v.Date, bool) {
	part := stem(partStems, g[1]+g[6])
	y, m, _ := w.today.Time().Date()
	switch {
	case g[2] != "":
		m = time.Month(1 + stem(monthStems, g[2]))
		y = w.year(v.NewDate(y, m, 1), v.NewDate(y, m+1, 0))
	case g[3] != "":
		m++
	case g[5]+g[6] == "":
		return w.weekday("monday", 2*part+7*min(len(g[4]), 1)), false
	}
	return []v.Date{v.NewDate(y, m, 5), v.NewDate(y, m, 15), v.NewDate(y, m+1, 0)}[part], false
}

// year is the nearest one for days that are from first to last in this one.
func (w when) year(first, last v.Date) int {
	y := w.today.Time().Year()
	if w.forward && last < w.today {
		y++
	} else if !w.forward && first > w.today {
		y--
	}
	return y
}

// weekday is the day of that name in the week of today, some days on.
func (w when) weekday(name string, days int) v.Date {
	return w.today.Add(stem(weekdayStems, name) + days - (int(w.today.Weekday())+6)%7)
}

// nearest is the next day of that name, or the last one looking back; never today.
func (w when) nearest(name string) v.Date {
	n := int(w.weekday(name, 0) - w.today)
	if w.forward {
		return w.today.Add((n+6)%7 + 1)
	}
	return w.today.Add((n-6)%7 - 1)
}

// days is how many days "3 days" or "two weeks" are; 0 for no number.
func days(s string) int {
	count, unit, _ := strings.Cut(s, " ")
	n, _ := strconv.Atoi(count)
	n = max(n, 1+slices.IndexFunc(smallNumbers, func(words string) bool { return slices.Contains(strings.Split(words, "|"), count) }))
	if strings.HasPrefix(unit, "w") || strings.HasPrefix(unit, "s") {
		return 7 * n
	}
	return n
}

// stem is the place of the stems with one of which s begins, -1 for none.
func stem(all []string, s string) int {
	return slices.IndexFunc(all, func(stems string) bool {
		return slices.ContainsFunc(strings.Split(stems, "|"), func(p string) bool { return strings.HasPrefix(s, p) })
	})
}
