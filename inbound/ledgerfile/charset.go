package ledgerfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// lookAhead is how much of a file is looked at to find charset and separator.
const lookAhead = 64 << 10

// decode gives the text of a file as UTF-8 without a byte order mark. Bytes
// that are not UTF-8 are taken for Windows-1252; where the beginning of the
// file holds some, all of it is.
func decode(r io.Reader) (*bufio.Reader, error) {
	raw := bufio.NewReaderSize(r, lookAhead)
	head, err := raw.Peek(lookAhead)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read file: %w", err)
	}
	if what := foreign(head); what != "" {
		return nil, fmt.Errorf("this is %s, not CSV: save it as CSV from the spreadsheet program", what)
	}
	var text io.Reader
	switch order, utf16 := utf16Order(head); {
	case utf16:
		text = unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(raw)
	case validStart(head):
		text = transform.NewReader(raw, lenient{})
	default:
		text = charmap.Windows1252.NewDecoder().Reader(raw)
	}
	out := bufio.NewReaderSize(text, lookAhead)
	if mark, _ := out.Peek(3); string(mark) == "\ufeff" {
		if _, err := out.Discard(3); err != nil {
			return nil, fmt.Errorf("read file: %w", err)
		}
	}
	return out, nil
}

// foreign names the kind of a file that is often given in the place of a CSV
// file.
func foreign(head []byte) string {
	start := strings.ToLower(string(bytes.TrimLeft(head[:min(len(head), 100)], " \r\n\t")))
	switch {
	case strings.HasPrefix(start, "pk\x03\x04"):
		return "an Excel or OpenDocument workbook"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "an old Excel workbook"
	case strings.HasPrefix(start, "%pdf"):
		return "a PDF"
	case strings.HasPrefix(start, "<?xml"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<!doctype"):
		return "a web page or XML"
	}
	return ""
}

// utf16Order finds UTF-16 by its byte order mark or else by its zeros: in text
// of our languages nearly every second byte is one.
func utf16Order(head []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return unicode.BigEndian, true
	}
	head = head[:min(len(head), 512)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[1] > len(head)/4 && zeros[0] == 0:
		return unicode.LittleEndian, true
	case zeros[0] > len(head)/4 && zeros[1] == 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// validStart reports whether the bytes are UTF-8 up to a rune that may be cut.
func validStart(b []byte) bool {
	for i := 0; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.Valid(b[:len(b)-i]) {
			return i == 0 || !utf8.FullRune(b[len(b)-i:])
		}
	}
	return false
}

// lenient turns UTF-8 into itself and takes each byte that is none for
// Windows-1252.
type lenient struct{ transform.NopResetter }

func (lenient) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r = charmap.Windows1252.DecodeByte(src[nSrc])
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
