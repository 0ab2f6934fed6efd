package templates

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// Sample is data of an invented creditor and customer that fills every field
// that a letter of the kind shows: for Load's check, for golden files and for
// documentation.
func Sample(kind voldaan.LetterKind) Data {
	day := voldaan.MustDate
	d := Data{
		Creditor: Creditor{
			Name:          "Drukkerij De Gans B.V.",
			Address:       []string{"Kade 12", "3511 AB Utrecht"},
			Country:       "NL",
			CompanyNumber: "00000000",
			VATNumber:     "NL000000000B00",
			Mail:          "betaling@degans.example",
			IBANs:         []string{"NL91ABNA0417164300"},
		},
		Sender:   "Marieke de Wit",
		Customer: Customer{Name: "Bakkerij Zonneschijn", Number: "K-1007", Phone: "+31 20 000 00 00"},
		Contact:  Contact{Name: "Sofie Maes"},
		Person:   "Marieke de Wit",
		Today:    day("2026-11-18"),
		Currency: voldaan.EUR,
		Lines: []Line{
			{
				Number: "2026-041", Subject: "Catalogue, 500 copies", Issued: day("2026-10-01"), Due: day("2026-10-31"),
				Total: 123_456, Open: 123_456, Demanded: 123_456, DaysLate: 18, PaymentReference: "RF12F20260001",
				Status: voldaan.StatusOpen,
			},
			{
				Number: "2026-044", Subject: "Business cards", Issued: day("2026-10-08"), Due: day("2026-11-07"),
				Total: 20_000, Open: 12_000, Demanded: 12_000, DaysLate: 11, PaymentReference: "RF3120260001",
				Status: voldaan.StatusDisputed,
			},
		},
		Apart: []Line{{
			Number: "2026-052", Issued: day("2026-11-02"), Due: day("2026-12-02"),
			Total: 45_000, Open: 45_000, DaysLate: -14, Status: voldaan.StatusOpen,
		}},
	}
	switch kind {
	case voldaan.LetterFormalNotice:
		d.Legal = &Legal{Country: "NL", Days: 14, Costs: 20_318}
	case voldaan.LetterFinalDemand:
		d.Charges = []Charge{
			{Number: "2026-041", Kind: voldaan.ChargeInterest, Amount: 618, Since: day("2026-11-01"), Until: d.Today},
			{Number: "2026-041", Kind: voldaan.ChargeCosts, Amount: 18_518},
			{Number: "2026-044", Kind: voldaan.ChargeFixed, Amount: 4_000, Before: true},
		}
	}
	switch kind.Class() {
	case voldaan.ClassAnswer:
		answerSample(&d, kind)
	case voldaan.ClassNote:
		d.Apart, d.Promised, d.Amount, d.Sum = nil, voldaan.MustDate("2026-12-01"), 50_000, 50_000
	case voldaan.ClassInternal:
		internalSample(&d)
	}
	return d
}

func answerSample(d *Data, kind voldaan.LetterKind) {
	if kind != voldaan.LetterStatement {
		d.Lines, d.Apart = d.Lines[:1], nil
	}
	d.Promised, d.PaidOn = voldaan.MustDate("2026-12-04"), voldaan.MustDate("2026-11-16")
	d.Amount = 50_000
	d.Thread = "RE: Reminder"
	d.Attached = []string{"2026-041.pdf"}
}

func internalSample(d *Data) {
	d.Letter = voldaan.LetterLastReminder
	d.Case = Case{
		ID: "c1", Intent: voldaan.IntentDispute, Reason: string(voldaan.ReasonNotDelivered),
		Deadline: voldaan.MustDate("2026-11-20"), Escalated: 1,
		From: "Sofie Maes", Address: "sofie@zonneschijn.example", Received: d.Today, Subject: "Re: invoice 2026-041",
		Quote: "We only got 300 of the 500 copies.\n\nPlease send the rest first.\nSofie",
		History: []HistoryLine{
			{Day: voldaan.MustDate("2026-11-03"), Text: "2026-041: reminder 1"},
			{Day: voldaan.MustDate("2026-11-10"), Text: "2026-041: reminder 2"},
		},
	}
	d.Digest = Digest{
		Figures: []Figure{{Label: "open_total", Value: "12 345,00"}, {Label: "overdue_total", Value: "1 354,56"}},
		Sections: []Section{
			{Title: "needs_you", Rows: []Row{{
				Number: 1, Customer: d.Customer.Name, Text: "2026-041", Amount: 123_456, Currency: voldaan.EUR,
				Day: voldaan.MustDate("2026-11-20"),
			}}},
			{Title: "will_send", Rows: []Row{{Number: 2, Customer: "Garage Noord", Text: "2026-033"}}},
			{Title: "paused"},
		},
	}
	d.Letters = []DayLetter{
		{
			Number: 1, Kind: voldaan.LetterReminder2, Customer: d.Customer.Name, Address: "sofie@zonneschijn.example",
			Invoices: []string{"2026-041", "2026-044"}, Sum: 135_456, Currency: voldaan.EUR,
			Charges: 19_136, Risks: []string{"Receipt of the notice is presumed."},
		},
		{Number: 2, Kind: voldaan.LetterReminder1, Customer: "Garage Noord", Invoices: []string{"2026-033"}, Sum: 9_900, Currency: "USD"},
	}
	d.Registered = Registered{Again: []string{"2026-040"}, Next: voldaan.MustDate("2026-11-23"), Warnings: []string{"2026-044: ?"}}
	d.Asked = Asked{Document: "scan-17.pdf", Fields: []Field{{Key: "number", Value: "2026-061"}, {Key: "due"}, {Key: "total"}}}
	d.Notice = Notice{Title: "Test", Lines: []string{"One.", "Two."}}
	d.Handover = Handover{
		Outcome: voldaan.HandoverDone, Left: d.Lines[1:], File: "dossier-K1-2026-11-18.zip", SHA256: strings.Repeat("0123abcd", 8),
		Command: "voldaan handover K1 --again", Undo: "voldaan undo 4kq2w7xw3m5v6b2a",
	}
}
