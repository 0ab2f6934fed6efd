package autoreply

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/bounce"
	"github.com/voldaan/voldaan/inbound/fold"
)

var answers = lazyregexp.MustCompile(`^(?:re|aw|antw|antwoord|betr|réf|rép|rif|sv|vs|odp)(?:\[\d+\])?\s?:`)

// isPersonal reports a person's answer from an address that is named like a
// machine's: it greets, speaks of the writer and is signed by a person, with no
// word of an automatic answer. Small firms send all their mail from such an
// address.
func isPersonal(m voldaan.Mail, v view) bool {
	if !isAnswer(m) || !answers.MatchString(fold.Line(clip(m.Subject, maxSubject))) || v.speaks() {
		return false
	}
	return bounce.IsLetter(m.Reply, m.Signature)
}

// isStatement reports a person's answer that only Precedence makes bulk: it
// answers a mail and has words of a language that is known, none of them a
// machine's. One that asks stays suspected, so that the bot never answers a
// machine's question.
func isStatement(m voldaan.Mail, v view) bool {
	if !isAnswer(m) || v.text == "" || v.speaks() || v.note || v.sureSubject || v.likelySubject || strings.Contains(v.text, "?") {
		return false
	}
	switch m.Language {
	case "nl", "fr", "en", "de":
		return true
	}
	return v.own >= 0
}

// aboveName is what stands above the line with the sender's name: below it is
// what his mail program adds, such as the days on which he works. Nothing where
// no such line follows words of his.
func aboveName(m voldaan.Mail) (string, bool) {
	name := fold.Line(clip(m.From.Name, 200))
	first, _, _ := strings.Cut(name, " ")
	if len(first) < 2 {
		return "", false
	}
	at := 0
	text := clip(m.Reply, maxText)
	for l := range strings.Lines(text) {
		line := strings.Trim(fold.Line(l), " ,.-")
		if line == name || line == first {
			above := strings.TrimSpace(afterSalutation(text[:at]))
			return text[:at], len(above) >= 10
		}
		at += len(l)
	}
	return "", false
}

// isQuestion reports a letter that asks something, with no word of an automatic
// answer: those who keep a mail system write from its address.
func isQuestion(m voldaan.Mail, v view) bool {
	return !v.speaks() && !v.sureSubject && strings.Contains(m.Reply, "?") && bounce.IsLetter(m.Reply, m.Signature)
}
