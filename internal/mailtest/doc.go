// Package mailtest runs an IMAP and an SMTP server inside the process, on
// loopback ports that the kernel chooses, with all mail in memory. Tests use
// it where a real server would be slow, and the demonstration uses it as the
// mail system of an invented company.
//
// What it stores is reproducible: UIDs and UIDVALIDITY count from 1, dates
// come from the caller, nothing is random, and no received mail is changed.
package mailtest
