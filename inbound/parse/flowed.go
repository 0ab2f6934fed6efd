package parse

import "strings"

// unflow undoes format=flowed (RFC 3676): lines that end in a blank go on in
// the next one of the same quote depth, and a blank that only protects the
// start of a line goes. delsp says that the blank at the end goes too. Quoted
// lines keep their marks, in the form "> ", and the line "-- " stays.
func unflow(s string, delsp bool) string {
	var out strings.Builder
	out.Grow(len(s))
	depth, open := 0, false
	for l := range strings.SplitSeq(s, "\n") {
		d := 0
		for d < len(l) && l[d] == '>' {
			d++
		}
		l = strings.TrimPrefix(l[d:], " ")
		separator := l == "-- "
		if open && (d != depth || separator) {
			out.WriteByte('\n')
			open = false
		}
		if !open {
			writeQuoteMarks(&out, d, l)
		}
		depth, open = d, strings.HasSuffix(l, " ") && !separator
		if open && delsp {
			l = l[:len(l)-1]
		}
		out.WriteString(l)
		if !open {
			out.WriteByte('\n')
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func writeQuoteMarks(out *strings.Builder, depth int, l string) {
	for range depth {
		out.WriteByte('>')
	}
	if depth > 0 && l != "" {
		out.WriteByte(' ')
	}
}

// The lines of a text that PGP signed in the clear (RFC 9580, section 7).
const (
	signedStart    = "-----BEGIN PGP SIGNED MESSAGE-----"
	signatureStart = "-----BEGIN PGP SIGNATURE-----"
	signatureEnd   = "-----END PGP SIGNATURE-----"
)

// clearSigned takes the armour and the signature off a signed text and leaves
// what stands around it.
func clearSigned(s string) string {
	before, rest, ok := cutLine(s, signedStart)
	if !ok {
		return s
	}
	head, text, ok := strings.Cut(rest, "\n\n")
	if !ok || strings.Count(head, "\n") > 10 {
		return s
	}
	text, sig, ok := cutLine(text, signatureStart)
	after := ""
	if ok {
		if _, after, ok = cutLine(sig, signatureEnd); !ok {
			after = ""
		}
	}
	text = strings.TrimPrefix(text, "- ")
	return before + strings.ReplaceAll(text, "\n- ", "\n") + after
}

// cutLine cuts around a line.
func cutLine(s, l string) (before, after string, ok bool) {
	for pos := 0; ; {
		i := strings.Index(s[pos:], l)
		if i < 0 {
			return s, "", false
		}
		i += pos
		end, _, _ := strings.Cut(s[i+len(l):], "\n")
		if (i == 0 || s[i-1] == '\n') && strings.TrimSpace(end) == "" {
			return s[:i], s[min(i+len(l)+len(end)+1, len(s)):], true
		}
		pos = i + len(l)
	}
}
