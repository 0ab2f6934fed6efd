package outbound_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// opened is a mail as a client reads it.
type opened struct {
	mail.Header
	text, html string
	files      map[string]string
}

// open parses a mail, down to its parts.
func open(t testing.TB, raw []byte) opened {
	t.Helper()
	r, err := mail.CreateReader(bytes.NewReader(raw))
	check(t, err)
	out := opened{Header: r.Header, files: map[string]string{}}
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return out
		}
		check(t, err)
		content, err := io.ReadAll(p.Body)
		check(t, err)
		switch h := p.Header.(type) {
		case *mail.InlineHeader:
			kind, params, err := h.ContentType()
			check(t, err)
			if params["charset"] != "utf-8" || h.Get("Content-Transfer-Encoding") != "quoted-printable" {
				t.Errorf("part %s is %v in %s", kind, params, h.Get("Content-Transfer-Encoding"))
			}
			switch kind {
			case "text/plain":
				out.text = string(content)
			case "text/html":
				out.html = string(content)
			default:
				t.Errorf("there is a part %s", kind)
			}
		case *mail.AttachmentHeader:
			name, err := h.Filename()
			check(t, err)
			out.files[name] = string(content)
		}
	}
}

func subjectOf(t testing.TB, raw []byte) string {
	t.Helper()
	m := open(t, raw)
	s, err := m.Subject()
	check(t, err)
	return s
}

// incoming stores a mail of zon's contact and gives its id.
func (w *world) incoming(subject, reply string) voldaan.MailID {
	w.Helper()
	id := voldaan.MailID("m" + w.office.Mint.ID())
	w.mail(store.Mail{
		ID: id, State: store.MailHandled, Customer: zon, Kind: voldaan.MailCustomer, MessageID: string(id) + "@zon.example",
		Intent: voldaan.IntentDispute, HandledAt: w.now,
	}, store.MailText{
		Sender: "an@zon.example", SenderName: "An Zon", Subject: subject, Reply: reply,
		Quoted: "> Op woensdag schreef Kade:", Signature: "Zonstraat 1",
	}, string(id)+"\r\n\r\n"+reply)
	return id
}

// sent delivers one letter and gives it as it arrived.
func (w *world) sent(l store.Letter) arrived {
	w.Helper()
	w.read()
	w.deliver()
	w.want(l.ID, voldaan.LetterSent, "")
	all := w.mailsWith(l.MessageID)
	if len(all) != 1 {
		w.Fatalf("letter %s arrived %d times", l.Kind, len(all))
	}
	return all[0]
}

// TestHeader reads what every mail of the bot bears.
func TestHeader(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		m := w.incoming("Factuur 2026-041 klopt niet", "De helft is niet geleverd.")
		w.plan()
		for _, r := range []struct {
			l          store.Letter
			to, toName string
			automatic  string
			inReplyTo  string
		}{
			{w.demand(), "an@zon.example", "Contact 1", "auto-generated", ""},
			{w.answer(voldaan.LetterDisputeReceived, m), "an@zon.example", "An Zon", "auto-replied", string(m) + "@zon.example"},
			{w.caseMail(m), "anna@kade.example", "Anna Kade", "auto-generated", ""},
		} {
			raw := w.sent(r.l).Raw
			got := open(t, raw)
			field := func(name, want string) {
				t.Helper()
				if v := got.Get(name); v != want {
					t.Errorf("%s: %s is %q, want %q", r.l.Kind, name, v, want)
				}
			}
			address := func(name, display, want string) {
				t.Helper()
				list, err := got.AddressList(name)
				check(t, err)
				if len(list) != 1 || list[0].Address != want || list[0].Name != display {
					t.Errorf("%s: %s is %v, want %s <%s>", r.l.Kind, name, list, display, want)
				}
			}
			address("From", "Kade debiteuren", "bot@kade.example")
			address("To", r.toName, r.to)
			address("Reply-To", "Kade debiteuren", "bot+"+r.l.Recipients[0].Token+"@kade.example")
			field("Message-Id", "<"+r.l.MessageID+">")
			field("Auto-Submitted", r.automatic)
			field("X-Auto-Response-Suppress", "All")
			field("Mime-Version", "1.0")
			want := ""
			if r.inReplyTo != "" {
				want = "<" + r.inReplyTo + ">"
			}
			field("In-Reply-To", want)
			field("References", want)
			date, err := got.Date()
			check(t, err)
			if !date.Equal(r.l.Made.Truncate(time.Second)) {
				t.Errorf("%s: dated %s, made %s", r.l.Kind, date, r.l.Made)
			}
			if got.text == "" || !strings.HasPrefix(got.html, "<!") {
				t.Errorf("%s: text %q, HTML %.20q", r.l.Kind, got.text, got.html)
			}
			fitForSMTP(t, r.l.Kind, raw)
			if r.l.Recipients[0].Token == r.l.Recipients[0].ReturnToken || bytes.Contains(raw, []byte(r.l.Recipients[0].ReturnToken)) {
				t.Errorf("%s: the return path's token stands in the mail", r.l.Kind)
			}
		}
	})
}

// fitForSMTP checks that a mail is ASCII in lines that SMTP carries (RFC 5322,
// section 2.1.1).
func fitForSMTP(t testing.TB, kind voldaan.LetterKind, raw []byte) {
	t.Helper()
	for line := range bytes.Lines(raw) {
		text, ok := bytes.CutSuffix(line, []byte("\r\n"))
		if !ok || len(text) > 78 || slices.ContainsFunc(text, func(b byte) bool { return b > '~' || b == '\r' || b < ' ' && b != '\t' }) {
			t.Errorf("%s: line %q of %d characters", kind, line, len(text))
		}
	}
}

// TestStrangeWords keeps a mail a mail, whatever people write.
func TestStrangeWords(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		const evil = "Zoë\r\nBcc: thief@stranger.example\r\n\r\n\"<script>\" =?utf-8?q?=0D=0AX: y?= \u202e"
		m := w.incoming(evil+strings.Repeat(" heel lang", 100), evil)
		for _, kind := range []voldaan.LetterKind{voldaan.LetterDisputeReceived, voldaan.LetterCase} {
			var l voldaan.Letter
			if kind == voldaan.LetterCase {
				l = w.caseMail(m).Letter
			} else {
				l = w.answer(kind, m).Letter
			}
			w.within(func(tx *store.Tx) {
				row, err := tx.Letter(kade, l.ID)
				w.check(err)
				row.Recipients[0].Name = evil
				w.check(tx.SetLetter(row))
				l = row.Letter
			})
			raw := w.sent(w.letter(l.ID)).Raw
			got := open(t, raw)
			if got.Get("Bcc") != "" || got.Get("X") != "" || strings.Contains(got.html, "<script>") {
				t.Errorf("%s: the words became more than words:\n%s", kind, raw)
			}
			list, err := got.AddressList("To")
			if err != nil || len(list) != 1 || list[0].Address != l.Recipients[0].Address {
				t.Errorf("%s: To is %v, %v", kind, list, err)
			}
			fitForSMTP(t, kind, raw)
		}
	})
}

// TestSameRowSameBytes renders the same letters on both engines alike.
func TestSameRowSameBytes(t *testing.T) {
	first := map[voldaan.LetterKind][]byte{}
	onBoth(t, func(w *world) {
		w.zon()
		m := w.incoming("Factuur 2026-041", "Niet geleverd.")
		w.plan()
		for _, l := range []store.Letter{w.demand(), w.answer(voldaan.LetterDisputeReceived, m), w.caseMail(m)} {
			raw := w.sent(l).Raw
			if other := first[l.Kind]; other != nil && !bytes.Equal(raw, other) {
				t.Errorf("%s differs:\n%s\n%s", l.Kind, raw, other)
			}
			first[l.Kind] = raw
		}
	})
}

// TestStatement attaches the documents that the bot holds, byte for byte.
func TestStatement(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		documents := map[string]string{
			"2026-060": "%PDF-1.7\n\x00\xff\r\n.\r\nend", "2026/061": "<?xml version=\"1.0\"?><Invoice/>",
		}
		for number, content := range documents {
			hash := ""
			w.within(func(tx *store.Tx) {
				var err error
				hash, err = tx.Blob(kade, []byte(content), w.now)
				w.check(err)
			})
			w.register(zon, voldaan.Invoice{
				ID: voldaan.InvoiceID(number), Number: number, Total: 10_000, Currency: voldaan.EUR,
				Due: w.day() + 10, Issued: w.day(), Document: hash,
			})
		}
		w.register(zon, voldaan.Invoice{ // its document was erased
			ID: "i9", Number: "2026-069", Total: 10_000, Currency: voldaan.EUR, Due: w.day() + 10, Issued: w.day(), Document: "gone",
		})
		l := w.cr.NewLetter(voldaan.LetterStatement, w.now, w.office.Mint, voldaan.Recipient{Contact: "zon-k1", Address: "an@zon.example"})
		l.Customer, l.Args = zon, voldaan.LetterArgs{Automatic: true}
		got := open(t, w.sent(w.add(l)).Raw)
		want := map[string]string{"2026-060.pdf": documents["2026-060"], "2026-061.xml": documents["2026/061"]}
		if fmt.Sprint(got.files) != fmt.Sprint(want) {
			t.Errorf("attached: %q", got.files)
		}
		for _, n := range []string{"2026-041", "2026-060", "2026/061", "2026-069", "2026-060.pdf, 2026-061.xml"} {
			if !strings.Contains(got.text, n) {
				t.Errorf("the statement does not name %s:\n%s", n, got.text)
			}
		}
	})
}

// TestCaseMail has all that a colleague needs, and a link that takes nothing of
// it along.
func TestCaseMail(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.turn() // a reminder for the history
		m := w.incoming("Klacht", "De helft van de stenen ontbreekt.\nWe betalen niets.")
		got := open(t, w.sent(w.caseMail(m)).Raw)
		for _, says := range []string{
			"> De helft van de stenen ontbreekt.", "> We betalen niets.", "2026-041", "1.210,00", "An Zon <an@zon.example>",
			"04-03-2026 factuur geregistreerd 2026-041", "04-03-2026 brief verstuurd herinnering",
			"mailto:an@zon.example?subject=Factuur%202026-041\n", "Klacht",
		} {
			if !strings.Contains(strings.ReplaceAll(got.text, "\r", ""), says) {
				t.Errorf("the mail does not say %q:\n%s", says, got.text)
			}
		}
		link := got.html[strings.Index(got.html, "mailto:"):]
		link = link[:strings.IndexByte(link, '"')]
		if strings.Contains(link, "body") || strings.Contains(link, "stenen") {
			t.Errorf("the link is %q", link)
		}
	})
}

// accounts finds what has the shape of an IBAN, also grouped (ISO 13616).
func accounts(text string) []string {
	plain := strings.Join(strings.Fields(strings.ToUpper(text)), "")
	plain = strings.ReplaceAll(plain, "\u00a0", "")
	return regexp.MustCompile(`(?:NL|BE|DE|FR)[0-9]{2}[A-Z]{0,4}[0-9]{10,14}`).FindAllString(plain, -1)
}

// TestNothingLeaks sends each kind of letter to a customer who has a case and
// wrote of another account: none shows the case, the colleagues' addresses or
// any account but the creditor's.
func TestNothingLeaks(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		m := w.incoming("Nieuwe rekening NL20 INGB 0001 2345 67", "Geheim woord: kikker. Stort op BE68 5390 0754 7034.")
		c := w.caseMail(m)
		kinds := slices.Concat(voldaan.LetterKinds(voldaan.ClassAnswer), voldaan.LetterKinds(voldaan.ClassDemand))
		for _, k := range kinds {
			var l store.Letter
			if k.Class() == voldaan.ClassAnswer {
				l = w.answer(k, m)
			} else {
				row := w.cr.NewLetter(k, w.now, w.office.Mint, voldaan.Recipient{Contact: "zon-k1", Address: "an@zon.example"})
				row.Customer = zon
				row.Args = voldaan.LetterArgs{
					Currency: voldaan.EUR, Step: voldaan.StepName(k), Amount: 121_000,
					Demands: []voldaan.DemandLine{{Invoice: "i1", Step: voldaan.StepName(k), Amount: 121_000}},
				}
				l = w.add(row)
			}
			got := open(t, w.sent(l).Raw)
			all := subjectOf(t, w.stored(l.ID)) + "\n" + got.text + got.html
			for _, secret := range []string{"kikker", string(c.Args.Case), "anna@", "mia@", "betwisting van", "geschil"} {
				if strings.Contains(all, secret) {
					t.Errorf("%s tells %q:\n%s", k, secret, got.text)
				}
			}
			for _, a := range accounts(all) {
				if a != "NL91ABNA0417164300" {
					t.Errorf("%s states account %s:\n%s", k, a, all)
				}
			}
		}
		if got := accounts("op BE68 5390 0754 7034. nl20ingb0001234567"); len(got) != 2 {
			t.Errorf("the check finds %v only", got)
		}
	})
}

// TestRedirect sends every letter to one address only, and says for whom it
// was; what that address refuses says nothing about customers.
func TestRedirect(t *testing.T) {
	onBoth(t, func(w *world) {
		w.office.RedirectTo = "me@kade.example"
		w.zon()
		w.contact(zon, voldaan.Contact{ID: "zon-k2", Address: "bea@zon.example", Role: "billing"})
		w.contact(zon, voldaan.Contact{ID: "zon-k3", Address: "cor@zon.example", Role: "billing"})
		w.plan()
		w.caseMail("")
		w.answer(voldaan.LetterPromiseNoted, "")
		w.apply(zon, voldaan.EventContactStopped, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Contact = "zon-k3" })
		w.read()
		w.deliver()
		for _, m := range w.mails(3) {
			if !slices.Equal(m.Rcpts, []string{"me@kade.example"}) {
				t.Errorf("a mail went to %v", m.Rcpts)
			}
			got := open(t, m.Raw)
			to, err := got.AddressList("To")
			check(t, err)
			if len(to) != 1 || to[0].Address != "me@kade.example" || got.Get("X-Voldaan-Would-Go-To") == "" {
				t.Errorf("To is %v, meant for %q", to, got.Get("X-Voldaan-Would-Go-To"))
			}
		}
		if got := states(w.demand()); got != "sent sent cancelled" {
			t.Errorf("recipients are %s", got)
		}
		refused := w.answer(voldaan.LetterPromiseNoted, "")
		w.wire.refuse(map[string]*smtp.SMTPError{"me@kade.example": unknown()})
		w.deliver()
		w.want(refused.ID, voldaan.LetterFailed, "User unknown")
		for _, c := range w.ledger().Contacts {
			if c.ID != "zon-k3" && c.Standing != voldaan.ContactActive {
				t.Errorf("contact %s is %s", c.Address, c.Standing)
			}
		}
	})
}
