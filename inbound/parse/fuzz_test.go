package parse

import (
	"bytes"
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, dir := range []string{"reply", "bounce", "auto"} {
		for _, c := range cases(f, dir) {
			f.Add([]byte(c["eml"]))
		}
	}
	for _, c := range allTorture() {
		if len(c.raw) < 10000 {
			f.Add([]byte(c.raw))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		r := Parse(raw, noon, known)
		if !bytes.Equal(raw, before) {
			t.Error("the message was changed")
		}
		checkClean(t, r.Mail)
		for _, p := range r.Parts {
			if p.Content != nil && p.Size != int64(len(p.Content)) || strings.ContainsAny(p.Name, "/\\\n") || len(p.Hash) != 64 {
				t.Errorf("attachment %q of %d bytes holds %d", p.Name, p.Size, len(p.Content))
			}
		}
		if err := r.Mail.Kind.Validate(); err != nil {
			t.Error(err)
		}
		if len(TraceFreeHash(raw)) != 64 || len(r.Mail.ContentHash) != 64 {
			t.Error("hash")
		}
	})
}
