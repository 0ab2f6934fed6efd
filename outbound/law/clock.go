package law

import (
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
)

// Channel is how a notice was sent.
type Channel string

// The channels.
const (
	ChannelEmail Channel = "email"
	ChannelPost  Channel = "post"
)

// Evidence is what shows that a notice was received.
type Evidence string

// The sorts of evidence.
const (
	EvidenceNone Evidence = "none"
	// EvidencePresumed: it was sent and did not come back. It waits for a
	// colleague's yes.
	EvidencePresumed Evidence = "presumed"
	// EvidenceProved: an answer in the thread, a delivery or read receipt,
	// registered post, with the day of it.
	EvidenceProved Evidence = "proved"
)

// Delivery is the way of one notice.
type Delivery struct {
	Channel  Channel
	Sent     voldaan.Date
	Evidence Evidence
	Received voldaan.Date // where proved
	Bounced  bool         // whenever the bounce came
}

// Clock is the term of a notice.
type Clock struct {
	Received    voldaan.Date // the day on which it counts as received
	First, Last voldaan.Date // of the term, both included
	DueFrom     voldaan.Date // the first day on which costs are due
	Presumed    bool         // rests on no proof: a colleague says yes first
}

// Sentinels of Notice.Clock.
var (
	// ErrBounced says that the notice came back, so that no term ever ran.
	ErrBounced = errors.New("the notice came back: no term has run")
	// ErrNoEvidence says that nothing shows that the notice was received.
	ErrNoEvidence = errors.New("nothing shows that the notice was received")
)

// Clock reckons the term of a notice. The calendar is that of
// calendar.Statutory for the debtor's country and the years of the term; only
// post needs it.
func (n Notice) Clock(d Delivery, cal voldaan.Calendar) (Clock, error) {
	if err := d.check(); err != nil {
		return Clock{}, err
	}
	c := Clock{Received: d.Sent, First: d.Sent + 1, Presumed: d.Evidence == EvidencePresumed}
	if d.Channel == ChannelPost {
		if err := n.covers(cal, d.Sent); err != nil {
			return Clock{}, err
		}
		c.Received, c.First = n.post(d.Sent, cal)
	}
	if d.Evidence == EvidenceProved {
		c.Received = d.Received
		if n.Country == "BE" { // the law counts from sending; receipt can only make it later
			c.First = max(c.First, d.Received+1)
		} else {
			c.First = d.Received + 1
		}
	}
	c.Last = c.First.Add(n.Days - 1)
	c.DueFrom = c.Last + 1
	return c, nil
}

func (d Delivery) check() error {
	switch {
	case d.Bounced:
		return ErrBounced
	case d.Sent.IsZero():
		return errors.New("the notice has no day of sending")
	case d.Channel != ChannelEmail && d.Channel != ChannelPost:
		return fmt.Errorf("channel %q: want %q or %q", string(d.Channel), string(ChannelEmail), string(ChannelPost))
	case d.Evidence == EvidenceNone:
		return ErrNoEvidence
	case d.Evidence != EvidencePresumed && d.Evidence != EvidenceProved:
		return fmt.Errorf("evidence %q: want %q, %q or %q", string(d.Evidence),
			string(EvidenceNone), string(EvidencePresumed), string(EvidenceProved))
	case d.Evidence == EvidenceProved && d.Received < d.Sent:
		return fmt.Errorf("the notice of %s was received on %q: want that day or a later one", d.Sent, d.Received)
	}
	return nil
}

// post gives the day on which a posted notice counts as received and the first
// day of its term.
func (n Notice) post(sent voldaan.Date, cal voldaan.Calendar) (received, first voldaan.Date) {
	switch n.Country {
	case "NL":
		// HR 25 November 2016, ECLI:NL:HR:2016:2704: the second day after
		// sending; Sundays, Mondays and public holidays do not count.
		received = afterDays(sent, 2, func(d voldaan.Date) bool {
			return d.Weekday() != time.Sunday && d.Weekday() != time.Monday && cal.Holidays[d] == ""
		})
		return received, received + 1
	case "BE":
		// Art. XIX.2 WER: the term begins on the third working day after
		// posting. That Saturday is none is from memory, and the later reading.
		first = afterDays(sent, 3, cal.IsBusinessDay)
		return first, first
	}
	// Elsewhere no rule was read: three business days are assumed.
	received = afterDays(sent, 3, cal.IsBusinessDay)
	return received, received + 1
}

// afterDays is the n-th day after d that counts.
func afterDays(d voldaan.Date, n int, counts func(voldaan.Date) bool) voldaan.Date {
	for n > 0 {
		if d++; counts(d) {
			n--
		}
	}
	return d
}

// covers reports a calendar that is of another country or knows nothing of the
// days after sending.
func (n Notice) covers(cal voldaan.Calendar, sent voldaan.Date) error {
	if cal.Country != n.Country {
		return fmt.Errorf("notice in %s: the calendar is of %q", n.Country, cal.Country)
	}
	for y := sent.Time().Year(); y <= (sent + 14).Time().Year(); y++ {
		known := cal.Holidays[voldaan.NewDate(y, time.January, 1)] != ""
		if n.Country == "NL" { // Algemene termijnenwet, art. 3: 5 May counts each year
			known = known && cal.Holidays[voldaan.NewDate(y, time.May, 5)] != ""
		}
		if !known {
			return fmt.Errorf("notice in %s: the calendar does not hold the public holidays of %d; want that of calendar.Statutory", n.Country, y)
		}
	}
	return nil
}
