package auth

import "strings"

// byExchange weighs the fields that Exchange Online writes on mail inside a
// tenant, which carries no DKIM signature and fails SPF.
//
// It rests on two things that cannot be seen in the mail. Exchange Online
// removes X-MS-Exchange-Organization-* fields from what comes from outside
// (its header firewall) and writes AuthAs Anonymous there, also for mail that
// is handed to the tenant's own host without a login; so Internal means that
// the sender was logged in to this organisation, or came over a connector that
// its administrator declared internal. And the mailbox must really be in
// Microsoft 365: any other server passes the fields on as a stranger wrote
// them. Hence they count only with that provider configured.
func byExchange(h header, cfg Config) evidence {
	if cfg.Provider != Microsoft365 {
		return evidence{}
	}
	as := h.all("x-ms-exchange-organization-authas")
	source := h.all("x-ms-exchange-organization-authsource")
	switch {
	case len(as) == 0:
		return no("Microsoft 365 does not say how the sender was authenticated")
	case len(as) > 1 || len(source) > 1:
		return no("the fields of Microsoft 365 on the sender's authentication are doubled")
	case lower(strings.Trim(as[0], " \t")) != "internal":
		return no("Microsoft 365 says that the sender is " + short(strings.Trim(as[0], " \t")) + ", not Internal")
	case len(source) == 0 || strings.Trim(source[0], " \t") == "":
		return no("Microsoft 365 does not say which server authenticated the sender")
	}
	if r, err := h.results(); err == nil && (r.value("dmarc") == "fail" || r.value("compauth") == "fail") {
		return no("Microsoft 365 says Internal, but its Authentication-Results say fail")
	}
	return evidence{ok: true, by: ByMicrosoft365, why: "Microsoft 365 says that the sender was logged in to the organisation"}
}
