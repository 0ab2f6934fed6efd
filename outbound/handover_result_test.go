package outbound_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	gomail "github.com/emersion/go-message/mail"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// result is the mail about an answer to a proposal, as it left, n-th of all.
func (w *world) result(n int, reason voldaan.HandoverOutcome, args voldaan.LetterArgs) resultMail {
	w.Helper()
	w.within(func(tx *store.Tx) {
		w.check(tx.PutCase(voldaan.Case{
			ID: "c1", Creditor: kade, Customer: zon, Kind: voldaan.CaseHandover, Invoices: []voldaan.InvoiceID{"i1", "i2"}, State: voldaan.CaseClosed,
		}))
	})
	l := w.cr.ToColleague(voldaan.LetterHandoverResult, w.cr.Colleagues[0], w.now, w.office.Mint)
	args.Case, args.Reason = "c1", string(reason)
	l.Customer, l.Args = zon, args
	w.add(l)
	w.deliver()
	return w.opened(w.mails(n)[n-1].Raw)
}

// resultMail is a mail with its plain text on one line, and what is attached.
type resultMail struct {
	text, name string
	attached   []byte
}

func (w *world) opened(raw []byte) (out resultMail) {
	w.Helper()
	r, err := gomail.CreateReader(bytes.NewReader(raw))
	w.check(err)
	for {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		w.check(err)
		b, err := io.ReadAll(p.Body)
		w.check(err)
		if h, ok := p.Header.(*gomail.AttachmentHeader); ok {
			out.attached = b
			out.name, err = h.Filename()
			w.check(err)
		} else if out.text == "" {
			out.text = strings.Join(strings.Fields(string(b)), " ")
		}
	}
}

// TestHandoverResult attaches the dossier that WriteDossier writes, once it is
// small enough, and keeps its hash with the hand-over.
func TestHandoverResult(t *testing.T) {
	onBoth(t, func(w *world) {
		book, faults := law.Load(nil)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		w.office.Book = book
		w.zon()
		w.invoice(zon, "i2", "2026-042", 5_000, -2)
		h := w.handOver("i1")
		args := voldaan.LetterArgs{Invoices: h.Invoices, Handover: h.ID}

		w.office.DossierMax = 5000 // the fonts alone are larger
		m := w.result(1, voldaan.HandoverDone, args)
		if m.attached != nil {
			t.Errorf("%s is attached", m.name)
		}
		w.contains(m.text, "gaat niet met deze mail mee", "voldaan handover 70001 --again", "voldaan undo "+string(h.ID))
		kept := func() (out store.Handover) {
			w.within(func(tx *store.Tx) {
				var err error
				out, err = tx.Handover(kade, h.ID)
				w.check(err)
			})
			return out
		}
		if got := kept().SHA256; got != "" {
			t.Errorf("one that nobody has is kept: %s", got)
		}

		w.office.DossierMax = 0
		m = w.result(2, voldaan.HandoverDone, args)
		raw, _, _, made := w.dossier(h)
		if !bytes.Equal(m.attached, raw) || m.name != "dossier-70001-2026-03-04.zip" {
			t.Errorf("%s is attached, %d bytes", m.name, len(m.attached))
		}
		if got := kept(); got.SHA256 != made.SHA256 || got.Size != made.Size {
			t.Errorf("kept: %+v, made: %+v", got, made)
		}
		w.contains(m.text, "is deze factuur overgedragen", "Dit stond ook in het voorstel, en is niet overgedragen: Factuur", "2026-042", made.SHA256)

		both := voldaan.LetterArgs{Invoices: []voldaan.InvoiceID{"i1", "i2"}}
		w.contains(w.result(3, voldaan.HandoverNothing, both).text, "overgedragen, 4 dagen te laat", "voldaan handover 70001 --invoice 2026-042 Met")
		w.contains(w.result(4, voldaan.HandoverDeclined, both).text, "het voorstel is gesloten", "voldaan handover 70001 Met")
	})
}
