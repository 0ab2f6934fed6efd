package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestStepWithAJumpingClock lets the bot work by a clock that is put back, runs
// a week ahead, and comes back: nobody gets a letter twice, and nobody is
// flooded.
func TestStepWithAJumpingClock(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(f.dir, "clock.db"))
	begin := voldaan.MustDate("2026-03-10")
	zone := f.at.Location()
	f.work(begin.At(10, 0, zone), func(b *bot) {
		f.register(b, 1, "2026-03-05")
		f.register(b, 2, "2026-03-09")
	})
	for _, jump := range []int{0, -4, 0, 7, 0, -1, 7, 8, 1, 15, 2} {
		f.work(begin.Add(jump).At(11, 0, zone), nil)
		f.work(begin.Add(jump).At(15, 30, zone), nil)
	}
	seen := map[string]int{}
	count := map[string]int{}
	for _, l := range f.toCustomers() {
		seen[l]++
		if seen[l] > 1 {
			t.Errorf("twice: %s", l)
		}
		to, _, _ := strings.Cut(l, ":")
		count[to]++
	}
	for i := 1; i <= 2; i++ {
		if n := count[customerAddress(i)]; n < 1 || n > 4 {
			t.Errorf("customer %d got %d letters: %v", i, n, seen)
		}
	}
}
