package delivery_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/voldaan/voldaan/outbound/delivery"
)

// FuzzServer lets a server say anything: the client must neither panic nor
// hang, and must not call a mail accepted that the server did not answer 2xx.
func FuzzServer(f *testing.F) {
	for _, s := range []string{
		"",
		"220 x\r\n250 x\r\n250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued\r\n",
		"220 x\r\n250-x\r\n250-SIZE 10\r\n250 DSN\r\n250 ok\r\n",
		"220 x\r\n250-x\r\n250 SMTPUTF8\r\n250\r\n250\r\n354\r\n550 5.1.1 \xff\x00\r\n",
		"220 x\r\n502 x\r\n250 x\r\n250 ok\r\n550-5.1.1 a\r\n550 5.1.1 b\r\n",
		"220-\r\n220 \r\n421",
		"-1 x\r\n250 5.7.1.1 x\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		go func() {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
			c.Write(says)
			c.(*net.TCPConn).CloseWrite()
			io.Copy(io.Discard, c)
		}()
		c := delivery.New(delivery.Config{Addr: l.Addr().String(), TLS: delivery.NoTLS, Timeout: 5 * time.Second})
		defer c.Close()
		got := c.Send(context.Background(), mail(), nil)
		if len(got.Rcpts) != 1 || got.Rcpts[0].Outcome != got.Outcome || (got.Err == nil) != (got.Outcome == delivery.Accepted) {
			t.Fatalf("result = %+v", got)
		}
		if got.Outcome == delivery.Accepted && (!bytes.Contains(says, []byte("354")) || got.Rcpts[0].Code/100 != 2) {
			t.Fatalf("accepted: %+v", got)
		}
	})
}
