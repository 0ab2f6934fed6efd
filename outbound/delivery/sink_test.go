package delivery_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound/delivery"
)

// TestSink sends to Postfix's test server in its moods.
func TestSink(t *testing.T) {
	rows := []struct {
		flags  []string
		want   delivery.Outcome
		code   int
		status string
	}{
		{nil, delivery.Accepted, 250, "2.0.0"},
		{[]string{"-e"}, delivery.Accepted, 250, ""}, // no EHLO: HELO will do
		{[]string{"-f", "RCPT", "-B", "550 5.1.1 User unknown"}, delivery.Failed, 550, "5.1.1"},
		{[]string{"-r", "RCPT", "-b", "450 4.2.1 Try later"}, delivery.Deferred, 450, "4.2.1"},
		{[]string{"-f", "MAIL"}, delivery.Failed, 500, "5.3.0"},
		{[]string{"-r", "MAIL"}, delivery.Deferred, 450, "4.3.0"},
		{[]string{"-f", "DATA"}, delivery.Failed, 500, "5.3.0"},
		{[]string{"-r", "DATA"}, delivery.Deferred, 450, "4.3.0"},
		{[]string{"-f", "."}, delivery.Failed, 500, "5.3.0"},
		{[]string{"-r", "."}, delivery.Deferred, 450, "4.3.0"},
		{[]string{"-q", "MAIL"}, delivery.Deferred, 0, ""},
		{[]string{"-q", "RCPT"}, delivery.Deferred, 0, ""},
		{[]string{"-q", "DATA"}, delivery.Deferred, 0, ""},
		{[]string{"-q", "."}, delivery.Uncertain, 0, ""},
		{[]string{"-Q", "RCPT"}, delivery.Deferred, 421, ""},
		{[]string{"-Q", "."}, delivery.Deferred, 421, ""},
		{[]string{"-A", "0"}, delivery.Failed, 550, ""},
	}
	for _, r := range rows {
		t.Run(strings.Join(r.flags, " "), func(t *testing.T) {
			s := servertest.SMTPSink(t, r.flags...)
			got := plain(t, s.Addr).Send(context.Background(), mail(), nil)
			wantOutcome(t, got, r.want)
			if x := got.Rcpts[0]; x.Code != r.code || r.status != "" && x.Status != r.status {
				t.Errorf("result = %+v", x)
			}
			mails := s.Mails()
			if r.want != delivery.Accepted {
				if r.want != delivery.Uncertain && len(mails) != 0 && !slices.Contains(r.flags, ".") {
					t.Errorf("%d mails arrived", len(mails))
				}
				return
			}
			if len(mails) != 1 || string(mails[0].Raw) != letter || mails[0].From != "bot+ret@creditor.example" ||
				!slices.Equal(mails[0].Rcpts, []string{"an@customer.example"}) {
				t.Errorf("arrived: %+v", mails)
			}
		})
	}
}

func TestSinkRestart(t *testing.T) {
	s := servertest.SMTPSink(t)
	c := plain(t, s.Addr)
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
	s.Stop()
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Deferred)
	s.Start()
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
	if n := len(s.Mails()); n != 2 {
		t.Errorf("%d mails arrived, want 2", n)
	}
}

// BenchmarkSend hands over 200 mails of 5 kB on one connection, as often as
// the benchmark asks.
func BenchmarkSend(b *testing.B) {
	const mails = 200
	s := servertest.SMTPSink(b)
	c := plain(b, s.Addr)
	e := mail()
	e.Data = append(e.Data, bytes.Repeat([]byte("twenty characters.\r\n"), 250)...)
	b.SetBytes(int64(mails * len(e.Data)))
	for b.Loop() {
		for range mails {
			if r := c.Send(context.Background(), e, nil); r.Outcome != delivery.Accepted {
				b.Fatal(r.Err)
			}
		}
	}
	b.ReportMetric(float64(mails*b.N)/b.Elapsed().Seconds(), "mails/s")
}
