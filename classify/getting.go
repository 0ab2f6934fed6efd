package classify

import (
	"sync"

	"github.com/voldaan/voldaan/classify/phrase"
)

// getting finds the words with which somebody tells that the creditor gets what
// is his: "you have it on Friday", "dinsdag krijg je het".
var getting = sync.OnceValue(func() *phrase.List[struct{}] {
	l := &phrase.List[struct{}]{}
	l.Add(`reken|rekent op, rekenen jullie op, count on, comptez|compte|compter sur, rechnen sie mit, rechne|rechnet mit, krijg|krijgt|krijgen|heb|hebt|hebben|heeft je|jij|u|jullie|ge, je|jij|u|jullie|ge krijgt|krijg|krijgen|hebt, staat|staan bij|op je|u|jullie|uw, zijn die|ze voor je|u|jullie, is het|hij voor je|u|jullie,
		you have|get|receive|see it|the|this|that|your|them|both|all, you 'll|ll|will have|get|receive|see, you'll have|get|see, you are|re|'re|will|ll|'ll paid|wired|be, you're|youre paid|wired, is|are|be with you, in|into|on your account, get|gets your money,
		vous avez|aurez|recevez|recevrez|touchez|toucherez, vous l'|les avez|aurez|recevez|recevrez, vous etes|serez paye*|regle*, vous verse|verserai|versons|vire|virons|virerai|regle|reglons|reglerai|paie|paye|payons|paierai, tu as|auras|recevras, tu l'|les as|auras, tu es|seras paye*|regle*, chez vous, sur votre|ton compte,
		haben|kriegen|bekommen|erhalten sie, sie haben|kriegen|bekommen|erhalten es|das|den|die|ihr*|alles|beide*, habt|kriegt|bekommt|erhaltet ihr, ihr habt|kriegt|bekommt|erhaltet, hast|kriegst|bekommst du, bei ihnen|euch|dir, auf ihrem|eurem|deinem konto`, struct{}{})
	return l
})

// conditions begin a clause that says what must come first.
var conditions = phrase.ParseChoice("als|indien|zodra|wanneer|mits|tenzij|if|once|when|unless|provided|si|des|quand|lorsque|pourvu|wenn|sobald|falls|sofern|nachdem|nadat|after|apres")

// goesOn are words between what is told of one day and of the next.
var goesOn = phrase.ParseChoice("and|then|so|en|dan|dus|et|puis|alors|und|dann|also")

// gets reports whether words say that the creditor gets what is his.
func gets(w []phrase.Word) (found bool) {
	getting().Find(w, func(struct{}, int, int) { found = true })
	return found
}

// gets reports whether a stretch says that the creditor gets what is his.
func (t *stretch) gets() bool {
	if !t.looked {
		t.looked, t.got = true, gets(t.words)
	}
	return t.got
}

// getsOn reports whether the words round a day say that the creditor gets it
// then: those behind it, or before it where they are of no other day.
func (t *stretch) getsOn(at int) bool {
	if !t.gets() {
		return false
	}
	w, to := t.words, at+1
	for to < len(w) && !w[to].Border && w[to].Text != "%" {
		to++
	}
	from := at
	for from > 0 && !w[from].Border && w[from-1].Text != "%" && !goesOn.Has(w[from-1]) {
		from--
	}
	for _, x := range w[from:to] {
		if conditions.Has(x) {
			return false
		}
	}
	return gets(w[at:to]) || gets(w[from:at]) && (from == 0 || w[from-1].Text != "%")
}
