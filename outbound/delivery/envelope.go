package delivery

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/idna"
)

// Envelope is a rendered mail with its way.
type Envelope struct {
	From  string // return path; empty: none (RFC 5321, section 4.5.5)
	Rcpts []string
	// ID is the ENVID that delivery reports repeat (RFC 3461, section 4.4);
	// empty: none.
	ID string
	// Data is the message. Its bytes go out as they are, but for line ends,
	// which become CRLF, and the dots that SMTP doubles.
	Data []byte
}

// validate refuses what no server should be asked to carry. A malformed
// recipient is refused by itself when its turn comes.
func (e Envelope) validate() error {
	if len(e.Rcpts) == 0 {
		return errors.New("mail has no recipient")
	}
	if len(e.Data) == 0 {
		return errors.New("mail is empty")
	}
	if bareCR(e.Data) {
		return errors.New("mail contains a CR without LF, which servers read differently (RFC 5321, section 2.3.8)")
	}
	if !printable(e.ID) || len(e.ID) > 100 {
		return fmt.Errorf("envelope id %q: want at most 100 printable ASCII characters", e.ID)
	}
	if e.From == "" {
		return nil
	}
	if _, err := wireAddress(e.From); err != nil {
		return fmt.Errorf("return path: %w", err)
	}
	return nil
}

// wireAddress is an address as it stands in MAIL and RCPT: with its domain in
// ASCII (RFC 5891), so that fewer mails need SMTPUTF8.
func wireAddress(a string) (string, error) {
	at := strings.LastIndexByte(a, '@')
	bad := strings.ContainsFunc(a, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '<' || r == '>' })
	if at < 1 || at == len(a)-1 || bad {
		return a, fmt.Errorf("address %q is malformed", a)
	}
	if ascii(a[at+1:]) {
		return a, nil
	}
	domain, err := idna.Lookup.ToASCII(a[at+1:])
	if err != nil {
		return a, fmt.Errorf("address %q: %w", a, err)
	}
	return a[:at+1] + domain, nil
}

// needs says which extensions the mail cannot do without: SMTPUTF8 for octets
// above 127 in a header or in the return path (RFC 6531), 8BITMIME for ones in
// the body (RFC 6152).
func (e Envelope) needs() (utf8, eightBit bool) {
	head, body := e.Data, []byte(nil)
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(head, []byte(end)); i >= 0 {
			head, body = head[:i], e.Data[i:]
		}
	}
	from, _ := wireAddress(e.From)
	return !ascii(from) || !ascii(string(head)), !ascii(string(body))
}

// size is the message's length on the wire as RFC 1870 counts it: with CRLF
// line ends, without doubled dots.
func (e Envelope) size() int {
	n := len(e.Data) + bytes.Count(e.Data, []byte("\n")) - bytes.Count(e.Data, []byte("\r\n"))
	if !bytes.HasSuffix(e.Data, []byte("\n")) {
		n += 2
	}
	return n
}

func bareCR(b []byte) bool {
	return bytes.Count(b, []byte("\r")) != bytes.Count(b, []byte("\r\n"))
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f })
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}
