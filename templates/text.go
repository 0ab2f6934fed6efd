package templates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Columns is the width of a letter's text.
const Columns = 76

// The longest texts that a letter shows, in runes.
const (
	subjectRunes = 150
	nameRunes    = 100
	lineRunes    = 300
	quoteRunes   = 8000
)

// OneLine makes a text safe for a subject or for a place within a line: line
// ends, tabs and other controls become a space, characters that turn the
// direction of writing are dropped, white space is collapsed, and what is
// longer than limit runes is cut and ends with an ellipsis.
func OneLine(s string, limit int) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case turns(r):
		case r == '\u00a0': // keeps an amount together
			b.WriteRune(r)
			space = false
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return cut(strings.TrimSpace(b.String()), limit)
}

// manyLines is OneLine for each line of a text; it keeps its line ends, but
// no more than one empty line in a row.
func manyLines(s string, limit int) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = OneLine(line, limit)
		if line != "" || (len(out) > 0 && out[len(out)-1] != "") {
			out = append(out, line)
		}
	}
	return cut(strings.TrimSpace(strings.Join(out, "\n")), limit)
}

// turns reports the marks, embeddings, overrides and isolates of the
// bidirectional algorithm (UAX #9), and characters without any width, behind
// which a name can hide.
func turns(r rune) bool {
	return r == '\u061c' || r == '\ufeff' || (r >= '\u200b' && r <= '\u200f') ||
		(r >= '\u202a' && r <= '\u202e') || (r >= '\u2060' && r <= '\u2069')
}

// cut shortens a text to limit runes.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}

// Wrap breaks the lines of a text that are longer than width at spaces. A
// broken line goes on under its beginning: at its indent, under the words of
// a "- " or "12. " item, or behind the "> " of a quote. A word that is longer
// than a line stays whole, so that addresses and references survive.
func Wrap(s string, width int) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t")
		if utf8.RuneCountInString(line) <= width {
			out = append(out, line)
			continue
		}
		out = append(out, wrapLine(line, width)...)
	}
	return strings.Join(out, "\n")
}

func wrapLine(line string, width int) []string {
	first, next := hang(line)
	var out []string
	current, empty := first, true
	// Not strings.Fields: it would break at the no-break space of an amount.
	for word := range strings.SplitSeq(line[len(first):], " ") {
		if word == "" {
			continue
		}
		switch {
		case empty:
			current += word
		case utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) <= width:
			current += " " + word
		default:
			out = append(out, current)
			current = next + word
		}
		empty = false
	}
	return append(out, current)
}

// hang gives the prefix of a line and that of the lines that go on with it.
func hang(line string) (first, next string) {
	body := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(body)]
	if strings.HasPrefix(body, "> ") {
		return indent + "> ", indent + "> "
	}
	mark, _, ok := strings.Cut(body, " ")
	number := strings.TrimSuffix(mark, ".")
	if ok && (mark == "-" || (number != mark && number != "" && !slices.ContainsFunc([]byte(number), notDigit))) {
		return indent + mark + " ", indent + strings.Repeat(" ", len(mark)+1)
	}
	return indent, indent
}

func notDigit(b byte) bool { return b < '0' || b > '9' }

// squeeze leaves at most one empty line in a row and none at either end: what
// a template's conditions leave behind.
func squeeze(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t")
		if line != "" || (len(out) > 0 && out[len(out)-1] != "") {
			out = append(out, line)
		}
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n") + "\n"
}

// replySubject is the subject of an answer: one "Re: " before the subject that
// is answered, whatever marks of answers and forwards stood there.
func replySubject(thread string) string {
	marks := []string{"re:", "antw:", "aw:", "sv:", "tr:", "fw:", "fwd:", "wg:", "ré:", "rép:"}
	for {
		i := slices.IndexFunc(marks, func(m string) bool {
			return len(thread) >= len(m) && strings.EqualFold(thread[:len(m)], m)
		})
		if i < 0 {
			break
		}
		thread = strings.TrimSpace(thread[len(marks[i]):])
	}
	return OneLine("Re: "+thread, subjectRunes)
}
