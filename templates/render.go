package templates

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// Mail is a rendered letter.
type Mail struct {
	Subject string // one line, not encoded
	Text    string // wrapped at 76 columns, lines end with LF
	HTML    string // a whole document that refers to no other server
}

// Render writes a letter in the language of a locale such as "nl" or "fr-BE".
// The only errors are a kind that has no template and a fault in a template,
// which Load would have found.
func (s *Set) Render(locale string, kind voldaan.LetterKind, d Data) (Mail, error) {
	l := s.language(locale)
	text, html := l.text[kind], l.html[kind]
	if text == nil || html == nil {
		return Mail{}, fmt.Errorf("render letter %q: there is no such template", kind)
	}
	v := newView(l, kind, d)
	var b strings.Builder
	if err := text.ExecuteTemplate(&b, "subject", v); err != nil {
		return Mail{}, fmt.Errorf("render subject of %s in %s: %w", kind, l.name, err)
	}
	v.Subject = OneLine(b.String(), subjectRunes)
	if kind.Class() == voldaan.ClassAnswer && v.Thread != "" {
		v.Subject = replySubject(v.Thread)
	}
	b.Reset()
	if err := text.ExecuteTemplate(&b, "body", v); err != nil {
		return Mail{}, fmt.Errorf("render text of %s in %s: %w", kind, l.name, err)
	}
	m := Mail{Subject: v.Subject, Text: Wrap(squeeze(b.String()), Columns)}
	b.Reset()
	if err := html.ExecuteTemplate(&b, "layout.html", v); err != nil {
		return Mail{}, fmt.Errorf("render html of %s in %s: %w", kind, l.name, err)
	}
	m.HTML = squeeze(b.String())
	return m, nil
}
