package law

import (
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// Notice is what a legal notice must and may not say.
type Notice struct {
	Country string // ISO 3166-1 alpha-2, of the debtor
	Kind    voldaan.Kind
	Days    int // of the term
	// Facts are what the letter must state.
	Facts []Fact
	// Wordings are ways to word the term, of which the letter has one; empty:
	// the law prescribes none.
	Wordings []string
	// Forbidden are wordings that void the notice.
	Forbidden []string
	Law       string
	Standing  Standing
	Source    string
	Amended   bool
}

// Key names the notice, as a confirmation does.
func (n Notice) Key() string {
	return "notice " + strings.ToLower(n.Country) + " " + string(n.Kind)
}

func (r *reading) notice(x *fields) {
	n := Notice{Country: x.text("country", "a code such as NL"), Kind: voldaan.Kind(x.text("kind", "such as consumer")), Amended: r.own}
	x.place += " (" + n.Key() + ")"
	if err := n.Kind.Validate(); n.Kind != "" && err != nil {
		x.fault("kind", "%v", err)
	}
	x.keys = append(x.keys, "days")
	days, ok := x.values["days"].(int64)
	if !ok || days < 1 || days > 365 {
		x.fault("days", "want a whole number of days from 1 to 365")
	}
	n.Days = int(days)
	for _, s := range x.texts("facts") {
		if err := Fact(s).Validate(); err != nil {
			x.fault("facts", "%v", err)
		}
		n.Facts = append(n.Facts, Fact(s))
	}
	n.Wordings, n.Forbidden = x.texts("wordings"), x.texts("forbidden")
	n.Law = x.text("law", "the law and its article")
	n.Standing = x.standing()
	n.Source = x.text("source", "where it was read")
	if slices.ContainsFunc(r.notices, func(o Notice) bool { return o.Key() == n.Key() }) {
		x.fault("", "stands twice; leave one")
	}
	r.notices = append(r.notices, n)
}

// Notice finds what a notice to a debtor must say. A debtor of unknown kind is
// a consumer.
func (b *Book) Notice(country string, kind voldaan.Kind) (Notice, bool) {
	if kind == voldaan.KindUnknown {
		kind = voldaan.KindConsumer
	}
	for _, n := range b.notices {
		if n.Country == country && n.Kind == kind {
			return n, true
		}
	}
	return Notice{}, false
}

// Missing lists the required facts that a letter does not state.
func (n Notice) Missing(stated []Fact) []Fact {
	var out []Fact
	for _, f := range n.Facts {
		if !slices.Contains(stated, f) {
			out = append(out, f)
		}
	}
	return out
}

// CheckWording says what is wrong with the words of a notice: none of the
// wordings of the term, or one that voids it. Blanks and case do not count.
func (n Notice) CheckWording(text string) error {
	flat := flatten(text)
	for _, bad := range n.Forbidden {
		if strings.Contains(flat, flatten(bad)) {
			return fmt.Errorf("the wording %q voids the notice (%s)", bad, n.Law)
		}
	}
	for _, good := range n.Wordings {
		if strings.Contains(flat, flatten(good)) {
			return nil
		}
	}
	if len(n.Wordings) > 0 {
		return fmt.Errorf("the term is not worded as the law wants, such as %q (%s)", n.Wordings[0], n.Law)
	}
	return nil
}

func flatten(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
