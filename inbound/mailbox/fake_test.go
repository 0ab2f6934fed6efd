package mailbox_test

import (
	"bufio"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// fakeServer is an IMAP server whose every answer a test can replace by a bad
// one. Message n has UID n and sequence number n.
type fakeServer struct {
	addr     string
	caps     string
	messages int
	// answer handles a command and returns true, or leaves it to the server.
	answer   func(c *fakeConn, tag, command string) bool
	validity atomic.Uint32
	logins   atomic.Int32
	done     chan struct{} // closed when the test ends
}

// fakeConn is one client's connection.
type fakeConn struct {
	net.Conn
	in     *bufio.Reader
	server *fakeServer
}

func newFakeServer(t *testing.T, messages int, answer func(c *fakeConn, tag, command string) bool) *fakeServer {
	t.Helper()
	listener := listen(t)
	f := &fakeServer{
		addr: listener.Addr().String(), caps: "IMAP4rev1 IDLE",
		messages: messages, answer: answer, done: make(chan struct{}),
	}
	f.validity.Store(77)
	var clients sync.WaitGroup
	clients.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			clients.Go(func() { f.serve(&fakeConn{Conn: conn, in: bufio.NewReader(conn), server: f}) })
		}
	})
	t.Cleanup(func() {
		close(f.done)
		listener.Close()
		clients.Wait()
	})
	return f
}

func (f *fakeServer) serve(c *fakeConn) {
	defer c.Close()
	go func() { <-f.done; c.Close() }()
	if f.answer != nil && f.answer(c, "", "") { // the greeting
		return
	}
	c.send("* OK hello")
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			c.send("* BAD no command")
			continue
		}
		if f.answer == nil || !f.answer(c, tag, command) {
			c.standard(tag, command)
		}
	}
}

func (c *fakeConn) send(format string, args ...any) { fmt.Fprintf(c, format+"\r\n", args...) }

// stall keeps silent until the client or the test gives up.
func (c *fakeConn) stall() bool {
	_, _ = c.in.ReadString(0)
	return true
}

// drop closes the connection.
func (c *fakeConn) drop() bool {
	c.Close()
	return true
}

// standard answers as a good server does.
func (c *fakeConn) standard(tag, command string) {
	f := c.server
	words := strings.Fields(command)
	switch strings.ToUpper(words[0]) {
	case "CAPABILITY":
		c.send("* CAPABILITY %s", f.caps)
	case "LOGIN":
		f.logins.Add(1)
	case "SELECT":
		c.send("* %d EXISTS", f.messages)
		c.send("* OK [UIDVALIDITY %d] valid", f.validity.Load())
		c.send("* OK [UIDNEXT %d] next", f.messages+1)
	case "IDLE":
		c.send("+ idling")
		if line, err := c.in.ReadString('\n'); err != nil || line != "DONE\r\n" {
			return
		}
	case "SEARCH":
		c.send("* SEARCH%s", numbers(c.matching(words[2])))
	case "FETCH":
		c.fetch(words[1], command)
	case "UID":
		if words[1] == "SEARCH" {
			c.send("* SEARCH%s", numbers(c.matching(words[3])))
		} else {
			c.fetch(words[2], command)
		}
	}
	c.send("%s OK done", tag)
}

func (c *fakeConn) fetch(set, command string) {
	for _, n := range c.matching(set) {
		items := fmt.Sprintf("UID %d", n)
		if strings.Contains(command, "FLAGS") {
			items += ` FLAGS () INTERNALDATE "18-Nov-2026 09:30:00 +0000"`
		}
		if strings.Contains(command, "SIZE") {
			items += fmt.Sprintf(" RFC822.SIZE %d", len(mail(n)))
		}
		if strings.Contains(command, "BODY.PEEK[]") {
			items += fmt.Sprintf(" BODY[]%s {%d}\r\n%s", origin(command), len(mail(n)), mail(n))
		}
		c.send("* %d FETCH (%s)", n, items)
	}
}

// origin is how an answer names the part of a body that was asked for.
func origin(command string) string {
	if strings.Contains(command, "[]<0.") {
		return "<0>"
	}
	return ""
}

func (c *fakeConn) matching(set string) []int {
	var found []int
	for part := range strings.SplitSeq(set, ",") {
		from, to, isRange := strings.Cut(part, ":")
		first, err := strconv.Atoi(from)
		if err != nil {
			continue
		}
		last := first
		if isRange {
			if last, err = strconv.Atoi(to); err != nil {
				last = c.server.messages
			}
		}
		for n := min(first, last); n <= max(first, last); n++ {
			if n <= c.server.messages && !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	return found
}

func numbers(ns []int) string {
	var b strings.Builder
	for _, n := range ns {
		fmt.Fprintf(&b, " %d", n)
	}
	return b.String()
}
