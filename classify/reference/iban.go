package reference

import "strings"

// ParseIBAN gives an IBAN without spaces; ISO 13616-1: two letters, two check
// digits, at most 30 characters, remainder 1.
func ParseIBAN(s string) (string, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) < 15 || len(s) > 34 || !alphanumeric(s) || !allDigits(s[2:4]) || strings.ContainsAny(s[:2], "0123456789") {
		return "", false
	}
	return s, mod97(s[4:]+s[:4]) == 1
}
