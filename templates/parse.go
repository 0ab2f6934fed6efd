package templates

import (
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"path"
	"strings"
	texttemplate "text/template"

	"github.com/voldaan/voldaan"
)

// parseLanguage reads the folder of one language.
func parseLanguage(fsys fs.FS, name string) (*language, error) {
	l := &language{
		name: name,
		text: map[voldaan.LetterKind]*texttemplate.Template{},
		html: map[voldaan.LetterKind]*htmltemplate.Template{},
	}
	var err error
	if l.words, err = readWords(fsys, path.Join(name, "words.txt")); err != nil {
		return nil, err
	}
	if l.story, err = readWords(fsys, path.Join(name, "story.txt")); err != nil {
		return nil, err
	}
	parts := path.Join(name, "parts.tmpl")
	text, err := texttemplate.New("layout.txt").Option("missingkey=error").ParseFS(fsys, "layout.txt", parts)
	if err != nil {
		return nil, fmt.Errorf("parse text parts: %w", err)
	}
	html, err := htmltemplate.New("layout.html").Option("missingkey=error").ParseFS(fsys, "layout.html", parts)
	if err != nil {
		return nil, fmt.Errorf("parse html parts: %w", err)
	}
	for _, kind := range Kinds() {
		if l.text[kind], err = parseText(fsys, text, path.Join(name, string(kind)+".txt")); err != nil {
			return nil, err
		}
		if l.html[kind], err = parseHTML(fsys, html, path.Join(name, string(kind)+".html")); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// subjectField begins the first line of every text.
const subjectField = "Subject: "

// parseText splits a text at its first line: the subject becomes the template
// "subject", the rest the template "body".
func parseText(fsys fs.FS, base *texttemplate.Template, file string) (*texttemplate.Template, error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read letter: %w", err)
	}
	subject, body, _ := strings.Cut(string(raw), "\n")
	subject, ok := strings.CutPrefix(subject, subjectField)
	if !ok {
		return nil, fmt.Errorf("letter %s: the first line does not begin with %q", file, subjectField)
	}
	t, err := base.Clone()
	if err != nil {
		return nil, fmt.Errorf("letter %s: %w", file, err)
	}
	for name, source := range map[string]string{"subject": subject, "body": body} {
		if _, err := t.New(name).Parse(source); err != nil {
			return nil, fmt.Errorf("letter %s: parse %s: %w", file, name, err)
		}
	}
	return t, nil
}

// parseHTML reads a letter's HTML, which becomes the template "body" of the
// common layout.
func parseHTML(fsys fs.FS, base *htmltemplate.Template, file string) (*htmltemplate.Template, error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read letter: %w", err)
	}
	t, err := base.Clone()
	if err != nil {
		return nil, fmt.Errorf("letter %s: %w", file, err)
	}
	if _, err := t.New("body").Parse(string(raw)); err != nil {
		return nil, fmt.Errorf("letter %s: %w", file, err)
	}
	return t, nil
}

// readWords reads a file of words.
func readWords(fsys fs.FS, file string) (map[string]string, error) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	words, err := parseWords(string(raw))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(file), err)
	}
	return words, nil
}

// parseWords reads lines of "key = text"; empty lines and those that begin
// with # are skipped.
func parseWords(s string) (map[string]string, error) {
	out := map[string]string{}
	for n, line := range strings.Split(s, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if !ok {
			return nil, fmt.Errorf("line %d: want \"key = text\"", n+1)
		}
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("line %d: %q stands twice", n+1, key)
		}
		out[key] = text
	}
	return out, nil
}
