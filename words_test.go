package voldaan_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// enumerations are the stored ones: each value of the source is checked by the
// type's own Validate.
var enumerations = map[string]func(string) error{
	"AuthorKind":      func(s string) error { return voldaan.AuthorKind(s).Validate() },
	"ChargeKind":      func(s string) error { return voldaan.ChargeKind(s).Validate() },
	"ChargeState":     func(s string) error { return voldaan.ChargeState(s).Validate() },
	"Proof":           func(s string) error { return voldaan.Proof(s).Validate() },
	"Channel":         func(s string) error { return voldaan.Channel(s).Validate() },
	"Importance":      func(s string) error { return voldaan.Importance(s).Validate() },
	"PlanState":       func(s string) error { return voldaan.PlanState(s).Validate() },
	"Risk":            func(s string) error { return voldaan.Risk(s).Validate() },
	"Tone":            func(s string) error { return voldaan.Tone(s).Validate() },
	"CaseKind":        func(s string) error { return voldaan.CaseKind(s).Validate() },
	"CaseState":       func(s string) error { return voldaan.CaseState(s).Validate() },
	"ColleagueRole":   func(s string) error { return voldaan.ColleagueRole(s).Validate() },
	"HandoverOutcome": func(s string) error { return voldaan.HandoverOutcome(s).Validate() },
	"ContactStanding": func(s string) error { return voldaan.ContactStanding(s).Validate() },
	"Currency":        func(s string) error { return voldaan.Currency(s).Validate() },
	"DisputeReason":   func(s string) error { return voldaan.DisputeReason(s).Validate() },
	"Intent":          func(s string) error { return voldaan.Intent(s).Validate() },
	"Kind":            func(s string) error { return voldaan.Kind(s).Validate() },
	"LetterState":     func(s string) error { return voldaan.LetterState(s).Validate() },
	"MailKind":        func(s string) error { return voldaan.MailKind(s).Validate() },
	"Mode":            func(s string) error { return voldaan.Mode(s).Validate() },
	"PaymentKind":     func(s string) error { return voldaan.PaymentKind(s).Validate() },
	"PaymentSource":   func(s string) error { return voldaan.PaymentSource(s).Validate() },
	"StandingKind":    func(s string) error { return voldaan.StandingKind(s).Validate() },
}

func TestValidate(t *testing.T) {
	consts, checked := readWords(t)
	for _, name := range checked {
		if _, ok := enumerations[name]; !ok && !slices.Contains([]string{"Policy", "Policies", "Segment", "Terms"}, name) {
			t.Errorf("%s has Validate, and no test", name)
		}
	}
	for name, validate := range enumerations {
		if !slices.Contains(checked, name) || len(consts[name]) == 0 {
			t.Errorf("%s has no Validate or no constants in the source", name)
		}
		for _, v := range consts[name] {
			if err := validate(v); err != nil {
				t.Errorf("%s %q: %v", name, v, err)
			}
			for _, other := range []string{v + " ", strings.ToUpper(v) + "X", v[1:]} {
				if validate(other) == nil {
					t.Errorf("%s %q is accepted", name, other)
				}
			}
		}
		for _, v := range []string{"", "none of these", "\x00"} {
			err := validate(v)
			if err == nil {
				t.Errorf("%s %q is accepted", name, v)
			} else if !strings.Contains(err.Error(), strconv.Quote(v)) || !strings.Contains(err.Error(), "want") {
				t.Errorf("%s: %q does not name the value and what is wanted", name, err)
			}
		}
	}
}

// TestWordsAreDistinct shows that no two constants of a type share a text.
func TestWordsAreDistinct(t *testing.T) {
	consts, _ := readWords(t)
	if len(consts) < 20 {
		t.Fatalf("only %d types with constants were found", len(consts))
	}
	for name, values := range consts {
		slices.Sort(values)
		if distinct := slices.Compact(slices.Clone(values)); len(distinct) != len(values) {
			t.Errorf("%s: a value stands twice in %q", name, values)
		}
	}
}

func TestLetterClasses(t *testing.T) {
	consts, _ := readWords(t)
	count := map[voldaan.LetterKind]int{}
	classes := []voldaan.LetterClass{voldaan.ClassDemand, voldaan.ClassNote, voldaan.ClassAnswer, voldaan.ClassInternal}
	if len(consts["LetterClass"]) != len(classes) {
		t.Errorf("the classes are %q", consts["LetterClass"])
	}
	for _, class := range classes {
		for _, k := range voldaan.LetterKinds(class) {
			count[k]++
			if k.Class() != class {
				t.Errorf("%s is listed as %s and of class %s", k, class, k.Class())
			}
		}
	}
	for _, k := range consts["LetterKind"] {
		if n := count[voldaan.LetterKind(k)]; n != 1 {
			t.Errorf("letter %s is in %d classes", k, n)
		}
	}
	if len(count) != len(consts["LetterKind"]) {
		t.Errorf("%d letters are in a class, %d are declared", len(count), len(consts["LetterKind"]))
	}
	if c := voldaan.LetterKind("ultimatum").Class(); c != "" {
		t.Errorf("a letter that there is not has class %q", c)
	}
	voldaan.LetterKinds(voldaan.ClassDemand)[0] = "changed"
	if got := voldaan.LetterKinds(voldaan.ClassDemand)[0]; got != voldaan.LetterCourtesy {
		t.Errorf("a caller can change the list: %q", got)
	}
}

func TestIntents(t *testing.T) {
	consts, _ := readWords(t)
	var got []string
	for n, i := range voldaan.Intents() {
		got = append(got, string(i))
		if i.Severity() != n {
			t.Errorf("%s has severity %d, want %d", i, i.Severity(), n)
		}
	}
	if !reflect.DeepEqual(got, consts["Intent"]) {
		t.Errorf("listed %q, declared %q", got, consts["Intent"])
	}
	if n := voldaan.Intent("gossip").Severity(); n != len(got) {
		t.Errorf("an intent that is none has severity %d", n)
	}
	voldaan.Intents()[0] = voldaan.IntentOther
	if voldaan.Intents()[0] != voldaan.IntentLegal {
		t.Error("a caller can change the list")
	}
}

// readWords reads the constants of each named type of text, in their order,
// and the types that have a method Validate from the source of the package.
func readWords(t *testing.T) (consts map[string][]string, checked []string) {
	t.Helper()
	consts = map[string][]string{}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == "Validate" && d.Recv != nil {
					checked = append(checked, d.Recv.List[0].Type.(*ast.Ident).Name)
				}
			case *ast.GenDecl:
				if d.Tok == token.CONST {
					readConstants(d, consts)
				}
			}
		}
	}
	return consts, checked
}

func readConstants(d *ast.GenDecl, consts map[string][]string) {
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		typ, ok := v.Type.(*ast.Ident)
		if !ok {
			continue
		}
		for _, x := range v.Values {
			if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					consts[typ.Name] = append(consts[typ.Name], s)
				}
			}
		}
	}
}

func TestCreditorColleagues(t *testing.T) {
	an := voldaan.Colleague{Name: "An", Address: "an@kade.example", Role: voldaan.RoleManager}
	bo := voldaan.Colleague{Name: "Bo", Address: "bo@kade.example", Role: voldaan.RoleFinance}
	c := voldaan.Creditor{Colleagues: []voldaan.Colleague{an, bo}}
	if got := c.Owner(); got != bo {
		t.Errorf("owner %v, want the first of the finance team", got)
	}
	if got := c.Managers(); !reflect.DeepEqual(got, []voldaan.Colleague{an}) {
		t.Errorf("managers %v", got)
	}
	if got, ok := c.Colleague("bo@kade.example"); !ok || got != bo {
		t.Errorf("by address: %v, %v", got, ok)
	}
	for _, address := range []string{"", "Bo@kade.example", "o@kade.example", "bo@kade.example.test"} {
		if got, ok := c.Colleague(address); ok {
			t.Errorf("%q is taken for %v", address, got)
		}
	}
	c.Colleagues = []voldaan.Colleague{an}
	if got := c.Owner(); got != an {
		t.Errorf("owner without a finance team: %v", got)
	}
	c.Colleagues = []voldaan.Colleague{bo}
	if got := c.Managers(); !reflect.DeepEqual(got, []voldaan.Colleague{bo}) {
		t.Errorf("the digest without managers goes to %v", got)
	}
	c.Colleagues = nil
	if got := c.Owner(); got != (voldaan.Colleague{}) || c.Managers() != nil {
		t.Errorf("nobody: %v, %v", got, c.Managers())
	}
	if an.Key() == bo.Key() || len(an.Key()) != 16 || strings.Contains(an.Key(), "an") {
		t.Errorf("keys %s and %s", an.Key(), bo.Key())
	}
}

func TestDomain(t *testing.T) {
	for address, want := range map[string]string{
		"a@linde.example": "linde.example", "a@LINDE.Example": "linde.example", `"a@b"@linde.example`: "linde.example",
		"linde.example": "", "": "", "a@": "",
	} {
		if got := voldaan.Domain(address); got != want {
			t.Errorf("Domain(%q) = %q, want %q", address, got, want)
		}
	}
}
