package outbound_test

import (
	"bytes"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"

	gomail "github.com/emersion/go-message/mail"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// TestPostedAddress puts the customer's address into the window of the letter;
// where none is known, the colleague who posts it is told what enters it.
func TestPostedAddress(t *testing.T) {
	const command = `voldaan customer 70001 --address "Straat 1; 1000 AA Plaats"`
	onBoth(t, func(w *world) {
		w.ladder(
			voldaan.Step{Name: "brief", Day: 3, Tone: voldaan.ToneFirm, Channel: voldaan.ChannelPost},
			voldaan.Step{Name: "brief2", Day: 10, Tone: voldaan.ToneFirm, Channel: voldaan.ChannelPost},
		)
		w.zon()
		w.turn()
		mail := w.mails(1)[0]
		if text := mail.text(t); !strings.Contains(text, "geen postadres bekend") || !strings.Contains(text, command) {
			t.Errorf("without an address: %s", text)
		}
		w.within(func(tx *store.Tx) {
			w.check(tx.Decide(kade, zon, store.ScopeOpen, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				l.Customer.Address, l.Customer.Country = []string{"Laan 7", "9000 Gent"}, "BE"
				return nil, nil
			}))
		})
		w.on(8)
		w.turn()
		mail = w.mails(2)[1]
		if text := mail.text(t); strings.Contains(text, "--address") || strings.Contains(text, "postadres") {
			t.Errorf("with an address: %s", text)
		}
		got := strings.Join(strings.Fields(printed(t, mail)), " ")
		if !strings.Contains(got, "Bakkerij Zon Laan 7 9000 Gent BELGIË") {
			t.Errorf("the letter bears no address: %s", got)
		}
	})
}

// printed is the text of the PDF in a mail.
func printed(t testing.TB, a arrived) string {
	t.Helper()
	r, err := gomail.CreateReader(bytes.NewReader(a.Raw))
	check(t, err)
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			t.Fatal("the mail has no PDF")
		}
		check(t, err)
		if !strings.HasPrefix(part.Header.Get("Content-Type"), "application/pdf") {
			continue
		}
		cmd := exec.CommandContext(t.Context(), servertest.Need(t, "pdftotext"), "-layout", "-", "-")
		cmd.Stdin = part.Body
		out, err := cmd.Output()
		check(t, err)
		return string(out)
	}
}
