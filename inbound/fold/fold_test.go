package fold

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"  Op\u00a0Dinsdag\tschreef  ":       "op dinsdag schreef",
		"*Van:* Jan":                         "van: jan",
		"**":                                 "**",
		"Aujourd\u2019hui re\u0301gle\u0301": "aujourd'hui réglé",
		"plain":                              "plain",
		"":                                   "",
	} {
		if got := Line(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\r\nb\rc\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\r") {
			t.Errorf("%q", got)
		}
		if again := Clean(got); again != got {
			t.Errorf("cleaned twice: %q, once: %q", again, got)
		}
	})
}
