package delivery

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// xoauth2 is the mechanism of Google and Microsoft for bearer tokens.
const xoauth2 = "XOAUTH2"

// login authenticates with the best way that the server offers (RFC 4954).
func (s *session) login(ctx context.Context, host string) error {
	token := ""
	if s.cfg.AccessToken != nil {
		tctx, cancel := context.WithTimeout(ctx, s.cfg.Timeout)
		defer cancel()
		var err error
		if token, err = s.cfg.AccessToken(tctx); err != nil {
			return fmt.Errorf("get an access token for %s at %s: %w", s.cfg.User, s.cfg.Addr, err)
		}
	}
	way := s.mechanism(host, token)
	if way == nil {
		_, offered := s.smtp.Extension("AUTH")
		return fmt.Errorf("%s: %w: it offers %q, none of which fits the configured password or token", s.cfg.Addr, ErrLogin, offered)
	}
	err := s.step(ctx, s.cfg.Timeout, "login", func() error { return s.smtp.Auth(way) })
	if err == nil {
		return nil
	}
	r, ok := asReply(err)
	var bearer *sasl.OAuthBearerError
	switch {
	case errors.As(err, &bearer), ok && r.outcome() == Failed:
		return fmt.Errorf("%s: %w for %s: %w; check user and password or token, and that the provider lets programs send",
			s.cfg.Addr, ErrLogin, s.cfg.User, err)
	case ok:
		return s.refused("the login for now", err)
	}
	return fmt.Errorf("%s: %w", s.cfg.Addr, err)
}

// mechanism picks how to log in; nil where nothing fits.
func (s *session) mechanism(host, token string) sasl.Client {
	switch c := s.cfg; {
	case c.AccessToken != nil && s.smtp.SupportsAuth(sasl.OAuthBearer):
		return bearerClient{sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: c.User, Token: token, Host: host})}
	case c.AccessToken != nil && s.smtp.SupportsAuth(xoauth2):
		return bearerClient{xoauth2Client{user: c.User, token: token}}
	case c.AccessToken != nil:
		return nil
	case s.smtp.SupportsAuth(sasl.Plain):
		return sasl.NewPlainClient("", c.User, c.Password)
	case s.smtp.SupportsAuth(sasl.Login):
		return sasl.NewLoginClient(c.User, c.Password)
	}
	return nil
}

// bearerClient is a mechanism that says all in its first message.
type bearerClient struct{ sasl.Client }

// Next is called for the challenge in which a server tells why it refuses. An
// error makes the client cancel the exchange, as the server expects.
func (bearerClient) Next(challenge []byte) ([]byte, error) {
	return nil, &sasl.OAuthBearerError{Status: clean(string(challenge))}
}

// xoauth2Client speaks XOAUTH2, which is to be wrapped in a bearerClient.
type xoauth2Client struct {
	sasl.Client
	user, token string
}

// Start gives the only message.
func (x xoauth2Client) Start() (string, []byte, error) {
	return xoauth2, []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// protocolError gives a refusal of the server in go-smtp's form.
func protocolError(err error) error {
	var te *textproto.Error
	if !errors.As(err, &te) {
		return err
	}
	return &smtp.SMTPError{Code: te.Code, Message: strings.ReplaceAll(te.Msg, "\n", " ")}
}
