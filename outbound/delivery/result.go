package delivery

import (
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-smtp"
)

// Outcome is what became of a mail.
type Outcome string

// The outcomes.
const (
	// Accepted: the server has taken responsibility (RFC 5321, section 6.1).
	Accepted Outcome = "accepted"
	// Deferred: not taken for now (4xx, or trouble before the content began);
	// it may be tried again.
	Deferred Outcome = "deferred"
	// Failed: refused for good (5xx).
	Failed Outcome = "failed"
	// Uncertain: the connection was lost between the first byte of the content
	// and the final reply; the mail may or may not have been taken.
	Uncertain Outcome = "uncertain"
)

// RcptResult is what became of the mail for one recipient.
type RcptResult struct {
	Address string // as in the envelope
	Outcome Outcome
	Code    int    // the server's reply code; zero where there was none
	Status  string // enhanced status (RFC 3463), such as 5.1.1; may be empty
	Text    string // the server's words, or ours where it said nothing
}

// Result is what became of a mail.
type Result struct {
	// Outcome is that of the mail as a whole: accepted as soon as the server
	// took it for one recipient, since then the same bytes are on their way;
	// else the worst of its recipients, of uncertain, deferred and failed in
	// this order. What is left to do for a refused one stands in Rcpts.
	Outcome Outcome
	Rcpts   []RcptResult // in the envelope's order
	// Err tells the operator why the mail was not accepted: which server, what
	// it said and what to do. It is nil when Outcome is accepted.
	Err error
	// Remote is the address that was talked to; empty where none was reached.
	Remote string
}

// settled is the result of a mail that had the same fate for everybody and
// never came to a transaction.
func settled(e Envelope, o Outcome, err error) Result {
	r := Result{Outcome: o, Err: err}
	for _, a := range e.Rcpts {
		r.Rcpts = append(r.Rcpts, RcptResult{Address: a, Outcome: o, Text: clean(err.Error())})
	}
	return r
}

// overall derives a mail's outcome from those of its recipients.
func overall(rcpts []RcptResult) Outcome {
	for _, o := range []Outcome{Accepted, Uncertain, Deferred} {
		for _, r := range rcpts {
			if r.Outcome == o {
				return o
			}
		}
	}
	return Failed
}

// reply is a server's answer to one command.
type reply struct {
	code   int
	status string
	text   string
}

// asReply finds the server's answer in an error of go-smtp.
func asReply(err error) (reply, bool) {
	var se *smtp.SMTPError
	if !errors.As(err, &se) {
		return reply{}, false
	}
	r := newReply(se.Code, se.Message)
	if e := se.EnhancedCode; e[0] > 0 {
		r.status = fmt.Sprintf("%d.%d.%d", e[0], e[1], e[2])
	}
	return r, true
}

// newReply splits the enhanced status off a reply's text (RFC 2034).
func newReply(code int, text string) reply {
	r := reply{code: code, text: clean(text)}
	first, rest, _ := strings.Cut(r.text, " ")
	var a, b, c int
	if n, _ := fmt.Sscanf(first, "%d.%d.%d", &a, &b, &c); n == 3 && a == code/100 {
		r.status, r.text = fmt.Sprintf("%d.%d.%d", a, b, c), strings.TrimSpace(rest)
	}
	return r
}

// outcome is what the code's first digit says (RFC 5321, section 4.2.1);
// empty for an answer that is neither a refusal nor acceptance.
func (r reply) outcome() Outcome {
	switch r.code / 100 {
	case 2:
		return Accepted
	case 4:
		return Deferred
	case 5:
		return Failed
	}
	return ""
}

// String gives "550 5.1.1 User unknown".
func (r reply) String() string {
	return strings.Join(strings.Fields(fmt.Sprintf("%d %s %s", r.code, r.status, r.text)), " ")
}

// advice tells the operator what to do about a refusal.
func (r reply) advice() string {
	switch {
	case r.code == 421:
		return "the server is closing its connections; the mail will be tried again"
	case r.status == "5.3.4" || r.status == "5.2.3":
		return "the mail is too large for this server"
	case strings.HasPrefix(r.status, "5.1."):
		return "check the address"
	case strings.HasPrefix(r.status, "5.7."):
		return "the server's policy forbids it; ask who runs it which senders and recipients it allows"
	case r.code/100 == 4:
		return "the mail will be tried again"
	}
	return "ask who runs the server, with these words of it"
}

// clean makes a server's words fit for a log and a terminal.
func clean(s string) string {
	const most = 500
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}
