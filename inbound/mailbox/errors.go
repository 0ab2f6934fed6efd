package mailbox

import (
	"errors"

	"github.com/emersion/go-imap/v2"
)

var (
	// ErrLogin is in the chain of an error when the server refused the user,
	// the password or the token: trying again will not help.
	ErrLogin = errors.New("login refused")
	// ErrClosed is in the chain of every error after Close.
	ErrClosed = errors.New("mailbox closed")
	// ErrUIDValidity is in the chain when a folder no longer has the
	// UIDVALIDITY under which the caller knows its messages.
	ErrUIDValidity = errors.New("folder was renumbered")
	// ErrUnfetchable is in the chain of Message.Err.
	ErrUnfetchable = errors.New("message cannot be fetched")
)

// errGone says that a message was removed since it was listed.
var errGone = errors.New("message is gone")

// refusal returns the server's NO or BAD to a command, after which the
// connection goes on (RFC 3501, section 7.1), or nil for any other error.
func refusal(err error) *imap.Error {
	var status *imap.Error
	if !errors.As(err, &status) {
		return nil
	}
	if status.Type != imap.StatusResponseTypeNo && status.Type != imap.StatusResponseTypeBad {
		return nil
	}
	return status
}
