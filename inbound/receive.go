package inbound

import (
	"context"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/store"
)

// Box is one mailbox of the creditor with its connection.
type Box struct {
	Name string
	Conn *mailbox.Conn
	// Inbox is the folder's name on the server; Sent may be empty, and is then
	// looked for.
	Inbox string
	Sent  string
	// SaveSent says that the bot puts its copies into Sent; some providers do
	// so themselves.
	SaveSent bool

	soughtSent bool
}

// handledFlag is the keyword on the server for what was handled (RFC 9051,
// section 2.3.2). It is a view for people: what counts stands in the store.
const handledFlag = "$VoldaanHandled"

// Receive brings what is new in a mailbox into the store, each mail raw and
// committed before the next, then tells the server what was handled and puts
// copies of what was sent into Sent. It returns how many mails were new. Only
// the process that holds the mailbox's lease reads it; for another, nothing
// happens.
func (d *Desk) Receive(ctx context.Context, box *Box, now time.Time) (int, error) {
	if box.Sent == "" && !box.soughtSent {
		sent, err := box.Conn.SentFolder(ctx)
		if err != nil {
			return 0, fmt.Errorf("mailbox %s: %w", box.Name, err)
		}
		box.Sent, box.soughtSent = sent, true
	}
	n, err := d.folder(ctx, box, box.Inbox, FolderInbox, now)
	if err != nil || box.Sent == "" {
		return n, err
	}
	more, err := d.folder(ctx, box, box.Sent, FolderSent, now)
	if err == nil && box.SaveSent {
		err = d.saveCopies(ctx, box, now)
	}
	return n + more, err
}

// folder reads one folder to its end.
func (d *Desk) folder(ctx context.Context, box *Box, name, logical string, now time.Time) (int, error) {
	var f store.Folder
	var mine bool
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if f, err = tx.EnsureFolder(d.Creditor.ID, box.Name, name); err == nil {
			mine, err = tx.LeaseFolder(d.Creditor.ID, box.Name, name, d.Owner, now)
		}
		return err
	})
	if err != nil || !mine {
		return 0, err
	}
	count := 0
	pos := mailbox.Position{UIDValidity: f.UIDValidity, LastUID: f.LastUID}
	pos, end, err := box.Conn.Fetch(ctx, name, pos, func(msg mailbox.Message) error {
		isNew, err := d.store(ctx, box, name, logical, msg, now)
		if isNew {
			count++
		}
		return err
	})
	if err != nil {
		return count, fmt.Errorf("mailbox %s: %w", box.Name, err)
	}
	f.UIDValidity, f.LastUID = pos.UIDValidity, pos.LastUID
	err = d.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Advance(d.Creditor.ID, f); err != nil || !end {
			return err
		}
		return tx.ReadToEnd(d.Creditor.ID, box.Name, name, now)
	})
	if err != nil {
		return count, err
	}
	return count, d.flag(ctx, box, name)
}

// store keeps one mail raw, with its place and how far the folder is read, in
// one transaction.
func (d *Desk) store(ctx context.Context, box *Box, folder, logical string, msg mailbox.Message, now time.Time) (isNew bool, err error) {
	row := store.Mail{
		ID: voldaan.MailID(d.Mint.ID()), Creditor: d.Creditor.ID, Arrival: now.UnixMicro(), Mailbox: box.Name, Folder: logical,
		Received: msg.Received, StoredAt: now, State: store.MailStored, Truncated: msg.Truncated,
	}
	if msg.Err != nil {
		row.Trouble = msg.Err.Error()
	}
	if row.Received.IsZero() {
		row.Received = now
	}
	at := store.Place{Mailbox: box.Name, Folder: folder, UIDValidity: msg.UIDValidity, UID: msg.UID}
	err = d.DB.Tx(ctx, func(tx *store.Tx) error {
		state, err := tx.Creditor(d.Creditor.ID)
		if err != nil {
			return err
		}
		if row.Received.Before(state.BegunAt) {
			return nil // from before the day from which mail counts
		}
		if isNew, err = tx.StoreMail(row, msg.Raw, at); err != nil {
			return err
		}
		return tx.Advance(d.Creditor.ID, store.Folder{
			Mailbox: box.Name, Folder: folder, UIDValidity: msg.UIDValidity, LastUID: msg.UID,
		})
	})
	if err != nil {
		return false, fmt.Errorf("mailbox %s: store mail %d of %s: %w", box.Name, msg.UID, folder, err)
	}
	return isNew, nil
}

// flag tells the server what was handled. That it could not be told matters
// little and is tried again with the next reading.
func (d *Desk) flag(ctx context.Context, box *Box, folder string) error {
	var places []store.Place
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		places, err = tx.Unflagged(d.Creditor.ID, box.Name, folder, 500)
		return err
	})
	if err != nil || len(places) == 0 {
		return err
	}
	uids := map[uint32][]uint32{}
	for _, p := range places {
		uids[p.UIDValidity] = append(uids[p.UIDValidity], p.UID)
	}
	for validity, list := range uids {
		if err := box.Conn.Flag(ctx, folder, validity, list, handledFlag); err != nil {
			d.Log.Warn("server not told what was handled", "mailbox", box.Name, "error", err)
			return nil
		}
	}
	return d.DB.Tx(ctx, func(tx *store.Tx) error { return tx.Flagged(d.Creditor.ID, places) })
}

// saveCopies puts what was sent into the Sent folder, by the mailbox's own
// connection. The copy is looked for first, so that a crash makes no second.
func (d *Desk) saveCopies(ctx context.Context, box *Box, now time.Time) error {
	var letters []store.Letter
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		letters, err = tx.Uncopied(d.Creditor.ID, 100)
		return err
	})
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := d.saveCopy(ctx, box, l); err != nil {
			return fmt.Errorf("mailbox %s: copy of letter %s to %s: %w", box.Name, l.ID, box.Sent, err)
		}
	}
	return nil
}

func (d *Desk) saveCopy(ctx context.Context, box *Box, l store.Letter) error {
	there, err := box.Conn.FindMessageID(ctx, box.Sent, l.MessageID)
	if err != nil {
		return err
	}
	if !there {
		var raw []byte
		err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			raw, err = tx.LetterBytes(d.Creditor.ID, l.ID)
			return err
		})
		if err != nil {
			return err
		}
		if err := box.Conn.Append(ctx, box.Sent, raw, l.SentAt, true); err != nil {
			return err
		}
	}
	return d.DB.Tx(ctx, func(tx *store.Tx) error { return tx.Copied(d.Creditor.ID, l.ID) })
}
