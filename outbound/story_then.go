package outbound

import (
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Then is the story as it stood at an instant in the past: the log until then,
// and what it makes of the documents. It goes by the policies and the mode of
// today; whether all letters were stopped then is not known.
func (s *Story) Then(at time.Time) (*Story, error) {
	out := *s
	out.Now, out.Stopped = at, false
	out.Events = voldaan.Until(s.Events, at)
	var err error
	if out.Ledger, err = voldaan.Fold(s.Ledger, out.Events); err != nil {
		return nil, fmt.Errorf("the ledger of customer %s at %s: %w", s.Ledger.Customer.Number, at.Format(time.DateOnly), err)
	}
	out.Letters = map[voldaan.LetterID]store.Letter{}
	for id, l := range s.Letters {
		if !l.Made.After(at) {
			out.Letters[id] = out.letterThen(l)
		}
	}
	out.Cases = map[voldaan.CaseID]voldaan.Case{}
	for id, c := range s.Cases {
		if !c.Opened.After(at) {
			out.Cases[id] = s.Office.CaseThen(c, s.Events, at)
		}
	}
	return &out, nil
}

// letterThen is a letter as it was then: one whose demands waited was ready. For
// what it waited is not known any more.
func (s *Story) letterThen(l store.Letter) store.Letter {
	if slices.ContainsFunc(s.Ledger.Demands, func(d voldaan.Demand) bool { return d.Letter == l.ID && d.State == voldaan.DemandQueued }) {
		l.State, l.Reason, l.Approved = voldaan.LetterQueued, "", ""
	}
	return l
}

// CaseThen is a case as it stood at an instant in the past, by the log of its
// customer. A deadline that was put off since is the first again.
func (o *Office) CaseThen(c voldaan.Case, log []voldaan.Event, at time.Time) voldaan.Case {
	was := voldaan.CaseOpen
	for i := range log {
		e := &log[i]
		switch {
		case e.Case != c.ID:
		case e.Kind == voldaan.EventCaseKept && !e.At.After(at) && was == voldaan.CaseOpen:
			was = voldaan.CaseAnswered
		case e.Kind == voldaan.EventCaseClosed && !e.At.After(at):
			was = voldaan.CaseClosed
		}
	}
	c.State = was
	if c.Escalated > 0 {
		c.Escalated, c.Deadline = 0, o.Calendar.After(c.Opened.In(o.zone()), o.Policy.CaseDeadline)
	}
	return c
}
