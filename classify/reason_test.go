package classify

import (
	"slices"
	"testing"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
)

// contests is a stretch that contests something by that chance, for that
// reason as surely as told; the rest is spread over the other reasons.
func contests(chance float64, reason v.DisputeReason, sure float64) stretch {
	t := stretch{intent: make([]float64, len(model.Intents)), reason: make([]float64, len(model.Reasons))}
	t.intent[slices.Index(model.Intents, v.IntentDispute)] = chance
	for n, r := range model.Reasons {
		if t.reason[n] = (1 - sure) / float64(len(model.Reasons)-1); r == reason {
			t.reason[n] = sure
		}
	}
	return t
}

func TestWhyAMailContests(t *testing.T) {
	told := contests(0.9, v.ReasonDuplicate, 0.9)
	told.told = true
	for name, c := range map[string]struct {
		parts []stretch
		want  v.DisputeReason
	}{
		"the clear one of two": {[]stretch{contests(0.8, v.ReasonDefective, 0.3), contests(0.8, v.ReasonWrongPrice, 0.7)}, v.ReasonWrongPrice},
		"a story that hardly contests, before a refusal that gives no reason": {
			[]stretch{contests(0.06, v.ReasonNotDelivered, 0.9), contests(0.06, v.ReasonNotDelivered, 0.9), contests(0.9, v.ReasonDefective, 0.25)}, v.ReasonNotDelivered,
		},
		"a plain complaint, beside what hardly contests":     {[]stretch{contests(0.06, v.ReasonNotDelivered, 0.9), contests(0.9, v.ReasonDefective, 0.6)}, v.ReasonDefective},
		"two that say the same, against one that is as sure": {[]stretch{contests(0.5, v.ReasonContract, 0.5), contests(0.6, v.ReasonWrongAmount, 0.5), contests(0.5, v.ReasonContract, 0.5)}, v.ReasonContract},
		"a reason before none":                               {[]stretch{contests(0.9, v.ReasonOther, 0.5), contests(0.9, v.ReasonMissingPO, 0.4)}, v.ReasonMissingPO},
		"none at all":                                        {[]stretch{contests(0.9, v.ReasonOther, 0.9)}, v.ReasonOther},
		"what tries to instruct the bot":                     {[]stretch{told, contests(0.3, v.ReasonWrongDetails, 0.4)}, v.ReasonWrongDetails},
	} {
		s := &scan{parts: c.parts}
		if got := s.why(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// A stretch that surely tells a reason keeps it in a mail that weighs another.
func TestReasonOfItsOwn(t *testing.T) {
	s := &scan{parts: []stretch{
		contests(0.9, v.ReasonDuplicate, 0.7), contests(0.9, v.ReasonDefective, 0.55), contests(0.9, v.ReasonDefective, 0.55), contests(0.5, v.ReasonContract, 0.3),
	}}
	for n, want := range []v.DisputeReason{v.ReasonDuplicate, v.ReasonDefective, v.ReasonDefective, v.ReasonDefective} {
		if got := s.reasonOf(&s.parts[n]); got != want {
			t.Errorf("stretch %d: got %s, want %s", n, got, want)
		}
	}
}

// "Stuk" is broken, a piece, or a paper.
func TestBrokenOrAPiece(t *testing.T) {
	reader := NewOffline()
	for text, want := range map[string]bool{
		"De pomp is stuk.":                                  true,
		"Na een week ging hij alweer stuk.":                 true,
		"Twee borden waren stuk.":                           true,
		"De lamp is stuk gegaan.":                           true,
		"Het scherm is stuk aangekomen.":                    true,
		"Even per stuk:":                                    false,
		"De kruiken kosten 12 euro per stuk.":               false,
		"Dat stuk nemen wij niet in de boekhouding op.":     false,
		"Bij de koffie hoort een stuk taart.":               false,
		"Wij hebben uw stuk goed ontvangen en geboekt.":     false,
		"Er zijn tien stuks geleverd in plaats van twaalf.": false,
	} {
		got := slices.Contains(reader.Input(text, "nl", v.ReadingContext{}).Signs, "dispute/defective true")
		if got != want {
			t.Errorf("%q: broken: %v", text, got)
		}
	}
}
