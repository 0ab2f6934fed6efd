package dossier

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

// correspondence lists every mail with the hash of its file.
func (p *page) correspondence() {
	p.heading(p.word("correspondence"))
	t := table{columns: []column{
		{p.word("mail_number"), 11, false},
		{p.word("day"), 25, false},
		{p.word("direction"), 15, false},
		{p.word("from_to"), 77, false},
		{"SHA-256", 50, false},
	}, size: 7}
	for _, m := range p.d.Mails {
		way := p.word("mail_in")
		if m.Out {
			way = p.word("mail_out")
		}
		if m.Post {
			way += ", " + p.word("by_post")
		}
		what := p.between(m)
		if m.Subject != "" {
			what += " · " + m.Subject
		}
		sum := half(m.SHA256)
		if m.Erased {
			what, sum = p.word(m.Kind), p.word("erased")+" "+p.short(p.erasedOn(m.Number))
		}
		t.rows = append(t.rows, []string{strconv.Itoa(m.Number), p.instant(m.At), way, what, sum})
	}
	if len(t.rows) == 0 {
		p.text("–")
	} else {
		p.table(t)
	}
	if p.d.LeftOut > 0 {
		p.note(fmt.Sprintf("%d %s", p.d.LeftOut, p.word("left_out")))
	}
}

// between is who wrote to whom.
func (p *page) between(m Mail) string {
	to := strings.Join(m.To, ", ")
	switch {
	case m.From == "" && to == "":
		return p.word(m.Kind)
	case m.Post:
		return "→ " + to
	}
	return m.From + " → " + to
}

// half breaks a hash in two, so that it stands on two lines.
func half(sum string) string {
	if len(sum) != 64 {
		return sum
	}
	return sum[:32] + " " + sum[32:]
}

// erasedOn is the day on which a mail's content went; zero: not recorded.
func (p *page) erasedOn(mail int) (day voldaan.Date) {
	for _, e := range p.d.Erased {
		if e.Mail == mail {
			return e.Day
		}
	}
	return 0
}

// deliveries shows how each letter fared with each recipient.
func (p *page) deliveries() {
	p.heading(p.word("deliveries"))
	t := table{columns: []column{
		{p.word("mail_number"), 11, false},
		{p.word("day"), 25, false},
		{p.word("recipient"), 46, false},
		{p.word("result"), 60, false},
		{p.word("reports"), 36, false},
	}, size: 7}
	for _, v := range p.d.Deliveries {
		result := p.word("delivery_" + string(v.State))
		said := strings.TrimSpace(positive(v.Code) + " " + v.Status)
		if v.Text != "" && !strings.Contains(v.Text, said) {
			said += " " + v.Text
		} else if v.Text != "" {
			said = v.Text
		}
		if said = strings.TrimSpace(said); said != "" {
			result += p.colon() + " " + said
		}
		var reports []string
		for _, r := range v.Reports {
			text := fmt.Sprintf("%s %d, %s: %s", p.word("mail_number"), r.Mail, p.short(r.Day), p.word("report_"+r.Kind))
			if why := strings.TrimSpace(r.Status + " " + p.word(r.Reason)); why != "" {
				text += " (" + why + ")"
			}
			reports = append(reports, text)
		}
		address := v.Address
		if address == erasedWord {
			address = "(" + p.word("erased") + ")"
		}
		t.rows = append(t.rows, []string{number(v.Mail), p.instant(v.At), address, result, strings.Join(reports, "; ")})
	}
	if len(t.rows) == 0 {
		p.text("–")
		return
	}
	p.table(t)
	p.note(p.word("delivery_note"))
}

// documents lists the invoices' documents with their hashes.
func (p *page) documents() {
	p.heading(p.word("documents"))
	t := table{columns: []column{{p.word("invoice"), 40, false}, {p.word("file"), 88, false}, {"SHA-256", 50, false}}, size: 7}
	for _, v := range p.d.Documents {
		file := v.File
		switch {
		case v.Erased:
			file = p.word("erased")
		case file == "":
			file = p.word("no_document")
		}
		t.rows = append(t.rows, []string{v.Invoice, file, half(v.SHA256)})
	}
	p.table(t)
}

// erased says what is gone, and since when.
func (p *page) erased() {
	p.heading(p.word("erased_content"))
	if len(p.d.Erased) == 0 {
		p.text(p.word("nothing_erased"))
		return
	}
	t := table{columns: []column{{p.word("what"), 118, false}, {p.word("erased_on"), 60, false}}}
	for _, e := range p.d.Erased {
		what := p.word("erased_" + e.What)
		switch {
		case e.Mail != 0:
			what += " " + strconv.Itoa(e.Mail)
		case e.Name != "":
			what += " " + e.Name
		}
		day := p.short(e.Day)
		if e.Day == 0 {
			day = p.word("date_unknown")
		}
		t.rows = append(t.rows, []string{what, day})
	}
	p.table(t)
}
