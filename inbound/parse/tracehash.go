package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// TraceFreeHash is the SHA-256, in hex, of a raw message without the header
// fields that servers add on the way: the identity of a mail without
// Message-ID. Line ends do not count.
func TraceFreeHash(raw []byte) string {
	w := &walker{}
	h, body := w.readHeader(w.normalize(raw), true)
	sum := sha256.New()
	for _, f := range h.fields {
		if isTrace(f.name) {
			continue
		}
		sum.Write([]byte(strings.ToLower(f.name) + ":" + strings.Join(strings.Fields(f.value), " ") + "\n"))
	}
	sum.Write([]byte("\n"))
	start := 0
	for i, c := range body {
		if c == '\r' {
			sum.Write(body[start:i])
			start = i + 1
		}
	}
	sum.Write(body[start:])
	return hex.EncodeToString(sum.Sum(nil))
}

// isTrace reports whether servers add a field on the way (RFC 5321, section
// 4.4; RFC 8601; RFC 8617; RFC 6376), and filters.
func isTrace(name string) bool {
	n := strings.ToLower(name)
	switch n {
	case "received", "return-path", "delivered-to", "x-original-to", "envelope-to", "authentication-results", "received-spf",
		"dkim-signature", "x-google-dkim-signature", "domainkey-signature", "x-received", "x-forwarded-to", "x-forwarded-for",
		"x-gm-message-state", "x-google-smtp-source", "x-uidl", "status", "x-status", "x-keywords", "x-mozilla-status",
		"x-mozilla-status2", "lines", "content-length", "x-sieve", "x-envelope-to", "x-envelope-from", "delivery-date", "x-delivered-to":
		return true
	}
	for _, p := range []string{"arc-", "x-spam", "x-ms-exchange-", "x-microsoft-antispam", "x-forefront", "x-virus", "x-amavis", "x-rspamd", "x-eopattributed", "x-dkim", "x-authentication-results"} {
		if strings.HasPrefix(n, p) {
			return true
		}
	}
	return strings.HasPrefix(n, "x-") && (strings.Contains(n, "spam") || strings.Contains(n, "virus"))
}
