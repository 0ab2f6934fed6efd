package main

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// parseDuration reads what time.ParseDuration reads, and whole days: "4d".
func parseDuration(s string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		return time.Duration(n) * 24 * time.Hour, err == nil
	}
	d, err := time.ParseDuration(s)
	return d, err == nil && d >= 0
}

// showDuration writes a duration without its zero parts.
func showDuration(d time.Duration) string {
	s := d.String()
	if short, ok := strings.CutSuffix(s, "m0s"); ok {
		s = short + "m"
	}
	if short, ok := strings.CutSuffix(s, "h0m"); ok {
		s = short + "h"
	}
	return s
}

// parseHour reads a whole hour of a day, "00:00" to "24:00".
func parseHour(s string) (int, bool) {
	h, ok := strings.CutSuffix(s, ":00")
	if !ok || len(h) == 0 || len(h) > 2 {
		return 0, false
	}
	n, err := strconv.ParseUint(h, 10, 8)
	return int(n), err == nil && n <= 24
}

// parseAddress gives a bare mail address in lower case: a dot-atom (RFC 5322,
// section 3.2.3) at a host name with at least two labels.
func parseAddress(s string) (string, bool) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || strings.Contains(s, `"`) {
		return "", false
	}
	at := strings.LastIndexByte(s, '@')
	if domain := s[at+1:]; !isHost(domain) || !strings.Contains(domain, ".") {
		return "", false
	}
	return strings.ToLower(s), true
}

// isHost reports whether s has the shape of a host name (RFC 1123, section
// 2.1).
func isHost(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			c := label[i] | 0x20
			if (c < 'a' || c > 'z') && (label[i] < '0' || label[i] > '9') && label[i] != '-' {
				return false
			}
		}
	}
	return true
}

// ibanLengths are those of the countries where creditors are (ISO 13616
// registry).
func ibanLengths() map[string]int {
	return map[string]int{"BE": 16, "DE": 22, "FR": 27, "GB": 22, "NL": 18}
}

// parseIBAN gives an IBAN without spaces, in capitals. ISO 13616-1: two
// letters, two check digits, at most 34 characters in all, and the remainder 1
// of ISO 7064 MOD 97-10 with the first four characters at the end.
func parseIBAN(s string) (string, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) < 15 || len(s) > 34 {
		return "", false
	}
	if n, ok := ibanLengths()[s[:2]]; ok && len(s) != n {
		return "", false
	}
	rest := 0
	for i, r := range s[4:] + s[:4] {
		letter, digit := r >= 'A' && r <= 'Z', r >= '0' && r <= '9'
		country, check := i >= len(s)-4 && i < len(s)-2, i >= len(s)-2
		switch {
		case digit && !country:
			rest = (rest*10 + int(r-'0')) % 97
		case letter && !check:
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return "", false
		}
	}
	return s, rest == 1
}

// splitServer takes host:port apart.
func splitServer(s string) (host string, port int, ok bool) {
	host, p, err := net.SplitHostPort(s)
	if err != nil {
		return "", 0, false
	}
	n, err := strconv.ParseUint(p, 10, 16)
	if _, notIP := netip.ParseAddr(host); notIP != nil && !isHost(host) {
		return "", 0, false
	}
	return host, int(n), err == nil && n > 0
}

// loopback reports whether a host can only be this machine. A name other than
// localhost (RFC 6761, section 6.3) is not looked up: its answer may change.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// serviceFault says what is wrong with the address of a web service.
func serviceFault(s string) string {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return "is no web address; want one such as https://api.example/v1"
	case u.User != nil:
		return "holds a password; leave it out and name the file of the key with key_file"
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return "has no https; mails go unencrypted to this machine only"
	}
	return ""
}

// postgresFault says what is wrong with the address of a database.
func postgresFault(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "is no address of a database; want one such as postgres://voldaan@db.example/voldaan"
	}
	_, inUser := u.User.Password()
	if inUser || u.Query().Has("password") || u.Query().Has("sslpassword") {
		return "holds a password; leave it out and give it in the environment variable PGPASSWORD or in the file ~/.pgpass"
	}
	return ""
}
