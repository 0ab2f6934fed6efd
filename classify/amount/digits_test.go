package amount

import (
	"fmt"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestSimple holds the short way of reading a number against ParseAmount.
func TestSimple(t *testing.T) {
	pieces := []string{"", "0", "1", "12", "123", "1234", ".", ",", ".234", ",234", ".23", ",5", ",50", ".50"}
	for _, a := range pieces {
		for _, b := range pieces {
			for _, c := range pieces {
				for _, e := range pieces {
					s := a + b + c + e
					var d digits
					if !strings.ContainsAny(s, ".,") || !d.simple(s) || d.bad {
						continue
					}
					if want, err := voldaan.ParseAmount(s); err != nil || want != d.value {
						t.Errorf("%q: %s, want %s, %v", s, d.value, want, err)
					}
				}
			}
		}
	}
	var d digits
	if !d.simple("1.234.567,8") || fmt.Sprint(d.value, d.count, d.decimals, d.grouped) != "1234567.80 7 1 true" {
		t.Errorf("%+v", d)
	}
}
