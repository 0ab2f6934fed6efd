package split

import "strings"

// sentWords begin the line with which a telephone or client names itself.
var sentWords = prefixTable(
	"verzonden vanaf ", "verzonden vanuit ", "verzonden met ", "verzonden via ", "verzonden van ", "verzonden door ", "verstuurd vanaf ", "verstuurd vanuit ", "verstuurd met ", "verstuurd via ", "verstuurd van ", "verstuurd door ", "gestuurd vanaf ", "gestuurd vanuit ", "gestuurd via ",
	"sent from ", "sent via ", "sent with ", "sent using ", "sent by ", "sent on ", "written on ", "composed on ", "typed on ", "mobile email from ", "from my ",
	"provenance : ", "provenance: ", "message envoyé de", "message envoyé avec", "envoyé de ", "envoyé depuis ", "envoyé à partir d", "envoyé avec ", "envoyé via ", "envoyé d'", "envoyé par ", "expédié de ", "écrit depuis ",
	"gesendet von ", "gesendet mit ", "gesendet aus ", "gesendet über ", "gesendet via ", "gesendet vom ", "gesandt von ", "versendet von ", "versendet mit ", "verschickt von ", "verschickt mit ",
	"enviado desde ", "enviado de ", "enviado do ", "enviado via ", "enviado a partir ", "enviado con ", "enviado com ", "enviado por ", "inviato da ", "inviato dal ", "inviato con ", "inviata da ",
	"wysłano z ", "wysłane z ", "wysłano za ", "skickat från ", "skickades från ", "skickat med ", "sendt fra ", "sendt via ", "sendt med ", "lähetetty ", "отправлено с ", "отправлено из ", "отправлено через ", "надіслано з ", "надіслано із ", "odesláno z ", "odoslané z ", "trimis de pe ", "trimis din ", "elküldve ", "küldve ",
	"στάλθηκε από ", "εστάλη από ", "gönderildi", "发自我的", "发自", "發自", "從我的", "从我的", "从 ",
)

// fromWords begin such a line in languages that put the verb last, and
// sentEnds end it.
var (
	fromWords = prefixTable("van mijn ", "vanaf mijn ", "von meinem", "von meiner", "mit meinem ", "von unterwegs", "von ", "mit der ", "via ", "this message was sent ", "this email was sent ", "this e-mail was sent ", "dit bericht is ", "dit bericht werd ", "deze e-mail is ", "diese nachricht wurde ", "diese e-mail wurde ", "ce message a été ", "cet e-mail a été ", "iphone", "ipad", "samsung", "galaxy", "android", "나의 ", "내 ")
	sentEnds  = []string{"gesendet", "verzonden", "verstuurd", "gestuurd", "verschickt", "versendet", "envoyé", "gönderildi", "送信", "보냄", "傳送", "发送"}
	getWords  = prefixTable("get ", "download ", "holen sie sich ", "hol dir ", "télécharge", "obten", "obtenir ", "descargar ", "descarga ", "scarica ", "ottieni ", "obter ", "pobierz ", "hämta ", "hent ", "hanki ", "baix", "скачать ", "outlook ", "laden sie ", "installer ")
)

// devices are the names of telephones, apps and clients.
var devices = []string{
	"iphon", "ipad", "ipod", "apple", "samsung", "galaxy", "huawei", "xiaomi", "redmi", "oneplus", "nokia", "sony", "htc", "lg ", "motorola", "pixel", "blackberry", "android", "windows", "outlook", "yahoo", "gmail", "proton", "hotmail", "aol", "gmx", "web.de", "mailbox", "sparrow", "spark", "airmail", "thunderbird", "k-9", "fairemail", "tutanota", "tuta", "edison", "newton", "superhuman", "mailbird", "canary", "em client", "zoho", "libero", "яндекс", "почт", "телефон", "планшет", "orange", "mail.ru", "yandex", "smartphone", "telefoon", "telefon", "téléphone", "teléfono", "telefono", "phone", "mobile", "mobiel", "mobil", "handy", "gsm", "tablet", "tablette", "ios", "mac", "verizon", "t-mobile", "vodafone", "wireless", "at&t", "front", "missive", "hey", "mail app", "mail-app", "mailapp", "bluemail", "email-app", "device", "appareil", "dispositivo", "gerät", "toestel", "unterwegs", "messagerie", "webmail", "correo", "telegram", "courrier", "mail för", "mail for", "mail voor", "mail für", "mail pour", "nine",
}

// isDevice reports whether a folded line is how a client names itself below a
// text, such as "Sent from my iPhone".
func isDevice(l string) bool {
	if len(l) < 4 || len(l) > 220 || strings.HasSuffix(l, "?") {
		return false
	}
	l = strings.Trim(l, "[](){}<>*_-–—• \"")
	n := strings.Count(l, " ") + 1
	if n > 25 {
		return false
	}
	if i := sentWords.of(l); i > 0 {
		return hasAny(l+" ", devices) || n <= 6 && startsMy(l[i:])
	}
	if n > 16 {
		return false
	}
	switch {
	case fromWords.of(l) > 0 && (strings.HasPrefix(l, "this ") || hasAny(l, sentEnds)):
		return hasAny(l, devices) && !hasPerson(l)
	case strings.HasSuffix(l, "送信"), strings.HasSuffix(l, "보냄"), strings.HasSuffix(l, "gönderildi"):
		return hasAny(l, devices)
	}
	return n <= 10 && strings.Contains(l, "outlook") && getWords.of(l) > 0 && hasAny(l, []string{"ios", "android", "mac", "windows", "mobile"})
}

// hasPerson tells a sentence about sending: "von mir wurde nichts gesendet".
func hasPerson(l string) bool {
	for w := range strings.FieldsSeq(l) {
		switch w {
		case "ik", "wij", "we", "i", "you", "u", "ich", "wir", "sie", "nous", "vous", "je", "ihnen":
			return true
		}
	}
	return false
}

func startsMy(rest string) bool {
	return prefixOf(rest+" ", []string{"my ", "mijn ", "m'n ", "mon ", "ma ", "meine", "mi ", "mio ", "meu ", "min ", "mit ", "mojego ", "моего ", "мого ", "my handheld"}) > 0
}
