package classify

import (
	"net/http"
	"strings"
	"testing"
	"time"

	v "github.com/voldaan/voldaan"
)

// Beyond the day's budget the other reader's reading stands; the next day has a
// budget of its own.
func TestModelBudget(t *testing.T) {
	asked := 0
	var log strings.Builder
	o, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		says(completion(answerOf(promising()), "stop"))(w, r)
	}, &log)
	today := time.Date(2026, 11, 18, 23, 59, 0, 0, time.UTC)
	o.budget = budget{perDay: 2, now: func() time.Time { return today }}
	for range 4 {
		mustRead(t, o, unclearMail())
	}
	if asked != 2 || !strings.Contains(log.String(), "budget") {
		t.Errorf("asked %d times: %s", asked, &log)
	}
	today = today.Add(time.Minute)
	if mustRead(t, o, unclearMail()); asked != 3 {
		t.Errorf("asked %d times on two days", asked)
	}
}

// Asked always, a model that agrees makes the reading surer and changes none of
// its facts; one that differs takes nothing severe away.
func TestModelAskedAlways(t *testing.T) {
	o, _ := serve(t, says(completion(answerOf(promising()), "stop")), nil)
	o.always = true
	m := unclearMail()
	m.Reply = "Wij betalen factuur 2026-041 op 4 december.\n" + unclearText
	offline := mustRead(t, NewOffline(), m)
	got := mustRead(t, o, m)
	if got.Intent() != offline.Intent() || got.Confidence() < offline.Confidence() || got.Findings[0].Date != offline.Findings[0].Date {
		t.Errorf("offline %+v\nwith a model that agrees %+v", offline.Findings, got.Findings)
	}
	m.Reply = "Wij betwisten factuur 2026-041.\n" + unclearText
	if got := mustRead(t, o, m); got.Intent() != v.IntentDispute || !got.Human() {
		t.Errorf("with a model that differs %+v", got.Findings)
	}
}
