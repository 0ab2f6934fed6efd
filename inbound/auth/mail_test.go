package auth_test

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"github.com/voldaan/voldaan/inbound/auth"
)

// The colleague's mail as he sent it.
const (
	fromLine = "From: Els <els@creditor.example>\r\n"
	letter   = fromLine + "To: bot@creditor.example\r\nSubject: Re: case 12\r\nDate: Wed, 18 Nov 2026 09:00:00 +0100\r\n" +
		"Message-ID: <1@creditor.example>\r\n\r\nhold 3, 7 until 5 dec\r\n"
)

// Config values of the tests.
const pinned = "mx.creditor.example"

func byServer() auth.Config { return auth.Config{AuthServID: pinned} }
func byTenant() auth.Config { return auth.Config{Provider: auth.Microsoft365} }

// results puts an Authentication-Results field above the colleague's mail.
func results(value string) string { return "Authentication-Results: " + value + "\r\n" + letter }

// keys are made once, since RSA takes its time.
type keys struct {
	rsa, other *rsa.PrivateKey
	ed         ed25519.PrivateKey
}

var makeKeys = sync.OnceValue(func() keys {
	must := func(k *rsa.PrivateKey, err error) *rsa.PrivateKey {
		if err != nil {
			panic(err)
		}
		return k
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	return keys{rsa: must(rsa.GenerateKey(rand.Reader, 2048)), other: must(rsa.GenerateKey(rand.Reader, 2048)), ed: ed}
})

func record(key crypto.Signer) string {
	if pub, ok := key.Public().(ed25519.PublicKey); ok {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(pub)
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		panic(err)
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)
}

// zone is the DNS of the tests; it records what was asked.
type zone struct {
	mu      sync.Mutex
	records map[string][]string
	asked   []string
}

func newZone() *zone {
	k := makeKeys()
	return &zone{records: map[string][]string{
		"rsa._domainkey.creditor.example":      {record(k.rsa)},
		"ed._domainkey.creditor.example":       {record(k.ed)},
		"rsa._domainkey.mail.creditor.example": {record(k.rsa)},
		"rsa._domainkey.evil.example":          {record(k.rsa)},
		"rsa._domainkey.uk":                    {record(k.rsa)},
		"rsa._domainkey.co.uk":                 {record(k.rsa)},
		"test._domainkey.creditor.example":     {"t=s : y; " + record(k.rsa)},
		"strict._domainkey.creditor.example":   {"t=s; " + record(k.rsa)},
		"revoked._domainkey.creditor.example":  {"v=DKIM1; p="},
		"two._domainkey.creditor.example":      {record(k.rsa), record(k.other)},
		"stolen._domainkey.creditor.example":   {record(k.other)},
	}}
}

func (z *zone) lookup(name string) ([]string, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.asked = append(z.asked, name)
	if strings.HasPrefix(name, "slow.") {
		return nil, &net.DNSError{Err: "timeout", Name: name, IsTimeout: true, IsTemporary: true}
	}
	r, ok := z.records[name]
	if !ok {
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	return r, nil
}

func byKey() auth.Config { return auth.Config{LookupTXT: newZone().lookup} }

// signature is how a test signs; the zero value is a good signature.
type signature struct {
	domain, selector string
	keys             []string
	key              crypto.Signer
	expires          time.Time
	canon            dkim.Canonicalization
	change           func(string) string // of the signed mail
}

// sign puts a signature above a mail.
func sign(t testing.TB, mail string, s signature) string {
	t.Helper()
	if s.domain == "" {
		s.domain = "creditor.example"
	}
	if s.selector == "" {
		s.selector = "rsa"
	}
	if s.keys == nil {
		s.keys = []string{"From", "To", "Subject", "Date", "Message-ID"}
	}
	if s.key == nil {
		s.key = makeKeys().rsa
	}
	if s.canon == "" {
		s.canon = dkim.CanonicalizationRelaxed
	}
	var b bytes.Buffer
	err := dkim.Sign(&b, strings.NewReader(mail), &dkim.SignOptions{
		Domain: s.domain, Selector: s.selector, Signer: s.key, Hash: crypto.SHA256, HeaderKeys: slices.Clone(s.keys),
		Expiration: s.expires, HeaderCanonicalization: s.canon, BodyCanonicalization: s.canon,
	})
	if err != nil {
		t.Fatalf("sign: %v", err)
	}
	if s.change != nil {
		return s.change(b.String())
	}
	return b.String()
}

func swap(from, to string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, from) {
			panic("nothing to swap: " + from)
		}
		return strings.Replace(s, from, to, 1)
	}
}

func above(line string) func(string) string {
	return func(s string) string { return line + "\r\n" + s }
}
