package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
)

// runProgram runs the program and returns its status and all that it printed.
func runProgram(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, trouble bytes.Buffer
	code := program(t.Context(), args, strings.NewReader(""), &out, &trouble)
	return code, out.String() + trouble.String()
}

// TestDemoLedger plays twelve days into a folder, and looks into what they left
// with the ordinary commands.
func TestDemoLedger(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	code, played := runProgram(t, "demo", "--days", "12", "--out", dir)
	if code != 0 {
		t.Fatalf("demo: status %d\n%s", code, played)
	}
	config := filepath.Join(dir, keptConfig)
	shows := func(command string, patterns ...string) {
		t.Helper()
		code, out := runProgram(t, append([]string{"-c", config}, strings.Fields(command)...)...)
		if code != 0 {
			t.Errorf("%s: status %d\n%s", command, code, out)
		}
		for _, p := range patterns {
			if !regexp.MustCompile(`(?m)` + p).MatchString(out) {
				t.Errorf("%s does not show %s:\n%s", command, p, out)
			}
		}
	}

	t.Run("what to type next", func(t *testing.T) {
		typed := regexp.MustCompile(`(?m)^  voldaan -c (\S+) (.*?)  +\S`).FindAllStringSubmatch(played, -1)
		if len(typed) < 7 {
			t.Fatalf("%d commands are named:\n%s", len(typed), played)
		}
		for _, m := range typed {
			if m[1] != config {
				t.Errorf("the configuration is %s, not %s", m[1], config)
			}
			if !strings.HasPrefix(m[2], "simulate") { // below, with fewer runs
				shows(m[2], `2026-0|20[0-9][0-9]|€`)
			}
		}
	})
	shows("invoices", `^2026-0114 +Hartley & Sons Ltd +2026-03-02 +1766.60 +1766.60 EUR +promised +reminder1 2026-03-05$`)
	shows("show 2026-0114", `promise +from 2026-03-06 to 2026-03-16`)
	shows("why 2026-0107 --language en",
		`9 Mar 2026 +Invoice 2026-0107 was contested by the customer: not delivered`,
		`because of “La commande est arrivée incomplète`,
		`10 Mar 2026 +A credit note of 10 March 2026 took €484.00 off invoice 2026-0107; €1,996.50 is open`,
		`Today, 13 March 2026`,
		`this letter goes on 16 March 2026: second reminder, €1,996.50`)
	shows("plan", `plan for 2026-03-13`, `held  2026-0114: promised, look again on 2026-03-17`)
	shows("plan --on 2026-03-16", `plan for 2026-03-16`, `send  reminder2 for 2026-0107: 1996.50 EUR`)
	shows("claim 2026-0106 --on 2026-03-13", `costs of collection on 2026-0106.*: only on a colleague's yes`, `[0-9]+\.[0-9]{2} EUR`)
	shows("simulate --days 28 --runs 4", `31 open invoices of 13 customers, 28 days from 2026-03-13`, `2026-03-20 +\| +[0-9,]+ `, `reminder2 +last reminder +calls`)
	shows("digest", `Openstaand: +€.43\.219,55`, `2026-0114|Hartley|Café De Kroon BV: betalingsbelofte`)
	shows("cases", `wrong_recipient .*2026-03-13 +owner Sofie Vermeulen, due 2026-03-17`)

	// The past: that morning's dispute, what was to go that day, who was asked.
	shows("why 2026-0107 --language en --on 2026-03-10",
		`Today, 10 March 2026\n +all of €2,480.50 is open on invoice 2026-0107`,
		`disputed since 9 March 2026, until somebody ends it \(not delivered\)`,
		`Sofie Vermeulen is asked to decide until 11 March 2026`)
	shows("plan --on 2026-03-09", `send  reminder1 for 2026-0107: 2480.50 EUR`, `held  2026-0114: promised, look again on 2026-03-17`)
	shows("show 2026-0107 --on 2026-03-10", `open 2480.50 EUR +disputed`)
	shows("invoices --on 2026-03-10", `^2026-0107 .* 2480.50 EUR +disputed`)
	shows("cases --on 2026-03-10", `open +dispute \(not_delivered\) +2026-03-09`)
	shows("digest --on 2026-03-10", `Atelier Lumière SPRL: betwisting \(niet geleverd\): Sofie Vermeulen`)
	shows("why 2026-0107 --language en --on 2026-03-20", `2026-03-20 has not come`, `today this letter is due: second reminder, €1,996.50`)

	// The folder is there to try things in.
	shows("hold 2026-0126", `2026-0126: open, .* held`)
	shows("hold 2026-0106", `2026-0106: open, .* held`)
	shows("undo", `2026-0106: held, .* open`) // of two customers, what came last
	shows("undo", `2026-0126: held, .* open`)

	t.Run("nothing leaves", func(t *testing.T) {
		if code, out := runProgram(t, "-c", config, "run"); code != exitFailed || !strings.Contains(out, "stands at the end of 2026-03-13") {
			t.Errorf("run: status %d, %s", code, out)
		}
		text, err := os.ReadFile(config)
		if err != nil {
			t.Fatal(err)
		}
		c, faults := parseConfig(config, text, func(string) string { return "" })
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		cred := c.Creditors[0]
		for _, server := range []string{cred.SMTP.Server, cred.Mailboxes[0].Server} {
			if host, _, _ := splitServer(server); !strings.HasSuffix(host, ".invalid") { // RFC 2606
				t.Errorf("the server %s may exist", server)
			}
		}
		if cred.Creditor.Mode != voldaan.ModeWatch {
			t.Errorf("mode %s", cred.Creditor.Mode)
		}
		want := demoCreditor(cred.Creditor.Zone)
		want.Mode = voldaan.ModeWatch
		if diff := cmp.Diff(*want, cred.Creditor, cmpopts.IgnoreFields(voldaan.Creditor{}, "Zone")); diff != "" {
			t.Errorf("the creditor of the play (-), of the configuration (+): %s", diff)
		}
		if diff := cmp.Diff(voldaan.DefaultPolicy(), cred.Policy); diff != "" {
			t.Errorf("the policy of the play (-), of the configuration (+): %s", diff)
		}
	})
	t.Run("again", func(t *testing.T) {
		if code, out := runProgram(t, "demo", "--days", "1", "--out", dir); code != 0 {
			t.Fatalf("status %d\n%s", code, out)
		}
		shows("plan", "plan for 2026-03-02")
	})
}
