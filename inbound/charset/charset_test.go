package charset

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	long := strings.Repeat("Wij hebben vandaag betaald. ", 3)
	for _, c := range []struct{ label, in, want, warning string }{
		{"utf-8", "café", "café", ""},
		{"UTF8", "café", "café", ""},
		{"utf-8mb4", "€", "€", ""},
		{`"utf-8"; junk`, "€", "€", ""},
		{"charset=utf-8", "€", "€", ""},
		{"utf-8", "caf\xe9", "café", "other bytes"},
		{"utf-8", "café caf\xe9 €", "café café €", "other bytes"},
		{"utf-8", "betaald €\xe2\x82", "betaald €", ""},
		{"utf-8", "\xef\xbb\xbfJa", "Ja", ""},
		{"", "caf\xe9", "café", "without a charset"},
		{"us-ascii", "café", "café", ""},
		{"us-ascii", "5 \x80", "5 €", "other bytes"},
		{"us-ascii", "\x1b$BF|K\\\x1b(B", "日本", ""},
		{"x-unknown", "caf\xe9", "café", "other bytes"},
		{"ansi", "5 \x80", "5 €", "other bytes"},
		{"iso-8859-1", "caf\xe9 \x80", "café €", ""},
		{"iso-8859-1", "café", "café", "is UTF-8"},
		{"iso-8859-15", "\xa4 \x80 \x93a\x94", "€ € \"a\"", ""},
		{"iso8859_15", "\xa4", "€", ""},
		{"ISO 8859-1", "\xe9", "é", ""},
		{"latin1", "\xe9", "é", ""},
		{"cp1252", "\x80", "€", ""},
		{"x-cp1252", "\x80", "€", ""},
		{"windows1251", "\xcf\xf0\xe8", "При", ""},
		{"win-1250", "\xb9", "ą", ""},
		{"cp-1250", "\xb9", "ą", ""},
		{"windows-1251", "Привет", "Привет", "is UTF-8"},
		{"koi8-r", "\xf0\xd2\xc9", "При", ""},
		{"cp850", "\x82", "é", ""},
		{"ibm437", "\x82", "é", ""},
		{"dos-850", "\x82", "é", ""},
		{"mac", "\x8e", "é", ""},
		{"macintosh", "\x8e", "é", ""},
		{"iso-8859-8-i", "\xf9\xec\xe5\xed", "שלום", ""},
		{"iso-8859-8-e", "\xf9", "ש", ""},
		{"ks_c_5601-1987", "\xc7\xd1\xb1\xdb", "한글", ""},
		{"cp949", "\xc7\xd1", "한", ""},
		{"gb2312", "\xd6\xd0\xce\xc4", "中文", ""},
		{"x-gbk", "\xd6\xd0", "中", ""},
		{"hz-gb-2312", "~{VPND~} x", "中文 x", ""},
		{"iso-2022-jp", "\x1b$BF|K\\\x1b(B.", "日本.", ""},
		{"iso-2022-kr", "\x1b$)C\x0eGQ1[\x0f ok", "한글 ok", ""},
		{"iso-2022-cn", "\x1b$)A\x0eVPND\x0f", "中文", ""},
		{"shift_jis", "\x93\xfa\x96\x7b", "日本", ""},
		{"ms932", "\x93\xfa", "日", ""},
		{"euc-jp", "\xc6\xfc", "日", ""},
		{"big5", "\xa4\xa4", "中", ""},
		{"shift_jis", "日本語です。", "日本語です。", "is UTF-8"},
		{"utf-7", "Caf+AOk- 5 +- 3 +IKw-", "Café 5 + 3 €", ""},
		{"unicode-1-1-utf-7", "a+2D3eAA-b", "a😀b", ""},
		{"utf-7", "1 + 1 = 2", "1 + 1 = 2", ""},
		{"utf-16", "\xff\xfeJ\x00a\x00", "Ja", ""},
		{"utf-16", "\xfe\xff\x00J\x00a", "Ja", ""},
		{"utf-16le", "J\x00\xac\x20", "J€", ""},
		{"utf-16", "J\x00a\x00", "Ja", ""},
		{"utf-16", "\x00J\x00a", "Ja", ""},
		{"utf-16", long, long, "is UTF-8"},
		{"utf-32", "\x00\x00\x00J\x00\x00\x20\xac", "J€", ""},
		{"utf-32le", "J\x00\x00\x00", "J", ""},
		{"utf-32", "\xff\xfe\x00\x00J\x00\x00\x00", "J", ""},
		{"iso-8859-1", "\xff\xfeJ\x00a\x00", "Ja", ""},
		{"utf-8 Content-Transfer-Encoding: 8bit", "é", "é", ""},
		{"windows-1251 format=flowed", "\xcf", "П", ""},
		{"x-martian", "Ja \xe9", "Ja é", "unknown charset"},
		{"ibm037", "\xd1\x81", "Ja", ""},
	} {
		var warnings []string
		got := Decode([]byte(c.in), c.label, func(f string, a ...any) { warnings = append(warnings, fmt.Sprintf(f, a...)) })
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.label, c.in, got, c.want)
		}
		if all := strings.Join(warnings, "; "); !strings.Contains(all, c.warning) || c.warning == "" && all != "" {
			t.Errorf("%s %q: warnings %q, want %q", c.label, c.in, all, c.warning)
		}
	}
}

func TestFromHTML(t *testing.T) {
	for in, want := range map[string]string{
		`<html><head><meta charset="ISO-8859-2">`:                                  "iso-8859-2",
		`<META content='text/html; charset=windows-1251' http-equiv=content-type>`: "windows-1251",
		`<?xml version="1.0" encoding="utf-8"?><html>`:                             "utf-8",
		`<meta name=x content=y><meta charset = utf-8 />`:                          "utf-8",
		`<meta charset=utf-16>`:                                                    "utf-8",
		`<p>charset=utf-8`:                                                         "",
		`<meta charset=`:                                                           "",
		"":                                                                         "",
	} {
		if got := FromHTML([]byte(in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestIsWide(t *testing.T) {
	wide := strings.Join(strings.Split("From: a@b.example", ""), "\x00")
	for in, want := range map[string]string{wide + "\x00": "utf-16le", "\x00" + wide: "utf-16be", "From: a@b.example gewoon": "", "a\x00": ""} {
		if got, ok := IsWide([]byte(in)); got != want || ok != (want != "") {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestCodepage(t *testing.T) {
	for _, c := range []struct {
		n        int
		in, want string
	}{
		{1252, "\x80", "€"},
		{1251, "\xcf", "П"},
		{28605, "\xa4", "€"},
		{65001, "é", "é"},
		{65000, "+AOk-", "é"},
		{0, "\xe9", "é"},
		{932, "\x93\xfa", "日"},
		{1200, "J\x00", "J"},
		{20127, "é", "é"},
		{28592, "\xb9", "š"},
		{28593, "\xb9", "ı"},
		{28606, "\xa4", "€"},
		{99999, "\x80", "€"},
	} {
		if got := DecodeCodepage([]byte(c.in), c.n); got != c.want {
			t.Errorf("%d %q: %q, want %q", c.n, c.in, got, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, l := range []string{"utf-8", "utf-7", "utf-16", "utf-32", "iso-2022-kr", "hz-gb-2312", "gb2312", "cp850", "iso-8859-15", "\"x\""} {
		f.Add([]byte("Ja \xe9\x80 ~{VPND~} +AOk- \x1b$BF|\x1b(B"), l)
	}
	f.Fuzz(func(t *testing.T, b []byte, label string) {
		s := Decode(b, label, Silent)
		if !utf8.ValidString(s) || len(s) > 8*len(b)+8 {
			t.Errorf("%d bytes give %d, valid %v", len(b), len(s), utf8.ValidString(s))
		}
		FromHTML(b)
		DecodeCodepage(b, len(label)*37)
	})
}

func BenchmarkDecode(b *testing.B) {
	in := []byte(strings.Repeat("Wij hebben het caf\xe9 vandaag betaald.\r\n", 1000))
	for _, label := range []string{"utf-8", "iso-8859-1", "gb2312"} {
		b.Run(label, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(in, label, Silent)
			}
		})
	}
}
