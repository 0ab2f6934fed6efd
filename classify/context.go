package classify

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	v "github.com/voldaan/voldaan"
)

// MaxContext is how many bytes of a context file are read; a larger one is an
// error.
const MaxContext = 8 << 20

// LoadContext reads the file x.context.json that may lie beside x.eml. Every
// key is optional and may be null; unknown keys are ignored. Amounts are texts
// such as "500.00" or numbers. Without "domains" the sender's own domain is
// the known one, which is what an empty ReadingContext.Domains means. Beside
// the keys of the design there are "today", the day that relative days count
// from, and "language", as SaveContext writes them.
func LoadContext(r io.Reader) (v.ReadingContext, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxContext+1))
	if err != nil {
		return v.ReadingContext{}, fmt.Errorf("read context: %w", err)
	}
	if len(raw) > MaxContext {
		return v.ReadingContext{}, fmt.Errorf("read context: larger than %d bytes", MaxContext)
	}
	var f struct {
		Invoices   []*contextInvoice `json:"invoices"`
		LastSent   v.LetterKind      `json:"last_sent"`
		Own        []string          `json:"own"`
		Colleagues []string          `json:"colleagues"`
		Domains    []string          `json:"domains"`
		Today      v.Date            `json:"today"`
		Language   string            `json:"language"`
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return v.ReadingContext{}, fmt.Errorf("read context: %w", err)
	}
	c := v.ReadingContext{LastSent: f.LastSent, Own: lower(f.Own), Colleague: lower(f.Colleagues), Domains: lower(f.Domains), Today: f.Today, Language: f.Language}
	for _, i := range f.Invoices {
		if i != nil && i.Number != "" {
			c.Invoices = append(c.Invoices, v.ContextInvoice{
				Number: string(i.Number), Total: v.Amount(i.Total), Open: v.Amount(i.Open),
				Currency: v.Currency(strings.ToUpper(i.Currency)), Issued: i.Issued, Due: i.Due,
			})
		}
	}
	return c, nil
}

// SaveContext writes what LoadContext reads. The addresses of the bot and of
// colleagues are left out: they are the configuration's.
func SaveContext(c v.ReadingContext) ([]byte, error) {
	type invoice struct {
		Number   string     `json:"number"`
		Total    string     `json:"total"`
		Open     string     `json:"open"`
		Currency v.Currency `json:"currency,omitempty"`
		Issued   v.Date     `json:"issued,omitzero"`
		Due      v.Date     `json:"due,omitzero"`
	}
	f := struct {
		Invoices []invoice    `json:"invoices,omitempty"`
		LastSent v.LetterKind `json:"last_sent,omitempty"`
		Domains  []string     `json:"domains,omitempty"`
		Today    v.Date       `json:"today,omitzero"`
		Language string       `json:"language,omitempty"`
	}{nil, c.LastSent, c.Domains, c.Today, c.Language}
	for _, i := range c.Invoices {
		f.Invoices = append(f.Invoices, invoice{i.Number, i.Total.String(), i.Open.String(), i.Currency, i.Issued, i.Due})
	}
	return json.Marshal(f)
}

type contextInvoice struct {
	Number   textOrNumber  `json:"number"`
	Total    contextAmount `json:"total"`
	Open     contextAmount `json:"open"`
	Currency string        `json:"currency"`
	Issued   v.Date        `json:"issued"`
	Due      v.Date        `json:"due"`
}

// textOrNumber is a text that may be written as a number.
type textOrNumber string

// UnmarshalJSON implements json.Unmarshaler.
func (t *textOrNumber) UnmarshalJSON(b []byte) error {
	if b[0] != '"' {
		var n json.Number
		err := json.Unmarshal(b, &n)
		*t = textOrNumber(n)
		return err
	}
	return json.Unmarshal(b, (*string)(t))
}

// contextAmount is an amount written as a text or a number.
type contextAmount v.Amount

// UnmarshalJSON implements json.Unmarshaler.
func (a *contextAmount) UnmarshalJSON(b []byte) error {
	if b[0] != '"' {
		var n float64
		if err := json.Unmarshal(b, &n); err != nil {
			return err
		}
		if math.Abs(n)*100 > float64(v.MaxAmount) {
			return v.ErrAmountTooLarge
		}
		*a = contextAmount(math.Round(n * 100))
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil || s == "" {
		return err
	}
	sum, err := v.ParseAmount(s)
	*a = contextAmount(sum)
	return err
}

// lower gives the entries that say something, in lower case.
func lower(in []string) []string {
	var out []string
	for _, s := range in {
		if s = strings.ToLower(strings.TrimSpace(s)); s != "" {
			out = append(out, s)
		}
	}
	return out
}
