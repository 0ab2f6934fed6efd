package classify

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/classify/when"
)

// Rules is the offline reader: sure of the clearest signs in Dutch, French,
// English and German where every other word is known to say nothing, and
// unsure otherwise. It never fails.
type Rules struct {
	lists map[string]phrase.Choice
	signs phrase.List[sign]
}

// maxRead bounds the text that is read, in bytes: who writes more than a few
// pages is read by a person.
const maxRead = 16 << 10

// answered is a subject that was ours first.
var answered = regexp.MustCompile(`(?i)^\s*(?:re|aw|antw|sv|tr|fw|fwd|wg|rif)\s*:`)

// Read implements Reader; its error is always nil.
func (r *Rules) Read(_ context.Context, m v.Mail, c v.ReadingContext) (v.Reading, error) {
	m.AutoReply = cmp.Or(m.AutoReply, &v.AutoReply{})
	s := &scan{Rules: r, mail: m, ctx: complete(m, c)}
	var known []reference.Known
	for _, i := range s.ctx.Invoices {
		s.numbers, known = append(s.numbers, i.Number), append(known, reference.Known{Number: i.Number})
	}
	s.index = reference.NewIndex(known)
	text := m.Reply
	if len(text) > maxRead {
		text, s.unclear = strings.ToValidUTF8(text[:maxRead], ""), true
	}
	all := phrase.Sentences(inReply, text)
	switch {
	case m.Kind == v.MailBounce:
		s.whole(all, v.IntentBounce, "")
	case m.Kind == v.MailReport:
		s.whole(all, v.IntentOther, "")
	case m.Kind == v.MailAutoReply && !m.AutoReply.Suspected:
		s.automatic(all)
	case m.Kind == v.MailCustomer && (slices.Contains(s.ctx.Colleague, m.From.Address) || slices.Contains(s.ctx.Own, m.From.Address)):
		s.whole(all, v.IntentOther, v.FlagPhishing) // a colleague's address without proof (invariant 8)
	default:
		if !answered.MatchString(m.Subject) {
			all = slices.Concat(phrase.Sentences(inSubject, m.Subject), all)
		}
		s.person(all)
	}
	return v.Reading{Findings: s.found, Threshold: s.ctx.Threshold}, nil
}

// scan is the reading of one mail.
type scan struct {
	*Rules
	mail    v.Mail
	ctx     v.ReadingContext
	numbers []string // of the invoices
	index   *reference.Index
	found   []v.Finding
	flags   []v.Flag // of sentences without a finding
	unclear bool     // a sentence was not understood
	named   []string // the invoices of the last sentences without a finding
}

// hit is a sign up to the word end; its clause is the bytes from to to.
type hit struct {
	sign
	end, from, to int
}

// whole makes one finding of the first sentence.
func (s *scan) whole(all []phrase.Sentence, i v.Intent, flag v.Flag) {
	s.add(append(all, phrase.Sentence{Part: inReply})[0], hit{sign: sign{intent: i, flag: flag, conf: sure}})
}

// automatic reads an automatic answer: its return, and who has left or stands in.
func (s *scan) automatic(all []phrase.Sentence) {
	s.whole(all, v.IntentAutoReply, "")
	s.found[0].Date = s.mail.AutoReply.ReturnOn
	for _, t := range all {
		s.signs.Find(t.Words(t.Folded), func(p sign, _, _ int) {
			if p.is("automatic") {
				s.add(t, hit{sign: p, to: len(t.Folded)})
			}
		})
	}
	to := s.mail.AutoReply.Substitute
	i := slices.IndexFunc(all, func(t phrase.Sentence) bool {
		return to == nil && s.contactIn(t.Quote) != nil || to != nil && to.Email != "" && strings.Contains(strings.ToLower(t.Quote), to.Email)
	})
	if sort := s.mail.AutoReply.Sort; (sort == "" || sort == "out_of_office") && i >= 0 && len(s.found) == 1 {
		s.whole(all[i:], v.IntentWrongRecipient, "")
		f := &s.found[1]
		if f.By, f.Standby = "rules: substitute", true; to != nil {
			f.Contact = to
			f.Flags = redirect(to, s.ctx)
		}
	}
}

// person reads what a person wrote, sentence by sentence.
func (s *scan) person(all []phrase.Sentence) {
	for _, t := range all {
		m, last := s.mentions(t.Plain, when.Forward), t.Folded[len(t.Folded)-1]
		if t.Folded[0] == '>' { // a quoted line between the answers
			s.named = append(s.named, m.invoices...)
			continue
		}
		w := t.Words(m.rest)
		hits, void := s.hits(t, w)
		clear := !void && !slices.ContainsFunc(w, func(x phrase.Word) bool { // every word is known, a reference or a name alone
			return !x.Known && (len(s.numbers) > 0 || len(x.Text) < 4 || x.Text[0] > '9') && (!x.Capital || len(w) > 4 || last == '.' || last == '!')
		})
		if len(hits) == 0 && last == '?' {
			hits = []hit{{sign: sign{intent: v.IntentQuestion, conf: weak}, to: len(t.Folded)}}
		} else if len(hits) == 0 {
			s.named, s.unclear = append(s.named, m.invoices...), s.unclear || !clear && t.Part == inReply
		}
		for _, h := range hits {
			switch {
			case last == '?' && len(m.days) > 0 && (h.intent == v.IntentPromise || h.intent == v.IntentQuestion && s.lists["paying"].In(w)):
				h.intent, h.conf = v.IntentPaymentPlan, weak
			case last == '?' && h.is("plain"):
				h.intent, h.conf = v.IntentQuestion, weak
			}
			if !clear && h.intent.Severity() > v.IntentDispute.Severity() {
				h.conf = min(h.conf, doubt)
			}
			s.add(t, h)
		}
	}
	s.conclude(all)
}

// hits finds the signs of a sentence, and reports whether words round the
// only ones took them back.
func (s *scan) hits(t phrase.Sentence, w []phrase.Word) (out []hit, void bool) {
	s.signs.Find(w, func(p sign, i, j int) {
		for k := i; k < j && p.is("hides"); k++ {
			w[k].Text = "~"
		}
	})
	s.signs.Find(w, func(p sign, i, j int) {
		near := phrase.Near(w, i, j)
		switch {
		case p.intent == "" && p.flag != "":
			s.flags = append(s.flags, p.flag)
		case p.is("plain") && s.lists["negation"].In(near), p.intent == v.IntentAlreadyPaid && s.lists["future"].In(near):
			void = true
		case p.intent != "" && len(out) == 0:
			out = []hit{{sign: p, end: j, to: len(t.Folded)}}
		case p.intent != "":
			out = s.join(out, hit{sign: p, end: j, to: len(t.Folded)}, w, i)
		}
	})
	waits := slices.ContainsFunc(out, func(h hit) bool { return h.is("waiting") })
	moved := slices.ContainsFunc(out, func(h hit) bool { return h.intent == v.IntentWrongRecipient })
	out = slices.DeleteFunc(out, func(h hit) bool { // "send it to X" asks X, not us
		return waits && (h.intent == v.IntentPromise || h.intent == v.IntentAlreadyPaid) || moved && h.intent == v.IntentDocumentRequest
	})
	return out, void && len(out) == 0
}

// join adds a hit at the word i to others. The clause before it ends at a comma or "and";
// a repeated intent that speaks of no other invoice is dropped.
func (s *scan) join(out []hit, h hit, w []phrase.Word, i int) []hit {
	last := &out[len(out)-1]
	cut := phrase.ClauseEnd(w, last.end, i, s.lists["joining"])
	if k := slices.IndexFunc(out, func(o hit) bool { return o.intent == h.intent }); k >= 0 {
		if out[k].reason == v.ReasonOther {
			out[k].reason = h.reason
		}
		if cut == 0 || !phrase.ParseChoice("&").In(w[last.end:h.end]) {
			return out
		}
	}
	if h.from = last.from; cut > 0 {
		last.to, h.from = cut, cut
	}
	return append(out, h)
}

// add makes a finding of a hit, with the facts of its clause.
func (s *scan) add(t phrase.Sentence, h hit) {
	f := v.Finding{Intent: h.intent, Quote: t.Quote, In: t.Part, Reason: h.reason, Confidence: h.conf, By: "rules", From: t.From, To: t.To}
	if h.flag != "" {
		f.Flags = append(f.Flags, h.flag)
	}
	clause, paid := t.Folded[h.from:h.to], h.intent == v.IntentAlreadyPaid
	look := when.Forward
	if paid {
		look = when.Back
	}
	m := s.mentions(t.Plain[h.from:h.to], look)
	if f.Invoices = m.invoices; f.Invoices == nil && !restWords.MatchString(clause) {
		f.Invoices, s.named = s.named, nil
	}
	switch h.intent {
	case v.IntentPromise, v.IntentPaymentPlan, v.IntentAlreadyPaid:
		if paid && len(m.days) == 0 && s.lists["just"].In(phrase.Words(clause)) {
			m.days = []when.Expression{{Value: s.ctx.Today}}
		}
		s.when(&f, m)
	case v.IntentWrongRecipient:
		f.Contact = s.contactIn(s.mail.Reply)
		f.Flags = append(f.Flags, redirect(f.Contact, s.ctx)...)
	}
	s.found = append(s.found, f)
}

// when fills days and sums: one of each, or the parts of a plan.
func (s *scan) when(f *v.Finding, m mentions) {
	paid := f.Intent == v.IntentAlreadyPaid
	if len(m.sums) > 0 && m.sums[0].Value > 0 {
		f.Amount, f.Currency = m.sums[0].Value, m.sums[0].Currency
	}
	if paid && f.Amount > 0 && len(f.Invoices) > 0 && f.Amount < s.open(f.Invoices) {
		f.Flags = append(f.Flags, v.FlagShort)
	}
	if m.unsure || len(m.sums) > 0 && m.sums[0].Ambiguous {
		f.Flags = append(f.Flags, v.FlagAmbiguous)
	}
	plan := len(m.days) > 1 && len(m.days) == len(m.sums)
	for i, d := range m.days {
		f.Date = m.days[0].Last()
		if paid && d.Value > s.ctx.Today || !paid && d.Last() < s.ctx.Today {
			f.Flags = append(f.Flags, v.FlagContradiction)
		}
		if d.Ambiguous || i > 0 && !plan || d.Last() > s.ctx.Today.Add(200) {
			f.Flags = append(f.Flags, v.FlagAmbiguous)
		}
		if plan {
			f.Instalments = append(f.Instalments, v.Instalment{Number: i + 1, Day: d.Last(), Amount: m.sums[i].Value})
		}
	}
}

// conclude looks at the mail as a whole: who signed it, what no sentence
// named, what was not understood, and what is left when nothing was found.
func (s *scan) conclude(all []phrase.Sentence) {
	s.unclear = s.unclear || s.lists["firm"].In(phrase.Words(phrase.Fold(s.mail.Signature)))
	if len(s.found) == 0 {
		s.whole(all, v.IntentOther, "")
		f := &s.found[0]
		f.By, f.Confidence = byDefault, unsure
		switch {
		case s.mail.Kind == v.MailAutoReply: // suspected only, and no person's words are in it
			f.Intent, f.Confidence, f.Date = v.IntentAutoReply, weak, s.mail.AutoReply.ReturnOn
		case !s.unclear && len(s.flags) == 0 && len(all) > 0:
			f.Intent, f.Confidence = v.IntentAcknowledgement, weak
		}
	}
	taken := v.Reading{Findings: s.found}.PerInvoice()
	for _, part := range []string{s.mail.Subject, s.mail.Quoted} { // the last witnesses
		if len(taken) == 0 && len(s.named) == 0 {
			s.named = s.mentions(phrase.Plain(part[:min(len(part), 4000)]), when.Forward).invoices
		}
	}
	for i := range s.found {
		f := &s.found[i]
		if s.unclear && f.Intent.Severity() > v.IntentDispute.Severity() {
			f.Confidence = min(f.Confidence, weak)
		}
		if len(taken) == 0 {
			f.Invoices = s.named
		} else if len(f.Invoices) == 0 && restWords.MatchString(phrase.Fold(f.Quote)) {
			f.Invoices = slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return taken[n] != "" })
		}
	}
	s.found[0].Flags = append(s.found[0].Flags, s.flags...)
}
