package auth_test

import (
	"crypto"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"github.com/voldaan/voldaan/inbound/auth"
)

// row is a mail and what it is taken for.
type row struct {
	name string
	mail string
	cfg  auth.Config
	why  string // part of Verdict.Why; of a genuine mail its Verdict.By
}

// exchange puts the fields of Microsoft 365 in the colleague's mail.
func exchange(lines ...string) string {
	return strings.Replace(letter, "Date:", strings.Join(lines, "\r\n")+"\r\nDate:", 1)
}

const (
	internal  = "X-MS-Exchange-Organization-AuthAs: Internal"
	anonymous = "X-MS-Exchange-Organization-AuthAs: Anonymous"
	source    = "X-MS-Exchange-Organization-AuthSource: AM0P000.EURP000.PROD.OUTLOOK.COM"
	outlook   = "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=creditor.example; dkim=pass (signature was verified) " +
		"header.d=creditor.example;dmarc=pass action=none header.from=creditor.example;compauth=pass reason=100"
)

func TestGenuine(t *testing.T) {
	both := auth.Config{AuthServID: pinned, LookupTXT: newZone().lookup, Provider: auth.Microsoft365}
	rows := []row{
		{"dmarc", results("mx.creditor.example; dmarc=pass (p=NONE) header.from=creditor.example"), byServer(), auth.ByResults},
		{"dmarc without space", results("mx.creditor.example;dmarc=pass(p=REJECT dis=none) header.from=Creditor.Example;"), byServer(), auth.ByResults},
		{"server in capitals, with version", results("MX.Creditor.EXAMPLE 1; dmarc=pass header.from=creditor.example"), byServer(), auth.ByResults},
		{"server and property in comments and quotes", results(`(x) "mx.creditor.example" (y (z)) ; dkim=pass (ok; really) header.d="creditor.example"`), byServer(), auth.ByResults},
		{"dkim, relaxed alignment", results("mx.creditor.example; dkim=pass header.d=mail.creditor.example header.s=a header.b=Ab/+c=="), byServer(), auth.ByResults},
		{"second dkim of three", results("mx.creditor.example; dkim=fail header.d=creditor.example; dkim=pass header.d=creditor.example; dkim=pass header.d=list.example"), byServer(), auth.ByResults},
		{"dkim with header.i alone", results("mx.creditor.example; dkim=pass header.i=@creditor.example header.s=x header.b=Z1"), byServer(), auth.ByResults},
		{"dkim with a method version", results("mx.creditor.example; DKIM/1=PASS header.d=creditor.example"), byServer(), auth.ByResults},
		{"spf", results("mx.creditor.example; spf=pass (a: domain of b designates c) smtp.mailfrom=els@creditor.example smtp.helo=x.example"), byServer(), auth.ByResults},
		{"spf of a quoted local part", results(`mx.creditor.example; spf=pass smtp.mailfrom="a b"@creditor.example`), byServer(), auth.ByResults},
		{"folded", results("mx.creditor.example;\r\n\tdkim=pass\r\n header.d = creditor.example"), byServer(), auth.ByResults},
		{"another server's field below", results("mx.creditor.example; dmarc=pass header.from=creditor.example\r\nAuthentication-Results: other.example; dmarc=fail header.from=creditor.example"), byServer(), auth.ByResults},
		{"trace above", "Received: from a by b\r\n" + results("mx.creditor.example; dmarc=pass header.from=creditor.example"), byServer(), auth.ByResults},
		{"LF line ends", strings.ReplaceAll(results("mx.creditor.example; dmarc=pass header.from=creditor.example"), "\r\n", "\n"), byServer(), auth.ByResults},

		{"rsa", sign(t, letter, signature{}), byKey(), auth.ByDKIM},
		{"rsa, simple canonicalization", sign(t, letter, signature{canon: dkim.CanonicalizationSimple}), byKey(), auth.ByDKIM},
		{"ed25519", sign(t, letter, signature{selector: "ed", key: makeKeys().ed}), byKey(), auth.ByDKIM},
		{"relaxed alignment", sign(t, letter, signature{domain: "mail.creditor.example"}), byKey(), auth.ByDKIM},
		{"not expired yet", sign(t, letter, signature{expires: time.Now().Add(time.Hour)}), byKey(), auth.ByDKIM},
		{"strict key", sign(t, letter, signature{selector: "strict"}), byKey(), auth.ByDKIM},
		{"trace above the signature", sign(t, letter, signature{change: above("Received: from a by b")}), byKey(), auth.ByDKIM},
		{"signed by two", sign(t, sign(t, letter, signature{}), signature{domain: "evil.example"}), byKey(), auth.ByDKIM},
		{"from signed twice", sign(t, letter, signature{keys: []string{"From", "From", "Subject", "Date", "Message-ID"}}), byKey(), auth.ByDKIM},
		{"no subject at all", sign(t, strings.Replace(letter, "Subject: Re: case 12\r\n", "", 1), signature{keys: []string{"From", "Date", "Message-ID"}}), byKey(), auth.ByDKIM},
		{"own check makes up for another server's field", above("Authentication-Results: other.example; dmarc=fail")(sign(t, letter, signature{})), both, auth.ByDKIM},

		{"name that shows the same address", strings.Replace(results("mx.creditor.example; dmarc=pass header.from=creditor.example"), "Els", `"Els (els@Creditor.example)"`, 1), byServer(), auth.ByResults},
		{"comment after the address", strings.Replace(results("mx.creditor.example; dmarc=pass header.from=creditor.example"), "Els <els@creditor.example>", `els@creditor.example (Els)`, 1), byServer(), auth.ByResults},

		{"inside a tenant", exchange(internal, source), byTenant(), auth.ByMicrosoft365},
		{"inside a tenant, with its results", "Authentication-Results: dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=creditor.example;\r\n" + exchange(internal, source), byTenant(), auth.ByMicrosoft365},
		{"from outside into a tenant", results(outlook), byTenant(), auth.ByResults},
		{"from outside into a tenant, by dkim", results("spf=fail smtp.mailfrom=list.example; dkim=pass (signature was verified) header.d=creditor.example;dmarc=bestguesspass action=none header.from=creditor.example;compauth=pass reason=109"), byTenant(), auth.ByResults},
	}
	for _, r := range rows {
		got := auth.Check([]byte(r.mail), r.cfg)
		if !got.OK || got.By != r.why || got.Why == "" || got.Address != "els@creditor.example" {
			t.Errorf("%s: %+v\n%s", r.name, got, r.mail)
		}
	}
}

func TestForgedResults(t *testing.T) {
	server, tenant := byServer(), byTenant()
	good := "mx.creditor.example; dmarc=pass header.from=creditor.example"
	rows := []row{
		{"none", letter, server, "no Authentication-Results"},
		{"nothing pinned", results(good), auth.Config{}, "no server is configured"},
		{"empty server, nothing pinned", results("; dmarc=pass header.from=creditor.example"), auth.Config{}, "no server is configured"},
		{"empty server", results("; dmarc=pass header.from=creditor.example"), server, "names no server"},
		{"no server", results("dmarc=pass header.from=creditor.example"), server, "names no server"},
		{"lookalike: suffix", results("mx.creditor.example.evil.example; dmarc=pass header.from=creditor.example"), server, "not the configured"},
		{"lookalike: prefix", results("xmx.creditor.example; dmarc=pass header.from=creditor.example"), server, "not the configured"},
		{"lookalike: Cyrillic", results("mx.сreditor.example; dmarc=pass header.from=creditor.example"), server, "not the configured"},
		{"lookalike: Kelvin sign", results("mx.\u212Areditor.example; dmarc=pass header.from=creditor.example"), auth.Config{AuthServID: "mx.kreditor.example"}, "not the configured"},
		{"lookalike: digit", results("mx.cred1tor.example; dmarc=pass header.from=creditor.example"), server, "not the configured"},
		{"server in a comment", results("evil.example (mx.creditor.example); dmarc=pass header.from=creditor.example"), server, "not the configured"},
		{"server as a version", results("evil.example mx.creditor.example; dmarc=pass header.from=creditor.example"), server, "version"},
		{"unknown version", results("mx.creditor.example 2; dmarc=pass header.from=creditor.example"), server, "version"},
		{"below another server's", "Authentication-Results: other.example; none\r\n" + results(good), server, "not the configured"},
		{"below an unreadable one", "Authentication-Results: mx.creditor.example; (\r\n" + results(good), server, "cannot be read"},
		{"below an empty one", "Authentication-Results:\r\n" + results(good), server, "names no server"},
		{"below the server's own fail", "Authentication-Results: mx.creditor.example; dmarc=fail header.from=creditor.example\r\n" + results(good), server, "dmarc=fail"},
		{"below the server's own none", "Authentication-Results: mx.creditor.example; none\r\n" + results(good), server, "no pass"},
		{"below the sender's From", strings.Replace(letter, "To:", "Authentication-Results: "+good+"\r\nTo:", 1), server, "below From"},
		{"in the body", strings.Replace(letter, "hold", "Authentication-Results: "+good+"\r\nhold", 1), server, "no Authentication-Results"},
		{"folded into another field", "X-Note: a\r\n Authentication-Results: " + good + "\r\n" + letter, server, "no Authentication-Results"},
		{"another name", "Authentication-Results-Original: " + good + "\r\n" + letter, server, "no Authentication-Results"},
		{"ARC", "ARC-Authentication-Results: i=1; " + good + "\r\nARC-Seal: i=1; cv=pass\r\n" + letter, server, "no Authentication-Results"},
		{"arc result", results("mx.creditor.example; arc=pass header.from=creditor.example header.d=creditor.example"), server, "no pass"},
		{"space before the colon", "Authentication-Results : " + good + "\r\n" + letter, server, "no header field"},
		{"dmarc of another domain", results("mx.creditor.example; dmarc=pass header.from=evil.example"), server, "no pass"},
		{"dmarc of a domain below", results("mx.creditor.example; dmarc=pass header.from=x.creditor.example"), server, "no pass"},
		{"dmarc without domain", results("mx.creditor.example; dmarc=pass"), server, "no pass"},
		{"dmarc twice", results("mx.creditor.example; dmarc=pass header.from=creditor.example; dmarc=fail header.from=creditor.example"), server, "dmarc=several"},
		{"dmarc failed, dkim passed", results("mx.creditor.example; dmarc=fail header.from=creditor.example; dkim=pass header.d=creditor.example"), server, "dmarc=fail"},
		{"dkim of another domain", results("mx.creditor.example; dkim=pass header.d=evil.example"), server, "no pass"},
		{"dkim of a domain that ends alike", results("mx.creditor.example; dkim=pass header.d=evilcreditor.example"), server, "no pass"},
		{"dkim of a domain that begins alike", results("mx.creditor.example; dkim=pass header.d=creditor.example.evil.example"), server, "no pass"},
		{"dkim of the top-level domain", results("mx.creditor.example; dkim=pass header.d=example"), server, "no pass"},
		{"dkim of nobody", results("mx.creditor.example; dkim=pass"), server, "no pass"},
		{"dkim, header.i against header.d", results("mx.creditor.example; dkim=pass header.d=evil.example header.i=@creditor.example"), server, "no pass"},
		{"dkim, header.d twice", results("mx.creditor.example; dkim=pass header.d=evil.example header.d=creditor.example"), server, "cannot be read"},
		{"dkim not passed", results("mx.creditor.example; dkim=neutral header.d=creditor.example"), server, "no pass"},
		{"dkim nearly passed", results("mx.creditor.example; dkim=passed header.d=creditor.example; dkim=bestguesspass header.d=creditor.example"), server, "no pass"},
		{"unknown method version", results("mx.creditor.example; dkim/2=pass header.d=creditor.example"), server, "no pass"},
		{"pass in a comment", results("mx.creditor.example; dkim=fail (dkim=pass header.d=creditor.example)"), server, "no pass"},
		{"pass in a comment with a semicolon", results("mx.creditor.example; spf=none (x; dkim=pass header.d=creditor.example)"), server, "no pass"},
		{"pass after an escaped parenthesis", results(`mx.creditor.example; spf=none (x\); dkim=pass header.d=creditor.example)`), server, "no pass"},
		{"pass in a nested comment", results("mx.creditor.example; spf=none (x (y); dkim=pass header.d=creditor.example)"), server, "no pass"},
		{"pass in a reason", results(`mx.creditor.example; dkim=fail reason="x; dkim=pass header.d=creditor.example" header.d=evil.example`), server, "no pass"},
		{"pass after an escaped quote", results(`mx.creditor.example; dkim=fail reason="x\"; dkim=pass header.d=creditor.example"`), server, "no pass"},
		{"pass in the sender's local part", results(`mx.creditor.example; spf=fail smtp.mailfrom="; dkim=pass header.d=creditor.example; x="@evil.example`), server, "no pass"},
		{"quote that does not end", results(`mx.creditor.example; dkim=pass header.d=creditor.example; x=y reason="`), server, "cannot be read"},
		{"comment that does not end", results("mx.creditor.example; dkim=pass header.d=creditor.example (x"), server, "cannot be read"},
		{"words out of place", results("mx.creditor.example; dkim=pass header.d=creditor.example evil"), server, "cannot be read"},
		{"result as a property", results("mx.creditor.example; dkim=fail dmarc=pass header.from=creditor.example header.d=creditor.example"), server, "no pass"},
		{"quoted result name", results(`mx.creditor.example; "dmarc"=pass header.from=creditor.example`), server, "cannot be read"},
		{"spf of another domain", results("mx.creditor.example; spf=pass smtp.mailfrom=els@evil.example"), server, "no pass"},
		{"spf of an address within an address", results("mx.creditor.example; spf=pass smtp.mailfrom=els@creditor.example@evil.example"), server, "no pass"},
		{"spf of the helo name", results("mx.creditor.example; spf=pass smtp.helo=creditor.example smtp.mailfrom=<>"), server, "no pass"},
		{"softfail", results("mx.creditor.example; spf=softfail smtp.mailfrom=creditor.example"), server, "no pass"},

		{"Microsoft's form elsewhere", results(outlook), server, "names no server"},
		{"Microsoft's form without compauth", results("dmarc=pass action=none header.from=creditor.example"), tenant, "compauth="},
		{"compauth failed", results(strings.Replace(outlook, "compauth=pass", "compauth=fail", 1)), tenant, "compauth=fail"},
		{"compauth twice", results(outlook + "; compauth=fail"), tenant, "compauth=several"},
		{"compauth in a comment", results("dmarc=pass (;compauth=pass) header.from=creditor.example"), tenant, "compauth="},
		{"compauth passed for another domain", results(strings.ReplaceAll(outlook, "creditor.example", "evil.example")), tenant, "no pass"},
		{"a named server in a tenant", results("evil.example; dmarc=pass header.from=creditor.example; compauth=pass"), tenant, "not the configured"},
	}
	refuse(t, rows)
}

func TestForgedFrom(t *testing.T) {
	good := func(from string) string {
		return "Authentication-Results: mx.creditor.example; dmarc=pass header.from=creditor.example\r\n" + strings.Replace(letter, fromLine, from, 1)
	}
	const sender = "the sender is unclear"
	rows := []row{
		{"none", good(""), byServer(), sender},
		{"empty", good("From:\r\n"), byServer(), sender},
		{"two fields", good(fromLine + "From: eve@evil.example\r\n"), byServer(), "2 fields"},
		{"two equal fields", good(fromLine + fromLine), byServer(), "2 fields"},
		{"two fields in two cases", good(fromLine + "FROM: eve@evil.example\r\n"), byServer(), "2 fields"},
		{"second field with a space", good(fromLine + "From : eve@evil.example\r\n"), byServer(), "no header field"},
		{"two addresses", good("From: els@creditor.example, eve@evil.example\r\n"), byServer(), "list or a group"},
		{"group of one", good("From: Finance: els@creditor.example;\r\n"), byServer(), "list or a group"},
		{"empty group", good("From: els@creditor.example:;\r\n"), byServer(), "list or a group"},
		{"route", good("From: <@evil.example:els@creditor.example>\r\n"), byServer(), "list or a group"},
		{"name without address", good("From: els\r\n"), byServer(), sender},
		{"two angle addresses", good("From: <els@creditor.example> <eve@evil.example>\r\n"), byServer(), sender},
		{"address-literal", good("From: els@[192.0.2.1]\r\n"), byServer(), sender},
		{"quoted local part", good("From: \"els@creditor.example\"@evil.example\r\n"), byServer(), sender},
		{"local part in letters that fold to others", good("From: el\u017F@creditor.example\r\n"), byServer(), sender},
		{"local part beyond ASCII", good("From: \u212Aarl@creditor.example\r\n"), byServer(), sender},
		{"domain without a dot", good("From: els@creditor\r\n"), byServer(), sender},
		{"comment that does not end", good("From: els@creditor.example (\r\n"), byServer(), sender},
		{"quote that does not end", good("From: \"els@creditor.example\r\n"), byServer(), sender},
		{"another address shown", strings.ReplaceAll(good("From: \"els@creditor.example\" <eve@evil.example>\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"another address shown, encoded", strings.ReplaceAll(good("From: =?utf-8?q?els=40creditor.example?= <eve@evil.example>\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"another address shown, unknown charset", strings.ReplaceAll(good("From: =?x-odd?q?els=40creditor.example?= <eve@evil.example>\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"another address shown, wide", strings.ReplaceAll(good("From: els＠creditor.example <eve@evil.example>\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"another address shown, comment", strings.ReplaceAll(good("From: eve@evil.example (els@creditor.example)\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"another address after her own", strings.ReplaceAll(good("From: \"eve@evil.example els@creditor.example\" <eve@evil.example>\r\n"), "header.from=creditor", "header.from=evil"), byServer(), "another address"},
		{"two subjects", good(fromLine + "Subject: pay\r\n"), byServer(), "2 fields"},
		{"two content types", good(fromLine + "Content-Type: a/b\r\nContent-Type: c/d\r\n"), byServer(), "2 fields"},
		{"lone CR that hides a field", good("X: a\rFrom: eve@evil.example\r\n" + fromLine), byServer(), "lone CR"},
		{"NUL", good("X: a\x00\r\n" + fromLine), byServer(), "NUL"},
		{"line that is no field", good("nonsense\r\n" + fromLine), byServer(), "no header field"},
		{"mbox line on top", "From els@creditor.example Wed Nov 18\r\n" + good(fromLine), byServer(), "no header field"},
		{"folded line on top", " From: x\r\n" + good(fromLine), byServer(), "folded line"},
		{"folded line of spaces", good("X: a\r\n  \r\n" + fromLine), byServer(), "folded line"},
		{"no end of the header", "Authentication-Results: mx.creditor.example; dmarc=pass header.from=creditor.example\r\n" + fromLine, byServer(), "no end"},
		{"nothing", "", byServer(), "no end"},
		{"endless header", strings.Repeat("X: y\r\n", 100000) + good(fromLine), byServer(), "larger"},
	}
	refuse(t, rows)
}

func TestForgedSignature(t *testing.T) {
	s := func(s signature) string { return sign(t, letter, s) }
	rows := []row{
		{"none", letter, byKey(), "no DKIM signature"},
		{"no own check", s(signature{}), auth.Config{}, "nothing proves"},
		{"another domain", s(signature{domain: "evil.example"}), byKey(), "no DKIM signature is of"},
		{"another domain with the sender's identity", s(signature{domain: "evil.example", change: swap("d=evil.example;", "d=evil.example; i=@creditor.example;")}), byKey(), "no DKIM signature is of"},
		{"top-level domain", sign(t, strings.ReplaceAll(letter, "creditor.example", "creditor.co.uk"), signature{domain: "co.uk"}), byKey(), "no DKIM signature is of"},
		{"body changed", s(signature{change: swap("hold 3", "hold 4")}), byKey(), "does not hold"},
		{"body added to", s(signature{}) + "pay\r\n", byKey(), "does not hold"},
		{"subject changed", s(signature{change: swap("case 12", "case 13")}), byKey(), "does not hold"},
		{"from changed", s(signature{change: swap("<els@", "<jan@")}), byKey(), "does not hold"},
		{"second subject on top", s(signature{change: above("Subject: Re: case 13")}), byKey(), "2 fields"},
		{"second from on top", s(signature{change: above("From: jan@creditor.example")}), byKey(), "2 fields"},
		{"second from below", s(signature{change: swap("\r\n\r\nhold", "\r\nFrom: jan@creditor.example\r\n\r\nhold")}), byKey(), "2 fields"},
		{"second content type", s(signature{change: above("Content-Type: text/html\r\nContent-Type: text/plain")}), byKey(), "2 fields"},
		{"subject not signed", s(signature{keys: []string{"From", "Date", "Message-ID"}}), byKey(), "does not cover subject"},
		{"subject added to a mail without", sign(t, strings.Replace(letter, "Subject: Re: case 12\r\n", "", 1), signature{keys: []string{"From", "Date", "Message-ID"}, change: above("Subject: Re: case 13")}), byKey(), "does not cover subject"},
		{"date not signed", s(signature{keys: []string{"From", "Subject", "Message-ID"}}), byKey(), "does not cover date"},
		{"message-id not signed", s(signature{keys: []string{"From", "Subject", "Date"}}), byKey(), "does not cover message-id"},
		{"from not signed", s(signature{change: swap("h=From:", "h=Xrom:")}), byKey(), "does not hold"},
		{"body length", s(signature{change: swap("v=1;", "v=1; l=5;")}), byKey(), "body length"},
		{"expired", s(signature{expires: time.Now().Add(-time.Hour)}), byKey(), "expired"},
		{"rsa-sha1", s(signature{change: swap("a=rsa-sha256", "a=rsa-sha1")}), byKey(), "too weak"},
		{"ed25519 with an rsa key", s(signature{change: swap("a=rsa-sha256", "a=ed25519-sha256")}), byKey(), "does not hold"},
		{"another key", s(signature{selector: "stolen"}), byKey(), "does not hold"},
		{"ed25519, another key", s(signature{selector: "ed"}), byKey(), "does not hold"},
		{"revoked key", s(signature{selector: "revoked"}), byKey(), "revoked"},
		{"key on test", s(signature{selector: "test"}), byKey(), "test"},
		{"two keys", s(signature{selector: "two"}), byKey(), "multiple"},
		{"no key", s(signature{selector: "nowhere"}), byKey(), "no such host"},
		{"version 2", s(signature{change: swap("v=1;", "v=2;")}), byKey(), "no DKIM signature is of"},
		{"two domains in one signature", s(signature{domain: "evil.example", change: swap("d=evil.example;", "d=evil.example; d=creditor.example;")}), byKey(), ""},
		{"garbage", "DKIM-Signature: x\r\n" + letter, byKey(), "no DKIM signature is of"},
		{"moved to another mail", strings.TrimSuffix(s(signature{}), letter) + strings.Replace(letter, "hold", "pay", 1), byKey(), "does not hold"},
		{"name that shows a colleague, signed by the stranger", sign(t, strings.Replace(letter, "Els <els@creditor.example>", `"els@creditor.example" <eve@evil.example>`, 1), signature{domain: "evil.example"}), byKey(), "another address"},
		{"ARC signature", strings.Replace(s(signature{}), "DKIM-Signature:", "ARC-Message-Signature: i=1;", 1), byKey(), "no DKIM signature"},
	}
	refuse(t, rows)
}

func TestForgedTenant(t *testing.T) {
	tenant := byTenant()
	rows := []row{
		{"another provider", exchange(internal, source), auth.Config{AuthServID: pinned, LookupTXT: newZone().lookup}, "no DKIM signature"},
		{"unknown provider", exchange(internal, source), auth.Config{Provider: "Microsoft365"}, "nothing proves"},
		{"nothing said", letter, tenant, "does not say"},
		{"anonymous", exchange(anonymous, source), tenant, "Anonymous"},
		{"partner", exchange("X-MS-Exchange-Organization-AuthAs: Partner", source), tenant, "Partner"},
		{"anonymous above internal", exchange(anonymous, internal, source), tenant, "doubled"},
		{"internal above anonymous", exchange(internal, anonymous, source), tenant, "doubled"},
		{"internal twice", exchange(internal, internal, source), tenant, "doubled"},
		{"source twice", exchange(internal, source, source), tenant, "doubled"},
		{"no source", exchange(internal), tenant, "which server"},
		{"empty source", exchange(internal, "X-MS-Exchange-Organization-AuthSource:"), tenant, "which server"},
		{"internal in a comment", exchange("X-MS-Exchange-Organization-AuthAs: Anonymous (Internal)", source), tenant, "not Internal"},
		{"escape sequence", exchange("X-MS-Exchange-Organization-AuthAs: \x1b[2J", source), tenant, "not Internal"},
		{"another field", exchange("X-MS-Exchange-CrossTenant-AuthAs: Internal", source), tenant, "does not say"},
		{"in the body", letter + internal + "\r\n" + source + "\r\n", tenant, "does not say"},
		{"its results say fail", "Authentication-Results: dmarc=fail header.from=creditor.example;compauth=fail reason=000\r\n" + exchange(internal, source), tenant, "say fail"},
		{"two From fields", exchange(internal, source, "From: eve@evil.example"), tenant, "2 fields"},
	}
	refuse(t, rows)
}

func refuse(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		got := auth.Check([]byte(r.mail), r.cfg)
		if got.OK || got.By != "" || got.Why == "" || !strings.Contains(got.Why, r.why) {
			t.Errorf("%s: %+v, want %q", r.name, got, r.why)
		}
		if got.Temporary {
			t.Errorf("%s: temporary", r.name)
		}
		if strings.ContainsAny(got.Why, "\r\n\x00\x1b") {
			t.Errorf("%s: Why has control characters: %q", r.name, got.Why)
		}
	}
}

// TestMissingAnswerIsTemporary: a DNS that does not answer makes the mail no
// colleague's, for now.
func TestMissingAnswerIsTemporary(t *testing.T) {
	got := auth.Check([]byte(sign(t, letter, signature{selector: "slow"})), byKey())
	if got.OK || !got.Temporary {
		t.Errorf("%+v", got)
	}
}

// TestStrangersCannotMakeTheBotAsk: only keys of aligned domains are looked up,
// and of no more than a few signatures.
func TestStrangersCannotMakeTheBotAsk(t *testing.T) {
	z := newZone()
	mail := sign(t, letter, signature{domain: "evil.example"})
	for range 20 {
		mail = sign(t, mail, signature{selector: "stolen", key: crypto.Signer(makeKeys().rsa)})
	}
	if got := auth.Check([]byte(mail), auth.Config{LookupTXT: z.lookup}); got.OK {
		t.Errorf("%+v", got)
	}
	if len(z.asked) > 8 {
		t.Errorf("%d questions", len(z.asked))
	}
	for _, name := range z.asked {
		if strings.Contains(name, "evil") {
			t.Errorf("asked for %s", name)
		}
	}
}

// TestAddressIsTheOneInFrom: the verdict names what it is about.
func TestAddressIsTheOneInFrom(t *testing.T) {
	mail := strings.ReplaceAll(letter, "Els <els@creditor.example>", "=?utf-8?q?Els?= <Eve@Evil.EXAMPLE>")
	got := auth.Check([]byte(sign(t, mail, signature{domain: "evil.example"})), byKey())
	if !got.OK || got.Address != "eve@evil.example" {
		t.Errorf("%+v", got)
	}
}
