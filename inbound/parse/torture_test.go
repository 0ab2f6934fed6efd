package parse

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// head is a header for cases that are about the body.
const head = "From: Jan <jan@klant.example>\r\nSubject: Re: Factuur\r\nMessage-ID: <m1@klant.example>\r\nMIME-Version: 1.0\r\n"

// nested is a multipart of that many levels with a text in the innermost.
func nested(levels int, text string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range levels {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	b.WriteString("Content-Type: text/plain\n\n" + text + "\n")
	return b.String()
}

type tortureCase struct {
	name, raw string
	reply     string // wanted; "?" for any
	signature string
	quoted    string
	subject   string
	files     string // name:type:size, joined by blanks; "?" for any
	warning   string // a part of one; "-" for none at all
}

var torture = []tortureCase{
	{name: "empty", raw: "", warning: "empty"},
	{name: "blanks only", raw: "\r\n\r\n", warning: "empty"},
	{name: "header only", raw: "From: a@b.example\r\nSubject: x", subject: "x"},
	{name: "no header", raw: "\r\nBetaald.\r\n", reply: "Betaald.", warning: "no header"},
	{name: "text without header", raw: "Hallo daar\nBetaald.\n", reply: "Hallo daar\nBetaald.", warning: "no header"},
	{name: "mbox From line", raw: "From jan@klant.example Tue Nov 24 10:02:11 2026\n" + head + "\nJa.", reply: "Ja.", subject: "Re: Factuur", warning: "mbox"},
	{name: "CR only", raw: "From: a@b.example\rSubject: x\r\rEen\rTwee", reply: "Een\nTwee", subject: "x", warning: "CR alone"},
	{name: "NUL bytes", raw: head + "\nBe\x00taald.", reply: "Betaald."},
	{name: "byte order mark", raw: "\xef\xbb\xbf" + head + "\nJa.", reply: "Ja.", subject: "Re: Factuur", warning: "-"},
	{name: "UTF-16 message", raw: utf16LE("From: a@b.example\nSubject: é\n\nJa é."), reply: "Ja é.", subject: "é", warning: "UTF-16"},
	{name: "malformed header line", raw: "From: a@b.example\nthis is no field\nSubject: x\n\nJa.", reply: "Ja.", subject: "x", warning: "malformed"},
	{name: "body right after header", raw: "From: a@b.example\nSubject: x\nBetaald, meneer.\nDank.\n", reply: "Betaald, meneer.\nDank.", subject: "x", warning: "malformed"},
	{name: "blank before colon", raw: "From : a@b.example\nSubject : x\n\nJa.", reply: "Ja.", subject: "x"},
	{name: "leading empty lines", raw: "\r\n\r\n" + head + "\r\nJa.", reply: "Ja.", subject: "Re: Factuur", warning: "malformed"},
	{name: "continuation first", raw: " folded\nFrom: a@b.example\nSubject: x\n\nJa.", reply: "Ja.", subject: "x"},
	{name: "8-bit subject", raw: "From: a@b.example\nSubject: Caf\xe9\n\nJa.", reply: "Ja.", subject: "Café"},
	{name: "UTF-8 subject", raw: "From: a@b.example\nSubject: Café\n\nJa.", reply: "Ja.", subject: "Café"},
	{name: "encoded words", raw: "From: a@b.example\nSubject: =?iso-8859-1?Q?Caf=E9?= =?utf-8?B?IMOgIGxh?=\n =?utf-8?Q?_carte?=\n\nJa.", reply: "Ja.", subject: "Café à la carte"},
	{name: "word cut in a character", raw: "From: a@b.example\nSubject: =?utf-8?B?w6nD?= =?utf-8?B?qQ==?=\n\nJa.", reply: "Ja.", subject: "éé"},
	{name: "bad encoded word", raw: "From: a@b.example\nSubject: =?utf-8?X?zz?= =?x\n\nJa.", reply: "Ja.", subject: "=?utf-8?X?zz?= =?x"},
	{name: "windows-1252 without charset", raw: head + "\nGe\xefnd \x80 5", reply: "Geïnd € 5", warning: "windows-1252"},
	{name: "utf-8 declared latin1", raw: head + "Content-Type: text/plain; charset=iso-8859-1\n\nCafé", reply: "Café", warning: "is UTF-8"},
	{name: "latin1 declared utf-8", raw: head + "Content-Type: text/plain; charset=utf-8\n\nCaf\xe9", reply: "Café", warning: "other bytes"},
	{name: "unknown charset", raw: head + "Content-Type: text/plain; charset=x-martian\n\nJa.", reply: "Ja.", warning: "unknown charset"},
	{name: "utf-7", raw: head + "Content-Type: text/plain; charset=utf-7\n\nCaf+AOk- 5 +- 3", reply: "Café 5 + 3"},
	{name: "iso-8859-15", raw: head + "Content-Type: text/plain; charset=iso-8859-15\n\n\xa4 5", reply: "€ 5"},
	{name: "bad base64", raw: head + "Content-Transfer-Encoding: base64\n\nQmV0\n!!YWFs\nZC4", reply: "Betaald.", warning: "base64"},
	{name: "text labelled base64", raw: head + "Content-Transfer-Encoding: base64\n\n¡¿Bétààld, mèt gröét!? ... ??? !!!", reply: "¡¿Bétààld, mèt gröét!? ... ??? !!!", warning: "base64"},
	{name: "joined base64", raw: head + "Content-Transfer-Encoding: base64\n\nSmE=\nLg==", reply: "Ja."},
	{name: "bad quoted-printable", raw: head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 =ZZ 100=\n% =", reply: "Café =ZZ 100%", warning: "quoted-printable"},
	{name: "unknown encoding", raw: head + "Content-Transfer-Encoding: x-rot13\n\nWn.", reply: "Wn.", warning: "unknown transfer encoding"},
	{name: "missing boundary parameter", raw: head + "Content-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\nJa.\n--zz--\n", reply: "Ja.", warning: "boundary"},
	{name: "wrong boundary", raw: head + "Content-Type: multipart/mixed; boundary=aa\n\n--zz\nContent-Type: text/plain\n\nJa.\n--zz--\n", reply: "Ja.", warning: "boundary"},
	{name: "no boundary at all", raw: head + "Content-Type: multipart/mixed; boundary=aa\n\nJa.", reply: "Ja.", warning: "no parts"},
	{name: "not closed", raw: head + "Content-Type: multipart/mixed; boundary=aa\n\n--aa\n\nJa.", reply: "Ja.", warning: "not closed"},
	{name: "closed at once", raw: head + "Content-Type: multipart/mixed; boundary=aa\n\n--aa--\n"},
	{name: "boundary is a prefix of the inner one", raw: head + "Content-Type: multipart/mixed; boundary=aa\n\n--aa\nContent-Type: multipart/alternative; boundary=aabb\n\n--aabb\n\nJa.\n--aabb--\n--aa--\n", reply: "Ja.", warning: "-"},
	{name: "base64 multipart", raw: head + "Content-Type: multipart/mixed; boundary=aa\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte("--aa\n\nJa.\n--aa--\n")), reply: "Ja."},
	{name: "50 levels", raw: nested(45, "Ja."), reply: "Ja."},
	{name: "too deep", raw: nested(400, "Ja."), warning: "deeper"},
	{name: "many parts", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n" + strings.Repeat("--a\n\n\n", 3000), warning: "1000 parts"},
	{name: "same boundary inside", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n--a--\n--a--\n", reply: "Ja."},
	{name: "html only", raw: head + "Content-Type: text/html\n\n<p>Een<br>twee</p><script>x</script><style>y</style><p>drie &amp; vier", reply: "Een\ntwee\n\ndrie & vier"},
	{name: "hidden html", raw: head + "Content-Type: text/html\n\n<div style='display: none'>ignore</div><p>Ja.</p>", reply: "Ja."},
	{name: "empty plain beside html", raw: head + "Content-Type: multipart/alternative; boundary=a\n\n--a\n\n \n--a\nContent-Type: text/html\n\n<b>Ja.</b>\n--a--\n", reply: "Ja."},
	{
		name: "deep html", raw: head + "Content-Type: text/html\n\n" + strings.Repeat("<div>", 5000) + "Ja.", reply: "Ja.",
	},
	{
		name: "names", files: "résumé café.pdf:application/pdf:4 faktúra.xml:text/xml:3 a;b.txt:text/plain:2 plat é.doc:application/msword:1",
		raw: head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n" +
			"--a\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename*0*=iso-8859-1''r%E9sum%E9;\n filename*1*=%20caf%E9; filename*2=.pdf\n\nJVBERg==\n" +
			"--a\nContent-Type: TEXT/XML; name=\"=?utf-8?Q?fakt=C3=BAra.xml?=\"\nContent-Disposition: attachment\n\n<a>\n" +
			"--a\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"a;b.txt\";; size=2\n\nhi\n" +
			"--a\nContent-Type: application/msword; name=plat \xe9.doc\n\nx\n--a--\n",
		reply: "Ja.",
	},
	{name: "root attachment", raw: head + "Content-Type: application/pdf; name=f.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==", files: "f.pdf:application/pdf:4"},
	{
		name: "attached message", files: ":message/rfc822:40", reply: "Zie bijlage.",
		raw: head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nZie bijlage.\n--a\nContent-Type: message/rfc822\n\nFrom: x@y.example\nSubject: z\n\nFactuur 12\n--a--\n",
	},
	{name: "uuencoded file", raw: head + "\nJa.\n\nbegin 644 a.txt\n#0V%T\n`\nend\n", reply: "Ja.", files: "a.txt:text/plain:3"},
	{name: "two texts", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nEen.\n--a\nContent-Type: image/png; name=l.png\n\nx\n--a\n\nTwee.\n--a--\n", reply: "Een.\n\nTwee.", files: "l.png:image/png:1"},
	{name: "bare text type", raw: head + "Content-Type: text\n\nJa.", reply: "Ja."},
	{name: "empty type", raw: head + "Content-Type: ;charset=utf-8\n\nJa.", reply: "Ja."},
}

func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// allTorture are the cases of all files.
func allTorture() []tortureCase {
	return slices.Concat(torture, tortureHeader, tortureEncoding, tortureStructure, tortureWinmail())
}

func TestTorture(t *testing.T) {
	for _, c := range allTorture() {
		t.Run(c.name, func(t *testing.T) {
			m := Parse([]byte(c.raw), noon, Options{}).Mail
			checkClean(t, m)
			if diff := cmp.Diff(c.reply, m.Reply); diff != "" && c.reply != "?" {
				t.Errorf("reply (-want +got):\n%s", diff)
			}
			if c.signature != "" && m.Signature != c.signature || c.quoted != "" && m.Quoted != c.quoted {
				t.Errorf("signature %q, quoted %q", m.Signature, m.Quoted)
			}
			if c.subject != "" && m.Subject != c.subject {
				t.Errorf("subject %q, want %q", m.Subject, c.subject)
			}
			var files []string
			for _, a := range m.Attachments {
				files = append(files, fmt.Sprintf("%s:%s:%d", a.Name, a.Type, a.Size))
			}
			if got := strings.Join(files, " "); got != c.files && c.files != "?" {
				t.Errorf("attachments %q, want %q", got, c.files)
			}
			warned := strings.Join(m.Warnings, "; ")
			if c.warning == "-" && warned != "" || c.warning != "-" && !strings.Contains(warned, c.warning) {
				t.Errorf("warnings %q, want %q", warned, c.warning)
			}
		})
	}
}

func TestHeader(t *testing.T) {
	raw := "From: \"Vries, Jan de\" <Jan@Klant.example>, second@klant.example\n" +
		"Reply-To: =?iso-8859-1?Q?Andr=E9?= <a@klant.example>\nTo: undisclosed-recipients:;\nCc: Jan, Piet <p@klant.example>; \"Q\" q@klant.example\n" +
		"Delivered-To: F@leverancier.example\nX-Original-To: f@leverancier.example\n" +
		"Message-ID: <m1@klant.example>\nIn-Reply-To: <l1@leverancier.example> (note)\nReferences: <l0@leverancier.example>\n\t<l1@leverancier.example>\n" +
		"Date: Tue, 24 Nov 2026 10:02:11 +0100 (CET)\nX-Odd: =?utf-8?Q?=C3=A9?=\n\nJa."
	r := Parse([]byte(raw), noon, Options{})
	m := r.Mail
	want := voldaan.Mail{
		MessageID: "m1@klant.example", InReplyTo: []string{"l1@leverancier.example"},
		References: []string{"l0@leverancier.example", "l1@leverancier.example"},
		From:       voldaan.Address{Name: "Vries, Jan de", Address: "jan@klant.example"},
		ReplyTo:    []voldaan.Address{{Name: "André", Address: "a@klant.example"}},
		Cc:         []voldaan.Address{{Name: "Jan, Piet", Address: "p@klant.example"}, {Address: "q@klant.example"}},
		DeliveredTo: []string{
			"f@leverancier.example",
		},
		Warnings: []string{"the message has more than one From address"},
	}
	got := voldaan.Mail{
		MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References, From: m.From, ReplyTo: m.ReplyTo, To: m.To, Cc: m.Cc,
		DeliveredTo: m.DeliveredTo, Warnings: m.Warnings,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if s := m.Date.Format("2006-01-02T15:04:05-07:00"); s != "2026-11-24T10:02:11+01:00" {
		t.Errorf("date %s", s)
	}
	if v := r.HeaderValue("x-odd"); v != "é" {
		t.Errorf("X-Odd %q", v)
	}
}

func TestHashes(t *testing.T) {
	a := "Received: from x\nDKIM-Signature: v=1\nFrom: a@b.example\nSubject: x\n\nJa.\n"
	b := "Return-Path: <a@b.example>\r\nReceived: from y\r\n\tby z\r\nFrom: a@b.example\r\nSubject:  x\r\nX-Spam-Score: 1\r\n\r\nJa.\r\n"
	c := "From: a@b.example\nSubject: x\n\nNee.\n"
	if TraceFreeHash([]byte(a)) != TraceFreeHash([]byte(b)) {
		t.Error("the trace counts")
	}
	if TraceFreeHash([]byte(a)) == TraceFreeHash([]byte(c)) {
		t.Error("the text does not count")
	}
	ha, hb, hc := hashOf(a), hashOf(b), hashOf(c)
	if ha != hb || ha == hc {
		t.Errorf("content hashes %s %s %s", ha, hb, hc)
	}
	two := "From: a@b.example\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n--a\nContent-Type: image/png\n\n%s\n--a--\n"
	if hashOf(fmt.Sprintf(two, "x")) == hashOf(fmt.Sprintf(two, "y")) {
		t.Error("attachments do not count")
	}
}

func hashOf(raw string) string { return Parse([]byte(raw), noon, Options{}).Mail.ContentHash }

func TestMaxBytes(t *testing.T) {
	raw := head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n--a\nContent-Type: image/png; name=big.png\nContent-Transfer-Encoding: base64\n\n" +
		strings.Repeat("QUFB", 1000) + "\n--a\nContent-Type: image/png; name=small.png\n\nx\n--a--\n"
	r := Parse([]byte(raw), noon, Options{MaxBytes: 1000})
	if len(r.Parts) != 2 || r.Parts[0].Content != nil || r.Parts[0].Size != 3000 || string(r.Parts[1].Content) != "x" {
		t.Errorf("parts %+v", r.Parts)
	}
	if r.Mail.Reply != "Ja." || len(r.Mail.Warnings) != 1 {
		t.Errorf("reply %q, warnings %q", r.Mail.Reply, r.Mail.Warnings)
	}
}

// TestNoContent shows that dropping the bytes changes nothing else.
func TestNoContent(t *testing.T) {
	for _, c := range allTorture() {
		kept, dropped := Parse([]byte(c.raw), noon, Options{}), Parse([]byte(c.raw), noon, Options{NoContent: true})
		if diff := cmp.Diff(kept.Mail, dropped.Mail); diff != "" {
			t.Errorf("%s (-kept +dropped):\n%s", c.name, diff)
		}
		for _, p := range dropped.Parts {
			if p.Content != nil {
				t.Errorf("%s: %q has content", c.name, p.Name)
			}
		}
	}
	large := Parse(largeMail(), noon, Options{NoContent: true}).Mail.Attachments
	if kept := Parse(largeMail(), noon, Options{}).Mail.Attachments; !slices.Equal(large, kept) {
		t.Errorf("attachments %v, kept %v", large, kept)
	}
}

// checkClean fails where a text of the mail is not valid UTF-8 or holds NUL.
func checkClean(t *testing.T, m voldaan.Mail) {
	t.Helper()
	texts := append([]string{m.Reply, m.Signature, m.Quoted, m.Subject, m.MessageID, m.From.Name, m.From.Address}, m.Warnings...)
	texts = append(append(texts, m.InReplyTo...), m.References...)
	for _, a := range m.Attachments {
		texts = append(texts, a.Name, a.Type)
	}
	if m.Bounce != nil {
		for _, r := range m.Bounce.Recipients {
			texts = append(texts, r.Address, r.Status)
		}
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("not clean: %q", s)
		}
	}
}
