package classify

import (
	"math"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// stretch is a sentence, or a part of one that speaks of something else than
// the rest, and what it says taken alone.
type stretch struct {
	phrase.Sentence
	from, to int // its bytes of Folded and Plain
	mentions mentions
	words    []phrase.Word
	read     []phrase.Word // words without those that phrases hide
	question bool
	hits     []hit
	intent   []float64 // the chance of each of model.Intents
	reason   []float64 // of each of model.Reasons, where it contests something
	flags    []float64 // of each of model.Flags
	besides  []float64 // of each of model.Besides, whatever else it says
	signals  []v.Flag  // of the phrases in it
	void     bool      // a negation took its signs back
	past     bool      // its days are over, as the nearest of their kind
	ahead    bool      // they are still to come
	told     bool      // it tries to instruct the bot, and counts for nothing else
	terms    term      // see termsIn
	unspelt  bool      // no sum is spelt in it, as inWords found
	looked   bool      // whether gets looked at it
	got      bool      // and what it found
	lesson   string    // the correction that decided what it says; empty: none
}

// chance is that of one intent.
func (t *stretch) chance(i v.Intent) float64 {
	if n := slices.Index(model.Intents, i); n >= 0 && n < len(t.intent) {
		return t.intent[n]
	}
	return 0
}

// top is the likeliest intent, model.None included.
func (t *stretch) top() (v.Intent, float64) {
	if t.intent == nil {
		return model.None, 0
	}
	best := none
	for n, p := range t.intent {
		if p > t.intent[best] && n != auto && n != bounce {
			best = n
		}
	}
	return model.Intents[best], t.intent[best]
}

var (
	none   = slices.Index(model.Intents, model.None)
	auto   = slices.Index(model.Intents, v.IntentAutoReply)
	bounce = slices.Index(model.Intents, v.IntentBounce)
)

// look reads the sentences one by one. Quoted lines between the answers only
// name what the next answer is about.
func (s *scan) look(all []phrase.Sentence) {
	s.parts = slices.Grow(s.spare.parts[:0], len(all)+len(all)/2)
	for _, t := range all {
		if t.Folded[0] == '>' {
			m := s.mentions(t.Plain, when.Forward)
			s.parts = append(s.parts, stretch{Sentence: t, mentions: m})
			continue
		}
		s.divide(t)
	}
	s.hear()
}

// hear lets sentences that try to instruct the bot count after all where no
// other says anything: a person looks at them in any case.
func (s *scan) hear() {
	if slices.ContainsFunc(s.parts, func(t stretch) bool {
		label, _ := t.top()
		return t.intent != nil && !t.told && label != model.None
	}) {
		return
	}
	for i := range s.parts {
		if label, _ := s.parts[i].top(); label != model.None && label != v.IntentOther {
			s.parts[i].told = false
		}
	}
}

// divide reads a sentence and, where a joining word or a comma parts it into
// what says different things, each part.
func (s *scan) divide(t phrase.Sentence) {
	whole := s.naming(t, 0, len(t.Folded))
	cuts := s.cuts(&whole)
	if len(cuts) == 0 {
		s.weigh(&whole)
		s.parts = append(s.parts, whole)
		return
	}
	var parts []stretch
	joined := make([]bool, len(cuts)+1) // those of parts that are several put together
	from := 0
	for _, cut := range append(cuts, len(t.Folded)) {
		p := s.stretch(t, from, cut)
		from = cut
		last := len(parts) - 1
		if last < 0 || !joins(&parts[last], &p) {
			parts = append(parts, p)
			continue
		}
		// Of what belongs together the part that says something speaks for the
		// next one; what all of it says is weighed at the end.
		g := &parts[last]
		g.to, joined[last] = cut, true
		g.mentions.invoices = append(g.mentions.invoices, p.mentions.invoices...)
		if label, _ := g.top(); label == model.None {
			g.intent = p.intent
		}
	}
	if len(parts) == 1 {
		s.weigh(&whole)
		s.parts = append(s.parts, whole)
		return
	}
	for i := range parts {
		if joined[i] {
			parts[i] = s.stretch(t, parts[i].from, parts[i].to)
		}
	}
	s.parts = append(s.parts, parts...)
}

// joins reports whether two parts of a sentence belong together: they say the
// same, or one of them nothing, or neither is sure of what it says, or only one
// where they name no invoices of their own.
func joins(a, b *stretch) bool {
	before, sure := a.top()
	label, chance := b.top()
	switch {
	case label == before:
		return true
	case a.lesson != "" || b.lesson != "":
		return false
	}
	if a.lists(b) && min(chance, sure) < listed {
		return true
	}
	unsure := max(chance, sure) < apart || min(chance, sure) < apart && !differ(a, b)
	return label == model.None || before == model.None || unsure
}

// differ reports whether two parts name invoices of their own, or the second
// the rest of them.
func differ(a, b *stretch) bool {
	first, second := a.mentions.invoices, b.mentions.invoices
	if waysOf(b.mentions.told)&byRest != 0 && len(first) > 0 && len(second) == 0 {
		return true
	}
	return len(first) > 0 && len(second) > 0 && !slices.ContainsFunc(first, func(n string) bool { return slices.Contains(second, n) })
}

// apart is how sure the parts of a sentence must be that each says something
// of its own.
const apart = 0.55

// cuts are the bytes before which a sentence may part: a joining word such as
// "but", or a comma or "and" where another invoice, day or sum follows.
func (s *scan) cuts(t *stretch) []int {
	var out []int
	named := func(w []phrase.Word) bool {
		return slices.ContainsFunc(w, func(x phrase.Word) bool { return strings.Contains("&%$", x.Text) })
	}
	w := t.words
	start := 0
	for i := 2; i < len(w)-1; i++ {
		adverse := s.lists.Of("adverse").Has(w[i])
		if !adverse && !(w[i].Border || s.lists.Of("joining").Has(w[i])) || i-start < 2 {
			continue
		}
		if adverse || named(w[start:i]) && named(w[i:]) && completes(w[start:i], w[i:]) {
			out = append(out, w[i].From)
			start = i
		}
	}
	return out
}

// stretch reads the bytes from to to of a sentence.
func (s *scan) stretch(t phrase.Sentence, from, to int) stretch {
	p := s.naming(t, from, to)
	s.weigh(&p)
	return p
}

// clause is the part of its sentence that a stretch is.
func (t *stretch) clause() phrase.Sentence {
	c := t.Sentence
	c.Plain, c.Folded = t.Plain[t.from:t.to], t.Folded[t.from:t.to]
	return c
}

// naming is the bytes from to to of a sentence, with what they name.
func (s *scan) naming(t phrase.Sentence, from, to int) stretch {
	p := stretch{Sentence: t, from: from, to: to}
	cut := p.clause()
	p.mentions = s.mentions(cut.Plain, when.Forward)
	n := len(s.spare.words)
	s.spare.words = cut.AppendWords(s.spare.words, p.mentions.rest)
	p.words = slices.Clip(s.spare.words[n:])
	s.lists.Mark(p.words)
	p.question = to == len(t.Folded) && strings.Contains(t.Folded[max(0, to-3):], "?")
	return p
}

// weigh finds what a stretch says.
func (s *scan) weigh(p *stretch) {
	cut, words := p.clause(), p.words
	p.words, p.read = s.hide(words), words
	p.hits, p.signals, p.void = s.hits(cut, words, p.mentions.foretold())
	if toMachine.MatchString(cut.Folded[:min(len(cut.Folded), 80)]) {
		p.signals = append(p.signals, v.FlagInjection)
	}
	if len(p.hits) == 0 && len(p.signals) == 0 && (isName(p.words) || !slices.ContainsFunc(p.words, func(w phrase.Word) bool {
		return w.Text[0] > '9' && s.model.Knows(w.Text) || strings.Contains("%&$@", w.Text)
	})) {
		return // no word in it says anything
	}
	in := s.input(cut, words, p.mentions, signs(p.hits, p.signals, p.void))
	f := model.AppendFeatures(s.spare.features[:0], in)
	s.spare.features = f
	p.intent = s.model.Intent(f)
	p.flags, p.besides = s.model.Flags(f)
	p.past, p.ahead = in.Past, in.Ahead
	if !p.past && !p.ahead {
		p.past = s.behind(p)
	}
	p.lean()
	p.heed()
	s.recall(p, in, f)
	if p.reason == nil && p.chance(v.IntentDispute)+p.chance(v.IntentLegal) > slight {
		s.spare.features = model.AppendGrounds(f, in)
		p.reason = s.model.Reason(s.spare.features)
	}
	if n := slices.Index(model.Flags, v.FlagInjection); p.flags != nil && (p.flags[n] > tells || slices.Contains(p.signals, v.FlagInjection)) {
		p.told = true
	}
}

// toMachine is how a text begins that speaks to the program: "[system: …", "###
// SYSTEM", "<!-- assistant", "Assistant, …".
var toMachine = lazyregexp.MustCompile(`^[\s\[({<>#*!"'/-]*(?:(?:system|systeem|systeme|assistant|assistent|automated agents?|chatbot|ai|ki|ia|llm|bot|prompt)(?:[- ](?:prompt|message|note|notice|bericht|nachricht|hinweis|instruct\w*|override|assistants?|assistenten|agents?))?\s?[:,>\]]|"?role"?\s?:)`)

// slight is the chance that a stretch contests something from which on it is
// asked why.
const slight = 0.05

// side tells on which side of the mail's day its days lie: of a day without a
// year the nearer one counts, and one without a week tells nothing.
func (s *scan) side(days []when.Expression, text string) (past, ahead bool) {
	for _, d := range days {
		day := d.Last()
		if settled[d.Rule] {
			past, ahead = past || day < s.ctx.Today, ahead || day > s.ctx.Today
			continue
		}
		if back := s.lastSuch(d); back > 0 && back != day {
			switch gap := day - back; {
			case d.Rule == "day" && gap < 60 && s.toldAsPast(d, text):
				day = back
			case d.Rule == "day" && gap < 60:
			case gap < 60 && d.Told == when.Forward:
			case gap < 60 && d.Told == when.Back:
				day = back
			case gap < 60:
				continue
			case s.ctx.Today-back < day-s.ctx.Today:
				day = back
			}
		}
		past, ahead = past || day < s.ctx.Today, ahead || day > s.ctx.Today
	}
	return past, ahead
}

// lastSuch is the last day of its kind that is over; zero where there is none. A day
// of a month that is not named, such as "the 10th", is no day where it stands alone.
func (s *scan) lastSuch(d when.Expression) v.Date {
	if d.Rule == "day" && d.Last() > s.ctx.Today {
		y, m, day := d.Value.Time().Date()
		if back := v.NewDate(y, m-1, day); back.Time().Day() == day && back <= s.ctx.Today {
			return back
		}
	}
	if back := s.again(when.Back, d.Text); len(back) == 1 {
		return back[0].Last()
	}
	return 0
}

// behind reports whether the clauses of a stretch tell of all of its days that they
// are over, which of days such as "the 10th" the days themselves do not: "it left
// us on the 10th".
func (s *scan) behind(t *stretch) bool {
	if len(t.mentions.days) == 0 {
		return false
	}
	return !slices.ContainsFunc(t.mentions.days, func(d when.Expression) bool { return !s.toldAsPast(d, t.Plain[t.from:t.to]) })
}

// toldAsPast reports whether the clause of a day in a text tells that it is over.
func (s *scan) toldAsPast(d when.Expression, text string) bool {
	w := bare(s.spare.bare[:0], strings.ToLower(text))
	s.spare.bare = w
	for i := range w { // "has been signed and goes on Wednesday"
		if approved.Has(w[i]) && slices.ContainsFunc(w[i+1:min(i+3, len(w))], also.Has) {
			return false
		}
		if going.Has(w[i]) && w[i].To <= d.From && w[i].To > d.From-15 { // "nothing is left there, the other goes off on Monday"
			return false
		}
	}
	return slices.ContainsFunc(s.days(when.Auto, text), func(x when.Expression) bool { return x.From == d.From && x.Last() < s.ctx.Today })
}

// going are the words for money that will go.
var going = phrase.ParseChoice("goes|gaat|gaan|geht|gehen|part|partent|komt|komen|kommt|kommen|follows|volgt|folgt|suit|leaves")

// approved are the words for what comes before a payment.
var approved = phrase.ParseChoice("signed|approved|authorised|authorized|released|booked|keyed|validated|valid|valide*|approuve*|signe|signee|signees|goedgekeurd|getekend|vrijgegeven|ingeboekt|ingegeven|genehmigt|freigegeben|verbucht|erfasst|unterschrieben")

// settled are the rules of package when whose days lie on one side, whichever way
// they are looked at.
var settled = map[string]bool{
	"iso": true, "compact": true, "numeric": true, "day-from-today": true, "within": true, "ago": true, "from-now": true, "next-days": true,
	"next-business-day": true, "day-after": true,
}

// lean lets the days decide between what was paid and what will be: words such
// as "went" and "gaat" leave it open, days do not.
func (t *stretch) lean() {
	from, to := v.IntentPromise, v.IntentAlreadyPaid
	if t.ahead {
		from, to = to, from
	}
	// Where the words are plain, a day that contradicts them is for a person.
	if t.past != t.ahead && !t.says(from) {
		t.move(leaning, to, from)
	}
}

// heed lets phrases that are plain move the chances: "has been made" is no
// promise, "not disputed" no dispute; payment that waits for something of ours
// is one, "will do" without a day promises nothing, and new bank details are
// phishing.
func (t *stretch) heed() {
	paid, promised := t.says(v.IntentAlreadyPaid), t.says(v.IntentPromise)
	if paid && !promised && !t.ahead {
		t.move(heeding, v.IntentAlreadyPaid, v.IntentPromise)
	}
	if t.says(v.IntentAcknowledgement) && !promised && len(t.mentions.days) == 0 {
		t.move(leaning, v.IntentAcknowledgement, v.IntentPromise, model.None)
	}
	if slices.ContainsFunc(t.read, func(w phrase.Word) bool { return w.Text == "~" }) {
		t.move(leaning, model.None, v.IntentDispute)
	}
	for _, h := range t.hits {
		switch {
		case h.is("waiting"):
			t.move(leaning, v.IntentDispute, v.IntentPromise, v.IntentAlreadyPaid, v.IntentAcknowledgement, v.IntentPaymentPlan)
		case h.reason == v.ReasonMissingPO: // "no PO on it, please resend"
			t.move(leaning, v.IntentDispute, v.IntentDocumentRequest)
		case h.flag == v.FlagPhishing:
			t.move(leaning, v.IntentOther, v.IntentDocumentRequest, v.IntentQuestion, v.IntentAcknowledgement, model.None)
		}
	}
}

// move gives a share of the chance of some intents to another.
func (t *stretch) move(share float64, to v.Intent, from ...v.Intent) {
	if t.intent == nil {
		return
	}
	for _, i := range from {
		n := slices.Index(model.Intents, i)
		moved := share * t.intent[n]
		t.intent[n] -= moved
		t.intent[slices.Index(model.Intents, to)] += moved
	}
}

// How much of the chance of the one goes to the other: by a day or a phrase
// that is likely, and by words that are unmistakable.
const (
	leaning = 0.7
	heeding = 0.9
)

// isName reports words that all begin with a capital, as under a mail, or
// stand inside of names.
func isName(w []phrase.Word) bool {
	for _, x := range w {
		if !x.Capital && !inNames.Has(x) {
			return false
		}
	}
	return len(w) > 1 && len(w) <= 5 && w[0].Capital && w[len(w)-1].Capital
}

var inNames = phrase.ParseChoice("de|van|der|den|von|zu|la|le|du|ten|ter|el|al|da|dos|y|en|et|and|und|het|'t|t")

// evidence adds up what the stretches say.
func (s *scan) evidence() *model.Evidence {
	e := &model.Evidence{Signs: make([][model.Signs]float64, len(model.People))}
	said := 0
	var any, ahead, past, question, sum, address, invoice bool
	last := false
	for i := range s.parts {
		p := &s.parts[i]
		if p.intent == nil || p.told || p.title() {
			continue
		}
		if label, _ := p.top(); label != model.None {
			said++
			last = p.question
		}
		any, question = true, question || p.question
		sum, invoice = sum || len(p.mentions.sums) > 0, invoice || len(p.mentions.invoices) > 0
		address = address || strings.Contains(p.mentions.rest, "@")
		ahead, past = ahead || p.ahead, past || p.past
	}
	graver := 0.0 // the chance of a more severe one
	for l, intent := range model.People {
		most, all, first, hit := 0.0, 0.0, -1.0, 0.0
		for i := range s.parts {
			p := &s.parts[i]
			if p.intent == nil || p.told || p.title() {
				continue
			}
			c := p.chance(intent)
			most, all = max(most, c), all+c
			if label, _ := p.top(); first < 0 && label != model.None {
				first = c
			}
			for _, h := range p.hits {
				if h.intent == intent {
					hit = max(hit, h.conf)
				}
			}
		}
		e.Signs[l] = [model.Signs]float64{logit(most), math.Log(0.05 + all), logit(max(first, 0)), flag(hit >= sure), flag(hit > 0 && hit < sure), flag(most > 0.5), logit(graver)}
		graver = max(graver, most)
	}
	e.Traits = [model.Traits]float64{
		1, flag(said <= 1), math.Log(1 + float64(said)), flag(question), flag(last), flag(ahead), flag(past), flag(sum), flag(address), flag(invoice),
		flag(len(s.mail.Attachments) > 0), flag(s.ctx.LastSent == "invoice" || s.ctx.LastSent == v.LetterCourtesy), flag(len(s.mail.Reply) < 25), flag(!any),
	}
	return e
}

// title reports whether a stretch is a subject that says nothing plainly: it
// names what the mail is about, and is no word of its writer on it.
func (t *stretch) title() bool {
	if t.Part != inSubject || t.intent == nil {
		return false
	}
	_, sure := t.top()
	return sure < plainly
}

// doubt is what speaks for and against the intent of a mail that Join found
// likeliest.
func (s *scan) doubt(main v.Intent, chance float64) *model.Doubt {
	clear, strange, agrees, second, n := 1.0, 0.0, 0.0, 0.0, 0.0
	for i := range s.parts {
		p := &s.parts[i]
		if p.intent == nil || p.told || p.title() {
			continue
		}
		n++
		label, sure := p.top()
		clear = min(clear, sure)
		strange = max(strange, s.strange(p.words))
		if p.says(main) {
			agrees = 1
		}
		if label != model.None && label.Severity() > main.Severity() && len(p.words) > 2 {
			second = max(second, sure)
		}
	}
	return &model.Doubt{1, logit(chance), logit(clear), strange, agrees, second, math.Log(1 + n), flag(main == v.IntentOther)}
}

// strange is how many of the words that stand in a stretch nobody has seen, in
// tenths of them all.
func (s *scan) strange(w []phrase.Word) float64 {
	unknown := 0.0
	for _, x := range w {
		if len(x.Text) > 2 && x.Text[0] > '9' && !x.Capital && !s.model.Knows(x.Text) {
			unknown++
		}
	}
	return 10 * unknown / float64(5+len(w))
}

func flag(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// logit is the logarithm of the odds, bounded.
func logit(p float64) float64 {
	p = min(max(p, 0.005), 0.995)
	return math.Log(p / (1 - p))
}
