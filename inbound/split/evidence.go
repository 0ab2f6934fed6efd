package split

import "strings"

// evidence is what the joined text of a possible attribution holds.
type evidence struct {
	addr, bracket bool // an address, one in brackets
	date          int  // 0 none, 1 a weekday or month, 2 a year, full date or clock time
	colon         bool
	onDay         bool // begins with a day: "on tuesday", "24.11."
	quoted        bool // quote marks follow
}

// isAttribution decides on joined, folded lines.
func (s *splitter) isAttribution(t string, quoted bool) bool {
	e := evidence{colon: endsColon(t), quoted: quoted}
	if cutDashes := strings.TrimRight(t, "- "); len(cutDashes) < len(t)-2 {
		t, e.colon = cutDashes, true
	}
	e.addr, e.bracket = findAddress(t)
	e.onDay = startsWithDate(t)
	e.date = dateStrength(t)
	if !e.addr && e.date == 0 && (!quoted || !e.colon && !bareVerbEnd(t)) {
		return false
	}
	t = strings.TrimRight(t, " :：*")
	head, tail, ok := cutVerb(t)
	if !ok {
		return e.withoutVerb(t)
	}
	if isPersonal(head, tail, e) {
		return false
	}
	if tail == "" {
		return e.verbLast(head, t)
	}
	return e.verbInside(head, tail)
}

// withoutVerb: "2026-11-24 10:02 GMT+01:00 Jan <jan@klant.example>:", "* Jan
// <jan@klant.example> [2026-11-24]:", "Quoting Jan <jan@klant.example>:".
func (e evidence) withoutVerb(t string) bool {
	if !e.colon {
		return e.quoted && e.onDay && e.date == 2 && e.bracket && strings.HasSuffix(t, ">")
	}
	if word, rest, _ := strings.Cut(t, " "); quotingWords[word] && rest != "" {
		return e.addr || e.quoted && len(strings.Fields(rest)) <= 6
	}
	if !e.bracket || hasPronoun(t) {
		return false
	}
	return e.date == 2 && (e.onDay || e.quoted || strings.HasSuffix(t, ">") || strings.HasSuffix(t, ")") || strings.HasSuffix(t, "]")) ||
		e.quoted && len(strings.Fields(t)) <= 8
}

// verbLast: "On Tue, Nov 24, 2026, Jan <jan@klant.example> wrote:".
func (e evidence) verbLast(head, t string) bool {
	if !e.colon && !(bareVerbEnd(t) && (e.quoted || e.onDay && e.date == 2 || e.bracket && e.date == 2)) {
		return false
	}
	switch {
	case e.bracket, e.addr && e.date > 0:
		return true
	case e.quoted:
		return e.date > 0 || len(strings.Fields(head)) <= 6
	}
	return e.date == 2 && e.onDay
}

// verbInside: "Am 24.11.2026 um 10:02 schrieb Jan:", "Jan wrote on 24/11/2026
// 10:02:".
func (e evidence) verbInside(head, tail string) bool {
	n := len(strings.Fields(tail))
	if n > 16 || strings.ContainsAny(tail, "?!;") {
		return false
	}
	if !e.colon && !(strings.HasSuffix(tail, ">") && e.date > 0) && !(e.quoted && e.onDay && e.date == 2) {
		return false
	}
	if e.addr {
		return e.date > 0 || e.quoted || e.bracket && n <= 6
	}
	if n > 10 || head == "" {
		return false
	}
	if e.quoted {
		return e.date > 0 || n <= 4 && len(strings.Fields(head)) <= 4
	}
	return e.date == 2 && (e.onDay || e.quoted || hasClock(tail) || len(strings.Fields(head)) <= 4)
}

// findAddress reports whether a text holds a mail address, and one in angle
// or other brackets.
func findAddress(t string) (plain, bracket bool) {
	for at := 0; ; {
		i := strings.IndexByte(t[at:], '@')
		if i < 0 {
			return plain, false
		}
		i += at
		from, to := i, i+1
		for from > 0 && strings.IndexByte(" <>([", t[from-1]) < 0 {
			from--
		}
		for to < len(t) && strings.IndexByte(" <>)]@", t[to]) < 0 {
			to++
		}
		if from < i && to > i+1 {
			if to < len(t) && from > 0 && t[from-1] != ' ' && strings.IndexByte(">)]", t[to]) >= 0 ||
				from > 1 && t[from-1] == ' ' && t[from-2] == '<' && to < len(t) && t[to] == '>' {
				return true, true
			}
			plain = plain || strings.IndexByte(t[i:to], '.') > 1
		}
		at = to
	}
}

// isPersonal reports whether the words round the verb are those of a person
// who tells what somebody wrote, not of a client.
func isPersonal(head, tail string, e evidence) bool {
	first, rest, _ := strings.Cut(tail, " ")
	if pronouns[first] || conjunctions[strings.Trim(first, ",")] || e.date == 0 && !e.quoted && pronouns[rest] {
		return true
	}
	last := lastWord(strings.TrimRight(trimFixed(head), " ,"))
	if pronouns[last] {
		// QUIRK: Eudora writes "At 10:02 AM 11/24/2026, you wrote:".
		return !(last == "you" && e.quoted && e.date == 2 && strings.HasPrefix(head, "at ") && hasClock(head))
	}
	if e.onDay {
		head = withoutDay(head) // "op ma" is no French "ma"
	}
	if !e.addr && !e.quoted && (hasWord(head, people) || hasWord(tail, people)) {
		return true
	}
	return !e.addr && (hasPronoun(head) || hasPronoun(tail))
}

// withoutDay drops the first words of a text that begins with a day.
func withoutDay(head string) string {
	_, rest, _ := strings.Cut(head, " ")
	day, more, _ := strings.Cut(rest, " ")
	if calendarWords[strings.Trim(day, ".,")] {
		return more
	}
	return rest
}

// trimFixed drops the fixed words between a name and the verb.
func trimFixed(head string) string {
	for _, f := range []string{" het volgende", " het volgende bericht", " folgendes", " das folgende", " ezt", " şunları", " şöyle"} {
		if h, ok := strings.CutSuffix(head, f); ok {
			return h
		}
	}
	return head
}

func hasWord(t string, words map[string]bool) bool {
	for w := range strings.FieldsSeq(t) {
		if words[strings.Trim(w, ",.")] {
			return true
		}
	}
	return false
}

func hasPronoun(t string) bool {
	for w := range strings.FieldsSeq(t) {
		if pronouns[strings.Trim(w, ",.")] || possessives[w] {
			return true
		}
	}
	return false
}

func lastWord(t string) string { return t[strings.LastIndexByte(t, ' ')+1:] }
