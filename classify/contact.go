package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// personName is a row of words with capitals, as a person is named: "Els
// Janssens", "Jan van der Velde".
var personName = regexp.MustCompile(`\p{Lu}[\p{L}'-]+(?: (?:(?:van|de|der|den|von|zu|le|la|du|el|ten|ter)(?: (?:de|der|den|la))? )?\p{Lu}[\p{L}'-]+){0,3}`)

// attention names the person for whom a letter to an address is.
var attention = regexp.MustCompile(`(?:(?i:t\.?a\.?v\.?|ter attentie van|à l['’]attention d(?:e |['’])|a l['’]attention d(?:e |['’])|attn?\.?:?|attention(?: of)?:?|f\.?a\.?o\.?:?|z\.? ?hd\.?(?: von)?|zu händen(?: von)?|zuhanden(?: von)?))\s*(` + personName.String() + `)`)

// untitled are words with a capital before a name that are none of it, and
// those that begin a sentence; folded.
var untitled = phrase.ParseChoice("herr|herrn|frau|mevrouw|mevr|mw|meneer|dhr|heer|de|madame|mme|mademoiselle|mlle|monsieur|mr|mrs|ms|miss|dr|ir|ing|prof|maitre|me|meester|mijnheer|collega|kollege|kollegin|" +
	"colleague|contact|mail|email|e|via|bij|bei|aan|an|to|please|pls|graag|bitte|merci|send|stuur|schick|envoyez|ecrivez|schrijf|write|ask|vraag|voor|for|fur|pour|dear|beste|hallo|hello|bonjour|dag|" +
	"alle|all|you|u|je|ik|wij|we|i|vous|nous|sie|wir|ich|er|sa|ses|son|het|the|le|la|les|die|der|das|dit|this|ce|c|en|und|and|et|of|or|ou|oder|dank|danke|thanks|wenden|neem|kontakt|adres|adresse|address|" +
	"boekhouding|administratie|crediteuren|comptabilite|buchhaltung|accounts|accounting|finance|facturatie|team|afdeling|service|department|abteilung|dienst|new|nieuw|nieuwe|neue|nouveau|nouvelle|facturen|invoices|factures|rechnungen|" +
	"maandag|dinsdag|woensdag|donderdag|vrijdag|monday|tuesday|wednesday|thursday|friday|lundi|mardi|mercredi|jeudi|vendredi|montag|dienstag|mittwoch|donnerstag|freitag|correct|right|richtig|juist|bon|her|his|hem|haar|son|mon|my|mijn|meine|mein|our|onze|unsere|notre|" +
	"since|sinds|seit|depuis|as|from|vanaf|ab|now|nu|jetzt|desormais|voortaan|try|probeer|probieren|essayez|no|nee|nein|non|yes|ja|oui|she|he|zij|hij|elle|il|now|kunnen|kunt|kun|konnen|can|could|pourriez|pouvez|veuillez|ihre|ihr|votre|vos|uw|your|richten|adressez|adressieren|schreiben|mailen|hier|here|ici")

// contactIn is the first address in a text that is neither the sender's nor
// ours, with the name of whoever it is of.
func (s *scan) contactIn(original string) *v.ContactFound {
	var plain [][]int
	if strings.Contains(original, "@") {
		plain = mailName.FindAllStringIndex(original, -1)
	}
	for _, m := range plain {
		email := strings.ToLower(strings.TrimRight(original[m[0]:m[1]], "."))
		if !s.ownAddress(email) {
			return &v.ContactFound{Email: email, Name: nameOf(email, original, m[0], m[1])}
		}
	}
	if email, from, to := hiddenAddress(original); email != "" && !s.ownAddress(email) {
		return &v.ContactFound{Email: email, Name: nameOf(email, original, from, to)}
	}
	return nil
}

// ownAddress reports whether an address is the sender's or ours, which is none
// to write to instead.
func (s *scan) ownAddress(email string) bool {
	return email == strings.ToLower(s.mail.From.Address) || slices.Contains(s.ctx.Own, email) || slices.Contains(s.ctx.Colleague, email)
}

// nameOf finds the name for an address that stands at from to to of a text:
// one that the address is made of, anywhere; else the last one in the sentence
// before it, or the one right behind.
func nameOf(email, text string, from, to int) string {
	local, _, _ := strings.Cut(email, "@")
	parts := strings.FieldsFunc(phrase.Fold(local), func(r rune) bool { return r < 'a' || r > 'z' })
	near := ""
	if at := attention.FindStringSubmatchIndex(text); at != nil && at[2]-to < 90 && from-at[3] < 90 {
		return trimTitles(text[at[2]:at[3]])
	}
	for _, at := range personName.FindAllStringIndex(text, -1) {
		if at[0] < to && at[1] > from {
			continue
		}
		name := trimTitles(text[at[0]:at[1]])
		if name == "" {
			continue
		}
		if at[0] > 3 && !strings.Contains(name, " ") && strings.HasSuffix(text[:at[0]], " M. ") {
			name = "M. " + name
		}
		if madeOf(parts, name) {
			return name
		}
		gap := ""
		switch {
		case at[1] <= from && from-at[1] < 200 && strings.Contains(name, " ") && pointsBack.MatchString(text[at[1]:from]):
			gap = ""
		case at[1] <= from && from-at[1] < 90:
			gap = text[at[1]:from]
			if gap == "\n" && (at[0] == 0 || text[at[0]-1] == '\n') { // a line of its own
				gap = ""
			}
		case at[0] >= to && at[0]-to < 4 && near == "":
			gap = text[to:at[0]]
		case at[0] >= to && at[0]-to < 40 && near == "" && strings.Contains(name, " ") && whose.MatchString(text[to:at[0]]):
			gap = text[to:at[0]]
		default:
			continue
		}
		if !strings.ContainsAny(gap, "?!\n") && !strings.Contains(gap, ". ") {
			near = name
		}
	}
	return near
}

// titles stand before a surname, which is no name without one.
var titles = phrase.ParseChoice("herr|herrn|frau|mevrouw|mevr|mw|meneer|dhr|madame|mme|mademoiselle|mlle|monsieur|mr|mrs|ms|miss|dr|maitre|mijnheer|m")

// whose may stand between an address and the name of who reads its mails, and
// pointsBack ends what stands between a name and the address of him or her.
var (
	whose      = lazyregexp.MustCompile(`(?i)^[ ,;(-]*(?:where|waar|où|ou|wo|bij|chez|bei|with|at)? ?(?:works|werkt|arbeitet|travaille|sitzt|zit)? ?(?:the|de|la|die|den|der)? ?$`)
	pointsBack = lazyregexp.MustCompile(`(?i)\b(?:her|him|hem|haar|lui|elle|ihr|ihm|ihn|them|hen)\b[^.!?\n]{0,40}$`)
)

// trimTitles leaves the words of a name: what follows its title, and the title
// too before a surname alone.
func trimTitles(name string) string {
	words := strings.Fields(name)
	folded := func(w string) phrase.Word { return phrase.Word{Text: strings.Trim(phrase.Fold(w), "'-.")} }
	title := ""
	for i, w := range words {
		if titles.Has(folded(w)) {
			title, words = w, words[i+1:]
			break
		}
	}
	for len(words) > 0 && untitled.Has(folded(words[0])) {
		words = words[1:]
	}
	if len(words) == 1 && title != "" {
		if title == "Herrn" {
			title = "Herr"
		}
		return title + " " + words[0]
	}
	return strings.Join(words, " ")
}

// madeOf reports whether an address is made of a name: its last word, or its
// only one, and no other than its other words or their initials.
func madeOf(parts []string, name string) bool {
	words := strings.Fields(phrase.Fold(name))
	if len(words) == 0 || len(parts) == 0 {
		return false
	}
	hit := false
	for _, p := range parts {
		ok := false
		for _, w := range words {
			if p == w && len(p) > 2 {
				hit, ok = true, true
			}
			ok = ok || len(p) == 1 && strings.HasPrefix(w, p)
		}
		joined := strings.Join(words, "")
		if len(words) > 1 && (p == joined || p == words[0][:1]+strings.Join(words[1:], "")) {
			hit, ok = true, true
		}
		if !ok {
			return false
		}
	}
	return hit
}
