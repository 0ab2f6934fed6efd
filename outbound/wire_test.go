package outbound_test

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan/internal/mailtest"
)

// wire is the way to a mail server: it can be cut, and the server can be told
// to refuse.
type wire struct {
	addr string

	listener net.Listener
	to       string
	serving  sync.WaitGroup

	mu     sync.Mutex
	took   []arrived
	conns  []net.Conn
	dialed int
	down   bool
	rcpt   func(to string) error
	accept func(mailtest.Envelope) error
}

// arrived is a mail that the server has.
type arrived mailtest.Envelope

// String is short, for messages of failing tests.
func (a arrived) String() string {
	subject := ""
	for line := range strings.Lines(string(a.Raw)) {
		if strings.HasPrefix(line, "Subject:") {
			subject = strings.TrimSpace(line)
		}
	}
	return strings.Join(a.Rcpts, ",") + " " + subject
}

// startWire starts a server that takes every mail, and the way to it.
func startWire(t testing.TB) *wire {
	t.Helper()
	w := &wire{}
	server, err := mailtest.Start(mailtest.Options{
		Rcpt: func(_, to string) error { return w.onRcpt(to) },
		Accept: func(e mailtest.Envelope) error {
			return w.onAccept(e)
		},
	})
	check(t, err)
	t.Cleanup(func() { check(t, server.Close()) })
	w.to = server.SMTPAddr
	w.listener, err = net.Listen("tcp4", "127.0.0.1:0")
	check(t, err)
	w.addr = w.listener.Addr().String()
	w.serving.Go(w.serve)
	t.Cleanup(func() {
		_ = w.listener.Close() // a second close is as good
		w.cut()
		w.serving.Wait()
	})
	return w
}

func (w *wire) serve() {
	for {
		client, err := w.listener.Accept()
		if err != nil {
			return
		}
		w.mu.Lock()
		w.dialed++
		down := w.down
		w.mu.Unlock()
		server, err := net.Dial("tcp4", w.to)
		if err != nil || down {
			_ = client.Close()
			if err == nil {
				_ = server.Close()
			}
			continue
		}
		w.mu.Lock()
		w.conns = append(w.conns, client, server)
		w.mu.Unlock()
		w.serving.Go(func() { pipe(server, client) })
		w.serving.Go(func() { pipe(client, server) })
	}
}

// pipe copies until one side is closed, and then closes both.
func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from) // its end is the end of the connection
	_ = to.Close()
	_ = from.Close()
}

// cut breaks every connection.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

// set changes how the server behaves from now on.
func (w *wire) set(change func(*wire)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(w)
}

func (w *wire) onRcpt(to string) error {
	w.mu.Lock()
	f := w.rcpt
	w.mu.Unlock()
	if f == nil {
		return nil
	}
	return f(to)
}

func (w *wire) onAccept(e mailtest.Envelope) error {
	w.mu.Lock()
	f := w.accept
	w.mu.Unlock()
	if f != nil {
		if err := f(e); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.took = append(w.took, arrived(e))
	return nil
}

// mails are those that the server took, in order.
func (w *wire) mails() []arrived {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]arrived(nil), w.took...)
}

// connections counts those that were ever made.
func (w *wire) connections() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.dialed
}

// refuse makes the server refuse these recipients from now on.
func (w *wire) refuse(codes map[string]*smtp.SMTPError) {
	w.set(func(w *wire) {
		w.rcpt = func(to string) error {
			if e := codes[to]; e != nil {
				return e
			}
			return nil
		}
	})
}

// loseReply makes the server's answer to the content never arrive. The server
// has then taken the mail, or not.
func (w *wire) loseReply(taken bool) {
	w.set(func(x *wire) {
		x.accept = func(mailtest.Envelope) error {
			w.cut()
			if taken {
				return nil
			}
			return errors.New("lost")
		}
	})
}

// away makes the server hang up on everybody.
func (w *wire) away() {
	w.set(func(w *wire) { w.down = true })
	w.cut()
}

// mend makes the server behave again.
func (w *wire) mend() { w.set(func(w *wire) { w.rcpt, w.accept, w.down = nil, nil, false }) }

// busy, unknown and policy are what servers say.
func busy() *smtp.SMTPError {
	return &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "Try later"}
}

func unknown() *smtp.SMTPError {
	return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "User unknown"}
}

func policy() *smtp.SMTPError {
	return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Not here"}
}
