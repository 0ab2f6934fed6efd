package reference

import "bytes"

// maxPieces is of how many pieces a number can consist: an ISO 11649 reference
// in groups has about twelve.
const maxPieces = 14

// whole finds a known number or reference that is written out from the piece
// i on, the longest first.
func (f *finder) whole(i int) (item, bool) {
	if !f.begins(f.ps[i].text) {
		return item{}, false
	}
	plain, parted := make([]byte, 0, maxForm), make([]byte, 0, maxForm)
	var ends [maxPieces][2]int
	n := 0
	for ; n < maxPieces && i+n < len(f.ps); n++ {
		p := f.ps[i+n]
		if n > 0 {
			if g, _ := f.gap(i + n); g == far {
				break
			}
			parted = append(parted, '|')
		}
		text := p.text
		if len(plain)+len(text) > f.longest+maxPadding || len(parted)+len(text) > maxForm {
			break
		}
		plain = append(plain, text...)
		if p.digits {
			text = strip(text)
		}
		parted = append(parted, text...)
		ends[n] = [2]int{len(plain), len(parted)}
	}
	for ; n > 0; n-- {
		plain, parted := plain[:ends[n-1][0]], parted[:ends[n-1][1]]
		for _, form := range [...][]byte{plain, parted, unpadded(plain)} {
			if it, ok := f.form(form, i, i+n); ok {
				return it, true
			}
		}
	}
	return item{}, false
}

const (
	// maxPadding is how many zeros an ISO 11649 reference can be padded with.
	maxPadding = 20
	// maxForm is how long a number or reference can be.
	maxForm = 128
)

// unpadded takes the zeros out that pad a reference of ISO 11649.
func unpadded(s []byte) []byte {
	if len(s) > 5 && s[0] == 'r' && s[1] == 'f' && s[4] == '0' {
		return append(s[:4:4], bytes.TrimLeft(s[4:], "0")...)
	}
	return nil
}

// form tells what the pieces from i to j name when they are written so.
func (f *finder) form(form []byte, i, j int) (item, bool) {
	found := f.forms[string(form)]
	if len(form) == 0 || len(found) == 0 {
		return item{}, false
	}
	it := item{from: i, to: j, exact: true}
	for _, w := range found {
		if f.fits(w, i, j) {
			it.candidates = append(it.candidates, w.known)
		}
	}
	if len(it.candidates) == 0 {
		return item{}, false
	}
	if len(it.candidates) == 1 {
		it.number = f.numbers[it.candidates[0]]
	}
	return it, true
}
