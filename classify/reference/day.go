package reference

import "strconv"

// day reports whether the pieces from i to j, or the row with signs between
// them that they are a part of, can be a day: 17-04-2026, 2026-04-17, 17/04.
// A number that itself has as many parts is no day.
func (f *finder) day(i, j, parts int) bool {
	from, to := i, j
	for from > 0 && f.ps[from-1].digits && from > i-3 && f.tied(from) {
		from--
	}
	for to < len(f.ps) && f.ps[to].digits && to < j+3 && f.tied(to) {
		to++
	}
	for k := from + 1; k < to; k++ {
		if !f.ps[k].digits || !f.tied(k) {
			return false
		}
	}
	if to-from == parts || !f.ps[from].digits {
		return false
	}
	value := func(k int) int {
		v, err := strconv.Atoi(f.ps[k].text)
		if err != nil || len(f.ps[k].text) > 4 {
			return -1
		}
		return v
	}
	switch to - from {
	case 2:
		return len(f.ps[from].text) <= 2 && len(f.ps[from+1].text) <= 2 && dayMonth(value(from), value(from+1))
	case 3:
		a, b, c := value(from), value(from+1), value(from+2)
		return year(f.ps[from].text) && dayMonth(c, b) || (year(f.ps[from+2].text) || len(f.ps[from+2].text) == 2 && c >= 0) && (dayMonth(a, b) || dayMonth(b, a))
	}
	return false
}

// tied reports whether the piece k stands behind a sign as in a day.
func (f *finder) tied(k int) bool {
	g, sign := f.gap(k)
	return g == tight && sign != '_'
}

func dayMonth(day, month int) bool { return day >= 1 && day <= 31 && month >= 1 && month <= 12 }

// clock reports whether the pieces are a part of a time, 14:30.
func (f *finder) clock(i, j int) bool {
	colon := func(k int) bool {
		return k > 0 && k < len(f.ps) && f.ps[k].digits && f.ps[k-1].digits && len(f.ps[k-1].text) <= 2 &&
			f.ps[k].from-f.ps[k-1].to == 1 && f.signs[f.ps[k-1].to] == ':'
	}
	return colon(i) || colon(j)
}
