package books

import (
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// address takes on the postal address that an entry gives of its customer. A
// colleague's word stands, and what is kept instead of the entry is said. Another
// document changes the address when its invoice is new: an old one that comes in
// again is no news of where he is.
func (r *registration) address(c *voldaan.Customer, e Entry, again bool) (kept string) {
	lines := withoutName(e.Address, c.Name)
	switch {
	case len(lines) == 0 || voldaan.SameAddress(lines, c.Address):
	case len(c.Address) == 0:
		c.Address = lines
	case again:
	case c.AddressByTeam:
		return "customer " + c.Number + " keeps the address that a colleague entered, " + shownAddress(c.Address) +
			", not " + shownAddress(lines) + "; `voldaan customer " + c.Number + " --address` changes it"
	default:
		c.Address = lines
	}
	return ""
}

// withoutName is an address without the customer's own name above it, which
// letters bear anyway.
func withoutName(lines []string, name string) []string {
	if len(lines) > 0 && sameName(lines[0], name) {
		lines = lines[1:]
	}
	if len(lines) < 2 {
		return nil
	}
	return lines
}

// shownAddress is an address on one line, as the command takes it.
func shownAddress(lines []string) string { return strings.Join(lines, "; ") }

// setAddress writes a postal address, which is personal and so no event, and
// says so; none takes it away.
func (b *Books) setAddress(tx *store.Tx, c voldaan.Customer, text string) (string, error) {
	var lines []string
	if text = unless(text); text != "" {
		var err error
		if lines, err = voldaan.ParseAddress(text); err != nil {
			return "", wrong("%v, or %s", err, None)
		}
	}
	if err := tx.Lock(b.Creditor.ID, c.ID); err != nil {
		return "", err
	}
	if err := tx.SetAddress(b.Creditor.ID, c.ID, lines); err != nil {
		return "", err
	}
	if lines == nil {
		return "customer " + c.Number + " has no postal address any more", nil
	}
	return "customer " + c.Number + " gets post at " + shownAddress(lines), nil
}
