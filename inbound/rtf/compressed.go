// Package rtf turns RTF, also in its compressed form, into the text or the HTML
// that it was made from.
package rtf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// The faults of compressed RTF. What could be read comes with them.
var (
	ErrFormat    = errors.New("no compressed RTF")
	ErrTruncated = errors.New("compressed RTF is cut short")
	ErrChecksum  = errors.New("compressed RTF has a wrong checksum")
	ErrTooLarge  = errors.New("compressed RTF is larger than allowed")
)

// The types of MS-OXRTFCP, section 2.1.3.1.4.
const (
	typeLZFu = 0x75465a4c
	typeMELA = 0x414c454d
)

const (
	headerSize = 16
	dictSize   = 4096
)

// preset is the text that the dictionary starts with (MS-OXRTFCP, section
// 2.1.2.1).
const preset = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial" +
	"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"

// Decompress undoes the compression of PidTagRtfCompressed (MS-OXRTFCP) and
// gives at most limit bytes. With an error it gives what was read before.
func Decompress(in []byte, limit int) ([]byte, error) {
	if len(in) < headerSize {
		return nil, fmt.Errorf("%w: %d bytes", ErrFormat, len(in))
	}
	size := int(binary.LittleEndian.Uint32(in))
	raw := int(binary.LittleEndian.Uint32(in[4:]))
	data, short := in[headerSize:], false
	if want := size - (headerSize - 4); want >= 0 && want <= len(data) {
		data = data[:want]
	} else {
		short = true
	}
	switch t := binary.LittleEndian.Uint32(in[8:]); t {
	case typeMELA:
		return stored(data, raw, limit)
	case typeLZFu:
	default:
		return nil, fmt.Errorf("%w: type %08x", ErrFormat, t)
	}
	out, err := expand(data, raw, limit)
	if len(out) > limit {
		out, err = out[:limit], ErrTooLarge
	}
	if sum := ^crc32.Update(^uint32(0), crc32.IEEETable, data); err == nil && sum != binary.LittleEndian.Uint32(in[12:]) {
		err = ErrChecksum
	}
	if short && err == nil {
		err = ErrTruncated
	}
	return out, err
}

// stored gives the bytes of the uncompressed type.
func stored(data []byte, raw, limit int) ([]byte, error) {
	var err error
	if raw > len(data) {
		raw, err = len(data), ErrTruncated
	}
	if raw > limit {
		raw, err = limit, ErrTooLarge
	}
	return data[:raw], err
}

// expand undoes the LZ77 of MS-OXRTFCP, section 2.2.2: after a control byte
// come eight literals or references, a bit each, from the lowest on.
func expand(data []byte, raw, limit int) ([]byte, error) {
	var dict [dictSize]byte
	w := copy(dict[:], preset)
	out := make([]byte, 0, max(0, min(raw, limit, 9*len(data))))
	for pos := 0; pos < len(data); {
		control := data[pos]
		pos++
		for bit := 0; bit < 8; bit, control = bit+1, control>>1 {
			if len(out) >= limit {
				return out, ErrTooLarge
			}
			if control&1 == 0 {
				if pos >= len(data) {
					return out, cutAt(out, raw)
				}
				dict[w] = data[pos]
				out = append(out, data[pos])
				pos, w = pos+1, (w+1)%dictSize
				continue
			}
			if pos+1 >= len(data) {
				return out, cutAt(out, raw)
			}
			from := int(data[pos])<<4 | int(data[pos+1])>>4
			n := int(data[pos+1]&0x0f) + 2
			pos += 2
			if from == w {
				return out, cutAt(out, raw) // the end mark
			}
			for ; n > 0; n-- {
				c := dict[from]
				dict[w] = c
				out = append(out, c)
				from, w = (from+1)%dictSize, (w+1)%dictSize
			}
		}
	}
	return out, cutAt(out, raw)
}

// cutAt is the error of a stream that ends before its declared length.
func cutAt(out []byte, raw int) error {
	if len(out) < raw {
		return ErrTruncated
	}
	return nil
}
