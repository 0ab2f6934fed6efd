package outbound

import (
	"bytes"
	"errors"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/templates"
)

// handoverResult tells a colleague what came of his answer to a proposal to hand
// over, and attaches the dossier where something was handed over.
func (c *composer) handoverResult(d *templates.Data) error {
	cs, err := c.tx.Case(c.o.Creditor.ID, c.l.Args.Case)
	if err != nil {
		return err
	}
	r := &d.Handover
	r.Outcome = voldaan.HandoverOutcome(c.l.Args.Reason)
	for _, id := range cs.Invoices {
		if inv := c.ledger.Invoice(id); inv != nil && !slices.Contains(c.l.Args.Invoices, id) {
			r.Left = append(r.Left, c.line(*inv))
		}
	}
	command := "voldaan handover " + d.Customer.Number
	switch r.Outcome {
	case voldaan.HandoverDone:
		r.Undo = "voldaan undo " + string(c.l.Args.Handover)
		r.Command = command + " --again"
		return c.dossier(d)
	case voldaan.HandoverAgain:
		r.Command = command + " --again"
	case voldaan.HandoverDeclined, voldaan.HandoverClosed, voldaan.HandoverUnclear:
		r.Command = command
	case voldaan.HandoverNothing:
		r.Command = byName(command, d.Lines)
	}
	return nil
}

// byName is the command that hands over what something stands against; empty
// where nothing is left that could be.
func byName(command string, lines []templates.Line) string {
	bare := command
	for _, l := range lines {
		if l.Status != voldaan.StatusClosed && l.Status != voldaan.StatusHandedOver {
			command += " --invoice " + l.Number
		}
	}
	if command == bare {
		return ""
	}
	return command
}

// errTooLarge says that a dossier is too large for a mail.
var errTooLarge = errors.New("larger than a mail may be")

// bounded keeps what is written, up to so many bytes.
type bounded struct {
	bytes.Buffer
	most int64
}

func (b *bounded) Write(p []byte) (int, error) {
	if int64(b.Len()+len(p)) > b.most {
		return 0, errTooLarge
	}
	return b.Buffer.Write(p)
}

// dossier attaches the dossier of a hand-over. One that is too large, or that
// cannot be written, stays away: the mail names the command that makes it.
func (c *composer) dossier(d *templates.Data) error {
	h, err := c.tx.Handover(c.o.Creditor.ID, c.l.Args.Handover)
	if err != nil {
		return err
	}
	zip := &bounded{most: c.o.dossierMax()}
	made, err := c.o.writeDossier(c.tx, h, c.o.Book, zip)
	if errors.Is(err, errTooLarge) {
		return nil
	}
	if err != nil {
		c.o.Log.Error("no dossier goes with the mail", "letter", c.l.ID, "customer", c.l.Customer, "error", err)
		return nil
	}
	d.Handover.File, d.Handover.SHA256 = made.Name+".zip", made.SHA256
	d.Attached = append(d.Attached, d.Handover.File)
	c.files = append(c.files, file{d.Handover.File, "application/zip", zip.Bytes()})
	return c.tx.PutHandover(made.KeptWith(h))
}
