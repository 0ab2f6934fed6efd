package split

import "strings"

// separators are the lines that clients put above a quoted or forwarded mail,
// without their dashes and without a colon.
var separators = set(
	"oorspronkelijk bericht|oorspronkelijke bericht|origineel bericht|oorspronkelijke afspraak|doorgestuurd bericht|doorgestuurde bericht|antwoord bericht|oorspronkelijke e-mail|oorspronkelijke mail|doorgestuurde e-mail|doorgestuurde mail|oorspronkelijk e-mailbericht|antwoordbericht|geciteerde tekst",
	"original message|original mail|original email|original e-mail|original appointment|forwarded message|forwarded mail|forwarded email|forwarded e-mail|forward message|forwarded letter|reply message|reply to message|replied message|quoted message|quoted text|forwarded|forward|original|begin forwarded message|previous message",
	"message d'origine|message original|message initial|message précédent|courriel original|courriel d'origine|mail original|mail d'origine|e-mail d'origine|e-mail original|email d'origine|message transféré|message réexpédié|message transmis|courriel transféré|mail transféré|message de réponse|rendez-vous d'origine",
	"ursprüngliche nachricht|urspruengliche nachricht|ursprüngliche mail|ursprüngliche e-mail|original-nachricht|originalnachricht|originalmail|original-mail|weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|antwortnachricht|ursprünglicher termin|originaltext|ende der weitergeleiteten nachricht|orginalnachricht|originale nachricht",
	"mensaje original|mensaje reenviado|mensaje de respuesta|correo original|messaggio originale|messaggio inoltrato|messaggio originario|mensagem original|mensagem encaminhada|mensagem reencaminhada|mensagem de resposta|missatge original|missatge reenviat",
	"wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana|przekazana wiadomość|treść przekazanej wiadomości|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|opprinnelig melding|videresendt melding|oprindelig meddelelse|original meddelelse|videresendt besked|videresendt meddelelse|alkuperäinen viesti|edelleenlähetetty viesti|välitetty viesti",
	"исходное сообщение|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|конец пересылаемого сообщения|вихідне повідомлення|переслане повідомлення|původní zpráva|přeposlaná zpráva|původní správa|pôvodná správa|preposlaná správa",
	"mesaj original|mesaj redirecționat|mesajul original|eredeti üzenet|továbbított üzenet|orijinal mesaj|özgün ileti|iletilmiş mesaj|yönlendirilen ileti|αρχικό μήνυμα|προωθημένο μήνυμα|元のメッセージ|転送メッセージ|原始邮件|原始郵件|转发的邮件|轉寄郵件|转发邮件信息|원본 메시지|원본 메일|전달된 메시지|originalna poruka|izvorno sporočilo",
)

// openers are such lines without dashes.
var openers = set(
	"begin doorgestuurd bericht|begin van doorgestuurd bericht|begin doorgestuurde bericht|doorgestuurd bericht|oorspronkelijk bericht|begin forwarded message|forwarded message|original message",
	"début du message réexpédié|début du message transféré|message transféré|message d'origine|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete nachricht|ursprüngliche nachricht",
	"inicio del mensaje reenviado|comienzo del mensaje reenviado|inizio messaggio inoltrato|início da mensagem reencaminhada|início da mensagem encaminhada|początek przekazywanej wiadomości|początek przekazanej wiadomości|vidarebefordrat brev|videresendt brev|videresendt besked|starten på det videresendte brev|start på videresendt melding|alkaa välitetty viesti|välitetty viesti alkaa",
	"начало переадресованного сообщения|začátek přeposílané zprávy|başlangıç iletilen mesaj|転送されたメッセージ|开始转发的邮件|전달된 메시지 시작",
)

// senderSeparators are separators that a name follows.
var senderSeparators = []string{
	"forwarded by ", "doorgestuurd door ", "weitergeleitet von ", "forwarded message from ", "original message from ", "transféré par ", "reenviado por ", "inoltrato da ",
	"original message on ", "message from ", "bericht van ", "nachricht von ", "message de ",
}

// isSeparator reports whether a folded line stands above a quoted mail.
func isSeparator(l string) bool {
	if len(l) < 6 || len(l) > 160 && l[0] != '-' {
		return false
	}
	if isReplyMarker(l) || isNotesLine(l) {
		return true
	}
	if isDash(l[0]) || isDash(l[len(l)-1]) {
		t := strings.TrimSpace(strings.Trim(l, "-_=*~#+<>[] "))
		if strings.Count(l, "-")+strings.Count(l, "_")+strings.Count(l, "=")+strings.Count(l, "*")+strings.Count(l, "~")+strings.Count(l, "#") >= 2 {
			t = strings.TrimSpace(strings.TrimSuffix(t, ":"))
			inner, _, glued := strings.Cut(t, " --") // QUIRK: Samsung glues the header to it
			if separators[t] || isSenderSeparator(t) || glued && separators[strings.TrimSpace(inner)] {
				return true
			}
		}
	}
	head, ok := strings.CutSuffix(strings.Trim(l, "_* "), ":")
	return ok && openers[strings.TrimSpace(head)]
}

// isBareSeparator reports whether a line is a separator without dashes, which
// counts above a header only. Single words such as "forward" say too little.
func isBareSeparator(l string) bool {
	l = strings.Trim(l, " :.")
	return separators[l] && (len(l) > 12 || strings.Contains(l, " "))
}

// isNotesLine finds the line of Lotus Notes above a quoted mail: "Jan de Vries
// ---24-11-2026 10:02:11---Geachte heer,".
func isNotesLine(l string) bool {
	name, rest, ok := strings.Cut(l, " ---")
	return ok && name != "" && rest != "" && isDigit(rest[0]) && strings.Contains(rest, "---") && dateStrength(rest) == 2
}

// isGroupWise finds the attribution of GroupWise, which no marks follow:
// ">>> Jan de Vries <jan@klant.example> 24-11-2026 10:02 >>>".
func (s *splitter) isGroupWise(i int) bool {
	return s.depth[i] == 3 && strings.HasPrefix(s.ls[i].Text, ">>> ") && strings.HasSuffix(s.at(i), ">>>") && dateStrength(s.at(i)) == 2
}

func isDash(c byte) bool { return strings.IndexByte("-_=*~#+<>[", c) >= 0 }

func isSenderSeparator(t string) bool {
	for _, p := range senderSeparators {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	return false
}

// aboveLine and replyWords make the line of a ticket system above which the
// customer is to write, or below which nothing is to change.
var (
	aboveLine = []string{
		"above this line", "boven deze regel", "boven deze lijn", "boven deze streep", "au-dessus de cette ligne", "au dessus de cette ligne", "oberhalb dieser zeile", "oberhalb dieser linie", "über dieser markierung", "boven deze markering", "above this marker", "hierboven deze lijn", "au-dessus de cette marque", "over denne linie", "ponad tą linią", "nad tą linią", "nad tímto řádkem", "nad túto čiaru", "über dieser zeile", "über dieser linie",
		"encima de esta línea", "sopra questa riga", "sopra questa linea", "acima desta linha", "powyżej tej linii", "ovanför denna rad", "ovanför den här raden", "over denne linje", "yläpuolelle", "выше этой строки", "over this line", "above the line", "reply above", "below this line", "onder deze regel", "onder deze lijn", "sous cette ligne", "unterhalb dieser zeile",
	}
	replyWords = []string{"reply", "respon", "type", "write", "answer", "antwoord", "reageer", "schrijf", "typ ", "répon", "antwort", "schreib", "écri", "saisi", "rispo", "odpowie", "svar", "vastau", "ответ", "comment", "above this line", "plaats", "reacti", "réact", "enter ", "place ", "put ", "post", "insér", "eingeb", "escrib", "scriv", "escrev", "napisz", "skriv", "piš", "edit", "delete", "remove", "wijzig", "verwijder", "modifi", "supprim", "lösch", "änder"}
)

func isReplyMarker(l string) bool {
	if strings.HasPrefix(l, "ref:_00d") || strings.HasPrefix(l, "[ ref:_00d") || strings.HasPrefix(l, "ref:!00d") {
		return true
	}
	if strings.HasPrefix(l, "##-") && strings.HasSuffix(l, "-##") {
		return true
	}
	if len(l) > 2 && isDash(l[0]) && isDash(l[1]) && hasAny(l, aboveLine) {
		return true
	}
	if !isDash(l[0]) && (strings.Count(l, " ") > 12 || strings.HasSuffix(l, "?")) {
		return false
	}
	return hasAny(l, aboveLine) && hasAny(l, replyWords)
}

// isRule reports whether a line is drawn of one sign.
func isRule(l string) bool { return l != "" && strings.Trim(l, "_-=*~#—– ") == "" }
