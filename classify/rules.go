package classify

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
)

// Rules is the offline reader: sure of the clearest signs in Dutch, French,
// English and German, and unsure otherwise. It never fails.
type Rules struct {
	signs []phrase
}

// NewRules compiles the signs.
func NewRules() *Rules {
	return &Rules{signs: phrases()}
}

// hit is a sign found in a sentence, with the clause that it speaks of.
type hit struct {
	phrase
	from, to int
	clause   span
}

// Read implements Reader; its error is always nil.
func (r *Rules) Read(_ context.Context, m v.Mail, c v.ReadingContext) (v.Reading, error) {
	s := &scan{Rules: r, mail: m, ctx: complete(m, c)}
	reply := fold(inReply, m.Reply)
	switch {
	case m.Kind == v.MailBounce:
		s.whole(reply, v.IntentBounce, sure)
	case m.Kind == v.MailReport:
		s.whole(reply, v.IntentOther, sure)
	case m.Kind == v.MailAutoReply && (m.AutoReply == nil || !m.AutoReply.Suspected):
		s.automatic(reply)
	case m.Kind == v.MailCustomer && slices.Contains(append(slices.Clone(s.ctx.Colleague), s.ctx.Own...), m.From.Address):
		s.whole(reply, v.IntentOther, weak, v.FlagPhishing) // a colleague's address without proof (invariant 8)
	default:
		if !answered.MatchString(m.Subject) {
			s.part(fold(inSubject, m.Subject))
		}
		s.part(reply)
		s.conclude(reply)
	}
	return v.Reading{Findings: s.found, Threshold: s.ctx.Threshold}, nil
}

// answered is a subject that was ours first.
var answered = regexp.MustCompile(`(?i)^\s*(?:re|aw|antw|sv|tr|fw|fwd|wg|rif)\s*:`)

// scan is the reading of one mail.
type scan struct {
	*Rules
	mail    v.Mail
	ctx     v.ReadingContext
	found   []v.Finding
	flags   []v.Flag // of sentences without a finding
	unclear bool     // a sentence was not understood
	named   []string // the invoices of the last sentence without a finding
}

// whole makes one finding of the part's first sentence.
func (s *scan) whole(t text, i v.Intent, conf float64, flags ...v.Flag) {
	f := v.Finding{Intent: i, In: t.in, Confidence: conf, By: "rules", Flags: append(flags, s.flags...)}
	if all := t.sentences(); len(all) > 0 {
		f.Quote, f.From, f.To = t.quote(all[0].from, all[0].to)
	}
	s.found = append(s.found, f)
}

// automatic reads an automatic answer: its return, and who has left or stands in.
func (s *scan) automatic(t text) {
	s.whole(t, v.IntentAutoReply, sure)
	if s.mail.AutoReply != nil {
		s.found[0].Date = s.mail.AutoReply.ReturnOn
	}
	for _, sn := range t.sentences() {
		for _, p := range s.signs {
			if m := p.re.FindStringIndex(t.folded[sn.from:sn.to]); m != nil && p.automatic {
				s.add(t, sn, hit{phrase: p, from: sn.from + m[0], to: sn.from + m[1], clause: sn})
			}
		}
	}
	if len(s.found) > 1 || s.mail.AutoReply != nil && s.mail.AutoReply.Sort != "" && s.mail.AutoReply.Sort != "out_of_office" {
		return
	}
	for _, sn := range t.sentences() {
		if contactIn(t, sn, s.mail, s.ctx) != nil {
			s.add(t, sn, hit{phrase: phrase{intent: v.IntentWrongRecipient, conf: sure}, from: sn.from, to: sn.to, clause: sn})
			s.found[1].By = bySubstitute
			return
		}
	}
}

// bySubstitute marks whom to write to during leave: the mail stays an
// automatic answer, since its sender comes back.
const bySubstitute = "rules: substitute"

// part reads sentence by sentence.
func (s *scan) part(t text) {
	for _, sn := range t.sentences() {
		body := t.folded[sn.from:sn.to]
		all := s.hits(t, sn)
		hits := s.clauses(t, sn, all)
		isDoubtful, asks := s.doubted(body, sn, all), strings.HasSuffix(body, "?")
		switch {
		case sn.cited:
		case len(hits) == 0 && asks:
			hits = []hit{{phrase: phrase{intent: v.IntentQuestion, conf: weak}, from: sn.from, to: sn.to, clause: sn}}
			if aboutPaying.MatchString(body) {
				hits[0].intent = v.IntentPromise // with a day it asks for time
			}
		case len(hits) == 0 && t.in == inReply && (isDoubtful || len(strings.Fields(body)) > 3 && !(pleasantry.MatchString(body) && len(body) < 90)):
			s.unclear = true
		}
		if len(hits) == 0 {
			s.named = append(s.named, invoicesIn(body, s.ctx)...)
		}
		for _, h := range hits {
			if asks {
				h = asked(h, len(findDates(body, s.ctx.Today, true, s.ctx.Calendar)) > 0)
			}
			if isDoubtful && h.intent.Severity() > v.IntentDispute.Severity() {
				h.conf = min(h.conf, doubt)
			}
			s.add(t, sn, h)
		}
	}
}

var aboutPaying = regexp.MustCompile(`\b(?:betalen|pay|payer|regler|zahlen|bezahlen|uberweisen)\b`)

// doubted reports whether words round the signs of a sentence leave doubt:
// words of doubt, or several that mean something unknown.
func (s *scan) doubted(body string, sn span, hits []hit) bool {
	rest := []byte(body)
	plain := slices.Clone(rest)
	blank := func(b []byte, from, to int) { copy(b[from:to], strings.Repeat(" ", to-from)) }
	for _, h := range hits {
		blank(plain, h.from-sn.from, h.to-sn.from)
		if !h.plain { // its own words may be words of doubt
			blank(rest, h.from-sn.from, h.to-sn.from)
		}
	}
	for _, m := range mailName.FindAllStringIndex(body, -1) {
		blank(plain, m[0], m[1])
	}
	for _, d := range findDates(body, s.ctx.Today, true, s.ctx.Calendar) {
		blank(plain, d.from, d.to)
	}
	return doubtful.Match(harmless.ReplaceAll(rest, nil)) || strange(string(harmless.ReplaceAll(plain, nil)))
}

// asked turns what would be a statement into the question that it is.
func asked(h hit, dated bool) hit {
	switch h.intent {
	case v.IntentPromise, v.IntentAlreadyPaid, v.IntentAcknowledgement:
		h.conf = weak
		if h.intent == v.IntentPromise && dated {
			h.intent = v.IntentPaymentPlan
		} else {
			h.intent = v.IntentQuestion
		}
	}
	return h
}

// hits finds the signs of a sentence in their order.
func (s *scan) hits(t text, sn span) []hit {
	var all []hit
	body, waits := t.folded[sn.from:sn.to], false
	for _, p := range s.signs {
		m := p.re.FindStringIndex(body)
		for ; m != nil && !sn.cited; m = next(p.re, body, m[1]) {
			if !s.void(p, body, m) {
				all = append(all, hit{phrase: p, from: sn.from + m[0], to: sn.from + m[1], clause: sn})
				waits = waits || p.waiting
			}
			if p.intent == "" {
				break
			}
		}
	}
	all = slices.DeleteFunc(all, func(h hit) bool {
		if h.intent == "" {
			s.flags = append(s.flags, h.flag)
		}
		return h.intent == "" || waits && (h.intent == v.IntentPromise || h.intent == v.IntentAlreadyPaid)
	})
	slices.SortStableFunc(all, func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	return all
}

func next(re *regexp.Regexp, body string, from int) []int {
	m := re.FindStringIndex(body[from:])
	if m == nil {
		return nil
	}
	return []int{from + m[0], from + m[1]}
}

// void reports whether the words round a sign take it back.
func (s *scan) void(p phrase, body string, m []int) bool {
	if !p.plain {
		return false
	}
	before, after := body[max(0, m[0]-25):m[0]], body[m[1]:min(len(body), m[1]+25)]
	if i := strings.LastIndexAny(before, ",;:"); i >= 0 {
		before = before[i:]
	}
	if i := strings.IndexAny(after, ",;:"); i >= 0 {
		after = after[:i]
	}
	near := before + body[m[0]:m[1]]
	return negators.MatchString(near+after) || p.intent == v.IntentAlreadyPaid && future.MatchString(near)
}

var borders = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:maar|but|mais|aber|en de rest|and the rest)\b`),
	regexp.MustCompile(`,\s`),
	regexp.MustCompile(`\b(?:en|and|et|und)\b`),
}

// clauses gives each hit its stretch of the sentence, and drops a repeated
// intent that speaks of nothing else.
func (s *scan) clauses(t text, sn span, all []hit) []hit {
	var out []hit
	for _, h := range all {
		if len(out) == 0 {
			out = append(out, h)
			continue
		}
		last := &out[len(out)-1]
		if h.intent == last.intent && (last.reason == "" || last.reason == v.ReasonOther) && h.reason != "" {
			last.reason = h.reason
		}
		cut := -1
		for _, b := range borders {
			if m := b.FindStringIndex(t.folded[last.to:max(last.to, h.from)]); m != nil {
				cut = last.to + m[0]
				break
			}
		}
		same := slices.ContainsFunc(out, func(o hit) bool { return o.intent == h.intent })
		if same && (cut < 0 || len(invoicesIn(t.folded[cut:h.to], s.ctx)) == 0) {
			continue
		}
		if cut >= 0 {
			last.clause.to, h.clause.from = cut, cut
		}
		out = append(out, h)
	}
	return out
}
