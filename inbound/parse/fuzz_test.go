package parse

import (
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
