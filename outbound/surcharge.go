package outbound

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// NewLaw reckons the claims on a customer around a day, with the notices that he
// was sent.
func NewLaw(cr *voldaan.Creditor, book *law.Book, tx *store.Tx, l *voldaan.Ledger, day voldaan.Date) (Law, error) {
	w := Law{Creditor: cr, Book: book}
	country := cmp.Or(l.Customer.Country, cr.Country)
	year := day.Time().Year()
	var err error
	if w.Calendar, err = calendar.Statutory(country, year-2, year+1); err != nil { // one whose holidays are not known
		w.Calendar = voldaan.Calendar{Country: country}
	}
	if w.Past, err = wholePast(cr, tx, l, day); err != nil {
		return w, err
	}
	if w.Notices, err = notices(cr, tx, l); err != nil {
		return w, err
	}
	for i := range w.Notices {
		w.cost(l, &w.Notices[i])
	}
	return w, nil
}

// notices are the legal notices that a customer was sent and that did not come
// back, the earliest first, with what shows that they arrived (invariant 11).
func notices(cr *voldaan.Creditor, tx *store.Tx, l *voldaan.Ledger) ([]SentNotice, error) {
	var out []SentNotice
	for _, d := range l.Demands {
		if !d.Notice || d.State != voldaan.DemandSent {
			continue
		}
		i := slices.IndexFunc(out, func(n SentNotice) bool { return n.Letter == d.Letter })
		if i < 0 {
			n, err := sentNotice(cr, tx, d)
			if errors.Is(err, sql.ErrNoRows) {
				continue // its row or its bytes were erased
			}
			if err != nil {
				return nil, err
			}
			out = append(out, n)
			i = len(out) - 1
		}
		if inv := l.Invoice(d.Invoice); inv != nil && inv.Due < d.Day {
			out[i].Claims = append(out[i].Claims, inv.Number)
			out[i].Principal += d.Amount
		}
	}
	slices.SortStableFunc(out, func(a, b SentNotice) int { return int(a.Delivery.Sent - b.Delivery.Sent) })
	for i := range out {
		out[i].LeftOut = leftOut(l, out, i)
	}
	return out, nil
}

// sentNotice is the letter of a demand as the law asks about it.
func sentNotice(cr *voldaan.Creditor, tx *store.Tx, d voldaan.Demand) (SentNotice, error) {
	n := SentNotice{Letter: d.Letter}
	letter, err := tx.Letter(cr.ID, d.Letter)
	if err != nil {
		return n, err
	}
	raw, err := tx.LetterBytes(cr.ID, d.Letter)
	if err != nil {
		return n, err
	}
	terms := letter.Args.Notice
	if terms == nil {
		return n, sql.ErrNoRows
	}
	n.Text, n.Costs = letterText(raw), terms.Costs
	for _, s := range terms.Stated {
		n.Stated = append(n.Stated, law.Fact(s))
	}
	n.Delivery = law.Delivery{Channel: law.ChannelEmail, Sent: d.Day, Evidence: law.EvidencePresumed}
	if terms.Post {
		n.Text, n.Delivery.Channel = postedText(raw), law.ChannelPost
	}
	if d.Received != 0 {
		n.Delivery.Evidence, n.Delivery.Received = law.EvidenceProved, d.Received
	}
	return n, nil
}

// leftOut lists the claims of other notices that could have stood in one: all
// were late when the earlier of the two was sent (art. 6:96 lid 7 BW).
func leftOut(l *voldaan.Ledger, all []SentNotice, i int) []string {
	var out []string
	late := func(number string, on voldaan.Date) bool {
		inv := l.InvoiceNumbered(number)
		return inv != nil && inv.Due < on
	}
	for j, other := range all {
		earlier := min(all[i].Delivery.Sent, other.Delivery.Sent)
		if j == i || !slices.ContainsFunc(all[i].Claims, func(n string) bool { return late(n, earlier) && !slices.Contains(other.Claims, n) }) {
			continue
		}
		for _, n := range other.Claims {
			if late(n, earlier) && !slices.Contains(all[i].Claims, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// onTop makes a demand a legal notice where it is to be one, and claims what its
// steps say as far as the law lets it; what is claimed waits for a colleague's
// yes (invariants 5 and 11). What stands against a claim lets the letter go
// without it. It returns what is to be noted in the log.
func (o *Office) onTop(tx *store.Tx, l *voldaan.Ledger, d voldaan.Draft, letter *voldaan.Letter, now time.Time) (string, error) {
	if o.Book == nil || d.Kind.Class() != voldaan.ClassDemand || !d.Channel.Written() || letter.Args.Currency != voldaan.EUR {
		return "", nil
	}
	day := o.Creditor.Day(now)
	if d.Notice {
		letter.Args.Notice = o.noticeTerms(l, d, day)
	}
	lines, risks, err := o.charges(tx, l, about{letter: letter.ID, lines: d.Lines, notice: letter.Args.Notice}, now)
	switch {
	case err != nil || len(lines) == 0:
		return "", err
	case asked(l, d, day) >= claimDays:
		return claimsLeftOut, nil
	}
	letter.Args.Charges, letter.Args.Risks, letter.Approved = lines, risks, waitsForYes
	return "", nil
}

// claimsLeftOut is the note that a letter goes without a claim, since nobody
// said yes to it.
const claimsLeftOut = "claims_left_out"

// claimDays is on how many days a colleague is asked about a claim before the
// letter goes without it.
const claimDays = 3

// asked counts the days on which a claim on these invoices waited for a yes that
// did not come, since their last letter.
func asked(l *voldaan.Ledger, d voldaan.Draft, day voldaan.Date) int {
	about := d.Invoices()
	var last voldaan.Date
	for _, x := range l.Demands {
		if slices.Contains(about, x.Invoice) && x.State == voldaan.DemandSent {
			last = max(last, x.Day)
		}
	}
	days := map[voldaan.LetterID]bool{}
	for _, c := range l.Charges {
		if c.State == voldaan.ChargeVoid && c.Day >= last && slices.Contains(about, c.Invoice) && neverLeft(l, c.Letter) {
			days[c.Letter] = true
		}
	}
	return len(days)
}

// neverLeft reports a letter that was cancelled before its first attempt.
func neverLeft(l *voldaan.Ledger, id voldaan.LetterID) bool {
	return slices.ContainsFunc(l.Demands, func(d voldaan.Demand) bool { return d.Letter == id && d.State == voldaan.DemandCancelled })
}

// about is a letter of which is asked what it may claim.
type about struct {
	letter voldaan.LetterID // empty: none yet
	lines  []voldaan.DemandLine
	notice *voldaan.NoticeTerms // nil: it is no legal notice
}

// charges are what a letter may claim today, and what a colleague takes upon
// himself who says yes to it. A fault in the terms of a customer is told, and
// nothing is claimed.
func (o *Office) charges(tx *store.Tx, l *voldaan.Ledger, a about, now time.Time) ([]voldaan.ChargeLine, []string, error) {
	lines := o.withoutFee(l, a.lines)
	if !slices.ContainsFunc(lines, func(d voldaan.DemandLine) bool { return d.Claims.Any() }) {
		return nil, nil, nil
	}
	day := o.Creditor.Day(now)
	w, err := NewLaw(o.Creditor, o.Book, tx, l, day)
	if err != nil {
		return nil, nil, err
	}
	w.Letter, w.Own = a.letter, ownNotice(l, a.notice, lines, day)
	claims, err := w.ClaimsOn(l, voldaan.EUR, day, lines)
	if err != nil {
		o.Log.Warn("nothing is claimed on top", "customer", l.Customer.ID, "error", err)
		return nil, nil, nil
	}
	var out []voldaan.ChargeLine
	var risks []string
	for _, c := range claims {
		if c.Verdict == law.No || len(c.Lines) == 0 {
			continue
		}
		out = append(out, c.Lines...)
		for _, r := range c.Reasons {
			if text := r.String(); r.ToCheck && !slices.Contains(risks, text) {
				risks = append(risks, text)
			}
		}
	}
	return out, risks, nil
}

// Claimable is what a letter may claim on a day on top of what was claimed
// before, with the risks of it.
func (o *Office) Claimable(tx *store.Tx, l *voldaan.Ledger, d voldaan.Draft, now time.Time) ([]string, []voldaan.ChargeLine, error) {
	if o.Book == nil {
		return nil, nil, nil
	}
	a := about{lines: d.Lines}
	if d.Notice {
		a.notice = o.noticeTerms(l, d, o.Creditor.Day(now))
	}
	charges, risks, err := o.charges(tx, l, a, now)
	return risks, charges, err
}

// noticeTerms are what a letter states as the notice of the debtor's country;
// nil where none is known, or where what it must state is not.
func (o *Office) noticeTerms(l *voldaan.Ledger, d voldaan.Draft, day voldaan.Date) *voldaan.NoticeTerms {
	country := cmp.Or(l.Customer.Country, o.Creditor.Country)
	kind := l.Customer.Kind
	if kind == "" {
		kind = voldaan.KindUnknown
	}
	n, known := o.Book.Notice(country, kind)
	if !known {
		return nil
	}
	out := &voldaan.NoticeTerms{Country: country, Kind: n.Kind, Days: n.Days, Interest: true, Post: d.Channel == voldaan.ChannelPost}
	var principal voldaan.Amount
	described := true
	for _, line := range d.Lines {
		inv := l.Invoice(line.Invoice)
		if inv.Due >= day { // a notice lists exactly the claims in default
			return nil
		}
		principal += line.Amount
		described = described && inv.Subject != ""
	}
	stated := []law.Fact{law.FactBalance, law.FactTerm, law.FactDueDate, law.FactCreditorName}
	switch country {
	case "NL":
		costs, err := o.Book.CollectionCosts(day, o.Creditor.VATRecoverable, principal)
		if err != nil {
			o.Log.Warn("the letter is no notice", "customer", l.Customer.ID, "error", err)
			return nil
		}
		out.Costs, out.WithVAT = costs.Total(), !o.Creditor.VATRecoverable
		stated = append(stated, law.FactConsequence)
	case "BE":
		out.Costs = o.belgianDamages(l, d, day)
		stated = append(stated, law.FactConsequence) // or that none are asked
	}
	if out.Costs > 0 || country == "BE" {
		stated = append(stated, law.FactCosts)
	}
	if out.WithVAT {
		stated = append(stated, law.FactVAT)
	}
	if o.Creditor.CompanyNumber != "" {
		stated = append(stated, law.FactEnterpriseNumber)
	}
	if described {
		stated = append(stated, law.FactDescription)
	}
	for _, f := range stated {
		out.Stated = append(out.Stated, string(f))
	}
	return out
}

// belgianDamages is what the clauses come to that were agreed for the invoices,
// within the cap of art. XIX.4 WER on the sum that they bind; zero where none
// was.
func (o *Office) belgianDamages(l *voldaan.Ledger, d voldaan.Draft, day voldaan.Date) voldaan.Amount {
	var all []owing
	for _, line := range d.Lines {
		a, err := agreedOn(o.Creditor, l.Customer, l.Invoice(line.Invoice).Issued)
		if err != nil {
			return 0
		}
		all = append(all, owing{a, line.Amount})
	}
	sum, open := damages(all)
	most, err := o.Book.DamagesCap(day, open)
	if err != nil {
		return 0
	}
	return min(most, sum)
}

// chargesChanged says what became different of the claims of a letter since it
// was decided: a letter that may not claim a thing does not leave with it. The
// law is asked for that day: one that was refused for now keeps its interest.
func (o *Office) chargesChanged(tx *store.Tx, l *voldaan.Ledger, letter voldaan.Letter) (string, error) {
	if len(letter.Args.Charges) == 0 {
		return "", nil
	}
	a := about{letter: letter.ID, lines: letter.Args.Demands, notice: letter.Args.Notice}
	lines, _, err := o.charges(tx, l, a, letter.Made)
	if err != nil || slices.Equal(lines, letter.Args.Charges) {
		return "", err
	}
	return "what may be claimed on top changed", nil
}

// claimed shows what a demand claims on top: what earlier letters claimed and is
// not paid, and its own, to which a colleague has said yes and which the law
// still allows. Otherwise it is not rendered.
func (c *composer) claimed(d *templates.Data) error {
	if n := c.l.Args.Notice; n != nil {
		d.Legal = &templates.Legal{Country: n.Country, Days: n.Days, Costs: n.Costs, WithVAT: n.WithVAT, Post: n.Post}
		for _, x := range c.l.Args.Charges {
			if x.Kind == voldaan.ChargeReminderFee {
				d.Legal.Fee += x.Amount
			}
		}
	}
	for _, line := range c.l.Args.Demands {
		inv := c.ledger.Invoice(line.Invoice)
		if inv == nil {
			continue
		}
		for _, part := range []voldaan.Part{voldaan.PartInterest, voldaan.PartCosts} {
			if left := c.ledger.Charged(inv.ID, part); left > 0 {
				d.Charges = append(d.Charges, templates.Charge{
					Number: inv.Number, Kind: c.ledger.ChargedFor(inv.ID, part), Amount: left, Before: true,
				})
			}
		}
	}
	slices.SortStableFunc(d.Charges, func(a, b templates.Charge) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(b.Kind, a.Kind))
	})
	if len(c.l.Args.Charges) == 0 {
		return nil
	}
	if c.l.Approved == "" || c.l.Approved == waitsForYes {
		return fmt.Errorf("%w: it claims interest or costs, and no colleague has said yes", errRender)
	}
	changed, err := c.o.chargesChanged(c.tx, c.ledger, c.l.Letter)
	if err != nil {
		return err
	}
	if changed != "" {
		return fmt.Errorf("%w: %s", errRender, changed)
	}
	for _, x := range c.l.Args.Charges {
		if inv := c.ledger.Invoice(x.Invoice); inv != nil {
			d.Charges = append(d.Charges, templates.Charge{Number: inv.Number, Kind: x.Kind, Amount: x.Amount, Since: x.From, Until: x.To})
		}
	}
	return nil
}

// caseChargesLeft is why a case is opened about an invoice that was paid without
// what was claimed on top.
const caseChargesLeft = "charges_left"

// leftCharge is what was claimed on top of an invoice and not paid when its
// principal was.
type leftCharge struct {
	customer voldaan.CustomerID
	invoice  voldaan.InvoiceID
	currency voldaan.Currency
	sum      voldaan.Amount
}

// leftCharges lists them for an account.
func leftCharges(l *voldaan.Ledger, cur voldaan.Currency) []leftCharge {
	var out []leftCharge
	for _, inv := range l.Invoices {
		if sum := l.Surcharge(inv.ID); inv.Registered && inv.Currency == cur && l.Open(inv.ID) <= 0 && sum > 0 {
			out = append(out, leftCharge{l.Customer.ID, inv.ID, cur, sum})
		}
	}
	return out
}

// chargesLeft gives one to the owner, once for each invoice, so that it is not
// forgotten silently.
func (o *Office) chargesLeft(tx *store.Tx, x leftCharge, now time.Time) error {
	once := "charges:" + string(x.invoice)
	if _, err := tx.LetterOnce(o.Creditor.ID, once); !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	c, letter := o.newCase(x.customer, []voldaan.InvoiceID{x.invoice}, caseChargesLeft, now)
	letter.Args.Amount, letter.Args.Currency = x.sum, x.currency
	if err := tx.PutCase(c); err != nil {
		return err
	}
	_, err := tx.AddLetter(letter, once)
	return err
}
