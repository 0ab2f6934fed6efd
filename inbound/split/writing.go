package split

import "strings"

// writingVerbs say in an attribution that somebody wrote, folded, the longer
// before its part.
var writingVerbs = []string{
	"het volgende geschreven", "geschreven", "schreef", "schreven", "schrijft", "schrijven", // nl, af
	"wrote", "writes", "has written", "said", // en
	"folgendes geschrieben", "geschrieben", "schrieb", "schrieben", "schreibt", // de
	"a écrit", "a ecrit", "avez écrit", "écrivait", "écrit", "ecrit", // fr
	"ha escrito", "escribió", "escribio", "escribe", "va escriure", "ha escrit", "escreveu", "escreve", "escrebeu", // es, ca, pt
	"ha scritto", "scriveva", "scrive", "scritto", // it
	"napisał(a)", "napisał/a", "napisał", "napisała", "napisal(a)", "napisal", "napisala", "napísal(a)", "napísal", "pisze", "napsal(a)", "napsal", "napsala", "píše", // pl, cs, sk
	"skrev följande", "skrev følgende", "skrev", "skriver", "kirjoitti", "kirjutas", "rašė", "rakstīja", // sv, no, da, fi, et, lt, lv
	"написал(а)", "написал", "написала", "написав", "написала", "написав(ла)", "пишет", "писал(а)", "писал", "писала", "пише", "написа", // ru, uk, bg
	"a scris", "scrie", "ezt írta", "írta", "napisao je", "napisao", "napisala je", "je napisao/la", "piše", "je pisao", // ro, hu, hr, sr
	"şunu yazdı", "şunları yazdı", "yazdı", "έγραψε", "đã viết", "menulis", // tr, el, vi, id
	"님이 작성", "작성", "님이 쓴 글", "写道", "寫道", "写到", "來信", "さんは書きました", "書きました", "のメール", // ko, zh, ja
	"је написао/ла", "је написао", "เขียนว่า", "लिखा", "כתב", "כתבה", "كتب", // sr, th, hi, he, ar
}

// bareEnds are the ends of an attribution that some clients leave without a
// colon.
var bareEnds = []string{"het volgende geschreven", "geschreven", "wrote", "a écrit", "a ecrit", "geschrieben", "escribió", "ha scritto", "님이 작성", "写道"}

// quotingWords begin the attributions of webmails such as Horde.
var quotingWords = set("quoting|citeren|citeert|zitat|zitiere|citando|citation|citant|citat|cytowanie|cytat|lainaus|cita|citerar|citerer|цитирую|цитата|quote")

// pronouns are persons of the conversation; beside a verb of writing they make
// a person's sentence.
var pronouns = set("ik|wij|we|u|jij|je|jullie|hij|zij|men|ons|mij|hem|you|i|they|he|she|it|nous|vous|je|tu|ils|elles|ich|wir|sie|ihr|er|man|mir|ihnen|uns|yo|nosotros|usted|ustedes|noi|voi|lei|eu|você|vocês|nós|vi|jeg|jag|ja|my|wy|я|мы|вы|minä|me|he")

var possessives = set("your|our|my|their|his|uw|jouw|jullie|onze|mijn|votre|vos|notre|nos|mon|ma|ihre|ihrem|ihrer|unser|unsere|unserem|mein|meine|su|nuestro|vostro|nostro|the|deze|dit|this|that|cette|ce|diese|dieser")

// people are how a person speaks of others; clients do not.
var people = set("herr|herrn|frau|mr|mrs|ms|monsieur|madame|mevrouw|mevr|mw|meneer|dhr|heer|collega|colleague|kollege|kollegin|collègue|chauffeur|driver|fahrer")

var conjunctions = set("that|dat|que|dass|daß|che|если|что|att|at|że|aan|to|à|an")

// verbsByEnd are the writing verbs by their last word; joinedVerbs those of
// scripts without blanks between words.
var (
	verbsByEnd  = verbTable(func(v string) bool { return v[0] < 0xe3 })
	joinedVerbs = verbTable(func(v string) bool { return v[0] >= 0xe0 })[""]
)

func verbTable(ok func(string) bool) map[string][]string {
	out := map[string][]string{}
	for _, v := range writingVerbs {
		if ok(v) {
			out[lastWord(v)] = append(out[lastWord(v)], v)
			out[""] = append(out[""], v)
		}
	}
	return out
}

// cutVerb finds the verb of writing nearest to the end of a text, as a word of
// its own.
func cutVerb(t string) (head, tail string, ok bool) {
	for end := len(t); end > 0; {
		from := strings.LastIndexByte(t[:end], ' ') + 1
		word := strings.Trim(t[from:end], ",:\"")
		if phrases := verbsByEnd[word]; word != "" && phrases != nil {
			stop := from + strings.Index(t[from:end], word) + len(word)
			for _, v := range phrases {
				if at := stop - len(v); at >= 0 && t[at:stop] == v && (at == 0 || strings.IndexByte(" >,\")", t[at-1]) >= 0) {
					return strings.TrimSpace(t[:at]), strings.Trim(t[stop:], " ,\""), true
				}
			}
		}
		end = max(from-1, 0)
	}
	return cutJoined(t)
}

// cutJoined finds a verb of a script without blanks between words.
func cutJoined(t string) (head, tail string, ok bool) {
	for i := range len(t) {
		if t[i] < 0xe0 {
			continue
		}
		for _, v := range joinedVerbs {
			if i := strings.LastIndex(t, v); i >= 0 {
				return strings.TrimSpace(t[:i]), strings.Trim(t[i+len(v):], " ,"), true
			}
		}
		break
	}
	return "", "", false
}

func bareVerbEnd(t string) bool {
	for _, b := range bareEnds {
		if strings.HasSuffix(t, b) {
			return true
		}
	}
	return false
}
