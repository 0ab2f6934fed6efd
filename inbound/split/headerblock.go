package split

import "strings"

// maxHeaderLines bounds the lines of a quoted mail's header.
const maxHeaderLines = 24

// header is what was seen of a quoted mail's header.
type header struct {
	seen    [keyOther + 1]bool
	addr    bool
	payment bool // a line of payment details, which also have "from" and "to"
}

func (h *header) count() int {
	n := 0
	for _, k := range []key{keyFrom, keyDate, keyTo, keySubject} {
		if h.seen[k] {
			n++
		}
	}
	return n
}

// headerBlock reports whether a quoted mail's header starts at line i: the
// sender and at least two more of its lines within the next ones, in any
// order, or the sender and one more with an address. Up to two empty or
// wrapped lines may stand between two of them.
func (s *splitter) headerBlock(i int) bool {
	first, v := lineKey(s.at(i))
	if first != keyFrom && first != keyDate && first != keySubject && first != keyTo {
		return s.oneLineHeader(i)
	}
	if first == keyFrom && s.oneLineHeader(i) {
		return true
	}
	if first == keyTo && v == "" || startsLower(s.ls[i].Text) {
		return false
	}
	h := s.readHeader(i)
	if h.payment && !h.addr && !h.seen[keySubject] {
		return false
	}
	if !h.seen[keyDate] && s.first == i {
		return false // the form of a web site, which begins so
	}
	n := h.count()
	if !h.seen[keyFrom] {
		return n == 3 && h.addr && first != keyTo
	}
	if first == keyTo {
		return n == 4
	}
	return n == 4 || n == 3 && (h.seen[keyDate] || h.addr || s.isRuled(i)) || n == 2 && h.addr && first == keyFrom && (h.seen[keyDate] || h.seen[keySubject])
}

// isRuled reports whether a rule or separator stands above line i.
func (s *splitter) isRuled(i int) bool {
	for i--; i >= 0 && s.blank(i); i-- {
	}
	return i < 0 || isRule(s.at(i)) || isBareSeparator(s.at(i))
}

func (s *splitter) readHeader(i int) header {
	var h header
	gap, wraps := 0, 0
	for j := i; j < len(s.ls) && j < i+maxHeaderLines && gap <= 2 && wraps < 6; j++ {
		if s.depth[j] != s.depth[i] {
			break
		}
		k, v := lineKey(s.at(j))
		if k == keyNone {
			if gap++; !s.blank(j) {
				wraps++
				h.payment = h.payment || isPaymentDetail(s.at(j))
			}
			continue
		}
		gap = 0
		h.seen[k] = true
		h.addr = h.addr || strings.Contains(v, "@")
	}
	return h
}

var paymentNames = set("bedrag|iban|rekening|omschrijving|mededeling|kenmerk|betalingskenmerk|factuur|factuurnummer|amount|account|reference|description|invoice|montant|compte|communication|référence|facture|betrag|konto|verwendungszweck|rechnung|rechnungsnummer|bic|valuta|bank")

func isPaymentDetail(l string) bool {
	name, _, ok := strings.Cut(l, ":")
	return ok && paymentNames[strings.TrimSpace(name)]
}

// oneLineHeader finds a whole header on one line, as Outlook for Mac and
// servers that flatten HTML write it: "From: A <a@b.example> Date: … To: …".
func (s *splitter) oneLineHeader(i int) bool {
	l := strings.TrimLeft(s.at(i), "*_|•> ")
	word, _, _ := strings.Cut(l, " ")
	if headerKey(strings.TrimSuffix(word, ":")) != keyFrom || len(l) < 20 {
		return false
	}
	var h header
	h.seen[keyFrom] = true
	for at := 0; at < len(l); {
		c := strings.IndexByte(l[at:], ':')
		if c < 0 {
			break
		}
		name := strings.Trim(l[at:at+c], " *")
		if k := headerKey(lastWord(name)); k != keyNone {
			h.seen[k] = true
		}
		at += c + 1
	}
	return h.count() >= 3 && (strings.Contains(l, "@") && (h.seen[keyDate] || h.seen[keySubject]) || h.count() == 4)
}

// notesHeader finds the two columns of Lotus Notes, which arrive as lines: the
// sender, a date, "To", the address, "Subject", the subject.
func (s *splitter) notesHeader(i int) bool {
	if i+3 >= len(s.ls) || len(s.at(i)) > 80 || !s.dateBelow(i) {
		return false
	}
	var h header
	date, text := false, 0
	for j := i; j < len(s.ls) && j < i+14 && text < 9; j++ {
		l := s.at(j)
		if s.depth[j] != s.depth[i] {
			return false
		}
		if l == "" {
			continue
		}
		k := keyNone
		if len(l) <= 20 {
			k = headerKey(l)
		}
		switch {
		case k == keyTo || k == keyCc || k == keySubject:
			if text < 1 || text < 2 && !date {
				return false
			}
			h.seen[k] = true
		case text < 3 && len(l) < 60 && dateStrength(l) == 2:
			date = true
		case text == 0 && !strings.ContainsAny(l, "@/") && !isName(l):
			return false
		case text >= 3 && !h.seen[keyTo]:
			return false
		}
		text++
		if date && h.seen[keyTo] && h.seen[keySubject] {
			return true
		}
	}
	return false
}

// dateBelow is a cheap look for a short line with a date below line i.
func (s *splitter) dateBelow(i int) bool {
	for j, seen := i+1, 0; j < len(s.ls) && seen < 2 && j < i+5; j++ {
		l := s.at(j)
		if l == "" {
			continue
		}
		if seen++; len(l) < 60 && (hasNumericDate(l) || hasClock(l)) {
			return true
		}
	}
	return false
}
