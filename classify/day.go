package classify

import (
	"slices"
	"sync"

	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/cue"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// moves are the concepts of money that goes from one to the other, or will:
// the day of a payment stands near one of them.
var moves = sync.OnceValue(func() []concept.ID {
	return concepts("pay", "paid", "payment", "payrun", "scheduled", "promiseword", "money", "expect", "bank")
})

// elsewhere are those of days on which something else happens.
var elsewhere = sync.OnceValue(func() []concept.ID {
	return concepts("autoreply", "deliver", "receive", "invoice", "order", "contract", "work", "approval", "court", "cond")
})

func concepts(names ...string) []concept.ID {
	var out []concept.ID
	for _, n := range names {
		if id, ok := concept.Lookup(n); ok {
			out = append(out, id)
		}
	}
	return out
}

// How much it speaks against a day that there are words between it and those of
// a payment, that others come before it, that a comma stands between, that it is a month or more, that its
// clause tells of something else, that it only bounds something, and that a day
// of its name is over more lately than this one is ahead.
const (
	perWord   = 0.3
	perPlace  = 0.6
	perBorder = 1.5
	farthest  = 5.0
	aMonth    = 3.0
	another   = 2.0
	bound     = 3.0
	gone      = 3.0
	named     = 3.0 // in favour of one behind "so", "namely"
	yours     = 3.0 // in favour of one on which the creditor gets it
	// margin is by how much a day must be likelier than any other to be plain.
	margin = 1.5
)

// paymentDay is, of several days in a stretch that tells of a payment, the one
// that is most likely the payment's.
// It is plain where every other day is much less likely.
func (s *scan) paymentDay(t *stretch, days []when.Expression, paid bool) (_ when.Expression, plain bool) {
	if len(days) == 1 {
		return days[0], true
	}
	if paid && s.oneEach(t, days) {
		return slices.MaxFunc(days, func(a, b when.Expression) int { return int(a.Last() - b.Last()) }), true
	}
	if !paid && s.oneEach(t, days) {
		return slices.MinFunc(days, func(a, b when.Expression) int { return int(a.Last() - b.Last()) }), true
	}
	marks := model.Marks(s.mail.Language, t.words)
	best, least, next := 0, 1e9, 1e9
	for i, d := range days {
		place := i
		if paid { // of what is told in its order the last step
			place = len(days) - 1 - i
		}
		switch against := s.dayCost(t, d, marks) + perPlace*float64(place); {
		case against < least:
			best, least, next = i, against, least
		case against < next:
			next = against
		}
	}
	return days[best], next-least > margin
}

// oneEach reports whether the first two days of a stretch are each of an invoice,
// a sum or a part of its own: "the 49,90 today, the 189 on Wednesday".
func (s *scan) oneEach(t *stretch, days []when.Expression) bool {
	items := func(from, to int) (n int) {
		for i, w := range t.words {
			if w.From < from || w.To > to {
				continue
			}
			switch sum, used := s.sumAt(t, i); {
			case theOther.Has(w): // there is one before it
				n += 2
			case w.Text == "$", w.Text == "&", used > 0 && sum >= leastSum:
				n++
			}
		}
		return n
	}
	first, second := days[0], days[1]
	if first.From > second.From {
		first, second = second, first
	}
	before, between, behind := items(0, first.From), items(first.To, second.From), items(second.To, len(t.mentions.rest))
	return before > 0 && between > 0 || between > 0 && behind > 0 || between > 1
}

// theOther are the words for another invoice, or another part of a sum.
var theOther = phrase.ParseChoice("other|others|second|andere|anderen|overige|tweede|autre|autres|seconde|deuxieme|zweite|zweiten|rest|reste")

// dayCost is how much speaks against a day of a stretch as that of a payment.
func (s *scan) dayCost(t *stretch, d when.Expression, marks []cue.Mark) float64 {
	at := slices.IndexFunc(t.words, func(w phrase.Word) bool { return w.From >= d.From })
	if at < 0 {
		return 1e9
	}
	against, joining := farthest, s.lists.Of("joining")
	parts := func(k int) bool { return t.words[k].Border || joining.Has(t.words[k]) }
	from, to := at, at+1
	for from > 0 && !parts(from) {
		from--
	}
	for to < len(t.words) && !parts(to) {
		to++
	}
	near, other := false, false
	for _, m := range marks {
		if slices.Contains(moves(), m.ID) {
			a, b := min(at, m.From), max(at, m.To-1)
			cost := perWord * float64(max(0, b-a-1))
			for k := a + 1; k <= b; k++ {
				if parts(k) {
					cost += perBorder
				}
			}
			against = min(against, cost)
			near = near || m.From >= from && m.From < to
		}
		other = other || m.From >= from && m.From < to && slices.Contains(elsewhere(), m.ID)
	}
	if d.Last()-d.Value > 20 {
		against += aMonth
	}
	if other && !near {
		against += another
	}
	if s.over(d) {
		against += gone
	}
	if denied(t.words, at) {
		against += bound
	}
	if at > 0 && s.lists.Of("bounding").Has(t.words[at-1]) {
		against += bound
	}
	if !near && slices.ContainsFunc(t.words[from:to], away.Has) {
		against += another
	}
	if !t.past && t.getsOn(at) {
		against -= yours
	}
	for k := at - 1; k >= 0 && k >= at-5 && t.words[k].Text != "%"; k-- {
		if j := slices.IndexFunc(t.words, isDay); j >= 0 && j < k && s.another(t, t.words[j].To, t.words[k].From) {
			break // "one on Friday, the other the Monday after, so the 3rd"
		}
		switch {
		case namely.Has(t.words[k]):
			return against - named - margin
		case hence.Has(t.words[k]):
			return against - named
		}
	}
	return against
}

func isDay(w phrase.Word) bool { return w.Text == "%" }

// denied reports whether "not" stands before the day at a word: "Friday, not on
// Thursday".
func denied(w []phrase.Word, at int) bool {
	if at > 1 && onA.Has(w[at-1]) {
		at--
	}
	return at > 0 && deny.Has(w[at-1])
}

var deny = phrase.ParseChoice("not|niet|nicht|pas|non")

// away are the words of days on which nobody works, and namely and hence those before the
// day that is meant after others: "we are shut on Monday, so Tuesday".
var (
	away   = phrase.ParseChoice("shut|closed|holiday|holidays|vacation|leave|away|absent|urlaub|feiertag|ferien|geschlossen|zu|messe|dicht|gesloten|vakantie|verlof|feestdag|ferme|fermes|fermee|ferie|conge|conges|vacances|abwesend|afwezig|back|terug|zuruck|retour")
	namely = phrase.ParseChoice("soit|namelijk|namlich|zijnde|being|ie|sprich")
	hence  = phrase.ParseChoice("also|dus|donc|so|darum|daher|daarom|nee|neen|nein|quatsch|non|pardon|no|actually|rather|liever|lieber|plutot|vielmehr|correctie|correction|sorry")
)

// over reports whether a day that was taken for one to come is nearer as one
// that is over: a day without a year, named long before it would come.
func (s *scan) over(d when.Expression) bool {
	if d.Last() <= s.ctx.Today {
		return false
	}
	back := s.lastSuch(d)
	return back > 0 && d.Last()-back >= 25 && s.ctx.Today-back < d.Last()-s.ctx.Today
}
