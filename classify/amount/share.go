package amount

import "strings"

// shares finds the shares of what is open.
func (s *scan) shares() {
	for i := 0; i < len(s.all); i++ {
		t := &s.all[i]
		switch {
		case s.taken[i]:
		case t.kind == figure:
			s.percentage(i)
		case s.percent(i) && t.kind == word:
			s.spelledPercentage(i)
		case t.class&portion != 0:
			p := portions[t.text]
			switch {
			case p.den > 0:
				s.fraction(i, p)
			case p.rest:
				s.rest(i)
			case p.all:
				s.whole(i)
			}
		case t.text == "½" || t.text == "⅓" || t.text == "⅔" || t.text == "¼" || t.text == "¾":
			s.fraction(i, portions[t.text])
		}
	}
}

// opening is the first token of the share whose word is token i: its article
// and adjectives, and the "l'" of French.
func (s *scan) opening(i int) int {
	for j := i - 1; j >= s.floor(i) && s.near(j+1) && !s.taken[j]; j-- {
		t := s.all[j]
		if t.text == "'" || t.text == "’" {
			continue
		}
		switch starters[t.text] {
		case "article":
			return j
		case "adjective":
			i = j
			continue
		}
		break
	}
	return i
}

// floor bounds how far back an opening is looked for.
func (s *scan) floor(i int) int { return max(0, i-4) }

// fraction takes the share whose name is token i.
func (s *scan) fraction(i int, p piece) {
	start, num := i, p.num
	if p.counted {
		if start, num = s.counted(i); num == 0 {
			return
		}
	} else if s.all[i].kind == word {
		start = s.opening(i)
	}
	if num >= p.den || start > 0 && s.party(start-1) {
		return
	}
	if s.ofStated(start, i+1, num, p.den) {
		return
	}
	next := i + 1
	if s.near(next) && s.oneOf(next, "deel gedeelte") {
		next++
	}
	other := false // "the other half" is of what was spoken of
	for k := start + 1; k < i; k++ {
		other = other || starters[s.textAt(k)] == "adjective"
	}
	if s.somebody(next) || !s.ofMoney(next, p.loose && next == i+1) || !other && !s.spoken(start, next) {
		return
	}
	g := gcd(num, p.den)
	s.take(start, i+1, Expression{Share: Share{Num: num / g, Den: p.den / g}})
}

// somebody reports that token i tells "un tiers", "een derde" to be a person.
func (s *scan) somebody(i int) bool {
	if !s.near(i) || !s.oneOf(i-1, "tiers derde") {
		return false
	}
	return s.oneOf(i, "paie paye paiera regle reglera gere betaalt betaalde regelt") || s.oneOf(i, "qui die") && !s.oneOf(i+1, "reste resterait restait nog") || s.oneOf(i, "payant payeur saisi detenteur garant exterieur externe independant responsable concerne porteur")
}

// ofMoney reports that what follows a share at token i lets it be one of
// money. A loose share must be followed by a word that is no noun.
func (s *scan) ofMoney(i int, loose bool) bool {
	if i >= len(s.all) || s.all[i].gap == parted {
		return true
	}
	t := s.all[i]
	if t.text == "d" && s.oneOf(i+2, "abord avance ici emblee office") {
		return true
	}
	if t.kind == word && t.class&of != 0 && t.gap <= newline {
		return s.ofSum(i)
	}
	switch t.text {
	case "d", "l":
		return false
	case "a":
		return s.textAt(i+1) != "million" && s.textAt(i+1) != "day"
	case "the", "this", "our", "your", "that":
		return s.ofSum(i)
	case "an", "past", "vier", "drie", "uur", "heure":
		return false
	}
	if s.near(i) && t.class&goods != 0 || t.text == "sheet" {
		return false
	}
	if !loose {
		return true
	}
	return s.free(i) || t.class&(sum|part|judge) != 0 || s.oneOf(i, "u")
}

// ofSum reports that the words from token i on, which begins with "of", speak
// of the sum to pay.
func (s *scan) ofSum(i int) bool {
	for j := i; j < len(s.all) && j < i+6 && !(j > i && s.ends(j)); j++ {
		t := s.all[j]
		switch {
		case s.oneOf(j, "prijs prix price preis preises"):
			return false
		case s.taken[j] && t.kind != word, t.class&sum != 0 && t.class&(label|of) == t.class&label, t.text == "que", t.text == "reception":
			return true
		case j == i+1 && t.class&timely != 0 && t.class&month == 0 && t.class&of == 0:
			return true
		case t.text == ",", t.text == ".", t.class&goods != 0:
			return false
		}
	}
	return false
}

// oneOf reports that the word at token i is one of a list.
func (s *scan) oneOf(i int, words string) bool {
	if i < 0 || i >= len(s.all) || s.all[i].kind != word {
		return false
	}
	for w := range strings.FieldsSeq(words) {
		if w == s.all[i].text {
			return true
		}
	}
	return false
}

// spoken reports that the sentence of the tokens from i to j speaks of paying.
func (s *scan) spoken(i, j int) bool {
	switch {
	case s.around(i, j, 12, pay|part|judge), s.reachOn(j-1, 1, timely):
		return true
	case s.goodsAround(i, j):
		return s.sumNear(i) || s.sumNear(j-1)
	case s.momentNear(i, j):
		return true
	}
	return s.options.Open > 0 || s.around(i, j, 10, timely|month|sum) || s.sumNear(i) || s.sumNear(j-1)
}

// around reports a word of a class in the sentence of the tokens from i to j,
// outside them and at most n tokens away.
func (s *scan) around(i, j, n int, c class) bool {
	return s.reachBack(i, n, c) || s.reachOn(j-1, n, c)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, 1)
}
