package auth_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan/inbound/auth"
)

// FuzzCheck looks for a mail that counts as the colleague's without any
// evidence: the pinned server's name, the provider's fields and the key are
// out of the forger's reach.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		letter,
		results("mx.creditor.example; dmarc=pass header.from=creditor.example"),
		results(`"mx.other.example" 1; dkim/1=pass (a (b\)) ) reason="x;\"y" header.d=creditor.example; spf=fail`),
		results(outlook),
		exchange(internal, source),
		sign(f, letter, signature{}),
		sign(f, letter, signature{domain: "evil.example"}),
		"From: \"a\" (b) <els@creditor.example>\n\n",
		"From: =?utf-8?q?els=40x?= <els@bücher.example>\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	zone := newZone()
	// Keys that no seed is signed with.
	forged := auth.Config{AuthServID: "mx.c4f1.example", LookupTXT: func(string) ([]string, error) {
		return []string{record(makeKeys().other)}, nil
	}}
	all := auth.Config{AuthServID: pinned, Provider: auth.Microsoft365, LookupTXT: zone.lookup}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if got := auth.Check(raw, forged); got.OK && !strings.Contains(strings.ToLower(string(raw)), "c4f1") {
			t.Fatalf("forged mail counts: %+v", got)
		}
		got := auth.Check(raw, all)
		if got.Why == "" || got.OK != (got.By != "") || got.OK && !strings.Contains(got.Address, "@") {
			t.Fatalf("%+v", got)
		}
		if again := auth.Check(raw, all); again != got {
			t.Fatalf("%+v, then %+v", got, again)
		}
	})
}
