package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/numeral"
	"github.com/voldaan/voldaan/classify/phrase"
)

// figured is a sum and where it stands in the rest of a stretch.
type figured struct {
	sum      v.Amount
	from, to int
}

// figuresIn are the numbers without any mark that may be sums of at most open,
// and the sums that have one, in their order.
func (s *scan) figuresIn(m *mentions, open v.Amount) []figured {
	var out []figured
	for at := 0; strings.ContainsAny(m.rest, figures); {
		x := naked.FindStringSubmatchIndex(m.rest[at:])
		if x == nil {
			break
		}
		from, to := at+x[2], at+x[3]
		at = to
		sum := figure(m.rest[from:to])
		if sum >= leastSum && !(sum <= 31_00 && dayBefore.MatchString(m.rest[:from])) && (open <= 0 || sum <= open) &&
			!year4.MatchString(m.rest[from:to]) && !s.notSum(m.rest[:from], m.rest[to:]) && !s.ofOtherKind(m.rest, from, to) {
			out = append(out, figured{sum, from, to})
		}
	}
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
		if joined && (total <= open || open == 0) {
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

// pledged is the number of a hundred and more in words that stands behind an
// article and counts nothing: "the other four hundred and ten", "can push a
// thousand out". Several that are joined count together; zero for none.
func (s *scan) pledged(t *stretch, open v.Amount) (sum v.Amount) {
	var texts []string
	for i := 1; i < len(t.words); i++ {
		if t.words[i].Text[0] <= '9' || !leading.Has(t.words[i-1]) && !leading.Has(t.words[i]) {
			continue
		}
		texts = texts[:0]
		for _, w := range t.words[i:min(i+7, len(t.words))] {
			texts = append(texts, w.Text)
		}
		n, used := numeral.Cardinal(s.mail.Language, texts)
		if used == 0 {
			continue
		}
		end := i + used
		behind := end < len(t.words) && (counted.Has(t.words[end]) || thanks.Has(t.words[end]))
		if n >= 100 && n < 1_000_000 && !behind && (open == 0 || v.Amount(n)*100 <= open) {
			sum += v.Amount(n) * 100
		}
		i = end - 1
	}
	if open > 0 && sum > open {
		return 0
	}
	return sum
}

var leading = phrase.ParseChoice("de|die|the|les|das|a|an|een|of|other|andere|anderen|autres|last|laatste|letzten|dernier|derniers|first|eerste|ersten|premiers|full|hele|your|uw|jullie|ihre|vos|mille|thousand|duizend|tausend|hundred|cent")
