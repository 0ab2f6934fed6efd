package parse

import "strings"

// signedData is a SignedData (RFC 5652) round a content, with lengths that are
// definite or, as in streams, indefinite and the content in pieces.
func signedData(content string, stream bool) string {
	der := func(tag, body string) string {
		return tag + "\x82" + string([]byte{byte(len(body) >> 8), byte(len(body))}) + body
	}
	ber := func(tag, body string) string { return tag + "\x80" + body + "\x00\x00" }
	wrap, octets := der, der("\x04", content)
	if stream {
		wrap = ber
		octets = ber("\x24", der("\x04", content[:5])+der("\x04", content[5:]))
	}
	oid := func(last string) string { return "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07" + last }
	inner := wrap("\x30", oid("\x01")+wrap("\xa0", octets))
	return wrap("\x30", oid("\x02")+wrap("\xa0", wrap("\x30", "\x02\x01\x01"+wrap("\x31", "")+inner+"\x31\x00")))
}

const (
	plainPart = "Content-Type: text/plain"
	htmlPart  = "Content-Type: text/html"
)

var tortureStructure = []tortureCase{
	{name: "boundary with odd signs", raw: head + "Content-Type: multipart/mixed; boundary=----=_Part(1)?x/y:z\n\n------=_Part(1)?x/y:z\n\nJa.\n------=_Part(1)?x/y:z--\n", reply: "Ja.", warning: "-"},
	{name: "boundary with blanks behind", raw: head + "Content-Type: multipart/mixed; boundary=\"a b  \"\n\n--a b\n\nJa.\n--a b--   \n", reply: "Ja.", warning: "-"},
	{name: "quote that is not closed", raw: head + "Content-Type: multipart/mixed; boundary=\"abc\n\n--abc\n\nJa.\n--abc--\n", reply: "Ja.", warning: "-"},
	{name: "quote only at the end", raw: head + "Content-Type: multipart/mixed; boundary=abc\"\n\n--abc\n\nJa.\n--abc--\n", reply: "Ja.", warning: "-"},
	{name: "boundary with the dashes of its line", raw: head + "Content-Type: multipart/mixed; boundary=\"--abc\"\n\n--abc\n\nJa.\n--abc--\n", reply: "Ja."},
	{name: "boundary without semicolon", raw: head + "Content-Type: multipart/mixed boundary=\"a;b\"\n\n--a;b\n\nJa.\n--a;b--\n", reply: "Ja.", warning: "-"},
	{name: "boundary in another case", raw: head + "Content-Type: multipart/mixed; boundary=ABC\n\n--abc\nContent-Type: text/plain\n\nJa.\n--abc--\n", reply: "Ja.", warning: "taking"},
	{name: "parts behind the closing line", raw: multi("multipart/mixed", part(plainPart, "Ja."), "--a--\n", part("Content-Type: image/png; name=l.png", "x")), reply: "Ja.", files: "l.png:image/png:1", warning: "-"},
	{name: "text only before the parts", raw: head + "Content-Type: multipart/mixed; boundary=a\n\nWij betalen vrijdag.\n\n--a\nContent-Type: image/png; name=l.png\n\nx\n--a--\n", reply: "Wij betalen vrijdag.", files: "l.png:image/png:1", warning: "outside"},
	{name: "text only behind the parts", raw: head + "Content-Type: multipart/mixed; boundary=a\n\nThis is a multi-part message in MIME format.\n\n--a\nContent-Type: image/png; name=l.png\n\nx\n--a--\nWij betalen.\n", reply: "Wij betalen.", files: "l.png:image/png:1", warning: "outside"},
	{name: "the word to old readers is no text", raw: head + "Content-Type: multipart/mixed; boundary=a\n\nThis is a multi-part message in MIME format.\n\n--a\nContent-Type: image/png; name=l.png\n\nx\n--a--\n", files: "l.png:image/png:1"},
	{name: "multipart declared as plain", raw: head + "Content-Type: text/plain\n\n--xyz\nContent-Type: text/html\n\n<p>Ja.</p>\n--xyz\nContent-Type: image/png; name=l.png\n\nx\n--xyz--\n", reply: "Ja.", files: "l.png:image/png:1", warning: "is a multipart"},
	{name: "multipart without any type", raw: head + "\nThis is a multi-part message in MIME format.\n\n--xyz\nContent-Type: text/plain\n\nJa.\n--xyz--\n", reply: "Ja.", warning: "is a multipart"},
	{name: "a quoted source is no multipart", raw: head + "\nUw mail kwam zo aan:\n\n--xyz\nContent-Type: text/html\n\n<p>Ja.</p>\n--xyz--\n", reply: "Uw mail kwam zo aan:\n\n--xyz\nContent-Type: text/html\n\n<p>Ja.</p>\n--xyz--", warning: "-"},
	{name: "quoted-printable multipart", raw: head + "Content-Type: multipart/mixed; boundary=\"=_a\"\nContent-Transfer-Encoding: quoted-printable\n\n--=3D_a\n\nbeta=\nald.\n--=3D_a--\n", reply: "betaald.", warning: "transfer encoding"},
	{name: "base64 message", raw: multi("multipart/mixed", part(plainPart, "Zie."), part("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64", inBase64("From: x@y.example\nSubject: z\n\nOude tekst"))), reply: "Zie.", quoted: "Oude tekst", files: ":message/rfc822:40"},
	{name: "message in a message", raw: multi("multipart/mixed", part(plainPart, "Zie."), part("Content-Type: message/rfc822; name=\"oud.eml\"", "From: x@y.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOud.\n--b\nContent-Type: application/pdf; name=f.pdf\n\nx\n--b--")), reply: "Zie.", quoted: "Oud.", files: "oud.eml:message/rfc822:125"},
	{name: "message/partial", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: message/partial; id=\"1@x.example\"; number=1; total=2; name=deel", "Subject: x\n\ny")), reply: "Ja.", files: "deel:message/partial:13"},
	{name: "message/external-body", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: message/external-body; access-type=URL; name=\"groot.pdf\"", "Content-Type: application/pdf\n")), reply: "Ja.", files: "groot.pdf:message/external-body:30"},
	{name: "digest", raw: multi("multipart/digest", "--a\n\nFrom: x@y.example\nSubject: z\n\nEen\n"), quoted: "Een", files: ":message/rfc822:33"},
	{name: "related with the root last", raw: multi("multipart/related; start=\"<root@x>\"", part("Content-Type: image/png; name=l.png\nContent-ID: <l@x>\nContent-Disposition: inline", "x"), part(htmlPart+"\nContent-ID: <root@x>", "<p>Ja.<img src=cid:l@x></p>")), reply: "Ja.", files: "l.png:image/png:1"},
	{name: "image with an identifier only", raw: multi("multipart/related", part(htmlPart, "<p>Ja.</p>"), part("Content-Type: image/png\nContent-ID: <l@x>", "x")), reply: "Ja.", files: ":image/png:1"},
	{name: "html first in the alternatives", raw: multi("multipart/alternative", part(htmlPart, "<p>Ja.</p>"), part(plainPart, "Ja.")), reply: "Ja.", warning: "-"},
	{name: "calendar in the alternatives", raw: multi("multipart/alternative", part(plainPart, "Afspraak."), part("Content-Type: text/calendar; method=REQUEST", "BEGIN:VCALENDAR")), reply: "Afspraak.", files: ":text/calendar:15"},
	{name: "text in stretches", raw: multi("multipart/alternative", part(plainPart, "Een.\n\nTwee."), part("Content-Type: multipart/mixed; boundary=b", "--b\n"+htmlPart+"\n\n<p>Een.</p>\n--b\nContent-Type: application/pdf; name=f.pdf\n\nx\n--b\n"+htmlPart+"\n\n<p>Twee.</p>\n--b--")), reply: "Een.\n\nTwee.", files: "f.pdf:application/pdf:1"},
	{name: "text for watches", raw: multi("multipart/alternative", part(plainPart, "Ja."), part("Content-Type: text/watch-html", "<b>Ja.</b>"), part(htmlPart, "<p>Ja.</p>")), reply: "Ja.", warning: "-"},
	{name: "several texts", raw: multi("multipart/mixed", part(plainPart, "Een."), part(htmlPart, "<div>Twee.</div>"), part(plainPart+"\nContent-Disposition: attachment; filename=a.txt", "Drie."), part(plainPart+"\nContent-Disposition: inline", "Vier.")), reply: "Een.\n\nTwee.\n\nVier.", files: "a.txt:text/plain:5"},
	{name: "appledouble", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: multipart/appledouble; boundary=b", "--b\nContent-Type: application/applefile; name=f.pdf\n\nfork\n--b\nContent-Type: application/pdf; name=f.pdf\n\nx\n--b--")), reply: "Ja.", files: "f.pdf:application/pdf:1"},
	{name: "signed", raw: multi("multipart/signed; protocol=\"application/pgp-signature\"", part(plainPart, "Ja."), part("Content-Type: application/pgp-signature; name=signature.asc", "sig")), reply: "Ja.", files: "signature.asc:application/pgp-signature:3"},
	{name: "encrypted", raw: multi("multipart/encrypted", part("Content-Type: application/pgp-encrypted", "Version: 1"), part("Content-Type: application/octet-stream; name=encrypted.asc", "x")), files: ":application/pgp-encrypted:10 encrypted.asc:application/octet-stream:1", warning: "encrypted"},
	{name: "opaque signature", raw: head + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" + inBase64(signedData("Content-Type: text/plain\r\n\r\nWij betalen.", false)), reply: "Wij betalen.", warning: "-"},
	{name: "opaque signature in pieces", raw: head + "Content-Type: application/octet-stream; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" + inBase64(signedData("Content-Type: text/plain\r\n\r\nWij betalen.", true)), reply: "Wij betalen.", warning: "-"},
	{name: "encrypted by S/MIME", raw: head + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" + inBase64("\x30\x0f\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0\x02\x30\x00"), files: "smime.p7m:application/pkcs7-mime:17", warning: "encrypted"},
	{name: "bytes without type that are text", raw: head + "Content-Type: application/octet-stream\n\nWij betalen vrijdag.\n", reply: "Wij betalen vrijdag.", warning: "declared as an attachment"},
	{name: "bytes without type that are none", raw: head + "Content-Type: application/octet-stream\n\n\x01\x02\x03\x04", files: ":application/octet-stream:4"},
	{name: "text declared as attachment", raw: multi("multipart/mixed", part(plainPart+"\nContent-Disposition: attachment", "Ja.")), reply: "Ja.", warning: "declared as an attachment"},
	{name: "a text file is no text", raw: multi("multipart/mixed", part(plainPart+"\nContent-Disposition: attachment; filename=a.txt", "Ja.")), files: "a.txt:text/plain:3"},
	{name: "a csv is no text", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: text/csv", "1;2")), reply: "Ja.", files: ":text/csv:3"},
	{name: "the boundary of the multipart round it", raw: multi("multipart/mixed", part("Content-Type: multipart/alternative; boundary=a", ""), part(plainPart, "Ja."), part(htmlPart, "<p>Ja.</p>"), "--a--\n", part("Content-Type: application/pdf; name=f.pdf", "x")), reply: "Ja.", files: "f.pdf:application/pdf:1", warning: "-"},
	{name: "that boundary, and never closed", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n" + part("Content-Type: multipart/alternative; boundary=a", "") + part(plainPart, "Ja.") + part(htmlPart, "<p>Ja.</p>"), reply: "Ja.", warning: "not closed"},
	{name: "both forms without alternative", raw: multi("multipart/mixed", part(plainPart, "Wij betalen\nvrijdag."), part(htmlPart, "<p>Wij betalen <b>vrijdag</b>.</p>"), part(plainPart, "Groet.")), reply: "Wij betalen\nvrijdag.\n\nGroet.", warning: "-"},
	{name: "rtf as a file", raw: multi("multipart/mixed", part("Content-Type: application/rtf; name=brief.rtf", "{\\rtf1 a}"), part(plainPart, "Ja.")), reply: "Ja.", files: "brief.rtf:application/rtf:9", warning: "-"},
	{name: "indented header of a part", raw: multi("multipart/mixed", part(" "+htmlPart, "<p>Ja.</p>")), reply: "Ja."},
	{name: "name of an uuencoded part", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: application/octet-stream\nContent-Transfer-Encoding: x-uue", "begin 644 a.pdf\n#2F$N\n`\nend")), reply: "Ja.", files: "a.pdf:application/octet-stream:3"},
	{name: "endless boundaries", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n" + strings.Repeat("--a", 1_000_000), warning: "no parts", reply: "?"},
	{name: "depth of messages", raw: strings.Repeat(head+"Content-Type: message/rfc822\n\n", 400) + "Ja.", warning: "deeper", files: "?"},
}
