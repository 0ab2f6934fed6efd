package main

import (
	"errors"
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/measure"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/store"
)

// taughtReport says what corrections are worth: on the mails that were
// corrected, and on the project's test replies.
type taughtReport struct {
	Corrections int            `json:"corrections"` // active, with words
	Wrong       []string       `json:"wrong"`       // those whose mail is read otherwise all the same
	Replies     int            `json:"replies"`     // of the project's test
	RightBefore int            `json:"right_before"`
	RightAfter  int            `json:"right_after"`
	Missed      []string       `json:"missed"`  // severe replies that a person would not see any more
	Changed     []changedReply `json:"changed"` // replies that are read otherwise
	after       measure.Tally
}

// changedReply is a test reply that the corrections change.
type changedReply struct {
	ID    string         `json:"id"`
	Means voldaan.Intent `json:"means"`
	Was   voldaan.Intent `json:"was"`
	Now   voldaan.Intent `json:"now"`
}

// harmful reports whether the project's test replies are read worse.
func (r taughtReport) harmful() bool { return len(r.Missed) > 0 || r.RightAfter < r.RightBefore }

// checkTaught measures what was taught.
func (e *ledgerEnv) checkTaught() error {
	r := taughtReport{Wrong: []string{}, Missed: []string{}, Changed: []changedReply{}, after: measure.Tally{}}
	if err := r.corrected(e); err != nil {
		return err
	}
	if err := r.tested(e); err != nil {
		return err
	}
	if e.json {
		if err := e.printJSON(r); err != nil {
			return err
		}
	} else {
		r.print(e)
	}
	if r.harmful() || len(r.Wrong) > 0 {
		return errShown
	}
	return nil
}

// corrected reads the mails that were corrected.
func (r *taughtReport) corrected(e *ledgerEnv) error {
	all, err := e.corrections()
	if err != nil {
		return err
	}
	for _, c := range all {
		if !c.Active || len(c.Lessons) == 0 {
			continue
		}
		r.Corrections++
		now, err := e.bot.desk.ReadAgain(e.ctx, c.Mail, classify.NewOffline())
		if errors.Is(err, inbound.ErrErased) {
			continue
		}
		if err != nil {
			return err
		}
		if now.Intent != c.Intent {
			r.Wrong = append(r.Wrong, fmt.Sprintf("%s: mail %s is read as %s, not %s", c.ID, c.Mail, now.Intent, c.Intent))
		}
	}
	return nil
}

// tested reads the project's test replies with and without what was taught.
func (r *taughtReport) tested(e *ledgerEnv) error {
	set, err := corpus.Load(corpus.Tests)
	if err != nil {
		return err
	}
	about := voldaan.ReadingContext{Precision: e.cred.Policy.Precision}
	taught := about
	err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
		taught.Lessons, err = tx.Lessons(e.cred.Creditor.ID)
		return err
	})
	if err != nil {
		return err
	}
	reader := classify.NewOffline()
	for _, reply := range set.Replies {
		before, err := measure.Read(reader, reply, about)
		if err != nil {
			return err
		}
		after, err := measure.Read(reader, reply, taught)
		if err != nil {
			return err
		}
		r.compare(reply, before, after)
	}
	return nil
}

func (r *taughtReport) compare(reply corpus.Reply, before, after classify.ReadObject) {
	r.Replies++
	r.after.Intents(reply, after)
	if before.Intent == reply.Intent {
		r.RightBefore++
	}
	if after.Intent == reply.Intent {
		r.RightAfter++
	}
	grave := reply.Intent == voldaan.IntentLegal || reply.Intent == voldaan.IntentDispute
	if grave && before.Human && !after.Human {
		r.Missed = append(r.Missed, reply.ID)
	}
	if before.Intent != after.Intent {
		r.Changed = append(r.Changed, changedReply{reply.ID, reply.Intent, before.Intent, after.Intent})
	}
}

func (r *taughtReport) print(e *ledgerEnv) {
	p := func(format string, a ...any) { fmt.Fprintf(e.stdout, format+"\n", a...) }
	p("%d of %d corrected mails are read as they were corrected", r.Corrections-len(r.Wrong), r.Corrections)
	for _, w := range r.Wrong {
		p("  %s: voldaan teach it again with --words", w)
	}
	p("of the project's %d test replies %d were read right, %d are with what was taught", r.Replies, r.RightBefore, r.RightAfter)
	for _, c := range r.Changed {
		p("  %s means %s, was read as %s, is read as %s", c.ID, c.Means, c.Was, c.Now)
	}
	for _, id := range r.Missed {
		p("  %s is severe, and no person would look at it any more", id)
	}
	p("handled alone and right: %s", r.after.Rate("alone is right"))
	if r.harmful() {
		p("what was taught does harm beyond its own mails: voldaan teach --list, then --off")
	}
}
