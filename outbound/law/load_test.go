package law

import (
	"slices"
	"strings"
	"testing"
)

const goodRow = `
[[rate]]
name = "nl-b2b"
from = 2026-07-01
percent = "10.40"
standing = "verified"
source = "Staatscourant"
`

// TestFaults has a line for each fault that a file can have.
func TestFaults(t *testing.T) {
	bad := func(text, want string) {
		t.Helper()
		b, faults := Load(nil, File{"own.toml", []byte(text)})
		if b != nil || !slices.ContainsFunc(faults, func(f Fault) bool {
			return strings.HasPrefix(f.String(), "own.toml") && strings.Contains(f.String(), want)
		}) {
			t.Errorf("want %q, got %q, book %v", want, faults, b != nil)
		}
	}
	with := func(old, put string) string { return strings.Replace(goodRow, old, put, 1) }

	bad("x", "is no TOML")
	bad("[[rates]]", "rates: is not known; want tables")
	bad("rate = 1", "rate: is not known; want tables")
	bad("rate = [1]", "rate: want tables")
	bad(goodRow+"note = 1", "rate 1 (nl-b2b 2026-07-01): note: is not known here; known are from, name, percent")
	bad(with("nl-b2b", "nl-b2c"), `name: "nl-b2c" is not known; known are be-b2b, be-civil`)
	bad(with("nl-b2b", "nl-bik"), `name: "nl-bik" is not known`) // a scale is no rate
	bad(with(`"nl-b2b"`, `""`), "name: is empty; want the name")
	bad(with(`"nl-b2b"`, `7`), "name: want a text in quotes")
	bad(with("from = 2026-07-01\n", ""), "from: is absent")
	bad(with("2026-07-01", "2026-07-02"), "from: 2026-07-02 begins no period of 6 months")
	bad(with("2026-07-01", `"2026-06-31"`), "from: date \"2026-06-31\"")
	bad(with("2026-07-01", "2026-06-31"), "is no TOML")
	bad(with("2026-07-01", "20260701"), "from: want a day")
	bad(goodRow+"until = 2027-01-01", "until: 2027-01-01 is past the end of the period, 2026-12-31")
	bad(goodRow+"until = 2026-06-30", "until: 2026-06-30 is before the first day 2026-07-01")
	bad(with("10.40", "-1"), `percent: percentage "-1"`)
	bad(with(`"10.40"`, "10.40"), "percent: want a text in quotes")
	bad(with("percent = \"10.40\"\n", ""), "percent: is empty")
	bad(with("verified", "sure"), `standing: standing "sure": want one of`)
	bad(with("standing = \"verified\"\n", ""), "standing: is empty")
	bad(with("Staatscourant", " "), "source: is empty; want where the value was read")
	bad(goodRow+goodRow, "nl-b2b 2026-07-01: stands twice")
	bad(goodRow+with("2026-07-01", "2026-01-01"), "nl-b2b 2026-01-01: is out of order: it stands behind the row of 2026-07-01")
	bad(with("2026-07-01", "2027-07-01"), "nl-b2b 2027-07-01: leaves a gap: no row holds from 2027-01-01 to 2027-06-30")
	bad(with("2026-07-01", "2026-07-01\nuntil = 2026-11-30")+with("2026-07-01", "2027-01-01"), "leaves a gap: no row holds from 2026-12-01 to 2026-12-31")

	vat := `[[rate]]
name = "nl-vat"
from = 2012-10-01
until = 2028-12-31
percent = "21"
standing = "verified"
source = "x"
`
	bad(vat+strings.Replace(strings.Replace(vat, "2012-10-01", "2028-01-01", 1), "until = 2028-12-31", "", 1),
		"nl-vat 2028-01-01: overlaps the row of 2012-10-01, which holds until 2028-12-31")

	bad(vat+strings.Replace(strings.Replace(vat, "2012-10-01", "2028-12-31", 1), "until = 2028-12-31", "", 1), "nl-vat 2028-12-31: overlaps")

	bad(`[[margin]]
name = "eu-b2b"
from = 2030-01-01
base = "de-base"
points = "8"
standing = "memory"
source = "x"`, `base: "de-base" is not the rate of this margin; want ecb-refi`)
	bad(`[[sum]]
name = "nl-fixed"
from = 2030-01-01
amount = "-40.00"
standing = "memory"
source = "x"`, "amount: -40.00 is below zero")
	bad(`[[sum]]
name = "nl-fixed"
from = 2030-01-01
standing = "memory"
source = "x"`, "amount: is empty")

	scale := func(rest string) string {
		return "[[scale]]\nname = \"nl-bik\"\nfrom = 2030-01-01\nstanding = \"memory\"\nsource = \"x\"\n" + rest
	}
	bad(scale(""), "bands: is empty")
	bad(scale(`bands = [{ above = "5.00", percent = "1" }]`), "above: 5.00: the first band begins at 0")
	bad(scale(`bands = [{ above = "0", percent = "1" }, { above = "0", percent = "1" }]`), "band 2: above: 0.00 is not above the band before")
	bad(scale(`bands = [{ above = "0", percent = "1", to = "2" }]`), "band 1: to: is not known here")
	bad(scale("least = \"50.00\"\nmost = \"40.00\"\nbands = [{ above = \"0\", percent = \"1\" }]"), "most: 40.00 is below the least, 50.00")

	statement := "[[statement]]\nkey = \"nl-interest\"\ntext = \"t\"\nlaw = \"l\"\nstanding = \"verified\"\nsource = \"s\"\n"
	bad(statement+statement, "statement 2 (nl-interest): stands twice")
	bad(strings.Replace(statement, "nl-interest", "nl-other", 1), "nl-other: is no statement that the program knows")
	bad(strings.Replace(statement, "text = \"t\"\n", "", 1), "text: is empty")

	notice := "[[notice]]\ncountry = \"NL\"\nkind = \"consumer\"\ndays = 14\nfacts = [\"costs\"]\nlaw = \"l\"\nstanding = \"verified\"\nsource = \"s\"\n"
	bad(notice+notice, "notice 2 (notice nl consumer): stands twice")
	bad(strings.Replace(notice, "14", "0", 1), "days: want a whole number of days")
	bad(strings.Replace(notice, "\"costs\"", "\"price\"", 1), `facts: fact "price": want one of`)
	bad(strings.Replace(notice, "[\"costs\"]", "1", 1), "facts: want a list of texts")
	bad(strings.Replace(notice, "consumer", "human", 1), `kind: kind "human": want one of`)
}

// TestAllFaults shows that one load reports the faults of every file.
func TestAllFaults(t *testing.T) {
	first := strings.Replace(strings.Replace(goodRow, "10.40", "x", 1), "verified", "y", 1)
	_, faults := Load([]string{"nl-b2b 2026-07-01 11.00", "nothing"}, File{"a.toml", []byte(first)}, File{"b.toml", []byte("[[z]]")})
	var lines []string
	for _, f := range faults {
		lines = append(lines, f.String())
	}
	for _, want := range []string{
		`a.toml, rate 1 (nl-b2b 2026-07-01): percent: percentage "x"`, "a.toml, rate 1 (nl-b2b 2026-07-01): standing:",
		"b.toml, z: is not known", `"nothing" is the key of nothing; voldaan check lists the keys`,
		`configuration, rates_confirmed: "nl-b2b 2026-07-01 11.00" is the key of nothing; the rows of that name are "nl-b2b 2023-01-01 10.50"`,
	} {
		if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) || strings.Contains(l, want) }) {
			t.Errorf("no fault %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

// TestAmend shows that the administrator's row replaces one that ships, marked
// as his, and that another is added.
func TestAmend(t *testing.T) {
	next := strings.Replace(strings.Replace(goodRow, "2026-07-01", "2027-01-01", 1), "10.40", "10.15", 1)
	b := shipped(t, File{"own.toml", []byte(goodRow + next)})
	for d, want := range map[string]string{"2026-11-22": "10.40", "2027-02-01": "10.15"} {
		r, err := b.Rate(RateNLBusiness, day(d))
		if err != nil || r.Percent.String() != want || !r.Rows[0].Amended || r.Rows[0].File != "own.toml" {
			t.Errorf("%s: %+v, %v", d, r, err)
		}
	}
	if r, err := b.Rate(RateNLBusiness, day("2025-01-01")); err != nil || r.Rows[0].Amended {
		t.Errorf("a row that ships: %+v, %v", r, err)
	}
	if _, faults := Load(nil, File{"a.toml", []byte(goodRow)}, File{"b.toml", []byte(goodRow)}); len(faults) != 1 || faults[0].File != "b.toml" {
		t.Errorf("the same row in two files: %q", faults)
	}

	vat := `[[rate]]
name = "nl-vat"
from = 2027-01-01
percent = "22"
standing = "verified"
source = "x"
`
	b = loaded(t, []string{"nl-vat 2012-10-01 21.00"}, File{"own.toml", []byte(vat)})
	for d, want := range map[string]string{"2026-12-31": "21.00", "2027-01-01": "22.00"} {
		if r, err := b.Rate(VATNL, day(d)); err != nil || r.Percent.String() != want {
			t.Errorf("VAT on %s: %+v, %v", d, r, err)
		}
	}

	statement := "[[statement]]\nkey = \"nl-business-costs\"\ntext = \"t\"\nlaw = \"l\"\nstanding = \"verified\"\nsource = \"s\"\n"
	notice := "[[notice]]\ncountry = \"NL\"\nkind = \"consumer\"\ndays = 15\nlaw = \"l\"\nstanding = \"memory\"\nsource = \"s\"\n"
	b = shipped(t, File{"own.toml", []byte(statement + notice)})
	if n, _ := b.Notice("NL", "unknown"); n.Days != 15 || !n.Amended {
		t.Errorf("the notice is not replaced: %+v", n)
	}
	if !slices.ContainsFunc(b.Entries(), func(e Entry) bool { return e.Key == "nl-business-costs" && e.Amended && e.Usable }) {
		t.Error("the statement is not replaced")
	}
	for _, text := range []string{statement, notice} {
		if _, faults := Load(nil, File{"a.toml", []byte(text)}, File{"b.toml", []byte(text)}); len(faults) != 1 || !strings.Contains(faults[0].Message, "another file") {
			t.Errorf("twice: %q", faults)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(goodRow))
	files, err := shippedFiles()
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		f.Add(file.Text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, faults := Load(nil, File{"own.toml", text}); (b == nil) != (len(faults) > 0) {
			t.Errorf("book %v with faults %q", b != nil, faults)
		}
	})
}
