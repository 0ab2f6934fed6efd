package delivery_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/outbound/delivery"
)

const letter = "From: bot@creditor.example\r\nTo: an@customer.example\r\nSubject: Invoice 2026-041\r\n\r\nDear An,\r\n.\r\n.. still open.\r\n"

// quick is a time that a healthy server on loopback never needs and that a
// test of a hang can wait for.
const quick = 2 * time.Second

// endless is a reply without a last line.
const endless = "299-never\r\n299-ends"

// plain makes a client of a server on loopback.
func plain(t testing.TB, addr string, change ...func(*delivery.Config)) *delivery.Client {
	t.Helper()
	cfg := delivery.Config{Addr: addr, TLS: delivery.NoTLS, LocalName: "bot.creditor.example", Timeout: 20 * time.Second}
	for _, f := range change {
		f(&cfg)
	}
	c := delivery.New(cfg)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return c
}

func impatient(c *delivery.Config) { c.Timeout, c.FinalTimeout = quick, quick }

func mail(rcpts ...string) delivery.Envelope {
	if rcpts == nil {
		rcpts = []string{"an@customer.example"}
	}
	return delivery.Envelope{From: "bot+ret@creditor.example", Rcpts: rcpts, ID: "letter-1", Data: []byte(letter)}
}

func wantOutcome(t testing.TB, r delivery.Result, want delivery.Outcome) {
	t.Helper()
	if r.Outcome != want {
		t.Errorf("outcome = %s (%v), want %s", r.Outcome, r.Err, want)
	}
	if (r.Err == nil) != (want == delivery.Accepted) {
		t.Errorf("error of a mail that is %s = %v", r.Outcome, r.Err)
	}
	for _, x := range r.Rcpts {
		if x.Outcome == "" {
			t.Errorf("recipient %s has no outcome", x.Address)
		}
	}
}

// TestFaults makes a server fail in each way at each point.
func TestFaults(t *testing.T) {
	before := []string{"greet", "EHLO", "MAIL", "RCPT", "DATA"}
	type row struct {
		stage, fault string
		want         delivery.Outcome
	}
	var rows []row
	for _, s := range before {
		for _, f := range []string{hang, drop, "421 4.3.2 closing", "450 4.2.1 busy", "garbage", "999 odd", endless} {
			rows = append(rows, row{s, f, delivery.Deferred})
		}
	}
	for _, s := range []string{"greet", "EHLO"} { // the server's own matter, not the mail's
		rows = append(rows, row{s, "554 5.7.1 not you", delivery.Deferred})
	}
	for _, s := range []string{"MAIL", "RCPT", "DATA", "dot"} {
		rows = append(rows, row{s, "550 5.7.1 refused", delivery.Failed}, row{s, "550", delivery.Failed})
	}
	rows = append(rows,
		row{"MAIL", "530 5.7.0 Authentication required", delivery.Deferred},
		row{"RCPT", "530 5.7.0 Authentication required", delivery.Deferred},
		row{"DATA", "250 what", delivery.Deferred},
		row{"content", hang, delivery.Uncertain},
		row{"content", drop, delivery.Uncertain},
		row{"dot", hang, delivery.Uncertain},
		row{"dot", drop, delivery.Uncertain},
		row{"dot", "garbage", delivery.Uncertain},
		row{"dot", "354 more", delivery.Uncertain},
		row{"dot", "421 4.3.2 closing", delivery.Deferred},
		row{"dot", "451 4.3.0 try later", delivery.Deferred},
		row{"dot", "250", delivery.Accepted},
		row{"dot", "251 odd but positive", delivery.Accepted},
		row{"", "", delivery.Accepted},
	)
	for _, r := range rows {
		t.Run(fmt.Sprintf("%s/%.8s", r.stage, r.fault), func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, at(r.stage, r.fault))
			c := plain(t, s.addr, func(c *delivery.Config) {
				if r.fault == hang || r.fault == endless {
					impatient(c)
				}
			})
			asked := 0
			got := c.Send(context.Background(), mail(), func() error { asked++; return nil })
			wantOutcome(t, got, r.want)
			if wanted := r.stage == "DATA" || r.stage == "content" || r.stage == "dot" || r.stage == ""; (asked == 1) != wanted || asked > 1 {
				t.Errorf("beforeData was called %d times", asked)
			}
			if got.Err != nil && !strings.Contains(got.Err.Error(), s.addr) {
				t.Errorf("error %q does not name the server", got.Err)
			}
			if strings.HasPrefix(r.fault, "530") && !errors.Is(got.Err, delivery.ErrLogin) {
				t.Errorf("error %v is not ErrLogin", got.Err)
			}
		})
	}
}

// TestHangWhileContentIsRead covers a server that stops reading a message that
// is larger than all buffers on the way.
func TestHangWhileContentIsRead(t *testing.T) {
	s := startFaults(t, at("content", hang))
	e := mail()
	e.Data = append(e.Data, bytes.Repeat([]byte("0123456789012345678901234567890123456789\r\n"), 1<<19)...)
	wantOutcome(t, plain(t, s.addr, impatient).Send(context.Background(), e, nil), delivery.Uncertain)
}

// TestReplyOnContent covers a refusal that comes before the message's end.
func TestReplyOnContent(t *testing.T) {
	s := startFaults(t, at("content", "552 5.3.4 too big"))
	got := plain(t, s.addr).Send(context.Background(), mail(), nil)
	wantOutcome(t, got, delivery.Failed)
	if r := got.Rcpts[0]; r.Code != 552 || r.Status != "5.3.4" || r.Text != "too big" {
		t.Errorf("result = %+v", r)
	}
}

func TestContentArrivesUnchanged(t *testing.T) {
	s := startFaults(t, nil)
	c := plain(t, s.addr)
	for in, want := range map[string]string{
		letter:                       letter,
		"A: b\r\n\r\n.":              "A: b\r\n\r\n.\r\n",
		"A: b\n\nunix\n":             "A: b\r\n\r\nunix\r\n",
		"A: b\r\n\r\nno end":         "A: b\r\n\r\nno end\r\n",
		"A: b\r\n\r\n\r\n.\r\n\r\n.": "A: b\r\n\r\n\r\n.\r\n\r\n.\r\n",
	} {
		e := mail()
		e.Data = []byte(in)
		n := len(s.messages())
		wantOutcome(t, c.Send(context.Background(), e, nil), delivery.Accepted)
		if got := s.messages(); len(got) != n+1 || got[n] != want {
			t.Errorf("%q arrived as %q, want %q", in, got[n:], want)
		}
	}
	if s.count("2 ") != 0 {
		t.Error("more than one connection was used")
	}
}

func TestBadEnvelopeFails(t *testing.T) {
	s := startFaults(t, nil)
	c := plain(t, s.addr)
	bad := func(why string, change func(*delivery.Envelope)) {
		t.Helper()
		e := mail()
		change(&e)
		got := c.Send(context.Background(), e, func() error { t.Errorf("%s: sent", why); return nil })
		if got.Outcome != delivery.Failed || got.Err == nil {
			t.Errorf("%s: %s, %v", why, got.Outcome, got.Err)
		}
	}
	bad("no recipient", func(e *delivery.Envelope) { e.Rcpts = nil })
	bad("no content", func(e *delivery.Envelope) { e.Data = nil })
	bad("bare CR, by which a second mail can be smuggled in", func(e *delivery.Envelope) { e.Data = []byte("A: b\r\n\r\nx\r.\rMAIL") })
	bad("command in the return path", func(e *delivery.Envelope) { e.From = "a@b.example>\r\nRCPT TO:<x@y.example" })
	bad("return path without domain", func(e *delivery.Envelope) { e.From = "bot@" })
	bad("return path whose domain cannot be", func(e *delivery.Envelope) { e.From = "bot@\u00ad\u2028.example" })
	bad("id with a line end", func(e *delivery.Envelope) { e.ID = "a\nb" })
	bad("id too long", func(e *delivery.Envelope) { e.ID = strings.Repeat("x", 101) })
	bad("command in the only recipient", func(e *delivery.Envelope) { e.Rcpts = []string{"a@b.example>\r\nDATA"} })
	if s.count("1 DATA") != 0 {
		t.Error("a bad mail reached DATA")
	}
}

func TestSomeRecipientsRefused(t *testing.T) {
	s := startFaults(t, func(_ int, stage, line string) string {
		switch {
		case stage != "RCPT":
			return ""
		case strings.Contains(line, "gone@"):
			return "550-5.1.1 User\r\n550 5.1.1 unknown\x07"
		case strings.Contains(line, "full@"):
			return "452 4.2.2 mailbox full"
		case strings.Contains(line, "many@"):
			return "552 too many recipients"
		case strings.Contains(line, "over@"):
			return "552 5.2.2 over quota"
		}
		return ""
	})
	c := plain(t, s.addr)
	got := c.Send(context.Background(), mail("gone@x.example", "an@x.example", "full@x.example", "many@x.example", "over@x.example", "b d@x.example"), nil)
	wantOutcome(t, got, delivery.Accepted)
	want := []delivery.RcptResult{
		{Address: "gone@x.example", Outcome: delivery.Failed, Code: 550, Status: "5.1.1", Text: "User unknown"},
		{Address: "an@x.example", Outcome: delivery.Accepted, Code: 250, Status: "2.0.0", Text: "queued as 4711"},
		{Address: "full@x.example", Outcome: delivery.Deferred, Code: 452, Status: "4.2.2", Text: "mailbox full"},
		{Address: "many@x.example", Outcome: delivery.Deferred, Code: 552, Text: "too many recipients"},
		{Address: "over@x.example", Outcome: delivery.Failed, Code: 552, Status: "5.2.2", Text: "over quota"},
		{Address: "b d@x.example", Outcome: delivery.Failed, Status: "5.1.3", Text: `address "b d@x.example" is malformed`},
	}
	for i, w := range want {
		if got.Rcpts[i] != w {
			t.Errorf("recipient %d = %+v, want %+v", i, got.Rcpts[i], w)
		}
	}

	got = c.Send(context.Background(), mail("gone@x.example", "full@x.example"), func() error { t.Error("sent to nobody"); return nil })
	wantOutcome(t, got, delivery.Deferred)
	got = c.Send(context.Background(), mail("gone@x.example"), nil)
	wantOutcome(t, got, delivery.Failed)
	if s.count("1 RSET") != 2 || s.count("2 ") != 0 {
		t.Errorf("the connection was not reset and reused: %q", s.lines())
	}
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
}

// TestRefusedRecipientKeepsItsResult: what comes later for the others does
// not change what the server said about one.
func TestRefusedRecipientKeepsItsResult(t *testing.T) {
	for stage, want := range map[string]delivery.Outcome{"DATA": delivery.Deferred, "content": delivery.Uncertain, "dot": delivery.Uncertain} {
		s := startFaults(t, func(_ int, where, line string) string {
			switch {
			case strings.Contains(line, "gone@"):
				return "550 5.1.1 unknown"
			case where == stage:
				return drop
			}
			return ""
		})
		got := plain(t, s.addr).Send(context.Background(), mail("gone@x.example", "an@x.example"), nil)
		wantOutcome(t, got, want)
		if got.Rcpts[0].Outcome != delivery.Failed || got.Rcpts[1].Outcome != want {
			t.Errorf("%s: %+v", stage, got.Rcpts)
		}
	}
}

func TestBeforeDataStopsTheMail(t *testing.T) {
	s := startFaults(t, nil)
	c := plain(t, s.addr)
	stop := errors.New("row is no longer ours")
	got := c.Send(context.Background(), mail(), func() error {
		if s.count("1 RCPT") != 1 || s.count("1 DATA") != 0 {
			t.Errorf("called at the wrong time: %q", s.lines())
		}
		return stop
	})
	wantOutcome(t, got, delivery.Deferred)
	if !errors.Is(got.Err, stop) {
		t.Errorf("error = %v", got.Err)
	}
	if s.count("1 DATA") != 0 || s.count("1 RSET") != 1 {
		t.Errorf("commands: %q", s.lines())
	}
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
}

// TestCancel ends the context at each point.
func TestCancel(t *testing.T) {
	for _, stage := range []string{"greet", "EHLO", "MAIL", "RCPT", "DATA"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(context.Background())
			s := startFaults(t, func(_ int, where, _ string) string {
				if where == stage {
					cancel()
					return hang
				}
				return ""
			})
			got := plain(t, s.addr).Send(ctx, mail(), nil)
			wantOutcome(t, got, delivery.Deferred)
			if !errors.Is(got.Err, context.Canceled) {
				t.Errorf("error = %v", got.Err)
			}
		})
	}
	t.Run("in beforeData", func(t *testing.T) {
		s := startFaults(t, nil)
		ctx, cancel := context.WithCancel(context.Background())
		got := plain(t, s.addr).Send(ctx, mail(), func() error { cancel(); return nil })
		wantOutcome(t, got, delivery.Deferred)
		if s.count("1 DATA") != 0 {
			t.Error("DATA was sent")
		}
	})
	t.Run("before", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		wantOutcome(t, plain(t, startFaults(t, nil).addr).Send(ctx, mail(), nil), delivery.Deferred)
	})
	for _, stage := range []string{"content", "dot"} {
		t.Run(stage+" waits for the final reply", func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			s := startFaults(t, func(_ int, where, _ string) string {
				if where == stage {
					cancel()
				}
				return ""
			})
			wantOutcome(t, plain(t, s.addr).Send(ctx, mail(), nil), delivery.Accepted)
		})
	}
}

// TestWaitingForTheTurnCanBeCancelled: a second mail does not wait for ever
// behind one that hangs.
func TestWaitingForTheTurnCanBeCancelled(t *testing.T) {
	reached := make(chan struct{})
	s := startFaults(t, func(_ int, where, _ string) string {
		if where == "MAIL" {
			close(reached)
			return hang
		}
		return ""
	})
	c := plain(t, s.addr)
	first, stop := context.WithCancel(context.Background())
	done := make(chan delivery.Result)
	go func() { done <- c.Send(first, mail(), nil) }()
	<-reached
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	wantOutcome(t, c.Send(ctx, mail(), nil), delivery.Deferred)
	stop()
	wantOutcome(t, <-done, delivery.Deferred)
}

func TestStaleConnectionIsReplaced(t *testing.T) {
	second := func(stage, fault string) func(int, string, string) string {
		n := 0 // commands of the stage on the first connection, which is served by one goroutine
		return func(conn int, where, _ string) string {
			if conn != 1 || where != stage {
				return ""
			}
			if n++; n == 2 {
				return fault
			}
			return ""
		}
	}
	for _, fault := range []string{drop, "421 4.4.2 idle for too long", "530 5.7.0 log in again", "503 5.5.1 say hello first"} {
		s := startFaults(t, second("MAIL", fault))
		c := plain(t, s.addr)
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
		if s.count("2 MAIL") != 1 {
			t.Errorf("%s: no second connection: %q", fault, s.lines())
		}
	}
	// A refusal of this mail is an answer, no reason for another connection.
	s := startFaults(t, second("MAIL", "550 5.7.1 no"))
	c := plain(t, s.addr)
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
	wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Failed)
	if s.count("2 ") != 0 {
		t.Error("a refused mail was tried again")
	}
	// A server that is bad each time is not tried for ever.
	s = startFaults(t, at("MAIL", drop))
	wantOutcome(t, plain(t, s.addr).Send(context.Background(), mail(), nil), delivery.Deferred)
	if s.count("1 MAIL")+s.count("2 MAIL") != 1 {
		t.Errorf("tried more than once: %q", s.lines())
	}
}

func TestIdleConnectionIsTriedFirst(t *testing.T) {
	old := func(c *delivery.Config) { c.IdleLimit = 1 } // every connection is too old
	for fault, connections := range map[string]int{"": 1, drop: 2, "421 closing": 2, "500 what": 2, hang: 2} {
		s := startFaults(t, at("NOOP", fault))
		c := plain(t, s.addr, old, func(c *delivery.Config) {
			if fault == hang {
				impatient(c)
			}
		})
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
		if s.count("1 NOOP") != 1 || s.count(fmt.Sprintf("%d MAIL", connections)) == 0 || s.count(fmt.Sprintf("%d ", connections+1)) != 0 {
			t.Errorf("NOOP %q: %q", fault, s.lines())
		}
	}
	s := startFaults(t, nil)
	c := plain(t, s.addr)
	for range 3 {
		wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Accepted)
	}
	if s.count("1 NOOP") != 0 || s.count("1 MAIL") != 3 || s.count("1 EHLO") != 1 {
		t.Errorf("a fresh connection was not just used: %q", s.lines())
	}
}

func TestResetThatFailsCostsOnlyTheConnection(t *testing.T) {
	for _, fault := range []string{drop, "500 what", "421 closing"} {
		s := startFaults(t, func(_ int, stage, line string) string {
			if stage == "RSET" {
				return fault
			}
			return at("RCPT", "550 5.1.1 unknown")(0, stage, line)
		})
		c := plain(t, s.addr)
		for range 2 {
			wantOutcome(t, c.Send(context.Background(), mail(), nil), delivery.Failed)
		}
		if s.count("1 MAIL") != 1 || s.count("2 MAIL") != 1 {
			t.Errorf("%s: %q", fault, s.lines())
		}
	}
}

func TestSizeLimit(t *testing.T) {
	size := len(letter)
	for limit, want := range map[int]delivery.Outcome{size - 1: delivery.Failed, size: delivery.Accepted, 0: delivery.Accepted} {
		s := startFaults(t, nil, fmt.Sprintf("SIZE %d", limit))
		got := plain(t, s.addr).Send(context.Background(), mail(), nil)
		wantOutcome(t, got, want)
		if want == delivery.Failed {
			if s.count("1 MAIL") != 0 || got.Rcpts[0].Status != "5.3.4" || !strings.Contains(got.Err.Error(), fmt.Sprint(size-1)) {
				t.Errorf("%q, %+v", s.lines(), got)
			}
		} else if s.count(fmt.Sprintf("1 MAIL FROM:<bot+ret@creditor.example> SIZE=%d", size)) != 1 {
			t.Errorf("size was not declared: %q", s.lines())
		}
	}
	// Unix line ends count as they are sent, doubled dots do not (RFC 1870).
	s := startFaults(t, nil, "SIZE")
	e := mail()
	e.Data = []byte("A: b\n\n.\nno end")
	wantOutcome(t, plain(t, s.addr).Send(context.Background(), e, nil), delivery.Accepted)
	if s.count(fmt.Sprintf("1 MAIL FROM:<bot+ret@creditor.example> SIZE=%d", len("A: b\r\n\r\n.\r\nno end\r\n"))) != 1 {
		t.Errorf("%q", s.lines())
	}
}

func TestReportsAreAskedForOnlyWhereOffered(t *testing.T) {
	s := startFaults(t, nil, "DSN")
	wantOutcome(t, plain(t, s.addr).Send(context.Background(), mail(), nil), delivery.Accepted)
	if s.count("1 MAIL FROM:<bot+ret@creditor.example> RET=HDRS ENVID=letter-1") != 1 ||
		s.count("1 RCPT TO:<an@customer.example> NOTIFY=SUCCESS,FAILURE,DELAY") != 1 {
		t.Errorf("%q", s.lines())
	}
	s = startFaults(t, nil)
	wantOutcome(t, plain(t, s.addr).Send(context.Background(), mail(), nil), delivery.Accepted)
	for _, l := range s.lines() {
		if strings.Contains(l, "RET=") || strings.Contains(l, "NOTIFY=") || strings.Contains(l, "SIZE=") {
			t.Errorf("unasked parameter: %s", l)
		}
	}
}

func TestCharactersBeyondASCII(t *testing.T) {
	eightBit := "Subject: x\r\n\r\ncafé\r\n"
	utf8Head := "Subject: café\r\n\r\nx\r\n"
	rows := []struct {
		name     string
		features []string
		change   func(*delivery.Envelope)
		want     delivery.Outcome
		line     string
	}{
		{"domain becomes ASCII", nil, func(e *delivery.Envelope) { e.Rcpts = []string{"an@bücher.example"} }, delivery.Accepted, "1 RCPT TO:<an@xn--bcher-kva.example>"},
		{"return path becomes ASCII", nil, func(e *delivery.Envelope) { e.From = "bot@bücher.example" }, delivery.Accepted, "1 MAIL FROM:<bot@xn--bcher-kva.example>"},
		{"local part without SMTPUTF8", nil, func(e *delivery.Envelope) { e.Rcpts = []string{"bücher@x.example"} }, delivery.Failed, "1 MAIL"},
		{"local part with SMTPUTF8", []string{"SMTPUTF8"}, func(e *delivery.Envelope) { e.Rcpts = []string{"bücher@x.example"} }, delivery.Accepted, "1 MAIL FROM:<bot+ret@creditor.example> SMTPUTF8"},
		{"header without SMTPUTF8", nil, func(e *delivery.Envelope) { e.Data = []byte(utf8Head) }, delivery.Failed, ""},
		{"header with SMTPUTF8", []string{"SMTPUTF8"}, func(e *delivery.Envelope) { e.Data = []byte(utf8Head) }, delivery.Accepted, "1 MAIL FROM:<bot+ret@creditor.example> SMTPUTF8"},
		{"body without 8BITMIME", nil, func(e *delivery.Envelope) { e.Data = []byte(eightBit) }, delivery.Failed, ""},
		{"body with 8BITMIME", []string{"8BITMIME"}, func(e *delivery.Envelope) { e.Data = []byte(eightBit) }, delivery.Accepted, "1 MAIL FROM:<bot+ret@creditor.example> BODY=8BITMIME"},
		{"ASCII needs no SMTPUTF8", []string{"SMTPUTF8"}, func(*delivery.Envelope) {}, delivery.Accepted, "1 MAIL FROM:<bot+ret@creditor.example>"},
	}
	for _, r := range rows {
		s := startFaults(t, nil, r.features...)
		e := mail()
		r.change(&e)
		got := plain(t, s.addr).Send(context.Background(), e, nil)
		if got.Outcome != r.want {
			t.Errorf("%s: %s (%v)", r.name, got.Outcome, got.Err)
		}
		if got.Rcpts[0].Address != e.Rcpts[0] {
			t.Errorf("%s: result is for %s", r.name, got.Rcpts[0].Address)
		}
		if r.line != "" && s.count(r.line) != 1 || r.line == "" && s.count("1 MAIL") != 0 {
			t.Errorf("%s: %q", r.name, s.lines())
		}
	}
	s := startFaults(t, nil)
	got := plain(t, s.addr).Send(context.Background(), mail("bücher@x.example", "an@x.example"), nil)
	wantOutcome(t, got, delivery.Accepted)
	if got.Rcpts[0].Outcome != delivery.Failed || got.Rcpts[0].Status != "5.6.7" {
		t.Errorf("%+v", got.Rcpts[0])
	}
}

func TestNobodyThere(t *testing.T) {
	s := startFaults(t, at("greet", drop))
	for addr, hint := range map[string]string{"127.0.0.1:1": "check the host", "nonsense": "host:port", s.addr: s.addr} {
		c := plain(t, addr)
		got := c.Send(context.Background(), mail(), nil)
		wantOutcome(t, got, delivery.Deferred)
		if !strings.Contains(got.Err.Error(), hint) {
			t.Errorf("%s: %v", addr, got.Err)
		}
		if err := c.Check(context.Background()); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("check %s: %v", addr, err)
		}
	}
}

// TestConcurrentMails: the mails of several goroutines share one connection.
func TestConcurrentMails(t *testing.T) {
	s := startFaults(t, nil)
	c := plain(t, s.addr)
	results := make(chan delivery.Result)
	for range 20 {
		go func() { results <- c.Send(context.Background(), mail(), nil) }()
	}
	for range 20 {
		wantOutcome(t, <-results, delivery.Accepted)
	}
	if len(s.messages()) != 20 || s.count("2 ") != 0 {
		t.Errorf("%d mails, second connection used %d times", len(s.messages()), s.count("2 "))
	}
}
