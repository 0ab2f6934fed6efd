package parse

import (
	"flag"
	"fmt"
	"net/smtp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/internal/servertest"
)

var capture = flag.Bool("capture", false, "store the delivery reports that Postfix makes as fixtures")

// delivery is a mail through a real Postfix, and what its report must say.
// The return path of each has the name as its tag.
type delivery struct {
	name   string
	rcpts  []string
	notify string   // the parameter NOTIFY of RCPT (RFC 3461, section 4.1)
	want   []string // kind, then a line for each recipient
}

var deliveries = []delivery{
	{name: "failed", rcpts: []string{"jan@weigert.example"}, want: []string{"bounce", "jan@weigert.example 5.1.1 550 user_unknown true"}},
	{name: "full", rcpts: []string{"els@vol.example"}, want: []string{"bounce", "els@vol.example 5.2.2 552 mailbox_full false"}},
	{name: "big", rcpts: []string{"piet@groot.example"}, want: []string{"bounce", "piet@groot.example 5.3.4 552 too_big false"}},
	{name: "several", rcpts: []string{"jan@weigert.example", "els@vol.example", "goed@goed.example", "Ria@weigert.example"}, want: []string{
		"bounce", "els@vol.example 5.2.2 552 mailbox_full false", "jan@weigert.example 5.1.1 550 user_unknown true", "ria@weigert.example 5.1.1 550 user_unknown true",
	}},
	{name: "delayed", rcpts: []string{"ann@later.example"}, want: []string{"bounce", "ann@later.example 4.2.0 450 network false"}},
	{name: "success", rcpts: []string{"goed@goed.example"}, notify: "SUCCESS", want: []string{"report"}},
}

// unreachable goes through a Postfix that tries once.
var unreachable = delivery{name: "unreachable", rcpts: []string{"an@weg.example"}, want: []string{"bounce", "an@weg.example 4.4.1 0 network false"}}

func (d delivery) returnPath() string { return "facturen+" + d.name + "@bot.example" }

func (d delivery) messageID() string { return d.name + "@bot.example" }

// send hands the mail to Postfix.
func (d delivery) send(t *testing.T, addr string) {
	t.Helper()
	c, err := smtp.Dial(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	commands := []string{"EHLO bot.example", "MAIL FROM:<" + d.returnPath() + ">"}
	for _, r := range d.rcpts {
		line := "RCPT TO:<" + r + ">"
		if d.notify != "" {
			line += " NOTIFY=" + d.notify
		}
		commands = append(commands, line)
	}
	commands = append(commands, "DATA")
	for _, line := range commands {
		id, err := c.Text.Cmd("%s", line)
		if err != nil {
			t.Fatal(err)
		}
		c.Text.StartResponse(id)
		code, words, err := c.Text.ReadResponse(0)
		c.Text.EndResponse(id)
		if err != nil || code >= 400 {
			t.Fatalf("%s: %d %s %v", line, code, words, err)
		}
	}
	_, err = c.Text.Cmd("From: Facturen <facturen@bot.example>\r\nTo: %s\r\nMessage-ID: <%s>\r\nSubject: Factuur 2026-041\r\n\r\nTekst.\r\n.",
		strings.Join(d.rcpts, ", "), d.messageID())
	if err != nil {
		t.Fatal(err)
	}
	if code, words, err := c.Text.ReadResponse(250); err != nil {
		t.Fatalf("DATA: %d %s %v", code, words, err)
	}
}

// check compares what is read of a report with what it must say; the order of
// recipients is Postfix's, by queue, so it does not count here.
func (d delivery) check(t *testing.T, raw []byte) {
	t.Helper()
	m := Parse(raw, noon, Options{Own: []string{"facturen@bot.example"}}).Mail
	got := []string{string(m.Kind)}
	if m.Bounce != nil {
		for _, r := range m.Bounce.Recipients {
			got = append(got, strings.TrimSpace(fmt.Sprintln(r.Address, r.Status, r.SMTPCode, r.Reason, r.Hard)))
		}
		if m.Bounce.OriginalMessageID != d.messageID() {
			t.Errorf("original Message-ID %q, want %q", m.Bounce.OriginalMessageID, d.messageID())
		}
	}
	if diff := cmp.Diff(sorted(d.want), sorted(got)); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, raw)
	}
}

// TestPostfixReports reads the delivery reports of a real Postfix: those that
// it made once, and, where the tests run as root, those that it makes now.
func TestPostfixReports(t *testing.T) {
	for _, d := range append(deliveries, unreachable) {
		t.Run(d.name, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join("testdata", "postfix", d.name+".eml"))
			if err != nil {
				t.Fatal(err)
			}
			d.check(t, raw)
		})
	}
}

func TestPostfixLive(t *testing.T) {
	if !servertest.CanRunPostfix() {
		t.Log("Postfix needs root; TestPostfixReports reads what it made")
		return
	}
	bot, gone := servertest.SMTPSink(t), servertest.SMTPSink(t)
	gone.Stop()
	refuse := func(command, answer string) string { return servertest.SMTPSink(t, "-f", command, "-B", answer).Addr }
	p := servertest.Postfix(t, map[string]string{
		"bot.example": bot.Addr, "goed.example": servertest.SMTPSink(t, "-N").Addr,
		"weigert.example": refuse("RCPT", "550 5.1.1 User unknown"),
		"vol.example":     refuse("RCPT", "552 5.2.2 Mailbox full"),
		"groot.example":   refuse("MAIL", "552 5.3.4 Message size exceeds fixed limit"),
		"later.example":   servertest.SMTPSink(t, "-r", "RCPT", "-b", "450 4.2.0 Try again later").Addr,
	}, "delay_warning_time = 1s")
	once := servertest.Postfix(t, map[string]string{"bot.example": bot.Addr, "weg.example": gone.Addr}, "maximal_queue_lifetime = 0")
	for _, d := range deliveries {
		d.send(t, p.Addr)
	}
	unreachable.send(t, once.Addr)
	for _, d := range append(deliveries, unreachable) {
		t.Run(d.name, func(t *testing.T) {
			raw := bot.Await(d.returnPath()).Raw
			d.check(t, raw)
			if *capture {
				if err := os.WriteFile(filepath.Join("testdata", "postfix", d.name+".eml"), raw, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return out
}
