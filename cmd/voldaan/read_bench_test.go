package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkReadLarge runs the program on mails of 25 MB and shows the most
// memory that it held, in megabytes. A child's figure begins with that of its
// parent, so the mails are written without being held here.
func BenchmarkReadLarge(b *testing.B) {
	const size = 25_000_000
	head := "From: jan@klant.example\r\nSubject: Groot\r\nMIME-Version: 1.0\r\n"
	mixed := head + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nJa.\r\n"
	part := "--a\r\nContent-Type: application/pdf; name=f.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	coded := base64.StdEncoding.EncodeToString(make([]byte, 57)) + "\r\n"
	line := "Wij betalen de factuur van 3 november op vrijdag, de rest volgt later dit jaar.\r\n"
	program := filepath.Join(b.TempDir(), "voldaan")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("build the program: %v\n%s", err, out)
	}
	for _, mail := range []struct{ name, before, unit string }{
		{"attachment", mixed + part, coded},
		{"parts", mixed, part + strings.Repeat(coded, 300)},
		{"text", head + "\r\n", line},
		{"html", head + "Content-Type: text/html\r\n\r\n", "<p>Factuur <b>2026-041</b> is betaald.</p>\r\n"},
		{"message", mixed + "--a\r\nContent-Type: message/rfc822\r\n\r\n" + head + "\r\n", line},
	} {
		b.Run(mail.name, func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "x.eml")
			writeLarge(b, file, mail.before, mail.unit, size)
			b.SetBytes(size)
			most := int64(0)
			for b.Loop() {
				var faults bytes.Buffer
				cmd := exec.Command(program, "read", "--json", file)
				cmd.Stdout, cmd.Stderr = io.Discard, &faults
				if err := cmd.Run(); err != nil {
					b.Fatalf("%v\n%s", err, &faults)
				}
				most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(most)/1000, "MB-resident")
		})
	}
}

func writeLarge(b *testing.B, file, before, unit string, size int) {
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	_, _ = w.WriteString(before) // Flush tells
	for n := 0; n < size; n += len(unit) {
		_, _ = w.WriteString(unit)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
