package main

import (
	"slices"
	"time"
)

// agenda is what still happens in a play, in order of time; what falls on the
// same instant happens in the order in which it was noted.
type agenda struct {
	items []happening
}

type happening struct {
	at time.Time
	do func() error
}

// note adds something that happens at an instant.
func (a *agenda) note(at time.Time, do func() error) {
	i, _ := slices.BinarySearchFunc(a.items, at, func(h happening, at time.Time) int {
		if h.at.After(at) {
			return 1
		}
		return -1
	})
	a.items = slices.Insert(a.items, i, happening{at, do})
}

// next takes what happens first, unless that is after an instant.
func (a *agenda) next(until time.Time) (happening, bool) {
	if len(a.items) == 0 || a.items[0].at.After(until) {
		return happening{}, false
	}
	h := a.items[0]
	a.items = a.items[1:]
	return h, true
}

// demoClock is a play's time. It moves when the play moves it, and a little
// each time somebody looks at it, as time does while work is done.
type demoClock struct{ at time.Time }

// tick is how much time passes with each look at the clock.
const tick = 150 * time.Millisecond

func (c *demoClock) now() time.Time {
	c.at = c.at.Add(tick)
	return c.at
}

// forward moves the clock to an instant, never back.
func (c *demoClock) forward(at time.Time) {
	if at.After(c.at) {
		c.at = at
	}
}
