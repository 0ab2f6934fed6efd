package classify

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

var (
	// offices are ends of words that name a department, a firm or a thing.
	offices = strings.Split("boekhouding|administratie|crediteuren|comptabilite|compta|buchhaltung|accounts|accounting|finance|finances|finanzen|financien|payable|payables|facturatie|facturation|billing|team|afdeling|abteilung|service|services|department|dienst|desk|"+
		"logistiek|logistik|logistique|logistics|transport|transporten|transports|bouw|techniek|technik|verband|verwaltung|beheer|vastgoed|immobilier|immobilien|stelle|amt|buro|bureau|zentrale|kasse|kassa|center|centre|centrum|kanzlei|kontor|kantoor|rechnungen|rechnung|kreditoren|mahnung|facturen|factuur|invoices|invoice|facture|factures|office|reception|receptie|accueil|empfang|"+
		"bv|nv|gmbh|ag|sa|srl|sprl|sas|sarl|ltd|llc|plc|inc|se|kg|vzw|asbl|stichting|fondation|group|groep|gruppe|groupe|holding|partners|logistics|company|firma|bank|"+
		"hotel|garage|bakkerij|boulangerie|backerei|restaurant|cafe|school|gemeente|commune|mairie|council|university|universiteit|hospital|ziekenhuis|manager|director|directeur|secretaris|secretary|collega|kollege|kollegin|chef|chefin|nachfolger|nachfolgerin|"+
		"adres|adresse|address|mailbox|postfach|postbus|mail|email|tel|telefon|telefoon|fax|bitte|benelux|belgium|belgie|belgique|nederland|deutschland|supplier|vendor|procurement|inkoop|einkauf|achats|verkoop|vertrieb|ventes|hr|it|ap", "|")
	firmBefore = lazyregexp.MustCompile(`(?i)\b(?:firma|firm|bedrijf|company|societe|société|maison|sas|sarl|srl|sa|bureau|kantoor|kanzlei|steuerkanzlei|cabinet|garage|hotel|restaurant|bakkerij|boulangerie|family|familie|famille|gebroeders|gebr\.|herren|messrs|gemeente|commune|stad|city|our client|uw klant|votre client|ihr kunde|bei der|project|projekt|team|van de|of the|de la)[ "«]*$`)
	firmBehind = lazyregexp.MustCompile(`^,? ?(?:&|\+|B\.?V\b|N\.?V\b|GmbH|AG\b|KG\b|S\.?A\b|S\.?R\.?L|SAS\b|SARL|Ltd|LLC|plc|Inc\b|VZW|ASBL|e\.V)`)
)

// roles are German nouns of who somebody is to the writer; other languages
// write them small.
var roles = phrase.ParseChoice("bruder|schwester|sohn|tochter|vater|mutter|cousin|cousine|neffe|nichte|mann|buchhalter|buchhalterin|inhaber|inhaberin|geschaftsfuhrer|geschaftsfuhrerin|leiterin|leiter|partner|partnerin|ansprechpartner|ansprechpartnerin|verwalter|verwalterin|sachbearbeiter|sachbearbeiterin|kassenwart|kassenwartin|schatzmeister|schatzmeisterin|kassier|kassierin|prokurist|prokuristin|diakon|pfarrer|pfarrerin|assistent|assistentin|sekretar|sekretarin|direktor|direktorin|referent|referentin|vorstand|schwager|schwagerin|vermieter|vermieterin|eigentumer|eigentumerin|kaufer|kauferin|betreiber|betreiberin|pachter|pachterin|steuerberater|steuerberaterin|controller|controllerin|treuhander|treuhanderin|kontakt|kontaktperson")

// isRole reports whether a row begins with who somebody is, whose name follows:
// "Sohn Eckart", "Diakon Ludger Pohl".
func isRole(row []string) bool {
	n := particles(row[1:])
	return n == 0 && roles.Has(fold(row[0])) && (len(row) > 2 || len(row) == 2 && kinOnly.MatchString(fold(row[0]).Text)) && !slices.ContainsFunc(row[1:], isOffice)
}

var kinOnly = lazyregexp.MustCompile(`^(?:` + kin + `)$`)

// isOffice reports whether a word names a department, a firm, a thing or a role.
func isOffice(word string) bool {
	folded := fold(word).Text
	return roles.Has(phrase.Word{Text: folded}) || slices.ContainsFunc(offices, func(o string) bool { return folded == o || len(o) > 3 && strings.HasSuffix(folded, o) })
}

// notNamed reports whether a row without a title names no person.
func notNamed(words []string, text string, p person) bool {
	return slices.ContainsFunc(words, isOffice) || firmBehind.MatchString(text[p.to:]) || firmBefore.MatchString(text[max(0, p.from-30):p.from]) && !isGiven(words[0])
}

// titles stand before a surname, which is no name without one.
var titles = phrase.ParseChoice("herr|herrn|frau|mevrouw|mevr|mw|meneer|dhr|madame|mme|mademoiselle|mlle|monsieur|mr|mrs|ms|miss|dr|maitre|mijnheer|m")

// untitled are words with a capital before a name that are none of it, and
// those that begin a sentence; folded.
var untitled = phrase.ParseChoice("sie|ihnen|handen|attentie|attention|nachfolgerin|nachfolger|opvolger|opvolgster|successor|successeur|ihre|alles|alleen|enkel|nur|only|herr|herrn|frau|mevrouw|mevr|mw|meneer|dhr|heer|de|madame|mme|mademoiselle|mlle|monsieur|mr|mrs|ms|miss|dr|ir|ing|prof|maitre|me|meester|mijnheer|collega|kollege|kollegin|" +
	"colleague|contact|mail|email|e|via|bij|bei|aan|an|to|please|pls|graag|bitte|merci|send|stuur|schick|envoyez|ecrivez|schrijf|write|ask|vraag|voor|for|fur|pour|dear|beste|hallo|hello|bonjour|dag|" +
	"alle|all|you|u|je|ik|wij|we|i|vous|nous|sie|wir|ich|er|sa|ses|son|het|the|le|la|les|die|der|das|dit|this|ce|c|en|und|and|et|of|or|ou|oder|dank|danke|thanks|wenden|neem|kontakt|adres|adresse|address|" +
	"boekhouding|administratie|crediteuren|comptabilite|buchhaltung|accounts|accounting|finance|facturatie|team|afdeling|service|department|abteilung|dienst|new|nieuw|nieuwe|neue|nouveau|nouvelle|facturen|invoices|factures|rechnungen|" +
	"maandag|dinsdag|woensdag|donderdag|vrijdag|monday|tuesday|wednesday|thursday|friday|lundi|mardi|mercredi|jeudi|vendredi|montag|dienstag|mittwoch|donnerstag|freitag|correct|right|richtig|juist|bon|her|his|hem|haar|son|mon|my|mijn|meine|mein|our|onze|unser|unsere|notre|" +
	"since|sinds|seit|depuis|as|from|vanaf|ab|now|nu|jetzt|desormais|voortaan|try|probeer|probieren|versuchen|versuch|versucht|rufen|ruf|klopfen|gehen|geh|essayez|no|nee|nein|non|yes|ja|oui|she|he|zij|hij|elle|il|now|kunnen|kunt|kun|konnen|can|could|pourriez|pouvez|veuillez|ihre|ihr|votre|vos|uw|your|richten|adressez|adressieren|schreiben|mailen|hier|here|ici|demandez|demander|frag|fragen|fragt|frage|schreib|schreibt|mailt|essaye|essaie|contacteer|contactez|appelez|bel|guten|tag|good|morning|afternoon|goedemorgen|goedemiddag|goedendag|geachte|hi|hey|salut|bonsoir|gruss|gott|moin|servus|liebe|lieber|sehr|geehrte|geehrter|voyez|adressieren|nimm|nehmt|nehmen|gebruik|utilisez|use|call|prenez|meld|sinon|daar|there|dort|facturen|is|c'est|demnach")
