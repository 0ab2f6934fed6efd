package parse

import "strings"

// binHexMark stands before a BinHex file (RFC 1741, section 3).
const binHexMark = "(This file must be converted with BinHex"

// binHex takes a BinHex file out of a text and lists it. Its content stays
// encoded: files in it come from systems of long ago.
func (w *walker) binHex(s string, at place) string {
	i := strings.Index(s, binHexMark)
	if i < 0 || i > 0 && s[i-1] != '\n' {
		return s
	}
	start := strings.Index(s[i:], "\n:")
	if start < 0 {
		return s
	}
	start += i + 2
	end := strings.IndexByte(s[start:], ':')
	if end < 0 {
		return s
	}
	data := []byte(s[start : start+end])
	w.keep(w.partOf(binHexName(data), "application/mac-binhex40", data), at)
	return s[:i] + s[start+end+1:]
}

const binHexDigits = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"

// binHexName reads the file's name at the start of a BinHex stream: a length
// and as many bytes.
func binHexName(data []byte) string {
	var out []byte
	var acc, bits uint
	for _, c := range data[:min(len(data), 128)] {
		v := strings.IndexByte(binHexDigits, c)
		if v < 0 {
			continue
		}
		acc = acc<<6 | uint(v)
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	if len(out) == 0 || int(out[0]) >= len(out) {
		return ""
	}
	return fileName(decodeWords(string(out[1 : 1+out[0]])))
}
