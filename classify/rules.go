package classify

import (
	"context"
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
)

// Rules is the offline reader: sure of the clearest signs in Dutch, French,
// English and German where every other word is known to say nothing, and
// unsure otherwise. It never fails.
type Rules struct {
	lists   map[string][]string
	phrases map[string][]phrase
}

// answered is a subject that was ours first.
var answered = regexp.MustCompile(`(?i)^\s*(?:re|aw|antw|sv|tr|fw|fwd|wg|rif)\s*:`)

// Read implements Reader; its error is always nil.
func (r *Rules) Read(_ context.Context, m v.Mail, c v.ReadingContext) (v.Reading, error) {
	s := &scan{Rules: r, mail: m, ctx: complete(m, c)}
	for _, i := range s.ctx.Invoices {
		s.numbers = append(s.numbers, strings.ToLower(fold(i.Number)))
	}
	all := sentences(inReply, m.Reply)
	switch {
	case m.Kind == v.MailBounce:
		s.whole(all, v.IntentBounce, "")
	case m.Kind == v.MailReport:
		s.whole(all, v.IntentOther, "")
	case m.Kind == v.MailAutoReply && (m.AutoReply == nil || !m.AutoReply.Suspected):
		s.automatic(all)
	case m.Kind == v.MailCustomer && slices.Contains(slices.Concat(s.ctx.Colleague, s.ctx.Own), m.From.Address):
		s.whole(all, v.IntentOther, v.FlagPhishing) // a colleague's address without proof (invariant 8)
	default:
		if !answered.MatchString(m.Subject) {
			all = slices.Concat(sentences(inSubject, m.Subject), all)
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
	numbers []string // of the invoices, folded
	found   []v.Finding
	flags   []v.Flag // of sentences without a finding
	unclear bool     // a sentence was not understood
	named   []string // the invoices of the last sentences without a finding
}

// whole makes one finding of the first sentence.
func (s *scan) whole(all []sentence, i v.Intent, flag v.Flag) {
	s.add(append(all, sentence{in: inReply})[0], hit{sign: sign{intent: i, flag: flag, conf: sure}})
}

// automatic reads an automatic answer: its return, and who has left or stands in.
func (s *scan) automatic(all []sentence) {
	s.whole(all, v.IntentAutoReply, "")
	leave := true
	if a := s.mail.AutoReply; a != nil {
		s.found[0].Date, leave = a.ReturnOn, a.Sort == "" || a.Sort == "out_of_office"
	}
	for _, t := range all {
		s.find(words(t.folded, t.plain), func(p phrase, _, _ int) {
			if p.is("automatic") {
				s.add(t, hit{sign: p.sign, clause: t.folded})
			}
		})
	}
	i := slices.IndexFunc(all, func(t sentence) bool { return s.contactIn(t.quote) != nil })
	if leave && i >= 0 && len(s.found) == 1 {
		s.add(all[i], hit{sign: sign{intent: v.IntentWrongRecipient, conf: sure}})
		s.found[1].By, s.found[1].Standby = "rules: substitute", true
	}
}

// person reads what a person wrote, sentence by sentence.
func (s *scan) person(all []sentence) {
	for _, t := range all {
		m, last := s.mentions(t.folded, true), t.folded[len(t.folded)-1]
		w := words(m.rest, t.plain)
		if t.folded[0] == '>' { // a quoted line between the answers
			s.named = append(s.named, m.invoices...)
			continue
		}
		hits, void := s.hits(t, w)
		clear := !void && !slices.ContainsFunc(w, func(x word) bool { // every word is known, a reference or a name alone
			return !x.known && (len(s.numbers) > 0 || len(x.folded) < 4 || !x.is([]string{"#"})) && (!x.capital || len(w) > 4 || last == '.' || last == '!')
		})
		if len(hits) == 0 && last == '?' {
			hits = []hit{{sign: sign{intent: v.IntentQuestion, conf: weak}, clause: t.folded}}
		} else if len(hits) == 0 {
			s.named, s.unclear = append(s.named, m.invoices...), s.unclear || !clear && t.in == inReply
		}
		for _, h := range hits {
			switch stated := h.is("plain"); {
			case last == '?' && len(m.days) > 0 && (h.intent == v.IntentPromise || h.intent == v.IntentQuestion && slices.ContainsFunc(w, s.in("paying"))):
				h.intent, h.conf = v.IntentPaymentPlan, weak
			case last == '?' && stated:
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

// hit is a sign up to the word end, and the clause that it speaks of.
type hit struct {
	sign
	end    int
	clause string
}

// hits finds the signs of a sentence, and reports whether words round the
// only ones took them back.
func (s *scan) hits(t sentence, w []word) (out []hit, void bool) {
	s.find(w, func(p phrase, i, j int) {
		for k := i; k < j && p.is("hides"); k++ {
			w[k].folded = "~"
		}
	})
	from := 0
	s.find(w, func(p phrase, i, j int) {
		a, b := i, j
		for ; a > 0 && i-a < 4 && !w[a].border; a-- {
		}
		for ; b < len(w) && b-j < 4 && !w[b].border; b++ {
		}
		switch {
		case p.intent == "" && p.flag != "":
			s.flags = append(s.flags, p.flag)
		case p.is("plain") && slices.ContainsFunc(w[a:b], s.in("negation")),
			p.intent == v.IntentAlreadyPaid && slices.ContainsFunc(w[a:b], s.in("future")):
			void = true
		case p.intent != "":
			out, from = s.join(out, hit{sign: p.sign, end: j}, t.folded, from, w, i)
		}
	})
	if slices.ContainsFunc(out, func(h hit) bool { return h.is("waiting") }) {
		out = slices.DeleteFunc(out, func(h hit) bool { return h.intent == v.IntentPromise || h.intent == v.IntentAlreadyPaid })
	}
	return out, void && len(out) == 0
}

// join adds a hit at the word i. The clause before it, which began at from,
// ends at a comma or "and"; a repeated intent that speaks of no other invoice
// is dropped.
func (s *scan) join(out []hit, h hit, folded string, from int, w []word, i int) ([]hit, int) {
	if h.clause = folded; len(out) == 0 {
		return append(out, h), 0
	}
	last, cut := &out[len(out)-1], -1
	between := w[min(last.end, i) : i+1]
	if k := slices.IndexFunc(between, func(x word) bool { return x.border || s.in("joining")(x) }); k >= 0 && last.end <= i {
		cut = w[last.end+k-1].to
	}
	if k := slices.IndexFunc(out, func(o hit) bool { return o.intent == h.intent }); k >= 0 {
		if out[k].reason == v.ReasonOther {
			out[k].reason = h.reason
		}
		if cut < 0 || !slices.ContainsFunc(w[last.end:h.end], func(x word) bool { return x.folded == "&" }) {
			return out, from
		}
	}
	if cut >= 0 {
		last.clause, from = folded[from:cut], cut
	}
	h.clause = folded[from:]
	return append(out, h), from
}

func (r *Rules) in(list string) func(word) bool {
	return func(x word) bool { return x.is(r.lists[list]) }
}

// add makes a finding of a hit, with the facts of its clause.
func (s *scan) add(t sentence, h hit) {
	f := v.Finding{Intent: h.intent, Quote: t.quote, In: t.in, Reason: h.reason, Confidence: h.conf, By: "rules", From: t.from, To: t.to}
	if h.flag != "" {
		f.Flags = append(f.Flags, h.flag)
	}
	m := s.mentions(h.clause, h.intent != v.IntentAlreadyPaid)
	if f.Invoices = m.invoices; f.Invoices == nil && !restWords.MatchString(h.clause) {
		f.Invoices, s.named = s.named, nil
	}
	switch h.intent {
	case v.IntentPromise, v.IntentPaymentPlan, v.IntentAlreadyPaid:
		if len(m.days) == 0 && h.intent == v.IntentAlreadyPaid && slices.ContainsFunc(words(h.clause, h.clause), s.in("just")) {
			m.days = []day{{value: s.ctx.Today}}
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
	open, paid := v.Amount(0), f.Intent == v.IntentAlreadyPaid
	for _, i := range s.ctx.Invoices {
		if slices.Contains(f.Invoices, i.Number) {
			open += i.Open
		}
	}
	if len(m.sums) > 0 {
		f.Amount, f.Currency = m.sums[0], v.EUR
	}
	if paid && f.Amount > 0 && f.Amount < open {
		f.Flags = append(f.Flags, v.FlagShort)
	}
	for i, d := range m.days {
		if i == 0 {
			f.Date = d.value
		}
		if paid && d.value > s.ctx.Today || !paid && d.value < s.ctx.Today {
			f.Flags = append(f.Flags, v.FlagContradiction)
		}
		if d.vague || i > 0 && len(m.days) != len(m.sums) || d.value > s.ctx.Today.Add(200) {
			f.Flags = append(f.Flags, v.FlagAmbiguous)
		}
		if len(m.days) > 1 && len(m.days) == len(m.sums) {
			f.Instalments = append(f.Instalments, v.Instalment{Number: i + 1, Day: d.value, Amount: m.sums[i]})
		}
	}
}

// conclude looks at the mail as a whole: what no sentence named, what was not
// understood, and what is left when nothing was found.
func (s *scan) conclude(all []sentence) {
	signed := strings.ToLower(fold(s.mail.Signature))
	s.unclear = s.unclear || slices.ContainsFunc(words(signed, signed), s.in("firm"))
	if len(s.found) == 0 {
		s.whole(all, v.IntentOther, "")
		if f := &s.found[0]; s.unclear || len(s.flags) > 0 || len(all) == 0 {
			f.By, f.Confidence = byDefault, unsure
		} else {
			f.By, f.Confidence, f.Intent = byDefault, weak, v.IntentAcknowledgement
		}
	}
	s.found = slices.DeleteFunc(s.found, func(f v.Finding) bool { // "send it to X" asks X, not us
		return f.Intent == v.IntentDocumentRequest && slices.ContainsFunc(s.found, func(o v.Finding) bool {
			return o.Intent == v.IntentWrongRecipient && o.Quote == f.Quote
		})
	})
	taken := v.Reading{Findings: s.found}.PerInvoice()
	for _, part := range []string{s.mail.Subject, s.mail.Quoted} { // the last witnesses
		if len(taken) == 0 && len(s.named) == 0 {
			s.named = s.mentions(strings.ToLower(fold(part[:min(len(part), 4000)])), true).invoices
		}
	}
	for i := range s.found {
		f := &s.found[i]
		if f.Intent.Severity() > v.IntentDispute.Severity() && s.unclear {
			f.Confidence = min(f.Confidence, weak)
		}
		if len(taken) == 0 {
			f.Invoices = s.named
		} else if len(f.Invoices) == 0 && restWords.MatchString(strings.ToLower(fold(f.Quote))) {
			for _, inv := range s.ctx.Invoices {
				if _, ok := taken[inv.Number]; !ok {
					f.Invoices = append(f.Invoices, inv.Number)
				}
			}
		}
	}
	s.found[0].Flags = append(s.found[0].Flags, s.flags...)
}
