package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// insideWords are words that no customer may ever read.
const insideWords = "PRIJSAFSPRAAK-7731"

// TestCaseAnswersStayInside: a colleague answers a case mail in the quoting
// styles of six mail programs. Nothing of that ever leaves for a customer, in
// whatever thread he writes on and whatever reminders follow.
func TestCaseAnswersStayInside(t *testing.T) {
	const answer = "Ik bel ze morgen. Intern: " + insideWords + ", niet naar buiten.\n"
	const head = "Van: Zonnegroothandel <" + demoMailbox + ">\nAan: Sofie\nOnderwerp: Voor u\n\nDe klant betwist de factuur.\n"
	for name, body := range map[string]string{
		"Outlook":     answer + "\nGroeten,\nSofie\n\n________________________________\n" + head,
		"Gmail":       answer + "\nOp ma 9 mrt 2026 om 10:00 schreef Zonnegroothandel <" + demoMailbox + ">:\n\n> De klant betwist de factuur.\n",
		"Apple Mail":  answer + "\n> Op 9 mrt. 2026 om 10:00 heeft Zonnegroothandel het volgende geschreven:\n> \n> De klant betwist de factuur.\n",
		"Thunderbird": "Op 09-03-2026 om 10:00 schreef Zonnegroothandel:\n> De klant betwist de factuur.\n\n" + answer,
		"phone":       answer + "\nVerzonden vanaf mijn telefoon",
		"interleaved": "> De klant betwist de factuur.\n" + answer + "> Wat doen we?\nNiets.\n",
	} {
		t.Run(name, func(t *testing.T) { stayInside(t, body) })
	}
}

func stayInside(t *testing.T, answer string) {
	var trouble bytes.Buffer
	w, err := newWorld(t.Context(), playOptions{seed: 1, start: voldaan.MustDate("2026-03-09"), days: 60, trouble: &trouble})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.close() })
	s := &insideStory{T: t, world: w}
	s.register("2026-001", "2026-002")
	s.at(10)
	s.mail("boek@klant.example", demoMailbox, "Factuur 2026-001", "", "De goederen van factuur 2026-001 zijn niet geleverd.", "klacht@klant.example")
	c := s.lastTo("sofie.vermeulen@zonnegroothandel.example")
	s.mail("sofie.vermeulen@zonnegroothandel.example", c.replyTo, "RE: "+insideWords, c.id, answer, "antwoord@zonnegroothandel.example")
	for _, text := range []string{"Kunt u mij een kopie van factuur 2026-001 sturen?", "Bedankt!", "Wat is er aan de hand?"} {
		s.clock.forward(s.clock.at.AddDate(0, 0, 1))
		s.mail("boek@klant.example", demoMailbox, "Re: Factuur 2026-001", "klacht@klant.example", text, fmt.Sprintf("m%d@klant.example", len(s.mails())))
	}
	for range 40 {
		s.clock.forward(s.clock.at.AddDate(0, 0, 1))
		s.step()
	}
	s.verify()
}

// insideStory is one colleague's answer and what follows.
type insideStory struct {
	*testing.T
	*world
}

func (s *insideStory) at(hour int) { s.clock.forward(dayOf(s.clock.at).At(hour, 0, s.creditor.Zone)) }

func (s *insideStory) register(numbers ...string) {
	s.Helper()
	err := s.db.Tx(s.Context(), func(tx *store.Tx) error {
		for _, n := range numbers {
			_, err := s.bot.desk.Books.Register(tx, books.Entry{
				Number: "K1", Name: "Klant BV", Kind: voldaan.KindBusiness, Language: "nl",
				Contacts: []voldaan.Address{{Address: "boek@klant.example", Name: "An Boek"}},
				Invoice: voldaan.Invoice{
					Number: n, Issued: voldaan.MustDate("2026-02-05"), Due: voldaan.MustDate("2026-03-06"), Currency: voldaan.EUR, Total: 50_000,
				},
			}, books.Actor{Kind: voldaan.AuthorOperator}, s.clock.now())
			if err != nil {
				return err
			}
		}
		return tx.PaymentsAsOf(s.creditor.ID, s.clock.at.AddDate(1, 0, 0))
	})
	if err != nil {
		s.Fatal(err)
	}
}

func (s *insideStory) step() {
	s.Helper()
	if _, err := s.bot.Step(s.Context(), s.clock.now, s.bot.boxes...); err != nil {
		s.Fatal(err)
	}
}

// mail lets a mail arrive, proven by the receiving server, and handles it.
func (s *insideStory) mail(from, to, subject, inReplyTo, body, id string) {
	s.Helper()
	domain := voldaan.Domain(from)
	var b strings.Builder
	fmt.Fprintf(&b, "Authentication-Results: %s; dkim=pass header.d=%s; dmarc=pass header.from=%s\n", demoServer, domain, domain)
	fmt.Fprintf(&b, "From: <%s>\nTo: <%s>\nSubject: %s\nMessage-ID: <%s>\nDate: %s\n", from, to, subject, id, s.clock.at.Format(time.RFC1123Z))
	if inReplyTo != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\n", inReplyTo)
	}
	fmt.Fprintf(&b, "Content-Type: text/plain; charset=utf-8\n\n%s\n", body)
	if err := s.world.mail.deliver([]byte(strings.ReplaceAll(b.String(), "\n", "\r\n")), s.clock.at); err != nil {
		s.Fatal(err)
	}
	s.step()
}

func (s *insideStory) mails() []*playedMail {
	s.Helper()
	var out []*playedMail
	for _, e := range s.world.mail.sent() {
		m, err := shownMail(e.Raw)
		if err != nil {
			s.Fatal(err)
		}
		m.rcpts = e.Rcpts
		out = append(out, m)
	}
	return out
}

func (s *insideStory) lastTo(address string) *playedMail {
	s.Helper()
	all := s.mails()
	for _, m := range slices.Backward(all) {
		if slices.Contains(m.rcpts, address) {
			return m
		}
	}
	s.Fatalf("%s got no mail", address)
	return nil
}

func (s *insideStory) verify() {
	s.Helper()
	kept, toCustomer := 0, 0
	err := s.db.Tx(s.Context(), func(tx *store.Tx) error {
		open, err := tx.OpenCases(s.creditor.ID)
		for _, c := range open {
			answers, err := tx.CaseAnswers(s.creditor.ID, c.ID)
			if err != nil {
				return err
			}
			kept += len(answers)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	for _, m := range s.mails() {
		if !slices.Contains(m.rcpts, "boek@klant.example") {
			continue
		}
		toCustomer++
		if strings.Contains(m.subject+m.text, insideWords) || bytes.Contains(m.raw, []byte(insideWords)) {
			s.Errorf("the customer reads %q:\n%s", m.subject, m.text)
		}
	}
	if kept != 1 || toCustomer < 4 {
		s.Errorf("%d answers are kept on the case, %d letters went to the customer; want 1 and at least 4", kept, toCustomer)
	}
}
