package parse

import (
	"encoding/binary"
	"strings"
)

// binHexMark stands before a BinHex file (RFC 1741, section 3).
const binHexMark = "(This file must be converted with BinHex"

// binHex takes a BinHex file out of a text and lists it. One that cannot be
// decoded is listed as it stands.
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
	data := s[start : start+end]
	name, content, ok := decodeBinHex(data)
	if ok {
		w.keepFile(name, content, at)
	} else {
		w.keep(w.partOf(name, "application/mac-binhex40", []byte(data)), at)
	}
	return s[:i] + s[start+end+1:]
}

const binHexDigits = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"

// binHexRun repeats the byte before it (RFC 1741, section 4).
const binHexRun = 0x90

// decodeBinHex reads a BinHex stream: the file's name and, when ok, its data
// fork. What repeats is read to at most 64 times the length of the stream.
func decodeBinHex(data string) (name string, content []byte, ok bool) {
	out := expandRuns(binHexBytes(data), 64*len(data))
	if len(out) == 0 || int(out[0]) >= len(out) {
		return "", nil, false
	}
	name = fileName(decodeWords(string(out[1 : 1+out[0]])))
	rest := out[1+out[0]:]
	const header = 1 + 4 + 4 + 2 + 4 + 4 + 2 // version, type, creator, flags, both lengths, checksum
	if len(rest) < header {
		return name, nil, false
	}
	size := binary.BigEndian.Uint32(rest[11:])
	if rest = rest[header:]; uint64(size) > uint64(len(rest)) {
		return name, nil, false
	}
	return name, rest[:size], true
}

// binHexBytes undoes the coding of six bits a digit.
func binHexBytes(data string) []byte {
	out := make([]byte, 0, len(data)*3/4)
	var acc, bits uint
	for i := range len(data) {
		v := strings.IndexByte(binHexDigits, data[i])
		if v < 0 {
			continue
		}
		acc = acc<<6 | uint(v)
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	return out
}

// expandRuns writes out repeated bytes, up to a limit.
func expandRuns(in []byte, limit int) []byte {
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in) && len(out) < limit; i++ {
		if in[i] != binHexRun || i+1 == len(in) {
			out = append(out, in[i])
			continue
		}
		i++
		if in[i] == 0 {
			out = append(out, binHexRun)
			continue
		}
		for n := in[i]; n > 1 && len(out) > 0; n-- {
			out = append(out, out[len(out)-1])
		}
	}
	return out
}
