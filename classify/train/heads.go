package main

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/model"
)

// someDay is that of every sentence of the corpus; a Wednesday.
var someDay = v.MustDate("2026-11-18")

// learner makes models from sentences and replies. Features are made once.
type learner struct {
	sentences []corpus.Sentence
	examples  []example
	replies   []corpus.Reply
}

func newLearner(c *corpus.Corpus) *learner {
	l := &learner{sentences: c.Sentences}
	for _, s := range c.Sentences {
		l.examples = append(l.examples, sentence(s))
	}
	for _, r := range c.Replies {
		if !r.Test {
			l.replies = append(l.replies, r)
		}
	}
	return l
}

var reader = classify.NewOffline()

func sentence(s corpus.Sentence) example {
	in := reader.Input(s.Text, s.Language, s.Last, someDay)
	e := example{features: model.Features(in), weight: 1}
	for _, w := range in.Words {
		e.words = append(e.words, w.Text)
	}
	e.label = slices.Index(model.Intents, s.Intent)
	e.reason = slices.Index(model.Reasons, s.Reason)
	e.flags = make([]bool, len(model.Flags))
	for _, f := range s.Flags {
		if i := slices.Index(model.Flags, f); i >= 0 {
			e.flags[i] = true
		}
	}
	return e
}

// model learns from everything but the test replies.
func (l *learner) model() ([]byte, error) {
	return finish(l.heads(func(corpus.Sentence) bool { return true }), l.replies)
}

// heads learns from the sentences that use accepts.
func (l *learner) heads(use func(corpus.Sentence) bool) []byte {
	var all, disputes []example
	for i, s := range l.sentences {
		if !use(s) {
			continue
		}
		e := l.examples[i]
		all = append(all, e)
		if e.reason >= 0 {
			e.label = e.reason
			disputes = append(disputes, e)
		}
	}
	var b []byte
	for _, h := range []*weights{
		learn(all, len(model.Intents), 0, false),
		learn(disputes, len(model.Reasons), 1, false),
		learn(all, len(model.Flags), 1, true),
	} {
		b = model.Head{Labels: h.labels, Shift: h.shift, Weights: h.of, Bias: h.bias}.Append(b)
	}
	return model.AppendWords(b, l.words(use))
}

// words are those of the sentences that use accepts.
func (l *learner) words(use func(corpus.Sentence) bool) []string {
	var out []string
	for i, s := range l.sentences {
		if use(s) {
			out = append(out, l.examples[i].words...)
		}
	}
	return out
}
