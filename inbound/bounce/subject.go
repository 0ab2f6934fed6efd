package bounce

import (
	_ "embed"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

//go:embed words/subjects.txt
var subjectFile string

var (
	subjectWords   = wordlist.Read(subjectFile)
	subjectFailed  = wordlist.Named(subjectWords, "failed")
	subjectSuccess = wordlist.Named(subjectWords, "success")
	subjectAnswer  = wordlist.Named(subjectWords, "answer")
)

// maxSubject bounds how much of a subject is looked at.
const maxSubject = 300

// IsSuccess reports whether a subject says that a mail was delivered.
func IsSuccess(subject string) bool {
	return subjectSuccess.In(foldedSubject(subject))
}

// foldedSubject is a subject as the lists have it.
func foldedSubject(s string) string { return clip(fold.Line(clip(s, 2*maxSubject)), maxSubject) }
