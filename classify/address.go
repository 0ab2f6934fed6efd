package classify

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// written is an address as it is meant, and the bytes of the text where it
// stands.
type written struct {
	email    string
	from, to int
}

// maxAddresses bounds how many addresses of a mail are looked at: a person who
// hands on a bill names few.
const maxAddresses = 20

// addressesIn finds the addresses in a text, hidden ones too, in order.
func addressesIn(text string) (out []written) {
	if strings.Contains(text, "@") {
		for _, m := range mailName.FindAllStringIndex(text, maxAddresses) {
			out = append(out, written{strings.ToLower(strings.TrimLeft(text[m[0]:m[1]], ".-")), m[0], m[1]})
		}
	}
	for _, h := range hiddenAddresses(text) {
		if !slices.ContainsFunc(out, func(a written) bool { return a.from < h.to && h.from < a.to }) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b written) int { return cmp.Compare(a.from, b.from) })
	return out
}

// How an address stands in what is said of it: the highest is the one to write
// to instead, and none is where all are lower than doubtful.
const (
	refused  = iota // "not to", "no longer read", "the old one"
	aside           // a copy, the writer's own below his greeting
	doubtful        // of offers and orders, of all the rest; to which we wrote so far
	mentioned
	pointed // "please write to", "but to", "the right one is", "invoices to"
)

// meant is the address of a text to which its writer sends us, the first of
// those that stand the same, and how it stands: aside where there is none.
func (s *scan) meant(text string) (best written, top int) {
	all, last := addressesIn(text), mentioned
	top = aside
	for i, a := range all {
		c := circle{before: text[:a.from], behind: text[a.to:]}
		if i > 0 {
			c.before = text[all[i-1].to:a.from]
		}
		if i+1 < len(all) {
			c.behind = text[a.to:all[i+1].from]
		}
		listed := i > 0 && listing.MatchString(c.before)
		turned := c.narrow()
		standing := c.standing(turned)
		if listed {
			standing = min(standing, last)
		}
		last = standing
		if standing >= doubtful && signedOff(text[:a.from]) {
			standing = aside
		}
		sender := a.email == strings.ToLower(s.mail.From.Address)
		if standing > top && (!s.ownAddress(a.email) || sender && standing == pointed && len(all) == 1) { // "write to this one from now on"
			best, top = a, standing
		}
	}
	return best, top
}

// circle is what stands round an address: up to the addresses beside it, and
// once narrowed, folded, what its sentence says of it.
type circle struct {
	before, behind string
}

// listing is what stands between addresses of which the same is said.
var listing = lazyregexp.MustCompile(`(?i)^[\s,;/>)]*(?:en|and|et|und|of|or|ou|oder|noch|nor|ni|&)?[\s(<]*$`)

var (
	// shortWord is what a dot behind it ends no sentence of, as "31." before a small letter or a month.
	shortWord = lazyregexp.MustCompile(`(?i)(?:^|[^\pL])(?:\pL|\pL\.\pL|dhr|mevr|mme|mrs|ms|mr|dr|st|nr|evtl|bzw|incl|excl|tel|prof|ing|ir|attn|z\.hd|hd)$`)
	contrasts = lazyregexp.MustCompile(`\b(?:maar|but|mais|sondern|aber|doch)\b`)
	joinings  = lazyregexp.MustCompile(`\b(?:und|en|and|et|dus|donc|so|then|puis)\b`)
	reasons   = lazyregexp.MustCompile(`\b(?:want|omdat|aangezien|because|since|as|car|parce|puisque|da|weil|denn|maar|but|mais|sondern|aber)\b|\b(?:et non|en niet|und nicht|and not)\b|\((?:non|niet|nicht|not|pas)\b|[a-z0-9._-]+@`)
	stillOf   = lazyregexp.MustCompile(`^(?:maar|but|mais|aber) (?:sa|son|cette|celle|elle|that|it|his|her|their|die|dat|deze|zijn|haar|das|dieses|sein|sie|es|hij) `) // "but his box is closed"
	backward  = lazyregexp.MustCompile(`^\s*(?:that (?:one|address|box|mailbox|inbox|account)|(?:dat|dit) (?:adres|postvak|ene) is|das postfach|cel(?:le|ui)-(?:ci|la)|cette derniere)\b`)
)

// narrow leaves of a circle what is said of its address, folded.
func (c *circle) narrow() (turned bool) {
	c.before = phrase.Fold(c.before[lastEnd(c.before):])
	if m := lastMatch(contrasts, c.before); m != nil {
		c.before, turned = c.before[m[1]:], true
	}
	if m := lastMatch(joinings, c.before); m != nil {
		c.before = c.before[m[1]:]
	}
	if to := firstEnd(c.behind); to < len(c.behind) {
		next := strings.TrimLeft(c.behind[to:], ".!?… \n;")
		c.behind = c.behind[:to]
		if next = phrase.Fold(next[:min(len(next), 150)]); backward.MatchString(next) {
			c.behind += " " + next
		}
	}
	c.behind = phrase.Fold(c.behind[:min(len(c.behind), 200)])
	if m := reasons.FindStringIndex(c.behind); m != nil && !stillOf.MatchString(c.behind[m[0]:]) {
		c.behind = c.behind[:m[0]]
	}
	return turned
}

// lastEnd is where the last sentence of a text begins.
func lastEnd(text string) (from int) {
	for at := 0; at < len(text); {
		end, next := nextStop(text, at)
		if end < len(text) {
			from = next
		}
		at = next
	}
	return from
}

// firstEnd is where the first sentence of a text ends.
func firstEnd(text string) int {
	end, _ := nextStop(text, 0)
	return end
}

// nextStop finds the next end of a sentence from a byte on, and where the one
// behind it begins: unlike for phrase.Sentences a line's end is none, a blank
// line is.
func nextStop(text string, at int) (end, next int) {
	for ; at < len(text); at++ {
		switch c := text[at]; c {
		case ';':
			return at, at + 1
		case '\n':
			if left := strings.TrimLeft(text[at:], " \t\r\n"); strings.Count(text[at:len(text)-len(left)], "\n") > 1 {
				return at, len(text) - len(left)
			}
		case '.', '!', '?':
			behind := strings.TrimLeft(text[at+1:], `"')!?.`)
			left := strings.TrimLeft(behind, " \t\r\n")
			if len(left) < len(behind) && (c != '.' || !shortWord.MatchString(text[max(0, at-12):at]) && !ordinal(text[max(0, at-3):at], left)) {
				return at, len(text) - len(left)
			}
		}
	}
	return len(text), len(text)
}

// ordinal reports whether a dot between two texts is that of "the 31." and ends no
// sentence.
func ordinal(before, behind string) bool {
	word := behind[:max(0, strings.IndexFunc(behind+" ", func(r rune) bool { return !unicode.IsLetter(r) }))]
	return dayNumber.MatchString(before) && word != "" && (word == strings.ToLower(word) || monthNames[phrase.Fold(word)] > 0)
}

var dayNumber = lazyregexp.MustCompile(`(?:^|[^0-9.,])[0-9]{1,2}$`)

func lastMatch(r *lazyregexp.Regexp, text string) []int {
	if all := r.FindAllStringIndex(text, -1); len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}
