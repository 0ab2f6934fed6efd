package classify

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

const address = `[\pL0-9._%+-]+@[\pL0-9-]+(?:\.[\pL0-9-]+)+`

var mailName = lazyregexp.MustCompile(`(?i)` + address)

// ofRun reports whether a day behind these words is that of a payment run.
func ofRun(before string) bool {
	words, blank := strings.CutSuffix(strings.TrimSuffix(strings.ToLower(before), "the "), " ")
	run, of := cutLast(strings.TrimSuffix(words, "."))
	return blank && ofRuns.Has(phrase.Word{Text: of}) && slices.ContainsFunc(runs, func(r string) bool { return strings.HasSuffix(run, r) })
}

var ofRuns = phrase.ParseChoice("van|of|du|de|vom|dd")

// cutLast cuts a text before its last word and the blank before it.
func cutLast(s string) (before, word string) {
	i := strings.LastIndexByte(s, ' ')
	return s[:max(i, 0)], s[i+1:]
}

// runs are the ends of what pays many invoices at once.
var runs = strings.Split("run|batch|ronde|lauf|laufs|cycle|round|disbursement|paiement|paiements|payment|lot|proposition de paiement|vorschlag|voorstel|lijst|train|campagne", "|")

// ofThem reports whether invoices follow a day that are those of a month.
func ofThem(behind string) bool {
	word, blank := strings.CutPrefix(behind, " ")
	end := 0
	for end < len(word) && wordByte(word[end]) {
		end++
	}
	return blank && theInvoices.Has(phrase.Word{Text: word[:end]}) && !strings.HasPrefix(word[end:], " half") && !strings.HasPrefix(word[end:], " third")
}

var theInvoices = phrase.ParseChoice("one|ones|invoice|invoices|bill|bills")

// mentions are what a stretch names; rest is the stretch folded, with blanks
// in their place, "@" for an address, "%" for a day, "&" for an invoice.
type mentions struct {
	rest     string
	invoices []string
	unsure   bool // a number that is of two invoices
	days     []when.Expression
	dated    []when.Expression // of an invoice or a letter, it seems
	sums     []amount.Expression
	told     []said // by words alone
}

// mentions finds addresses, invoices, days and sums in a plain stretch. An
// invoice is named by its number in any form, by "both" and "all", or by the
// sum of just one; the day of an invoice or a letter is none of the days.
func (s *scan) mentions(plain string, look when.Direction) mentions {
	var m mentions
	if strings.Contains(plain, "@") {
		plain = phrase.Blank(plain, mailName.FindAllStringIndex(plain, -1), '@')
	}
	if s.veiled {
		for _, a := range hiddenAddresses(plain) {
			plain = phrase.Blank(plain, [][]int{{a.from, a.to}}, '@')
		}
	}
	if strings.ContainsAny(plain, figures) || !s.figured {
		named, unsure := s.known().Find(plain)
		m.unsure = len(unsure) > 0
		for _, n := range named {
			plain = phrase.Blank(plain, [][]int{{n.From, n.To}}, '&')
			if number := s.numbers[n.Index]; !slices.Contains(m.invoices, number) {
				m.invoices = append(m.invoices, number)
			}
		}
	}
	var issued []when.Expression
	var blanked []int
	lower := strings.ToLower(plain)
	for _, d := range s.days(look, plain) {
		before, text := plain[max(0, d.From-40):d.From], plain[d.From:d.To]
		if look == when.Forward && d.Last() > s.ctx.Today && since(before) {
			d = s.asPast(d, plain)
		}
		switch {
		case ofInvoice(before) && !s.ofOther(before, d) && !strings.Contains(text, " week") && !ofRun(before):
			issued = append(issued, s.again(when.Back, text)...)
		case ofThem(lower[d.To:]) && !strings.ContainsAny(text, "0123456789"): // "the two November ones"
		case monthNames[strings.ToLower(text)] == 0 || !ofMonth.MatchString(strings.ToLower(plain[max(0, d.From-8):min(len(plain), d.To+2)])):
			m.days = append(m.days, d)
		}
		plain = phrase.Blank(plain, [][]int{{d.From, d.To}}, '%')
		blanked = append(blanked, d.From)
	}
	m.sums = amount.Find(unsigned(plain, blanked), amount.Options{Language: s.mail.Language, Open: s.open(m.invoices), Currency: s.currency()})
	if slices.ContainsFunc(m.sums, func(a amount.Expression) bool { return a.Bare }) {
		folded := strings.ToLower(plain)
		m.sums = slices.DeleteFunc(m.sums, func(a amount.Expression) bool { return a.Bare && s.ofOtherKind(folded, a.From, a.To) })
	}
	if containsTax(lower) {
		m.sums = slices.DeleteFunc(m.sums, func(a amount.Expression) bool {
			held := taxWithin(lower, a)
			if held {
				plain = phrase.Blank(plain, [][]int{{a.From, a.To}}, '~')
			}
			return held
		})
	}
	for _, a := range m.sums {
		plain = phrase.Blank(plain, [][]int{{a.From, a.To}}, '$')
	}
	m.dated, m.told = issued, s.told(lower)
	m.invoices = s.described(lower, plain, m.told, m.invoices, m.sums, issued)
	if len(m.invoices) == 0 || len(m.sums) > 0 && slices.Equal(m.invoices, s.bySum(m.told, m.sums)) {
		for _, n := range s.byFigures(strings.ToLower(plain), m.told) {
			if !slices.Contains(m.invoices, n) {
				m.invoices = append(m.invoices, n)
			}
		}
	}
	if len(m.invoices) > 0 { // "the third", said of an invoice
		if x, ok := first(m.told, bySecond|byThird|byFourth); ok {
			m.days = slices.DeleteFunc(m.days, func(d when.Expression) bool { return d.From >= x.from && d.To <= x.to+1 })
		}
	}
	m.rest = strings.ToLower(plain)
	return m
}

// foretold reports whether the clauses of all days that are named say that these
// are to come.
func (m *mentions) foretold() bool {
	return len(m.days) > 0 && !slices.ContainsFunc(m.days, func(d when.Expression) bool { return d.Told != when.Forward })
}

// since reports whether a day behind these words is one since when something is
// so: what is gone since Friday went on the last one.
func since(before string) bool {
	for n := 0; n < 2; n++ {
		var word string
		before, word = cutLast(strings.TrimRight(strings.ToLower(before), " "))
		if sinceWords.Has(phrase.Word{Text: word}) {
			return true
		}
		if !definite.Has(phrase.Word{Text: word}) && word != "dem" {
			return false
		}
	}
	return false
}

var sinceWords = phrase.ParseChoice("since|sinds|sedert|seit|depuis")

// asPast is a day of a text as the nearest of its kind that is over, where there
// is one.
func (s *scan) asPast(d when.Expression, text string) when.Expression {
	for _, back := range s.days(when.Back, text) {
		if back.From == d.From && back.Last() <= s.ctx.Today {
			return back
		}
	}
	return d
}

// unsigned writes "~" for the signs of days, which are no percentages behind a
// number: "300 tomorrow".
func unsigned(plain string, days []int) string {
	if len(days) == 0 {
		return plain
	}
	out := []byte(plain)
	for _, at := range days {
		out[at] = '~'
	}
	return string(out)
}

// ofInvoice reports whether a day behind these words is that of an invoice or a
// letter: "dated", "of the".
func ofInvoice(before string) bool {
	blank := strings.TrimSuffix(strings.ToLower(before), "the ")
	words := strings.TrimRight(blank, " ")
	if words == blank {
		return false
	}
	words = strings.TrimSuffix(words, ".")
	from := len(words)
	for from > 0 && wordByte(words[from-1]) {
		from--
	}
	return ofWords.Has(phrase.Word{Text: words[from:]}) || strings.HasSuffix(words, "d.d")
}

// ofOther reports whether what is "of" a day is a payment run or the like and no
// invoice: a day to come on which no invoice was issued or due.
func (s *scan) ofOther(before string, d when.Expression) bool {
	w := phrase.Words(strings.ToLower(before))
	if len(s.ctx.Invoices) == 0 || d.Last() < s.ctx.Today || s.over(d) || len(w) > 1 && papers.Has(w[len(w)-2]) {
		return false
	}
	for _, look := range []when.Direction{when.Back, when.Forward} {
		if slices.ContainsFunc(s.again(look, d.Text), s.ofInvoices) {
			return false
		}
	}
	return true
}

// papers are what bears a date.
var papers = phrase.ParseChoice("*factuur|*facturen|facture*|*invoice|*invoices|*rechnung|*rechnungen|*rekening|nota|*note|bill|bills|*brief|mail|*mail|*schreiben|courrier|*herinnering|rappel|*mahnung|reminder|*levering|*lieferung|livraison|delivery|bestelling|*order|commande|auftrag|offerte|devis|*angebot|quote|contract|contrat|vertrag|*schein|*bon|bericht|message|notice|letter|dated|dd")

var ofWords = phrase.ParseChoice("van|of|dated|from|du|vom|dd")

const figures = "0123456789"

// days finds the days of a text; those that fit both sides of the mail's day lie
// where it looks.
func (s *scan) days(look when.Direction, text string) []when.Expression {
	o := when.Options{Language: s.mail.Language, Today: s.ctx.Today, Calendar: s.ctx.Calendar}
	if s.spare.finder == nil {
		s.spare.finder = when.NewFinder(o)
	}
	s.spare.finder.Reset(o)
	return s.spare.finder.Look(text, look)
}

// looked is the words of a day and where they look.
type looked struct {
	text string
	look when.Direction
}

// again finds the days of the words of a day as they stand alone. Several ask it
// of one day: it is found once.
func (s *scan) again(look when.Direction, text string) []when.Expression {
	x := looked{text, look}
	found, ok := s.alone[x]
	if !ok {
		found = s.days(look, text)
		s.alone[x] = found
	}
	return found
}

// open is what is open on the invoices of those numbers; on all, for none.
func (s *scan) open(numbers []string) v.Amount {
	var sum v.Amount
	for _, i := range s.ctx.Invoices {
		if len(numbers) == 0 || slices.Contains(numbers, i.Number) {
			sum += i.Open
		}
	}
	return sum
}

// currency is that of the account.
func (s *scan) currency() v.Currency {
	for _, i := range s.ctx.Invoices {
		if i.Currency != "" {
			return i.Currency
		}
	}
	return v.EUR
}
