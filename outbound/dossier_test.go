package outbound_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gomail "github.com/emersion/go-message/mail"
	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// told is what a test looks at of a dossier.json.
type told struct {
	Debtor     struct{ Address []string }
	Terms      toldTerms
	OlderTerms []toldTerms `json:"older_terms"`
	Totals     []struct{ Currency, Invoiced, Paid, Credited, Open, Unplaced, Charges string }
	Invoices   []struct {
		Number, Net, Open, Document string
		DaysLate                    int `json:"days_late"`
		VAT                         []struct{ Rate, Base, Tax string }
		Payments                    []struct{ Kind, Reference, Amount, Placed, Part string }
		Standings                   []struct{ Kind, Amount string }
		Charges                     []toldCharge
	}
	Unplaced   []struct{ Reference, Amount, Placed string } `json:"unplaced_payments"`
	Disputes   []toldDispute
	Notices    []toldNotice
	Chronology []struct {
		Text, By, Quote string
		Mail            int
		Erased          bool `json:"quote_erased"`
	}
	Mails []struct {
		Number              int
		Out, Erased         bool
		Kind, Subject, File string
	}
	Deliveries []struct {
		Mail    int
		Address string
		State   string
		Code    int `json:"smtp_code"`
		Reports []struct {
			Mail                 int
			Kind, Status, Reason string
		}
	}
	Documents []struct {
		Invoice, File string
		Erased        bool
	}
	Erased []struct {
		What, Name, Day string
		Mail            int
	}
	LeftOut int `json:"mails_about_other_invoices"`
}

type toldTerms struct {
	Interest string
	Invoices []string
}

type toldCharge struct {
	Day, Kind, Amount string
	Waived            bool
	WaivedOn          string `json:"waived_on"`
}

type toldDispute struct {
	Invoice, Reason, Quote, Ended, Amount string
	Mail                                  int
	Answers                               []struct {
		Mail int
		Kind string
	}
}

type toldNotice struct {
	Channel, Evidence, Received, First, Last, Void, Law string
	DueFrom                                             string `json:"costs_due_from"`
	Mail, Proof                                         int
	ToCheck                                             bool `json:"to_be_checked"`
}

// dossier writes the dossier of a hand-over and reads it back.
func (w *world) dossier(h store.Handover) ([]byte, told, map[string]string, outbound.Dossier) {
	w.Helper()
	book, faults := law.Load(nil)
	if len(faults) > 0 {
		w.Fatal(faults)
	}
	var b bytes.Buffer
	made, err := w.office.WriteDossier(w.Context(), h, book, &b)
	w.check(err)
	if made.Size != int64(b.Len()) || len(made.SHA256) != 64 {
		w.Errorf("%+v of %d bytes", made, b.Len())
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	w.check(err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		w.check(err)
		raw, err := io.ReadAll(r)
		w.check(err)
		_, name, _ := strings.Cut(f.Name, "/")
		files[name] = string(raw)
	}
	var d told
	w.check(json.Unmarshal([]byte(files["dossier.json"]), &d))
	return b.Bytes(), d, files, made
}

// TestDossierTerms: each invoice has the terms of its day, the latest first.
func TestDossierTerms(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.invoice(zon, "i2", "2026-010", 50_000, -40)
		w.invoice(zon, "i3", "2026-042", 50_000, -3)
		w.invoice(zon, "i4", "2025-001", 50_000, -400)
		terms := func(interest string, since int) voldaan.GeneralTerms {
			return voldaan.GeneralTerms{Terms: voldaan.Terms{Interest: interest, Since: w.day().Add(since), Evidence: "terms " + interest}}
		}
		w.cr.Terms = []voldaan.GeneralTerms{terms("8", -200), terms("9", -40)}
		_, d, _, _ := w.dossier(w.handOver("i1", "i2", "i3", "i4"))
		if d.Terms.Interest != "9" || strings.Join(d.Terms.Invoices, " ") != "2026-041 2026-042" || len(d.OlderTerms) != 1 ||
			d.OlderTerms[0].Interest != "8" || strings.Join(d.OlderTerms[0].Invoices, " ") != "2026-010" {
			t.Errorf("%+v, older %+v", d.Terms, d.OlderTerms)
		}
	})
}

// handOver hands invoices of the customer zon over.
func (w *world) handOver(ids ...voldaan.InvoiceID) (h store.Handover) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			s := w.cr.Stamp(zon, voldaan.AuthorColleague, w.now, w.mint())
			s.Author = w.cr.Colleagues[0].Key()
			return voldaan.Handover(l, ids, s)
		}))
		all, err := tx.Events(kade, zon)
		w.check(err)
		last := all[len(all)-1]
		h = store.Handover{
			ID: last.Group, Creditor: kade, Customer: zon, Seq: last.Seq, At: w.now, Author: last.Author, Invoices: ids,
		}
		w.check(tx.PutHandover(h))
	})
	return h
}

// handled stores a mail as the desk leaves it.
func (w *world) handled(m store.Mail, reply, header string) {
	w.Helper()
	m.Customer, m.HandledAt = zon, w.now
	if m.State == "" {
		m.State = store.MailHandled
	}
	if m.MessageID == "" {
		m.MessageID = string(m.ID) + "@zon.example"
	}
	raw := fmt.Sprintf("From: An <an@zon.example>\r\nMessage-ID: <%s>\r\nSubject: %s\r\n%s\r\n%s\r\n", m.MessageID, m.ID, header, reply)
	w.mail(m, store.MailText{Sender: "an@zon.example", Subject: string(m.ID), Reply: reply, Reading: reply}, raw)
	w.later(time.Minute)
}

// lived lets the customer zon have a history: two invoices late, a reminder, a
// complaint that the bot and a colleague answered, money, mails of all kinds.
func (w *world) lived() {
	w.Helper()
	w.customer(zon, "Bakkerij Zon", "70001", "an@zon.example")
	var document string
	w.within(func(tx *store.Tx) {
		w.check(tx.SetAddress(kade, zon, []string{"Laan 7", "9000 Gent"}))
		var err error
		document, err = tx.Blob(kade, []byte("%PDF-1.4 invoice"), w.now)
		w.check(err)
		w.check(tx.AddVAT(kade, store.VATLine{Invoice: "i1", Rate: "21", Base: 100_000, Tax: 21_000}))
	})
	w.register(zon, voldaan.Invoice{
		ID: "i1", Number: "2026-041", Subject: "Onderhoud", Net: 100_000, Total: 121_000, Currency: voldaan.EUR, Due: w.day() - 4,
		Issued: w.day() - 34, Document: document,
	})
	w.invoice(zon, "i2", "2026-040", 50_000, -9)
	w.turn() // a reminder about both
	var reminder store.Letter
	w.within(func(tx *store.Tx) {
		all, err := tx.CustomerLetters(kade, zon)
		w.check(err)
		reminder = all[0]
	})
	w.handled(store.Mail{ID: "complaint", Kind: voldaan.MailCustomer, Letter: reminder.ID}, "De prijs klopt niet.", "")
	w.apply(zon, voldaan.EventMailRead, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Mail, e.Reason, e.By = "complaint", "dispute", voldaan.AuthorCustomer
	})
	w.apply(zon, voldaan.EventDisputed, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Invoice, e.Amount, e.Reason, e.Mail, e.By = "i1", 20_000, "wrong_price", "complaint", voldaan.AuthorCustomer
		e.Evidence, e.Confidence = voldaan.Evidence{Part: "reply", From: 3, To: 20, By: "phrase"}, 900
	})
	w.answer(voldaan.LetterDisputeReceived, "complaint")
	w.turn()
	w.handled(store.Mail{ID: "hers", Kind: voldaan.MailColleague}, "Wij kijken het na.",
		"To: an@zon.example\r\nIn-Reply-To: <complaint@zon.example>\r\n")
	w.handled(store.Mail{ID: "hers-sent", Kind: voldaan.MailColleague, Folder: "sent", MessageID: "hers@zon.example"}, "Wij kijken het na!",
		"To: an@zon.example\r\n")
	w.handled(store.Mail{ID: "inside", Kind: voldaan.MailColleague}, "Wat doen we?", "To: bot@kade.example, mia@kade.example\r\n")
	w.handled(store.Mail{ID: "on-case", Kind: voldaan.MailColleague, Letter: w.caseMail("complaint").ID}, "ja", "To: an@zon.example\r\n")
	w.handled(store.Mail{ID: "pretence", Kind: voldaan.MailCustomer, State: store.MailQuarantined, Trouble: "pretence: no DKIM"}, "Ik ben Anna.", "")
	w.handled(store.Mail{ID: "odd", Kind: voldaan.MailUnreadable, State: store.MailQuarantined, Trouble: "nothing in it can be read"}, "?", "")
	w.handled(store.Mail{ID: "bounce", Kind: voldaan.MailBounce, Letter: reminder.ID},
		`{"bounce":{"recipients":[{"address":"an@zon.example","status":"4.2.2","reason":"mailbox_full","hard":false}]}}`, "")
	w.handled(store.Mail{ID: "receipt", Kind: voldaan.MailReport, Letter: reminder.ID}, "ok",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n")
	w.handled(store.Mail{ID: "other", Kind: voldaan.MailCustomer}, "Factuur 2026-040 is betaald.", "")
	w.apply(zon, voldaan.EventHeld, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Invoice, e.Until, e.Mail = "i2", w.day()+2, "other" })
	w.pay(zon, "p2", "i2", 50_000)
	w.pay(zon, "p1", "i1", 30_000)
	w.apply(zon, voldaan.EventPaymentBooked, func(l *voldaan.Ledger, e *voldaan.Event) {
		l.Payments = append(l.Payments, voldaan.Payment{
			ID: "p3", Customer: zon, Kind: voldaan.PaymentTransfer, Reference: "odd", Day: w.day(), Currency: voldaan.EUR, Amount: 77_00,
		})
		e.Payment, e.Amount = "p3", 77_00
	})
}

// after lets things happen that came after a hand-over.
func (w *world) after() {
	w.Helper()
	w.tomorrow(11)
	w.pay(zon, "p9", "i1", 1_000)
	w.contact(zon, voldaan.Contact{ID: "new", Address: "nieuw@zon.example"})
	w.invoice(zon, "i9", "2026-099", 9_900, -3)
	w.handled(store.Mail{ID: "late", Kind: voldaan.MailCustomer}, "Wij betalen.", "")
	w.answer(voldaan.LetterQuestionReceived, "late")
	w.turn()
	w.apply(zon, voldaan.EventDisputeResolved, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Invoice = "i1" })
}

func TestDossier(t *testing.T) {
	onBoth(t, func(w *world) {
		w.lived()
		h := w.handOver("i1")
		first, d, files, made := w.dossier(h)
		h.SHA256, h.Mails, h.LeftOut = made.SHA256, made.Mails, made.LeftOut // as the command keeps it
		w.account(d)
		w.story(d)
		if got := d.Debtor.Address; !slices.Equal(got, []string{"Laan 7", "9000 Gent"}) {
			w.Errorf("the debtor gets post at %q", got)
		}

		var mails []string
		for _, m := range d.Mails {
			mails = append(mails, fmt.Sprintf("%d %s %v", m.Number, m.Kind, m.Out))
			if files[m.File] == "" {
				w.Errorf("mail %d has no file", m.Number)
			}
		}
		want := []string{
			"1 reminder1 true", "2 customer false", "3 dispute_received true", "4 colleague true", "5 unreadable false",
			"6 bounce false", "7 report false",
		}
		if diff := cmp.Diff(want, mails); diff != "" || d.LeftOut != 1 {
			w.Errorf("%d left out: %s", d.LeftOut, diff)
		}
		if v := d.Deliveries[0]; v.Mail != 1 || v.State != "sent" || v.Code != 250 || v.Address != "an@zon.example" || len(v.Reports) != 3 ||
			v.Reports[0].Mail != 2 || v.Reports[1].Reason != "mailbox_full" || v.Reports[1].Status != "4.2.2" || v.Reports[2].Kind != "report" {
			w.Errorf("%+v", v)
		}
		if files["documents/2026-041.pdf"] != "%PDF-1.4 invoice" {
			w.Errorf("%+v", d.Documents)
		}

		w.after()
		again, _, _, _ := w.dossier(h)
		if !bytes.Equal(first, again) {
			w.Error("the same hand-over gave another dossier")
		}
		now := w.now
		w.within(func(tx *store.Tx) {
			_, err := tx.EraseCustomer(kade, zon, now)
			w.check(err)
		})
		_, gone, files, _ := w.dossier(h)
		w.gone(gone, files)
	})
}

// account looks at the sums.
func (w *world) account(d told) {
	w.Helper()
	if len(d.Invoices) != 1 || len(d.Totals) != 1 {
		w.Fatalf("%+v", d)
	}
	v, sum := d.Invoices[0], d.Totals[0]
	if v.Number != "2026-041" || v.Net != "1000.00" || v.Open != "910.00" || v.DaysLate != 4 || len(v.VAT) != 1 || v.VAT[0].Tax != "210.00" ||
		v.Document != "documents/2026-041.pdf" {
		w.Errorf("%+v", v)
	}
	if len(v.Payments) != 1 || v.Payments[0].Reference != "p1" || v.Payments[0].Placed != "300.00" || v.Payments[0].Part != "principal" {
		w.Errorf("%+v", v.Payments)
	}
	if len(v.Standings) != 1 || v.Standings[0].Kind != "dispute" || v.Standings[0].Amount != "200.00" {
		w.Errorf("%+v", v.Standings)
	}
	if len(d.Unplaced) != 1 || d.Unplaced[0].Reference != "odd" || d.Unplaced[0].Placed != "0.00" {
		w.Errorf("%+v", d.Unplaced)
	}
	if sum.Invoiced != "1210.00" || sum.Paid != "300.00" || sum.Credited != "0.00" || sum.Open != "910.00" || sum.Unplaced != "77.00" {
		w.Errorf("%+v", sum)
	}
}

// story looks at what is told.
func (w *world) story(d told) {
	w.Helper()
	want := toldDispute{Invoice: "2026-041", Reason: "wrong_price", Quote: "prijs klopt niet.", Amount: "200.00", Mail: 2}
	want.Answers = append(want.Answers, struct {
		Mail int
		Kind string
	}{3, "dispute_received"}, struct {
		Mail int
		Kind string
	}{4, "colleague"})
	if diff := cmp.Diff([]toldDispute{want}, d.Disputes); diff != "" {
		w.Error(diff)
	}
	var lines []string
	for _, l := range d.Chronology {
		lines = append(lines, l.Text)
		if strings.Contains(l.Text, "2026-040") || strings.Contains(l.Text, "500,00") {
			w.Errorf("it tells of another invoice: %s", l.Text)
		}
	}
	for _, says := range []string{"factuur geregistreerd 2026-041", "brief verstuurd herinnering", "betwist 2026-041", "300,00", "overgedragen 2026-041"} {
		if !slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(strings.ReplaceAll(s, "\u00a0", " "), says) }) {
			w.Errorf("it does not tell %q: %q", says, lines)
		}
	}
	if last := d.Chronology[len(d.Chronology)-1]; last.By != "Anna Kade" {
		w.Errorf("handed over by %s", last.By)
	}
	if len(d.Notices) != 0 {
		w.Errorf("a plain reminder is no notice: %+v", d.Notices)
	}
}

// gone looks at a dossier of which everything personal was erased.
func (w *world) gone(d told, files map[string]string) {
	w.Helper()
	for name, text := range files {
		if strings.Contains(text, "zon.example") || strings.Contains(text, "Bakkerij") || strings.Contains(text, "prijs klopt") {
			w.Errorf("%s has what was erased", name)
		}
		if strings.HasSuffix(name, ".eml") && !strings.Contains(text, "kade.example") {
			w.Errorf("%s is there", name)
		}
	}
	what := map[string]int{}
	for _, e := range d.Erased {
		what[e.What]++
		if e.Day != "2026-03-05" {
			w.Errorf("%+v", e)
		}
	}
	if diff := cmp.Diff(map[string]int{"contact": 1, "customer": 1, "document": 1, "letter": 2, "mail": 5}, what); diff != "" {
		w.Error(diff)
	}
	if len(d.Debtor.Address) > 0 || len(d.Documents) != 1 || !d.Documents[0].Erased || d.Mails[0].File != "" || !d.Mails[0].Erased || d.Invoices[0].Open != "910.00" {
		w.Errorf("%+v %+v", d.Documents, d.Mails)
	}
	quotes := 0
	for _, l := range d.Chronology {
		if l.Erased {
			quotes++
		}
	}
	if quotes != 1 {
		w.Errorf("%d quotes are said to be erased", quotes)
	}
}

// TestDossierNotices reckons the clock of a letter that sets a term, from what
// shows that it was received.
func TestDossierNotices(t *testing.T) {
	const words = "Betaal binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd."
	type mail struct {
		kind   voldaan.MailKind
		days   int
		header string
	}
	report := func(sort string) string {
		return "Content-Type: multipart/report; report-type=" + sort + "; boundary=x\r\n"
	}
	nl := "art. 6:96 (6) BW; HR 25 November 2016, ECLI:NL:HR:2016:2704"
	presumed := toldNotice{Channel: "email", Evidence: "presumed", Received: "2026-03-04", First: "2026-03-05", Last: "2026-03-18", DueFrom: "2026-03-19", Mail: 1, Law: nl}
	entered := toldNotice{
		Channel: "email", Evidence: "entered", Received: "2026-03-06", First: "2026-03-07", Last: "2026-03-20", DueFrom: "2026-03-21", Mail: 1, Law: nl,
	}
	proved := func(how string) toldNotice {
		return toldNotice{
			Channel: "email", Evidence: how, Received: "2026-03-06", First: "2026-03-07", Last: "2026-03-20", DueFrom: "2026-03-21", Mail: 1, Proof: 2, Law: nl,
		}
	}
	german := presumed
	german.Law, german.ToCheck = "§ 286 (1) BGB", true
	belgian := presumed
	belgian.Law = "art. XIX.2 WER, law of 4 May 2023"
	for name, c := range map[string]struct {
		kind    voldaan.Kind
		country string
		text    string
		state   voldaan.LetterState // of letter and recipient
		entered int                 // days after, by a colleague
		mails   []mail
		want    []toldNotice
	}{
		"nothing came back":            {want: []toldNotice{presumed}},
		"unknown is a consumer":        {kind: voldaan.KindUnknown, want: []toldNotice{presumed}},
		"a business needs no notice":   {kind: voldaan.KindBusiness},
		"a letter without the wording": {text: "Betaal binnen veertien dagen na dagtekening."},
		"answered":                     {mails: []mail{{voldaan.MailCustomer, 2, ""}}, want: []toldNotice{proved("answered")}},
		"the first proof counts": {
			mails: []mail{{voldaan.MailReport, 2, report("delivery-status")}, {voldaan.MailCustomer, 5, ""}}, want: []toldNotice{proved("receipt")},
		},
		"read receipt":             {mails: []mail{{voldaan.MailReport, 2, report("disposition-notification")}}, want: []toldNotice{proved("receipt")}},
		"entered":                  {entered: 2, want: []toldNotice{entered}},
		"a complaint about spam":   {mails: []mail{{voldaan.MailReport, 2, report("feedback-report")}}, want: []toldNotice{presumed}},
		"an automatic answer":      {mails: []mail{{voldaan.MailAutoReply, 2, ""}}, want: []toldNotice{presumed}},
		"bounced, though answered": {state: voldaan.LetterFailed, mails: []mail{{voldaan.MailCustomer, 2, ""}}, want: []toldNotice{{Channel: "email", Evidence: "bounced", Void: "the notice came back: no term has run", Mail: 1, Law: nl}}},
		"Belgium":                  {country: "BE", text: "Vous disposez de 14 jours calendrier.", want: []toldNotice{belgian}},
		"Belgium, without a term":  {country: "BE", text: "Veuillez payer la facture du 14."},
		"Germany":                  {country: "DE", text: "Zahlen Sie innerhalb von vierzehn Tagen.", want: []toldNotice{german}},
		"elsewhere":                {country: "PT"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, filepath.Join(t.TempDir(), "v.db"))
			w.within(func(tx *store.Tx) {
				kind := c.kind
				if kind == "" {
					kind = voldaan.KindConsumer
				}
				w.check(tx.AddCustomer(voldaan.Customer{ID: zon, Creditor: kade, Number: "70001", Name: "Bakkerij Zon", Kind: kind, Country: c.country}))
			})
			w.contact(zon, voldaan.Contact{ID: "zon-k1", Address: "an@zon.example", Role: "billing"})
			w.invoice(zon, "i1", "2026-041", 121_000, -60)
			text := c.text
			if text == "" {
				text = words
			}
			id := w.letterSaying(text, c.state)
			start := w.now
			if c.entered != 0 {
				w.noticed(id)
				w.now = start.AddDate(0, 0, c.entered)
				w.apply(zon, voldaan.EventNoticeReceived, func(_ *voldaan.Ledger, e *voldaan.Event) {
					e.Letter, e.On, e.Reason = id, w.day(), string(voldaan.ProofPost)
				})
			}
			for i, m := range c.mails {
				w.now = start.AddDate(0, 0, m.days)
				w.handled(store.Mail{ID: voldaan.MailID(fmt.Sprintf("m%d", i)), Kind: m.kind, Letter: id}, "ja", m.header)
			}
			w.now = start.AddDate(0, 0, 40)
			_, d, _, _ := w.dossier(w.handOver("i1"))
			for i := range d.Notices { // the source is long
				if d.Notices[i].Mail == 0 {
					t.Error("the notice is no mail of the dossier")
				}
			}
			if diff := cmp.Diff(c.want, d.Notices); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// noticed lets the ledger know that a letter went out as a legal notice.
func (w *world) noticed(id voldaan.LetterID) {
	w.apply(zon, voldaan.EventDemandQueued, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Letter, e.Notice, e.Invoice, e.Step, e.Amount = id, id, "i1", voldaan.StepFormalNotice, 121_000
	})
	w.apply(zon, voldaan.EventDemandSent, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Letter = id })
}

// letterSaying is a last reminder that went out with a text.
func (w *world) letterSaying(text string, state voldaan.LetterState) voldaan.LetterID {
	w.Helper()
	l := w.cr.NewLetter(voldaan.LetterLastReminder, w.now, w.office.Mint, voldaan.Recipient{Contact: "zon-k1", Address: "an@zon.example"})
	l.Customer = zon
	l.Args = voldaan.LetterArgs{Demands: []voldaan.DemandLine{{Invoice: "i1", Amount: 121_000}}}
	row := w.add(l)
	w.within(func(tx *store.Tx) {
		row.State, row.SentAt, row.SentDay, row.Attempts = voldaan.LetterSent, w.now, w.day(), 1
		row.Recipients[0].State = voldaan.LetterSent
		if state != "" {
			row.Recipients[0].State = state
		}
		w.check(tx.SetLetter(row))
		raw := "From: bot@kade.example\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n" +
			"Content-Transfer-Encoding: 8bit\r\n\r\n" + text + "\r\n--x--\r\n"
		w.check(tx.SetBytes(kade, l.ID, []byte(raw), w.now))
	})
	return l.ID
}

// TestHandedOver cancels the letter that waits to leave, and plans no other.
func TestHandedOver(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		if n := w.plan(); n != 1 {
			w.Fatalf("%d letters are planned", n)
		}
		h := w.handOver("i1")
		w.turn()
		w.mails(0)
		var all []store.Letter
		w.within(func(tx *store.Tx) {
			var err error
			all, err = tx.CustomerLetters(kade, zon)
			w.check(err)
		})
		if len(all) != 1 || all[0].State != voldaan.LetterCancelled {
			w.Errorf("%+v", all)
		}
		w.tomorrow(10)
		w.turn()
		w.mails(0)
		if _, d, _, _ := w.dossier(h); len(d.Mails) != 0 || len(d.Deliveries) != 0 || d.Totals[0].Open != "1210.00" {
			w.Errorf("%+v", d)
		}
	})
}

// TestProposeHandover opens one case, which says what can be done, and
// escalates like any other.
func TestProposeHandover(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		propose := func() (c voldaan.Case, again bool, err error) {
			w.Helper()
			err = w.db.Tx(w.Context(), func(tx *store.Tx) (err error) {
				c, again, err = w.office.ProposeHandover(tx, zon, w.now)
				return err
			})
			return c, again, err
		}
		c, again, err := propose()
		if err != nil || again || c.Kind != voldaan.CaseHandover || !slices.Equal(c.Invoices, []voldaan.InvoiceID{"i1"}) || c.Deadline.Before(w.now) {
			w.Fatalf("%+v, %v, %v", c, again, err)
		}
		if same, again, err := propose(); err != nil || !again || same.ID != c.ID {
			w.Errorf("%+v, %v, %v", same, again, err)
		}
		w.deliver()
		m := w.mails(1)[0]
		for _, want := range []string{"Voor u: voorstel tot overdracht, Bakkerij Zon (2026-041)", "voldaan handover 70001", "anna@kade.example"} {
			if !strings.Contains(m.String()+m.text(w), want) {
				w.Errorf("the case mail does not say %q: %s %s", want, m, m.text(w))
			}
		}
		w.now = c.Deadline.Add(time.Minute)
		if n, err := w.office.Escalate(w.Context(), w.now); err != nil || n != 1 {
			w.Errorf("escalated %d, %v", n, err)
		}
		w.apply(zon, voldaan.EventDisputed, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Invoice = "i1" })
		w.within(func(tx *store.Tx) {
			c.State = voldaan.CaseClosed
			w.check(tx.PutCase(c))
		})
		if _, _, err := propose(); !strings.Contains(fmt.Sprint(err), "70001") || !strings.Contains(fmt.Sprint(err), outbound.ErrNothingOverdue.Error()) {
			w.Errorf("with nothing to hand over: %v", err)
		}
	})
}

// text is the words of a mail, each in its own part decoded.
func (a arrived) text(t testing.TB) string {
	t.Helper()
	r, err := gomail.CreateReader(bytes.NewReader(a.Raw))
	check(t, err)
	subject, err := r.Header.Subject()
	check(t, err)
	part, err := r.NextPart()
	check(t, err)
	raw, err := io.ReadAll(part.Body)
	check(t, err)
	return subject + " " + strings.Join(strings.Fields(string(raw)), " ")
}
