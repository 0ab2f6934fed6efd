package language

import "math"

// Undetermined is the ISO 639-2 code for a language that cannot be told.
const Undetermined = "und"

// Of tells the language (ISO 639-1) of a text, Undetermined when unsure.
//
// Names, addresses, numbers, quoted lines and what stands under a signature
// mark do not count. prior lists the languages that are expected, the
// strongest first: the customer's set language, that of the letter answered.
// They decide only where the words themselves leave it open, never against
// clear words, and not for a text without any word.
func Of(text string, prior ...string) string {
	code, _ := Detect(text, prior...)
	return code
}

// The least that a language is told by, in natural logarithms of likelihood.
const (
	minMargin   = 1.2  // between the best language and the next
	minMean     = 0.30 // the same for each word
	minShare    = 0.35 // the same as a part of what speaks against the next: two languages in one text are unsure
	minCoverage = 0.25 // part of the words that stand in the language's list
	minKnown    = 0.9  // words that stand there
	priorBonus  = 2.6  // what being expected counts for
	priorStep   = 1.5  // and how much less each further one
)

// Detect is Of with the probability that the answer is right, from 0 to 1;
// 0 where it is Undetermined.
func Detect(text string, prior ...string) (code string, confidence float64) {
	words, letters := read(text)
	family := letters.family()
	if family == nil {
		return letters.alone()
	}
	s := model.score(words, family)
	best, margin := s.best(nil)
	if p, ok := s.expected(prior, best); ok {
		return codes[p], 0.5 + 0.4*s.coverage(p)
	}
	if !s.sure(best, margin) {
		return Undetermined, 0
	}
	return codes[best], 1 / (1 + math.Exp(-margin))
}

// Guess is the likeliest of some languages, however little the text tells; the
// first of them for a text that tells nothing.
func Guess(text string, among ...string) string {
	words, letters := read(text)
	family := letters.family()
	if family == nil || len(among) == 0 {
		return first(among)
	}
	s := model.score(words, family)
	best, top := first(among), math.Inf(-1)
	for _, code := range among {
		if l := s.index(code); l >= 0 && s.total[l] > top {
			best, top = code, s.total[l]
		}
	}
	return best
}

func first(s []string) string {
	if len(s) == 0 {
		return Undetermined
	}
	return s[0]
}

// sure reports whether the words tell the best language of all.
func (s *scores) sure(best int, margin float64) bool {
	against := margin + rare(best) - s.total[best]
	return margin >= minMargin && margin >= minMean*s.weight && margin >= minShare*against &&
		s.known[best] >= minKnown && s.coverage(best) >= minCoverage
}

// expected is the first of the languages expected that the words leave open.
func (s *scores) expected(prior []string, best int) (int, bool) {
	bonus := map[int]float64{}
	for i, code := range prior {
		if l := s.index(code); l >= 0 && bonus[l] == 0 {
			bonus[l] = max(priorBonus-priorStep*float64(i), 0.2)
		}
	}
	if len(bonus) == 0 {
		return 0, false
	}
	p, _ := s.best(bonus)
	if bonus[p] == 0 || s.total[best]-s.total[p] > bonus[p] || s.foreign(p) {
		return 0, false
	}
	return p, true
}

// foreign reports whether the words are those of none of the languages known:
// many, and hardly one of them in the list of l.
func (s *scores) foreign(l int) bool {
	return s.unknown >= 3 && s.coverage(l) < minCoverage/2
}
