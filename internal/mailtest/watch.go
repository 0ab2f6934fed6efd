package mailtest

import (
	"sync"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// watchers wakes the sessions that wait in IDLE. The library's own IDLE does
// not tell what changed just before it began to wait; with these a session
// first listens, then looks, and so misses nothing.
type watchers struct {
	mu    sync.Mutex
	wakes map[chan struct{}]struct{}
}

// join returns a channel that gets a value after each change, several changes
// at once in one.
func (w *watchers) join() chan struct{} {
	wake := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.wakes == nil {
		w.wakes = make(map[chan struct{}]struct{})
	}
	w.wakes[wake] = struct{}{}
	return wake
}

func (w *watchers) leave(wake chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.wakes, wake)
}

// changed wakes everybody.
func (w *watchers) changed() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for wake := range w.wakes {
		select {
		case wake <- struct{}{}:
		default: // it has not yet looked at an earlier change
		}
	}
}

// Idle tells what changes in the selected folder until stop (RFC 2177).
func (sess *imapSession) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	wake := sess.account.watchers.join()
	defer sess.account.watchers.leave(wake)
	for {
		if err := sess.Poll(w, true); err != nil {
			return err
		}
		select {
		case <-wake:
		case <-stop:
			return nil
		}
	}
}

// Store changes flags.
func (sess *imapSession) Store(w *imapserver.FetchWriter, set imap.NumSet, flags *imap.StoreFlags, options *imap.StoreOptions) error {
	defer sess.account.watchers.changed()
	return sess.UserSession.Store(w, set, flags, options)
}

// Fetch reads mails, and marks them as seen unless it peeks.
func (sess *imapSession) Fetch(w *imapserver.FetchWriter, set imap.NumSet, options *imap.FetchOptions) error {
	defer sess.account.watchers.changed()
	return sess.UserSession.Fetch(w, set, options)
}

// Expunge removes mails that are flagged as deleted.
func (sess *imapSession) Expunge(w *imapserver.ExpungeWriter, uids *imap.UIDSet) error {
	defer sess.account.watchers.changed()
	return sess.UserSession.Expunge(w, uids)
}

// Copy puts copies of mails into another folder.
func (sess *imapSession) Copy(set imap.NumSet, folder string) (*imap.CopyData, error) {
	defer sess.account.watchers.changed()
	return sess.UserSession.Copy(set, folder)
}

// Move puts mails into another folder (RFC 6851).
func (sess *imapSession) Move(w *imapserver.MoveWriter, set imap.NumSet, folder string) error {
	defer sess.account.watchers.changed()
	return sess.UserSession.Move(w, set, folder)
}
