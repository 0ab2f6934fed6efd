package main

import "github.com/voldaan/voldaan"

func germanCast() []actor {
	return []actor{
		{ // promises without a day, and names one when asked
			number: "K4001", name: "Feinkost Bergmann GmbH", country: "DE", language: "de",
			people: []person{{name: "Sabine Vogt", address: "buchhaltung@feinkostbergmann.example", client: outlook, billing: true}},
			bills:  []bill{{"2026-0116", "Spekulatius und Waffeln", -2, 139_150}, {"2026-0129", "Senf und Pickles", 44, 38_720}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, hour: 14,
					text: "Guten Tag,\n\nvielen Dank für die Erinnerung. Wir überweisen den Betrag so schnell wie möglich.\n\nMit freundlichen Grüßen\nSabine Vogt",
				},
				{
					on: voldaan.LetterPromiseDateAsked, days: 1, hour: 9,
					text: "Guten Tag,\n\nwir überweisen den Betrag am {+4}.\n\nMit freundlichen Grüßen\nSabine Vogt",
					pays: []payment{{bill: "2026-0116", days: 4}},
				},
			},
			pays: []payment{{bill: "2026-0132", days: 30}},
		},
		{ // asks for instalments
			number: "K4002", name: "Weinhandlung Krüger GmbH", country: "DE", language: "de",
			people: []person{{name: "Dieter Krüger", address: "info@weinhandlungkrueger.example", client: phone, billing: true}},
			bills:  []bill{{"2026-0123", "Trappistenbier, 40 Kästen", 6, 302_500}, {"2026-0124", "Genever", 28, 72_600}},
			reacts: []reaction{{
				on: voldaan.LetterReminder1, hour: 16,
				text: "Guten Tag,\n\nist eine Ratenzahlung möglich? Es geht um die Rechnung 2026-0123.\n\nMit freundlichen Grüßen\nDieter Krüger",
				pays: []payment{
					{bill: "2026-0123", days: 3, amount: 100_000},
					{bill: "2026-0123", days: 17, amount: 100_000},
					{bill: "2026-0123", days: 31, amount: 102_500},
				},
			}},
			pays: []payment{{bill: "2026-0124", days: 27}},
		},
	}
}
