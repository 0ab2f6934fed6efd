package outbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// discounted registers a large invoice of zon with 2 % off for some days.
func (w *world) discounted(due, until int) {
	w.Helper()
	w.customer(zon, "Zon B.V.", "70001", "an@zon.example")
	w.register(zon, voldaan.Invoice{
		ID: "i1", Number: "2026-041", Subject: "Onderhoud", Total: 605_000, Currency: voldaan.EUR,
		Issued: w.day().Add(-20), Due: w.day().Add(due), Discount: 12_100, DiscountUntil: w.day().Add(until),
	})
}

// TestCourtesyNamesTheDiscount while it lasts, and reminders do not.
func TestCourtesyNamesTheDiscount(t *testing.T) {
	const words = "mag u € 121,00 betalingskorting aftrekken: € 5.929,00 is dan genoeg"
	onBoth(t, func(w *world) {
		w.discounted(5, 2)
		w.turn()
		letter := w.only(voldaan.LetterCourtesy)
		w.contains(w.says(w.stored(letter.ID)), words, "uiterlijk op 6 maart 2026")
	})
	onBoth(t, func(w *world) { // its last day has passed
		w.discounted(5, -1)
		w.turn()
		if text := w.says(w.stored(w.only(voldaan.LetterCourtesy).ID)); strings.Contains(text, "korting") {
			t.Error(text)
		}
	})
	onBoth(t, func(w *world) { // late by three days: the grace of money is none of letters
		w.discounted(-3, -3)
		w.turn()
		if text := w.says(w.stored(w.only(voldaan.LetterReminder1).ID)); strings.Contains(text, "korting") {
			t.Error(text)
		}
	})
}

// TestPromiseNotedNamesTheDiscount, where all of the invoice was promised.
func TestPromiseNotedNamesTheDiscount(t *testing.T) {
	onBoth(t, func(w *world) {
		w.discounted(5, 2)
		text := w.says(w.sent(w.answer(voldaan.LetterPromiseNoted, "")).Raw)
		w.contains(text, "€ 121,00 betalingskorting")
	})
}
