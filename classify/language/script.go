package language

import (
	"strings"
	"unicode"
)

// letters count what a text is written with.
type letters struct {
	latin, cyrillic, greek, han, kana, hangul, arabic, hebrew, thai, rest int
	belarusian, serbian, macedonian, persian                              int
}

func (n *letters) add(r rune) {
	switch {
	case r < 0x370 || r >= 0x1e00 && r < 0x1f00:
		n.latin++
	case r < 0x400 || r >= 0x1f00 && r < 0x2000:
		n.greek++
	case r < 0x530:
		n.cyrillic++
		n.addCyrillic(r)
	case r >= 0x590 && r < 0x600:
		n.hebrew++
	case r >= 0x600 && r < 0x700:
		n.arabic++
		if strings.ContainsRune("پچژگی", r) {
			n.persian++
		}
	case r >= 0xe00 && r < 0xe80:
		n.thai++
	case r >= 0x3040 && r < 0x3100:
		n.kana++
	case unicode.Is(unicode.Hangul, r):
		n.hangul++
	case unicode.Is(unicode.Han, r):
		n.han++
	default:
		n.rest++
	}
}

// addCyrillic notes the letters that only one of the languages without a list
// has: they are told, so that they are taken for no other.
func (n *letters) addCyrillic(r rune) {
	switch unicode.ToLower(r) {
	case 'ў':
		n.belarusian++
	case 'ђ', 'ћ', 'ј', 'љ', 'њ', 'џ':
		n.serbian++
	case 'ѓ', 'ќ', 'ѕ':
		n.macedonian++
	}
}

func (n *letters) all() int {
	return n.latin + n.cyrillic + n.greek + n.han + n.kana + n.hangul + n.arabic + n.hebrew + n.thai + n.rest
}

// family lists the languages with a list that are written so; nil where none
// is.
func (n *letters) family() []int {
	var out []int
	switch all := n.all(); {
	case n.latin*2 > all:
		for l := range latinLanguages {
			out = append(out, l)
		}
	case n.cyrillic*2 > all && n.belarusian+n.serbian+n.macedonian == 0:
		for l := latinLanguages; l < languages; l++ {
			out = append(out, l)
		}
	}
	return out
}

// alone is the language that the script itself tells.
func (n *letters) alone() (string, float64) {
	all := n.all()
	most := func(k int) bool { return k >= 2 && k*2 > all }
	switch {
	case most(n.greek):
		return "el", 0.98
	case most(n.han+n.kana) && n.kana*10 > n.han:
		return "ja", 0.98
	case most(n.han):
		return "zh", 0.9
	case most(n.hangul):
		return "ko", 0.98
	case most(n.hebrew):
		return "he", 0.95
	case most(n.thai):
		return "th", 0.98
	case most(n.arabic) && n.persian > 0:
		return "fa", 0.8
	case most(n.arabic):
		return "ar", 0.8
	case most(n.cyrillic) && n.macedonian > 0:
		return "mk", 0.8
	case most(n.cyrillic) && n.serbian > 0:
		return "sr", 0.8
	case most(n.cyrillic) && n.belarusian > 0:
		return "be", 0.9
	}
	return Undetermined, 0
}
