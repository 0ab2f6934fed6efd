package mailtest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
)

const letter = "From: bot@voldaan.test\r\nSubject: =?utf-8?q?x?=\r\n\r\n.dot\r\n\r\né\r\n"

func dial(t *testing.T, s *Server) *smtp.Client {
	t.Helper()
	c, err := smtp.Dial(s.SMTPAddr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// wantCode checks the answer of a server, 0 for none of its own.
func wantCode(t *testing.T, what string, err error, code int) {
	t.Helper()
	var answer *smtp.SMTPError
	if !errors.As(err, &answer) || answer.Code != code {
		t.Errorf("%s: got %v, want %d", what, err, code)
	}
}

func TestAccept(t *testing.T) {
	var got Recorder
	s := start(t, Options{Accept: got.Accept})
	c := dial(t, s)
	opts := &smtp.MailOptions{Body: smtp.Body8BitMIME, UTF8: true, EnvelopeID: "QQ+1", Return: smtp.DSNReturnHeaders}
	if err := c.Mail("bot+a1b2@voldaan.test", opts); err != nil {
		t.Fatal(err)
	}
	notify := &smtp.RcptOptions{Notify: []smtp.DSNNotify{smtp.DSNNotifyFailure, smtp.DSNNotifyDelayed}}
	if err := c.Rcpt("jan+x@customer.example", notify); err != nil {
		t.Fatal(err)
	}
	if err := c.Rcpt("Zoë@customer.example", nil); err != nil {
		t.Fatal(err)
	}
	w, err := c.Data()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(letter)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := []Envelope{{
		From:       "bot+a1b2@voldaan.test",
		Rcpts:      []string{"jan+x@customer.example", "Zoë@customer.example"},
		Notify:     []string{"FAILURE,DELAY", ""},
		EnvelopeID: "QQ+1", Return: "HDRS", UTF8: true,
		Raw: []byte(letter),
	}}
	if diff := cmp.Diff(want, got.Mails()); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	if err := c.SendMail("", []string{"a@customer.example"}, strings.NewReader(letter)); err != nil {
		t.Fatal(err)
	}
	if mails := got.Mails(); len(mails) != 2 || mails[1].From != "" || mails[1].EnvelopeID != "" {
		t.Errorf("second mail on one connection: %+v", mails)
	}
}

func TestAcceptRefuses(t *testing.T) {
	full := &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 3, 1}, Message: "Disk full"}
	for _, tt := range []struct {
		name string
		err  error
		code int
	}{
		{"own code", full, 452},
		{"wrapped", fmt.Errorf("store: %w", full), 452},
		{"any other", errors.New("broken\r\n250 OK"), 554},
	} {
		s := start(t, Options{Accept: func(Envelope) error { return tt.err }})
		c := dial(t, s)
		err := c.SendMail(bot, []string{"a@customer.example"}, strings.NewReader(letter))
		wantCode(t, tt.name, err, tt.code)
		if err := c.Noop(); err != nil {
			t.Errorf("%s: the connection is broken: %v", tt.name, err)
		}
	}
}

func TestRcptRefuses(t *testing.T) {
	var got Recorder
	s := start(t, Options{Accept: got.Accept, Rcpt: func(from, to string) error {
		switch to {
		case "gone@customer.example":
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "User unknown"}
		case "busy@customer.example":
			return errors.New("later, " + from)
		}
		return nil
	}})
	c := dial(t, s)
	if err := c.Mail(bot, nil); err != nil {
		t.Fatal(err)
	}
	wantCode(t, "gone", c.Rcpt("gone@customer.example", nil), 550)
	wantCode(t, "busy", c.Rcpt("busy@customer.example", nil), 451)
	if err := c.Rcpt("here@customer.example", nil); err != nil {
		t.Fatal(err)
	}
	w, err := c.Data()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if mails := got.Mails(); len(mails) != 1 || len(mails[0].Rcpts) != 1 || mails[0].Rcpts[0] != "here@customer.example" {
		t.Errorf("got %+v", mails)
	}
}

func TestSMTPAuth(t *testing.T) {
	var got Recorder
	s := start(t, Options{Accept: got.Accept, SMTPUsers: map[string]string{bot: secret}})
	c := dial(t, s)
	wantCode(t, "without a login", c.Mail(bot, nil), 530)
	for _, who := range []struct{ identity, name, password string }{
		{"", bot, "wrong"}, {"", "nobody@voldaan.test", secret}, {"other", bot, secret}, {"", "nobody@voldaan.test", ""},
	} {
		wantCode(t, fmt.Sprint(who), dial(t, s).Auth(sasl.NewPlainClient(who.identity, who.name, who.password)), 535)
	}
	if err := c.Auth(sasl.NewPlainClient("", bot, secret)); err != nil {
		t.Fatal(err)
	}
	if err := c.SendMail(bot, []string{"a@customer.example"}, strings.NewReader(letter)); err != nil {
		t.Fatal(err)
	}
	if mails := got.Mails(); len(mails) != 1 || mails[0].User != bot {
		t.Errorf("got %+v", mails)
	}
}

func TestSMTPExtensions(t *testing.T) {
	c := dial(t, start(t, Options{MaxBytes: 1000}))
	for _, name := range []string{"DSN", "SMTPUTF8", "8BITMIME", "PIPELINING"} {
		if ok, _ := c.Extension(name); !ok {
			t.Errorf("%s is not offered", name)
		}
	}
	if ok, _ := c.Extension("AUTH"); ok {
		t.Error("AUTH is offered without users")
	}
	if size, ok := c.MaxMessageSize(); !ok || size != 1000 {
		t.Errorf("SIZE %d, %v, want 1000", size, ok)
	}
	large := strings.NewReader(strings.Repeat("0123456789abcdef\r\n", 100))
	wantCode(t, "too large", c.SendMail(bot, []string{"a@customer.example"}, large), 552)
}

func TestAcceptMayDeliver(t *testing.T) {
	servers := make(chan *Server, 1)
	s := start(t, Options{Accept: func(mail Envelope) error {
		server := <-servers
		return server.Deliver(bot, mail.Raw, arrived)
	}})
	servers <- s
	if err := dial(t, s).SendMail(bot, []string{bot}, strings.NewReader(letter)); err != nil {
		t.Fatal(err)
	}
	if mails, err := s.Folder(bot, "INBOX"); err != nil || len(mails) != 1 || string(mails[0]) != letter {
		t.Errorf("got %q, %v", mails, err)
	}
}
