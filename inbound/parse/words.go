package parse

import (
	"io"
	"strconv"
	"strings"
)

// silent is where warnings go that nobody needs.
func silent(string, ...any) {}

func charsetReader(charset string, in io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	return strings.NewReader(decodeCharset(b, charset, silent)), nil
}

// decodeWords decodes the encoded words of a header value (RFC 2047). Bytes of
// neighbours in one charset are joined before they are decoded, since some
// programs cut inside a character. Raw 8-bit values are read as UTF-8 or
// windows-1252. The result is clean and stands on one line.
func decodeWords(v string) string {
	var out strings.Builder
	var run []byte // bytes of neighbouring words
	charset := ""
	flush := func() {
		if len(run) > 0 {
			out.WriteString(decodeCharset(run, charset, silent))
		}
		run, charset = nil, ""
	}
	for v != "" {
		i := strings.Index(v, "=?")
		if i < 0 {
			break
		}
		cs, data, rest, ok := encodedWord(v[i:])
		if !ok {
			flush()
			out.WriteString(guess([]byte(v[:i+2]), "", silent))
			v = v[i+2:]
			continue
		}
		if strings.TrimSpace(v[:i]) != "" || run == nil || cs != charset {
			flush()
			if strings.TrimSpace(v[:i]) != "" || out.Len() == 0 {
				out.WriteString(guess([]byte(v[:i]), "", silent))
			}
		}
		charset, run, v = cs, append(run, data...), rest
	}
	flush()
	out.WriteString(guess([]byte(v), "", silent))
	return strings.Join(strings.FieldsFunc(clean(out.String()), func(r rune) bool { return r == '\n' || r == '\t' }), " ")
}

// maxWord bounds the length of an encoded word. RFC 2047 allows 75 bytes; some
// programs put a whole subject into one.
const maxWord = 8192

// encodedWord reads the encoded word at the start of s. QUIRK: blanks inside
// are accepted, and the language tag of RFC 2231, section 5, is dropped.
func encodedWord(s string) (charset string, data []byte, rest string, ok bool) {
	far := min(len(s), maxWord)
	f := strings.SplitN(s[2:far], "?", 3)
	if len(f) < 3 || len(f[0]) == 0 || len(f[0]) > 60 || len(f[1]) != 1 {
		return "", nil, "", false
	}
	body, rest, found := strings.Cut(f[2], "?=")
	if !found {
		return "", nil, "", false
	}
	charset, _, _ = strings.Cut(strings.ToLower(f[0]), "*")
	switch f[1] {
	case "B", "b":
		data, _ = decodeBase64([]byte(body))
	case "Q", "q":
		for i := 0; i < len(body); i++ {
			switch c := body[i]; {
			case c == '_':
				data = append(data, ' ')
			case c == '=' && i+2 < len(body) && hexValue(body[i+1]) >= 0 && hexValue(body[i+2]) >= 0:
				data = append(data, byte(hexValue(body[i+1])<<4|hexValue(body[i+2])))
				i += 2
			default:
				data = append(data, c)
			}
		}
	default:
		return "", nil, "", false
	}
	if data == nil {
		data = []byte{}
	}
	return charset, data, s[far-len(rest):], true
}

// parseParams reads a value with parameters, such as that of Content-Type,
// with the continuations and charsets of RFC 2231. It forgives missing quotes,
// doubled semicolons and repeated names (the first counts). The value is in
// lower case.
func parseParams(v string) (value string, params map[string]string) {
	items := splitSemicolons(v)
	if i := strings.IndexByte(items[0], '('); i > 0 {
		items[0] = items[0][:i]
	}
	value = strings.ToLower(strings.Trim(clean(items[0]), " \t\"'"))
	if len(items) == 1 {
		return value, nil
	}
	params = map[string]string{}
	pieces := map[string]map[int]piece{}
	for _, item := range items[1:] {
		k, val, ok := strings.Cut(item, "=")
		k = strings.ToLower(strings.TrimSpace(k))
		if !ok || k == "" {
			continue
		}
		val = unquote(strings.TrimSpace(val))
		name, index, ext := splitParamName(k)
		if index < 0 && !ext {
			if _, dup := params[k]; !dup {
				params[k] = decodeWords(val)
			}
			continue
		}
		if pieces[name] == nil {
			pieces[name] = map[int]piece{}
		}
		pieces[name][max(index, 0)] = piece{val, ext}
	}
	for name, p := range pieces {
		params[name] = joinPieces(p)
	}
	return value, params
}

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

// joinPieces puts the pieces of a continued parameter together.
func joinPieces(p map[int]piece) string {
	var b []byte
	charset := ""
	for i := range len(p) {
		s, ok := p[i]
		if !ok {
			break
		}
		if !s.percent {
			b = append(b, s.value...)
			continue
		}
		enc := s.value
		if i == 0 {
			if f := strings.SplitN(enc, "'", 3); len(f) == 3 {
				charset, enc = f[0], f[2]
			}
		}
		b = append(b, unpercent(enc)...)
	}
	return clean(decodeCharset(b, charset, silent))
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

func splitSemicolons(v string) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '\\' && quoted:
			i++
		case v[i] == '"':
			quoted = !quoted
		case v[i] == ';' && !quoted:
			out = append(out, v[start:i])
			start = i + 1
		}
	}
	return append(out, v[start:])
}

func unquote(s string) string {
	if !strings.HasPrefix(s, `"`) {
		return s
	}
	s = s[1:]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			break
		}
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
