package outbound_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// TestDossierPost gives a notice that a colleague posted its own clock, by the
// rule of its country for post, and the letter that he posted.
func TestDossierPost(t *testing.T) {
	nl := "art. 6:96 (6) BW; HR 25 November 2016, ECLI:NL:HR:2016:2704"
	for name, c := range map[string]struct {
		proof voldaan.Proof // entered six days after, on a Tuesday
		want  toldNotice
	}{
		// Posted on a Wednesday: received on the second day.
		"presumed": {"", toldNotice{
			Channel: "post", Evidence: "presumed", Received: "2026-03-06", First: "2026-03-07", Last: "2026-03-20", DueFrom: "2026-03-21", Mail: 1, Law: nl,
		}},
		"registered": {voldaan.ProofPost, toldNotice{
			Channel: "post", Evidence: "entered", Received: "2026-03-10", First: "2026-03-11", Last: "2026-03-24", DueFrom: "2026-03-25", Mail: 1, Law: nl,
		}},
		"a colleague knows it": {voldaan.ProofColleague, toldNotice{
			Channel: "post", Evidence: "entered", Received: "2026-03-10", First: "2026-03-11", Last: "2026-03-24", DueFrom: "2026-03-25", Mail: 1, Law: nl,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, filepath.Join(t.TempDir(), "v.db"))
			id := w.postedNotice()
			if c.proof != "" {
				w.on(6)
				w.apply(zon, voldaan.EventNoticeReceived, func(_ *voldaan.Ledger, e *voldaan.Event) {
					e.Letter, e.On, e.Reason = id, w.day(), string(c.proof)
				})
			}
			w.on(40)
			_, d, files, _ := w.dossier(w.handOver("i1"))
			if diff := cmp.Diff([]toldNotice{c.want}, d.Notices); diff != "" {
				t.Error(diff)
			}
			if len(d.Mails) != 1 || d.Mails[0].Kind != "formal_notice" || !d.Mails[0].Out || !strings.HasSuffix(d.Mails[0].File, "-out.pdf") {
				t.Fatalf("the mails are %+v", d.Mails)
			}
			letter := w.printed(files[d.Mails[0].File])
			w.contains(strings.Join(strings.Fields(letter), " "), d.Mails[0].Subject, "Beste Bakkerij Zon,",
				"binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd")
			if strings.Contains(letter, "anna@kade.example") || len(d.Deliveries) != 0 {
				t.Errorf("it shows the mail to the colleague: %+v\n%s", d.Deliveries, letter)
			}
			told := false
			for _, l := range d.Chronology {
				told = told || strings.Contains(l.Text, "brief verstuurd") && l.Mail == 1
			}
			if !told {
				t.Errorf("no line of the chronology names the letter: %+v", d.Chronology)
			}
		})
	}
}

// printed is the text of a PDF.
func (w *world) printed(pdf string) string {
	w.Helper()
	cmd := exec.CommandContext(w.Context(), servertest.Need(w, "pdftotext"), "-", "-")
	cmd.Stdin = strings.NewReader(pdf)
	out, err := cmd.Output()
	w.check(err)
	return string(out)
}

// postedNotice is a legal notice to a Dutch consumer that a colleague was given
// to post.
func (w *world) postedNotice() voldaan.LetterID {
	w.Helper()
	book, faults := law.Load(nil)
	if len(faults) > 0 {
		w.Fatal(faults)
	}
	w.office.Book = book
	w.cr.VATRecoverable = true // what VAT comes to on costs was not verified
	w.ladder(voldaan.Step{Name: voldaan.StepFormalNotice, Day: 3, Channel: voldaan.ChannelPost, Notice: true})
	w.within(func(tx *store.Tx) {
		w.check(tx.AddCustomer(voldaan.Customer{
			ID: zon, Creditor: kade, Number: "70001", Name: "Bakkerij Zon", Kind: voldaan.KindConsumer, Country: "NL", Language: "nl",
		}))
	})
	w.contact(zon, voldaan.Contact{ID: "zon-k1", Address: "an@zon.example", Role: "billing"})
	w.invoice(zon, "i1", "2026-041", 121_000, -4)
	w.turn()
	all := w.letters(zon, voldaan.LetterPostTask)
	if len(all) != 1 || all[0].Args.Notice == nil || !all[0].Args.Notice.Post {
		w.Fatalf("the letters for the post are %+v", all)
	}
	return all[0].ID
}

// TestDossierNoticeInTheLedger lists a notice that the ledger knows whatever its
// words are, and believes what the ledger knows of its receipt alone.
func TestDossierNoticeInTheLedger(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "v.db"))
	w.within(func(tx *store.Tx) {
		w.check(tx.AddCustomer(voldaan.Customer{ID: zon, Creditor: kade, Number: "70001", Name: "Bakkerij Zon", Kind: voldaan.KindConsumer}))
	})
	w.contact(zon, voldaan.Contact{ID: "zon-k1", Address: "an@zon.example", Role: "billing"})
	w.invoice(zon, "i1", "2026-041", 121_000, -60)
	id := w.letterSaying("Please pay within the term of the law.", "")
	w.noticed(id)
	w.later(24 * 60 * 60 * 1e9)
	w.handled(store.Mail{ID: "m1", Kind: voldaan.MailCustomer, Letter: id}, "wie bent u?", "") // of nobody known
	w.later(24 * 60 * 60 * 1e9)
	w.handled(store.Mail{ID: "m2", Kind: voldaan.MailCustomer, Letter: id}, "ja", "")
	w.apply(zon, voldaan.EventNoticeReceived, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Letter, e.On, e.Reason, e.Mail = id, w.day(), string(voldaan.ProofAnswer), "m2"
	})
	_, d, _, _ := w.dossier(w.handOver("i1"))
	if len(d.Notices) != 1 {
		t.Fatalf("the notices are %+v", d.Notices)
	}
	if n := d.Notices[0]; n.Evidence != "answered" || n.Received != "2026-03-06" || n.Proof != 3 || n.Channel != "email" {
		t.Errorf("the notice is %+v", n)
	}
}

// TestDossierOldPost shows the text of a letter for the post that an earlier
// version wrote, whose part of the mail has no media type.
func TestDossierOldPost(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "v.db"))
	w.zon()
	l := w.cr.ToColleague(voldaan.LetterPostTask, w.cr.Owner(), w.now, w.office.Mint)
	l.Customer = zon
	l.Args = voldaan.LetterArgs{Letter: voldaan.LetterLastReminder, Demands: []voldaan.DemandLine{{Invoice: "i1", Amount: 121_000}}}
	row := w.add(l)
	w.within(func(tx *store.Tx) {
		row.State, row.SentAt, row.SentDay, row.Attempts = voldaan.LetterSent, w.now, w.day(), 1
		w.check(tx.SetLetter(row))
		w.check(tx.SetBytes(kade, l.ID, []byte("From: bot@kade.example\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n"+
			"--g\r\nContent-Type: text/plain\r\n\r\nAnna, druk dit af.\r\n"+
			"--g\r\nContent-Disposition: attachment; filename=brief.txt\r\nContent-Type: \r\n\r\nLaatste herinnering\r\n\r\nBetaal.\r\n--g--\r\n"), w.now))
	})
	_, d, files, _ := w.dossier(w.handOver("i1"))
	if len(d.Mails) != 1 || d.Mails[0].Subject != "Laatste herinnering" || files[d.Mails[0].File] != "Laatste herinnering\r\n\r\nBetaal." {
		t.Errorf("the mails are %+v, the letter is %q", d.Mails, files[d.Mails[0].File])
	}
}
