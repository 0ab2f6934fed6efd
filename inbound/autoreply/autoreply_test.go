package autoreply

import (
	"net/textproto"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

// fields is a header for tests.
type fields textproto.MIMEHeader

func (f fields) Get(name string) string { return textproto.MIMEHeader(f).Get(name) }
func (f fields) Has(name string) bool   { return len(textproto.MIMEHeader(f).Values(name)) > 0 }

func header(name, value string) fields {
	h := textproto.MIMEHeader{}
	if name != "" {
		h.Set(name, value)
	}
	return fields(h)
}

func mail(subject, reply string) voldaan.Mail {
	m := voldaan.Mail{Subject: subject, Reply: reply, Language: "und", Date: voldaan.MustDate("2026-11-25").Time()}
	m.From.Address = "jan@klant.example"
	return m
}

// Fields that prove an automatic answer, and those that do not.
func TestHeaders(t *testing.T) {
	is := func(name, value string, want bool) {
		t.Helper()
		_, got := Read(mail("Factuur", "Dag."), header(name, value))
		if got != want {
			t.Errorf("%s: %s: %v", name, value, got)
		}
	}
	is("Auto-Submitted", "auto-replied", true)
	is("Auto-Submitted", "auto-generated (failure); owner-email=x", true)
	is("Auto-Submitted", "no", false)
	is("Auto-Submitted", "No (a person wrote this)", false)
	is("Precedence", "auto_reply", true)
	is("Precedence", "bulk", true)
	is("Precedence", "first-class", false)
	is("X-Autoreply", "yes", true)
	is("X-Autoreply", "no", false)
	is("X-Autorespond", "Re: x", true)
	is("X-Apple-Action", "VACATION", true)
	is("X-Auto-Response-Suppress", "All", false)
	is("Return-Path", "<>", true)
	is("Return-Path", "<jan@klant.example>", false)
	is("List-Id", "<x.y.example>", true)
	is("", "", false)
}

func TestTicketNumber(t *testing.T) {
	for text, want := range map[string]string{
		"[Ticket #48213] Received":        "48213",
		"[#INC-20]":                       "INC-20",
		"Uw ticketnummer: KL-2026-991.":   "KL-2026-991",
		"Your case number is AP-99812":    "AP-99812",
		"Numéro de dossier : 2026/11":     "2026",
		"Vorgangsnummer 100-200":          "100-200",
		"Request received (#83412)":       "83412",
		"invoice 2026-041, thank you":     "",
		"Invoice #2041 received":          "",
		"[Ticket 2041] Factuur 2041":      "",
		"Ticket ID - 7731 created":        "7731",
		"Uw verzoek (#90117)":             "90117",
		"onder nummer M2611 0932":         "M2611 0932",
		"numéro de dossier est le FD-17":  "FD-17",
		"the case is closed":              "",
		"ticket for the train":            "",
		"[EXTERNAL] Re: factuur 2026-041": "",
		"Meldingsnummer M261100 geopend":  "M261100",
	} {
		if got := ticketNumber(text, ""); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSubstitute(t *testing.T) {
	for text, want := range map[string]string{
		"Neem contact op met Piet Bakker (piet@klant.example).":            "Piet Bakker/piet@klant.example",
		"Mail naar piet@klant.example.":                                    "/piet@klant.example",
		"Bij spoed: Ria van den Berg, tel. 010-1234567, ria@klant.example": "/ria@klant.example",
		"Please contact Bob Stone at bob@customer.example":                 "Bob Stone/bob@customer.example",
		"Please contact my colleague Bob Stone.":                           "Bob Stone/",
		"Veuillez contacter Paul Moreau à l'adresse paul@client.example":   "Paul Moreau/paul@client.example",
		"Wenden Sie sich bitte an Frau Uta Klein (uta@kunde.example)":      "Uta Klein/uta@kunde.example",
		"Ik ben er niet; mail jan@klant.example na mijn vakantie.":         "/",
		"Ik ben er niet.": "/",
	} {
		got := "/"
		if c := substituteIn(mail("", text)); c != nil {
			got = c.Name + "/" + c.Email
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Automatisch antwoord: x", "Ik ben afwezig t/m 4 december. Mail Piet (piet@klant.example).", "Auto-Submitted", "auto-replied")
	f.Add("Re: invoice", "I'm out of the office until Monday; contact bob@customer.example.", "", "")
	f.Add("[Ticket #1234] x", "We have received your request, ticket number 1234.", "Precedence", "bulk")
	f.Add("AW: Mahnung", "Ich bin vom 20.11. bis 27.11.2026 nicht im Büro.", "List-Id", "<a.b>")
	f.Add("Re: facture", "Je suis en congés jusqu'au 4 décembre inclus.", "Return-Path", "<>")
	f.Add("", "", "", "")
	f.Fuzz(func(t *testing.T, subject, reply, name, value string) {
		reply = strings.ToValidUTF8(reply, "")
		subject = strings.ToValidUTF8(subject, "")
		m := mail(subject, reply)
		a, ok := Read(m, header(name, value))
		if !ok {
			return
		}
		if !slices.Contains([]string{outOfOffice, ticket, system}, a.Sort) {
			t.Errorf("sort %q", a.Sort)
		}
		if a.ReturnOn != 0 && a.ReturnOn < voldaan.MustDate("2026-11-25") {
			t.Errorf("back on %s", a.ReturnOn)
		}
		if a.Ticket != "" && (!strings.Contains(subject+reply, a.Ticket) || len(a.Ticket) > 40) {
			t.Errorf("ticket %q", a.Ticket)
		}
		if s := a.Substitute; s != nil {
			if s.Email != strings.ToLower(s.Email) || s.Email == m.From.Address || s.Email+s.Name == "" || len(s.Name) > 300 || !utf8.ValidString(s.Name) {
				t.Errorf("substitute %+v", *s)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	person := mail("Re: Factuur", strings.Repeat("Wij betalen deze factuur vrijdag aanstaande, de levering van 3 november was in orde. ", 240))
	away := mail("Automatisch antwoord: Factuur", "Ik ben afwezig van 23 november tot en met 4 december. Mail bij spoed Piet Bakker (piet@klant.example).")
	for name, m := range map[string]voldaan.Mail{"person": person, "away": away} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(m.Reply)))
			b.ReportAllocs()
			for b.Loop() {
				Read(m, header("", ""))
			}
		})
	}
}
