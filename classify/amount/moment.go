package amount

// goodsAround reports that the sentence of the tokens from i to j speaks of
// goods, other than as the moment of a payment.
func (s *scan) goodsAround(i, j int) bool {
	thing := func(k int) bool { return s.all[k].class&goods != 0 && !s.moment(k) }
	for k := i - 1; k >= 0 && i-k <= 12 && !s.ends(k+1); k-- {
		if thing(k) {
			return true
		}
	}
	for k := j; k < len(s.all) && k-j < 12 && !s.ends(k); k++ {
		if thing(k) {
			return true
		}
	}
	return false
}

// momentNear reports such a moment in the sentence of the tokens from i to j.
func (s *scan) momentNear(i, j int) bool {
	for k := i - 1; k >= 0 && i-k <= 8 && !s.ends(k+1); k-- {
		if s.moment(k) {
			return true
		}
	}
	for k := j; k < len(s.all) && k-j < 8 && !s.ends(k); k++ {
		if s.moment(k) {
			return true
		}
	}
	return false
}

// moment reports that token i is what a payment falls due upon ("on delivery",
// "à la livraison").
func (s *scan) moment(i int) bool {
	if i < 1 || i >= len(s.all) || s.all[i].class&event == 0 || !s.near(i) {
		return false
	}
	j := i - 1
	if starters[s.textAt(j)] == "article" && j > 0 && s.near(j) {
		j--
	}
	return s.oneOf(j, "on upon at after before bij na voor a apres avant des bei nach vor zur zum beim")
}
