package bounce

import (
	_ "embed"
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/wordlist"
)

//go:embed words/senders.txt
var senderFile string

var (
	senderWords  = wordlist.Read(senderFile)
	senderLocals = wordlist.Named(senderWords, "local")
	senderWeak   = wordlist.Named(senderWords, "weak local")
	senderNames  = wordlist.Named(senderWords, "name")
	senderGates  = wordlist.Named(senderWords, "gateway")
)

// IsSystem reports whether an address in lower case is a mail system's.
func IsSystem(addr string) bool {
	local := localPart(addr)
	return senderLocals.In(local) || senderWeak.In(local)
}

// isDaemon reports whether an address in lower case sends nothing but reports.
func isDaemon(addr string) bool { return senderLocals.In(localPart(addr)) }

// isGateway reports whether an address in lower case is that of a program that
// looks at what mail holds, or of its keeper.
func isGateway(addr string) bool { return IsSystem(addr) || senderGates.In(localPart(addr)) }

func localPart(addr string) string {
	local, _, _ := strings.Cut(addr, "@")
	return clip(local, 200)
}

// isSystemFrom reports whether a From field is a mail system's: its address,
// its display name, or nobody's at all.
func isSystemFrom(addr, raw string) bool {
	if IsSystem(addr) {
		return true
	}
	raw = fold.Line(clip(raw, 1000))
	if strings.Trim(raw, `<> "`) == "" {
		return raw != ""
	}
	name, _, angle := strings.Cut(raw, "<")
	if !angle && !strings.Contains(raw, "@") {
		return IsSystem(raw)
	}
	if !angle {
		_, name, _ = strings.Cut(raw, "(")
	}
	return senderNames.In(strings.Trim(name, `" ()`))
}
