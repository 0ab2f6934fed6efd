package autoreply

import (
	"time"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/when"
)

// part is the part that a day plays in a note of absence.
type part uint8

const (
	noPart    part = iota
	lastAway       // the last day away: "tot en met", "through", "bis einschließlich"
	firstBack      // the day until which somebody is away: "tot", "until", "jusqu'au"
	absence        // a range of days away
	isBack         // named as the day of return: "weer op", "back on", "de retour le"
)

// Bounds of the words beside a day that tell its part, in bytes.
const beside = 70

const article = `(?: (?:de|het|the|le|la|den|dem|der|zum|einschließlich))*\s?\(?$`

var (
	inclusiveBefore = lazyregexp.MustCompile(`(?:tot en met|t/m|t\.e\.m\.?|\btem|tot\s?/\s?met|up to and including|until and including|through|thru|bis (?:einschließlich|einschl\.?|inklusive|inkl\.?|und mit)|jusqu'au .{0,20} inclus|(?:weer|terug|back|return|available|wieder|zurück|retour|bereikbaar|erreichbar).{0,30} (?:na|after|nach|après))` + article)
	inclusiveAfter  = lazyregexp.MustCompile(`^[,\s]*\(?(?:inclus|inbegrepen|inclusief|inclusive|included|einschließlich|incl\b|inkl\b|compris|\(inkl|\(incl)`)
	untilBefore     = lazyregexp.MustCompile(`(?:^|[^\pL])(?:tot(?: aan)?|untill?|till|'til|bis|bis zum|jusqu'(?:au|à|en)|hasta(?: el)?|fino al|até|do)` + article)
	backBefore      = lazyregexp.MustCompile(`(?:^|[^\pL])(?:(?:weer|terug|opnieuw|retour|heropenen|heropening|heropent)(?: [^ ]+){0,4}? (?:op|vanaf|per|met ingang van|sinds)|(?:weer|terug)|(?:back|return|returning|available(?: again)?|in the office(?: again)?|reachable|resume|reopen|reopens|open again|re-open|at my desk)(?: [^ ]+){0,4}?(?: on| from| as of| by)?|de retour(?: [^ ]+){0,3}?(?: le| à partir d[ue]| dès(?: le)?)?|(?:reviens|reviendrai|reprendrai|reprends|reprise|réouverture|rouvrirons|rouvre|rouvrons|à nouveau|joignable|disponible|retour)(?: [^ ]+){0,4}?(?: le| à partir d[ue]| dès(?: le)?)|(?:zurück|wieder|rückkehr|wiedereröffnung)(?: [^ ]+){0,4}?(?: am| ab| dem)?)` + article)
	negated         = lazyregexp.MustCompile(`\b(?:not|niet|nicht|pas|geen|un)(?: be| direct| immer)?[ -]?(?:back|available|reachable|bereikbaar|aanwezig|beschikbaar|joignable|disponible|erreichbar)[^,.]*$`)
	startBefore     = lazyregexp.MustCompile(`(?:^|[^\pL])(?:op|vanaf|per|ab|am|from|on|as of|à partir d[ue]|dès(?: le)?|le|erst|pas)` + article)
	backAfter       = lazyregexp.MustCompile(`^[^.;!?]{0,50}?(?:^|[^\pL])(?:weer|terug|wieder|zurück|back|available|again|à nouveau|de retour|disponible|joignable)(?:[^\pL]|$)`)
	afterBefore     = lazyregexp.MustCompile(`(?:^|[^\pL])(?:na|after|nach|après)` + article)
	backAtOnce      = lazyregexp.MustCompile(`^ (?:ben ik |bin ich |i am |je suis )?(?:er )?(?:weer|terug|wieder|zurück|back|again|de retour)(?:[^\pL]|$)`)
	sentenceEnd     = lazyregexp.MustCompile(`[.!?;] +[^ ]*[\pL]{3,}`)
	connective      = lazyregexp.MustCompile(`(?: |^)(?:tot(?: en met)?|t/m|tem|to|till?|until|through|thru|au|jusqu'au|bis(?: zum)?)(?: |$)|\d[^a-z]*[-–—]|[-–—] ?\d`)
	exclusive       = lazyregexp.MustCompile(`\btot\b(?: en met)?|\b(?:until|till)\b`)
	fullYear        = lazyregexp.MustCompile(`\b20\d\d\b`)
)

// returnDate is the first day back in the folded text of a note of absence;
// zero where it names none. Language is the text's; ref the day of the mail.
func returnDate(text, language string, ref voldaan.Date) voldaan.Date {
	for _, l := range []string{language, ""} {
		list := when.Find(text, when.Options{Language: l, Today: ref, Direction: when.Forward})
		if d := returnAmong(list, text, ref); d != 0 || language == "" {
			return d
		}
	}
	return 0
}

// returnAmong takes the day of the surest part, the first of those.
func returnAmong(list []when.Expression, text string, ref voldaan.Date) voldaan.Date {
	var best part
	var day voldaan.Date
	for i, e := range list {
		from, to := 0, len(text)
		if i > 0 {
			from = list[i-1].To
		}
		if i+1 < len(list) {
			to = list[i+1].From
		}
		p, d := partOf(e, text[max(from, e.From-beside):e.From], text[e.To:min(to, e.To+beside)], ref)
		if d >= ref && p > best {
			best, day = p, d
		}
	}
	return day
}

// partOf tells the part of a day by the words before and after it, and the
// first day back that follows.
func partOf(e when.Expression, before, after string, ref voldaan.Date) (part, voldaan.Date) {
	if at := sentenceEnd.FindAllStringIndex(before, -1); len(at) > 0 {
		before = before[at[len(at)-1][0]+1:]
	}
	inclusive := inclusiveAfter.MatchString(after)
	switch {
	case e.End != 0 && connective.MatchString(e.Text):
		return absence, afterRange(e, inclusive, ref)
	case inclusiveBefore.MatchString(before):
		return lastAway, nextWeekday(e.Last())
	case untilBefore.MatchString(before) && inclusive:
		return lastAway, nextWeekday(e.Last())
	case untilBefore.MatchString(before):
		return firstBack, e.Value
	case afterBefore.MatchString(before) && backAfter.MatchString(after):
		return lastAway, nextWeekday(e.Last())
	case negated.MatchString(before):
		return noPart, 0
	case backBefore.MatchString(before) && e.Value > ref,
		startBefore.MatchString(before) && backAfter.MatchString(after),
		backAtOnce.MatchString(after):
		return isBack, e.Value
	}
	return noPart, 0
}

// afterRange is the first day back after days away. Of two days without a
// year the first may lie before today: a note is read while it lasts.
func afterRange(e when.Expression, inclusive bool, ref voldaan.Date) voldaan.Date {
	end := e.End
	if t := end.Time(); e.Value > ref.Add(180) && !fullYear.MatchString(e.Text) {
		if d := voldaan.NewDate(t.Year()-1, t.Month(), t.Day()); d >= ref {
			end = d
		}
	}
	if m := exclusive.FindString(e.Text); (m == "tot" || m == "until" || m == "till") && !inclusive {
		return end
	}
	return nextWeekday(end)
}

// nextWeekday is the first Monday to Friday after d.
func nextWeekday(d voldaan.Date) voldaan.Date {
	for d++; d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; d++ {
	}
	return d
}

// dayOf is the calendar day of an instant where it was noted; a zero time
// gives no date.
func dayOf(t time.Time) voldaan.Date {
	if t.IsZero() {
		return 0
	}
	return voldaan.DateOf(t)
}
