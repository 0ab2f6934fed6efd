package templates

// clean makes every text of the data safe to stand in a letter (see OneLine),
// in copies: the caller's data stays as it is.
func clean(d Data) Data {
	one := func(fields ...*string) {
		for _, f := range fields {
			*f = OneLine(*f, nameRunes)
		}
	}
	long := func(fields ...*string) {
		for _, f := range fields {
			*f = OneLine(*f, lineRunes)
		}
	}
	one(&d.Sender, &d.Person, &d.Customer.Name, &d.Customer.Number, &d.Customer.Phone, &d.Contact.Name,
		&d.Creditor.Name, &d.Creditor.Country, &d.Creditor.CompanyNumber, &d.Creditor.VATNumber, &d.Creditor.Mail, &d.Case.From, &d.Case.Address,
		&d.Case.Command, &d.Handover.SHA256, &d.Handover.Undo)
	long(&d.Thread, &d.Words, &d.Case.Reason, &d.Case.Subject, &d.Asked.Document, &d.Notice.Title, &d.Handover.File, &d.Handover.Command)
	d.Currency, d.Case.Intent, d.Letter = code(d.Currency), code(d.Case.Intent), code(d.Letter)
	d.Creditor.Address = cleaned(d.Creditor.Address)
	d.Creditor.IBANs = cleaned(d.Creditor.IBANs)
	d.Attached = cleaned(d.Attached)
	d.Registered.Again = cleaned(d.Registered.Again)
	d.Registered.Warnings = cleaned(d.Registered.Warnings)
	d.Notice.Lines = cleaned(d.Notice.Lines)
	d.Case.Quote = manyLines(d.Case.Quote, quoteRunes)

	if d.Legal != nil {
		legal := *d.Legal
		one(&legal.Country)
		d.Legal = &legal
	}
	d.Lines, d.Apart, d.Handover.Left = cleanLines(d.Lines), cleanLines(d.Apart), cleanLines(d.Handover.Left)
	d.Case.History = each(d.Case.History, func(h *HistoryLine) { long(&h.Text) })
	d.Asked.Fields = each(d.Asked.Fields, func(f *Field) { long(&f.Key, &f.Value) })
	d.Letters = each(d.Letters, func(l *DayLetter) {
		one(&l.Customer, &l.Address)
		l.Kind, l.Currency = code(l.Kind), code(l.Currency)
		l.Invoices = cleaned(l.Invoices)
		l.Risks = cleaned(l.Risks)
	})
	d.Charges = each(d.Charges, func(c *Charge) {
		one(&c.Number)
		c.Kind = code(c.Kind)
	})
	d.Discounts = each(d.Discounts, func(x *Discount) { one(&x.Number) })
	d.Digest.Figures = each(d.Digest.Figures, func(f *Figure) { long(&f.Label, &f.Value) })
	d.Digest.Sections = each(d.Digest.Sections, func(s *Section) {
		long(&s.Title)
		s.Rows = each(s.Rows, func(r *Row) {
			one(&r.Customer)
			long(&r.Text)
			r.Currency = code(r.Currency)
		})
	})
	return d
}

func cleanLines(lines []Line) []Line {
	return each(lines, func(l *Line) {
		l.Number = OneLine(l.Number, nameRunes)
		l.Subject = OneLine(l.Subject, nameRunes)
		l.PaymentReference = OneLine(l.PaymentReference, nameRunes)
		l.Status = code(l.Status)
	})
}

// code cleans a value that should be one of a few, but may be any text.
func code[T ~string](v T) T { return T(OneLine(string(v), nameRunes)) }

// cleaned gives the texts that are not empty once they are clean.
func cleaned(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = OneLine(t, lineRunes); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// each gives a copy of a list in which f has changed every element.
func each[T any](list []T, f func(*T)) []T {
	out := make([]T, len(list))
	for i, v := range list {
		f(&v)
		out[i] = v
	}
	return out
}
