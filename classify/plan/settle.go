package plan

import (
	"cmp"
	"slices"

	v "github.com/voldaan/voldaan"
)

// ledger is what a plan comes to as its groups are read.
type ledger struct {
	options  Options
	parts    []v.Instalment
	open     v.Amount // what the plan pays off
	left     v.Amount // of it
	rest     int      // the part that is the rest; -1: none
	value    v.Amount // the sum named last, for "the same"
	share    bool     // a share was named
	repeated bool
	bare     bool // all sums are numbers without a sign
}

// leastPart is the part of what is open that numbers without a sign must come
// to: one so many'th.
const leastPart = 10

// settle computes the parts from their groups.
func settle(groups []set, o Options) []v.Instalment {
	l := &ledger{options: o, open: o.Open, left: o.Open, rest: -1, bare: true}
	for i, g := range groups {
		ok := false
		switch g.form {
		case listed:
			ok = l.list(g.items)
		case divided:
			l.bare = false
			ok = l.divide(g.items)
		case repeated:
			l.bare = false
			ok = l.repeat(g.items, l.fixed(groups[i+1:]))
		}
		if !ok || len(l.parts) > MaxParts {
			return nil
		}
	}
	return l.close()
}

// close computes the rest, and puts the parts in order.
func (l *ledger) close() []v.Instalment {
	if l.rest >= 0 {
		if l.left <= 0 {
			return nil
		}
		for _, p := range l.parts {
			if p.Day > l.parts[l.rest].Day {
				return nil
			}
		}
		l.parts[l.rest].Amount = l.left
		l.left = 0
	}
	if l.bare && l.rest < 0 && (l.open-l.left)*leastPart < l.open {
		return nil // numbers of something else
	}
	if len(l.parts) < 2 || l.open > 0 && l.left < 0 {
		return nil
	}
	slices.SortStableFunc(l.parts, func(a, b v.Instalment) int { return cmp.Compare(a.Day, b.Day) })
	for i := range l.parts {
		if l.parts[i].Number = i + 1; l.parts[i].Day < l.options.Today || i > 0 && l.parts[i].Day == l.parts[i-1].Day || l.parts[i].Amount <= 0 {
			return nil
		}
	}
	return l.parts
}

// pay adds a part.
func (l *ledger) pay(day v.Date, sum v.Amount) {
	l.parts = append(l.parts, v.Instalment{Day: day, Amount: sum})
	l.left -= sum
}

// amount is the value of a sum; 0 for one that cannot be known.
func (l *ledger) amount(i *item) v.Amount {
	switch {
	case i.has(same):
		return l.value
	case i.share.Den > 0:
		n, d := v.Amount(i.share.Num), v.Amount(i.share.Den)
		sum := (2*l.open*n + d) / (2 * d)
		if sum == l.left+1 {
			sum = l.left // the second half of an odd cent
		}
		l.share = true
		return sum
	case i.has(bare) && l.share && l.left > 0 && i.value < 100_00 && l.open*i.value/100_00 == l.left:
		return l.left // "50 percent …, the last 25"
	}
	return i.value
}

// list pays a sum on each of its days; the rest is computed at the end.
func (l *ledger) list(items []item) bool {
	var sum *item
	for i := range items {
		if items[i].kind == aSum {
			sum = &items[i]
		}
	}
	if sum.has(rest) {
		if l.rest >= 0 || l.open == 0 {
			return sum.has(other)
		}
		for _, i := range items {
			if i.kind == aDay {
				l.rest = len(l.parts)
				l.pay(i.date(), 0)
			}
		}
		return true
	}
	value := l.amount(sum)
	l.bare = l.bare && sum.has(bare)
	for _, i := range items {
		if i.kind == aDay {
			l.pay(i.date(), value)
		}
	}
	l.value = value
	return value > 0
}

// divide shares a total, or what is left, between the days in equal parts of
// whole cents; the last takes the difference. A sum "each" is not shared.
func (l *ledger) divide(items []item) bool {
	var days []v.Date
	var sum v.Amount
	single := false
	for k := range items {
		switch i := &items[k]; i.kind {
		case aDay:
			days = append(days, i.date())
		case aSum:
			if !i.has(rest) {
				sum = l.amount(i)
			}
		}
		single = single || items[k].has(each|of)
	}
	n := v.Amount(len(days))
	total := l.left
	switch {
	case sum > 0 && (single || l.open > 0 && sum*n <= l.left):
		total = sum * n
	case sum > 0:
		total = sum
	}
	if total <= 0 || n == 0 {
		return false
	}
	for i, d := range days {
		part := total / n
		if i == len(days)-1 {
			part = total - part*(n-1)
		}
		l.pay(d, part)
	}
	return true
}

// fixed is what groups pay that come later, as far as their sums are known.
func (l *ledger) fixed(groups []set) (sum v.Amount) {
	for _, g := range groups {
		if g.form != listed {
			continue
		}
		days, value := 0, v.Amount(0)
		for _, i := range g.items {
			switch i.kind {
			case aDay:
				days++
			case aSum:
				value = i.value
			}
		}
		sum += value * v.Amount(days)
	}
	return sum
}
