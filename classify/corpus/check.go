package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

// Styles are how writers write; each record has one.
var Styles = []string{
	"formal-letter", "angry-owner", "ap-clerk", "shared-service", "terse-mobile", "friendly-owner", "consumer", "elderly-consumer",
	"bureaucrat", "lawyerly", "sarcastic", "foreign-speaker", "sloppy-typist", "regional", "young-startup", "executive",
}

// Least is how many sentences of a label each language has at least.
func Least(i voldaan.Intent) int {
	switch i {
	case voldaan.IntentAutoReply, voldaan.IntentBounce, voldaan.IntentOther, None:
		return 50
	}
	return 100
}

// LeastReplies is how many whole replies each language has at least.
const LeastReplies = 60

// Check lists the faults of a corpus: labels that are none, records that miss
// something, sentences that share six words in a row or differ only in names,
// numbers and days, and too few of a label.
func (c *Corpus) Check() []string {
	k := &checker{grams: map[string]string{}, same: map[string]string{}}
	count := map[string]int{}
	for _, s := range c.Sentences {
		k.sentence(s)
		count[s.Language+" "+string(s.Intent)]++
	}
	replies := map[string]int{}
	for _, r := range c.Replies {
		k.reply(r)
		replies[r.Language]++
	}
	for _, language := range Languages {
		for _, i := range append(voldaan.Intents(), None) {
			if n := count[language+" "+string(i)]; n < Least(i) {
				k.fault(language, "%d sentences of %s, want at least %d", n, i, Least(i))
			}
		}
		if replies[language] < LeastReplies {
			k.fault(language, "%d replies, want at least %d", replies[language], LeastReplies)
		}
	}
	return k.faults
}

type checker struct {
	grams  map[string]string // six words in a row, by where they stand
	same   map[string]string // what is left of a sentence without names, numbers and days
	faults []string
}

func (k *checker) fault(place, format string, a ...any) {
	k.faults = append(k.faults, place+": "+fmt.Sprintf(format, a...))
}

func (k *checker) sentence(s Sentence) {
	k.meaning(s)
	if bare := bareOf(s.Text); bare != "" && k.same[s.Language+bare] != "" {
		k.fault(s.Place, "differs from %s only in names, numbers or days", k.same[s.Language+bare])
	} else if bare != "" {
		k.same[s.Language+bare] = s.Place
	}
	k.unique(s.Language, s.Place, s.Text)
}

func (k *checker) meaning(s Sentence) {
	if strings.TrimSpace(s.Text) == "" || s.Scenario == "" {
		k.fault(s.Place, "a text or a scenario is missing")
	}
	k.labels(s.Place, s.Intent, s.Also, s.Flags, s.Style)
	if (s.Intent == voldaan.IntentDispute) != (s.Reason != "") {
		k.fault(s.Place, "a reason goes with a dispute, always and only")
	}
	k.reason(s.Place, s.Reason)
}

func (k *checker) reply(r Reply) {
	if r.ID == "" || r.Scenario == "" || r.Today.IsZero() || r.From == "" || len(r.Invoices) == 0 {
		k.fault(r.Place, "an id, a scenario, the day, the sender or the invoices are missing")
	}
	k.labels(r.Place, r.Intent, r.Also, r.Flags, r.Style)
	severe := r.Intent == voldaan.IntentLegal || r.Intent == voldaan.IntentDispute || r.Intent == voldaan.IntentPaymentPlan
	if (severe || len(r.Flags) > 0) && !r.Human {
		k.fault(r.Place, "a person looks at %s and at every flag", r.Intent)
	}
	k.reason(r.Place, r.Reason)
	for n := range r.PerInvoice {
		if !slices.ContainsFunc(r.Invoices, func(i Invoice) bool { return i.Number == n }) {
			k.fault(r.Place, "%s is none of the invoices", n)
		}
	}
	if _, _, err := r.Mail(); err != nil {
		k.fault(r.Place, "%v", err)
	}
	rest := r.Reply
	for _, s := range r.Sentences {
		k.meaning(s)
		_, after, found := strings.Cut(rest, s.Text)
		if !found {
			k.fault(r.Place, "the sentence %q does not stand in the reply, or not there", s.Text)
		}
		rest = after
	}
	for part := range strings.SplitSeq(r.Reply, "\n") {
		k.unique(r.Language, r.Place, part)
	}
}

func (k *checker) labels(place string, intent voldaan.Intent, also []voldaan.Intent, flags []voldaan.Flag, style string) {
	if intent != None && intent.Validate() != nil {
		k.fault(place, "%q is no intent", intent)
	}
	last := intent
	for _, a := range also {
		if a.Validate() != nil || a.Severity() <= last.Severity() {
			k.fault(place, "also %q: not an intent less severe than %s", a, last)
		}
		last = a
	}
	for _, f := range flags {
		if !slices.Contains(flagsKnown, f) {
			k.fault(place, "%q is no flag", f)
		}
	}
	if !slices.Contains(Styles, style) {
		k.fault(place, "%q is no style", style)
	}
}

func (k *checker) reason(place string, r voldaan.DisputeReason) {
	if r != "" && !slices.Contains(reasonsKnown, r) {
		k.fault(place, "%q is no reason", r)
	}
}

var flagsKnown = []voldaan.Flag{
	voldaan.FlagAnger, voldaan.FlagThreat, voldaan.FlagHardship, voldaan.FlagInjection, voldaan.FlagContradiction, voldaan.FlagRedirect,
	voldaan.FlagPhishing, voldaan.FlagBankDetails, voldaan.FlagCash, voldaan.FlagShort, voldaan.FlagAmbiguous,
}

var reasonsKnown = []voldaan.DisputeReason{
	voldaan.ReasonNotDelivered, voldaan.ReasonDefective, voldaan.ReasonWrongAmount, voldaan.ReasonWrongPrice, voldaan.ReasonDuplicate,
	voldaan.ReasonNotOrdered, voldaan.ReasonAlreadyCredited, voldaan.ReasonMissingPO, voldaan.ReasonWrongDetails, voldaan.ReasonContract,
	voldaan.ReasonOther,
}

var wordOrNumber = regexp.MustCompile(`[a-z]+|[0-9]+`)

// unique refuses six words in a row that stand elsewhere. Any number is the same
// word as any other, and two of them make a day or an account of it.
func (k *checker) unique(language, place, text string) {
	words := wordOrNumber.FindAllString(phrase.Fold(text), -1)
	for i, w := range words {
		if w[0] <= '9' {
			words[i] = "#"
		}
	}
	for i := 0; i+6 <= len(words); i++ {
		gram := language + " " + strings.Join(words[i:i+6], " ")
		if strings.Count(gram, "#") > 1 {
			continue
		}
		if at := k.grams[gram]; at != "" && at != place {
			k.fault(place, "shares %q with %s", gram[3:], at)
			return
		}
		k.grams[gram] = place
	}
}

var (
	nameInside = regexp.MustCompile(`([\p{L},;:'’.!?-] )\p{Lu}[\p{L}'’-]*`)
	dayNames   = regexp.MustCompile(`\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|` +
		`lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|` +
		`monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|may|june|july|august|october|` +
		`montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|marz|juni|juli|dezember|heute|morgen|vandaag|today|tomorrow|demain)\b`)
)

// bareOf is what is left of a sentence without names, numbers and days, where
// that is enough to compare.
func bareOf(text string) string {
	text = nameInside.ReplaceAllString(text, "$1")
	words := wordOrNumber.FindAllString(dayNames.ReplaceAllString(phrase.Fold(text), " "), -1)
	words = slices.DeleteFunc(words, func(w string) bool { return w[0] <= '9' })
	return strings.Join(words, " ")
}
