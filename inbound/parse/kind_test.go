package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var known = Options{Own: []string{"facturen@leverancier.example"}, Colleagues: []string{"mia@leverancier.example"}}

func TestBounce(t *testing.T) {
	all := cases(t, "bounce")
	if len(all) < 15 {
		t.Errorf("%d cases", len(all))
	}
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			m := Parse([]byte(c["eml"]), noon, known).Mail
			if m.Kind != "bounce" || m.Bounce == nil {
				t.Fatalf("kind %q", m.Kind)
			}
			var b strings.Builder
			for _, r := range m.Bounce.Recipients {
				fmt.Fprintln(&b, r.Address, r.Status, r.SMTPCode, r.Reason, r.Hard)
			}
			fmt.Fprintln(&b, m.Bounce.OriginalMessageID)
			if diff := cmp.Diff(lines(c["want"]), lines(b.String())); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	for name, c := range cases(t, "auto") {
		t.Run(name, func(t *testing.T) {
			m := Parse([]byte(c["eml"]), noon, known).Mail
			got := []string{string(m.Kind), "-", "-", "-", "-"}
			if a := m.AutoReply; a != nil {
				got = []string{string(m.Kind), a.Sort, fmt.Sprint(a.Suspected), "-", "-"}
				if a.ReturnOn != 0 {
					got[3] = a.ReturnOn.String()
				}
				if a.Ticket != "" {
					got[4] = a.Ticket
				}
			}
			if diff := cmp.Diff(strings.TrimSpace(c["want"]), strings.Join(got, " ")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
