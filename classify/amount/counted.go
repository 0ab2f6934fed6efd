package amount

import "github.com/voldaan/voldaan/classify/numeral"

// party reports a word before "un tiers", who is then somebody.
func (s *scan) party(i int) bool {
	switch s.all[i].text {
	case "par", "chez", "tegen", "past", "kwart", "om", "um", "at", "eind":
		return true
	}
	return false
}

// counted is the number of parts before token i, with the token at which it
// begins.
func (s *scan) counted(i int) (start int, num int64) {
	j := i - 1
	if j >= 0 && s.textAt(j) == "-" && s.all[i].gap == glued {
		j--
	}
	if j < 0 || s.taken[j] || !s.near(i) {
		return i, 0
	}
	switch t := s.all[j]; {
	case s.textAt(i+1) == "restant", starters[t.text] == "article" && s.oneOf(i, "tiers quart drittel viertel") && s.all[s.last(i+1)].class&(of|timely|pay|part|judge) != 0:
		return s.opening(i), 1
	case t.kind == figure:
		d := s.digits[t.digits]
		if d.bad || d.tail || d.decimals > 0 || d.value > 9_00 {
			return i, 0
		}
		num = int64(d.value / 100)
	case starters[t.text] == "adjective", outstanding[t.text] != "", t.text == "autres":
		if j > 0 && s.near(j) && s.all[j-1].kind == word && !s.taken[j-1] { // "les deux autres tiers"
			if n, _ := numeral.Cardinal(s.options.Language, []string{s.all[j-1].text}); n > 1 && n < 10 {
				return s.opening(j - 1), n
			}
		}
		return s.opening(j), 1
	case t.kind == word:
		num, _ = numeral.Cardinal(s.options.Language, []string{t.text})
	}
	if num < 1 || num > 9 {
		return i, 0
	}
	if num == 1 {
		return j, num
	}
	switch start = s.opening(j); {
	case s.near(j) && !s.taken[j-1] && s.oneOf(j-1, "les"):
		start = j - 1
	case s.textAt(start) == "de" && !s.oneOf(i, "derde derden kwart vierde vijfde tiende"):
		start = j // "of two thirds" in French
	}
	return start, num
}
