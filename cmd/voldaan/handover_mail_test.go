package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/internal/servertest"
)

// mailFirm is a firm whose mailbox lies on a Dovecot and whose mail goes to
// smtp-sink.
type mailFirm struct {
	*firm
	*realServers
	n int // mails that arrived
}

func newMailFirm(t *testing.T, database string) *mailFirm {
	t.Helper()
	f := &mailFirm{firm: newFirm(t), realServers: &realServers{
		dovecot: servertest.Dovecot(t, firmMailbox), sink: servertest.SMTPSink(t), user: firmMailbox,
	}}
	path := f.config(database)
	text := strings.NewReplacer(
		f.server.IMAPAddr, f.dovecot.Addr, f.server.SMTPAddr, f.sink.Addr, "save_sent = true", "save_sent = true\nauthserv_id = \"mx.jansen.example\"",
	).Replace(string(file(t, path)))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	writeSecret(t, f.dir, "password", f.dovecot.Password+"\n", 0o600)
	return f
}

// step goes on by an hour, in which the bot does what is to do.
func (f *mailFirm) step(first func(*bot)) {
	f.t.Helper()
	f.work(f.at.Add(time.Hour), first)
}

// toEls are the mails to the colleague about a hand-over, oldest first.
func (f *mailFirm) toEls() (out []parse.Result) {
	f.t.Helper()
	for _, e := range f.realServers.sent() {
		m := parse.Parse(e.Raw, f.at, parse.Options{})
		if e.Rcpts[0] == "els@jansen.example" && strings.Contains(strings.ToLower(m.Mail.Subject), "overgedragen") ||
			strings.Contains(m.Mail.Subject, "voorstel tot overdracht") {
			out = append(out, m)
		}
	}
	return out
}

// last is the newest of them, of so many.
func (f *mailFirm) last(n int) (parse.Result, string) {
	f.t.Helper()
	all := f.toEls()
	if len(all) != n {
		for _, m := range all {
			f.t.Log(m.Mail.Subject)
		}
		f.t.Fatalf("%d mails to the colleague, want %d", len(all), n)
	}
	m := all[n-1]
	return m, strings.Join(strings.Fields(m.Mail.Subject+" "+m.Mail.Reply+m.Mail.Signature+m.Mail.Quoted), " ")
}

// answers lets an answer to a mail of the bot arrive and be handled.
func (f *mailFirm) answers(to parse.Result, from, trace, text string) {
	f.t.Helper()
	f.n++
	raw := fmt.Sprintf("%sFrom: %s\r\nTo: %s\r\nSubject: Re: %s\r\nMessage-ID: <antwoord-%d@mail.example>\r\nIn-Reply-To: <%s>\r\n"+
		"Date: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n\r\n> Antwoord met ja of nee.\r\n",
		trace, from, to.HeaderValue("Reply-To"), "voorstel", f.n, to.Mail.MessageID, f.at.Format(time.RFC1123Z), text)
	if err := f.deliver([]byte(raw), f.at); err != nil {
		f.t.Fatal(err)
	}
	f.step(nil)
}

// els is an answer that the colleague really wrote.
func (f *mailFirm) els(to parse.Result, text string) {
	f.t.Helper()
	f.answers(to, "Els Visser <els@jansen.example>",
		"Authentication-Results: mx.jansen.example; dkim=pass header.d=jansen.example\r\n", text)
}

func TestHandoverByMail(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) { testHandoverByMail(t, database(t)) })
	}
}

func testHandoverByMail(t *testing.T, database string) {
	f := newMailFirm(t, database)
	f.step(func(b *bot) {
		for i := range 3 {
			f.register(b, i, "2026-03-05")
		}
	})
	f.run(&handoverCmd{Customer: "K0", Propose: true}, "")
	f.step(nil)
	asked, text := f.last(1)
	for _, want := range []string{"Klant 0 (2026-000)", "- ja: overdragen", "- nee: niet overdragen", "voldaan handover K0"} {
		if !strings.Contains(text, want) {
			t.Errorf("the proposal does not say %q: %s", want, text)
		}
	}

	// Nobody else says yes, and no limited yes is one.
	f.answers(asked, "Els Visser <els@jansen.example>", "", "Ja")
	f.answers(asked, customerAddress(0), "Authentication-Results: mx.jansen.example; dkim=pass header.d=klant0.example\r\n", "Ok")
	f.last(1)
	f.els(asked, "Ja, maar ik bel eerst.")
	if _, text := f.last(2); !strings.Contains(text, "geen gewoon ja of nee") {
		t.Errorf("a limited yes: %s", text)
	}
	if got := f.run(&invoicesCmd{}, ""); strings.Contains(got, "handed over") {
		t.Fatalf("handed over without a yes: %s", got)
	}

	// Yes: the file comes with the answer, the same that the command makes.
	f.els(asked, "Akkoord.\r\n\r\nGroet,\r\nEls")
	done, text := f.last(3)
	if len(done.Parts) != 1 || done.Parts[0].Name != "dossier-K0-2026-03-10.zip" || done.Parts[0].Type != "application/zip" {
		t.Fatalf("attached: %+v\n%s", done.Mail.Attachments, text)
	}
	again := filepath.Join(f.dir, "again.zip")
	got := f.run(&handoverCmd{Customer: "K0", Again: true, Out: again}, "")
	if !strings.Contains(got, "the same to the last byte") || !bytes.Equal(file(t, again), done.Parts[0].Content) {
		t.Errorf("made again: %s", got)
	}
	if by := string(unzipped(t, again)["dossier.json"]); !strings.Contains(by, `"by": "Els Visser"`) {
		t.Errorf("the dossier does not say who said yes: %s", by)
	}
	f.els(asked, "ja")
	if _, text := f.last(4); !strings.Contains(text, "was al overgedragen") || !strings.Contains(text, "voldaan handover K0 --again") {
		t.Errorf("a second yes: %s", text)
	}
	f.chains(t)

	// Back, by the command that the mail names.
	_, event, _ := strings.Cut(text, "voldaan undo ")
	event, _, _ = strings.Cut(event, " ")
	f.run(&undoCmd{What: event}, "")
	if got := f.run(&invoicesCmd{}, ""); strings.Contains(got, "handed over") {
		t.Errorf("after undo: %s", got)
	}

	// Too large for a mail.
	path := filepath.Join(f.dir, "voldaan.toml")
	if err := os.WriteFile(path, bytes.Replace(file(t, path), []byte("since ="), []byte("dossier_max_mb = 0\nsince ="), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	f.run(&handoverCmd{Customer: "K1", Propose: true}, "")
	f.step(nil)
	asked, _ = f.last(5)
	f.els(asked, "Ja")
	if m, text := f.last(6); len(m.Parts) != 0 || !strings.Contains(text, "voldaan handover K1 --again") {
		t.Errorf("too large: %+v %s", m.Mail.Attachments, text)
	}
	if got := f.run(&handoverCmd{Customer: "K1", Again: true, Out: filepath.Join(f.dir, "k1.zip")}, ""); strings.Contains(got, "differs") {
		t.Errorf("the first dossier: %s", got)
	}

	// Paid before the yes.
	f.run(&handoverCmd{Customer: "K2", Propose: true}, "")
	f.step(nil)
	asked, _ = f.last(7)
	f.run(&payCmd{Invoice: "2026-002"}, "")
	f.els(asked, "Ja")
	if _, text := f.last(8); !strings.Contains(text, "Er is niets overgedragen: sinds het voorstel is er iets veranderd") || strings.Contains(text, "--invoice") {
		t.Errorf("paid: %s", text)
	}
	if got := f.run(&casesCmd{}, ""); strings.Contains(got, "handover") {
		t.Errorf("a proposal is still open: %s", got)
	}
	f.chains(t)
}
