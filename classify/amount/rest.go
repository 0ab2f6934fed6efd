package amount

import "strings"

// rest takes "the rest", "het resterende bedrag", "le solde", whose word is
// token i. With a sum behind it the words name that sum, and are no share.
func (s *scan) rest(i int) {
	start, end := s.opening(i), i+1
	ok := true
	switch s.all[i].text {
	case "balance", "saldo", "solde", "reste", "restant", "surplus":
		start, end, ok = s.balance(i, start)
	case "rest":
		ok = start < i || s.opens(i) && s.textAt(end) != "assured"
	case "restante":
		if ok = i > 0 && s.all[i-1].class&sum != 0; ok {
			start = s.opening(i - 1)
		}
	case "restbedrag", "restsaldo", "remainder", "reliquat", "restbetrag", "restsumme", "restzahlung", "restschuld":
	default:
		end, ok = s.remaining(i)
		ok = ok && (end > i+1 || !s.oneOf(start, "de die"))             // other invoices
		ok = ok && (start < i || end > i+1 || s.textAt(i) != "ubrigen") // "im Übrigen"
	}
	if end < len(s.all) && s.text[s.all[end].from:s.all[end].to] == "dû" {
		end++
	}
	if !ok || s.names(end, s.stated(start-1)) || s.oneOf(start-1, "voor pour for fur fuer") || !s.ofMoney(end, false) || !s.spoken(start, end) {
		return
	}
	s.take(start, end, Expression{Share: Share{Rest: true}})
}

// balance bounds a noun that needs an article, an adjective of what is open, or
// the beginning of a clause before it; other things have a balance as well.
func (s *scan) balance(i, opening int) (start, end int, ok bool) {
	start, end = opening, i+1
	if s.oneOf(end, "sheet statement statements confirmation overview overzicht opgave bevestiging") {
		return start, end, false
	}
	for j := end; j < end+3; j++ {
		if s.oneOf(j, "klopt correct wrong stimmt korrekt exact juist falsch fout") {
			return start, end, false // of the account
		}
	}
	if s.near(end) && s.all[end].kind == word && s.all[end].class&sum != 0 && s.all[end].class&(of|before|pay) == 0 && !saying(s.textAt(end)) {
		end++
	}
	if start < i || s.opens(i) {
		return start, end, true
	}
	if i > 0 && s.near(i) && outstanding[s.textAt(i-1)] != "" {
		start = s.opening(i - 1)
		return start, end, start < i-1 || s.opens(start)
	}
	if s.textAt(i) == "restant" && i > 0 && s.all[i-1].class&sum != 0 { // "le montant restant"
		return s.opening(i - 1), end, true
	}
	return start, end, false
}

// remaining bounds an adjective: of a sum it says the rest, and alone it does
// so where no other noun can follow.
func (s *scan) remaining(i int) (end int, ok bool) {
	end = i + 1
	switch {
	case !s.near(end) || s.all[end].kind != word:
		return end, true
	case s.oneOf(end, "facturen invoices bills factures rechnungen nota"):
		return end, false // others
	case s.all[end].class&sum != 0, s.oneOf(end, "deel gedeelte part portion teil"), portions[s.all[end].text].rest:
		return end + 1, true
	}
	return end, s.all[end].class&(follow|timely|pay|part|judge) != 0
}

// outstanding are adjectives of what is open.
var outstanding = readWords("open outstanding openstaan openstaand offen impaye impayes openstaande openstaand open offene offenen unpaid due onbetaalde")

// opens reports that token i begins a clause, so that it needs no article.
func (s *scan) opens(i int) bool {
	if i == 0 || s.ends(i) {
		return true
	}
	p := s.all[i-1]
	return p.kind == sign && p.text != "'" && p.text != "’" && p.text != "-" || p.class&and != 0 || p.class&pay != 0
}

// whole takes "alles", "het volledige bedrag", "in full", whose word is token i.
func (s *scan) whole(i int) {
	start, end := s.opening(i), i+1
	switch t := s.all[i].text; {
	case t == "tout" && (s.textAt(end) == "de" || s.textAt(end) == "a"):
		return // "tout de suite"
	case t == "alles" || t == "everything" || t == "tout":
		if s.oneOf(start-1, "si als if wenn zodra once when quand dat que indien falls sobald lorsque dass") {
			return
		}
		if !s.reach(i, 3, pay) || s.near(end) && s.all[end].class&(follow|timely|pay|part) == 0 && s.all[end].kind == word {
			return
		}
	case t == "all":
		if s.textAt(end) != "of" {
			return
		}
	case strings.HasPrefix(t, "total") && t != "totalite" && !s.reach(i, 4, pay):
		return
	case t == "integralite" || t == "totalite":
		if s.oneOf(i-1, "en") {
			start = i - 1
		}
	case s.near(end) && s.all[end].kind == word && s.all[end].class&sum != 0 && s.all[end].class&of == 0 && s.textAt(end) != "this" && s.textAt(end) != "that":
		end++
	case i > 0 && s.near(i) && s.all[i-1].class&sum != 0 && (t == "integral" || t == "total" || t == "complet" || t == "entiere"):
		start = s.opening(i - 1)
	case t == "full" && i > 0 && s.textAt(i-1) == "in" && s.textAt(end) != "and":
		start = i - 1
	default:
		return
	}
	if s.names(end, "") || s.oneOf(start-1, "niet not pas nicht never") || !s.ofMoney(end, false) || !s.around(start, end, 10, pay|part) && (end >= len(s.all) || s.all[end].class&of == 0) {
		return
	}
	s.take(start, end, Expression{Share: Share{Num: 1, Den: 1}})
}
