package when

import (
	"strings"
	"sync"
)

// class is what a rule asks of a place in the text: a kind of word, a kind of
// number, or something that rules of its own describe.
type class uint8

const (
	// Words, from the lexicon.
	cWeekday class = iota
	cShort         // a weekday's abbreviation
	cMonth
	cWeak // a month that is also a name or a word
	cNumberWord
	cSuffix // of an ordinal in figures
	cOf
	cThe
	cAt      // a preposition before a day
	cInMonth // a preposition before a month
	cNext
	cComing
	cThis
	cLast
	cMark // "a.s.", "jl.", "prochain" behind a day
	cRel  // days from today
	cDaypart
	cEndOfDay
	cUnit
	cWithin
	cAbout
	cMore
	cAgo
	cAgoBefore
	cAfter
	cBefore
	cFromNow
	cBasis // what a payment term counts from
	cPart  // begin, middle or end
	cEnded // "month end"
	cBegun
	cMiddle
	cSpan // first or second half
	cTo
	cFrom
	cBetween
	cAnd
	cOr
	cOn
	cWeekNo
	cGlyph // the letter of a week, glued to its number
	cWeekOf
	cQuarter
	cHalf
	cLastOf
	cEvery
	cRecurring
	cPayday
	cCurrency // or another unit that makes an amount
	cTime
	cTimePrep
	cRef // what stands before a number that is no date
	cTitle
	cCompany
	cStreet
	cNoun // what an ordinal counts
	cBlock
	cHoliday
	cShift // "the eve of"
	cPlus  // "en huit"
	cDoc   // what bears a past date
	cPast
	cFuture
	cConj
	cSubject
	cDateWord
	cDeadline
	cNext2     // "übernächste"
	cCountWord // "a couple of"
	cPerfect   // a verb that makes a perfect with a participle
	cHours     // what tells that days are those of opening hours
	cMeasure   // what tells that figures are no date
	cTimely    // what tells that figures are a date
	cMonthDay  // a word for a day of each month
	cPossessive
	cMany    // a weekday in the plural
	cLast2   // "vorletzte"
	cAndHalf // "and a half"
	cSameDay // "this day" of another week
	cNextDay // "the day after", of the day named before
	cPresent // a verb of paying or going as it stands for what is to come

	// Numbers, from the text.
	cDay     // 1 to 31, with or without what makes it an ordinal, or spelled
	cOrdinal // an ordinal
	cPlain   // one or two digits, 1 to 31
	cMM      // one or two digits, 1 to 12
	cYY      // two digits
	cYYYY    // four digits of a year of our time
	cYear    // the same, or spelled
	cYear2   // what may follow a day and month as their year
	cWeekNumber
	cCount   // a number of days or weeks
	cCompact // eight digits

	// Signs.
	cDot
	cComma
	cSlash
	cDash
	cOpen
	cClose

	// What rules describe.
	cMonthRef
	cWeekRef
	cQuarterRef
	cYearRef
	cExpr
	cNone
)

// classNames are the words of the lexicon files and of the rules, in the order
// of the classes.
const classNames = `weekday short month weak number suffix of the at inmonth next coming this last mark rel daypart eod unit
within about more ago agopre after before fromnow basis part ended ended0 ended1 span to from between and or on weekno
glyph weekof quarter half lastof every recurring payday currency time timeprep ref title company street noun block hol
shift plus doc past future conj subject dateword deadline next2 count perfect hours measure timely monthday own many last2 andhalf sameday dayafter present
DAY ORD PLAIN MM YY YYYY YEAR YR WN N COMPACT . , / - ( ) M W Q Y X`

func classOf(name string) (class, bool) {
	c, ok := classesByName()[name]
	return c, ok
}

var classesByName = sync.OnceValue(func() map[string]class {
	out := map[string]class{}
	for i, n := range strings.Fields(classNames) {
		out[n] = class(i)
	}
	return out
})

// set is a set of classes.
type set struct{ low, high uint64 }

func (s *set) add(c class) {
	if c < 64 {
		s.low |= 1 << c
	} else {
		s.high |= 1 << (c - 64)
	}
}

func (s *set) drop(c class) {
	if c < 64 {
		s.low &^= 1 << c
	} else {
		s.high &^= 1 << (c - 64)
	}
}

func (s set) has(c class) bool {
	if c < 64 {
		return s.low>>c&1 == 1
	}
	return s.high>>(c-64)&1 == 1
}

func (s set) meets(o set) bool { return s.low&o.low|s.high&o.high != 0 }

func (s set) or(o set) set { return set{s.low | o.low, s.high | o.high} }

func setOf(c ...class) set {
	var s set
	for _, x := range c {
		s.add(x)
	}
	return s
}

// unit is a length of time.
type unit int

const (
	noUnit unit = iota
	uDay
	uBusinessDay
	uWeek
	uFortnight
	uMonth
	uQuarter
	uYear
	uHour
	uMinute
	uWeekend
	uHalfYear
	uDays8
	uDays15
	uSemester
)

func unitOf(name string) (unit, bool) {
	for i, n := range strings.Fields("day bday week fortnight month quarter year hour minute weekend halfyear days8 days15 semester") {
		if n == name {
			return unit(i + 1), true
		}
	}
	return noUnit, false
}
