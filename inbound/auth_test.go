package inbound_test

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"net"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/store"
)

// key is the one with which vos.example signs in these tests.
func key() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
}

// lookup is the DNS of the tests: vos.example and vreemd.example have the key.
func lookup(name string) ([]string, error) {
	switch name {
	case "s._domainkey.vos.example", "s._domainkey.vreemd.example":
		public, _ := key().Public().(ed25519.PublicKey)
		return []string{"v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)}, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

// signed puts a DKIM signature of a domain above a mail (RFC 6376).
func (d *desk) signed(raw, domain string) string {
	d.Helper()
	var b bytes.Buffer
	check(d, dkim.Sign(&b, strings.NewReader(raw), &dkim.SignOptions{
		Domain: domain, Selector: "s", Signer: key(), Hash: crypto.SHA256,
		HeaderKeys:             []string{"From", "To", "Subject", "Date", "Message-ID"},
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	}))
	return b.String()
}

// internal is what Exchange Online writes on mail inside a tenant.
const internal = "X-MS-Exchange-Organization-AuthAs: Internal\nX-MS-Exchange-Organization-AuthSource: a.vos.example\n"

// proofCase is a mail that bears Eva's address, and whether she wrote it.
type proofCase struct {
	auth  auth.Config
	trace string
	from  string                     // empty: Eva's
	raw   func(*desk, string) string // what happened to it on the way
	hers  bool
}

func proofCases() map[string]proofCase {
	pin := auth.Config{AuthServID: pinned}
	dns := auth.Config{LookupTXT: lookup}
	tenant := auth.Config{Provider: auth.Microsoft365}
	results := "Authentication-Results: "
	return map[string]proofCase{
		"pinned server":             {auth: pin, trace: proof("vos.example"), hers: true},
		"pinned server, DMARC":      {auth: pin, trace: results + pinned + "; dmarc=pass header.from=vos.example\n", hers: true},
		"signed":                    {auth: dns, raw: func(d *desk, s string) string { return d.signed(s, "vos.example") }, hers: true},
		"Microsoft 365":             {auth: tenant, trace: internal, hers: true},
		"nothing":                   {auth: pin},
		"nothing is configured":     {trace: proof("vos.example")},
		"another server":            {auth: pin, trace: results + "mx.vreemd.example; dkim=pass header.d=vos.example\n"},
		"a forged one below":        {auth: pin, trace: results + pinned + "; dkim=none; spf=fail\n" + proof("vos.example")},
		"a failure":                 {auth: pin, trace: results + pinned + "; dkim=fail header.d=vos.example; spf=softfail\n"},
		"another domain passes":     {auth: pin, trace: proof("vreemd.example")},
		"a lookalike domain passes": {auth: pin, trace: proof("evilvos.example")},
		"signed by another domain":  {auth: dns, raw: func(d *desk, s string) string { return d.signed(s, "vreemd.example") }},
		"changed after it was signed": {auth: dns, raw: func(d *desk, s string) string {
			return strings.Replace(d.signed(s, "vos.example"), "Subject: ", "Subject: x", 1)
		}},
		"signed by a domain without a key": {auth: dns, raw: func(d *desk, s string) string { return d.signed(s, "niets.vos.example") }},
		"results where only DKIM counts":   {auth: dns, trace: proof("vos.example")},
		"Microsoft 365 is not configured":  {auth: pin, trace: internal},
		"Microsoft 365, anonymous":         {auth: tenant, trace: strings.Replace(internal, "Internal", "Anonymous", 1)},
		"two senders":                      {auth: pin, trace: proof("vos.example"), from: eva + ", boef@vreemd.example"},
		"two From fields": {auth: pin, trace: proof("vos.example"), raw: func(_ *desk, s string) string {
			return strings.Replace(s, "To: ", "From: boef@vreemd.example\r\nTo: ", 1)
		}},
	}
}

// Whatever a mail with a colleague's address carries, it works only when she
// wrote it; else nothing is changed, nobody is written to, and the digest can
// show it (invariant 8).
func TestColleagueOrPretence(t *testing.T) {
	for name, m := range map[string]func(*desk, voldaan.Case) mail{
		"registers an invoice": func(_ *desk, _ voldaan.Case) mail {
			return mail{to: "inkoop@nieuw.example", cc: bot, subject: "Factuur 2026-100", attach: []attachment{ubl("2026-100")}}
		},
		"registers for a customer whom it names": func(_ *desk, _ voldaan.Case) mail {
			return mail{to: an, cc: bot, subject: "Creditnota", attach: []attachment{creditNote("CN-1", invoice)}}
		},
		"answers a case": func(d *desk, c voldaan.Case) mail {
			l := d.letterOf(c)
			return mail{to: plus(l.Recipients[0].Token), re: l.MessageID, body: "Afgehandeld, ik bel ze."}
		},
	} {
		t.Run(name, func(t *testing.T) {
			allOnBoth(t, proofCases(), func(d *desk, c proofCase) {
				d.gets(mail{body: contests}) // makes a case
				d.Auth = func(string) auth.Config { return c.auth }
				d.proves(c, m(d, d.cases()[0]))
			})
		})
	}
}

func (d *desk) proves(c proofCase, m mail) {
	d.Helper()
	m.from, m.trace = "Eva <"+eva+">", c.trace
	if c.from != "" {
		m.from = c.from
	}
	before := d.world()
	raw := d.raw(m)
	if c.raw != nil {
		raw = c.raw(d, raw)
	}
	d.deliver(raw)
	d.step()
	row := d.last()
	if c.hers {
		want(d, "state", row.State, store.MailHandled)
		want(d, "kind", row.Kind, voldaan.MailColleague)
		after := d.world()
		if len(after.Events)+len(after.Letters)+len(after.Cases) == len(before.Events)+len(before.Letters)+len(before.Cases) &&
			strings.Join(after.Cases, "") == strings.Join(before.Cases, "") {
			d.Error("her mail changed nothing")
		}
		return
	}
	d.unchangedSince("a forged mail", before)
	known := get(d, func(tx *store.Tx) ([]voldaan.Customer, error) { return tx.Customers(d.Creditor.ID) })
	want(d, "customers", len(known), 2)
	if row.State != store.MailQuarantined || !strings.HasPrefix(row.Trouble, "pretence: ") || len(row.Trouble) < 15 {
		d.Errorf("state %s, trouble %q", row.State, row.Trouble)
	}
	digest := get(d, func(tx *store.Tx) ([]store.Mail, error) { return tx.MailsSince(d.Creditor.ID, d.now) })
	want(d, "the digest can show it", digest[len(digest)-1].ID, row.ID)
}

// A display name is nobody's address: the writer is a stranger like any other.
func TestDisplayNameIsNoAddress(t *testing.T) {
	onBoth(t, func(d *desk) {
		row := d.gets(mail{
			from: `"` + eva + `" <boef@vreemd.example>`, trace: proof("vreemd.example"), to: "inkoop@nieuw.example", cc: bot,
			attach: []attachment{ubl("2026-100")},
		})
		want(d, "kind", row.Kind, voldaan.MailCustomer)
		want(d, "customers", len(get(d, func(tx *store.Tx) ([]voldaan.Customer, error) { return tx.Customers(d.Creditor.ID) })), 2)
		want(d, "letters", d.letters(), []string{"case to " + eva})
	})
}

// A mail from the bot's own address that the bot did not send is a pretence.
func TestOwnAddressForged(t *testing.T) {
	allOnBoth(t, map[string]string{"plain": bot, "with a token": plus("token000001")}, func(d *desk, from string) {
		d.unchanged("a forged mail", func() {
			m := d.gets(mail{from: from, to: an, cc: bot, body: contests})
			want(d, "state", m.State, store.MailQuarantined)
			want(d, "trouble", strings.HasPrefix(m.Trouble, "pretence"), true)
		})
	})
}

// Where the DNS does not answer, nobody is taken for a forger at once.
func TestDNSIsDown(t *testing.T) {
	onBoth(t, func(d *desk) {
		down := true
		d.Auth = func(string) auth.Config {
			return auth.Config{LookupTXT: func(name string) ([]string, error) {
				if down {
					return nil, &net.DNSError{Err: "timeout", Name: name, IsTimeout: true, IsTemporary: true}
				}
				return lookup(name)
			}}
		}
		raw := d.raw(mail{from: eva, to: "inkoop@nieuw.example", cc: bot, attach: []attachment{ubl("2026-100")}})
		d.deliver(d.signed(raw, "vos.example"))
		d.step()
		want(d, "state while the DNS is down", d.last().State, store.MailStored)
		down = false
		d.step()
		want(d, "state", d.last().State, store.MailHandled)
		want(d, "letters", d.letters(), []string{"registered to " + eva})
		down = true
		d.deliver(d.signed(d.raw(mail{from: eva, to: an, cc: bot, body: "x"}), "vos.example"))
		for range 3 {
			d.step()
		}
		want(d, "state when it never answers", d.last().State, store.MailQuarantined)
	})
}

// letterOf is the mail that a case went out with.
func (d *desk) letterOf(c voldaan.Case) store.Letter {
	d.Helper()
	return get(d, func(tx *store.Tx) (store.Letter, error) { return tx.LetterOnce(d.Creditor.ID, "case:"+string(c.ID)) })
}
