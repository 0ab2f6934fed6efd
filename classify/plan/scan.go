package plan

import (
	v "github.com/voldaan/voldaan"
)

// maxItems bounds how many items of a text are looked at.
const maxItems = 400

// scan finds the items of a text.
type scan struct {
	*lexicon
	text      *Text
	language  string
	options   Options
	all       []token
	out       []item
	gap       gap
	told      bool // what was paid or costs something is told of, up to the next comma
	later     bool // a word of the class is in the text
	following bool
	better    bool // a better day follows: "shortly before Easter, say the 28th"
}

// read lists the items of the text in their order.
func (t *Text) read(o Options) []item {
	t.tokens = t.cut(t.tokens[:0])
	s := &scan{lexicon: lexicons()[o.Language], text: t, language: o.Language, options: o, all: t.tokens, out: t.items[:0]}
	if s.lexicon == nil {
		s.lexicon, s.language = lexicons()[""], ""
	}
	s.know()
	s.release()
	for i := range s.all {
		s.later = s.later || s.all[i].is(cLater) || s.all[i].text == "tard"
		s.following = s.following || s.all[i].is(cFollowing)
	}
	for i := 0; i < len(s.all) && len(s.out) < maxItems; {
		s.gap.stops += s.all[i].stops
		s.gap.commas += s.all[i].commas
		i += s.item(i)
	}
	t.items = s.out
	return s.out
}

// release takes numbers back that were found as sums, but count months, weeks
// or parts.
func (s *scan) release() {
	for i := 0; i+1 < len(s.all); i++ {
		t := &s.all[i]
		if t.sum > 0 && s.text.sums[t.sum-1].Bare && s.adjoins(i+1) && s.all[i+1].is(cMonth|cWeek|cPart|cTimes) && !s.all[i+1].is(cPrep) {
			t.sum = 0
		}
	}
}

// item reads what begins at a token, and tells how many it takes.
func (s *scan) item(i int) int {
	switch t := s.all[i]; {
	case t.day > 0:
		if n := s.laterAt(i); n > 0 {
			return n
		}
		s.day(i)
		return 1
	case t.sum > 0:
		if s.onThe(i) == 0 {
			s.sum(i)
		}
		return 1
	}
	for _, read := range [...]func(*scan, int) int{
		(*scan).laterAt, (*scan).followingAt, (*scan).onThe, (*scan).rhythmAt, (*scan).figuresAt, (*scan).startAt, (*scan).shareAt, (*scan).countAt, (*scan).phraseAt, (*scan).bareAt,
	} {
		if n := read(s, i); n > 0 {
			return n
		}
	}
	s.gap.words++
	if !s.all[i].is(cPrep | cOf | cPart | cTimes) {
		s.gap.loose = true
	}
	return 1
}

// add adds an item behind the gap so far.
func (s *scan) add(i item) {
	i.gap = s.gap
	if s.told = s.told && i.gap.stops+i.gap.commas == 0 || i.kind == aMark && i.has(price); s.told {
		i.is |= price
	}
	s.gap = gap{}
	s.out = append(s.out, i)
}

// phrase is the longest phrase of the lexicon at a token that is of one of
// those classes, which, and how many tokens it has.
func (s *scan) phrase(i int, of class) (class, int) {
	if i >= len(s.all) || s.all[i].day > 0 || s.all[i].sum > 0 {
		return 0, 0
	}
	e := s.all[i].entry
	if e == nil {
		return 0, 0
	}
	var buf [80]byte
	var ends [6]int
	n := 1
	if e.longest > 1 {
		text := append(buf[:0], s.all[i].text...)
		for j := i + 1; j < len(s.all) && n < min(e.longest, len(ends)) && s.all[j].day == 0 && s.all[j].sum == 0 && s.adjoins(j); j++ {
			text = append(append(text, ' '), s.all[j].text...)
			ends[n] = len(text)
			n++
		}
		for ; n > 1; n-- {
			if c := s.entries[string(text[:ends[n-1]])].first(of); c != 0 {
				return c, n
			}
		}
	}
	if c := e.first(of); c != 0 {
		return c, 1
	}
	return 0, 0
}

// marks are the classes of words that only say how items belong together.
var marks = map[class]mark{cEach: each, cEqual: equal, cStart: start, cUntil: until, cPrice: price, cNot: no}

// phraseAt reads "the rest", "the same", "from", "and" and the like.
func (s *scan) phraseAt(i int) int {
	c, n := s.phrase(i, cRest|cOther|cSame|cEach|cEqual|cStart|cUntil|cPrice|cNot|cSay|cNow|cAnd|cThen|cOr)
	switch c {
	case 0:
		return 0
	case cRest:
		if _, n := s.phrase(i+1, cLastday); n > 1 { // "on the last day"
			return 0
		}
		s.add(item{kind: aSum, is: rest})
	case cOther: // "in two parts, one on 1 May and the other in June" has no rest
		if s.oneAndOther() {
			s.gap.words++
			break
		}
		s.add(item{kind: aSum, is: rest | other})
	case cSame:
		s.add(item{kind: aSum, is: same})
	case cNow: // "200 now and then 100 a month" is no now and then
		if last := len(s.out) - 1; (last < 0 || s.out[last].kind != aSum || s.gap != (gap{})) && !s.sumAt(i+n) {
			return 0
		}
		s.add(item{kind: aDay, first: s.options.Today, last: s.options.Today})
	case cSay:
		s.better = true
	case cAnd:
		s.gap.ands++
	case cThen:
		s.gap.thens++
	case cOr:
		s.gap.or = true
	default:
		s.add(item{kind: aMark, is: marks[c]})
	}
	return n
}

// sumAt reports whether a sum or a share begins at a token, or a few words behind it
// with no day between.
func (s *scan) sumAt(i int) bool {
	for j := i; j < len(s.all) && j < i+6 && s.adjoins(j); j++ {
		if s.all[j].day > 0 {
			return false
		}
		if _, n := s.phrase(j, cHalf); n > 0 || s.all[j].sum > 0 {
			return true
		}
	}
	return false
}

// oneAndOther reports whether what is shared in two parts has its first day.
func (s *scan) oneAndOther() bool {
	days := 0
	for k := len(s.out) - 1; k >= 0 && k > len(s.out)-6; k-- {
		switch o := &s.out[k]; {
		case o.kind == aDay:
			days++
		case o.kind == aCount:
			return o.count == 2 && days == 1
		case o.kind == aSum && !o.has(rest):
			return false
		}
	}
	return false
}

// negated reports a negation up to three words before a token.
func (s *scan) negated(i int) bool {
	for j := i; j > 0 && j > i-4 && s.adjoins(j); j-- {
		if s.all[j-1].is(cNot) {
			return true
		}
	}
	return false
}

// sum adds a sum that was found. What is open as a whole is no part, and a
// number that counts parts is no sum.
func (s *scan) sum(i int) {
	e := s.text.sums[s.all[i].sum-1]
	out := item{kind: aSum, value: e.Value, share: e.Share}
	switch {
	case e.Share.Rest:
		out = item{kind: aSum, is: rest}
	case e.Share.Den > 0:
		out.value = 0
	case e.Value <= 0, e.Value == s.options.Open:
		s.gap.words++
		return
	}
	if e.Share.Den > 0 && e.Share.Num == e.Share.Den { // "till all is paid"
		s.gap.words++
		return
	}
	if out.has(rest) {
		s.add(out)
		return
	}
	if e.Bare {
		out.is |= bare
	}
	s.put(out)
}

// put adds a sum. "The remaining 900", "de overige 60 %" are no rest.
func (s *scan) put(out item) {
	if last := len(s.out) - 1; last >= 0 && s.out[last].has(rest) && s.gap.cost() <= 1 {
		out.gap = s.out[last].gap
		s.out[last] = out
		s.gap = gap{}
		return
	}
	s.add(out)
}

// bareAt reads a number without a sign as a sum, where a day or nothing that
// is counted stands behind it.
func (s *scan) bareAt(i int) int {
	value, n := v.Amount(0), 1
	if s.all[i].figures {
		text := s.all[i].text
		if i+1 < len(s.all) && len(text) < 4 && s.all[i+1].thousands() { // "1 000"
			text, n = text+s.all[i+1].text, 2
		}
		value = cents(text)
	} else if spelled, used := s.number(i); used > 0 && spelled < 1_000_000 {
		value, n = v.Amount(spelled)*100, used
	}
	least := v.Amount(10_00)
	if i+n < len(s.all) && s.adjoins(i+n) && s.all[i+n].is(cMoney) {
		least, n = 1, n+1
	}
	if n > 1 && value > 0 && value == s.options.Open { // "which would finish the sixteen hundred"
		s.gap.words++
		return n
	}
	if value < least || value > v.MaxAmount || value == s.options.Open || s.options.Open > 0 && value > s.options.Open {
		return 0
	}
	if next := i + n; next < len(s.all) && s.adjoins(next) && s.all[next].day == 0 && s.all[next].sum == 0 {
		if c, _ := s.phrase(next, ^class(0)); c == 0 && s.weekdays[s.all[next].text] == 0 || c == cPart || c == cTimes || c == cDay || c == cWeek || c == cMonth {
			return 0
		}
	}
	s.put(item{kind: aSum, is: bare, value: value})
	return n
}
