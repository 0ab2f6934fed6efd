package classify_test

import "testing"

// Plain words with which people send us elsewhere, and with which they only name an
// address.
func TestPlainRedirects(t *testing.T) {
	redirects(t, `
fr | facturation@elm.example | Vos relances partent toujours chez compta@elm.example : cette adresse est morte. La bonne s'appelle désormais facturation@elm.example.
nl | jan.moens@elm.example Jan Moens | Hier zit u bij de werkplaats. Jan Moens doet de boeken, jan.moens@elm.example.
nl | boekhouding@elm.example | U heeft de verkeerde te pakken, ik ben de chauffeur. boekhouding@elm.example weet er alles van.
nl | els@kantoorvos.example Els | Sinds januari doet ons boekhoudkantoor dit: els@kantoorvos.example, vraag naar Els.
nl | info@nieuwezaak.example | De winkel is verkocht in mei, de nieuwe eigenaar is te bereiken op info@nieuwezaak.example.
nl | p.claes@elm.example Peter Claes | Mijn opvolger heet Peter Claes en leest p.claes@elm.example, ik ben met pensioen.
nl | ap.benelux@elm.example | Wrong mailbox, dit hoort bij ap.benelux@elm.example thuis.
fr | lea.noel@elm.example Léa Noël | Je suis au magasin, la compta c'est Léa Noël, lea.noel@elm.example.
fr | syndic@immo-lys.example | Nous ne gérons plus l'immeuble depuis mars ; voyez le nouveau syndic, syndic@immo-lys.example.
fr | contact@fid-horta.example | C'est notre fiduciaire qui paie nos fournisseurs : contact@fid-horta.example
fr | achats@elm.example | Ce mail ne me concerne pas. Essayez achats@elm.example peut-être ?
fr | m.dubois@elm.example Marc Dubois | Mme Petit est partie à la retraite, Marc Dubois a repris ses dossiers (m.dubois@elm.example).
fr | invoices@elm.example | Toutes les factures passent par la boîte invoices@elm.example, pas par la mienne.
en | kate@elm.example Kate | I drive the van. Kate in the office sorts the bills: kate@elm.example
en | payables@elm.example | You want payables@elm.example for this, I'm in sales.
en | tom.reed@elm.example Tom Reed | Tom Reed took over from me on Monday, he's at tom.reed@elm.example.
en | finance@birch.example | We were bought by Birch last year and everything goes through finance@birch.example now.
en | admin@liquid.example | I only rent the flat upstairs. The landlord's agent is admin@liquid.example if that helps.
en | ap-uk@elm.example | This box is for job applicants; suppliers should use ap-uk@elm.example.
en | j.ode@elm.example Joy Ode | Not me any more, sorry! Joy Ode, j.ode@elm.example.
de | buchhaltung@elm.example | Sie sind hier beim Lager gelandet. Zuständig ist buchhaltung@elm.example.
de | t.kern@elm.example Tim Kern | Herr Kern macht das seit August: t.kern@elm.example (Tim Kern).
de | rechnung@elm.example | Nehmen Sie für Rechnungen bitte nur noch rechnung@elm.example, mein Postfach liest demnächst niemand mehr.
de | kanzlei@stb-lohe.example | Das läuft alles über unseren Steuerberater, kanzlei@stb-lohe.example.
de | hausverwaltung@nord.example | Wir sind nur Mieter, die Hausverwaltung erreichen Sie unter hausverwaltung@nord.example.
de | a.vogt@elm.example Anna Vogt | Frau Maier ist in Elternzeit, Anna Vogt (a.vogt@elm.example) vertritt sie.
de | kreditoren@elm.example | Gehört zu kreditoren@elm.example, bei mir ist das falsch.
nl | jo@oak.example | U mailt naar het oude adres. Schrijf voortaan naar dit adres: jo@oak.example.
en | jo@oak.example | Please send the bills to my new address, jo@oak.example, from now on.
fr | oceane.d@imprimerie-elm.example Océane Dardenne | Avant c'était Jean-Luc (jl.poncin@imprimerie-elm.example) mais sa boîte est coupée depuis sa pension, n'écrivez plus là. Maintenant il faut s'adresser à Océane Dardenne, oceane.d arobase imprimerie-elm point example.
nl | beheer@vve-linde.example | Ik ben als eigenaar vertrokken uit het gebouw, de VvE wordt bestuurd door Linde Beheer (beheer@vve-linde.example).
de | info@almhof.example | Ich steh hier allein in der Küche haha. Versuchen Sie mal info@almhof.example?
nl | - | Ik heb het bewijs gestuurd vanuit anna@elm.example, gisteren betaald.
fr | - | Payé hier, la preuve est partie de compta@elm.example.
en | - | Your mail of Monday went to old@elm.example so I only saw it now. Paying Friday.
de | - | Bezahlt am Montag, die Bestätigung kam von bank@elm.example.
nl | - | Uw factuur ging naar info@elm.example en bleef daar liggen. Wij betalen vrijdag.
fr | - | Votre facture est arrivée sur info@elm.example, je la paie vendredi.
`)
}
