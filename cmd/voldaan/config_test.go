package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/outbound"
)

// least is the shortest configuration without a fault.
const least = `[[creditor]]
id = "jansen"
name = "Jansen Techniek B.V."
address = ["Kade 1"]
company_number = "12345678"
country = "NL"
zone = "Europe/Amsterdam"
ibans = ["NL91ABNA0417164300"]
email = "facturen@jansen.example"
since = "2026-11-01"
[[creditor.colleague]]
name = "Els Visser"
email = "els@jansen.example"
[[creditor.mailbox]]
server = "imap.jansen.example:993"
password_file = "password"
[creditor.smtp]
server = "smtp.jansen.example:587"
password_env = "SMTP_PASSWORD"
`

// folder makes a folder with a file that holds a password.
func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	writeSecret(t, dir, "password", "file-secret\n", 0o600)
	return dir
}

func writeSecret(t testing.TB, dir, name, text string, mode os.FileMode) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask
		t.Fatal(err)
	}
}

func testEnv(name string) string {
	return map[string]string{"SMTP_PASSWORD": "env-secret", "SECOND_PASSWORD": "second-secret", "MODEL_KEY": "model-secret"}[name]
}

// load writes a configuration beside its secrets and loads it.
func load(t testing.TB, dir, text string) (*Config, []Fault) {
	t.Helper()
	path := filepath.Join(dir, "voldaan.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return LoadConfig(path, testEnv)
}

func TestLoadConfigFull(t *testing.T) {
	text, err := os.ReadFile("testdata/config-full.toml")
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	c, faults := load(t, dir, string(text))
	if len(faults) != 0 {
		t.Fatalf("faults: %v", faults)
	}
	token := filepath.Join(dir, "password")
	want := &Config{
		Path: filepath.Join(dir, "voldaan.toml"), Database: "postgres://voldaan@db.example/voldaan", KeepDays: 400,
		Log: LogConfig{Level: -4, JSON: true},
		Creditors: []CreditorConfig{{
			Creditor: voldaan.Creditor{
				ID: "jansen", Name: "Jansen Techniek B.V.", Address: []string{"Kade 1", "1000 AA Amsterdam"},
				CompanyNumber: "12345678", VATNumber: "NL001234567B01", Country: "NL", Language: "nl",
				Zone: c.Creditors[0].Creditor.Zone, Mailbox: "facturen@jansen.example", SenderName: "Jansen, facturen",
				IBANs: []string{"NL91ABNA0417164300", "BE68539007547034"}, SizeClass: "small", DiscountVAT: "on_net",
				PaymentSource: voldaan.SourceOpenItems, PaymentsMaxAge: 36 * time.Hour, Mode: voldaan.ModeAct,
				Colleagues: []voldaan.Colleague{
					{Name: "Els Visser", Address: "els@jansen.example", Language: "nl", Role: voldaan.RoleFinance},
					{Name: "Marc Dubois", Address: "marc@jansen.example", Language: "fr", Role: voldaan.RoleManager},
				},
				PlusAddressing: true, StartPerDay: 5,
				Terms: []voldaan.GeneralTerms{
					{
						For: voldaan.Segment{Kinds: []voldaan.Kind{voldaan.KindBusiness}, Countries: []string{"BE"}},
						Terms: voldaan.Terms{
							Days: 30, Interest: "8,5", DamagesClause: "10 % min 40", Since: voldaan.MustDate("2024-01-01"),
							Evidence: "general terms 2024, article 7",
						},
					},
					{Terms: voldaan.Terms{
						Days: 14, RegularDelivery: true, ReminderFee: 500, Since: voldaan.MustDate("2025-01-01"), Evidence: "general terms 2025",
					}},
				},
			},
			Policy: voldaan.Policy{
				Name: "default", PerWeek: 1, Apart: 72 * time.Hour, OpenFrom: 8, OpenTo: 18,
				PromiseGrace: 1, ClaimDays: 4, UndatedPromise: 5, ShortPause: 2, CaseDeadline: 24 * time.Hour,
				AnswersPerDay: 1, Precision: 0.99,
				Bounds: voldaan.Bounds{PromiseDays: 30, Promises: 1, Claims: 1, PausedDays: 40},
				Steps: []voldaan.Step{
					{Name: voldaan.StepReminder1, From: 2550},
					{Name: voldaan.StepCall, Day: 14, Wait: 7},
				},
			},
			Since: voldaan.MustDate("2026-11-01"),
			Mailboxes: []MailboxConfig{
				{
					Name:    "first",
					Account: Account{Server: "imap.jansen.example:143", TLS: "starttls", User: "facturen", Password: "file-secret"},
					Inbox:   "INBOX/Facturen", Sent: "Verzonden", AuthServID: "mx.jansen.example", Provider: auth.Microsoft365, MaxSize: 2 << 20,
				},
				{
					Name:    "second",
					Account: Account{Server: "[::1]:1143", TLS: "none", User: "facturen@jansen.example", Password: "second-secret"},
					Inbox:   "INBOX", SaveSent: true, MaxSize: 25 << 20,
				},
			},
			SMTP: SMTPConfig{
				Account: Account{Server: "smtp.jansen.example:465", TLS: "tls", User: "facturen@jansen.example", TokenFile: token},
				Timeout: 90 * time.Second,
			},
			Options: outbound.Options{ResendAfter: 20 * time.Minute, FreshWithin: 5 * time.Minute, SaveSent: true, DigestHour: 7, DossierMax: -1},
		}},
		OpenAI: OpenAIConfig{Enabled: true, BaseURL: "http://127.0.0.1:8080/v1", Model: "small", Key: "model-secret", Always: true, PerDay: 200},
	}
	if diff := cmp.Diff(want, c, cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }), withoutLaw); diff != "" {
		t.Error(diff)
	}
	if zone := c.Creditors[0].Creditor.Zone.String(); zone != "Europe/Amsterdam" {
		t.Errorf("zone %s", zone)
	}
	proofs := []auth.Config{{AuthServID: "mx.jansen.example", Provider: auth.Microsoft365}, {}}
	for i, m := range c.Creditors[0].Mailboxes {
		if a := c.Creditors[0].Auth(m); a.LookupTXT != nil || a.AuthServID != proofs[i].AuthServID || a.Provider != proofs[i].Provider {
			t.Errorf("mailbox %s: evidence %+v", m.Name, a)
		}
	}
}

// TestLoadConfigDefaults shows what holds where nothing is written.
func TestLoadConfigDefaults(t *testing.T) {
	dir := folder(t)
	c, faults := load(t, dir, least)
	if len(faults) != 0 {
		t.Fatalf("faults: %v", faults)
	}
	if want := filepath.Join(dir, "voldaan.db"); c.Database != want || c.KeepDays != 2562 {
		t.Errorf("database %q for %d days, want %q for 2562", c.Database, c.KeepDays, want)
	}
	got := &c.Creditors[0]
	if diff := cmp.Diff(voldaan.DefaultPolicy(), got.Policy); diff != "" {
		t.Errorf("policy: %s", diff)
	}
	cr := got.Creditor
	if cr.Mode != voldaan.ModeAsk || cr.PaymentSource != voldaan.SourceBank || cr.PaymentsMaxAge != 96*time.Hour ||
		cr.StartPerDay != 10 || cr.SenderName != cr.Name || !cr.VATRecoverable || cr.Language != "nl" || cr.PlusAddressing {
		t.Errorf("creditor %+v", cr)
	}
	options := outbound.Options{ResendAfter: 15 * time.Minute, FreshWithin: 10 * time.Minute, SaveSent: true, DigestHour: 8, DossierMax: 10 << 20}
	if diff := cmp.Diff(options, got.Options); diff != "" {
		t.Errorf("options: %s", diff)
	}
	mailbox := MailboxConfig{
		Name:    "main",
		Account: Account{Server: "imap.jansen.example:993", TLS: "tls", User: cr.Mailbox, Password: "file-secret"},
		Inbox:   "INBOX", SaveSent: true, MaxSize: 25 << 20,
	}
	if diff := cmp.Diff([]MailboxConfig{mailbox}, got.Mailboxes); diff != "" {
		t.Errorf("mailbox: %s", diff)
	}
	smtp := SMTPConfig{
		Account: Account{Server: "smtp.jansen.example:587", TLS: "starttls", User: cr.Mailbox, Password: "env-secret"},
		Timeout: time.Minute,
	}
	if diff := cmp.Diff(smtp, got.SMTP); diff != "" {
		t.Errorf("smtp: %s", diff)
	}
	if got.Auth(got.Mailboxes[0]).LookupTXT == nil || c.OpenAI.Enabled || c.Log.JSON || c.Log.Level != 0 {
		t.Errorf("dkim_check, openai or log: %+v", c)
	}
}

// change is a text of the configuration and what takes its place; an empty
// text stands for the end.
type change struct{ from, to string }

func (c change) apply(t *testing.T, text string) string {
	t.Helper()
	if c.from == "" {
		return text + c.to
	}
	if strings.Count(text, c.from) != 1 {
		t.Fatalf("%q does not stand once in the configuration", c.from)
	}
	return strings.Replace(text, c.from, c.to, 1)
}

// checkFaults compares the faults of a changed configuration with lines of
// text.
func checkFaults(t *testing.T, dir string, c change, want ...string) {
	t.Helper()
	loaded, faults := load(t, dir, c.apply(t, least))
	var got []string
	for _, f := range faults {
		got = append(got, f.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q for %q: %s", c.to, c.from, diff)
	}
	if (loaded == nil) != broken(faults) {
		t.Errorf("%q for %q: a configuration %v beside faults %v", c.to, c.from, loaded != nil, faults)
	}
}

func TestLoadConfigSeveralFaults(t *testing.T) {
	dir := folder(t)
	_, faults := load(t, dir, "colour = 1\n[[creditor]]\nzone = \"Mars\"\n[creditor.policy]\nopen_from = \"9\"\n[openai]\nenabled = 1\n")
	var keys []string
	for _, f := range faults {
		keys = append(keys, f.Key)
	}
	want := []string{
		"colour", "creditor.id", "creditor.name", "creditor.address", "creditor.company_number", "creditor.country",
		"creditor.ibans", "creditor.email", "creditor.since", "creditor.colleague", "creditor.mailbox", "creditor.smtp.server",
		"creditor.smtp.password_file", "creditor.zone", "creditor.policy.open_from", "openai.enabled",
	}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Error(diff)
	}
	if !slices.IsSortedFunc(faults, byLine) {
		t.Errorf("not in the order of the file: %v", faults)
	}
}

func TestLoadConfigNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.toml")
	c, faults := LoadConfig(path, testEnv)
	want := []Fault{{Message: "there is no configuration file " + path + "; voldaan init writes one"}}
	if diff := cmp.Diff(want, faults); diff != "" || c != nil {
		t.Error(diff)
	}
	if _, faults := LoadConfig(t.TempDir(), testEnv); len(faults) != 1 || !strings.HasPrefix(faults[0].String(), "read the configuration: ") {
		t.Errorf("a folder: %v", faults)
	}
}

// FuzzLoadConfig shows that no text makes the reader panic, that a fault names
// a line of the file, and that a configuration without faults is whole.
func FuzzLoadConfig(f *testing.F) {
	full, err := os.ReadFile("testdata/config-full.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(full)
	f.Add([]byte(least))
	f.Add([]byte(initText(voldaan.MustDate("2026-11-01"))))
	f.Add([]byte(`creditor = [{id = "a", mailbox = [{}, 1], policy = {step = [{day = 1}]}, colleague = 2}, 3]`))
	f.Add([]byte("[creditor]\nsmtp = [1]\n\"\" = 1\n\"a.b\" = {c = nan}\n"))
	f.Add([]byte("[[creditor]]\n[[creditor]]\n[[creditor.mailbox]]\n[[creditor.mailbox]]\nserver = \"a:1\""))
	dir := folder(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		c, faults := parseConfig(filepath.Join(dir, "voldaan.toml"), text, testEnv)
		lines := 1 + strings.Count(string(text), "\n")
		for _, fault := range faults {
			if fault.Message == "" || fault.Line < 0 || fault.Line > lines {
				t.Errorf("fault %+v in %d lines", fault, lines)
			}
			if strings.Contains(fault.String(), "-secret") && !strings.Contains(string(text), "-secret") {
				t.Errorf("fault tells a secret: %s", fault)
			}
		}
		if c == nil {
			if !broken(faults) {
				t.Error("no configuration, and no fault")
			}
			return
		}
		for _, cr := range c.Creditors {
			if cr.Creditor.Zone == nil || cr.Creditor.Mailbox == "" || len(cr.Mailboxes) == 0 || len(cr.Policy.Validate()) > 0 {
				t.Errorf("creditor is not whole: %+v", cr)
			}
		}
	})
}

// TestConfigPolicies reads the example of docs/configuration.md, and the ladders
// that ship behind a policy of one's own.
func TestConfigPolicies(t *testing.T) {
	doc, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(doc, -1)
	dir := t.TempDir()
	writeSecret(t, dir, "mail-password", "hunter2", 0o600)
	firm := string(blocks[0][1])
	got, faults := load(t, dir, firm+string(blocks[1][1])+string(blocks[2][1]))
	if len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	base := got.Creditors[0].Policy
	gentle, rest := base, base
	gentle.Name, gentle.Thanks, gentle.For.Importances = "gentle", true, []voldaan.Importance{voldaan.ImportanceKey}
	gentle.Steps = []voldaan.Step{
		{Name: voldaan.StepReminder1, Day: 7},
		{Name: "second", Day: 17, Wait: 10, Tone: voldaan.ToneFirm, Approve: true, Signer: got.Creditors[0].Creditor.Colleagues[0].Key()},
		{Name: voldaan.StepCall, Day: 27},
	}
	rest.Name = "rest"
	if diff := cmp.Diff([]voldaan.Policy{gentle, rest}, got.Creditors[0].Policies); diff != "" {
		t.Error(diff)
	}
	if terms := got.Creditors[0].Creditor.Terms; len(terms) != 3 || terms[2].ReminderFee != 750 || terms[0].DamagesClause != "10 % min 40 max 2000" || terms[1].Interest != "10" {
		t.Errorf("terms %+v", terms)
	}
	got, faults = load(t, dir, firm+"[creditor.policy]\nladders = \"shipped\"\nletters_per_week = 1\n"+
		"[[creditor.policies]]\nname = \"ours\"\nlike = \"be-consumer\"\nfor.risks = [\"low\"]\n")
	if len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	all := voldaan.Policies{List: got.Creditors[0].Policies}
	if errs := all.Validate(); len(errs) > 0 {
		t.Errorf("faults: %v", errs)
	}
	ours, _ := all.Named("ours")
	like, ok := all.Named("be-consumer")
	if diff := cmp.Diff(like.Steps, ours.Steps); diff != "" || !ok || ours.PerWeek != 1 || like.PerWeek != 1 || all.List[0].Name != "ours" {
		t.Errorf("ours is not first or not like the Belgian one: %s", diff)
	}
}
