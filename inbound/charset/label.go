package charset

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// kind is the way in which a charset is read.
type kind int

const (
	kindLegacy  kind = iota // by a table of x/text
	kindNone                // nothing useful is declared
	kindUnicode             // UTF-8
	kindUTF7
	kindUTF16
	kindUTF32
	kindShift // ISO-2022-KR and -CN, by shift-in and shift-out
)

// clean takes a charset's name out of what stands in the header: quotes, a
// repeated "charset=", junk behind it and the apostrophes of RFC 2231.
func clean(label string) string {
	s := strings.ToLower(strings.Trim(label, " \t\r\n\"'<>()[]="))
	s = strings.TrimPrefix(s, "3d") // of "charset=3D…", undone by nobody
	s = strings.TrimPrefix(s, "charset=")
	s = strings.Trim(s, " \"'")
	if i := strings.IndexAny(s, ";,\"'()<>\t\r\n"); i >= 0 {
		s = s[:i]
	}
	s, _, _ = strings.Cut(s, "//") // "utf-8//translit"
	return strings.TrimSpace(s)
}

func kindOf(name string) kind {
	switch strings.NewReplacer("_", "-", " ", "-").Replace(name) {
	case "utf-8", "utf8", "utf-8mb4", "utf8mb4", "utf8mb3", "utf-8-bom", "unicode-1-1-utf-8", "unicode-2-0-utf-8", "x-utf-8", "utf-8n", "cp65001",
		"65001", "utf", "uft-8", "utf8-mac", "utf-8-mac", "cesu-8", "unicode-utf-8", "csutf8":
		return kindUnicode
	case "", "us-ascii", "ascii", "usascii", "us", "ansi-x3.4-1968", "ansi-x3.4-1986", "iso-ir-6", "iso646-us", "ascii-8bit", "ansi", "x-ansi",
		"unknown-8bit", "x-unknown", "unknown", "default", "x-user-defined", "user-defined", "binary", "8bit", "7bit", "none", "null", "undefined",
		"x-gsm7", "utf-8bit", "auto", "autodetect", "-", "cp20127", "20127", "text", "plain", "html", "charset":
		return kindNone
	case "utf-7", "utf7", "x-utf-7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "x-unicode-2-0-utf-7", "csunicode11utf7", "cp65000", "65000":
		return kindUTF7
	case "utf-16", "utf16", "utf-16le", "utf-16be", "utf16le", "utf16be", "unicode", "unicodefffe", "ucs-2", "ucs2", "iso-10646-ucs-2", "csunicode", "cp1200", "cp1201", "x-utf-16le-bom":
		return kindUTF16
	case "utf-32", "utf32", "utf-32le", "utf-32be", "utf32le", "utf32be", "ucs-4", "ucs4", "iso-10646-ucs-4":
		return kindUTF32
	case "iso-2022-kr", "csiso2022kr", "iso-2022-cn", "iso-2022-cn-ext":
		return kindShift
	}
	return kindLegacy
}

// Lookup finds the decoder of a charset by its name in lower case, by the
// indices of WHATWG and IANA and by the names that programs invent; nil where
// nobody knows it, and for the forms of Unicode.
func Lookup(name string) encoding.Encoding {
	switch name {
	case "hz", "hz-gb-2312", "x-hz":
		return simplifiedchinese.HZGB2312
	case "gb2312", "gb-2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "gb18030":
		// GB 18030 holds all the others; mails labelled gb2312 use its signs.
		return simplifiedchinese.GB18030
	case "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-3", "iso-2022-jp-2004", "iso-2022-jp-ms", "cp50220", "cp50221", "cp50222", "jis":
		return japanese.ISO2022JP
	case "koi8-ru":
		return charmap.KOI8U
	}
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(name); err == nil && e != nil {
		return e
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e
	}
	return byPattern(name)
}

// byPattern reads names such as "iso8859_15", "x-windows-1251", "ms932",
// "dos-850" and "cp-1250".
func byPattern(name string) encoding.Encoding {
	s := strings.TrimPrefix(name, "x-")
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return byWord(s)
	}
	word, number := strings.Trim(s[:i], "-_ "), s[i:]
	number = strings.NewReplacer("_", "-", " ", "-").Replace(number)
	switch word {
	case "iso", "iso-ir", "", "latin":
		if rest, ok := strings.CutPrefix(number, "8859"); ok {
			rest = strings.Trim(rest, "-")
			rest, _, _ = strings.Cut(rest, "-")
			return fromIndex("iso-8859-" + rest)
		}
		if word == "latin" {
			return fromIndex("latin" + number)
		}
	}
	number, _, _ = strings.Cut(number, "-")
	switch word {
	case "", "cp", "ms", "win", "windows", "ibm", "dos", "oem", "codepage", "code page", "x-cp", "microsoft-cp", "mswin", "csibm":
		if n, err := strconv.Atoi(number); err == nil {
			return Codepage(n)
		}
	}
	return nil
}

func fromIndex(name string) encoding.Encoding {
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	return nil
}

func byWord(s string) encoding.Encoding {
	switch s {
	case "latin", "western", "cp":
		return charmap.Windows1252
	case "mac", "mac-roman", "macroman", "roman":
		return charmap.Macintosh
	case "sjis", "shift-jis", "mskanji", "shiftjis":
		return japanese.ShiftJIS
	case "eucjp":
		return japanese.EUCJP
	case "uhc", "ksc", "euckr", "ksc-5601":
		return fromIndex("euc-kr")
	case "koi":
		return charmap.KOI8R
	case "gb":
		return simplifiedchinese.GB18030
	}
	return nil
}

// FromHTML finds the charset that an HTML text declares of itself, in a meta
// element or an XML declaration; empty where there is none (WHATWG HTML,
// section 13.2.3.2, in short).
func FromHTML(text []byte) string {
	head := bytes.ToLower(text[:min(len(text), 8192)])
	if rest, ok := bytes.CutPrefix(bytes.TrimSpace(head), []byte("<?xml")); ok {
		decl, _, _ := bytes.Cut(rest, []byte("?>"))
		if name := valueAfter(decl, "encoding"); name != "" {
			return noWide(name)
		}
	}
	for {
		i := bytes.Index(head, []byte("<meta"))
		if i < 0 {
			return ""
		}
		head = head[i+5:]
		tag, _, _ := bytes.Cut(head, []byte(">"))
		if name := valueAfter(tag, "charset"); name != "" {
			return noWide(name)
		}
	}
}

// noWide says UTF-8 for UTF-16: a declaration that could be read as ASCII
// cannot be in UTF-16.
func noWide(name string) string {
	if k := kindOf(name); k == kindUTF16 || k == kindUTF32 {
		return "utf-8"
	}
	return name
}

// valueAfter is the value behind a key and an equals sign.
func valueAfter(tag []byte, key string) string {
	i := bytes.Index(tag, []byte(key))
	if i < 0 {
		return ""
	}
	rest := bytes.TrimLeft(tag[i+len(key):], " \t\r\n")
	if len(rest) == 0 || rest[0] != '=' {
		return ""
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
	if j := bytes.IndexAny(rest, "\"' ;/>\t\r\n"); j >= 0 {
		rest = rest[:j]
	}
	return string(rest)
}
