package law

import (
	"testing"

	"github.com/voldaan/voldaan"
)

var day = voldaan.MustDate

func percent(s string) Percent {
	p, err := ParsePercent(s)
	if err != nil {
		panic(err)
	}
	return p
}

// shipped is the book as it ships, with nothing confirmed.
func shipped(t testing.TB, own ...File) *Book {
	t.Helper()
	return loaded(t, nil, own...)
}

// confirmed is the book with every row and statement confirmed.
func confirmed(t testing.TB) *Book {
	t.Helper()
	var keys []string
	for _, e := range shipped(t).Entries() {
		keys = append(keys, e.Key)
	}
	return loaded(t, keys)
}

func loaded(t testing.TB, keys []string, own ...File) *Book {
	t.Helper()
	b, faults := Load(keys, own...)
	for _, f := range faults {
		t.Error(f)
	}
	if b == nil {
		t.FailNow()
	}
	return b
}
