package main

import "github.com/voldaan/voldaan"

func frenchCast() []actor {
	return []actor{
		{ // complains: the order is not complete
			number: "K2001", name: "Atelier Lumière SPRL", country: "BE", language: "fr",
			people: []person{{name: "Claire Dumont", address: "claire@atelierlumiere.example", client: appleMail, billing: true}},
			bills:  []bill{{"2026-0107", "Coffrets cadeaux", 4, 248_050}, {"2026-0120", "Thés et infusions", 22, 55_660}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, hour: 11,
					text: "Bonjour,\n\nLa commande est arrivée incomplète : deux cartons de la facture 2026-0107 n'ont jamais été livrés.\n\nBien à vous,\nClaire Dumont",
				},
				{
					on: voldaan.LetterReminder2, days: 1, hour: 10, sort: noMail,
					pays: []payment{{bill: "2026-0107", days: 1}},
				},
			},
			pays: []payment{{bill: "2026-0120", days: 21}},
		},
		{ // complains: the price is not the one agreed
			number: "K2002", name: "Dubois & Fils SA", country: "BE", language: "fr",
			people: []person{{name: "Marc Dubois", address: "compta@duboisetfils.example", client: outlook, billing: true}},
			bills:  []bill{{"2026-0108", "Huile d'olive, 60 bidons", 5, 326_700}, {"2026-0121", "Conserves", 27, 119_790}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, days: 1, hour: 9,
					text: "Bonjour Madame,\n\nLe prix de la facture 2026-0108 est incorrect.\n\nCordialement,\nMarc Dubois",
				},
				{on: voldaan.LetterReminder2, sort: noMail, pays: []payment{{bill: "2026-0108", days: 1}}},
			},
			pays: []payment{{bill: "2026-0121", days: 28}},
		},
		{ // the wrong person, who names somebody outside
			number: "K2003", name: "Maison Verte SARL", country: "FR", language: "fr",
			people: []person{
				{name: "Julie Moreau", address: "julie.moreau@maisonverte.example", client: gmail, billing: true},
				{name: "Paul Girard", address: "paul.girard@maisonverte.example", client: gmail, billing: true},
			},
			bills: []bill{{"2026-0113", "Savons et huiles", 7, 90_750}, {"2026-0128", "Bougies", 38, 41_140}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, days: 1, hour: 14, who: "julie.moreau@maisonverte.example",
					text: "Bonjour,\n\nJe ne suis pas la bonne personne. Écrivez à factures@cabinetlenoir.example.\n\nBonne journée,\nJulie Moreau",
				},
				{
					on: voldaan.LetterReminder2, days: 1, hour: 16, who: "paul.girard@maisonverte.example",
					text: "Bonjour,\n\nNous paierons demain.\n\nPaul Girard",
					pays: []payment{{bill: "2026-0113", days: 1}},
				},
			},
		},
	}
}
