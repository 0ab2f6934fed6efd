package outbound

import (
	"mime"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEncodedWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"Factuur 2026-041":   "Factuur 2026-041",
		"Café":               "=?utf-8?b?Q2Fmw6k=?=",
		"=?utf-8?q?evil?=":   "=?utf-8?b?PT91dGYtOD9xP2V2aWw/PQ==?=",
		"a\r\nBcc: b@c.test": "=?utf-8?b?YQ0KQmNjOiBiQGMudGVzdA==?=",
	} {
		if got := encodedWords(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzEncodedWords gives ASCII in short words that decode to the text.
func FuzzEncodedWords(f *testing.F) {
	for _, s := range []string{"", "x", strings.Repeat("é", 99), strings.Repeat("🐸 ", 30), "=?utf-8?q?a?= b", "a  b\u00a0c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := encodedWords(text)
		if !utf8.ValidString(text) || got == text {
			return
		}
		for w := range strings.SplitSeq(got, " ") {
			if len(w) > 75 || strings.ContainsFunc(w, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("word %q", w)
			}
		}
		back, err := new(mime.WordDecoder).DecodeHeader(got)
		if err != nil || back != text {
			t.Errorf("%q came back as %q, %v", text, back, err)
		}
	})
}
