package mailbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
)

// login authenticates the connection and asks what the server can do: many
// servers announce IDLE and more only after the login.
func (s *session) login(ctx context.Context, cfg Config) error {
	if err := s.capability(ctx); err != nil {
		return err
	}
	if s.client.State() == imap.ConnStateNotAuthenticated { // not PREAUTH
		if err := s.authenticate(ctx, cfg); err != nil {
			return err
		}
	}
	return s.capability(ctx)
}

// capability asks for the capabilities. The client's own list may still be
// that from before the login.
func (s *session) capability(ctx context.Context) error {
	err := s.run(ctx, func() (err error) {
		s.caps, err = s.client.Capability().Wait()
		return err
	})
	if err != nil {
		return fmt.Errorf("ask for capabilities: %w", err)
	}
	return nil
}

func (s *session) authenticate(ctx context.Context, cfg Config) error {
	secret := cfg.Password
	var client sasl.Client
	var err error
	if cfg.AccessToken != nil {
		if secret, err = cfg.AccessToken(ctx); err != nil {
			return fmt.Errorf("get an access token: %w", err)
		}
		client, err = tokenClient(s.caps, cfg, secret)
	} else {
		client, err = passwordClient(s.caps, cfg)
	}
	if err != nil {
		return err
	}
	err = s.run(ctx, func() error {
		if client == nil {
			return s.client.Login(cfg.User, cfg.Password).Wait()
		}
		return s.client.Authenticate(client)
	})
	if err != nil {
		return loginError(err, cfg, secret)
	}
	return nil
}

// tokenClient chooses the mechanism for an access token.
func tokenClient(caps imap.CapSet, cfg Config, token string) (sasl.Client, error) {
	switch {
	case caps.Has(imap.AuthCap(mechXOAuth2)):
		return xoauth2Client{user: cfg.User, token: token}, nil
	case caps.Has(imap.AuthCap(sasl.OAuthBearer)):
		host, port, err := net.SplitHostPort(cfg.Addr)
		if err != nil {
			return nil, fmt.Errorf("split address: %w", err)
		}
		options := &sasl.OAuthBearerOptions{Username: cfg.User, Token: token, Host: host}
		if options.Port, err = strconv.Atoi(port); err != nil {
			options.Port = 0 // a named port; the field is optional (RFC 7628, section 3.1)
		}
		return sasl.NewOAuthBearerClient(options), nil
	}
	return nil, fmt.Errorf("%w: the server takes no access token (neither XOAUTH2 nor OAUTHBEARER): use a password", ErrLogin)
}

// passwordClient chooses the mechanism for a password; nil means the LOGIN
// command. LOGIN is understood by the most servers, but its encoding of
// characters outside ASCII is undefined, while PLAIN has UTF-8 (RFC 4616).
func passwordClient(caps imap.CapSet, cfg Config) (sasl.Client, error) {
	disabled := caps.Has(imap.CapLoginDisabled)
	plain := caps.Has(imap.AuthCap(sasl.Plain))
	switch {
	case plain && (disabled || !ascii(cfg.User+cfg.Password)):
		return sasl.NewPlainClient("", cfg.User, cfg.Password), nil
	case !disabled:
		return nil, nil
	case caps.Has(imap.AuthCap(mechXOAuth2)), caps.Has(imap.AuthCap(sasl.OAuthBearer)):
		return nil, fmt.Errorf("%w: the server takes no password, only OAuth 2.0: configure an access token", ErrLogin)
	}
	return nil, fmt.Errorf("%w: the server takes no password on this connection: set tls to %q or %q", ErrLogin, TLSImplicit, TLSStart)
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 0x7e || r < 0x20 }) < 0
}

// loginError tells a refused login from trouble of the server's own.
func loginError(err error, cfg Config, secret string) error {
	var bearer *sasl.OAuthBearerError
	switch {
	case errors.Is(err, ErrLogin):
		return err
	case errors.As(err, &bearer):
		return fmt.Errorf("%w: the server refused the access token: status %q", ErrLogin, bearer.Status)
	}
	status := refusal(err)
	if status == nil {
		return fmt.Errorf("log in as %s: %w", cfg.User, err)
	}
	text := string(status.Code) + " " + status.Text
	if len(secret) > 3 {
		text = strings.ReplaceAll(text, secret, "***")
	}
	if status.Type != imap.StatusResponseTypeNo || passing(status.Code) {
		return fmt.Errorf("log in as %s: the server cannot take logins now (%s): try again later", cfg.User, strings.TrimSpace(text))
	}
	advice := "check user and password; many providers want a password made for one application"
	if cfg.AccessToken != nil {
		advice = "the access token is expired or lacks the right to use IMAP"
	}
	return fmt.Errorf("%w for %s: the server said %q: %s", ErrLogin, cfg.User, strings.TrimSpace(text), advice)
}

// passing reports the codes by which a server speaks of its own state and not
// of the login (RFC 5530, section 3).
func passing(code imap.ResponseCode) bool {
	switch code {
	case imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeLimit,
		imap.ResponseCodeServerBug, imap.ResponseCodeContactAdmin:
		return true
	}
	return false
}
