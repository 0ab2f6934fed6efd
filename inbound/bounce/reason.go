package bounce

import (
	"regexp"
	"strings"

	"github.com/voldaan/voldaan"
)

// isHard reports whether an address with that reason never works again as it
// is. A reply code of 5xx alone does not say so: a full mailbox and a spam
// filter answer 5xx as well.
func isHard(r voldaan.BounceReason) bool {
	switch r {
	case voldaan.BounceUserUnknown, voldaan.BounceHostUnknown, voldaan.BounceSuspended, voldaan.BounceMoved:
		return true
	}
	return false
}

// reasonRule maps words of mail systems, in lower case, to a reason.
type reasonRule struct {
	reason voldaan.BounceReason
	words  *regexp.Regexp
}

// reasonRules are tried in order: the special ones before the general ones,
// since "blocked" and "rejected" stand in many.
var reasonRules = []reasonRule{
	{voldaan.BounceMailboxFull, regexp.MustCompile(`mailbox (?:is )?(?:full|over|exceed)|(?:mailbox|mail box|inbox|storage|disk|user) ?(?:has |is )?(?:exceeded|full|over ?quota)|over ?quota|quota (?:exceeded|full)|exceeded (?:storage|its quota|mailbox)|insufficient (?:system )?storage|out of storage|not enough (?:storage )?space|postvak (?:is )?vol|boîte .{0,20}pleine|postfach .{0,20}voll|quotaexceeded|mailbox.{0,10}quota`)},
	{voldaan.BounceTooBig, regexp.MustCompile(`message (?:size|too (?:large|big))|size (?:limit|exceeds)|too (?:large|big)|exceeds? (?:the )?(?:maximum|fixed|size)|te groot|trop (?:volumineux|grand)|zu groß|message length exceeds`)},
	{voldaan.BounceSuspended, regexp.MustCompile(`(?:account|mailbox|user|address|recipient|inbox)\W{0,3}(?:.{0,60} )?(?:is |has been |was )?(?:currently )?(?:disabled|suspended|deactivated|inactive|not active|closed|locked|discontinued)|disabled (?:account|mailbox|user)|inactive (?:user|account|mailbox)|account that you tried to reach is (?:disabled|inactive|over)|gedeactiveerd|geblokkeerd account|désactivé|deaktiviert|gesperrt`)},
	{voldaan.BounceMoved, regexp.MustCompile(`(?:user|recipient|has|mailbox|address) (?:has )?(?:moved|changed)|new (?:e-?mail )?address|no longer (?:with|at|works|employed)|551 |user not local; please try|is verhuisd|adresse a changé`)},
	{voldaan.BounceUserUnknown, regexp.MustCompile(`(?:user|recipient|mailbox|address|account|addressee|alias)\W{0,3}(?:.{0,80} )?(?:is |was )?(?:unknown|not found|does(?:n't| not) exist|not exist|invalid|unavailable|rejected: user|non-?existent|not known|not listed|couldn't be found|could not be found|wasn't found|not our customer)|unknown (?:user|recipient|address|mailbox|local[- ]part|account)|no such (?:user|recipient|mailbox|address|person|account|local)|no mailbox (?:here )?by that name|invalid (?:recipient|mailbox|user|address)|not listed in|unrouteable address|user doesn't have a|doesn't have an? .{0,30}account|resolver\.adr\.(?:recip|exr)|recipnotfound|recipientnotfound|bad destination mailbox|user unknown|mailbox unavailable|no longer (?:available|valid|exists|in use)|not a valid (?:mailbox|user|recipient)|does not like recipient|address (?:not found|couldn't be found)|not exist|onbekende (?:gebruiker|ontvanger)|bestaat niet|niet gevonden|ontvanger onbekend|(?:utilisateur|destinataire|adresse).{0,30}(?:inconnu|introuvable|n'existe pas)|inconnu|introuvable|(?:empfänger|benutzer|adresse).{0,40}(?:unbekannt|nicht gefunden|existiert nicht)|no recipient here|is not (?:a )?known|recipient address rejected: (?:undeliverable|access denied)`)},
	{voldaan.BounceHostUnknown, regexp.MustCompile(`(?:host|domain)\W{0,3}(?:.{0,80} )?(?:unknown|not found|does(?:n't| not) exist|nonexistent)|unknown (?:host|domain)|couldn't find any host|could ?n[o']t (?:be )?resolve|name (?:service|or service|or domain name) |mx records point to non-existent|no (?:mx|such (?:domain|host))|nullmx|null mx|nxdomain|does not accept mail|domain (?:could not be|couldn't be|wasn't|not|does not)|dns (?:domain|error)|bad destination (?:system|domain)|unrouteable mail domain|domein .{0,30}(?:bestaat niet|niet gevonden)|domaine .{0,30}(?:introuvable|n'existe pas)|recipient's domain`)},
	{voldaan.BounceSpam, regexp.MustCompile(`\bspam\b|\bjunk|unsolicited|\bbulk mail|content (?:rejected|filter)|looks like spam|considered spam|virus|malware|phish|ongewenst|indésirable|high probability of spam|message content rejected`)},
	{voldaan.BounceBlocked, regexp.MustCompile(`block ?list|black ?list|\brbl\b|dnsbl|spamhaus|barracuda|\bblocked\b|poor reputation|bad reputation|banned|ip (?:address )?.{0,40}(?:blocked|listed|reputation)|reverse dns|\bptr\b|not allowed to (?:send|connect)|client host rejected|geblokkeerd|bloqué|blockiert|sender (?:address )?(?:rejected|denied|blocked)`)},
	{voldaan.BouncePolicy, regexp.MustCompile(`policy|policies|dmarc|\bspf\b|dkim|relay(?:ing)? (?:access )?(?:denied|not)|unable to relay|not (?:authori[sz]ed|permitted|allowed|authenticated)|authenti|prohibited|access denied|restrict|only accepts|sender verif|tls (?:is )?required|must be encrypted|reject(?:ed)? (?:by|due)|resolver\.rst|banner|rules? |moderat`)},
	{voldaan.BounceExpired, regexp.MustCompile(`expired|retry time|retry timeout|too long|giving up|gave up|message timeout|delivery time|queue too long|not been able to deliver .{0,40}(?:days|hours)|has been in the queue|could not be delivered (?:for|within)`)},
	{voldaan.BounceNetwork, regexp.MustCompile(`connection (?:timed out|refused|reset|dropped|lost|closed)|timed? ?out|no route|network (?:is )?unreachable|loops back|mail loop|too many hops|connect to |greylist|graylist|try again later|temporar|not responding|lost connection|throttl|too many (?:connections|recipients|messages)|rate limit|deferred|service (?:not|un)available|host .{0,40}(?:down|unreachable)|delayed|vertraagd|verzögert|retard`)},
}

// statusReasons maps the subject and detail of an enhanced status code
// (RFC 3463, section 3; RFC 7504, RFC 7505) to a reason, where the words say
// nothing.
var statusReasons = map[string]voldaan.BounceReason{
	"1.0": voldaan.BounceUserUnknown, "1.1": voldaan.BounceUserUnknown, "1.2": voldaan.BounceHostUnknown, "1.3": voldaan.BounceUserUnknown,
	"1.4": voldaan.BounceUserUnknown, "1.6": voldaan.BounceMoved, "1.10": voldaan.BounceUserUnknown, "1.7": voldaan.BouncePolicy, "1.8": voldaan.BouncePolicy,
	"2.0": voldaan.BounceOther, "2.1": voldaan.BounceSuspended, "2.2": voldaan.BounceMailboxFull, "2.3": voldaan.BounceTooBig, "3.1": voldaan.BounceMailboxFull,
	"3.4": voldaan.BounceTooBig, "4.1": voldaan.BounceNetwork, "4.2": voldaan.BounceNetwork, "4.3": voldaan.BounceNetwork,
	"4.4": voldaan.BounceHostUnknown, "4.6": voldaan.BounceNetwork, "4.7": voldaan.BounceExpired, "6.0": voldaan.BounceSpam,
	"7.0": voldaan.BouncePolicy, "7.1": voldaan.BouncePolicy, "7.2": voldaan.BouncePolicy, "7.20": voldaan.BouncePolicy, "7.23": voldaan.BouncePolicy,
	"7.25": voldaan.BounceBlocked, "7.26": voldaan.BouncePolicy, "7.27": voldaan.BounceHostUnknown, "1.9": voldaan.BounceOther,
}

// exactStatus lists the codes that say more than the words beside them.
func exactStatus(detail string) bool {
	switch detail {
	case "1.1", "1.2", "1.6", "1.10", "2.2", "2.3", "3.4":
		return true
	}
	return false
}

// maxWords bounds the words of a server that are looked at.
const maxWords = 2000

// bounceReason tells why a delivery failed, by the enhanced status code and
// the words of the servers.
func bounceReason(status string, code int, words string) voldaan.BounceReason {
	detail := ""
	if len(status) > 2 {
		detail = status[2:]
	}
	low := strings.Join(strings.Fields(strings.ToLower(words[:min(len(words), maxWords)])), " ")
	if exactStatus(detail) {
		if r := wordReason(low); r == voldaan.BounceSuspended || r == voldaan.BounceMoved && detail[0] == '1' ||
			detail == "1.1" && (r == voldaan.BounceMailboxFull || r == voldaan.BounceHostUnknown) {
			return r
		}
		return statusReasons[detail]
	}
	if r := wordReason(low); r != voldaan.BounceOther {
		return r
	}
	if r, ok := statusReasons[detail]; ok {
		return r
	}
	switch code {
	case 552:
		return voldaan.BounceMailboxFull
	case 551:
		return voldaan.BounceMoved
	case 421, 450, 451:
		return voldaan.BounceNetwork
	}
	return voldaan.BounceOther
}

func wordReason(low string) voldaan.BounceReason {
	for _, r := range reasonRules {
		if r.words.MatchString(low) {
			return r.reason
		}
	}
	return voldaan.BounceOther
}
