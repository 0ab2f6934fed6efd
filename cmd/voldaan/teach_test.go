package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestTeachCommand lets a colleague correct a mail at the command line: by the
// id of its case and by its Message-ID, with the list, the switch, the check and
// the replay round it.
func TestTeachCommand(t *testing.T) {
	f := newFirm(t)
	f.config(filepath.Join(t.TempDir(), "bot.db"))
	f.work(f.at, func(b *bot) {
		for i := range 3 {
			f.register(b, i, "2026-03-05")
		}
	})
	f.receive(1, "kaartje", "Er hangt bij ons weer een rood kaartje aan de pallet met tegels.")
	f.receive(2, "nog-een", "Er hangt bij ons alweer een rood kaartje aan de pallet met uw tegels.")
	f.work(f.at.Add(2*60*60*1e9), nil)

	waiting := f.run(&casesCmd{}, "")
	id, _, _ := strings.Cut(waiting, " ")
	got := f.run(&teachCmd{Mail: id, Intent: voldaan.IntentLegal}, "")
	for _, want := range []string{`learnt: "Er hangt bij ons`, "it is read as legal now", "1 more would be read otherwise", "voldaan teach --off "} {
		if !strings.Contains(got, want) {
			t.Errorf("teach does not say %q:\n%s", want, got)
		}
	}
	correction := regexp.MustCompile(`--off (\S+)`).FindStringSubmatch(got)[1]
	if got := f.run(&teachCmd{List: true}, ""); !strings.Contains(got, correction+"  on ") || !strings.Contains(got, "means legal") {
		t.Errorf("the list: %s", got)
	}
	if got := f.run(&replayCmd{}, ""); !strings.Contains(got, "→ legal") || !strings.Contains(got, "2 mails read again, 2 would be read otherwise") {
		t.Errorf("replay: %s", got)
	}
	if got := f.run(&teachCmd{Check: true}, ""); !strings.Contains(got, "1 of 1 corrected mails are read as they were corrected") {
		t.Errorf("check: %s", got)
	}
	f.run(&teachCmd{Off: correction}, "")
	if got := f.run(&replayCmd{}, ""); !strings.Contains(got, "0 would be read otherwise") {
		t.Errorf("replay after it was switched off: %s", got)
	}
	f.run(&teachCmd{On: correction}, "")
	env, out := f.env("")
	env.json = true
	if err := (&teachCmd{List: true}).Run(env); err != nil {
		t.Fatal(err)
	}
	var list []taughtObject
	if err := json.Unmarshal(out.Bytes(), &list); err != nil || len(list) != 1 || !list[0].Active || len(list[0].Lessons) == 0 {
		t.Errorf("the list in JSON: %v\n%s", err, out)
	}
}
