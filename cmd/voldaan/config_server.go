package main

import (
	"log/slog"
	"strings"
	"time"

	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/outbound/delivery"
)

// Account is how the bot logs in to a server.
type Account struct {
	Server string // host:port
	TLS    string // tls, starttls or none
	User   string // empty: no login
	// Password is empty where TokenFile, a file with an OAuth 2.0 access token
	// that another program renews, takes its place.
	Password  Secret
	TokenFile string
}

// MailboxConfig is an IMAP account that the bot reads.
type MailboxConfig struct {
	Name string
	Account
	Inbox string
	Sent  string // empty: the folder that the server marks as such
	// SaveSent says that copies of what the bot sends go into the Sent folder.
	SaveSent   bool
	Provider   string // empty or auth.Microsoft365
	AuthServID string
	MaxSize    int64 // bytes above which a mail is read in part only
}

// Client is the configuration of the connection to the mailbox.
func (m MailboxConfig) Client(log *slog.Logger) mailbox.Config {
	c := mailbox.Config{
		Name: m.Name, Addr: m.Server, TLS: m.TLS, User: m.User, Password: string(m.Password),
		MaxSize: m.MaxSize, Logger: log,
	}
	if m.TokenFile != "" {
		c.AccessToken = tokenFrom(m.TokenFile)
	}
	return c
}

// SMTPConfig is the server that the bot sends through.
type SMTPConfig struct {
	Account
	Timeout time.Duration
}

// Client is the configuration of the connection to the server.
func (s SMTPConfig) Client(log *slog.Logger) delivery.Config {
	c := delivery.Config{
		Addr: s.Server, TLS: s.TLS, User: s.User, Password: string(s.Password), Timeout: s.Timeout, Logger: log,
	}
	if s.TokenFile != "" {
		c.AccessToken = tokenFrom(s.TokenFile)
	}
	return c
}

// readMailbox reads one mailbox; the first saves what is sent unless the file
// says otherwise.
func readMailbox(s *tomlTable, email string, first bool) MailboxConfig {
	defer s.done()
	m := MailboxConfig{
		Name:       s.text("name", "main"),
		Account:    readAccount(s, "imap.firm.example:993"),
		Inbox:      s.text("inbox", "INBOX"),
		Sent:       s.text("sent", ""),
		SaveSent:   s.yes("save_sent", first),
		Provider:   s.text("provider", ""),
		AuthServID: strings.ToLower(s.text("authserv_id", "")),
		MaxSize:    int64(s.number("max_size_mb", 25, 1, 200)) << 20,
	}
	m.readLogin(s, email)
	if m.Provider != "" && m.Provider != auth.Microsoft365 {
		s.fault("provider", "%q is not known; want %q, or leave it empty", m.Provider, auth.Microsoft365)
	}
	if m.AuthServID != "" && !isHost(m.AuthServID) {
		s.fault("authserv_id", "%q is no server name; want the first word of the Authentication-Results field, such as mx.firm.example", m.AuthServID)
	}
	return m
}

func readSMTP(s *tomlTable, email string) SMTPConfig {
	defer s.done()
	c := SMTPConfig{
		Account: readAccount(s, "smtp.firm.example:587"),
		Timeout: s.duration("timeout", time.Minute, time.Second),
	}
	if s.yes("login", true) {
		c.readLogin(s, email)
	} else {
		s.known("user", "password_file", "password_env", "token_file")
	}
	return c
}

// readAccount reads what mailboxes and the sending server have in common.
func readAccount(s *tomlTable, example string) Account {
	a := Account{Server: s.needed("server", "host and port, such as "+example)}
	host, port, ok := splitServer(a.Server)
	if !ok && a.Server != "" {
		s.fault("server", "%q is no host with a port; want one such as %s", a.Server, example)
	}
	a.TLS = s.oneOf("tls", usualTLS(port), mailbox.TLSImplicit, mailbox.TLSStart, mailbox.TLSNone)
	if a.TLS == mailbox.TLSNone && ok && !loopback(host) {
		s.fault("tls", `"none" is for a server on this machine only; want "tls" or "starttls"`)
	}
	return a
}

// readLogin reads the name of the account, and its password or token.
func (a *Account) readLogin(s *tomlTable, email string) {
	a.User = s.text("user", email)
	token := s.text("token_file", "")
	if token == "" {
		a.Password = s.secret("password", true)
		return
	}
	s.known("password_file", "password_env")
	for _, key := range []string{"password_file", "password_env"} {
		if v, _ := s.values[key].(string); v != "" {
			s.fault(key, "stands beside token_file; keep one of the two")
		}
	}
	a.TokenFile = s.resolve(token)
	s.secretFile("token_file", token)
}

// usualTLS is the protection that a port stands for: 143 (RFC 3501) and 587
// (RFC 6409) upgrade a plain connection, others speak TLS from the first byte
// (RFC 8314, section 3).
func usualTLS(port int) string {
	switch port {
	case 25, 143, 587:
		return mailbox.TLSStart
	}
	return mailbox.TLSImplicit
}
