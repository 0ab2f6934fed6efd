package mailbox

import (
	"encoding/json"
	"fmt"

	"github.com/emersion/go-sasl"
)

// mechXOAuth2 is the mechanism that Google and Microsoft defined before
// OAUTHBEARER (RFC 7628); Microsoft 365 knows no other.
const mechXOAuth2 = "XOAUTH2"

type xoauth2Client struct{ user, token string }

var _ sasl.Client = xoauth2Client{}

// Start returns the only message that the client ever sends.
func (x xoauth2Client) Start() (mechanism string, response []byte, err error) {
	return mechXOAuth2, []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next is called only when the token was refused: the challenge is a JSON
// object that says why. It answers with an error, since Dovecot reports an
// empty answer as bad base64 and hides the reason.
func (x xoauth2Client) Next(challenge []byte) ([]byte, error) {
	var why struct {
		Status string `json:"status"`
		Scope  string `json:"scope"`
	}
	if err := json.Unmarshal(challenge, &why); err != nil || why.Status == "" {
		return nil, fmt.Errorf("%w: the server refused the access token", ErrLogin)
	}
	return nil, fmt.Errorf("%w: the server refused the access token: status %q, scope %q", ErrLogin, why.Status, why.Scope)
}
