package outbound

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// Dossier is what was written about a hand-over.
type Dossier struct {
	// Name is that of its folder, and without ".zip" that of its file.
	Name   string
	SHA256 string
	Size   int64
	Erased int // things of which the content is gone
	// Mails are the keys of the mails in it, and LeftOut counts those about
	// other invoices alone. The caller keeps them with the hand-over when it is
	// the first dossier, and so tells which mails every later one has.
	Mails   []string
	LeftOut int
}

// KeptWith notes a dossier with its hand-over, when it is the first.
func (d Dossier) KeptWith(h store.Handover) store.Handover {
	if h.SHA256 == "" {
		h.SHA256, h.Size, h.Mails, h.LeftOut = d.SHA256, d.Size, d.Mails, d.LeftOut
	}
	return h
}

// WriteDossier writes the dossier of a hand-over: what was known when the
// invoices were handed over, read from the log up to there. Made again of the
// same facts it has the same bytes; what was erased since is told instead of
// shown, and what became known later of a letter that had left, such as a
// bounce, shows.
func (o *Office) WriteDossier(ctx context.Context, h store.Handover, book *law.Book, w io.Writer) (out Dossier, err error) {
	err = o.DB.Snapshot(ctx, func(tx *store.Tx) (err error) {
		out, err = o.writeDossier(tx, h, book, w)
		return err
	})
	return out, err
}

// writeDossier is WriteDossier inside a transaction.
func (o *Office) writeDossier(tx *store.Tx, h store.Handover, book *law.Book, w io.Writer) (out Dossier, err error) {
	t := &tally{w: w, sum: sha256.New()}
	g := &gatherer{o: o, tx: tx, h: h, book: book}
	d, err := g.gather()
	if err != nil {
		return out, fmt.Errorf("gather the dossier of customer %s: %w", h.Customer, err)
	}
	out = Dossier{Name: d.Name, Erased: len(d.Erased), LeftOut: d.LeftOut}
	for _, m := range d.Mails {
		out.Mails = append(out.Mails, m.Key)
	}
	err = dossier.Write(t, d, o.Templates, g.bytes)
	out.SHA256, out.Size = hex.EncodeToString(t.sum.Sum(nil)), t.size
	return out, err
}

// tally counts and hashes what is written.
type tally struct {
	w    io.Writer
	sum  hash.Hash
	size int64
}

func (t *tally) Write(b []byte) (int, error) {
	n, err := t.w.Write(b)
	_, _ = t.sum.Write(b[:n]) // a hash never fails
	t.size += int64(n)
	return n, err
}

// gatherer finds the facts of a dossier.
type gatherer struct {
	o    *Office
	tx   *store.Tx
	h    store.Handover
	book *law.Book

	day    voldaan.Date
	l      *voldaan.Ledger // as it was when the invoices were handed over
	events []voldaan.Event
	undone map[voldaan.EventID]bool // groups that no longer count
	about  map[voldaan.InvoiceID]bool

	mails   []store.Mail   // that belong to it
	letters []store.Letter // that belong to it
	header  map[voldaan.MailID]headed
	number  map[string]int // of a mail in the dossier, by its key
	d       dossier.Dossier
}

// The keys by which a dossier asks for bytes.
func mailKey(id voldaan.MailID) string     { return "mail:" + string(id) }
func letterKey(id voldaan.LetterID) string { return "letter:" + string(id) }
func postKey(id voldaan.LetterID) string   { return "post:" + string(id) }
func documentKey(hash string) string       { return "document:" + hash }

// bytes is the source of the dossier: nil for what was erased.
func (g *gatherer) bytes(key string) (b []byte, err error) {
	kind, id, _ := strings.Cut(key, ":")
	switch kind {
	case "mail":
		b, err = g.rawMail(voldaan.MailID(id))
	case "letter":
		b, err = g.tx.LetterBytes(g.o.Creditor.ID, voldaan.LetterID(id))
	case "post":
		if b, err = g.tx.LetterBytes(g.o.Creditor.ID, voldaan.LetterID(id)); err == nil {
			b = postedSheet(b)
		}
	default:
		b, err = g.tx.Bytes(g.o.Creditor.ID, id)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if b == nil && err == nil {
		b = []byte{} // a mail without a byte is none that was erased
	}
	return b, err
}

func (g *gatherer) rawMail(id voldaan.MailID) ([]byte, error) {
	m, err := g.tx.Mail(g.o.Creditor.ID, id)
	if err != nil {
		return nil, err
	}
	return g.tx.Bytes(g.o.Creditor.ID, m.RawHash)
}

func (g *gatherer) gather() (dossier.Dossier, error) {
	for _, step := range []func() error{
		g.ledger, g.correspondence, g.parties, g.invoices, g.disputes, g.notices, g.chronology, g.deliveries, g.erased,
	} {
		if err := step(); err != nil {
			return dossier.Dossier{}, err
		}
	}
	return g.d, nil
}

// ledger makes the customer's ledger of the log up to the hand-over.
func (g *gatherer) ledger() error {
	id := g.o.Creditor.ID
	documents, err := g.tx.Ledger(id, g.h.Customer, store.ScopeAll, g.h.At)
	if err != nil {
		return err
	}
	if g.events, err = g.tx.EventsTo(id, g.h.Customer, g.h.Seq); err != nil {
		return err
	}
	if g.l, err = voldaan.Fold(documents, g.events); err != nil {
		return err
	}
	g.day = g.o.Creditor.Day(g.h.At)
	g.about, g.undone = map[voldaan.InvoiceID]bool{}, map[voldaan.EventID]bool{}
	for _, inv := range g.h.Invoices {
		g.about[inv] = true
	}
	for _, e := range g.events {
		if e.Kind == voldaan.EventUndone {
			g.undone[e.Ref] = true
		}
	}
	return nil
}

// parties are the names, and how to reach them.
func (g *gatherer) parties() error {
	cr, c := g.o.Creditor, g.l.Customer
	g.d.Name = "dossier-" + plainName(c.Number) + "-" + g.day.String()
	g.d.Format, g.d.ID, g.d.Language = dossier.Format, string(g.h.ID), cr.Language
	g.d.Made, g.d.Day, g.d.By = g.h.At.In(g.o.zone()), g.day, g.author(voldaan.AuthorOperator, g.h.Author)
	owner := cr.Owner()
	g.d.Creditor = dossier.Party{
		Name: cr.Name, Address: cr.Address, Country: cr.Country, Language: cr.Language, CompanyNumber: cr.CompanyNumber,
		VATNumber: cr.VATNumber, IBANs: cr.IBANs,
		Contacts: []dossier.Contact{{Name: owner.Name, Address: owner.Address}, {Address: cr.Mailbox}},
	}
	if owner.Address == "" {
		g.d.Creditor.Contacts = g.d.Creditor.Contacts[1:]
	}
	g.d.Debtor = dossier.Party{
		Name: c.Name, Number: c.Number, Kind: c.Kind, Address: c.Address, Country: c.Country, Language: c.Language,
		CompanyNumber: c.CompanyNumber, VATNumber: c.VATNumber,
	}
	for _, k := range g.l.Contacts {
		if k.Standing != "" { // known then
			g.d.Debtor.Contacts = append(g.d.Debtor.Contacts, dossier.Contact{
				Name: k.Name, Address: k.Address, Role: k.Role, Standing: k.Standing,
			})
		}
	}
	g.agreed()
	return nil
}

// agreed tells the terms that count for the invoices that were handed over: the
// latest, and those of older invoices.
func (g *gatherer) agreed() {
	invoices := map[voldaan.Terms][]string{}
	var all []voldaan.Terms
	for i := range g.l.Invoices {
		inv := &g.l.Invoices[i]
		t, _ := g.o.Creditor.TermsOf(g.l.Customer, inv.Issued)
		if !g.about[inv.ID] || t == (voldaan.Terms{}) {
			continue
		}
		if invoices[t] == nil {
			all = append(all, t)
		}
		invoices[t] = append(invoices[t], inv.Number)
	}
	slices.SortStableFunc(all, func(a, b voldaan.Terms) int { return int(b.Since - a.Since) })
	var out []dossier.Terms
	for _, t := range all {
		out = append(out, dossier.Terms{
			Days: t.Days, Interest: t.Interest, Damages: t.DamagesClause, Since: t.Since, Evidence: t.Evidence,
			Regular: t.RegularDelivery, ReminderFee: dossier.Sum(t.ReminderFee),
			Invoices: invoices[t],
		})
	}
	if len(out) > 0 {
		g.d.Terms, g.d.OlderTerms = out[0], out[1:]
	}
}

// plainName makes a part of a file's name of a customer's number.
func plainName(number string) string {
	return strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, number)
}

// author is who did something, in the dossier's language.
func (g *gatherer) author(by voldaan.AuthorKind, key string) string {
	if p, ok := g.o.Creditor.ColleagueKeyed(key); ok {
		return p.Name
	}
	return g.word("by_" + string(by))
}

func (g *gatherer) word(key string) string { return g.o.Templates.Word(g.o.Creditor.Language, key) }
