package tnef

import (
	"encoding/binary"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
)

// The properties that are read (MS-OXPROPS).
const (
	propMessageClass     = 0x001a
	propSubject          = 0x0037
	propBody             = 0x1000
	propRTFCompressed    = 0x1009
	propHTML             = 0x1013
	propDisplayName      = 0x3001
	propAttachData       = 0x3701
	propAttachExtension  = 0x3703
	propAttachFilename   = 0x3704
	propAttachLong       = 0x3707
	propAttachTransport  = 0x370c
	propAttachMimeTag    = 0x370e
	propAttachContentID  = 0x3712
	propInternetCodepage = 0x3fde
	propMessageCodepage  = 0x3ffd
)

// The types of values (MS-OXCDATA, section 2.11.1).
const (
	typeShort    = 0x02
	typeLong     = 0x03
	typeFloat    = 0x04
	typeDouble   = 0x05
	typeCurrency = 0x06
	typeAppTime  = 0x07
	typeError    = 0x0a
	typeBoolean  = 0x0b
	typeObject   = 0x0d
	typeInteger8 = 0x14
	typeString8  = 0x1e
	typeUnicode  = 0x1f
	typeSysTime  = 0x40
	typeGUID     = 0x48
	typeBinary   = 0x102
	typeMulti    = 0x1000 // a flag: several values
)

// property is one value; of several, the first.
type property struct {
	typ, id uint16
	data    []byte
}

// properties reads a list of properties (MS-OXTNEF, section 2.1.3.4) and hands
// each to see. It stops at damage.
func (d *decoder) properties(b []byte, see func(property)) {
	c := &cursor{in: b}
	for n := c.uint32(); n > 0 && !c.bad; n-- {
		p, ok := c.property()
		if !ok {
			d.fail(ErrDamaged, "property %04x of type %04x", p.id, p.typ)
			if len(p.data) == 0 {
				return
			}
		}
		see(p)
	}
}

// cursor reads little-endian numbers and never past the end.
type cursor struct {
	in  []byte
	bad bool
}

// bytes takes n bytes, or what is left; then bad is set.
func (c *cursor) bytes(n int64) []byte {
	if n > int64(len(c.in)) {
		n, c.bad = int64(len(c.in)), true
	}
	b := c.in[:n]
	c.in = c.in[n:]
	return b
}

func (c *cursor) uint16() uint16 {
	if b := c.bytes(2); len(b) == 2 {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (c *cursor) uint32() uint32 {
	if b := c.bytes(4); len(b) == 4 {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// padded takes n bytes and those that fill up to a multiple of four. QUIRK: the
// last value may lack its fill.
func (c *cursor) padded(n int64) []byte {
	b := c.bytes(n)
	c.in = c.in[min(-n&3, int64(len(c.in))):]
	return b
}

// property reads one property. Of a value that is cut short it gives the rest.
func (c *cursor) property() (p property, ok bool) {
	p.typ, p.id = c.uint16(), c.uint16()
	if p.id >= 0x8000 {
		c.name()
	}
	if c.bad {
		return p, false
	}
	multi := p.typ&typeMulti != 0
	size, variable := sizeOf(p.typ &^ typeMulti)
	if size == 0 && !variable {
		return p, false
	}
	count := uint32(1)
	if multi || variable {
		count = c.uint32()
	}
	for i := uint32(0); i < count && !c.bad; i++ {
		n := size
		if variable {
			n = int64(c.uint32())
		}
		if v := c.padded(n); i == 0 {
			p.data = v
		}
	}
	return p, !c.bad
}

// name passes over the name of a named property: a set, and a number or a
// string.
func (c *cursor) name() {
	c.bytes(16)
	if c.uint32() == 0 {
		c.uint32()
		return
	}
	c.padded(int64(c.uint32()))
}

// sizeOf is the length of a value in bytes, or that each value tells its own.
func sizeOf(typ uint16) (n int64, variable bool) {
	switch typ {
	case typeShort, typeBoolean:
		return 2, false
	case typeLong, typeFloat, typeError:
		return 4, false
	case typeDouble, typeCurrency, typeAppTime, typeInteger8, typeSysTime:
		return 8, false
	case typeGUID:
		return 16, false
	case typeString8, typeUnicode, typeObject, typeBinary:
		return 0, true
	}
	return 0, false
}

// number is the value of a whole number.
func (p property) number() int {
	switch {
	case p.typ == typeShort && len(p.data) == 2:
		return int(binary.LittleEndian.Uint16(p.data))
	case p.typ == typeLong && len(p.data) == 4:
		return int(binary.LittleEndian.Uint32(p.data))
	}
	return 0
}

// text is the value of a string or of bytes that are one.
func (d *decoder) text(p property, codepage int) string {
	switch p.typ &^ typeMulti {
	case typeUnicode:
		codepage = 1200
	case typeString8, typeBinary:
	default:
		return ""
	}
	return d.decode(p.data, codepage)
}

// decode turns the bytes of a code page into text, up to the limit.
func (d *decoder) decode(b []byte, codepage int) string {
	if int64(len(b)) > d.limit {
		d.fail(ErrTooLarge, "text of %d bytes", len(b))
		b = b[:max(d.limit, 0)&^1]
	}
	s := strings.ReplaceAll(charset.DecodeCodepage(b, codepage), "\x00", "")
	d.limit -= int64(max(len(s), len(b)))
	return s
}
