package voldaan

import (
	"cmp"
	"errors"
	"slices"
)

// Match is whose mail it is and what it is about, as inbound found out.
type Match struct {
	// Contact is the sender's, when he is known; else empty, and then nothing
	// is answered (invariant 10).
	Contact ContactID
	// Letter is the one that is answered; empty when not known.
	Letter LetterID
	// Invoices are what the mail is about when it names none itself.
	Invoices []InvoiceID
	// Unsure says that the invoices could not be told: a number of another
	// customer's, or two candidates.
	Unsure bool
	// AnsweredToday counts the bot's answers in this thread on this day.
	AnsweredToday int
	// Domains are those on which the customer's addresses may lie.
	Domains []string
}

// CaseDraft is a case that must be opened.
type CaseDraft struct {
	Intent   Intent
	Reason   string
	Invoices []InvoiceID
}

// Response is what a mail changes: events, at most one answer, at most one
// case.
type Response struct {
	Events []Event
	Answer LetterKind // empty: none
	Args   LetterArgs
	Case   *CaseDraft
}

// Respond decides what a customer's mail means for his ledger, as the table
// "What a mail means" says. The ledger is changed by what it decides, so that
// the caller stores both.
func Respond(l *Ledger, m Mail, r Reading, match Match, p Policy, cal Calendar, s *Stamp) (Response, error) {
	x := &responder{l: l, m: m, r: r, match: match, p: p, cal: cal, s: s}
	e := s.Event(EventMailRead)
	e.Reason, e.Confidence = string(r.Intent()), int(r.Confidence()*1000)
	x.apply(e)
	if match.Letter != "" && match.Contact != "" && m.Kind == MailCustomer {
		for _, e := range l.Receive(match.Letter, ProofAnswer, s) {
			x.apply(e)
		}
	}
	for _, f := range x.findings() {
		x.finding(f)
	}
	x.judge()
	x.answer()
	return x.out, x.err
}

type responder struct {
	l     *Ledger
	m     Mail
	r     Reading
	match Match
	p     Policy
	cal   Calendar
	s     *Stamp
	out   Response
	err   error
	// covered are invoices that a more severe finding has decided.
	covered map[InvoiceID]bool
	noted   struct {
		promised Date
		amount   Amount
		undated  bool
	}
}

// findings are the mail's, from the most severe down; those that are unsure
// decide nothing but that a person looks.
func (x *responder) findings() []Finding {
	x.covered = map[InvoiceID]bool{}
	return x.r.Sorted()
}

// apply records an event; a bound is turned into a case, any other refusal
// means that there was nothing to change.
func (x *responder) apply(e Event) bool {
	if x.err != nil {
		return false
	}
	err := x.l.Apply(e)
	if err == nil {
		x.out.Events = append(x.out.Events, e)
		return true
	}
	var refusal *Refusal
	switch {
	case !errors.As(err, &refusal), refusal.Code == RefusedMalformed, refusal.Code == RefusedAuthor:
		x.err = err
	case refusal.Code == RefusedBound:
		x.open(x.r.Intent(), "bound", e.Invoice)
		x.pause(e.Invoice, HoldCase)
	}
	return false
}

// open opens the mail's case, or adds an invoice and the first reason to it.
func (x *responder) open(i Intent, reason string, ids ...InvoiceID) {
	if x.out.Case == nil {
		x.out.Case = &CaseDraft{Intent: i, Reason: reason}
	}
	for _, id := range ids {
		if id != "" && !slices.Contains(x.out.Case.Invoices, id) {
			x.out.Case.Invoices = append(x.out.Case.Invoices, id)
		}
	}
}

// pause holds an invoice for the short pause on the bot's own account: the
// safe direction, until a person has had time to look. Such pauses have a
// bound too, lest a customer who writes riddles is never reminded.
func (x *responder) pause(id InvoiceID, reason string) {
	e := x.s.Event(EventHeld)
	e.By, e.Invoice, e.Reason = AuthorBot, id, reason
	e.Until = x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause)
	if x.held(id) {
		return
	}
	for _, inv := range x.l.Invoices {
		if (id == inv.ID || id == "") && x.l.pausedDays(inv.ID, standingOf(e)) > x.l.bounds().PausedDays/2 {
			return
		}
	}
	x.apply(e)
}

// held reports whether exactly this invoice, or the customer, is held already,
// and not for a part alone.
func (x *responder) held(id InvoiceID) bool {
	return find(x.l.Standings, func(s *Standing) bool {
		return s.Kind == StandingHold && s.Invoice == id && s.Amount == 0 && s.Active(x.s.Day)
	}) != nil
}

// refers lists the invoices that a finding speaks of: those it names, else
// those that the mail is about, else the only open one.
func (x *responder) refers(f Finding) []InvoiceID {
	var out []InvoiceID
	for _, n := range f.Invoices {
		if inv := x.l.InvoiceNumbered(n); inv != nil {
			out = append(out, inv.ID)
		}
	}
	if out == nil {
		out = x.match.Invoices
	}
	if out == nil {
		for _, inv := range x.l.Invoices {
			if inv.Registered && !x.l.Closed(inv.ID, x.s.Day) {
				out = append(out, inv.ID)
			}
		}
		if len(out) > 1 {
			return nil
		}
	}
	return out
}

// about lists the invoices of a finding that are open and that no more severe
// finding has decided.
func (x *responder) about(f Finding) []InvoiceID {
	return slices.DeleteFunc(slices.Clone(x.refers(f)), func(id InvoiceID) bool {
		return x.l.Closed(id, x.s.Day) || x.covered[id]
	})
}

// settled reports whether a finding speaks of closed invoices alone: there is
// nothing to pause then.
func (x *responder) settled(f Finding) bool {
	ids := x.refers(f)
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id InvoiceID) bool { return !x.l.Closed(id, x.s.Day) })
}

// event begins an event that rests on a finding.
func (x *responder) event(kind EventKind, f Finding) Event {
	e := x.s.Event(kind)
	e.By, e.Confidence = AuthorCustomer, int(f.Confidence*1000)
	e.Evidence = Evidence{Part: f.In, From: f.From, To: f.To, By: f.By}
	return e
}

// finding applies one finding.
func (x *responder) finding(f Finding) {
	switch f.Intent {
	case IntentLegal:
		e := x.event(EventHeld, f)
		e.Reason = HoldLegal
		if !x.l.legal(x.s.Day) {
			x.apply(e)
		}
		x.open(f.Intent, "legal", x.about(f)...)
	case IntentDispute:
		x.dispute(f)
	case IntentWrongRecipient:
		x.wrongRecipient(f)
	case IntentPaymentPlan:
		x.hold(f, HoldPlan, x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause))
		x.open(f.Intent, "consent", x.about(f)...)
	case IntentPromise:
		x.promise(f)
	case IntentAlreadyPaid:
		x.claim(f)
	case IntentDocumentRequest:
		x.document(f)
	case IntentQuestion:
		x.hold(f, HoldQuestion, x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause))
		x.open(f.Intent, "question", x.about(f)...)
	case IntentAutoReply:
		x.away(f)
	case IntentAcknowledgement, IntentBounce, IntentOther:
	}
}

// hold pauses the invoices of a finding, or the whole customer when the
// invoices could not be told.
func (x *responder) hold(f Finding, reason string, until Date) {
	ids := x.about(f)
	if len(ids) == 0 && len(x.covered) == 0 && !x.settled(f) {
		ids = []InvoiceID{""}
	}
	for _, id := range ids {
		if x.held(id) {
			continue
		}
		e := x.event(EventHeld, f)
		e.Invoice, e.Reason, e.Until = id, reason, until
		if x.apply(e) {
			x.covered[id] = true
		}
	}
}

func (x *responder) dispute(f Finding) {
	ids := x.about(f)
	if len(ids) == 0 {
		x.hold(f, HoldCase, x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause))
	}
	for _, id := range ids {
		e := x.event(EventDisputed, f)
		e.Invoice, e.Reason = id, string(f.Reason)
		if f.Amount > 0 && f.Amount < x.l.Open(id) && len(ids) == 1 {
			e.Amount = f.Amount
		}
		x.apply(e)
		x.covered[id] = true
	}
	x.open(f.Intent, cmp.Or(string(f.Reason), "dispute"), ids...)
}

// wrongRecipient stops to the sender's address; an address on a known domain
// becomes a contact, any other is a person's to decide.
func (x *responder) wrongRecipient(f Finding) {
	if f.Standby {
		return // the sender comes back; letters wait for the day
	}
	if c := x.l.Contact(x.match.Contact); c != nil && c.Standing == ContactActive {
		e := x.event(EventContactLeft, f)
		e.Contact = c.ID
		x.apply(e)
	}
	if f.Contact == nil || f.Contact.Email == "" {
		x.open(f.Intent, "redirect without an address", x.about(f)...)
		return
	}
	if !slices.Contains(x.match.Domains, Domain(f.Contact.Email)) {
		x.open(f.Intent, "redirect off the known domains", x.about(f)...)
		return
	}
	if c := x.l.ContactAt(f.Contact.Email); c != nil {
		if !c.CanReceive() { // the sender himself, or one who was left before
			x.open(f.Intent, "redirect without an address", x.about(f)...)
		}
		return
	}
	id := ContactID(x.s.New())
	x.l.Contacts = append(x.l.Contacts, Contact{
		ID: id, Customer: x.l.Customer.ID, Address: f.Contact.Email, Name: f.Contact.Name, Role: "billing", Known: true,
	})
	e := x.event(EventContactAdded, f)
	e.Contact = id
	x.apply(e)
}

func (x *responder) promise(f Finding) {
	ids := x.about(f)
	promised := f.Date
	if promised != 0 {
		promised = max(promised, x.s.Day)
	}
	until := x.s.Day.Add(x.p.UndatedPromise)
	if promised != 0 {
		until = x.cal.AddBankDays(promised, x.grace())
	}
	id := PromiseID(x.s.New())
	for _, inv := range ids {
		e := x.event(EventPromised, f)
		e.Invoice, e.Promise, e.On, e.Until = inv, id, promised, until
		if len(ids) == 1 && f.Amount > 0 && f.Amount < x.l.Open(inv) {
			e.Amount = f.Amount
		}
		if x.apply(e) {
			x.covered[inv] = true
			x.noted.promised, x.noted.amount = earlier(x.noted.promised, promised), f.Amount
			x.noted.undated = x.noted.undated || promised == 0
		}
	}
	if len(ids) == 0 && len(x.covered) == 0 && !x.settled(f) {
		x.hold(f, HoldUnread, x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause))
		x.open(f.Intent, "which invoice")
	}
}

// grace is how many bank days a promised payment may take: one less for each
// promise that the customer broke before, but one at least, since no transfer
// is faster.
func (x *responder) grace() int {
	grace := x.p.PromiseGrace
	for _, p := range x.l.Promises {
		if p.State == PromiseBroken && p.Day != 0 {
			grace--
		}
	}
	return max(grace, min(1, x.p.PromiseGrace))
}

// claim waits the bank days for money that the customer says has left.
func (x *responder) claim(f Finding) {
	ids := x.about(f)
	from := x.s.Day
	if f.Date != 0 {
		from = min(max(f.Date, x.s.Day.Add(-7)), x.s.Day)
	}
	for _, inv := range ids {
		e := x.event(EventPaymentClaimed, f)
		e.Invoice, e.On = inv, f.Date
		e.Until = max(x.cal.AddBankDays(from, x.p.ClaimDays), x.cal.AddBusinessDays(x.s.Day, 1))
		if x.apply(e) {
			x.covered[inv] = true
		}
	}
	if len(ids) == 0 && len(x.covered) == 0 && !x.settled(f) {
		x.hold(f, HoldUnread, x.cal.AddBusinessDays(x.s.Day, x.p.ShortPause))
		x.open(f.Intent, "which invoice")
	}
}

// document leaves a request to a person where the bot does not hold what is
// asked for; what it holds goes out with the answer.
func (x *responder) document(f Finding) {
	ids := x.about(f)
	for _, id := range ids {
		if x.l.Invoice(id).Document == "" {
			x.open(f.Intent, "document", id)
		}
	}
	if len(ids) == 0 || x.match.Contact == "" {
		x.open(f.Intent, "document")
	}
}

// away waits for the day on which somebody is back.
func (x *responder) away(f Finding) {
	back := f.Date
	if x.m.AutoReply != nil && x.m.AutoReply.ReturnOn != 0 {
		back = x.m.AutoReply.ReturnOn
	}
	if back > x.s.Day && back <= x.s.Day.Add(defaultBounds().PromiseDays) {
		x.hold(f, HoldAway, back-1)
	}
}

// judge opens a case for what a person must look at whatever was found, and
// keeps demands away meanwhile.
func (x *responder) judge() {
	automatic := x.m.Kind == MailAutoReply || x.m.Kind == MailBounce || x.m.Kind == MailReport
	flags := x.r.Flags()
	switch {
	case len(flags) > 0:
		x.open(x.r.Intent(), string(flags[0]), x.match.Invoices...)
	case x.r.Human() && !automatic:
		x.open(x.r.Intent(), "unsure", x.match.Invoices...)
	case x.match.Unsure && !automatic && x.r.Intent() != IntentAcknowledgement:
		x.open(x.r.Intent(), "which invoice", x.match.Invoices...)
	}
	if x.out.Case == nil || len(x.covered) > 0 || x.r.Intent() == IntentLegal || automatic {
		return
	}
	ids := x.match.Invoices
	if len(ids) == 0 {
		ids = x.out.Case.Invoices
	}
	if len(ids) == 0 && !slices.ContainsFunc(x.r.Findings, x.settled) {
		ids = []InvoiceID{""}
	}
	for _, id := range ids {
		x.pause(id, HoldUnread)
	}
}

// answer chooses the one answer that the mail gets, if any (invariant 9).
func (x *responder) answer() {
	c := x.l.Contact(x.match.Contact)
	if c == nil || !c.Known || c.Standing != ContactActive || x.m.Kind != MailCustomer ||
		x.match.AnsweredToday >= x.p.AnswersPerDay || x.silent() {
		return
	}
	x.out.Args = LetterArgs{
		Mail: x.m.ID, Promised: x.noted.promised, Amount: x.noted.amount, Intent: x.r.Intent(), Automatic: true,
		Invoices: x.named(),
	}
	switch x.r.Intent() {
	case IntentDispute:
		x.out.Answer = LetterDisputeReceived
	case IntentPaymentPlan:
		x.out.Answer = LetterPlanReceived
	case IntentPromise:
		switch {
		case x.noted.promised != 0:
			x.out.Answer = LetterPromiseNoted
		case x.noted.undated:
			x.out.Answer = LetterPromiseDateAsked
		}
	case IntentAlreadyPaid:
		if len(x.covered) > 0 {
			x.out.Answer = LetterPaymentNoted
		}
	case IntentDocumentRequest:
		if !slices.Contains(x.r.Flags(), FlagBeyond) { // a statement is no proof of delivery
			x.out.Answer = LetterStatement
		}
	case IntentQuestion:
		x.out.Answer = LetterQuestionReceived
	case IntentLegal, IntentWrongRecipient, IntentAcknowledgement, IntentAutoReply, IntentBounce, IntentOther:
	}
}

// silent reports what a person answers, never the bot: legal matters, anger,
// hardship, and what could not be read with confidence.
func (x *responder) silent() bool {
	for _, f := range x.r.Flags() {
		switch f {
		case FlagAnger, FlagThreat, FlagHardship, FlagInjection, FlagPhishing, FlagBankDetails:
			return true
		case FlagContradiction, FlagRedirect, FlagCash, FlagShort, FlagAmbiguous, FlagBeyond:
		}
	}
	return x.r.Confidence() < x.r.Threshold
}

// named lists the invoices that the mail tells about.
func (x *responder) named() []InvoiceID {
	var out []InvoiceID
	for _, f := range x.r.Findings {
		for _, n := range f.Invoices {
			if inv := x.l.InvoiceNumbered(n); inv != nil && !slices.Contains(out, inv.ID) {
				out = append(out, inv.ID)
			}
		}
	}
	if out == nil {
		return x.match.Invoices
	}
	return out
}
