package dossier

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound/paper"
	"github.com/voldaan/voldaan/templates"
)

// read gives the text of each page of a PDF, as another program reads it.
func read(t testing.TB, pdf string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), servertest.Need(t, "pdftotext"), "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = strings.NewReader(pdf)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("pdftotext: %v: %s", err, &errs)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// pdfOf is the PDF of a dossier, read back page by page.
func pdfOf(t testing.TB, d Dossier) []string {
	t.Helper()
	_, content := members(t, written(t, d))
	return read(t, content[FilePDF])
}

// flat is a page's text without its layout.
func flat(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

// TestReadBack reads each language's PDF with another program.
func TestReadBack(t *testing.T) {
	for language, want := range map[string][]string{
		"nl": {"Incassodossier", "Overgedragen op 23 november 2026 door Sofie Vermeulen", "€ 3.014,00", "31-08-2026", "1 van ", "Er is niets gewist"},
		"fr": {"Dossier de recouvrement", "Transmis le 23 novembre 2026 par Sofie Vermeulen", "3 014,00 €", "31/08/2026", "1 sur ", "Rien n'a été effacé"},
		"en": {"Collection file", "Handed over on 23 November 2026 by Sofie Vermeulen", "€3,014.00", "31 Aug 2026", "1 of ", "Nothing was erased"},
		"de": {"Inkassoakte", "Übergeben am 23. November 2026 von Sofie Vermeulen", "3.014,00 €", "31.08.2026", "1 von ", "Es wurde nichts gelöscht"},
	} {
		d := sample(language, 60)
		pages := pdfOf(t, d)
		all := flat(strings.Join(pages, " "))
		facts := []string{
			"2026-041", "RF12F20260001", "bank-881", "CN-7", "PO-77", "NL91 ABNA 0417 1643 00", "sofie@degans.example", "boek@zon.example",
			"oud@zon.example", "art. 6:96 (6) BW", "“De prijs klopt niet: wij spraken 950 af.”", "An Łódź <boek@zon.example>", "Ελλάς",
			"queued as 4F2A", "documents/2026-041.pdf", "SHA256SUMS", "h7k2m9",
		}
		facts = append(append(facts, european...), want[:5]...)
		for _, fact := range facts {
			if !strings.Contains(all, fact) {
				t.Errorf("%s: the PDF does not say %q", language, fact)
			}
		}
		if strings.Contains(all, want[5]) || strings.ContainsRune(all, paper.Missing) {
			t.Errorf("%s: says that nothing was erased, or has a character that the font lacks", language)
		}
		d.Erased, d.Documents, d.Mails[6].Key = nil, nil, "m7"
		if !strings.Contains(flat(strings.Join(pdfOf(t, d), " ")), want[5]) {
			t.Errorf("%s: does not say that nothing was erased", language)
		}
	}
}

// TestStatement shows what lowered an invoice and what was claimed on top: the
// discount with its day and what is left of VAT, charges with their days, those
// that were given up, what was paid on them, and a notice that went by post.
func TestStatement(t *testing.T) {
	for language, want := range map[string][]string{
		"nl": {
			"2026-045 01-09-2026 01-10-2026 53 € 1.000,00 € 210,00 € 1.210,00 € 1.210,00 € 0,00",
			"14-09-2026 betalingskorting hoofdsom € 24,20", "Btw na betalingskorting 21 %: € 205,80 / € 980,00 (correctie € 4,20)",
			"2026-041 02-11-2026 rente 01-09-2026 – 02-11-2026 4 10-11-2026 € 8,12", "Voldaan EUR € -10,00 Openstaand EUR € 30,00",
			"8 04-11-2026, per post bewezen: door een collega ingevoerd 06-11-2026 07-11-2026 – 20-11-2026 21-11-2026",
			"uit, per post → Łódź Świętochłowice Sp. z o.o. · Aanmaning, factuur 2026-041",
		},
		"fr": {"14/09/2026 escompte principal 24,20 €", "TVA après escompte 21 %: 205,80 € / 980,00 € (correction 4,20 €)", "04/11/2026, par la poste"},
		"en": {"14 Sep 2026 early-payment discount principal €24.20", "VAT after the discount 21 %: €205.80 / €980.00 (correction €4.20)", "by post"},
		"de": {"14.09.2026 Skonto Hauptforderung 24,20 €", "MwSt. nach Skonto 21 %: 205,80 € / 980,00 € (Korrektur 4,20 €)", "04.11.2026, per Post"},
	} {
		all := flat(strings.Join(pdfOf(t, sample(language, 9)), " "))
		for _, w := range want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: the PDF does not say %q:\n%s", language, w, all)
			}
		}
	}
}

// TestPages numbers every page, and repeats the head of a table that goes on.
func TestPages(t *testing.T) {
	pages := pdfOf(t, sample("en", 300))
	if len(pages) < 15 {
		t.Fatalf("only %d pages", len(pages))
	}
	mails := 0
	for i, text := range pages {
		if !strings.Contains(flat(text), fmt.Sprintf("%d of %d", i+1, len(pages))) {
			t.Errorf("page %d does not say which it is of %d", i+1, len(pages))
		}
		if i > 0 && !strings.HasPrefix(flat(text), "Collection file · Łódź") {
			t.Errorf("page %d has no head: %.60q", i+1, flat(text))
		}
		if strings.Contains(text, "Re: factuur") {
			mails++
			if !strings.Contains(flat(text), "Mail Date In/out From → to · subject SHA-256") {
				t.Errorf("page %d goes on with a table without its head", i+1)
			}
		}
	}
	if mails < 5 {
		t.Errorf("the mails stand on %d pages", mails)
	}
	all := flat(strings.Join(pages, " "))
	for n := 1; n <= 300; n++ {
		if n == 7 { // erased
			continue
		}
		if !regexp.MustCompile(fmt.Sprintf(`(^| )%d \d+ \w+ 2026 \d\d:\d\d (in|out),? `, n)).MatchString(all) {
			t.Errorf("mail %d is not listed", n)
		}
	}
}

// TestHashes finds each mail's hash in the PDF.
func TestHashes(t *testing.T) {
	d := sample("nl", 20)
	_, content := members(t, written(t, d))
	all := strings.Join(read(t, content[FilePDF]), " ")
	n := 0
	for line := range strings.Lines(content[FileSums]) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if name == FilePDF || name == FileJSON {
			continue
		}
		if !strings.Contains(all, sum[:32]) || !strings.Contains(all, sum[32:]) {
			t.Errorf("the PDF does not show the hash of %s", name)
		}
		n++
	}
	if n != 20 {
		t.Errorf("%d hashes", n)
	}
}

// TestNothing writes a dossier of which nearly nothing is known, and one whose
// texts fill pages or hold anything.
func TestNothing(t *testing.T) {
	for _, language := range []string{"nl", "fr", "en", "de", "pl", ""} {
		pages := pdfOf(t, Dossier{Name: "dossier-K1001-2026-11-23", Made: sample("", 0).Made, Language: language})
		if len(pages) == 0 || strings.TrimSpace(pages[0]) == "" {
			t.Errorf("%q: an empty page", language)
		}
	}
	d := sample("en", 3)
	long := strings.Repeat("a very long story without an end ", 2000)
	d.Chronology[0].Text = long
	d.Disputes[0].Quote = strings.Repeat("ж", 40000)
	d.Debtor.Name = "\x00\u202e" + long + "😀🏦 \u0301\u0301"
	d.Debtor.Address = []string{strings.Repeat("🏦", 300)}
	d.Invoices[0].Subject = strings.Repeat("W", 5000)
	d.Deliveries[0].Text = "<script>" + strings.Repeat("(\\)", 900)
	for range 40 {
		d.Debtor.Contacts = append(d.Debtor.Contacts, Contact{Address: strings.Repeat("x", 90) + "@zon.example"})
	}
	if all := strings.Join(pdfOf(t, d), " "); !strings.Contains(all, "a very long story") || !strings.ContainsRune(all, paper.Missing) {
		t.Error("the long texts are not there")
	}
}

// TestHighRow breaks a row that is higher than a page, and loses nothing of it.
func TestHighRow(t *testing.T) {
	g, err := paper.NewGlyphs()
	if err != nil {
		t.Fatal(err)
	}
	d := sample("en", 0)
	p := newPage(&d, loaded(t), g, 9)
	cells := ""
	for i := range 190 {
		cells += fmt.Sprintf("w%dw ", i)
	}
	row := []string{"x", cells}
	p.table(table{columns: []column{{"one", width - 12, false}, {"two", 12, false}}, rows: [][]string{row, row}, foot: [][]string{{"the sum"}}})
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	pages := read(t, b.String())
	all := strings.Join(pages, " ")
	for i := range 190 {
		if got := strings.Count(all, fmt.Sprintf("w%dw", i)); got != 2 {
			t.Fatalf("w%dw stands %d times on %d pages", i, got, len(pages))
		}
	}
	if n := strings.Count(all, "two"); n != len(pages) || len(pages) < 3 || strings.Count(all, "the sum") != 1 {
		t.Errorf("%d heads on %d pages", n, len(pages))
	}
}

// TestStatementFits sets heads, dates and large sums of the statement of
// account without breaking a word.
func TestStatementFits(t *testing.T) {
	g, err := paper.NewGlyphs()
	if err != nil {
		t.Fatal(err)
	}
	set := loaded(t)
	for _, language := range set.Languages() {
		d := sample(language, 0)
		p := newPage(&d, set, g, 0)
		sum := 0.0
		for i, c := range p.statementColumns() {
			sum += c.width
			for _, text := range []struct {
				style, text string
				in          bool
			}{
				{"B", c.head, true},
				{"", "2026-0417", i == 0},
				{"", p.short(voldaan.MustDate("2026-09-30")), i == 1 || i == 2},
				{"", "4321", i == 3},
				{"", p.money(1_234_567_89, voldaan.EUR), i == 4 || i > 5},
				{"B", p.money(1_234_567_89, voldaan.EUR), i > 5},
				{"", p.money(234_567_89, voldaan.EUR), i == 5},
			} {
				p.font(text.style, statementSize)
				for word := range strings.SplitSeq(text.text, " ") {
					// A date may stand on two lines, a word and a sum may not.
					if text.in && p.pdf.GetStringWidth(word) > c.width-cellGap {
						t.Errorf("%s: %q is broken in the column %q", language, word, c.head)
					}
				}
			}
		}
		if sum != width {
			t.Errorf("%s: the columns are %v wide, the page %v", language, sum, width)
		}
	}
}

// TestWords looks for each word that the PDF asks for in each language.
func TestWords(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, re := range []string{`word\("([a-z_]+[a-z])"\)`, `pair\{"([a-z_]+)"`} {
			for _, m := range regexp.MustCompile(re).FindAllStringSubmatch(string(raw), -1) {
				asked[m[1]] = true
			}
		}
	}
	add := func(prefix string, all ...string) {
		for _, s := range all {
			asked[prefix+s] = true
		}
	}
	add("evidence_", string(EvidenceAnswered), string(EvidenceReceipt), string(EvidenceEntered), string(EvidencePresumed), string(EvidenceBounced), string(EvidenceNone))
	add("kind_", string(voldaan.KindBusiness), string(voldaan.KindConsumer), string(voldaan.KindAuthority), string(voldaan.KindUnknown),
		string(voldaan.PaymentTransfer), string(voldaan.PaymentCreditNote))
	add("part_", string(voldaan.PartPrincipal), string(voldaan.PartInterest), string(voldaan.PartCosts))
	add("charge_", string(voldaan.ChargeInterest), string(voldaan.ChargeFixed), string(voldaan.ChargeCosts), string(voldaan.ChargeReminderFee))
	add("delivery_", string(voldaan.LetterQueued), string(voldaan.LetterSending), string(voldaan.LetterSent), string(voldaan.LetterDeferred),
		string(voldaan.LetterUncertain), string(voldaan.LetterFailed), string(voldaan.LetterCancelled))
	add("report_", "bounce", "report", "customer", "auto_reply")
	add("erased_", "mail", "letter", "contact", "document", "customer")
	add("contact_", "bounced", "left", "stopped")
	add("", "user_unknown", "host_unknown", "mailbox_full", "blocked", "policy", "spam", "too_big", "expired", "suspended", "moved", "network")
	if len(asked) < 90 {
		t.Fatalf("only %d words were found", len(asked))
	}
	set := loaded(t)
	for _, language := range set.Languages() {
		for key := range asked {
			if got := set.Word(language, key); got == key && strings.Contains(key, "_") {
				t.Errorf("%s has no word for %s", language, key)
			}
		}
	}
}

// FuzzHeader reads any header without a panic, in texts that fit a line.
func FuzzHeader(f *testing.F) {
	raw, err := stored("m1")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{raw, {}, []byte("From: \n\n"), []byte("Subject: =?x-unknown?b?////?=\r\nTo: a@b, <c\r\n"), []byte("\r\n\r\n")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m Mail
		m.readHeader(raw)
		for _, s := range append([]string{m.From, m.Subject, m.MessageID}, m.To...) {
			if s != templates.OneLine(s, subjectRunes) {
				t.Errorf("%q", s)
			}
		}
	})
}
