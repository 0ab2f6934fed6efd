package parse

import (
	"encoding/base64"
	"slices"
	"strings"
)

func encoding(name, body string) string {
	return head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: " + name + "\n\n" + body
}

func inBase64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func charsetOf(name, body string) string {
	return head + "Content-Type: text/plain; charset=" + name + "\n\n" + body
}

// wrapped is base64 in lines of 76 signs.
func wrapped(s string) string {
	var out []string
	for line := range slices.Chunk([]byte(inBase64(s)), 76) {
		out = append(out, string(line))
	}
	return strings.Join(out, "\n")
}

// longText is a text whose base64 takes several lines.
const longText = "Wij hebben de factuur van 3 november ontvangen en zullen die aanstaande vrijdag betalen, zoals afgesproken met uw collega."

var tortureEncoding = []tortureCase{
	{name: "base64 with blanks and line ends", raw: encoding("base64", "Qm V0\r\n\r\n YWFs\tZC4="), reply: "Betaald.", warning: "-"},
	{name: "base64 without padding", raw: encoding("base64", "SmEuIEphIQ"), reply: "Ja. Ja!", warning: "-"},
	{name: "base64 with padding in the middle", raw: encoding("base64", inBase64("Ja.\n")+"\n"+inBase64("Nee.\n")+"\n"+inBase64("Wel.")), reply: "Ja.\nNee.\nWel.", warning: "-"},
	{name: "base64 in one line with an equals sign", raw: encoding("base64", "QmV0YWFs=ZC4="), reply: "Betaald.", warning: "-"},
	{name: "footer below an attachment in base64", raw: head + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nJa.\n--a\nContent-Type: application/pdf; name=f.pdf\nContent-Transfer-Encoding: base64\n\n" + inBase64(strings.Repeat("%PDF-1.7 x", 30)) + "\n\n*******************\n--a--\n", reply: "Ja.", files: "f.pdf:application/pdf:300"},
	{name: "prose that claims to be base64", raw: encoding("base64", "Beste\n\nWij hebben de factuur vandaag betaald\n\nGroet Jan\n"), reply: "Beste\n\nWij hebben de factuur vandaag betaald\n\nGroet Jan", warning: "declared as base64"},
	{name: "footer behind base64", raw: encoding("base64", wrapped(longText)+"\n\nDit bericht is door de lijst gestuurd en niet gelezen.\n"), reply: longText + "\nDit bericht is door de lijst gestuurd en niet gelezen.", warning: "behind base64"},
	{name: "signature behind short base64", raw: encoding("base64", "SmEu\n\n-- \nVerzonden door de lijst van de vereniging\n"), reply: "Ja.", signature: "-- \nVerzonden door de lijst van de vereniging", warning: "behind base64"},
	{name: "base64 that is not declared", raw: encoding("7bit", wrapped(longText)+"\n"), reply: longText, warning: "not declared"},
	{name: "a code is no base64", raw: encoding("7bit", "U2FsdGVkX19hYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\n"), reply: "U2FsdGVkX19hYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx", warning: "-"},
	{name: "lower-case escapes", raw: encoding("quoted-printable", "caf=c3=a9 =e2=82=ac"), reply: "café €", warning: "-"},
	{name: "soft break with blanks behind", raw: encoding("quoted-printable", "beta= \t\nald =\r\nis"), reply: "betaald is", warning: "-"},
	{name: "8-bit in quoted-printable", raw: encoding("quoted-printable", "café=20€"), reply: "café €", warning: "-"},
	{name: "equals sign at the end", raw: encoding("quoted-printable", "a=3Db="), reply: "a=b", warning: "-"},
	{name: "bare equals signs", raw: encoding("quoted-printable", "a = b, 5=6, =G1"), reply: "a = b, 5=6, =G1", warning: "wrong escapes"},
	{name: "quoted-printable that is not declared", raw: encoding("7bit", "caf=C3=A9 is beta=\nald =E2=82=AC 5"), reply: "café is betaald € 5", warning: "not declared"},
	{name: "an equation is no quoted-printable", raw: encoding("7bit", "2+2=4 en A=BC\nx=\n"), reply: "2+2=4 en A=BC\nx=", warning: "-"},
	{name: "charset as encoding", raw: encoding("utf-8", "café"), reply: "café", warning: "-"},
	{name: "empty encoding", raw: encoding("", "café"), reply: "café", warning: "-"},
	{name: "uuencoded body", raw: encoding("x-uuencode", "begin 644 a.txt\n#2F$N\n`\nend\n"), reply: "Ja."},
	{name: "uuencoded pdf", raw: head + "\nJa.\n\nbegin 644 f.pdf\n$)5!$1@``\n`\nend\nGroet\n", reply: "Ja.\n\n\nGroet", files: "f.pdf:application/pdf:4"},
	{name: "two uuencoded files", raw: head + "\nJa.\n\nbegin 644 a.txt\n#2F$N\n`\nend\nbegin 600 b.txt\n#2F$N\n`\nend\n", reply: "Ja.", files: "a.txt:text/plain:3 b.txt:text/plain:3"},
	{name: "begin in prose", raw: head + "\nWe\nbegin 123 is de code\nen dan: betaald.\n\nend of story\n", reply: "We\nbegin 123 is de code\nen dan: betaald.\n\nend of story"},
	{name: "yEnc", raw: head + "Content-Type: text/plain\n\nJa.\n\n=ybegin line=128 size=5 name=data.bin\n\x2a\x2b=}\xff=J\n=yend size=5\n", reply: "Ja.", files: "data.bin:application/octet-stream:5"},
	{name: "BinHex", raw: head + "\nJa.\n\n(This file must be converted with BinHex 4.0)\n:\"@%ZG(Kd!&4&@&4dG(Kd!:\n", reply: "Ja.", files: "a.txt:application/mac-binhex40:21"},
	{name: "PGP in the clear", raw: head + "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nBeste,\n- - punt\nWij betalen.\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n", reply: "Beste,\n- punt\nWij betalen."},
	{name: "enriched", raw: head + "Content-Type: text/enriched\n\n<bold>Wij</bold> betalen\n<color><param>red</param>vrijdag</color>.\n\nGroet <<Jan\n", reply: "Wij betalen vrijdag.\nGroet <Jan"},
	{name: "richtext", raw: head + "Content-Type: text/richtext\n\nWij <bold>betalen</bold>\nvrijdag.<nl>5 <lt> 6<comment>niet</comment>\n", reply: "Wij betalen vrijdag.\n5 < 6"},
	{name: "rtf", raw: head + "Content-Type: text/rtf\n\n{\\rtf1\\ansi Wij betalen \\'80 5.\\par Groet}", reply: "Wij betalen € 5.\nGroet"},
	{name: "html declared as plain", raw: head + "Content-Type: text/plain\n\n<!DOCTYPE html>\n<html><body><p>Ja.</p></body></html>", reply: "Ja.", warning: "is HTML"},
	{name: "plain declared as html", raw: head + "Content-Type: text/html\n\nEen\nTwee\n", reply: "Een\nTwee", warning: "plain text"},
	{name: "charset of the html itself", raw: head + "Content-Type: text/html\n\n<html><head><meta charset=windows-1251></head><body>\xcf\xf0\xe8</body></html>", reply: "При"},
	{name: "us-ascii html with its own charset", raw: head + "Content-Type: text/html; charset=us-ascii\n\n<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\"><p>\xf0\xd2\xc9</p>", reply: "При"},
	{name: "gb2312 with more signs", raw: charsetOf("gb2312", "\xd6\xd0\xce\xc4 \x80"), reply: "中文 €"},
	{name: "korean", raw: charsetOf("\"ks_c_5601-1987\"", "\xc7\xd1\xb1\xdb"), reply: "한글"},
	{name: "hz", raw: charsetOf("hz-gb-2312", "~{VPND~}"), reply: "中文"},
	{name: "iso-2022-jp", raw: charsetOf("iso-2022-jp", "\x1b$BF|K\\\x1b(B\n\x1b$BF|\x1b(B"), reply: "日本\n日"},
	{name: "utf-16 text", raw: head + "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n" + inBase64(utf16LE("Ja é.")), reply: "Ja é."},
	{name: "mixed charsets", raw: charsetOf("utf-8", "café en caf\xe9"), reply: "café en café", warning: "other bytes"},
	{
		name: "flowed", raw: head + "Content-Type: text/plain; format=flowed\n\nWij zullen de factuur \nop vrijdag betalen.\n From hier\n> u schreef dat \n> het laat is\n>> eerder\n-- \nJan\n",
		reply: "Wij zullen de factuur op vrijdag betalen.\nFrom hier", signature: "-- \nJan", quoted: "> u schreef dat het laat is\n>> eerder",
	},
	{name: "flowed with delsp", raw: head + "Content-Type: text/plain; format=Flowed; delsp=yes\n\nWij be \ntalen vrij \ndag.\n", reply: "Wij betalen vrijdag."},
	{name: "endless line", raw: head + "\n" + strings.Repeat("ja ", 300_000), reply: strings.TrimSpace(strings.Repeat("ja ", 300_000))},
	{name: "too much text", raw: head + "\n" + strings.Repeat("Ja, dat is goed en wij betalen nu.\n", 150_000), reply: "?", warning: "not read"},
}
