package classify

import (
	"math"
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// person reads what a person wrote.
func (s *scan) person(all []phrase.Sentence) {
	s.look(all)
	if chances := s.model.Join(s.evidence()); chances != nil && len(all) > 0 {
		main, doubt := s.judge(chances)
		sureness := s.model.Confidence(doubt)
		// A mail that may be automatic is a person's only by plain words.
		if plain := s.most(main); s.mail.Kind != v.MailAutoReply || sureness > almost && plain != nil && plain.says(main) {
			s.tell(main, sureness)
			s.redirected(main)
		}
	}
	s.conclude(all)
}

// almost is how sure the reader must be to take a suspected automatic answer
// for a person's.
const almost = 0.9

// judge is the likeliest intent of a mail, and what speaks for and against it.
func (s *scan) judge(chances []float64) (v.Intent, *model.Doubt) {
	best := 0
	for l, p := range chances {
		if p > chances[best] {
			best = l
		}
	}
	main := model.People[best]
	for i := range s.parts {
		p := &s.parts[i]
		label, sure := p.top()
		if p.intent == nil || p.told || label.Severity() >= main.Severity() || label == v.IntentOther {
			continue
		}
		if sure > plainly || sure > beside && p.says(label) {
			main = label // the most severe that is said plainly
		}
	}
	return main, s.doubt(main, chances[slices.Index(model.People, main)])
}

// plainly is the chance from which on a sentence says a severe intent whatever
// the others say.
const plainly = 0.85

// The chances from which on a sentence tells an intent beside the mail's own,
// and those that it is grave from which on a person looks, by what it seems to say.
// With these, one dispute in four hundred of the replies to learn from, each read
// by a model that had not seen it, goes without a person.
const (
	beside  = 0.5
	dated   = 0.35 // with a day that fits
	severe  = 0.4
	quietly = 0.2  // it seems to say nothing at all
	besides = 0.2  // it seems to say something else than the mail
	mainly  = 0.25 // it seems to say what the mail says

	slightly = 0.06 // with a word that makes wary
	somewhat = 0.1  // with one of time, or that limits what is said
)

// tell makes a finding of each stretch that says the mail's intent or one less
// severe.
func (s *scan) tell(main v.Intent, chance float64) {
	doubted := false
	s.found = make([]v.Finding, 0, 1+s.saying(main))
	for i := range s.parts {
		p := &s.parts[i]
		if p.intent == nil {
			s.named = append(s.named, p.mentions.invoices...)
			continue
		}
		s.flags = append(s.flags, s.raised(p, main)...)
		if p.told {
			continue
		}
		for _, grave := range []v.Intent{v.IntentLegal, v.IntentDispute} {
			doubted = doubted || grave.Severity() < main.Severity() && (p.chance(grave) > severe || p.says(grave))
		}
		label, sure := p.top()
		if p.Part == inSubject && (sure < plainly || s.said(label)) {
			continue // a title; what it names counts where the text names nothing
		}
		doubted = doubted || main.Severity() > v.IntentPaymentPlan.Severity() && s.alarming(p, label, main)
		doubted = doubted || label != model.None && label.Severity() < main.Severity()
		switch {
		case label == main:
			s.add(p, s.sign(p, main, chance))
		case label != model.None && label.Severity() > main.Severity() && (sure >= beside || sure >= dated && p.hasDay(label) || main == v.IntentLegal && label == v.IntentDispute && sure > severe):
			s.add(p, s.sign(p, label, sure))
		default:
			s.named = append(s.named, p.mentions.invoices...)
			continue
		}
		s.beside(p, label)
	}
	if !slices.ContainsFunc(s.found, func(f v.Finding) bool { return f.Intent == main }) {
		if p := s.most(main); p != nil {
			s.add(p, s.sign(p, main, chance))
		}
	}
	if doubted {
		s.flags = append(s.flags, v.FlagAmbiguous) // also where a language model is sure
		for i := range s.found {
			s.found[i].Confidence = min(s.found[i].Confidence, doubt)
		}
	}
}

// saying is how many stretches say an intent.
func (s *scan) saying(i v.Intent) int {
	n := 0
	for k := range s.parts {
		if label, _ := s.parts[k].top(); label == i {
			n++
		}
	}
	return n
}

// beside makes a finding of what a stretch says of a payment besides contesting
// something: "we pay all but the freight on Friday".
func (s *scan) beside(t *stretch, label v.Intent) {
	if label != v.IntentDispute && label != v.IntentLegal {
		return
	}
	for n, c := range t.besides {
		if i := model.Besides[n]; c > beside && t.hasDay(i) {
			s.add(t, s.sign(t, i, c))
		}
	}
}

// hasDay reports whether a stretch has a day that fits what it says of a
// payment.
func (t *stretch) hasDay(i v.Intent) bool {
	return len(t.mentions.days) > 0 && (i == v.IntentPromise && !t.past || i == v.IntentAlreadyPaid && !t.ahead)
}

// said reports whether a sentence of the reply says an intent.
func (s *scan) said(i v.Intent) bool {
	return slices.ContainsFunc(s.parts, func(p stretch) bool {
		label, _ := p.top()
		return p.Part == inReply && p.intent != nil && label == i
	})
}

// alarming reports whether a stretch of a mail that the bot would act on may
// contest something, whatever it seems to say, or takes back or puts under a
// condition what it says.
func (s *scan) alarming(p *stretch, label, main v.Intent) bool {
	has := func(list string) bool { return s.lists.Of(list).In(p.words) }
	grave := p.chance(v.IntentLegal) + p.chance(v.IntentDispute)
	acts := main != v.IntentWrongRecipient && main != v.IntentQuestion && main != v.IntentOther
	limit := besides
	switch label {
	case main:
		limit = mainly
	case model.None:
		limit = quietly
	}
	_, sure := p.top()
	if acts && len(p.words) > 2 && grave > min(limit, sure/2) || has("wary") && grave > slightly || has("alarm") {
		return true
	}
	switch {
	case label == v.IntentPromise, label == v.IntentAlreadyPaid, label == v.IntentAcknowledgement:
		return p.void || p.question || has("reserve") || (has("hedge") || has("once")) && grave+p.chance(v.IntentWrongRecipient) > somewhat || s.waitsForYou(p)
	case label == model.None && label != main:
		return p.void
	case label == v.IntentDocumentRequest:
		return has("because")
	}
	return false
}

// waitsForYou reports whether a clause of a stretch that says when something comes
// speaks of the creditor, or of customers: "wenn Sie endlich kommen".
func (s *scan) waitsForYou(p *stretch) bool {
	once, theirs := s.lists.Of("once"), s.lists.Of("theirs")
	for i, w := range p.words {
		if !once.Has(w) {
			continue
		}
		for _, x := range p.words[i+1:] {
			if x.Border {
				break
			}
			if theirs.Has(x) {
				return true
			}
		}
	}
	return false
}

// most is the stretch that says an intent the likeliest.
func (s *scan) most(i v.Intent) *stretch {
	var best *stretch
	for k := range s.parts {
		if p := &s.parts[k]; p.intent != nil && !p.told && (best == nil || p.chance(i) > best.chance(i)) {
			best = p
		}
	}
	return best
}

// says reports whether a phrase that is unmistakable says an intent.
func (t *stretch) says(i v.Intent) bool {
	return slices.ContainsFunc(t.hits, func(h hit) bool { return h.intent == i && h.conf >= sure })
}

// raises is the chance from which on the model raises a flag, and tells that from
// which on a stretch is taken for one that tells the program what to do.
const (
	raises = 0.8
	tells  = 0.5
)

// raised are the flags of a stretch of a mail that says an intent. Cash counts where
// something may have been paid, and a counter or an envelope not where that of a
// bank is told.
func (s *scan) raised(t *stretch, main v.Intent) []v.Flag {
	out := t.signals
	coins, branch := s.lists.Of("coins"), s.lists.Of("branch")
	if slices.Contains(out, v.FlagCash) && (main != v.IntentAlreadyPaid && t.chance(v.IntentAlreadyPaid) < slight ||
		!coins.In(t.words) && slices.ContainsFunc(s.parts, func(p stretch) bool { return branch.In(p.words) })) {
		out = slices.DeleteFunc(slices.Clone(out), func(f v.Flag) bool { return f == v.FlagCash })
	}
	for _, h := range t.hits {
		if h.flag != "" {
			out = append(out, h.flag)
		}
	}
	for n, p := range t.flags {
		if p > raises || p > tells && model.Flags[n] == v.FlagInjection {
			out = append(out, model.Flags[n])
		}
	}
	return out
}

// sign is what a stretch says of an intent.
func (s *scan) sign(t *stretch, i v.Intent, chance float64) sign {
	out := sign{intent: i, conf: chance, marks: "model"}
	for _, h := range t.hits {
		if h.intent == i {
			out.marks = "rules"
		}
	}
	if i == v.IntentDispute {
		out.reason = s.reasonOf(t)
	}
	return out
}

// add makes a finding of what a stretch says, with the facts in it.
func (s *scan) add(t *stretch, h sign) {
	f := v.Finding{Intent: h.intent, Quote: t.Quote, In: t.Part, Reason: h.reason, Confidence: math.Round(h.conf*1000) / 1000, By: "rules", From: t.From, To: t.To}
	switch {
	case t.lesson != "":
		f.By = "correction " + t.lesson
	case h.marks == "model":
		f.By = "model"
	}
	m, paid := t.mentions, h.intent == v.IntentAlreadyPaid
	if paid && t.to > t.from {
		m = s.mentions(t.Plain[t.from:t.to], when.Back)
	}
	clause, told := t.Folded[t.from:t.to], m.told
	if t.words == nil { // a sentence that was not looked at
		told = s.told(clause)
	}
	if f.Invoices = m.invoices; f.Invoices == nil && waysOf(told)&byRest == 0 {
		f.Invoices, s.named = s.named, nil
	}
	switch h.intent {
	case v.IntentPromise, v.IntentPaymentPlan, v.IntentAlreadyPaid:
		if paid {
			m.days = s.paidDays(t, m)
		}
		s.when(&f, t, m)
	case v.IntentDocumentRequest:
		if s.otherPaper(t) {
			f.Flags = append(f.Flags, v.FlagBeyond)
		}
	case v.IntentQuestion:
		if !s.answerable(t) && !slices.ContainsFunc(s.parts, func(p stretch) bool { return !t.question && p.question && s.answerable(&p) }) {
			f.Flags = append(f.Flags, v.FlagBeyond)
		}
	case v.IntentLegal: // an administrator, a mediator, counsel
		f.Contact = s.sends().contact()
	case v.IntentWrongRecipient:
		f.Contact = s.sends().instead()
		f.Flags = append(f.Flags, redirect(f.Contact, s.ctx)...)
	}
	s.found, s.from = append(s.found, f), append(s.from, t)
}

// otherPaper reports whether a request is for something else than copies of
// invoices and statements, which the bot has.
func (s *scan) otherPaper(t *stretch) bool {
	papers, copies := s.lists.Of("papers"), s.lists.Of("copies")
	if papers.In(t.words) {
		return true
	}
	return !copies.In(t.words) && slices.ContainsFunc(s.parts, func(p stretch) bool { return papers.In(p.words) })
}

// answerable reports whether the ledger knows what a stretch asks: what is open,
// when it is due, and whether money has come in.
func (s *scan) answerable(t *stretch) bool {
	has := func(list string) bool { return s.lists.Of(list).In(t.words) }
	elsewhere := s.lists.Of("elsewhere")
	if slices.ContainsFunc(s.parts, func(p stretch) bool { return elsewhere.In(p.words) }) {
		return false
	}
	return has("ledger") || has("whichever") && (has("bills") || len(t.words) <= 3)
}

// marked is the words of a folded text, with their lists.
func (s *scan) marked(folded string) []phrase.Word {
	w := phrase.Words(folded)
	s.lists.Mark(w)
	return w
}

// lately is for how many days back a day may lie beside "just paid".
const lately = 45

// paidDays are the days on which a stretch may say that the money left: today for
// "just", and that of a payment run where it looked like an invoice's and no
// invoice is of that day.
func (s *scan) paidDays(t *stretch, m mentions) []when.Expression {
	near := func(d when.Expression) bool { return d.Last() <= s.ctx.Today && d.Last() >= s.ctx.Today-lately }
	switch {
	case s.lists.Of("just").In(t.words) && !slices.ContainsFunc(m.days, near):
		return []when.Expression{{Value: s.ctx.Today}}
	case len(m.days) == 0 && !slices.ContainsFunc(m.dated, s.ofInvoices):
		return m.dated
	}
	return m.days
}

// ofInvoices reports whether an invoice was issued or fell due on a day.
func (s *scan) ofInvoices(d when.Expression) bool {
	return slices.ContainsFunc(s.ctx.Invoices, func(i v.ContextInvoice) bool {
		return i.Issued.IsZero() || i.Issued >= d.Value && i.Issued <= d.Last() || i.Due >= d.Value && i.Due <= d.Last()
	})
}

// when fills a day and a sum: of several days the one that is still to come,
// or, of a payment that was made, the one that is over.
func (s *scan) when(f *v.Finding, t *stretch, m mentions) {
	paid := f.Intent == v.IntentAlreadyPaid
	switch {
	case f.Intent == v.IntentPromise:
		if f.Amount = s.promisedSum(t, f.Invoices); f.Amount > 0 {
			f.Currency = s.currency()
		}
		if len(m.sums) > 0 && f.Amount > 0 {
			f.Currency = m.sums[0].Currency
		}
	case len(m.sums) > 0 && m.sums[0].Value > 0:
		f.Amount, f.Currency = m.sums[0].Value, m.sums[0].Currency
	}
	if m.unsure || len(m.sums) > 0 && m.sums[0].Ambiguous {
		f.Flags = append(f.Flags, v.FlagAmbiguous)
	}
	fits := slices.DeleteFunc(slices.Clone(m.days), func(d when.Expression) bool {
		return paid && d.Value > s.ctx.Today || !paid && d.Last() < s.ctx.Today
	})
	// "Now approved, paid on Friday" speaks of Friday, and a year is no day.
	for _, better := range []func(when.Expression) bool{
		func(d when.Expression) bool { return d.Last()-d.Value < 300 },
		func(d when.Expression) bool { return paid || d.Last() > s.ctx.Today },
		func(d when.Expression) bool { return !paid || !meantime[phrase.Fold(d.Text)] },
	} {
		if slices.ContainsFunc(fits, better) {
			fits = slices.DeleteFunc(fits, func(d when.Expression) bool { return !better(d) })
		}
	}
	if len(fits) == 0 && len(m.days) > 0 {
		fits = m.days[:1]
		f.Flags = append(f.Flags, v.FlagContradiction)
	}
	if len(fits) == 0 {
		return
	}
	d, plain := s.paymentDay(t, fits, paid)
	f.Date = d.Last()
	other := func(x when.Expression) bool { return x.Ambiguous || x.Last() != f.Date }
	if d.Ambiguous || d.Last() > s.ctx.Today.Add(200) || !plain && slices.ContainsFunc(fits, other) {
		f.Flags = append(f.Flags, v.FlagAmbiguous)
	}
}

// meantime are words for today beside which another day is that of a payment:
// "it went on 3 May, I only see that now".
var meantime = map[string]bool{"now": true, "nu": true, "jetzt": true, "maintenant": true, "en fin de journee": true, "right now": true, "at the moment": true, "op dit moment": true}

// plan gives the parts that a mail names to its finding that asks for them or
// states them; they are no more ambiguous for being several.
func (s *scan) plan() {
	i := slices.IndexFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentPaymentPlan })
	if i < 0 {
		i = slices.IndexFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentPromise })
	}
	if i < 0 {
		return
	}
	if s.found[i].Instalments = s.instalments(); s.found[i].Instalments != nil {
		s.found[i].Flags = slices.DeleteFunc(s.found[i].Flags, func(f v.Flag) bool { return f == v.FlagAmbiguous })
		s.found[i].Date, s.found[i].Amount = s.found[i].Instalments[0].Day, s.found[i].Instalments[0].Amount
	}
}

// conclude looks at the mail as a whole: who signed it, what no sentence
// named, and what is left when nothing was found.
func (s *scan) conclude(all []phrase.Sentence) {
	s.unclear = s.unclear || s.lists.Of("firm").In(s.marked(phrase.Fold(s.mail.Signature)))
	if len(s.found) == 0 {
		from := all
		if s.mail.Kind == v.MailAutoReply { // suspected only, and no person's words are in it
			from = s.away(all)
		}
		s.whole(from, v.IntentOther, "")
		f := &s.found[0]
		f.By, f.Confidence = byDefault, unsure
		if s.mail.Kind == v.MailAutoReply {
			f.Intent, f.Confidence, f.Date = v.IntentAutoReply, weak, s.mail.AutoReply.ReturnOn
		}
	}
	taken := v.Reading{Findings: s.found}.PerInvoice()
	for _, part := range []string{s.mail.Subject, s.mail.Quoted} { // the last witnesses
		if len(taken) == 0 && len(s.named) == 0 {
			s.named = s.mentions(phrase.Plain(part[:min(len(part), 4000)]), when.Forward).invoices
		}
	}
	if len(taken) == 0 && len(s.named) == 0 && len(s.numbers) > 0 {
		switch foreign := s.foreign(); {
		case foreign:
			s.flags = append(s.flags, v.FlagAmbiguous)
		case len(s.numbers) == 1 && s.found[0].Intent.Severity() < v.IntentAutoReply.Severity():
			s.named = s.numbers
		}
	}
	s.everything()
	s.reckon()
	s.follow()
	s.choose(ofPromise)
	s.wed()
	s.whenPaid()
	s.choose(ofPayment)
	s.plan()
	for i := range s.found {
		f := &s.found[i]
		if s.unclear && f.Intent.Severity() > v.IntentDispute.Severity() {
			f.Confidence = min(f.Confidence, weak)
		}
		if len(taken) == 0 && (f.Intent != v.IntentLegal || len(f.Invoices) == 0) {
			f.Invoices = s.named
		} else if len(f.Invoices) == 0 && waysOf(s.told(phrase.Fold(f.Quote)))&byRest != 0 {
			f.Invoices = slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return taken[n] != "" })
		} else if len(f.Invoices) == 0 && s.restBefore(s.from[i]) {
			f.Invoices = slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return taken[n] != "" })
		}
	}
	s.leftOver()
	s.contradictions()
	s.settleInvoices()
	s.found[0].Flags = append(s.found[0].Flags, s.flags...)
}

// everything lets insolvency, death and the like, where no invoice is named,
// speak of all of them.
func (s *scan) everything() {
	legal := slices.IndexFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentLegal })
	if legal < 0 || slices.ContainsFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentLegal && len(f.Invoices) > 0 }) {
		return
	}
	taken := v.Reading{Findings: s.found}.PerInvoice()
	for _, n := range s.numbers {
		if i, ok := taken[n]; !ok || i == v.IntentWrongRecipient || i == v.IntentDispute {
			s.found[legal].Invoices = append(s.found[legal].Invoices, n)
		}
	}
}
