package dossier

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// contested shows what was contested and what was answered.
func (p *page) contested() {
	p.heading(p.word("contested"))
	if len(p.d.Disputes) == 0 {
		p.text(p.word("nothing_contested"))
		return
	}
	t := table{columns: []column{
		{p.word("day"), 20, false},
		{p.word("invoice"), 27, false},
		{p.word("reason"), 71, false},
		{p.word("answers"), 40, false},
		{p.word("ended"), 20, false},
	}}
	for _, c := range p.d.Disputes {
		what := p.word(c.Reason)
		if c.Amount != 0 {
			what += ", " + p.money(c.Amount, p.currency(c.Invoice))
		}
		what += p.quoted(c.Quote, c.Mail)
		var answers []string
		for _, a := range c.Answers {
			answers = append(answers, fmt.Sprintf("%s %d, %s (%s)", p.word("mail_number"), a.Mail, p.short(a.Day), p.word(a.Kind)))
		}
		if answers == nil {
			answers = []string{"–"}
		}
		t.rows = append(t.rows, []string{p.short(c.Day), c.Invoice, what, strings.Join(answers, "; "), p.short(c.Ended)})
	}
	p.table(t)
}

// quoted is what somebody wrote, and in which mail.
func (p *page) quoted(words string, mail int) string {
	out := ""
	if words != "" {
		out = " “" + words + "”"
	}
	if mail != 0 {
		out += fmt.Sprintf(" (%s %d)", p.word("mail_number"), mail)
	}
	return out
}

// clocks shows the terms of the law with what they rest on.
func (p *page) clocks() {
	p.heading(p.word("legal_clocks"))
	if len(p.d.Notices) == 0 {
		p.text(p.word("no_notice"))
		return
	}
	t := table{columns: []column{
		{p.word("mail_number"), 12, false},
		{p.word("sent"), 20, false},
		{p.word("evidence"), 50, false},
		{p.word("received"), 20, false},
		{p.word("term"), 34, false},
		{p.word("due_from"), 20, false},
		{p.word("law"), 22, false},
	}}
	for _, n := range p.d.Notices {
		term := ""
		if n.First != 0 {
			term = p.short(n.First) + " – " + p.short(n.Last)
		}
		evidence := p.word("evidence_" + string(n.Evidence))
		if n.Proof != 0 {
			evidence += fmt.Sprintf(" (%s %d)", p.word("mail_number"), n.Proof)
		}
		sent := p.short(n.Sent)
		if n.Channel == ChannelPost {
			sent += ", " + p.word("by_post")
		}
		law := n.Law
		if n.ToCheck {
			law += " (" + p.word("to_check") + ")"
		}
		t.rows = append(t.rows, []string{
			number(n.Mail), sent, evidence, p.short(n.Received), term, p.short(n.DueFrom), law,
		})
	}
	p.table(t)
	p.note(p.word("notice_note"))
}

// chronology tells every event in a sentence, as voldaan why does.
func (p *page) chronology() {
	p.heading(p.word("chronology"))
	t := table{columns: []column{
		{p.word("day"), 20, false}, {p.word("event"), 122, false}, {p.word("author"), 36, false},
	}}
	for _, l := range p.d.Chronology {
		text := l.Text
		if l.Erased {
			text += " “…” [" + p.word("erased") + "]"
		}
		t.rows = append(t.rows, []string{p.short(l.Day), text + p.quoted(l.Quote, l.Mail), l.By})
	}
	p.table(t)
}

// currency is that of an invoice.
func (p *page) currency(number string) (out voldaan.Currency) {
	for _, v := range p.d.Invoices {
		if v.Number == number {
			return v.Currency
		}
	}
	return out
}
