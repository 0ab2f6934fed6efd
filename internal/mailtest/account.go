package mailtest

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// account is one mailbox: the library's folders, their names, which the
// library does not tell, and the connections that are logged in.
type account struct {
	address, password string
	user              *imapmemserver.User
	watchers          watchers

	writing sync.Mutex // held while mails are added or a folder is made again

	mu      sync.Mutex // protects what follows
	folders []string
	conns   map[*imapserver.Conn]struct{}
}

// stored is a mail as a folder holds it.
type stored struct {
	raw   []byte
	at    time.Time // INTERNALDATE
	flags []imap.Flag
}

func newAccount(address, password string) (*account, error) {
	a := &account{
		address: address, password: password,
		user:  imapmemserver.NewUser(address, password),
		conns: make(map[*imapserver.Conn]struct{}),
	}
	for _, folder := range newFolders() {
		if err := a.create(folder); err != nil {
			return nil, fmt.Errorf("make folder %s of %s: %w", folder, address, err)
		}
	}
	return a, nil
}

// add puts a mail into a folder.
func (a *account) add(folder string, mail stored) error {
	defer a.watchers.changed()
	a.writing.Lock()
	defer a.writing.Unlock()
	return a.addLocked(folder, mail)
}

func (a *account) addLocked(folder string, mail stored) error {
	options := &imap.AppendOptions{Time: mail.at, Flags: mail.flags}
	_, err := a.user.Append(folder, bytes.NewReader(mail.raw), options)
	return err
}

// replace makes a folder again, which gives it the next UIDVALIDITY, and puts
// the mails into it.
func (a *account) replace(folder string, mails []stored) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	if err := a.user.Delete(folder); err != nil {
		return err
	}
	if err := a.user.Create(folder, nil); err != nil {
		return err
	}
	for _, mail := range mails {
		if err := a.addLocked(folder, mail); err != nil {
			return err
		}
	}
	return nil
}

func (a *account) create(folder string) error {
	if err := a.user.Create(folder, nil); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.folders = append(a.folders, folder)
	return nil
}

func (a *account) remove(folder string) error {
	if err := a.user.Delete(folder); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.folders = slices.DeleteFunc(a.folders, func(name string) bool { return name == folder })
	return nil
}

func (a *account) rename(from, to string, options *imap.RenameOptions) error {
	if err := a.user.Rename(from, to, options); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, name := range a.folders {
		if name == from {
			a.folders[i] = to
		}
	}
	return nil
}

// names returns the folders in the order in which they were made.
func (a *account) names() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.folders)
}

func (a *account) join(c *imapserver.Conn) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.conns[c] = struct{}{}
}

func (a *account) leave(c *imapserver.Conn) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.conns, c)
}

// dropConnections cuts every connection that is logged in, without a BYE.
func (a *account) dropConnections() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for c := range a.conns {
		_ = c.NetConn().Close() // the client may have closed it just now
	}
}

// read returns the mails of a folder. The library shows them to IMAP clients
// only, so the server reads them as one.
func (s *Server) read(a *account, folder string) ([]stored, error) {
	c, err := imapclient.DialInsecure(s.IMAPAddr, nil)
	if err != nil {
		return nil, err
	}
	defer c.Close() // nothing was written
	if err := c.Login(a.address, a.password).Wait(); err != nil {
		return nil, fmt.Errorf("log in: %w", err)
	}
	state, err := c.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return nil, err
	}
	if state.NumMessages == 0 {
		return nil, nil // 1:* would be a wrong range
	}
	body := &imap.FetchItemBodySection{Peek: true}
	all := imap.SeqSet{{Start: 1, Stop: 0}}
	messages, err := c.Fetch(all, &imap.FetchOptions{
		Flags: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{body},
	}).Collect()
	if err != nil {
		return nil, err
	}
	var mails []stored
	for _, m := range messages {
		mails = append(mails, stored{raw: m.FindBodySection(body), at: m.InternalDate, flags: m.Flags})
	}
	return mails, nil
}
