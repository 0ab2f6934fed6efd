package main

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the zones, for machines that have none

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
)

func readCreditor(s *tomlTable) CreditorConfig {
	defer s.done()
	c := CreditorConfig{Creditor: readCompany(s)}
	readConduct(s, &c.Creditor)
	c.Since = readSince(s)
	c.DKIMCheck = s.yes("dkim_check", true)
	c.Options = outbound.Options{
		ResendAfter: s.duration("resend_after", 15*time.Minute, time.Minute),
		FreshWithin: s.duration("fresh_within", 10*time.Minute, time.Minute),
		DigestHour:  s.hour("digest_hour", 8, 0, 23),
		DossierMax:  readDossierMax(s),
	}
	c.Creditor.Colleagues = readColleagues(s, &c.Creditor)
	c.Creditor.Terms = readTerms(s)
	var shipped bool
	c.Policy, shipped = readPolicy(s.table("policy"), c.Creditor.Colleagues)
	c.Policies = readPolicies(s, c.Policy, shipped, c.Creditor.Colleagues)
	c.Mailboxes = readMailboxes(s, c.Creditor.Mailbox)
	c.Options.SaveSent = slices.ContainsFunc(c.Mailboxes, func(m MailboxConfig) bool { return m.SaveSent })
	c.SMTP = readSMTP(s.table("smtp"), c.Creditor.Mailbox)
	return c
}

// readDossierMax reads how many bytes a dossier may have that goes by mail;
// below zero: none goes.
func readDossierMax(s *tomlTable) int64 {
	if mb := s.number("dossier_max_mb", 10, 0, 100); mb > 0 {
		return int64(mb) << 20
	}
	return -1
}

// readCompany reads who the creditor is.
func readCompany(s *tomlTable) voldaan.Creditor {
	c := voldaan.Creditor{
		ID:             voldaan.CreditorID(s.needed("id", "a short word of your own that never changes, such as firm")),
		Name:           s.needed("name", "the company's legal name"),
		Address:        s.neededTexts("address", `the lines of the postal address, such as ["Kade 1", "1000 AA Amsterdam"]`),
		CompanyNumber:  s.needed("company_number", "the number in the trade register"),
		VATNumber:      s.text("vat_number", ""),
		Country:        strings.ToUpper(s.needed("country", "two letters, such as NL")),
		Language:       s.oneOf("language", "nl", voldaan.Languages()...),
		VATRecoverable: s.yes("vat_recoverable", true),
		SizeClass:      s.text("size_class", ""),
		DiscountVAT:    s.oneOf("discount_vat", "", "", string(law.DiscountBeforeVAT), string(law.DiscountOnGross), string(law.DiscountOnNet)),
	}
	if id := string(c.ID); id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		s.fault("id", "%q has other signs than small letters, digits and hyphens", id)
	}
	if c.Country != "" && !slices.Contains(calendar.Countries(), c.Country) {
		s.fault("country", "%q is not known; want one of %s", c.Country, strings.Join(calendar.Countries(), ", "))
	}
	c.Region = readRegion(s, c.Country)
	c.Zone = readZone(s)
	c.IBANs = readIBANs(s)
	return c
}

// readRegion reads a part of the country that has holidays of its own.
func readRegion(s *tomlTable, country string) string {
	region := strings.ToUpper(s.text("region", ""))
	known := calendar.Regions(country)
	switch {
	case region == "" || !slices.Contains(calendar.Countries(), country):
	case known == nil:
		s.fault("region", "%q has no place beside country %q, whose holidays are the same everywhere; leave it out", region, country)
	case !slices.Contains(known, region):
		s.fault("region", "%q is not known; want one of %s", region, strings.Join(known, ", "))
	}
	return region
}

// readZone refuses the empty zone and "Local", which time.LoadLocation takes
// for UTC and for whatever the machine is set to.
func readZone(s *tomlTable) *time.Location {
	name := s.needed("zone", "a time zone such as Europe/Amsterdam")
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		s.fault("zone", "%q is no time zone; want one such as Europe/Amsterdam", name)
		return nil
	}
	return zone
}

func readIBANs(s *tomlTable) []string {
	var out []string
	for _, text := range s.neededTexts("ibans", "the accounts that customers pay to") {
		iban, ok := parseIBAN(text)
		switch {
		case !ok:
			s.fault("ibans", "%q is no IBAN: its length or its check digits are wrong", text)
		case slices.Contains(out, iban):
			s.fault("ibans", "%q stands twice", text)
		default:
			out = append(out, iban)
		}
	}
	return out
}

// readConduct reads how the bot works for the creditor.
func readConduct(s *tomlTable, c *voldaan.Creditor) {
	c.Mailbox = readEmail(s, "email", "the bot's own address")
	c.SenderName = s.text("sender_name", c.Name)
	c.Mode = voldaan.Mode(s.oneOf("mode", string(voldaan.ModeAsk),
		string(voldaan.ModeWatch), string(voldaan.ModeAsk), string(voldaan.ModeAct)))
	c.PaymentSource = voldaan.PaymentSource(s.oneOf("payment_source", string(voldaan.SourceBank),
		string(voldaan.SourceBank), string(voldaan.SourceOpenItems), string(voldaan.SourceHand)))
	c.PaymentsMaxAge = s.duration("payments_max_age", 4*24*time.Hour, 0)
	c.PlusAddressing = s.yes("plus_addressing", false)
	c.StartPerDay = s.number("start_per_day", 10, 1, 1000)
	if c.PlusAddressing && strings.Contains(c.Mailbox, "+") {
		s.fault("plus_addressing", "the bot's own address has a plus already; want false, or an address without one")
	}
}

// readEmail reads a needed address, in lower case.
func readEmail(s *tomlTable, key, what string) string {
	text := s.needed(key, what+", such as invoices@firm.example")
	if text == "" {
		return ""
	}
	address, ok := parseAddress(text)
	if !ok {
		s.fault(key, "%q is no mail address; want %s alone, such as invoices@firm.example", text, what)
	}
	return address
}

func readSince(s *tomlTable) voldaan.Date {
	before := len(s.file.faults)
	day := s.day("since")
	if day.IsZero() && len(s.file.faults) == before {
		s.fault("since", "is empty; want the first day of which mail counts, such as 2026-11-01")
	}
	return day
}

func readColleagues(s *tomlTable, c *voldaan.Creditor) []voldaan.Colleague {
	var out []voldaan.Colleague
	for _, t := range s.tables("colleague") {
		p := voldaan.Colleague{
			Name:     t.needed("name", "the colleague's name"),
			Address:  readEmail(t, "email", "the colleague's address"),
			Language: t.oneOf("language", c.Language, voldaan.Languages()...),
			Role: voldaan.ColleagueRole(t.oneOf("role", string(voldaan.RoleFinance),
				string(voldaan.RoleFinance), string(voldaan.RoleManager))),
		}
		same := func(o voldaan.Colleague) bool { return o.Address == p.Address }
		switch {
		case p.Address == "":
		case slices.ContainsFunc(out, same):
			t.fault("email", "%q is another colleague's as well", p.Address)
		case p.Address == c.Mailbox:
			t.fault("email", "%q is the bot's own address", p.Address)
		}
		t.done()
		out = append(out, p)
	}
	if !slices.ContainsFunc(out, func(p voldaan.Colleague) bool { return p.Role == voldaan.RoleFinance }) {
		s.fault("colleague", `nobody has the role "finance"; add a [[creditor.colleague]] who gets what needs a person`)
	}
	return out
}

func readMailboxes(s *tomlTable, email string) []MailboxConfig {
	var out []MailboxConfig
	tables := s.tables("mailbox")
	if len(tables) == 0 {
		s.fault("mailbox", "there is none; add a [[creditor.mailbox]] that the bot reads")
	}
	saver := false
	for i, t := range tables {
		m := readMailbox(t, email, i == 0)
		if slices.ContainsFunc(out, func(o MailboxConfig) bool { return o.Name == m.Name }) {
			t.fault("name", "%q is another mailbox's as well; give each its own", m.Name)
		}
		if m.SaveSent && saver {
			t.fault("save_sent", "another mailbox saves what is sent already; want true at one of them")
		}
		saver = saver || m.SaveSent
		out = append(out, m)
	}
	return out
}

// checkCreditors finds what must differ from creditor to creditor.
func checkCreditors(tables []*tomlTable, all []CreditorConfig) {
	for i, c := range all {
		for _, o := range all[:i] {
			if c.Creditor.ID != "" && c.Creditor.ID == o.Creditor.ID {
				tables[i].fault("id", "%q is another creditor's as well", c.Creditor.ID)
			}
			if c.Creditor.Mailbox != "" && c.Creditor.Mailbox == o.Creditor.Mailbox {
				tables[i].fault("email", "%q is another creditor's as well", c.Creditor.Mailbox)
			}
			if shared(c, o) {
				tables[i].fault("mailbox", "creditor %q reads the same mailbox; want one for each", o.Creditor.ID)
			}
		}
		// The Wet kwaliteit incassodienstverlening, in force since 1 April
		// 2024, does not ask for the registration of who collects for himself.
		if first := all[0].Creditor; i > 0 && c.Creditor.CompanyNumber != "" && first.CompanyNumber != "" &&
			c.Creditor.CompanyNumber != first.CompanyNumber {
			tables[i].warn("company_number", "is another company than creditor %q; to collect for another company from natural persons in "+
				"the Netherlands, sole traders included, is collection for third parties (Wet kwaliteit incassodienstverlening): "+
				"find out first whether you must be registered", first.ID)
		}
	}
}

// shared reports whether two creditors read the same account and folder.
func shared(a, b CreditorConfig) bool {
	return slices.ContainsFunc(a.Mailboxes, func(m MailboxConfig) bool {
		return m.Server != "" && slices.ContainsFunc(b.Mailboxes, func(o MailboxConfig) bool {
			return m.Server == o.Server && m.User == o.User && m.Inbox == o.Inbox
		})
	})
}
