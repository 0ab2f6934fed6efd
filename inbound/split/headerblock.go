package split

import "strings"

// key is what a line of a quoted mail's header tells.
type key uint8

const (
	keyNone key = iota
	keyFrom
	keyDate
	keyTo
	keyCc
	keySubject
	keyOther
)

// headerKeys are the names that Outlook, Apple Mail and their like write above
// a quoted mail, in Dutch, French, English and German, folded.
var headerKeys = map[string]key{
	"van": keyFrom, "afzender": keyFrom, "from": keyFrom, "de": keyFrom, "expéditeur": keyFrom, "von": keyFrom, "absender": keyFrom,
	"verzonden": keyDate, "datum": keyDate, "verstuurd": keyDate, "verzonden op": keyDate, "verzonddatum": keyDate, "date": keyDate,
	"sent": keyDate, "sent at": keyDate, "envoyé": keyDate, "envoyée": keyDate, "envoyé le": keyDate, "date d'envoi": keyDate,
	"gesendet": keyDate, "gesendet am": keyDate, "received": keyDate, "ontvangen": keyDate, "reçu": keyDate,
	"aan": keyTo, "naar": keyTo, "to": keyTo, "à": keyTo, "a": keyTo, "pour": keyTo, "destinataire": keyTo, "an": keyTo, "empfänger": keyTo, "geadresseerde": keyTo,
	"cc": keyCc, "bcc": keyCc, "kopie": keyCc, "copie": keyCc, "copie à": keyCc, "kopie an": keyCc, "kopie (cc)": keyCc,
	"onderwerp": keySubject, "betreft": keySubject, "subject": keySubject, "objet": keySubject, "sujet": keySubject, "betreff": keySubject,
	"antwoord aan": keyOther, "reply to": keyOther, "reply-to": keyOther, "répondre à": keyOther, "antwort an": keyOther,
	"urgentie": keyOther, "importance": keyOther, "prioriteit": keyOther, "priority": keyOther, "wichtigkeit": keyOther, "belang": keyOther,
	"bijlagen": keyOther, "bijlage": keyOther, "attachments": keyOther, "pièces jointes": keyOther, "anlagen": keyOther, "organisatie": keyOther,
}

// IsHeaderName reports whether a folded word is the name of a line in a quoted
// mail's header, such as "van" or "sent".
func IsHeaderName(name string) bool { return headerKey(name) != keyNone }

func headerKey(name string) key { return headerKeys[strings.TrimSpace(strings.Trim(name, "* _|"))] }

// lineKey reads a folded line as "name: value".
func lineKey(l string) (key, string) {
	i := strings.IndexByte(l, ':')
	if i <= 0 || i > 24 {
		return keyNone, ""
	}
	return headerKey(l[:i]), strings.TrimSpace(strings.Trim(l[i+1:], "* "))
}

// headerBlock reports whether a quoted mail's header starts at line i: the
// sender and at least two more of its lines within the next ones. Up to two
// empty or wrapped lines may stand between two of them.
func (s *splitter) headerBlock(i int) bool {
	k, first := lineKey(s.low[i])
	if k != keyFrom && k != keyDate && k != keySubject {
		return false
	}
	var seen [keyOther + 1]bool
	seen[k] = true
	addr := strings.Contains(first, "@")
	gap, wraps := 0, 0
	for j := i + 1; j < len(s.low) && j < i+24 && gap <= 2 && wraps < 6; j++ {
		if s.depth[j] != s.depth[i] {
			break
		}
		k, v := lineKey(s.low[j])
		if k == keyNone {
			if gap++; s.low[j] != "" {
				wraps++
			}
			continue
		}
		gap = 0
		seen[k] = true
		addr = addr || strings.Contains(v, "@")
	}
	n := 0
	for _, want := range []key{keyFrom, keyDate, keyTo, keySubject} {
		if seen[want] {
			n++
		}
	}
	return seen[keyFrom] && (n >= 3 || n == 2 && addr && k == keyFrom && (seen[keyDate] || seen[keySubject]))
}
