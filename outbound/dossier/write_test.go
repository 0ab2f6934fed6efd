package dossier

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// members reads a ZIP: its files in their order.
func members(t testing.TB, b []byte) ([]string, map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	content := map[string]string{}
	for _, f := range z.File {
		name, ok := strings.CutPrefix(f.Name, "dossier-K1001-2026-11-23/")
		if !ok || !f.Modified.Equal(time.Date(2026, 11, 23, 13, 5, 6, 0, time.UTC)) {
			t.Errorf("%s of %s", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
		content[name] = string(raw)
	}
	return names, content
}

func TestWrite(t *testing.T) {
	d := sample("nl", 9)
	names, content := members(t, written(t, d))
	var want []string
	for i, m := range d.Mails {
		if i != 6 { // erased
			way := map[bool]string{true: "out", false: "in"}[m.Out]
			ending := map[bool]string{true: "pdf", false: "eml"}[m.Post]
			want = append(want, fmt.Sprintf("mails/%04d-%s-%s.%s", i+1, m.At.UTC().Format("20060102T150405Z"), way, ending))
		}
	}
	want = append(want, "documents/2026-041.pdf", "dossier.json", "dossier.pdf", "SHA256SUMS")
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	sums := 0
	for line := range strings.Lines(content[FileSums]) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		got := sha256.Sum256([]byte(content[name]))
		if hex.EncodeToString(got[:]) != sum || content[name] == "" {
			t.Errorf("the sum of %q is wrong", name)
		}
		sums++
	}
	if sums != len(names)-1 {
		t.Errorf("%d sums for %d files", sums, len(names))
	}
	raw, err := stored("m2")
	if err != nil || content[want[1]] != string(raw) {
		t.Error("a mail is not the bytes that came")
	}
	facts(t, content[FileJSON])
	if d.Mails[0].SHA256 != "" || d.Documents[0].File != "" {
		t.Error("the caller's facts were changed")
	}
}

// facts checks what dossier.json says.
func facts(t *testing.T, text string) {
	t.Helper()
	var d Dossier
	var plain struct {
		Invoices []struct {
			Total, Open string
			Document    string
		}
	}
	for _, v := range []any{&plain, &struct{ Mails *[]Mail }{&d.Mails}, &struct{ Documents *[]Document }{&d.Documents}} {
		if err := json.Unmarshal([]byte(text), v); err != nil {
			t.Fatal(err)
		}
	}
	first, erased := d.Mails[1], d.Mails[6]
	if first.From != "An Łódź <boek@zon.example>" || len(first.To) != 2 || first.Subject != "Re: factuur 2026-041 Ελλάς" ||
		first.MessageID != "m2@zon.example" || len(first.SHA256) != 64 || first.Size == 0 {
		t.Errorf("%+v", first)
	}
	if !erased.Erased || erased.File != "" || erased.SHA256 != "" || erased.Kind == "" {
		t.Errorf("%+v", erased)
	}
	if i := plain.Invoices[0]; i.Total != "1210.00" || i.Open != "589.00" || i.Document != "documents/2026-041.pdf" {
		t.Errorf("%+v", i)
	}
	if plain.Invoices[1].Document != "" || !d.Documents[1].Erased || d.Documents[2].Erased {
		t.Errorf("%+v", d.Documents)
	}
	for _, key := range []string{"null", `"0001-01-01`} {
		if strings.Contains(text, key) {
			t.Errorf("dossier.json has %s", key)
		}
	}
}

// TestSameFactsSameBytes writes the same facts again and again: maps and
// clocks must leave no trace. Another fact gives other bytes.
func TestSameFactsSameBytes(t *testing.T) {
	first := written(t, sample("de", 40))
	for range 8 {
		if !bytes.Equal(first, written(t, sample("de", 40))) {
			t.Fatal("the same facts gave other bytes")
		}
	}
	other := sample("de", 40)
	other.Invoices[1].Open++
	if bytes.Equal(first, written(t, other)) {
		t.Error("other facts gave the same bytes")
	}
}

// TestNames gives invoices numbers that are no names of files, or the same.
func TestNames(t *testing.T) {
	d := sample("en", 0)
	d.Documents = nil
	for _, number := range []string{"../../etc/passwd", "A/1", "a-1", "CON", "", ".", "é", "é", "2026\x00\n"} {
		d.Documents = append(d.Documents, Document{Invoice: number, Key: "doc" + number})
	}
	names, _ := members(t, written(t, d))
	want := []string{
		"documents/-..-etc-passwd.pdf", "documents/A-1.pdf", "documents/a-1-2.pdf", "documents/CON.pdf", "documents/.pdf",
		"documents/-2.pdf", "documents/-.pdf", "documents/--2.pdf", "documents/2026--.pdf",
	}
	if diff := cmp.Diff(want, names[:len(want)]); diff != "" {
		t.Error(diff)
	}
}

// TestFailures tells which mail or document could not be had.
func TestFailures(t *testing.T) {
	broken := errors.New("the disk is gone")
	for key, want := range map[string]string{"m3": "mail 3: ", "doc1": "document of invoice 2026-041: "} {
		err := Write(io.Discard, sample("nl", 5), loaded(t), func(k string) ([]byte, error) {
			if k == key {
				return nil, broken
			}
			return stored(k)
		})
		if !errors.Is(err, broken) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want it to say %q", err, want)
		}
	}
	if err := Write(full{}, sample("nl", 5), loaded(t), stored); err == nil || !strings.Contains(err.Error(), "no space") {
		t.Errorf("a full disk: %v", err)
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }

// TestMemory writes 2,000 mails, 100 MB in all: memory must not follow them.
func TestMemory(t *testing.T) {
	body := bytes.Repeat([]byte("x"), 50<<10)
	var peak, start runtime.MemStats
	set := loaded(t)
	d := sample("nl", 2000)
	runtime.GC()
	runtime.ReadMemStats(&start)
	most, asked := uint64(0), 0
	err := Write(io.Discard, d, set, func(key string) ([]byte, error) {
		if asked++; asked%100 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&peak)
			most = max(most, peak.HeapAlloc)
		}
		if key == "gone" {
			return nil, nil
		}
		head, err := stored(key)
		return append(head, body...), err
	})
	if err != nil {
		t.Fatal(err)
	}
	if used := int64(most) - int64(start.HeapAlloc); used > 20<<20 {
		t.Errorf("%d MB are held for mails that have been written", used>>20)
	}
}
