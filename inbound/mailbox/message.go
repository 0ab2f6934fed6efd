package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

const (
	// bodyStart is how much of the body of a message over the size limit is
	// fetched.
	bodyStart = 64 << 10
	// headerMost bounds the header of such a message.
	headerMost = 256 << 10
	// unknownSize stands for a size that the server has not told.
	unknownSize = -1
)

// Message is one message of a folder as the server gave it.
type Message struct {
	UID         uint32
	UIDValidity uint32
	// Received is the server's INTERNALDATE; zero where it gave none that can
	// be read.
	Received time.Time
	Flags    []string
	// Size is the RFC822.SIZE, which some servers only estimate; zero where
	// the server gave none that can be read.
	Size int64
	// Raw is the message as stored on the server, or its header and the start
	// of its body when Truncated; nil when Err is set.
	Raw       []byte
	Truncated bool
	// Err, with ErrUnfetchable in its chain, is set when the message could
	// not be fetched in several attempts although others could.
	Err error
}

// request says how to ask for one message.
type request struct {
	uid  uint32
	size int64
	// lean asks for nothing but UID and body, since any other item may be the
	// one that the server cannot give in a readable form.
	lean bool
}

func (r request) sections(maxSize int64) []*imap.FetchItemBodySection {
	if r.size <= maxSize {
		return []*imap.FetchItemBodySection{{Peek: true}}
	}
	return []*imap.FetchItemBodySection{
		{Specifier: imap.PartSpecifierHeader, Peek: true, Partial: &imap.SectionPartial{Size: headerMost}},
		{Specifier: imap.PartSpecifierText, Peek: true, Partial: &imap.SectionPartial{Size: bodyStart}},
	}
}

// message fetches one message. It returns errGone when there is none with
// that UID any more.
//
// QUIRK: a few servers send the UID after the body. The client cannot match
// such an answer to a UID FETCH and drops it; asked by sequence number, the
// answer is matched by that.
func (s *session) message(ctx context.Context, r request, maxSize int64) (Message, error) {
	if r.size == unknownSize && !r.lean {
		sizes, err := s.sizes(ctx, []uint32{r.uid})
		if err != nil {
			return Message{}, err
		}
		if size, ok := sizes[r.uid]; ok {
			r.size = size
		}
	}
	m, err := s.fetch(ctx, imap.UIDSetNum(imap.UID(r.uid)), r, maxSize)
	if !errors.Is(err, errGone) {
		return m, err
	}
	number, err := s.number(ctx, r.uid)
	if err != nil {
		return Message{}, err
	}
	if m, err = s.fetch(ctx, imap.SeqSetNum(number), r, maxSize); errors.Is(err, errGone) {
		return Message{}, fmt.Errorf("the server lists message %d but does not give it", r.uid)
	}
	return m, err
}

// fetch sends one FETCH for one message.
func (s *session) fetch(ctx context.Context, set imap.NumSet, r request, maxSize int64) (Message, error) {
	m := Message{UIDValidity: s.box.UIDValidity}
	options := &imap.FetchOptions{
		UID: true, Flags: !r.lean, InternalDate: !r.lean, RFC822Size: !r.lean,
		BodySection: r.sections(maxSize),
	}
	err := s.receive(ctx, set, options, func(data *imapclient.FetchMessageData) error {
		return m.collect(data, maxSize)
	})
	switch {
	case err != nil:
		return Message{}, fmt.Errorf("fetch message %d: %w", r.uid, err)
	case m.Raw == nil:
		return Message{}, errGone
	case m.UID != r.uid:
		return Message{}, fmt.Errorf("fetch message %d: the server sent message %d", r.uid, m.UID)
	}
	return m, nil
}

// receive sends a FETCH and hands each answer to take, which returns an error
// only when the connection broke inside a literal. Then the command is left as
// it is: to close it would read the literal again, at the same time as the
// client's own goroutine, which ends by itself now.
func (s *session) receive(ctx context.Context, set imap.NumSet, options *imap.FetchOptions, take func(*imapclient.FetchMessageData) error) error {
	return s.run(ctx, func() error {
		cmd := s.client.Fetch(set, options)
		for data := cmd.Next(); data != nil; data = cmd.Next() {
			if err := take(data); err != nil {
				return err
			}
		}
		return cmd.Close()
	})
}

// collect takes the items of one FETCH answer. Each body is read to its end,
// whatever its size: an unread literal blocks the client for good.
func (m *Message) collect(data *imapclient.FetchMessageData, maxSize int64) error {
	for item := data.Next(); item != nil; item = data.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			m.UID = uint32(item.UID)
		case imapclient.FetchItemDataInternalDate:
			m.Received = item.Time
		case imapclient.FetchItemDataRFC822Size:
			m.Size = item.Size
		case imapclient.FetchItemDataFlags:
			m.Flags = make([]string, 0, len(item.Flags))
			for _, flag := range item.Flags {
				m.Flags = append(m.Flags, string(flag))
			}
		case imapclient.FetchItemDataBodySection:
			if err := m.body(item, maxSize); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Message) body(item imapclient.FetchItemDataBodySection, maxSize int64) error {
	if item.Literal == nil {
		return nil // NIL: the server has no such section
	}
	limit := maxSize
	switch item.Section.Specifier {
	case imap.PartSpecifierHeader:
		limit, m.Truncated = headerMost, true
	case imap.PartSpecifierText:
		limit, m.Truncated = bodyStart, true
	}
	raw, cut, err := readLiteral(item.Literal, limit)
	if err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	m.Truncated = m.Truncated || cut
	if item.Section.Specifier == imap.PartSpecifierHeader {
		m.Raw = append(raw, m.Raw...) // a server may send the sections in any order
	} else {
		m.Raw = append(m.Raw, raw...)
	}
	if m.Raw == nil {
		m.Raw = []byte{}
	}
	return nil
}

// readLiteral reads at most limit bytes of a literal and drains the rest. A
// connection that ends inside the literal looks like its end to the reader, so
// the length is compared with the one announced. After an error the literal
// must not be read again.
func readLiteral(lit imap.LiteralReader, limit int64) (raw []byte, cut bool, err error) {
	raw = make([]byte, min(lit.Size(), limit))
	n, err := io.ReadFull(lit, raw)
	if err != nil {
		return nil, false, fmt.Errorf("after %d of %d bytes: %w", n, lit.Size(), err)
	}
	rest, err := io.Copy(io.Discard, lit) // to the end, even where nothing is left
	if err != nil {
		return nil, false, err
	}
	if int64(n)+rest != lit.Size() {
		return nil, false, fmt.Errorf("after %d of %d bytes: %w", int64(n)+rest, lit.Size(), io.ErrUnexpectedEOF)
	}
	return raw, rest > 0, nil
}
