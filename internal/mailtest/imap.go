package mailtest

import (
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// imapSession adds to the library's session what it lacks: special-use
// folders, dates from outside, and a list of connections for each mailbox.
type imapSession struct {
	*imapmemserver.UserSession // nil before Login

	server  *Server
	conn    *imapserver.Conn
	account *account // nil before Login
}

var _ imapserver.SessionIMAP4rev2 = (*imapSession)(nil)

type logger func(format string, args ...any)

func (l logger) Printf(format string, args ...any) { l(format, args...) }

func (l logger) Println(args ...any) { l("%v", args) }

func (s *Server) newIMAP() *imapserver.Server {
	return imapserver.New(&imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &imapSession{server: s, conn: c}, nil, nil
		},
		Caps:         imapCaps(),
		Logger:       logger(s.options.Logf),
		TLSConfig:    s.options.TLS,
		InsecureAuth: true,
	})
}

// Login opens a mailbox.
func (sess *imapSession) Login(username, password string) error {
	a := sess.server.accounts[username]
	if a == nil {
		return imapserver.ErrAuthFailed
	}
	if err := a.user.Login(username, password); err != nil {
		return err
	}
	sess.UserSession, sess.account = imapmemserver.NewUserSession(a.user), a
	a.join(sess.conn)
	return nil
}

// Close ends the session, logged in or not.
func (sess *imapSession) Close() error {
	if sess.account == nil {
		return nil
	}
	sess.account.leave(sess.conn)
	return sess.UserSession.Close()
}

// Append stores a mail; one without a date gets that of Options.Now, since
// the library would take the clock's.
func (sess *imapSession) Append(folder string, r imap.LiteralReader, options *imap.AppendOptions) (*imap.AppendData, error) {
	dated := *options
	if dated.Time.IsZero() {
		dated.Time = sess.server.options.Now()
	}
	defer sess.account.watchers.changed()
	sess.account.writing.Lock()
	defer sess.account.writing.Unlock()
	return sess.UserSession.Append(folder, r, &dated)
}

// Create makes a folder.
func (sess *imapSession) Create(folder string, _ *imap.CreateOptions) error {
	return sess.account.create(folder)
}

// Delete removes a folder with its mails.
func (sess *imapSession) Delete(folder string) error { return sess.account.remove(folder) }

// Rename gives a folder another name.
func (sess *imapSession) Rename(from, to string, options *imap.RenameOptions) error {
	return sess.account.rename(from, to, options)
}

// List shows the folders that match a pattern, Sent with its special use. All
// folders count as subscribed.
func (sess *imapSession) List(w *imapserver.ListWriter, ref string, patterns []string, options *imap.ListOptions) error {
	const delimiter = '/'
	if len(patterns) == 0 { // a question for the delimiter (RFC 9051, section 6.3.9)
		return w.WriteList(&imap.ListData{Attrs: []imap.MailboxAttr{imap.MailboxAttrNoSelect}, Delim: delimiter})
	}
	for _, name := range sorted(sess.account.names()) {
		matches := func(pattern string) bool { return imapserver.MatchList(name, delimiter, ref, pattern) }
		if !slices.ContainsFunc(patterns, matches) || (options.SelectSpecialUse && name != sentFolder) {
			continue
		}
		data := &imap.ListData{Mailbox: name, Delim: delimiter}
		if options.SelectSubscribed || options.ReturnSubscribed {
			data.Attrs = append(data.Attrs, imap.MailboxAttrSubscribed)
		}
		if name == sentFolder { // RFC 6154, section 2: also in a plain LIST
			data.Attrs = append(data.Attrs, imap.MailboxAttrSent)
		}
		if options.ReturnStatus != nil {
			status, err := sess.Status(name, options.ReturnStatus)
			if err != nil {
				return err
			}
			data.Status = status
		}
		if err := w.WriteList(data); err != nil {
			return err
		}
	}
	return nil
}
