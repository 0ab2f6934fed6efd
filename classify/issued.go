package classify

import (
	"maps"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// byDay finds the invoices "of 12 May" and "of October": those issued, or else
// due, on that day or in that month.
func (s *scan) byDay(folded, rest string, t []said, days []when.Expression) []string {
	var out []string
	add := func(fits func(v.Date) bool) {
		for _, of := range []func(v.ContextInvoice) v.Date{
			func(i v.ContextInvoice) v.Date { return i.Issued }, func(i v.ContextInvoice) v.Date { return i.Due },
		} {
			found := false
			for _, i := range s.ctx.Invoices {
				if day := of(i); !day.IsZero() && fits(day) {
					if found = true; !slices.Contains(out, i.Number) {
						out = append(out, i.Number)
					}
				}
			}
			if found {
				return
			}
		}
	}
	for _, d := range days {
		add(func(day v.Date) bool { return day >= d.Value && day <= d.Last() })
	}
	if !slices.ContainsFunc(t, func(x said) bool { return x.way == byMonth && endsIn(folded[:x.from], beforeMonth) }) {
		return out
	}
	month := func(name string) {
		add(func(day v.Date) bool { return int(day.Time().Month()) == monthNames[name] })
	}
	for _, m := range ofMonth.FindAllStringSubmatchIndex(folded, -1) {
		if from := strings.LastIndexByte(rest[:m[2]], '%'); rest[m[2]] == ' ' && from >= 0 && ofTheMonth.MatchString(folded[from:m[2]]) {
			continue
		}
		month(folded[m[2]:m[3]])
		for rest := folded[m[3]:]; ; { // "of May and June"
			next := andMonth.FindStringSubmatch(rest)
			if next == nil || monthNames[next[1]] == 0 {
				break
			}
			month(next[1])
			rest = rest[len(next[0]):]
		}
	}
	return out
}

// ofTheMonth is what begins a day that is not one of issue: "the last working day
// of November".
var ofTheMonth = lazyregexp.MustCompile(`(?:dag|day|tag|jour|week|woche|semaine|eind|end|ende|fin|begin|debut|anfang|mitte|mid|half) `)

// beforeMonth are the words behind which a month is that of invoices.
var beforeMonth = strings.Split("van|of|from|for|uit|voor|de|du|d'|vom|aus|im|der|die|the|two|twee|deux|zwei|andere", "|")

// endsIn reports whether a text ends in one of some words, with or without
// blanks.
func endsIn(s string, words []string) bool {
	s = strings.TrimRight(s, " ")
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

var andMonth = lazyregexp.MustCompile(`^(?: (?:en|and|et|und|&) | ?, ?)(?:van |of |de |vom )?([a-z]{3,9})\b`)

var ofMonth = func() *lazyregexp.Regexp {
	names := slices.Sorted(maps.Keys(monthNames))
	return lazyregexp.MustCompile(`\b(?:van|of|from|for|uit|voor|de|du|d' ?|vom|aus|im|der|die|the|from|two|twee|deux|zwei|andere) ?\b(` + strings.Join(names, "|") + `)\b(?: (?:one|ones|invoice|bill|is|was|ist|wird|wordt|factuur)\b|[^ 0-9]|$|(?: [a-z:=>(-]))`)
}()

// monthNames are the names of months, folded, with their numbers.
var monthNames = func() map[string]int {
	out := map[string]int{}
	for _, language := range []string{
		"januari februari maart april mei juni juli augustus september oktober november december",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"january february march april may june july august september october november december",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"janner feber maerz april mai juni juli august september oktober november dezember",
	} {
		for i, name := range strings.Fields(language) {
			out[name] = i + 1
		}
	}
	return out
}()
