package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// figuresIn are the numbers without any mark that may be sums of at most open,
// and the sums that have one, in their order.
func (s *scan) figuresIn(m *mentions, open v.Amount) []figured {
	out := s.nakedSums(m.rest, open)
	for _, a := range m.sums {
		if a.Value > 0 && a.Share == (amount.Share{}) {
			out = append(out, figured{a.Value, a.From, a.To})
		}
	}
	slices.SortFunc(out, func(a, b figured) int { return a.from - b.from })
	return out
}

// severalSums is what a stretch with several sums promises for its one day:
// their total, where that is what is open, or another of them; else that which
// stands in one clause with the day, the others in clauses of their own. Zero:
// neither.
func (s *scan) severalSums(t *stretch, open v.Amount) v.Amount {
	all := s.figuresIn(&t.mentions, open)
	if len(all) < 2 || len(all) > 5 || termsIn(t)&(allBut|contesting|priceOfEach) != 0 || slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.Share != (amount.Share{}) }) {
		return 0
	}
	days := strings.Count(t.mentions.rest, "%")
	total := v.Amount(0)
	for _, f := range all {
		total += f.sum
	}
	if days <= 1 {
		for _, f := range all {
			if 2*f.sum == total {
				return f.sum // "318 and 96.50 makes 414.50"
			}
		}
		joined := true
		for i, f := range all {
			joined = joined && (f.sum >= 100_00 || f.sum%100 != 0 || t.mentions.rest[f.from] == '$') &&
				(i == 0 || added.MatchString(t.mentions.rest[all[i-1].to:f.from]))
		}
		if (joined || altogether.MatchString(t.mentions.rest)) && (total <= open || open == 0) {
			return total // "300 for the room and 150 for the cleaning"
		}
	}
	for _, f := range all {
		if days > 0 && strings.Contains(clauseAt(t.mentions.rest, f.from, f.to), "%") {
			return f.sum
		}
	}
	return 0
}

// altogether are the words for several sums at once.
var altogether = lazyregexp.MustCompile(`\b(?:samen|tezamen|together|altogether|all told|zusammen|insgesamt|ensemble|le tout|au total|in totaal)\b`)

// eachTold reports whether a stretch names several invoices for one day, and the
// sum of each beside it: together they are paid.
func (s *scan) eachTold(t *stretch, invoices []string) bool {
	if len(invoices) < 2 || len(t.mentions.sums) < len(invoices) || strings.Count(t.mentions.rest, "%") > 1 {
		return false
	}
	return !slices.ContainsFunc(invoices, func(n string) bool {
		return !slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.Value == s.open([]string{n}) })
	})
}

// added is what stands between two sums that are paid together.
var added = regexp.MustCompile(`^[^%,;.]{0,30}\b(?:en|and|et|und|plus)(?: (?:de|die|the|les|la|le|das|den))? $|^ ?\+ ?$`)

// clauseAt is the clause of a text in which from to to stands.
func clauseAt(text string, from, to int) string {
	begin := strings.LastIndexAny(text[:from], ",;") + 1
	if x := clauses.FindAllStringIndex(text[begin:from], -1); len(x) > 0 {
		begin += x[len(x)-1][1]
	}
	end := len(text)
	if n := strings.IndexAny(text[to:], ",;"); n >= 0 {
		end = to + n
	}
	if x := clauses.FindStringIndex(text[to:end]); x != nil {
		end = to + x[0]
	}
	return text[begin:end]
}

var clauses = regexp.MustCompile(` (?:en|and|et|und|then|dan|dann|puis) `)
