package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// newPlay sets the stage: the creditor's books hold the invoices of the cast,
// and the agenda what happens by itself.
func newPlay(ctx context.Context, o playOptions) (*play, error) {
	w, err := newWorld(ctx, o)
	if err != nil {
		return nil, err
	}
	p := &play{world: w, playOptions: o, ctx: ctx, actors: cast(), got: map[string]int{}, cases: map[voldaan.CaseID]bool{}}
	p.tally.byHand = map[string]bool{}
	p.tale = tale{zone: w.creditor.Zone, out: o.out}
	p.tale.legend(o)
	for i := range o.days {
		p.plan(o.start.Add(i))
	}
	p.agenda.note(o.start.At(7, 30, w.creditor.Zone), p.importBills)
	p.colleagueAgenda()
	for i := range p.actors {
		for _, pay := range p.actors[i].pays {
			p.pay(&p.actors[i], o.start, pay)
		}
	}
	return p, nil
}

// plan notes the fixed moments of a day: the morning's bank file, and when the
// clock alone may bring something to do.
func (p *play) plan(day voldaan.Date) {
	at := func(hour, minute int) time.Time { return day.At(hour, minute, p.creditor.Zone) }
	p.agenda.note(at(0, 0), func() error {
		p.progress(int(day-p.start)+1, p.days)
		p.tale.day = day
		return nil
	})
	if !p.bot.office.Calendar.IsBusinessDay(day) {
		p.agenda.note(at(10, 0), p.step) // nothing may leave
		return
	}
	p.agenda.note(at(7, 45), p.bankFile)
	for hour := 8; hour <= 17; hour++ {
		p.agenda.note(at(hour, 0), p.step)
	}
}

// perform plays to the end of the last day.
func (p *play) perform() error {
	end := p.start.Add(p.days).At(0, 0, p.creditor.Zone).Add(-time.Second)
	for {
		h, ok := p.agenda.next(end)
		if !ok {
			break
		}
		p.clock.forward(h.at)
		if err := h.do(); err != nil {
			return fmt.Errorf("demo, %s: %w", p.clock.at.In(p.creditor.Zone).Format("2 January 15:04"), err)
		}
	}
	p.clock.forward(end)
	return p.finish()
}

// step lets the bot do what it would do at this moment, and the play's people
// take notice.
func (p *play) step() error {
	if _, err := p.bot.Step(p.ctx, p.clock.now, p.bot.boxes...); err != nil {
		return err
	}
	return p.collect()
}

// money writes an amount as the timeline does.
func money(a voldaan.Amount) string { return templates.FormatAmount("nl", a, voldaan.EUR) }

// dayOf is the day of an instant in its own location.
func dayOf(t time.Time) voldaan.Date { return voldaan.DateOf(t) }

// leftMail is a mail that the bot sent, with its row.
type leftMail struct {
	mail *playedMail
	row  store.Letter
}

// collect takes notice of the mails that the bot sent since the last time.
// Those that belong to the mail that was told about last are told about first.
func (p *play) collect() error {
	var left []leftMail
	for _, e := range p.mail.sent()[p.seen:] {
		p.seen++
		m, err := shownMail(e.Raw)
		if err != nil {
			return err
		}
		x := leftMail{mail: m}
		err = p.db.Tx(p.ctx, func(tx *store.Tx) (err error) {
			x.row, err = tx.LetterByMessageID(p.creditor.ID, m.id)
			return err
		})
		if err != nil {
			return fmt.Errorf("find the letter of mail %s: %w", m.id, err)
		}
		m.number, m.at, m.kind, m.letter = len(p.mails)+1, x.row.SentAt.In(p.creditor.Zone), x.row.Kind, x.row.ID
		m.rcpts, m.returnTo = e.Rcpts, e.From
		m.again = p.cases[x.row.Args.Case]
		p.mails = append(p.mails, m)
		left = append(left, x)
	}
	slices.SortStableFunc(left, func(a, b leftMail) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, x := range left {
		if err := p.tell(x.mail, x.row); err != nil {
			return err
		}
		if x.row.Kind.Class() == voldaan.ClassInternal {
			p.colleagueGets(x.mail, x.row)
			continue
		}
		p.customerGets(x.mail)
	}
	return nil
}

// rank puts what follows from an incoming mail before the rest.
func (x leftMail) rank() int {
	switch {
	case x.row.Kind == voldaan.LetterCase && !x.mail.again:
		return 0
	case x.row.Kind == voldaan.LetterRegistered, x.row.Kind == voldaan.LetterDataAsked:
		return 0
	case x.row.Kind.Class() == voldaan.ClassAnswer:
		return 1
	}
	return 2
}

// customerGets lets a customer react to a letter.
func (p *play) customerGets(m *playedMail) {
	a := p.actorAt(m.rcpts...)
	if a == nil {
		return
	}
	m.customer = a.number
	key := a.number + " " + string(m.kind)
	p.got[key]++
	for i := range a.reacts {
		r := a.reacts[i]
		if r.on == m.kind && max(r.nth, 1) == p.got[key] {
			p.react(a, r, m)
		}
	}
}

// actorAt finds the customer one of whose people has one of the addresses.
func (p *play) actorAt(all ...string) *actor {
	for i := range p.actors {
		for _, who := range p.actors[i].people {
			if slices.Contains(all, who.address) {
				return &p.actors[i]
			}
		}
	}
	return nil
}

// person finds who reacts: the one who is named, or else the first who got the
// letter.
func (a *actor) person(r reaction, m *playedMail) person {
	for _, who := range a.people {
		if who.address == r.who || (r.who == "" && slices.Contains(m.rcpts, who.address)) {
			return who
		}
	}
	return a.people[0]
}

// react notes what a customer will do about a letter that he got.
func (p *play) react(a *actor, r reaction, m *playedMail) {
	who := a.person(r, m)
	day := p.bot.office.Calendar.OnOrAfter(dayOf(m.at).Add(r.days))
	at := p.at(who.address, day, max(r.hour, 9))
	if !at.After(m.at) {
		at = p.soon(who.address, m.at, 20)
	}
	switch r.sort {
	case awayNote, returning:
		at = m.at.Add(20 * time.Second)
	case noMail:
		at = m.at
	case byHand:
	}
	if r.sort != noMail {
		p.agenda.note(at, func() error { return p.arrive(a, p.write(a, who, r, m, at)) })
	}
	for _, pay := range r.pays {
		p.pay(a, dayOf(at), pay)
	}
}
