package split

import (
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
)

// initialsMark is the length of a quote mark with the initials of the writer,
// as Supercite and older clients put it ("JD> text", "Jan> text"), or zero.
func initialsMark(l string) int {
	t := strings.TrimLeft(l, " ")
	pad := len(l) - len(t)
	i := 0
	for i < len(t) && i < 10 && (t[i] >= 'A' && t[i] <= 'Z' || i > 0 && t[i] >= 'a' && t[i] <= 'z') {
		i++
	}
	if i < 2 || pad > 2 || i >= len(t) || t[i] != '>' {
		return 0
	}
	for i < len(t) && t[i] == '>' {
		i++
	}
	if i < len(t) && t[i] != ' ' {
		return 0
	}
	return pad + i
}

// readInitials gives depth to runs of at least two lines with the same
// initials as their quote mark.
func (s *splitter) readInitials() {
	for i := 0; i < len(s.ls); {
		n := initialsMark(s.ls[i].Text)
		if n == 0 || s.depth[i] > 0 {
			i++
			continue
		}
		mark := strings.TrimSpace(s.ls[i].Text[:n])
		j := i + 1
		for j < len(s.ls) && s.depth[j] == 0 && hasMark(s.ls[j].Text, mark) {
			j++
		}
		for k := i; k < j && (j-i > 1 || s.marked(mark, j)); k++ {
			s.depth[k] = strings.Count(mark, ">")
			rest := strings.TrimLeft(s.ls[k].Text, " ")[len(mark):]
			if len(rest) > maxCompared {
				rest = strings.ToValidUTF8(rest[:maxCompared], "")
			}
			s.low[k], s.known[k] = fold.Line(rest), true
		}
		i = j
	}
}

func hasMark(l, mark string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(l, " "), mark)
	return ok && (rest == "" || rest[0] == ' ')
}

// marked reports whether a line with the same initials stands shortly below.
func (s *splitter) marked(mark string, from int) bool {
	for k := from; k < len(s.ls) && k < from+8; k++ {
		if hasMark(s.ls[k].Text, mark) {
			return true
		}
	}
	return false
}
