package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

const demoGolden = "testdata/demo.golden"

// played performs a play and returns it with what it printed and the folder
// that it left.
func played(t *testing.T, seed uint64, days int) (*play, string, map[string]string) {
	t.Helper()
	var out, trouble bytes.Buffer
	p, err := newPlay(t.Context(), playOptions{
		seed: seed, start: voldaan.MustDate("2026-03-02"), days: days, out: &out, trouble: &trouble, progress: func(int, int) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.close(); err != nil {
			t.Error(err)
		}
	})
	if err := p.perform(); err != nil {
		t.Fatalf("%v\n%s", err, &trouble)
	}
	if trouble.Len() > 0 {
		t.Errorf("the bot had trouble:\n%s", &trouble)
	}
	folder := demoFolder{path: filepath.Join(t.TempDir(), "out")}
	if err := folder.write(p); err != nil {
		t.Fatal(err)
	}
	return p, out.String(), folderContent(t, folder.path)
}

// folderContent is every file of a play's folder but the database, which holds
// when its tables were made.
func folderContent(t *testing.T, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == keptDatabase {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		all[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDemo plays the whole demo: what it prints is the golden file, and what
// left the mail server keeps the invariants.
func TestDemo(t *testing.T) {
	p, out, files := played(t, 1, 45)
	if *update {
		if err := os.WriteFile(demoGolden, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(demoGolden)
	if err != nil {
		t.Fatal(err)
	}
	if out != string(want) {
		t.Errorf("the timeline is another than %s (go test -run TestDemo -update writes it):\n%s", demoGolden, firstDifference(string(want), out))
	}
	t.Run("same seed", func(t *testing.T) {
		_, again, filesAgain := played(t, 1, 45)
		if again != out {
			t.Errorf("the same seed printed something else:\n%s", firstDifference(out, again))
		}
		if !maps.Equal(files, filesAgain) {
			t.Error("the same seed left another folder")
		}
	})
	t.Run("another seed", func(t *testing.T) {
		if _, other, _ := played(t, 2, 8); strings.HasPrefix(out, other[:len(other)/2]) {
			t.Error("another seed printed the same")
		}
	})
	for name, check := range map[string]func(*testing.T, *play){
		"demands": checkDemands, "caps": checkCaps, "hours": checkHours, "private words": checkPrivateWords, "forger": checkForger,
		"complaints": checkComplaints, "answers": checkAnswers, "accounts": checkAccounts, "nothing lost": checkNothingLost, "cast": checkCast,
	} {
		t.Run(name, func(t *testing.T) { check(t, p) })
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y || i >= len(a) || i >= len(b) {
			return fmt.Sprintf("line %d:\n- %s\n+ %s", i+1, x, y)
		}
	}
	return ""
}

func TestDemoFolder(t *testing.T) {
	t.Run("of somebody else", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (demoFolder{path: dir}).check(); err == nil || !strings.Contains(err.Error(), "--out") {
			t.Errorf("a folder that is not the demo's was accepted: %v", err)
		}
	})
	t.Run("with somebody's own configuration", func(t *testing.T) {
		for _, name := range []string{keptConfig, keptDatabase} {
			dir := t.TempDir()
			for _, file := range []string{madeBy, name} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte("mine"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := (demoFolder{path: dir}).check(); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("somebody's own %s would be written over: %v", name, err)
			}
		}
	})
	t.Run("new, and again", func(t *testing.T) {
		folder := demoFolder{path: filepath.Join(t.TempDir(), "out")}
		p, _, first := played(t, 1, 1)
		for range 2 {
			if err := folder.check(); err != nil {
				t.Fatal(err)
			}
			if err := folder.write(p); err != nil {
				t.Fatal(err)
			}
		}
		if !maps.Equal(first, folderContent(t, folder.path)) {
			t.Error("written again it is another folder")
		}
		if err := os.WriteFile(filepath.Join(folder.path, "notes.txt"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := folder.check(); err != nil {
			t.Errorf("the demo's own folder was refused: %v", err)
		}
	})
}

func TestDemoCommand(t *testing.T) {
	for args, want := range map[string]struct {
		code int
		text string
	}{
		"demo --days 0":            {exitUsage, "--days"},
		"demo --days 9999":         {exitUsage, "--days"},
		"demo --start tomorrow":    {exitUsage, "--start"},
		"demo --out - --days 1":    {0, "After 1 day"},
		"demo --out - --seed nine": {exitUsage, "--seed"},
	} {
		var out, trouble bytes.Buffer
		code := program(t.Context(), strings.Fields(args), strings.NewReader(""), &out, &trouble)
		if code != want.code || !strings.Contains(out.String()+trouble.String(), want.text) {
			t.Errorf("%s: exit %d, %s%s", args, code, &out, &trouble)
		}
	}
}
