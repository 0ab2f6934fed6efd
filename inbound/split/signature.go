package split

import (
	"regexp"
	"slices"
	"strings"
)

// deviceLines are how a client names itself below a text, folded, from the
// start of the line.
var deviceLine = regexp.MustCompile(`^[\[(<]?(?:` +
	`(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van|door) (?:mijn |m'n |een |outlook|mail|iphone|ipad|samsung|android|yahoo|proton|de |het |windows|gmail|hotmail)` +
	`|(?:vanaf|van) mijn .{2,40} (?:verzonden|verstuurd)` +
	`|(?:outlook voor (?:ios|android|mac|windows)|download outlook|get outlook|télécharger outlook|obtenir outlook|obtenez outlook|holen sie sich outlook|outlook für)` +
	`|sent (?:from|via|with|using) (?:my |outlook|mail|iphone|ipad|samsung|android|yahoo|proton|a |the |windows|gmail|blackberry)` +
	`|envoyé (?:de|depuis|à partir de|à partir d'|avec|via|d')\s?(?:mon |ma |outlook|mail|iphone|ipad|courrier|yahoo|un |l'|la |proton)` +
	`|(?:gesendet|gesandt|versendet|verschickt) (?:von|mit|aus|über|via) (?:meine[mr]? |outlook|mail|iphone|ipad|samsung|android|yahoo|proton|der |windows|gmx|web\.de)` +
	`|(?:von|mit) meine[mr] .{2,40} (?:gesendet|verschickt|versendet)|diese nachricht wurde (?:von|mit) .{2,60} (?:gesendet|verschickt)` +
	`|mit der (?:gmx|web\.de) .{0,20}app (?:gesendet|verschickt))`)

// disclaimer is how legal and other standing notices begin.
var disclaimer = regexp.MustCompile(`^(?:\W{0,4}(?:disclaimer|proclaimer|confidentiality|confidentialité|vertraulichkeit|vertrouwelijkheid|avis de confidentialité|privacy notice|e-?mail disclaimer)\b` +
	`|\W{0,4}(?:dit|deze|de inhoud van dit|de inhoud van deze|de informatie (?:in|verzonden)|the (?:information|contents?) (?:contained )?(?:in|of)|this|ce|cet|cette|le contenu de ce|les informations|diese?|der inhalt dieser|die (?:in dieser|informationen))\s?(?:met |in |dit |deze |this |cette |ce |dieser |contenues dans |e-mail|email|mail|bericht|message|courriel|electronic|elektronische|communication|nachricht|elektronisch|transmission)` +
	`|(?:denk aan het milieu|think (?:of|about) the environment|please consider the environment|consider the environment|pensez à l'environnement|pensez à la planète|bitte denken sie an die umwelt|bitte prüfen sie der umwelt)` +
	`|\W{0,3}(?:virusvrij|virus-free|sans virus|virenfrei)\b)`)

// disclaimerWord must be in a notice that does not name itself.
var disclaimerWord = regexp.MustCompile(`vertrouwelijk|uitsluitend|geadresseerde|confidenti|intended (?:solely|only|recipient)|privileged|destinataire|exclusivement|vertraulich|empfänger bestimmt|ausschließlich|\bmilieu\b|environment|umwelt|planète|avast|disclaimer|proclaimer|virus|unbefugt|privacy notice`)

// banner is what mail systems put above mail from outside.
var banner = regexp.MustCompile(`^\W{0,6}(?:\[?(?:external|extern|externe)\]?(?:\s*[:\]*-]|\s+(?:e-?mail|sender|afzender|expéditeur|message|bericht|mail)|$)` +
	`|(?:caution|warning|attention|let op|pas op|waarschuwing|opgelet|achtung|vorsicht|avertissement|externe e-?mail)\W.{0,60}(?:e-?mail|message|bericht|courriel|mail|nachricht|mailtje)\b.{0,60}(?:outside|external|extern|buiten|extérieur|außerhalb)` +
	`|(?:this|deze|dit|ce|cet|diese|cette) (?:e-?mail|message|bericht|courriel|mail|nachricht)(?:bericht)? (?:originated|is afkomstig|komt|kwam|provient|kommt|stammt|was sent|came).{0,60}(?:outside|external|extern|buiten|extérieur|außerhalb)` +
	`|(?:you don't often get|u ontvangt niet vaak|u krijgt niet vaak|vous n'obtenez pas souvent|vous ne recevez pas souvent|sie erhalten nicht (?:oft|häufig)|sie erhalten nicht oft))`)

var listFooter = regexp.MustCompile(`^(?:you received this message because you are subscribed|to unsubscribe|om u af te melden|u ontvangt dit bericht omdat|vous recevez ce message|sie erhalten diese nachricht)`)

// isDelimiter finds the line that starts a signature (RFC 3676, section 4.3).
func isDelimiter(raw string) bool {
	t := strings.TrimSpace(raw)
	return t == "--" || t == "-- " || t == "—" || t == "–"
}

func (s *splitter) isNew(i int) bool { return s.class[i] == isReply && s.depth[i] == 0 }

// markSignatures takes the signatures out of the new text.
func (s *splitter) markSignatures() {
	runs := s.newRuns()
	if len(runs) > 0 {
		s.markBanner(runs[0])
	}
	last := true // only footers follow
	for _, r := range slices.Backward(runs) {
		footer := s.isFooter(r)
		s.markRun(r, last)
		last = last && footer
	}
	for i, l := range s.ls[:s.end] {
		if s.isNew(i) && (l.Mark == MarkSignature && !s.closes(i) || deviceLine.MatchString(s.low[i]) && len(s.low[i]) < 140) {
			s.class[i] = isSignature
		}
	}
}

// closes reports whether a line of a marked signature is the closing or the
// name that belongs to the reply.
func (s *splitter) closes(i int) bool {
	if isClosing(s.low[i]) {
		return true
	}
	k := i - 1
	for k >= 0 && s.low[k] == "" {
		k--
	}
	return k >= 0 && s.class[k] == isReply && isClosing(s.low[k]) && !closingHasName(s.low[k]) && isName(s.ls[i].Text)
}

// newRuns are the stretches of new text before the end.
func (s *splitter) newRuns() []block {
	var out []block
	for i := range s.end {
		if !s.isNew(i) || s.low[i] == "" {
			continue
		}
		if n := len(out); n > 0 && s.allNew(out[n-1].to, i) {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, block{from: i, to: i + 1})
	}
	return out
}

func (s *splitter) allNew(from, to int) bool {
	for i := from; i < to; i++ {
		if !s.isNew(i) {
			return false
		}
	}
	return true
}

// isFooter reports whether a block is wholly what a client or a list adds.
func (s *splitter) isFooter(b block) bool {
	i := b.from
	return isDelimiter(s.ls[i].Text) || s.startsNotice(i, b.to) || s.ls[i].Mark == MarkSignature ||
		deviceLine.MatchString(s.low[i]) && b.to-b.from <= 3 || s.isRuleFooter(i, b.to)
}

// isRuleFooter finds a line of underscores or dashes above a notice.
func (s *splitter) isRuleFooter(i, to int) bool {
	if len(s.low[i]) < 5 || strings.Trim(s.low[i], "_-=*") != "" {
		return false
	}
	for k := i + 1; k < to; k++ {
		if s.low[k] == "" {
			continue
		}
		return s.startsNotice(k, to) || deviceLine.MatchString(s.low[k]) || strings.Contains(s.low[k], "mailing list") ||
			isContact(s.low[k]) && s.isContactTail(k, to)
	}
	return true
}

// startsNotice reports whether a disclaimer or list footer starts at line i.
func (s *splitter) startsNotice(i, to int) bool {
	if listFooter.MatchString(s.low[i]) {
		return true
	}
	if !disclaimer.MatchString(s.low[i]) {
		return false
	}
	for k := i; k < to && k < i+8 && s.low[k] != ""; k++ {
		if disclaimerWord.MatchString(s.low[k]) {
			return true
		}
	}
	return false
}

func (s *splitter) markBanner(r block) {
	for i := r.from; i < r.to && i < r.from+6; i++ {
		if s.low[i] == "" {
			continue
		}
		if !banner.MatchString(s.low[i]) {
			return
		}
		for ; i < r.to && s.low[i] != ""; i++ {
			s.class[i] = isSignature
			if strings.HasSuffix(s.low[i], "]") && strings.HasPrefix(s.low[r.from], "[") {
				break
			}
		}
	}
}

// markRun finds where the signature of a stretch of new text starts.
func (s *splitter) markRun(r block, last bool) {
	to := r.to
	for i := r.from; i < to; i++ {
		if s.class[i] != isReply || s.low[i] == "" {
			continue
		}
		paragraph := i == r.from || s.low[i-1] == "" || s.class[i-1] != isReply || strings.Trim(s.low[i-1], "_-=*") == ""
		if isDelimiter(s.ls[i].Text) && to-i <= 60 || paragraph && (s.startsNotice(i, to) || s.isRuleFooter(i, to)) {
			s.setSignature(i, to)
			to = i
		}
	}
	for to > r.from && (s.low[to-1] == "" || s.class[to-1] != isReply) {
		to--
	}
	if !last {
		return
	}
	if at := s.contactStart(r.from, to); at >= 0 {
		s.setSignature(at, to)
	}
}

func (s *splitter) setSignature(from, to int) {
	for i := from; i < to; i++ {
		s.class[i] = isSignature
	}
}

// rescue gives the text back to the reply where a rule took all of it and it
// reads like a person's words.
func (s *splitter) rescue() {
	for i := range s.end {
		if s.class[i] == isReply && s.low[i] != "" {
			return
		}
	}
	for i := range s.end {
		l := s.low[i]
		if s.class[i] != isSignature || l == "" || isDelimiter(s.ls[i].Text) {
			continue
		}
		if deviceLine.MatchString(l) || banner.MatchString(l) || s.startsNotice(i, s.end) || s.ls[i].Mark == MarkSignature {
			return
		}
		if len(strings.Fields(l)) >= 4 && !isContact(l) && strings.ContainsAny(l[len(l)-1:], ".?!") {
			s.class[i] = isReply
		}
	}
}
