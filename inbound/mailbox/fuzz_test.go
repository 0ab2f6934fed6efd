package mailbox_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan/inbound/mailbox"
)

// FuzzServer answers everything after SELECT with given bytes, in which the
// tag of the present command is written as TAG. Whatever they are, Fetch
// returns, hands out no message twice, and moves only past what it handed out.
func FuzzServer(f *testing.F) {
	for _, seed := range []string{
		"* SEARCH 1 2\r\nTAG OK done\r\n* 1 FETCH (UID 1 RFC822.SIZE 1 BODY[] {1}\r\nx)\r\n",
		"* SEARCH 0\r\nTAG OK done\r\n", "* SEARCH *\r\nTAG OK\r\n", "* SEARCH 4294967295\r\nTAG OK x\r\n",
		"* ESEARCH (TAG \"TAG\") UID ALL 1:4294967295\r\nTAG OK done\r\n", "* ESEARCH (TAG \"TAG\") UID ALL 1:*\r\nTAG OK done\r\n",
		"* SEARCH 1\r\n* 1 FETCH (UID 1 BODY[] {99999999}\r\nx", "TAG NO [SERVERBUG] no\r\n", "* BYE\r\n", "+ \r\n",
		"* 1 FETCH (UID 1 BODY[HEADER]<0> NIL BODY[TEXT] \"\")\r\nTAG OK\r\n", "* VANISHED 1\r\n", "* 1 EXPUNGE\r\n", "\x00\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		cfg := config("127.0.0.1:143")
		cfg.Timeout, cfg.MaxSize = 50*time.Millisecond, 1000
		dials := 0
		cfg.DialContext = func(context.Context, string, string) (net.Conn, error) {
			if dials++; dials > 5 {
				return nil, errors.New("enough")
			}
			client, server := net.Pipe()
			go babble(server, answer)
			return client, nil
		}
		var got collector
		pos, _, err := open(t, cfg).Fetch(t.Context(), "INBOX", mailbox.Position{}, got.store)
		last := uint32(0)
		for _, m := range got.messages {
			if m.UID <= last || m.UIDValidity != 7 || (m.Raw == nil) == (m.Err == nil) || len(m.Raw) > 1000+64<<10+256<<10 {
				t.Fatalf("after UID %d: %+v (error %v)", last, m, err)
			}
			last = m.UID
		}
		if pos.LastUID < last {
			t.Fatalf("position %+v is before message %d", pos, last)
		}
	})
}

func babble(conn net.Conn, answer string) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	send := func(s string) { _, _ = conn.Write([]byte(s)) }
	send("* OK [CAPABILITY IMAP4rev1] hello\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, _ := strings.Cut(line, " ")
		word, _, _ := strings.Cut(strings.TrimSpace(command), " ")
		switch word {
		case "CAPABILITY":
			send("* CAPABILITY IMAP4rev1\r\n")
		case "SELECT":
			send("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n")
		case "LOGIN", "NOOP":
		default:
			send(strings.ReplaceAll(answer, "TAG", tag))
			continue
		}
		send(tag + " OK done\r\n")
	}
}
