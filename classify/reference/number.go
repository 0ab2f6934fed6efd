package reference

import "strings"

// number is the parts of a known invoice number.
type number struct {
	prefix string // letters before the first digit
	before string // digits before the serial number, the year mostly
	serial string // the digits that count up
	after  string // digits after it
	whole  int    // digits in all
	parts  int    // rows of digits
}

// all are the digits of a number.
func (n number) all() string { return n.before + n.serial + n.after }

// series are the numbers that count up together.
func (n number) series() series { return series{n.prefix, n.before, n.after} }

type series struct{ prefix, before, after string }

// split tells the parts of a number: the serial is the last row of digits that
// is no year, or else the last.
func split(ps []piece) number {
	var n number
	serial := -1
	for i, p := range ps {
		if !p.digits {
			if n.whole == 0 {
				n.prefix += p.text
			}
			continue
		}
		n.whole += len(p.text)
		n.parts++
		if serial < 0 || !year(p.text) {
			serial = i
		}
	}
	for i, p := range ps {
		switch {
		case !p.digits:
		case i < serial:
			n.before += p.text
		case i == serial:
			n.serial = p.text
		default:
			n.after += p.text
		}
	}
	return n
}

func year(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

func concat(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.text)
	}
	return b.String()
}

// strip takes the zeros away that pad a number.
func strip(s string) string {
	if s[0] != '0' {
		return s
	}
	if t := strings.TrimLeft(s, "0"); t != "" {
		return t
	}
	return "0"
}
