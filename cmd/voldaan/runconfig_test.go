package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/voldaan/voldaan/internal/mailtest"
)

// logBuffer is what a running program logs.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestRunFromConfiguration runs the program as an operator does: from a
// configuration, with a customer imported from a file. A complaint reaches the
// colleague; when the program is asked to stop it ends with status 0, and its
// logs hold neither the password nor the mail's words.
func TestRunFromConfiguration(t *testing.T) {
	mail, err := startBuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.close() })
	config := runConfiguration(t, mail)
	var out logBuffer
	if code := program(t.Context(), []string{"-c", config, "import", "invoices", filepath.Join(filepath.Dir(config), "in.csv")}, nil, &out, &out); code != 0 {
		t.Fatalf("import: status %d\n%s", code, &out)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() { ended <- program(ctx, []string{"-c", config, "run"}, nil, &out, &out) }()
	complaint := strings.ReplaceAll("From: An <an@klant.example>\nTo: "+demoMailbox+"\nSubject: Factuur 2026-001\nMessage-ID: <k1@klant.example>\n"+
		"Date: "+time.Now().Format(time.RFC1123Z)+"\n\nDe goederen van factuur 2026-001 zijn niet geleverd.\n", "\n", "\r\n")
	if err := mail.deliver([]byte(complaint), time.Now()); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool {
		return slices.ContainsFunc(mail.recorder.Mails(), func(m mailtest.Envelope) bool {
			return slices.Contains(m.Rcpts, "sofie@zon.example") && bytes.Contains(m.Raw, []byte("niet geleverd"))
		})
	}, func() string { return out.String() })
	stop()
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("status %d\n%s", code, &out)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still running ten seconds after it was asked to stop")
	}
	for _, secret := range []string{mail.password(), "niet geleverd"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, &out)
		}
	}
	if !strings.Contains(out.String(), "mail handled") {
		t.Errorf("the log does not name the mail:\n%s", &out)
	}
}

// waitFor waits until something holds, at most half a minute.
func waitFor(t *testing.T, holds func() bool, trouble func() string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); pause(t.Context(), 10*time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("not within half a minute:\n%s", trouble())
}

// runConfiguration writes a configuration for servers in the process.
func runConfiguration(t *testing.T, mail *builtIn) string {
	t.Helper()
	dir := t.TempDir()
	_, imapPort, err := net.SplitHostPort(mail.imap())
	if err != nil {
		t.Fatal(err)
	}
	_, smtpPort, err := net.SplitHostPort(mail.smtp())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"secret": mail.password() + "\n",
		"in.csv": "number;issued;due;total;customer number;name;email\n2026-001;01-02-2026;03-03-2026;1.210,00;K1;Klant BV;an@klant.example\n",
		"voldaan.toml": fmt.Sprintf(`database = "v.db"
[[creditor]]
id = "zon"
name = "Zon BV"
address = ["Kade 1", "2000 Antwerpen"]
company_number = "0566.988.259"
email = %q
country = "BE"
zone = "Europe/Brussels"
language = "nl"
ibans = ["BE68539007547034"]
since = "2020-01-01"
payment_source = "hand"
[[creditor.colleague]]
name = "Sofie"
email = "sofie@zon.example"
role = "finance"
[[creditor.mailbox]]
server = "127.0.0.1:%s"
tls = "none"
password_file = "secret"
[creditor.smtp]
server = "127.0.0.1:%s"
tls = "none"
login = false
`, demoMailbox, imapPort, smtpPort),
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "voldaan.toml")
}
