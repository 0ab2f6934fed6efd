package classify

import (
	"slices"
	"strings"
	"sync"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// way is what words that need no number say of invoices; several are told apart
// as bits.
type way uint32

const (
	byAll    way = 1 << iota
	byBoth       // of two
	byRest       // all others
	byExcept     // all but
	byCount      // "all three"
	byFirst      // the first, the first two, the oldest
	byLast
	bySecond
	byThird
	byFourth
	byBig
	bySmall
	byMonth // of its issue
)

// byOrder are the ways that go by the order of issue.
const byOrder = byFirst | byLast | bySecond | byThird | byFourth

// said is a way and where it stands: at the bytes from to to of a folded text.
type said struct {
	way
	from, to int
	count    int // the number in it, else 0
}

const (
	articles = "de|the|la|die|der|den "
	theirs   = "de|the|le|les|la|die|der|den|das|your|uw "
	severals = "two|three|twee|drie|deux|trois|zwei|beiden|drei|2|3 "
	counts   = " two|three|four|twee|drie|vier|zwei|beiden|drei|2|3|4"
)

// ways finds what each way says; a longer phrase stands before the shorter one
// that begins it.
var ways = sync.OnceValue(func() *phrase.List[way] {
	l := &phrase.List[way]{}
	for _, w := range []struct {
		way
		phrases string
	}{
		{byAll, `alle facturen|rekeningen|posten|rechnungen|belege, alle openstaande|openstehenden|offenen facturen|rekeningen|posten|rechnungen|belege,
			alles|allemaal|samtliche|samtlichen|samtlicher|everything|lijst|lijstje, the lot, the whole lot, every one|invoice|bill|item,
			all them|it|invoices|bills|items, all of them|it|invoices|bills|items, all the|your|open invoices, all of the|your|open invoices,
			toutes les|vos|ces factures|pieces, l ' ensemble, la totalite, le tout, tout est|sera|cela|ca, all this|that, dit|dat alles, das alles, toutes|tous|alle|all reglees|regles|payees|payes|betaald|voldaan|overgemaakt|bezahlt|beglichen|uberwiesen|paid|settled|cleared, gesamtbetrag, alle|aller|samtlicher posten, whole|entire|full account|balance, complete|hele|gesamte saldo,
			geen van alle|de|die, none of them|the|these|your, aucune des, keine der, auf der liste, on your list`},
		{byBoth, `beide|beiden|beider|allebei|allebeide|alletwee|both|neither, either of|invoice|bill|one, the two, the pair, pair of, les|ces|vos|des deux|2, l ' une|un ou|et|ni|comme l ' autre, l ' une|un ou|et|ni a l ' autre,
			toutes|tous les deux, deux factures, die zwei|twee|2, de 2, zwei rechnungen, twee facturen, de|alle twee, two invoices|bills`},
		{byRest, `de|die twee|drie|vier|vijf andere|overige, de andere|overige twee|drie|vier|vijf|2|3|4, de|die beide andere|overige, die|de|den beiden|twee anderen|andere|overige, andere twee|2, the other|remaining two|three|four|five|2|3, the two|three others|remaining,
			les deux|trois|quatre autres|restantes|suivantes|dernieres, les autres deux|trois, die zwei|drei|vier|beiden anderen|ubrigen|restlichen, die anderen|ubrigen|restlichen zwei|drei|vier|beiden,
			de rest|overige|andere|anderen, het overige, al het andere, the rest|other|others|remaining, everything else,
			le reste, les autres|restantes, toutes les autres, l ' autre, den|der rest, die andere|anderen|ubrigen|restlichen, den ubrigen, alles andere|ubrige`},
		{byExcept, `all but, everything but, anything but, behalve|uitgezonderd|except|sauf|hormis|excepte|ausser|ausgenommen, op die van, apart from, other than, save for,
			a l ' exception de, a part, bis auf, mit ausnahme`},
		{byCount, `alle|all|the|your|these|those|die|de|deze|uw|jullie|les|vos|ces|ihre|ihren|ihrer|eure|euren|allen drie|three|trois|drei|vier|four|quatre|vijf|five|cinq|funf|six|zes|sechs|3|4|5|6,
			alle|all|the|your|these|those|die|de|deze|uw|jullie|les|vos|ces|ihre|ihren|ihrer|eure|euren|allen open|openstaande|offene|offenen drie|three|trois|drei|vier|four|quatre|vijf|five|cinq|funf|six|zes|sechs|3|4|5|6`},
		{byFirst, theirs + `first|eerste|erste|ersten|oldest|oudste|altesten` + counts + `,` + theirs + `first|eerste|erste|ersten,` + theirs + severals + `first|eerste|ersten|oldest|oudste|altesten|alteren|premieres,les|vos deux|trois|2|3 plus anciennes,la plus ancienne|vieille, die altere, the older, de oudere, ` +
			theirs + `deux|trois|quatre|2|3|4 premiere|premieres,` + `eerste factuur, first invoice|bill, premiere facture, erste rechnung,` + theirs + `premiere|premieres|oldest|oudste|alteste|altesten|altester`},
		{byLast, theirs + `last|laatste|latest|letzte|letzten|newest|nieuwste|jongste|neuesten` + counts + `,` + theirs + severals + `last|laatste|letzten|newest|nieuwste|jongste|neuesten|neusten|neueren|jungsten|jungeren|dernieres,les|vos deux|trois|2|3 plus recentes,la plus recente, la petite derniere, die jungere|neuere, the newer, de nieuwere,` + theirs + `last|laatste|latest|letzte|letzten,` +
			theirs + `deux|trois|quatre|2|3|4 derniere|dernieres,` + theirs + `derniere|dernieres|newest|nieuwste|neueste|neuesten|neuester|neuste|neusten|neuster`},
		{bySecond, articles + `second|tweede|deuxieme|seconde|zweite|zweiten, tweede factuur, second invoice|bill, deuxieme facture, zweite rechnung, de|die middelste, the middle one, celle du milieu, die|der mittlere|mittleren`},
		{byThird, articles + `third|derde|troisieme|dritte|dritten`},
		{byFourth, articles + `fourth|vierde|quatrieme|vierte|vierten`},
		{byBig, articles + `grote|grootste|big|bigger|biggest|large|larger|largest|grosse|grossen|grosser|grosste|grossten|grosster|grossere|grosseren|grosserer|hoogste|hochste|hochsten|hochster,` +
			articles + `plus grosse|grande,` + theirs + severals + `grote|grootste|grotere|big|bigger|biggest|large|larger|largest|grosses|grandes|grossen|grosseren|grossten|hoogste,les|vos deux|trois|2|3 plus grosses|grandes`},
		{bySmall, articles + `kleine|kleinere|kleinste|kleinen|small|smaller|smallest|petite|kleinster|kleinere|kleineren|kleiner|kleinsten|laagste,` + articles + `plus petite,` + theirs + severals + `kleine|kleinere|kleinste|kleinen|kleineren|kleinsten|small|smaller|smallest|petites|laagste,les|vos deux|trois|2|3 plus petites`},
	} {
		l.Add(w.phrases, w.way)
	}
	for name := range monthNames {
		l.Add(name, byMonth)
	}
	return l
})

// bare appends the words of a folded text without a look at what they are: letters
// and figures. Where more than a blank stands between two, it is a word too: the
// sign, or ";" for several.
func bare(out []phrase.Word, folded string) []phrase.Word {
	end := 0
	for i := 0; i < len(folded); {
		if !wordByte(folded[i]) {
			i++
			continue
		}
		if gap := folded[end:i]; len(gap) == 1 && gap != " " {
			out = append(out, phrase.Word{Text: gap, From: end, To: i})
		} else if len(gap) > 1 {
			out = append(out, phrase.Word{Text: ";", From: end, To: i})
		}
		for end = i; end < len(folded) && wordByte(folded[end]); end++ {
		}
		out = append(out, phrase.Word{Text: folded[i:end], From: i, To: end})
		i = end
	}
	return out
}

func wordByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' }

// told finds what a folded text says by words.
func (s *scan) told(folded string) (out []said) {
	w := bare(s.spare.bare[:0], folded)
	s.spare.bare = w
	ways().Find(w, func(by way, i, j int) {
		x := said{way: by, from: w[i].From, to: w[j-1].To}
		for _, word := range w[i:j] {
			x.count = max(x.count, numberWords[word.Text])
		}
		out = append(out, x)
	})
	return out
}

// waysOf is all that is said, as bits.
func waysOf(all []said) (ways way) {
	for _, x := range all {
		ways |= x.way
	}
	return ways
}

// first is where some way is said first.
func first(all []said, ways way) (said, bool) {
	i := slices.IndexFunc(all, func(x said) bool { return x.way&ways != 0 })
	if i < 0 {
		return said{}, false
	}
	return all[i], true
}

// ofInvoices reports whether a text behind words such as "the first two" leaves
// it open that these are invoices, and not weeks, times or parts.
func ofInvoices(behind string) bool {
	behind = strings.TrimPrefix(behind, " ")
	for _, all := range []string{"van de twee", "van de drie", "van de vier", "van beide", "of the two", "of the three", "of the four"} {
		if strings.HasPrefix(behind, all) {
			return true
		}
	}
	if ofList.MatchString(behind) {
		return true
	}
	return !slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(behind, o) && !strings.HasPrefix(behind, "maandag") })
}

// ofTime is what "the two" counts that is no invoice, and ofList a line that is
// one: that of a statement.
var (
	ofTime = lazyregexp.MustCompile(`^ ?(?:weeks?|weken|semaines?|woch|days?\b|dagen|jours?\b|tage|maand|months?|mois|monat|times|keer|fois|mal\b|heures?|uur|uren|hours?|stund|jahre|jaar|years|ans\b|delen|parts?\b|parties|raten|teile|termijn|instal|echeances|halves|of us|van ons|d' ?entre nous|von uns|%)`)
	ofList = lazyregexp.MustCompile(`^(?:lignes?|lines?|items|regels?|zeilen?|positionen|posten) (?:[a-z]+ ){1,3}(?:releve|statement|overzicht|kontoauszug|aufstellung|lijst|liste|list|rappel)`)
)

// others are the begins of what is counted beside invoices.
var others = strings.Split("keer|maal|time|fois|mal|x|week|weken|semaine|woche|dag|day|jour|tage|maand|month|mois|monate|jaar|year|an|jahre|uur|hour|heure|stunde|"+
	"termijn|instal|part|moitie|halft|teil|deel |bedrag|betrag|montant|amount|delen|raten|reminder|herinnering|rappel|mahnung|ligne|half|helft|person|mensen|of us|van ons|van de|zeilen|regels|lines|werkdag|werkta|working|business|bankwerk|bankdag|banking|arbeitsta", "|")

// bigOnes are what may stand between "the big" and what is counted.
var bigOnes = strings.Split("invoice|one|bill|factuur|facture|rechnung|rekening|van|de|ist|is|est|wird|wordt|will|zahle|betaal", "|")

func behindBig(behind string) string {
	for _, w := range bigOnes {
		if rest, ok := strings.CutPrefix(behind, " "+w); ok {
			return rest
		}
	}
	return behind
}
