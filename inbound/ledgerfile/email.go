package ledgerfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var inAngles = regexp.MustCompile(`<([^<>]*)>`)

// emails reads one or several addresses, apart by a semicolon, a comma or a
// space; of an address with a name ("Jan <jan@x.example>") the part in angle
// brackets counts.
func (r *record) emails() []string {
	s := r.text(colEmail)
	if s == "" {
		if r.raw(colEmail) == "" {
			r.fault(colEmail, "empty")
		}
		return nil
	}
	if m := inAngles.FindAllStringSubmatch(s, -1); m != nil {
		s = ""
		for _, in := range m {
			s += " " + in[1]
		}
	}
	var out []string
	for _, a := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(";, |\t\n", c) }) {
		a = strings.ToLower(strings.TrimPrefix(strings.ToLower(a), "mailto:"))
		if !validAddress(a) {
			r.fault(colEmail, fmt.Sprintf("%q is no e-mail address", shown(a)))
			return nil
		}
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		r.fault(colEmail, "no e-mail address")
	}
	return out
}

// validAddress is the shape of an address that mail can be sent to: the
// Dot-string of RFC 5321 section 4.1.2 and a domain with a dot, with letters
// of other alphabets allowed (RFC 6531).
func validAddress(a string) bool {
	local, domain, ok := strings.Cut(a, "@")
	if !ok || local == "" || len(local) > 64 || len(a) > 254 || strings.ContainsAny(a, "\"()<>[]:;,\\") ||
		strings.Contains(domain, "@") || !strings.Contains(domain, ".") {
		return false
	}
	return dotString(local) && dotString(domain)
}

// dotString reports whether no part between the dots is empty.
func dotString(s string) bool {
	return !slices.Contains(strings.Split(s, "."), "")
}
