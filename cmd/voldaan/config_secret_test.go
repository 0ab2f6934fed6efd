package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSecretIsNeverPrinted tries the ways in which values get into texts.
func TestSecretIsNeverPrinted(t *testing.T) {
	c := &Config{
		OpenAI:    OpenAIConfig{Key: "hunter2"},
		Creditors: []CreditorConfig{{SMTP: SMTPConfig{Account: Account{Password: "hunter2"}}}},
	}
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	log.Info("x", "key", c.OpenAI.Key, "all", c, "creditor", c.Creditors[0])
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "key", c.OpenAI.Key, "smtp", c.Creditors[0].SMTP)
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		fmt.Fprintf(&out, format, c.OpenAI)
		fmt.Fprintf(&out, format, c.OpenAI.Key)
		fmt.Fprintf(&out, format, c.Creditors[0].SMTP)
	}
	fmt.Fprintf(&out, "%x %d", c.OpenAI.Key, c.OpenAI.Key)
	if err := json.NewEncoder(&out).Encode(c.OpenAI); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"hunter2", fmt.Sprintf("%x", "hunter2")} {
		if strings.Contains(out.String(), form) {
			t.Errorf("printed: %s", out.String())
		}
	}
	if n := strings.Count(out.String(), "***"); n < 10 {
		t.Errorf("only %d hidden secrets: %s", n, out.String())
	}
}

func TestTokenIsReadAtEachLogin(t *testing.T) {
	dir := t.TempDir()
	writeSecret(t, dir, "token", "one\n", 0o600)
	m := MailboxConfig{Account: Account{TokenFile: filepath.Join(dir, "token")}}
	clients := map[string]func() (string, error){
		"mailbox": func() (string, error) { return m.Client(nil).AccessToken(t.Context()) },
		"smtp":    func() (string, error) { return SMTPConfig{Account: m.Account}.Client(nil).AccessToken(t.Context()) },
	}
	for _, want := range []string{"one", "two"} {
		writeSecret(t, dir, "token", want+"\n", 0o600)
		for name, token := range clients {
			if got, err := token(); err != nil || got != want {
				t.Errorf("%s: token %q, %v; want %q", name, got, err, want)
			}
		}
	}
	if err := os.Remove(filepath.Join(dir, "token")); err != nil {
		t.Fatal(err)
	}
	for name, token := range clients {
		if got, err := token(); err == nil {
			t.Errorf("%s: token %q without a file", name, got)
		}
	}
	if c := (MailboxConfig{Account: Account{Password: "hunter2"}}).Client(nil); c.AccessToken != nil || c.Password != "hunter2" {
		t.Error("a mailbox with a password asks for a token")
	}
	if c := (SMTPConfig{Account: Account{Password: "hunter2"}}).Client(nil); c.AccessToken != nil || c.Password != "hunter2" {
		t.Error("a server with a password asks for a token")
	}
}
