package law

import (
	"errors"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
)

// holidays is the statutory calendar of a country for the years of the tests.
func holidays(t testing.TB, country string) voldaan.Calendar {
	t.Helper()
	cal, err := calendar.Statutory(country, 2023, 2032)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// TestClock has the worked dates of the facts, and days on which holidays count.
func TestClock(t *testing.T) {
	b := shipped(t)
	for _, x := range []struct {
		country               string
		channel               Channel
		sent                  string
		received, first, last string
		due                   string
	}{
		{"NL", ChannelPost, "2026-11-23", "2026-11-25", "2026-11-26", "2026-12-09", "2026-12-10"},
		{"NL", ChannelPost, "2026-11-26", "2026-11-28", "2026-11-29", "2026-12-12", "2026-12-13"},
		{"NL", ChannelPost, "2026-11-27", "2026-12-01", "2026-12-02", "2026-12-15", "2026-12-16"},
		{"NL", ChannelPost, "2026-12-23", "2026-12-29", "2026-12-30", "2027-01-12", "2027-01-13"},
		{"NL", ChannelEmail, "2026-11-23", "2026-11-23", "2026-11-24", "2026-12-07", "2026-12-08"},
		{"NL", ChannelPost, "2026-04-02", "2026-04-07", "2026-04-08", "2026-04-21", "2026-04-22"}, // Good Friday, Saturday first, Easter Monday, Tuesday second
		{"NL", ChannelPost, "2026-05-04", "2026-05-07", "2026-05-08", "2026-05-21", "2026-05-22"}, // Liberation Day
		{"BE", ChannelPost, "2023-09-18", "2023-09-21", "2023-09-21", "2023-10-04", "2023-10-05"},
		{"BE", ChannelEmail, "2023-09-18", "2023-09-18", "2023-09-19", "2023-10-02", "2023-10-03"},
		{"BE", ChannelEmail, "2026-11-23", "2026-11-23", "2026-11-24", "2026-12-07", "2026-12-08"},
		{"BE", ChannelPost, "2026-11-23", "2026-11-26", "2026-11-26", "2026-12-09", "2026-12-10"},
		{"BE", ChannelPost, "2026-11-26", "2026-12-01", "2026-12-01", "2026-12-14", "2026-12-15"}, // a weekend between
		{"DE", ChannelPost, "2026-11-23", "2026-11-26", "2026-11-27", "2026-12-10", "2026-12-11"},
		{"FR", ChannelEmail, "2026-11-23", "2026-11-23", "2026-11-24", "2026-12-07", "2026-12-08"},
	} {
		n, ok := b.Notice(x.country, voldaan.KindConsumer)
		if !ok {
			t.Fatal(x.country)
		}
		want := Clock{day(x.received), day(x.first), day(x.last), day(x.due), true}
		got, err := n.Clock(Delivery{Channel: x.channel, Sent: day(x.sent), Evidence: EvidencePresumed}, holidays(t, x.country))
		if err != nil || got != want {
			t.Errorf("%s by %s on %s: %+v, %v; want %+v", x.country, x.channel, x.sent, got, err, want)
		}
	}
}

// TestProved takes the day of the proof for what was presumed.
func TestProved(t *testing.T) {
	b := shipped(t)
	for _, x := range []struct {
		country             string
		channel             Channel
		sent, received, due string
	}{
		{"NL", ChannelPost, "2026-11-23", "2026-11-24", "2026-12-09"}, // earlier than the rule of the second day
		{"NL", ChannelPost, "2026-11-23", "2026-11-30", "2026-12-15"},
		{"NL", ChannelEmail, "2026-11-23", "2026-11-26", "2026-12-11"}, // read three days later
		{"BE", ChannelPost, "2026-11-23", "2026-11-24", "2026-12-10"},  // the law counts from posting all the same
		{"BE", ChannelPost, "2026-11-23", "2026-11-30", "2026-12-15"},
		{"BE", ChannelEmail, "2026-11-23", "2026-11-23", "2026-12-08"},
	} {
		n, _ := b.Notice(x.country, voldaan.KindConsumer)
		d := Delivery{Channel: x.channel, Sent: day(x.sent), Evidence: EvidenceProved, Received: day(x.received)}
		got, err := n.Clock(d, holidays(t, x.country))
		if err != nil || got.DueFrom != day(x.due) || got.Received != day(x.received) || got.Presumed {
			t.Errorf("%s received %s: %+v, %v; want %s", x.country, x.received, got, err, x.due)
		}
	}
}

func TestClockRefuses(t *testing.T) {
	n, _ := shipped(t).Notice("NL", voldaan.KindConsumer)
	cal := holidays(t, "NL")
	good := Delivery{Channel: ChannelPost, Sent: day("2026-11-23"), Evidence: EvidencePresumed}
	bad := func(want error, change func(*Delivery)) {
		t.Helper()
		d := good
		change(&d)
		got, err := n.Clock(d, cal)
		if err == nil || want != nil && !errors.Is(err, want) || got != (Clock{}) {
			t.Errorf("%+v: %+v, %v; want %v", d, got, err, want)
		}
	}
	bad(ErrBounced, func(d *Delivery) { d.Bounced = true })
	bad(ErrBounced, func(d *Delivery) { d.Bounced, d.Evidence, d.Received = true, EvidenceProved, d.Sent })
	bad(ErrNoEvidence, func(d *Delivery) { d.Evidence = EvidenceNone })
	bad(nil, func(d *Delivery) { d.Evidence = "" })
	bad(nil, func(d *Delivery) { d.Evidence = EvidenceProved }) // without a day
	bad(nil, func(d *Delivery) { d.Evidence, d.Received = EvidenceProved, d.Sent-1 })
	bad(nil, func(d *Delivery) { d.Sent = 0 })
	bad(nil, func(d *Delivery) { d.Channel = "fax" })
	bad(nil, func(d *Delivery) { d.Sent = day("2032-12-20") }) // a year that the calendar does not hold

	office, err := calendar.New("NL", 2026, 2026)
	if err != nil {
		t.Fatal(err)
	}
	for _, cal := range []voldaan.Calendar{{}, {Country: "NL"}, holidays(t, "BE"), office} {
		if c, err := n.Clock(good, cal); err == nil {
			t.Errorf("calendar of %q with %d days: %+v", cal.Country, len(cal.Holidays), c)
		}
	}
	good.Channel = ChannelEmail // needs none
	if _, err := n.Clock(good, voldaan.Calendar{}); err != nil {
		t.Error(err)
	}
}

// TestWording has what the Supreme Court found enough and what it did not.
func TestWording(t *testing.T) {
	n, _ := shipped(t).Notice("NL", voldaan.KindUnknown)
	good := func(text string) {
		t.Helper()
		if err := n.CheckWording(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	bad := func(text string) {
		t.Helper()
		if n.CheckWording(text) == nil {
			t.Errorf("%q is accepted", text)
		}
	}
	good("U kunt nog betalen binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd.")
	good("Betaal BINNEN vijftien dagen\n nadat deze brief bij u is bezorgd, anders …")
	bad("")
	bad("Betaal binnen veertien dagen na dagtekening van deze brief.")
	bad("Betaal binnen 14 dagen na heden.")
	bad("Betaal binnen vijftien dagen nadat deze brief bij u is bezorgd, of zestien dagen na verzending.") // two terms
	bad("Betaal binnen twee weken.")
	be, _ := shipped(t).Notice("BE", voldaan.KindConsumer)
	if err := be.CheckWording("anything"); err != nil {
		t.Error(err)
	}
	if got := be.Missing([]Fact{FactBalance, FactCosts, FactTerm, FactCreditorName, FactDescription}); len(got) != 2 {
		t.Errorf("missing %q", got)
	}
}
