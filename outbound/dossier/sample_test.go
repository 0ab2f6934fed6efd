package dossier

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/templates"
)

// european are names in every script of Europe that the fonts must show.
var european = []string{
	"Bäckerei Größe & Söhne", "Łódź Świętochłowice Sp. z o.o.", "Þórður Ægisson ehf.", "Peña Muñoz S.L.", "Čačak Žďár Ňuňa",
	"Τεχνική Εταιρεία Ελλάδας", "Хлебозавод Україна Їжа", "Ştefan Țurcanu Și Ășă", "Őrült Űrhajó Kft.", "Ġorġ Ħal Żabbar",
	"Ķekava Ģirts Ņukša", "Երևան Հաց", "თბილისის პური", "Œuvre Brûlée À Façon", "Ðurđica Ljubić",
}

func loaded(t testing.TB) *templates.Set {
	t.Helper()
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// sample is a dossier with something of everything.
func sample(language string, mails int) Dossier {
	zone := time.FixedZone("CET", 3600)
	made := time.Date(2026, 11, 23, 14, 5, 6, 0, zone)
	day := voldaan.MustDate
	d := Dossier{
		Name: "dossier-K1001-2026-11-23", Format: Format, ID: "h7k2m9", Language: language, Made: made, Day: day("2026-11-23"),
		By: "Sofie Vermeulen",
		Creditor: Party{
			Name: "Drukkerij De Gans B.V.", Address: []string{"Kade 12", "3511 AB Utrecht"}, Country: "NL", CompanyNumber: "00000000",
			VATNumber: "NL000000000B00", IBANs: []string{"NL91ABNA0417164300"},
			Contacts: []Contact{{Name: "Sofie Vermeulen", Address: "sofie@degans.example"}, {Address: "facturen@degans.example"}},
		},
		Debtor: Party{
			Name: european[1], Number: "K1001", Kind: voldaan.KindBusiness, Country: "BE", Language: "nl", CompanyNumber: "0000.000.097",
			Contacts: []Contact{
				{Name: european[5], Address: "boek@zon.example", Role: "billing", Standing: voldaan.ContactActive},
				{Address: "oud@zon.example", Standing: voldaan.ContactBounced},
				{Address: "erased"},
			},
		},
		Terms: Terms{Days: 30, Interest: "8", Since: day("2025-01-01"), Evidence: "algemene voorwaarden, art. 7"},
		OlderTerms: []Terms{{
			Damages: "10 %", Regular: true, ReminderFee: 750, Since: day("2024-01-01"), Evidence: "contract 7", Invoices: []string{"2026-042"},
		}},
		Totals: []Total{{
			Currency: voldaan.EUR, Invoiced: 484000, Paid: 168580, Credited: 12100, Discount: 2420, Open: 300900, Charges: 3000,
			Unplaced: 2500,
		}},
		Invoices: []Invoice{
			{
				Number: "2026-041", Subject: "Catalogue, 500 copies", Issued: day("2026-08-01"), Due: day("2026-08-31"), DaysLate: 84,
				Currency: voldaan.EUR, Net: 100000, VAT: []VAT{{"21", 100000, 21000}}, Total: 121000, Paid: 50000, Credited: 12100,
				Open: 58900, BuyerReference: "PO-77", PaymentReference: "RF12F20260001", ContractDate: day("2025-01-01"),
				Payments: []Payment{
					{day("2026-09-20"), voldaan.PaymentTransfer, "bank-881", voldaan.EUR, 50000, 50000, voldaan.PartPrincipal, day("2026-09-21")},
					{day("2026-11-05"), voldaan.PaymentTransfer, "bank-883", voldaan.EUR, 1000, 1000, voldaan.PartCosts, day("2026-11-05")},
					{day("2026-09-30"), voldaan.PaymentCreditNote, "CN-7", voldaan.EUR, 12100, 12100, voldaan.PartPrincipal, day("2026-09-30")},
				},
				Charges: []Charge{
					{Day: day("2026-11-02"), Kind: voldaan.ChargeFixed, Amount: 4000, Mail: 4},
					{
						Day: day("2026-11-02"), Kind: voldaan.ChargeInterest, Amount: 812, Waived: true, Mail: 4, From: day("2026-09-01"),
						To: day("2026-11-02"), WaivedOn: day("2026-11-10"),
					},
				},
				Standings: []Standing{{voldaan.StandingDispute, "wrong_price", 5000, day("2026-10-02"), 0}},
			},
			{
				Number: "2026/044 «é»", Issued: day("2026-09-01"), Due: day("2026-10-01"), DaysLate: 53, Currency: voldaan.EUR,
				Total: 242000, Open: 242000,
			},
			{
				Number: "2026-045", Issued: day("2026-09-01"), Due: day("2026-10-01"), DaysLate: 53, Currency: voldaan.EUR, Net: 100000,
				VAT: []VAT{{"21", 100000, 21000}}, Total: 121000, Paid: 118580, Discount: 2420, DiscountOn: day("2026-09-14"),
				Discounted: []VAT{{"21", 98000, 20580}},
				Payments: []Payment{
					{day("2026-09-14"), voldaan.PaymentTransfer, "bank-879", voldaan.EUR, 118580, 118580, voldaan.PartPrincipal, day("2026-09-14")},
				},
			},
		},
		Unplaced: []Payment{{day("2026-11-01"), voldaan.PaymentTransfer, "bank-990", voldaan.EUR, 10000, 7500, "", 0}},
		Disputes: []Dispute{{
			Invoice: "2026-041", Day: day("2026-10-02"), Amount: 5000, Reason: "wrong_price", Quote: "De prijs klopt niet: wij spraken 950 af.",
			Mail: 2, Answers: []Answer{{3, day("2026-10-02"), "dispute_received"}},
		}},
		Notices: []Notice{
			{
				Mail: 4, Kind: "last_reminder", Sent: day("2026-11-02"), Channel: "email", Evidence: EvidenceReceipt, Proof: 5,
				Received: day("2026-11-02"), First: day("2026-11-03"), Last: day("2026-11-16"), DueFrom: day("2026-11-17"),
				Law: "art. 6:96 (6) BW", Source: "…", Standing: "verified",
			},
			{
				Mail: 8, Kind: "formal_notice", Sent: day("2026-11-04"), Channel: ChannelPost, Evidence: EvidenceEntered,
				Received: day("2026-11-06"), First: day("2026-11-07"), Last: day("2026-11-20"), DueFrom: day("2026-11-21"),
				Law: "art. 6:96 (6) BW",
			},
			{Mail: 6, Kind: "last_reminder", Sent: day("2026-11-05"), Channel: "email", Evidence: EvidenceBounced, Void: "bounced", Law: "§ 286 (1) BGB", ToCheck: true},
		},
		Documents: []Document{{Invoice: "2026-041", Key: "doc1"}, {Invoice: "2026/044 «é»", Key: "gone"}, {Invoice: "x"}},
		Erased:    []Erasure{{"mail", 7, "", day("2026-11-20")}, {"document", 0, "2026/044 «é»", 0}, {"customer", 0, "", day("2026-11-21")}},
		LeftOut:   3,
	}
	for i := range mails {
		m := Mail{Number: i + 1, Key: fmt.Sprintf("m%d", i+1), Out: i%2 == 0, At: made.AddDate(0, 0, -60).Add(time.Duration(i) * time.Hour), Kind: "reminder1"}
		if m.Out {
			d.Deliveries = append(d.Deliveries, Delivery{
				Mail: m.Number, Kind: "reminder1", At: m.At, Address: "boek@zon.example", State: voldaan.LetterSent, Code: 250,
				Status: "2.0.0", Text: "250 2.0.0 Ok: queued as 4F2A", Reports: []Report{{Mail: m.Number + 1, Day: d.Day, Kind: "customer"}},
			})
		} else {
			m.Kind = "customer"
		}
		if i == 6 {
			m.Key = "gone"
		}
		if i == 7 {
			m.Key, m.Kind, m.Out, m.Post, m.To = "posted", "formal_notice", true, true, []string{d.Debtor.Name}
			m.Subject = "Aanmaning, factuur 2026-041"
		}
		d.Mails = append(d.Mails, m)
		d.Chronology = append(d.Chronology, Line{
			Day: voldaan.DateOf(m.At), Text: "2026-041 " + european[i%len(european)], By: "Sofie Vermeulen", Mail: m.Number,
			Quote: map[bool]string{true: "wij betalen vrijdag", false: ""}[i%3 == 0], Rule: "phrase", Confidence: 930, Erased: i == 6,
		})
	}
	return d
}

// stored is the source of the sample's mails and documents.
func stored(key string) ([]byte, error) {
	switch {
	case key == "gone":
		return nil, nil
	case strings.HasPrefix(key, "doc"):
		return []byte("%PDF-1.4 invented " + key), nil
	case key == "posted":
		return []byte("%PDF-1.4 invented letter"), nil
	}
	return []byte("From: =?utf-8?q?An_=C5=81=C3=B3d=C5=BA?= <boek@zon.example>\r\nTo: Sofie <sofie@degans.example>, x@y.example\r\n" +
		"Subject: =?utf-8?q?Re=3A_factuur_2026-041_=CE=95=CE=BB=CE=BB=CE=AC=CF=82?=\r\nMessage-ID: <" + key + "@zon.example>\r\n\r\n" +
		"Body of " + key + "\r\n"), nil
}

// written is a dossier's bytes.
func written(t testing.TB, d Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, loaded(t), stored); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
