package mailbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

const (
	// sizeBatch is how many messages are asked for their size at once.
	sizeBatch = 200
	// fetchTries is how often a message may fail before it is given up.
	fetchTries = 3
)

// Position is how far a folder was read: up to and with LastUID, as numbered
// under UIDValidity (RFC 3501, section 2.3.1.1). The zero value stands before
// the first message.
type Position struct {
	UIDValidity uint32
	LastUID     uint32
}

// messageKey identifies a message on the server.
type messageKey struct {
	folder        string
	validity, uid uint32
}

// reading is one call of Fetch.
type reading struct {
	conn   *Conn
	folder string
	pos    Position
	store  func(Message) error
}

// Fetch hands each message with a UID above pos.LastUID to store, in UID order
// and one at a time, and returns the new position. The position moves only
// past messages for which store returned nil, and past those that were removed
// meanwhile. If the folder has another UIDVALIDITY than pos, reading starts
// again at UID 1; the position that is returned then has the new one.
//
// A message that cannot be fetched is tried again alone, on a new connection
// where the old one broke. After three failures, and when another message of
// the folder can be fetched, store gets it with Err set, so that it can be
// quarantined, and reading goes on. When no other message can be fetched
// either, the server is at fault, and its error is returned.
//
// end reports whether the folder was read to its end as it was when Fetch
// began. Mail that arrives later is left for the next call.
//
// store must not call c. Its error is returned as it is in the chain.
func (c *Conn) Fetch(ctx context.Context, folder string, pos Position, store func(Message) error) (Position, bool, error) {
	r := &reading{conn: c, folder: folder, pos: pos, store: store}
	end := false
	err := c.exchange(ctx, fmt.Sprintf("read folder %q", folder), func(ctx context.Context) error {
		err := r.run(ctx)
		if errors.Is(err, ErrUIDValidity) {
			return nil // the next call starts again
		}
		end = err == nil
		return err
	})
	return r.pos, end, err
}

func (r *reading) run(ctx context.Context) error {
	s, err := r.conn.session(ctx)
	if err != nil {
		return err
	}
	if err := s.open(ctx, r.folder); err != nil {
		return err
	}
	if s.box.UIDValidity != r.pos.UIDValidity {
		r.pos = Position{UIDValidity: s.box.UIDValidity}
	}
	state := stateOf(s)
	uids, err := s.uidsAfter(ctx, r.pos.LastUID)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(uids, sizeBatch) {
		if err := r.batch(ctx, batch); err != nil {
			return err
		}
	}
	r.conn.seen[r.folder] = state
	return nil
}

// batch reads some messages. When their sizes cannot be had together, each is
// asked alone, so that one of them cannot hide the others.
func (r *reading) batch(ctx context.Context, uids []uint32) error {
	s, err := r.session(ctx)
	if err != nil {
		return err
	}
	sizes, err := s.sizes(ctx, uids)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		r.conn.cfg.Logger.WarnContext(ctx, "sizes unknown, asking for each message alone", "mailbox", r.conn.cfg.Name, "folder", r.folder, "err", err)
	}
	for _, uid := range uids {
		size, ok := sizes[uid]
		if !ok {
			size = unknownSize
		}
		if err := r.one(ctx, uid, size); err != nil {
			return err
		}
	}
	return nil
}

// one fetches and stores a message and moves the position past it.
func (r *reading) one(ctx context.Context, uid uint32, size int64) error {
	key := messageKey{r.folder, r.pos.UIDValidity, uid}
	m, err := r.fetch(ctx, key, size)
	switch {
	case errors.Is(err, errGone):
		r.conn.cfg.Logger.InfoContext(ctx, "message removed before it was read", "mailbox", r.conn.cfg.Name, "folder", r.folder, "uid", uid)
	case err != nil:
		return err
	default:
		if err := r.store(m); err != nil {
			return fmt.Errorf("store message %d: %w", uid, err)
		}
	}
	delete(r.conn.failures, key)
	r.pos.LastUID = uid
	return nil
}

// fetch tries a message until it comes or is given up. A failure counts
// against the message only when the server can be reached again after it; the
// last attempt asks for nothing but the body.
func (r *reading) fetch(ctx context.Context, key messageKey, size int64) (Message, error) {
	failures, log := r.conn.failures, r.conn.cfg.Logger
	for {
		s, err := r.session(ctx)
		if err != nil {
			return Message{}, err
		}
		ask := request{uid: key.uid, size: size, lean: failures[key] >= fetchTries-1}
		m, failure := s.message(ctx, ask, r.conn.cfg.MaxSize)
		if failure == nil || errors.Is(failure, errGone) {
			return m, failure
		}
		if err := pause(ctx, r.conn.cfg.RetryPause, nil); err != nil {
			return Message{}, err
		}
		if _, err := r.session(ctx); err != nil {
			return Message{}, err
		}
		failures[key]++
		log.WarnContext(ctx, "message not fetched", "mailbox", r.conn.cfg.Name, "folder", r.folder, "uid", key.uid, "failures", failures[key], "err", failure)
		if failures[key] < fetchTries {
			continue
		}
		if err := r.witness(ctx, key.uid); err != nil {
			return Message{}, fmt.Errorf("%w; no other message can be fetched either: %w", failure, err)
		}
		return Message{
			UID: key.uid, UIDValidity: key.validity, Size: max(size, 0),
			Err: fmt.Errorf("%w after %d attempts: %w", ErrUnfetchable, failures[key], failure),
		}, nil
	}
}

// session returns a connection with the folder selected under the UIDVALIDITY
// of this reading.
func (r *reading) session(ctx context.Context) (*session, error) {
	s, err := r.conn.selected(ctx, r.folder)
	if err != nil {
		return nil, err
	}
	if s.box.UIDValidity != r.pos.UIDValidity {
		return nil, ErrUIDValidity
	}
	return s, nil
}
