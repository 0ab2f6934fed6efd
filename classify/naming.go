package classify

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/classify/when"
)

// Ways to name invoices without a number, in a folded stretch.
var (
	allWords = regexp.MustCompile(`\b(?:alle (?:openstaande |openstehenden |offenen )?(?:facturen|rekeningen|posten|rechnungen|belege)|alles|allemaal|samtliche[nr]?|everything|the (?:whole )?lot|` +
		`all (?:of )?(?:them|it|of it|invoices|the invoices|your invoices|open invoices|bills|items)|every (?:invoice|bill|item)|toutes (?:les|vos|ces) (?:factures|pieces)|l'ensemble|la totalite|` +
		`le tout|tout est|tout sera|whole account|entire account|full account|complete saldo|hele saldo|gesamte saldo|whole balance|entire balance|full balance|lijst(?:je)?|every one|geen van (?:alle|de|die)|none of (?:them|the|these|your)|aucune des|keine der|auf der liste|on your list)\b`)
	bothWords   = regexp.MustCompile(`\b(?:beide[nr]?|allebei|alletwee|both|the two|either|neither|les deux|(?:ces|vos) deux|l'une (?:ou|et|ni) l'autre|ni l'une ni l'autre|deux factures|die zwei|zwei rechnungen|twee facturen|die twee|de twee|two (?:invoices|bills)|allebeide|alle twee)\b`)
	restWords   = regexp.MustCompile(`\b(?:de rest|het overige|de overige|al het andere|de andere[n]?|the rest|the others?|the remaining|everything else|all the others|le reste|les autres|l'autre|les restantes|toutes les autres|den rest|der rest|die anderen?|die ubrigen|den ubrigen|die restlichen|alles andere|alles ubrige)\b`)
	exceptWords = regexp.MustCompile(`\b(?:behalve|uitgezonderd|op die van|except(?: for)?|apart from|other than|save for|sauf|hormis|excepte|a l'exception de|a part|ausser|bis auf|mit ausnahme|ausgenommen)\b`)
	firstWords  = regexp.MustCompile(`\b(?:de|the|les?|la|die|der|den|das|your|uw) (?:(?:first|eerste|ersten?)(?: (two|three|four|twee|drie|vier|zwei|beiden|drei|2|3|4))?|(?:(deux|trois|quatre|2|3|4) )?premieres?|(oldest|oudste|alteste[nr]?))\b`)
	lastWords   = regexp.MustCompile(`\b(?:de|the|les?|la|die|der|den|das|your|uw) (?:(?:last|laatste|latest|letzten?)(?: (two|three|four|twee|drie|vier|zwei|beiden|drei|2|3|4))?|(?:(deux|trois|quatre|2|3|4) )?dernieres?|(newest|nieuwste|neueste[nr]?|neuste[nr]?))\b`)
	nthWords    = regexp.MustCompile(`\b(?:de|the|la|die|der|den) (?:(second|tweede|deuxieme|seconde|zweiten?)|(third|derde|troisieme|dritten?)|(fourth|vierde|quatrieme|vierten?))\b`)
	bigWords    = regexp.MustCompile(`\b(?:de|the|la|die|der|den) (?:(?:grote|grootste|big|bigger|biggest|large|larger|largest|grosse[nr]?|grosste[nr]?|grossere[nr]?|plus grosse|hoogste|hochste[nr]?)|(kleine|kleinere|kleinste|kleinen|small|smaller|smallest|petite|plus petite|kleinster|laagste))\b(?: (?:invoice|one|bill|factuur|facture|rechnung|rekening|van|de|ist|is|est|wird|wordt|will|zahle|betaal))?`)
	notInvoices = regexp.MustCompile(`^ ?(?:keer|maal|times?|fois|mal|x|week|weken|weeks?|semaines?|wochen?|dag|dagen|days?|jours?|tagen?|maand|maanden|months?|mois|monaten?|monate|jaar|years?|ans?|jahren?|uur|hours?|heures?|stunden?|termijn|termijnen|instal|parts?|delen|parties|raten|reminder|herinnering|rappel|mahnung|ligne|time|half|helft|person|mensen|of us|van ons|van de|zeilen|regels|lines)`)
)

// numberWords are the counts of invoices that are named in words.
var numberWords = map[string]int{
	"two": 2, "twee": 2, "zwei": 2, "beiden": 2, "deux": 2, "2": 2, "three": 3, "drie": 3, "drei": 3, "trois": 3, "3": 3,
	"four": 4, "vier": 4, "quatre": 4, "4": 4, "five": 5, "vijf": 5, "funf": 5, "cinq": 5, "5": 5, "six": 6, "zes": 6, "sechs": 6, "6": 6,
}

var counted = regexp.MustCompile(`\b(?:alle|all|the|your|these|those|die|de|deze|uw|jullie|les|vos|ces|ihre[rn]?|eure|euren|allen|die|these) (?:open |openstaande |offenen? )?(drie|three|trois|drei|vier|four|quatre|vijf|five|cinq|funf|six|zes|sechs|[3-6])\b`)

// described finds the invoices that a folded stretch names without a number:
// by "both" and "all", by their place, by a sum or a day that only they have.
// named are those with a number in it; with "all except" they are left out.
func (s *scan) described(folded string, named []string, sums []amount.Expression, days []when.Expression) []string {
	all, ways := s.ctx.Invoices, describes(folded)
	if len(all) == 0 || len(sums) == 0 && len(days) == 0 && ways == 0 {
		return named
	}
	if ways&(byAll|byCount) != 0 && s.speaksOfAll(folded) {
		if at := exceptWords.FindStringIndex(folded); at != nil && len(named) < len(all) {
			left := append(slices.Clone(named), s.bySum(sums)...)
			left = append(left, s.byDay(folded, days)...)
			if len(left) > 0 {
				return s.without(left)
			}
		}
		if len(named) == 0 {
			return slices.Clone(s.numbers)
		}
	}
	if len(named) > 0 {
		return named
	}
	if ways&(byEnd|bySize) != 0 {
		if out := s.byPlace(folded); len(out) > 0 {
			return out
		}
	}
	return slices.Compact(append(s.bySum(sums), s.byDay(folded, days)...))
}

// The ways to name an invoice without a number, as bits.
const (
	byAll = 1 << iota
	byRest
	byEnd // the first, the last, the second
	bySize
	byMonth
	byCount
)

// describes tells in which ways a stretch may name an invoice without a number,
// by its words; most do in none, and need no closer look.
func describes(folded string) int {
	ways := 0
	for w := range strings.FieldsFuncSeq(folded, func(r rune) bool { return r < '0' || r > '9' && r < 'a' }) {
		if monthNames[w] != 0 {
			ways |= byMonth
		}
		if numberWords[w] != 0 {
			ways |= byCount
		}
		ways |= describing[w]
	}
	return ways
}

var describing = func() map[string]int {
	out := map[string]int{}
	for way, words := range map[int]string{
		byAll: `alle alles allemaal samtliche samtlichen samtlicher everything lot all every toutes tout ensemble totalite whole entire account full
			saldo balance lijst lijstje list liste geen none aucune keine keiner beide beiden beider allebei alletwee allebeide both either neither autre two deux twee zwei`,
		byRest: `rest overige andere anderen other others remaining reste autres autre restantes restlichen ubrigen ubrige else`,
		byEnd: `first eerste erste ersten premiere premieres oldest oudste alteste alten altester last laatste latest letzte letzten derniere dernieres newest
			nieuwste neueste neuster neuesten second tweede deuxieme seconde zweite zweiten third derde troisieme dritte dritten fourth vierde quatrieme vierte vierten`,
		bySize: `grote grootste big bigger biggest large larger largest grosse grossen grosser grosses grosste grossten grossere grosseren hoogste hochste hochsten
			kleine kleinere kleinste kleinen kleinster small smaller smallest petite laagste`,
	} {
		for w := range strings.FieldsSeq(words) {
			out[w] |= way
		}
	}
	return out
}()

// foreign reports whether the writer names a number of the shape of ours that
// is none of the customer's: then it is open what he writes about.
func (s *scan) foreign() bool {
	shapes := map[string]bool{}
	for _, n := range s.numbers {
		shapes[shapeOf(n)] = true
	}
	for _, text := range []string{s.mail.Reply, s.mail.Subject} {
		text = phrase.Fold(text[:min(len(text), maxRead)])
		named, _ := s.index.Find(text)
		for _, m := range numberLike.FindAllStringIndex(text, 100) {
			if m[1]-m[0] > 4 && shapes[shapeOf(text[m[0]:m[1]])] && !slices.ContainsFunc(named, func(n reference.Mention) bool { return n.From < m[1] && n.To > m[0] }) {
				return true
			}
		}
	}
	return false
}

var numberLike = regexp.MustCompile(`[a-z0-9]*[0-9](?:[./-]?[a-z0-9]+)*`)

// shapeOf writes "9" for the figures of a number in a row and "a" for the
// letters.
func shapeOf(number string) string {
	var out []rune
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			r = '9'
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			r = 'a'
		}
		if len(out) == 0 || r != out[len(out)-1] {
			out = append(out, r)
		}
	}
	return string(out)
}

// speaksOfAll reports whether a stretch speaks of every invoice.
func (s *scan) speaksOfAll(folded string) bool {
	n, ways := len(s.ctx.Invoices), describes(folded)
	if ways&byAll != 0 && (allWords.MatchString(folded) || n == 2 && bothWords.MatchString(folded)) {
		return true
	}
	if ways&byCount == 0 {
		return false
	}
	for _, m := range counted.FindAllStringSubmatchIndex(folded, -1) {
		if numberWords[folded[m[2]:m[3]]] == n && !notInvoices.MatchString(folded[m[1]:]) {
			return true
		}
	}
	return false
}

// without are the numbers of the invoices but some.
func (s *scan) without(some []string) []string {
	return slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return slices.Contains(some, n) })
}

// byPlace finds "the first two", "the last one", "the second", "the big one":
// places go by the day of issue.
func (s *scan) byPlace(folded string) []string {
	all := slices.Clone(s.ctx.Invoices)
	if len(all) < 2 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Issued, b.Issued) })
	take := func(m []int, groups int) int {
		for g := 1; g <= groups; g++ {
			if m[2*g] >= 0 {
				return max(numberWords[folded[m[2*g]:m[2*g+1]]], 1)
			}
		}
		return 1
	}
	names := func(some []v.ContextInvoice) (out []string) {
		for _, i := range some {
			out = append(out, i.Number)
		}
		return out
	}
	if m := firstWords.FindStringSubmatchIndex(folded); m != nil && !notInvoices.MatchString(folded[m[1]:]) {
		if n := take(m, 3); n < len(all) {
			return names(all[:n])
		}
	}
	if m := lastWords.FindStringSubmatchIndex(folded); m != nil && !notInvoices.MatchString(folded[m[1]:]) {
		if n := take(m, 3); n < len(all) {
			return names(all[len(all)-n:])
		}
	}
	if m := nthWords.FindStringSubmatchIndex(folded); m != nil && !notInvoices.MatchString(folded[m[1]:]) {
		for g := 1; g <= 3; g++ {
			if m[2*g] >= 0 && g < len(all) {
				return names(all[g : g+1])
			}
		}
	}
	if m := bigWords.FindStringSubmatchIndex(folded); m != nil && !notInvoices.MatchString(folded[m[1]:]) {
		slices.SortStableFunc(all, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Open, b.Open) })
		if m[2] >= 0 {
			return names(all[:1])
		}
		return names(all[len(all)-1:])
	}
	return nil
}

// bySum finds the invoices of which a sum in the stretch is that of just one.
func (s *scan) bySum(sums []amount.Expression) []string {
	var out []string
	for _, a := range sums {
		fits := func(i v.ContextInvoice) bool { return i.Open == a.Value || i.Total == a.Value }
		if a.Share != (amount.Share{}) {
			continue
		}
		if n := s.only(fits); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// byDay finds the invoices "of 12 May" and "of October": those issued, or else
// due, on that day or in that month.
func (s *scan) byDay(folded string, days []when.Expression) []string {
	var out []string
	add := func(fits func(v.Date) bool) {
		for _, of := range []func(v.ContextInvoice) v.Date{
			func(i v.ContextInvoice) v.Date { return i.Issued }, func(i v.ContextInvoice) v.Date { return i.Due },
		} {
			n := len(out)
			for _, i := range s.ctx.Invoices {
				if day := of(i); !day.IsZero() && fits(day) && !slices.Contains(out, i.Number) {
					out = append(out, i.Number)
				}
			}
			if len(out) > n {
				return
			}
		}
	}
	for _, d := range days {
		add(func(day v.Date) bool { return day >= d.Value && day <= d.Last() })
	}
	if describes(folded)&byMonth == 0 {
		return out
	}
	for _, m := range ofMonth.FindAllStringSubmatch(folded, -1) {
		add(func(day v.Date) bool { return int(day.Time().Month()) == monthNames[m[1]] })
	}
	return out
}

var ofMonth = func() *regexp.Regexp {
	names := slices.Sorted(maps.Keys(monthNames))
	return regexp.MustCompile(`\b(?:van|of|from|for|uit|voor|de|du|d' ?|vom|aus|im|der|die|the|from|two|twee|deux|zwei|andere) ?\b(` + strings.Join(names, "|") + `)\b(?: (?:one|ones|invoice|bill|is|was|ist|wird|wordt|factuur)\b|[^ 0-9]|$|(?: [a-z]))`)
}()

// monthNames are the names of months, folded, with their numbers.
var monthNames = func() map[string]int {
	out := map[string]int{}
	for _, language := range []string{
		"januari februari maart april mei juni juli augustus september oktober november december",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"january february march april may june july august september october november december",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"janner feber maerz april mai juni juli august september oktober november dezember",
	} {
		for i, name := range strings.Fields(language) {
			out[name] = i + 1
		}
	}
	return out
}()
