package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/internal/servertest"
)

// deaf is a server that takes connections and never says a word.
func deaf(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
		}
	}()
	return l.Addr().String()
}

// TestServeStops: the program ends within ten seconds, whatever hangs.
func TestServeStops(t *testing.T) {
	s := crashSetup{
		Database: filepath.Join(t.TempDir(), "v.db"), IMAP: deaf(t), SMTP: deaf(t), User: "bot@voldaan.test",
		Password: "secret", Begun: time.Now(), Owner: "hanging",
	}
	db, b, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	register(t, b, s.now())
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, db, s.Owner, []*bot{b}, slog.New(slog.DiscardHandler)) }()
	select {
	case err := <-done:
		t.Fatalf("it ended by itself: %v", err)
	case <-time.After(500 * time.Millisecond):
	}
	stop()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("still running ten seconds after it was asked to stop")
	}
}

// TestServeHandsOver: what a process held is free for another as soon as it
// has ended cleanly, and mail that came meanwhile is read by that one.
func TestServeHandsOver(t *testing.T) {
	dovecot, sink := servertest.Dovecot(t), servertest.SMTPSink(t)
	s := crashSetup{
		Database: filepath.Join(t.TempDir(), "v.db"), IMAP: dovecot.Addr, SMTP: sink.Addr, User: dovecot.User,
		Password: dovecot.Password, Begun: time.Now(),
	}
	for i := range 3 {
		s.Owner = fmt.Sprintf("process-%d", i)
		db, b, err := s.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			register(t, b, s.now())
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- serve(ctx, db, s.Owner, []*bot{b}, slog.New(slog.DiscardHandler)) }()
		complain(t, dovecot, i)
		waitForCase(t, sink, i)
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// complain lets a customer's complaint arrive.
func complain(t testing.TB, dovecot *servertest.DovecotServer, i int) {
	t.Helper()
	raw := fmt.Sprintf("From: Klant %d <boekhouding@klant%d.example>\r\nTo: %s\r\nSubject: Factuur 2026-0%03d\r\n"+
		"Message-ID: <complaint-%d@klant%d.example>\r\nDate: Tue, 10 Mar 2026 10:00:00 +0100\r\n\r\n"+
		"De goederen van klacht %d zijn niet geleverd.\r\n", i, i, dovecot.User, i, i, i, i)
	servertest.Append(t, dovecot.Addr, dovecot.User, dovecot.Password, "INBOX", []byte(raw))
}

// waitForCase waits until the case mail of a complaint is with the colleague.
func waitForCase(t testing.TB, sink *servertest.Sink, i int) {
	t.Helper()
	want := fmt.Sprintf("klacht %d zijn niet", i)
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		for _, m := range sink.Mails() {
			if slices.Contains(m.Rcpts, "els@voldaan.test") && bytes.Contains(m.Raw, []byte(want)) {
				return
			}
		}
		pause(t.Context(), 2*time.Millisecond)
	}
	t.Fatalf("no case mail of complaint %d within 30 seconds; arrived:\n%s", i, subjects(sink))
}

func subjects(sink *servertest.Sink) string {
	var out strings.Builder
	for _, m := range sink.Mails() {
		for line := range strings.Lines(string(m.Raw)) {
			if strings.HasPrefix(line, "Subject:") {
				fmt.Fprintf(&out, "%v %s", m.Rcpts, line)
			}
		}
	}
	return out.String()
}

// BenchmarkComplaintToCase measures the time from a complaint's APPEND on
// Dovecot until its case mail is in the sink, through IDLE, a commit and SMTP.
func BenchmarkComplaintToCase(b *testing.B) {
	dovecot, sink := servertest.Dovecot(b), servertest.SMTPSink(b)
	s := crashSetup{
		Database: filepath.Join(b.TempDir(), "v.db"), IMAP: dovecot.Addr, SMTP: sink.Addr, User: dovecot.User,
		Password: dovecot.Password, Begun: time.Now(), Owner: "bench",
	}
	ctx, stop := context.WithCancel(context.Background())
	db, served, err := s.open(ctx)
	if err != nil {
		b.Fatal(err)
	}
	register(b, served, s.now())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, db, s.Owner, []*bot{served}, slog.New(slog.DiscardHandler)) }()
	complain(b, dovecot, 0)
	waitForCase(b, sink, 0) // the connection stands and idles
	var took []time.Duration
	const complaints = 20
	for b.Loop() {
		for range complaints {
			n := len(took)%(crashCustomers-1) + 1
			began := time.Now()
			complain(b, dovecot, n)
			waitForCase(b, sink, n)
			took = append(took, time.Since(began))
		}
	}
	stop()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "ms/median")
	b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "ms/worst")
}
