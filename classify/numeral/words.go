package numeral

import (
	"slices"
	"strconv"
	"strings"
)

// Values of words that are no number of their own.
const (
	and     = -1            // joins two parts of a number
	tooMuch = 1_000_000_000 // a thousand million is past what is read
)

// The words of each language, a value a line: cardinals, then "/" and ordinals.
// A "." before a word says that it is an article as well.
const (
	dutch = `-1 en
0 nul / nulde
1 .een / eerste
2 twee twe / tweede
3 drie dri / derde
4 vier / vierde
5 vijf vyf / vijfde
6 zes / zesde
7 zeven / zevende
8 acht / achtste
9 negen / negende
10 tien / tiende
11 elf / elfde
12 twaalf / twaalfde
13 dertien / dertiende
14 veertien / veertiende
15 vijftien vyftien / vijftiende
16 zestien / zestiende
17 zeventien / zeventiende
18 achttien achtien / achttiende achtiende
19 negentien / negentiende
20 twintig / twintigste
30 dertig / dertigste
40 veertig / veertigste
50 vijftig vyftig / vijftigste
60 zestig / zestigste
70 zeventig / zeventigste
80 tachtig / tachtigste
90 negentig / negentigste
100 honderd / honderdste
1000 duizend / duizendste
1000000 miljoen / miljoenste
1000000000 miljard biljoen / miljardste`

	french = `-1 et
0 zero / zeroieme
1 .un .une / premier premiere unieme
2 deux / deuxieme second seconde
3 trois / troisieme
4 quatre quatres / quatrieme
5 cinq / cinquieme
6 six / sixieme
7 sept / septieme
8 huit / huitieme
9 neuf / neuvieme
10 dix / dixieme
11 onze / onzieme
12 douze / douzieme
13 treize / treizieme
14 quatorze / quatorzieme
15 quinze / quinzieme
16 seize / seizieme
20 vingt vingts / vingtieme
30 trente / trentieme
40 quarante / quarantieme
50 cinquante / cinquantieme
60 soixante / soixantieme
70 septante / septantieme
80 huitante octante / huitantieme octantieme
90 nonante / nonantieme
100 cent cents / centieme
1000 mille mil milles / millieme
1000000 million millions / millionieme
1000000000 milliard milliards billion billions / milliardieme`

	english = `-1 and
0 zero / zeroth
1 one .a .an / first
2 two / second
3 three / third
4 four / fourth
5 five / fifth
6 six / sixth
7 seven / seventh
8 eight / eighth
9 nine / ninth
10 ten / tenth
11 eleven / eleventh
12 twelve / twelfth twelveth
13 thirteen / thirteenth
14 fourteen / fourteenth
15 fifteen / fifteenth
16 sixteen / sixteenth
17 seventeen / seventeenth
18 eighteen / eighteenth
19 nineteen / nineteenth
20 twenty / twentieth
30 thirty / thirtieth
40 forty fourty / fortieth fourtieth
50 fifty / fiftieth
60 sixty / sixtieth
70 seventy / seventieth
80 eighty / eightieth
90 ninety ninty / ninetieth
100 hundred / hundredth
1000 thousand / thousandth
1000000 million / millionth
1000000000 billion trillion / billionth`

	german = `-1 und
0 null / nullt
1 eins .ein .eine .einen .einem .einer .eines / erst
2 zwei zwo / zweit
3 drei / dritt
4 vier / viert
5 funf fuenf / funft fuenft
6 sechs / sechst
7 sieben / siebt siebent
8 acht / acht
9 neun / neunt
10 zehn / zehnt
11 elf / elft
12 zwolf zwoelf / zwolft zwoelft
13 dreizehn / dreizehnt
14 vierzehn / vierzehnt
15 funfzehn fuenfzehn fuffzehn / funfzehnt fuenfzehnt
16 sechzehn / sechzehnt
17 siebzehn / siebzehnt
18 achtzehn / achtzehnt
19 neunzehn / neunzehnt
20 zwanzig / zwanzigst
30 dreissig dreisig / dreissigst
40 vierzig / vierzigst
50 funfzig fuenfzig fuffzig / funfzigst fuenfzigst
60 sechzig / sechzigst
70 siebzig / siebzigst
80 achtzig / achtzigst
90 neunzig / neunzigst
100 hundert / hundertst
1500 anderthalbtausend eineinhalbtausend
2500 zweieinhalbtausend
3500 dreieinhalbtausend
1000 tausend / tausendst
1000000 million millionen / millionst
1000000000 milliarde milliarden billion billionen / milliardst`
)

// part is a word, or a piece of a compound, that has a value.
type part struct {
	text    string
	value   int64
	ordinal bool
	article bool
}

// tongue is what is known of a language: its parts by their first letter, the
// longest first.
type tongue struct {
	name  string
	parts [26][]part
}

var tongues = [...]tongue{
	newTongue("nl", dutch, ""),
	newTongue("fr", french, "|s"),
	newTongue("en", english, ""),
	newTongue("de", german, "e|en|er|es|em"),
}

// newTongue reads a table of words; each ordinal has the endings given.
func newTongue(name, table, endings string) tongue {
	t := tongue{name: name}
	add := func(p part) { t.parts[p.text[0]-'a'] = append(t.parts[p.text[0]-'a'], p) }
	for line := range strings.Lines(table) {
		cardinals, ordinals, _ := strings.Cut(line, "/")
		words := strings.Fields(cardinals)
		value, _ := strconv.ParseInt(words[0], 10, 64)
		for _, w := range words[1:] {
			text, article := strings.CutPrefix(w, ".")
			add(part{text: text, value: value, article: article})
		}
		for _, w := range strings.Fields(ordinals) {
			for _, e := range strings.Split(endings, "|") {
				add(part{text: w + e, value: value, ordinal: true})
			}
		}
	}
	for _, p := range t.parts {
		slices.SortStableFunc(p, func(a, b part) int { return len(b.text) - len(a.text) })
	}
	return t
}
