package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/mailtest"
	"github.com/voldaan/voldaan/internal/servertest"
)

// realServers are Dovecot and Postfix's smtp-sink.
type realServers struct {
	dovecot *servertest.DovecotServer
	sink    *servertest.Sink
	user    string
}

func (r *realServers) imap() string     { return r.dovecot.Addr }
func (r *realServers) smtp() string     { return r.sink.Addr }
func (r *realServers) password() string { return r.dovecot.Password }
func (r *realServers) close() error     { return nil } // the test stops them

func (r *realServers) sent() []mailtest.Envelope {
	var out []mailtest.Envelope
	for _, m := range r.sink.Mails() {
		out = append(out, mailtest.Envelope{From: m.From, Rcpts: m.Rcpts, Raw: m.Raw})
	}
	return out
}

func (r *realServers) deliver(raw []byte, at time.Time) error {
	c, err := imapclient.DialInsecure(r.dovecot.Addr, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Login(r.user, r.dovecot.Password).Wait(); err != nil {
		return err
	}
	cmd := c.Append("INBOX", int64(len(raw)), &imap.AppendOptions{Time: at})
	if _, err := cmd.Write(raw); err != nil {
		return err
	}
	if err := cmd.Close(); err != nil {
		return err
	}
	_, err = cmd.Wait()
	return err
}

// TestMonthOnRealServers plays the 45 days against Dovecot and smtp-sink, on
// both databases. What happens is what happens in the demo.
func TestMonthOnRealServers(t *testing.T) {
	want, err := os.ReadFile(demoGolden)
	if err != nil {
		t.Fatal(err)
	}
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "month.db") },
		"postgres": func(t *testing.T) string { return servertest.PostgreSQL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			r := &realServers{dovecot: servertest.Dovecot(t, demoMailbox), sink: servertest.SMTPSink(t), user: demoMailbox}
			var out, trouble bytes.Buffer
			p, err := newPlay(t.Context(), playOptions{
				seed: 1, start: voldaan.MustDate("2026-03-02"), days: 45, out: &out, trouble: &trouble,
				progress: func(int, int) {}, servers: r, database: database(t),
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
			// Within one moment the sink does not tell the order of arrival.
			if got, want := sortedLines(out.String()), sortedLines(string(want)); got != want {
				t.Errorf("the month differs from the demo:\n%s", firstDifference(want, got))
			}
		})
	}
}

func sortedLines(s string) string {
	lines := slices.Sorted(strings.Lines(s))
	return strings.Join(lines, "")
}
