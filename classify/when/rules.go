package when

// ruleText is a rule as it is written down: patterns, one a line, of the
// classes of their parts; "a|b" is one of two, "a?" may be absent.
type ruleText struct {
	name, pattern string
	meaning       func(p *parser, m *match) result
}

type innerText struct {
	describes class
	name      string
	pattern   string
	value     func(p *parser, m *match) (int, bool)
}

// innerRules describe months (M), weeks (W), quarters (Q) and years (Y) inside
// of expressions.
func innerRules() []innerText {
	out := []innerText{
		{cYearRef, "year", "unit? YEAR", yearNamed},
		{cMonthRef, "month", "month YR?", monthNamed},
		{cMonthRef, "month", "unit of? month YR?", monthCalled},
		{cMonthRef, "month-next", "next|coming|this|last month", monthNear},
		{cMonthRef, "month-next", "month next|coming|last|mark", monthNear},
		{cWeekRef, "week-number", "weekno WN YR?", weekNamed},
		{cWeekRef, "week-number", "weekno WN / YYYY|YY", weekNamed},
		{cWeekRef, "week-number", "glyph WN", weekGlyph},
		{cWeekRef, "week-number", "YYYY -? glyph|weekno WN", weekNamed},
		{cWeekRef, "week-number", "WN . weekno YR?", weekNamed},
		{cWeekRef, "week-of", "weekof at? X", weekOf},
		{cWeekRef, "week-of", "the? unit of|at X", weekOf},
		{cQuarterRef, "quarter", "quarter WN YR?", quarterNamed},
		{cQuarterRef, "quarter", "the? ORD quarter|unit YR?", quarterNamed},
	}
	near := map[class]func(*parser, *match) (int, bool){cYearRef: yearNear, cMonthRef: monthUnit, cWeekRef: weekUnit, cQuarterRef: quarterUnit}
	for _, c := range []class{cYearRef, cMonthRef, cWeekRef, cQuarterRef} {
		for _, pattern := range []string{"the? next|coming|this|last|next2|last2 unit", "the? unit next|coming|last|this", "the? unit after next", "the? unit before last", "the unit", "unit"} {
			out = append(out, innerText{c, "unit", pattern, near[c]})
		}
	}
	return out
}

// expressionRules name days and ranges. Of two matches the longer counts, of
// two that are as long the one that stands first.
func expressionRules() []ruleText {
	return append(append(silentRules(), absoluteRules()...), append(rangeRules(), append(relativeRules(), periodRules()...)...)...)
}

func silentRules() []ruleText {
	return []ruleText{
		{"silent", "block", fixedWords},
		{"silent", "recurring\nrecurring to|and recurring", keepsSilent},
		{"every", "every ORD? unit|weekday|short|month|daypart\nevery N unit|weekday", everyDay},
		{"every", "every the? X", everyDay},
		{"every", "the? DAY of? every unit\nthe? ORD|lastof weekday|unit of every unit\nX of every unit", keepsSilent},
		{"silent", "N last unit\nlast N unit", keepsSilent},
		{"terms", "N unit ended\nN unit part the? unit", keepsSilent},
		{"since", "at about? N unit", lasts},
	}
}

func absoluteRules() []ruleText {
	return []ruleText{
		{"iso", "YYYY - PLAIN - PLAIN\nYYYY / PLAIN / PLAIN\nYYYY . PLAIN . PLAIN", isoDay},
		{"compact", "COMPACT", compactDay},
		{"numeric", "PLAIN - PLAIN - YYYY|YY\nPLAIN / PLAIN / YYYY|YY\nPLAIN . PLAIN . YYYY|YY", numericDay},
		{"numeric-short", "PLAIN / PLAIN\nPLAIN - PLAIN\nPLAIN . PLAIN .?", shortDay},
		{"day-month", "DAY of? the? M mark?\nDAY - month - YYYY|YY\nDAY / month / YYYY|YY\nDAY - month\nDAY / month\nYYYY -|/ month -|/ DAY\nYYYY ,? month DAY", dayOfMonth},
		{"month-day", "month the? DAY YR? mark?\nmonth - PLAIN - YYYY|YY", dayOfMonth},
		{"weekday-date", "weekday|short ,? on|at|the? the? X", weekdayDate},
		{"weekday-day", "weekday|short ,? at? the? DAY mark?", weekdayDay},
		{"day", "at? the DAY\nat DAY\nthe? DAY mark\nat? the? DAY mark", loneDay},
		{"day-month", "M ,? at? the? DAY", dayOfNext},
		{"day-next", "at? the? next|coming|last ORD", nextDay},
		{"day-of-month", "at? the? monthday of? M?\nnext|coming monthday", dayOfEach},
		{"nth-weekday", "the? ORD|lastof weekday of? the? M|Q|Y", nthOf},
		{"nth-day", "the? ORD|lastof unit of? the? M|Q|Y", nthOf},
		{"holiday", "the? hol YR?\nnext|last|this|coming hol\nhol next|last|coming", holidayDay},
		{"payday", "payday of? M?\nnext|this|coming|last payday", payday},
	}
}

func rangeRules() []ruleText {
	return []ruleText{
		{"day-range", "from? weekday|short? ,? the? DAY to|or|/ at? the? weekday|short? ,? the? DAY of? the? M mark?", dayRange},
		{"day-range", "between the? DAY and at? the? DAY of? the? M mark?", dayRange},
		{"day-range", "month the? DAY to|or the? DAY YR?", monthFirstRange},
		{"several-days", "DAY and at? the? DAY of? the? M\nDAY , DAY and at? the? DAY of? the? M\nDAY , DAY , DAY and at? the? DAY of? the? M", severalDays},
		{"numeric-range", "PLAIN .? to|or at? the? PLAIN .|/ PLAIN .?\nPLAIN .? to|or at? the? PLAIN .|/ PLAIN .|/ YYYY|YY", numericRange},
		{"lone-range", "from the? DAY to at? the? DAY\nbetween the? DAY and the? DAY\nat? the DAY to|or at? the? DAY\nat DAY to|or at? the? DAY", loneRange},
		{"month-range", "from|inmonth? the? month YR? to the? month YR?\nbetween month and month YR?", monthRange},
		{"range", "X to at? the? X", fromTo},
		{"range", "between at? the? X and at? the? X", betweenTwo},
		{"choice", "X or at? the? X", eitherOr},
		{"same-day", "X ( X )\nX ,? X\nX ( weekday|short )", sameDay},
	}
}

func relativeRules() []ruleText {
	return []ruleText{
		{"day-from-today", "rel daypart?", fromToday},
		{"end-of-day", "eod on|at|of? the? X", endOfDay},
		{"within", "within about? coming|next? about? N coming|next? unit andhalf? coming|next?", within},
		{"within", "within about? N to|or|/ N unit\nwithin N unit or N", within},
		{"within", "within about? unit", within},
		{"within", "more about? N unit", within},
		{"within", "about? N unit\nabout? N to|or N unit", businessDays},
		{"next-days", "the? coming|next N unit\nthe? N coming|next unit", nextDays},
		{"next-business-day", "the? next|coming unit\nthe? unit next|coming", nextBusinessDay},
		{"ago", "about? N unit andhalf? ago rel?\nN unit ago on|at? weekday\nagopre about? N unit andhalf?\nagopre about? unit\nthe? unit ago", ago},
		{"from-now", "N unit andhalf? fromnow\nunit fromnow\nwithin N unit fromnow", fromNow},
		{"from-day", "within? N unit after|before at? the? X\nN unit on X", fromDay},
		{"from-day", "the? ORD? unit after|before the? X", fromDay},
		{"from-day", "N unit rel", fromRelative},
		{"from-day", "shift the? X", shifted},
		{"weekday-after", "the? ORD? weekday after|before the? X", weekdayAfter},
		{"weekdays-away", "N many fromnow|ago\nN many after|before the? X\nwithin N many\nagopre N many", weekdaysAway},
		{"same-day-of", "the? sameday of? the? W|M|Y", sameDayOf},
		{"plus", "X plus", plusDays},
		{"plus", "X within about? N unit", plusDays},
		{"weekday-in-weeks", "within N unit on|at? weekday", weekdayInWeeks},
		{"weekday", "weekday daypart?\nthis|next|coming|last weekday daypart?\nweekday next|coming|last daypart?\nweekday mark daypart?\nweekday daypart next|coming|last|mark\ncoming next weekday\nnext2 weekday\nweekday after next\nthe? weekday before last\nlast2 weekday daypart?\nthis coming|next weekday daypart?", weekday},
		{"weekday-short", "short daypart?\nthis|next|coming|last short daypart?\nshort mark", weekdayShort},
	}
}

func periodRules() []ruleText {
	return []ruleText{
		{"week", "W", week},
		{"week-range", "weekno WN to|or|and|/ weekno? WN", weekRange},
		{"weekday-of-week", "weekday daypart? ,? of|at? the? W\nshort ,? of|at? the? W\nW ,? on|at|of? the? weekday daypart?\nW on|at? short", weekdayOfWeek},
		{"part", "part of? the? M|W|Q|Y", partOf},
		{"part", "ended of? M|Q|Y?\nended0\nended1\nthe? next|this|coming|last ended|ended0|ended1", endOf},
		{"several-parts", "part of? the? month and month\npart of? the? month , month and month\npart of? the? month , month , month and month", severalParts},
		{"part-range", "part to|or|/ part of? the? M|W|Q|Y", partRange},
		{"half", "span of? the? M|Q|Y", halfOf},
		{"month", "inmonth? M", month},
		{"month", "inmonth the? month", month},
		{"month", "Y inmonth? month", monthOfYear},
		{"quarter", "Q", quarter},
		{"half-year", "half WN YR?", halfYear},
		{"half-year", "the? ORD unit YR?", semester},
		{"year", "inmonth|at|from Y\nY", yearSpan},
		{"weekend-eve", "before the? this|coming? unit", weekendEve},
		{"weekend", "the? next|coming|this|last unit\nthe? unit next|coming|last\nthe? unit after next\nthe|at|inmonth unit\ncoming next unit", weekend},
		{"weekend", "the? unit of|at the? X", weekend},
	}
}
