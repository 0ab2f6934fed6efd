package delivery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/emersion/go-smtp"
)

// transaction is one mail on a session, from MAIL to the final reply
// (RFC 5321, section 3.3).
type transaction struct {
	s     *session
	e     Envelope
	rcpts []RcptResult
	err   error // what kept the mail from being accepted
	open  bool  // the server has a transaction that must be reset
	stale bool  // the connection failed before the transaction had begun
}

func newTransaction(s *session, e Envelope) *transaction {
	t := &transaction{s: s, e: e}
	for _, a := range e.Rcpts {
		t.rcpts = append(t.rcpts, RcptResult{Address: a})
	}
	s.mails++
	return t
}

// run goes through the transaction as far as it gets.
func (t *transaction) run(ctx context.Context, beforeData func() error) {
	if t.fits() && t.mail(ctx) && t.recipients(ctx) && t.allowed(beforeData) {
		if w := t.announce(ctx); w != nil {
			t.content(context.WithoutCancel(ctx), w)
		}
	}
	if t.open && !t.s.dead {
		// A session that cannot be reset is dead, which step has noted.
		if err := t.s.step(ctx, t.s.cfg.Timeout, "RSET", t.s.smtp.Reset); err != nil {
			t.s.dead = true
		}
	}
}

// result sums the transaction up.
func (t *transaction) result() Result {
	r := Result{Rcpts: t.rcpts, Outcome: overall(t.rcpts), Remote: t.s.raw.RemoteAddr().String()}
	if r.Outcome != Accepted {
		r.Err = t.err
	}
	return r
}

// settle gives every recipient who has no result yet this one.
func (t *transaction) settle(o Outcome, r reply, err error) {
	if err != nil && r.text == "" && r.code == 0 {
		r.text = clean(err.Error())
	}
	for i := range t.rcpts {
		if t.rcpts[i].Outcome == "" {
			t.rcpts[i].set(o, r)
		}
	}
	t.err = err
}

func (r *RcptResult) set(o Outcome, by reply) {
	r.Outcome, r.Code, r.Status, r.Text = o, by.code, by.status, by.text
}

// fits compares the mail with what the server says that it can carry.
func (t *transaction) fits() bool {
	fail := func(status, text string) bool {
		t.settle(Failed, reply{status: status, text: text}, fmt.Errorf("%s: %s", t.s.cfg.Addr, text))
		return false
	}
	if most, ok := t.s.smtp.MaxMessageSize(); ok && most > 0 && t.e.size() > most {
		return fail("5.3.4", fmt.Sprintf("the mail has %d bytes and the server takes at most %d; send smaller attachments", t.e.size(), most))
	}
	utf8, eightBit := t.e.needs()
	if ok, _ := t.s.smtp.Extension("SMTPUTF8"); utf8 && !ok {
		return fail("5.6.7", "the mail has characters outside ASCII in its header or return path, and the server does not carry them (SMTPUTF8)")
	}
	if ok, _ := t.s.smtp.Extension("8BITMIME"); eightBit && !ok {
		return fail("5.6.3", "the mail's body is 8-bit, and the server does not carry that (8BITMIME); encode it")
	}
	return true
}

// mail sends MAIL FROM with the parameters that the server knows.
func (t *transaction) mail(ctx context.Context) bool {
	utf8, _ := t.e.needs()
	for _, a := range t.e.Rcpts {
		wire, _ := wireAddress(a)
		utf8 = utf8 || !ascii(wire)
	}
	from, _ := wireAddress(t.e.From)
	canUTF8, _ := t.s.smtp.Extension("SMTPUTF8")
	opts := &smtp.MailOptions{
		Size:       int64(t.e.size()),
		UTF8:       utf8 && canUTF8,
		Return:     smtp.DSNReturnHeaders,
		EnvelopeID: t.e.ID,
	}
	err := t.s.step(ctx, t.s.cfg.Timeout, "MAIL", func() error { return t.s.smtp.Mail(from, opts) })
	if err == nil {
		t.open = true
		return true
	}
	r, ok := asReply(err)
	// 503 and 530 come from servers that forgot the session's state.
	t.stale = !ok || r.code == 421 || r.code == 503 || r.code == 530
	t.s.dead = t.s.dead || t.stale
	t.refuse("the return path "+t.e.From, err)
	return false
}

// refuse settles the mail after a refusal or a loss before the content.
func (t *transaction) refuse(what string, err error) {
	r, ok := asReply(err)
	switch {
	case ok && (r.code == 530 || r.code == 535):
		// The server wants a login first (RFC 4954, section 6): an operator's
		// matter, not the mail's.
		t.settle(Deferred, r, fmt.Errorf("%s: %w: %s; configure user and password", t.s.cfg.Addr, ErrLogin, r))
	case ok && (r.outcome() == Failed || r.outcome() == Deferred):
		t.settle(r.outcome(), r, t.s.refused(what, err))
	default:
		// A loss, or an answer that makes no sense here.
		t.s.dead = true
		t.settle(Deferred, r, t.s.refused(what, err))
	}
}

// recipients sends a RCPT TO for each recipient and reports whether one was
// accepted. Delivery reports are asked for where the server knows them
// (RFC 3461).
func (t *transaction) recipients(ctx context.Context) bool {
	opts := &smtp.RcptOptions{Notify: []smtp.DSNNotify{
		smtp.DSNNotifySuccess, smtp.DSNNotifyFailure, smtp.DSNNotifyDelayed,
	}}
	canUTF8, _ := t.s.smtp.Extension("SMTPUTF8")
	accepted := 0
	for i, a := range t.e.Rcpts {
		wire, err := wireAddress(a)
		if err != nil {
			t.refuseLocally(i, "5.1.3", err.Error())
			continue
		}
		if !ascii(wire) && !canUTF8 {
			t.refuseLocally(i, "5.6.7", "the server does not carry addresses with characters outside ASCII (SMTPUTF8)")
			continue
		}
		err = t.s.step(ctx, t.s.cfg.Timeout, "RCPT", func() error { return t.s.smtp.Rcpt(wire, opts) })
		if err == nil {
			accepted++
			continue
		}
		r, ok := asReply(err)
		o := r.rcptOutcome(accepted)
		if !ok || o == "" || r.code == 421 || r.code == 530 {
			t.refuse("the recipient "+a, err)
			return false
		}
		t.rcpts[i].set(o, r)
		t.err = t.s.refused("the recipient "+a, err)
	}
	return accepted > 0
}

// refuseLocally fails one recipient whom the server need not be asked about.
func (t *transaction) refuseLocally(i int, status, text string) {
	t.rcpts[i].set(Failed, reply{status: status, text: text})
	t.err = fmt.Errorf("%s: recipient %s: %s", t.s.cfg.Addr, t.e.Rcpts[i], text)
}

// rcptOutcome is the outcome of a refused RCPT. 552 after others were accepted
// means too many recipients for one mail, which another mail can reach
// (RFC 5321, section 4.5.3.1.10), unless the status says mailbox full.
func (r reply) rcptOutcome(accepted int) Outcome {
	if r.code == 552 && accepted > 0 && (r.status == "" || r.status == "5.5.3") {
		return Deferred
	}
	if o := r.outcome(); o != Accepted {
		return o
	}
	return ""
}

// allowed asks the caller whether the mail may still go.
func (t *transaction) allowed(beforeData func() error) bool {
	if beforeData == nil {
		return true
	}
	err := beforeData()
	if err != nil {
		t.settle(Deferred, reply{}, err)
	}
	return err == nil
}

// announce sends DATA and gives the writer for the content; nil where it may
// not follow.
func (t *transaction) announce(ctx context.Context) *smtp.DataCommand {
	var w *smtp.DataCommand
	err := t.s.step(ctx, t.s.cfg.Timeout, "DATA", func() (err error) {
		w, err = t.s.smtp.Data()
		return err
	})
	if err == nil && ctx.Err() != nil {
		// The server now waits for content: only hanging up takes DATA back.
		err = fmt.Errorf("DATA: %w", context.Cause(ctx))
	}
	if err != nil {
		t.refuse("the mail", err)
		return nil
	}
	t.open = false
	return w
}

// content sends the message and the final dot, and reads the final reply.
func (t *transaction) content(ctx context.Context, w *smtp.DataCommand) {
	if err := t.write(ctx, w); err != nil {
		t.lost(err)
		return
	}
	var done *smtp.DataResponse
	err := t.s.step(ctx, t.s.cfg.FinalTimeout, "final reply", func() (err error) {
		done, err = w.CloseWithResponse()
		return err
	})
	if err == nil {
		t.settle(Accepted, newReply(250, done.StatusText), nil)
		return
	}
	r, ok := asReply(err)
	switch o := r.outcome(); {
	case !ok || o == "":
		t.lost(err)
	case o == Accepted:
		t.settle(o, r, nil)
	default:
		t.settle(o, r, t.s.refused("the mail", err))
	}
}

// write sends the message in pieces, each with a watchdog of its own, so that
// a large mail on a slow line is no hang.
func (t *transaction) write(ctx context.Context, w io.Writer) error {
	buf := make([]byte, 32<<10)
	for from := bytes.NewReader(t.e.Data); ; {
		n, err := from.Read(buf)
		if errors.Is(err, io.EOF) {
			return nil
		}
		err = t.s.step(ctx, t.s.cfg.Timeout, "content", func() error {
			_, err := w.Write(buf[:n])
			return err
		})
		if err != nil {
			return err
		}
	}
}

// lost settles a mail whose content had begun when the connection failed.
func (t *transaction) lost(err error) {
	t.s.dead = true
	t.settle(Uncertain, reply{}, fmt.Errorf(
		"%s: %w; the server may have taken the mail: look for a copy, a bounce or an answer before it is sent again", t.s.cfg.Addr, err))
}
