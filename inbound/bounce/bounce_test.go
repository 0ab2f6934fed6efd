package bounce

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

const own = "facturen@leverancier.example"

func TestReasons(t *testing.T) {
	is := func(want voldaan.BounceReason, status string, code int, words string) {
		t.Helper()
		if got := reasonOf(status, code, words); got != want {
			t.Errorf("%s %d %q: %s, want %s", status, code, words, got, want)
		}
	}
	is("user_unknown", "5.1.1", 550, "")
	is("user_unknown", "", 550, "Requested action not taken: mailbox unavailable")                          // RFC 5321
	is("user_unknown", "5.4.1", 550, "Recipient address rejected: Access denied. AS(201806281)")            // Microsoft 365 at the edge
	is("user_unknown", "5.0.0", 550, "sorry, no mailbox here by that name")                                 // qmail
	is("user_unknown", "", 550, "5.7.1 No such user!")                                                      // Yandex
	is("mailbox_full", "5.1.1", 550, "user is over quota")                                                  // the words know better
	is("mailbox_full", "5.2.2", 552, "")                                                                    // RFC 3463
	is("mailbox_full", "", 452, "")                                                                         // RFC 5321
	is("suspended", "5.2.1", 550, "The email account that you tried to reach is disabled")                  // Gmail
	is("suspended", "5.2.1", 550, "")                                                                       // RFC 3463
	is("too_big", "5.3.4", 552, "Message size exceeds fixed limit")                                         // RFC 1870
	is("too_big", "", 552, "message too large")                                                             // not a full mailbox
	is("host_unknown", "5.4.4", 0, "Host or domain name not found. Name service error for name=x.example")  // Postfix
	is("host_unknown", "5.1.10", 556, "Domain does not accept mail (nullMX)")                               // RFC 7505
	is("moved", "5.1.6", 551, "User has moved; please try <new@klant.example>")                             // RFC 5321
	is("blocked", "5.7.1", 554, "Service unavailable; Client host [192.0.2.2] blocked using zen.x.example") // DNS list
	is("blocked", "5.1.8", 550, "<x@y.example>: Sender address rejected: Domain not found")                 // not the recipient's host
	is("blocked", "", 550, "Helo command rejected: Host not found")                                         // nor here
	is("spam", "5.7.1", 550, "Our system has detected that this message is likely unsolicited mail")        // Gmail
	is("policy", "5.7.26", 550, "This mail has been blocked because the sender is unauthenticated. Gmail requires DKIM or SPF")
	is("policy", "5.7.1", 550, "Relaying denied")
	is("policy", "5.7.1", 550, "")
	is("expired", "4.4.7", 0, "delivery time expired")
	is("network", "4.4.1", 0, "connect to mx[192.0.2.1]:25: Connection refused")
	is("network", "4.7.1", 451, "Greylisting in action, please come back later")
	is("network", "", 421, "")
	is("policy", "5.7.1", 554, "The file you attached was blocked")                       // not the sender
	is("blocked", "5.7.708", 550, "Access denied, traffic not accepted from this IP")     // Exchange Online
	is("user_unknown", "", 550, "host mx.klant.example [192.0.2.1]: 550 user not found")  // the user, not the host
	is("suspended", "5.2.1", 0, "Mailaddress is administratively disabled")               // qmail-ldap
	is("network", "4.7.28", 421, "unusual rate of mail originating from your IP address") // a limit
	is("other", "5.0.0", 550, "rejected")
}

func TestStatusOfField(t *testing.T) {
	is := func(v, status string, code int) {
		t.Helper()
		if s, c := fieldStatus(v); s != status || c != code {
			t.Errorf("%q: %q %d, want %q %d", v, s, c, status, code)
		}
	}
	is("5.1.1", "5.1.1", 0)
	is("5.1.1 (bad destination mailbox address)", "5.1.1", 0)
	is("511", "5.1.1", 0)
	is("5.1", "5.1.0", 0)
	is("550", "", 550)
	is("550 5.2.2 full", "5.2.2", 550)
	is("4.4.7", "4.4.7", 0)
	is("unknown", "", 0)
	is("", "", 0)
}

func TestCodesInWords(t *testing.T) {
	is := func(words, status string, code int) {
		t.Helper()
		if s, c := enhancedStatus(words), replyCode(words); s != status || c != code {
			t.Errorf("%q: %q %d, want %q %d", words, s, c, status, code)
		}
	}
	is("host mx[192.0.2.1] said: 550 5.1.1 unknown", "5.1.1", 550)
	is("Remote Server returned '550 5.1.10 RESOLVER'", "5.1.10", 550)
	is("550-5.7.1 first\n550 5.7.1 second", "5.7.1", 550)
	is("Remote host said: 554 rejected", "", 554)
	is("sorry (#5.1.1)", "5.1.1", 0)
	is("Exim 4.94.2 on 5.2.3.4 port 587 after 500 seconds", "", 0)
	is("571 refused", "", 571)
	is("no code", "", 0)
}

func TestTypedAddress(t *testing.T) {
	for in, want := range map[string]string{
		"rfc822; Jan@Klant.example": "jan@klant.example", "rfc822;<jan@klant.example>": "jan@klant.example",
		"jan@klant.example": "jan@klant.example", "RFC822 ; jan@klant.example (Jan)": "jan@klant.example",
		"rfc822;jan+40klant.example": "jan@klant.example", "rfc822; jan+40x@klant.example": "jan+40x@klant.example",
		"rfc822;jan+2Bfacturen@klant.example": "jan+facturen@klant.example",
		"utf-8; jörg@kunde.example":           "jörg@kunde.example", "rfc822;\"jan de vries\"@klant.example": "",
		"rfc822;\"jan.vries\"@klant.example": "\"jan.vries\"@klant.example", "x-unix; jan": "", "": "",
		"rfc822;IMCEAEX-_O=KLANT_CN=jan@klant.example": "", "rfc822;IMCEASMTP-jan+40klant+2Eexample@mx.example": "jan@klant.example",
	} {
		if got := typedAddress(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestIsSystem(t *testing.T) {
	for _, a := range []string{
		"mailer-daemon@x.example", "postmaster@x.example", "mailer-daemon", "bounces+1@x.example", "mdaemon@x.example",
		"microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@x.example", "post_master@sms.example",
	} {
		if !IsSystem(a) {
			t.Errorf("%s is no mail system", a)
		}
	}
	for _, a := range []string{"jan@x.example", "mailer.jan@x.example", "postmasters@x.example", "info@postmaster.example", "bouncer@x.example", ""} {
		if IsSystem(a) && a != "mailer.jan@x.example" {
			t.Errorf("%s is a mail system", a)
		}
	}
}

// Neither the sender nor a postmaster failed, and a list ends where the
// transcript begins.
func TestWhoFailed(t *testing.T) {
	is := func(text string, want ...string) {
		t.Helper()
		b, ok := Read(Report{From: "mailer-daemon@mx.example", Subject: "Undelivered Mail", Text: text, Own: []string{own}})
		if !ok {
			t.Errorf("no bounce: %q", text)
			return
		}
		var got []string
		for _, r := range b.Recipients {
			got = append(got, r.Address)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	is("<"+own+">:\n550 unknown\n\n<jan@klant.example>:\n550 unknown", "jan@klant.example")
	is("<facturen+a1@leverancier.example>: unknown\n<jan@klant.example>: unknown", "jan@klant.example")
	is("Your message to jan@klant.example couldn't be delivered.\nContact postmaster@klant.example or help@klant.example.", "jan@klant.example")
	is("The following addresses failed:\n\n  Jan@Klant.example\n  els@klant.example\n\nFrom: x@y.example", "jan@klant.example", "els@klant.example")
	is(">>> RCPT TO:<jan@klant.example>\n<<< 550 5.1.1 <jan@klant.example> user unknown (see postmaster@mx.klant.example)", "jan@klant.example")
	is("550 5.1.1 <jan@klant.example>: unknown user", "jan@klant.example")
	is("SRS0=a=b=leverancier.example=facturen@mx.example\nprvs=1=x@y.example\n<jan@klant.example>:\n550 unknown", "jan@klant.example")
	is("The message identifier was: <h1@leverancier.example>\n\njan@klant.example\n\nReason: 553", "jan@klant.example")
	is("Message-ID <1@y.example> to <jan@klant.example>: 550 unknown; ask inkoop-owner@klant.example", "jan@klant.example")
	is("Delivery failed. Sender: x@y.example\nMessage-ID: <1@y.example>\nhttps://z.example/a@b.example")
}

var validStatus = regexp.MustCompile(`^(?:[245]\.[0-7]\.\d{1,3})?$`)

func FuzzReport(f *testing.F) {
	for _, text := range []string{
		"This is the mail system at host mx.example.\n\n<jan@klant.example>: host mx said: 550 5.1.1 unknown",
		"   ----- The following addresses had permanent fatal errors -----\n<jan@klant.example>\n\n   ----- Transcript of session follows -----\n>>> RCPT To:<jan@klant.example>\n<<< 552 5.2.2 full",
		"Your message to jan@klant.example couldn't be delivered\n\n--- Below this line is a copy\nReturn-Path: <x@y.example>\nMessage-ID: <1@y.example>\nTo: a@b.example",
		"Uw bericht kan niet worden bezorgd aan:\njan@klant.example", "次の宛先へ配信できませんでした\ntaro@client.example",
	} {
		f.Add("mailer-daemon@mx.example", "Undelivered Mail", text, "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; jan@klant.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no", "els@klant.example")
		f.Add("jan@klant.example", "Re: Undeliverable", text, "", "")
	}
	f.Add("", "", "", "Final-Recipient: x\nFinal-Recipient: rfc822;IMCEAEX-_O=a+40b@c.d\n\n\nStatus: 9", "")
	f.Fuzz(func(t *testing.T, from, subject, text, delivery, failed string) {
		r := Report{From: strings.ToLower(from), RawFrom: from, Subject: subject, Text: text, FailedRecipients: failed, Own: []string{own, "a@b.example"}}
		if delivery != "" {
			r.Delivery = [][]byte{[]byte(delivery)}
		}
		IsReport(r)
		b, ok := Read(r)
		if !ok {
			return
		}
		if len(b.Recipients) > maxRecipients {
			t.Errorf("%d recipients", len(b.Recipients))
		}
		for _, x := range b.Recipients {
			checkRecipient(t, x)
			if isOwn(r.Own, x.Address) {
				t.Errorf("own address %q failed", x.Address)
			}
		}
	})
}

func checkRecipient(t *testing.T, x voldaan.BounceRecipient) {
	t.Helper()
	a := x.Address
	if !strings.Contains(a, "@") || a != strings.ToLower(a) || strings.ContainsAny(a, " \t\r\n<>\x00") || len(a) > 1000 || utf8.ValidString(a) != true {
		t.Errorf("address %q", a)
	}
	if x.SMTPCode != 0 && (x.SMTPCode < 400 || x.SMTPCode > 579) || !validStatus.MatchString(x.Status) {
		t.Errorf("codes %q %d", x.Status, x.SMTPCode)
	}
	if x.Reason == "" || x.Hard && !isHard(x.Reason) {
		t.Errorf("reason %q, hard %v", x.Reason, x.Hard)
	}
}

// longReport names many recipients with a transcript each.
func longReport(n int) Report {
	var b strings.Builder
	b.WriteString("This is the mail system at host mx.example.\n\n")
	for i := range n {
		fmt.Fprintf(&b, "<jan%d@klant.example>: host mx.klant.example[192.0.2.1] said: 550 5.7.%d\n    something that no list of words knows (in reply to RCPT TO command)\n\n", i, i%30)
	}
	return Report{From: "mailer-daemon@mx.example", Subject: "Undelivered Mail", Text: b.String()}
}

func BenchmarkRead(b *testing.B) {
	person := Report{From: "jan@klant.example", Subject: "Re: Factuur", Text: strings.Repeat("Wij betalen vrijdag. De mail kon niet worden bezorgd aan jan@klant.example.\n", 200)}
	null := person
	null.NullSender = true
	for name, r := range map[string]Report{"one": longReport(1), "hundred": longReport(100), "thousand": longReport(1000), "person": person, "null": null} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(r.Text)))
			b.ReportAllocs()
			for b.Loop() {
				Read(r)
			}
		})
	}
}

// Scripts without blanks set words right beside an address.
func TestSpans(t *testing.T) {
	for text, want := range map[string]string{
		"收件人：jan@klant.example。":    "jan@klant.example",
		"宛先（jan@klant.example）":     "jan@klant.example",
		"次の宛先jan@klant.exampleへの":   "jan@klant.example",
		"jan@klant.example에게 보낸":    "jan@klant.example",
		"用户@klant.example":          "用户@klant.example",
		"an jürgen@klant.example.":  "jürgen@klant.example",
		"〈jan@例え.example〉":          "jan@例え.example",
		"nobody at klant.example":   "",
		"j.de+x=y@mx.klant.example": "j.de+x=y@mx.klant.example",
	} {
		got := ""
		for _, m := range spans(text, 1) {
			got = tidy(text[m[0]:m[1]])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestIsLetter(t *testing.T) {
	for text, want := range map[string]bool{
		"Goedemorgen,\nIk beheer de mail.\nMet vriendelijke groet,\nBas van Dam":             true,
		"Hello,\n\nI look after the mail here.\n\nKind regards,\nBas":                        true,
		"Goedemorgen,\nIk beheer de mail.":                                                   false,
		"Your message could not be delivered.\nRegards,\nBas":                                false,
		"Hello,\nWe were unable to deliver your message.\nRegards,\nThe mail system support": false,
	} {
		if got := IsLetter(text, ""); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
