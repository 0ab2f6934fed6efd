package books

import (
	"fmt"

	"github.com/voldaan/voldaan"
)

// String tells what became of an invoice in one line.
func (l Line) String() string {
	money := func(a voldaan.Amount) string { return voldaan.Money{Amount: a, Currency: l.Currency}.String() }
	switch {
	case l.Before == "":
		return fmt.Sprintf("invoice %s: registered, %s, %s open", l.Number, l.After, money(l.OpenAfter))
	case l.After == "":
		return fmt.Sprintf("invoice %s: no longer registered", l.Number)
	}
	out := fmt.Sprintf("invoice %s: ", l.Number)
	if l.Before != l.After {
		out += fmt.Sprintf("%s, was %s; ", l.After, l.Before)
	} else {
		out += fmt.Sprintf("still %s; ", l.After)
	}
	if l.OpenBefore != l.OpenAfter {
		return out + fmt.Sprintf("%s open, was %s", money(l.OpenAfter), money(l.OpenBefore))
	}
	return out + money(l.OpenAfter) + " open"
}

// told adds a line for each invoice, and how to take the command back.
func (o Outcome) told() Outcome {
	for _, l := range o.Invoices {
		o.Text = append(o.Text, l.String())
	}
	if o.Event != "" {
		o.Text = append(o.Text, fmt.Sprintf("to take this back: voldaan undo %s", o.Event))
	}
	return o
}
