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

var (
	monthStems   = [][]string{{"jan"}, {"feb", "fev"}, {"maa", "mrt", "mar", "mae"}, {"ap", "avr"}, {"mei", "may", "mai"}, {"jun", "juin"}, {"jul", "juil"}, {"au", "ao"}, {"sep"}, {"okt", "oct"}, {"nov"}, {"dec", "dez"}}
	weekdayStems = [][]string{{"zo", "dim", "sun", "son"}, {"maa", "lun", "mon"}, {"din", "mar", "tue", "die"}, {"wo", "mer", "wed", "mit"}, {"do", "jeu", "thu"}, {"vr", "ven", "fr"}, {"za", "sam", "sat"}}
	smallNumbers = strings.Fields("een|one|un|une|ein|eine|einer|a twee|two|deux|zwei drie|three|trois|drei vier|four|quatre vijf|five|cinq|funf zes|six|sechs zeven|seven|sept|sieben acht|eight|huit negen|nine|neuf|neun tien|ten|dix|zehn")
)

const (
	monthWord = `(?:jan(?:uari|uary|vier|uar)?|feb(?:ruari|ruary|ruar)?|fev(?:rier)?|maart|mrt|march|mars?|marz|maerz|apr(?:il)?|avr(?:il)?|mei|may|mai|june?|juni|juin|july?|juli|juil(?:let)?|aug(?:ustus|ust)?|aout|sep(?:t|tember|tembre)?|okt(?:ober)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember|embre)?|dez(?:ember)?)\b\.?`
	weekWord  = `(?:zondag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch)s?`
	nextWord  = `(?:volgende|next|nachsten?|nachster|kommenden?|prochaine?)`
	nextWeek  = `(?:volgende week|next week|(?:la )?semaine prochaine|(?:der |die )?(?:nachsten?|nachster|kommenden?|kommender) woche)`
	of        = `(?:\s+(?:van|of|de|du|der|des|in|le|la|the|dem|den|het|d'))*\s*`
	beginWord = `(?:begin|beginning|early|debut|anfang|start)`
	midWord   = `(?:halverwege|midden|half|medio|mid|middle|mi|milieu|mitte)`
	endWord   = `(?:eind|einde|end|late|fin|ende)`
	thisMonth = `(?:maand|deze maand|this month|month|mois|ce mois|monats?|diesen monats|dieses monats)`
	nextMonth = `(?:volgende maand|next month|mois prochain|nachsten monats?|kommenden monats?)`
)

// rule is an expression and its day.
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

func dateExpr(p string, f func(g []string, w when) (v.Date, bool)) dateRule {
	return dateRule{regexp.MustCompile(`\b(?:` + p + `)`), f}
}

// dateRules lists the expressions, the longest meanings first; the rules of
// "Dates." in docs/architecture.md. The flag says that a day is ambiguous.
var dateRules = []dateRule{
	dateExpr(`(\d{4})-(\d\d)-(\d\d)\b`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[3], g[2], g[1], w), false }),
	dateExpr(`(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d\d)\b`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[1], g[2], g[3], w), false }),
	dateExpr(`(\d{1,2})(?:e|er|ste|de|st|nd|rd|th|\.)?`+of+`(`+monthWord+`)(?:\s+(\d{4})\b)?`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[1], month(g[2]), g[3], w), false }),
	dateExpr(`(`+monthWord+`)\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[2], month(g[1]), g[3], w), false }),
	dateExpr(`(\d{1,2})/(\d{1,2})\b`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[1], g[2], "", w), false }),
	dateExpr(`(?:op|tegen|voor|le|on|by|am|bis|zum|avant|uiterlijk)\s+(\d{1,2})[-.](\d{1,2})\b`, func(g []string, w when) (v.Date, bool) { return calendarDay(g[1], g[2], "", w), false }),
	dateExpr(`(`+beginWord+`|`+midWord+`|`+endWord+`)[- ]?`+of+`(?:(`+monthWord+`)|(`+nextMonth+`)|(`+nextWeek+`)|(`+thisMonth+`)|(?:deze |cette |this |dieser )?(?:week|semaine|woche))\b|(month[- ]end|monatsende)`, partOf),
	dateExpr(`(`+weekWord+`)`+of+nextWeek+`|`+nextWeek+`(?: (?:op|on|am))? (`+weekWord+`)`, func(g []string, w when) (v.Date, bool) {
		return monday(w.today).Add(7 + (int(weekday(g[1]+g[2]))+6)%7), false
	}),
	dateExpr(nextWeek, func(_ []string, w when) (v.Date, bool) { return monday(w.today).Add(11), false }),
	dateExpr(`(?:deze week|this week|cette semaine|diese woche)\b`, func(_ []string, w when) (v.Date, bool) { return monday(w.today).Add(4), false }),
	dateExpr(`(?:volgende|next|nachste[nr]?) (`+weekWord+`)|(`+weekWord+`) prochain`, func(g []string, w when) (v.Date, bool) {
		wd := weekday(g[1] + g[2])
		return max(after(w.today, wd), monday(w.today).Add(7+(int(wd)+6)%7)), true
	}),
	dateExpr(`(?:afgelopen|vorige|last|letzten?|vergangenen) (`+weekWord+`)|(`+weekWord+`) dernier`, func(g []string, w when) (v.Date, bool) { return before(w.today, weekday(g[1]+g[2])), false }),
	dateExpr(`(`+weekWord+`)\b`, func(g []string, w when) (v.Date, bool) {
		if w.forward {
			return after(w.today, weekday(g[1])), false
		}
		return before(w.today, weekday(g[1])), false
	}),
	dateExpr(`(?:binnen|within|in|over|sous|dans|d'ici|innerhalb von|innert) (?:de |the |les |den )?(?:eerstvolgende |next |prochains )?(\d{1,2}|[a-z]+) (werkdag\w*|(?:business|working) days?|jours? ouvr\w+|werktag\w*|arbeitstag\w*|dag\w*|days?|jours?|tag\w*|we?ek\w*|weeks?|semaines?|wochen?)\b`, func(g []string, w when) (v.Date, bool) { return w.span(number(g[1]), g[2], 1), false }),
	dateExpr(`(\d{1,2}|[a-z]+) (dag\w*|days?|weken|week|weeks?) (?:geleden|ago)\b|(?:vor|il y a) (\d{1,2}|[a-z]+) (tag\w*|jours?|wochen?|semaines?)\b`, func(g []string, w when) (v.Date, bool) { return w.span(number(g[1]+g[3]), g[2]+g[4], -1), false }),
	dateExpr(`(?:overmorgen|day after tomorrow|apres-demain|ubermorgen)\b`, plus(2)),
	dateExpr(`(?:eergisteren|avant-hier|vorgestern|day before yesterday)\b`, plus(-2)),
	dateExpr(`(?:gisteren|gisterenmiddag|yesterday|gestern)\b|(?:paye|regle|vire|virement|effectue|fait)\w*(?: \w+){0,3} hier\b|hier (?:soir|matin|apres)`, plus(-1)),
	dateExpr(`(?:goede|guten) morgen`, nil),
	dateExpr(`(?:morgen|morgenochtend|tomorrow|demain)\b`, plus(1)),
	dateExpr(`(?:vandaag|vanmiddag|vanavond|vanochtend|today|tonight|this (?:afternoon|morning|evening)|aujourd'hui|ce jour|heute|straks|jetzt|right now|maintenant|nu\b|now)\b`, plus(0)),
}

func plus(n int) func([]string, when) (v.Date, bool) {
	return func(_ []string, w when) (v.Date, bool) { return w.today.Add(n), false }
}

// findDates lists the days that a folded text names, in their order: looking
// forward for promises, back for payments.
func findDates(s string, today v.Date, forward bool, cal v.Calendar) []day {
	var out []day
	taken := []byte(s)
	for _, r := range dateRules {
		for _, m := range r.re.FindAllSubmatchIndex(taken, -1) {
			g := make([]string, len(m)/2)
			for i := range g {
				if m[2*i] >= 0 {
					g[i] = s[m[2*i]:m[2*i+1]]
				}
			}
			if r.value != nil {
				if i := strings.LastIndex(g[0], " hier"); i > 0 { // only the French word is one after these
					m[0] += i + 1
				}
				if d, vague := r.value(g, when{today, forward, cal}); !d.IsZero() && !today.IsZero() {
					out = append(out, day{m[0], m[1], d, vague})
				}
			}
			copy(taken[m[0]:m[1]], strings.Repeat("#", m[1]-m[0]))
		}
	}
	slices.SortFunc(out, func(a, b day) int { return cmp.Compare(a.from, b.from) })
	return ranges(s, out)
}

var joins = regexp.MustCompile(`^\s*(?:,|of|or|ou|oder|a|tot|to|until|bis|-|en uiterlijk)?\s*(?:op|on|le|am|the)?\s*$`)

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

// calendarDay is a day of the month; without a year the nearest in the
// direction. A day that does not exist is none.
func calendarDay(dd, mm, yy string, w when) v.Date {
	d, _ := strconv.Atoi(dd)
	m, _ := strconv.Atoi(mm)
	y, _ := strconv.Atoi(yy)
	at := func(y int) v.Date {
		if r := v.NewDate(y, time.Month(m), d); r.Time().Day() == d && m >= 1 && m <= 12 {
			return r
		}
		return 0
	}
	if now := w.today.Time().Year(); yy == "" {
		if y = now; w.forward && at(y) < w.today {
			y++
		} else if !w.forward && at(y) > w.today {
			y--
		}
	} else if y < 100 {
		y += 2000
	}
	return at(y)
}

// partOf reads "begin", "mid" and "end" of a week or month.
func partOf(g []string, w when) (v.Date, bool) {
	part := max(0, stem([][]string{{"beg", "ear", "deb", "anf", "st"}, {"hal", "m"}, {"e", "l", "f"}}, g[1]))
	if g[1] == "" { // month end
		part, g[5] = 2, g[6]
	}
	y, m, _ := w.today.Time().Date()
	switch {
	case g[2] != "":
		n, _ := strconv.Atoi(month(g[2]))
		if end := v.NewDate(y, time.Month(n)+1, 0); w.forward && end < w.today {
			y++
		} else if !w.forward && v.NewDate(y, time.Month(n), 1) > w.today {
			y--
		}
		m = time.Month(n)
	case g[3] != "":
		m++
	case g[4] != "":
		return monday(w.today).Add(7 + 2*part), false
	case g[5] == "":
		return monday(w.today).Add(2 * part), false
	}
	return []v.Date{v.NewDate(y, m, 5), v.NewDate(y, m, 15), v.NewDate(y, m+1, 0)}[part], false
}

var (
	businessUnit = regexp.MustCompile(`^(?:werk|business|working|arbeit)|ouvr`)
	weekUnit     = regexp.MustCompile(`^(?:week|weken|sem|woche)`)
)

// span is n days, business days or weeks away.
func (w when) span(n int, unit string, sign int) v.Date {
	switch {
	case n == 0:
		return 0
	case weekUnit.MatchString(unit):
		return w.today.Add(sign * 7 * n)
	case sign > 0 && businessUnit.MatchString(unit):
		return w.cal.AddBusinessDays(w.today, n)
	}
	return w.today.Add(sign * n)
}

func monday(d v.Date) v.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

func after(d v.Date, wd time.Weekday) v.Date { return d.Add((int(wd-d.Weekday())+6)%7 + 1) }

func before(d v.Date, wd time.Weekday) v.Date { return d.Add(-((int(d.Weekday()-wd)+6)%7 + 1)) }

// month is the number of a month's name.
func month(s string) string { return strconv.Itoa(1 + stem(monthStems, s)) }

func weekday(s string) time.Weekday { return time.Weekday(stem(weekdayStems, s)) }

// number reads digits or a small number word; 0 is none.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return 1 + slices.IndexFunc(smallNumbers, func(words string) bool { return slices.Contains(strings.Split(words, "|"), s) })
}

// stem is the place of the stems with one of which s begins, -1 for none.
func stem(all [][]string, s string) int {
	return slices.IndexFunc(all, func(stems []string) bool {
		return slices.ContainsFunc(stems, func(p string) bool { return strings.HasPrefix(s, p) })
	})
}
