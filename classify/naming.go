package classify

import (
	"slices"
	"strings"

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
// named are those with a number in it; with "all except" they are left out. rest
// is the stretch with blanks for what was found in it.
func (s *scan) described(folded, rest string, t []said, named []string, sums []amount.Expression, days []when.Expression) []string {
	all := s.ctx.Invoices
	if len(all) == 0 || len(sums) == 0 && len(days) == 0 && len(t) == 0 {
		return named
	}
	if s.speaksOfAll(folded, t) && !ofBoth(folded, t) {
		if waysOf(t)&byExcept != 0 && len(named) < len(all) {
			left := append(slices.Clone(named), s.bySum(t, sums)...)
			left = append(left, s.byDay(folded, rest, t, days)...)
			if len(left) > 0 {
				return s.without(left)
			}
		}
		if len(named) == 0 {
			return slices.Clone(s.numbers)
		}
	}
	beside := slices.DeleteFunc(slices.Clone(t), func(x said) bool { return !joinedTo.MatchString(folded[max(0, x.from-12):x.from]) })
	if len(named) > 0 {
		beside = slices.DeleteFunc(beside, func(x said) bool { return !strings.Contains(rest[:x.from], "&") })
		for _, n := range s.byPlace(folded, rest, beside) { // "0933 and the big one"
			if !slices.Contains(named, n) {
				named = append(named, n)
			}
		}
	} else if named = s.byPlace(folded, rest, t); len(named) == 0 {
		named = slices.Compact(append(s.bySum(t, sums), s.byDay(folded, rest, t, days)...))
	} else if some := s.bySum(t, sums); len(some) < len(s.numbers) { // "the biggest on Thursday, the one of 800 on the 10th"
		for _, n := range some {
			if !slices.Contains(named, n) {
				named = append(named, n)
			}
		}
	}
	if left := len(s.numbers) - len(named); len(named) > 0 && slices.ContainsFunc(beside, func(x said) bool { return x.others(folded, left) }) {
		return slices.Clone(s.numbers)
	}
	return named
}

// joinedTo is what puts invoices beside others that are named before.
var joinedTo = lazyregexp.MustCompile(`(?:,|;|\b(?:and|en|et|und|ni|noch|nor|plus|sowie|alsook)) ?(?:pour |voor |for |fur |bei |bij )?$`)

// others reports whether what is said speaks of as many other invoices as are
// left, and not of the rest of a sum: "1187 tomorrow, the other three on Friday".
func (x said) others(folded string, left int) bool {
	words := folded[x.from:x.to]
	return x.way == byRest && !remainder.MatchString(words) && ofInvoices(folded[x.to:]) &&
		(x.count == left || x.count == 0 && (left == 1 || !one.MatchString(words)))
}

var (
	remainder = lazyregexp.MustCompile(`\b(?:rest|remaining|overige|ubrige)`)
	one       = lazyregexp.MustCompile(`\b(?:other|autre|andere)$`)
)

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

// ofBoth reports whether "both" or a number only says of which some are: "the
// oldest of the two".
func ofBoth(folded string, t []said) bool {
	x, both := first(t, byBoth|byCount)
	if _, some := first(t, byOrder|byBig|bySmall|byRest); !both || !some {
		return false
	}
	before := strings.TrimRight(folded[:x.from], " ")
	before = before[strings.LastIndexByte(before, ' ')+1:]
	return before == "van" || before == "of" || before == "von" || before == "des" || before == "der" || strings.HasPrefix(folded[x.from:], "des ")
}

// byFigures finds the invoices whose sum stands in a text without any mark: one
// with cents, or of a hundred and more, that only one of them has.
func (s *scan) byFigures(rest string, t []said) (out []string) {
	if len(s.ctx.Invoices) < 2 || !strings.ContainsAny(rest, figures) {
		return nil
	}
	for _, m := range naked.FindAllStringSubmatchIndex(rest, 6) {
		sum := figure(rest[m[2]:m[3]])
		if sum < 100_00 && !strings.ContainsAny(rest[m[2]:m[3]], ".,") || s.notSum(rest[:m[2]], rest[m[3]:]) {
			continue
		}
		for _, n := range s.bySum(t, []amount.Expression{{Value: sum}}) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
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
		return x.way == byAll || x.way == byBoth && n == 2 && !(x.count == 2 && ofTime.MatchString(folded[x.to:])) || x.way == byCount && x.count == n && ofInvoices(folded[x.to:])
	})
}

// without are the numbers of the invoices but some.
func (s *scan) without(some []string) []string {
	return slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return slices.Contains(some, n) })
}

// bySum finds the invoices of which a sum in the stretch is that of just one, else
// those of which it says how many have it, or all where it is that of them all.
func (s *scan) bySum(t []said, sums []amount.Expression) (out []string) {
	for _, a := range sums {
		if a.Share != (amount.Share{}) {
			continue
		}
		var some []string
		for _, i := range s.ctx.Invoices {
			if i.Open == a.Value || i.Total == a.Value {
				some = append(some, i.Number)
			}
		}
		switch {
		case len(some) == 1 && !slices.Contains(out, some[0]):
			out = append(out, some[0])
		case len(some) > 1 && slices.ContainsFunc(t, func(x said) bool { return x.count == len(some) }):
			out = append(out, some...)
		case len(some) == 0 && len(sums) == 1 && s.sumOfAll(a):
			return slices.Clone(s.numbers)
		}
	}
	return out
}

// sumOfAll reports whether a sum is what is open on several invoices together.
func (s *scan) sumOfAll(a amount.Expression) bool {
	left := a.Value
	for _, i := range s.ctx.Invoices {
		left -= i.Open
	}
	return left == 0 && a.Share == (amount.Share{}) && len(s.ctx.Invoices) > 1
}
