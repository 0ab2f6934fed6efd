package split

import "strings"

// attributionStarts are the words before the day at the start of an
// attribution, and others with which it may begin.
var attributionStarts = set("op|on|le|am|at|in|el|il|em|no|w|dne|dňa|den|på|på|i|la|în|pe|a|la|στις|την|vào|pada|dana|le|dnia|в|во|vào|în|tarihinde|在|于|quoting|citeren|zitat|citando|citation|von|van|от|od|de|le|in|message|2026年|,|у|am|um|op|kl|klo|dana|u")

// calendarWords are the weekdays and months in the languages of clients, long
// and short, folded.
var calendarWords = set(
	"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|jan|feb|mrt|apr|mei|jun|jul|aug|sep|sept|okt|nov|dec|januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december",
	"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|january|february|march|may|june|july|august|october|mar|oct|yesterday|today",
	"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv|févr|avr|juil|déc",
	"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|mi|fr|sa|so|januar|februar|märz|mär|dezember|dez|jänner",
	"lunes|martes|miércoles|jueves|viernes|sábado|domingo|mié|jue|vie|sáb|dom|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|abr|dic",
	"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gio|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|gen|mag|giu|lug|ago|set|ott",
	"segunda|terça|quarta|quinta|sexta|seg|ter|qua|qui|sex|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|fev|out",
	"poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pon|wt|śr|czw|pt|sob|ndz|niedz|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru",
	"måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån|tis|ons|tors|tor|fre|lör|sön|mandag|tirsdag|lørdag|søndag|man|tir|tirs|lør|søn|maj|desember|des",
	"maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|ti|ke|to|pe|la|su|marraskuuta|joulukuuta",
	"пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|янв|февр|апр|нояб|дек|нд|понеділок|вівторок|середа|листопада",
	"pondělí|úterý|středa|čtvrtek|pátek|po|út|st|čt|pá|luni|marți|miercuri|joi|vineri|hétfő|kedd|szerda|csütörtök|péntek|pazartesi|salı|çarşamba|perşembe|cuma|sal|çar|per|kas|δευ|τρί|τετ|πέμ|παρ|σάβ|κυρ",
)

// startsWithDate reports whether a folded text begins with a day, alone or
// after a preposition: "on tue, nov 24", "op 24-11", "24.11.2026", "w dniu 24".
func startsWithDate(t string) bool {
	if isDigit(t[0]) {
		return len(t) > 1 && dateStrength(t[:min(len(t), 40)]) > 0
	}
	n := 0
	for w := range strings.FieldsSeq(t) {
		w = strings.Trim(w, ".,")
		if w != "" && (isDigit(w[0]) || calendarWords[w]) && (n > 0 || len(w) > 2 || !attributionStarts[w]) {
			return true
		}
		if n++; n > 2 || n == 1 && !attributionStarts[w] {
			return false
		}
	}
	return false
}

// dateStrength is 2 for a year, a full date or a clock time, 1 for a weekday
// or month, 0 for none.
func dateStrength(t string) int {
	if hasNumericDate(t) || hasClock(t) {
		return 2
	}
	for w := range strings.FieldsSeq(t) {
		if w = strings.Trim(w, ".,"); len(w) > 2 && calendarWords[w] {
			return 1
		}
	}
	return 0
}

// hasNumericDate finds a year of this and the last century, a numeric date
// such as 3-11-26, or a number with the sign of a year, month or day.
func hasNumericDate(t string) bool {
	for i := 0; i < len(t); {
		n := digitsAt(t, i)
		if n == 0 {
			i++
			continue
		}
		j := i + n
		switch {
		case n == 4 && (strings.HasPrefix(t[i:], "19") || strings.HasPrefix(t[i:], "20")) && !glued(t, i):
			return true
		case n <= 2 && j < len(t) && strings.IndexByte("-/.", t[j]) >= 0:
			k := j + 1 + blankAt(t, j+1)
			if m := digitsAt(t, k); m >= 1 && m <= 2 && k+m < len(t) && t[k+m] == t[j] {
				if y := digitsAt(t, k+m+1+blankAt(t, k+m+1)); y >= 2 && y <= 4 {
					return true
				}
			}
		case j < len(t) && t[j] >= 0xe3 && hasAnyPrefix(t[j:], "年", "月", "日", "년", "월", "일"):
			return true
		}
		i = j
	}
	return false
}

// glued reports whether digits at i are the rest of a word or number.
func glued(t string, i int) bool {
	if i == 0 {
		return false
	}
	if t[i-1] != '-' {
		return t[i-1] >= 'a' && t[i-1] <= 'z'
	}
	k := i - 1
	for k > 0 && t[k-1] >= 'a' && t[k-1] <= 'z' {
		k--
	}
	return k < i-1 && !calendarWords[t[k:i-1]]
}

// hasClock finds a clock time: 10:02, 10h02, 10.02.
func hasClock(t string) bool {
	for i := 0; i < len(t); {
		n := digitsAt(t, i)
		if n == 0 {
			i++
			continue
		}
		j := i + n
		if n <= 2 && j+2 < len(t) && strings.IndexByte(":h.", t[j]) >= 0 && digitsAt(t, j+1) == 2 && !(j+3 < len(t) && t[j] == '.' && (t[j+3] == '.' || t[j+3] == ',')) {
			return true
		}
		i = j
	}
	return false
}

func digitsAt(t string, i int) int {
	n := 0
	for i+n < len(t) && isDigit(t[i+n]) {
		n++
	}
	return n
}

func blankAt(t string, i int) int {
	if i < len(t) && t[i] == ' ' {
		return 1
	}
	return 0
}

func hasAnyPrefix(t string, words ...string) bool { return prefixOf(t, words) > 0 }
