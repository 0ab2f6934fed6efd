package classify

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/numeral"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// howOften is a count of payments in a folded text.
var howOften = lazyregexp.MustCompile(`\b([a-z]+|\d{1,2}) ?(?:x|keer|maal|times|fois|mal|gelijke|gleichen?|equal|maandelijkse|monatliche[nr]?|monthly|termijnen|schijven|delen|instal\w*|payments|parts|tranches|goes|versements|mensualites|echeances|paiements|raten|monatsraten|teilen|teilzahlungen|maanden|months|mois|monate[n]?)\b`)

// maxInstalments bounds a plan that is written as "so much a month".
const maxInstalments = 36

// moment is a day, a sum or "the rest" in a plan, at its place.
type moment struct {
	at    int
	day   v.Date
	value v.Amount
	rest  bool
	each  bool
}

// instalments reads the parts of a plan from the stretches that speak of it:
// each day with its sum, "the rest" computed, or so much a month from a day on.
// A mail that gives different invoices their days has no plan.
func (s *scan) instalments(main v.Intent) []v.Instalment {
	var all []moment
	var text strings.Builder
	var invoices []string
	var ways way
	ofAll := false
	for i := range s.parts {
		p := &s.parts[i]
		if p.intent == nil || p.told {
			continue
		}
		label, _ := p.top()
		plan := label == v.IntentPaymentPlan || label == v.IntentPromise || label == main
		if !plan && (len(p.mentions.days) == 0 || len(p.words) > 8) {
			continue
		}
		for _, n := range p.mentions.invoices {
			if !slices.Contains(invoices, n) {
				invoices = append(invoices, n)
			}
		}
		offset := text.Len()
		text.WriteString(p.Folded[p.from:p.to] + "\n")
		all = append(all, p.moments(offset)...)
		ways |= waysOf(p.mentions.told)
		ofAll = ofAll || s.speaksOfAll(p.Folded[p.from:p.to], p.mentions.told)
	}
	if len(all) == 0 || len(all) == 1 && all[0].day == 0 && all[0].rest {
		return nil
	}
	open := s.open(invoices)
	all = slices.DeleteFunc(all, func(m moment) bool { return m.value > 0 && m.value == open })
	slices.SortStableFunc(all, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	if out := s.periodic(text.String(), ways, all, open); out != nil {
		return out
	}
	if len(invoices) > 1 && !ofAll {
		return nil
	}
	return numbered(best(all), open)
}

// moments are the days and sums of a stretch, and "the rest" where it stands.
func (t *stretch) moments(offset int) []moment {
	var out []moment
	for _, d := range t.mentions.days {
		out = append(out, moment{at: offset + d.From, day: d.Last()})
	}
	for _, a := range t.mentions.sums {
		if a.Value > 0 && !a.Share.Rest {
			out = append(out, moment{at: offset + a.From, value: a.Value, each: t.each(a)})
		}
	}
	end := 0
	for _, x := range t.mentions.told {
		if x.way != remainder || x.from < end {
			continue
		}
		end = x.to
		// "The remaining 900" is 900.
		if !slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.From < x.to+20 && a.To > x.from-3 && !a.Share.Rest }) {
			out = append(out, moment{at: offset + x.from, rest: true})
		}
	}
	return out
}

// each reports whether a sum is meant so much each.
func (t *stretch) each(a amount.Expression) bool {
	return slices.ContainsFunc(t.mentions.told, func(x said) bool { return x.way == perPart && x.from >= a.From-12 && x.to <= a.To+12 })
}

// best pairs days with sums: sums before their days, behind them, or now one
// and now the other, whichever leaves less over.
func best(all []moment) []v.Instalment {
	out, left := paired(all, true)
	if other, over := paired(all, false); over < left {
		out, left = other, over
	}
	if other, over := adjacent(all); over < left {
		out = other
	}
	return out
}

// adjacent pairs each day with the sum next to it.
func adjacent(all []moment) (out []v.Instalment, left int) {
	for i := 0; i < len(all); i++ {
		if i+1 == len(all) || (all[i].day == 0) == (all[i+1].day == 0) {
			left++
			continue
		}
		day, sum := all[i], all[i+1]
		if day.day == 0 {
			day, sum = sum, day
		}
		out = append(out, v.Instalment{Day: day.day, Amount: sum.value})
		i++
	}
	return out, left
}

// paired gives each day its sum, and how many days and sums are left over. A
// part without a value is the rest.
func paired(all []moment, sumsFirst bool) (out []v.Instalment, left int) {
	var days []v.Date
	sum, has, used := v.Amount(0), false, false
	for _, m := range all {
		switch {
		case m.day != 0 && sumsFirst:
			if !has {
				left++
				continue
			}
			out, used = append(out, v.Instalment{Day: m.day, Amount: sum}), true
		case m.day != 0:
			days = append(days, m.day)
		case sumsFirst:
			if has && !used {
				left++
			}
			sum, has, used = m.value, true, false
		default:
			if len(days) == 0 {
				left++
			}
			for i, d := range days {
				if i < len(days)-1 && !m.each {
					left++
					continue
				}
				out = append(out, v.Instalment{Day: d, Amount: m.value})
			}
			days = nil
		}
	}
	if sumsFirst && has && !used {
		left++
	}
	return out, left + len(days)
}

// numbered numbers the parts of a plan and computes the rest; nil for less
// than two parts, or where the sums are more than what is open.
func numbered(parts []v.Instalment, open v.Amount) []v.Instalment {
	if len(parts) < 2 {
		return nil
	}
	sum, rest := v.Amount(0), -1
	for i, p := range parts {
		parts[i].Number = i + 1
		if sum += p.Amount; p.Amount == 0 {
			rest = i
		}
	}
	if rest >= 0 {
		parts[rest].Amount = max(open-sum, 0)
	}
	return parts
}

// periodic reads "75 a month, five times, from April on, on the 10th".
func (s *scan) periodic(text string, ways way, all []moment, open v.Amount) []v.Instalment {
	monthly := ways&perMonth != 0
	if !monthly && ways&perWeek == 0 {
		return nil
	}
	var day v.Date
	var sum v.Amount
	for _, m := range all {
		if day == 0 && m.day > s.ctx.Today {
			day = m.day
		}
		if sum == 0 {
			sum = m.value
		}
	}
	times := 0
	if m := howOften.FindStringSubmatch(text); m != nil {
		if n, ok := small(m[1], s.mail.Language); ok {
			times = n
		}
	}
	if times == 0 && sum > 0 && open > 0 {
		times = int((open + sum - 1) / sum)
	}
	if sum == 0 && times > 1 && open > 0 {
		sum = (open + v.Amount(times) - 1) / v.Amount(times)
	}
	if day == 0 || sum == 0 || times < 2 || times > maxInstalments {
		return nil
	}
	out := make([]v.Instalment, times)
	left := open
	for i := range out {
		d := day.Add(7 * i)
		if monthly {
			d = monthsOn(day, i)
		}
		part := sum
		if open > 0 && i == times-1 && left > 0 && left < sum {
			part = left
		}
		out[i] = v.Instalment{Number: i + 1, Day: d, Amount: part}
		left -= part
	}
	return out
}

// monthsOn is the same day so many months later, or the last of that month.
func monthsOn(d v.Date, n int) v.Date {
	t := d.Time()
	first := v.NewDate(t.Year(), t.Month(), 1).Time().AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	day := t.Day()
	if v.DateOf(t).Add(1).Time().Day() == 1 { // the last of its month stays the last
		day = 31
	}
	return v.NewDate(first.Year(), first.Month(), min(day, last))
}

// small reads a count of up to maxInstalments, in figures or in words.
func small(w, language string) (int, bool) {
	if n, ok := numberWords[w]; ok {
		return n, true
	}
	if n, err := strconv.Atoi(w); err == nil {
		return n, n <= maxInstalments
	}
	n, used := numeral.Cardinal(language, []string{w})
	return int(n), used == 1 && n <= maxInstalments
}
