package plan

import (
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/when"
)

// longestRange is how many days a range may have that is the day of a part; a
// year is none.
const longestRange = 62

// day adds a day that was found. One that is over only tells since when. A day
// of a month that is not named is a rhythm too where it comes again: "each on
// the 5th", "the 5th of every month".
func (s *scan) day(i int) {
	e := s.apart(s.text.days[s.all[i].day-1])
	out := item{kind: aDay, first: e.Value, last: e.Last()}
	if n := s.lasting(i, e.Text); n > 0 {
		s.add(item{kind: aCount, count: n})
		return
	}
	if s.series(e.Text) {
		return
	}
	if s.since(i) || out.last < s.options.Today || out.last-out.first > longestRange || out.last == s.options.Today && s.negated(i) {
		s.gap.words++
		return
	}
	out.is = s.named(e.Text)
	if head, _, _ := strings.Cut(lower(e.Text), " "); s.entries[head].is(cStart) {
		out.is |= start
	}
	if out.has(nth | ending) {
		r := rhythm{months: 1, day: out.last.Time().Day()}
		if out.has(ending) {
			r.day = 31
		}
		if _, n := s.phrase(i+1, cOfmonth); n > 0 || s.again(i) {
			s.add(item{kind: aRhythm, rhythm: r})
		}
	}
	if last := len(s.out) - 1; s.better && last >= 0 && s.out[last].kind == aDay && s.gap.stops == 0 {
		s.gap = s.out[last].gap
		s.out = s.out[:last]
	}
	s.better = false
	if last := len(s.out) - 1; last >= 0 && out.wholeMonth() && s.out[last].kind == aDay && s.out[last].first == s.out[last].last && s.gap.words+s.gap.stops == 0 && s.gap.commas+s.gap.ands > 0 {
		out.first = dayOf(out.first, 0, s.out[last].last.Time().Day()) // "on the fifth of March, April and May"
		out.last = out.first
	}
	s.add(out)
}

// since reports whether a day only tells since when.
func (s *scan) since(i int) bool {
	for j := i; j > 0 && j > i-3 && s.adjoins(j); j-- {
		if s.all[j-1].is(cSince) {
			return true
		}
		if !s.all[j-1].is(cPrep) {
			return false
		}
	}
	return false
}

// lasting is how many months or weeks a plan goes on ("pendant 6 mois"), which
// was found as a day; 0 for a day.
func (s *scan) lasting(i int, text string) int {
	words := strings.Fields(lower(text))
	long := i > 0 && s.adjoins(i) && s.all[i-1].is(cDuring)
	if len(words) > 0 && s.entries[words[0]].is(cDuring) {
		words, long = words[1:], true
	}
	if !long || len(words) != 2 || !s.entries[words[1]].is(cMonth|cWeek) {
		return 0
	}
	cut := scan{language: s.language, all: []token{{text: words[0], figures: isFigure(words[0][0])}}}
	if n, used := cut.number(0); used == 1 && n > 1 && n <= MaxParts {
		return int(n)
	}
	return 0
}

// series adds a number of weeks or months to come, which was found as a day:
// "the next two months".
func (s *scan) series(text string) bool {
	found := s.seriesIn(text)
	for _, i := range found {
		s.add(i)
	}
	return found != nil
}

func (s *scan) isSeries(text string) bool { return s.seriesIn(text) != nil }

func (s *scan) seriesIn(text string) []item {
	cut := scan{lexicon: s.lexicon, language: s.language, following: true, out: s.out[:len(s.out):len(s.out)]}
	var t Text
	t.folded = append(t.folded, lower(text)...)
	cut.all = t.cut(nil)
	cut.know()
	from := 0
	if len(cut.all) > 2 && contains(ones, cut.all[0].text) {
		from = 1
	}
	if n := cut.followingAt(from); n == 0 || from+n < len(cut.all) {
		return nil
	}
	return cut.out[len(s.out):]
}

// again reports whether "each", "always" or "every" stands before a token, with
// nothing but prepositions and articles between.
func (s *scan) again(i int) bool {
	for j := i; j > 0 && j > i-5 && s.adjoins(j); j-- {
		t := s.all[j-1]
		if c, n := s.phrase(max(0, j-2), cEach); c != 0 && n == 2 || t.is(cEach) || t.is(cEvery) && !t.is(cPrep) {
			return true
		}
		if t.day > 0 || t.sum > 0 || !t.is(cPrep|cOf|cLastday) {
			return false
		}
	}
	return false
}

// named tells of the words of a day whether they name a day of the month
// without its month, or the end of one.
func (s *scan) named(text string) mark {
	cut := scan{lexicon: s.lexicon, language: s.language}
	var few [8]token
	t := Text{folded: []byte(lower(text))}
	cut.all = t.cut(few[:0])
	cut.know()
	var out mark
	for i := 0; i < len(cut.all); {
		n, used := cut.ordinal(i)
		_, more := cut.phrase(i, cLastday)
		switch {
		case used > 0 && n > 0 && out == 0:
			out = nth
			i += used
		case more > 0:
			out = ending
			i += more
		case cut.all[i].is(cPrep|cOf|cMonth) || contains("van de of the du des d", cut.all[i].text):
			i++
		default:
			return 0
		}
	}
	if out == ending && len(cut.all) < 2 && !strings.Contains(text, "onats") { // "Monatsende"
		return 0
	}
	return out
}

// lower folds the capitals of ASCII.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// date is the day that counts of a day or range: its last, as for a promise.
func (i *item) date() v.Date { return i.last }

// apart takes from an English day a share or a rhythm that was read as its
// beginning: "250 a month | from 1 October", "three quarters | on 15 May".
func (s *scan) apart(e when.Expression) when.Expression {
	text := lower(e.Text)
	for _, link := range []string{" from ", " starting ", " on "} {
		head, tail, ok := strings.Cut(text, link)
		words := strings.Fields(head)
		if !ok || s.language != "en" || len(words) == 0 || len(words) > 3 {
			continue
		}
		found := when.Find(tail, when.Options{Language: s.language, Today: s.options.Today, Direction: when.Forward})
		if len(found) != 1 {
			continue
		}
		last := words[len(words)-1]
		behind := len(s.out) > 0 && s.out[len(s.out)-1].kind == aSum && s.gap.words <= 1 && s.gap.commas+s.gap.stops == 0
		switch {
		case link != " on " && behind && len(words) <= 2 && s.entries[last].is(cWeek|cMonth|cQuarter):
			c := s.entries[last].first(cWeek | cMonth | cQuarter)
			s.add(item{kind: aRhythm, rhythm: units[c]})
			return found[0]
		case link == " on " && (last == "quarters" || last == "quarter"):
			cut := scan{lexicon: s.lexicon, language: s.language}
			for _, w := range words {
				cut.all = append(cut.all, token{text: w})
			}
			cut.know()
			if cut.shareAt(0) > 0 {
				s.add(cut.out[0])
				return found[0]
			}
		}
	}
	return e
}
