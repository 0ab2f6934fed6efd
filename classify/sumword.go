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

// joinedSum is what the sums that a stretch names with "and" between them come
// to: "the 310 and the 540", "300 for the hall and 150 for the cleaning". Zero
// where they are not joined, or come to more than what is open.
func (s *scan) joinedSum(t *stretch, open v.Amount) v.Amount {
	if open <= 0 {
		return 0
	}
	total, joined := v.Amount(0), 0
	for i := 0; i < len(t.words); i++ {
		sum, used := s.sumAt(t, i)
		if used == 0 {
			continue
		}
		j := i + used
		for n := 0; j < len(t.words) && n < 6 && t.words[j].Text != "%" && t.words[j].Text != "$" && !also.Has(t.words[j]); n++ {
			if n == 0 && !purpose.Has(t.words[j]) && !currencies.Has(t.words[j]) {
				break
			}
			j++
		}
		total += sum
		joined++
		if j < len(t.words) && also.Has(t.words[j]) && !t.words[j].Border {
			for j++; j < len(t.words) && definite.Has(t.words[j]); j++ {
			}
			if _, more := s.sumAt(t, j); more > 0 {
				i = j - 1
				continue
			}
		}
		break
	}
	if joined < 2 || total > open {
		return 0
	}
	return total
}

var (
	also     = phrase.ParseChoice("and|plus|en|et|und|sowie|alsook|ainsi|&")
	purpose  = phrase.ParseChoice("voor|for|pour|fur|aan|de|van|of|vom")
	definite = phrase.ParseChoice("the|another|de|het|les|la|le|die|den|das|der|nog|encore|noch|eens")
)

// sumAt is the sum that is written at a word, in figures or in words, and how
// many words it takes; used is 0 for none.
func (s *scan) sumAt(t *stretch, i int) (sum v.Amount, used int) {
	if i >= len(t.words) {
		return 0, 0
	}
	switch w := t.words[i]; {
	case w.Text == "$":
		k := slices.IndexFunc(t.mentions.sums, func(a amount.Expression) bool { return a.From == w.From })
		if k < 0 || t.mentions.sums[k].Share != (amount.Share{}) || t.mentions.sums[k].Value <= 0 {
			return 0, 0
		}
		return t.mentions.sums[k].Value, 1
	case w.Text[0] < '0':
		return 0, 0
	case w.Text[0] <= '9':
		rest := t.mentions.rest
		sum = figure(w.Text)
		if sum < leastSum || w.To > len(rest) || w.From > 0 && rest[w.From-1] == '-' || s.notSum(rest[:w.From], rest[w.To:]) || s.ofOtherKind(rest, w.From, w.To) || sum <= 31_00 {
			return 0, 0
		}
		return sum, 1
	}
	return s.wordsAt(t.words[i:])
}

// wordsAt is the sum of fifty and more that words begin with.
func (s *scan) wordsAt(w []phrase.Word) (sum v.Amount, used int) {
	if len(w) > 1 && halfMore.Has(w[0]) && thousand.Has(w[1]) {
		return 1500_00, 2
	}
	if !numeral.Begins(s.mail.Language, w[0].Text) {
		return 0, 0
	}
	var few [6]string
	texts := few[:0]
	for _, x := range w[:min(len(w), len(few))] {
		texts = append(texts, x.Text)
	}
	n, used := numeral.Cardinal(s.mail.Language, texts)
	if used == 0 || n < 50 || n >= 1_000_000 || used < len(w) && (counted.Has(w[used]) || thanks.Has(w[used])) {
		return 0, 0
	}
	return v.Amount(n) * 100, used
}

// One and a half, in one word, and a thousand.
var (
	halfMore = phrase.ParseChoice("anderhalf|anderthalb|eineinhalb")
	thousand = phrase.ParseChoice("duizend|tausend")
)

// thanks are what one gives or begs a thousand times.
var thanks = phrase.ParseChoice("thank*|apolog*|dank*|merci*|excus*|pardon*|entschuldig*|sorry|times|customers|clients|klanten|kunden|things|dingen|dinge|choses|reasons|redenen|grunde|raisons|others|andere")

// inWords is the number in words that stands beside a day, alone between commas
// or behind an article: "thousand, tomorrow", "the remaining four hundred". Zero
// for none.
func (s *scan) inWords(t *stretch, open v.Amount) v.Amount {
	if t.unspelt {
		return 0
	}
	words := t.words
	if t.read != nil { // "I pay you ninety" hides its words
		words = t.read
	}
	t.unspelt = true
	for i := 0; i < len(words); i++ {
		if words[i].Text[0] <= '9' {
			continue
		}
		sum, used := s.wordsAt(words[i:])
		if used == 0 {
			continue
		}
		t.unspelt = false
		end := i + used
		if open > 0 && sum > open {
			i = end - 1
			continue
		}
		switch {
		case end == len(words), words[end].Text == "%", words[end].Border, sum >= 100_00 && (before.Has(words[i]) || i > 0 && before.Has(words[i-1])):
			return sum
		case end+1 < len(words) && words[end+1].Text == "%" && onA.Has(words[end]):
			return sum
		case sum >= 100_00 && leaving.Has(words[end]) && (i == 0 || words[i-1].Border || words[i-1].Text == "%"): // "Fifteen thousand leaves us"
			return sum
		}
		i = end - 1
	}
	return 0
}

var (
	before  = phrase.ParseChoice("second|tweede|zweite|zweiten|deuxieme|deuxiemes|seconde|secondes|the|remaining|other|last|de|die|resterende|overige|andere|laatste|alvast|les|restlichen|ubrigen|letzten|schon|mal|deja|das|a|an|een|of|anderen|autres|dernier|derniers|first|eerste|ersten|premiers|full|hele|your|uw|jullie|ihre|vos|mille|thousand|duizend|tausend|hundred|cent|one")
	leaving = phrase.ParseChoice("goes|go|leaves|leave|follows|follow|gaat|gaan|vertrekt|vertrekken|volgt|volgen|komt|komen|part|partent|partira|partiront|suit|suivent|arrive|arrivent|geht|gehen|folgt|folgen|kommt|kommen|fliessen|of|van|de|des|sur|von|vom|der")
	onA     = phrase.ParseChoice("on|by|at|op|am|le|den|bis|tegen|out|over")
)

// ofOtherKind reports whether the figures at some bytes of a text are the number of
// a payment run or the like, a time, a day such as "23.11.", a number with a zero
// before it, or the end of that of an invoice.
func (s *scan) ofOtherKind(rest string, from, to int) bool {
	digits := rest[from:to]
	w := phrase.Words(rest[max(0, from-20):from])
	switch {
	case len(w) > 0 && numbered.Has(w[len(w)-1]) && strings.HasSuffix(strings.TrimRight(rest[:from], " "), w[len(w)-1].Text):
		return true
	case from > 1 && rest[from-1] == ':' && rest[from-2] >= '0' && rest[from-2] <= '9',
		digits[0] == '0' && !strings.ContainsAny(digits, ".,"),
		to < len(rest) && (rest[to] == '.' || rest[to] == ')' && from > 0 && rest[from-1] == '(') && dayMonth.MatchString(digits):
		return true
	}
	if len(digits) > 4 || strings.ContainsAny(digits, ".,' ") {
		return false
	}
	sum := figure(digits)
	return slices.ContainsFunc(s.numbers, func(n string) bool { return strings.HasSuffix(n, digits) }) &&
		!slices.ContainsFunc(s.ctx.Invoices, func(i v.ContextInvoice) bool { return i.Open == sum || i.Total == sum })
}

// dayMonth is a day and a month in figures.
var dayMonth = regexp.MustCompile(`^(?:[12][0-9]|3[01]|0?[1-9])\.(?:1[0-2]|0?[1-9])$`)
