package split

import (
	"regexp"
	"strings"
)

// Attributions: the line, or up to four wrapped lines, with which a client
// introduces the mail that it quotes. All texts are folded.
var (
	// A date as clients write it: a year, a numeric date or a clock time.
	attributionDate = regexp.MustCompile(`\b(?:19|20)\d\d\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{1,2}(?::|h|\.)\d\d\b`)
	// A person of the conversation: then it is a sentence, not a client's line.
	attributionPerson = regexp.MustCompile(`(?:schreef|wrote|schrieb|geschrieben|hebt|heeft|haben|hat|have|has)\s+(?:u|je|jij|jullie|ik|wij|we|you|i|they|sie|ich|wir|ihr)\b|\b(?:you|we|i|u|ik|wij|jullie|vous|ich|sie|wir)\s+(?:wrote|schreef|schrieb|schrieben|avez|hebt|heeft)\b|\b(?:your|uw|jouw|votre|ihre?)\b`)
	// QUIRK: old Gmail: "2026-11-03 10:12 GMT+01:00 Jan <jan@klant.example>:".
	bareAttribution = regexp.MustCompile(`^\d{4}[-/]\d\d[-/]\d\d \d{1,2}:\d\d\b.{0,120}<[^<>\s]+@[^<>\s]+>\s*:$`)
	mailAddress     = regexp.MustCompile(`<?(?:mailto:)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+`)
	endsInPerson    = regexp.MustCompile(`(?:schreef|schrieb)\b[^:]{0,150}(?::|>\s*)$`)
	endsInVerb      = regexp.MustCompile(`(?:schreef|geschreven|wrote|writes|schrieb|schrieben|geschrieben|écrit|écrivait|scritto|escribió)(?: op .{4,60}| am .{4,60}| le .{4,60}| on .{4,60})?\s*:$`)
	endsBare        = regexp.MustCompile(`(?:het volgende geschreven|geschreven|a écrit|wrote)$`)
)

// attributionLines tells how many of the folded lines form an attribution
// that starts at the first; zero for none. Lines with quote marks end it,
// where depths are given.
func attributionLines(low []string, depth []int) int {
	if !mayAttribute(low[0]) {
		return 0
	}
	joined := ""
	for n, l := range low {
		if l == "" || depth != nil && depth[n] != depth[0] {
			return 0
		}
		joined = strings.TrimSpace(joined + " " + l)
		if len(joined) > 400 {
			return 0
		}
		if isAttribution(joined) {
			return n + 1
		}
		if strings.HasSuffix(l, ".") || strings.HasSuffix(l, "?") || strings.HasSuffix(l, "!") {
			return 0
		}
	}
	return 0
}

// mayAttribute is a cheap look at the first line.
func mayAttribute(l string) bool {
	if len(l) < 6 || len(l) > 350 {
		return false
	}
	for _, p := range []string{"op ", "on ", "le ", "am ", "at ", "in ", "van:", "von ", "dne "} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return strings.HasSuffix(l, ":") || strings.Contains(l, "@") || l[0] >= '0' && l[0] <= '9'
}

func isAttribution(s string) bool {
	if s[0] >= '0' && s[0] <= '9' && bareAttribution.MatchString(s) {
		return true
	}
	if !hasVerb(s) || !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, ">") && !endsBare.MatchString(s) {
		return false
	}
	addr := mailAddress.MatchString(s)
	if !addr && !attributionDate.MatchString(s) {
		return false
	}
	if !addr && attributionPerson.MatchString(s) {
		return false
	}
	return endsInVerb.MatchString(s) || endsInPerson.MatchString(s) ||
		endsBare.MatchString(s) && (addr || attributionDate.MatchString(s)) && startsWithDay(s)
}

// hasVerb is a cheap look for a word that says that somebody wrote.
func hasVerb(s string) bool {
	for _, v := range []string{"schreef", "schrieb", "geschr", "wrote", "writes", "écri", "scri"} {
		if strings.Contains(s, v) {
			return true
		}
	}
	return false
}

func startsWithDay(s string) bool {
	return strings.HasPrefix(s, "op ") || strings.HasPrefix(s, "le ") || strings.HasPrefix(s, "on ")
}

// separators are the lines that clients put above a quoted or forwarded mail,
// without their dashes.
var separators = map[string]bool{
	"oorspronkelijk bericht": true, "oorspronkelijke bericht": true, "origineel bericht": true, "original message": true,
	"original mail": true, "original email": true, "original e-mail": true, "original appointment": true,
	"oorspronkelijke afspraak": true, "doorgestuurd bericht": true, "doorgestuurde bericht": true,
	"forwarded message": true, "forwarded mail": true, "message d'origine": true, "message original": true,
	"message initial": true, "courriel original": true, "message transféré": true, "message réexpédié": true, "message transmis": true,
	"ursprüngliche nachricht": true, "urspruengliche nachricht": true, "ursprüngliche mail": true, "original-nachricht": true,
	"originalnachricht": true, "originalmail": true, "weitergeleitete nachricht": true, "reply message": true,
	"antwoord bericht": true, "oorspronkelijke e-mail": true, "doorgestuurde e-mail": true, "oorspronkelijk e-mailbericht": true,
}

// openers are such lines without dashes that end in a colon.
var openers = []string{
	"begin doorgestuurd bericht", "begin forwarded message", "begin van doorgestuurd bericht", "début du message réexpédié",
	"début du message transféré", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
	"doorgestuurd bericht", "forwarded message", "message transféré", "weitergeleitete nachricht", "oorspronkelijk bericht",
	"ursprüngliche nachricht", "original message", "message d'origine",
}

func isSeparator(l string) bool {
	if len(l) > 120 {
		return false
	}
	t := strings.TrimSpace(strings.Trim(l, "-_=* "))
	if len(t) < len(l) && strings.Count(l, "-")+strings.Count(l, "_")+strings.Count(l, "=") >= 2 {
		t = strings.TrimSuffix(strings.TrimSpace(t), ":")
		if separators[t] || strings.HasPrefix(t, "forwarded by ") || strings.HasPrefix(t, "doorgestuurd door ") ||
			strings.HasPrefix(t, "weitergeleitet von ") || strings.HasPrefix(t, "forwarded message from ") ||
			strings.HasPrefix(t, "original message from ") {
			return true
		}
	}
	head, ok := strings.CutSuffix(l, ":")
	if !ok {
		return false
	}
	head = strings.TrimSpace(head)
	for _, o := range openers {
		if head == o {
			return true
		}
	}
	return false
}
