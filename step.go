package voldaan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// StepName names a rung of the ladder. A step that bears the name of a letter
// sends that letter.
type StepName string

// The steps of the ladders that ship.
const (
	StepCourtesy     = StepName(LetterCourtesy)
	StepReminder1    = StepName(LetterReminder1)
	StepReminder2    = StepName(LetterReminder2)
	StepLastReminder = StepName(LetterLastReminder)
	StepFormalNotice = StepName(LetterFormalNotice)
	StepFinalDemand  = StepName(LetterFinalDemand)
	StepCall         = StepName(LetterCallTask)
	StepHandover     = StepName("handover")
)

// Channel is how a step reaches the customer.
type Channel string

// The channels.
const (
	ChannelMail     Channel = "mail"     // a letter by mail
	ChannelPost     Channel = "post"     // a letter that a colleague prints and posts
	ChannelCall     Channel = "call"     // a colleague calls
	ChannelHandover Channel = "handover" // a colleague is asked whether to hand over
)

// Validate reports a channel that is none.
func (c Channel) Validate() error {
	return oneOf("channel", c, ChannelMail, ChannelPost, ChannelCall, ChannelHandover)
}

// Written reports whether the customer gets a letter by the channel.
func (c Channel) Written() bool { return c == ChannelMail || c == ChannelPost }

// Tone is how firmly a letter speaks.
type Tone string

// The tones, from the gentlest.
const (
	ToneFriendly Tone = "friendly"
	ToneFirm     Tone = "firm"
	ToneUrgent   Tone = "urgent"
)

// Validate reports a tone that is none.
func (t Tone) Validate() error { return oneOf("tone", t, ToneFriendly, ToneFirm, ToneUrgent) }

// letter is the reminder that speaks in the tone.
func (t Tone) letter() LetterKind {
	return map[Tone]LetterKind{
		ToneFriendly: LetterReminder1, ToneFirm: LetterReminder2, ToneUrgent: LetterLastReminder,
	}[t]
}

// MaxWait is the longest wait between two steps, in days.
const MaxWait = 60

// Step is one rung of the ladder.
type Step struct {
	Name StepName
	// Day is when the step falls due, counted from the due date; below zero
	// is before it.
	Day int
	// Wait is how many days must have passed since the step before, so that a
	// late start does not send the ladder in one week.
	Wait int
	// From is the smallest open amount for which the step is taken.
	From Amount
	// Channel is how the step reaches the customer. Empty: by call or hand-over
	// where the step bears that name, and by mail otherwise.
	Channel Channel
	// Letter is the template of what is written. Empty: that of Tone, or else
	// the one that the step is named after.
	Letter LetterKind
	Tone   Tone
	// OnlyBusiness leaves the step out for consumers and those of whom nobody
	// knows what they are; OnlyWithPhone where no phone number is known.
	OnlyBusiness, OnlyWithPhone bool
	// Approve says that each letter of the step waits for a colleague's yes;
	// Forewarn that a colleague is told 24 hours before.
	Approve, Forewarn bool
	// Signer is Colleague.Key of who signs; empty: who looks after the customer.
	Signer string
	// Notice says that the letter is a legal notice where the law of the debtor's
	// country knows one.
	Notice bool
	// Claims says what the letter claims on top, as far as the law lets it.
	Claims Claims
}

// Claims is a set of kinds of charges.
type Claims struct {
	Interest bool `json:"interest,omitempty"`
	Fixed    bool `json:"fixed,omitempty"`
	Costs    bool `json:"costs,omitempty"`
	// ReminderFee is what the letter itself costs as a further reminder.
	ReminderFee bool `json:"reminder_fee,omitempty"`
}

// AllClaims claims whatever the law lets one claim.
func AllClaims() Claims { return Claims{true, true, true, true} }

// Any reports whether anything is claimed.
func (c Claims) Any() bool { return c != Claims{} }

// Has reports whether a kind of charge is claimed.
func (c Claims) Has(k ChargeKind) bool {
	return k == ChargeInterest && c.Interest || k == ChargeFixed && c.Fixed || k == ChargeCosts && c.Costs ||
		k == ChargeReminderFee && c.ReminderFee
}

// Via is the channel of the step.
func (s Step) Via() Channel {
	switch {
	case s.Channel != "":
		return s.Channel
	case s.Name == StepCall:
		return ChannelCall
	case s.Name == StepHandover:
		return ChannelHandover
	}
	return ChannelMail
}

// Template is the letter that the step sends; empty for a call and a
// hand-over.
func (s Step) Template() LetterKind {
	switch {
	case !s.Via().Written():
		return ""
	case s.Letter != "":
		return s.Letter
	case s.Tone != "":
		return s.Tone.letter()
	}
	return LetterKind(s.Name)
}

// Ahead reports whether the step comes before the due date.
func (s Step) Ahead() bool { return s.Day < 0 }

// fits reports whether the step is one for a customer and an amount.
func (s Step) fits(c Customer, may Amount) bool {
	return may >= s.From && (!s.OnlyBusiness || c.Kind == KindBusiness || c.Kind == KindAuthority) &&
		(!s.OnlyWithPhone || c.Phone != "")
}

// firmness ranks the letters of reminders, from the gentlest; -1 for others.
func firmness(k LetterKind) int { return slices.Index(letterKinds[ClassDemand], k) }

// isName reports whether a text is a short name of small letters and digits,
// with a sign between them.
func isName(s, sign string) bool {
	return s != "" && len(s) <= 32 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789"+sign) == "" &&
		!strings.HasPrefix(s, sign)
}

// validateSteps reports every fault of a ladder at once.
func validateSteps(steps []Step) []error {
	if len(steps) == 0 {
		return []error{fmt.Errorf("steps: a ladder needs at least one step")}
	}
	var errs []error
	seen := map[StepName]bool{}
	for i, s := range steps {
		for _, err := range s.validate() {
			errs = append(errs, fmt.Errorf("steps: %w", err))
		}
		if seen[s.Name] {
			errs = append(errs, fmt.Errorf("steps: %q stands twice", s.Name))
		}
		seen[s.Name] = true
		if s.Via() == ChannelHandover && !slices.ContainsFunc(steps[:i], func(s Step) bool { return !s.Ahead() }) {
			errs = append(errs, fmt.Errorf("steps: %q hands over before any letter or call", s.Name))
		}
		if i > 0 {
			for _, err := range s.validateAfter(steps[:i]) {
				errs = append(errs, fmt.Errorf("steps: %w", err))
			}
		}
	}
	if err := steps[len(steps)-1].validateEnd(); err != nil {
		errs = append(errs, fmt.Errorf("steps: %w", err))
	}
	return errs
}

// ErrNoEnd is a ladder whose last step brings an invoice to nobody, or not every
// invoice, so that some would rest unpaid and unseen.
var ErrNoEnd = errors.New("a ladder without an end")

// validateEnd reports ErrNoEnd for the last step of a ladder.
func (s Step) validateEnd() error {
	switch {
	case s.Via().Validate() != nil: // said already
	case s.Via().Written():
		return fmt.Errorf("%w: after the letter %q on day %d an invoice would rest unseen; add a step %q or %q, which brings it to a colleague",
			ErrNoEnd, s.Name, s.Day, StepCall, StepHandover)
	case s.From > 0 || s.OnlyBusiness || s.OnlyWithPhone:
		return fmt.Errorf("%w: not every invoice comes to %q on day %d, and the others would rest unseen; take its conditions away, or add a step %q without any",
			ErrNoEnd, s.Name, s.Day, StepHandover)
	}
	return nil
}

// validate reports the faults of a step on its own.
func (s Step) validate() []error {
	var errs []error
	bad := func(format string, a ...any) { errs = append(errs, fmt.Errorf(format, a...)) }
	if !isName(string(s.Name), "_") {
		bad("%q is no name of a step; want small letters, digits and underscores, such as reminder1", s.Name)
		return errs
	}
	if err := s.Via().Validate(); err != nil {
		bad("%q: %w", s.Name, err)
		return errs
	}
	if s.Tone != "" {
		if err := s.Tone.Validate(); err != nil {
			bad("%q: %w", s.Name, err)
		}
	}
	letters := letterKinds[ClassDemand]
	switch k := s.Template(); {
	case !s.Via().Written() && (s.Letter != "" || s.Tone != ""):
		bad("%q: a step by %s has neither template nor tone", s.Name, s.Via())
	case !s.Via().Written():
	case s.Letter != "" && !slices.Contains(letters, s.Letter):
		bad("%q: %q is no template; want one of %q", s.Name, s.Letter, letters)
	case s.Tone != "" && s.Letter != "" && s.Tone.letter() != s.Letter:
		bad("%q: the template %s does not speak in the tone %s; leave one of them out", s.Name, s.Letter, s.Tone)
	case !slices.Contains(letters, k) && s.Tone == "":
		bad("%q is no step; want one of %q, %q or %q, or a template, tone or channel for it", s.Name, letters, StepCall, StepHandover)
	case (k == LetterCourtesy) != s.Ahead():
		bad("%q: only the letter %q comes before the due date (day below zero), and it always does", s.Name, LetterCourtesy)
	}
	if (s.Notice || s.Claims.Any()) && (!s.Via().Written() || s.Ahead()) {
		bad("%q: only a letter after the due date can be a notice or claim anything", s.Name)
	}
	if fee := (Claims{ReminderFee: true}); s.Notice && s.Claims.Any() && s.Claims != fee {
		bad("%q: a notice gives a term first, so it claims nothing but %s; leave the rest of claims, or notice, out", s.Name, ChargeReminderFee)
	}
	if !s.Via().Written() && s.Ahead() {
		bad("%q: nobody is called or handed over before the due date", s.Name)
	}
	if s.Wait < 0 || s.Wait > MaxWait {
		bad("%q: a wait of %d days is not between 0 and %d", s.Name, s.Wait, MaxWait)
	}
	if s.From < 0 {
		bad("%q: from %s is below zero", s.Name, s.From)
	}
	return errs
}

// validateAfter reports what is wrong between a step and those before it.
func (s Step) validateAfter(before []Step) []error {
	last := before[len(before)-1]
	switch between := s.Day - last.Day; {
	case between <= 0:
		return []error{fmt.Errorf("%q on day %d must come after %q on day %d", s.Name, s.Day, last.Name, last.Day)}
	case s.Wait > between && !last.Ahead():
		return []error{fmt.Errorf("%q can never be on day %d: it waits %d days after %q on day %d; want a wait of at most %d",
			s.Name, s.Day, s.Wait, last.Name, last.Day, between)}
	case last.Via() == ChannelHandover:
		return []error{fmt.Errorf("%q comes after %q, which ends the ladder", s.Name, last.Name)}
	}
	return nil
}
