package voldaan_test

import (
	"encoding/json"
	"testing"
	"time"
	_ "time/tzdata" // zones for tests, whatever the machine has

	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
)

func TestParseDate(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1970-01-01", "1969-12-31", "2026-03-04", "2024-02-29", "2000-02-29", "9999-12-31"} {
		d, err := voldaan.ParseDate(s)
		if err != nil || d.String() != s || d.IsZero() {
			t.Errorf("ParseDate(%q) = %q, %v", s, d, err)
		}
	}
	for _, s := range []string{
		"2025-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-2", "04-03-2026",
		"2026-03-04T00:00:00Z", " 2026-03-04", "yesterday", "2026/03/04", "20260304",
	} {
		if d, err := voldaan.ParseDate(s); err == nil || d != 0 {
			t.Errorf("ParseDate(%q) = %q, %v; want an error", s, d, err)
		}
	}
	if d, err := voldaan.ParseDate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("no date = %q, %v", d, err)
	}
	if got := voldaan.MustDate("0001-01-01"); got != 1 {
		t.Errorf("1 January of the year 1 is day %d", got)
	}
}

func TestMustDatePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a malformed constant is accepted")
		}
	}()
	voldaan.MustDate("2026-02-30")
}

func TestDateArithmetic(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-02-28", 1, "2024-02-29"},
		{"2025-02-28", 1, "2025-03-01"},
		{"2024-03-01", -1, "2024-02-29"},
		{"2000-02-28", 1, "2000-02-29"},
		{"2100-02-28", 1, "2100-03-01"},
		{"2026-12-31", 1, "2027-01-01"},
		{"1970-01-01", -1, "1969-12-31"},
		{"2024-01-01", 366, "2025-01-01"},
		{"2025-01-01", 365, "2026-01-01"},
		{"2026-03-29", 0, "2026-03-29"},
		{"2026-03-28", 2, "2026-03-30"}, // across the change of the clock
		{"", 5, ""},
	} {
		from := parse(t, c.from)
		if got := from.Add(c.n).String(); got != c.want {
			t.Errorf("%q + %d days = %q, want %q", c.from, c.n, got, c.want)
		}
	}
	if got := voldaan.NewDate(2026, time.February, 31).String(); got != "2026-03-03" {
		t.Errorf("31 February carries over to %q", got)
	}
	if got := voldaan.MustDate("2024-03-01") - voldaan.MustDate("2024-02-01"); got != 29 {
		t.Errorf("February 2024 has %d days", got)
	}
	for day, want := range map[string]time.Weekday{
		"2026-03-04": time.Wednesday, "1970-01-01": time.Thursday, "2024-02-29": time.Thursday, "0001-01-01": time.Monday,
	} {
		if got := voldaan.MustDate(day).Weekday(); got != want {
			t.Errorf("%s is a %s, want %s", day, got, want)
		}
	}
}

func parse(t *testing.T, s string) voldaan.Date {
	t.Helper()
	d, err := voldaan.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestDateOfZone(t *testing.T) {
	for _, c := range []struct{ instant, zone, want string }{
		{"2026-03-04T22:59:59Z", "Europe/Amsterdam", "2026-03-04"},
		{"2026-03-04T23:00:00Z", "Europe/Amsterdam", "2026-03-05"},
		{"2026-07-04T21:59:59Z", "Europe/Brussels", "2026-07-04"},
		{"2026-07-04T22:00:00Z", "Europe/Brussels", "2026-07-05"},
		{"2026-03-04T02:00:00Z", "America/New_York", "2026-03-03"},
		{"2026-03-04T12:00:00Z", "Pacific/Kiritimati", "2026-03-05"},
		{"2025-12-31T23:30:00Z", "Europe/Amsterdam", "2026-01-01"},
	} {
		at, err := time.Parse(time.RFC3339, c.instant)
		if err != nil {
			t.Fatal(err)
		}
		creditor := voldaan.Creditor{Zone: zone(t, c.zone)}
		if got := creditor.Day(at).String(); got != c.want {
			t.Errorf("%s in %s is %s, want %s", c.instant, c.zone, got, c.want)
		}
		if got := (&voldaan.Creditor{}).Day(at).String(); got != c.instant[:10] {
			t.Errorf("%s without a zone is %s", c.instant, got)
		}
	}
	amsterdam := zone(t, "Europe/Amsterdam")
	if got := voldaan.MustDate("2026-03-29").At(9, 30, amsterdam).UTC().Format(time.RFC3339); got != "2026-03-29T07:30:00Z" {
		t.Errorf("09:30 in summer time is %s", got)
	}
	if got := voldaan.MustDate("2026-03-28").At(9, 30, amsterdam).UTC().Format(time.RFC3339); got != "2026-03-28T08:30:00Z" {
		t.Errorf("09:30 in winter time is %s", got)
	}
}

func TestDateJSON(t *testing.T) {
	b, err := json.Marshal(map[string]voldaan.Date{"on": voldaan.MustDate("2026-03-04"), "none": 0})
	if err != nil || string(b) != `{"none":"","on":"2026-03-04"}` {
		t.Errorf("JSON %s, %v", b, err)
	}
	var got map[string]voldaan.Date
	if err := json.Unmarshal(b, &got); err != nil || got["on"] != voldaan.MustDate("2026-03-04") || got["none"] != 0 {
		t.Errorf("read back %v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"on":"4 March"}`), &got); err == nil {
		t.Error("a malformed day is accepted")
	}
}

func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := voldaan.Date(rapid.Int32Range(1, 3652059).Draw(t, "day")) // to the end of the year 9999
		n := rapid.IntRange(-400, 400).Draw(t, "days")
		if got, err := voldaan.ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("day %d is %q, read as %d, %v", d, d, got, err)
		}
		if got := voldaan.DateOf(d.Time()); got != d {
			t.Fatalf("midnight of %s is on %s", d, got)
		}
		if got, want := d.Add(n).Time(), d.Time().AddDate(0, 0, n); !got.Equal(want) {
			t.Fatalf("%s + %d = %s, want %s", d, n, got, want)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2026-03-04", "2024-02-29", "2025-02-29", "0001-01-01", "9999-12-31", "0000-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := voldaan.ParseDate(s)
		if err == nil && d != 0 && d.String() != s {
			t.Errorf("%q is read as %q", s, d)
		}
	})
}

func christmas() voldaan.Calendar {
	return voldaan.Calendar{Country: "NL", Holidays: map[voldaan.Date]string{
		voldaan.MustDate("2026-12-25"): "eerste kerstdag",
		voldaan.MustDate("2026-12-26"): "tweede kerstdag", // a Saturday
		voldaan.MustDate("2027-01-01"): "nieuwjaarsdag",
	}}
}

func TestCalendar(t *testing.T) {
	c := christmas()
	for day, want := range map[string]bool{
		"2026-12-24": true, "2026-12-25": false, "2026-12-26": false, "2026-12-27": false, "2026-12-28": true, "2027-01-01": false,
	} {
		if got := c.IsBusinessDay(voldaan.MustDate(day)); got != want {
			t.Errorf("IsBusinessDay(%s) = %v", day, got)
		}
	}
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-12-23", 0, "2026-12-23"},
		{"2026-12-25", 0, "2026-12-25"}, // zero is the day itself, closed or not
		{"2026-12-23", 1, "2026-12-24"},
		{"2026-12-24", 1, "2026-12-28"},
		{"2026-12-26", 1, "2026-12-28"},
		{"2026-12-24", 5, "2027-01-04"}, // past two weekends and a holiday
	} {
		if got := c.AddBusinessDays(voldaan.MustDate(x.from), x.n).String(); got != x.want {
			t.Errorf("%s + %d business days = %s, want %s", x.from, x.n, got, x.want)
		}
	}
	if got := c.OnOrAfter(voldaan.MustDate("2026-12-25")).String(); got != "2026-12-28" {
		t.Errorf("first business day from Christmas: %s", got)
	}
	if got := c.OnOrAfter(voldaan.MustDate("2026-12-24")).String(); got != "2026-12-24" {
		t.Errorf("a business day itself: %s", got)
	}
}

func TestCalendarHash(t *testing.T) {
	want := christmas().Hash()
	rapid.Check(t, func(t *rapid.T) {
		var days []voldaan.Date
		for d := range christmas().Holidays {
			days = append(days, d)
		}
		c := voldaan.Calendar{Country: "NL", Holidays: map[voldaan.Date]string{}}
		for _, d := range rapid.Permutation(days).Draw(t, "order") {
			c.Holidays[d] = christmas().Holidays[d]
		}
		if c.Hash() != want {
			t.Fatal("the order of the days changes the hash")
		}
	})
	seen := map[uint64]string{want: "as it is"}
	for what, change := range map[string]func(*voldaan.Calendar){
		"another country": func(c *voldaan.Calendar) { c.Country = "BE" },
		"a day more":      func(c *voldaan.Calendar) { c.Holidays[voldaan.MustDate("2027-04-27")] = "koningsdag" },
		"a day less":      func(c *voldaan.Calendar) { delete(c.Holidays, voldaan.MustDate("2027-01-01")) },
		"another name":    func(c *voldaan.Calendar) { c.Holidays[voldaan.MustDate("2027-01-01")] = "new year" },
		"another day": func(c *voldaan.Calendar) {
			delete(c.Holidays, voldaan.MustDate("2027-01-01"))
			c.Holidays[voldaan.MustDate("2027-01-02")] = "nieuwjaarsdag"
		},
		"names swapped": func(c *voldaan.Calendar) {
			a, b := voldaan.MustDate("2026-12-25"), voldaan.MustDate("2026-12-26")
			c.Holidays[a], c.Holidays[b] = c.Holidays[b], c.Holidays[a]
		},
	} {
		c := christmas()
		change(&c)
		if other, ok := seen[c.Hash()]; ok {
			t.Errorf("%s has the hash of %s", what, other)
		}
		seen[c.Hash()] = what
	}
}
