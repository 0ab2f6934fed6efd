package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
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
	program := built(b, ".")
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

// built is a program of this module.
func built(b *testing.B, folder string) string {
	program := filepath.Join(b.TempDir(), filepath.Base(folder)+".program")
	if out, err := exec.Command("go", "build", "-o", program, folder).CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", folder, err, out)
	}
	return program
}

// BenchmarkReadAgainstGoMessage runs "voldaan read", which reads the meaning
// too, and a program that only decodes with go-message on each of the fixtures
// of parse, and shows how many times as long the first takes: the fastest of
// five runs each, from the start of the process to its end.
func BenchmarkReadAgainstGoMessage(b *testing.B) {
	ours, theirs := built(b, "."), built(b, "./testdata/gomessage")
	var mails []string
	for _, folder := range []string{"torture", "postfix"} {
		files, err := filepath.Glob(filepath.Join("../../inbound/parse/testdata", folder, "*.eml"))
		if err != nil {
			b.Fatal(err)
		}
		deeper, err := filepath.Glob(filepath.Join("../../inbound/parse/testdata", folder, "*", "*.eml"))
		if err != nil {
			b.Fatal(err)
		}
		mails = append(append(mails, files...), deeper...)
	}
	if len(mails) < 100 {
		b.Fatalf("%d mails", len(mails))
	}
	run := func(program string, args ...string) time.Duration {
		best := time.Hour
		for range 5 {
			start := time.Now()
			if err := exec.Command(program, args...).Run(); err != nil {
				b.Fatalf("%s %v: %v", program, args, err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	for b.Loop() {
		var ratios []float64
		over, worst := 0, ""
		for _, m := range mails {
			r := float64(run(ours, "read", "--json", m)) / float64(run(theirs, m))
			if len(ratios) == 0 || r > slices.Max(ratios) {
				worst = m
			}
			if ratios = append(ratios, r); r > 20 {
				over++
			}
		}
		slices.Sort(ratios)
		b.ReportMetric(ratios[len(ratios)/2], "times-median")
		b.ReportMetric(ratios[len(ratios)-1], "times-most")
		b.ReportMetric(float64(over), "over-20")
		b.Logf("%d mails, the most on %s", len(mails), worst)
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
