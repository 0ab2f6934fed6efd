package classify

import (
	"maps"
	"slices"

	v "github.com/voldaan/voldaan"
)

// ReadObject is the JSON line of "voldaan read --json", in the order of its
// keys. Others build on it, so it stays stable; amounts have two decimals,
// days are written YYYY-MM-DD, and what is absent is left out, but for the
// lists, which are always there.
type ReadObject struct {
	File         string              `json:"file"`
	Kind         v.MailKind          `json:"kind"`
	Language     string              `json:"language"`
	Warnings     []string            `json:"warnings"`
	Reply        string              `json:"reply"`
	Signature    string              `json:"signature"`
	Quoted       string              `json:"quoted"`
	Attachments  []v.Attachment      `json:"attachments"`
	Bounce       *v.Bounce           `json:"bounce,omitempty"`
	Intent       v.Intent            `json:"intent"`
	Also         []v.Intent          `json:"also"`
	Confidence   float64             `json:"confidence"`
	Human        bool                `json:"human"`
	PerInvoice   map[string]v.Intent `json:"per_invoice"`
	Promise      *DatedAmount        `json:"promise,omitempty"`
	Installments []DatedAmount       `json:"installments,omitempty"`
	PaidOn       v.Date              `json:"paid_on,omitzero"`
	Contact      *v.ContactFound     `json:"contact,omitempty"`
	ReturnOn     v.Date              `json:"return_on,omitzero"`
	Reason       v.DisputeReason     `json:"reason,omitempty"`
	Findings     []FindingObject     `json:"findings"`
}

// DatedAmount is a promise or a part of a plan.
type DatedAmount struct {
	Date   v.Date `json:"date,omitzero"`
	Amount string `json:"amount,omitempty"`
}

// FindingObject is a finding in the form of ReadObject.
type FindingObject struct {
	Intent     v.Intent        `json:"intent"`
	Quote      string          `json:"quote"`
	In         string          `json:"in"`
	Invoices   []string        `json:"invoices,omitempty"`
	Date       v.Date          `json:"date,omitzero"`
	Amount     string          `json:"amount,omitempty"`
	Currency   v.Currency      `json:"currency,omitempty"`
	Contact    *v.ContactFound `json:"contact,omitempty"`
	Reason     v.DisputeReason `json:"reason,omitempty"`
	Confidence float64         `json:"confidence"`
	By         string          `json:"by"`
}

// Object makes the JSON line of a mail and its reading. Every field about the
// meaning is derived from the findings; a person also looks at a promise that
// lies further ahead than a customer's word can pause (invariant 5).
func Object(file string, m v.Mail, r v.Reading, c v.ReadingContext) ReadObject {
	o := ReadObject{
		File: file, Kind: m.Kind, Language: m.Language, Warnings: list(m.Warnings),
		Reply: m.Reply, Signature: m.Signature, Quoted: m.Quoted, Attachments: list(m.Attachments),
		Intent: r.Intent(), Also: list(r.Also()), Confidence: r.Confidence(), Human: r.Human(),
		PerInvoice: r.PerInvoice(), Findings: []FindingObject{},
	}
	if o.Language == "" {
		o.Language = "und"
	}
	if m.Bounce != nil {
		o.Bounce = &v.Bounce{Recipients: list(m.Bounce.Recipients), OriginalMessageID: m.Bounce.OriginalMessageID}
	}
	for _, f := range r.Findings {
		o.derive(f)
	}
	bound := complete(m, c).Today.Add(v.DefaultPolicy().Bounds.PromiseDays)
	if !bound.IsZero() && o.Promise != nil && o.Promise.Date > bound {
		o.Human = true
	}
	return o
}

// derive adds what a finding tells.
func (o *ReadObject) derive(f v.Finding) {
	o.Findings = append(o.Findings, FindingObject{
		Intent: f.Intent, Quote: f.Quote, In: f.In, Invoices: f.Invoices, Date: f.Date, Amount: sum(f.Amount),
		Currency: f.Currency, Contact: f.Contact, Reason: f.Reason, Confidence: f.Confidence, By: f.By,
	})
	for _, p := range f.Instalments {
		o.Installments = append(o.Installments, DatedAmount{p.Day, sum(p.Amount)})
	}
	if o.Contact == nil {
		o.Contact = f.Contact
	}
	if o.Reason == "" {
		o.Reason = f.Reason
	}
	switch f.Intent {
	case v.IntentPromise:
		earlier := o.Promise == nil || o.Promise.Date.IsZero() || !f.Date.IsZero() && f.Date < o.Promise.Date
		if earlier && (!f.Date.IsZero() || f.Amount != 0) {
			o.Promise = &DatedAmount{f.Date, sum(f.Amount)}
		}
	case v.IntentAlreadyPaid:
		o.PaidOn = max(o.PaidOn, f.Date) // of several payments the last
	case v.IntentAutoReply:
		o.ReturnOn = f.Date
	}
}

// sum writes an amount, and nothing for none.
func sum(a v.Amount) string {
	if a == 0 {
		return ""
	}
	return a.String()
}

// list is s, and an empty list for none, so that JSON shows [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Changes names the fields in which two readings of a mail differ; how sure
// they are and what they quote is none of them.
func Changes(a, b ReadObject) []string {
	var out []string
	note := func(field string, same bool) {
		if !same {
			out = append(out, field)
		}
	}
	note("intent", a.Intent == b.Intent)
	note("also", slices.Equal(a.Also, b.Also))
	note("human", a.Human == b.Human)
	note("per_invoice", maps.Equal(a.PerInvoice, b.PerInvoice))
	note("promise", equal(a.Promise, b.Promise))
	note("installments", slices.Equal(a.Installments, b.Installments))
	note("paid_on", a.PaidOn == b.PaidOn)
	note("contact", equal(a.Contact, b.Contact))
	note("return_on", a.ReturnOn == b.ReturnOn)
	note("reason", a.Reason == b.Reason)
	return out
}

// equal compares what two pointers lead to.
func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
