package amount

import "strings"

// parts reports that token i is one of several numbers that have each a time
// of their own, as instalments have ("1000 nu, 500 later", "300 in mei, 300 in
// juni"). The times of what is delivered or counted are of goods.
func (s *scan) parts(i int) bool {
	if !s.timed(i) || s.reach(i, 12, unit) || s.goodsAround(i, i+1) || s.traded(i) {
		return false
	}
	for j := i - 1; j >= 0 && i-j <= 12 && !s.ends(j+1); j-- {
		if s.timed(j) {
			return true
		}
	}
	for j := i + 1; j < len(s.all) && j-i <= 12 && !s.ends(j); j++ {
		if s.timed(j) {
			return true
		}
	}
	return false
}

// trades are verbs of goods that are counted.
var trades = readWords(`goods verkocht verkochten besteld bestelden gekocht sold ordered bought vendu vendus achete verkauft bestellt gekauft`)

// traded reports such a verb in the sentence of token i.
func (s *scan) traded(i int) bool {
	for j := max(0, i-12); j < len(s.all) && j <= i+12; j++ {
		if trades[s.all[j].text] != "" {
			return true
		}
	}
	return false
}

// timed reports a plain number of twenty and more at token i with a time behind
// it, an adverb, a month, a day or "on delivery", or with its turn before it ("eerst 500").
func (s *scan) timed(i int) bool {
	if s.all[i].kind != figure {
		return false
	}
	d := s.digits[s.all[i].digits]
	if d.bad || d.tail || d.chained || d.zero || d.value < 2*leastBare || !s.free(i+1) {
		return false
	}
	if s.timedBefore(i, d) {
		return true
	}
	if !s.unclaimed(i) {
		return false
	}
	if s.near(i) && s.oneOf(i-1, "eerst dan daarna first then zuerst dann danach abord ensuite puis") {
		return true
	}
	j := i + 1
	if !s.near(j) {
		return false
	}
	switch {
	case s.all[j].class&timely != 0:
		return s.all[j].class&(unit|month) == 0
	case s.moment(j + 1), s.moment(j + 2):
		return true
	}
	if !s.oneOf(j, "op in am im en le on by eind begin fin debut ende anfang end mid half mi om tegen voor zum bis") {
		return false
	}
	if j++; s.oneOf(j, "de het the le la der den") {
		j++
	}
	if !s.near(j) {
		return false
	}
	if s.all[j].kind != figure {
		return s.all[j].class&(timely|month) != 0
	}
	if s.near(j+1) && s.textAt(j+1) == "." {
		j++
	}
	return s.near(j+1) && s.all[j+1].class&month != 0 || s.day(j) || s.digits[s.all[j].digits].chained && s.textAt(j+1) == "/"
}

// timedBefore reports a time just before the number at token i, which is too
// large for a day, and nothing but the next part behind it ("vrijdag 500,
// maandag 300", "op 1 mei 500, op 1 juni 500").
func (s *scan) timedBefore(i int, d digits) bool {
	if d.value < 32_00 || !s.near(i) || s.all[i-1].class&(timely|month) == 0 {
		return false
	}
	return i+1 == len(s.all) || strings.Contains(",.;)", s.textAt(i+1)) || s.all[i+1].class&and != 0
}

// listed reports that token i goes on a list of sums without marks, whose head
// is a word for sums: "openstaan: 250, 300 en 415", "the amounts of 250 and 300".
func (s *scan) listed(i int, d digits) bool {
	j := i - 1
	if d.bad || d.tail || d.chained || d.zero || d.decimals > 0 || d.open != 0 || d.value < leastBare || d.count > 6 || j < 1 || !s.near(i) {
		return false
	}
	if next := i + 1; !s.free(next) && (d.value < 100_00 || s.all[next].kind != word || s.claimed(next) || s.all[next].class&goods != 0) {
		return false
	}
	if s.all[j].text != "," && s.all[j].text != "+" && s.all[j].text != ";" && s.all[j].class&and == 0 {
		return false
	}
	if s.all[j].class&and != 0 && s.all[j].kind == word && s.textAt(j-1) == "," {
		j--
	}
	j--
	if j < 0 || s.all[j].kind != figure || !s.taken[j] || len(s.found) == 0 {
		return false
	}
	last := s.found[len(s.found)-1]
	return last.Bare && last.To == s.all[j].to && s.headed(j)
}

// headed reports that the list which has a number at token i begins behind a
// word for sums.
func (s *scan) headed(i int) bool {
	for n := 0; i > 0 && n < 24; n++ {
		if i--; s.all[i].kind == figure || s.all[i].class&and != 0 || strings.Contains(",+;:", s.all[i].text) {
			continue
		}
		if s.all[i].class&of != 0 && i > 0 {
			i--
		}
		return s.all[i].class&sum != 0 && s.all[i].class&label == 0 || outstanding[s.textAt(i)] != "" || s.openItems(i)
	}
	return false
}

// openItems reports that "open items" ends with token i.
func (s *scan) openItems(i int) bool {
	return i > 0 && s.oneOf(i, "items posten") && outstanding[s.textAt(i-1)] != ""
}
