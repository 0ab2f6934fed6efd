package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
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
	if off := s.bar(t, open); off > 0 {
		return open - off
	}
	if sum := s.lessThat(t, open); sum > 0 {
		return sum
	}
	if sum := s.cameTo(t, open); sum > 0 {
		return sum
	}
	if sum := s.netSum(t, open); sum > 0 {
		return sum
	}
	if sum := s.lessSum(t, open); sum > 0 {
		return sum
	}
	if sum := s.withoutCost(t, open); sum > 0 {
		return sum
	}
	if s.eachTold(t, invoices) {
		return open
	}
	if sum := s.severalSums(t, open); sum > 0 {
		return sum
	}
	if sum := s.joinedSum(t, open); sum > 0 {
		return sum
	}
	if len(t.mentions.sums) > 0 && t.mentions.sums[0].Value > 0 {
		sum := t.mentions.sums[0]
		if discounts(t, sum) { // "950 on Friday, the 50 euros of discount taken off"
			if rest := s.nakedSum(t.mentions.rest, open); rest > 0 {
				return rest
			}
		}
		if more := t.mentions.sums[1:]; sum.Value == open && len(more) > 0 && more[0].Share == (amount.Share{}) && more[0].Value > 0 && more[0].Value < open {
			return more[0].Value // "of the 570 you have 90 on Friday"
		}
		if sum.Value == open || sum.Share.Rest { // "of the 570 you have ninety on Friday"
			if part := s.inWords(t, open-1); part > 0 {
				return part
			}
		}
		if sum.Share.Rest && sum.From < len(t.mentions.rest) { // "400 tomorrow, the rest later"
			if first := s.nakedSum(t.mentions.rest[:sum.From], open-1); first > 0 {
				return first
			}
		}
		if sum.Share.Rest && sum.Value == open { // of what was paid before, says the mail
			return max(open-s.paid(invoices), 0)
		}
		return sum.Value
	}
	if sum := s.nakedSum(t.mentions.rest, open); sum > 0 {
		return sum
	}
	return s.inWords(t, open)
}

// discounts reports whether a sum is that of a discount: one stands behind it.
func discounts(t *stretch, sum amount.Expression) bool {
	at := slices.IndexFunc(t.words, func(w phrase.Word) bool { return w.From >= sum.To })
	return at >= 0 && slices.ContainsFunc(t.words[at:min(at+3, len(t.words))], prompt.Has)
}

// bar is the sum of "op 250 euro na" and "à 250 euros près": what is left out of a
// whole. Zero for none.
func (s *scan) bar(t *stretch, open v.Amount) v.Amount {
	for i, w := range t.words {
		if !nearly.Has(w) {
			continue
		}
		for k := max(0, i-2); k < i; k++ {
			if sum, used := s.sumAt(t, k); used > 0 && k+used == i && sum < open && slices.ContainsFunc(t.words[max(0, k-2):k], upTo.Has) {
				return sum
			}
		}
	}
	return 0
}

var (
	nearly = phrase.ParseChoice("na|pres")
	upTo   = phrase.ParseChoice("op|a")
)

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
	numbered = phrase.ParseChoice("*lauf|*laufs|run|*run|batch|lot|serie|file|bestand|datei|fichier|*position|pos|ticket|case|round|cycle|bordereau|extrait|*auszug|afschrift|bon|document|belegnummer|beleg|documentnummer|point|punt|punkt|item|article|artikel|ligne|lijn|regel|zeile|line|poste|post|ref|referentie|reference|referenz|communication|mededeling|verwendungszweck|kostenstelle|kostenplaats|centre|center")
	labels   = phrase.ParseChoice("nr|nrs|no|nos|num|number|nummer|numero|n|order|po|bestelling|bestelbon|ref|kenmerk|agendapunt|offerte|devis|commande|auftrag|bestellung|dossier|zaak|page|pagina|seite|line|lijn|zeile|art|room|kamer|tel|week|kw|semaine|van|of|om|at|um|a|de|l")
	counted  = phrase.ParseChoice("uur|uren|hours|hour|hrs|h|heures|heure|stunden|stunde|min|minuten|minutes|dag|dagen|days|day|jours|jour|tage|tagen|werkdag*|weken|weeks|semaines|wochen|maanden|months|mois|monate*|jaar|years|ans|jahre*|stuk|stuks|pieces|pcs|st|stuck|x|keer|times|fois|mal|kg|km|liter|litres|m|m2|pallet*|palett*|dozen|boxes|cartons|kartons|flessen|bottles|bouteilles|personen|people|personnes|man|mensen|procent|percent|prozent|pourcent|eieren|seats|stoelen|facturen|invoices|factures|rechnungen|posten|items")
)

// nakedSum is the one number of a folded text that may be a sum of at most open;
// zero where there is none, or where there are several.
func (s *scan) nakedSum(rest string, open v.Amount) v.Amount {
	if all := s.nakedSums(rest, open); len(all) == 1 {
		return all[0].sum
	}
	return 0
}

// figured is a sum and where it stands in the rest of a stretch.
type figured struct {
	sum      v.Amount
	from, to int
}

// nakedSums are the numbers without any mark of a folded text that may be sums
// of at most open.
func (s *scan) nakedSums(rest string, open v.Amount) (out []figured) {
	if !strings.ContainsAny(rest, figures) {
		return nil
	}
	for at := 0; ; {
		m := naked.FindStringSubmatchIndex(rest[at:])
		if m == nil {
			return out
		}
		from, to := at+m[2], at+m[3]
		at = to
		sum := figure(rest[from:to])
		year := year4.MatchString(rest[from:to])
		if sum < leastSum || sum <= 31_00 && dayBefore.MatchString(rest[:from]) || open > 0 && sum > open || year || s.notSum(rest[:from], rest[to:]) || s.ofOtherKind(rest, from, to) {
			continue
		}
		out = append(out, figured{sum, from, to})
	}
}

// figure is a number with or without groups and cents; zero for none.
func figure(text string) v.Amount {
	text = strings.ReplaceAll(text, " ", "")
	if grouped.MatchString(text) {
		text = strings.NewReplacer(".", "", ",", "", "'", "").Replace(text)
	}
	sum, err := v.ParseAmount(text)
	if err != nil {
		return 0
	}
	return sum
}

// grouped is a number in groups of three, without cents.
var grouped = regexp.MustCompile(`^\d{1,3}(?:[.,']\d{3})+$`)

// dayBefore ends what stands before the number of a day: "on the 28".
var dayBefore = regexp.MustCompile(`\b(?:le|du|am|vom|den|the|de|zum|op|on) ?$`)

var year4 = regexp.MustCompile(`^20\d\d$`)

// leastSum is the smallest number without a mark that is taken for a sum.
const leastSum v.Amount = 10_00

// notSum reports whether the words round a number say that it is no sum.
func (s *scan) notSum(before, behind string) bool {
	w := phrase.Words(before[max(0, len(before)-20):])
	if len(w) > 1 && w[len(w)-2].Text == "est" { // "c'est bon : 450"
		return false
	}
	if len(w) > 0 && strings.HasSuffix(strings.TrimRight(before, " .:#"), w[len(w)-1].Text) && (labels.Has(w[len(w)-1]) || numbered.Has(w[len(w)-1])) &&
		(s.mail.Language != "nl" || w[len(w)-1].Text != "de") { // an article in Dutch
		return true
	}
	w = phrase.Words(behind[:min(20, len(behind))])
	return len(w) > 0 && counted.Has(w[0]) || percentSign(behind) || strings.HasPrefix(behind, "/") || strings.HasPrefix(behind, "-")
}

// percentSign reports whether a text begins with the sign of a percentage, and not
// with that of a day, behind which stand the blanks of its other letters.
func percentSign(text string) bool {
	text, ok := strings.CutPrefix(strings.TrimLeft(text, " "), "%")
	return ok && !strings.HasPrefix(text, "  ") && (len(text) < 2 || text[0] != ' ' || text[1] >= 'a' && text[1] <= 'z')
}
