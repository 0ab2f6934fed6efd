package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// maxWeight bounds the pounds that are a weight: heavier goods are told in kilos.
const maxWeight voldaan.Amount = 20_00

// weight reports that pounds are no money but a weight, from the noun behind
// them ("2 pond aardappelen", "zwei Pfund Kaffee", "3 pounds of butter"). A
// number of them stands before token m.from.
func (s *scan) weight(value voldaan.Amount, m mark) bool {
	i := m.to
	if !m.named || m.to != m.from+1 || value > maxWeight || !s.oneOf(m.from, "pond ponden pound pounds pfund") || !s.near(i) || s.all[i].kind != word {
		return false
	}
	if s.oneOf(i, "of") {
		return !s.ofSum(i) && s.near(i+1) && s.all[i+1].class&(rate|sum) == 0
	}
	for _, cost := range []string{"kost", "porto", "gebuhr", "versand", "verzend", "posta", "shipping", "charge", "extra", "cheaper", "lighter", "koper", "duur", "teu", "bill"} {
		if strings.Contains(s.all[i].text, cost) {
			return false
		}
	}
	known := pay | part | timely | month | follow | before | of | sum | rate | and | to | full | be | judge | coin | portion
	return s.all[i].class&known == 0 && !s.numeric(i)
}
