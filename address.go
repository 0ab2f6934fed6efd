package voldaan

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// The bounds of a postal address, without the name above it and the country
// below: so many lines stand in the window of an envelope.
const (
	MaxAddressLines = 6
	maxAddressLine  = 80 // runes
)

// Postal is a postal address in the parts in which documents and lists give it.
type Postal struct {
	Street   []string // with the house number, and what else stands above the place
	Postcode string
	City     string
	Region   string // province or state
	Country  string // ISO 3166-1 alpha-2: in which order postcode and place stand
}

// Lines are the address as it is written on a letter in its country, without the
// country itself; nil where the parts are too few to deliver a letter, or none
// of an address (see PostalLines). The region is left out where it is not usual.
func (p Postal) Lines() []string {
	code, city := squeeze(p.Postcode), squeeze(p.City)
	if code != "" && strings.HasPrefix(city, code) { // a column "postcode and place"
		code = ""
	}
	var place []string
	switch strings.ToUpper(p.Country) {
	case "GB":
		place = []string{city, code}
	case "IE":
		place = []string{city, p.Region, code}
	case "US", "CA", "AU":
		place = []string{city + " " + p.Region + " " + code}
	case "IT":
		place = []string{code + " " + city + " " + p.Region}
	default:
		place = []string{code + " " + city}
	}
	lines, err := PostalLines(slices.Concat(p.Street, place))
	if err != nil {
		return nil
	}
	return lines
}

// ParseAddress reads a postal address, its lines apart by semicolons, line
// breaks, or else commas: "Laan 7; 9000 Gent". The error says what is wrong, to
// whom entered it.
func ParseAddress(text string) ([]string, error) { return PostalLines(SplitAddress(text)) }

// SplitAddress breaks a postal address into its lines as ParseAddress does; they
// may be too few or too many.
func SplitAddress(text string) []string {
	switch {
	case strings.Contains(text, ";"):
		return strings.Split(text, ";")
	case strings.ContainsAny(text, "\r\n"):
		return strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' })
	}
	return byCommas(text)
}

// PostalLines cleans the lines of a postal address: what cannot be printed,
// lines without a letter or digit ("-") and a line twice go. The error says why they are no address to
// which a letter can be delivered.
func PostalLines(lines []string) ([]string, error) {
	var out []string
	for _, s := range lines {
		s = squeeze(s)
		if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 || slices.Contains(out, s) {
			continue
		}
		if len([]rune(s)) > maxAddressLine {
			return nil, fmt.Errorf("a line of the address is longer than %d characters", maxAddressLine)
		}
		if strings.Contains(s, "@") || strings.Contains(s, "://") {
			return nil, fmt.Errorf("%q is no line of a postal address", s)
		}
		out = append(out, s)
	}
	switch {
	case len(out) < 2:
		return nil, fmt.Errorf("%q is no postal address: want its lines apart by semicolons, such as %q",
			strings.Join(out, " "), "Laan 7; 9000 Gent")
	case len(out) > MaxAddressLines:
		return nil, fmt.Errorf("the address has %d lines, more than the %d that stand in the window of an envelope",
			len(out), MaxAddressLines)
	}
	return out, nil
}

// SameAddress reports whether two addresses are the same apart from signs, case
// and how their lines are broken.
func SameAddress(a, b []string) bool {
	plain := func(lines []string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, strings.Join(lines, ""))
	}
	return plain(a) == plain(b)
}

// boxes begin the part of an address that names a letter box within a house, as
// Belgian addresses have it: it stands behind the house number.
const boxes = " bus bte boîte boite box bp "

// byCommas breaks an address at its commas. A house number belongs to the street
// beside it ("12, rue de la Paix"; "Via Roma, 12"), a letter box to the number
// before it ("Laan 7, bus 3") and a postcode to the place behind it.
func byCommas(text string) []string {
	var out []string
	ahead := ""
	for part := range strings.SplitSeq(text, ",") {
		if part = squeeze(part); part == "" {
			continue
		}
		first, _, _ := strings.Cut(strings.ToLower(part), " ")
		switch {
		case ahead != "":
			out, ahead = append(out, ahead+" "+part), ""
		case postcode(part), houseNumber(part) && len(out) == 0:
			ahead = part
		case houseNumber(part), len(out) > 0 && strings.Contains(boxes, " "+first+" "):
			out[len(out)-1] += " " + part
		default:
			out = append(out, part)
		}
	}
	if ahead != "" {
		out = append(out, ahead)
	}
	return out
}

// postcode reports whether a part of an address is a postcode alone: four or five
// digits, in the Netherlands with two letters.
func postcode(s string) bool {
	digits := leadingDigits(s)
	rest := strings.TrimSpace(s[digits:])
	return (digits == 4 || digits == 5) && (rest == "" || len(rest) == 2 && strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "")
}

// houseNumber reports whether a part of an address is a house number alone, such
// as "12", "12A", "12 bis" or "7-9".
func houseNumber(s string) bool {
	digits := leadingDigits(s)
	return digits > 0 && digits < 4 && len(s) <= digits+4
}

func leadingDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// squeeze puts a text on one line, without what cannot be printed.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
