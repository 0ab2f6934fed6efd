package reference_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan/classify/reference"
)

func TestParse(t *testing.T) {
	valid := func(in, kind, want string) {
		t.Helper()
		k, got, ok := reference.Parse(in)
		if !ok || k != kind || got != want {
			t.Errorf("Parse(%q) = %q, %q, %v; want %q, %q", in, k, got, ok, kind, want)
		}
	}
	bad := func(in string) {
		t.Helper()
		if k, got, ok := reference.Parse(in); ok {
			t.Errorf("Parse(%q) = %q, %q; want none", in, k, got)
		}
	}

	for _, s := range []string{
		"+++090/9337/55493+++", "+++123/1234/12328+++", "+++000/8000/90655+++", "+++123/4567/89002+++",
		"+++202/6000/00192+++", "+++202/6000/12320+++", "+++999/9999/99948+++",
		"+++000/0000/00097+++", "+++000/0000/09797+++", "+++000/0000/19497+++", "+++194/0000/00097+++", // remainder 0
	} {
		valid(s, reference.OGM, s)
		valid(strings.ReplaceAll(s, "+", "*"), reference.OGM, s)
		valid(strings.ReplaceAll(s, "+", ""), reference.OGM, s)
		valid(strings.NewReplacer("+", "", "/", "").Replace(s), reference.OGM, s)
		valid(strings.NewReplacer("+", "", "/", ".").Replace(s), reference.OGM, s)
		valid(strings.NewReplacer("+++", " +++ ", "/", " / ").Replace(s), reference.OGM, s)
		valid(strings.NewReplacer("+", "", "/", " ").Replace(s), reference.OGM, s)
	}
	valid("010806817183", reference.OGM, "+++010/8068/17183+++")
	bad("+++090/9337/55494+++") // check
	bad("+++000/0000/00000+++") // remainder 0 is written 97
	bad("++700/8000/90602+++")  // two signs
	bad("+++70/0800/10029+++")  // groups
	bad("+++090/9337/55493+")
	bad("+++0909/337/55493+++")

	for _, s := range []string{
		"5000056789012345", "12234534622567", "172026001", "9820260001", "89202600001", "302026000001",
		"4120260000001", "22202600000001", "2000000020260001",
		"0000000020260002", // C = 11 -> 0
		"1000000020260008", // C = 10 -> 1
		"1234567",          // no check
	} {
		valid(s, reference.Betalingskenmerk, s)
	}
	valid("5000 0567 8901 2345", reference.Betalingskenmerk, "5000056789012345")
	for _, s := range []string{
		"5000056789012346", "6000056789012345", "12234534622569", "182026001", "972026001", "12345678",
		"123456789012345", "12345678901234567", "123456", "302026000011",
	} {
		bad(s)
	}

	valid("RF18539007547034", reference.RF, "RF18539007547034")
	valid("RF18 5390 0754 7034", reference.RF, "RF18539007547034")
	valid("rf18 5390 0754 7034", reference.RF, "RF18539007547034")
	valid("RF18000000000539007547034", reference.RF, "RF18539007547034")
	for _, s := range []string{"RF712348231", "RF12F20260001", "RF3120260001", "RF462026000123", "RF29INV2026X0001"} {
		valid(s, reference.RF, s)
		valid(strings.ToLower(s), reference.RF, s)
	}
	bad("RF17539007547034")
	bad("RF180000000000539007547034") // 26 characters
	bad("RF18")
	bad("RF18-539007547034")
	bad("RF18539007547034é")
	bad("")
	bad("factuur 2026")
}

func TestFindPayments(t *testing.T) {
	find := func(in string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, reference.FindPayments(in)); diff != "" {
			t.Errorf("FindPayments(%q): %s", in, diff)
		}
	}
	find("Betaald met mededeling +++090/9337/55493+++, groeten", "+++090/9337/55493+++")
	find("***090/9337/55493***.", "+++090/9337/55493+++")
	find("communication 090/9337/55493 svp", "+++090/9337/55493+++")
	find("communication: +++ 090 / 9337 / 55493 +++", "+++090/9337/55493+++")
	find("mededeling 090-9337-55493", "+++090/9337/55493+++")
	find("mededeling 090 9337 55493 svp", "+++090/9337/55493+++")
	find("010806817183", "+++010/8068/17183+++")
	find("Kenmerk 5000 0567 8901 2345\nen 172026001", "5000056789012345", "172026001")
	find("Kenmerk: 12234534622567!", "12234534622567")
	find("Verwendungszweck rf18 5390 0754 7034 Danke", "RF18539007547034")
	find("ref RF18 5390 0754 7034 VOOR U", "RF18539007547034")
	find("ref RF18539007547034, RF712348231 en RF29INV2026X0001",
		"RF18539007547034", "RF712348231", "RF29INV2026X0001")
	find("+++090/9337/55493+++ en nog eens 090933755493", "+++090/9337/55493+++") // once
	find("RF712348231 na +++202/6000/12320+++", "RF712348231", "+++202/6000/12320+++")
	find("+++202/6000/12320+++ voor RF712348231", "+++202/6000/12320+++", "RF712348231")

	find("++700/8000/90602+++")
	find("+++090/9337/55494+++")
	find("bel 1234567")              // seven digits have no check
	find("x172026001")               // part of a word
	find("172026001x")               // part of a word
	find("NL91ABNA0417164300")       // an account
	find("DE89 5000 0567 8901 2345") // an account, though the digits would do
	find("5000 0567 8901 2345 67")   // a longer number
	find("12345000056789012345")
	find("tariRF18539007547034")
	find("RF17539007547034")
	find("")
}

func FuzzPayments(f *testing.F) {
	for _, s := range []string{
		"+++090/9337/55493+++", "RF18 5390 0754 7034 dank", "5000 0567 8901 2345", "010806817183", "1234567",
		"ref RF29INV2026X0001 ***202/6000/12320***", "RF\u00a0", "++700/8000/90602+++",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if kind, canonical, ok := reference.Parse(s); ok {
			k, c, again := reference.Parse(canonical)
			if !again || k != kind || c != canonical {
				t.Errorf("%q gives %s %q, which gives %s %q %v", s, kind, canonical, k, c, again)
			}
		}
		for _, r := range reference.FindPayments(s) {
			if _, c, ok := reference.Parse(r); !ok || c != r {
				t.Errorf("%q holds %q, which is no reference in its one form", s, r)
			}
		}
	})
}
