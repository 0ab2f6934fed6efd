package mailbox_test

import (
	"math"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

func TestBackoff(t *testing.T) {
	var longest mailbox.Backoff
	for i, want := range []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300} {
		if got := longest.Next(1); got != want*time.Second {
			t.Errorf("pause %d: %s, want %ds", i, got, want)
		}
	}
	longest.Reset()
	if got := longest.Next(1); got != time.Second {
		t.Errorf("after reset: %s", got)
	}
	for _, jitter := range []float64{0, 0.5, -3, 7, math.NaN(), math.Inf(1)} {
		var b mailbox.Backoff
		for range 100 {
			if got := b.Next(jitter); got < time.Second || got > 5*time.Minute {
				t.Errorf("jitter %v: %s", jitter, got)
			}
		}
	}
}
