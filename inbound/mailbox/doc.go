// Package mailbox is the connection to one IMAP account: it reads new mail
// without losing or doubling any, waits for more, and survives servers that
// stall, drop the line or send what cannot be read.
//
// It knows nothing of what a mail means and keeps nothing on disk. The caller
// keeps the Position up to which a folder was read, and stores each message
// before the position moves past it.
package mailbox
