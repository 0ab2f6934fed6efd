package bounce

import (
	"regexp"

	"github.com/voldaan/voldaan/inbound/fold"
)

var (
	successSubject = regexp.MustCompile(`^(?:relayed:|delivered:|expanded:|successful mail delivery|delivery status notification \(success\)|bezorgd:|afgeleverd:|remis ?:|zugestellt:)`)
	systemSender   = regexp.MustCompile(`^(?:mailer-daemon|mailer_daemon|postmaster|mail-?daemon|mdaemon|mailerdaemon|mail delivery|microsoftexchange[0-9a-f]+|bounces?|postoffice|mail\.?system|mmdf|uucp)(?:[+._-][^@]*)?@`)
)

// IsSystem reports whether an address in lower case is a mail system's.
func IsSystem(addr string) bool {
	return systemSender.MatchString(addr) || addr == "mailer-daemon" || addr == "postmaster"
}

// IsSuccess reports whether a subject says that a mail was delivered.
func IsSuccess(subject string) bool { return successSubject.MatchString(fold.Line(subject)) }
