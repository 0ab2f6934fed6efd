package split

import "strings"

// key is what a line of a quoted mail's header tells.
type key uint8

const (
	keyNone key = iota
	keyFrom
	keyDate
	keyTo
	keyCc
	keySubject
	keyOther
)

// headerKeys are the names that clients write above a quoted mail, folded.
var headerKeys = keyTable(map[key]string{
	keyFrom: "van|afzender|from|sender|de|expéditeur|envoyé par|von|absender|da|mittente|remitente|remetente|od|nadawca|från|avsändare|fra|afsender|avsender|lähettäjä" +
		"|от|от кого|отправитель|від|від кого|odesílatel|odosielateľ|de la|expeditor|feladó|kimden|gönderen|από|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 사람|보낸사람|من|מאת",
	keyDate: "verzonden|datum|verstuurd|verzonden op|verzonddatum|ontvangen|date|sent|sent at|sent on|date sent|received|envoyé|envoyée|envoyé le|date d'envoi|reçu|gesendet|gesendet am|datum und uhrzeit" +
		"|enviado|enviado el|enviado em|enviada em|enviada|fecha|data|inviato|inviata|data invio|wysłano|wysłane|data wysłania|skickat|skickades|sendt|dato|lähetetty|päivämäärä|päiväys|pvm" +
		"|отправлено|дата|дата отправки|надіслано|odesláno|odoslané|dátum|trimis|dată|elküldve|küldve|gönderildi|tarih|gönderim tarihi|στάλθηκε|εστάλη|ημερομηνία|送信日時|送信日|日付|日時|发送时间|發送時間|传送时间|日期|寄件日期|傳送時間|보낸 날짜|날짜|تاريخ|תאריך",
	keyTo: "aan|naar|geadresseerde|to|à|a|pour|destinataire|destinataires|an|empfänger|para|al|destinatario|destinatari|destinatário|do|till|til|mottagare|modtager|vastaanottaja" +
		"|кому|кому:|komu|pro|către|címzett|kime|alıcı|προς|宛先|收件人|받는 사람|받는사람|إلى|אל",
	keyCc:      "cc|bcc|kopie|copie|copie à|kopie an|kopie (cc)|kopia|kopi|kopio|cópia|copia|cco|копия|másolatot kap|másolat|κοιν|κοιν.|抄送|副本|참조|ccn|dw",
	keySubject: "onderwerp|betreft|subject|re|objet|sujet|betreff|thema|asunto|oggetto|assunto|temat|ämne|emne|aihe|тема|předmět|predmet|subiect|tárgy|konu|θέμα|件名|主题|主題|主旨|標題|제목|الموضوع|נושא",
	keyOther: "antwoord aan|reply to|reply-to|répondre à|antwort an|urgentie|importance|prioriteit|priority|wichtigkeit|priorität|importancia|belang|bijlagen|bijlage|attachments|attach|pièces jointes|anlagen|anhänge" +
		"|organisatie|organization|categorie|ref|gevoeligheid|sensitivity|message-id|mailed-by|signed-by|ответить|responder a",
})

func keyTable(lists map[key]string) map[string]key {
	out := map[string]key{}
	for k, list := range lists {
		for name := range set(list) {
			out[name] = k
		}
	}
	return out
}

// IsHeaderName reports whether a folded word is the name of a line in a quoted
// mail's header, such as "van" or "sent".
func IsHeaderName(name string) bool { return headerKey(name) != keyNone }

func headerKey(name string) key {
	k := headerKeys[strings.Trim(name, "*_|•·#>[]\"– -")]
	return k
}

// lineKey reads a folded line as "name: value".
func lineKey(l string) (key, string) {
	if len(l) > 40 && strings.IndexByte(l[:40], ':') < 0 && !strings.Contains(l[:40], "：") {
		return keyNone, ""
	}
	i := strings.IndexByte(l, ':')
	size := 1
	if w := strings.Index(l, "："); w >= 0 && (i < 0 || w < i) {
		i, size = w, len("：")
	}
	if i <= 0 || i > 40 {
		return keyNone, ""
	}
	return headerKey(l[:i]), strings.TrimSpace(strings.Trim(l[i+size:], "* "))
}
