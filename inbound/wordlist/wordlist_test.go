package wordlist

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	in := func(phrase, text string) { t.Helper(); check(t, phrase, text, true) }
	out := func(phrase, text string) { t.Helper(); check(t, phrase, text, false) }
	in("user unknown", "550 user unknown.")
	in("user unknown", "(user unknown)")
	out("user unknown", "superuser unknown") // inside a word
	in("*quotaexceeded", "storequotaexceeded")
	in("spam|", "it is spam")
	out("spam|", "spamhaus") // goes on
	in("^re:", "re: x")
	out("^re:", "about re: x") // not at the start
	in("mailbox .. full", "mailbox jan@klant.example is full")
	in("mailbox .. full", "mailbox full")
	out("mailbox .. full", "mailbox "+strings.Repeat("x", 200)+" full") // too far
	in("^mail.. failed", "mail delivery failed")
	out("^mail.. failed", "the mail failed")
	in("宛先", "次の宛先へ")
	in("a .. b", "a x a y b")
	out("user", "")
}

func check(t *testing.T, p, text string, want bool) {
	t.Helper()
	start, end := parse(p).Find(text)
	if got := start >= 0; got != want {
		t.Errorf("%q in %q: %v", p, text, got)
	}
	if start >= 0 && (end < start || end > len(text)) {
		t.Errorf("%q in %q: %d to %d", p, text, start, end)
	}
}

func TestRead(t *testing.T) {
	list := Read("# note\n\n[a]\none\ntwo .. three\n[b]\n^four|\n[a]\nfive\n")
	if len(list) != 3 || len(list[0].Words.all()) != 2 || list[1].Name != "b" || len(Named(list, "a").all()) != 2 || Named(list, "c").In("one") {
		t.Errorf("%+v", list)
	}
	if l := Named(list, "a"); !l.In("two and three") || l.In("two") || l.First(Prepare("or one, two, three")) != 3 || l.First(Prepare("x")) != -1 || l.Count(Prepare("one, two and three")) != 2 {
		t.Error("the list does not find its phrases")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("mailbox .. full|", "the mailbox of jan is full")
	f.Add("^re:", "re: x")
	f.Add("..", "")
	f.Fuzz(func(t *testing.T, p, text string) {
		start, end := parse(p).Find(text)
		if l := newList([]string{p}); start >= 0 && !l.In(text) && text != "" {
			t.Error("ruled out unread")
		}
		if start < -1 || start >= 0 && (end < start || end > len(text)) {
			t.Errorf("%d to %d of %d", start, end, len(text))
		}
	})
}

func BenchmarkIn(b *testing.B) {
	text := strings.Repeat("wij betalen deze factuur vrijdag aanstaande, de levering was in orde. ", 60)
	var lines []string
	for i := range 500 {
		lines = append(lines, strings.Repeat("xyz", i%5+1)+" .. in orde zijn")
	}
	list := newList(lines)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		list.In(text)
	}
}
