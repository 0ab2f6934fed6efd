package tnef

import (
	"encoding/binary"
	"hash/crc32"
	"unicode/utf16"
)

// encoder writes a TNEF stream to the letter of MS-OXTNEF, section 2.1.3.
type encoder struct{ b []byte }

func newEncoder() *encoder {
	e := &encoder{}
	e.b = binary.LittleEndian.AppendUint32(e.b, 0x223e9f78) // TNEFSignature
	e.b = binary.LittleEndian.AppendUint16(e.b, 0x0001)     // LegacyKey
	e.attribute(levelMessage, 0x00089006, u32(0x00010000))  // attTnefVersion
	return e
}

// attribute writes level, identifier, length, data and checksum.
func (e *encoder) attribute(level byte, id uint32, data []byte) *encoder {
	e.b = append(e.b, level)
	e.b = binary.LittleEndian.AppendUint32(e.b, id)
	e.b = binary.LittleEndian.AppendUint32(e.b, uint32(len(data)))
	e.b = append(e.b, data...)
	e.b = binary.LittleEndian.AppendUint16(e.b, sum(data))
	return e
}

func (e *encoder) codepage(n uint32) *encoder {
	return e.attribute(levelMessage, 0x00069007, append(u32(n), u32(0)...))
}

func (e *encoder) subject(s string) *encoder {
	return e.attribute(levelMessage, 0x00018004, []byte(s+"\x00"))
}

func (e *encoder) class(s string) *encoder {
	return e.attribute(levelMessage, 0x00078008, []byte(s+"\x00"))
}

func (e *encoder) props(list ...[]byte) *encoder {
	return e.attribute(levelMessage, 0x00069003, propList(list...))
}

// file starts an attachment: attAttachRendData comes first.
func (e *encoder) file(title string, content []byte, list ...[]byte) *encoder {
	e.attribute(levelAttachment, 0x00069002, make([]byte, 14))
	if title != "" {
		e.attribute(levelAttachment, 0x00018010, []byte(title+"\x00"))
	}
	if content != nil {
		e.attribute(levelAttachment, 0x0006800f, content)
	}
	if len(list) > 0 {
		e.attribute(levelAttachment, 0x00069005, propList(list...))
	}
	return e
}

// propList is MsgPropertyList: a count and the properties.
func propList(list ...[]byte) []byte {
	b := u32(uint32(len(list)))
	for _, p := range list {
		b = append(b, p...)
	}
	return b
}

func prop(typ, id uint16, values ...[]byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, typ)
	b = binary.LittleEndian.AppendUint16(b, id)
	return append(b, propValue(typ, values...)...)
}

// namedProp is a property with a set and a number (kind 0) or a name (kind 1).
func namedProp(typ, id uint16, name string, values ...[]byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, typ)
	b = binary.LittleEndian.AppendUint16(b, id)
	b = append(b, make([]byte, 16)...)
	if name == "" {
		b = append(append(b, u32(0)...), u32(0x8554)...)
	} else {
		w := wide(name)
		b = append(append(append(b, u32(1)...), u32(uint32(len(w)))...), pad(w)...)
	}
	return append(b, propValue(typ, values...)...)
}

func propValue(typ uint16, values ...[]byte) []byte {
	var b []byte
	_, variable := sizeOf(typ &^ typeMulti)
	if variable || typ&typeMulti != 0 {
		b = u32(uint32(len(values)))
	}
	for _, v := range values {
		if variable {
			b = append(b, u32(uint32(len(v)))...)
		}
		b = append(b, pad(v)...)
	}
	return b
}

func unicodeProp(id uint16, s string) []byte { return prop(typeUnicode, id, wide(s)) }

func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func pad(b []byte) []byte {
	out := append([]byte{}, b...)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	return out
}

func u32(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }

// compressed is PidTagRtfCompressed with literals only, and the end mark
// (MS-OXRTFCP, section 2.2.2.2).
func compressed(rtf string) []byte {
	const preset = 207
	var data []byte
	w := preset
	for i := 0; ; i += 8 {
		group := rtf[min(i, len(rtf)):min(i+8, len(rtf))]
		control := byte(0)
		if len(group) < 8 {
			control = 1 << len(group)
		}
		data = append(append(data, control), group...)
		w = (w + len(group)) % 4096
		if len(group) < 8 {
			data = append(data, byte(w>>4), byte(w<<4))
			break
		}
	}
	b := u32(uint32(len(data) + 12))
	b = append(append(b, u32(uint32(len(rtf)))...), u32(0x75465a4c)...)
	b = append(b, u32(^crc32.Update(^uint32(0), crc32.IEEETable, data))...)
	return append(b, data...)
}
