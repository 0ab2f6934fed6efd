package split

import "strings"

// colourWords are how people announce answers that they wrote into the quoted
// mail in a colour of their own, or below.
var colourWords = []string{
	"in rood", "in het rood", "rode tekst", "in blauw", "in het blauw", "in groen", "in kleur", "tussen de tekst", "in de tekst", "in uw mail", "in je mail", "hieronder", "onderstaand",
	"in red", "in blue", "in green", "in colour", "in color", "inline", "in-line", "in line", "see below", "answers below", "comments below", "my answers", "my comments", "embedded",
	"en rouge", "en bleu", "en vert", "en couleur", "dans le texte", "dans votre mail", "ci-dessous", "ci dessous", "in rot", "in blau", "in grün", "in farbe", "rot markiert", "im text", "unten", "weiter unten", "en rojo", "en azul", "in rosso", "in blu",
}

// colouredAnswers gives the coloured lines of the quoted end to the reply,
// where the reply above announces them or is empty, and they are the smaller
// part of what is quoted.
func (s *splitter) colouredAnswers() {
	coloured, other := 0, 0
	for _, l := range s.ls[s.end:] {
		switch {
		case l.Coloured || isPointed(l.Text):
			coloured++
		case l.Text != "":
			other++
		}
	}
	if coloured == 0 || other == 0 {
		return
	}
	announced := s.announces(false)
	if !announced && !s.announces(coloured < other) {
		return
	}
	for i := s.end; i < len(s.ls); i++ {
		if s.class[i] == isQuoted && (s.ls[i].Coloured || announced && isPointed(s.ls[i].Text)) && !s.blank(i) {
			s.class[i] = isReply
		}
	}
}

// isPointed reports whether a line begins with an arrow, as people mark answers
// in plain text.
func isPointed(raw string) bool {
	l := strings.TrimLeft(raw, " \t")
	return pointers.of(l) > 0 && !isRule(l)
}

var pointers = prefixTable("-->", "==>", "=>", "->", "→", "===>", "--->", "➜", "⇒")

// announces reports whether the reply above tells of answers below, or is
// empty where that counts.
func (s *splitter) announces(emptyCounts bool) bool {
	text := 0
	for i := range s.end {
		if s.class[i] != isReply || s.blank(i) {
			continue
		}
		text++
		if hasAny(s.at(i), colourWords) {
			return true
		}
	}
	return text == 0 && emptyCounts
}
