package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/cue"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// whenPaid gives payments the day that the sentences round them tell: "I gave
// it to the driver. That was on Tuesday". A word such as "just" beside another
// payment's day means something else.
func (s *scan) whenPaid() {
	var paid []int
	dated := false
	for k, f := range s.found {
		if f.Intent == v.IntentAlreadyPaid {
			paid = append(paid, k)
			dated = dated || !f.Date.IsZero() && len(s.from[k].mentions.days) > 0
		}
	}
	for _, k := range paid {
		f, t := &s.found[k], s.from[k]
		if len(t.words) > 0 && t.Part == inReply {
			if day, _ := s.step(t, when.Back); day > 0 { // "the Tuesday after it left the account"
				f.Date, dated = day, true
				continue
			}
		}
		switch {
		case dated && len(paid) > 1 && len(t.words) > 0 && saidOnly(t):
			f.Date = 0
		case dated && f.Date == s.ctx.Today && len(t.mentions.days) == 0:
			f.Date = 0
		case !dated && f.Date.IsZero() && len(t.words) > 0 && t.Part == inReply:
			if f.Date = s.paidNear(t); !f.Date.IsZero() {
				return
			}
		}
	}
}

// saidOnly reports whether a stretch only tells that something was said or
// written before: "I told you so on the 15th".
func saidOnly(t *stretch) bool {
	return slices.ContainsFunc(t.words[:min(4, len(t.words))], telling.Has)
}

var telling = phrase.ParseChoice("said|told|wrote|emailed|mailed|called|zei|schreef|mailde|belde|gezegd|geschreven|sagte|schrieb|gesagt|geschrieben|gemailt|angerufen|dit|ecrit|ecrivais|disais|appele")

// paidNear is the one day that is over in the sentences right behind and before
// that of a payment, or of one a little further that speaks of paying too.
func (s *scan) paidNear(t *stretch) v.Date {
	at := s.place(t)
	for _, step := range []int{1, -1, 2, -2} {
		k := at + step
		if at < 0 || k < 0 || k >= len(s.parts) {
			continue
		}
		p := &s.parts[k]
		label, sure := p.top()
		if p.Part != t.Part || p.told || p.question || len(p.words) == 0 || p.Folded[0] == '>' || p.ahead && !p.past ||
			(label == v.IntentDispute || label == v.IntentPromise || label == v.IntentPaymentPlan || label == v.IntentLegal) && sure > beside {
			continue
		}
		days := slices.DeleteFunc(s.mentions(p.Plain[p.from:p.to], when.Back).days, func(d when.Expression) bool {
			return d.Last() > s.ctx.Today || d.Last() < s.ctx.Today.Add(-200) || d.Last()-d.Value > 7
		})
		if len(days) == 0 || step*step > 1 && !s.ofMoney(p) {
			continue
		}
		d, _ := s.paymentDay(p, days, true)
		return d.Last()
	}
	return 0
}

// ofMoney reports whether a stretch has a word of paying.
func (s *scan) ofMoney(t *stretch) bool {
	marks := model.Marks(s.mail.Language, t.words)
	return slices.ContainsFunc(marks, func(m cue.Mark) bool { return slices.Contains(moves(), m.ID) })
}
