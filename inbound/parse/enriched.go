package parse

import "strings"

// enriched turns text/enriched (RFC 1896) and its forerunner text/richtext (RFC
// 1341, section 7.1.3) into plain text. In both a single line end is a blank; in
// enriched text of several line ends one goes, in richtext <nl> breaks a line.
func enriched(s, typ string) string {
	e := enrichedReader{rich: typ == "text/richtext"}
	for s != "" {
		i := strings.IndexAny(s, "<\n")
		if i < 0 {
			e.write(s)
			break
		}
		e.write(s[:i])
		s = s[i:]
		if s[0] == '\n' {
			s = e.newlines(s)
			continue
		}
		s = e.tag(s)
	}
	return e.out.String()
}

type enrichedReader struct {
	out    strings.Builder
	rich   bool
	noFill int // depth of <nofill>
	param  int // depth of <param>
}

func (e *enrichedReader) write(s string) {
	if e.param == 0 {
		e.out.WriteString(s)
	}
}

func (e *enrichedReader) newlines(s string) string {
	n := len(s) - len(strings.TrimLeft(s, "\n"))
	switch {
	case e.noFill > 0:
		e.write(s[:n])
	case n == 1 || e.rich:
		e.write(" ")
	default:
		e.write(s[:n-1])
	}
	return s[n:]
}

func (e *enrichedReader) tag(s string) string {
	if strings.HasPrefix(s, "<<") {
		e.write("<")
		return s[2:]
	}
	end := strings.IndexByte(s[:min(len(s), 62)], '>')
	if end < 0 {
		e.write("<")
		return s[1:]
	}
	switch strings.ToLower(s[1:end]) {
	case "param", "comment":
		e.param++
	case "/param", "/comment":
		e.param = max(e.param-1, 0)
	case "nofill":
		e.noFill++
	case "/nofill":
		e.noFill = max(e.noFill-1, 0)
	case "nl":
		e.write("\n")
	case "np", "paragraph", "/paragraph":
		e.write("\n\n")
	case "lt":
		e.write("<")
	}
	return s[end+1:]
}
