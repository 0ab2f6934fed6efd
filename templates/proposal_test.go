package templates

import (
	"html"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestProposal shows what says yes to a proposal, in the text and the HTML of
// a case; any other case says nothing of it.
func TestProposal(t *testing.T) {
	s := loaded(t)
	says := map[string]string{
		"nl": "ja: overdragen;", "fr": "oui : transmettre ;", "en": "yes: hand over;", "de": "ja: übergeben;",
	}
	for _, l := range s.Languages() {
		for _, command := range []string{"voldaan handover <K'1>", ""} {
			d := Sample(voldaan.LetterCase)
			d.Case.Intent, d.Case.Command = "handover", command
			m, err := s.Render(l, voldaan.LetterCase, d)
			if err != nil {
				t.Fatal(err)
			}
			for _, body := range []string{m.Text, html.UnescapeString(m.HTML)} {
				flat := strings.Join(strings.Fields(body), " ")
				want := strings.Join(strings.Fields(says[l]), " ")
				if strings.Contains(flat, want) != (command != "") || (command != "" && !strings.Contains(body, command)) {
					t.Errorf("%s, command %q: %s", l, command, body)
				}
			}
			if !strings.Contains(m.Subject, s.Word(l, "handover")) || s.Word(l, "handover") == "handover" {
				t.Errorf("%s: subject %q", l, m.Subject)
			}
		}
	}
}
