package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
)

// netSum is what a stretch promises that takes a sum or a percentage off what is
// open, by words before it: "the total minus the 120 for the lamp", "after your
// credit note of 200". Where it names what is left as well, that counts. Zero
// where it takes nothing off.
func (s *scan) netSum(t *stretch, open v.Amount) v.Amount {
	if open <= 0 {
		return 0
	}
	off, last := v.Amount(0), -1
	for i := 0; i < len(t.words); i++ {
		w := t.words[i]
		if i <= last || !deducting.Has(w) || i > 0 && (atLeast.Has(t.words[i-1]) || isFigure(t.words[i-1]) && w.Text == "min" && !(i+1 < len(t.words) && (isFigure(t.words[i+1]) || t.words[i+1].Text == "$"))) || w.Text == "net" && !(i+1 < len(t.words) && t.words[i+1].Text == "of") {
			continue
		}
		for k := i + 1; k < min(len(t.words), i+8) && t.words[k].Text != "%" && !also.Has(t.words[k]); k++ {
			sum, used := s.sumAt(t, k)
			if used == 0 && isFigure(t.words[k]) && purpose.Has(t.words[k-1]) && !(k+1 < len(t.words) && counted.Has(t.words[k+1])) { // "your credit note of 200"
				sum, used = figure(t.words[k].Text), 1
			}
			if used > 0 && sum >= leastSum && !s.perPiece(t, k) {
				off, last = off+sum, k+used-1
				break
			}
		}
		if last < i {
			off += s.percentOf(t, w.To, open)
		}
	}
	if off <= 0 || off >= open {
		return 0
	}
	return open - off
}

// lessThat is what a stretch promises that takes off what was told before, with a
// word that points to it alone: "I paid a deposit of 200, so you get the total minus
// that". Zero for none.
func (s *scan) lessThat(t *stretch, open v.Amount) v.Amount {
	for i, w := range t.words[:max(0, len(t.words)-1)] {
		if !lessBy.Has(w) && !without.Has(w) || !toldOf.Has(t.words[i+1]) {
			continue
		}
		told := slices.DeleteFunc(s.figuresIn(&t.mentions, open-1), func(f figured) bool { return f.from > w.From })
		if at := s.place(t); len(told) == 0 && at > 0 && s.parts[at-1].Part == t.Part {
			told = s.figuresIn(&s.parts[at-1].mentions, open-1)
		}
		if len(told) == 1 && told[0].sum < open {
			return open - told[0].sum
		}
	}
	return 0
}

// The words that take off what follows, and those that point to what was told.
var (
	lessBy = phrase.ParseChoice("minus|min|minder|moins|less|abzuglich|weniger")
	toldOf = phrase.ParseChoice("ca|cela|cet|cette|ces|that|this|those|these|dat|dit|deze|das|diese|dieser|dieses|diesen")
)

// cameTo is the sum of a stretch of which it says that others come to it: "1200
// minus 120, which makes 1080". Zero where it names none, or no other before it.
func (s *scan) cameTo(t *stretch, open v.Amount) v.Amount {
	all := s.figuresIn(&t.mentions, open)
	for i, f := range all {
		rest := slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.Share.Rest && a.From < f.from && a.To+10 > f.from })
		before := phrase.Words(t.mentions.rest[max(0, f.from-20):f.from])
		if i > 0 && !rest && slices.ContainsFunc(before[max(0, len(before)-3):], comesTo.Has) {
			return f.sum
		}
	}
	return 0
}

// comesTo are the words before what sums come to.
var comesTo = phrase.ParseChoice("soit|fait|font|donne|donnent|macht|ergibt|ergeben|makes|making|equals|leaves|maakt|dus|zijnde|ie|oftewel|donc|also|mithin|sprich|totaal|total|zusammen|samen|ensemble|altogether|together|insgesamt|tezamen")

// lessSum is what is paid where a stretch first takes a sum or a share off: the
// one named behind it, or the rest. Zero where it takes none off.
func (s *scan) lessSum(t *stretch, open v.Amount) v.Amount {
	if open <= 0 || termsIn(t)&contesting == 0 {
		return 0
	}
	all, rest := s.figuresIn(&t.mentions, open), termsIn(t)&theRest != 0
	for _, a := range t.mentions.sums {
		if rest = rest || a.Share.Rest; a.Share.Den > 0 && !a.Share.Rest {
			all = append(all, figured{a.Value, a.From, a.To})
		}
	}
	all = slices.DeleteFunc(all, func(f figured) bool { return f.sum <= 0 || f.sum >= open })
	slices.SortFunc(all, func(a, b figured) int { return a.from - b.from })
	if len(all) == 0 {
		return 0
	}
	off := all[0]
	w := slices.IndexFunc(t.words, func(w phrase.Word) bool { return w.From >= off.from })
	if w < 0 || !slices.ContainsFunc(t.words[max(0, w-4):min(len(t.words), w+6)], offWords.Has) {
		return 0
	}
	switch shares := len(t.mentions.sums) > 1; {
	case len(all) > 1 && !slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.From == all[1].from && a.Share.Den > 0 }):
		return all[1].sum
	case shares || rest, len(all) == 1 && slices.ContainsFunc(t.words, subtracts.Has):
		return open - off.sum
	}
	return 0
}

// isFigure reports whether a word is a number in figures.
func isFigure(w phrase.Word) bool { return w.Text[0] >= '0' && w.Text[0] <= '9' }

// percentOf is the percentage of what is open that stands right behind a byte of
// a stretch; zero for none.
func (s *scan) percentOf(t *stretch, at int, open v.Amount) v.Amount {
	m := percent.FindStringSubmatch(t.mentions.rest[min(at, len(t.mentions.rest)):min(len(t.mentions.rest), at+25)])
	if m == nil {
		return 0
	}
	rate, ok := percents[m[1]]
	if !ok {
		rate, _ = v.ParseAmount(m[1])
	}
	return (open*rate + 50_00) / 100_00
}

// The words behind which stands what is taken off, and those that make them mean
// something else: "at least".
var (
	deducting = phrase.ParseChoice("minus|min|minder|moins|less|abzuglich|aftrek|abzug|deduction|deducting|deduire|deduisant|verrekening|verrekenen|verrechnung|imputation|" +
		"net|credit|credits|kredietnota|creditnota|creditnota's|creditfactuur|avoir|gutschrift|verminderd|diminue|inhouding|retenue|einbehalt")
	atLeast = phrase.ParseChoice("au|du|no|not|nothing|never|or|ou|of|oder|any|par|niet")
)

// subtracts are words that say that a sum is not paid, and nothing else.
var subtracts = phrase.ParseChoice("trek|trekken|afgetrokken|inhouden|knock|knocking|knocked|withhold*|deduct*|subtract*|retain|retire|retirons|retirer|enleve|enlevons|deduis*|deduit*|retenons|retiens|ziehe|ziehen|zieh|abziehen|abgezogen|kurze|kurzen|einbehalten")

// offWords are the words that take off what stands among them.
var offWords = phrase.ParseChoice("behalten|behalte|ein|knock|knocking|knocked|withhold*|subtract*|retain|retire|retirons|retirer|enleve|enlevons|eraf|weg|moins|ziehe|ziehen|zieh|abziehen|abgezogen|ab|kurze|kurzen|einbehalten|trek|trekken|af|afgetrokken|houden|inhouden|in|deduct*|taken|taking|take|off|keep|back|deduis*|deduit*|retenons|retiens")
