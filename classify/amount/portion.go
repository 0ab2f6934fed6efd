package amount

// piece is what a word says of a share.
type piece struct {
	num, den  int64
	loose     bool // other things are called so: "half", "third", "kwart"
	counted   bool // needs a number before it
	rest, all bool
}

var portions = map[string]piece{
	"helft": {num: 1, den: 2}, "moitie": {num: 1, den: 2}, "halfte": {num: 1, den: 2}, "haelfte": {num: 1, den: 2},
	"half":      {num: 1, den: 2, loose: true},
	"driekwart": {num: 3, den: 4}, "dreiviertel": {num: 3, den: 4, loose: true},
	"derde": {den: 3, counted: true, loose: true}, "derden": {den: 3, counted: true}, "kwart": {den: 4, counted: true, loose: true},
	"vierde": {den: 4, counted: true, loose: true}, "vijfde": {den: 5, counted: true, loose: true}, "tiende": {den: 10, counted: true, loose: true},
	"third": {den: 3, counted: true, loose: true}, "thirds": {den: 3, counted: true}, "quarter": {den: 4, counted: true, loose: true},
	"quarters": {den: 4, counted: true}, "fifth": {den: 5, counted: true, loose: true}, "fifths": {den: 5, counted: true},
	"tenth": {den: 10, counted: true, loose: true}, "tenths": {den: 10, counted: true},
	"tiers": {den: 3, counted: true}, "quart": {den: 4, counted: true, loose: true}, "quarts": {den: 4, counted: true},
	"cinquieme": {den: 5, counted: true, loose: true}, "cinquiemes": {den: 5, counted: true}, "dixieme": {den: 10, counted: true, loose: true},
	"drittel": {den: 3, counted: true}, "viertel": {den: 4, counted: true, loose: true}, "dritteln": {den: 3, counted: true}, "vierteln": {den: 4, counted: true}, "funftel": {den: 5, counted: true}, "zehntel": {den: 10, counted: true},
	"½": {num: 1, den: 2}, "⅓": {num: 1, den: 3}, "⅔": {num: 2, den: 3}, "¼": {num: 1, den: 4}, "¾": {num: 3, den: 4},
	"rest": {rest: true}, "restant": {rest: true}, "resterende": {rest: true}, "resterend": {rest: true}, "overige": {rest: true},
	"overblijvende": {rest: true}, "restbedrag": {rest: true}, "restsaldo": {rest: true}, "saldo": {rest: true}, "remainder": {rest: true},
	"remaining": {rest: true}, "balance": {rest: true}, "reste": {rest: true}, "solde": {rest: true}, "restante": {rest: true},
	"reliquat": {rest: true}, "surplus": {rest: true}, "restliche": {rest: true}, "restlichen": {rest: true}, "restlicher": {rest: true},
	"restbetrag": {rest: true}, "restsumme": {rest: true}, "restzahlung": {rest: true}, "verbleibende": {rest: true}, "verbleibenden": {rest: true},
	"ubrige": {rest: true}, "ubrigen": {rest: true}, "restschuld": {rest: true},
	"alles": {all: true}, "tout": {all: true}, "everything": {all: true}, "full": {all: true}, "whole": {all: true}, "entire": {all: true},
	"volledige": {all: true}, "volledig": {all: true}, "hele": {all: true}, "gehele": {all: true}, "ganse": {all: true}, "totalite": {all: true},
	"integralite": {all: true}, "integral": {all: true}, "vollen": {all: true}, "volle": {all: true}, "gesamten": {all: true}, "gesamte": {all: true},
	"ganzen": {all: true}, "ganze": {all: true}, "kompletten": {all: true}, "komplette": {all: true}, "complet": {all: true}, "total": {all: true}, "totale": {all: true}, "all": {all: true}, "entiere": {all: true},
}

// starters are articles and adjectives that belong to a share's words.
var starters = readWords(`article de het een the a one le la l un une die der das den dem ein eine du
adjective andere other autre eerste tweede laatste first second last premier premiere second seconde deuxieme derniere dernier erste zweite letzte ersten zweiten letzten resterende overblijvende restlichen restliche verbleibenden verbleibende overige remaining full mon notre onze unsere our`)
