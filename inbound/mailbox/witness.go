package mailbox

import (
	"context"
	"errors"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// witnessStart is how much of another message is fetched as a proof.
const witnessStart = 1 << 10

// witness proves that the server gives other messages than the one that
// cannot be fetched: it asks for the first, the middle and the last of the
// folder. It returns nil when one comes, or when the folder has no other.
// Without this proof a server whose storage is away for an hour would have
// every message quarantined.
func (r *reading) witness(ctx context.Context, uid uint32) error {
	s, err := r.session(ctx)
	if err != nil {
		return err
	}
	last := s.box.NumMessages
	if last <= 1 {
		return nil
	}
	failed := errors.New("none was sent")
	for _, number := range slices.Compact([]uint32{1, last, last/2 + 1}) {
		if s, err = r.session(ctx); err != nil {
			return err
		}
		other, err := s.testify(ctx, number)
		switch {
		case err != nil:
			failed = err
		case other != 0 && other != uid:
			return nil
		}
	}
	return failed
}

// testify fetches the start of a message and returns its UID, or zero when
// nothing came.
func (s *session) testify(ctx context.Context, number uint32) (uint32, error) {
	options := &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{
		{Peek: true, Partial: &imap.SectionPartial{Size: witnessStart}},
	}}
	var m Message
	err := s.receive(ctx, imap.SeqSetNum(number), options, func(data *imapclient.FetchMessageData) error {
		return m.collect(data, witnessStart)
	})
	if err != nil || m.Raw == nil {
		return 0, err
	}
	return m.UID, nil
}
