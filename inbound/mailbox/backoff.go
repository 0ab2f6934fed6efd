package mailbox

import "time"

const (
	backoffFirst = time.Second
	backoffLast  = 5 * time.Minute
)

// Backoff gives growing pauses between attempts to reach a server, from one
// second to five minutes. The zero value is ready for use.
type Backoff struct{ base time.Duration }

// Next returns the pause before the next attempt. The jitter, from 0 to 1 and
// usually random, spreads many callers: the pause lies between half of the
// present step and the whole of it, and never under a second.
func (b *Backoff) Next(jitter float64) time.Duration {
	switch {
	case b.base == 0:
		b.base = backoffFirst
	case b.base > backoffLast/2:
		b.base = backoffLast
	default:
		b.base *= 2
	}
	if !(jitter > 0) { // also for NaN
		jitter = 0
	}
	half := b.base / 2
	return max(backoffFirst, half+time.Duration(float64(b.base-half)*min(jitter, 1)))
}

// Reset starts again from the shortest pause, after an attempt that succeeded.
func (b *Backoff) Reset() { b.base = 0 }
