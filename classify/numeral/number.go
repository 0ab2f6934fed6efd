package numeral

// verdict says what a part does to the number before it.
type verdict int

const (
	fits        verdict = iota
	ends                // the number is over before the part
	otherNumber         // the part belongs to another number, which began before it
	tooLarge
)

// number is a number under way.
type number struct {
	fr, inverted bool  // French; the unit before the ten ("vijfentwintig")
	total        int64 // of the thousands and millions that are closed
	scale        int64 // the last of those
	group        int64 // what is under a thousand, or under ten thousand in hundreds
	room         int64 // the next part of the group is less than this
	last         int64 // value of the last part, and for a joining word
	before       int64 // room before the last part
	hundreds     bool  // the group has its hundred
	many         bool  // of ten hundreds and more
	zero         bool
	ordinal      bool
}

func newNumber(language string) number {
	return number{fr: language == "fr", inverted: language == "nl" || language == "de", scale: tooMuch, room: 1000, last: -2}
}

// value is the number so far.
func (n *number) value() int64 { return n.total + n.group }

// complete reports that it may end here.
func (n *number) complete() bool { return n.last != and && n.last != -2 }

// add takes a part; glued says that it is written in one word with others, or
// is no article by its accent.
func (n *number) add(p part, glued bool) verdict {
	if n.ordinal || n.zero {
		return ends
	}
	if p.article && !glued && (n.last >= 100 && !n.fr || n.last == and && n.before >= 100) {
		return ends
	}
	v := ends
	switch {
	case p.value == and:
		return n.join(glued)
	case p.value == 0:
		if n.last == -2 {
			n.zero, v = true, fits
		}
	case p.value >= tooMuch:
		v = tooLarge
	case p.value >= 1000:
		v = n.multiply(p.value)
	case p.value == 100:
		v = n.hundred()
	case p.value >= 20:
		v = n.ten(p.value)
	default:
		v = n.small(p.value)
	}
	if v == fits {
		n.last, n.ordinal = p.value, p.ordinal
	}
	return v
}

// join takes "and": behind hundreds and thousands, between unit and ten in
// Dutch and German, and before "un" and "onze" in French.
func (n *number) join(glued bool) verdict {
	unit := n.last >= 1 && n.last <= 9 && n.before >= 100
	switch {
	case n.last < 0:
		return ends
	case n.fr && n.last >= 20 && n.last < 100, n.fr && n.last == 1000, n.fr && n.last == 100 && glued:
	case n.inverted && unit, !n.fr && n.last >= 100:
	default:
		return ends
	}
	n.before = n.room
	if n.inverted && unit {
		n.before = 10 // what follows must be a ten
	}
	n.last = and
	return fits
}

// small takes 1 to 19.
func (n *number) small(x int64) verdict {
	switch {
	case n.last == and && n.inverted && n.before == 10:
		return ends
	case n.last == and && n.fr && n.before <= 20 && x != 1 && x != 11, x >= n.room:
		return ends
	case n.fr && n.last == 10 && x < 7: // dix-sept, but not dix-un
		return ends
	}
	n.before = n.room
	n.room = 0
	if n.fr && x == 10 {
		n.room = 10
	}
	n.group += x
	return fits
}

// ten takes 20 to 90.
func (n *number) ten(x int64) verdict {
	switch {
	case n.fr && x == 20 && n.last == 4 && n.before >= 100:
		n.group += 76
		n.room = 20
		return fits
	case n.inverted && n.last == and && n.before == 10:
		n.room = 0
	case n.room < 100:
		return ends
	case n.inverted:
		n.room = 0
	case n.fr && x == 60:
		n.room = 20
	default:
		n.room = 10
	}
	n.group += x
	n.before = 0
	return fits
}

// hundred multiplies the group. In French a number that takes no hundred may
// be one of cents.
func (n *number) hundred() verdict {
	g := max(n.group, 1)
	switch {
	case n.last == and && n.inverted && n.before == 10, n.hundreds:
		return otherNumber
	case n.last == 10 && n.group == 10, g > 99, n.fr && (n.group == 1 || n.group == 10 || g > 19):
		return ends
	case g > 9 && (g%10 == 0 || n.total > 0):
		return otherNumber
	}
	n.group, n.room, n.before = 100*g, 100, 1000
	n.hundreds, n.many = true, g > 9
	return fits
}

// multiply closes the group by a thousand or a million.
func (n *number) multiply(x int64) verdict {
	g := max(n.group, 1)
	switch {
	case x >= n.scale, n.many, n.last == and && n.inverted && n.before == 10:
		return otherNumber
	case n.fr && n.group == 1 && x == 1000:
		return ends
	}
	n.total += g * x
	n.scale, n.group, n.room, n.before = x, 0, 1000, 1000
	n.hundreds, n.many = false, false
	return fits
}
