package parse

import (
	"mime"
	"net/mail"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// parseAddresses reads a list of addresses (RFC 5322, section 3.4); of a
// malformed list, whatever looks like an address.
func parseAddresses(v string) []voldaan.Address {
	v = strings.TrimSpace(v)
	if v == "" {
		return nil
	}
	var out []voldaan.Address
	p := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charsetReader}}
	if list, err := p.ParseList(v); err == nil {
		for _, a := range list {
			out = append(out, voldaan.Address{
				Name: strings.TrimSpace(fold.Clean(decodeWords(a.Name))), Address: strings.ToLower(fold.Clean(a.Address)),
			})
		}
		return out
	}
	for _, item := range splitList(v) {
		if a, ok := looseAddress(item); ok {
			out = append(out, a)
		}
	}
	return out
}

// splitList cuts at commas and semicolons that stand outside quotes and angle
// brackets and after an address.
func splitList(v string) []string {
	var out []string
	start, at := 0, false
	quoted, angle := false, false
	lastQuote := strings.LastIndexByte(v, '"')
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"' && (i == 0 || v[i-1] != '\\'):
			quoted = !quoted
		case c == '<' && !quoted:
			angle = true
		case c == '>' && !quoted:
			angle = false
		case c == '@':
			at = true
		case (c == ',' || c == ';') && !angle && at && (!quoted || lastQuote < i):
			out = append(out, v[start:i])
			start, at, quoted = i+1, false, false
		}
	}
	return append(out, v[start:])
}

// looseAddress reads one address out of a malformed item.
func looseAddress(item string) (voldaan.Address, bool) {
	name, addr := "", ""
	if i := strings.LastIndexByte(item, '<'); i >= 0 {
		name = item[:i]
		addr, _, _ = strings.Cut(item[i+1:], ">")
	} else {
		for _, f := range strings.Fields(item) {
			if strings.Contains(f, "@") {
				addr = f
			}
		}
	}
	addr = strings.ToLower(strings.Trim(strings.Join(strings.Fields(fold.Clean(addr)), ""), "<>()[]\"',;:"))
	if at := strings.LastIndexByte(addr, '@'); at <= 0 || at == len(addr)-1 {
		return voldaan.Address{}, false
	}
	name = strings.Trim(fold.Clean(decodeWords(strings.TrimSpace(name))), "\"' \t")
	return voldaan.Address{Name: name, Address: addr}, true
}
