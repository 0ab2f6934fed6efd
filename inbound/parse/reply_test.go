package parse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// noon is the INTERNALDATE of the fixtures.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// cases reads the archives of a folder: by case name, the files by extension.
func cases(t testing.TB, dir string) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	out := map[string]map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range txtar.Parse(b).Files {
			ext := filepath.Ext(file.Name)
			name := strings.TrimSuffix(filepath.Base(f), ".txtar") + "/" + strings.TrimSuffix(file.Name, ext)
			if out[name] == nil {
				out[name] = map[string]string{}
			}
			out[name][ext[1:]] = string(file.Data)
		}
	}
	return out
}

// lines drops blanks at line ends, which editors and git do not keep, and
// takes runs of blank lines as one.
func lines(s string) []string {
	var out []string
	for l := range strings.Lines(strings.TrimSpace(s)) {
		if l = strings.TrimRight(l, " \r\n"); l != "" || out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return out
}

func TestReply(t *testing.T) {
	count := map[string]int{}
	for name, c := range cases(t, "reply") {
		file, _, _ := strings.Cut(name, "/")
		lang, _, _ := strings.Cut(file, ".")
		count[lang]++
		t.Run(name, func(t *testing.T) {
			m := Parse([]byte(c["eml"]), noon, Options{}).Mail
			for part, got := range map[string]string{"reply": m.Reply, "signature": m.Signature, "quoted": m.Quoted} {
				want := strings.ReplaceAll(c[part], "\ufeff", "")
				if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", part, diff)
				}
			}
			if lang != "xx" && m.Language != lang && m.Language != "und" {
				t.Errorf("language %q of %q", m.Language, m.Reply)
			}
			if m.Kind != "customer" {
				t.Errorf("kind %q", m.Kind)
			}
		})
	}
	for lang, n := range map[string]int{"nl": 40, "fr": 40, "de": 40, "en": 30} {
		if count[lang] < n {
			t.Errorf("%d cases in %s, want %d", count[lang], lang, n)
		}
	}
}
