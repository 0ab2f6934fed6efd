package templates

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestOneLine(t *testing.T) {
	for _, x := range []struct {
		in    string
		limit int
		want  string
	}{
		{"plain", 10, "plain"},
		{" a\r\nBcc: b@c.test ", 50, "a Bcc: b@c.test"},
		{"a\u2028b\u0085c\td\x00e", 50, "a b c d e"},
		{"\u202egpj.exe\u2066x\u200b", 50, "gpj.exex"},
		{"שלום عرب", 50, "שלום عرب"}, // writing from right to left stays
		{"€" + nbsp + "1,00", 50, "€" + nbsp + "1,00"},
		{"bad \xff byte", 50, "bad \uFFFD byte"},
		{"abcdefghij", 10, "abcdefghij"},
		{"abcdefghijk", 10, "abcdefghi…"},
		{"abcdefgh ijk", 10, "abcdefgh…"},
		{"\n\n", 5, ""},
	} {
		if got := OneLine(x.in, x.limit); got != x.want {
			t.Errorf("OneLine(%q, %d) = %q, want %q", x.in, x.limit, got, x.want)
		}
	}
}

func TestManyLines(t *testing.T) {
	if got, want := manyLines("\r\n a \r\n\r\n\n\rb\u2028c\n\n", 100), "a\n\nb\nc"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWrap(t *testing.T) {
	for in, want := range map[string]string{
		"short":                         "short",
		"one two three four":            "one two\nthree four",
		"  one two three":               "  one two\n  three",
		"- one two three":               "- one two\n  three",
		"12. one two three":             "12. one\n    two\n    three",
		"> one two three":               "> one two\n> three",
		"averyveryverylongword":         "averyveryverylongword",
		"a averyveryverylongword":       "a\naveryveryverylongword",
		"pay € 1" + nbsp + "234,56":     "pay €\n1" + nbsp + "234,56",
		"trailing   \nnext  ":           "trailing\nnext",
		"- - - - - - - -":               "- - - - -\n  - - -",
		"":                              "",
		"éééé éééé é":                   "éééé éééé\né",
		"1.one two three":               "1.one two\nthree",
		">one two three":                ">one two\nthree",
		"                       spaces": "                       spaces",
	} {
		if got := Wrap(in, 10); got != want {
			t.Errorf("Wrap(%q, 10) = %q, want %q", in, got, want)
		}
	}
}

func TestReplySubject(t *testing.T) {
	for in, want := range map[string]string{
		"Invoice 2026-041":           "Re: Invoice 2026-041",
		"RE: Re: AW: Antw: Rechnung": "Re: Rechnung",
		"Fwd: TR: facture":           "Re: facture",
		"Ré: rappel":                 "Re: rappel",
		"Regarding":                  "Re: Regarding",
		"re:":                        "Re:",
		"x\r\nBcc: y@z.test":         "Re: x Bcc: y@z.test",
	} {
		if got := replySubject(in); got != want {
			t.Errorf("replySubject(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzWrap: wrapping loses no word, and only a single word is wider than the
// line.
func FuzzWrap(f *testing.F) {
	f.Add("- one two three four five six seven eight nine ten", 20)
	f.Add("> quoted words that go on and on\n\n12. item", 12)
	f.Add("\xff \u00a0 \u2028", 1)
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = min(max(width, 1), 200)
		got := Wrap(s, width)
		marks := func(r rune) bool { return unicode.IsSpace(r) || r == '>' }
		if a, b := strings.Join(strings.FieldsFunc(s, marks), ""), strings.Join(strings.FieldsFunc(got, marks), ""); a != b {
			t.Errorf("words of %q became %q", s, got)
		}
	})
}

func FuzzOneLine(f *testing.F) {
	f.Add(hostile, 10)
	f.Add("a\r\n b", 100)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = min(max(limit, 1), 10_000)
		got := OneLine(s, limit)
		if utf8.RuneCountInString(got) > limit || !utf8.ValidString(got) || strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("OneLine(%q, %d) = %q", s, limit, got)
		}
		if again := OneLine(got, limit); again != got {
			t.Errorf("OneLine changes its own outcome: %q, %q", got, again)
		}
	})
}
