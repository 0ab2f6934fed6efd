package bounce

import (
	_ "embed"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan"
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

// subjectCode is a reply or status code that begins the words of a server in a
// subject.
var subjectCode = lazyregexp.MustCompile(`(?:^|[:(\[\-]\s*)(?:[45][0-5]\d[ \-](?:[45]\.\d\.\d{1,3}[ :]*)?|[45]\.\d\.\d{1,3}[ :]+)\pL`)

// saidInSubject are the words of a server that a subject repeats, from their
// code on: only those that tell a reason, since the subject of the mail that
// came back may hold a number as well.
func saidInSubject(subject string) string {
	subject = clip(subject, maxSubject)
	m := subjectCode.FindStringIndex(subject)
	if m == nil || wordReason(folded(subject[m[0]:])) == voldaan.BounceOther {
		return ""
	}
	return subject[m[0]:]
}
