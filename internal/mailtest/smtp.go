package mailtest

import (
	"crypto/subtle"
	"errors"
	"io"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Envelope is a mail with what SMTP said about it.
type Envelope struct {
	User       string   // who logged in, or empty
	From       string   // reverse-path, empty for a bounce
	Rcpts      []string // forward-paths that were accepted, as they were sent
	Notify     []string // the NOTIFY parameter of each of Rcpts, "SUCCESS,FAILURE", or empty (RFC 3461, section 4.1)
	EnvelopeID string   // the ENVID parameter (RFC 3461, section 4.4)
	Return     string   // the RET parameter: "FULL", "HDRS" or empty (RFC 3461, section 4.3)
	UTF8       bool     // the SMTPUTF8 parameter (RFC 6531)
	Raw        []byte   // the mail as sent, with CRLF line ends and dots unstuffed
}

const maxRecipients = 100

// errShuttingDown is the refusal of a server that is being closed.
const errShuttingDown = shutdown("the mail server is shutting down")

type shutdown string

func (e shutdown) Error() string { return string(e) }

func (s *Server) newSMTP() *smtp.Server {
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		session := &smtpSession{server: s}
		if len(s.options.SMTPUsers) > 0 {
			return &authSession{session}, nil
		}
		return session, nil
	}))
	server.Domain = "localhost"
	server.MaxRecipients = maxRecipients
	server.MaxMessageBytes = s.options.MaxBytes
	server.AllowInsecureAuth = true
	server.EnableSMTPUTF8 = true
	server.EnableDSN = true
	server.TLSConfig = s.options.TLS
	server.ErrorLog = logger(s.options.Logf)
	return server
}

// smtpSession is one connection with the mail that is being sent on it.
type smtpSession struct {
	server *Server
	user   string
	mail   Envelope
}

// Mail begins a mail.
func (sess *smtpSession) Mail(from string, opts *smtp.MailOptions) error {
	if len(sess.server.options.SMTPUsers) > 0 && sess.user == "" {
		// RFC 4954, section 6.
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	sess.mail = Envelope{
		User: sess.user, From: from,
		EnvelopeID: opts.EnvelopeID, Return: string(opts.Return), UTF8: opts.UTF8,
	}
	return nil
}

// Rcpt adds a recipient unless Options.Rcpt refuses it.
func (sess *smtpSession) Rcpt(to string, opts *smtp.RcptOptions) error {
	err := sess.server.call(func() error { return sess.server.options.Rcpt(sess.mail.From, to) })
	if err != nil {
		return refusal(err, 451)
	}
	notify := make([]string, len(opts.Notify))
	for i, n := range opts.Notify {
		notify[i] = string(n)
	}
	sess.mail.Rcpts = append(sess.mail.Rcpts, to)
	sess.mail.Notify = append(sess.mail.Notify, strings.Join(notify, ","))
	return nil
}

// Data reads the mail and hands it to Options.Accept.
func (sess *smtpSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err // smtp.ErrDataTooLarge must reach the client as it is
	}
	mail := sess.mail
	mail.Raw = raw
	err = sess.server.call(func() error { return sess.server.options.Accept(mail) })
	if err != nil {
		return refusal(err, 554)
	}
	return nil
}

// Reset forgets the mail that was begun.
func (sess *smtpSession) Reset() { sess.mail = Envelope{} }

// Logout ends the session.
func (sess *smtpSession) Logout() error { return nil }

// refusal makes an error one that the SMTP library answers with its own code;
// it looks for that type itself, not for what is wrapped.
func refusal(err error, code int) error {
	var own *smtp.SMTPError
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(err, errShuttingDown) { // RFC 5321, section 3.8
		return &smtp.SMTPError{Code: 421, EnhancedCode: smtp.EnhancedCode{4, 3, 2}, Message: err.Error()}
	}
	class := code / 100
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{class, 0, 0}, Message: oneLine(err.Error())}
}

// oneLine keeps an error's text from breaking the protocol.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// authSession is a session on a server that wants a login.
type authSession struct{ *smtpSession }

// AuthMechanisms names PLAIN.
func (sess *authSession) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth checks a name and a password of Options.SMTPUsers.
func (sess *authSession) Auth(mechanism string) (sasl.Server, error) {
	if mechanism != sasl.Plain {
		return nil, smtp.ErrAuthUnknownMechanism
	}
	return sasl.NewPlainServer(func(identity, username, password string) error {
		want, known := sess.server.options.SMTPUsers[username]
		if !known || (identity != "" && identity != username) ||
			subtle.ConstantTimeCompare([]byte(password), []byte(want)) != 1 {
			return smtp.ErrAuthFailed // as it is, or the library answers 454
		}
		sess.user = username
		return nil
	}), nil
}
