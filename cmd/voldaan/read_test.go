package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

// scriptLines counts the lines of standard output, each a JSON object.
func scriptLines(ts *testscript.TestScript, _ bool, args []string) {
	n := 0
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		n++
		var object map[string]any
		ts.Check(json.Unmarshal([]byte(line), &object))
	}
	if fmt.Sprint(n) != args[0] {
		ts.Fatalf("%d lines, want %s", n, args[0])
	}
}

// scriptOrder checks which files the lines are about.
func scriptOrder(ts *testscript.TestScript, _ bool, args []string) {
	var got []string
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		var object struct{ File string }
		ts.Check(json.Unmarshal([]byte(line), &object))
		got = append(got, object.File)
	}
	if strings.Join(got, " ") != strings.Join(args, " ") {
		ts.Fatalf("files %q, want %q", got, args)
	}
}

// readAll runs read on paths and gives its lines and its exit status.
func readAll(t *testing.T, paths ...string) ([]readLine, int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := program(t.Context(), append([]string{"read", "--json"}, paths...), strings.NewReader(""), &out, &errs)
	var lines []readLine
	for line := range strings.Lines(out.String()) {
		var l readLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		lines = append(lines, l)
	}
	return lines, code, errs.String()
}

// TestReadOddFiles reads 1,200 files that no mail program ever wrote.
func TestReadOddFiles(t *testing.T) {
	dir := t.TempDir()
	seeds := [][]byte{
		[]byte("From: a@b.example\r\nSubject: =?utf-8?q?x?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nWij betalen vrijdag.\r\n--x--\r\n"),
		[]byte("From: mailer-daemon@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=y\n\n--y\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.example\n\nFinal-Recipient: rfc822; c@d.example\nAction: failed\nStatus: 5.1.1\n\n--y--\n"),
		[]byte("Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\nPGI+dGVzdDwvYj4=\n"),
		[]byte("Auto-Submitted: auto-replied\nSubject: Afwezig\n\nIk ben terug op 1 december.\n> quoted\n-- \nJan"),
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 1200 {
		raw := bytes.Clone(seeds[i%len(seeds)])
		switch i % 5 {
		case 0:
			raw = raw[:rng.IntN(len(raw)+1)]
		case 1:
			for range 10 {
				raw[rng.IntN(len(raw))] = byte(rng.IntN(256))
			}
		case 2:
			raw = bytes.Repeat(raw, 1+rng.IntN(4))
		case 3:
			raw = make([]byte, rng.IntN(500))
			for k := range raw {
				raw[k] = byte(rng.IntN(256))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.eml", i)), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines, code, errs := readAll(t, dir)
	if code != 0 || len(lines) != 1200 || strings.Contains(errs, "panic") {
		t.Fatalf("status %d, %d lines: %s", code, len(lines), errs)
	}
	for i, l := range lines {
		if want := filepath.Join(dir, fmt.Sprintf("%04d.eml", i)); l.File != want || l.Error != "" || l.Kind == voldaan.MailUnreadable {
			t.Errorf("line %d: %s %s %s", i, l.File, l.Kind, l.Error)
		}
		if l.Intent.Validate() != nil || l.Findings == nil || l.Also == nil || l.Attachments == nil || l.Warnings == nil || l.PerInvoice == nil {
			t.Errorf("line %d is not whole: %+v", i, l)
		}
	}
}

// panics is a reader that fails on every mail of one subject.
type panics struct{ classify.Reader }

func (p panics) Read(ctx context.Context, m voldaan.Mail, c voldaan.ReadingContext) (voldaan.Reading, error) {
	if m.Subject == "boom" {
		panic("no such luck")
	}
	return p.Reader.Read(ctx, m, c)
}

func TestReadPanic(t *testing.T) {
	dir, out := t.TempDir(), &bytes.Buffer{}
	r := &mailReader{reader: panics{classify.NewOffline()}}
	env := &cliEnv{ctx: t.Context(), stdout: out, stderr: out, now: time.Now}
	for _, subject := range []string{"boom", "fine"} {
		path := filepath.Join(dir, subject)
		if err := os.WriteFile(path, []byte("Subject: "+subject+"\n\nDag"), 0o600); err != nil {
			t.Fatal(err)
		}
		l := r.line(env, mailFile{path: path})
		if (l.Error != "") != (subject == "boom") || l.File != path || l.Findings == nil {
			t.Errorf("%s: %+v", subject, l)
		}
	}
}

func TestReadLargeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.eml")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nWij betalen vrijdag.\n--x\nContent-Type: application/zip\n\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(3 << 30); err != nil { // a hole, which takes no room
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	lines, code, _ := readAll(t, path)
	if code != 0 || len(lines) != 1 || lines[0].Intent != voldaan.IntentPromise || !strings.Contains(strings.Join(lines[0].Warnings, " "), "only the beginning") {
		t.Errorf("status %d: %.500v", code, lines)
	}
}

func TestReadFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b/x.eml/inner.eml", "a.eml", "c/.hidden.eml", "c/UPPER.EML"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Subject: x\n\ny"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "d.eml")); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range mailFiles([]string{link}) {
		rel, err := filepath.Rel(link, f.path)
		if err != nil || f.err != nil {
			t.Fatal(err, f.err)
		}
		got = append(got, rel)
	}
	if want := "a.eml b/x.eml/inner.eml c/.hidden.eml d.eml"; strings.Join(got, " ") != want {
		t.Errorf("files %q, want %q", got, want)
	}
	lines, code, _ := readAll(t, dir)
	if code != 1 || len(lines) != 4 || lines[3].Error == "" || lines[3].Kind != voldaan.MailUnreadable || lines[0].Error != "" {
		t.Errorf("status %d, %+v", code, lines)
	}
	if l := (&mailReader{}).line(&cliEnv{}, mailFile{path: "x", err: fs.ErrPermission}); l.Error == "" {
		t.Error("a folder that cannot be entered has no error")
	}
}

// TestProgress shows that a long run tells how far it is and a short one does
// not.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		step time.Duration
		want string
	}{
		{time.Millisecond, ""},
		{time.Second, "2 of 5 mails\n4 of 5 mails\n"},
	} {
		var out bytes.Buffer
		at := time.Unix(0, 0)
		env := &cliEnv{stderr: &out, now: func() time.Time { return at }}
		p := newProgress(env, 5)
		for i := range 5 {
			at = at.Add(c.step)
			p.show(i + 1)
			p.clear()
		}
		if out.String() != c.want {
			t.Errorf("a mail in %s: %q", c.step, &out)
		}
	}
}
