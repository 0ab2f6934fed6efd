package parse

import (
	"slices"
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, dir := range []string{"reply", "bounce", "auto"} {
		for _, c := range cases(f, dir) {
			f.Add([]byte(c["eml"]))
		}
	}
	for _, c := range torture {
		if len(c.raw) < 10000 {
			f.Add([]byte(c.raw))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r := Parse(raw, noon, known)
		checkClean(t, r.Mail)
		if err := r.Mail.Kind.Validate(); err != nil {
			t.Error(err)
		}
		if len(TraceFreeHash(raw)) != 64 || len(r.Mail.ContentHash) != 64 {
			t.Error("hash")
		}
	})
}

func FuzzSplit(f *testing.F) {
	for _, c := range cases(f, "reply") {
		_, body, _ := strings.Cut(c["eml"], "\n\n")
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reply, signature, quoted := Split(text)
		want := sortedLines(clean(text))
		got := sortedLines(reply + "\n" + signature + "\n" + quoted)
		if !slices.Equal(want, got) {
			t.Errorf("lines lost or made:\n%q\n%q", want, got)
		}
	})
}

// sortedLines are the lines that are not blank, trimmed and in order.
func sortedLines(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}
