package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/measure"
)

// The embedded model is what the corpus gives, to the byte.
func TestModelIsCurrent(t *testing.T) {
	c, err := corpus.Load(os.DirFS("../corpus"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLearner(c)
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.model()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../model/weights.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("classify/model/weights.bin is not what the corpus gives: run make model")
	}
	if len(want) > 5<<20 {
		t.Errorf("the model takes %d bytes, want at most 5 MB", len(want))
	}
}

// docs/evaluation.md is what the model gives, and stays above what a team can
// trust.
func TestEvaluationIsCurrent(t *testing.T) {
	c, err := corpus.Load(os.DirFS("../corpus"))
	if err != nil {
		t.Fatal(err)
	}
	precision := voldaan.DefaultPolicy().Precision
	all, err := outcomes(c, precision)
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("testdata/cross.md")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../docs/evaluation.md")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	report(&got, all, string(table), precision)
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("docs/evaluation.md is another: run make eval\n%s", diff)
	}
	figures := measure.Tally{}
	for _, o := range all {
		figures.Intents(o.Reply, o.got)
		figures.Facts(o.Reply, o.got, nil)
	}
	for key, least := range map[string]float64{
		"reply": 0.8, "reply nl": 0.75, "reply fr": 0.75, "reply en": 0.75, "reply de": 0.75,
		"severe seen by a person": 0.99, "alone is right": 0.95, "needs nobody, alone": 0.55,
		"fact contact email": 0.9, "fact per invoice, each": 0.7, "fact promise date": 0.85, "fact promise amount": 0.8,
	} {
		if n := figures[key]; float64(n[0]) < least*float64(n[1]) {
			t.Errorf("%s: %d of %d, want %v", key, n[0], n[1], least)
		}
	}
}
