// Package outbound plans letters, decides whether their time has come, renders
// them and hands them over.
package outbound

import (
	"cmp"
	"log/slog"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// Office does for one creditor what goes out.
type Office struct {
	DB        *store.DB
	Creditor  *voldaan.Creditor
	Policy    voldaan.Policy
	Calendar  voldaan.Calendar
	Templates *templates.Set
	Sender    *delivery.Client
	Mint      voldaan.Mint
	// Owner names this process in leases.
	Owner string
	Log   *slog.Logger
	Options
}

// Options are an office's limits; the zero value is that of the design.
type Options struct {
	// ResendAfter is how long a mail of which nobody knows whether it arrived
	// waits before it goes once more; zero means 15 minutes.
	ResendAfter time.Duration
	// FreshWithin is how old the reading of a mailbox may be when a demand
	// leaves; zero means ten minutes.
	FreshWithin time.Duration
	// RedirectTo, when set, gets every letter instead of its recipients.
	RedirectTo string
	// SaveSent says that copies belong into the Sent folder.
	SaveSent bool
	// DigestHour is from which hour of a business day the digest goes.
	DigestHour int
}

func (o *Office) resendAfter() time.Duration { return cmp.Or(o.ResendAfter, 15*time.Minute) }
func (o *Office) freshWithin() time.Duration { return cmp.Or(o.FreshWithin, 10*time.Minute) }

func (o *Office) zone() *time.Location {
	if o.Creditor.Zone == nil {
		return time.UTC
	}
	return o.Creditor.Zone
}

// open reports whether letters to customers may leave now: in the hours of a
// business day.
func (o *Office) open(now time.Time) bool {
	local := now.In(o.zone())
	return o.Calendar.IsBusinessDay(voldaan.DateOf(local)) &&
		local.Hour() >= o.Policy.OpenFrom && local.Hour() < o.Policy.OpenTo
}

// opens is the next instant from which letters to customers may leave.
func (o *Office) opens(now time.Time) time.Time {
	if o.open(now) {
		return now
	}
	day := o.Creditor.Day(now)
	if at := day.At(o.Policy.OpenFrom, 0, o.zone()); at.After(now) && o.Calendar.IsBusinessDay(day) {
		return at
	}
	return o.Calendar.OnOrAfter(day+1).At(o.Policy.OpenFrom, 0, o.zone())
}

// NextTurn is when Plan, Digest or Escalate could do something next by the
// clock alone.
func (o *Office) NextTurn(now time.Time) time.Time {
	next := o.opens(now)
	if !next.After(now) {
		day := o.Calendar.OnOrAfter(o.Creditor.Day(now) + 1)
		next = day.At(o.Policy.OpenFrom, 0, o.zone())
	}
	for day := o.Creditor.Day(now); ; day++ {
		if at := day.At(o.DigestHour, 0, o.zone()); at.After(now) && o.Calendar.IsBusinessDay(day) {
			if at.Before(next) {
				next = at
			}
			return next
		}
	}
}

// stamp begins the events of one decision of the bot's own.
func (o *Office) stamp(id voldaan.CustomerID, now time.Time) *voldaan.Stamp {
	return o.Creditor.Stamp(id, voldaan.AuthorBot, now, o.Mint.ID)
}
