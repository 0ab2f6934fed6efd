package classify

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// numberWords are the counts of invoices that are named in words.
var numberWords = map[string]int{
	"two": 2, "twee": 2, "zwei": 2, "beiden": 2, "deux": 2, "2": 2, "three": 3, "drie": 3, "drei": 3, "trois": 3, "3": 3,
	"four": 4, "vier": 4, "quatre": 4, "4": 4, "five": 5, "vijf": 5, "funf": 5, "cinq": 5, "5": 5, "six": 6, "zes": 6, "sechs": 6, "6": 6,
}

// described finds the invoices that a folded stretch names without a number:
// by "both" and "all", by their place, by a sum or a day that only they have.
// named are those with a number in it; with "all except" they are left out.
func (s *scan) described(folded string, t []said, named []string, sums []amount.Expression, days []when.Expression) []string {
	all := s.ctx.Invoices
	if len(all) == 0 || len(sums) == 0 && len(days) == 0 && len(t) == 0 {
		return named
	}
	if s.speaksOfAll(folded, t) && !ofBoth(folded, t) {
		if waysOf(t)&byExcept != 0 && len(named) < len(all) {
			left := append(slices.Clone(named), s.bySum(sums)...)
			left = append(left, s.byDay(folded, t, days)...)
			if len(left) > 0 {
				return s.without(left)
			}
		}
		if len(named) == 0 {
			return slices.Clone(s.numbers)
		}
	}
	if len(named) > 0 {
		return named
	}
	if out := s.byPlace(folded, t); len(out) > 0 {
		return out
	}
	return slices.Compact(append(s.bySum(sums), s.byDay(folded, t, days)...))
}

// known are the invoices by the ways to write their numbers.
func (s *scan) known() *reference.Index {
	if s.index == nil {
		var all []reference.Known
		for _, n := range s.numbers {
			all = append(all, reference.Known{Number: n})
		}
		s.index = reference.NewIndex(all)
	}
	return s.index
}

// ofBoth reports whether "both" only says of which some are: "the oldest of the
// two".
func ofBoth(folded string, t []said) bool {
	x, both := first(t, byBoth)
	if _, some := first(t, byOrder|byBig|bySmall|byRest); !both || !some {
		return false
	}
	before := strings.TrimRight(folded[:x.from], " ")
	before = before[strings.LastIndexByte(before, ' ')+1:]
	return before == "van" || before == "of" || before == "von" || before == "des" || before == "der" || strings.HasPrefix(folded[x.from:], "des ")
}

// byFigures finds the invoices whose sum stands in a text without any mark: one
// with cents, or of a hundred and more, that only one of them has.
func (s *scan) byFigures(rest string) (out []string) {
	if len(s.ctx.Invoices) < 2 || !strings.ContainsAny(rest, figures) {
		return nil
	}
	for _, m := range naked.FindAllStringSubmatchIndex(rest, 6) {
		sum := figure(rest[m[2]:m[3]])
		if sum < 100_00 && !strings.ContainsAny(rest[m[2]:m[3]], ".,") || s.notSum(rest[:m[2]], rest[m[3]:]) {
			continue
		}
		if n := s.only(func(i v.ContextInvoice) bool { return i.Open == sum || i.Total == sum }); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// foreign reports whether the writer names a number of the shape of ours that
// is none of the customer's: then it is open what he writes about.
func (s *scan) foreign() bool {
	shapes := map[string]bool{}
	for _, n := range s.numbers {
		shapes[shapeOf(n)] = true
	}
	for _, text := range []string{s.mail.Reply, s.mail.Subject} {
		if text = text[:min(len(text), maxRead)]; !strings.ContainsAny(text, figures) {
			continue
		}
		text = phrase.Fold(text)
		named, _ := s.known().Find(text)
		for _, m := range numberLike.FindAllStringIndex(text, 100) {
			if m[1]-m[0] > 4 && shapes[shapeOf(text[m[0]:m[1]])] && !slices.ContainsFunc(named, func(n reference.Mention) bool { return n.From < m[1] && n.To > m[0] }) {
				return true
			}
		}
	}
	return false
}

var numberLike = lazyregexp.MustCompile(`[a-z0-9]*[0-9](?:[./-]?[a-z0-9]+)*`)

// shapeOf writes "9" for the figures of a number in a row and "a" for the
// letters.
func shapeOf(number string) string {
	var out []rune
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			r = '9'
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			r = 'a'
		}
		if len(out) == 0 || r != out[len(out)-1] {
			out = append(out, r)
		}
	}
	return string(out)
}

// speaksOfAll reports whether a folded stretch speaks of every invoice.
func (s *scan) speaksOfAll(folded string, t []said) bool {
	n := len(s.ctx.Invoices)
	return slices.ContainsFunc(t, func(x said) bool {
		return x.way == byAll || x.way == byBoth && n == 2 || x.way == byCount && x.count == n && ofInvoices(folded[x.to:])
	})
}

// without are the numbers of the invoices but some.
func (s *scan) without(some []string) []string {
	return slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return slices.Contains(some, n) })
}

// byPlace finds "the first two", "the last one", "the second", "the big one":
// places go by the day of issue.
func (s *scan) byPlace(folded string, t []said) []string {
	if len(s.ctx.Invoices) < 2 || waysOf(t)&(byOrder|byBig|bySmall) == 0 {
		return nil
	}
	all := slices.Clone(s.ctx.Invoices)
	slices.SortStableFunc(all, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Issued, b.Issued) })
	names := func(some []v.ContextInvoice) (out []string) {
		for _, i := range some {
			out = append(out, i.Number)
		}
		return out
	}
	if x, ok := first(t, byFirst); ok && ofInvoices(folded[x.to:]) && max(x.count, 1) < len(all) {
		return names(all[:max(x.count, 1)])
	}
	if x, ok := first(t, byLast); ok && ofInvoices(folded[x.to:]) && max(x.count, 1) < len(all) {
		return names(all[len(all)-max(x.count, 1):])
	}
	if x, ok := first(t, bySecond|byThird|byFourth); ok && ofInvoices(folded[x.to:]) {
		if n := map[way]int{bySecond: 1, byThird: 2, byFourth: 3}[x.way]; n < len(all) {
			return names(all[n : n+1])
		}
	}
	if x, ok := first(t, byBig|bySmall); ok && ofInvoices(behindBig(folded[x.to:])) {
		slices.SortStableFunc(all, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Open, b.Open) })
		if x.way == bySmall {
			return names(all[:1])
		}
		return names(all[len(all)-1:])
	}
	return nil
}

// bySum finds the invoices of which a sum in the stretch is that of just one.
func (s *scan) bySum(sums []amount.Expression) []string {
	var out []string
	for _, a := range sums {
		fits := func(i v.ContextInvoice) bool { return i.Open == a.Value || i.Total == a.Value }
		if a.Share != (amount.Share{}) {
			continue
		}
		if n := s.only(fits); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// byDay finds the invoices "of 12 May" and "of October": those issued, or else
// due, on that day or in that month.
func (s *scan) byDay(folded string, t []said, days []when.Expression) []string {
	var out []string
	add := func(fits func(v.Date) bool) {
		for _, of := range []func(v.ContextInvoice) v.Date{
			func(i v.ContextInvoice) v.Date { return i.Issued }, func(i v.ContextInvoice) v.Date { return i.Due },
		} {
			n := len(out)
			for _, i := range s.ctx.Invoices {
				if day := of(i); !day.IsZero() && fits(day) && !slices.Contains(out, i.Number) {
					out = append(out, i.Number)
				}
			}
			if len(out) > n {
				return
			}
		}
	}
	for _, d := range days {
		add(func(day v.Date) bool { return day >= d.Value && day <= d.Last() })
	}
	if !slices.ContainsFunc(t, func(x said) bool { return x.way == byMonth && endsIn(folded[:x.from], beforeMonth) }) {
		return out
	}
	month := func(name string) {
		add(func(day v.Date) bool { return int(day.Time().Month()) == monthNames[name] })
	}
	for _, m := range ofMonth.FindAllStringSubmatchIndex(folded, -1) {
		month(folded[m[2]:m[3]])
		for rest := folded[m[3]:]; ; { // "of May and June"
			next := andMonth.FindStringSubmatch(rest)
			if next == nil || monthNames[next[1]] == 0 {
				break
			}
			month(next[1])
			rest = rest[len(next[0]):]
		}
	}
	return out
}

// beforeMonth are the words behind which a month is that of invoices.
var beforeMonth = strings.Split("van|of|from|for|uit|voor|de|du|d'|vom|aus|im|der|die|the|two|twee|deux|zwei|andere", "|")

// endsIn reports whether a text ends in one of some words, with or without
// blanks.
func endsIn(s string, words []string) bool {
	s = strings.TrimRight(s, " ")
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

var andMonth = lazyregexp.MustCompile(`^(?: (?:en|and|et|und|&) | ?, ?)(?:van |of |de |vom )?([a-z]{3,9})\b`)

var ofMonth = func() *lazyregexp.Regexp {
	names := slices.Sorted(maps.Keys(monthNames))
	return lazyregexp.MustCompile(`\b(?:van|of|from|for|uit|voor|de|du|d' ?|vom|aus|im|der|die|the|from|two|twee|deux|zwei|andere) ?\b(` + strings.Join(names, "|") + `)\b(?: (?:one|ones|invoice|bill|is|was|ist|wird|wordt|factuur)\b|[^ 0-9]|$|(?: [a-z]))`)
}()

// monthNames are the names of months, folded, with their numbers.
var monthNames = func() map[string]int {
	out := map[string]int{}
	for _, language := range []string{
		"januari februari maart april mei juni juli augustus september oktober november december",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"january february march april may june july august september october november december",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"janner feber maerz april mai juni juli august september oktober november dezember",
	} {
		for i, name := range strings.Fields(language) {
			out[name] = i + 1
		}
	}
	return out
}()
