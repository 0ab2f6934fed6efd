package classify

import (
	"slices"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

// correct gives a promise the day that the mail names in its stead: "I do it on
// Thursday. No, make it Friday".
func (s *scan) correct() {
	for k := range s.parts {
		t := &s.parts[k]
		if t.Part != inReply || t.told || len(t.words) == 0 || len(t.mentions.days) == 0 || t.question {
			continue
		}
		better := false
		corrections().Find(t.words, func(instead bool, i, _ int) { better = better || instead || i < 6 && t.from == 0 })
		day := t.mentions.days[len(t.mentions.days)-1].Last()
		if !better || day < s.ctx.Today {
			continue
		}
		own := slices.Index(s.from, t)
		for i := range s.found {
			f := &s.found[i]
			if f.Intent == v.IntentPromise && f.In == inReply && !f.Date.IsZero() && (i == own || s.from[i].From < t.From) && (own < 0 || len(s.found[own].Invoices) == 0 || len(f.Invoices) <= len(s.found[own].Invoices)) {
				f.Date = day
			}
		}
	}
}

// corrections are the words with which somebody takes back a day just named: where a
// sentence begins, or, as true, wherever they stand before another day.
var corrections = sync.OnceValue(func() *phrase.List[bool] {
	l := &phrase.List[bool]{}
	l.Add(`maak er|daar % van, maak er|daar maar %, zet|noteer maar %, make it|that %, make it|that ... %, put it down for %, mettez|mets|notez plutot|donc %, mettez|mets %, macht|mach|machen sie % daraus, lieber %`, true)
	l.Add(`of nee|liever|eigenlijk, nee wacht, zeg maar, doe maar, ik bedoel, correctie, rectificatie, call it|that, or no|rather, no wait, actually, let's say, say %, scratch that, i mean, sorry %, correction,
		sagen wir, oder nein|lieber|besser|doch, nein doch, quatsch, ne quatsch, ach nein, ich meine, korrektur, ah non, ou non, ou plutot, non plutot|pardon, disons, enfin non, plutot, je veux dire, mettons`, false)
	return l
})

// atOnce reports whether a stretch that names no day promises to pay there and then:
// "goes out right away".
func (s *scan) atOnce(t *stretch) (now bool) {
	if len(t.words) == 0 || len(t.mentions.days) > 0 || t.question || s.lists.Of("once").In(t.words) || s.lists.Of("theirs").In(t.words) && s.lists.Of("bounding").In(t.words) {
		return false
	}
	rightAway().Find(t.words, func(struct{}, int, int) { now = true })
	return now
}

// rightAway are the words for what happens within minutes.
var rightAway = sync.OnceValue(func() *phrase.List[struct{}] {
	l := &phrase.List[struct{}]{}
	l.Add(`meteen, direct, gelijk, onmiddellijk, zo|nu|gauw|snel|vlug even, over|binnen #|twee|vijf|tien|paar minuten|minuutjes, over|binnen een paar minuten, binnen het|een uur, over een uurtje,
		right away, straight away, straightaway, rightaway, immediately, at once, this very|minute|instant|second, in a minute|moment|second|sec|tick|jiffy, in #|two|five|ten|few minutes|mins, in a few|couple minutes, within the|an|minutes hour, within minutes, in an hour,
		tout de suite, de suite, immediatement, sur le champ, a l' instant, dans l' heure, dans #|cinq|dix|deux|quelques minutes, dans une minute|heure|demi, illico,
		gleich, sofort, auf der stelle, in #|einer|zwei|funf|zehn|wenigen|paar minuten|minute, in ein paar minuten, in einer stunde, innerhalb einer stunde, eben schnell, schnell mal`, struct{}{})
	return l
})
