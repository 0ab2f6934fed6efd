package split

import (
	"regexp"
	"strings"
)

// banner is what mail systems put above mail from outside.
var banner = regexp.MustCompile(`^\W{0,6}(?:\[?(?:external|extern|externe|externer)\]?(?:\s*[:\]*-]|\s+(?:e-?mail|sender|afzender|absender|expéditeur|message|bericht|mail|courriel)|$)` +
	`|(?:caution|warning|attention|let op|pas op|waarschuwing|opgelet|achtung|vorsicht|warnung|avertissement|prudence|important|belangrijk|atención|attenzione)\b.{0,60}(?:e-?mail|message|bericht|courriel|mail|nachricht|mailtje|correo)\b.{0,80}(?:outside|external|extern|buiten|extérieur|außerhalb|ausserhalb|externo|esterno)` +
	`|\[[^\]]{0,30}\bext(?:e?rn[a-z]{0,3})?\b[^\]]{0,30}\]` +
	`|\[?(?:caution|warning|attention|let op|waarschuwing|achtung|vorsicht|avertissement)\W{1,4}(?:external|extern|externe|externer)\b` +
	`|(?:this|deze|dit|ce|cet|diese|cette) (?:e-?mail|message|bericht|courriel|mail|nachricht)(?:bericht)? (?:originated|is afkomstig|komt|kwam|provient|kommt|stammt|was sent|came|is from|vient|a été envoyé|wurde).{0,60}(?:outside|external|extern|buiten|extérieur|außerhalb|ausserhalb)` +
	`|(?:you don't often get|u ontvangt niet vaak|u krijgt niet vaak|je ontvangt niet vaak|vous n'obtenez pas souvent|vous ne recevez pas souvent|sie erhalten nicht (?:oft|häufig)|some people who received this message don't often|sommige personen die dit bericht|certaines personnes ayant reçu|einige personen, die diese nachricht|no suele recibir))`)

func isBanner(l string) bool {
	if len(l) >= 400 || hasAny(l[:min(len(l), 80)], businessWords) {
		return false
	}
	if banner.MatchString(l) {
		return true
	}
	// After a heading or a first sentence of the system.
	i := strings.IndexAny(l, ".!:")
	if i < 0 || i+2 >= len(l) || l[i+1] != ' ' || hasFirstPerson(l[:i]) || isTold(l[:i]) || strings.Count(l[:i], " ") > 8 {
		return false
	}
	return banner.MatchString(l[i+2:])
}

// markBanner takes the banner above the first new text, which begins at r.
func (s *splitter) markBanner(r block) {
	for i := r.from; i < r.to && i < r.from+12; i++ {
		if s.blank(i) || isRule(s.at(i)) && len(s.at(i)) > 4 {
			continue
		}
		if !isBanner(s.at(i)) {
			return
		}
		if i > r.from && isRule(s.at(i-1)) {
			s.class[i-1] = isSignature
		}
		i = s.bannerEnd(i, r.to)
	}
}

// bannerWords are in the further lines of a banner.
var bannerWords = []string{"link", "bijlage", "attachment", "klik", "click", "sender", "afzender", "absender", "expéditeur", "pièce", "anhäng", "anlage", "outside", "external", "extern", "buiten", "extérieur", "außerhalb", "phishing", "verdacht", "suspicious", "organisati", "organizati", "learn why", "meer informatie", "waarom dit", "warum dies", "pourquoi", "trust", "vertrouw", "safe", "veilig", "sicher"}

// bannerEnd marks the banner that starts at line i, up to an empty line, a
// rule, or where it reads otherwise, and gives its last line.
func (s *splitter) bannerEnd(i, to int) int {
	s.class[i] = isSignature
	for i+1 < to && !s.blank(i+1) {
		l, above := s.at(i+1), s.at(i)
		if isRule(l) {
			s.class[i+1] = isSignature
			return i + 1
		}
		if strings.HasSuffix(above, "]") || !hasAny(l, bannerWords) && (len(above) < 60 || !startsLower(s.ls[i+1].Text) || strings.ContainsAny(lastByte(above), ".!")) {
			return i
		}
		i++
		s.class[i] = isSignature
	}
	return i
}
