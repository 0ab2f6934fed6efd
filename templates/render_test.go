package templates

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
)

const hostile = "<script>alert(1)</script>\r\nBcc: all@victim.test\u2028\u202Eevil\u2066 \x00\x07\xff {{.Sum}} " +
	`"><img src=x onerror=y>`

// poisoned is data of which every text is hostile, so that a new field cannot
// be forgotten: it goes by way of JSON.
func poisoned(t testing.TB, kind voldaan.LetterKind, text string) Data {
	t.Helper()
	raw, err := json.Marshal(Sample(kind))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	days := []string{"Today", "Promised", "PaidOn", "Day", "Issued", "Due", "Deadline", "Received", "Next", "WordsOn", "Since", "Until"}
	var walk func(key string, v any) any
	walk = func(key string, v any) any {
		switch x := v.(type) {
		case string:
			if slices.Contains(days, key) {
				return x
			}
			return text
		case []any:
			for i := range x {
				x[i] = walk(key, x[i])
			}
		case map[string]any:
			for k := range x {
				x[k] = walk(k, x[k])
			}
		}
		return v
	}
	if raw, err = json.Marshal(walk("", tree)); err != nil {
		t.Fatal(err)
	}
	var d Data
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestHostileData(t *testing.T) {
	s := loaded(t)
	for _, l := range s.Languages() {
		for _, kind := range Kinds() {
			m, err := s.Render(l, kind, poisoned(t, kind, hostile))
			if err != nil {
				t.Fatal(err)
			}
			assertSafe(t, m)
			if !strings.Contains(m.Text, "alert(1)") {
				t.Errorf("%s %s: the text lost the words instead of cleaning them", l, kind)
			}
			if !strings.Contains(m.HTML, "&lt;script&gt;") {
				t.Errorf("%s %s: the HTML lost the words instead of escaping them", l, kind)
			}
		}
	}
}

// assertSafe checks what must hold for any data.
func assertSafe(t interface{ Errorf(string, ...any) }, m Mail) {
	if strings.Contains(m.HTML, "<script") || strings.Contains(m.HTML, "<img") {
		t.Errorf("data became an element of the HTML")
	}
	if utf8.RuneCountInString(m.Subject) > subjectRunes {
		t.Errorf("subject of %d characters", utf8.RuneCountInString(m.Subject))
	}
	for name, s := range map[string]string{"subject": m.Subject, "text": m.Text, "html": m.HTML} {
		if !utf8.ValidString(s) {
			t.Errorf("%s is not UTF-8", name)
		}
		for _, r := range s {
			if turns(r) || (unicode.IsControl(r) && (r != '\n' || name == "subject")) || r == '\u2028' {
				t.Errorf("%s holds %U", name, r)
				return
			}
		}
	}
}

func TestLongNames(t *testing.T) {
	s := loaded(t)
	for _, kind := range Kinds() {
		m, err := s.Render("nl", kind, poisoned(t, kind, strings.Repeat("Zeer lange naam ", 500)))
		if err != nil {
			t.Fatal(err)
		}
		assertSafe(t, m)
		if len(m.Text) > 20_000 {
			t.Errorf("%s: a text of %d bytes", kind, len(m.Text))
		}
	}
}

// TestRenderNeverFails renders any data: any text in any field, any number of
// invoices, any amount and day.
func TestRenderNeverFails(t *testing.T) {
	s := loaded(t)
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(rt, "kind")
		locale := rapid.SampledFrom([]string{"nl", "fr-BE", "de", "en", "xx"}).Draw(rt, "locale")
		d := poisoned(t, kind, rapid.String().Draw(rt, "text"))
		line := rapid.Custom(func(rt *rapid.T) Line {
			day := rapid.Int32Range(-1_000_000, 4_000_000)
			amount := rapid.Int64()
			return Line{
				Number: rapid.String().Draw(rt, "number"), Subject: rapid.String().Draw(rt, "subject"),
				Issued: voldaan.Date(day.Draw(rt, "issued")), Due: voldaan.Date(day.Draw(rt, "due")),
				Total: voldaan.Amount(amount.Draw(rt, "total")), Open: voldaan.Amount(amount.Draw(rt, "open")),
				Demanded: voldaan.Amount(amount.Draw(rt, "demanded")), DaysLate: rapid.Int().Draw(rt, "late"),
				PaymentReference: rapid.String().Draw(rt, "reference"), Status: voldaan.Status(rapid.String().Draw(rt, "status")),
			}
		})
		d.Lines = rapid.SliceOfN(line, 0, 4).Draw(rt, "lines")
		d.Apart = rapid.SliceOfN(line, 0, 2).Draw(rt, "apart")
		d.Contact.Name = rapid.String().Draw(rt, "contact")
		d.Person = rapid.String().Draw(rt, "person")
		d.Case.Quote = rapid.String().Draw(rt, "quote")
		d.Case.Address = rapid.String().Draw(rt, "address")
		m, err := s.Render(locale, kind, d)
		if err != nil {
			rt.Fatal(err)
		}
		assertSafe(rt, m)
	})
}

func TestRenderUnknown(t *testing.T) {
	if _, err := loaded(t).Render("nl", "love_letter", Data{}); err == nil || !strings.Contains(err.Error(), "love_letter") {
		t.Errorf("error %v, want one that names the kind", err)
	}
}

// TestRenderKeepsData: the caller's data is his own.
func TestRenderKeepsData(t *testing.T) {
	s := loaded(t)
	for _, kind := range Kinds() {
		d := poisoned(t, kind, hostile)
		want := poisoned(t, kind, hostile)
		if _, err := s.Render("nl", kind, d); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, d); diff != "" {
			t.Errorf("%s changed its data: %s", kind, diff)
		}
	}
}

func TestMailto(t *testing.T) {
	s := loaded(t)
	d := Sample(voldaan.LetterCase)
	d.Case.Address = "o'neil+ap&x=1?@klant.example"
	m, err := s.Render("en", voldaan.LetterCase, d)
	if err != nil {
		t.Fatal(err)
	}
	i := strings.Index(m.Text, "mailto:")
	link, err := url.Parse(strings.Fields(m.Text[i:])[0])
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.PathUnescape(link.Opaque)
	if err != nil {
		t.Fatal(err)
	}
	if address != d.Case.Address {
		t.Errorf("address %q, want %q", address, d.Case.Address)
	}
	if got := link.Query(); len(got) != 1 || got.Get("subject") != "Invoices 2026-041, 2026-044" {
		t.Errorf("query %v, want a fresh subject and nothing else", got)
	}
	if strings.Contains(link.String(), "dispute") || strings.Contains(link.String(), "Re") {
		t.Errorf("the link %s carries more than a fresh subject", link)
	}
}

// TestShownAmounts: demands show what they demand, other letters what is open,
// and no sum holds what is listed apart.
func TestShownAmounts(t *testing.T) {
	s := loaded(t)
	d := Data{
		Currency: voldaan.EUR,
		Lines: []Line{
			{Number: "A1", Total: 30_000, Open: 20_000, Demanded: 10_000},
			{Number: "A2", Total: 5_000, Open: 5_000, Demanded: 5_000},
		},
		Apart: []Line{{Number: "B9", Total: 99_900, Open: 77_700}},
	}
	texts := map[voldaan.LetterKind][]string{
		voldaan.LetterReminder1: {"A1", "€100.00", "€300.00", "€50.00", "Total: €150.00", "B9", "€777.00"},
		voldaan.LetterStatement: {"A1", "€200.00", "€50.00", "Total: €250.00"},
	}
	for kind, want := range texts {
		m, err := s.Render("en", kind, d)
		if err != nil {
			t.Fatal(err)
		}
		wanted(t, m.Text, want...)
		wanted(t, visible(t, m.HTML), want[0], want[1], want[2])
	}
}
