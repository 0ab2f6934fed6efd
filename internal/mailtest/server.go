package mailtest

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-smtp"
)

// Options describe the servers. The zero value is a mail system without
// mailboxes whose SMTP server accepts every mail and forgets it.
//
// The functions are called from one goroutine for each connection, so they
// must be safe for concurrent use; they may call Deliver and Folder, but not
// Close.
type Options struct {
	// Users are the passwords of the mailboxes by address. Each has the
	// folders INBOX and Sent, the latter with the special use \Sent
	// (RFC 6154). Addresses are compared as they are written.
	Users map[string]string

	// Accept gets every mail that arrives by SMTP, before the client has its
	// answer. An error refuses the mail: an *smtp.SMTPError, also a wrapped
	// one, with its own code, any other with 554. Nil accepts all.
	Accept func(Envelope) error

	// Rcpt is asked for each recipient. An error refuses this recipient: an
	// *smtp.SMTPError, also a wrapped one, with its own code, any other with
	// 451. Nil accepts all.
	Rcpt func(from, to string) error

	// SMTPUsers are the passwords by user name of those who may send; they
	// log in by AUTH PLAIN (RFC 4616). Empty: everybody may send and AUTH is
	// not offered.
	SMTPUsers map[string]string

	// MaxBytes is the largest mail that SMTP takes; 0 is 25 MiB.
	MaxBytes int64

	// Now dates what an IMAP client appends without a date. Nil is always
	// midnight of 1 January 2000 UTC.
	Now func() time.Time

	// TLS, when set, offers STARTTLS on both servers. Plain connections may
	// log in all the same.
	TLS *tls.Config

	// Logf gets what the servers report about broken connections. Nil
	// discards it.
	Logf func(format string, args ...any)
}

// Server is a running pair of an IMAP and an SMTP server.
type Server struct {
	IMAPAddr string // host and port of IMAP, plain with STARTTLS if Options.TLS is set
	SMTPAddr string // host and port of SMTP, likewise

	options  Options
	accounts map[string]*account
	imap     *imapserver.Server
	smtp     *smtp.Server
	serving  sync.WaitGroup

	gate   sync.RWMutex // held for reading while a function of Options runs
	closed bool
}

const defaultMaxBytes = 25 << 20

// Start runs the servers until Close.
func Start(opts Options) (*Server, error) {
	opts.fill()
	s := &Server{options: opts, accounts: make(map[string]*account, len(opts.Users))}
	for address, password := range opts.Users {
		a, err := newAccount(address, password)
		if err != nil {
			return nil, err
		}
		s.accounts[address] = a
	}
	imapListener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for IMAP: %w", err)
	}
	smtpListener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen for SMTP: %w", err), imapListener.Close())
	}
	s.imap, s.smtp = s.newIMAP(), s.newSMTP()
	s.IMAPAddr, s.SMTPAddr = imapListener.Addr().String(), smtpListener.Addr().String()
	s.serve("IMAP", func() error { return s.imap.Serve(imapListener) })
	s.serve("SMTP", func() error { return s.smtp.Serve(smtpListener) })
	return s, nil
}

// fill puts defaults where the caller left the zero value.
func (o *Options) fill() {
	if o.Accept == nil {
		o.Accept = func(Envelope) error { return nil }
	}
	if o.Rcpt == nil {
		o.Rcpt = func(string, string) error { return nil }
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC) }
	}
	if o.Logf == nil {
		o.Logf = func(string, ...any) {}
	}
}

func (s *Server) serve(protocol string, run func() error) {
	s.serving.Go(func() {
		if err := run(); err != nil {
			s.options.Logf("serve %s: %v", protocol, err)
		}
	})
}

// Close ends both servers and all connections. It waits for functions of
// Options that are running; none runs after it. A second Close does nothing.
func (s *Server) Close() error {
	if !s.markClosed() {
		return nil
	}
	err := errors.Join(s.smtp.Close(), s.imap.Close())
	s.serving.Wait()
	if err != nil {
		return fmt.Errorf("close the mail servers: %w", err)
	}
	return nil
}

func (s *Server) markClosed() bool {
	s.gate.Lock()
	defer s.gate.Unlock()
	first := !s.closed
	s.closed = true
	return first
}

// call runs a function of Options unless the server has been closed.
func (s *Server) call(hook func() error) error {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return errShuttingDown
	}
	return hook()
}

// Deliver puts a mail into the user's INBOX with the given INTERNALDATE, as
// if it had just arrived; clients in IDLE are told.
func (s *Server) Deliver(user string, raw []byte, at time.Time) error {
	a, err := s.account(user)
	if err != nil {
		return err
	}
	if err := a.add("INBOX", stored{raw: raw, at: at}); err != nil {
		return fmt.Errorf("deliver to %s: %w", user, err)
	}
	return nil
}

// Folder returns the mails in a folder of the user, oldest UID first. Reading
// them sets no flag.
func (s *Server) Folder(user, folder string) ([][]byte, error) {
	a, err := s.account(user)
	if err != nil {
		return nil, err
	}
	mails, err := s.read(a, folder)
	if err != nil {
		return nil, fmt.Errorf("read folder %s of %s: %w", folder, user, err)
	}
	var raw [][]byte
	for _, mail := range mails {
		raw = append(raw, mail.raw)
	}
	return raw, nil
}

// ResetUIDValidity gives every folder of the user a new UIDVALIDITY and its
// mails new UIDs from 1 in the old order, as a server does that has lost its
// index (RFC 9051, section 2.3.1.1). The user's connections are dropped, as
// such a server would; clients must not write while it runs.
func (s *Server) ResetUIDValidity(user string) error {
	a, err := s.account(user)
	if err != nil {
		return err
	}
	a.dropConnections()
	for _, folder := range a.names() {
		mails, err := s.read(a, folder)
		if err != nil {
			return fmt.Errorf("read folder %s of %s: %w", folder, user, err)
		}
		if err := a.replace(folder, mails); err != nil {
			return fmt.Errorf("make folder %s of %s again: %w", folder, user, err)
		}
	}
	return nil
}

func (s *Server) account(user string) (*account, error) {
	a := s.accounts[user]
	if a == nil {
		return nil, fmt.Errorf("no mailbox %s on this server", user)
	}
	return a, nil
}

// imapCaps are the extensions that the server offers; the library adds those
// that need no support behind it, such as IDLE.
func imapCaps() imap.CapSet {
	caps := imap.CapSet{}
	for _, c := range []imap.Cap{
		imap.CapIMAP4rev1, imap.CapNamespace, imap.CapUIDPlus, imap.CapESearch, imap.CapSearchRes,
		imap.CapListExtended, imap.CapListStatus, imap.CapMove, imap.CapStatusSize,
		imap.CapSpecialUse, imap.CapLiteralPlus,
	} {
		caps[c] = struct{}{}
	}
	return caps
}

// folders of a new mailbox, in the order in which they get UIDVALIDITY 1, 2.
func newFolders() []string { return []string{"INBOX", sentFolder} }

const sentFolder = "Sent"

// sorted returns the names in the order in which LIST shows them.
func sorted(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	return names
}
