// Package measure compares what a reader says of the replies of the corpus with
// what they mean.
package measure

import (
	"context"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
)

// Tally counts under each key how many were right, and of how many.
type Tally map[string][2]int

// Count adds one.
func (t Tally) Count(key string, right bool) {
	n := t[key]
	n[1]++
	if right {
		n[0]++
	}
	t[key] = n
}

// Rate is the share that was right in words; "-" for a key that counts none.
func (t Tally) Rate(key string) string {
	n := t[key]
	if n[1] == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %% (%d of %d)", 100*float64(n[0])/float64(n[1]), n[0], n[1])
}

// Table is a Markdown table of what was counted under keys.
func (t Tally) Table() string {
	var out strings.Builder
	out.WriteString("| what | right | of |\n|---|---|---|\n")
	for _, k := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&out, "| %s | %.1f %% | %d |\n", k, 100*float64(t[k][0])/float64(t[k][1]), t[k][1])
	}
	return out.String()
}

// Read is what "voldaan read --json" says of a reply. Of about, the precision
// and the lessons count; the rest is the reply's own.
func Read(reader classify.Reader, r corpus.Reply, about v.ReadingContext) (classify.ReadObject, error) {
	m, c, err := r.Mail()
	if err != nil {
		return classify.ReadObject{}, err
	}
	c.Precision, c.Lessons = about.Precision, about.Lessons
	got, err := reader.Read(context.Background(), m, c)
	if err != nil {
		return classify.ReadObject{}, err
	}
	return classify.Object(r.ID, m, got, c), nil
}

// Facts compares every field of a reply but its intent with what the corpus
// says, and tells w, unless it is nil, what is wrong.
func (t Tally) Facts(r corpus.Reply, o classify.ReadObject, w io.Writer) {
	say := func(key string, right bool, want, got any) {
		t.Count(key, right)
		if !right && w != nil {
			fmt.Fprintf(w, "## %s %s: want %v got %v\n%s\n", r.ID, key, want, got, r.Reply)
			for _, f := range o.Findings {
				fmt.Fprintf(w, "   %s %.2f %v %v %s %s | %s\n", f.Intent, f.Confidence, f.Invoices, f.Date, f.Amount, f.By, f.Quote)
			}
		}
	}
	dated := func(p *classify.DatedAmount) corpus.DatedAmount {
		if p == nil {
			return corpus.DatedAmount{}
		}
		return corpus.DatedAmount{Date: p.Date, Amount: p.Amount}
	}
	promise := dated(o.Promise)
	if r.Promise != nil {
		if !r.Promise.Date.IsZero() {
			say("fact promise date", promise.Date == r.Promise.Date, r.Promise.Date, promise.Date)
		}
		if r.Promise.Amount != "" {
			say("fact promise amount", promise.Amount == r.Promise.Amount, r.Promise.Amount, promise.Amount)
		} else {
			say("fact no promise amount", promise.Amount == "", "", promise.Amount)
		}
	} else {
		say("fact no promise", o.Promise == nil || o.Intent == v.IntentPaymentPlan, nil, promise)
	}
	if len(r.Installments) > 0 {
		var got []corpus.DatedAmount
		for _, i := range o.Installments {
			got = append(got, corpus.DatedAmount{Date: i.Date, Amount: i.Amount})
		}
		say("fact installments", reflect.DeepEqual(got, r.Installments), r.Installments, got)
	} else {
		say("fact no installments", len(o.Installments) == 0, nil, o.Installments)
	}
	if !r.PaidOn.IsZero() {
		say("fact paid on", o.PaidOn == r.PaidOn, r.PaidOn, o.PaidOn)
	}
	if r.Contact != nil && r.Contact.Email != "" {
		say("fact contact email", o.Contact != nil && o.Contact.Email == r.Contact.Email, r.Contact, o.Contact)
	}
	if r.Contact == nil {
		say("fact no contact", o.Contact == nil || o.Contact.Email == "", nil, o.Contact)
	}
	if r.Contact != nil && r.Contact.Name != "" {
		say("fact contact name", o.Contact != nil && o.Contact.Name == r.Contact.Name, r.Contact, o.Contact)
	}
	if r.Reason != "" {
		say("fact reason", o.Reason == r.Reason, r.Reason, o.Reason)
	}
	if len(r.PerInvoice) > 0 {
		say("fact per invoice, whole", maps.Equal(o.PerInvoice, r.PerInvoice), r.PerInvoice, o.PerInvoice)
		for n, i := range r.PerInvoice {
			t.Count("fact per invoice, each", o.PerInvoice[n] == i)
		}
	} else {
		say("fact no invoice", len(o.PerInvoice) == 0, nil, o.PerInvoice)
	}
	t.Count("fact also", slices.Equal(o.Also, r.Also) || len(o.Also) == 0 && len(r.Also) == 0)
	t.Count("human as labelled", o.Human == r.Human)
}

// Intents counts whether a reply's intent is right and who looks at it.
func (t Tally) Intents(r corpus.Reply, o classify.ReadObject) {
	right := o.Intent == r.Intent
	t.Count("reply", right)
	t.Count("reply "+r.Language, right)
	t.Count("reply "+string(r.Intent), right)
	if r.Intent == v.IntentLegal || r.Intent == v.IntentDispute {
		t.Count("severe seen by a person", o.Human)
	}
	if !o.Human {
		t.Count("alone is right", right)
		t.Count("alone needs nobody", !r.Human)
	}
	if !r.Human {
		t.Count("needs nobody, alone", !o.Human)
	}
}
