package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// signs are the signs of currencies.
const signs = "€ EUR £ GBP $ USD ¥ JPY ￥ JPY"

// codes are read in any case but those behind "!", which are words too.
const codes = "eur usd gbp chf sek nok dkk pln czk huf cad aud ! ron bgn nzd sgd hkd cny inr zar jpy krw isk aed mxn brl thb ils sar"

// undivided are the currencies that have no minor unit in use. Their sums are
// in hundredths all the same, as voldaan.Money writes them; a separator before
// three digits is no decimal one there.
const undivided = "JPY KRW ISK"

// names of currencies; "?" is one of several countries, and the adjective that
// stands beside it tells which.
const names = `EUR euro euros euroos uros balles keur teur meur
USD dollar dollars dollards bucks
GBP pond ponden pound pounds quid livre livres pfund sterling
CHF frank franken franc francs fr sfr fr stutz chfr
SEK? kr kronor kroon kronen krone kroner krona kronas couronne couronnes
PLN zl zloty zlotys zlote zlotych
JPY yen yens
CNY rmb yuan yuans
cent cent cents centen centime centimes eurocent eurocents eurocenten pence penny ct cts rappen centje centjes`

// countries are adjectives of currencies, before or behind the name.
const countries = `SEK swedish zweedse schwedische schwedischen suedoises suedoise
NOK norwegian noorse norwegische norwegischen norvegiennes norvegienne
DKK danish deense danische danischen danoises danoise
GBP british britse britische britischen sterling anglaises anglaise britanniques engelse english
USD us amerikaanse american amerikanische amerikanischen americains americain usa
CHF swiss zwitserse schweizer suisses suisse
CAD canadian canadese kanadische kanadischen canadiens canadien
AUD australian australische australischen australiens australien
EUR euro`

// dollars are the letters before the sign that tell whose they are.
var dollars = readWords("USD us\nCAD ca c can\nAUD au a aus\nNZD nz\nSGD s sg\nHKD hk")

// money is the reading of a word as a currency.
type money struct {
	currency       voldaan.Currency
	code, name     bool
	capitals, vary bool
}

var (
	currencies = readCurrencies()
	adjectives = readWords(countries)
)

func readCurrencies() map[string]money {
	out := map[string]money{}
	capitals := false
	for _, c := range strings.Fields(codes) {
		if c == "!" {
			capitals = true
			continue
		}
		out[c] = money{currency: voldaan.Currency(strings.ToUpper(c)), code: true, capitals: capitals}
	}
	for w, c := range readWords(names) {
		code, vary := strings.CutSuffix(c, "?")
		out[w] = money{currency: voldaan.Currency(code), name: true, vary: vary}
	}
	for i, f := 0, strings.Fields(signs); i < len(f); i += 2 {
		out[f[i]] = money{currency: voldaan.Currency(f[i+1]), code: true}
	}
	return out
}

// readWords reads lines of a code and its words.
func readWords(table string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			out[w] = f[0]
		}
	}
	return out
}

// currency is the reading of a token as a currency.
func (s *scan) currency(i int) (money, bool) {
	if i < 0 || i >= len(s.all) || s.all[i].kind == figure {
		return money{}, false
	}
	t := s.all[i]
	m, ok := currencies[t.text]
	if ok && t.kind == word {
		if m.capitals && s.text[t.from:t.to] != strings.ToUpper(t.text) || m.code && t.to-t.from != 3 {
			return money{}, false
		}
	}
	return m, ok
}
