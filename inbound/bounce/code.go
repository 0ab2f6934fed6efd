package bounce

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

var (
	// statusCode is an enhanced status code (RFC 3463, section 2) with the
	// subjects that exist, so that versions are none.
	statusCode = lazyregexp.MustCompile(`\b[245]\.[0-7]\.\d{1,3}\b`)
	// replyCodes are SMTP reply codes (RFC 5321, section 4.2) as they stand in
	// running text, from the surest form to the least sure. QUIRK: filters
	// answer 571 for mail that they do not want.
	replyCodes = []*lazyregexp.Regexp{
		lazyregexp.MustCompile(`(?:^|[^\d.])([45][0-5]\d|57\d)[ \-]+[#(\[]?[45]\.[0-7]\.\d{1,3}\b`),
		lazyregexp.MustCompile(`(?i)(?:said|says|responded|response|reply|reason|returned|error|code|smtp;|<<<|<--|<-|status)\W{0,12}([45][0-5]\d|57\d)(?:\W|$)`),
		lazyregexp.MustCompile(`(?m)^\W{0,4}([45][0-5]\d|57\d)(?:[ \-:]|$)`),
		lazyregexp.MustCompile(`(?:^|[\s'"(:;<>\[])(4[2-5]\d|5[1-57]\d)(?:[ \-:]\D|$|'|")`),
	}
)

// replyCode finds the SMTP reply code in the words of a server; 0 for none.
func replyCode(words string) int {
	words = narrow.Replace(clip(words, maxWords))
	for _, re := range replyCodes {
		if m := re.FindStringSubmatch(words); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
	}
	return 0
}

// enhancedStatus finds a status code in words that is no part of an IP
// address or version.
func enhancedStatus(words string) string { return findStatus(words, "245") }

// failureStatus finds one that tells of a failure: in the transcript of a
// session, those of the commands before it tell of success.
func failureStatus(words string) string { return findStatus(words, "45") }

func findStatus(words, classes string) string {
	words = clip(words, maxWords)
	for _, m := range statusCode.FindAllStringIndex(words, 20) {
		if !strings.Contains(classes, words[m[0]:m[0]+1]) {
			continue
		}
		if m[1]+1 < len(words) && words[m[1]] == '.' && isDigit(words[m[1]+1]) || m[0] > 0 && (words[m[0]-1] == '.' || words[m[0]-1] == '/') {
			continue
		}
		return words[m[0]:m[1]]
	}
	return ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

var bareStatus = lazyregexp.MustCompile(`^\D{0,3}([245])\.?([0-7])(?:\.?(\d))?(?:\D|$)`)

// fieldStatus reads the field Status (RFC 3464, section 2.3.4). QUIRK: some
// servers leave out the dots or the last number, or write the reply code first.
func fieldStatus(v string) (status string, code int) {
	v = strings.TrimSpace(v)
	if s := enhancedStatus(v); s != "" {
		if len(v) > 3 && isDigit(v[1]) {
			code = replyCode(v)
		}
		return s, code
	}
	if len(v) >= 3 && v[0] >= '4' && v[0] <= '5' && isDigit(v[1]) && isDigit(v[2]) && v[1] >= '3' {
		return "", replyCode(v) // 550, 554: no status code has such a subject beside 5xx replies
	}
	if m := bareStatus.FindStringSubmatch(v); m != nil {
		last := m[3]
		if last == "" {
			last = "0"
		}
		return m[1] + "." + m[2] + "." + last, 0
	}
	return "", 0
}

// generic reports a status that servers give where another would tell more:
// one without detail, and 5.7.1, which stands for any refusal.
func generic(status string) bool {
	return vague(status) || strings.HasSuffix(status, ".0") || strings.HasSuffix(status, ".7.1")
}

// vague reports a status that says nothing but its class.
func vague(status string) bool { return status == "" || strings.HasSuffix(status, ".0.0") }
