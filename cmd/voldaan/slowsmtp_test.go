package main

import (
	"bytes"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// slowSMTP stands before an SMTP server and holds back its final reply to each
// mail, so that a process that is killed at a random moment is often killed
// while nobody can know whether its mail arrived.
func slowSMTP(t *testing.T, server string, delay time.Duration) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go relay(client, server, delay)
		}
	}()
	return l.Addr().String()
}

func relay(client net.Conn, server string, delay time.Duration) {
	defer client.Close()
	upstream, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	defer upstream.Close()
	var final atomic.Bool
	go func() {
		defer upstream.Close()
		_, _ = io.Copy(io.MultiWriter(upstream, endOfData{&final}), client)
	}()
	buf := make([]byte, 4096)
	for {
		n, err := upstream.Read(buf)
		if n > 0 {
			if final.Swap(false) {
				<-time.After(delay)
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// endOfData notes when the end of a mail's content passes.
type endOfData struct{ seen *atomic.Bool }

func (e endOfData) Write(p []byte) (int, error) {
	if bytes.HasSuffix(p, []byte("\r\n.\r\n")) {
		e.seen.Store(true)
	}
	return len(p), nil
}
