package classify

import (
	"cmp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
)

// byPlace finds "the first two", "the last one", "the second", "the big one":
// places go by the day of issue. rest has blanks for days, which are none:
// "the last Friday".
func (s *scan) byPlace(folded, rest string, t []said) (out []string) {
	if len(s.ctx.Invoices) < 2 || waysOf(t)&(byOrder|byBig|bySmall) == 0 {
		return nil
	}
	byIssue, byOpen := slices.Clone(s.ctx.Invoices), slices.Clone(s.ctx.Invoices)
	slices.SortStableFunc(byIssue, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Issued, b.Issued) })
	slices.SortStableFunc(byOpen, func(a, b v.ContextInvoice) int { return cmp.Compare(a.Open, b.Open) })
	end := 0
	for _, x := range t {
		n := max(x.count, 1)
		if x.way&(byOrder|byBig|bySmall) == 0 || x.from < end || n >= len(byIssue) || rest[x.to-1] == ' ' {
			continue
		}
		behind := folded[x.to:]
		if x.way&(byBig|bySmall) != 0 {
			behind = behindBig(behind)
		} else if strings.HasPrefix(strings.TrimLeft(rest[x.to:], " "), "$") { // "the second 500"
			continue
		}
		if !ofInvoices(behind) {
			continue
		}
		end = x.to
		var some []v.ContextInvoice
		switch at := map[way]int{bySecond: 1, byThird: 2, byFourth: 3}[x.way]; {
		case x.way == byFirst:
			some = byIssue[:n]
		case x.way == byLast:
			some = byIssue[len(byIssue)-n:]
		case x.way == bySmall:
			some = byOpen[:n]
		case x.way == byBig:
			some = byOpen[len(byOpen)-n:]
		case at < len(byIssue):
			some = byIssue[at : at+1]
		}
		for _, i := range some {
			if !slices.Contains(out, i.Number) {
				out = append(out, i.Number)
			}
		}
	}
	return out
}
