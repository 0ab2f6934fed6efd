package classify

import (
	"testing"

	v "github.com/voldaan/voldaan"
)

// insteadIn is whom a text of jo@oak.example names, as "address name".
func insteadIn(language, text string) string {
	s := &scan{mail: v.Mail{Language: language, Reply: text, From: v.Address{Address: "jo@oak.example"}}, ctx: v.ReadingContext{Own: []string{"bot@ours.example"}, Colleague: []string{"els@ours.example"}}}
	f := s.sends().instead()
	if f == nil {
		return ""
	}
	return f.Email + " " + f.Name
}

func TestSends(t *testing.T) {
	is := func(language, text, want string) {
		t.Helper()
		if got := insteadIn(language, text); got != want {
			t.Errorf("%s %q: got %q, want %q", language, text, got, want)
		}
	}
	// Of several addresses the one that is meant.
	is("nl", "Schrijf niet meer naar oud@oak.example maar naar nieuw@oak.example.", "nieuw@oak.example ")
	is("nl", "Het adres post@oak.example is opgeheven. Gebruik facturen@oak.example.", "facturen@oak.example ")
	is("nl", "Stuur het naar facturen@oak.example in plaats van naar info@oak.example, met cc aan baas@oak.example.", "facturen@oak.example ")
	is("fr", "N'utilisez plus compta@oak.example, cette adresse est fermée : écrivez à ap@oak.example.", "ap@oak.example ")
	is("fr", "Les factures vont à ap@oak.example et non à info@oak.example.", "ap@oak.example ")
	is("en", "What you sent to old@oak.example bounced. The right one is bills@oak.example.", "bills@oak.example ")
	is("en", "I copy in boss@oak.example, cc'd here; bills go to ledger@oak.example.", "ledger@oak.example ")
	is("en", "Our former address ap@oak.example is dead, so use ap@elm.example, please.", "ap@elm.example ")
	is("en", "Nobody @oak.example reads this. The intake is box@elm.example.", "box@elm.example ")
	is("de", "Bitte nicht an info@oak.example, sondern an rechnung@oak.example.", "rechnung@oak.example ")
	is("de", "info@oak.example wird nicht mehr gelesen. Neu: rechnung@oak.example", "rechnung@oak.example ")
	is("de", "Bitte an rechnung@oak.example, dieses Postfach wird nicht mehr gelesen.", "rechnung@oak.example ")
	is("en", "I am jo@oak.example, you are bot@ours.example; write to els@ours.example or ap@elm.example.", "ap@elm.example ")
	is("en", "Why don't you send it to ap@oak.example?", "ap@oak.example ")
	is("nl", "Kunt u niet gewoon boekhouding@oak.example gebruiken?", "boekhouding@oak.example ")
	is("nl", "Ik werk er niet meer, probeer info@elm.example eens.", "info@elm.example ")
	is("de", "Das ist nicht meine Sache, fragen Sie bitte unter post@oak.example nach.", "post@oak.example ")
	is("fr", "Je ne suis pas la bonne personne, la bonne adresse est compta@oak.example.", "compta@oak.example ")
	// Split by lines and blanks.
	is("nl", "Het adres is facturen@\noak.example, dank.", "facturen@oak.example ")
	is("de", "Kontakt: rechnung @ oak . example", "rechnung@oak.example ")
	is("fr", "Son mail : paul @oak.example", "paul@oak.example Paul")
	// None is meant.
	is("nl", "Schrijf niet meer naar oud@oak.example.", "")
	is("fr", "L'adresse compta@oak.example n'existe plus.", "")
	is("en", "Please don't use old@oak.example and older@oak.example.", "")
	is("de", "Die alte Adresse info@oak.example gibt es nicht mehr.", "")
	is("nl", "Ik ben het niet.\n\nMet vriendelijke groet,\nJo\njo@thuis.example", "")
	is("en", "Wrong company. You want the Oak in Leeds, no idea who they are.", "")
	// Names.
	is("nl", "Mijn opvolgster is Noor van den Bosch. U bereikt haar op ap@oak.example.", "ap@oak.example Noor van den Bosch")
	is("nl", "Mevrouw de Wit doet dit nu: boekhouding@oak.example", "boekhouding@oak.example Mevrouw de Wit")
	is("nl", "Hieronder haar gegevens.\n\nNOOR BOSCH\nBoekhouding\nfacturen@oak.example", "facturen@oak.example Noor Bosch")
	is("fr", "C'est Mme Anne-Laure D'Hondt qui s'en occupe (al.dhondt@oak.example).", "al.dhondt@oak.example Anne-Laure D'Hondt")
	is("fr", "Adressez-vous à factures@oak.example, à l’attention de Luc Petit.", "factures@oak.example Luc Petit")
	is("en", "My cousin Nora does the books. Her email is office@elm.example.", "office@elm.example Nora")
	is("en", "Write to s.lindqvist@oak.example. Sven has taken over.", "s.lindqvist@oak.example Sven Lindqvist")
	is("en", "The bursar is Dr. P. K. Whit, bursar@oak.example", "bursar@oak.example P. K. Whit")
	is("de", "Zuständig ist Frau Pfab, Gudrun: buero@oak.example", "buero@oak.example Gudrun Pfab")
	is("de", "Schreiben Sie Herrn Öztürk, c.oeztuerk@oak.example", "c.oeztuerk@oak.example Herr Öztürk")
	is("de", "Frau Stolz ist ausgeschieden. Ihr Nachfolger ist Jens Albers: ap@oak.example", "ap@oak.example Jens Albers")
	is("fr", "Notre comptable, Mr Van Acker, répond à l'adresse compta@oak.example", "compta@oak.example Mr Van Acker")
	is("nl", "Voortaan beheert Quirine Zaal dit, via ap@oak.example (cc naar mij, jo@oak.example).", "ap@oak.example Quirine Zaal")
	is("de", "Das macht mein Bruder Stefan, post@oak.example", "post@oak.example Stefan")
	// No name.
	is("en", "Our agents, Ledgerly, read box@ledgerly.example.", "box@ledgerly.example ")
	is("nl", "Beste Petra, stuur dit naar onze Afdeling Inkoop: inkoop@oak.example", "inkoop@oak.example ")
	is("fr", "Toute facture va à la Comptabilité Fournisseurs : ap@oak.example", "ap@oak.example ")
	is("en", "Your customer is Elm Brothers Ltd. Their address is info@elm.example.", "info@elm.example ")
	is("de", "Rechnungen bitte an die Zentrale Buchhaltung: rechnung@oak.example\n\nGruß\nJo Eiche", "rechnung@oak.example ")
	is("en", "Carol has left us; bills@oak.example please.", "bills@oak.example ")
	// A name alone.
	is("nl", "Niet voor mij, vraag het aan Wannes.", " Wannes")
	is("fr", "voyez avec Hugues", " Hugues")
	is("en", "His tasks passed to Lena Forsell.", " Lena Forsell")
	is("de", "Wenden Sie sich bitte an Frau Wolff.", " Frau Wolff")
	is("de", "Da müssen Sie die Sabine fragen.", " Sabine")
	is("nl", "Dat soort dingen regelt Koen. Of neen, Quirine Zaal doet dat nu.", " Quirine Zaal")
	is("nl", "Els werkt hier niet meer. Groet, Wim", "")
	is("fr", "Dupont, c'est la famille d'à côté, pas moi.", "")
	is("en", "Anna moved out in May and I took over the flat.", "")
	is("de", "Sie haben den falschen Maier, der Maier in Kirchau ist nicht mit uns verwandt.", "")
}
