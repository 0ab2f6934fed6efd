package tnef

import (
	"bytes"
	"encoding/binary"
)

// The levels of attributes (MS-OXTNEF, section 2.1.3.2).
const (
	levelMessage    = 1
	levelAttachment = 2
)

// The attributes that are read, by the low half of their identifier (MS-OXTNEF,
// section 2.1.3.2): the high half is a type, which some writers get wrong.
const (
	attSubject           = 0x8004
	attMessageClass      = 0x8008
	attBody              = 0x800c
	attAttachData        = 0x800f
	attAttachTitle       = 0x8010
	attTransportFilename = 0x9001
	attAttachRendData    = 0x9002
	attMAPIProps         = 0x9003
	attAttachment        = 0x9005
	attOEMCodepage       = 0x9007
)

// attribute is one record of the stream.
type attribute struct {
	level byte
	id    uint16
	data  []byte
}

// stream cuts a TNEF stream into attributes.
type stream struct {
	in   []byte
	pos  int
	fail func(err error, format string, a ...any)
}

// attributeHead is the length of level, identifier and length.
const attributeHead = 9

// next reads the next attribute: level, identifier, length, data, and the sum
// of the data's bytes. A wrong sum is noted and the data is given all the same;
// of a record that is cut short the rest is given.
func (s *stream) next() (attribute, bool) {
	for s.pos < len(s.in) && s.in[s.pos] != levelMessage && s.in[s.pos] != levelAttachment {
		if len(bytes.TrimLeft(s.in[s.pos:], "\x00\r\n\t ")) == 0 {
			return attribute{}, false // fill at the end
		}
		if !s.resume() {
			return attribute{}, false
		}
	}
	if s.pos >= len(s.in) {
		return attribute{}, false
	}
	if len(s.in)-s.pos < attributeHead {
		s.fail(ErrTruncated, "%d bytes at the end", len(s.in)-s.pos)
		return attribute{}, false
	}
	head := s.in[s.pos:]
	a := attribute{level: head[0], id: binary.LittleEndian.Uint16(head[1:])}
	n := int64(binary.LittleEndian.Uint32(head[5:]))
	rest := head[attributeHead:]
	if n+2 > int64(len(rest)) {
		s.fail(ErrTruncated, "attribute %04x of %d bytes", a.id, n)
		a.data = rest[:min(n, int64(len(rest)))]
		s.pos = len(s.in)
		return a, true
	}
	a.data = rest[:n]
	if sum(a.data) != binary.LittleEndian.Uint16(rest[n:]) {
		s.fail(ErrChecksum, "attribute %04x", a.id)
	}
	s.pos += attributeHead + int(n) + 2
	return a, true
}

// resume goes on after damage, at the next bytes that look like the head of an
// attribute which fits into the stream.
func (s *stream) resume() bool {
	s.fail(ErrDamaged, "no attribute at byte %d", s.pos)
	for p := s.pos + 1; p+attributeHead+2 <= len(s.in); p++ {
		h := s.in[p:]
		known := h[2] == 0x80 || h[2] == 0x90
		if (h[0] == levelMessage || h[0] == levelAttachment) && known && h[1] <= 0x20 && h[3] <= 9 && h[4] == 0 &&
			int64(binary.LittleEndian.Uint32(h[5:]))+attributeHead+2 <= int64(len(h)) {
			s.pos = p
			return true
		}
	}
	s.pos = len(s.in)
	return false
}

// sum is the checksum of MS-OXTNEF: all bytes added, modulo 65536.
func sum(b []byte) uint16 {
	var n uint32
	for _, c := range b {
		n += uint32(c)
	}
	return uint16(n)
}
