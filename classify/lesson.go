package classify

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
)

const (
	// alike is how like a sentence must be to one that was taught, by the
	// cosine of their features. Of sentences of the corpus that are as like as
	// that to their nearest neighbour, nineteen in twenty mean the same, where
	// both ask, or look back, or ahead.
	alike = 0.6
	// same is how like a sentence must be to one that was taught before it
	// takes back something severe; one that is less like makes a person look.
	same = 0.8
	// taught is the chance that a lesson gives to what it says.
	taught = 0.97
)

// lesson is one that may be like a sentence of a mail, as the model sees it.
type lesson struct {
	v.Lesson
	input    model.Input
	features []model.Feature
}

// lessons are those of the context that share words with the mail, made ready
// when first asked for.
func (s *scan) lessons() []lesson {
	if s.taught != nil || len(s.ctx.Lessons) == 0 {
		return s.taught
	}
	s.taught = []lesson{}
	text := phrase.Fold(s.mail.Subject + "\n" + s.mail.Reply)
	for _, l := range s.ctx.Lessons {
		if l.Language == s.mail.Language && sharesWords(l.Words, text) {
			in := s.Input(l.Words, l.Language, v.ReadingContext{Today: l.Day, LastSent: l.Last})
			s.taught = append(s.taught, lesson{l, in, model.Features(in)})
		}
	}
	return s.taught
}

// sharesWords reports whether enough of the longer words of a sentence stand in
// a folded text for some sentence of it to be alike.
func sharesWords(words, folded string) bool {
	all, found := 0, 0
	for _, w := range strings.FieldsFunc(phrase.Fold(words), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(w) > 3 {
			all++
			if strings.Contains(folded, w[:len(w)-1]) {
				found++
			}
		}
	}
	return 3*found >= all
}

// recall lets the lesson that is most like a stretch decide what it says.
func (s *scan) recall(t *stretch, in model.Input, f []model.Feature) {
	var best *lesson
	like := 0.0
	for i := range s.lessons() {
		l := &s.taught[i]
		if l.input.Question != in.Question || l.input.Past != in.Past || l.input.Ahead != in.Ahead {
			continue
		}
		if c := model.Cosine(f, l.features); c > like {
			best, like = l, c
		}
	}
	if best == nil || like < alike || t.intent == nil {
		return
	}
	grave := t.chance(v.IntentLegal) + t.chance(v.IntentDispute)
	if best.Says.Severity() > v.IntentDispute.Severity() && grave > severe && like < same {
		t.signals = append(t.signals, v.FlagAmbiguous)
		return
	}
	t.learnt(best.Lesson)
}

// learnt makes a stretch say what a lesson says, and nothing else.
func (t *stretch) learnt(l v.Lesson) {
	t.lesson, t.void = l.Correction, false
	for n := range t.intent {
		t.intent[n] *= 1 - taught
	}
	t.intent[slices.Index(model.Intents, l.Says)] += taught
	if n := slices.Index(model.Reasons, l.Reason); n >= 0 {
		t.reason = make([]float64, len(model.Reasons))
		t.reason[n] = 1
	}
	t.hits = slices.DeleteFunc(t.hits, func(h hit) bool { return h.intent != "" && h.intent != l.Says })
}

// ErrNoLesson says that a correction teaches nothing, and why.
var ErrNoLesson = errors.New("nothing is learnt from it")

// Teach chooses what is learnt from a mail that was read wrongly: the sentences
// that led the reader astray, or those that hold the given words. It is an
// ErrNoLesson where no sentence is there to learn from.
func (r *Offline) Teach(m v.Mail, c v.ReadingContext, says v.Intent, reason v.DisputeReason, words string) ([]v.Lesson, error) {
	switch {
	case says == v.IntentAutoReply || says == v.IntentBounce:
		return nil, fmt.Errorf("%w: %s is told by a mail's form and not by its words", ErrNoLesson, says)
	case m.Kind != v.MailCustomer && (m.Kind != v.MailAutoReply || !m.AutoReply.Suspected):
		return nil, fmt.Errorf("%w: it is no person's mail but %q", ErrNoLesson, m.Kind)
	}
	if words != "" {
		s := r.looked(m, c)
		var out []v.Lesson
		s.holding(words, func(t *stretch) { out = append(out, s.lesson(t, says, reason)) })
		if len(out) == 0 {
			return nil, fmt.Errorf("%w: no sentence of the reply holds the words %q", ErrNoLesson, words)
		}
		return out, nil
	}
	known := len(c.Lessons)
	for range rounds { // a sentence that is set right may let the next one mislead
		s := r.looked(m, c)
		if chances := s.model.Join(s.evidence()); chances != nil && len(c.Lessons) > known {
			if main, _ := s.judge(chances); main == says {
				break
			}
		}
		var more []v.Lesson
		s.astray(says, func(t *stretch, says v.Intent) { more = append(more, s.lesson(t, says, reason)) })
		c.Lessons = slices.Concat(c.Lessons, more)
	}
	if len(c.Lessons) == known {
		return nil, fmt.Errorf("%w: the reply has no sentence that says anything", ErrNoLesson)
	}
	return c.Lessons[known:], nil
}

// rounds is how often Teach looks for what still misleads.
const rounds = 3

// looked reads the sentences of a mail.
func (r *Offline) looked(m v.Mail, c v.ReadingContext) *scan {
	s, all := r.scan(m, c)
	s.look(all)
	return s
}

// lesson is what is learnt from a stretch.
func (s *scan) lesson(t *stretch, says v.Intent, reason v.DisputeReason) v.Lesson {
	l := v.Lesson{Language: s.mail.Language, Words: t.own(), Last: s.ctx.LastSent, Day: s.ctx.Today, Says: says}
	if says == v.IntentDispute {
		l.Reason = reason
	}
	return l
}

// holding visits the stretches of which the words are a part, or that are a
// part of the words.
func (s *scan) holding(words string, visit func(*stretch)) {
	words = strings.Join(strings.Fields(phrase.Fold(words)), " ")
	for i := range s.parts {
		t := &s.parts[i]
		own := strings.Join(strings.Fields(phrase.Fold(t.own())), " ")
		if t.intent != nil && own != "" && (strings.Contains(own, words) || strings.Contains(words, own)) {
			visit(t)
		}
	}
}

// astray visits the stretches that led to another intent than a mail has: those
// that outrank it or, where none says it, the one that comes nearest to it.
// What outranks it says nothing, if another sentence says what is right.
func (s *scan) astray(right v.Intent, learn func(*stretch, v.Intent)) {
	var nearest *stretch
	var wrong []*stretch
	said := false
	for i := range s.parts {
		t := &s.parts[i]
		if t.intent == nil || t.told {
			continue
		}
		label, _ := t.top()
		said = said || label == right
		if label != right && label != model.None && label.Severity() < right.Severity() {
			wrong = append(wrong, t)
		}
		if nearest == nil || t.chance(right) > nearest.chance(right) {
			nearest = t
		}
	}
	if !said && len(wrong) == 0 && nearest != nil {
		learn(nearest, right)
		return
	}
	for _, t := range wrong {
		if !said {
			learn(t, right)
			continue
		}
		learn(t, model.None)
	}
	if said && len(wrong) == 0 && nearest != nil { // plain enough alone, but not for the mail
		learn(nearest, right)
	}
}

// own is the words of a stretch, as the writer set them where it is a whole
// sentence.
func (t *stretch) own() string {
	if t.from == 0 && t.to == len(t.Folded) {
		return t.Quote
	}
	return strings.TrimSpace(t.Plain[t.from:t.to])
}
