package bounce

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// group is one group of fields of a delivery report: the first about the mail,
// the others about one recipient each (RFC 3464, section 2.1). Names are in
// lower case without blanks.
type group map[string]string

// maxGroups bounds the groups that are read of a report.
const maxGroups = 2000

// starts reports whether a field of that name opens another group where the
// empty line between two is missing.
func (g group) starts(name string) bool {
	switch name {
	case "final-recipient", "original-recipient", "x-actual-recipient":
		return g[name] != "" || name == "final-recipient" && g["action"] != "" && g["original-recipient"] != "" && g["status"] != ""
	}
	return false
}

// readGroups reads the groups of a delivery-status text. Lines that are no
// field continue the one above: servers fold long diagnostics without the
// blank that RFC 5322 asks for.
func readGroups(text string) []group {
	var out []group
	cur, last := group{}, ""
	flush := func() {
		if len(cur) > 0 && len(out) < maxGroups {
			out = append(out, cur)
		}
		cur, last = group{}, ""
	}
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\n \t")
		name, value, isField := cutField(l)
		switch {
		case l == "" || strings.HasPrefix(l, "--"):
			flush()
		case isField:
			if cur.starts(name) {
				flush()
			}
			if last = name; cur[name] == "" {
				cur[name] = value
			} else if name == "diagnostic-code" {
				cur[name] += " " + value
			}
		case last != "" && len(cur[last]) < maxWords:
			cur[last] += " " + strings.TrimSpace(l)
		}
	}
	flush()
	return joinGroups(out)
}

var fieldLine = lazyregexp.MustCompile(`^[>\s]{0,4}([A-Za-z][A-Za-z0-9-]{2,40})\s*:\s*(.*)$`)

// cutField reads a line that starts a field; a folded line starts none.
func cutField(l string) (name, value string, ok bool) {
	if l == "" || (l[0] == ' ' || l[0] == '\t') && !isStatusField(strings.ToLower(l)) {
		return "", "", false
	}
	m := fieldLine.FindStringSubmatch(clip(l, 8000))
	if m == nil {
		return "", "", false
	}
	name = strings.ToLower(m[1])
	if alias, ok := fieldAlias[name]; ok {
		name = alias
	}
	return name, strings.TrimSpace(m[2]), true
}

// fieldAlias are other names of the fields of RFC 3464.
var fieldAlias = map[string]string{
	"final-rcpt": "final-recipient", "finalrecipient": "final-recipient", "recipient-final": "final-recipient",
	"original-rcpt": "original-recipient", "originalrecipient": "original-recipient", "x-original-recipient": "original-recipient",
	"x-failed-recipient": "final-recipient", "diagnostic": "diagnostic-code", "diag-code": "diagnostic-code",
	"x-actual-rcpt": "x-actual-recipient", "status-code": "status",
}

func isStatusField(l string) bool {
	l = strings.TrimLeft(l, " \t>")
	for _, n := range []string{"final-recipient", "original-recipient", "action:", "status:", "diagnostic-code", "remote-mta", "reporting-mta"} {
		if strings.HasPrefix(l, n) {
			return true
		}
	}
	return false
}

// joinGroups puts a group without an address to the one before it, where an
// empty line fell between the fields of one recipient.
func joinGroups(list []group) []group {
	var out []group
	for _, g := range list {
		if n := len(out); n > 0 && g.address() == "" && out[n-1].address() != "" && g["reporting-mta"] == "" {
			for _, k := range []string{"action", "status", "diagnostic-code", "original-recipient"} {
				if out[n-1][k] == "" && g[k] != "" {
					out[n-1][k] = g[k]
				}
			}
			continue
		}
		out = append(out, g)
	}
	return out
}

// address is the recipient of a group. The final one comes first: it is whom
// the report is about; the original one where the final one is no address of
// the internet.
func (g group) address() string {
	for _, name := range []string{"final-recipient", "original-recipient", "x-actual-recipient", "remote-recipient"} {
		if a := typedAddress(g[name]); a != "" {
			return a
		}
	}
	return ""
}

// action is what became of the mail, one of the words of RFC 3464, section
// 2.3.3; told by the status where the field is missing or unknown.
func (g group) action() string {
	a := strings.FieldsFunc(strings.ToLower(g["action"]), func(r rune) bool { return r < 'a' || r > 'z' })
	if len(a) > 0 {
		switch a[0] {
		case "failed", "failure", "fail", "undeliverable", "bounced":
			return "failed"
		case "delayed", "delay", "deferred", "warning":
			return "delayed"
		case "delivered", "relayed", "expanded":
			return a[0]
		}
	}
	status, _ := fieldStatus(g["status"])
	switch {
	case strings.HasPrefix(status, "2"):
		return "delivered"
	case strings.HasPrefix(status, "4") && g["will-retry-until"] != "":
		return "delayed"
	}
	return "failed"
}

// words are the diagnostics of a group: the remote server's answer and what
// products add to it.
func (g group) words() string {
	w := g["diagnostic-code"]
	for _, name := range []string{"x-powermta-bouncecategory", "x-supplementary-info", "x-notes", "x-error", "reason", "x-display-error"} {
		if v := g[name]; v != "" {
			w += "\n" + v
		}
	}
	_, comment, _ := strings.Cut(g["status"], "(")
	if comment != "" {
		w += "\n" + comment
	}
	return w
}

// isSuccess reports a group of a recipient whom the mail reached.
func (g group) isSuccess() bool {
	switch g.action() {
	case "delivered", "relayed", "expanded":
		return true
	}
	return false
}

var unixStatus = lazyregexp.MustCompile(`(?i)^x-unix;\s*(\d{2})\b`)

// recipient is the failed or delayed recipient of a group; addr is his address.
func (g group) recipient(addr string) voldaan.BounceRecipient {
	status, code := fieldStatus(g["status"])
	words := g.words()
	r := judge(addr, status, code, words, g.action() == "delayed")
	if m := unixStatus.FindStringSubmatch(words); m != nil && r.Reason == voldaan.BounceOther {
		if by, ok := statusTable["unix."+m[1]]; ok {
			r.Reason, r.SMTPCode = by.reason, 0
			r.Hard = hard(r, g.action() == "delayed")
		}
	}
	return r
}

var statusStart = lazyregexp.MustCompile(`(?im)^[ \t>]{0,4}(?:final-recipient|original-recipient|reporting-mta|action)[ \t]*:`)

// fieldsInText finds the fields of a delivery report in running text, as they
// stand there when the parts of the report are lost.
func fieldsInText(text string) string {
	if !strings.Contains(text, "ecipient") {
		return ""
	}
	m := statusStart.FindStringIndex(text)
	if m == nil {
		return ""
	}
	return clip(text[m[0]:], 1<<18)
}

var recipientField = lazyregexp.MustCompile(`(?im)^[ \t>]{0,4}(?:final|original)-recipient[ \t]*:`)

// HasStatusFields reports whether a text holds the fields of a delivery report.
func HasStatusFields(b []byte) bool { return recipientField.Match(b) }

// cleanPart makes a part readable as text.
func cleanPart(b []byte) string {
	if len(b) > 1<<20 {
		b = b[:1<<20]
	}
	return fold.Clean(string(b))
}

// isFailure reports a group of a failed or delayed recipient.
func (g group) isFailure() bool { return g.action() == "failed" || g.action() == "delayed" }

// failedUnnamed reports a failure whose recipient is not told in a form that
// can be read.
func (g group) failedUnnamed() bool {
	return g.address() == "" && (g["action"] != "" || g["status"] != "") && g.isFailure()
}

// anyFailed reports whether a group names a recipient whom the mail did not reach.
func anyFailed(list []group) bool {
	for _, g := range list {
		if g.address() != "" && g.isFailure() {
			return true
		}
	}
	return false
}

// groups are those of the report's parts.
func (r Report) groups() []group {
	var out []group
	for _, d := range r.Delivery {
		if len(out) < maxGroups {
			out = append(out, readGroups(cleanPart(d))...)
		}
	}
	return out
}

// groupsInText are the groups that stand in the text or the attachments of a
// report whose parts are lost; a mail system's only, since people paste reports
// into their mails.
func (r Report) groupsInText() []group {
	texts := []string{fieldsInText(r.Text)}
	for _, f := range r.StatusFiles {
		texts = append(texts, cleanPart(f))
	}
	var out []group
	for _, text := range texts {
		for _, g := range readGroups(text) {
			if g["final-recipient"] != "" || g["original-recipient"] != "" || g["action"] != "" && g["status"] != "" {
				out = append(out, g)
			}
		}
	}
	return out
}
