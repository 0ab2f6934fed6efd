package law

import (
	"errors"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

func TestFixedSum(t *testing.T) {
	b := confirmed(t)
	for _, country := range []string{"NL", "BE", "DE", "FR", "PL", "GB", "US", "", "E"} {
		for _, kind := range []voldaan.Kind{voldaan.KindBusiness, voldaan.KindAuthority, voldaan.KindConsumer, voldaan.KindUnknown} {
			want := voldaan.Amount(0)
			if strings.Contains("NL BE DE FR PL", country) && len(country) == 2 && (kind == voldaan.KindBusiness || kind == voldaan.KindAuthority) {
				want = 4000
			}
			if got, _, err := b.FixedSum(country, kind, day("2026-11-22")); err != nil || got != want {
				t.Errorf("%s %s: %s, %v; want %s", country, kind, got, err, want)
			}
		}
	}
	if _, _, err := shipped(t).FixedSum("NL", voldaan.KindBusiness, day("2026-11-22")); !errors.Is(err, ErrUnconfirmed) {
		t.Errorf("a secondary row is used: %v", err)
	}
	if got, rows, err := shipped(t).FixedSum("PL", voldaan.KindBusiness, day("2026-11-22")); err != nil || got != 4000 || len(rows) != 1 {
		t.Errorf("a verified row: %s, %v", got, err)
	}
}
