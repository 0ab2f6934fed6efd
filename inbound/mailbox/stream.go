package mailbox

import (
	"net"
	"sync/atomic"
	"time"
)

// stream is the raw connection below TLS. It remembers when bytes last moved,
// so that a slow transfer can be told from a stalled one.
type stream struct {
	net.Conn
	start time.Time
	last  atomic.Int64 // since start
}

func newStream(conn net.Conn) *stream {
	return &stream{Conn: conn, start: time.Now()}
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.Conn.Read(p)
	if n > 0 {
		s.touch()
	}
	return n, err
}

func (s *stream) Write(p []byte) (int, error) {
	n, err := s.Conn.Write(p)
	if n > 0 {
		s.touch()
	}
	return n, err
}

// touch counts as movement.
func (s *stream) touch() { s.last.Store(int64(time.Since(s.start))) }

// quiet is how long nothing has moved.
func (s *stream) quiet() time.Duration {
	return time.Since(s.start) - time.Duration(s.last.Load())
}
