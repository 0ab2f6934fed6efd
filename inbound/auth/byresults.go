package auth

import (
	"errors"
	"fmt"
)

// byResults weighs the topmost Authentication-Results field. Only that one can
// be the receiving server's: each server writes above what it got, and the
// pinned one removes or outranks what a sender wrote in its name (RFC 8601,
// section 5).
func byResults(h header, from sender, cfg Config) evidence {
	if cfg.AuthServID == "" && cfg.Provider != Microsoft365 {
		return no("no server is configured whose Authentication-Results are believed")
	}
	r, err := h.results()
	if err != nil {
		return no(err.Error())
	}
	if why := r.distrust(cfg); why != "" {
		return no(why)
	}
	if v := r.value("dmarc"); v == "fail" || v == "several" {
		return no("the server's Authentication-Results say dmarc=" + v)
	}
	for _, m := range r.methods {
		if domain := m.passes(from); domain != "" {
			return evidence{ok: true, by: ByResults, why: fmt.Sprintf(
				"the receiving server's Authentication-Results say %s=pass for %s", m.name, domain)}
		}
	}
	return no("the server's Authentication-Results have no pass for the domain " + from.domain)
}

// results reads the topmost field. It must stand above From, which the sender
// wrote.
func (h header) results() (results, error) {
	i := h.index("authentication-results")
	if i < 0 {
		return results{}, errors.New("there is no Authentication-Results field")
	}
	if i > h.index("from") {
		return results{}, errors.New("the Authentication-Results field stands below From, where the sender writes")
	}
	r, err := parseResults(h[i].value)
	if err != nil {
		return results{}, fmt.Errorf("the topmost Authentication-Results field cannot be read: %w", err)
	}
	return r, nil
}

// distrust says why the field is not the receiving server's; empty when it is.
//
// Microsoft 365 names no server. Its field is known by the composite result
// that only it writes, and what a sender wrote in this place it renames to
// Authentication-Results-Original; so the field is believed only where the
// mailbox is configured as one of Microsoft 365.
func (r results) distrust(cfg Config) string {
	switch {
	case r.server != "" && cfg.AuthServID != "" && lower(r.server) == lower(cfg.AuthServID):
		return ""
	case r.server != "":
		return fmt.Sprintf("the topmost Authentication-Results field is of %q, which is not the configured server", short(r.server))
	case cfg.Provider != Microsoft365:
		return "the topmost Authentication-Results field names no server"
	case r.value("compauth") != "pass":
		return fmt.Sprintf("Microsoft 365 says compauth=%s", r.value("compauth"))
	}
	return ""
}

// passes gives the domain that the result proves, when that speaks for the
// sender: of DMARC the very domain in From, of DKIM the signer's and of SPF
// the return path's, aligned.
func (m method) passes(from sender) string {
	if m.value != "pass" {
		return ""
	}
	domain := ""
	switch m.name {
	case "dmarc":
		if domain = m.props["header.from"]; asciiDomain(domain) != from.domain {
			return ""
		}
	case "dkim":
		// QUIRK: Gmail writes header.i alone, which is at or below the
		// signer's domain (RFC 6376, section 3.5).
		var given bool
		if domain, given = m.props["header.d"]; !given {
			domain = domainOf(m.props["header.i"])
		}
	case "spf":
		domain = domainOf(m.props["smtp.mailfrom"])
	}
	if !from.aligned(domain) {
		return ""
	}
	return domain
}
