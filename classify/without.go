package classify

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// withoutCost is what a stretch promises that leaves a cost out which it names with
// its sum: "the invoice without the freight of 95". A sum that stands before it
// counts itself. Zero where it names none.
func (s *scan) withoutCost(t *stretch, open v.Amount) v.Amount {
	off := s.costOff(t, open)
	if off < 0 {
		return 0
	}
	at := slices.IndexFunc(t.words, without.Has)
	for _, f := range s.figuresIn(&t.mentions, open) {
		if f.to <= t.words[at].From && f.sum < open {
			return f.sum
		}
	}
	return open - off
}

// costOff is the sum right behind a word such as "without" in a stretch, with nothing
// but articles and the name of a cost between; zero for what no invoice holds, and
// below zero where there is none.
func (s *scan) costOff(t *stretch, open v.Amount) v.Amount {
	at := slices.IndexFunc(t.words, without.Has)
	if at < 0 || open <= 0 {
		return -1
	}
	for k := at + 1; k < min(len(t.words), at+6); k++ {
		if sum, used := s.sumAt(t, k); used > 0 || isFigure(t.words[k]) && k > at+1 {
			if used == 0 {
				sum = figure(t.words[k].Text)
			}
			end, cost := min(len(t.words), k+used+4), false
			terms().Find(t.words[at+1:end], func(x term, _, _ int) { cost = cost || x == penal })
			switch {
			case cost:
				return 0
			case sum > 0 && sum < open && !s.perPiece(t, k):
				return sum
			}
			return -1
		}
		if w := t.words[k]; !definite.Has(w) && !purpose.Has(w) && !currencies.Has(w) && !pointing.Has(w) && !fees.Has(w) {
			return -1
		}
	}
	return -1
}

var (
	without = phrase.ParseChoice("zonder|ohne|sans|without|hors|hormis|sauf|excluding|exclusief|exklusive|excl|behalve")
	fees    = phrase.ParseChoice("von|*pauschale|*gebuhr|*gebuhren|verpackung*|verpakking*|emballage|packaging|forfait|fee|fees|mahn*|aanmaning*|aanmaan*|herinnering*|eco|milieu*|montage|installatie|installation|transport|livraison|uw|jullie|your|vos|votre|ihre|ihren|eure|euren|vermelde|gevorderde")
)

// containsTax reports whether a text may name a tax that a sum holds.
func containsTax(lower string) bool {
	return strings.Contains(lower, "btw") || strings.Contains(lower, "vat") || strings.Contains(lower, "tva") || strings.Contains(lower, "mwst") || strings.Contains(lower, "ust") || strings.Contains(lower, "steuer")
}

// taxWithin reports whether a sum of a text is the tax that another holds: "incl.
// 208,26 btw", "208.26 VAT included".
func taxWithin(lower string, a amount.Expression) bool {
	return taxBefore.MatchString(lower[max(0, a.From-30):a.From]) && taxNext.MatchString(lower[a.To:min(len(lower), a.To+12)]) ||
		taxBehind.MatchString(lower[a.To:min(len(lower), a.To+40)]) || taxNamed.MatchString(lower[max(0, a.From-30):a.From])
}

const (
	taxes    = `(?:btw|vat|tva|mwst|ust|umsatzsteuer|mehrwertsteuer)`
	included = `(?:incl\.?|inclusief|inbegrepen|waarvan|including|included|of which|inclus|incluse|y compris|dont|inkl\.?|inklusive|einschliesslich|enthalten|davon)`
)

var (
	taxBefore = lazyregexp.MustCompile(included + ` (?:de |the |la |les |der |die )?$`)
	taxNext   = lazyregexp.MustCompile(`^ (?:aan |of |de |an )?` + taxes)
	taxBehind = lazyregexp.MustCompile(`^ (?:aan |of |de |an )?` + taxes + ` ` + included)
	taxNamed  = lazyregexp.MustCompile(included + ` ` + taxes + `(?: van| of| de| von)? $`)
)
