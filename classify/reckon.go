package classify

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/numeral"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// term is what words say of a sum that is not named where it is promised, or
// of one that another is computed from; several are told apart as bits.
type term uint16

const (
	theRest     term = 1 << iota // what is left of the sum
	undisputed                   // the part that nobody contests
	allBut                       // what is taken off follows
	principal                    // without interest and costs
	penal                        // interest and costs of reminding, which no invoice holds
	credit                       // what we credited
	contesting                   // what is not paid for
	priceOfEach                  // behind the price of one piece
	nothing                      // the stretch was looked at
)

// terms finds them. A longer phrase stands before the shorter one that begins it.
var terms = sync.OnceValue(func() *phrase.List[term] {
	l := &phrase.List[term]{}
	for _, t := range []struct {
		term
		phrases string
	}{
		{theRest, `al het overige, het overige, alles ubrige, das ubrige, le surplus, everything else, tout le reste, verschil, wat er|dan|nog overblijft|rest|resteert, wat overblijft|resteert, difference, what remains|is, what's left, whats left,
			la difference, ce qui reste|restera, ce qu' il reste|restera, unterschiedsbetrag, differenz, differenzbetrag, was ubrig|bleibt, was noch|dann bleibt|ubrig,
			wat ... overblijft|overschiet, ce qui ... reste|restera, was ... ubrig, le net, net amount, nettobedrag, nettobetrag, overschot, restant, restbedrag, remainder, restbetrag`},
		{undisputed, `onbetwist*, niet betwist*, undisputed, uncontested, not in|under dispute, non conteste*, incontest*, unstreitig*, unstrittig*, unbestritten*,
			nicht strittig*|bestritten*`},
		{allBut, `behalve, behoudens, uitgezonderd, zonder, minus, exclusief, na aftrek, verminderd, except, excluding, without, less, net of, everything|all|anything|$ but,
			other than, apart from, bar, sauf, hormis, hors, excepte, sans, moins, deduction faite, a l' exception, ausser, ohne, abzuglich, ausgenommen, exklusive, bis auf`},
		{principal, `hoofdsom, principal, hauptforderung, hauptsumme, capital, montant principal`},
		{penal, `mahn*, verzugs*, inkasso*, zins*, spesen, herinnering*, aanmaning*, aanmaan*, incasso*, rente*, boete*, interest*, late fee|fees|charge|charges, late payment, reminder*,
			collection, penalt*, lump sum, interets, penalite*, indemnite*, forfait*, recouvrement, majoration*, frais de rappel|rappels|dossier, dunning`},
		{credit, `creditnota*, credit nota, creditfactuur, creditfacturen, kredietnota*, credit note|notes, credit, credited, note|notes de credit, avoir, avoirs, gutschrift*,
			gutgeschrieben, gecrediteerd, credite, geschrapt, kwijtgescholden, gestrichen, erlassen, waived, written off, struck off, annule, annulee, abandonne, raye, rayee`},
		{contesting, `knock|knocking|knocked ... off, withhold*, subtract*, retain, retire, retirons, retirer, enleve, enlevons, ziehe|ziehen|zieh ... ab, abziehen, abgezogen, kurze|kurzen, trek|trekken ... af|eraf, afgetrokken, deduct*, take|taken|taking off, keep|keeping|hold|holding back, hou|houden ... in, inhouden, behalten|behalte ... ein, einbehalten, deduis*, deduit*, retenons, retiens, gaat|gaan ... eraf, come|comes off, geht|gehen|kommt|kommen ... ab|weg, va|vont ... en moins, strittig, betwist*, disputed, contest*`},
		{priceOfEach, `each, apiece, a|per piece, per|het stuk, stuk, elk, pro|das stuck, stuck, la|par piece, l' unite, chacun, chacune, per unit, par unite, per|pro|par ^`},
	} {
		l.Add(t.phrases, t.term)
	}
	return l
})

// termsIn is all that is said in a stretch, as bits, found once.
func termsIn(t *stretch) term {
	if t.terms == 0 {
		t.terms = nothing
		terms().Find(t.words, func(x term, _, _ int) { t.terms |= x })
	}
	return t.terms &^ nothing
}

// reckon finds the sums of promises that follow from what the mail says
// elsewhere: the rest of what was paid, credited or contested, all but a cost
// that was told before, so many pieces at the price of one.
func (s *scan) reckon() {
	each := v.Amount(-1)
	for k := range s.found {
		f, t := &s.found[k], s.from[k]
		if f.Intent != v.IntentPromise || len(t.words) == 0 {
			continue
		}
		open := s.open(f.Invoices)
		if each < 0 {
			each = s.pieces(s.open(nil))
		}
		if sum, ok := s.reckoned(f, t, open, each); ok {
			if f.Amount = sum; sum > 0 && f.Currency == "" {
				f.Currency = s.currency()
			}
		}
	}
}

// reckoned is the sum that follows for a promise; ok is false where it stays
// as the stretch names it.
func (s *scan) reckoned(f *v.Finding, t *stretch, open, each v.Amount) (_ v.Amount, ok bool) {
	if open <= 0 {
		return 0, false
	}
	said := termsIn(t)
	left := slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.Share.Rest })
	switch {
	case f.Amount > 0 && !left && f.Amount != each && f.Amount != open:
		return 0, false
	case said&principal != 0:
		return s.principalSum(t, open), true
	case said&allBut != 0:
		off := s.takenOff(t, open)
		return open - off, off >= 0
	case said&undisputed != 0:
		off := s.contested(t, open, each)
		return open - off, off > 0
	case left || said&theRest != 0:
		off := s.settled(t, open) + s.contested(t, open, each)
		return open - off, off > 0 && off < open
	}
	if sum := s.broken(t, open); sum > 0 && (f.Amount == 0 || f.Amount == open) {
		return sum, true
	}
	if f.Amount == open { // "everything" names no part
		whole := slices.ContainsFunc(t.mentions.sums, func(a amount.Expression) bool { return a.Value == open && a.Share.Den > 0 })
		return 0, whole && len(t.mentions.sums) == 1
	}
	n := s.count(t, open, each)
	if at := s.place(t); n == 0 && each > 0 && at > 0 && itself.Has(t.words[0]) && s.parts[at-1].Part == t.Part {
		n = s.count(&s.parts[at-1], open, each) // "The two that I have run well. Those I pay"
	}
	if n > 0 && each*v.Amount(n) < open {
		return each * v.Amount(n), true
	}
	if sum := s.discounted(open); sum > 0 {
		return sum, true
	}
	if at := s.place(t); at > 0 && (itself.Has(t.words[0]) || they.Has(t.words[0])) && s.parts[at-1].Part == t.Part {
		if sum := s.netSum(&s.parts[at-1], open); sum > 0 { // "I took 200 off, which leaves a thousand. They go on Friday"
			return sum, true
		}
	}
	if at := s.place(t); at >= 0 && at+1 < len(s.parts) && strings.HasSuffix(strings.TrimRight(t.mentions.rest, " "), ",") { // ", but without the 95 for freight"
		if off := s.costOff(&s.parts[at+1], open); off >= 0 {
			return open - off, true
		}
	}
	return s.besideIt(t, open)
}

// principalSum is the sum that the mail calls the principal, without the costs of
// reminding that it says are part of what we ask; else all of what is open.
func (s *scan) principalSum(but *stretch, open v.Amount) v.Amount {
	sum := open
	s.others(nil, func(p *stretch) {
		near := len(p.Folded)
		terms().Find(p.words, func(x term, i, j int) {
			if x != principal {
				return
			}
			if k := j; k+1 < len(p.words) && purpose.Has(p.words[k]) && isFigure(p.words[k+1]) && figure(p.words[k+1].Text) <= open {
				sum, near = figure(p.words[k+1].Text), 0 // "the principal of 950"
			}
			for _, a := range s.figuresIn(&p.mentions, open) {
				if far := max(a.from-p.words[j-1].To, p.words[i].From-a.to); far < 25 && far < near && a.sum <= open {
					sum, near = a.sum, far
				}
			}
		})
		if all := s.figuresIn(&p.mentions, open); p != but && len(all) == 2 && all[0].sum == open && sum == open && termsIn(p)&penal != 0 {
			sum = open - all[1].sum
		}
	})
	return sum
}

// broken is the sum of that of the parts into which the mail breaks what is
// open down that a stretch speaks of: "5808 for the paper and 1452 for the
// service … the paper goes on Friday". Zero for none, or several.
func (s *scan) broken(t *stretch, open v.Amount) (sum v.Amount) {
	s.others(t, func(p *stretch) {
		total := v.Amount(0)
		for _, a := range p.mentions.sums {
			total += a.Value
		}
		if n := len(p.mentions.sums); n < 2 || n > 4 || total != open {
			return
		}
		found := v.Amount(0)
		for i, a := range p.mentions.sums {
			end := len(p.Folded)
			if i+1 < len(p.mentions.sums) {
				end = p.mentions.sums[i+1].From
			}
			about := slices.DeleteFunc(slices.Clone(p.words), func(w phrase.Word) bool { return w.From < a.To || w.To > end })
			if slices.ContainsFunc(t.words, func(w phrase.Word) bool {
				return slices.ContainsFunc(about, func(x phrase.Word) bool { return akin(x, w) })
			}) {
				if found != 0 {
					return
				}
				found = a.Value
			}
		}
		sum = found
	})
	return sum
}

// besideIt is the sum that a short sentence right behind that of a promise, or
// before it, names and says nothing else: "Tuesday it is. That's 412.50."
func (s *scan) besideIt(t *stretch, open v.Amount) (_ v.Amount, ok bool) {
	at := s.place(t)
	for _, k := range []int{at + 1, at - 1} {
		if at < 0 || k < 0 || k >= len(s.parts) {
			continue
		}
		p := &s.parts[k]
		label, sure := p.top()
		long := len(p.words) > shortest && !(k < at && len(t.words) > 0 && itself.Has(t.words[0]))
		if day, _ := s.step(p, when.Forward); day > 0 && k > at {
			long = false
		}
		if p.Part == t.Part && !p.told && !undated(p) && len(p.mentions.days) == 0 && p.chance(v.IntentDispute) < severe && len(s.figuresIn(&p.mentions, open)) > 1 {
			if sum := s.netSum(p, open); sum > 0 { // "Our run is on Friday. I entered 1200 minus the 195"
				return sum, true
			}
		}
		if p.Part != t.Part || p.told || undated(p) || long || len(p.mentions.days) > 0 || termsIn(p) != 0 ||
			p.intent != nil && label != model.None && label != v.IntentPromise && label != v.IntentAcknowledgement && !(sure < unsaid && k > at && len(p.mentions.sums) == 1) {
			continue
		}
		var sum v.Amount
		switch {
		case len(p.mentions.sums) == 1 && !p.mentions.sums[0].Share.Rest && p.mentions.sums[0].Share.Num == 0 || len(p.mentions.sums) == 1 && p.mentions.sums[0].Share.Num < p.mentions.sums[0].Share.Den:
			sum = p.mentions.sums[0].Value
		case len(p.mentions.sums) == 0:
			if sum = s.spelled(p); sum == 0 {
				if sum = s.nakedSum(p.mentions.rest, open); sum != open && sum%100 == 0 {
					sum = 0 // may be anything
				}
			}
		}
		if sum >= leastSum && sum <= open {
			return sum, true
		}
	}
	return 0, false
}

// itself are the words with which a sentence goes on about what the one before
// named.
var itself = phrase.ParseChoice("celles|ceux|die|deze|dat|dit|diese|dieser|diesen|das|celle|celui|ceci|this|that|it|those|these|das")

// they are the words that may point to a sum just named.
var they = phrase.ParseChoice("ils|elles|they|ze|zij|sie")

// unsaid is how likely an intent may be of a sentence that only names a sum.
const unsaid = 0.5

// shortest is how many words a sentence may have that says nothing but a sum.
const shortest = 9

// spelled is the number of a hundred and more at the end of a stretch: "he does
// seven hundred".
func (s *scan) spelled(t *stretch) v.Amount {
	for i := range t.words {
		var texts []string
		for _, w := range t.words[i:] {
			texts = append(texts, w.Text)
		}
		if n, used := numeral.Cardinal(s.mail.Language, texts); used > 0 {
			if used == len(texts) && n >= 100 && n < 1_000_000 {
				return v.Amount(n) * 100
			}
			return 0
		}
	}
	return 0
}

// discounted is what is open without the discount for prompt payment that the
// mail takes; zero for none.
func (s *scan) discounted(open v.Amount) (sum v.Amount) {
	s.others(nil, func(p *stretch) {
		if p.question {
			return
		}
		for i, w := range p.words {
			if !prompt.Has(w) {
				continue
			}
			near := p.mentions.rest[p.words[max(0, i-3)].From:min(len(p.mentions.rest), w.To+12)]
			if m := percent.FindStringSubmatch(near); m != nil {
				rate, err := v.ParseAmount(m[1])
				if n, ok := percents[m[1]]; ok {
					rate, err = n, nil
				}
				if err == nil && rate > 0 && rate <= 10_00 {
					sum = open - (open*rate+50_00)/100_00
				}
			}
		}
	})
	return sum
}

var (
	prompt   = phrase.ParseChoice("skonto|kontant|escompte|betalingskorting|cash|settlement|early|prompt|comptant|betaalkorting|*contant|kontantkorting|discount|skontoabzug")
	percent  = lazyregexp.MustCompile(`\b([1-9](?:[.,][0-9]{1,2})?|een|twee|drie|vijf|un|deux|trois|cinq|one|two|three|five|ein|zwei|drei|funf) ?(?:%|(?:procent|percent|prozent|pour ?cents?|per ?cent)\b)`)
	percents = map[string]v.Amount{
		"een": 1_00, "twee": 2_00, "drie": 3_00, "vijf": 5_00, "un": 1_00, "deux": 2_00, "trois": 3_00, "cinq": 5_00,
		"one": 1_00, "two": 2_00, "three": 3_00, "five": 5_00, "ein": 1_00, "zwei": 2_00, "drei": 3_00, "funf": 5_00,
	}
)

// others calls told with each stretch of the reply but one that names sums.
func (s *scan) others(but *stretch, told func(t *stretch)) {
	for i := range s.parts {
		if p := &s.parts[i]; p != but && p.Part == inReply && !p.told && p.Folded[0] != '>' {
			told(p)
		}
	}
}

// part is the sum or share a of what is open, where it is a part of it that is
// no price of a piece; zero otherwise.
func (s *scan) part(t *stretch, a amount.Expression, open v.Amount) v.Amount {
	at := slices.IndexFunc(t.words, func(w phrase.Word) bool { return w.From >= a.From })
	if a.Value <= 0 || a.Value >= open || a.Share.Rest || at >= 0 && s.perPiece(t, at) {
		return 0
	}
	return a.Value
}

// takenOff is the sum of what "all but" leaves out: one that follows it, the
// costs of reminding, which are no part of an invoice, or the one that the mail tells
// elsewhere of what is named. It is below zero where that is not known.
func (s *scan) takenOff(t *stretch, open v.Amount) v.Amount {
	at, end := -1, 0
	terms().Find(t.words, func(x term, _, j int) {
		if x == allBut {
			at, end = j, j
		}
	})
	var named []phrase.Word
	for ; end < len(t.words) && end < at+5; end++ {
		named = append(named, t.words[end])
	}
	behind := term(0)
	terms().Find(named, func(x term, _, _ int) { behind |= x })
	if behind&penal != 0 {
		return 0
	}
	for _, a := range t.mentions.sums {
		if len(named) > 0 && a.From >= named[0].From-1 && a.From <= named[len(named)-1].To+2 {
			if sum := s.part(t, a, open); sum > 0 && a.Share.Den == 0 {
				return sum
			}
		}
	}
	for i, w := range named[:min(2, len(named))] { // "all but the 150"
		if sum := figure(w.Text); sum >= leastSum && sum < open && !(i+1 < len(named) && counted.Has(named[i+1])) {
			return sum
		}
	}
	if len(named) == 0 || slices.ContainsFunc(named[:min(2, len(named))], func(w phrase.Word) bool { return w.Text == "&" }) {
		return -1
	}
	var told, any []v.Amount
	s.others(t, func(p *stretch) {
		var nearest v.Amount
		least := len(p.Folded) + 1
		for _, a := range p.mentions.sums {
			if sum := s.part(p, a, open); sum > 0 && a.Share.Den == 0 {
				any = append(any, sum)
				if far := s.distance(p, a, named); far < least {
					nearest, least = sum, far
				}
			}
		}
		if nearest > 0 {
			told = append(told, nearest)
		}
	})
	for _, all := range [][]v.Amount{told, any} {
		if slices.Sort(all); len(slices.Compact(all)) == 1 && (len(told) > 0 || slices.ContainsFunc(named, pointing.Has)) {
			return all[0]
		}
	}
	return -1
}

// pointing are words that point to what was told before, or call it a cost.
var pointing = phrase.ParseChoice("ca|cela|die|dat|deze|dit|that|this|these|those|ce|cet|cette|ces|diese*|jene*|kosten|*kosten|cost|costs|charge|charges|frais|line|regel|ligne|poste|post|position|item|*fracht*|*vracht*|transport*|" +
	"freight|carriage|shipping|delivery|port|verzending|versand|toeslag|*toeslag|supplement|surcharge|zuschlag|*zuschlag|extra|extras")

// distance is how many bytes stand between a sum and the nearest word of its
// stretch that is one of some; more than the stretch has where there is none.
func (s *scan) distance(t *stretch, a amount.Expression, named []phrase.Word) int {
	least := len(t.Folded) + 1
	for _, x := range t.words {
		if slices.ContainsFunc(named, func(w phrase.Word) bool { return akin(x, w) }) {
			least = min(least, max(a.From-x.To, x.From-a.To, 0))
		}
	}
	return least
}

// akin reports whether two words begin alike, or one ends in the other, and are
// no words such as "this".
func akin(x, w phrase.Word) bool {
	const stem = 4
	short, long := x.Text, w.Text
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < stem || pronouns.Has(w) {
		return false
	}
	n := max(stem, len(short)-3)
	return short[:n] == long[:n] || len(short) > 4 && strings.HasSuffix(long, short)
}

var pronouns = phrase.ParseChoice("deze|jullie|that|this|these|those|your|cette|votre|diese|dieser|diesen|ihre|ihrer|eure|naturlich|with|will|have|voor|pour|dans|nous|vous|wordt|worden|wird|werden")

// settled is what the mail says that was paid before, or credited by us.
func (s *scan) settled(but *stretch, open v.Amount) (sum v.Amount) {
	s.others(but, func(p *stretch) {
		label, _ := p.top()
		if label != v.IntentAlreadyPaid && !(p.past && !p.ahead) && termsIn(p)&credit == 0 {
			return
		}
		for _, a := range p.mentions.sums {
			if part := s.part(p, a, open); part > 0 {
				sum += part
				return
			}
		}
		part := s.nakedSum(p.mentions.rest, open-1)
		if net := s.netSum(p, open); part == 0 && net > 0 { // "your credit note of 120 comes off it"
			part = open - net
		}
		sum += part
	})
	return sum
}

// contested is what the mail says that is not paid for: so many pieces, a share,
// or a sum. Zero where it names none, or more than one.
func (s *scan) contested(but *stretch, open, each v.Amount) v.Amount {
	var told, priced []v.Amount
	s.others(but, func(p *stretch) {
		said, prices := termsIn(p), len(s.prices(p)) > 0
		if p.chance(v.IntentDispute) < severe && said&contesting == 0 && !prices || said&(penal|credit) != 0 {
			return
		}
		if n := s.count(p, open, each); n > 0 && each > 0 && each*v.Amount(n) < open {
			if told = append(told, each*v.Amount(n)); prices {
				priced = append(priced, each*v.Amount(n))
			}
			return
		}
		for _, a := range p.mentions.sums {
			if sum := s.part(p, a, open); sum > 0 {
				told = append(told, sum)
			}
		}
	})
	for _, all := range [][]v.Amount{priced, told} {
		slices.Sort(all)
		switch all = slices.Compact(all); {
		case len(all) == 1:
			return all[0]
		case len(all) == 2 && all[1]%all[0] == 0: // the price of one, and of those that are missing
			return all[1]
		}
	}
	return 0
}

// price is what one piece costs, and where it stands in the words of a stretch.
type price struct {
	sum v.Amount
	at  int
}

// pieces is the price of one piece that the mail tells; zero for none, or several.
func (s *scan) pieces(open v.Amount) (each v.Amount) {
	for i := range s.parts {
		for _, p := range s.prices(&s.parts[i]) {
			if p.sum <= 0 || p.sum >= open {
				continue
			}
			if each != 0 && each != p.sum {
				return 0
			}
			each = p.sum
		}
	}
	return each
}

// prices finds the sums and numbers of a stretch that are the price of one piece:
// "each" stands behind it, or "at" before it and a number before that.
func (s *scan) prices(t *stretch) (out []price) {
	if t.told || t.Part != inReply {
		return nil
	}
	for at, w := range t.words {
		var sum v.Amount
		switch {
		case w.Text == "$":
			if i := slices.IndexFunc(t.mentions.sums, func(a amount.Expression) bool { return a.From >= w.From-1 && a.From <= w.From }); i >= 0 && t.mentions.sums[i].Share == (amount.Share{}) {
				sum = t.mentions.sums[i].Value
			}
		case w.Text[0] <= '9' && w.Text[0] > '0':
			sum, _ = v.ParseAmount(w.Text)
		}
		if sum > 0 && s.perPiece(t, at) {
			out = append(out, price{sum, at})
		}
	}
	return out
}

// perPiece reports whether the word at is the price of one piece.
func (s *scan) perPiece(t *stretch, at int) bool {
	w, behind := t.words, false
	from := at + 1
	if from < len(w) && currencies.Has(w[from]) {
		from++
	}
	terms().Find(w[from:min(from+3, len(w))], func(x term, i, j int) {
		behind = behind || x == priceOfEach && i == 0 && !periods.Has(w[from+j-1])
	})
	switch {
	case behind:
		return true
	case at == 0 || !eachAt.Has(w[at-1]) || from < len(w) && periods.Has(w[from]):
		return false
	}
	return w[at-1].Text == "je" && s.mail.Language == "de" || slices.ContainsFunc(w[max(0, at-6):at-1], func(w phrase.Word) bool {
		n, used := small(s.mail.Language, []phrase.Word{w})
		return used > 0 && n > 1 && (w.From == 0 || t.mentions.rest[w.From-1] != '-') // "CN-77 ad € 200"
	})
}

var (
	eachAt     = phrase.ParseChoice("a|ad|at|je|zu|van|@")
	currencies = phrase.ParseChoice("eur|euro|euros|eu|chf|gbp|usd|pounds|franken")
	periods    = phrase.ParseChoice("maand|month|mois|monat|week|semaine|woche|dag|day|jour|tag|jaar|year|an|jahr|rate|termijn")
)

// small reads a number below a hundred, in figures or words, and how many words it takes.
func small(language string, w []phrase.Word) (n, used int) {
	if both.Has(w[0]) {
		return 2, 1
	}
	if text := w[0].Text; text[0] <= '9' {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 99 || text[0] == '0' {
			return 0, 0
		}
		return n, 1
	}
	var texts []string
	for _, x := range w[:min(4, len(w))] {
		texts = append(texts, x.Text)
	}
	many, used := numeral.Cardinal(language, texts)
	if many < 1 || many > 99 {
		return 0, 0
	}
	return int(many), used
}

var both = phrase.ParseChoice("beide|beiden|both|pair")

// count is how many pieces a stretch speaks of, where all of what is open is
// more of them at that price; zero where it names no number, or several. The
// number that belongs to the price counts first.
func (s *scan) count(t *stretch, open, each v.Amount) int {
	if each <= 0 {
		return 0
	}
	all, found, one := int(open/each), 0, false
	priced := s.prices(t)
	for i := 0; i < len(t.words); {
		n, used := small(s.mail.Language, t.words[i:])
		if used == 0 || slices.ContainsFunc(priced, func(p price) bool { return p.at == i }) {
			i++
			continue
		}
		from := i
		i += used
		switch {
		case !ofPieces(t.mentions.rest[t.words[i-1].To:]):
		case n > 1 && n < all && slices.ContainsFunc(priced, func(p price) bool { return p.at > from && p.at-i < 4 }):
			return n
		case n == all:
		case n == 1:
			one = true
		case found != 0 && found != n || n > all:
			return 0
		default:
			found = n
		}
	}
	if found == 0 && one && len(priced) > 0 && all > 1 {
		return 1
	}
	return found
}

// ofPieces reports whether a text behind a number leaves it open that it counts
// pieces, and not days, parts or invoices.
func ofPieces(behind string) bool {
	next := strings.TrimLeft(behind, " ")
	return ofInvoices(behind) && !strings.HasPrefix(next, "%") && !slices.ContainsFunc([]string{"factu", "invoice", "rechnung", "rekening", "bill", "werk", "working", "business"}, func(w string) bool { return strings.HasPrefix(next, w) })
}
