package reference

import "strings"

// mod97 is the remainder of ISO 7064 MOD 97-10 of a text of capitals and
// digits, where letters count 10 to 35.
func mod97(s string) int {
	m := 0
	for _, r := range s {
		if r >= 'A' {
			m = (m*100 + int(r-'A') + 10) % 97
		} else {
			m = (m*10 + int(r-'0')) % 97
		}
	}
	return m
}

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
