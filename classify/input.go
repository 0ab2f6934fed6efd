package classify

import (
	"fmt"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// Input prepares a sentence for the model as a Reader does with those of a
// mail, of which the day, the letter answered and the invoices count: the model
// learns from what it will see.
func (r *Offline) Input(text, language string, c v.ReadingContext) model.Input {
	s := newScan(r, v.Mail{Language: language}, c)
	defer s.release()
	all := phrase.Sentences(inReply, text)
	if len(all) == 0 {
		return model.Input{Language: language}
	}
	t := all[0]
	for _, more := range all[1:] { // an abbreviation taken for an end
		t.Plain += " " + more.Plain
		t.Folded += " " + more.Folded
	}
	m := s.mentions(t.Plain, when.Forward)
	w := t.Words(m.rest)
	s.lists.Mark(w)
	s.hide(w)
	hits, flags, void := s.hits(t, w, m.foretold())
	return s.input(t, w, m, signs(hits, flags, void))
}

// signs names what the phrases of a stretch say.
func signs(hits []hit, flags []v.Flag, void bool) []string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprintf("%s/%s %v", h.intent, h.reason, h.conf >= sure))
	}
	for _, f := range flags {
		out = append(out, string(f))
	}
	if void {
		out = append(out, "void")
	}
	return out
}

// input is a stretch of a sentence, with its words and what it mentions.
func (s *scan) input(t phrase.Sentence, w []phrase.Word, m mentions, signs []string) model.Input {
	in := model.Input{
		Language: s.mail.Language, Words: w, Last: string(s.ctx.LastSent), Attached: len(s.mail.Attachments) > 0,
		Question: strings.Contains(t.Folded, "?"), Exclaims: strings.Contains(t.Folded, "!"), Signs: signs,
	}
	in.Past, in.Ahead = s.side(m.days, t.Plain)
	for _, d := range m.days {
		in.Today = in.Today || d.Last() == s.ctx.Today
	}
	in.Either = len(m.days) > 0 && !in.Past && !in.Ahead && !in.Today
	return in
}
