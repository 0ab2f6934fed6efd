package language_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan/classify/language"
)

// TestPrior shows what expected languages decide, and what they do not.
func TestPrior(t *testing.T) {
	of := func(want, text string, prior ...string) {
		t.Helper()
		if got := language.Of(text, prior...); got != want {
			t.Errorf("%q with %q: %s, want %s", text, prior, got, want)
		}
	}
	// Nothing in the words speaks against them.
	of("nl", "ok", "nl")
	of("fr", "Ok!", "fr", "nl")
	of("de", "OK, 2026-114", "de")
	of("nl", "Jan Peeters\nok", "nl")
	of("it", "ok", "it")
	// Words of several languages.
	of("nl", "Re: ok, merci", "nl", "fr")
	of("nl", "Merci", "nl")
	of("fr", "Merci", "fr", "nl")
	of("fr", "Merci", "en")
	of("de", "merci", "de")
	of("de", "morgen", "de")
	of("nl", "morgen", "nl", "de")
	of("nl", "Sorry", "nl")
	of("nl", "in september", "nl")
	of("de", "in september", "de", "nl")
	of("da", "Vi betalte fakturaen i går", "da")
	of("no", "Vi betalte fakturaen i går", "no")
	of("fr", "Facture 123", "fr")
	of("en", "invoice 123", "en")
	// Clear words win.
	of("nl", "Factuur 123", "fr")
	of("nl", "vrijdag", "de", "fr")
	of("fr", "vendredi", "nl")
	of("de", "Freitag", "nl", "en")
	of("en", "Friday", "nl", "de")
	of("fr", "C'est payé", "nl")
	of("nl", "Is al betaald", "fr")
	of("de", "Die Rechnung ist bezahlt", "nl")
	of("en", "Thank you, paid last week.", "nl")
	of("es", "Hemos pagado la factura ayer", "fr", "nl")
	of("en", "Will do", "nl")
	of("nl", "De rekening is betaald", "de")
	// Not a word, not a language.
	of("und", "", "nl")
	of("und", "€ 1.250,00", "nl")
	of("und", "> Wanneer betaalt u?", "nl")
	// The words of a language that no list knows stay unknown.
	of("et", "Oleme teie arve juba eelmisel nädalal tasunud, aitäh teile kiire vastuse eest", "nl", "fr")
	of("und", "Lorem ipsum dolor sit amet, consectetur adipiscing elit", "nl")
	// A prior that no list knows decides nothing.
	of("und", "ok", "xx", "")
}

// TestUnknown shows texts that no list is made for.
func TestUnknown(t *testing.T) {
	of := func(want, text string) {
		t.Helper()
		if got := language.Of(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	of("und", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor")
	of("et", "Oleme teie arve juba eelmisel nädalal tasunud, aitäh teile kiire vastuse eest")
	of("und", "Tumelipa ankara yako jana asubuhi, asante sana kwa ujumbe wako")
	of("ja", "請求書は昨日支払いました")
	of("zh", "我们昨天已经付款了")
	of("ko", "어제 청구서를 지불했습니다")
	of("ar", "لقد دفعنا الفاتورة أمس")
	of("he", "שילמנו את החשבונית אתמול")
	of("th", "เราชำระเงินเมื่อวานนี้")
	of("sr", "Платили смо ваш рачун јуче, хвала њему")
	of("be", "Мы ўжо аплацілі ваш рахунак")
	of("und", "\xff\xfe\xfd")
	// Both halves of a text in two languages are its own.
	of("und", "Ik ben afwezig tot maandag en lees mijn mails niet. Je suis absent jusqu'à lundi et je ne lis pas mes messages.")
}

// TestWhatDoesNotCount shows what is kept out.
func TestWhatDoesNotCount(t *testing.T) {
	same := func(text string) {
		t.Helper()
		if got := language.Of(text); got != "nl" {
			t.Errorf("%q: %s, want nl", text, got)
		}
	}
	same("Vrijdag betaald\n" + strings.Repeat("> Please pay this invoice as soon as you can, thank you.\n", 20))
	same("Vrijdag betaald\n--\nPayment and collection services\nThe best in the whole of the world")
	same("Vrijdag betaald\nOn 3 May 2026 John wrote:\n> Please pay")
	same("Vrijdag betaald, zie https://pay.example/the/invoice/that/was/sent/to/you")
	same("Vrijdag betaald\nRue de la Gare 12, 5000 Namur\nÉtablissements Lacroix SA\nComptable")
	same("VRIJDAG BETAALD, MET VRIENDELIJKE GROETEN")
	same("vrijdag be\u00adtaald\u200b")
	same("Het factuurtje is betaald door collega\u2019s")
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "ok", "Vrijdag betaald", "> x\ny:\n>", "l'invoice d'", "Жук ok", "\xff-'-", "a\u0301\u0301", "请 ok", "--"} {
		f.Add(s, "nl")
	}
	f.Fuzz(func(t *testing.T, text, prior string) {
		code, confidence := language.Detect(text, prior, "fr")
		if len(code) != 2 && code != language.Undetermined {
			t.Errorf("%q is no code", code)
		}
		if (code == language.Undetermined) != (confidence == 0) || confidence < 0 || confidence > 1 {
			t.Errorf("%q: %s with %v", text, code, confidence)
		}
		quoted := "> " + strings.NewReplacer("\n", "\n> ", "\r", "\n> ").Replace(text)
		if code := language.Of(quoted, prior); code != language.Undetermined {
			t.Errorf("%q is quoted and yet %s", text, code)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	short := "Bedankt, de factuur is vrijdag betaald."
	text := strings.Repeat("Beste, wij hebben de factuur van 3 mei ontvangen, maar de levering was niet volledig en wij wachten op een creditnota voordat we het bedrag overmaken.\n", 133)
	language.Of(short)
	for _, c := range []struct{ name, text string }{{"short", short}, {"20kB", text}, {"varied", varied()}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				language.Of(c.text)
			}
		})
	}
}

// varied is 20 kB of words of which none stands twice.
func varied() string {
	var b strings.Builder
	for i := 0; b.Len() < 20_000; i++ {
		for n := i + 17; n > 0; n /= 23 {
			b.WriteByte("abcdefghijklmnoprstuvwz"[n%23])
		}
		b.WriteString("ing ")
	}
	return b.String()
}
