package numeral_test

import "strings"

// The spellers write a number below a thousand million as a careful writer
// does. They know nothing of how numbers are read.

func list(s string) []string { return strings.Fields("- " + s) }

var (
	enUnits = list("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	enTens  = list("- twenty thirty forty fifty sixty seventy eighty ninety")
	nlUnits = list("een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
	nlTens  = list("- twintig dertig veertig vijftig zestig zeventig tachtig negentig")
	deUnits = list("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
	deTens  = list("- zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
	frUnits = list("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	frTens  = list("- vingt trente quarante cinquante soixante")
)

func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

func spellEnglish(n int) string {
	switch {
	case n >= 1_000_000:
		return join(" ", spellEnglish(n/1_000_000), "million", spellEnglish(n%1_000_000))
	case n >= 1000:
		return join(" ", spellEnglish(n/1000), "thousand", spellEnglish(n%1000))
	case n >= 100 && n%100 > 0:
		return spellEnglish(n/100) + " hundred and " + spellEnglish(n%100)
	case n >= 100:
		return spellEnglish(n/100) + " hundred"
	case n >= 20 && n%10 > 0:
		return enTens[n/10] + "-" + enUnits[n%10]
	case n >= 20:
		return enTens[n/10]
	case n > 0:
		return enUnits[n]
	}
	return ""
}

// germanic spells Dutch and German: units before tens, all in one word up to
// the thousands.
type germanic struct {
	units, tens                     []string
	and, hundred, thousand, million string
	apart                           string // behind the thousands
	one                             string // before hundred and thousand
}

var (
	dutch  = germanic{nlUnits, nlTens, "en", "honderd", "duizend", "miljoen", " ", ""}
	german = germanic{deUnits, deTens, "und", "hundert", "tausend", "millionen", "", "ein"}
)

func (g germanic) spell(n int) string {
	times := func(n int) string {
		if n == 1 {
			return g.one
		}
		return g.spell(n)
	}
	switch {
	case n >= 1_000_000:
		return join(" ", g.spell(n/1_000_000), g.million, stress(g.spell(n%1_000_000)))
	case n >= 1000:
		return join(g.apart, times(n/1000)+g.thousand, stress(g.spell(n%1000)))
	case n >= 100:
		return times(n/100) + g.hundred + g.spell(n%100)
	case n >= 20 && n%10 > 0:
		unit := g.units[n%10]
		if g.and == "en" && strings.HasSuffix(unit, "e") {
			return unit + "ën" + g.tens[n/10]
		}
		return unit + g.and + g.tens[n/10]
	case n >= 20:
		return g.tens[n/10]
	case n > 0:
		return g.units[n]
	}
	return ""
}

// stress tells a number from the article.
func stress(s string) string {
	switch s {
	case "een":
		return "één"
	case "ein":
		return "eins"
	}
	return s
}

// spellFrench writes as in France, or with septante and nonante.
func spellFrench(n int, belgian bool) string {
	spell := func(n int) string { return spellFrench(n, belgian) }
	times := func(n int, word string) string {
		if n == 1 {
			return word
		}
		return spell(n) + " " + word
	}
	switch {
	case n >= 1_000_000:
		return join(" ", spell(n/1_000_000), "millions", spell(n%1_000_000))
	case n >= 1000:
		return join(" ", times(n/1000, "mille"), spell(n%1000))
	case n >= 200 && n%100 == 0:
		return spell(n/100) + " cents"
	case n >= 100:
		return join(" ", times(n/100, "cent"), spell(n%100))
	case n >= 90 && belgian:
		return ten("nonante", n-90)
	case n == 80:
		return "quatre-vingts"
	case n > 80:
		return "quatre-vingt-" + spell(n-80)
	case n >= 70 && belgian:
		return ten("septante", n-70)
	case n == 71:
		return "soixante et onze"
	case n > 60 && n != 61:
		return "soixante-" + spell(n-60)
	case n >= 20:
		return ten(frTens[n/10], n%10)
	case n > 0:
		return frUnits[n]
	}
	return ""
}

func ten(word string, unit int) string {
	switch unit {
	case 0:
		return word
	case 1:
		return word + " et un"
	}
	return word + "-" + frUnits[unit]
}
