package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

var known = Options{Own: []string{"facturen@leverancier.example"}, Colleagues: []string{"mia@leverancier.example"}}

func TestBounce(t *testing.T) {
	all := cases(t, "bounce")
	if len(all) < 80 {
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
			without := known
			without.NoContent = true
			if diff := cmp.Diff(m.Bounce, Parse([]byte(c["eml"]), noon, without).Mail.Bounce); diff != "" {
				t.Errorf("without content -want +got:\n%s", diff)
			}
			if diff := cmp.Diff(lines(c["want"]), lines(b.String())); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	count := map[string]int{}
	for name, c := range cases(t, "auto") {
		kind, _, _ := strings.Cut(strings.TrimSpace(c["want"]), " ")
		count[kind]++
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
			if diff := cmp.Diff(lines(c["want"]), lines(strings.Join(got, " ")+substitute(m.AutoReply))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	for kind, n := range kindsWanted {
		if count[kind] < n {
			t.Errorf("%d cases of %s, want %d", count[kind], kind, n)
		}
	}
}

// kindsWanted are the least cases of each kind in testdata/auto.
var kindsWanted = map[string]int{"auto_reply": 40, "customer": 40, "report": 10}

// substitute is who stands in, on a line of its own.
func substitute(a *voldaan.AutoReply) string {
	switch {
	case a == nil || a.Substitute == nil:
		return ""
	case a.Substitute.Name == "":
		return "\n" + a.Substitute.Email
	case a.Substitute.Email == "":
		return "\n" + a.Substitute.Name
	}
	return "\n" + a.Substitute.Name + " <" + a.Substitute.Email + ">"
}
