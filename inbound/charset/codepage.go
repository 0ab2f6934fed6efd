package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Codepage is the decoder of a code page by its number in Windows ("Code Page
// Identifiers"), such as 1252; nil for a number that is unknown or UTF-7.
func Codepage(n int) encoding.Encoding {
	switch {
	case 1250 <= n && n <= 1258:
		return windows[n-1250]
	case 28591 <= n && n <= 28606:
		return iso[n-28591]
	}
	return otherCodepages[n]
}

var windows = [...]encoding.Encoding{
	charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253, charmap.Windows1254,
	charmap.Windows1255, charmap.Windows1256, charmap.Windows1257, charmap.Windows1258,
}

// iso are the parts 1 to 16 of ISO 8859; there is no part 12.
var iso = [...]encoding.Encoding{
	charmap.Windows1252, charmap.ISO8859_2, charmap.ISO8859_3, charmap.ISO8859_4, charmap.ISO8859_5, charmap.ISO8859_6, charmap.ISO8859_7,
	charmap.ISO8859_8, charmap.Windows1254, charmap.ISO8859_10, charmap.Windows874, nil, charmap.ISO8859_13, charmap.ISO8859_14,
	charmap.ISO8859_15, charmap.ISO8859_16,
}

var otherCodepages = map[int]encoding.Encoding{
	37: charmap.CodePage037, 437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 855: charmap.CodePage855,
	858: charmap.CodePage858, 860: charmap.CodePage860, 862: charmap.CodePage862, 863: charmap.CodePage863, 865: charmap.CodePage865,
	866: charmap.CodePage866, 874: charmap.Windows874, 819: charmap.Windows1252, 1047: charmap.CodePage1047, 1140: charmap.CodePage1140,
	932: japanese.ShiftJIS, 943: japanese.ShiftJIS, 20932: japanese.EUCJP, 51932: japanese.EUCJP,
	50220: japanese.ISO2022JP, 50221: japanese.ISO2022JP, 50222: japanese.ISO2022JP,
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 20936: simplifiedchinese.GB18030, 51936: simplifiedchinese.GB18030,
	52936: simplifiedchinese.HZGB2312, 949: korean.EUCKR, 51949: korean.EUCKR, 1361: korean.EUCKR, 950: traditionalchinese.Big5,
	10000: charmap.Macintosh, 10007: charmap.MacintoshCyrillic, 20127: charmap.Windows1252, 20866: charmap.KOI8R, 21866: charmap.KOI8U,
	38598: charmap.ISO8859_8, 65001: unicode.UTF8,
	1200: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 1201: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
}

// DecodeCodepage turns bytes of a numbered code page into valid UTF-8. A number
// that is unknown counts as 1252, and bytes that are well-formed UTF-8 under
// 1252 or ASCII are taken as such.
func DecodeCodepage(b []byte, n int) string {
	if n == 65000 {
		return decodeUTF7(string(b))
	}
	enc := Codepage(n)
	if enc == nil || enc == charmap.Windows1252 || n == 65001 {
		if utf8.Valid(b) {
			return string(b)
		}
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return guess(b, "", Silent)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}
