package templates

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

func loaded(t testing.TB) *Set {
	t.Helper()
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLanguages(t *testing.T) {
	s := loaded(t)
	if diff := cmp.Diff([]string{"de", "en", "fr", "nl"}, s.Languages()); diff != "" {
		t.Error(diff)
	}
	for locale, want := range map[string]string{
		"nl": "factuur", "nl-BE": "factuur", "NL_be": "factuur", "nl-BE-informal": "factuur",
		"fr-CH": "facture", "de-at": "rechnung", "en-GB": "invoice", "it": "invoice", "": "invoice", "-": "invoice",
	} {
		if got := strings.ToLower(s.Word(locale, "invoice")); got != want {
			t.Errorf("locale %q speaks of %q, want %q", locale, got, want)
		}
	}
}

// copied is the embedded files as a file system that a test may change.
func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, p)
		out[p] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLoadRefuses breaks one file at a time: Load must name it.
func TestLoadRefuses(t *testing.T) {
	replace := func(file, old, new string) func(fstest.MapFS) {
		return func(m fstest.MapFS) {
			before := string(m[file].Data)
			after := strings.Replace(before, old, new, 1)
			if before == after {
				t.Fatalf("%s does not hold %q", file, old)
			}
			m[file] = &fstest.MapFile{Data: []byte(after)}
		}
	}
	remove := func(file string) func(fstest.MapFS) { return func(m fstest.MapFS) { delete(m, file) } }
	for _, x := range []struct {
		spoil func(fstest.MapFS)
		want  string
	}{
		{remove("fr/reminder2.txt"), "fr/reminder2.txt"},
		{remove("de/digest.html"), "de/digest.html"},
		{remove("nl/words.txt"), "words"},
		{remove("nl/story.txt"), "story.txt"},
		{remove("nl/parts.tmpl"), "parts"},
		{replace("nl/case.txt", "Subject: ", ""), "nl/case.txt"},
		{replace("nl/case.txt", "{{end}}", ""), "nl/case.txt"},
		{replace("nl/case.html", `{{template "facts" .}}`, `{{.Nonsense}}`), "case"},
		{replace("nl/case.txt", `{{template "facts" .}}`, `{{template "nonsense" .}}`), "case"},
		{replace("de/words.txt", "invoice = Rechnung", ""), `language de: words.txt lacks "invoice"`},
		{replace("de/words.txt", "invoice = Rechnung", "invoices = Rechnung"), "stands twice"},
		{replace("de/words.txt", "invoice = Rechnung", "invoice Rechnung"), "key = text"},
		{replace("de/story.txt", "resumed = ", "resumd = "), `language de: story.txt lacks "resumed"`},
		{replace("de/story.txt", "an {address}: wartet", "wartet"), `"result_queued" has , want {address}`},
		{replace("nl/story.txt", "{until}", "{untill}"), "{untill}"},
		{replace("nl/story.txt", "by_bot = ", "more = x\nby_bot = "), `has "more", which English lacks`},
		{func(m fstest.MapFS) {
			maps.DeleteFunc(m, func(p string, _ *fstest.MapFile) bool { return strings.HasPrefix(p, "en/") })
		}, "language en"},
	} {
		m := copied(t)
		x.spoil(m)
		if _, err := load(m); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("load = %v, want an error with %q", err, x.want)
		}
	}
}

// TestWords demands a word in every language for every value that a letter
// may have to name.
func TestWords(t *testing.T) {
	s := loaded(t)
	var keys []string
	for _, i := range voldaan.Intents() {
		keys = append(keys, string(i))
	}
	for _, k := range Kinds() {
		keys = append(keys, string(k))
	}
	for _, v := range []voldaan.Status{
		voldaan.StatusClosed, voldaan.StatusHandedOver, voldaan.StatusDisputed, voldaan.StatusHeld,
		voldaan.StatusPlanned, voldaan.StatusClaimedPaid, voldaan.StatusPromised, voldaan.StatusOpen,
	} {
		keys = append(keys, string(v))
	}
	for _, v := range []voldaan.DisputeReason{
		voldaan.ReasonNotDelivered, voldaan.ReasonDefective, voldaan.ReasonWrongAmount, voldaan.ReasonWrongPrice,
		voldaan.ReasonDuplicate, voldaan.ReasonNotOrdered, voldaan.ReasonAlreadyCredited, voldaan.ReasonMissingPO,
		voldaan.ReasonWrongDetails, voldaan.ReasonContract, voldaan.ReasonOther,
	} {
		keys = append(keys, string(v))
	}
	for _, v := range []voldaan.Flag{
		voldaan.FlagAnger, voldaan.FlagThreat, voldaan.FlagHardship, voldaan.FlagInjection, voldaan.FlagContradiction,
		voldaan.FlagRedirect, voldaan.FlagPhishing, voldaan.FlagBankDetails, voldaan.FlagCash, voldaan.FlagShort,
		voldaan.FlagAmbiguous,
	} {
		keys = append(keys, string(v))
	}
	for _, l := range s.Languages() {
		words := s.languages[l].words
		for _, k := range keys {
			if words[strings.ReplaceAll(k, " ", "_")] == "" {
				t.Errorf("%s: no word for %q", l, k)
			}
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(s.languages[fallback].words)), slices.Sorted(maps.Keys(words))); diff != "" {
			t.Errorf("%s has other words than %s: %s", l, fallback, diff)
		}
	}
	if got := s.Word("nl", "Something that is no key"); got != "Something that is no key" {
		t.Errorf("a text that is no key became %q", got)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("# comment\ninvoice = Factuur\n\ndue = Vervaldag")
	f.Add("invoice=Factuur")
	f.Add("a = b = c\na = d")
	f.Fuzz(func(t *testing.T, s string) {
		words, err := parseWords(s)
		if err != nil && words != nil {
			t.Error("both words and an error")
		}
		for k, v := range words {
			if !strings.Contains(s, k) || !strings.Contains(s, v) {
				t.Errorf("%q = %q does not stand in the source", k, v)
			}
		}
	})
}
