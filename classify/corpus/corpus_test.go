package corpus_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/voldaan/voldaan/classify/corpus"
)

func TestCorpusIsSound(t *testing.T) {
	c, err := corpus.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Check() {
		t.Error(f)
	}
}

// Each fault is found in a small corpus that has it.
func TestCheckFinds(t *testing.T) {
	for want, lines := range map[string]string{
		"is no intent":                `{"text":"x y","intent":"promise","scenario":"a","style":"consumer"}`,
		"is no style":                 `{"text":"x y","intent":"none","scenario":"a","style":"poet"}`,
		"is no flag":                  `{"text":"x y","intent":"none","flags":["joy"],"scenario":"a","style":"consumer"}`,
		"a reason goes":               `{"text":"x y","intent":"dispute","scenario":"a","style":"consumer"}`,
		"is no reason":                `{"text":"x y","intent":"dispute","reason":"mood","scenario":"a","style":"consumer"}`,
		"not an intent less severe":   `{"text":"x y","intent":"question","also":["legal"],"scenario":"a","style":"consumer"}`,
		"a scenario is missing":       `{"text":"x y","intent":"none","style":"consumer"}`,
		"sentences of legal":          `{"text":"x y","intent":"none","scenario":"a","style":"consumer"}`,
		"replies, want at least":      `{"text":"x y","intent":"none","scenario":"a","style":"consumer"}`,
		`shares "een twee drie vier`:  `{"text":"een twee drie vier vijf zes zeven","intent":"none","scenario":"a","style":"consumer"}` + "\n" + `{"text":"nul een twee drie vier vijf zes","intent":"none","scenario":"a","style":"consumer"}`,
		"differs from nl/sentences-a": `{"text":"Wij betalen Jansen op 3 maart.","intent":"none","scenario":"a","style":"consumer"}` + "\n" + `{"text":"Wij betalen Peeters op 9 mei.","intent":"none","scenario":"a","style":"consumer"}`,
	} {
		c, err := corpus.Load(fstest.MapFS{"nl/sentences-a.jsonl": {Data: []byte(lines)}})
		if err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(c.Check(), "\n"); !strings.Contains(all, want) {
			t.Errorf("%s: not found in %s", want, all)
		}
	}
	c, err := corpus.Load(fstest.MapFS{"nl/replies-a.jsonl": {Data: []byte(`{"reply":"Een. Twee.","scenario":"a","style":"consumer","sentences":[{"text":"Twee.","intent":"none"},{"text":"Een.","intent":"none"}]}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(c.Check(), "\n"); !strings.Contains(all, `"Een." does not stand in the reply, or not there`) {
		t.Errorf("sentences out of order: not found in %s", all)
	}
	if _, err := corpus.Load(fstest.MapFS{"nl/replies-a.jsonl": {Data: []byte("\n{\"nonsense\":1}")}}); err == nil || !strings.Contains(err.Error(), "nl/replies-a.jsonl:2") {
		t.Errorf("an unknown key: %v", err)
	}
}
