package main

import (
	"context"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// standing is a clock that stands at the end of a day, a moment after what
// happened last in the books, so that undo knows what came last. Books that go
// on after that day are refused: they would be shown with a day of their past.
func standing(ctx context.Context, db *store.DB, creditor *voldaan.Creditor, day voldaan.Date) (clock, error) {
	var log []voldaan.Event
	err := db.Tx(ctx, func(tx *store.Tx) (err error) {
		log, err = tx.EventsSince(creditor.ID, day)
		return err
	})
	if err != nil {
		return nil, err
	}
	now := (day + 1).At(0, 0, creditor.Zone).Add(-time.Second)
	for i := range log {
		switch e := &log[i]; {
		case e.Day > day:
			return nil, fmt.Errorf("today is %s in the configuration, and the books of %s go on until %s: give that day or a later one; "+
				"--on looks at earlier ones", day, creditor.ID, log[len(log)-1].Day)
		case !e.At.Before(now):
			now = e.At.Add(time.Microsecond)
		}
	}
	return func() time.Time { return now }, nil
}
