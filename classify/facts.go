package classify

import (
	"regexp"
	"slices"

	v "github.com/voldaan/voldaan"
)

var (
	justNow = regexp.MustCompile(`\b(?:zojuist|zonet|net|just|soeben|gerade|viens|venons|vient)\b`)
	within  = regexp.MustCompile(`\b(?:van|of|dated|from|du|vom|dd)\.?\s+(?:the )?$`)
)

// add makes a finding of a hit, with the facts of its clause.
func (s *scan) add(t text, sn span, h hit) {
	f := v.Finding{Intent: h.intent, In: t.in, Reason: h.reason, Confidence: h.conf, By: "rules"}
	f.Quote, f.From, f.To = t.quote(sn.from, sn.to)
	clause := t.folded[h.clause.from:h.clause.to]
	if f.Invoices = invoicesIn(clause, s.ctx); f.Invoices == nil && !restWords.MatchString(clause) {
		f.Invoices, s.named = s.named, nil
	}
	if h.flag != "" {
		f.Flags = append(f.Flags, h.flag)
	}
	switch h.intent {
	case v.IntentPromise, v.IntentPaymentPlan:
		s.when(&f, clause, true)
	case v.IntentAlreadyPaid:
		s.when(&f, clause, false)
		if f.Date.IsZero() && justNow.MatchString(clause) {
			f.Date = s.ctx.Today
		}
		if f.Amount > 0 && f.Amount < s.open(f.Invoices) {
			f.Flags = append(f.Flags, v.FlagShort)
		}
	case v.IntentWrongRecipient:
		f.Contact = contactIn(t, span{0, len(t.folded), false}, s.mail, s.ctx)
		f.Flags = append(f.Flags, redirect(f.Contact, s.ctx)...)
	}
	s.found = append(s.found, f)
}

// when fills days and sums: one of each, or the parts of a plan.
func (s *scan) when(f *v.Finding, clause string, forward bool) {
	days := slices.DeleteFunc(findDates(clause, s.ctx.Today, forward, s.ctx.Calendar), func(d day) bool {
		return within.MatchString(clause[:d.from]) // the day of an invoice or a letter
	})
	sums := sumsIn(clause)
	if len(sums) > 0 {
		f.Amount, f.Currency = sums[0], v.EUR
	}
	if len(days) == 0 {
		return
	}
	f.Date = days[0].value
	wrong := !forward && f.Date > s.ctx.Today || forward && f.Date < s.ctx.Today
	if wrong {
		f.Flags = append(f.Flags, v.FlagContradiction)
	}
	if days[0].vague || len(days) > 1 && len(days) != len(sums) || forward && f.Date > s.ctx.Today.Add(200) {
		f.Flags = append(f.Flags, v.FlagAmbiguous)
	}
	if len(days) > 1 && len(days) == len(sums) {
		for i, d := range days {
			f.Instalments = append(f.Instalments, v.Instalment{Number: i + 1, Day: d.value, Amount: sums[i]})
		}
	}
}

// open is the sum still open on invoices.
func (s *scan) open(numbers []string) v.Amount {
	var sum v.Amount
	for _, i := range s.ctx.Invoices {
		if slices.Contains(numbers, i.Number) {
			sum += i.Open
		}
	}
	return sum
}

// conclude looks at the mail as a whole: what no sentence named, what was not
// understood, and what is left when nothing was found.
func (s *scan) conclude(t text) {
	if len(s.found) == 0 {
		intent, conf := v.IntentOther, unsure
		if !s.unclear && len(s.flags) == 0 && len(t.sentences()) > 0 && pleasantry.MatchString(t.folded) {
			intent, conf = v.IntentAcknowledgement, weak
		}
		s.whole(t, intent, conf)
		s.found[0].By = byDefault
	}
	signed := fold("", s.mail.Signature).folded
	told := slices.ContainsFunc(s.found, func(f v.Finding) bool { return len(f.Invoices) > 0 })
	for i := range s.found {
		f := &s.found[i]
		if f.Intent.Severity() > v.IntentDispute.Severity() && (s.unclear || lawFirm.MatchString(signed)) {
			f.Confidence = min(f.Confidence, weak)
		}
		if !told {
			f.Invoices = s.witnesses()
		}
	}
	s.rest(t)
	s.found[0].Flags = append(s.found[0].Flags, s.flags...)
}

// byDefault marks the finding of a mail in which no sign was found.
const byDefault = "rules: no sign"

// witnesses are the invoices of the subject, else of the quoted text.
func (s *scan) witnesses() []string {
	if len(s.named) > 0 {
		return s.named
	}
	if in := invoicesIn(fold("", s.mail.Subject).folded, s.ctx); len(in) > 0 {
		return in
	}
	return invoicesIn(fold("", s.mail.Quoted).folded, s.ctx)
}

// rest gives "the rest" to the last finding that says so: every invoice that
// no other finding names.
func (s *scan) rest(t text) {
	taken := (v.Reading{Findings: s.found}).PerInvoice()
	for i := range s.found {
		f := &s.found[i]
		if f.In != t.in || len(f.Invoices) > 0 || len(taken) == 0 || !restWords.MatchString(fold("", f.Quote).folded) {
			continue
		}
		for _, inv := range s.ctx.Invoices {
			if _, ok := taken[inv.Number]; !ok {
				f.Invoices = append(f.Invoices, inv.Number)
			}
		}
	}
}
