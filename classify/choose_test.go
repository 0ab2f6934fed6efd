package classify_test

import (
	"testing"
)

// Of the days that a mail tells the one counts on which it is paid, not that of
// what happens beside.
func TestChosenDays(t *testing.T) {
	facts(t, `
nl | 2026-11-23 | Vrijdag zijn wij gesloten voor de inventaris. Maandag zit uw factuur in de betaalronde.
nl | 2026-11-27 | Wij vieren woensdag de opening van het magazijn en op donderdag komt de burgemeester. Het geld voor u vertrekt op 27 november.
nl | 2026-11-24 | Het vakantiegeld komt maandag binnen en dinsdag ben jij aan de beurt.
fr | 2026-11-30 | La fête du village est le 28, vous serez payé le 30.
fr | 2026-11-27 | Le patron revient mercredi de Corse, il m'a promis de s'occuper de vous le 27 novembre.
fr | 2026-11-25 | Nous déménageons lundi et mardi. Le mercredi 25 la comptable lance votre virement, et le 4 décembre nous inaugurons.
en | 2026-12-01 | The grant lands on the 30th, you are wired on the 1st.
en | 2026-11-27 | The auditors leave on the 25th and on the 27th the cheque run has your name on it. Our fair opens on 3 December.
en | 2026-11-24 | Payday is Monday here; Tuesday you get yours.
de | 2026-12-01 | Die Löhne gehen am 30. raus, Sie bekommen Ihr Geld am 1. Dezember.
de | 2026-11-25 | Bis zum 23. bin ich auf Montage, das Büro macht am 24. auf, und am 25. November haben Sie den Betrag.
nl | | Vrijdag komt de loodgieter langs en maandag is de baas terug.
fr | | Lundi nous fêtons nos dix ans, le chef revient mardi.
en | | The painter is here until Friday and my boss is back on Monday.
de | | Am Freitag ist Betriebsfeier, der Chef ist am Montag wieder da.
`)
}

// Days as they are typed and said, and words that look like them.
func TestSpokenDays(t *testing.T) {
	facts(t, `
en | 2026-11-19 | paying it tomoz
en | 2026-11-19 | both go out 2moro
en | 2026-11-18 600.00 | the 600 is goin out 2nite
de | 2026-12-15 1200.00 | Zum Fünfzehnten fließen 1.200 an Sie.
nl | 2026-12-15 | Op de vijftiende maak ik het over.
nl | 2026-12-15 | Op de vijftiende doe ik de hele rekening.
fr | 2026-11-28 1200.00 | Mais le 28 vos 1200 partent sans faute.
nl | 2026-11-24 | Onze batch draait iedere dinsdag en deze zit in de eerstkomende.
nl | | De garage ligt op de vijftiende verdieping, wij komen kijken.
de | | Zum fünfzehnten Mal schreibe ich Ihnen, dass hier niemand Müller heisst.
fr | | Je suis rue du 28 les jours de marché.
`)
}
