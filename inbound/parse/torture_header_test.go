package parse

import "strings"

// part is one part of a multipart with the boundary a.
func part(header, body string) string { return "--a\n" + header + "\n\n" + body + "\n" }

// multi is a message of parts with the boundary a.
func multi(typ string, parts ...string) string {
	return head + "Content-Type: " + typ + "; boundary=a\n\n" + strings.Join(parts, "") + "--a--\n"
}

var tortureHeader = []tortureCase{
	{name: "CR CR LF", raw: "From: a@b.example\r\r\nSubject: x\r\r\n\r\r\nEen\r\r\nTwee\r\r\n", reply: "Een\nTwee", subject: "x", warning: "CR CR LF"},
	{name: "LF CR", raw: "From: a@b.example\n\rSubject: x\n\r\n\rEen\n\rTwee\n\rDrie", reply: "Een\nTwee\nDrie", subject: "x", warning: "LF CR"},
	{name: "mixed line ends", raw: "From: a@b.example\r\nSubject: x\n\r\nEen\rTwee\r\nDrie\n", reply: "Een\nTwee\nDrie", subject: "x"},
	{name: "CR alone in the header", raw: "From: a@b.example\rSubject: x\r\nX-A: 1\r\nX-B: 2\r\n\r\nJa.\r\n", reply: "Ja.", subject: "x", warning: "CR alone"},
	{name: "UTF-16 without mark", raw: strings.TrimPrefix(utf16LE("From: a@b.example\nSubject: é\n\nJa é."), "\xff\xfe"), reply: "Ja é.", subject: "é", warning: "UTF-16"},
	{name: "header cut by an empty line", raw: "Received: from x\n\nFrom: a@b.example\nSubject: x\nDate: Tue, 24 Nov 2026 10:02:11 +0100\n\nJa.", reply: "Ja.", subject: "x", warning: "malformed"},
	{name: "MIME behind an empty line", raw: "From: a@b.example\nSubject: x\n\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Ja.</p>", reply: "Ja.", subject: "x", warning: "malformed"},
	{name: "a text that starts like a header", raw: "From: a@b.example\nSubject: x\n\nFactuur: 2026-041\nDatum: 3 november\n\nIs betaald.", reply: "Factuur: 2026-041\nDatum: 3 november\n\nIs betaald.", subject: "x", warning: "-"},
	{name: "no header but a word with a colon", raw: "Let: wij hebben betaald.\n\nGroet", reply: "Let: wij hebben betaald.\n\nGroet", warning: "no header"},
	{name: "NUL in the header", raw: "From: a@b.example\nSubject: Fac\x00tuur\n\nJa.", reply: "Ja.", subject: "Factuur"},
	{name: "folded subject", raw: "From: a@b.example\nSubject: een\n\ttwee\n  drie\n\nJa.", reply: "Ja.", subject: "een twee drie"},
	{name: "folded with a blank line of blanks", raw: "From: a@b.example\nSubject: een\n \n twee\n\nJa.", reply: "Ja.", subject: "een twee"},
	{name: "header of two megabytes", raw: "From: a@b.example\nX-Long: " + strings.Repeat("a", 2<<20) + "\nSubject: x\n\nJa.", reply: "Ja.", subject: "x", warning: "too long"},
	{name: "many fields", raw: "From: a@b.example\n" + strings.Repeat("X-A: b\n", 50_000) + "\nJa.", reply: "Ja.", warning: "too long"},
	{name: "words with blanks inside", raw: "From: a@b.example\nSubject: =?utf-8?Q?caf=C3=A9 is_dicht?=\n\nJa.", reply: "Ja.", subject: "café is dicht"},
	{name: "word inside quotes", raw: "From: \"=?utf-8?Q?Caf=C3=A9?=\" <a@b.example>\nSubject: \"=?utf-8?Q?caf=C3=A9?=\"\n\nJa.", reply: "Ja.", subject: "\"café\""},
	{name: "words without blank between", raw: "From: a@b.example\nSubject: x=?utf-8?Q?=C3=A9?==?utf-8?Q?=C3=A8?=y\n\nJa.", reply: "Ja.", subject: "xéèy"},
	{name: "word with the wrong charset", raw: "From: a@b.example\nSubject: =?us-ascii?Q?caf=E9?= =?iso-8859-1?Q?caf=C3=A9?=\n\nJa.", reply: "Ja.", subject: "cafécafé"},
	{name: "word without its end", raw: "From: a@b.example\nSubject: =?utf-8?Q?caf=C3=A9\n\nJa.", reply: "Ja.", subject: "café"},
	{name: "word with a language", raw: "From: a@b.example\nSubject: =?utf-8*nl?B?Y2Fmw6k=?=\n\nJa.", reply: "Ja.", subject: "café"},
	{name: "word in iso-2022-jp", raw: "From: a@b.example\nSubject: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\n\nJa.", reply: "Ja.", subject: "日本"},
	{name: "word without padding", raw: "From: a@b.example\nSubject: =?utf-8?B?Y2Fmw6k?=\n\nJa.", reply: "Ja.", subject: "café"},
	{name: "bomb of words", raw: "From: a@b.example\nSubject: x " + strings.Repeat("=?x?Q?a", 100_000) + "\n\nJa.", reply: "Ja."},
	{name: "comment in the type", raw: head + "Content-Type: text/html (tekst); (nog een) charset=utf-8\n\n<p>é</p>", reply: "é", warning: "-"},
	{name: "missing semicolons", raw: head + "Content-Type: text/plain charset=iso-8859-1 format=flowed\n\nge\xefnd is \nhet", reply: "geïnd is het", warning: "-"},
	{name: "quoted charset with junk", raw: head + "Content-Type: text/plain; charset=\"iso-8859-1\"junk\n\nge\xefnd", reply: "geïnd"},
	{name: "charset in single quotes", raw: head + "Content-Type: text/plain; charset='windows-1251'\n\n\xcf\xf0\xe8", reply: "При"},
	{name: "type with blanks", raw: head + "Content-Type: text / html ; charset = utf-8\n\n<p>Ja.</p>", reply: "Ja.", warning: "-"},
	{name: "html as type", raw: head + "Content-Type: html\n\n<p>Ja.</p>", reply: "Ja."},
	{name: "two types", raw: head + "Content-Type: tekst\nContent-Type: text/html\n\n<p>Ja.</p>", reply: "Ja."},
	{name: "type with two slashes", raw: head + "Content-Type: text/plain/utf-8\n\nJa.", reply: "Ja."},
	{name: "8 bit", raw: head + "Content-Transfer-Encoding: 8 bit\n\nJa.", reply: "Ja.", warning: "-"},
	{name: "encoding in quotes with a comment", raw: head + "Content-Transfer-Encoding: \"BASE64\" (ja)\n\nSmEu", reply: "Ja.", warning: "-"},
	{name: "part without header and empty line", raw: multi("multipart/mixed", "--a\nWij betalen: vrijdag.\nGroet\n"), reply: "Wij betalen: vrijdag.\nGroet"},
	{name: "part whose first line has a colon", raw: multi("multipart/mixed", "--a\nBetaling: vrijdag.\nGroet\n"), reply: "Betaling: vrijdag.\nGroet"},
	{name: "part without empty line", raw: multi("multipart/mixed", "--a\nContent-Type: text/plain\nWij betalen vrijdag.\nGroet\n"), reply: "Wij betalen vrijdag.\nGroet"},
	{name: "part with junk in the header", raw: multi("multipart/mixed", "--a\nContent-Type: text/html\njunk\nX-A: b\n\n<p>Ja.</p>\n"), reply: "Ja."},
	{
		name: "file names", raw: multi("multipart/mixed", part("", "Ja."),
			part("Content-Type: application/pdf; name=twee.pdf\nContent-Disposition: attachment; filename=drie.pdf; filename*=utf-8''%c3%a9%C3%A9n.pdf", "x"),
			part("Content-Type: application/pdf; name=\"C:\\mail\\vier.pdf\"", "x"),
			part("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../etc/vijf.pdf\"", "x"),
			part("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"zes \"echt\".pdf\"", "x"),
			part("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"zeven.pdf", "x"),
			part("Content-Type: application/pdf\nContent-Disposition: attachment; filename=acht \u202Efdp.pdf", "x"),
			part("Content-Type: application/pdf\nContent-Disposition: attachment; filename==?utf-8?Q?ne=67en=2Epdf?=", "x"),
			part("Content-Type: application/pdf; name*1=en.pdf; name*0=\"ti\"", "x"),
			part("Content-Type: application/pdf; name*1*=utf-8''elf; name*2=.pdf", "x"),
			part("Content-Type: application/pdf; name=\"twaalf\x07.pdf\"", "x"),
			part("Content-Type: application/pdf; filename=\"dertien;.pdf\" size=3", "x"),
		),
		reply: "Ja.",
		files: "één.pdf:application/pdf:1 vier.pdf:application/pdf:1 vijf.pdf:application/pdf:1 zes \"echt\".pdf:application/pdf:1 zeven.pdf:application/pdf:1 " +
			"acht fdp.pdf:application/pdf:1 negen.pdf:application/pdf:1 tien.pdf:application/pdf:1 elf.pdf:application/pdf:1 twaalf.pdf:application/pdf:1 dertien;.pdf:application/pdf:1",
	},
}
