package parse

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wanted is what a person reads in a mail of testdata/torture.
type wanted struct {
	text, subject string
	files         []string
}

func readWanted(t *testing.T, file string) wanted {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, subject, ok := cutLast(string(b), "\nsubject:\n")
	text, files, ok2 := cutLast(head, "\nattachments:")
	if !ok || !ok2 || !strings.HasPrefix(text, "text:") {
		t.Fatalf("%s: want the parts text, attachments and subject", file)
	}
	w := wanted{text: strings.TrimPrefix(text, "text:"), subject: subject}
	for l := range strings.Lines(files) {
		if l = strings.TrimSpace(l); l != "" {
			w.files = append(w.files, l)
		}
	}
	return w
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// plainWords are the words of a text without the marks of lists and tables.
func plainWords(s string) []string {
	s = strings.NewReplacer("\u200b", "", "\u00ad", "").Replace(s)
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool { return strings.Contains("-*•|", w) })
}

// fits reports whether an attachment is the one that a line describes.
func fits(line string, p Part) bool {
	f := strings.Split(strings.TrimPrefix(line, "?"), "|")
	got := []string{p.Name, p.Type, strconv.FormatInt(p.Size, 10)}
	for i := range got {
		if len(f) != len(got) || f[i] != "*" && f[i] != got[i] {
			return false
		}
	}
	return true
}

func TestTortureFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/torture/*.eml")
	if err != nil || len(files) < 120 {
		t.Fatal(len(files), "mails", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".eml")
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := readWanted(t, strings.TrimSuffix(file, ".eml")+".want")
			r := Parse(raw, noon, Options{})
			checkClean(t, r.Mail)
			if diff := cmp.Diff(plainWords(want.text), plainWords(r.Mail.Reply)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(strings.Fields(want.subject), strings.Fields(r.Mail.Subject)); diff != "" {
				t.Errorf("subject (-want +got):\n%s", diff)
			}
			for _, fault := range missed(want.files, r.Parts[:len(r.Mail.Attachments)]) {
				t.Error(fault)
			}
		})
	}
}

// missed compares attachments with the lines that describe them.
func missed(lines []string, parts []Part) []string {
	var faults []string
	open := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return l[0] == '?' })
	for _, p := range parts {
		is := func(l string) bool { return fits(l, p) }
		if i := slices.IndexFunc(open, is); i >= 0 {
			open = slices.Delete(open, i, i+1)
		} else if !slices.ContainsFunc(lines, func(l string) bool { return l[0] == '?' && is(l) }) {
			faults = append(faults, fmt.Sprintf("attachment %q (%s, %d bytes) is none", p.Name, p.Type, p.Size))
		}
	}
	for _, l := range open {
		faults = append(faults, "attachment "+l+" is missing")
	}
	return faults
}
