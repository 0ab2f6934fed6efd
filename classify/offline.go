package classify

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/language"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/plan"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/classify/when"
)

// Offline is the reader that needs no service: phrases of high precision in
// Dutch, French, English and German, a linear model of what a sentence means,
// and one of what its sentences make of a mail. It never fails.
type Offline struct {
	lists phrase.Lists
	hides phrase.List[sign] // phrases whose words are no part of a sign
	signs phrase.List[sign]
	model *model.Model
}

// maxRead bounds the text that is read, in bytes: who writes more than a few
// pages is read by a person.
const maxRead = 16 << 10

// answered reports whether a subject was ours first.
func answered(subject string) bool {
	mark, _, ok := strings.Cut(subject, ":")
	mark = strings.Trim(mark, "\t\n\f\r ")
	return ok && slices.ContainsFunc(answers, func(a string) bool { return strings.EqualFold(a, mark) })
}

// answers are what mail programs write before the subject of a mail that is
// answered or passed on.
var answers = strings.Split("re|aw|antw|sv|tr|fw|fwd|wg|rif", "|")

// Read implements Reader; its error is always nil.
func (r *Offline) Read(_ context.Context, m v.Mail, c v.ReadingContext) (v.Reading, error) {
	s, all := r.scan(m, c)
	defer s.release()
	switch {
	case s.mail.Kind == v.MailBounce:
		s.whole(all, v.IntentBounce, "")
	case s.mail.Kind == v.MailReport:
		s.whole(all, v.IntentOther, "")
	case s.mail.Kind == v.MailAutoReply && !s.mail.AutoReply.Suspected:
		s.automatic(all)
	case s.mail.Kind == v.MailCustomer && (slices.Contains(s.ctx.Colleague, m.From.Address) || slices.Contains(s.ctx.Own, m.From.Address)):
		s.whole(all, v.IntentOther, v.FlagPhishing) // a colleague's address without proof (invariant 8)
	default:
		s.person(all)
	}
	return v.Reading{Findings: s.found, Threshold: s.model.Threshold(s.ctx.Precision)}, nil
}

// Evidence is what the sentences of a person's mail tell of it, before it is
// decided what the mail means: the model learns from it.
func (r *Offline) Evidence(m v.Mail, c v.ReadingContext) *model.Evidence {
	s, all := r.scan(m, c)
	defer s.release()
	s.look(all)
	return s.evidence()
}

// Doubt is what speaks for and against the intent that the reader takes for
// that of a person's mail: the model learns from it how sure to be.
func (r *Offline) Doubt(m v.Mail, c v.ReadingContext) (v.Intent, *model.Doubt) {
	s, all := r.scan(m, c)
	defer s.release()
	s.look(all)
	return s.judge(s.model.Join(s.evidence()))
}

// scan makes a mail ready to be read, with the sentences of what its writer
// wrote now: those of the subject too where it is his.
func (r *Offline) scan(m v.Mail, c v.ReadingContext) (*scan, []phrase.Sentence) {
	m.AutoReply = cmp.Or(m.AutoReply, &v.AutoReply{})
	s := newScan(r, m, complete(m, c))
	if !slices.Contains(concept.Languages, s.mail.Language) { // one list is asked, not four
		s.mail.Language = language.Guess(m.Reply[:min(len(m.Reply), 2000)], concept.Languages...)
	}
	text := m.Reply
	if len(text) > maxRead {
		text, s.unclear = strings.ToValidUTF8(text[:maxRead], ""), true
	}
	all := phrase.Sentences(inReply, text)
	if !answered(m.Subject) && m.Kind != v.MailBounce && m.Kind != v.MailReport && (m.Kind != v.MailAutoReply || m.AutoReply.Suspected) {
		all = slices.Concat(phrase.Sentences(inSubject, m.Subject), all)
	}
	return s, all
}

func newScan(r *Offline, m v.Mail, c v.ReadingContext) *scan {
	s := &scan{Offline: r, mail: m, ctx: c, spare: spares.Get().(*spare), alone: map[looked][]when.Expression{}}
	for _, i := range c.Invoices {
		s.numbers = append(s.numbers, i.Number)
	}
	s.veiled = maybeHidden(m.Reply[:min(len(m.Reply), maxRead)])
	s.figured = !slices.ContainsFunc(s.numbers, func(n string) bool { return !strings.ContainsAny(n, figures) })
	return s
}

// scan is the reading of one mail.
type scan struct {
	*Offline
	mail    v.Mail
	ctx     v.ReadingContext
	numbers []string         // of the invoices
	index   *reference.Index // made when first asked for
	veiled  bool             // an address may be hidden in it
	figured bool             // each number has a figure: no text without one names it
	spare   *spare
	alone   map[looked][]when.Expression // days that were looked at by themselves
	parts   []stretch
	found   []v.Finding
	from    []*stretch                             // of each finding
	flags   []v.Flag                               // of sentences without a finding
	unclear bool                                   // a sentence was not understood
	reason  v.DisputeReason                        // why it contests something, as why found
	named   []string                               // the invoices of the last sentences without a finding
	taught  []lesson                               // see lessons
	sending *sending                               // once asked for; see sends
	study   func(sought, []candidate, []model.Day) // see Days
}

// spare is memory that the next sentence and the next mail use again.
type spare struct {
	features []model.Feature
	bare     []phrase.Word
	steps    []phrase.Word // those of a stretch that may count a day
	words    []phrase.Word // of the stretches, one behind another
	parts    []stretch
	finder   *when.Finder
	plan     plan.Text
}

var spares = sync.Pool{New: func() any { return &spare{} }}

// release gives back the memory of a scan, which has nothing left to read.
func (s *scan) release() {
	if s.parts != nil {
		clear(s.parts)
		s.spare.parts = s.parts[:0]
	}
	clear(s.spare.words)
	s.spare.words = s.spare.words[:0]
	spares.Put(s.spare)
	s.spare, s.parts = nil, nil
}

// hit is a sign up to the word end; its clause is the bytes from to to.
type hit struct {
	sign
	end, from, to int
}

// whole makes one finding of the first sentence.
func (s *scan) whole(all []phrase.Sentence, i v.Intent, flag v.Flag) {
	t := append(all, phrase.Sentence{Part: inReply})[0]
	h := sign{intent: i, conf: certain}
	s.add(&stretch{Sentence: t, to: len(t.Folded)}, h)
	if flag != "" {
		last := &s.found[len(s.found)-1]
		last.Flags = append(last.Flags, flag)
	}
}

// automatic reads an automatic answer: its return, and who has left or stands in.
func (s *scan) automatic(all []phrase.Sentence) {
	s.whole(s.away(all), v.IntentAutoReply, "")
	s.found[0].Date = s.mail.AutoReply.ReturnOn
	for _, t := range all {
		s.signs.Find(t.Words(t.Folded), func(p sign, _, _ int) {
			if p.is("automatic") {
				p.conf = certain
				s.add(&stretch{Sentence: t, to: len(t.Folded), mentions: s.mentions(t.Plain, when.Forward)}, p)
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

// hide writes "~" for the words of phrases that are no part of a sign, and gives
// the words as they were.
func (s *scan) hide(w []phrase.Word) []phrase.Word {
	before := w
	s.hides.Find(w, func(_ sign, i, j int) {
		if &before[0] == &w[0] {
			before = slices.Clone(w)
		}
		for k := i; k < j; k++ {
			w[k].Text, w[k].Lists = "~", 0
		}
	})
	return before
}

// hits finds the signs of a sentence that no words round them take back, the
// flags that need no intent, and whether words took back the only signs.
// Foretold says that all days named lie ahead, which takes back a payment told beside
// one: "you'll have it paid on Friday".
func (s *scan) hits(t phrase.Sentence, w []phrase.Word, foretold bool) (out []hit, flags []v.Flag, void bool) {
	s.signs.Find(w, func(p sign, i, j int) {
		near := phrase.Near(w, i, j)
		switch {
		case p.intent == "" && p.flag != "":
			flags = append(flags, p.flag)
		case p.is("plain") && s.lists.Of("negation").In(near), p.intent == v.IntentAlreadyPaid && (s.lists.Of("future").In(near) || foretold && besideDay(w, i, j)):
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
	return out, flags, void && len(out) == 0
}

// besideDay reports whether a day stands in the clause of the words i to j.
func besideDay(w []phrase.Word, i, j int) bool {
	for i > 0 && !w[i].Border {
		i--
	}
	for j < len(w) && !w[j].Border {
		j++
	}
	return slices.ContainsFunc(w[i:j], func(x phrase.Word) bool { return x.Text == "%" })
}

// join adds a hit at the word i to others. The clause before it ends at a comma or "and";
// a repeated intent that speaks of no other invoice is dropped.
func (s *scan) join(out []hit, h hit, w []phrase.Word, i int) []hit {
	last := &out[len(out)-1]
	cut := phrase.ClauseEnd(w, last.end, i, s.lists.Of("joining"))
	if k := slices.IndexFunc(out, func(o hit) bool { return o.intent == h.intent }); k >= 0 {
		if out[k].reason == v.ReasonOther {
			out[k].reason = h.reason
		}
		if cut == 0 || !slices.ContainsFunc(w[last.end:h.end], func(x phrase.Word) bool { return x.Text == "&" }) {
			return out
		}
	}
	if h.from = last.from; cut > 0 {
		last.to, h.from = cut, cut
	}
	return append(out, h)
}
