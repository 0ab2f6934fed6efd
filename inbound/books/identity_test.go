package books

import (
	"slices"
	"strings"
	"testing"
)

func TestPublicProvider(t *testing.T) {
	if !slices.IsSorted(publicProviders) {
		t.Error("the list of public providers is not sorted")
	}
	if n := len(slices.Compact(slices.Clone(publicProviders))); n != len(publicProviders) || n < 60 {
		t.Errorf("%d different providers of %d", n, len(publicProviders))
	}
	for _, d := range publicProviders {
		if d != strings.ToLower(d) || !PublicProvider(d) || !PublicProvider(strings.ToUpper(d)+".") {
			t.Errorf("%s is not found", d)
		}
	}
	for _, d := range []string{"", "bakker.example", "mail.gmail.com.example", "notgmail.com"} {
		if PublicProvider(d) {
			t.Errorf("%q is no public provider", d)
		}
	}
}

func TestCompanyNumber(t *testing.T) {
	same := func(want, company, vat, country string) {
		t.Helper()
		if got := companyNumber(company, vat, country); got != want {
			t.Errorf("%q, %q, %q: want %q, got %q", company, vat, country, want, got)
		}
	}
	same("0403170701", "0403.170.701", "", "BE")
	same("0403170701", "BE 0403.170.701", "", "")
	same("0403170701", "403.170.701", "", "BE")
	same("0403170701", "", "be0403170701", "")
	same("12345678", "1234 5678", "NL001234567B01", "NL")
	same("", "", "NL001234567B01", "NL")
	same("403170701", "403170701", "", "FR")
	same("BEL", "bel", "", "BE")
}

func TestNames(t *testing.T) {
	if !sameName("Bakker N.V.", "de bakker") || sameName("Bakker", "Slager") || sameName("BV", "NV") {
		t.Error("the same name")
	}
	if !kinName("Bakker Jansen BV", "Jansen") || kinName("Bakker BV", "Slager BV") || !kinName("", "Slager") {
		t.Error("kindred names")
	}
}

func FuzzIdentity(f *testing.F) {
	for _, s := range []string{"BE 0403.170.701", "12345678", "", "Bakker N.V.", "Café Zoë & zn.", "\xff"} {
		f.Add(s, "BE")
	}
	f.Fuzz(func(t *testing.T, s, country string) {
		once := companyNumber(s, "", country)
		if twice := companyNumber(once, "", country); twice != once {
			t.Errorf("%q: %q, then %q", s, once, twice)
		}
		if len(nameWords(s)) > 0 && !sameName(s, s) {
			t.Errorf("%q is not itself", s)
		}
		if !kinName(s, "") {
			t.Errorf("%q contradicts nothing", s)
		}
	})
}
