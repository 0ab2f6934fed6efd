// Package templates holds the bot's letters in Dutch, French, English and
// German, as text and as HTML, and turns data into a mail's subject and bodies.
//
// Every language has a folder: a <letter>.txt whose first line is the subject,
// a <letter>.html with the same words, parts.tmpl with the sentences that
// letters share, words.txt with the names of intents, statuses and columns, and
// story.txt with the sentences that tell what happened to an invoice. All of it is parsed, and run once with sample data, by Load.
package templates

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"slices"
	"strings"
	texttemplate "text/template"

	"github.com/voldaan/voldaan"
)

//go:embed nl fr en de layout.html layout.txt
var files embed.FS

// Set is the letters of every language, parsed. It does not change after Load
// and may be used by several goroutines at once.
type Set struct {
	languages map[string]*language
}

// language is the letters of one language.
type language struct {
	name  string
	text  map[voldaan.LetterKind]*texttemplate.Template
	html  map[voldaan.LetterKind]*htmltemplate.Template
	words map[string]string
	story map[string]string
}

// Load parses every letter of every language and renders each with sample
// data. It fails when a language lacks a letter or a word that another one
// has, so that a letter cannot fail on the day on which it is due.
func Load() (*Set, error) { return load(files) }

func load(fsys fs.FS) (*Set, error) {
	s := &Set{languages: map[string]*language{}}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		l, err := parseLanguage(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", e.Name(), err)
		}
		s.languages[e.Name()] = l
	}
	if s.languages[fallback] == nil {
		return nil, fmt.Errorf("read templates: language %s, which all others fall back to, is missing", fallback)
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, nil
}

// check renders a sample of every letter and compares the languages' words.
func (s *Set) check() error {
	for _, name := range s.Languages() {
		for _, kind := range Kinds() {
			if _, err := s.Render(name, kind, Sample(kind)); err != nil {
				return fmt.Errorf("sample: %w", err)
			}
		}
		for key := range s.languages[fallback].words {
			if s.languages[name].words[key] == "" {
				return fmt.Errorf("language %s: words.txt lacks %q", name, key)
			}
		}
		if err := s.checkStory(name); err != nil {
			return fmt.Errorf("language %s: story.txt %w", name, err)
		}
	}
	return nil
}

// Kinds lists every letter that has a template: those of all classes.
func Kinds() []voldaan.LetterKind {
	return slices.Concat(
		voldaan.LetterKinds(voldaan.ClassDemand),
		voldaan.LetterKinds(voldaan.ClassNote),
		voldaan.LetterKinds(voldaan.ClassAnswer),
		voldaan.LetterKinds(voldaan.ClassInternal),
	)
}

// Languages lists the languages that have letters, in alphabetical order.
func (s *Set) Languages() []string {
	var out []string
	for name := range s.languages {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// fallback is the language of a locale that has no letters.
const fallback = "en"

// language finds the letters of a locale (BCP 47): "nl-BE" falls back to
// "nl", and what nobody has to English.
func (s *Set) language(locale string) *language {
	for tag := range fallbacks(locale) {
		if l := s.languages[tag]; l != nil {
			return l
		}
	}
	return s.languages[fallback]
}

// Word is the name of an intent, a dispute reason, a flag, a status, a letter
// kind, an event kind or another key in the language of a locale. A key that
// is none is given back as it is.
func (s *Set) Word(locale, key string) string { return s.language(locale).word(key) }

func (l *language) word(key string) string {
	if w := l.words[strings.ReplaceAll(key, " ", "_")]; w != "" {
		return w
	}
	return key
}
