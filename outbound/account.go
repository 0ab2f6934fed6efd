package outbound

import "strings"

// The lengths of bank accounts (ISO 13616-1): Norway's is the shortest.
const (
	shortestIBAN = 15
	longestIBAN  = 34
)

// namesAccount reports whether a text that a letter would repeat has a bank
// account in it, also grouped: no letter states a new one (invariant 10).
func namesAccount(s string) bool {
	s = strings.ToUpper(s)
	for i := range len(s) {
		if (i == 0 || !alphanumeric(s[i-1])) && beginsWithAccount(s[i:]) {
			return true
		}
	}
	return false
}

// beginsWithAccount reads a country, two check digits and what follows, with at
// most one sign between groups, and tries the check of ISO 7064 (MOD 97-10) at
// each length.
func beginsWithAccount(s string) bool {
	var b []byte
	gap := false
	for i := 0; i < len(s) && len(b) < longestIBAN; i++ {
		switch {
		case alphanumeric(s[i]):
			b = append(b, s[i])
			gap = false
		case gap || len(b) == 0:
			return false
		case s[i] == ' ' || s[i] == '-' || s[i] == '.':
			gap = true
		case s[i] < 0x80: // what is above may be a no-break space
			return false
		}
		if len(b) == 4 && (digit(b[0]) || digit(b[1]) || !digit(b[2]) || !digit(b[3])) {
			return false
		}
		if len(b) >= shortestIBAN && !gap && checks(b) {
			return true
		}
	}
	return false
}

// checks is the check of ISO 7064 (MOD 97-10): the first four signs moved to
// the end, letters counted from ten.
func checks(iban []byte) bool {
	rest := 0
	for _, part := range [][]byte{iban[4:], iban[:4]} {
		for _, c := range part {
			if digit(c) {
				rest = (rest*10 + int(c-'0')) % 97
			} else {
				rest = (rest*100 + int(c-'A') + 10) % 97
			}
		}
	}
	return rest == 1
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func alphanumeric(c byte) bool { return digit(c) || 'A' <= c && c <= 'Z' }
