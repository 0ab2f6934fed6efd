package bounce

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
)

// maxRecipients bounds how many failed recipients a report can name.
const maxRecipients = 200

var anyAddress = lazyregexp.MustCompile(`[a-zA-Z0-9!#$%&'*+/=?^_{|}~.\x{80}-\x{10FFFF}-]{1,64}@[\pL\pN-]{1,63}(?:\.[\pL\pN-]{1,63})+`)

// spans are the places of the addresses in running text. Scripts without blanks
// set words right beside an address: an address that is plain where it touches
// the "@" ends where another script or wide punctuation begins.
func spans(text string, most int) [][]int {
	all := anyAddress.FindAllStringIndex(text, most)
	for _, m := range all {
		at := m[0] + strings.LastIndexByte(text[m[0]:m[1]], '@')
		if i := lastWide(text[m[0]:at]); text[at-1] < utf8.RuneSelf && i > 0 {
			m[0] += i
		}
		last := at + strings.LastIndexByte(text[at:m[1]], '.') + 1
		if i := strings.IndexFunc(text[last:m[1]], isWide); i > 1 && last > at {
			m[1] = last + i
		}
	}
	return all
}

// lastWide is where the part of s behind its last wide letter begins, 0 for none.
func lastWide(s string) int {
	i := strings.LastIndexFunc(s, isWide)
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return i + n
}

// isWide reports letters of East Asian scripts and their punctuation.
func isWide(r rune) bool { return r >= 0x1100 && r <= 0x11FF || r >= 0x2E80 && r <= 0xFFEF }

// addresses lists the addresses in a field or line, in lower case.
func addresses(v string) []string {
	var out []string
	for _, a := range anyAddress.FindAllString(clip(v, 1<<16), maxRecipients) {
		if a = tidy(a); a != "" {
			out = append(out, a)
		}
	}
	return out
}

// tidy is an address in lower case without the punctuation of the text around
// it; empty where nothing is left of it.
func tidy(a string) string {
	a = strings.ToLower(strings.Trim(a, ".'*=`|{}/"))
	if i := strings.IndexByte(a, '@'); i <= 0 || strings.HasPrefix(a, "imcea") {
		return ""
	}
	return a
}

// typedAddress reads "rfc822; jan@klant.example" (RFC 3464, section 2.3.1) in
// the forms in which it is written: without the type, with xtext of RFC 3461
// section 4, with Exchange's IMCEA encapsulation, or with an X.400 name.
func typedAddress(v string) string {
	kind, a, ok := strings.Cut(v, ";")
	if !ok || strings.ContainsAny(kind, "@/") {
		a = v
	}
	a = strings.TrimSpace(a)
	if strings.Contains(strings.ToUpper(a), "IMCEA") {
		return fromIMCEA(a)
	}
	if !strings.Contains(a, "@") {
		if i := strings.LastIndex(strings.ToLower(a), "smtp:"); i >= 0 {
			a = a[i+len("smtp:"):]
		}
		a = fromXtext(a)
	}
	if list := addresses(xtextPlus.Replace(fromXtext(a))); len(list) > 0 {
		return list[0]
	}
	return quotedAddress(a)
}

var quotedLocal = lazyregexp.MustCompile(`"(?:[^"\\\s@]|\\.){1,62}"@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+`)

// quotedAddress is an address with a quoted local part (RFC 5321, section 4.1.2).
func quotedAddress(s string) string { return strings.ToLower(quotedLocal.FindString(clip(s, 1000))) }

var imcea = lazyregexp.MustCompile(`(?i)IMCEA([A-Z0-9]+)-([^@\s]{1,500})@`)

// fromIMCEA reads an address that Exchange encapsulated ([MS-OXOABK], "IMCEA"):
// "_" for "/", "+XX" for other bytes.
func fromIMCEA(a string) string {
	m := imcea.FindStringSubmatch(clip(a, 2000))
	if m == nil {
		return ""
	}
	inner := fromXtext(strings.ReplaceAll(m[2], "_", "/"))
	if strings.EqualFold(m[1], "smtp") {
		inner = fromXtext(m[2])
	}
	if list := addresses(strings.TrimPrefix(strings.ToLower(inner), "smtp:")); len(list) > 0 {
		return list[0]
	}
	return ""
}

// xtextPlus undoes the two bytes that xtext must write so and that local parts
// have: "+" and "=" (RFC 3461, section 4). Others are tags behind a plus.
var xtextPlus = strings.NewReplacer("+2B", "+", "+3D", "=")

var xtextByte = lazyregexp.MustCompile(`\+[0-9A-F]{2}`)

// fromXtext undoes "+40" for "@" and the like (RFC 3461, section 4). Digits
// behind a plus in an ordinary address stay.
func fromXtext(a string) string {
	if strings.Contains(a, "@") || !strings.Contains(strings.ToUpper(a), "+40") {
		return a
	}
	return xtextByte.ReplaceAllStringFunc(a, func(x string) string {
		n, err := strconv.ParseUint(x[1:], 16, 8)
		if err != nil || n < ' ' || n > '~' {
			return x
		}
		return string(rune(n))
	})
}

// appendRecipients adds recipients, each address once.
func appendRecipients(list []voldaan.BounceRecipient, more ...voldaan.BounceRecipient) []voldaan.BounceRecipient {
	for _, r := range more {
		known := slices.ContainsFunc(list, func(o voldaan.BounceRecipient) bool { return o.Address == r.Address })
		if !known && r.Address != "" && len(list) < maxRecipients {
			list = append(list, r)
		}
	}
	return list
}

// judge classifies a recipient by the codes and the words that are known of him.
func judge(addr, status string, code int, words string, delayed bool) voldaan.BounceRecipient {
	if strings.Count(words, "_") > 8 && strings.Count(words, "_") > strings.Count(words, " ") {
		words = strings.ReplaceAll(words, "_", " ") // QUIRK: some qmail set "_" for blanks
	}
	r := voldaan.BounceRecipient{Address: addr, Status: status, SMTPCode: code}
	if r.SMTPCode == 0 {
		r.SMTPCode = replyCode(words)
	}
	if strings.HasPrefix(status, "2") {
		r.Status = "" // QUIRK: some report a failure under a status of success
	}
	if s := failureStatus(words); s != "" && vague(r.Status) {
		r.Status = s
	}
	r.Reason = reasonOf(r.Status, r.SMTPCode, words)
	if delayed && r.Reason == voldaan.BounceOther {
		r.Reason = voldaan.BounceNetwork
	}
	r.Hard = hard(r, delayed)
	return r
}

// hard reports whether the address never works again: a reason that says so,
// and no code that promises another try.
func hard(r voldaan.BounceRecipient, delayed bool) bool {
	return !delayed && isHard(r.Reason) && !strings.HasPrefix(r.Status, "4") && r.SMTPCode/100 != 4
}
