package mailbox_test

import (
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// admin is another mail program on the same account.
type admin struct{ client *imapclient.Client }

func dialAdmin(t *testing.T, addr string) admin {
	t.Helper()
	client, err := imapclient.DialInsecure(addr, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	if err := client.Login(testUser, testPassword).Wait(); err != nil {
		t.Fatal(err)
	}
	return admin{client}
}

func (a admin) expunge(t *testing.T, folder string, uids ...imap.UID) {
	t.Helper()
	if _, err := a.client.Select(folder, nil).Wait(); err != nil {
		t.Fatal(err)
	}
	deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}
	if err := a.client.Store(imap.UIDSetNum(uids...), deleted, nil).Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.client.Expunge().Close(); err != nil {
		t.Fatal(err)
	}
}
