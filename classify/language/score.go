package language

import "slices"

// Logarithms of how often a word of each tier stands in a text: function
// words, words of business mail, other words, and those in no list.
var tierLog = [...]float64{absent: -11, common: -5, business: -6.3, other: -7.8}

const (
	maxLoss     = 7.0 // what one word can cost a language
	maxShape    = 3.0 // what the letters of a word alone can cost it
	shapeFactor = 0.35
)

// scores are the log likelihoods of a text in each language.
type scores struct {
	total   [languages]float64
	known   [languages]float64 // weight of the words that stand in a language's list
	weight  float64            // of all words
	unknown float64            // of those in no list of any language
	family  []int              // the languages that can be meant
}

// rare is how much less likely a text of a language is here: customers write
// in the four of the product mostly.
func rare(l int) float64 {
	switch codes[l] {
	case "nl", "fr", "en", "de":
		return 0
	case "af":
		return -2.4
	case "ca", "sk", "hr", "bg", "et", "lt", "lv", "sl":
		return -1.6
	}
	return -0.6
}

// score adds up what each word tells. A word that stands often counts twice at
// most, so that one word repeated cannot outvote the rest.
func (m *tables) score(words []word, family []int) *scores {
	s := &scores{family: family}
	for _, l := range family {
		s.total[l] = rare(l)
	}
	seen := make(map[string]uint8, len(words))
	for _, w := range words {
		if seen[w.text]++; seen[w.text] <= 2 {
			s.add(m, w)
		}
	}
	return s
}

func (s *scores) add(m *tables, w word) {
	t := m.lookup(w.text)
	weight := w.weight(t)
	if weight == 0 {
		return
	}
	shape := m.shape(w.text, s.family)
	var logs [languages]float64
	top := -100.0
	for _, l := range s.family {
		loss := min(shape[l]*shapeFactor, maxShape)
		if t.of(l) != absent {
			loss = 0
			s.known[l] += weight
		}
		logs[l] = -loss
		if t != unlisted {
			logs[l] += tierLog[t.of(l)]
		}
		top = max(top, logs[l])
	}
	for _, l := range s.family {
		s.total[l] += weight * max(logs[l]-top, -maxLoss)
	}
	s.weight += weight
	if t == unlisted {
		s.unknown += weight
	}
}

// best is the likeliest language and by how much, each raised by its bonus.
func (s *scores) best(bonus map[int]float64) (l int, margin float64) {
	l, second := s.family[0], -1e9
	for _, k := range s.family[1:] {
		if s.total[k]+bonus[k] > s.total[l]+bonus[l] {
			l = k
		}
	}
	for _, k := range s.family {
		if k != l {
			second = max(second, s.total[k]+bonus[k])
		}
	}
	return l, s.total[l] + bonus[l] - second
}

// coverage is the part of the words that stand in a language's list.
func (s *scores) coverage(l int) float64 {
	if s.weight == 0 {
		return 0
	}
	return s.known[l] / s.weight
}

// index finds a language among those that can be meant; -1 for none.
func (s *scores) index(code string) int {
	i := slices.IndexFunc(s.family, func(l int) bool { return codes[l] == code })
	if i < 0 {
		return -1
	}
	return s.family[i]
}
