package classify

import (
	"math"
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
)

// reasonOf is why a stretch contests something: its own reason where it tells
// one surely, else that of the mail.
func (s *scan) reasonOf(t *stretch) v.DisputeReason {
	if reason, sure := likeliest(t.reasons()); sure > ownReason && reason != v.ReasonOther {
		return reason
	}
	return s.why()
}

// ownReason is how sure a stretch must be of its reason to keep it; others
// have that of the mail as a whole.
const ownReason = 0.6

// reasons are the chances of why a stretch contests something: those of a
// phrase of its own and those of the model.
func (t *stretch) reasons() []float64 {
	out := slices.Clone(t.reason)
	for _, h := range t.hits {
		if n := slices.Index(model.Reasons, h.reason); n >= 0 && n < len(out) && h.intent == v.IntentDispute && h.reason != v.ReasonOther {
			for k := range out {
				out[k] *= 0.6
			}
			out[n] += 0.4
		}
	}
	return out
}

// why is the reason for which a mail contests something, found once.
func (s *scan) why() v.DisputeReason {
	if s.reason == "" {
		s.reason = s.weighReasons()
	}
	return s.reason
}

// weighReasons finds the reason for which a mail contests something, by all its
// stretches: one that contests surely speaks louder than one that may, but not
// over several, for a ground may be told without a word of contesting. The one
// that is in any of them goes before "other".
func (s *scan) weighReasons() v.DisputeReason {
	sum := make([]float64, len(model.Reasons))
	for i := range s.parts {
		p := &s.parts[i]
		if p.told || p.reason == nil {
			continue
		}
		loud := math.Sqrt(p.chance(v.IntentDispute) + float64(0.2*p.chance(v.IntentLegal)))
		for n, c := range p.reasons() {
			sum[n] += float64(loud * c)
		}
	}
	sum[slices.Index(model.Reasons, v.ReasonOther)] *= 0.6
	reason, _ := likeliest(sum)
	return reason
}

func likeliest(chances []float64) (v.DisputeReason, float64) {
	best := 0
	for n, p := range chances {
		if p > chances[best] {
			best = n
		}
	}
	if len(chances) == 0 {
		return v.ReasonOther, 0
	}
	return model.Reasons[best], chances[best]
}
