package split

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/inbound/fold"
)

// closings are how people end a mail, folded.
var closings = []string{
	"met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "met hartelijke groet",
	"hartelijke groet", "hartelijke groeten", "met groet", "met groeten", "groet", "groeten", "groetjes", "gr.", "grt", "mvg", "m.v.g",
	"m.vr.gr", "vr.gr", "hoogachtend", "met de meeste hoogachting", "met collegiale groet", "met zonnige groet", "vrgr", "met beste groeten", "beste groeten",
	"kind regards", "kindest regards", "best regards", "warm regards", "regards", "many thanks", "best wishes", "yours sincerely",
	"yours faithfully", "yours truly", "sincerely", "cheers", "thanks", "thank you", "best", "all the best", "with kind regards", "with best regards",
	"cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi", "salutations", "sincères salutations", "meilleures salutations",
	"salutations distinguées", "cdlt", "cdt", "bonne journée", "bonne réception", "avec mes salutations", "amicalement", "respectueusement", "merci d'avance",
	"mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichen gruessen", "mit freundlichem gruß", "freundliche grüße", "freundliche grüsse", "mit besten grüßen",
	"viele grüße", "beste grüße", "liebe grüße", "schöne grüße", "herzliche grüße", "mfg", "lg", "vg", "grüße", "gruß", "hochachtungsvoll", "mit bestem gruß",
}

// isClosing reports whether a folded line ends a mail: a closing phrase,
// alone or with a name behind it.
func isClosing(l string) bool {
	_, ok := closingRest(l)
	return ok
}

// closingHasName reports whether the name stands on the closing line.
func closingHasName(l string) bool {
	rest, ok := closingRest(l)
	return ok && rest != ""
}

func closingRest(l string) (string, bool) {
	if len(l) == 0 || len(l) > 70 || strings.HasSuffix(l, "?") {
		return "", false
	}
	best := ""
	for _, c := range closings {
		if len(c) > len(best) && strings.HasPrefix(l, c) && (len(l) == len(c) || strings.ContainsAny(l[len(c):len(c)+1], " ,.!;-/")) {
			best = c
		}
	}
	if best == "" {
		return "", false
	}
	rest := strings.Trim(l[len(best):], " ,.!;-/")
	if len(strings.Fields(rest)) > 4 {
		return "", false
	}
	// "Thanks for the invoice" and "Best to call" are sentences.
	switch first, _, _ := strings.Cut(rest, " "); first {
	case "for", "to", "voor", "pour", "für", "you", "that", "if", "we", "i", "is", "dat", "uit", "van", "and", "as", "in", "so", "a", "but":
		if rest != "van" {
			return "", false
		}
	}
	return rest, true
}

var contactLine = regexp.MustCompile(`(?:^|[\s|•·,/])(?:tel|tél|téléphone|telefoon|telefon|telefoonnummer|phone|mobiel|mobile|mob|gsm|port|portable|mobil|fax|e-?mail|web|website|site|internet|direct|doorkiesnr)\.?\s?(?:nr\.?|n°)?\s?(?:[:|]|\+?\(?\d)` +
	`|(?:^|[\s|•·,/])(?:[temwfp]\.?\s?[:|]|[tmfp]\.?\s?\+?\(?\d{2})` +
	`|\b(?:kvk|btw|vat|tva|siret|siren|rcs|hrb|ust-?id(?:-?nr)?|ondernemingsnummer|rpr)\W{0,3}(?:nr|nummer|no|n°)?\W{0,4}(?:[a-z]{2}\s?)?\d[\d. ]{5}` +
	`|\+\d{1,3}[\s(.-]{0,2}\d[\d\s().-]{6,}|\bwww\.[a-z0-9-]+\.[a-z]|^https?://\S+$|^\(?0\d[\d\s()./-]{7,}$` +
	`|^[^\s@]+@[^\s@]+\.[a-z]{2,}$|^(?:[a-z]{1,2}-)?\d{4}\s?[a-z]{2}\s+[a-z' -]{2,}$|\b(?:amtsgericht|geschäftsführer|handelsregister)\b` +
	`|^(?:[a-z]{1,2}-)?\d{4,5} [a-zéèüöäß' -]{3,30}$|^(?:postbus|po box|boîte postale|postfach)\s+\d`)

// isContact reports whether a folded line is of a contact block: telephone,
// address of the web or mail, postal code, register number.
func isContact(l string) bool {
	return l != "" && len(l) <= 160 && contactLine.MatchString(l)
}

// isName reports whether a line can be a person's name.
func isName(raw string) bool {
	t := strings.Trim(strings.TrimSpace(raw), "*_,.")
	f := strings.Fields(t)
	if len(f) == 0 || len(f) > 6 || len(t) > 50 || strings.ContainsAny(t, "@:/0123456789?!") {
		return false
	}
	return !isContact(fold.Line(t))
}

// contactStart finds the first line of the contact block that ends the new
// text in lines from to to, or -1. The closing line and the name stay before.
func (s *splitter) contactStart(from, to int) int {
	if c := s.lastClosing(from, to); c >= 0 {
		return s.afterName(c, to)
	}
	return s.bareContact(from, to)
}

// lastClosing is the last closing line with a short rest below it, or -1.
func (s *splitter) lastClosing(from, to int) int {
	for i := to - 1; i >= from && i >= to-maxSignature; i-- {
		if s.class[i] == isReply && isClosing(s.low[i]) && i > from {
			return i
		}
	}
	if from < to && to-from <= maxSignature && isClosing(s.low[from]) {
		return from
	}
	return -1
}

// maxSignature bounds the lines of a contact block.
const maxSignature = 40

// afterName is where the contact block below the closing line c starts.
func (s *splitter) afterName(c, to int) int {
	i := c + 1
	if !closingHasName(s.low[c]) {
		for i < to && s.low[i] == "" {
			i++
		}
		if i < to && !isContact(s.low[i]) && !hasLegalForm(s.low[i]) {
			i++ // the name
		}
	}
	for i < to && s.low[i] == "" {
		i++
	}
	for i < to {
		if s.isContactTail(i, to) {
			return i
		}
		for i < to && s.low[i] != "" {
			i++
		}
		for i < to && s.low[i] == "" {
			i++
		}
	}
	return -1
}

// isContactTail reports whether all lines from i on look like a contact
// block, at least one of them surely.
func (s *splitter) isContactTail(i, to int) bool {
	if to-i > maxSignature {
		return false
	}
	sure := 0
	for k := i; k < to; k++ {
		l := s.low[k]
		if l == "" || s.class[k] != isReply || deviceLine.MatchString(l) {
			continue
		}
		if isContact(l) && (sure > 0 || !isSentence(l)) {
			sure++
			continue
		}
		if isPostscript(l) || sure == 0 && isSentence(l) {
			return false
		}
	}
	return sure > 0
}

func isPostscript(l string) bool {
	return strings.HasPrefix(l, "ps") && len(l) > 2 && strings.ContainsAny(l[2:3], ":. ,") || strings.HasPrefix(l, "p.s")
}

// isSentence reports whether a folded line reads like prose.
func isSentence(l string) bool {
	n := len(strings.Fields(l))
	return n >= 5 && (strings.ContainsAny(l[len(l)-1:], ".?!,:") || n >= 10)
}

// bareContact finds a contact block without a closing line above it: the last
// paragraph, with at least two sure lines, below something else. A name at its
// top stays in the reply.
func (s *splitter) bareContact(from, to int) int {
	i := to
	for i > from && s.low[i-1] != "" {
		i--
	}
	sure := 0
	for k := i; k < to; k++ {
		if isSentence(s.low[k]) {
			return -1
		}
		if isContact(s.low[k]) {
			sure++
		}
	}
	prev := i - 1
	for prev >= from && s.low[prev] == "" {
		prev--
	}
	if sure < 2 || prev < from || strings.HasSuffix(s.low[prev], ":") {
		return -1
	}
	if !isContact(s.low[i]) && isName(s.ls[i].Text) && startsUpper(s.ls[i].Text) && !hasLegalForm(s.low[i]) {
		i++
	}
	return i
}

func startsUpper(s string) bool {
	for _, r := range strings.TrimSpace(s) {
		return unicode.IsUpper(r)
	}
	return false
}

var legalForm = regexp.MustCompile(`\b(?:b\.?v\.?|n\.?v\.?|bvba|srl|sprl|sarl|sas|s\.a\.|gmbh|ag|kg|ltd|llc|vof|inc)\b\.?$`)

func hasLegalForm(l string) bool { return legalForm.MatchString(l) }
