package split

import (
	"regexp"
	"strings"
)

// noticeStarts are how legal and other standing notices begin; where one does
// not name itself, one of noticeWords must follow in the paragraph.
var noticeStarts = prefixTable(
	"dit ", "deze ", "de inhoud ", "de informatie ", "de gegevens ", "aan dit ", "aan de inhoud ", "indien ", "mocht u ", "let op",
	"the information ", "the content ", "the contents ", "the message ", "this ", "these ", "any ", "if you ", "unless ", "please note", "n.b.", "nb",
	"ce ", "cet ", "cette ", "le contenu ", "les informations ", "l'information ", "si vous ", "toute ", "aucun ",
	"dies ", "diese ", "dieser ", "der inhalt ", "die in dieser ", "die informationen ", "die information ", "sollten sie ", "wenn sie ", "hinweis",
	"este ", "esta ", "questo ", "questa ", "il presente ", "la presente ", "le informazioni ", "niniejsz", "ta wiadomość ", "detta ", "denne ", "tämä ", "это ", "данное ",
)

// noticeNames begin a notice that names itself.
var noticeNames = prefixTable(
	"confidential:", "vertrouwelijk:", "vertraulich:", "confidentiel :", "strictly confidential",
	"disclaimer", "proclaimer", "confidentiality", "confidentialité", "vertraulichkeit", "vertrouwelijkheid", "avis de confidentialité", "privacy notice", "privacyverklaring", "email disclaimer", "e-mail disclaimer", "e-maildisclaimer", "clause de confidentialité", "avertissement : ce", "rechtlicher hinweis", "aviso legal", "avviso di riservatezza", "legal notice", "legal disclaimer", "mention légale", "vertraulichkeitshinweis", "haftungsausschluss",
	"denk aan het milieu", "spaar het milieu", "bespaar papier", "think of the environment", "think about the environment", "please consider the environment", "consider the environment", "please think of the environment", "save a tree", "save paper", "before printing", "pensez à l'environnement", "pensez à la planète", "pensons à l'environnement", "préservons l'environnement", "avant d'imprimer", "n'imprimez ce", "bitte denken sie an die umwelt", "denken sie an die umwelt", "der umwelt zuliebe", "bitte prüfen sie der umwelt", "bitte prüfen sie, ob", "antes de imprimir", "prima di stampare", "p please consider", "moet u deze e-mail echt", "print deze e-mail", "ist es notwendig, diese",
	"virusvrij", "virus-free", "virus free", "garanti sans virus", "sans virus", "virenfrei", "libre de virus", "privo di virus", "wolny od wirusów", "deze e-mail is gecontroleerd op virus", "deze e-mail is gescand", "this email has been checked for virus", "this email has been scanned", "this message has been scanned", "diese e-mail wurde von avast", "diese e-mail wurde auf viren", "l'absence de virus", "cet e-mail a été vérifié",
	"op al onze", "op alle diensten", "op onze diensten", "onze algemene voorwaarden", "all our services are subject", "unsere agb", "nos conditions générales", "aan dit bericht kunnen geen rechten", "aan deze e-mail kunnen geen rechten",
)

// noticeWords must be in a notice that does not name itself.
var noticeWords = []string{
	"vertrouwelijk", "uitsluitend", "geadresseerde", "alleen voor u bedoeld", "bestemd voor", "geen rechten", "confidenti", "intended solely", "intended only", "intended recipient", "intended for", "privileged", "destinataire", "exclusi", "vertraulich", "empfänger bestimmt", "für den empfänger", "ausschließlich", "ausschliesslich", "milieu afdruk", "environment before", "planète", "avast", "disclaimer", "virus", "unbefugt", "privacy notice", "riservat", "confiden", "poufn", "konfidenti", "luottamuksel", "конфиденциал", "in error", "ten onrechte", "irrtümlich", "par erreur", "adressaten", "liable", "aansprakelijk",
}

// legalPhrases are in what firms must say about themselves.
var legalPhrases = []string{
	"ingeschreven in het handelsregister", "ingeschreven bij de kamer van koophandel", "algemene voorwaarden van toepassing", "aansprakelijkheid is beperkt", "registered office", "registered in england", "limited liability partnership", "terms and conditions apply",
	"eingetragen im handelsregister", "sitz der gesellschaft", "registergericht", "au capital de", "capital social",
}

// listNotes are what mailing lists and group services put below a mail.
var listNotes = prefixTable(
	"you received this message because", "you are receiving this", "you received this email because", "to unsubscribe", "unsubscribe from", "to stop receiving", "to view this discussion", "for more options, visit", "om u af te melden", "om je af te melden", "afmelden:", "u ontvangt dit bericht omdat", "je ontvangt dit bericht omdat", "u ontvangt deze e-mail omdat", "vous recevez ce message", "vous recevez cet e-mail", "pour vous désabonner", "pour vous désinscrire", "sie erhalten diese nachricht, weil", "sie erhalten diese e-mail", "sie haben diese nachricht erhalten, weil", "um sich abzumelden", "reply to this email directly", "view it on ", "mailing list",
)

// isSocial reports whether a line only asks to be followed.
func isSocial(l string) bool {
	if len(l) > 160 {
		return false
	}
	return prefixOf(l, followWords) > 0 && len(l) < 100 || hasAny(l, networks) && socialLine.MatchString(l)
}

var (
	followWords = []string{"volg ons", "follow us", "find us", "like us", "suivez-nous", "retrouvez-nous", "folgen sie uns", "folge uns", "besuchen sie uns", "visit us", "bezoek onze", "visit our website", "síguenos", "seguici"}
	networks    = []string{"facebook", "linkedin", "twitter", "instagram", "youtube", "pinterest", "tiktok", "xing"}
	socialLine  = regexp.MustCompile(`^(?:<?(?:facebook|linkedin|twitter|x|instagram|youtube|pinterest|tiktok|xing)>?(?:\s?<https?:[^>]*>)?[\s|•·,/-]*)+$`)
)

// isImage reports whether a line stands for a picture in the plain form of a
// mail.
func isImage(l string) bool {
	return len(l) > 4 && (l[0] == '[' || l[0] == '<') && imageLine.MatchString(l)
}

var imageLine = regexp.MustCompile(`^[\[<](?:cid:|image|inline image|logo|afbeelding|bild|https?:\S+\.(?:png|jpe?g|gif))[^\]>]*[\]>]$`)

// startsNotice reports whether a standing notice begins at line i, of a
// paragraph that ends before line to.
func (s *splitter) startsNotice(i, to int) bool {
	l := strings.TrimLeft(s.at(i), "*_-!|[(•·# ")
	if l == "" {
		return false
	}
	l = strings.TrimLeft(strings.TrimPrefix(l, "p "), greenSigns) // QUIRK: the tree of the font Webdings is a P
	if noticeNames.of(l) > 0 || isListNote(l) || isEnvironment(l) {
		return !strings.HasSuffix(l, "?") || strings.Contains(l, "print") || strings.Contains(l, "milieu")
	}
	if len(l) > 40 && hasAny(l, legalPhrases) && !hasFirstPerson(l) {
		return true
	}
	if noticeStarts.of(l) == 0 {
		return false
	}
	return s.isStanding(i, to)
}

// messageWords and businessWords tell a notice about the mail from a sentence
// about an invoice.
var (
	messageWords  = []string{"mail", "bericht", "message", "courriel", "nachricht", "mensaje", "messaggio", "mensagem", "wiadomość", "meddel", "informati", "content", "contenu", "inhalt", "communicati", "transmission", "sender", "recipient", "afzender", "geadresseerde", "expéditeur", "destinataire", "absender", "empfänger", "adressat", "сообщение"}
	businessWords = []string{"factuur", "facture", "rechnung", "invoice", "bestelling", "commande", "bestellung", "betaal", "betaling", "payment", "paiement", "zahlung", "levering", "lieferung", "livraison", "delivery", "goods"}
)

// isStanding reads the paragraph of an unnamed notice: about the mail, in the
// words of lawyers, long enough, and of nobody in person.
func (s *splitter) isStanding(i, to int) bool {
	legal, about, person, count := false, false, false, 0
	for k := i; k < to && k < i+8 && !s.blank(k); k++ {
		l := s.at(k)
		if strings.HasSuffix(l, "?") || hasAny(l, businessWords) {
			return false
		}
		legal = legal || hasAny(l, noticeWords)
		about = about || hasAny(l, messageWords)
		person = person || hasFirstPerson(l)
		count += len(strings.Fields(l))
	}
	return legal && about && count >= 5 && (!person || count >= 20)
}

// hasFirstPerson tells a short sentence of a person from a standing one.
func hasFirstPerson(l string) bool {
	for w := range strings.FieldsSeq(l) {
		switch strings.Trim(w, ",.:") {
		case "ik", "wij", "we", "i", "ich", "wir", "je", "nous", "my", "our", "mijn", "onze", "mein", "meine", "unser", "unsere", "mon", "ma", "notre":
			return true
		}
	}
	return false
}

// greenSigns stand before a request to save paper.
const greenSigns = "🌳🌲🌱🌍🌎🌏🌿🍃♻\ufe0f "

var (
	environmentWords = []string{"milieu", "environment", "environnement", "planète", "planet", "umwelt", "bäume", "bomen", "boom ", "tree", "arbre", "papier", "paper", "ambiente", "medioambiente", "miljö", "miljø", "środowisk"}
	printWords       = []string{"print", "druk", "imprim", "impress", "druck", "stamp", "skriv"}
)

// isEnvironment finds the request not to print a mail.
func isEnvironment(l string) bool {
	return len(l) > 20 && len(l) < 240 && hasAny(l, printWords) && hasAny(l, environmentWords) && hasAny(l, messageWords) && !hasAny(l, businessWords)
}

func isListNote(l string) bool {
	return listNotes.of(l) > 0 || strings.HasSuffix(l, "mailing list") || strings.HasSuffix(l, "-mailingliste")
}

// markLastFooter takes the notices at the very end of the mail out of what is
// quoted: servers and lists put them below everything.
func (s *splitter) markLastFooter() {
	to := len(s.ls)
	for range 4 {
		for to > s.end && s.depth[to-1] == 0 && s.blank(to-1) {
			to--
		}
		i := to
		for i > s.end && i > to-maxSignature && s.depth[i-1] == 0 && !s.blank(i-1) {
			i--
		}
		if i == to || i <= s.end {
			return
		}
		if len(s.at(i)) >= 5 && isRule(s.at(i)) && i+1 < to {
			if !s.startsNotice(i+1, to) {
				return
			}
		} else if !s.startsNotice(i, to) {
			return
		}
		s.setSignature(i, to)
		to = i
	}
}
