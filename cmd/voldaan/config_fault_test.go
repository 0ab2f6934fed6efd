package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// badConfig gives the check of one row of a table: a change to the shortest
// configuration, and the faults that it makes.
func badConfig(t *testing.T) func(from, to string, want ...string) {
	t.Helper()
	dir := folder(t)
	writeSecret(t, dir, "open", "x", 0o644)
	writeSecret(t, dir, "empty", " \n", 0o600)
	writeSecret(t, dir, "lines", "one\ntwo\n", 0o600)
	return func(from, to string, want ...string) { t.Helper(); checkFaults(t, dir, change{from, to}, want...) }
}

func TestConfigFaultsOfTheFile(t *testing.T) {
	bad := badConfig(t)
	bad("[[creditor]]", "[[creditor]", `line 1: is no TOML: expected ']]' to close array table name`)
	bad("name = \"Jansen Techniek B.V.\"", "id = \"a\"", `id, line 3: is no TOML: key id is already defined`)
	bad("[[creditor]]\n", "databse = \"x\"\n[[creditor]]\n", `databse, line 1: is not known here; did you mean database?`)
	bad("[[creditor]]\n", "database = \":memory:\"\n[[creditor]]\n",
		`database, line 1: is no path of a file; want one such as voldaan.db, or a postgres:// address`)
	bad("[[creditor]]\n", "database = \"postgres://a:hunter2@db.example/x\"\n[[creditor]]\n",
		`database, line 1: holds a password; leave it out and give it in the environment variable PGPASSWORD or in the file ~/.pgpass`)
	bad("[[creditor]]\n", "keep_days = 3\n[[creditor]]\n", `keep_days, line 1: 3 is not between 30 and 36600`)
	bad("", "[log]\nlevel = \"loud\"\nformat = 1\n",
		`log.level, line 21: "loud" is not known; want one of debug, info, warn, error`,
		`log.format, line 22: is a whole number; want a text in quotes, such as format = "…"`)
	bad(least, "", `creditor: there is none; add a table [[creditor]] with the company that sends the invoices`)
}

func TestConfigFaultsOfTheCompany(t *testing.T) {
	bad := badConfig(t)
	creditor := func(line string, want ...string) {
		t.Helper()
		bad("[[creditor]]\n", "[[creditor]]\n"+line+"\n", want...)
	}
	bad(`"Europe/Amsterdam"`, `"Europe/Amsterdm"`,
		`creditor.zone, line 7: "Europe/Amsterdm" is no time zone; want one such as Europe/Amsterdam`)
	bad(`"Europe/Amsterdam"`, `"Local"`, `creditor.zone, line 7: "Local" is no time zone; want one such as Europe/Amsterdam`)
	bad(`"NL91ABNA0417164300"`, `"NL91ABNA0417164301"`,
		`creditor.ibans, line 8: "NL91ABNA0417164301" is no IBAN: its length or its check digits are wrong`)
	bad(`["NL91ABNA0417164300"]`, `["NL91ABNA0417164300", "nl91 abna 0417 1643 00"]`,
		`creditor.ibans, line 8: "nl91 abna 0417 1643 00" stands twice`)
	bad(`["NL91ABNA0417164300"]`, `"NL91ABNA0417164300"`,
		`creditor.ibans, line 8: is a text; want a list of texts in quotes, such as ["one", "two"]`)
	bad(`["Kade 1"]`, `["Kade 1", 1000]`,
		`creditor.address, line 4: holds a whole number; want a list of texts in quotes, such as ["one", "two"]`)
	bad(`country = "NL"`, `country = "ZZ"`, `creditor.country, line 6: "ZZ" is not known; want one of BE, DE, FR, GB, NL`)
	creditor(`region = "BY"`, `creditor.region, line 2: "BY" has no place beside country "NL", whose holidays are the same everywhere; leave it out`)
	bad(`country = "NL"`, "country = \"DE\"\nregion = \"by\"") // Bavaria
	bad(`country = "NL"`, "country = \"DE\"\nregion = \"XX\"",
		`creditor.region, line 7: "XX" is not known; want one of BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH`)
	bad(`id = "jansen"`, `id = "Jansen"`, `creditor.id, line 2: "Jansen" has other signs than small letters, digits and hyphens`)
	bad(`"facturen@jansen.example"`, `"Facturen <facturen@jansen.example>"`,
		`creditor.email, line 9: "Facturen <facturen@jansen.example>" is no mail address; want the bot's own address alone, such as invoices@firm.example`)
	bad(`"facturen@jansen.example"`, `"facturen@jansen"`,
		`creditor.email, line 9: "facturen@jansen" is no mail address; want the bot's own address alone, such as invoices@firm.example`)
	bad(`since = "2026-11-01"`, `since = "1 november"`, `creditor.since, line 10: date "1 november": want YYYY-MM-DD, such as 2026-03-04`)
	bad(`since = "2026-11-01"`, ``, `creditor.since, line 1: is empty; want the first day of which mail counts, such as 2026-11-01`)
	creditor(`language = "es"`, `creditor.language, line 2: "es" is not known; want one of nl, fr, en, de`)
	creditor(`mode = "auto"`, `creditor.mode, line 2: "auto" is not known; want one of watch, ask, act`)
	creditor(`payments_max_age = "4 days"`,
		`creditor.payments_max_age, line 2: "4 days" is no duration; want a number with its unit: s, m, h or d, such as 90s, 15m, 48h or 4d`)
	creditor(`resend_after = "5s"`, `creditor.resend_after, line 2: "5s" is too short; want at least 1m`)
	creditor(`dossier_max_mb = 200`, `creditor.dossier_max_mb, line 2: 200 is not between 0 and 100`)
	creditor(`digest_hour = "08:30"`,
		`creditor.digest_hour, line 2: "08:30" is no hour that can be used; want a whole one from 00:00 to 23:00, such as 08:00`)
	creditor(`plus_addressing = "yes"`, `creditor.plus_addressing, line 2: is a text; want true or false, without quotes`)
	creditor(`start_per_day = 0`, `creditor.start_per_day, line 2: 0 is not between 1 and 1000`)
	creditor(`start_per_day = 2.5`, `creditor.start_per_day, line 2: is a number with decimals; want a whole number, without quotes`)
	creditor(`zones = 1`, `creditor.zones, line 2: is not known here; did you mean zone?`)
	bad("[[creditor]]\n", "[creditor]\n", `creditor, line 1: has single brackets; write [[creditor]], since there may be several`)
	creditor("plus_addressing = true\nsize_class = \"\"") // an empty text is none
	bad("\"facturen@jansen.example\"\n", "\"facturen+bot@jansen.example\"\nplus_addressing = true\n",
		`creditor.plus_addressing, line 10: the bot's own address has a plus already; want false, or an address without one`)
}

func TestConfigFaultsOfColleagues(t *testing.T) {
	bad := badConfig(t)
	bad(`name = "Els Visser"`, `role = "manager"`,
		`creditor.colleague.name, line 11: is empty; want the colleague's name`,
		`creditor.colleague, line 11: nobody has the role "finance"; add a [[creditor.colleague]] who gets what needs a person`)
	bad(`"els@jansen.example"`, `"Facturen@jansen.example"`,
		`creditor.colleague.email, line 13: "facturen@jansen.example" is the bot's own address`)
	bad("[[creditor.mailbox]]\n", "[[creditor.colleague]]\nname = \"E\"\nemail = \"ELS@jansen.example\"\n[[creditor.mailbox]]\n",
		`creditor.colleague.email, line 16: "els@jansen.example" is another colleague's as well`)
}

func TestConfigFaultsOfServers(t *testing.T) {
	bad := badConfig(t)
	bad(`"imap.jansen.example:993"`, `"imap.jansen.example"`,
		`creditor.mailbox.server, line 15: "imap.jansen.example" is no host with a port; want one such as imap.firm.example:993`)
	bad("password_file = \"password\"\n", "password_file = \"password\"\ntls = \"none\"\n",
		`creditor.mailbox.tls, line 17: "none" is for a server on this machine only; want "tls" or "starttls"`)
	bad("password_file = \"password\"\n", "password_file = \"password\"\ntls = \"ssl\"\n",
		`creditor.mailbox.tls, line 17: "ssl" is not known; want one of tls, starttls, none`)
	bad("password_file = \"password\"\n", "password = \"hunter2\"\n",
		`creditor.mailbox.password_file, line 14: is empty; want the path of a file that holds the password, or password_env with the name of an environment variable`,
		`creditor.mailbox.password, line 16: a secret does not stand in this file; write it into a file of its own and name that with password_file`)
	file := func(name, want string) {
		t.Helper()
		bad(`password_file = "password"`, `password_file = "`+name+`"`, `creditor.mailbox.password_file, line 16: the file of that name `+want)
	}
	file("hunter2", "does not exist; it is looked for in the folder of the configuration")
	file("/nowhere/hunter2", "does not exist")
	file("open", "can be read by everybody on this machine; run chmod 600 on it")
	file("empty", "is empty; write the secret into it, on one line")
	file("lines", "holds more than one line of text; want the secret alone")
	file(".", "is no ordinary file")
	bad(`password_env = "SMTP_PASSWORD"`, `password_env = "hunter2"`,
		`creditor.smtp.password_env, line 19: the environment variable of that name is empty or not set; want the name of one that holds the secret`)
	bad(`password_env = "SMTP_PASSWORD"`, "password_env = \"SMTP_PASSWORD\"\npassword_file = \"password\"",
		`creditor.smtp.password_env, line 19: stands beside password_file; keep one of the two`)
	bad(`password_env = "SMTP_PASSWORD"`, "password_env = \"SMTP_PASSWORD\"\ntoken_file = \"password\"",
		`creditor.smtp.password_env, line 19: stands beside token_file; keep one of the two`)
	bad(`password_env = "SMTP_PASSWORD"`, `login = false`) // a server that needs none
	bad(`password_file = "password"`, "password_file = \"password\"\nprovider = \"google\"",
		`creditor.mailbox.provider, line 17: "google" is not known; want "microsoft365", or leave it empty`)
	bad(`password_file = "password"`, "password_file = \"password\"\nauthserv_id = \"mx one\"",
		`creditor.mailbox.authserv_id, line 17: "mx one" is no server name; want the first word of the Authentication-Results field, such as mx.firm.example`)
	bad("[creditor.smtp]", "[[creditor.mailbox]]\nserver = \"a.example:993\"\npassword_file = \"password\"\nsave_sent = true\n[creditor.smtp]",
		`creditor.mailbox.name, line 17: "main" is another mailbox's as well; give each its own`,
		`creditor.mailbox.save_sent, line 20: another mailbox saves what is sent already; want true at one of them`)
}

func TestConfigFaultsOfThePolicy(t *testing.T) {
	bad := badConfig(t)
	policy := func(lines string, want ...string) { t.Helper(); bad("", "[creditor.policy]\n"+lines, want...) }
	policy("letters_per_week = 9\n", `creditor.policy.letters_per_week, line 21: 9 is not between 1 and 7`)
	policy("open_from = \"17:00\"\n", `creditor.policy.open_to, line 20: 17:00 is not after open_from, 17:00`)
	policy("open_from = \"9\"\nopen_to = \"25:00\"\n",
		`creditor.policy.open_from, line 21: "9" is no hour that can be used; want a whole one from 00:00 to 23:00, such as 09:00`,
		`creditor.policy.open_to, line 22: "25:00" is no hour that can be used; want a whole one from 01:00 to 24:00, such as 17:00`)
	policy("precision = nan\n", `creditor.policy.precision, line 21: NaN is not between 0.0 and 1.0`)
	policy("[creditor.policy.bounds]\npromise_days = 90\n", `creditor.policy.bounds.promise_days, line 22: 90 is not between 0 and 45`)
	policy("bounds = {promis = 1}\n", `creditor.policy.bounds.promis, line 21: is not known here; did you mean promises?`)
	const end = "[[creditor.policy.step]]\nname = \"call_task\"\nday = 40\n"
	policy("[[creditor.policy.step]]\nname = \"reminder1\"\nday = 3\n",
		`creditor.policy.step, line 21: a ladder without an end: after the letter "reminder1" on day 3 an invoice would rest unseen; `+
			`add a step "call_task" or "handover", which brings it to a colleague`)
	policy("[[creditor.policy.step]]\nname = \"reminder1\"\nday = 3\n"+end+"only_with_phone = true\n",
		`creditor.policy.step, line 24: a ladder without an end: not every invoice comes to "call_task" on day 40, and the others would rest unseen; `+
			`take its conditions away, or add a step "handover" without any`)
	policy("[[creditor.policy.step]]\nname = \"reminder1\"\nday = 3\n[[creditor.policy.step]]\nname = \"reminder2\"\nday = 3\nfrom = \"1.234\"\n"+end,
		`creditor.policy.step, line 24: "reminder2" on day 3 must come after "reminder1" on day 3`,
		`creditor.policy.step.from, line 27: amount "1.234": ambiguous amount: write it with two decimals`)
	policy("[[creditor.policy.step]]\nname = \"letter\"\n"+end,
		`creditor.policy.step.day, line 21: is missing; want the days after the due date, such as 3`,
		`creditor.policy.step, line 21: "letter" is no step; want one of ["courtesy" "reminder1" "reminder2" "last_reminder" "formal_notice" "final_demand"], `+
			`"call_task" or "handover", or a template, tone or channel for it`)
	policy("[[creditor.policy.step]]\nname = \"reminder1\"\nday = 3\nfrom = \"-1\"\n"+end,
		`creditor.policy.step.from, line 24: -1.00 is below zero`)
	policy("step = 5\n", `creditor.policy.step, line 21: is a whole number; want tables: each a line [[creditor.policy.step]] with its values below`)
	policy("step = [true, 2026-11-01]\n",
		`creditor.policy.step, line 21: holds true or false; want tables: each a line [[creditor.policy.step]] with its values below`,
		`creditor.policy.step, line 21: holds a day or a time; want tables: each a line [[creditor.policy.step]] with its values below`)
	policy("bounds = []\n", `creditor.policy.bounds, line 21: is a list; want a table: a line [creditor.policy.bounds] with its values below`)
}

// TestConfigFaultsOfPolicies shows all faults of policies by segment at once,
// each with its key.
func TestConfigFaultsOfPolicies(t *testing.T) {
	bad := badConfig(t)
	policies := func(text string, want ...string) {
		t.Helper()
		bad("", text, want...)
	}
	const last = "[[creditor.policies]]\nname = \"rest\"\n"
	policies(last)
	policies("[[creditor.policies]]\nname = \"gentle\"\nlike = \"be-consumer\"\nthanks = true\n" +
		"for = {kinds = [\"consumer\"], risks = [\"low\"], importances = [\"key\"], countries = [\"be\"], amount_from = \"100\"}\n" + last)
	policies("[[creditor.policies]]\nname = \"gentle\"\nfor.kinds = [\"consumer\"]\n",
		`creditor.policies, line 20: a policy for everybody else is missing: add one last, without for, or set ladders = "shipped"; no customer may be without a ladder`)
	policies("[[creditor.policies]]\nname = \"gentle\"\nfor.kinds = [\"consumer\"]\n[creditor.policy]\nladders = \"shipped\"\n")
	policies("[[creditor.policies]]\nname = \"nl-consumer\"\nfor.kinds = [\"consumer\"]\n[creditor.policy]\nladders = \"shipped\"\n",
		`creditor.policies.name, line 21: "nl-consumer" is a ladder that ships; give this one another name`)
	policies(last+last,
		`creditor.policies.for, line 20: is missing; without it a policy is everybody's, and those after it never count: put it last`,
		`creditor.policies.name, line 23: "rest" is another policy's as well; give each its own`)
	policies("[[creditor.policies]]\nname = \"A b\"\nlike = \"steep\"\n"+
		"for = {kinds = [\"firm\"], risks = [\"huge\"], importances = [\"vip\"], countries = [\"Belgium\"], colour = 1}\n"+last,
		`creditor.policies.name, line 21: "A b" has other signs than small letters, digits and hyphens`,
		`creditor.policies.like, line 22: "steep" is no ladder that ships; want one of nl-business, nl-consumer, be-business, be-consumer, `+
			`fr-business, fr-consumer, de-business, de-consumer, business, others`,
		`creditor.policies.for.kinds, line 23: kind "firm": want one of ["business" "consumer" "authority" "unknown"]`,
		`creditor.policies.for.risks, line 23: risk "huge": want one of ["low" "normal" "high"]`,
		`creditor.policies.for.importances, line 23: importance "vip": want one of ["key" "normal" "minor"]`,
		`creditor.policies.for.countries, line 23: "BELGIUM" is no country; want two letters of ISO 3166-1, such as BE`,
		`creditor.policies.for.colour, line 23: is not known here; known are amount_from, countries, importances, kinds, risks`)
	step := func(text string, want ...string) {
		t.Helper()
		policies("[[creditor.policies]]\nname = \"rest\"\n[[creditor.policies.step]]\nname = \"reminder1\"\nday = 3\n"+
			"[[creditor.policies.step]]\n"+text+"[[creditor.policies.step]]\nname = \"handover\"\nday = 40\n", want...)
	}
	step("name = \"second\"\nday = 10\nwait = 7\ntone = \"firm\"\napprove = true\nforewarn = true\nonly_business = true\nsigner = \"ELS@jansen.example\"\n")
	step("name = \"second\"\nday = 10\ntemplate = \"last_reminder\"\nchannel = \"post\"\n")
	step("name = \"ring\"\nday = 10\nchannel = \"call\"\nonly_with_phone = true\n")
	step("name = \"second\"\nday = 10\nwait = 8\ntone = \"firm\"\n",
		`creditor.policies.step, line 25: "second" can never be on day 10: it waits 8 days after "reminder1" on day 3; want a wait of at most 7`)
	step("name = \"second\"\nday = 2\ntone = \"cross\"\n",
		`creditor.policies.step, line 25: "second": tone "cross": want one of ["friendly" "firm" "urgent"]`,
		`creditor.policies.step, line 25: "second" on day 2 must come after "reminder1" on day 3`)
	step("name = \"second\"\nday = 10\ntemplate = \"poem\"\n",
		`creditor.policies.step, line 25: "second": "poem" is no template; want one of ["courtesy" "reminder1" "reminder2" "last_reminder" "formal_notice" "final_demand"]`)
	step("name = \"second\"\nday = 10\nchannel = \"pigeon\"\n",
		`creditor.policies.step, line 25: "second": channel "pigeon": want one of ["mail" "post" "call" "handover"]`)
	step("name = \"second\"\nday = 10\ntone = \"firm\"\nsigner = \"nobody@jansen.example\"\n",
		`creditor.policies.step.signer, line 29: "nobody@jansen.example" is no colleague's address; want one that a [[creditor.colleague]] has`)
	step("name = \"reminder1\"\nday = 10\n", `creditor.policies.step, line 25: "reminder1" stands twice`)
}

func TestConfigFaultsOfTheModel(t *testing.T) {
	bad := badConfig(t)
	bad("", "[openai]\nenabled = true\nbase_url = \"http://model.example/v1\"\n",
		`openai.model, line 20: is empty; want the name of a model, since the model is enabled`,
		`openai.key_file, line 20: is empty; want the path of a file that holds the key, or key_env with the name of an environment variable`,
		`openai.base_url, line 22: has no https; mails go unencrypted to this machine only`)
	bad("", "[openai]\nkey_file = \"nowhere\"\n") // not looked at while it is off
}

// TestConfigCreditors looks at what must differ from creditor to creditor.
func TestConfigCreditors(t *testing.T) {
	dir := folder(t)
	checkFaults(t, dir, change{"", least},
		`creditor.id, line 21: "jansen" is another creditor's as well`,
		`creditor.email, line 28: "facturen@jansen.example" is another creditor's as well`,
		`creditor.mailbox, line 33: creditor "jansen" reads the same mailbox; want one for each`)

	second := change{`"jansen"`, `"visser"`}.apply(t, least)
	second = change{`"facturen@jansen.example"`, `"facturen@visser.example"`}.apply(t, second)
	checkFaults(t, dir, change{"", second})
	checkFaults(t, dir, change{"", change{`"12345678"`, `"87654321"`}.apply(t, second)},
		`creditor.company_number, line 24, warning: is another company than creditor "jansen"; to collect for another company from `+
			`natural persons in the Netherlands, sole traders included, is collection for third parties `+
			`(Wet kwaliteit incassodienstverlening): find out first whether you must be registered`)
}

func TestFaultString(t *testing.T) {
	for want, f := range map[string]Fault{
		"m":                     {Message: "m"},
		"a.b: m":                {Key: "a.b", Message: "m"},
		"line 3: m":             {Line: 3, Message: "m"},
		"a, line 3, warning: m": {Key: "a", Line: 3, Message: "m", Warning: true},
	} {
		if got := f.String(); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"zone", "country", "payments_max_age", "mode"}
	for word, want := range map[string]string{
		"zoen": "zone", "Zone": "zone", "contry": "country", "payment_max_age": "payments_max_age", "mdoe": "mode",
		"": "", "colour_scheme": "", "x": "",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	for _, r := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "", 2}, {"ab", "ba", 1}, {"kitten", "sitting", 3}, {"abc", "abc", 0}} {
		if got := distance(r.a, r.b); got != r.want {
			t.Errorf("%q to %q: %s", r.a, r.b, cmp.Diff(r.want, got))
		}
	}
}

func TestConfigFaultsOfTerms(t *testing.T) {
	bad := badConfig(t)
	good := "since = \"2024-01-01\"\nevidence = \"general terms\"\n"
	terms := func(text string, want ...string) {
		t.Helper()
		bad("", "[[creditor.terms]]\n"+text, want...)
	}
	terms("days = 30\n" + good)
	terms("kinds = [\"firm\"]\ncountries = [\"Belgium\"]\ndays = 0\ninterest = \"8,5 %\"\ndamages = \"much\"\n",
		`creditor.terms.evidence, line 20: is empty; want where they stand, such as "general terms 2024, article 7"`,
		`creditor.terms.since, line 20: is empty; want the day since which they are agreed, such as 2024-01-01: they bind no older invoice`,
		`creditor.terms.kinds, line 21: kind "firm": want one of ["business" "consumer" "authority" "unknown"]`,
		`creditor.terms.countries, line 22: "BELGIUM" is no country; want two letters of ISO 3166-1, such as BE`,
		`creditor.terms.days, line 23: 0 is not between 1 and 365`,
		`creditor.terms.interest, line 24: percentage "8,5 %": want a number from 0 to 100 with at most three decimals, such as 10.4 per cent a year`,
		`creditor.terms.damages, line 25: clause "much": want a share such as "10 %", with "min 40" and "max 2000" if need be, or a sum such as "40"`)
	terms(good, `creditor.terms, line 20: nothing is agreed; want days, interest, damages or reminder_fee`)
	terms("regular_delivery = true\n"+good, `creditor.terms, line 20: nothing is agreed; want days, interest, damages or reminder_fee`)
	terms("regular_delivery = true\nreminder_fee = \"7.50\"\n" + good)
	terms("reminder_fee = \"7.50\"\n"+good,
		`creditor.terms.reminder_fee, line 21: a reminder costs a fee with regular deliveries only; set regular_delivery = true where they are`)
	terms("regular_delivery = true\nreminder_fee = \"much\"\ndays = 30\n"+good, `creditor.terms.reminder_fee, line 22: amount "much": want digits with at most two decimals, such as 1234.56 or 1.234,56`)
	terms("days = 30\nsince = \"soon\"\nevidence = \"x\"\nsinc = 1\n",
		`creditor.terms.since, line 22: date "soon": want YYYY-MM-DD, such as 2026-03-04`,
		`creditor.terms.sinc, line 24: is not known here; did you mean since?`)
	terms("days = 30\n"+good+"[[creditor.terms]]\ndays = 14\nkinds = [\"business\"]\n"+good,
		`creditor.terms, line 24: stands after terms 1, which have neither kinds nor countries: those are everybody's, and these would never count; put them first`)
	// Of one scope there may be several, each of its own day.
	later := strings.Replace(good, "2024", "2025", 1)
	scope := func(kinds string) string { return "kinds = [" + kinds + "]\ncountries = [\"be\"]\ndays = 30\n" }
	one, other := scope(`"business", "authority"`), scope(`"authority", "business"`)
	terms(one + later + "[[creditor.terms]]\n" + other + good)
	terms("days = 30\n" + good + "[[creditor.terms]]\ndays = 14\n" + later)
	terms(one+good+"[[creditor.terms]]\n"+other+good,
		`creditor.terms.since, line 30: 2024-01-01 is the day of terms 1 too, which have the same kinds and countries; want another day, or one of the two`)
}
