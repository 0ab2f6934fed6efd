package parse

import "strings"

// maxEmbedded bounds the files that are taken out of one text.
const maxEmbedded = 50

// uuencoded takes uuencoded files out of a text and keeps them as attachments.
func (w *walker) uuencoded(s string, at place) string {
	var out strings.Builder
	for range maxEmbedded {
		i := uuBegin(s)
		if i < 0 {
			break
		}
		j := strings.Index(s[i:], "\nend")
		if j < 0 {
			break
		}
		name, data, ok := decodeUU(s[i : i+j])
		if !ok {
			out.WriteString(s[:i+6])
			s = s[i+6:]
			continue
		}
		out.WriteString(s[:i])
		s = strings.TrimPrefix(s[i+j:], "\nend")
		w.keepFile(name, data, at)
	}
	if out.Len() == 0 {
		return s
	}
	return out.String() + s
}

// uuBegin is where a line "begin 644 name" starts, or -1.
func uuBegin(s string) int {
	for pos := 0; ; {
		i := strings.Index(s[pos:], "begin ")
		if i < 0 {
			return -1
		}
		i += pos
		if (i == 0 || s[i-1] == '\n') && len(s) > i+11 && isDigits(s[i+6:i+9]) && s[i+9] == ' ' {
			return i
		}
		pos = i + 6
	}
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// decodeUU decodes one uuencoded file from its begin line on.
func decodeUU(s string) (name string, out []byte, ok bool) {
	i := uuBegin(s)
	if i < 0 {
		return "", nil, false
	}
	head, rest, _ := strings.Cut(s[i:], "\n")
	name = strings.TrimSpace(head[min(10, len(head)):])
	for l := range strings.Lines(rest) {
		l = strings.TrimRight(l, "\r\n")
		if l == "" || l == "`" || l == "end" {
			continue
		}
		n := int(l[0]-' ') & 63
		if l[0] < ' ' || l[0] > '`' || len(l)-1 > (n+2)/3*4+2 {
			return "", nil, false
		}
		out = appendUULine(out, l[1:], n)
	}
	return name, out, true
}

func appendUULine(out []byte, l string, n int) []byte {
	var acc, bits uint
	for k := 0; k < len(l) && n > 0; k++ {
		acc = acc<<6 | uint(l[k]-' ')&63
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			n--
		}
	}
	return out
}
