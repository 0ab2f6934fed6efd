package main

import (
	"time"

	"github.com/voldaan/voldaan/internal/mailtest"
)

// mailServers are what the demo's bot reads from and sends through.
type mailServers interface {
	imap() string
	smtp() string
	password() string
	// deliver brings a mail into the bot's inbox, with the time of its arrival.
	deliver(raw []byte, at time.Time) error
	// sent lists the mails that the bot handed over, oldest first.
	sent() []mailtest.Envelope
	close() error
}

// builtIn are mail servers inside the process.
type builtIn struct {
	server   *mailtest.Server
	recorder mailtest.Recorder
}

func startBuiltIn() (*builtIn, error) {
	b := &builtIn{}
	var err error
	b.server, err = mailtest.Start(mailtest.Options{
		Users: map[string]string{demoMailbox: b.password()}, Accept: b.recorder.Accept,
	})
	return b, err
}

func (b *builtIn) imap() string              { return b.server.IMAPAddr }
func (b *builtIn) smtp() string              { return b.server.SMTPAddr }
func (b *builtIn) password() string          { return "demo-secret" }
func (b *builtIn) sent() []mailtest.Envelope { return b.recorder.Mails() }
func (b *builtIn) close() error              { return b.server.Close() }

func (b *builtIn) deliver(raw []byte, at time.Time) error {
	return b.server.Deliver(demoMailbox, raw, at)
}
