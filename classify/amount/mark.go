package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// mark is a sign, a code or a name of a currency, over some tokens.
type mark struct {
	currency  voldaan.Currency
	from, to  int  // tokens
	ambiguous bool // can be several currencies
	cents     bool // of the minor unit
	named     bool // a name, not a sign or a code
	scale     voldaan.Amount
}

// near reports that token i stands beside the one before it: in one piece or
// behind a blank.
func (s *scan) near(i int) bool { return i > 0 && i < len(s.all) && s.all[i].gap <= spaced }

// textAt is the text of a token, "" past the end.
func (s *scan) textAt(i int) string {
	if i < 0 || i >= len(s.all) {
		return ""
	}
	return s.all[i].text
}

// last is token i, or the last of the text when there are fewer.
func (s *scan) last(i int) int { return min(i, len(s.all)-1) }

// markAfter reads the currency that begins at token i.
func (s *scan) markAfter(i int) (mark, bool) {
	if i >= len(s.all) || s.all[i].gap > newline {
		return mark{}, false
	}
	c, to, country := s.name(i)
	if to == i {
		return mark{}, false
	}
	m := mark{from: i, to: s.ending(i, to), currency: c.currency, named: c.name, ambiguous: c.vary}
	if s.all[i].gap == newline && c.code && s.near(m.to) && s.all[m.to].kind == figure {
		return mark{}, false // of the next line's number
	}
	if after := adjectives[s.textAt(m.to)]; c.name && country == "" && after != "" && after != "EUR" && s.near(m.to) && s.textAt(m.to) != "us" {
		country = after
		m.to++
	}
	switch {
	case country != "":
		m.currency, m.ambiguous = voldaan.Currency(country), false
	case strings.HasPrefix(s.textAt(i), "livre"):
		return mark{}, false // books
	case m.currency == "cent":
		s.cents(&m)
	}
	return m, true
}

// name reads the name, code or sign at token i, with the country before a name
// ("US dollar", "Schweizer Franken"); to is i when there is none.
func (s *scan) name(i int) (c money, to int, country string) {
	c, ok := s.currency(i)
	if s.all[i].kind == word && (!ok || c.name) {
		country = adjectives[s.all[i].text]
	}
	if country != "" {
		j := i + 1
		if s.textAt(j) == "-" {
			j++
		}
		next, is := s.currency(j)
		switch {
		case !is || !s.near(j):
		case next.currency == "cent" && country == "EUR":
			return next, j + 1, ""
		case (next.name || next.currency == "USD") && next.currency != "cent" && next.currency != "EUR":
			return next, j + 1, country
		}
	}
	if !ok {
		return c, i, ""
	}
	return c, i + 1, ""
}

// ending is the token behind "euro's" and "€uro", whose name ends before token
// to.
func (s *scan) ending(i, to int) int {
	glued := func(j int) bool { return s.near(j) && s.all[j].gap == glued }
	switch {
	case s.all[i].text == "€" && glued(to) && strings.HasPrefix(s.textAt(to), "uro"):
		return to + 1
	case s.all[i].kind == word && glued(to) && glued(to+1) && (s.textAt(to) == "'" || s.textAt(to) == "’") && s.textAt(to+1) == "s":
		return to + 2
	}
	return to
}

// cents sets whose the minor unit is: that of the account where the name does
// not say it. The English cent is not the euro's alone.
func (s *scan) cents(m *mark) {
	w := s.textAt(m.to - 1)
	m.cents, m.currency = true, s.options.Currency
	switch {
	case strings.HasPrefix(w, "penn"), w == "pence":
		m.currency = "GBP"
	case w == "rappen":
		m.currency = "CHF"
	case strings.HasPrefix(w, "euro"), m.to-m.from > 1:
		m.currency = voldaan.EUR
	case w == "cent", w == "cents":
		m.ambiguous = s.options.Language == "en"
	}
}

// markBefore reads the currency that ends before token i: a sign, a code, or
// "euro" and "Fr.", with a "k" or "M" before the sign.
func (s *scan) markBefore(i int) (mark, bool) {
	j := i - 1
	if !s.near(i) || j < s.done {
		return mark{}, false
	}
	if (s.textAt(j) == "." || s.textAt(j) == ":") && s.all[j].gap <= spaced && j > s.done && s.all[j-1].kind == word {
		j--
	}
	if t := s.textAt(j); t == "teur" || t == "keur" {
		return mark{currency: voldaan.EUR, from: j, to: i, scale: 1000}, true
	}
	c, ok := s.currency(j)
	if !ok || !s.leads(j, c) || s.textAt(j-1) == "/" && s.all[j].gap == glued && s.all[j].kind == word {
		return mark{}, false
	}
	m := mark{currency: c.currency, from: j, to: i, named: c.name, ambiguous: c.vary}
	if k := j - 1; s.all[j].kind == sign && k >= s.done && s.near(j) && s.all[k].kind == word {
		w := s.textAt(k)
		switch country := dollars[w]; {
		case country != "" && c.currency == "USD" && (s.all[j].gap == glued || w == "us"):
			m.from, m.currency = k, voldaan.Currency(country)
		case (w == "k" || w == "m" || w == "t") && s.all[j].gap == glued && s.all[k].gap != glued:
			m.from, m.scale = k, scales[w]
		}
	}
	return m, true
}

// leads reports that a currency may stand before its number: signs and codes
// do; of the names "euro", "kr" and "Fr.". A point belongs to "Fr." and "eur.".
func (s *scan) leads(i int, c money) bool {
	point := s.textAt(i+1) == "."
	switch {
	case c.currency == voldaan.EUR, c.vary && s.textAt(i) == "kr":
		return true
	case c.name:
		return strings.HasSuffix(s.textAt(i), "fr") && (point || s.all[i+1].gap != glued)
	}
	return !point || s.all[i].kind == sign // "$.50"
}
