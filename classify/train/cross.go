package main

import (
	"hash/fnv"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/measure"
	"github.com/voldaan/voldaan/classify/model"
)

// cross measures what the model learns from: sentences split by the style of
// their author and at random, replies split in folds.
func cross(l *learner, precision float64) (string, error) {
	t := measure.Tally{}
	l.crossSentences(t, "by style", func(s corpus.Sentence) string { return s.Style })
	l.crossSentences(t, "at random", func(s corpus.Sentence) string { return s.Place })
	if err := l.crossReplies(t, precision); err != nil {
		return "", err
	}
	return t.Table(), nil
}

// part spreads keys over folds.
func part(key string) int {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32() % folds)
}

func (l *learner) crossSentences(t measure.Tally, how string, key func(corpus.Sentence) string) {
	for f := range folds {
		m := model.Read(l.heads(func(s corpus.Sentence) bool { return part(key(s)) == f }, func(int) bool { return true }))
		for i, s := range l.sentences {
			if part(key(s)) != f {
				continue
			}
			p := m.Intent(l.examples[i].features)
			right := model.Intents[slices.Index(p, slices.Max(p))] == s.Intent
			t.Count("sentence, "+how, right)
			t.Count("sentence, "+how+", "+s.Language, right)
			t.Count("sentence, "+how+", "+string(s.Intent), right)
		}
	}
}

func (l *learner) crossReplies(t measure.Tally, precision float64) error {
	w, err := l.weigh()
	if err != nil {
		return err
	}
	for f := range folds {
		b, err := w.model(w.heads[f], f)
		if err != nil {
			return err
		}
		reader := classify.NewOfflineWith(model.Read(b))
		for i := f; i < len(l.replies); i += folds {
			r := l.replies[i]
			o, err := measure.Read(reader, r, voldaan.ReadingContext{Precision: precision})
			if err != nil {
				return err
			}
			t.Intents(r, o)
			t.Facts(r, o, wrong())
		}
	}
	return nil
}
