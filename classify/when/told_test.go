package when

import (
	"testing"

	"github.com/voldaan/voldaan"
)

// Where a clause says that its day lies: ahead (+), behind (-), or nowhere (0).
func TestTold(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           Direction
	}{
		{"nl", "Die gaan vrijdag de deur uit", Forward},
		{"nl", "Ik doe het vrijdag als de gemeente mij betaald heeft", Forward},
		{"nl", "Wij hebben het vrijdag overgemaakt zoals beloofd", Back},
		{"nl", "Vrijdag heb ik het gestort naar het nummer dat nog in mijn boekje stond", Auto},
		{"nl", "Vrijdag zijn de lonen", Auto},
		{"nl", "Is vrijdag al betaalt hoor", Back},
		{"nl", "Mijn man betaalt vrijdag", Forward},
		{"fr", "On en a parlé, il vous règle le tracteur vendredi", Forward},
		{"fr", "C'est réglé vendredi", Back},
		{"fr", "Paye vendredi", Auto},
		{"fr", "C'est paye depuis vendredi", Back},
		{"fr", "Mon mari vous regle vendredi", Forward},
		{"fr", "Le virement part vendredi", Forward},
		{"fr", "Le virement est parti vendredi", Back},
		{"en", "You get it on Friday", Forward},
		{"en", "It leaves us on Friday", Forward},
		{"en", "It left us on Friday", Back},
		{"en", "Both have been signed and go together on Friday", Forward},
		{"en", "On Friday you have your money", Auto},
		{"de", "Genau den kriegen Sie am Freitag bezahlt", Forward},
		{"de", "Der Betrag wurde am Freitag überwiesen und kommt an", Back},
		{"de", "Gleich am Freitag sind die vollen 2.100 zu Ihnen gewandert", Auto},
		{"de", "Am Freitag ist das Geld bei Ihnen", Auto},
	} {
		got := Find(c.text, Options{Language: c.language, Today: voldaan.NewDate(2026, 11, 23)})
		if len(got) != 1 || got[0].Told != c.want {
			t.Errorf("%q: %+v, want it told %d", c.text, got, c.want)
		}
	}
}
