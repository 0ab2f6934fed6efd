package paper

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/templates"
)

// sample is a letter of a kind in a language, as the bot writes it.
func sample(t *testing.T, language string, kind voldaan.LetterKind, lines int) Letter {
	t.Helper()
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := templates.Sample(kind)
	d.Paper = true
	for i := range lines {
		line := d.Lines[0]
		line.Number = fmt.Sprintf("2026-%04d", i)
		d.Lines = append(d.Lines, line)
	}
	m, err := set.Render(language, kind, d)
	if err != nil {
		t.Fatal(err)
	}
	return Letter{
		Language: language, Made: time.Date(2026, 11, 18, 10, 0, 0, 0, time.UTC), Country: d.Creditor.Country,
		Sender:    append([]string{d.Creditor.Name}, d.Creditor.Address...),
		Recipient: []string{d.Customer.Name, "Laan van de Bakkers 7", "9000 Gent"},
		Day:       templates.FormatDay(language, d.Today), Subject: m.Subject, Body: m.HTML, Foot: d.Creditor.Name,
	}
}

// text is the text of a PDF, as it stands on the pages.
func text(t *testing.T, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), servertest.Need(t, "pdftotext"), "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// TestLetter finds every word of the mail on the paper, in its order, between
// the address and the foot.
func TestLetter(t *testing.T) {
	for _, language := range []string{"nl", "fr", "en", "de"} {
		for _, kind := range []voldaan.LetterKind{voldaan.LetterReminder1, voldaan.LetterFormalNotice, voldaan.LetterFinalDemand} {
			l := sample(t, language, kind, 0)
			pdf, err := l.PDF()
			if err != nil {
				t.Fatal(err)
			}
			again, err := l.PDF()
			if err != nil || !bytes.Equal(pdf, again) {
				t.Errorf("%s %s: the same letter gives other bytes, %v", language, kind, err)
			}
			got := strings.Join(strings.Fields(text(t, pdf)), " ")
			at := 0
			for _, want := range append(append(append([]string{}, l.Sender...), l.Recipient...), l.Day, l.Subject) {
				i := strings.Index(got[at:], strings.Join(strings.Fields(want), " "))
				if i < 0 {
					t.Fatalf("%s %s: %q is not on the paper, or not in its place:\n%s", language, kind, want, got)
				}
				at += i
			}
			blocks, err := parse(l.Body)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range blocks {
				for _, w := range plain(b) {
					if !strings.Contains(got, w) {
						t.Errorf("%s %s: %q is not on the paper:\n%s", language, kind, w, got)
					}
				}
			}
		}
	}
}

// plain is the lines of a paragraph and the words of a table.
func plain(b block) []string {
	var out []string
	one := func(l line) string {
		s := ""
		for _, r := range l {
			s += r.text
		}
		return strings.Join(strings.Fields(s), " ")
	}
	for _, l := range b.lines {
		out = append(out, one(l))
	}
	for _, r := range b.rows {
		for _, c := range r.cells {
			for _, l := range c.lines {
				out = append(out, strings.Fields(one(l))...)
			}
		}
	}
	return out
}

// TestWindow puts the address where the window of the country's envelopes is.
func TestWindow(t *testing.T) {
	column := func(country string) int {
		l := sample(t, "nl", voldaan.LetterReminder1, 0)
		l.Country = country
		pdf, err := l.PDF()
		if err != nil {
			t.Fatal(err)
		}
		for row := range strings.Lines(text(t, pdf)) {
			if i := strings.Index(row, "Laan van de Bakkers 7"); i >= 0 {
				return i
			}
		}
		t.Fatal("the address is missing")
		return 0
	}
	if nl, de, be, fr := column("NL"), column("DE"), column("BE"), column("FR"); nl != de || be != fr || be < nl+20 {
		t.Errorf("the address stands in column %d, %d, %d and %d", nl, de, be, fr)
	}
}

// TestManyInvoices lets a table go over several pages, with its head on each
// and every row once.
func TestManyInvoices(t *testing.T) {
	pdf, err := sample(t, "nl", voldaan.LetterReminder2, 120).PDF()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(text(t, pdf), "\f"), "\f")
	all := strings.Join(pages, "\n")
	for i := range 120 {
		if n := strings.Count(all, fmt.Sprintf("2026-%04d", i)); n != 1 {
			t.Errorf("invoice %d stands there %d times", i, n)
		}
	}
	for i, p := range pages {
		if !strings.Contains(p, fmt.Sprintf("%d / %d", i+1, len(pages))) {
			t.Errorf("page %d does not say so:\n%s", i+1, p)
		}
		if strings.Contains(p, "2026-0") && !strings.Contains(p, "Vervaldag") {
			t.Errorf("page %d has rows without a head:\n%s", i+1, p)
		}
	}
	if len(pages) < 5 {
		t.Errorf("%d pages", len(pages))
	}
}

// TestAnyLetter writes letters of any text, however long its words are.
func TestAnyLetter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringN(0, 400, -1)
		cell := "<td>" + s.Draw(rt, "cell") + "</td>"
		_, err := Letter{
			Language: "nl", Country: rapid.SampledFrom([]string{"", "NL", "BE"}).Draw(rt, "country"),
			Sender: rapid.SliceOfN(s, 0, 6).Draw(rt, "sender"), Recipient: rapid.SliceOfN(s, 0, 6).Draw(rt, "recipient"),
			Subject: s.Draw(rt, "subject"), Foot: s.Draw(rt, "foot"),
			Body: s.Draw(rt, "body") + "<table><tr>" + strings.Repeat(cell, rapid.IntRange(0, 9).Draw(rt, "cells")) + "</tr></table>" +
				"<p>" + strings.Repeat(s.Draw(rt, "paragraph"), rapid.IntRange(1, 90).Draw(rt, "times")),
		}.PDF()
		if err != nil {
			rt.Fatal(err)
		}
	})
}

// TestWrap breaks any text into lines that fit, and loses none of its words.
func TestWrap(t *testing.T) {
	g, err := NewGlyphs()
	if err != nil {
		t.Fatal(err)
	}
	p := NewSheet(g, "en", "", "", time.Time{})
	p.AddPage()
	p.Font("", sizeSmall)
	rapid.Check(t, func(rt *rapid.T) {
		text := g.Clean(rapid.String().Draw(rt, "text"), 500)
		w := rapid.Float64Range(5, 100).Draw(rt, "width")
		lines := p.Wrap(text, w)
		for _, line := range lines {
			if p.GetStringWidth(line) > w+0.001 && len([]rune(line)) > 1 {
				rt.Fatalf("%q is %f wide, %f fit", line, p.GetStringWidth(line), w)
			}
		}
		plain := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := strings.Join(lines, ""); plain(got) != plain(text) {
			rt.Fatalf("%q became %q", text, got)
		}
	})
}
