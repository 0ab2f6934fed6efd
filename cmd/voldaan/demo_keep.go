package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/template"

	"github.com/voldaan/voldaan"
)

// The files with which the ordinary commands can look at a play: its database
// and a configuration that fits it.
const (
	keptConfig   = "voldaan.toml"
	keptDatabase = "voldaan.db"
	keptPassword = "no-password"
)

// keptMark is the first line of a configuration that the demo wrote.
const keptMark = "# The configuration of a play of \"voldaan demo\", to look at its ledger with."

// checkKept refuses to write over a database or a configuration that the demo
// did not make.
func (f demoFolder) checkKept() error {
	config := filepath.Join(f.path, keptConfig)
	text, err := os.ReadFile(config)
	if err == nil && bytes.HasPrefix(text, []byte(keptMark)) {
		return nil
	}
	for _, name := range []string{keptConfig, keptDatabase} {
		if _, err := os.Lstat(filepath.Join(f.path, name)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s holds a %s that is not the demo's: name another folder with --out", f.path, name)
		}
	}
	return nil
}

// keep leaves the play's database and a configuration that fits it. Those of an
// earlier play go first.
func (f demoFolder) keep(p *play) error {
	database := filepath.Join(f.path, keptDatabase)
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(database + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear the demo's folder: %w", err)
		}
	}
	if err := p.db.Backup(p.ctx, database); err != nil {
		return fmt.Errorf("keep the demo's database: %w", err)
	}
	config, err := p.keptConfig()
	if err != nil {
		return err
	}
	password := filepath.Join(f.path, keptPassword)
	return errors.Join(os.WriteFile(filepath.Join(f.path, keptConfig), config, 0o600), os.WriteFile(password, []byte("none\n"), 0o600))
}

// keptConfig is the configuration of the play's creditor, as he stands at its
// end. Its servers do not exist (RFC 2606, section 2).
func (p *play) keptConfig() ([]byte, error) {
	t, err := template.New(keptConfig).Funcs(template.FuncMap{"quoted": tomlText}).Parse(keptTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse the demo's configuration: %w", err)
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Mark": keptMark, "Today": p.lastDay(), "Start": p.start, "Creditor": p.creditor, "Server": demoServer, "Password": keptPassword,
		"Mailbox": p.bot.boxes[0].Name, "Mode": voldaan.ModeWatch,
	})
	if err != nil {
		return nil, fmt.Errorf("write the demo's configuration: %w", err)
	}
	return b.Bytes(), nil
}

// tomlText writes a text as TOML does: as JSON would.
func tomlText(s any) string { return fmt.Sprintf("%q", fmt.Sprint(s)) }

// lastDay is the day with which the play ends.
func (p *play) lastDay() voldaan.Date { return p.start.Add(p.days - 1) }

const keptTemplate = `{{.Mark}}
#
# It cannot send anything to anybody, and holds no secret: the servers below do
# not exist, the mode lets no letter to a customer leave, and since the clock
# stands still ("today") "voldaan run" refuses to begin.

database = "voldaan.db"
# The last day of the play, which every command takes for today.
today = {{quoted .Today}}

{{with .Creditor -}}
[[creditor]]
id = {{quoted .ID}}
name = {{quoted .Name}}
address = [{{range $i, $line := .Address}}{{if $i}}, {{end}}{{quoted $line}}{{end}}]
company_number = {{quoted .CompanyNumber}}
vat_number = {{quoted .VATNumber}}
country = {{quoted .Country}}
language = {{quoted .Language}}
zone = {{quoted .Zone}}
ibans = [{{range $i, $iban := .IBANs}}{{if $i}}, {{end}}{{quoted $iban}}{{end}}]
email = {{quoted .Mailbox}}
sender_name = {{quoted .SenderName}}
plus_addressing = {{.PlusAddressing}}
# Customers get nothing. In the play it was "act".
mode = {{quoted $.Mode}}
since = {{quoted $.Start}}
payment_source = {{quoted .PaymentSource}}
start_per_day = {{.StartPerDay}}
{{range .Colleagues}}
[[creditor.colleague]]
name = {{quoted .Name}}
email = {{quoted .Address}}
role = {{quoted .Role}}
language = {{quoted .Language}}
{{end}}{{end}}
# No server has such a name, nor ever will.
[[creditor.mailbox]]
name = {{quoted .Mailbox}}
server = "imap.invalid:993"
password_file = {{quoted .Password}}
authserv_id = {{quoted .Server}}

[creditor.smtp]
server = "smtp.invalid:587"
login = false
`
