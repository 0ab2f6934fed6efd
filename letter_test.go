package voldaan_test

import (
	"testing"

	"github.com/voldaan/voldaan"
)

func TestWriteIn(t *testing.T) {
	for in, want := range map[string]string{"fr": "fr", "nl-BE": "nl-BE", "DE_ch": "DE_ch", "": "en", "und": "en", "it": "en", "es-ES": "en"} {
		l := voldaan.Letter{Language: "en"}
		if l.WriteIn(in); l.Language != want {
			t.Errorf("%q: written in %q, want %q", in, l.Language, want)
		}
	}
}
