package templates

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/voldaan/voldaan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// variants are the data under which letters are compared with their golden
// files: everything filled; one invoice for a contact without a name after a
// broken promise; and nothing at all.
func variants(kind voldaan.LetterKind) map[string]Data {
	one := Sample(kind)
	one.Lines, one.Apart = one.Lines[:1], nil
	one.Contact, one.Person, one.Thread, one.Sender = Contact{}, "", "", ""
	one.Promised, one.PaidOn, one.Amount = voldaan.MustDate("2026-11-13"), 0, 0
	one.Words, one.WordsOn = "Wij betalen <vrijdag> & niet eerder.", voldaan.MustDate("2026-11-10")
	one.Creditor.IBANs = nil
	one.Case.Escalated = 0
	one.Letters = one.Letters[:min(1, len(one.Letters))]
	one.Digest = Digest{}
	out := map[string]Data{"": Sample(kind), "-one": one, "-empty": {}}
	if kind == voldaan.LetterCourtesy || kind == voldaan.LetterPromiseNoted {
		d := Sample(kind)
		for i := range d.Lines[:min(2, len(d.Lines))] {
			line := &d.Lines[i]
			d.Discounts = append(d.Discounts, Discount{
				Number: line.Number, Off: 242, Payable: line.Open - 242, Until: voldaan.MustDate("2026-11-27"),
			})
		}
		out["-discount"] = d
	}
	if kind == voldaan.LetterPostTask {
		d := Sample(kind)
		d.Case.Command = `voldaan customer K-1007 --address "Straat 1; 1000 AA Plaats"`
		out["-unaddressed"] = d
	}
	if kind == voldaan.LetterFinalDemand {
		d := Sample(kind)
		d.Paper, d.Promised = true, voldaan.MustDate("2026-11-13")
		out["-paper"] = d
	}
	if kind == voldaan.LetterHandoverResult {
		for _, outcome := range []voldaan.HandoverOutcome{
			voldaan.HandoverDone, voldaan.HandoverDeclined, voldaan.HandoverAgain, voldaan.HandoverClosed, voldaan.HandoverNothing,
			voldaan.HandoverUnclear,
		} {
			d := Sample(kind)
			d.Handover.Outcome, d.Handover.File = outcome, ""
			out["-"+string(outcome)] = d
		}
	}
	if kind == voldaan.LetterFormalNotice || kind == voldaan.LetterReminder1 {
		for _, country := range []string{"NL", "BE", "DE", "FR"} {
			d := Sample(kind)
			d.Legal = &Legal{Country: country, Days: 14, Costs: 20_318, WithVAT: true, Post: country == "BE"}
			out["-"+strings.ToLower(country)] = d
		}
		d := Sample(kind)
		d.Legal = &Legal{Country: "BE", Days: 14}
		out["-be-free"] = d
		d = Sample(kind)
		d.Legal = &Legal{Country: "BE", Days: 14, Costs: 9_218, Fee: 750}
		d.Charges = []Charge{{Number: "2026-041", Kind: voldaan.ChargeReminderFee, Amount: 750}}
		out["-be-fee"] = d
	}
	return out
}

func TestGolden(t *testing.T) {
	s := loaded(t)
	for _, l := range s.Languages() {
		for _, kind := range Kinds() {
			for name, d := range variants(kind) {
				m, err := s.Render(l, kind, d)
				if err != nil {
					t.Fatal(err)
				}
				base := filepath.Join("testdata", l, string(kind)+name)
				golden(t, base+".txt", subjectField+m.Subject+"\n\n"+m.Text)
				if name == "" {
					golden(t, base+".html", m.HTML)
				}
			}
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (go test ./templates -update writes it anew): %s", file, diff)
	}
}

// everyLetter renders each kind in each language with each variant.
func everyLetter(t *testing.T, f func(t *testing.T, kind voldaan.LetterKind, d Data, m Mail)) {
	t.Helper()
	s := loaded(t)
	for _, l := range s.Languages() {
		for _, kind := range Kinds() {
			for name, d := range variants(kind) {
				t.Run(l+"/"+string(kind)+name, func(t *testing.T) {
					m, err := s.Render(l, kind, d)
					if err != nil {
						t.Fatal(err)
					}
					f(t, kind, d, m)
				})
			}
		}
	}
}

// TestDemandsThreatenNothing holds demands to a plain request: a letter speaks of
// costs, interest or law only where it states a legal notice or claims them.
func TestDemandsThreatenNothing(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)(^|[^\pL])(` + strings.Join([]string{
		`rente\pL*`, `\pL*kosten`, `incasso\pL*`, `deurwaarder\pL*`, `advoca\pL*`, `rechtbank`, `rechter`, `juridisch\pL*`,
		`wettelijk\pL*`, `ingebrekestelling`, `aanmaning\pL*`, `sommatie`, `schadevergoeding`, `boete`,
		`intérêts?`, `frais`, `huissiers?`, `avocate?s?`, `tribunal`, `judiciaire\pL*`, `mise en demeure`, `juridique\pL*`,
		`recouvrement`, `pénalités?`, `indemnités?`, `légal\pL*`,
		`\pL*zins\pL*`, `\pL*gebühr\pL*`, `inkasso\pL*`, `anwalt\pL*`, `rechtsanwalt\pL*`, `gericht\pL*`, `mahn\pL*`, `verzug\pL*`,
		`rechtlich\pL*`, `gesetzlich\pL*`, `vollstreck\pL*`,
		`interest`, `costs?`, `fees?`, `lawyers?`, `solicitors?`, `court`, `legal\pL*`, `bailiffs?`, `collection`, `penalt\pL*`, `charges?`,
		`statutory`, `proceedings`,
	}, "|") + `)($|[^\pL])`)
	if !forbidden.MatchString("met incassokosten.") || !forbidden.MatchString("Mahnung") {
		t.Fatal("the expression finds nothing")
	}
	ownName := regexp.MustCompile(`(?i)aanmaning|manen|mise en demeure|mahnung|mahnen`)
	everyLetter(t, func(t *testing.T, kind voldaan.LetterKind, d Data, m Mail) {
		claims := d.Legal != nil || len(d.Charges) > 0
		if claims != forbidden.MatchString(m.Text) && (claims || kind == voldaan.LetterFinalDemand) {
			t.Errorf("claims %v, and says:\n%s", claims, m.Text)
		}
		if kind.Class() == voldaan.ClassInternal || claims {
			return
		}
		if kind == voldaan.LetterFormalNotice {
			m.Subject, m.Text, m.HTML = ownName.ReplaceAllString(m.Subject, ""), ownName.ReplaceAllString(m.Text, ""), ownName.ReplaceAllString(m.HTML, "")
		}
		for _, s := range []string{m.Subject, m.Text, visible(t, m.HTML)} {
			if word := forbidden.FindString(s); word != "" {
				t.Errorf("speaks of %q", strings.TrimSpace(word))
			}
		}
	})
}

// TestContents checks what each class of letter owes to its reader.
func TestContents(t *testing.T) {
	automatic := regexp.MustCompile(`automatisch antwoord|automatic answer|réponse automatique|automatische Antwort`)
	everyLetter(t, func(t *testing.T, kind voldaan.LetterKind, d Data, m Mail) {
		isAnswer := kind.Class() == voldaan.ClassAnswer
		for _, body := range []string{m.Text, visible(t, m.HTML)} {
			if got := len(automatic.FindAllString(strings.Join(strings.Fields(body), " "), -1)); isAnswer != (got == 1) || got > 1 {
				t.Errorf("says %d times that it is automatic", got)
			}
			if kind.Class() == voldaan.ClassDemand {
				for _, line := range d.Lines {
					wanted(t, body, line.Number, line.Subject)
				}
				for _, iban := range d.Creditor.IBANs {
					wanted(t, body, FormatIBAN(iban))
				}
			}
			if kind.Class() != voldaan.ClassInternal && strings.Contains(body, "300 of the 500") {
				t.Error("quotes the customer outside an internal mail")
			}
			if kind == voldaan.LetterCase && d.Case.Quote != "" {
				wanted(t, body, "We only got 300 of the 500 copies.", "sofie@zonneschijn.example")
			}
		}
		if m.Subject == "" || strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("subject %q", m.Subject)
		}
		for line := range strings.SplitSeq(m.Text, "\n") {
			if utf8.RuneCountInString(line) > Columns && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("line of %d columns: %q", utf8.RuneCountInString(line), line)
			}
		}
	})
}

func wanted(t *testing.T, body string, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !strings.Contains(body, want) {
			t.Errorf("does not show %q", want)
		}
	}
}

// TestHTML reads each document with a parser: it has a language, its tables
// have headers, its elements close, and it refers to nothing outside.
func TestHTML(t *testing.T) {
	everyLetter(t, func(t *testing.T, _ voldaan.LetterKind, _ Data, m Mail) {
		var open []string
		void := map[string]bool{"meta": true, "br": true}
		z := html.NewTokenizer(strings.NewReader(m.HTML))
		for {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			token := z.Token()
			switch kind {
			case html.StartTagToken:
				for _, a := range token.Attr {
					allowed := map[string]bool{"style": true, "lang": true, "scope": true, "colspan": true, "charset": true, "name": true, "content": true}
					if !allowed[a.Key] && (a.Key != "href" || !strings.HasPrefix(a.Val, "mailto:")) {
						t.Errorf("<%s %s=%q>", token.Data, a.Key, a.Val)
					}
				}
				if !void[token.Data] {
					open = append(open, token.Data)
				}
			case html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != token.Data {
					t.Fatalf("</%s> closes %v", token.Data, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%v never close", open)
		}
		if !strings.Contains(m.HTML, "<html lang=") || strings.Contains(m.HTML, "<p></p>") || strings.Contains(m.HTML, "://") {
			t.Error("no language, an empty paragraph, or an address of another server")
		}
		if strings.Count(m.HTML, "<table") > 0 && !strings.Contains(m.HTML, "<th scope=") {
			t.Error("a table without headers")
		}
	})
}

// TestSameWords compares text and HTML: each sentence must stand in both.
func TestSameWords(t *testing.T) {
	everyLetter(t, func(t *testing.T, kind voldaan.LetterKind, _ Data, m Mail) {
		letters := func(s string) string { // words without marks, numbers of lists and rules of tables
			return strings.Join(regexp.MustCompile(`[\pL\d]+`).FindAllString(s, -1), " ")
		}
		sorted := func(s string) map[string]int {
			out := map[string]int{}
			for w := range strings.FieldsSeq(letters(s)) {
				out[w]++
			}
			return out
		}
		text := regexp.MustCompile(`mailto:\S+`).ReplaceAllString(m.Text, "sofie@zonneschijn.example")
		if kind == voldaan.LetterCallTask { // its list has numbers that HTML makes by itself
			text = regexp.MustCompile(`(?m)^\d\. `).ReplaceAllString(text, "")
		}
		if diff := cmp.Diff(sorted(text), sorted(visible(t, m.HTML))); diff != "" {
			t.Errorf("text and HTML differ in words: %s", diff)
		}
	})
}

// visible is the text that a reader sees of a document's body.
func visible(t *testing.T, document string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "title" {
			b.WriteString(n.Data + " ")
		}
	}
	return b.String()
}
