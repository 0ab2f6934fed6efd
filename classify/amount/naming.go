package amount

import "strings"

// naming are the words between a sum's name and the sum: forms of being and
// those of sums alone ("tell"), those of dues, and adverbs that may stand beside
// them.
var naming = readWords(`be is est ist was stands comes makes etait
tell bedraagt beloopt betragt belauft eleve amounts totals bedroeg betrug
word due of van de von d s a ad zijnde soit payer regler payable te betalen nog sich
word momenteel thans zurzeit derzeit aktuell currently presently actuellement actuel debiteur crediteur
adverb op auf to at nu vandaag heute now today present jour ce aujourd hui
adverb exact exactement exactly genau precies circa ongeveer environ about roughly rund etwa only maar slechts seulement nur noch encore still precisement volgens ons dus donc also`)

// saying reports a form of being, of which a sum is the subject.
func saying(w string) bool { return naming[w] == "be" || naming[w] == "tell" }

// names reports that what stands before token i is told to be a sum: "is
// € 500", "of 500 EUR", ": 500", "in Höhe von 500 €". said is a form of being
// that stood before it, or "".
func (s *scan) names(i int, said string) bool {
	adverb := false
	for j := s.heights(i); j < len(s.all) && j < i+9 && s.all[j].gap <= newline; j++ {
		if s.all[j].kind == figure || s.taken[j] {
			return (said != "" || !adverb) && (s.taken[j] || !s.digits[s.all[j].digits].bad)
		}
		n := naming[s.all[j].text]
		switch {
		case said == "tell" && s.all[j].kind == word && s.all[j].class&pay == 0:
		case n == "be", n == "tell":
			said = n
		case s.textAt(j) == ":":
			said = "be"
		case n == "adverb":
			adverb = true
		case n == "word", s.oneOf(j, "du"), strings.Contains("'’:=(", s.all[j].text):
		case s.textAt(j) == "," && s.oneOf(j+1, "soit zijnde namelijk namely being namlich"):
			j++
		default:
			return false
		}
	}
	return false
}

// heights passes over "ten bedrage", "in Höhe", "d'un montant" at token i.
func (s *scan) heights(i int) int {
	if !s.oneOf(i, "ten ter in d a for pour") {
		return i
	}
	for j := i + 1; j < len(s.all) && j <= i+3 && s.near(j); j++ {
		if s.oneOf(j, "hohe hoehe bedrage hoogte montant hauteur amount") {
			return j + 1
		}
	}
	return i
}

// stated is the form of being at token i, before the name of a sum ("laut
// Buchhaltung beträgt der Saldo 500"); "" for none.
func (s *scan) stated(i int) string {
	if i < 0 || !s.near(i+1) || !saying(s.textAt(i)) {
		return ""
	}
	return naming[s.textAt(i)]
}
