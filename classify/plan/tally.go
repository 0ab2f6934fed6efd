package plan

// tally counts what is in a group as it grows.
type tally struct {
	days, sums, rests, counts, rhythms int
	marks                              mark
	count                              int
	cost                               int // of the gaps
	between                            int // those of the gaps between two days
	loose                              bool
	or                                 bool
	sumFirst                           bool
	leaves                             bool // a rest behind a sum
	ends                               int  // days behind "until"
	last                               kind
	lastMark                           mark
}

// add adds an item; false where no group can have it.
func (t *tally) add(i *item, first bool) bool {
	if !first {
		cost := i.gap.cost()
		if i.kind == aDay && t.last == aDay && t.days > 0 {
			t.between += cost
			t.loose = t.loose || i.gap.loose || i.gap.stops > 0
			cost = min(cost, joinCost)
		}
		t.cost += cost
		t.or = t.or || i.gap.or
	}
	switch i.kind {
	case aDay:
		if t.lastMark == until {
			t.ends++
		} else {
			t.days++
		}
	case aSum:
		t.sumFirst = t.sumFirst || t.days == 0
		if i.has(rest) {
			t.leaves = t.leaves || t.sums > 0
			t.rests++
		} else {
			t.sums++
		}
	case aCount:
		t.counts++
		t.count = i.count
	case aRhythm:
		t.rhythms++
	}
	if t.lastMark = 0; i.kind == aMark {
		t.lastMark = i.is
	}
	if t.marks |= i.is & (each | equal | until | price | over | of); i.kind != aMark {
		t.last = i.kind
	}
	return t.sums <= 2 && t.rests <= 1 && t.counts <= 2 && t.rhythms <= 4 && t.days+t.ends <= MaxParts && t.cost < 200
}

// judge is the form that a group has, and its cost.
func (t *tally) judge(items []item) (form, int) {
	switch {
	case t.or || t.marks&price != 0:
		return skipped, 0
	case t.rhythms > 0:
		return t.repeated()
	case t.days == 0 || t.ends > 0:
		return skipped, 0
	case t.sums+t.rests == 1 && t.counts == 0 && t.days == 1:
		return listed, t.cost
	case t.counts == 1 && t.count == t.days && t.sums <= 1, t.counts == 0 && t.marks&equal != 0 && t.days > 1 && t.sums <= 1:
		if t.loose {
			return divided, t.cost + 6
		}
		return divided, t.cost - 4*t.days
	case t.sums == 1 && t.rests == 0 && t.counts == 0 && !t.loose:
		return t.shared()
	}
	return skipped, 0
}

// shared is a sum of which each of several days has one.
func (t *tally) shared() (form, int) {
	switch {
	case t.marks&each != 0:
		return listed, t.cost
	case t.sumFirst:
		return listed, t.cost + 8*(t.days-1)
	}
	return skipped, 0
}

// repeated is a sum, or a count that shares what is open, with its rhythm.
func (t *tally) repeated() (form, int) {
	if t.sums > 1 || t.leaves && t.counts > 0 || t.days > 3 || t.counts > 1 || t.sums == 0 && t.counts == 0 || t.ends > 1 {
		return skipped, 0
	}
	cost := t.cost + 8*max(t.days-1, 0)
	if t.sums == 0 {
		cost += 6
	}
	return repeated, cost
}
