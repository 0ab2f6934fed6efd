package delivery_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// What a faulty server can do instead of answering as it should; any other
// text is sent as its reply.
const (
	hang = "hang"
	drop = "drop"
)

// faultServer speaks just enough SMTP, and misbehaves where it is told to.
type faultServer struct {
	addr     string
	features []string // EHLO keywords
	// fault says what to do at a stage: greet, MAIL, RCPT and so on by the
	// command's verb, content (inside the message) and dot (after it). The
	// connection is counted from 1. Empty: behave.
	fault func(conn int, stage, line string) string

	end  chan struct{}
	wg   sync.WaitGroup
	mu   sync.Mutex
	seen []string // "1 MAIL FROM:<…>": the connection and the line
	data []string // messages that were read to their dot
}

// startFaults runs a server; fault and features may be nil.
func startFaults(t testing.TB, fault func(conn int, stage, line string) string, features ...string) *faultServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if fault == nil {
		fault = func(int, string, string) string { return "" }
	}
	s := &faultServer{addr: l.Addr().String(), features: features, fault: fault, end: make(chan struct{})}
	s.wg.Go(func() {
		for n := 1; ; n++ {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.wg.Go(func() { s.serve(n, c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		close(s.end)
		s.wg.Wait()
	})
	return s
}

// at makes a fault of one stage on every connection.
func at(stage, fault string) func(int, string, string) string {
	return func(_ int, where, _ string) string {
		if where == stage {
			return fault
		}
		return ""
	}
}

func (s *faultServer) serve(n int, c net.Conn) {
	over := make(chan struct{})
	defer close(over)
	s.wg.Go(func() {
		select {
		case <-s.end:
		case <-over:
		}
		c.Close()
	})
	in := bufio.NewReader(c)
	if !s.answer(c, n, "greet", "", "220 faulty.test ESMTP") {
		return
	}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		s.note(&s.seen, fmt.Sprintf("%d %s", n, line))
		verb, _, _ := strings.Cut(line, " ")
		if !s.answer(c, n, verb, line, s.usual(verb)) {
			return
		}
		if verb == "DATA" && s.fault(n, verb, line) == "" && !s.message(n, c, in) {
			return
		}
		if verb == "QUIT" {
			return
		}
	}
}

func (s *faultServer) usual(verb string) string {
	switch verb {
	case "EHLO":
		return "250-" + strings.Join(append([]string{"faulty.test"}, s.features...), "\r\n250-") + "\r\n250 HELP"
	case "DATA":
		return "354 go on"
	case "QUIT":
		return "221 bye"
	}
	return "250 2.0.0 ok"
}

// message reads the content up to its dot.
func (s *faultServer) message(n int, c net.Conn, in *bufio.Reader) bool {
	var b strings.Builder
	for first := true; ; first = false {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if first && s.fault(n, "content", line) != "" {
			return s.answer(c, n, "content", line, "")
		}
		if line == ".\r\n" {
			s.note(&s.data, b.String())
			return s.answer(c, n, "dot", "", "250 2.0.0 queued as 4711")
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
}

// answer sends the usual reply or what the fault wants; false ends the
// connection.
func (s *faultServer) answer(c net.Conn, n int, stage, line, usual string) bool {
	switch f := s.fault(n, stage, line); f {
	case hang:
		<-s.end
		return false
	case drop:
		return false
	case "":
		_, err := io.WriteString(c, usual+"\r\n")
		return err == nil
	default:
		_, err := io.WriteString(c, f+"\r\n")
		return err == nil && !strings.HasPrefix(f, "421")
	}
}

func (s *faultServer) note(to *[]string, what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*to = append(*to, what)
}

// lines are the commands that came, as "connection command".
func (s *faultServer) lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.seen...)
}

func (s *faultServer) messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.data...)
}

// count is how many commands had a prefix such as "1 MAIL".
func (s *faultServer) count(prefix string) int {
	n := 0
	for _, l := range s.lines() {
		if strings.HasPrefix(l, prefix) {
			n++
		}
	}
	return n
}
