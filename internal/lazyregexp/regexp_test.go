package lazyregexp

import "testing"

func TestFaultShowsInTests(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a fault in an expression that is never used did not show")
		}
	}()
	MustCompile("(")
}

func TestMethods(t *testing.T) {
	r := MustCompile(`(\d+)-(\d)`)
	if !r.MatchString("12-3") || !r.Match([]byte("1-3")) || r.FindString("a12-3") != "12-3" || r.FindStringSubmatch("12-3")[1] != "12" ||
		len(r.FindAllStringIndex("1-2 3-4", 1)) != 1 || r.ReplaceAllString("1-2", "$2-$1") != "2-1" || r.String() == "" {
		t.Error("a method is not that of regexp.Regexp")
	}
}
