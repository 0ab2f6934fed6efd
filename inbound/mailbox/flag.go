package mailbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// flagBatch keeps a STORE within the line of 8000 bytes that servers take at
// least (RFC 7162, section 4).
const flagBatch = 500

// Flag adds a flag to messages of a folder: a keyword such as
// $VoldaanHandled, or a system flag such as \Seen. Messages that are gone are
// passed over. A server that keeps no keywords is no error: flags are for
// people to see, never the record. ErrUIDValidity says that the folder was
// renumbered, and that nothing was flagged.
func (c *Conn) Flag(ctx context.Context, folder string, uidValidity uint32, uids []uint32, flag string) error {
	if len(uids) == 0 {
		return nil
	}
	what := fmt.Sprintf("flag %d messages in folder %q", len(uids), folder)
	return c.exchange(ctx, what, func(ctx context.Context) error {
		if !validFlag(flag) {
			return fmt.Errorf("%q is no flag", flag)
		}
		if slices.Contains(uids, 0) {
			return errors.New("0 is no UID") // on the wire it would be *, the last message
		}
		s, err := c.selected(ctx, folder)
		if err != nil {
			return err
		}
		if s.box.UIDValidity != uidValidity {
			return fmt.Errorf("%w: UIDVALIDITY is %d, not %d", ErrUIDValidity, s.box.UIDValidity, uidValidity)
		}
		if !keeps(s.box.PermanentFlags, imap.Flag(flag)) {
			return nil
		}
		for batch := range slices.Chunk(uids, flagBatch) {
			if err := s.flag(ctx, batch, imap.Flag(flag)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) flag(ctx context.Context, uids []uint32, flag imap.Flag) error {
	var set imap.UIDSet
	for _, uid := range uids {
		set.AddNum(imap.UID(uid))
	}
	return s.run(ctx, func() error {
		change := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{flag}}
		return s.client.Store(set, change, nil).Close()
	})
}

// keeps reports whether a folder keeps a flag. Without PERMANENTFLAGS it is
// assumed to (RFC 3501, section 7.1).
//
// QUIRK: some servers that allow new keywords list only flags in use, so with
// the wildcard any flag is tried.
func keeps(permanent []imap.Flag, flag imap.Flag) bool {
	if permanent == nil {
		return true
	}
	for _, f := range permanent {
		if f == imap.FlagWildcard || strings.EqualFold(string(f), string(flag)) {
			return true
		}
	}
	return false
}

// validFlag reports whether a string is an atom, or a system flag (RFC 3501,
// section 9, flag).
func validFlag(flag string) bool {
	atom := strings.TrimPrefix(flag, `\`)
	return atom != "" && strings.IndexFunc(atom, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`(){%*"\]`, r)
	}) < 0
}
