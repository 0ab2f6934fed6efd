// Package outbound plans letters, decides whether their time has come, renders
// them and hands them over.
package outbound

import (
	"cmp"
	"log/slog"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// Office does for one creditor what goes out.
type Office struct {
	DB       *store.DB
	Creditor *voldaan.Creditor
	Policy   voldaan.Policy // its limits are everybody's
	Calendar voldaan.Calendar
	// Policies are the ladders by segment; without them everybody has that of
	// Policy.
	Policies []voldaan.Policy
	// Places are where the customers work; without them everybody works by
	// Calendar and the creditor's clock.
	Places    voldaan.Places
	Templates *templates.Set
	// Book says what letters may claim; without it none claims anything.
	Book   *law.Book
	Sender *delivery.Client
	Mint   voldaan.Mint
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
	// DossierMax is how many bytes a dossier may have that goes by mail; zero
	// means 10 MB, and below zero none goes.
	DossierMax int64
}

func (o *Office) resendAfter() time.Duration { return cmp.Or(o.ResendAfter, 15*time.Minute) }
func (o *Office) freshWithin() time.Duration { return cmp.Or(o.FreshWithin, 10*time.Minute) }
func (o *Office) dossierMax() int64          { return cmp.Or(o.DossierMax, 10<<20) }

func (o *Office) zone() *time.Location {
	if o.Creditor.Zone == nil {
		return time.UTC
	}
	return o.Creditor.Zone
}

// places are Places, or the creditor's own place alone.
func (o *Office) places() voldaan.Places {
	if o.Places.Home.Calendar.Country != "" {
		return o.Places
	}
	return voldaan.Places{Country: o.Creditor.Country, Home: voldaan.Place{Calendar: o.Calendar, Zone: o.zone()}}
}

// policies are Policies, or Policy alone.
func (o *Office) policies() voldaan.Policies {
	all := o.Policies
	if len(all) == 0 {
		all = []voldaan.Policy{o.Policy}
	}
	return voldaan.Policies{Country: o.Creditor.Country, List: all}
}

// Chosen is the policy of an account and why it counts.
func (o *Office) Chosen(l *voldaan.Ledger, cur voldaan.Currency, day voldaan.Date) voldaan.Choice {
	return o.policies().Choose(l, cur, day)
}

// Planned is what is due for an account of a ledger as things stand.
func (o *Office) Planned(l *voldaan.Ledger, cur voldaan.Currency, now time.Time) voldaan.Planned {
	return o.policies().Plan(l, cur, o.places().Of(l.Customer).Calendar, now, o.Creditor.Day(now))
}

// open reports whether letters to a customer may leave now: in the hours of a
// business day where he works.
func (o *Office) open(at voldaan.Place, now time.Time) bool {
	return at.Open(now, o.Policy.OpenFrom, o.Policy.OpenTo)
}

// opens is the next instant from which letters to a customer may leave.
func (o *Office) opens(at voldaan.Place, now time.Time) time.Time {
	return at.Opens(now, o.Policy.OpenFrom, o.Policy.OpenTo)
}

// openSomewhere reports whether letters to some customer may leave now.
func (o *Office) openSomewhere(now time.Time) bool {
	return slices.ContainsFunc(o.abroad(), func(at voldaan.Place) bool { return o.open(at, now) })
}

// abroad are the places that customers may work in, that without a calendar of
// its own as well.
func (o *Office) abroad() []voldaan.Place {
	all := o.places()
	if len(all.Abroad) == 0 {
		return all.All()
	}
	return append(all.All(), all.Of(voldaan.Customer{Country: "elsewhere"}))
}

// NextTurn is when Plan, Digest or Escalate could do something next by the
// clock alone.
func (o *Office) NextTurn(now time.Time) time.Time {
	var next time.Time
	for _, at := range o.abroad() {
		opens := o.opens(at, now)
		if !opens.After(now) { // open already: the next day
			local := at.Local(now)
			opens = o.opens(at, voldaan.DateOf(local).Add(1).At(0, 0, local.Location()))
		}
		next = sooner(next, opens)
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
