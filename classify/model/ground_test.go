package model

import (
	"slices"
	"testing"

	"github.com/voldaan/voldaan/classify/phrase"
)

// What tells why stands behind the features of the sentence, which stay as they
// are, and is the same in each language.
func TestGroundsFollowFeatures(t *testing.T) {
	same := map[string][]Feature{}
	for _, c := range []struct{ language, text, ground string }{
		{"nl", "De kast is beschimmeld", "spoilt"},
		{"fr", "Le placard est moisi", "spoilt"},
		{"en", "The cupboard is mouldy", "spoilt"},
		{"de", "Der Schrank ist verschimmelt", "spoilt"},
		{"nl", "Dat ligt bij de douane", "transit"},
		{"fr", "Cela attend en douane", ""}, // two grounds: it waits, too
		{"en", "That sits with customs", "transit"},
		{"de", "Das liegt beim Zoll", "transit"},
	} {
		in := Input{Language: c.language, Words: phrase.Words(phrase.Fold(c.text))}
		f := Features(in)
		all := AppendGrounds(slices.Clone(f), in)
		if !slices.Equal(all[:len(f)], f) || len(all) == len(f) {
			t.Errorf("%q: %d features and %d grounds", c.text, len(f), len(all)-len(f))
		}
		grounds := all[len(f):]
		if before, ok := same[c.ground]; ok && !slices.Equal(before, grounds) {
			t.Errorf("%q: %v, want %v", c.text, grounds, before)
		}
		same[c.ground] = grounds
	}
	if slices.Equal(same["spoilt"], same["transit"]) {
		t.Error("two grounds are the same")
	}
	for language, text := range map[string]string{
		"nl": "Bedankt voor uw bericht", "fr": "Merci pour votre message", "en": "Thank you for your message", "de": "Danke für Ihre Nachricht", "xx": "mould",
	} {
		in := Input{Language: language, Words: phrase.Words(phrase.Fold(text))}
		if f := AppendGrounds(nil, in); len(f) > 0 {
			t.Errorf("%q tells %v", text, f)
		}
	}
}
