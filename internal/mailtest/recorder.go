package mailtest

import (
	"slices"
	"sync"
)

// Recorder keeps the mails that it accepts: set Options.Accept to its method
// Accept. The zero value is ready for use, by several goroutines at once.
type Recorder struct {
	mu    sync.Mutex
	mails []Envelope
}

// Accept keeps a mail and never refuses one.
func (r *Recorder) Accept(mail Envelope) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mails = append(r.mails, mail)
	return nil
}

// Mails returns the mails so far, in the order in which they were accepted.
func (r *Recorder) Mails() []Envelope {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.mails)
}
