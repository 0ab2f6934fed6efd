package inbound_test

import (
	"fmt"
	"strings"
)

// mail is a message to be written; what is left empty gets a usual value.
type mail struct {
	from, to, cc string
	subject      string
	id           string // Message-ID without angle brackets; "-" for none
	re           string // In-Reply-To and References
	refs         string // References alone, with angle brackets
	trace        string // lines above everything: Received, Authentication-Results
	head         string // more lines of the header
	body         string
	html         bool
	attach       []attachment
}

type attachment struct{ name, media, content string }

// raw writes the mail with CRLF line ends.
func (d *desk) raw(m mail) string {
	d.uid++
	or := func(s, usual string) string {
		if s == "" {
			return usual
		}
		return s
	}
	var b strings.Builder
	b.WriteString(m.trace)
	fmt.Fprintf(&b, "From: %s\nTo: %s\n", or(m.from, an), or(m.to, bot))
	if m.cc != "" {
		fmt.Fprintf(&b, "Cc: %s\n", m.cc)
	}
	fmt.Fprintf(&b, "Subject: %s\nDate: %s\n", or(m.subject, "Re: herinnering"), d.now.Format("Mon, 2 Jan 2006 15:04:05 -0700"))
	if m.id != "-" {
		fmt.Fprintf(&b, "Message-ID: <%s>\n", or(m.id, fmt.Sprintf("m%d@mail.example", d.uid)))
	}
	if m.re != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\nReferences: <%s>\n", m.re, m.re)
	}
	if m.refs != "" {
		fmt.Fprintf(&b, "References: %s\n", m.refs)
	}
	b.WriteString(m.head + "MIME-Version: 1.0\n")
	media := "text/plain"
	if m.html {
		media = "text/html"
	}
	switch {
	case len(m.attach) == 0 && strings.Contains(m.head, "Content-Type:"):
		fmt.Fprintf(&b, "\n%s\n", m.body)
	case len(m.attach) == 0:
		fmt.Fprintf(&b, "Content-Type: %s; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n", media, m.body)
	default:
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: %s; charset=utf-8\n\n%s\n", media, m.body)
		for _, a := range m.attach {
			fmt.Fprintf(&b, "--grens\nContent-Type: %s\nContent-Disposition: attachment; filename=%q\n\n%s\n", a.media, a.name, a.content)
		}
		b.WriteString("--grens--\n")
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// proof is the field of the receiving server that says who wrote.
func proof(domain string) string {
	return "Authentication-Results: " + pinned + "; dkim=pass header.d=" + domain + "\n"
}

// byEva makes a mail one that Eva really wrote.
func byEva(m mail) mail {
	m.from = "Eva <" + eva + ">"
	m.trace = proof("vos.example") + m.trace
	return m
}

// plus is the bot's address with a token.
func plus(token string) string { return strings.Replace(bot, "@", "+"+token+"@", 1) }
