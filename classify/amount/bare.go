package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// Numbers without a mark are sums from ten of the major unit on.
const leastBare voldaan.Amount = 10_00

// pronouns can stand for a sum, but name none.
const pronouns = "dat dit ervan hiervan daarvan it this that what them which cela ceci ca du celui celle davon dessen"

// bare finds the numbers without mark or form that the words near them make
// sums ("ik betaal vandaag 500"), when nothing else claims the number.
func (s *scan) bare() {
	for i := range s.all {
		t := &s.all[i]
		switch {
		case s.taken[i]:
		case t.kind == figure:
			if d := s.digits[t.digits]; s.bareDigits(i, d) || s.listed(i, d) {
				start := i
				e := Expression{Value: d.value, Bare: true, Ambiguous: s.doubtful(d, s.options.Currency)}
				if s.leadingMinus(i) {
					e.Value, start = -e.Value, i-1
				}
				s.take(start, i+1, e)
			}
		case t.class&pay != 0:
			s.bareSpelled(i)
		}
	}
}

// bareDigits reports that the number at token i is a sum.
func (s *scan) bareDigits(i int, d digits) bool {
	switch {
	case d.bad, d.tail, d.chained, d.zero, d.decimals > 0, d.value < leastBare, d.count > 6 && d.open == 0:
		return false
	case d.grouped && d.open == 0 && s.all[i].text[len(s.all[i].text)-4] == ' ' && !s.directly(i):
		return false // the blank may stand between two numbers
	}
	if i > 0 && s.all[i].gap == glued && s.all[i-1].kind == sign && !strings.Contains("(:", s.textAt(i-1)) && !s.leadingMinus(i) {
		return false
	}
	direct := s.directly(i)
	year := !d.grouped && d.value >= 2010_00 && d.value < 2040_00
	summed := direct && s.all[i-1].class&pay == 0 && d.value >= 100_00 && (i+1 == len(s.all) || s.all[i+1].kind == word && !s.claimed(i+1))
	switch {
	case !year && s.parts(i):
		return true
	case year && !direct, !summed && !s.free(i+1), !direct && !s.unclaimed(i):
		return false
	case direct, s.reach(i, 8, pay), s.sumBefore(i):
		return true
	}
	return s.sumNear(i) && (s.reach(i, 8, part) || i+1 < len(s.all) && s.all[i+1].class&(timely|judge) != 0)
}

// sumBefore reports the name of a sum just before token i: "bedrag 500".
func (s *scan) sumBefore(i int) bool {
	p := s.prev(i)
	return p.class&sum != 0 && p.class&of == 0 && s.near(i) && !s.oneOf(i-1, pronouns) && !s.oneOf(i-1, "bill price prijs prix preis")
}

// directly reports that the word of paying, or of the sum, stands just before
// token i ("betaal 500", "bedrag: 500", "montant de 500").
func (s *scan) directly(i int) bool {
	j := i - 1
	if j > 0 && s.all[j].class&be != 0 && s.near(i) {
		return s.all[j-1].class&sum != 0 && s.all[j-1].class&(label|of) == 0 && !s.oneOf(j-1, pronouns)
	}
	if j >= 0 && (s.textAt(j) == ":" || s.all[j].class&of != 0 && s.all[j].kind == word) {
		if j--; j < 0 || s.all[j+1].class&of != 0 && s.all[j].class&sum == 0 {
			return false
		}
		named := sum
		if s.textAt(j+1) == ":" {
			named |= part | pay
		}
		if s.textAt(j+1) == ":" && (outstanding[s.textAt(j)] != "" || s.openItems(j)) {
			return s.all[i].gap <= spaced
		}
		return s.all[i].gap <= spaced && s.all[j].class&named != 0 && s.all[j].class&(label|of) == 0
	}
	return j >= 0 && s.all[i].gap <= newline && s.all[j].class&pay != 0 && s.all[j].class&(label|before) == 0
}

// unclaimed reports that the word before token i does not make the number one
// of something else.
func (s *scan) unclaimed(i int) bool {
	if i == 0 || s.all[i].gap == parted {
		return true
	}
	if i > 1 && s.joins(i-1) && s.taken[i-2] && s.all[i-2].kind == figure {
		return true // "500 tot 600"
	}
	p := s.prev(i)
	if p.kind == figure && s.near(i+1) && s.all[i+1].class&pay != 0 && s.all[i].gap == spaced {
		return s.day(i - 1)
	}
	switch {
	case p.kind == figure, p.class&(before|month|label) != 0:
		return false
	case p.class&be != 0:
		return s.near(i+1) && s.all[i+1].class&pay != 0
	}
	j := i - 1
	if (s.all[j].text == "," || p.class&and != 0) && j > 0 {
		return s.all[j-1].kind != figure || s.taken[j-1] || s.oneOf(j-2, "le op on am the") // "le 12 et 300 le 20"
	}
	return true
}

// day reports that a day in figures ends with token i: "12/11", "12.11.".
func (s *scan) day(i int) bool {
	if s.textAt(i) == "." && i > 0 && s.all[i-1].kind == figure {
		return strings.Contains(s.textAt(i-1), ".")
	}
	return i > 1 && s.all[i].kind == figure && s.digits[s.all[i].digits].tail && (s.textAt(i-1) == "/" || s.textAt(i-1) == "-")
}

// free reports that a number may end before token i: nothing there is counted
// by it.
func (s *scan) free(i int) bool {
	if i >= len(s.all) || s.all[i].gap == parted {
		return true
	}
	t := s.all[i]
	switch t.kind {
	case figure:
		return false
	case word:
		if t.gap == newline && t.capital {
			return true
		}
		return t.gap != glued && t.class&(follow|timely|pay|part|judge) != 0 && t.class&(unit|month) == 0
	}
	switch t.text {
	case ".":
		return !s.near(i+1) || s.all[i+1].gap != glued && s.all[i+1].class&month == 0 && s.all[i+1].kind != figure
	case ",", ";", "!", "?", ")", "(", ":", "…":
		return true
	case "-", "–", "—":
		return t.gap != glued
	}
	return t.gap == newline
}

// bareSpelled takes a spelled number of a hundred and more soon behind the word
// of paying at token i.
func (s *scan) bareSpelled(i int) {
	for j := i + 1; j < len(s.all) && j <= i+4 && !s.ends(j); j++ {
		if s.taken[j] || s.all[j].kind != word {
			return
		}
		if !s.numeric(j) || s.all[j-1].class&before != 0 {
			continue
		}
		value, end := s.spelled(j)
		if end == j || value < 100_00 {
			continue
		}
		if s.free(end) {
			s.take(j, end, Expression{Value: value, Bare: true})
		}
		return
	}
}
