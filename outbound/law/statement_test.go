package law

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatements finds statements that the code does not name, and names that
// are no statements.
func TestStatements(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var source strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(f, "_test.go") {
			source.Write(text)
		}
	}
	b := shipped(t)
	for _, s := range b.statements {
		if !strings.Contains(source.String(), `"`+s.Key+`"`) {
			t.Errorf("%s is used nowhere", s.Key)
		}
	}
	for _, how := range []DiscountVAT{DiscountBeforeVAT, DiscountOnGross, DiscountOnNet} {
		if _, ok := b.Statement(how.Statement()); !ok {
			t.Errorf("%s has no statement", how)
		}
	}
	for _, country := range []string{"NL", "BE", "DE", "FR"} {
		for _, key := range []string{AllocationStatement(country), postStatement(country)} {
			if _, ok := b.Statement(key); !ok {
				t.Errorf("%s: no statement %q", country, key)
			}
		}
	}
}
