package main

import "github.com/voldaan/voldaan"

// cast are the demo's customers: each does what some customers of every
// company do. All of them are invented.
func cast() []actor {
	return append(append(dutchCast(), frenchCast()...), append(englishCast(), germanCast()...)...)
}

func dutchCast() []actor {
	return []actor{
		{ // just pays
			number: "K1001", name: "Bakkerij Zonneschijn BV", country: "BE", language: "nl",
			people: []person{{name: "Els Peeters", address: "boekhouding@zonneschijn.example", client: outlook, billing: true}},
			bills: []bill{
				{"2026-0101", "Bakkersmargarine en bloem", 1, 121_000},
				{"2026-0109", "Verpakkingsdozen", 12, 43_560},
				{"2026-0117", "Bloem en suiker, maart", 26, 98_450},
				{"2026-0125", "Roomboter", 18, 67_760},
			},
			reacts: []reaction{{on: voldaan.LetterReminder1, sort: noMail, pays: []payment{{bill: "2026-0101", days: 2}}}},
			pays:   []payment{{bill: "2026-0109", days: 10}, {bill: "2026-0117", days: 25}, {bill: "2026-0125", days: 16}},
		},
		{ // is away, comes back, promises a day and keeps it
			number: "K1002", name: "Café De Kroon BV", country: "NL", language: "nl",
			people: []person{{name: "Marieke de Wit", address: "marieke@cafedekroon.example", client: gmail, billing: true}},
			bills:  []bill{{"2026-0102", "Koffiebonen en siropen", -1, 87_120}, {"2026-0118", "Bekers en servetten", 24, 31_460}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, sort: awayNote, hour: 9,
					text: "Beste relatie,\n\nIk ben op vakantie en niet op kantoor tot en met {+7}. Op {+8} ben ik er weer en lees ik uw mail.\n\nMarieke de Wit\nCafé De Kroon",
				},
				{
					on: voldaan.LetterReminder2, days: 1, hour: 10,
					text: "Goedemorgen,\n\nExcuses voor de vertraging. De factuur wordt op {+6} betaald.\n\nMet vriendelijke groet,\nMarieke de Wit",
					pays: []payment{{bill: "2026-0102", days: 6}},
				},
			},
			pays: []payment{{bill: "2026-0118", days: 23}},
		},
		{ // the wrong person, who names the right one
			number: "K1003", name: "Drukkerij Van Damme NV", country: "BE", language: "nl",
			people: []person{
				{name: "Tom Claes", address: "tom.claes@drukkerijvandamme.example", client: outlook, billing: true},
				{name: "Ann De Smet", address: "facturen@drukkerijvandamme.example", client: outlook},
			},
			bills: []bill{{"2026-0103", "Kantinevoorraad februari", 2, 65_340}, {"2026-0110", "Kantinevoorraad maart", 14, 71_390}, {"2026-0126", "Kantinevoorraad april", 35, 68_970}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, hour: 13,
					text: "Goedemiddag,\n\nU heeft de verkeerde persoon. Gelieve te mailen naar facturen@drukkerijvandamme.example.\n\nMet vriendelijke groeten,\nTom Claes",
				},
				{
					on: voldaan.LetterReminder2, who: "facturen@drukkerijvandamme.example", sort: noMail,
					pays: []payment{{bill: "2026-0103", days: 2}, {bill: "2026-0110", days: 2}},
				},
			},
		},
		{ // the first address bounces; the second person says that he has paid
			number: "K1004", name: "Tuincentrum De Linde BV", country: "BE", language: "nl",
			people: []person{
				{name: "Administratie", address: "administratie@delinde.example", billing: true, gone: true},
				{name: "Jef Wouters", address: "jef.wouters@delinde.example", client: phone, billing: true},
			},
			bills: []bill{{"2026-0104", "Plantenvoeding", 3, 154_880}, {"2026-0119", "Terraspotten", 30, 60_500}},
			pays:  []payment{{bill: "2026-0119", days: 31}},
			reacts: []reaction{
				{on: voldaan.LetterReminder1, who: "administratie@delinde.example", sort: returning},
				{
					on: voldaan.LetterReminder2, days: 1, hour: 15, who: "jef.wouters@delinde.example",
					text: "Dag,\n\nWij hebben deze factuur gisteren betaald.\n\nGroeten,\nJef",
					pays: []payment{{bill: "2026-0104", days: 2}},
				},
			},
		},
		{ // insolvent: an administrator writes
			number: "K1005", name: "Brasserie Sint-Joris BV", country: "BE", language: "nl",
			people: []person{
				{name: "Filip Goossens", address: "info@brasseriesintjoris.example", client: gmail, billing: true},
				{name: "Mr. Hilde Van Acker", address: "vanacker@curatorenkantoor.example", client: outlook},
			},
			bills: []bill{{"2026-0105", "Dranken januari", -6, 234_740}, {"2026-0111", "Dranken februari", 10, 198_440}},
			reacts: []reaction{{
				on: voldaan.LetterReminder2, days: 2, hour: 11, who: "vanacker@curatorenkantoor.example",
				fresh: "Faillissement Brasserie Sint-Joris BV, uw factuur 2026-0105",
				text:  "Geachte,\n\nBij vonnis van de ondernemingsrechtbank werd Brasserie Sint-Joris BV failliet verklaard. Ik ben aangesteld als curator. Gelieve uw schuldvordering in te dienen.\n\nHoogachtend,\nMr. Hilde Van Acker\ncurator",
			}},
		},
		{ // never answers
			number: "K1006", name: "Nachtegaal Meubelen BV", country: "NL", language: "nl",
			people: []person{{name: "", address: "info@nachtegaalmeubelen.example", client: outlook, billing: true}},
			bills: []bill{
				{"2026-0106", "Koffiehoek showroom", -3, 544_500},
				{"2026-0130", "Filters", 1, 12_100},
				{"2026-0133", "Koffiebonen", 5, 24_200},
				{"2026-0112", "Onderhoud koffiemachines", 13, 36_300},
			},
		},
	}
}
