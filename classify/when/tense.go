package when

import "strings"

// signs are what the words of a clause say about its time.
type signs struct {
	past    bool // a past form, or a participle that is nothing else
	passive bool // "is paid"
	formed  bool // what looks like a participle
	having  bool // "has", with which a participle makes a perfect
	being   bool // "ist", which makes a perfect or says what will be
	future  bool
	// misspelt is a present form that is written for a participle: "is vrijdag al betaalt".
	misspelt bool
	present  bool // a verb such as "goes", which says what will be where nothing else does
}

func (s signs) view() view {
	switch {
	case s.misspelt && (s.having || s.being):
		return behind
	case s.future && s.having && (s.past || s.formed): // "we have agreed to pay"
		return ahead
	case s.future:
		return foretold
	case s.past, s.formed && s.having:
		return behind
	case s.formed && s.being:
		return resulting
	case s.passive:
		return happening
	case s.present:
		return foretold
	}
	return ahead
}

// weigh adds what token i says about the time of its clause.
func (p *parser) weigh(i int, s *signs) {
	t := &p.tokens[i]
	if t.kind != word {
		return
	}
	m := t.mask
	s.misspelt = s.misspelt || p.language == "nl" && t.text == "betaalt"
	s.future = s.future || m.has(cFuture) && p.is(i, cFuture) && !p.toward(i)
	s.present = s.present || m.has(cPresent) && p.is(i, cPresent) && p.finite(i)
	if s.past {
		return
	}
	switch {
	case m.has(cPast) && p.is(i, cPast):
		switch {
		case p.passive(i):
			s.passive = true
		case p.participle(i):
			s.past = true
		default:
			s.formed = s.formed || p.language == "de"
		}
	case m.has(cPerfect):
		being := len(t.entry.terms) > 0 && p.valueOf(i, cPerfect) == 1
		s.being, s.having = s.being || being, s.having || !being
	case len(t.text) >= 5:
		s.formed = s.formed || p.looksFormed(i)
	}
}

// finite reports whether a verb of the present is no French participle without
// its accent: "il vous regle", but not "regle vendredi" and "c'est regle".
func (p *parser) finite(i int) bool {
	if p.language != "fr" || !p.is(i, cPast) {
		return true
	}
	return i > 0 && p.tokens[i-1].kind == word && !p.tokens[i].para && !p.frenchParticiple(i)
}

// toward reports whether a German "zu" stands before whom something goes to,
// and not before what is to be done: "zu Ihnen".
func (p *parser) toward(i int) bool {
	return p.language == "de" && p.tokens[i].text == "zu" &&
		(i+1 == len(p.tokens) || !strings.HasSuffix(p.tokens[i+1].text, "n") || contains(" ihnen den euren unseren ihren meinen eigenen ", p.tokens[i+1].text) || p.tokens[i+1].capital)
}

// upon reports whether a French "dès" begins what must happen first: "dès le
// subside reçu".
func (p *parser) upon(i int) bool {
	t := &p.tokens[i]
	if p.language != "fr" || t.text != "des" || t.to-t.from == 3 {
		return false
	}
	next := i + 1
	if p.is(next, cThe) {
		next++
	}
	return next < len(p.tokens) && !p.tokens[next].mask.meets(anchors)
}

// passive reports whether the English participle at i makes a passive of the
// present: "is paid", "are usually paid".
func (p *parser) passive(i int) bool {
	if p.language != "en" || i == 0 || contains(" was were had did ", p.tokens[i].text) {
		return false
	}
	const be = " is are gets "
	return contains(be, p.tokens[i-1].text) || i > 1 && contains(be, p.tokens[i-2].text) && contains(" usually normally only always then ", p.tokens[i-1].text)
}

// participle tells a participle from what is written like it: "payé" from
// "paye" in folded texts, where a form of "avoir" or "être" must stand before
// it; "wurde" from "würde"; and "er bezahlt" from "hat bezahlt".
func (p *parser) participle(i int) bool {
	t := &p.tokens[i]
	switch p.language {
	case "de":
		if len(t.text) != t.to-t.from && contains(" wurde wurden hatte hatten waren kamen gingen ", t.text) {
			return false
		}
		return !p.germanPresent(i)
	case "fr":
		return p.frenchParticiple(i)
	}
	return true
}

// eitherForm are German participles that are forms of the present as well.
const eitherForm = " bezahlt bekommen erhalten erledigt storniert bestellt veranlasst ubermittelt transferiert hinterlegt verlassen begleichen "

// germanPresent reports whether a verb that can be a participle is the finite
// one, with its subject beside it: "bezahlt mein Bruder", "wir erhalten".
func (p *parser) germanPresent(i int) bool {
	if !contains(eitherForm, p.tokens[i].text) {
		return false
	}
	const subjects = " ich er sie es man wir alle mein meine unser unsere ihr ihre jeder jemand niemand dann "
	if i+1 < len(p.tokens) && !p.tokens[i+1].para && contains(subjects, p.tokens[i+1].text) && i > 0 && !p.tokens[i].para {
		return true
	}
	return i > 0 && !p.tokens[i].para && contains(" er man wir wer sie ihr ", p.tokens[i-1].text) && (i < 2 || !p.is(i-2, cPerfect))
}

func (p *parser) frenchParticiple(i int) bool {
	t := &p.tokens[i]
	const helpers = " ai a as avons avez ont ete est sont etait etaient deja bien tout aussi "
	helped := i > 0 && contains(helpers, p.tokens[i-1].text)
	if contains(" dit fait mis ", t.text) {
		return helped
	}
	if !strings.HasSuffix(strings.TrimSuffix(t.text, "s"), "e") || len(t.text) < 4 {
		return true
	}
	if len(t.text) != t.to-t.from { // "réglé", but not "règle"
		raw := strings.TrimSuffix(p.text[t.from:t.to], "s")
		return !strings.HasSuffix(raw, "e") || strings.HasSuffix(raw, "ée")
	}
	if i == 0 || t.para {
		return p.is(i+1, cAt, cThe) && !p.is(i+1, cWeekday)
	}
	return helped || p.is(i-1, cDoc) || p.tokens[i-1].kind != word && !t.glued
}

// states are participles that say how something is, not what happened.
const states = " gesloten gepland geopend gericht gewenst gelijk genoeg gelegen gebonden geschlossen geoffnet geplant gebunden gewunscht gerne gegen geben gehen gelten gesamt gesamten geraten gewesen genannten genauen gewissen gesetzt gelegt getragen merkt notiert genoteerd gezet gelegd gereserveerd diarised scheduled booked planned pencilled penciled earmarked arranged reserved budgeted committed noted postponed rescheduled delayed extended general attached closed limited ferme fermee fermes fermees situe decide prevue "

// looksFormed reports whether the word at i has the form of a participle:
// "meegegaan", "eingelangt", "cleared", "a confirmé".
func (p *parser) looksFormed(i int) bool {
	t := &p.tokens[i]
	w, end := t.text, t.text[len(t.text)-1]
	if contains(" erfolgt passiert erschienen verstrichen ", w) {
		return p.language == "de"
	}
	if t.entry != nil && !t.typo && t.mask.meets(anchors) {
		return false
	}
	switch p.language {
	case "en":
		return end == 'd' && strings.HasSuffix(w, "ed") && w[len(w)-3] != 'e' && !contains(states, w)
	case "fr":
		if len(w) == t.to-t.from || i == 0 {
			return false
		}
		return strings.HasSuffix(strings.TrimSuffix(w, "s"), "e") && (p.is(i-1, cPerfect) || p.is(i-2, cPerfect)) && !contains(states, w)
	}
	at := strings.LastIndex(w[:len(w)-3], "ge")
	if at < 0 || !contains1("tdn", end) || end == 'd' && p.language == "de" || end == 'n' && !strings.HasSuffix(w, "en") && !strings.HasSuffix(w, "aan") {
		return false
	}
	return (at == 0 || contains(prefixes, w[:at])) && len(w)-at > 4 && !contains(states, w[at:])
}

// prefixes stand before the "ge" of Dutch and German participles.
const prefixes = " aan ab af an auf aus binnen bij bei door durch ein heraus her hin in langs los mee mit na nach om op over raus rein terug toe uber uit um vast voor vor weg weiter zu zuruck "

// forward is the direction in which the expression at token i looks.
func (p *parser) forward(i int) bool { return p.looks(i, ahead) }

// forwardLong is the direction of a month, quarter or year: who writes "is paid
// in May" means what will be.
func (p *parser) forwardLong(i int) bool { return p.looks(i, happening) }

// forwardPart is that of the begin or end of one: "Ende Mai ist es bezahlt" too
// is what will be.
func (p *parser) forwardPart(i int) bool { return p.looks(i, resulting) }

// told is where the clause of token i says that its days lie, whichever way
// they are looked at.
func (p *parser) told(i int) Direction {
	p.clauseOf(i)
	switch p.back[i] {
	case foretold:
		return Forward
	case behind:
		return Back
	}
	return Auto
}

// looks reports whether the expression at token i looks forward: where its
// clause looks ahead, or in a way that can mean both, up to a limit.
func (p *parser) looks(i int, limit view) bool {
	switch p.o.Direction {
	case Forward:
		return true
	case Back:
		return false
	}
	p.clauseOf(i)
	for k := i; k >= 0 && k > i-4; k-- {
		if p.endsAt(k, cDeadline) || p.is(k, cDeadline) {
			return true
		}
		if k == 0 || !p.is(k-1, cWeekday, cShort, cThe) && !p.sign(k-1, ",.") {
			break
		}
	}
	v := p.back[i]
	return v != behind && v <= limit && !p.documented(i)
}
