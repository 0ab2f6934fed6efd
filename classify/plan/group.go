package plan

// form is how the items of a group make parts.
type form uint8

const (
	skipped  form = iota
	listed        // a sum and its days
	divided       // days that share what is open
	repeated      // a sum or a count, and a rhythm
)

// set is a group of items that stand together.
type set struct {
	form  form
	items []item
}

// longestGroup bounds the items of a group: the days of the longest plan.
const longestGroup = MaxParts + 12

// What it costs to leave an item out.
var skip = [...]int{aDay: 40, aSum: 44, aCount: 30, aRhythm: 30, aMark: 0}

// group cuts the items into the groups that cost least in all, in time linear
// in their number.
func group(items []item) []set {
	type step struct {
		cost, from int
		form       form
	}
	best := make([]step, len(items)+1)
	for i := range items {
		best[i+1].cost = 1 << 30
	}
	for i := range items {
		left := skip[items[i].kind]
		if items[i].has(rest) {
			left = 10
		}
		if items[i].has(bare) {
			left = 30
		}
		if c := best[i].cost + left; c < best[i+1].cost {
			best[i+1] = step{c, i, skipped}
		}
		var t tally
		for j := i; j < len(items) && j < i+longestGroup; j++ {
			if !t.add(&items[j], j == i) {
				break
			}
			if f, c := t.judge(items[i : j+1]); f != skipped && best[i].cost+c < best[j+1].cost {
				best[j+1] = step{best[i].cost + c, i, f}
			}
		}
	}
	var out []set
	for i := len(items); i > 0; i = best[i].from {
		if best[i].form != skipped {
			out = append(out, set{best[i].form, items[best[i].from:i]})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
