package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

const disputes = "Wij zijn het niet eens met de factuur, de levering is nooit aangekomen."

// Whose mail it is, in the order in which the signs count.
func TestMatch(t *testing.T) {
	const stranger = "iemand@elders.example"
	type letters struct{ bakker, zon store.Letter }
	type sign struct {
		m        func(letters) mail
		whose    string // the customer's number, or nobody
		disputed string // the invoices that are disputed afterwards
		reason   string // of the case that a person gets
		answers  bool
	}
	allOnBoth(t, map[string]sign{
		"token in To": {
			func(l letters) mail { return mail{to: plus(l.bakker.Recipients[0].Token)} }, bakker, invoice, "dispute", true,
		},
		"token in Cc": {
			func(l letters) mail {
				return mail{to: "x@elders.example", cc: plus(l.bakker.Recipients[0].Token)}
			}, bakker, invoice, "dispute", true,
		},
		"token in Delivered-To": {
			func(l letters) mail {
				return mail{head: "Delivered-To: " + plus(l.bakker.Recipients[0].Token) + "\n"}
			}, bakker, invoice, "dispute", true,
		},
		"token in capitals": {
			func(l letters) mail { return mail{to: strings.ToUpper(plus(l.bakker.Recipients[0].Token))} },
			bakker, invoice, "dispute", true,
		},
		"token before thread": {
			func(l letters) mail { return mail{to: plus(l.bakker.Recipients[0].Token), re: l.zon.MessageID} },
			bakker, invoice, "dispute", true,
		},
		"the return path's token proves no reply": {
			func(l letters) mail { return mail{from: stranger, to: plus(l.bakker.Recipients[0].ReturnToken)} },
			"", "", "unknown sender", false,
		},
		"In-Reply-To": {
			func(l letters) mail { return mail{re: l.bakker.MessageID} }, bakker, invoice, "dispute", true,
		},
		"References alone": {
			func(l letters) mail { return mail{refs: "<a@b.example> <" + l.bakker.MessageID + "> <c@d.example>"} },
			bakker, invoice, "dispute", true,
		},
		"thread before number": {
			func(l letters) mail {
				return mail{re: l.bakker.MessageID, body: "Factuur " + zonsOwn + " betwisten wij."}
			},
			bakker, "", "dispute", true,
		},
		"number in the new text": {
			func(letters) mail { return mail{body: "Factuur " + second + " betwisten wij."} }, bakker, second, "dispute", true,
		},
		"number in the subject": {
			func(letters) mail { return mail{subject: "Factuur " + second} }, bakker, second, "dispute", true,
		},
		"number in the quote alone": {
			func(letters) mail { return mail{body: disputes + "\n\n> Factuur " + second + " is nog open."} },
			bakker, second, "dispute", true,
		},
		"new text before subject": {
			func(letters) mail {
				return mail{subject: "Factuur " + second, body: "Factuur " + invoice + " betwisten wij."}
			},
			bakker, invoice, "dispute", true,
		},
		"subject before quote": {
			func(letters) mail {
				return mail{subject: "Factuur " + second, body: disputes + "\n\n> factuur " + invoice}
			},
			bakker, second, "dispute", true,
		},
		"a stranger's quote of another customer's number": {
			func(letters) mail { return mail{body: disputes + "\n\n> factuur " + zonsOwn} }, bakker, "", "dispute", true,
		},
		"a stranger names a number": {
			func(letters) mail { return mail{from: stranger, body: "Factuur " + invoice + " betwisten wij."} },
			bakker, invoice, "dispute", false,
		},
		"a contact names another customer's number": {
			func(letters) mail { return mail{body: "Factuur " + zonsOwn + " betwisten wij."} }, bakker, "", "dispute", true,
		},
		"two customers' numbers by a stranger": {
			func(letters) mail {
				return mail{from: stranger, body: "Facturen " + invoice + " en " + zonsOwn + " betwisten wij."}
			}, "", "", "unknown sender", false,
		},
		"address": {
			func(letters) mail { return mail{from: "Piet <PIET@zon.example>"} }, zon, zonsOwn, "dispute", true,
		},
		"address of two customers": {
			func(letters) mail { return mail{from: "samen@kantoor.example"} }, "", "", "unknown sender", false,
		},
		"own domain": {
			func(letters) mail { return mail{from: "nieuw@zon.example"} }, zon, zonsOwn, "dispute", false,
		},
		"subdomain of an own domain": {
			func(letters) mail { return mail{from: "nieuw@evil.zon.example"} }, "", "", "unknown sender", false,
		},
		"domain of two customers": {
			func(letters) mail { return mail{from: "ander@gedeeld.example"} }, "", "", "unknown sender", false,
		},
		"public provider's domain": {
			func(letters) mail { return mail{from: "y@gmail.com"} }, "", "", "unknown sender", false,
		},
		"whole address at a public provider": {
			func(letters) mail { return mail{from: "x@gmail.com"} }, "K300", "2026-060", "dispute", true,
		},
		"nothing": {
			func(letters) mail { return mail{from: stranger} }, "", "", "unknown sender", false,
		},
	}, func(d *desk, c sign) {
		d.register("K300", "2026-060", 10000, "x@gmail.com")
		d.register("K301", "2026-061", 10000, "a@gedeeld.example", "samen@kantoor.example")
		d.register("K302", "2026-062", 10000, "b@gedeeld.example", "samen@kantoor.example")
		m := c.m(letters{
			d.demand(bakker, voldaan.LetterReminder1, invoice), d.demand(zon, voldaan.LetterReminder1, zonsOwn),
		})
		if m.body == "" {
			m.body = disputes
		}
		row := d.gets(m)
		var whose voldaan.CustomerID
		if c.whose != "" {
			whose = d.customer(c.whose)
		}
		want(d, "whose mail it is", row.Customer, whose)
		want(d, "disputed", d.disputed(bakker, zon, "K300", "K301", "K302"), c.disputed)
		want(d, "case", d.reasons(), c.reason)
		answered := strings.Contains(strings.Join(d.letters(), "\n"), "dispute_received")
		want(d, "answered", answered, c.answers)
	})
}

// disputed lists the customers' disputed invoices.
func (d *desk) disputed(customers ...string) string {
	d.Helper()
	var out []string
	for _, n := range customers {
		l := d.ledger(n)
		for _, inv := range l.Invoices {
			if l.Status(inv.ID, d.today()) == voldaan.StatusDisputed {
				out = append(out, inv.Number)
			}
		}
	}
	return strings.Join(out, " ")
}

// A number of another customer's in a known thread is a question: nothing is
// noted on an invoice that was not named, and a person looks.
func TestAnotherCustomersNumber(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		before := d.invoicesOf(d.ledger(zon))
		d.gets(mail{re: l.MessageID, body: "Factuur " + zonsOwn + " betalen wij op 12 maart."})
		want(d, "case", d.reasons(), "which invoice")
		want(d, "the other customer", d.invoicesOf(d.ledger(zon)), before)
		if l := d.ledger(bakker); len(l.Promises) != 0 {
			d.Errorf("a promise was noted: %+v", l.Promises)
		}
		want(d, "status meanwhile", d.status(bakker, invoice), voldaan.StatusHeld)
	})
}

// An unknown writer in a known thread is read and may pause; he gets no answer
// and a person sees it.
func TestUnknownWriterInAThread(t *testing.T) {
	type says struct {
		body   string
		status voldaan.Status
		reason string
	}
	allOnBoth(t, map[string]says{
		"dispute": {disputes, voldaan.StatusDisputed, "dispute"},
		"promise": {"Wij betalen de factuur op 12 maart.", voldaan.StatusPromised, "unknown sender"},
		"paid":    {"De factuur is gisteren betaald.", voldaan.StatusClaimedPaid, "unknown sender"},
		"copy":    {"Kunt u mij een kopie van de factuur sturen?", "", "document"},
	}, func(d *desk, c says) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.gets(mail{from: "boef@vreemd.example", to: plus(l.Recipients[0].Token), re: l.MessageID, body: c.body})
		if c.status != "" {
			want(d, "status", d.status(bakker, invoice), c.status)
		}
		want(d, "case", d.reasons(), c.reason)
		want(d, "letters", d.letters(), []string{"case to " + eva})
	})
}

// Anybody can use a customer's Message-ID, so that it makes no thread; and a
// mail that only pretends to be a colleague's begins none.
func TestWhatMakesNoThread(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{id: "customers@bakker.example", body: "Ontvangen, dank."})
		m := d.gets(mail{from: "boef@vreemd.example", re: "customers@bakker.example", body: disputes})
		want(d, "whose mail it is", m.Customer, "")
		d.gets(mail{from: eva, id: "forged@vos.example", to: an, cc: bot, body: "Over factuur " + invoice})
		m = d.gets(mail{from: "boef@vreemd.example", re: "forged@vos.example", body: disputes})
		want(d, "whose mail it is", m.Customer, "")
		want(d, "disputed", d.disputed(bakker, zon), "")
	})
}

// Mail without a sender, with a thousand references or a thousand numbers is
// handled like any other.
func TestMatchTakesWhatComes(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{refs: strings.Repeat("<x@y.example> ", 2000), body: disputes},
			mail{from: "<>", body: disputes}, mail{from: "geen adres", body: disputes},
			mail{body: strings.Repeat("2026-999 2026-998 12345678 ", 400)})
		want(d, "states", d.states(), "handled handled handled handled")
	})
}

// An invoice that is meant by its amount or its last digits is found when just
// one fits; where several fit, the mail is about all that may be meant.
func TestMatchByHints(t *testing.T) {
	allOnBoth(t, map[string]struct{ text, disputed string }{
		"amount":      {"Wij zijn het niet eens met de factuur van € 605,00, de levering is nooit aangekomen.", second},
		"last digits": {"Wij zijn het niet eens met factuur 042, de levering is nooit aangekomen.", second},
	}, func(d *desk, c struct{ text, disputed string }) {
		d.gets(mail{from: an, body: c.text})
		want(d, "disputed", d.disputed(bakker), c.disputed)
		want(d, "the other", d.status(bakker, invoice), voldaan.StatusOpen)
	})
}
