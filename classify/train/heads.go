package main

import (
	"slices"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/model"
)

// someDay is that of every sentence that stands alone; a Wednesday.
var someDay = v.MustDate("2026-11-18")

// learner makes models from sentences, alone and in replies, and from replies.
// Features are made once.
type learner struct {
	sentences []corpus.Sentence
	examples  []example // of the sentences, then of those in replies
	replies   []corpus.Reply
	// parts are the numbers of the replies whose sentences the last of the
	// examples are.
	parts []int
}

func newLearner(c *corpus.Corpus) (*learner, error) {
	l := &learner{sentences: c.Sentences}
	for _, s := range c.Sentences {
		l.examples = append(l.examples, sentence(s, v.ReadingContext{Today: someDay, LastSent: s.Last}))
	}
	for _, r := range c.Replies {
		if r.Test {
			continue
		}
		_, about, err := r.Mail()
		if err != nil {
			return nil, err
		}
		for _, s := range r.Sentences {
			l.examples = append(l.examples, sentence(s, about))
			l.parts = append(l.parts, len(l.replies))
		}
		l.replies = append(l.replies, r)
	}
	return l, nil
}

var reader = classify.NewOffline()

func sentence(s corpus.Sentence, about v.ReadingContext) example {
	in := reader.Input(s.Text, s.Language, about)
	e := example{features: model.Features(in), weight: 1}
	e.grounds = model.AppendGrounds(slices.Clone(e.features), in)
	for _, w := range in.Words {
		e.words = append(e.words, w.Text)
	}
	e.label = slices.Index(model.Intents, s.Intent)
	e.reason = slices.Index(model.Reasons, s.Reason)
	e.flags = make([]bool, len(model.Flags), len(model.Flags)+len(model.Besides))
	for _, f := range s.Flags {
		if i := slices.Index(model.Flags, f); i >= 0 {
			e.flags[i] = true
		}
	}
	for _, i := range model.Besides {
		e.flags = append(e.flags, s.Intent == i || slices.Contains(s.Also, i))
	}
	return e
}

// model learns from everything but the test replies.
func (l *learner) model() ([]byte, error) {
	w, err := l.weigh()
	if err != nil {
		return nil, err
	}
	return w.model(l.heads(nil, nil), -1)
}

// heads learns from the sentences and the replies' sentences that are not left
// out; nil leaves nothing out.
func (l *learner) heads(sentence func(corpus.Sentence) bool, reply func(int) bool) []byte {
	var all, disputes []example
	var words []string
	for i, e := range l.examples {
		n := i - len(l.sentences)
		if n < 0 && sentence != nil && sentence(l.sentences[i]) || n >= 0 && reply != nil && reply(l.parts[n]) {
			continue
		}
		all, words = append(all, e), append(words, e.words...)
		if e.reason >= 0 {
			e.label, e.features = e.reason, e.grounds
			disputes = append(disputes, e)
		}
	}
	var b []byte
	for _, h := range []*weights{
		learn(all, len(model.Intents), 0, false),
		learn(disputes, len(model.Reasons), 1, false),
		learn(all, len(model.Flags)+len(model.Besides), 1, true),
	} {
		b = model.Head{Labels: h.labels, Shift: h.shift, Weights: h.of, Bias: h.bias}.Append(b)
	}
	return model.AppendWords(b, words)
}

// folds is how many parts the replies are split in: each is judged by weights
// that have seen the others.
const folds = 5

// foldHeads are the heads for each fold, learnt without its replies.
func (l *learner) foldHeads() [folds][]byte {
	var out [folds][]byte
	var wait sync.WaitGroup
	for f := range folds {
		wait.Go(func() { out[f] = l.heads(nil, func(reply int) bool { return reply%folds == f }) })
	}
	wait.Wait()
	return out
}
