package einvoice

import (
	"strings"

	"github.com/voldaan/voldaan/classify/reference"
)

// alphanumeric reports whether s holds capitals and digits only.
func alphanumeric(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// parseIBAN gives an IBAN without spaces; ISO 13616-1: two letters, two check
// digits, at most 30 characters, remainder 1.
func parseIBAN(s string) (string, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) < 15 || len(s) > 34 || !alphanumeric(s) || !allDigits(s[2:4]) || strings.ContainsAny(s[:2], "0123456789") {
		return "", false
	}
	return s, reference.Mod97(s[4:]+s[:4]) == 1
}
