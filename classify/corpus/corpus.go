// Package corpus holds sentences and whole replies with what they mean, from
// which the classifier learns and on which it is measured.
//
// Each language has a folder. A file sentences-*.jsonl holds sentences,
// replies-*.jsonl whole replies, one JSON object a line; those of test-*.jsonl
// are replies of which the classifier never learns. Everything in them is
// invented. The program carries the test replies alone; see train for the rest.
package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// None is the label of a sentence that says nothing about an invoice.
const None voldaan.Intent = "none"

// Languages are those of the corpus.
var Languages = []string{"nl", "fr", "en", "de"}

// Sentence is a sentence of a mail and what it means.
type Sentence struct {
	Text     string                `json:"text"`
	Intent   voldaan.Intent        `json:"intent"`         // the most severe that is in it, or None
	Also     []voldaan.Intent      `json:"also,omitempty"` // the others, from the most severe down
	Reason   voldaan.DisputeReason `json:"reason,omitempty"`
	Flags    []voldaan.Flag        `json:"flags,omitempty"`
	Last     voldaan.LetterKind    `json:"last,omitempty"`     // the letter answered, where the meaning depends on it
	Scenario string                `json:"scenario,omitempty"` // the story told, shared by few sentences
	Style    string                `json:"style,omitempty"`    // how its writer writes

	Language string `json:"-"`
	Place    string `json:"-"` // file and line
}

// DatedAmount is a promise or a part of a plan.
type DatedAmount struct {
	Date   voldaan.Date `json:"date,omitzero"`
	Amount string       `json:"amount,omitempty"`
}

// Invoice is one that is open when a reply comes.
type Invoice struct {
	Number   string       `json:"number"`
	Total    string       `json:"total"`
	Open     string       `json:"open"`
	Currency string       `json:"currency"`
	Issued   voldaan.Date `json:"issued"`
	Due      voldaan.Date `json:"due"`
}

// Reply is a whole reply, what is known about it, and all that "voldaan read"
// should say of it.
type Reply struct {
	ID         string             `json:"id"`
	Style      string             `json:"style"`
	Scenario   string             `json:"scenario"`
	Today      voldaan.Date       `json:"today"`
	From       string             `json:"from"`
	Subject    string             `json:"subject"`
	Last       voldaan.LetterKind `json:"last"`
	Invoices   []Invoice          `json:"invoices"`
	Domains    []string           `json:"domains,omitempty"`
	Own        []string           `json:"own,omitempty"`
	Colleagues []string           `json:"colleagues,omitempty"`
	Reply      string             `json:"reply"`
	Signature  string             `json:"signature,omitempty"`
	Quoted     string             `json:"quoted,omitempty"`

	Intent       voldaan.Intent            `json:"intent"`
	Also         []voldaan.Intent          `json:"also,omitempty"`
	Human        bool                      `json:"human"`
	Reason       voldaan.DisputeReason     `json:"reason,omitempty"`
	Flags        []voldaan.Flag            `json:"flags,omitempty"`
	PerInvoice   map[string]voldaan.Intent `json:"per_invoice,omitempty"`
	Promise      *DatedAmount              `json:"promise,omitempty"`
	Installments []DatedAmount             `json:"installments,omitempty"`
	PaidOn       voldaan.Date              `json:"paid_on,omitzero"`
	Contact      *voldaan.ContactFound     `json:"contact,omitempty"`
	// Sentences are those of the reply, in order, with what each speaks for to
	// who has read all of it. Scenario, style and the letter answered are the
	// reply's.
	Sentences []Sentence `json:"sentences,omitempty"`

	Language string `json:"-"`
	Place    string `json:"-"`
	Test     bool   `json:"-"` // of a file that nothing learns from
}

// Corpus is all of it.
type Corpus struct {
	Sentences []Sentence
	Replies   []Reply
}

// Load reads the corpus from a folder that holds those of the languages. A
// line that is no such record is an error that names its place.
func Load(folder fs.FS) (*Corpus, error) {
	c := &Corpus{}
	for _, language := range Languages {
		files, err := fs.Glob(folder, language+"/*.jsonl")
		if err != nil {
			return nil, fmt.Errorf("list the corpus: %w", err)
		}
		slices.Sort(files)
		for _, f := range files {
			if err := c.read(folder, f, language); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

func (c *Corpus) read(folder fs.FS, file, language string) error {
	b, err := fs.ReadFile(folder, file)
	if err != nil {
		return fmt.Errorf("read the corpus: %w", err)
	}
	name := path.Base(file)
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		place := fmt.Sprintf("%s:%d", file, n)
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		if strings.HasPrefix(name, "sentences") {
			s := Sentence{Language: language, Place: place}
			if err := decode(lines.Bytes(), &s); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
			c.Sentences = append(c.Sentences, s)
			continue
		}
		r := Reply{Language: language, Place: place, Test: strings.HasPrefix(name, "test")}
		if err := decode(lines.Bytes(), &r); err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
		for i := range r.Sentences {
			s := &r.Sentences[i]
			s.Language, s.Place, s.Scenario, s.Style, s.Last = language, place, r.Scenario, r.Style, r.Last
		}
		c.Replies = append(c.Replies, r)
	}
	return lines.Err()
}

func decode(b []byte, to any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	return dec.Decode(to)
}
