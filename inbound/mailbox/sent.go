package mailbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
)

// Append stores a message in a folder, with a time as its INTERNALDATE and,
// when seen, marked as read. After an error the message may be there or not:
// FindMessageID tells.
func (c *Conn) Append(ctx context.Context, folder string, raw []byte, at time.Time, seen bool) error {
	return c.exchange(ctx, fmt.Sprintf("append to folder %q", folder), func(ctx context.Context) error {
		s, err := c.session(ctx)
		if err != nil {
			return err
		}
		options := &imap.AppendOptions{Time: at}
		if seen {
			options.Flags = []imap.Flag{imap.FlagSeen}
		}
		return s.run(ctx, func() error {
			cmd := s.client.Append(folder, int64(len(raw)), options)
			_, writeErr := cmd.Write(raw)
			closeErr := cmd.Close()
			_, err := cmd.Wait()
			if refusal(err) != nil {
				s.kill() // the literal may be half sent
			}
			return errors.Join(err, writeErr, closeErr)
		})
	})
}

// FindMessageID reports whether a folder has a message with that Message-ID,
// with or without its angle brackets.
func (c *Conn) FindMessageID(ctx context.Context, folder, messageID string) (bool, error) {
	found := false
	err := c.exchange(ctx, fmt.Sprintf("search folder %q", folder), func(ctx context.Context) error {
		id := strings.Trim(strings.TrimSpace(messageID), "<>")
		if id == "" {
			return errors.New("the Message-ID is empty")
		}
		s, err := c.session(ctx)
		if err != nil {
			return err
		}
		// A folder that is selected already may hide what arrived since.
		if err := s.open(ctx, folder); err != nil {
			return err
		}
		// HEADER finds substrings (RFC 3501, section 6.4.4); with the brackets
		// it cannot find a longer one.
		uids, err := s.search(ctx, &imap.SearchCriteria{
			Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "<" + id + ">"}},
		})
		found = len(uids) > 0
		return err
	})
	return found, err
}

// SentFolder returns the folder of sent mail: the one with the special use
// \Sent (RFC 6154), else one with a name that mail programs give it in Dutch,
// French, English or German, else an empty string.
func (c *Conn) SentFolder(ctx context.Context) (string, error) {
	name := ""
	err := c.exchange(ctx, "look for the folder of sent mail", func(ctx context.Context) error {
		s, err := c.session(ctx)
		if err != nil {
			return err
		}
		var options *imap.ListOptions
		if s.caps.Has(imap.CapSpecialUse) && s.caps.Has(imap.CapListExtended) {
			options = &imap.ListOptions{ReturnSpecialUse: true}
		}
		return s.run(ctx, func() error {
			folders, err := s.client.List("", "*", options).Collect()
			name = sentAmong(folders)
			return err
		})
	})
	if err != nil {
		return "", err
	}
	return name, nil
}

// sentAmong chooses the folder of sent mail.
func sentAmong(folders []*imap.ListData) string {
	best, rank := "", len(sentNames())
	for _, folder := range folders {
		if slices.Contains(folder.Attrs, imap.MailboxAttrNoSelect) || slices.Contains(folder.Attrs, imap.MailboxAttrNonExistent) {
			continue
		}
		if slices.Contains(folder.Attrs, imap.MailboxAttrSent) {
			return folder.Mailbox
		}
		if at := slices.Index(sentNames(), topName(folder)); at >= 0 && at < rank {
			best, rank = folder.Mailbox, at
		}
	}
	return best
}

// topName is a folder's name in lower case, without the INBOX or [Gmail] that
// some servers put above all others. A folder deeper down keeps its path, and
// so is none of the common names.
func topName(folder *imap.ListData) string {
	name := strings.ToLower(folder.Mailbox)
	if folder.Delim == 0 {
		return name
	}
	for _, parent := range []string{"inbox", "[gmail]", "[google mail]"} {
		if leaf, ok := strings.CutPrefix(name, parent+string(folder.Delim)); ok {
			return leaf
		}
	}
	return name
}

// sentNames are the names of folders of sent mail, the surest first.
func sentNames() []string {
	return []string{
		"sent", "sent items", "sent messages", "sent mail", "sent-mail",
		"verzonden items", "verzonden", "verzonden berichten", "verzonden e-mail",
		"éléments envoyés", "messages envoyés", "envoyés", "courrier envoyé",
		"gesendete elemente", "gesendet", "gesendete objekte", "gesendete nachrichten",
	}
}
