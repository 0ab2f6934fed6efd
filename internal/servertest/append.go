package servertest

import (
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Append stores a message in a folder through an IMAP connection of its own,
// as another mail program of the same user would, and returns its UID (0
// where the server has no UIDPLUS, RFC 4315).
func Append(t testing.TB, addr, user, password, folder string, raw []byte) imap.UID {
	t.Helper()
	c, err := imapclient.DialInsecure(addr, nil)
	if err != nil {
		t.Fatalf("connect to %s: %v", addr, err)
	}
	defer c.Close() // after Logout it reports that the connection is closed
	if err := c.Login(user, password).Wait(); err != nil {
		t.Fatalf("log in as %s: %v", user, err)
	}
	uid := appendOne(t, c, folder, raw)
	if err := c.Logout().Wait(); err != nil {
		t.Fatalf("log out: %v", err)
	}
	return uid
}

// AppendAll stores messages one after another over one connection.
func AppendAll(t testing.TB, addr, user, password, folder string, raws [][]byte) {
	t.Helper()
	c, err := imapclient.DialInsecure(addr, nil)
	if err != nil {
		t.Fatalf("connect to %s: %v", addr, err)
	}
	defer c.Close() // after Logout it reports that the connection is closed
	if err := c.Login(user, password).Wait(); err != nil {
		t.Fatalf("log in as %s: %v", user, err)
	}
	for _, raw := range raws {
		appendOne(t, c, folder, raw)
	}
	if err := c.Logout().Wait(); err != nil {
		t.Fatalf("log out: %v", err)
	}
}

func appendOne(t testing.TB, c *imapclient.Client, folder string, raw []byte) imap.UID {
	t.Helper()
	cmd := c.Append(folder, int64(len(raw)), nil)
	if _, err := cmd.Write(raw); err != nil {
		t.Fatalf("append to %s: %v", folder, err)
	}
	if err := cmd.Close(); err != nil {
		t.Fatalf("append to %s: %v", folder, err)
	}
	data, err := cmd.Wait()
	if err != nil {
		t.Fatalf("append to %s: %v", folder, err)
	}
	return data.UID
}
