package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

// promisedSum is the sum that a stretch promises, zero for none: the first one in
// it, what all but a part leaves, or a number without any mark, which where a
// payment is promised is a sum more often than anything else.
func (s *scan) promisedSum(t *stretch, invoices []string) v.Amount {
	open := s.open(invoices)
	if except, ok := first(t.mentions.told, byExcept); ok && open > 0 {
		for _, a := range t.mentions.sums {
			if a.From >= except.to && a.From < except.to+30 && a.Value > 0 && a.Value < open && a.Share.Den == 0 && !a.Share.Rest {
				return open - a.Value
			}
		}
		return 0
	}
	if len(t.mentions.sums) > 0 && t.mentions.sums[0].Value > 0 {
		sum := t.mentions.sums[0]
		if sum.Share.Rest && sum.Value == open { // of what was paid before, says the mail
			return max(open-s.paid(invoices), 0)
		}
		return sum.Value
	}
	return s.nakedSum(t.mentions.rest, open)
}

// paid is what the findings so far say that was paid of some invoices.
func (s *scan) paid(invoices []string) v.Amount {
	var sum v.Amount
	for _, f := range s.found {
		if f.Intent == v.IntentAlreadyPaid && (len(invoices) == 0 || slices.ContainsFunc(f.Invoices, func(n string) bool { return slices.Contains(invoices, n) })) {
			sum += f.Amount
		}
	}
	return sum
}

// A number that may be a sum, with or without groups and cents, between what is
// no part of it.
var naked = regexp.MustCompile(`(?:^|[ (,;:"'])(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{2})?|\d{2,6}(?:[.,]\d{2})?)(?:$|[ ),;:!?"'.]+)`)

// The words that make a number one of something else, before and behind it.
var (
	labels  = phrase.ParseChoice("nr|nrs|no|nos|num|number|nummer|numero|n|order|po|bon|bestelling|bestelbon|ref|kenmerk|offerte|devis|commande|auftrag|bestellung|dossier|zaak|page|pagina|seite|line|lijn|zeile|art|room|kamer|tel|week|kw|semaine|van|of|om|at|um|a|de|l")
	counted = phrase.ParseChoice("uur|uren|hours|hour|hrs|h|heures|heure|stunden|stunde|min|minuten|minutes|dag|dagen|days|day|jours|jour|tage|tagen|werkdag*|weken|weeks|semaines|wochen|maanden|months|mois|monate*|jaar|years|ans|jahre*|stuk|stuks|pieces|pcs|st|stuck|x|keer|times|fois|mal|kg|km|liter|litres|m|m2|pallet*|palett*|dozen|boxes|cartons|kartons|flessen|bottles|bouteilles|personen|people|personnes|man|mensen|procent|percent|prozent|pourcent|eieren|seats|stoelen|facturen|invoices|factures|rechnungen|posten|items")
)

// nakedSum is the one number of a folded text that may be a sum of at most open;
// zero where there is none, or where there are several.
func (s *scan) nakedSum(rest string, open v.Amount) v.Amount {
	var found v.Amount
	if !strings.ContainsAny(rest, figures) {
		return 0
	}
	for at := 0; ; {
		m := naked.FindStringSubmatchIndex(rest[at:])
		if m == nil {
			return found
		}
		from, to := at+m[2], at+m[3]
		at = to
		figures := strings.ReplaceAll(rest[from:to], " ", "")
		if grouped.MatchString(figures) {
			figures = strings.NewReplacer(".", "", ",", "", "'", "").Replace(figures)
		}
		sum, err := v.ParseAmount(figures)
		year := year4.MatchString(rest[from:to])
		if err != nil || sum < leastSum || open > 0 && sum > open || year || s.notSum(rest[:from], rest[to:]) {
			continue
		}
		if found != 0 {
			return 0
		}
		found = sum
	}
}

// grouped is a number in groups of three, without cents.
var grouped = regexp.MustCompile(`^\d{1,3}(?:[.,']\d{3})+$`)

var year4 = regexp.MustCompile(`^20\d\d$`)

// leastSum is the smallest number without a mark that is taken for a sum.
const leastSum v.Amount = 10_00

// notSum reports whether the words round a number say that it is no sum.
func (s *scan) notSum(before, behind string) bool {
	w := phrase.Words(before[max(0, len(before)-20):])
	if len(w) > 0 && strings.HasSuffix(strings.TrimRight(before, " "), w[len(w)-1].Text) && labels.Has(w[len(w)-1]) {
		return true
	}
	w = phrase.Words(behind[:min(20, len(behind))])
	return len(w) > 0 && counted.Has(w[0]) || strings.HasPrefix(strings.TrimLeft(behind, " "), "%%") || strings.HasPrefix(behind, "/") || strings.HasPrefix(behind, "-")
}
