package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
)

// Config is what one installation needs to know, checked and with every
// default filled in.
type Config struct {
	// Path is the file that it was read from. Relative paths in that file
	// count from its folder.
	Path string
	// Database is a postgres:// URL without a password, or else the path of an
	// SQLite file.
	Database string
	// KeepDays is for how many days personal content is kept.
	KeepDays int
	// Today is the day at whose end the clock of every command stands still, so
	// that a database of the past can be looked at; the bot then does not run.
	// Zero: the clock goes.
	Today     voldaan.Date
	Log       LogConfig
	Creditors []CreditorConfig
	OpenAI    OpenAIConfig
	// Law is the rates and rules that letters may rest on.
	Law *law.Book
}

// LogConfig says what is logged and how.
type LogConfig struct {
	Level slog.Level
	JSON  bool // one JSON object a line, for machines
}

// CreditorConfig is a company that is owed, with its accounts and its limits.
type CreditorConfig struct {
	Creditor voldaan.Creditor
	Policy   voldaan.Policy
	// Policies are the ladders by segment; none: everybody has that of Policy.
	Policies []voldaan.Policy
	// Since is the first day of which mail counts; older mail is not read.
	Since     voldaan.Date
	Mailboxes []MailboxConfig
	SMTP      SMTPConfig
	// DKIMCheck says that the bot checks DKIM signatures of colleagues' mails
	// itself, with the system's resolver.
	DKIMCheck bool
	// Options has the office's limits, all but RedirectTo and Lease.
	Options outbound.Options
}

// Auth says what proves that a mail in one of the mailboxes comes from a
// colleague.
func (c *CreditorConfig) Auth(m MailboxConfig) auth.Config {
	out := auth.Config{AuthServID: m.AuthServID, Provider: m.Provider}
	if c.DKIMCheck {
		out.LookupTXT = net.LookupTXT
	}
	return out
}

// OpenAIConfig is the language model that is asked about mails of which the
// rules are unsure. It is off unless it is enabled.
type OpenAIConfig struct {
	Enabled bool
	BaseURL string // empty: OpenAI's own
	Model   string
	Key     Secret
	Always  bool // asked about every mail of a person
	PerDay  int  // mails asked about in a day at most
}

// LoadConfig reads a configuration file in TOML. It reports every fault at
// once, in the order of the file. The configuration is nil when there is a
// fault that is more than a warning. env gives the environment variables that
// the file names, as os.Getenv does.
func LoadConfig(path string, env func(string) string) (*Config, []Fault) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, []Fault{{Message: fmt.Sprintf("there is no configuration file %s; voldaan init writes one", path)}}
	case err != nil:
		return nil, []Fault{{Message: fmt.Sprintf("read the configuration: %v", err)}}
	}
	return parseConfig(path, text, env)
}

// parseConfig is LoadConfig for a file whose text is at hand.
func parseConfig(path string, text []byte, env func(string) string) (*Config, []Fault) {
	d, fault := parseTOML(text)
	if fault != nil {
		return nil, []Fault{*fault}
	}
	d.dir, d.env = filepath.Dir(path), env
	c := buildConfig(d.root())
	c.Path = path
	faults := d.sorted()
	if broken(faults) {
		return nil, faults
	}
	return c, faults
}

func buildConfig(s *tomlTable) *Config {
	c := &Config{
		Database: readDatabase(s),
		KeepDays: s.number("keep_days", 7*366, 30, 100*366),
		Today:    s.day("today"),
		Log:      readLog(s.table("log")),
	}
	tables := s.tables("creditor")
	if len(tables) == 0 {
		s.fault("creditor", "there is none; add a table [[creditor]] with the company that sends the invoices")
	}
	for _, t := range tables {
		c.Creditors = append(c.Creditors, readCreditor(t))
	}
	checkCreditors(tables, c.Creditors)
	c.OpenAI = readOpenAI(s.table("openai"))
	c.Law = readLaw(s.table("law"))
	s.done()
	return c
}

// readDatabase resolves the path of an SQLite file. A password belongs to
// PostgreSQL's own places, PGPASSWORD or ~/.pgpass, which the driver reads.
func readDatabase(s *tomlTable) string {
	v := s.text("database", "voldaan.db")
	switch {
	case strings.HasPrefix(v, "postgres://") || strings.HasPrefix(v, "postgresql://"):
		if fault := postgresFault(v); fault != "" {
			s.fault("database", "%s", fault)
		}
		return v
	case strings.HasPrefix(v, ":memory:") || strings.HasPrefix(v, "file:") || strings.ContainsAny(v, "?\x00"):
		s.fault("database", "is no path of a file; want one such as voldaan.db, or a postgres:// address")
		return v
	}
	return s.resolve(v)
}

func readLog(s *tomlTable) LogConfig {
	defer s.done()
	var c LogConfig
	level := s.oneOf("level", "info", "debug", "info", "warn", "error")
	if err := c.Level.UnmarshalText([]byte(level)); err != nil {
		s.fault("level", "%v", err)
	}
	c.JSON = s.oneOf("format", "text", "text", "json") == "json"
	return c
}

func readOpenAI(s *tomlTable) OpenAIConfig {
	defer s.done()
	c := OpenAIConfig{
		Enabled: s.yes("enabled", false),
		BaseURL: s.text("base_url", ""),
		Model:   s.text("model", ""),
		Always:  s.oneOf("ask", "unsure", "unsure", "always") == "always",
		PerDay:  s.number("per_day", 500, 0, 1_000_000),
	}
	if c.BaseURL != "" {
		if fault := serviceFault(c.BaseURL); fault != "" {
			s.fault("base_url", "%s", fault)
		}
	}
	if !c.Enabled {
		s.known("key_file", "key_env")
		return c
	}
	if c.Model == "" {
		s.fault("model", "is empty; want the name of a model, since the model is enabled")
	}
	c.Key = s.secret("key", true)
	return c
}
