package templates

// Figures are the labelled values on top of the digest.
func (v *view) Figures() []pair {
	var out []pair
	for _, f := range v.Digest.Figures {
		out = append(out, pair{v.Word(f.Label), f.Value})
	}
	return out
}

// Sections are the parts of the digest in which there is something.
func (v *view) Sections() []Section {
	var out []Section
	for _, s := range v.Digest.Sections {
		if len(s.Rows) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// RowMark is the number that an answer names, or a dash.
func (v *view) RowMark(r Row) string {
	if r.Number == 0 {
		return "-"
	}
	return itoa(r.Number) + "."
}

// RowText is a row of the digest in one line.
func (v *view) RowText(r Row) string {
	parts := []string{r.Text}
	if r.Amount != 0 {
		parts = append(parts, v.MoneyIn(r.Amount, r.Currency))
	}
	parts = append(parts, v.On(r.Day))
	return v.headed(r.Customer, v.Joined(cleaned(parts)))
}

// LetterText is a letter of the day's list in one line.
func (v *view) LetterText(l DayLetter) string {
	parts := []string{v.Label(l.Kind), v.Joined(l.Invoices), v.MoneyIn(l.Sum+l.Charges, l.Currency)}
	if l.Charges != 0 {
		parts = append(parts, v.Word("of_which_charges")+" "+v.MoneyIn(l.Charges, l.Currency))
	}
	parts = append(parts, l.Address)
	return v.headed(l.Customer, v.Joined(cleaned(parts)))
}

// headed puts a name before a text.
func (v *view) headed(name, text string) string {
	if name == "" || text == "" {
		return name + text
	}
	return name + v.Colon() + " " + text
}
