package bounce

import (
	_ "embed"
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

//go:embed words/notices.txt
var noticeFile string

var (
	noticeWords     = wordlist.Read(noticeFile)
	noticeOpening   = wordlist.Named(noticeWords, "opening")
	noticeGateway   = wordlist.Named(noticeWords, "gateway")
	noticeAny       = wordlist.Named(noticeWords, "words")
	delaySubject    = wordlist.Named(noticeWords, "delay subject")
	noticeDelay     = wordlist.Named(noticeWords, "delay")
	perhapsDelay    = wordlist.Named(noticeWords, "perhaps delay")
	noticeFinal     = wordlist.Named(noticeWords, "final")
	noticeChallenge = wordlist.Named(noticeWords, "challenge")
)

// maxHead is how much of a notice says what kind of mail it is.
const maxHead = 3000

// head is the start of a notice, folded to one line, without quoted lines.
func head(text string) string {
	var b strings.Builder
	for l := range strings.Lines(clip(text, 2*maxHead)) {
		if !strings.HasPrefix(l, ">") || strings.HasPrefix(l, ">>>") {
			b.WriteString(l)
		}
	}
	return strings.Join(strings.Fields(fold.Text(clip(b.String(), maxHead))), " ")
}

// signs are what speaks for a delivery report where no field proves it.
type signs struct {
	system  bool // a mail system is the sender
	daemon  bool // and one that sends nothing but reports
	subject bool // the subject is that of a report
	answer  bool // the subject is that of an answer, or of an automatic one
	opening bool // the text is that of a report
	words   bool // the text has words of mail systems
	stopped bool // a gateway says that it stopped a message
	letter  bool // the text is a person's letter, and no field is a machine's
}

func (r Report) signs(notice string) signs {
	subject := foldedSubject(r.Subject)
	s := signs{
		system:  isSystemFrom(r.From, r.RawFrom),
		daemon:  isDaemon(r.From) || r.From == "" || isDaemon(strings.ToLower(strings.Trim(r.RawFrom, "<> "))),
		subject: subjectFailed.In(subject),
		answer:  subjectAnswer.In(subject),
	}
	gateway := isGateway(r.From)
	if !s.system && !r.NullSender && !s.subject && !gateway {
		return s
	}
	top := wordlist.Prepare(head(notice))
	s.letter = r.isLetter()
	s.stopped = gateway && !s.letter && noticeGateway.InText(top)
	s.opening = noticeOpening.InText(top) || s.stopped
	s.words = s.opening || noticeAny.InText(top) || replyCode(top.String()) != 0 || failureStatus(top.String()) != ""
	if !s.system && noticeChallenge.InText(top) && replyCode(top.String()) == 0 {
		s.opening, s.words, s.subject = false, false, false
	}
	return s
}

// bounced weighs the signs. A mail system that speaks of a failure is believed;
// an empty return path, which vacation notes have as well, only with a subject
// and words or with a report's opening; anybody else only with all of it and
// the mail that came back or an address: parcels fail to be delivered as well.
func (r Report) bounced(s signs, notice string) bool {
	switch {
	case IsSuccess(r.Subject):
		return false
	case s.system && s.answer:
		return s.opening
	case s.system && s.letter && !s.subject:
		return false
	case s.stopped && !s.answer && len(sections(r.notice(notice))) > 0:
		return true
	case s.system && s.daemon:
		return s.subject || s.words
	case s.system:
		return s.opening || s.subject && (s.words || len(r.Returned) > 0)
	case s.answer:
		return false
	case r.NullSender:
		return s.opening || s.subject && (s.words || len(r.Returned) > 0)
	}
	if !s.subject || !s.opening || !r.Automatic && len(r.Returned) == 0 && !returnedMarker.MatchString(clip(r.Text, maxNotice)) {
		return false
	}
	return len(r.Returned) > 0 || len(sections(r.notice(notice))) > 0
}

// forwarded reports whether a person sent somebody else's report on: the
// report lies in an attached message.
func (r Report) forwarded() bool {
	if r.isReportType() || r.NullSender || isSystemFrom(r.From, r.RawFrom) {
		return false
	}
	for _, back := range r.Returned {
		if back.System {
			return true
		}
	}
	return false
}

func (r Report) isReportType() bool {
	return r.Type == "multipart/report" && (r.ReportType == "" || strings.EqualFold(r.ReportType, "delivery-status"))
}

// isDelay reports whether a notice is a warning that delivery is still tried.
func isDelay(notice, subject string) bool {
	subject = foldedSubject(subject)
	top := wordlist.Prepare(clip(head(notice), 2000))
	if delaySubject.In(subject) || noticeDelay.InText(top) {
		return true
	}
	return perhapsDelay.InText(top) && !noticeFinal.InText(top)
}
