package mailbox

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// arrivals is how many messages a folder may have got between SELECT and
// SEARCH.
const arrivals = 100_000

// uidsAfter lists the UIDs of the selected folder above one, in order.
func (s *session) uidsAfter(ctx context.Context, last uint32) ([]uint32, error) {
	if last == math.MaxUint32 {
		return nil, nil
	}
	var set imap.UIDSet
	set.AddRange(imap.UID(last)+1, 0) // n:*
	uids, err := s.search(ctx, &imap.SearchCriteria{UID: []imap.UIDSet{set}})
	if err != nil {
		return nil, fmt.Errorf("list new messages: %w", err)
	}
	// n:* names the last message even when its UID is below n (RFC 3501,
	// section 6.4.8).
	uids = slices.DeleteFunc(uids, func(uid uint32) bool { return uid <= last })
	slices.Sort(uids)
	return slices.Compact(uids), nil
}

// search returns the UIDs that match.
func (s *session) search(ctx context.Context, criteria *imap.SearchCriteria) ([]uint32, error) {
	var uids []uint32
	err := s.run(ctx, func() error {
		data, err := s.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return err
		}
		set, _ := data.All.(imap.UIDSet) // nil when nothing matches
		uids, err = expand(set, uint64(s.box.NumMessages)+arrivals)
		return err
	})
	return uids, err
}

// expand lists the UIDs of a set, which come from the server and may be
// anything. The set's own method does not end at the highest UID, and fills
// the memory with a range that no mailbox has.
func expand(set imap.UIDSet, most uint64) ([]uint32, error) {
	var uids []uint32
	for _, r := range set {
		first, last := uint64(r.Start), uint64(r.Stop)
		switch {
		case first == 0 || last == 0:
			return nil, errors.New("the server's answer to SEARCH has the number 0")
		case last-first >= most-uint64(len(uids)):
			return nil, errors.New("the server's answer to SEARCH has more numbers than the folder has messages")
		}
		for uid := first; uid <= last; uid++ {
			uids = append(uids, uint32(uid))
		}
	}
	return uids, nil
}

// number returns the sequence number of a message, or errGone.
func (s *session) number(ctx context.Context, uid uint32) (uint32, error) {
	var number uint32
	err := s.run(ctx, func() error {
		criteria := &imap.SearchCriteria{UID: []imap.UIDSet{imap.UIDSetNum(imap.UID(uid))}}
		data, err := s.client.Search(criteria, nil).Wait()
		if err != nil {
			return err
		}
		if set, ok := data.All.(imap.SeqSet); ok && len(set) > 0 {
			number = set[0].Start
		}
		return nil
	})
	switch {
	case err != nil:
		return 0, fmt.Errorf("look for message %d: %w", uid, err)
	case number == 0:
		return 0, errGone
	}
	return number, nil
}

// sizes asks for the sizes of messages. Those that the server leaves out are
// missing in the answer.
func (s *session) sizes(ctx context.Context, uids []uint32) (map[uint32]int64, error) {
	var set imap.UIDSet
	for _, uid := range uids {
		set.AddNum(imap.UID(uid))
	}
	sizes := make(map[uint32]int64, len(uids))
	options := &imap.FetchOptions{UID: true, RFC822Size: true}
	err := s.receive(ctx, set, options, func(data *imapclient.FetchMessageData) error {
		m := Message{Size: unknownSize}
		err := m.collect(data, 0)
		if err == nil && m.Size >= 0 {
			sizes[m.UID] = m.Size
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask for the sizes of %d messages: %w", len(uids), err)
	}
	return sizes, nil
}
