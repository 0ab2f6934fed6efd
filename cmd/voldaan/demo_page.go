package main

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/voldaan/voldaan"
)

// demoPage is what index.html shows.
type demoPage struct {
	Title     string
	Days      []pageDay
	Customers []pageCustomer
	Rows      []stateRow
	Summary   []string
}

type pageDay struct {
	Name  string
	Lines []pageLine
}

type pageLine struct {
	taleLine
	Shown *pageMail
}

// pageMail is a mail as the page shows it.
type pageMail struct {
	Number            int
	File              string
	From, To, Subject string
	Time, Text, About string
	In                bool
	Files             []string
}

type pageCustomer struct {
	Name, Number, Country, Language string
	Rows                            []stateRow
	Mails                           []pageMail
}

// page writes index.html. It needs no other file and no server.
func (p *play) page() ([]byte, error) {
	d := demoPage{
		Title: fmt.Sprintf("%s: %d days from %s", p.creditor.Name, p.days, p.start.Time().Format("2 January 2006")),
		Rows:  p.rows,
	}
	var open voldaan.Amount
	for _, r := range p.rows {
		open += r.open
	}
	d.Summary = p.summary(open)[1:]
	var last voldaan.Date
	for _, l := range p.tale.lines {
		if l.Day != last {
			d.Days = append(d.Days, pageDay{Name: l.Day.Time().Format("Monday 2 January 2006")})
			last = l.Day
		}
		line := pageLine{taleLine: l}
		if l.Mail > 0 {
			line.Shown = p.pageMail(p.mails[l.Mail-1])
		}
		day := &d.Days[len(d.Days)-1]
		day.Lines = append(day.Lines, line)
	}
	for _, a := range p.actors {
		d.Customers = append(d.Customers, p.pageCustomer(a))
	}
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse the demo's page: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, d); err != nil {
		return nil, fmt.Errorf("write the demo's page: %w", err)
	}
	return b.Bytes(), nil
}

func (p *play) pageMail(m *playedMail) *pageMail {
	return &pageMail{
		Number: m.number, File: "mails/" + m.fileName(), From: m.from, To: m.to, Subject: m.subject, In: m.incoming,
		Time: m.at.Format("Mon 2 Jan 15:04"), Text: m.text, About: m.about, Files: m.files,
	}
}

func (p *play) pageCustomer(a actor) pageCustomer {
	c := pageCustomer{Name: a.name, Number: a.number, Country: a.country, Language: a.language}
	for _, r := range p.rows {
		if r.customer == a.number {
			c.Rows = append(c.Rows, r)
		}
	}
	for _, m := range p.mails {
		if m.customer == a.number {
			c.Mails = append(c.Mails, *p.pageMail(m))
		}
	}
	return c
}

const pageTemplate = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; } h3 { margin: 1.5rem 0 .3rem; font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; } th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #eee; }
td.money { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; font: 13px/1.45 ui-monospace, monospace; background: #f7f7f5; padding: .8rem; margin: .3rem 0; overflow-wrap: anywhere; }
details { margin: .1rem 0 .1rem 4.2rem; } details.in > summary { color: #0b5394; } summary { cursor: pointer; }
.line { margin: .15rem 0; } .time { display: inline-block; width: 3.2rem; color: #777; } .mark { display: inline-block; width: 1.2rem; }
.head { color: #555; font-size: 13px; } nav a { margin-right: 1rem; } .more { margin-left: 4.4rem; color: #444; }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<p>Companies, people and money are invented; the mails are those that the bot sent and got.</p>
<nav><a href="#timeline">Timeline</a> <a href="#customers">Customers</a> <a href="#end">State at the end</a></nav>
{{define "mail"}}<details class="{{if .In}}in{{else}}out{{end}}"><summary>{{.Time}} {{if .In}}←{{else}}→{{end}} {{.Subject}}</summary>
<p class="head">From {{.From}} to {{.To}} · {{.About}} · <a href="{{.File}}">mail {{.Number}}</a>{{range .Files}} · attached: {{.}}{{end}}</p>
<pre>{{.Text}}</pre></details>{{end}}
<h2 id="timeline">Timeline</h2>
{{range .Days}}<h3>{{.Name}}</h3>
{{range .Lines}}{{if .Time}}<p class="line"><span class="time">{{.Time}}</span><span class="mark">{{.Mark}}</span> <b>{{.What}}</b> {{.Text}}</p>
{{else}}<p class="line more">{{.Mark}} {{.Text}}</p>
{{end}}{{with .Shown}}{{template "mail" .}}
{{end}}{{end}}{{end}}
<h2 id="customers">Customers</h2>
{{range .Customers}}<h3>{{.Name}} ({{.Number}}, {{.Country}}, {{.Language}})</h3>
<table><tr><th>Invoice</th><th>Total</th><th>Open</th><th>Status</th><th>Last step</th></tr>
{{range .Rows}}<tr><td>{{.Number}}</td><td class="money">{{.Total}}</td><td class="money">{{.Open}}</td><td>{{.Status}}</td><td>{{.LastStep}}</td></tr>
{{end}}</table>
{{range .Mails}}{{template "mail" .}}
{{end}}{{end}}
<h2 id="end">State at the end</h2>
<table><tr><th>Invoice</th><th>Customer</th><th>Total</th><th>Open</th><th>Status</th><th>Last step</th></tr>
{{range .Rows}}<tr><td>{{.Number}}</td><td>{{.Customer}}</td><td class="money">{{.Total}}</td><td class="money">{{.Open}}</td><td>{{.Status}}</td><td>{{.LastStep}}</td></tr>
{{end}}</table>
<pre>{{range .Summary}}{{.}}
{{end}}</pre>
</body>
</html>
`
