package main

import (
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/voldaan/voldaan/templates"
)

// agent is the name that a mail client gives itself.
func (c mailClient) agent() string {
	return map[mailClient]string{
		outlook: "Microsoft Outlook 16.0", appleMail: "Apple Mail (2.3774.600.62)", phone: "iPhone Mail (21E236)",
	}[c]
}

// quoting are the words with which mail clients introduce what they quote.
type quoting struct {
	from, sent, to, subject string // of Outlook
	gmail, apple            string // with the day, the time, and who wrote
	device                  string // what a phone signs with
	days, months            []string
}

// quotings are by language.
func quotings(language string) quoting {
	switch language {
	case "nl":
		return quoting{
			"Van", "Verzonden", "Aan", "Onderwerp", "Op %s om %s schreef %s:", "Op %s om %s heeft %s het volgende geschreven:",
			"Verstuurd vanaf mijn iPhone",
			[]string{"zo", "ma", "di", "wo", "do", "vr", "za"},
			[]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
		}
	case "fr":
		return quoting{
			"De", "Envoyé", "À", "Objet", "Le %s à %s, %s a écrit :", "Le %s à %s, %s a écrit :", "Envoyé de mon iPhone",
			[]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
			[]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
		}
	case "de":
		return quoting{
			"Von", "Gesendet", "An", "Betreff", "Am %s um %s schrieb %s:", "Am %s um %s schrieb %s:", "Von meinem iPhone gesendet",
			[]string{"So.", "Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa."},
			[]string{"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."},
		}
	}
	return quoting{
		"From", "Sent", "To", "Subject", "On %s at %s, %s wrote:", "On %s at %s, %s wrote:", "Sent from my iPhone",
		[]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		[]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
}

// quoted adds to an answer the mail that it answers, as the client does: as
// text, and as HTML where the client writes that too.
func (c mailClient) quoted(language, answer string, to *playedMail, who string, zone *time.Location) (text, markup string) {
	q := quotings(language)
	at := to.at.In(zone)
	day := fmt.Sprintf("%s %d %s %d", q.days[at.Weekday()], at.Day(), q.months[at.Month()-1], at.Year())
	clock := at.Format("15:04")
	sender := fmt.Sprintf("%s <%s>", who, to.from)
	old := strings.TrimRight(to.text, "\n")
	marked := "> " + strings.ReplaceAll(old, "\n", "\n> ")
	switch c {
	case outlook:
		fields := [][2]string{
			{q.from, sender}, {q.sent, templates.FormatDay(language, dayOf(at)) + " " + clock}, {q.to, to.to}, {q.subject, to.subject},
		}
		return outlookText(answer, fields, old), outlookHTML(answer, fields, old)
	case gmail:
		said := fmt.Sprintf(q.gmail, day, clock, sender)
		return answer + "\n\n" + said + "\n\n" + marked + "\n", gmailHTML(answer, said, old)
	case phone:
		answer += "\n\n" + q.device
	case appleMail:
	}
	return answer + "\n\n" + fmt.Sprintf(q.apple, day, clock, sender) + "\n\n" + marked + "\n", ""
}

// outlookText puts the old mail below a line, unmarked.
func outlookText(answer string, fields [][2]string, old string) string {
	var b strings.Builder
	b.WriteString(answer + "\n\n________________________________\n")
	for _, f := range fields {
		fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
	}
	return b.String() + "\n" + old + "\n"
}

func outlookHTML(answer string, fields [][2]string, old string) string {
	var head []string
	for _, f := range fields {
		head = append(head, fmt.Sprintf("<b>%s:</b> %s", f[0], html.EscapeString(f[1])))
	}
	return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="nl" link="#0563C1" vlink="#954F72"><div class="WordSection1">` +
		"\n" + paragraphs(answer, ` class="MsoNormal"`) +
		"\n" + `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">` +
		strings.Join(head, "<br>\n") + "</p></div>\n" + paragraphs(old, ` class="MsoNormal"`) + "\n</div></body></html>\n"
}

func gmailHTML(answer, said, old string) string {
	return `<div dir="ltr">` + paragraphs(answer, "") + `</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">` +
		html.EscapeString(said) + `<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid ` +
		`rgb(204,204,204);padding-left:1ex">` + paragraphs(old, "") + "</blockquote></div>\n"
}

// paragraphs writes a text as HTML.
func paragraphs(text, attributes string) string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		out = append(out, "<p"+attributes+">"+strings.ReplaceAll(html.EscapeString(p), "\n", "<br>\n")+"</p>")
	}
	return strings.Join(out, "\n")
}

// prefix is what a client puts before the subject of an answer.
func (c mailClient) prefix(language string) string {
	if c == outlook && language == "de" {
		return "AW: "
	}
	return "Re: "
}
