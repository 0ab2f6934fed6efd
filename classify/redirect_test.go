package classify_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

// redirects compares to whom mails send us with what they mean, a line each:
// language, address and name or "-", text.
func redirects(t *testing.T, lines string) {
	t.Helper()
	for line := range strings.Lines(lines) {
		f := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(f) < 3 {
			continue
		}
		m := reply(strings.ReplaceAll(f[2], `\n`, "\n"))
		m.Language, m.From.Address = f[0], "jo@oak.example"
		c := voldaan.ReadingContext{Today: today, Invoices: []voldaan.ContextInvoice{
			{Number: "2026-041", Total: 120000, Open: 120000, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-10-01"), Due: voldaan.MustDate("2026-10-31")},
		}}
		got := "-"
		if o := classify.Object("", m, read(t, m, c), c); o.Contact != nil {
			got = strings.TrimSpace(o.Contact.Email + " " + o.Contact.Name)
		}
		if got != f[1] {
			t.Errorf("%s %q: got %q, want %q", f[0], f[2], got, f[1])
		}
	}
}

// Of several addresses the right one, whosever it is, however it is written.
func TestWhomToWriteTo(t *testing.T) {
	redirects(t, `
nl | k.tiel@oak.example Koen Tiel | Anja Bos werkt hier niet meer, a.bos@oak.example wordt niet gelezen. Facturen doet Koen Tiel, k.tiel@oak.example.
nl | k.tiel@oak.example Koen Tiel | Voor facturen moet u bij Koen Tiel zijn (k.tiel@oak.example).
nl | ap@oak.example | Mail naar ap [at] oak [punt] example, ik ben van de planning.
nl | els.maes@oak.example Els Maes | Ik ben maar de chauffeur. Els Maes regelt de betalingen, els punt maes apenstaartje oak punt example.
nl | ap@oak.example | Alleen ap@oak.example neemt facturen aan; verkoop@oak.example is voor bestellingen.
nl | ap@oak.example | Offertes gaan naar verkoop@oak.example, facturen naar ap@oak.example. Dit adres is voor sollicitaties.
nl | nieuw@oak.example | U schreef naar oud@oak.example, dat adres bestaat niet meer. Het nieuwe is nieuw@oak.example
nl | ap@elm.example Jan Smit | Ik heb het bedrijf in mei overgedragen aan Jan Smit (ap@elm.example). Stuur mij dus niets meer.
nl | wim@oak.example Wim Peeters | Mijn collega gaat hierover:\n\nWim Peeters\nHoofd boekhouding\nOak NV\nT 012 34 56 78\nE wim@oak.example
nl | wim@oak.example Wim Peeters | Dit is niet voor mij. Wim Peeters (cc) neemt dit op, wim@oak.example.
nl | ap@oak.example | Adres oud@oak.example vervalt op 1 mei. ap@oak.example komt ervoor in de plaats.
nl | rita@oak.example Rita | Rita doet dat, rita@oak.example
nl | rita@oak.example Rita | Dat is iets voor Rita van de administratie (rita@oak.example), ik sta in de winkel.
nl | tineke@oak.example Tineke de Boer | Tineke de Boer is onze nieuwe penningmeester (tineke@oak.example).
nl | tineke@oak.example Tineke de Boer | Ik geef de kas over aan Tineke de Boer; u vindt haar op tineke@oak.example
nl | ap@oak.example Frank | Frank van de administratie weet hier alles van. Zijn mail: ap@oak.example
nl | bea@oak.example Bea | verkeerde Jo, je zoekt Bea: bea@oak.example
fr | luc.petit@oak.example Luc Petit | Luc Petit a repris mes dossiers : luc.petit@oak.example.
fr | luc.petit@oak.example Luc Petit | Mme Dupont nous a quittés en juin et s.dupont@oak.example est fermée. C'est Luc Petit qui a repris, luc.petit@oak.example
fr | ap@oak.example | Les devis vont à devis@oak.example, les factures à ap@oak.example. Ici c'est l'accueil.
fr | ap@oak.example | ap@oak.example pour les factures, info@oak.example pour le reste. Moi je ne traite rien.
fr | ap@oak.example | Vous avez écrit à old@oak.example, boîte que plus personne ne lit. Ap@Oak.example est la bonne.
fr | claire@oak.example Claire Morel | Je suis du service technique. Demandez Claire Morel, claire@oak.example.
fr | claire@oak.example Claire Morel | Voici les coordonnées de ma collègue :\n\nClaire Morel\nComptabilité fournisseurs\nTél. 02 123 45 67\nclaire@oak.example\n\nBien à vous\nPaul
fr | ap@oak.example | Merci d'envoyer ceci à [ap@oak.example](mailto:ap@oak.example), je ne m'occupe pas de ça.
fr | ap@oak.example | Ne m'écrivez plus, écrivez à ap@oak.example et mettez boss@oak.example en copie.
fr | lea@oak.example Léa Roux | À transmettre à Léa Roux, lea@oak.example, moi je m'occupe des chantiers.
fr | ap@oak.example | Veuillez rectifier l'adresse de notre société dans votre fichier : ap@oak.example au lieu de old@oak.example.
fr | ap@elm.example Marc Dubois | La société débitrice est la sœur, gérée par Marc Dubois (ap@elm.example).
fr | marc@oak.example Marc Dubois | Marc Dubois me remplace depuis lundi. marc@oak.example
fr | marc@oak.example Marc Dubois | C'est désormais Marc Dubois (marc@oak.example, 02/123.45.67) qui suit vos factures ; je passe au contrôle de gestion.
fr | compta@oak.example | L'ancienne boîte (factures@oak.example) ne fonctionne plus. La nouvelle : compta@oak.example.
en | ap@oak.example | I'm in the warehouse, our bills get dealt with over at ap (at) oak (dot) example
en | ap@oak.example | I'm in the warehouse, our bills get dealt with by ap at oak dot example.
en | tom.reed@oak.example Tom Reed | Sue left in May and sue@oak.example is no longer looked at. Tom Reed has her desk now, tom.reed@oak.example.
en | tom.reed@oak.example Tom Reed | sue@oak.example only forwards to me these days. Tom Reed runs payables: tom.reed@oak.example
en | ap@oak.example | Quotes go to sales@oak.example and invoices to ap@oak.example. This is neither.
en | ap@oak.example | ap@oak.example handles invoices; hello@oak.example handles everything else. I do neither.
en | ap@oak.example | hello@oak.example is for tenants only. For invoices use ap@oak.example.
en | ap@oak.example | You've been writing to old@oak.example, which was switched off in June. It's ap@oak.example now.
en | mary@oak.example Mary | Try Mary (mary@oak.example), she has taken over the ledger from me.
en | mary@oak.example Mary Shaw | Please see the details of my colleague below.\n\nMary Shaw\nAccounts Payable\nOak Ltd | Leeds\nmary@oak.example | +44 113 496 0000\n\nRegards,\nJohn
en | mary@oak.example Mary Shaw | Please redirect to Mary Shaw <mary@oak.example>. I have moved to another role.
en | mary@oak.example Mary Shaw | I don't deal with this. Mary Shaw mary@oak.example does.
en | ap@oak.example | Kindly update your records: our invoices address changed to ap@oak.example (was accounts@oak.example).
en | ap@oak.example | Our invoice address is no longer accounts@oak.example but ap@oak.example.
en | kim@oak.example Kim Lowe | Kim Lowe looks after supplier payments; kim@oak.example is her address.
en | kim@oak.example Kim Lowe | Kim Lowe (kim@oak.example) is your point of contact going forward.
en | kim@oak.example Kim Lowe | I've moved to marketing and passed the baton to Kim Lowe. You can get her at kim@oak.example
en | ap@oak.example | Send to ap@oak.example. Not to jo@oak.example. Not to info@oak.example.
en | ap@oak.example | Neither info@oak.example nor this one is read. Use ap@oak.example.
de | ap@oak.example | Dafür ist ap@oak.example zuständig.
de | ap@oak.example | Rechnungen laufen bei uns über ap@oak.example, hier ist die Werkstatt.
de | ap@oak.example | Schreiben Sie ap ät oak punkt example, ich mach nur Verkauf.
de | p.quandt@oak.example Petra Quandt | Herr Glas ist im Ruhestand, glas@oak.example wird zum 31. März gelöscht. Zuständig ist jetzt Frau Petra Quandt: p.quandt@oak.example.
de | p.quandt@oak.example Petra Quandt | Frau Quandt übernimmt meine Aufgaben, Petra Quandt, p.quandt@oak.example.
de | ap@oak.example | Angebote an einkauf@oak.example, Rechnungen an ap@oak.example. Das hier ist die Personalabteilung.
de | ap@oak.example | ap@oak.example ist für Rechnungen da, info@oak.example für alles andere. Ich bin nur der Hausmeister.
de | ap@oak.example | Sie haben an alt@oak.example geschrieben, das liest keiner. Richtig wäre ap@oak.example.
de | ap@oak.example | Das Postfach alt@oak.example ist abgeschaltet. An seine Stelle tritt ap@oak.example.
de | kanzlei@elm.example | Unsere Bücher führt seit Januar die Kanzlei Elm, kanzlei@elm.example.
de | sven@oak.example Sven Falk | Sven Falk (sven@oak.example) hat das von mir übernommen.
de | sven@oak.example Sven Falk | Die Kontaktdaten des Kollegen:\n\nSven Falk\nKreditorenbuchhaltung\nTel. 030 123456\nsven@oak.example\n\nGruß\nIda
de | sven@oak.example Sven Falk | Ich arbeite nicht mehr in der Buchhaltung, Ansprechpartner ist Sven Falk, erreichbar unter sven@oak.example.
de | sven@oak.example Sven | Frag den Sven, sven@oak.example
de | info@müller-oak.example | Bitte an info@müller-oak.example, wir sind es nicht.
de | ap@oak.example | Mahnungen künftig bitte nur noch an ap@oak.example.
de | ap@oak.example | Die E-Mail-Adresse hat sich geändert, neu ap@oak.example, bisher alt@oak.example.
de | nina@oak.example Nina Wolf | Fürs Geld ist bei uns Nina Wolf da. nina@oak.example
de | ap@oak.example | Für Zahlungen ist unsere Zentrale verantwortlich. E-Mail: ap@oak.example
de | ap@oak.example | Adressieren Sie Forderungen ausschließlich an ap@oak.example; Eingänge bei alt@oak.example verfallen.
de | ute@oak.example Ute Sommer | Das Thema liegt jetzt bei Ute Sommer, ute@oak.example.
de | ute@oak.example Ute Sommer | Ute Sommer (ute@oak.example) hat meinen Bereich übernommen.
de | ute@oak.example Ute Sommer | An Ute Sommer übergeben: ute@oak.example
de | hv@elm.example Herr Ott | Der neue Verwalter heißt Herr Ott, hv@elm.example
de | ap@oak.example | bin da nich zuständig, probiers mal bei ap@oak.example
de | ap@oak.example | Unsere Firma hat eine neue Domain: statt alt@eiche.example schreiben Sie ap@oak.example
`)
}

// One address, and those to which nobody sends us.
func TestPlainAndNoRedirects(t *testing.T) {
	redirects(t, `
nl | - | Dit is mijn laatste werkdag, daarna weet niemand hier nog iets. Zoek het maar uit.
nl | - | Uw mail naar jo@oak.example is goed aangekomen, wij betalen vrijdag.
nl | - | U spreekt met Jo van Oak, jo@oak.example. Niet bij mij zijn.
nl | - | De factuur staat op naam van klant@elm.example en klopt niet, wij hebben 5 stuks gekregen in plaats van 6.
nl | - | oud@oak.example is opgeheven en ik weet niet wie dit nu doet.
nl | - | Frank van de administratie weet hier alles van.
nl | - | Mijn vorige adres was jo@elm.example, maar u kunt mij hier bereiken.
nl | - | Ik heb uw mail doorgestuurd naar ap@oak.example, zij nemen het verder op.
nl | ap@oak.example | Dit hoort bij de boekhouding thuis: ap@oak.example.
nl | ap@oak.example | Graag alles over facturen naar AP@OAK.EXAMPLE
nl | ap@elm.example | De zaak is verkocht, de koper is te bereiken op ap@elm.example.
nl | ap@oak.example | Ik ben met pensioen. De facturen lopen nu via ap@oak.example.
nl | ap@oak.example | Sinds de fusie handelt ons hoofdkantoor dit af, te bereiken via ap@oak.example.
nl | ap@oak.example | Het mailadres waarop u ons aanschrijft is van een oud-medewerker. Gebruik dat van de crediteurenafdeling, ap@oak.example.
nl | ap@oak.example | ik werk daar allang niet meer!! probeer ap@oak.example ofzo
fr | - | L'adresse old@oak.example est supprimée et je ne connais pas la nouvelle.
fr | - | Je ne travaille plus chez Oak. Bonne chance.
fr | - | Nous payons vendredi, la preuve viendra de ap@oak.example.
fr | - | Pouvez-vous renvoyer la facture à ap@oak.example ? Nous ne la trouvons pas.
fr | - | J'ai transféré votre mail à ap@oak.example, on revient vers vous.
fr | - | Notre comptable est Marc, mais il est en congé. On paie lundi.
fr | ap@oak.example | Il faut voir avec la compta, ap@oak.example.
fr | ap@elm.example | Notre fiduciaire s'en occupe désormais, ap@elm.example
fr | ap@oak.example | Toute correspondance relative aux paiements est à adresser à ap@oak.example, ce secrétariat n'étant pas compétent.
fr | ap@elm.example | Je ne suis que locataire, le propriétaire est joignable sur ap@elm.example.
fr | p.n@oak.example | Désolée, mauvais service. p.n@oak.example est votre interlocuteur.
en | - | I left Oak in March.
en | - | We'll pay on Friday, and my colleague tom@oak.example will confirm.
en | - | You can't reach anybody at old@oak.example any more, and I have no other address.
en | - | The credit note from ap@oak.example never reached us, so we dispute this invoice.
en | - | Wrong number, mate.
en | - | I've forwarded this to ap@oak.example, they will come back to you.
en | - | Our new address for deliveries is in Leeds. The invoice is wrong about that.
en | - | Could you tell me whether you got my mail from jo@elm.example?
en | - | I am copying ap@oak.example, who will pay this on Friday.
en | ap@oak.example | You'll need ap@oak.example for this one, I just do sales.
en | ap@elm.example | The shop was sold to the Elm family in June, reach them on ap@elm.example
en | ap@oak.example | Whoever gave you this address was wrong: it should be ap@oak.example.
en | ap@oak.example | All accounts payable correspondence must be directed to ap@oak.example, not to individual employees.
en | ap@elm.example | We are the landlord, not the tenant. The tenant uses ap@elm.example.
de | - | Das Postfach alt@oak.example gibt es nicht mehr, ein neues ist noch nicht bekannt.
de | - | Wir zahlen am Freitag. Die Zahlungsanzeige kommt von ap@oak.example.
de | - | Bitte schicken Sie eine Kopie der Rechnung an ap@oak.example.
de | - | Frau Glas ist nicht mehr bei uns.
de | - | Die Rechnung ging an alt@oak.example, deshalb haben wir sie nicht gesehen. Wir zahlen Freitag.
de | - | Herr Ott ist tot.
de | ap@elm.example | Der Laden gehört mir nicht mehr. Neuer Inhaber: ap@elm.example
de | ap@oak.example | Die Buchhaltung sitzt in Köln und ist unter ap@oak.example erreichbar, hier ist nur Lager.
de | ap@elm.example | Wir haben damit nichts zu tun, das war die Firma Elm, ap@elm.example.
`)
}
