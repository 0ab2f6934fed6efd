package main

import "github.com/voldaan/voldaan"

func englishCast() []actor {
	return []actor{
		{ // promises a day and breaks the promise
			number: "K3001", name: "Hartley & Sons Ltd", country: "GB", language: "en",
			people: []person{{name: "George Hartley", address: "accounts@hartleyandsons.example", client: outlook, billing: true}},
			bills:  []bill{{"2026-0114", "Belgian chocolates", 0, 176_660}, {"2026-0134", "Waffles", 1, 9_680}, {"2026-0122", "Biscuits", 15, 84_700}, {"2026-0127", "Speculoos, Easter", 40, 51_425}},
			reacts: []reaction{
				{
					on: voldaan.LetterReminder1, days: 1, hour: 12,
					text: "Hello,\n\nSorry for the delay. We will pay invoice 2026-0114 on {+6}.\n\nKind regards,\nGeorge Hartley",
				},
				{
					on: voldaan.LetterReminder2, days: 1, hour: 10, sort: noMail,
					pays: []payment{{bill: "2026-0114", days: 4}, {bill: "2026-0122", days: 4}, {bill: "2026-0134", days: 4}},
				},
			},
		},
		{ // asks for a copy, and asks a question
			number: "K3002", name: "Brightwater Events Ltd", country: "IE", language: "en",
			people: []person{{name: "Aoife Byrne", address: "finance@brightwaterevents.example", client: gmail, billing: true}},
			bills:  []bill{{"2026-0115", "Catering supplies, spring fair", 9, 786_500}},
			reacts: []reaction{
				{
					on: voldaan.LetterCourtesy, days: 1, hour: 11,
					text: "Hello,\n\nWhich invoices are open?\n\nKind regards,\nAoife Byrne",
					pays: []payment{{bill: "2026-0115", days: 4}},
				},
				{
					on: voldaan.LetterReminder1, hour: 15,
					text: "Hello,\n\nPlease send a copy of invoice 2026-0131.\n\nKind regards,\nAoife Byrne",
					pays: []payment{{bill: "2026-0131", days: 3}},
				},
			},
		},
	}
}
