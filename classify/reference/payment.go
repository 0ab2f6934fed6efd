package reference

import (
	"regexp"
	"strings"
)

// The kinds of payment references.
const (
	// OGM is the Belgian structured communication (OGM, VCS).
	OGM = "ogm"
	// Betalingskenmerk is the Dutch betalingskenmerk.
	Betalingskenmerk = "betalingskenmerk"
	// RF is the creditor reference of ISO 11649.
	RF = "rf"
)

var ogmShape = regexp.MustCompile(`^(?:\+{3}|\*{3})?\s*(\d{3})\s*[/. -]?\s*(\d{4})\s*[/. -]?\s*(\d{5})\s*(?:\+{3}|\*{3})?$`)

// Parse recognises a structured payment reference by its shape and
// check digits and gives it in the one form in which two of them compare:
// an OGM as +++090/9337/55493+++, a betalingskenmerk as digits, an RF
// reference in capitals without spaces and without padding zeros.
//
// Spaces, dots, dashes and missing signs around an OGM are forgiven. Twelve bare
// digits are an OGM where its check fits, and else a betalingskenmerk. A
// betalingskenmerk of seven digits has no check: any seven digits are one.
func Parse(s string) (kind, canonical string, ok bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " "))
	if c, ok := parseOGM(s); ok {
		return OGM, c, true
	}
	if c, ok := parseRF(s); ok {
		return RF, c, true
	}
	if c, ok := parseKenmerk(s); ok {
		return Betalingskenmerk, c, true
	}
	return "", "", false
}

// parseOGM checks ten digits and their remainder by 97, where 97 stands for
// zero (Febelfin, structured communication).
func parseOGM(s string) (string, bool) {
	m := ogmShape.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	digits := m[1] + m[2] + m[3]
	want := mod97(digits[:10])
	if want == 0 {
		want = 97
	}
	if int(digits[10]-'0')*10+int(digits[11]-'0') != want {
		return "", false
	}
	return "+++" + m[1] + "/" + m[2] + "/" + m[3] + "+++", true
}

// parseRF checks a creditor reference of ISO 11649: RF, two check digits and
// up to 21 letters and digits, remainder 1 by ISO 7064 MOD 97-10. Zeros that
// pad it on the left leave the check digits as they are.
func parseRF(s string) (string, bool) {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(s) < 5 || len(s) > 25 || !strings.HasPrefix(s, "RF") || !alphanumeric(s) || !allDigits(s[2:4]) {
		return "", false
	}
	body := strings.TrimLeft(s[4:], "0")
	if body == "" || mod97(s[4:]+s[:4]) != 1 {
		return "", false
	}
	return s[:4] + body, true
}

// kenmerkWeights count from the right (Betaalvereniging Nederland,
// betalingskenmerk).
const kenmerkWeights = "\x02\x04\x08\x05\x0a\x09\x07\x03\x06\x01"

// parseKenmerk checks a Dutch betalingskenmerk: 7 digits without a check; 9 to
// 14 of which the first is the check and the second the last figure of the
// length of the rest; or 16 of which the first is the check.
func parseKenmerk(s string) (string, bool) {
	s = strings.NewReplacer(" ", "", ".", "").Replace(s)
	if !allDigits(s) {
		return "", false
	}
	switch n := len(s); {
	case n == 7:
		return s, true
	case n >= 9 && n <= 14 && int(s[1]-'0') != (n-2)%10:
		return "", false
	case (n < 9 || n > 14) && n != 16:
		return "", false
	}
	sum := 0
	for i := range len(s) - 1 {
		sum += int(s[len(s)-1-i]-'0') * int(kenmerkWeights[i%len(kenmerkWeights)])
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 1
	case 11:
		check = 0
	}
	return s, int(s[0]-'0') == check
}
