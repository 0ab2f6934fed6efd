package voldaan_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/voldaan/voldaan"

// rootMayImport is all that the rules need of the standard library: nothing
// that does I/O, no context, no randomness.
var rootMayImport = []string{
	"bytes", "cmp", "errors", "fmt", "iter", "maps", "math", "slices", "sort", "strconv", "strings", "time",
	"unicode", "unicode/utf8",
}

// rootMayNotCall are the names of package time that read a clock, wait for one
// or read the zones from disk.
var rootMayNotCall = []string{
	"Now", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "LoadLocation", "Since", "Until", "Local",
}

// layout is the table "Layout" of docs/architecture.md: what a folder and those
// below it may import of this module. The longest folder that fits decides.
// Every folder may import the root and those of its own subject.
var layout = map[string]struct {
	may []string // folders, each with all below it
	not []string // folders below its own subject or one of may
}{
	"classify":            {may: []string{"classify", "internal/calendar", "internal/lazyregexp"}},
	"templates":           {may: []string{"templates"}},
	"store":               {may: []string{"store"}},
	"internal/calendar":   {},
	"internal/lazyregexp": {},
	"internal/mailtest":   {},
	"internal/servertest": {},
	"internal/testreport": {},
	"inbound":             {may: []string{"inbound", "store", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/parse":       {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/split":       {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/htmltext":    {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/bounce":      {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/autoreply":   {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/fold":        {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/wordlist":    {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/charset":     {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/rtf":         {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/tnef":        {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/auth":        {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/mailbox":     {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/einvoice":    {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"inbound/ledgerfile":  {may: []string{"inbound", "classify", "internal/calendar", "internal/lazyregexp"}},
	"outbound":            {may: []string{"outbound", "store", "templates", "internal/calendar"}},
	"outbound/delivery":   {may: []string{"outbound", "templates", "internal/calendar"}},
	"outbound/law":        {may: []string{"internal/calendar"}},
	"outbound/dossier":    {may: []string{"templates", "outbound/paper"}},
	"outbound/paper":      {may: []string{"templates"}},
	"outbound/simulate":   {may: []string{"outbound/simulate", "internal/calendar"}},
	"cmd/voldaan":         {may: []string{""}, not: []string{"internal/servertest"}},
}

// forTests are packages that only tests import; the demo of cmd/voldaan plays
// with mailtest's servers too.
var forTests = []string{"internal/mailtest", "internal/servertest"}

// vague are names of folders that say nothing about what is in them.
var vague = []string{"pkg", "util", "common", "models", "service"}

// source is one Go file of the tree, by its path from the root with slashes.
type source struct {
	name string
	file *ast.File
}

func (s source) folder() string {
	if d := path.Dir(s.name); d != "." {
		return d
	}
	return ""
}

func (s source) test() bool { return strings.HasSuffix(s.name, "_test.go") }

func TestLayout(t *testing.T) {
	n := 0
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		n++
		for _, fault := range faults(source{filepath.ToSlash(name), f}) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 20 {
		t.Errorf("only %d Go files were looked at", n)
	}
}

// TestLayoutRefuses shows that each rule of the layout can fail.
func TestLayoutRefuses(t *testing.T) {
	good := func(name, text string) { t.Helper(); checkLayout(t, name, text, false) }
	bad := func(name, text string) { t.Helper(); checkLayout(t, name, text, true) }
	imports := func(paths ...string) string {
		text := "package p\n"
		for _, p := range paths {
			text += fmt.Sprintf("import _ %q\n", p)
		}
		return text
	}

	good("money.go", imports("cmp", "errors", "fmt", "slices", "strings", "time", "unicode/utf8"))
	good("money_test.go", imports("os", "go/parser", "pgregory.net/rapid", module))
	bad("money.go", imports("os"))                                 // I/O
	bad("money.go", imports("context"))                            // waits
	bad("money.go", imports("math/rand"))                          // randomness
	bad("money.go", imports("crypto/rand"))                        // randomness
	bad("money.go", imports("net/mail"))                           // not on the list
	bad("money.go", imports("golang.org/x/text/language"))         // third party
	bad("money.go", imports(module+"/store"))                      // the root knows no other package
	bad("money.go", imports(module+"/internal/calendar"))          // nor the calendar
	bad("money_test.go", imports(module+"/inbound"))               // nor do its tests
	bad("money.go", "package p\nimport . \"time\"\nvar _ = Now()") // hides the calls

	for _, name := range rootMayNotCall {
		bad("date.go", "package p\nimport \"time\"\nvar _ = time."+name)
		bad("date.go", "package p\nimport clock \"time\"\nvar _ = clock."+name)
		good("date_test.go", "package p\nimport \"time\"\nvar _ = time."+name)
		good("store/clock.go", "package p\nimport \"time\"\nvar _ = time."+name)
	}
	good("date.go", "package p\nimport \"time\"\nvar _ = time.UTC\ntype s struct{ Now int }\nvar _ = s{}.Now")

	good("classify/reader.go", imports(module, module+"/internal/calendar", module+"/classify/when"))
	bad("classify/reader.go", imports(module+"/store"))
	bad("classify/when/when.go", imports(module+"/store/lease"))
	bad("classify/reader_test.go", imports(module+"/store"))
	good("store/invoice.go", imports(module, "database/sql", "github.com/pressly/goose/v3"))
	bad("store/invoice.go", imports(module+"/internal/calendar"))
	bad("templates/render.go", imports(module+"/outbound"))
	bad("internal/calendar/holidays.go", imports(module+"/classify"))

	good("inbound/handle.go", imports(module, module+"/store", module+"/classify", module+"/inbound/parse"))
	good("inbound/bank/camt.go", imports(module+"/store", module+"/internal/calendar"))
	bad("inbound/handle.go", imports(module+"/outbound"))
	bad("inbound/handle.go", imports(module+"/templates"))
	bad("inbound/bank/camt.go", imports(module+"/outbound/delivery"))
	for _, d := range []string{"parse", "auth", "mailbox", "einvoice", "ledgerfile"} {
		good("inbound/"+d+"/a.go", imports(module, module+"/inbound/other"))
		bad("inbound/"+d+"/a.go", imports(module+"/store"))
		bad("inbound/"+d+"/sub/a.go", imports(module+"/store"))
	}
	good("outbound/queue.go", imports(module+"/store", module+"/templates", module+"/internal/calendar"))
	bad("outbound/queue.go", imports(module+"/inbound"))
	bad("outbound/queue.go", imports(module+"/classify"))
	bad("outbound/delivery/smtp.go", imports(module+"/store"))
	bad("outbound/delivery/smtp.go", imports(module+"/inbound/mailbox"))
	good("outbound/law/clock.go", imports(module, module+"/internal/calendar"))
	bad("outbound/law/clock.go", imports(module+"/store"))
	good("outbound/dossier/page.go", imports(module, module+"/templates"))
	bad("outbound/dossier/write.go", imports(module+"/store"))
	bad("outbound/dossier/write.go", imports(module+"/outbound"))
	bad("outbound/law/clock.go", imports(module+"/outbound"))
	good("outbound/simulate/run.go", imports(module, module+"/internal/calendar"))
	bad("outbound/simulate/run.go", imports(module+"/store"))
	bad("outbound/simulate/picture/draw.go", imports(module+"/outbound"))

	good("cmd/voldaan/main.go", imports(module+"/inbound", module+"/outbound", module+"/internal/mailtest"))
	bad("cmd/voldaan/main.go", imports(module+"/internal/servertest"))
	good("cmd/voldaan/main_test.go", imports(module+"/internal/servertest"))
	good("inbound/mailbox/a_test.go", imports(module+"/internal/mailtest", module+"/internal/servertest"))
	bad("inbound/mailbox/a.go", imports(module+"/internal/mailtest"))
	bad("store/a.go", imports(module+"/internal/servertest"))
	bad("internal/mailtest/imap.go", imports(module+"/store"))
	bad("internal/servertest/postgres.go", imports(module+"/internal/mailtest"))

	bad("report/a.go", imports(module)) // a folder that the layout does not know
	for _, name := range vague {
		bad("store/"+name+"/a.go", imports(module))
		bad("inbound/"+name+"/deep/a.go", imports(module))
	}
}

func checkLayout(t *testing.T, name, text string, wantFault bool) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if got := faults(source{name, f}); (len(got) > 0) != wantFault {
		t.Errorf("%s: want fault %v, got %q in\n%s", name, wantFault, got, text)
	}
}

// faults lists what a file does that the layout does not allow.
func faults(s source) []string {
	var out []string
	bad := func(format string, a ...any) { out = append(out, s.name+": "+fmt.Sprintf(format, a...)) }
	for _, part := range strings.Split(s.folder(), "/") {
		if slices.Contains(vague, part) {
			bad("a folder named %q says nothing about what is in it", part)
		}
	}
	for _, spec := range s.file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			bad("import %s: %v", spec.Path.Value, err)
			continue
		}
		if fault := s.mayImport(p); fault != "" {
			bad("import %q: %s", p, fault)
		}
		if s.folder() == "" && !s.test() && p == "time" {
			for _, name := range s.clock(spec) {
				bad("time.%s: time comes as an argument", name)
			}
		}
	}
	return out
}

// mayImport says why a file may not import a package; nothing when it may.
func (s source) mayImport(p string) string {
	folder, own := strings.CutPrefix(p, module)
	folder = strings.TrimPrefix(folder, "/")
	switch {
	case s.folder() == "" && own:
		if !s.test() || folder != "" {
			return "the root imports no other package of the module"
		}
		return ""
	case s.folder() == "":
		if !s.test() && !slices.Contains(rootMayImport, p) {
			return "the root does no I/O and knows no third party"
		}
		return ""
	case !own:
		return ""
	}
	rule, known := ruleOf(s.folder())
	switch {
	case !known:
		return "the layout does not know the folder " + s.folder()
	case folder == "" || folder == s.folder():
		return ""
	case slices.ContainsFunc(forTests, func(t string) bool { return below(folder, t) }):
		if s.test() && !slices.Contains(forTests, s.folder()) || below(s.folder(), folder) {
			return ""
		}
		if slices.Contains(rule.may, "") && !slices.Contains(rule.not, folder) {
			return ""
		}
		return "only tests import it"
	case slices.ContainsFunc(rule.may, func(m string) bool { return below(folder, m) }):
		return ""
	}
	return "the layout has no such way"
}

// ruleOf finds the row of the longest folder in the layout that holds a folder.
func ruleOf(folder string) (rule struct{ may, not []string }, known bool) {
	for d := folder; d != "."; d = path.Dir(d) {
		if r, ok := layout[d]; ok {
			return r, true
		}
	}
	return rule, false
}

// below reports whether a folder is another one or lies in it.
func below(folder, in string) bool {
	return in == "" || folder == in || strings.HasPrefix(folder, in+"/")
}

// clock lists what a file of the root uses of package time that it may not.
func (s source) clock(spec *ast.ImportSpec) []string {
	name := "time"
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name == "." {
		return []string{"*"}
	}
	var out []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == name && slices.Contains(rootMayNotCall, sel.Sel.Name) {
				out = append(out, sel.Sel.Name)
			}
		}
		return true
	})
	return out
}
