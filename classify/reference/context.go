package reference

// context is what the words before a number say that it is.
type context uint8

const (
	open    context = iota // nothing
	named                  // an invoice
	foreign                // something else
)

// context looks back from the piece i: over words for "number" to what it is
// the number of.
func (f *finder) context(i int) context {
	numbered := false
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		signs := f.signs[f.ps[k].to:f.ps[k+1].from]
		for at := range len(signs) {
			switch r := signs[at]; {
			case r == '#' && k == i-1:
				numbered = true
			case r == '\n' && k < i-1, len(signs) > 6:
				return numberedAs(numbered)
			case r == ' ', r == ':', r == '.', r == '-', r == '#', r == '(', r == '"', r == '/', r == '_', r == '\'', r == '\n', r == ')':
			case r == otherSign && at > 0: // a quotation mark
			default:
				return numberedAs(numbered)
			}
		}
		switch c := f.class(k); {
		case c&(otherWord|accountWord) != 0:
			return foreign
		case c&invoiceWord != 0 && !f.subject(k):
			return named
		case c&numberWord != 0 && (len(signs) > 0 || len(f.ps[k].text) > 1): // "n. 12", but the road "N12"
			numbered = true
		case c&smallWord != 0:
		default:
			return numberedAs(numbered)
		}
	}
	return numberedAs(numbered)
}

func numberedAs(numbered bool) context {
	if numbered {
		return named
	}
	return open
}

// subject reports whether the piece k is the "Re:" of an answer.
func (f *finder) subject(k int) bool {
	to := f.ps[k].to
	return f.ps[k].text == "re" && to < len(f.signs) && f.signs[to] == ':'
}
