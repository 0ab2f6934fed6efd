package classify_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

var today = voldaan.MustDate("2026-11-18") // a Wednesday

func testContext() voldaan.ReadingContext {
	return voldaan.ReadingContext{
		Today: today,
		Own:   []string{"facturen@leverancier.example"},
		Invoices: []voldaan.ContextInvoice{
			{Number: "2026-041", Total: 121000, Open: 121000, Currency: voldaan.EUR},
			{Number: "2026-044", Total: 50000, Open: 50000, Currency: voldaan.EUR},
		},
	}
}

func reply(text string) voldaan.Mail {
	return voldaan.Mail{
		Kind: voldaan.MailCustomer, From: voldaan.Address{Address: "els@bakkerij.example"}, Reply: text,
		Subject: "Re: Factuur", Date: time.Date(2026, 11, 18, 10, 0, 0, 0, time.UTC),
	}
}

// example is a line of testdata: what a person reads in a text.
type example struct {
	lang, intent, text string
	want               map[string]string
}

func examples(t *testing.T, file string) []example {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []example
	lang := ""
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		head, text, ok := strings.Cut(line, " | ")
		switch {
		case strings.HasPrefix(line, "["):
			lang = strings.Trim(line, "[]")
		case ok:
			words := strings.Fields(head)
			e := example{lang, words[0], strings.ReplaceAll(text, `\n`, "\n"), map[string]string{}}
			for _, w := range words[1:] {
				k, v, _ := strings.Cut(w, "=")
				e.want[k] = v
			}
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no examples", file)
	}
	return out
}

func read(t *testing.T, m voldaan.Mail, c voldaan.ReadingContext) voldaan.Reading {
	t.Helper()
	r, err := rules.Read(t.Context(), m, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var rules = classify.NewOffline()

// check compares a reading with what a person reads.
func (e example) check(t *testing.T, r voldaan.Reading) {
	t.Helper()
	bad := func(what, got, want string) {
		t.Errorf("%s %q: %s is %s, want %s (%+v)", e.lang, e.text, what, got, want, r.Findings)
	}
	if got := string(r.Intent()); e.intent != "?" && got != e.intent {
		bad("intent", got, e.intent)
	}
	top := r.Sorted()[0]
	got := map[string]string{
		"reason": string(top.Reason), "date": top.Date.String(), "amount": top.Amount.String(),
		"invoices": strings.Join(top.Invoices, ","), "human": map[bool]string{true: "true", false: "false"}[r.Human()],
	}
	if top.Contact != nil {
		got["contact"] = top.Contact.Email
	}
	for k, want := range e.want {
		if k == "not" {
			if got := string(r.Intent()); got == want && r.Confidence() >= r.Threshold {
				bad("intent", got, "anything else, or unsure")
			}
		} else if got[k] != want {
			bad(k, got[k], want)
		}
	}
}

func TestReplies(t *testing.T) {
	seen := map[string]map[string]int{}
	for _, e := range examples(t, "testdata/replies.txt") {
		e.check(t, read(t, reply(e.text), testContext()))
		if seen[e.lang] == nil {
			seen[e.lang] = map[string]int{}
		}
		seen[e.lang][e.intent]++
		seen[e.lang]["all"]++
	}
	for lang, n := range seen {
		for _, i := range voldaan.Intents()[:9] {
			if n[string(i)] == 0 {
				t.Errorf("%s has no example of %s", lang, i)
			}
		}
		if n["all"] < 25 {
			t.Errorf("%s has %d examples, want 25", lang, n["all"])
		}
	}
}

func TestTrickyReplies(t *testing.T) {
	all := examples(t, "testdata/tricky.txt")
	if len(all) < 40 {
		t.Errorf("%d tricky examples, want 40", len(all))
	}
	for _, e := range all {
		e.check(t, read(t, reply(e.text), testContext()))
	}
}

// Whatever stands round a severe text, a person looks at the mail.
func TestSevereTextsNeverGoUnseen(t *testing.T) {
	around := []string{"%s", "Dank voor uw herinnering. %s Wij betalen vrijdag.", "We will pay on Friday.\n\n%s", "%s\n\nMet vriendelijke groet,\nEls"}
	for _, file := range []string{"testdata/replies.txt", "testdata/tricky.txt"} {
		for _, e := range examples(t, file) {
			if e.intent != "legal" && e.intent != "dispute" {
				continue
			}
			for _, a := range around {
				if r := read(t, reply(strings.Replace(a, "%s", e.text, 1)), testContext()); !r.Human() {
					t.Errorf("%q in %q: no person looks: %+v", e.text, a, r.Findings)
				}
			}
		}
	}
}

// quotesHold checks that every quote stands where its finding says.
func quotesHold(t *testing.T, m voldaan.Mail, r voldaan.Reading) {
	t.Helper()
	parts := map[string]string{"reply": m.Reply, "subject": m.Subject, "quoted": m.Quoted}
	if len(r.Findings) == 0 {
		t.Fatal("a reading without findings")
	}
	for _, f := range r.Findings {
		part, ok := parts[f.In]
		if runes := []rune(part); !ok || f.To > len(runes) || f.From > f.To || string(runes[f.From:f.To]) != f.Quote {
			t.Fatalf("quote %q does not stand at %d to %d of the %s %q", f.Quote, f.From, f.To, f.In, part)
		}
		if f.Confidence < 0 || f.Confidence > 1 || f.Intent.Validate() != nil || f.By == "" {
			t.Fatalf("finding %+v", f)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Re: x", "Wij betalen vrijdag € 1.234,56.", "factuur 2026-041", "2026-041")
	f.Add("Faillissement", "> Wanneer?\nmorgen\n\ne\u0301te\u0301 ß € 12", "", "041")
	f.Add("", "a\u0301\xff\n;.!? \n", "", "€")
	f.Fuzz(func(t *testing.T, subject, text, quoted, number string) {
		m := reply(strings.ToValidUTF8(text, "?"))
		m.Subject, m.Quoted = strings.ToValidUTF8(subject, "?"), strings.ToValidUTF8(quoted, "?")
		c := testContext()
		c.Invoices[0].Number = number
		r := read(t, m, c)
		quotesHold(t, m, r)
		for n := range r.PerInvoice() {
			if !slices.ContainsFunc(c.Invoices, func(i voldaan.ContextInvoice) bool { return i.Number == n }) {
				t.Fatalf("invoice %q is not in the context", n)
			}
		}
	})
}
