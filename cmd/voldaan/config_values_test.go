package main

import (
	"strings"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	valid := func(s string, want time.Duration) {
		t.Helper()
		if d, ok := parseDuration(s); !ok || d != want {
			t.Errorf("%q: %s, %v", s, d, ok)
		}
	}
	bad := func(s string) {
		t.Helper()
		if d, ok := parseDuration(s); ok {
			t.Errorf("%q: accepted as %s", s, d)
		}
	}
	valid("0d", 0)
	valid("4d", 96*time.Hour)
	valid("90s", 90*time.Second)
	valid("1h30m", 90*time.Minute)
	bad("")
	bad("4")
	bad("4 d")
	bad("-1h")
	bad("-1d")
	bad("1.5d")
	bad("99999d") // more than a lifetime
	bad("1d2h")
	for d, want := range map[time.Duration]string{
		time.Minute: "1m", time.Hour: "1h", 90 * time.Second: "1m30s", time.Second: "1s", 10 * time.Minute: "10m", 70 * time.Minute: "1h10m",
	} {
		if got := showDuration(d); got != want {
			t.Errorf("%d: %q, want %q", d, got, want)
		}
	}
}

func TestParseHour(t *testing.T) {
	for s, want := range map[string]int{"00:00": 0, "8:00": 8, "08:00": 8, "24:00": 24} {
		if h, ok := parseHour(s); !ok || h != want {
			t.Errorf("%q: %d, %v", s, h, ok)
		}
	}
	for _, s := range []string{"", "8", ":00", "25:00", "008:00", "-1:00", "08:30", "08:00 ", "+8:00"} {
		if h, ok := parseHour(s); ok {
			t.Errorf("%q: accepted as %d", s, h)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for s, want := range map[string]string{
		"els@firm.example":             "els@firm.example",
		"Els.de-Wit+x@Firm.EXAMPLE":    "els.de-wit+x@firm.example",
		"o'neill@sub.firm-one.example": "o'neill@sub.firm-one.example",
	} {
		if a, ok := parseAddress(s); !ok || a != want {
			t.Errorf("%q: %q, %v", s, a, ok)
		}
	}
	for _, s := range []string{
		"", "els", "els@", "@firm.example", "els@firm", "els@firm..example", "els@-firm.example", "els@firm.example.", "els@firm_one.example",
		"Els <els@firm.example>", "<els@firm.example>", `"e l s"@firm.example`, "els@firm.example, marc@firm.example",
		"els@[192.0.2.1]", "els@" + strings.Repeat("a", 64) + ".example", "els @firm.example", "els@firm.example\r\nBcc: x@y.example",
	} {
		if a, ok := parseAddress(s); ok {
			t.Errorf("%q: accepted as %q", s, a)
		}
	}
}

func TestParseIBAN(t *testing.T) {
	for s, want := range map[string]string{
		"NL91ABNA0417164300":     "NL91ABNA0417164300",
		"nl91 abna 0417 1643 00": "NL91ABNA0417164300",
		"NL20INGB0001234567":     "NL20INGB0001234567",
		"BE68 5390 0754 7034":    "BE68539007547034",
		"BE71096123456769":       "BE71096123456769",
		"BE43068999999501":       "BE43068999999501",
	} {
		if got, ok := parseIBAN(s); !ok || got != want {
			t.Errorf("%q: %q, %v", s, got, ok)
		}
	}
	for _, s := range []string{
		"", "NL", "NL91ABNA0417164301", "NL19ABNA0417164300", "NL91ABNA041716430", "BE68539007547034000000",
		"NLA1ABNA0417164300", "1291ABNA0417164300", "NL91ABNA04171643é0", "NL91-ABNA-0417-1643-00", strings.Repeat("A", 35),
	} {
		if got, ok := parseIBAN(s); ok {
			t.Errorf("%q: accepted as %q", s, got)
		}
	}
}

func TestSplitServer(t *testing.T) {
	for s, want := range map[string]struct {
		host string
		port int
	}{
		"mail.example:993": {"mail.example", 993}, "localhost:1": {"localhost", 1}, "[::1]:65535": {"::1", 65535}, "192.0.2.1:25": {"192.0.2.1", 25},
	} {
		if h, p, ok := splitServer(s); !ok || h != want.host || p != want.port {
			t.Errorf("%q: %q %d, %v", s, h, p, ok)
		}
	}
	for _, s := range []string{
		"", "mail.example", ":993", "mail.example:", "mail.example:0", "mail.example:65536", "mail.example:imap", "a b:1", "imaps://mail.example:993", "::1:993",
	} {
		if h, p, ok := splitServer(s); ok {
			t.Errorf("%q: accepted as %q %d", s, h, p)
		}
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "::ffff:127.0.0.1": true,
		"localhost.example": false, "192.0.2.1": false, "mail.example": false, "": false,
	} {
		if loopback(host) != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}

func TestServiceAndPostgresFault(t *testing.T) {
	for s, good := range map[string]bool{
		"https://api.example/v1": true, "http://localhost:8080": true, "http://api.example": false, "ftp://api.example": false,
		"api.example": false, "https://": false, "https://u:p@api.example": false, "http://127.0.0.1.nip.example": false,
	} {
		if fault := serviceFault(s); (fault == "") != good {
			t.Errorf("%q: %q", s, fault)
		}
	}
	for s, good := range map[string]bool{
		"postgres://db.example/voldaan": true, "postgres://voldaan@db.example:5432/voldaan?sslmode=verify-full": true,
		"postgres://voldaan:hunter2@db.example/voldaan": false, "postgres://db.example/voldaan?password=hunter2": false,
		"postgres://db.example/voldaan?sslpassword=hunter2": false, "postgres://a b/%zz": false,
	} {
		if fault := postgresFault(s); (fault == "") != good || strings.Contains(fault, "hunter2") {
			t.Errorf("%q: %q", s, fault)
		}
	}
}
