package delivery

import (
	"bufio"
	"net"
	"strings"
)

// repliesConn is a connection as the SMTP client reads it: it may begin with a
// greeting that has been read already, and a reply that is a code alone, which
// RFC 5321, section 4.2, tells clients to expect, gets the space that
// net/textproto insists on.
type repliesConn struct {
	net.Conn
	in   *bufio.Reader
	rest []byte // of the line that is being given out
}

func newRepliesConn(conn net.Conn, greeting string) *repliesConn {
	return &repliesConn{Conn: conn, in: bufio.NewReader(conn), rest: []byte(greeting)}
}

// Read gives the replies line by line.
func (c *repliesConn) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		line, err := c.in.ReadSlice('\n')
		if len(line) == 0 {
			return 0, err
		}
		// A line longer than the buffer comes in pieces, and so does what is
		// left before an error.
		c.rest = line
		if bareCode(line) {
			c.rest = []byte(string(line[:3]) + " \r\n")
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

func bareCode(line []byte) bool {
	s := strings.TrimRight(string(line), "\r\n")
	return len(s) == 3 && len(line) > 3 && strings.Trim(s, "0123456789") == ""
}
