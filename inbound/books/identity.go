package books

import (
	"strings"
	"unicode"
)

// plainNumber gives a company or VAT number without spaces, dots and dashes,
// in capitals, so that two ways to write it compare.
func plainNumber(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, s)
}

// companyNumber gives a company number in one form. A Belgian one is often
// written as VAT number, with BE before it, or without its leading zero (until
// 2005 it had nine digits).
func companyNumber(company, vat, country string) string {
	c := plainNumber(company)
	if v := plainNumber(vat); c == "" && strings.HasPrefix(v, "BE") {
		c = v
	}
	if rest, ok := strings.CutPrefix(c, "BE"); ok && digits(rest) {
		c, country = rest, "BE"
	}
	if len(c) == 9 && country == "BE" && digits(c) {
		c = "0" + c
	}
	return c
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// legalForms are words of a name that tell no company from another.
const legalForms = " bv nv vof bvba sprl srl sa sarl sas asbl vzw gmbh ag ug kg ohg cv cvba comm ltd limited llc inc plc en et und and de het la le les der die das the van von "

// nameWords are the words of a name that tell it from others, in lower case.
func nameWords(name string) []string {
	var out []string
	name = strings.ReplaceAll(strings.ToLower(name), ".", "") // b.v.
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !strings.Contains(legalForms, " "+w+" ") {
			out = append(out, w)
		}
	}
	return out
}

// sameName reports whether two names are the same apart from case, signs and
// legal form.
func sameName(a, b string) bool {
	x, y := strings.Join(nameWords(a), " "), strings.Join(nameWords(b), " ")
	return x == y && x != ""
}

// kinName reports whether two names may stand for the same company: one of
// them is not known, or they have a word in common.
func kinName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	for _, w := range x {
		for _, v := range y {
			if w == v && len(w) > 2 {
				return true
			}
		}
	}
	return false
}
