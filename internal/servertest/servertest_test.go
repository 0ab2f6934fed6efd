package servertest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

const mail = "From: Anna <anna@customer.example>\r\nSubject: Re: 2026-041\r\n\r\n.paid\r\n\r\n..\r\n"

func login(t *testing.T, d *DovecotServer, options *imapclient.Options) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialInsecure(d.Addr, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Login(d.User, d.Password).Wait(); err != nil {
		t.Fatal(err)
	}
	return c
}

func selectFolder(t *testing.T, c *imapclient.Client, folder string) *imap.SelectData {
	t.Helper()
	data, err := c.Select(folder, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDovecotKeepsMailOverARestart(t *testing.T) {
	d := Dovecot(t)
	if uid := Append(t, d.Addr, d.User, d.Password, "INBOX", []byte(mail)); uid != 1 {
		t.Errorf("UID %d, want 1", uid)
	}
	before := selectFolder(t, login(t, d, nil), "INBOX")
	addr := d.Addr
	d.Stop()
	if _, err := imapclient.DialInsecure(addr, nil); err == nil {
		t.Error("a stopped server takes connections")
	}
	d.Stop() // stopped already: nothing to do
	d.Start()
	after := selectFolder(t, login(t, d, nil), "INBOX")
	if after.NumMessages != 1 || after.UIDValidity != before.UIDValidity {
		t.Errorf("after the restart %d messages, UIDVALIDITY %d; before 1, %d",
			after.NumMessages, after.UIDValidity, before.UIDValidity)
	}
}

func TestDovecotSent(t *testing.T) {
	c := login(t, Dovecot(t), nil)
	folders, err := c.List("", "*", &imap.ListOptions{ReturnSpecialUse: true}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		for _, attr := range folder.Attrs {
			if attr == imap.MailboxAttrSent && folder.Mailbox == "Sent" {
				return
			}
		}
	}
	t.Errorf("no folder Sent with \\Sent among %d folders", len(folders))
}

func TestDovecotSetUIDValidity(t *testing.T) {
	d := Dovecot(t)
	Append(t, d.Addr, d.User, d.Password, "INBOX", []byte(mail))
	before := selectFolder(t, login(t, d, nil), "INBOX").UIDValidity
	d.SetUIDValidity(d.User, "INBOX", before+1000)
	after := selectFolder(t, login(t, d, nil), "INBOX")
	if after.UIDValidity != before+1000 || after.NumMessages != 1 {
		t.Errorf("UIDVALIDITY %d with %d messages, want %d with 1", after.UIDValidity, after.NumMessages, before+1000)
	}
}

func TestDovecotIdle(t *testing.T) {
	d := Dovecot(t, "a@voldaan.test", "b@voldaan.test")
	news := make(chan uint32, 10)
	c := login(t, d, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				news <- *data.NumMessages
			}
		},
	}})
	selectFolder(t, c, "INBOX")
	idle, err := c.Idle()
	if err != nil {
		t.Fatal(err)
	}
	Append(t, d.Addr, "b@voldaan.test", d.Password, "INBOX", []byte(mail))
	Append(t, d.Addr, "a@voldaan.test", d.Password, "INBOX", []byte(mail))
	select {
	case n := <-news:
		if n != 1 {
			t.Errorf("EXISTS %d, want 1", n)
		}
	case <-time.After(patience):
		t.Error("no news by IDLE")
	}
	if err := idle.Close(); err != nil {
		t.Error(err)
	}
}

func TestDovecotToken(t *testing.T) {
	d := Dovecot(t)
	try := func(token string) error {
		c, err := imapclient.DialInsecure(d.Addr, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.Authenticate(sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: d.User, Token: token}))
	}
	if err := try(d.Token(d.User)); err != nil {
		t.Errorf("the right token: %v", err)
	}
	if err := try(d.Token("other@voldaan.test")); err == nil {
		t.Error("a wrong token logs in")
	}
}

func sendMail(t *testing.T, addr string, to ...string) error {
	t.Helper()
	c, err := smtp.Dial(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.SendMail("bot@voldaan.test", to, strings.NewReader(mail))
}

func TestSMTPSink(t *testing.T) {
	s := SMTPSink(t)
	send := func(to ...string) {
		t.Helper()
		if err := sendMail(t, s.Addr, to...); err != nil {
			t.Fatal(err)
		}
	}
	send("a@customer.example", "b@customer.example")
	want := []SinkMail{{
		From:  "bot@voldaan.test",
		Rcpts: []string{"a@customer.example", "b@customer.example"},
		Args:  []string{"<bot@voldaan.test> BODY=8BITMIME", "<a@customer.example>", "<b@customer.example>"},
		Raw:   []byte(mail),
	}}
	if diff := cmp.Diff(want, s.Mails()); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	s.Stop()
	s.Start()
	send("c@customer.example")
	if n := len(s.Mails()); n != 2 {
		t.Errorf("%d mails after a restart, want 2", n)
	}
}

func TestSMTPSinkHidesAMailInProgress(t *testing.T) {
	s := SMTPSink(t)
	c, err := smtp.Dial(s.Addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Mail("bot@voldaan.test", nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Rcpt("a@customer.example", nil); err != nil {
		t.Fatal(err)
	}
	w, err := c.Data()
	if err != nil {
		t.Fatal(err)
	}
	large := bytes.Repeat([]byte("line\r\n\r\n"), 20_000)
	if _, err := w.Write(large); err != nil {
		t.Fatal(err)
	}
	err = wait("the sink to write a part", func() (bool, error) { return partWritten(filepath.Join(s.dir, mailFolder)) })
	if err != nil {
		t.Fatal(err)
	}
	if mails := s.Mails(); len(mails) != 0 {
		t.Errorf("%d mails before the end of DATA", len(mails))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if mails := s.Mails(); len(mails) != 1 || !bytes.Equal(mails[0].Raw, large) {
		t.Errorf("%d mails after the end of DATA, or other bytes than sent", len(mails))
	}
}

func partWritten(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil || len(entries) == 0 {
		return false, err
	}
	info, err := entries[0].Info()
	return err == nil && info.Size() > 0, err
}

func TestSMTPSinkRefuses(t *testing.T) {
	s := SMTPSink(t, "-f", "RCPT", "-B", "550 5.1.1 User unknown")
	err := sendMail(t, s.Addr, "a@customer.example")
	if err == nil || !strings.Contains(err.Error(), "User unknown") {
		t.Errorf("got %v, want the refusal", err)
	}
	if n := len(s.Mails()); n != 0 {
		t.Errorf("%d mails accepted", n)
	}
}

func TestPostgreSQLSchemas(t *testing.T) {
	PostgreSQL(t) // ends the test here where there is no server
	ctx := context.Background()
	count := func(url string) (n int) {
		t.Helper()
		conn, err := pgx.Connect(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		if _, err := conn.Exec(ctx, "CREATE TABLE letters (id int)"); err != nil {
			t.Fatal(err)
		}
		row := conn.QueryRow(ctx, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'letters' AND table_schema = current_schema()")
		if err := row.Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	var first string
	t.Run("own", func(t *testing.T) {
		first = PostgreSQL(t)
		if n := count(first); n != 1 {
			t.Errorf("%d tables, want 1", n)
		}
		count(PostgreSQL(t)) // the same table in another schema
	})
	conn, err := pgx.Connect(ctx, first)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var schema *string
	if err := conn.QueryRow(ctx, "SELECT current_schema()").Scan(&schema); err != nil {
		t.Fatal(err)
	}
	if schema != nil {
		t.Errorf("schema %s is left after its test", *schema)
	}
}

func TestFindLooksBesidePath(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "voldaan-test-program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if got, ok := find("voldaan-test-program"); !ok || got != program {
		t.Errorf("find = %q, %v", got, ok)
	}
	if got, ok := find("voldaan-no-such-program"); ok {
		t.Errorf("found %q", got)
	}
}

func FuzzParseSinkMail(f *testing.F) {
	const head = "X-Client-Addr: 127.0.0.1\nX-Client-Proto: ESMTP\nX-Helo-Args: x\n"
	f.Add([]byte(head + "X-Mail-Args: <a@x.test>\nX-Rcpt-Args: <b@y.test> NOTIFY=NEVER\n" +
		"Received: from x\n\tby sink\nSubject: x\n\ntext\n\n"))
	f.Add([]byte(head + "X-Mail-Args: <>\nX-Rcpt-Args: b@y.test\nReceived: from x\n\n"))
	f.Add([]byte("Received:"))
	f.Fuzz(func(t *testing.T, file []byte) {
		mail, err := parseSinkMail(file)
		if err != nil {
			return
		}
		if !bytes.Contains(file, []byte("Received: ")) {
			t.Error("a file without Received line is taken")
		}
		if text := bytes.ReplaceAll(mail.Raw, []byte("\r\n"), []byte("\n")); !bytes.HasSuffix(file, append(text, '\n')) {
			t.Errorf("the message %q is not the end of the file %q", mail.Raw, file)
		}
	})
}
