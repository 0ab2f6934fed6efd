package plan

import (
	v "github.com/voldaan/voldaan"
)

// course is a rhythm with all that its group says of it.
type course struct {
	rhythm rhythm
	sum    v.Amount
	count  int
	first  v.Date
	month  v.Date // the last day of a month that is named without a day
	until  v.Date
	within bool // "till it is gone": the last part may be cut
}

// repeat pays a sum in a rhythm: as often as is said, or until what is left is
// paid, but for what is paid later.
func (l *ledger) repeat(items []item, later v.Amount) bool {
	if l.repeated || l.rest >= 0 {
		return false
	}
	l.repeated = true
	c := l.course(items)
	first := c.start(l.options.Today)
	if first == 0 && len(l.parts) > 0 {
		last := l.parts[len(l.parts)-1].Day
		if first = c.rhythm.next(last); first == 0 {
			first = c.rhythm.on(last, 1)
		}
	}
	if first == 0 {
		first = c.rhythm.next(l.options.Today)
	}
	if n := len(l.parts); n > 0 && first == l.parts[n-1].Day && c.rhythm.known() {
		first = c.rhythm.on(first, 1) // "a quarter on Friday the 19th, the others each month on the 19th"
	}
	if first == 0 || first < l.options.Today {
		return false
	}
	return l.run(c, first, later)
}

// run adds the parts of a course.
func (l *ledger) run(c course, first v.Date, later v.Amount) bool {
	left := l.left - later
	if c.until > 0 && c.count == 0 {
		for c.count <= MaxParts && c.rhythm.on(first, c.count) <= c.until {
			c.count++
		}
	}
	switch {
	case c.sum == 0 && (c.count < 1 || left <= 0):
		return false
	case c.sum == 0:
		c.sum = left / v.Amount(c.count)
		if c.sum == 0 {
			return false
		}
		for i := range c.count {
			part := c.sum
			if i == c.count-1 {
				part = left - c.sum*v.Amount(c.count-1)
			}
			l.pay(c.rhythm.on(first, i), part)
		}
		return true
	case c.count == 0 && (left <= 0 || left > c.sum*MaxParts):
		return false
	case c.count == 0:
		c.count, c.within = int((left+c.sum-1)/c.sum), true
	}
	for i := range min(c.count, MaxParts+1) {
		part := c.sum
		if c.within && part > left {
			part = left
		}
		if part <= 0 {
			break
		}
		l.pay(c.rhythm.on(first, i), part)
		left -= part
	}
	l.value = c.sum
	return true
}

// course reads the items of a rhythm.
func (l *ledger) course(items []item) course {
	var c course
	ends := false
	for k := range items {
		i := &items[k]
		switch i.kind {
		case aRhythm:
			c.rhythm = c.rhythm.with(i.rhythm)
		case aCount:
			c.count = i.count
		case aSum:
			if !i.has(rest) {
				part := *i
				part.share.Num = min(part.share.Num, 1) // "the other three quarters, one a month"
				c.sum = l.amount(&part)
			}
		case aDay:
			switch {
			case ends:
				c.until = i.last
			case i.wholeMonth():
				c.month = i.last
			case i.has(start) && c.rhythm.day > 0: // "begin October", beside "every 10th"
				c.month = monthEnd(i.last)
			case c.first == 0 || i.first > c.first && c.first == l.options.Today:
				c.first = i.last
			}
		}
		if i.kind == aMark {
			ends = i.has(until)
			c.within = c.within || i.has(until)
		} else {
			ends = false
		}
	}
	return c
}

// start is the first day that is named: "from the 10th", "the 10th … from
// April on", "in May" with a day of the rhythm, or its last day.
func (c *course) start(today v.Date) v.Date {
	switch {
	case c.month > 0 && c.rhythm.day > 0:
		return dayOf(c.month, 0, c.rhythm.day)
	case c.month > 0 && c.first > 0:
		return dayOf(c.month, 0, c.first.Time().Day())
	case c.month > 0 && c.rhythm.weekday > 0:
		return c.rhythm.next(max(dayOf(c.month, 0, 1)-1, today))
	case c.month > 0:
		return c.month
	}
	return c.first
}
