package rtf

import (
	"unicode/utf16"
)

// word obeys a control word. first says that it opens its group, star that \*
// stands before it: then an unknown word means that the group is to be skipped.
func (r *reader) word(t token, first, star bool) {
	switch t.word {
	case "bin":
		r.scan.skip(t.param)
	case "u":
		r.unicode(t.param)
	case "uc":
		r.state.skipChars = max(0, min(t.param, 16))
	case "fromhtml":
		r.html = !t.has || t.param != 0
	case "htmlrtf":
		r.state.rtfOnly = !t.has || t.param != 0
	case "htmltag":
		if star {
			r.state.tag, r.state.rtfOnly = true, false
		}
	case "ansicpg":
		r.codepage = t.param
	case "mac":
		r.codepage = 10000
	case "pc":
		r.codepage = 437
	case "pca":
		r.codepage = 850
	case "f", "fcharset", "cpg":
		r.fontWord(t)
	case "plain":
		r.state.codepage = 0
	case "fonttbl":
		r.state.skip, r.state.fonts = true, true
	default:
		r.plainWord(t, first, star)
	}
}

func (r *reader) plainWord(t token, first, star bool) {
	if s, ok := written[t.word]; ok {
		r.write(s)
		return
	}
	if star || first && hidden[t.word] {
		r.state.skip = true
	}
}

// fontWord follows the fonts, since each has a charset of its own.
func (r *reader) fontWord(t token) {
	switch {
	case t.word == "f" && r.state.fonts:
		r.font = t.param
	case t.word == "f":
		r.state.codepage = r.fonts[t.param]
	case !r.state.fonts || len(r.fonts) > 4096:
	case t.word == "cpg":
		r.fonts[r.font] = t.param
	default:
		r.fonts[r.font] = fontCharsets[t.param]
	}
}

// unicode writes the character of \uN, a signed 16-bit unit of UTF-16.
func (r *reader) unicode(n int) {
	r.dropping = r.state.skipChars
	c := rune(uint16(n))
	if n > 0xffff {
		c = rune(n)
	}
	switch {
	case c >= 0xd800 && c < 0xdc00:
		r.high = c
		return
	case c >= 0xdc00 && c < 0xe000:
		c = utf16.DecodeRune(r.high, c)
	case c >= 0xf020 && c <= 0xf0ff:
		c -= 0xf000 // symbol fonts
	}
	r.high = 0
	r.write(string(c))
}

// written are the control words that stand for text.
var written = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "row": "\n", "softline": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t",
	"nestrow": "\n", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
	"endash": "\u2013", "emdash": "\u2014", "enspace": "\u2002", "emspace": "\u2003", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
}

// hidden are the destinations without text of the document.
var hidden = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "pict": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "object": true, "fldinst": true, "listtable": true,
	"listoverridetable": true, "revtbl": true, "themedata": true, "datastore": true, "latentstyles": true, "filetbl": true, "private": true,
	"xe": true, "tc": true, "bkmkstart": true, "bkmkend": true, "nonshppict": true, "mhtmltag": true, "generator": true, "ftnsep": true,
}

// fontCharsets are the code pages of \fcharset.
var fontCharsets = map[int]int{
	0: 1252, 1: 0, 2: 0, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
	186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}
