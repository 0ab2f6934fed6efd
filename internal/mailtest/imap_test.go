package mailtest

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

const (
	bot    = "bot@voldaan.test"
	secret = "secret"
)

var arrived = time.Date(2026, time.November, 18, 9, 30, 0, 0, time.UTC)

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	opts.Users = map[string]string{bot: secret, "other@voldaan.test": secret}
	s, err := Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func login(t *testing.T, s *Server, options *imapclient.Options) *imapclient.Client {
	t.Helper()
	c, err := imapclient.DialInsecure(s.IMAPAddr, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Login(bot, secret).Wait(); err != nil {
		t.Fatal(err)
	}
	return c
}

func deliver(t *testing.T, s *Server, raw string) {
	t.Helper()
	if err := s.Deliver(bot, []byte(raw), arrived); err != nil {
		t.Fatal(err)
	}
}

// fetched is a message as a client sees it.
type fetched struct {
	uid   imap.UID
	at    time.Time
	raw   string
	flags []imap.Flag
}

func fetchAll(t *testing.T, c *imapclient.Client, folder string) (uidValidity uint32, all []fetched) {
	t.Helper()
	state, err := c.Select(folder, nil).Wait()
	if err != nil {
		t.Fatal(err)
	}
	if state.NumMessages == 0 {
		return state.UIDValidity, nil
	}
	body := &imap.FetchItemBodySection{Peek: true}
	messages, err := c.Fetch(imap.UIDSet{{Start: 1, Stop: 0}}, &imap.FetchOptions{
		UID: true, Flags: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{body},
	}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		all = append(all, fetched{m.UID, m.InternalDate, string(m.FindBodySection(body)), m.Flags})
	}
	return state.UIDValidity, all
}

func TestDeliver(t *testing.T) {
	s := start(t, Options{})
	deliver(t, s, "Subject: 1\r\n\r\none\r\n")
	deliver(t, s, "Subject: 2\r\n\r\ntwo\r\n")
	uidValidity, all := fetchAll(t, login(t, s, nil), "INBOX")
	if uidValidity != 1 || len(all) != 2 {
		t.Fatalf("UIDVALIDITY %d with %d messages, want 1 with 2", uidValidity, len(all))
	}
	for i, want := range []string{"Subject: 1\r\n\r\none\r\n", "Subject: 2\r\n\r\ntwo\r\n"} {
		got := all[i]
		if got.uid != imap.UID(i+1) || !got.at.Equal(arrived) || got.raw != want || len(got.flags) != 0 {
			t.Errorf("message %d: %+v", i+1, got)
		}
	}
	if err := s.Deliver("nobody@voldaan.test", nil, arrived); err == nil {
		t.Error("delivered to a mailbox that does not exist")
	}
}

func TestFolder(t *testing.T) {
	s := start(t, Options{})
	if mails, err := s.Folder(bot, "INBOX"); err != nil || len(mails) != 0 {
		t.Errorf("empty folder: %d mails, %v", len(mails), err)
	}
	deliver(t, s, "Subject: 1\r\n\r\none\r\n")
	mails, err := s.Folder(bot, "INBOX")
	if err != nil || len(mails) != 1 || string(mails[0]) != "Subject: 1\r\n\r\none\r\n" {
		t.Errorf("got %q, %v", mails, err)
	}
	if _, all := fetchAll(t, login(t, s, nil), "INBOX"); len(all[0].flags) != 0 {
		t.Errorf("reading the folder set %v", all[0].flags)
	}
	if _, err := s.Folder(bot, "Nowhere"); err == nil {
		t.Error("read a folder that does not exist")
	}
	if _, err := s.Folder("nobody@voldaan.test", "INBOX"); err == nil {
		t.Error("read a mailbox that does not exist")
	}
}

func TestAppendWithoutDate(t *testing.T) {
	s := start(t, Options{Now: func() time.Time { return arrived.AddDate(0, 0, 1) }})
	c := login(t, s, nil)
	raw := []byte("Subject: sent\r\n\r\ntext\r\n")
	cmd := c.Append(sentFolder, int64(len(raw)), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}})
	if _, err := cmd.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := cmd.Wait()
	if err != nil {
		t.Fatal(err)
	}
	uidValidity, all := fetchAll(t, c, sentFolder)
	if data.UID != 1 || data.UIDValidity != uidValidity {
		t.Errorf("APPENDUID %d %d, UIDVALIDITY %d", data.UIDValidity, data.UID, uidValidity)
	}
	want := fetched{1, arrived.AddDate(0, 0, 1), string(raw), []imap.Flag{imap.FlagSeen}}
	if len(all) != 1 || !all[0].at.Equal(want.at) || all[0].raw != want.raw || len(all[0].flags) != 1 {
		t.Errorf("got %+v, want %+v", all, want)
	}
}

func TestListShowsSpecialUse(t *testing.T) {
	c := login(t, start(t, Options{}), nil)
	if !c.Caps().Has(imap.CapSpecialUse) {
		t.Error("SPECIAL-USE is not offered")
	}
	list := func(options *imap.ListOptions) (names []string) {
		t.Helper()
		folders, err := c.List("", "*", options).Collect()
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range folders {
			name := folder.Mailbox
			if slices.Contains(folder.Attrs, imap.MailboxAttrSent) {
				name += ` \Sent`
			}
			names = append(names, name)
		}
		return names
	}
	if err := c.Create("Archive/2026", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if err := c.Create("Old", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if err := c.Rename("Old", "Older", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	want := []string{"Archive/2026", "INBOX", "Older", `Sent \Sent`}
	if got := list(nil); !slices.Equal(got, want) {
		t.Errorf("LIST: %q, want %q", got, want)
	}
	if err := c.Delete("Older").Wait(); err != nil {
		t.Fatal(err)
	}
	want = slices.Delete(want, 2, 3)
	if got := list(&imap.ListOptions{ReturnSpecialUse: true}); !slices.Equal(got, want) {
		t.Errorf("LIST RETURN (SPECIAL-USE): %q, want %q", got, want)
	}
	if got := list(&imap.ListOptions{SelectSpecialUse: true}); !slices.Equal(got, want[2:]) {
		t.Errorf("LIST (SPECIAL-USE): %q, want %q", got, want[2:])
	}
}

// watchInbox selects INBOX on a connection whose EXISTS answers it returns.
func watchInbox(t *testing.T, s *Server) (*imapclient.Client, <-chan uint32) {
	t.Helper()
	news := make(chan uint32, 10)
	c := login(t, s, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				news <- *data.NumMessages
			}
		},
	}})
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	return c, news
}

func wantExists(t *testing.T, news <-chan uint32, want uint32) {
	t.Helper()
	select {
	case got := <-news:
		if got != want {
			t.Errorf("EXISTS %d, want %d", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("no news by IDLE")
	}
}

func TestIdle(t *testing.T) {
	s := start(t, Options{})
	c, news := watchInbox(t, s)
	deliver(t, s, "Subject: before IDLE\r\n\r\nx\r\n")
	idle, err := c.Idle()
	if err != nil {
		t.Fatal(err)
	}
	wantExists(t, news, 1)
	for n := uint32(2); n <= 4; n++ {
		deliver(t, s, "Subject: in IDLE\r\n\r\nx\r\n")
		wantExists(t, news, n)
	}
	if err := idle.Close(); err != nil {
		t.Error(err)
	}
}

func TestMoveAndFlags(t *testing.T) {
	s := start(t, Options{})
	deliver(t, s, "Subject: 1\r\n\r\none\r\n")
	c := login(t, s, nil)
	if err := c.Create("Done", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Select("INBOX", nil).Wait(); err != nil {
		t.Fatal(err)
	}
	store := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{"$Handled"}, Silent: true}
	if err := c.Store(imap.UIDSetNum(1), store, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Move(imap.UIDSetNum(1), "Done").Wait(); err != nil {
		t.Fatal(err)
	}
	if mails, err := s.Folder(bot, "INBOX"); err != nil || len(mails) != 0 {
		t.Errorf("INBOX has %d mails, %v", len(mails), err)
	}
	if _, all := fetchAll(t, c, "Done"); len(all) != 1 || len(all[0].flags) != 1 || !all[0].at.Equal(arrived) {
		t.Errorf("Done has %+v", all)
	}
}

func TestResetUIDValidity(t *testing.T) {
	s := start(t, Options{})
	raw := "Subject: 1\r\n\r\none\r\n"
	deliver(t, s, "Subject: 0\r\n\r\ngone\r\n")
	deliver(t, s, raw)
	c := login(t, s, nil)
	before, _ := fetchAll(t, c, "INBOX")
	store := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagDeleted}, Silent: true}
	if err := c.Store(imap.UIDSetNum(1), store, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Expunge().Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.ResetUIDValidity(bot); err != nil {
		t.Fatal(err)
	}
	if err := c.Noop().Wait(); err == nil {
		t.Error("the connection was not dropped")
	}
	after, all := fetchAll(t, login(t, s, nil), "INBOX")
	if after <= before {
		t.Errorf("UIDVALIDITY %d after %d", after, before)
	}
	if len(all) != 1 || all[0].uid != 1 || all[0].raw != raw || !all[0].at.Equal(arrived) {
		t.Errorf("got %+v", all)
	}
	if err := s.ResetUIDValidity("nobody@voldaan.test"); err == nil {
		t.Error("reset a mailbox that does not exist")
	}
}

func TestLogin(t *testing.T) {
	s := start(t, Options{})
	for _, who := range [][2]string{{bot, "wrong"}, {"nobody@voldaan.test", secret}, {bot, ""}} {
		c, err := imapclient.DialInsecure(s.IMAPAddr, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Login(who[0], who[1]).Wait(); err == nil {
			t.Errorf("%s logs in with %q", who[0], who[1])
		}
		c.Close()
	}
}

func TestLargeMail(t *testing.T) {
	s := start(t, Options{})
	raw := append([]byte("Subject: large\r\n\r\n"), bytes.Repeat([]byte("0123456789abcdef\r\n"), 300_000)...)
	if err := s.Deliver(bot, raw, arrived); err != nil {
		t.Fatal(err)
	}
	mails, err := s.Folder(bot, "INBOX")
	if err != nil || len(mails) != 1 || !bytes.Equal(mails[0], raw) {
		t.Errorf("%d mails, %v, or other bytes", len(mails), err)
	}
}

func TestClose(t *testing.T) {
	s := start(t, Options{})
	c := login(t, s, nil)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Noop().Wait(); err == nil {
		t.Error("a connection outlives the server")
	}
	if _, err := imapclient.DialInsecure(s.IMAPAddr, nil); err == nil {
		t.Error("a closed server takes connections")
	}
	if err := s.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}
