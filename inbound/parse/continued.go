package parse

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
	"github.com/voldaan/voldaan/inbound/fold"
)

// splitParamName cuts "filename*1*" into name, index and whether it is
// percent-encoded; the index is -1 where there is none.
func splitParamName(k string) (name string, index int, ext bool) {
	k, ext = strings.CutSuffix(k, "*")
	name, num, ok := strings.Cut(k, "*")
	if !ok {
		return name, -1, ext
	}
	n, err := strconv.Atoi(num)
	if err != nil || n < 0 || n > 999 {
		return k, -1, ext
	}
	return name, n, ext
}

// piece is one part of a continued parameter.
type piece struct {
	value   string
	percent bool // percent-encoded
}

// joinPieces puts the pieces of a continued parameter together. QUIRK: some
// programs count from one.
func joinPieces(p map[int]piece) string {
	var b []byte
	label, first := "", 0
	if _, ok := p[0]; !ok {
		first = 1
	}
	for i := first; i < first+len(p); i++ {
		s, ok := p[i]
		if !ok {
			break
		}
		if !s.percent {
			b = append(b, s.value...)
			continue
		}
		enc := s.value
		if i == first {
			if f := strings.SplitN(enc, "'", 3); len(f) == 3 {
				label, enc = f[0], f[2]
			}
		}
		b = append(b, unpercent(enc)...)
	}
	s := charset.Decode(b, label, charset.Silent)
	if strings.Contains(s, "=?") {
		return decodeWords(s)
	}
	return fold.Clean(s)
}

func unpercent(s string) []byte {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hexValue(s[i+1]) >= 0 && hexValue(s[i+2]) >= 0 {
			b = append(b, byte(hexValue(s[i+1])<<4|hexValue(s[i+2])))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return b
}
