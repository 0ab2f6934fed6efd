package parse

import (
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
)

const maxParams = 64 << 10 // of one value, in bytes

// parseParams reads a value with parameters, such as that of Content-Type,
// with the continuations and charsets of RFC 2231. It forgives comments,
// missing quotes and semicolons, doubled semicolons and repeated names (the
// first counts). The value is in lower case and holds no blanks.
func parseParams(v string) (value string, params map[string]string) {
	v = v[:min(len(v), maxParams)]
	value, rest := cutValue(v)
	params = map[string]string{}
	pieces := map[string]map[int]piece{}
	for rest != "" {
		var k, val string
		k, val, rest = nextParam(rest)
		if k == "" {
			continue
		}
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
		if s := joinPieces(p); s != "" {
			params[name] = s
		}
	}
	return value, params
}

// cutValue cuts off the value before the parameters. A word before "=" is a
// parameter, also where the semicolon is missing.
func cutValue(v string) (value, rest string) {
	v = dropComments(v)
	i := strings.IndexAny(v, ";=")
	switch {
	case i < 0:
		value = v
	case v[i] == ';':
		value, rest = v[:i], v[i+1:]
	default:
		j := strings.LastIndexAny(strings.TrimRight(v[:i], " \t"), " \t,") + 1
		value, rest = v[:j], v[j:]
	}
	value = strings.ToLower(strings.Trim(fold.Clean(value), " \t\"'<>,"))
	return strings.Join(strings.Fields(value), ""), rest
}

// dropComments takes comments (RFC 5322, section 3.2.2) out of what stands
// before the first parameter.
func dropComments(v string) string {
	for range 10 {
		i := strings.IndexAny(v, "(;=\"")
		if i < 0 || v[i] != '(' {
			return v
		}
		v = v[:i] + v[commentEnd(v, i):]
	}
	return v
}

// commentEnd is where the comment that starts at i ends; comments nest and
// escape their brackets.
func commentEnd(v string, i int) int {
	for depth := 0; i < len(v); i++ {
		switch v[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(v)
}

// nextParam takes the first parameter: its name in lower case, empty where
// there is none, and its value without quotes.
func nextParam(v string) (name, value, rest string) {
	v = strings.TrimLeft(v, "; \t,")
	i := strings.IndexAny(v, "=;")
	if i < 0 {
		return "", "", ""
	}
	if v[i] == ';' {
		return "", "", v[i+1:]
	}
	words := strings.FieldsFunc(dropComments(v[:i]), func(r rune) bool { return r == ' ' || r == '\t' || r == ')' || r == '"' })
	if len(words) > 0 {
		name = strings.ToLower(words[len(words)-1])
	}
	v = strings.TrimLeft(v[i+1:], " \t")
	if strings.HasPrefix(v, "(") && name == "charset" {
		v = strings.TrimLeft(dropComments(v), " \t")
	}
	if strings.HasPrefix(v, `"`) {
		value, rest = quotedValue(v[1:])
		return name, value, rest
	}
	value, rest = bareValue(v)
	if n := len(value); n >= 2 && value[0] == '\'' && value[n-1] == '\'' && name != "boundary" {
		value = value[1 : n-1]
	}
	return name, value, rest
}

// quotedValue reads a quoted string behind its opening quote. A quote that no
// parameter and no end follows belongs to the value. A backslash counts only
// before a quote or a backslash, since some programs write paths of Windows.
func quotedValue(v string) (value, rest string) {
	first, tries := -1, 0
	for i := 0; i < len(v) && tries < 20; i++ {
		if v[i] == '\\' && i+1 < len(v) && (v[i+1] == '"' || v[i+1] == '\\') {
			i++
			continue
		}
		if v[i] != '"' {
			continue
		}
		if first < 0 {
			first = i
		}
		tries++
		if after := strings.TrimLeft(v[i+1:], " \t"); after == "" || after[0] == ';' || after[0] == ',' || after[0] == '(' || startsParam(after) {
			return unescape(v[:i]), v[i+1:]
		}
	}
	if first >= 0 {
		return unescape(v[:first]), v[first+1:]
	}
	value, rest, _ = strings.Cut(v, ";")
	return strings.TrimSpace(value), rest
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(s)
}

// bareValue reads a value without quotes, up to a semicolon or to a blank that
// a known parameter follows.
func bareValue(v string) (value, rest string) {
	value, rest, _ = strings.Cut(v, ";")
	for i := 1; i < len(value) && i < 1024; i++ {
		if (value[i-1] == ' ' || value[i-1] == '\t') && startsParam(value[i:]) {
			return strings.TrimSpace(value[:i]), value[i:] + ";" + rest
		}
	}
	return strings.TrimSpace(value), rest
}

// startsParam reports whether a known parameter with its equals sign starts s.
func startsParam(s string) bool {
	k, _, ok := strings.Cut(s[:min(len(s), 40)], "=")
	if !ok {
		return false
	}
	k, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(k)), "*")
	switch k {
	case "charset", "format", "delsp", "boundary", "name", "filename", "type", "start", "size", "report-type", "protocol", "micalg",
		"creation-date", "modification-date", "read-date", "smime-type", "method", "x-unix-mode", "x-mac-type", "x-mac-creator", "start-info", "reply-type":
		return true
	}
	return false
}
