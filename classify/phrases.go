package classify

import (
	_ "embed"
	"regexp"
	"strings"

	v "github.com/voldaan/voldaan"
)

// The confidence of signs: sure for unmistakable phrases, weak for likely
// ones, doubt where words of doubt stand beside the sign, unsure without any.
const (
	sure   = 0.9
	weak   = 0.6
	doubt  = 0.5
	unsure = 0.3
)

// phrase is a sign: a pattern over folded text.
type phrase struct {
	intent    v.Intent // none: a flag only
	reason    v.DisputeReason
	flag      v.Flag
	conf      float64
	plain     bool // void where negated
	waiting   bool // payment waits for something of ours
	automatic bool // read in automatic mails too
	re        *regexp.Regexp
}

//go:embed phrases.txt
var phraseList string

// phrases reads the list of signs; its form is described at its top.
func phrases() []phrase {
	var out []phrase
	for _, section := range strings.Split(phraseList, "\n[")[1:] {
		head, body, _ := strings.Cut(section, "]\n")
		var p phrase
		for _, w := range strings.Fields(head) {
			p.set(w)
		}
		body = strings.ReplaceAll(strings.TrimSpace(body), "\n", "|")
		p.re = regexp.MustCompile(`\b(?:` + strings.ReplaceAll(body, "...", `[^!?;]{0,45}?\b`) + `)`)
		out = append(out, p)
	}
	return out
}

// set reads one word of a section's head.
func (p *phrase) set(w string) {
	name, isFlag := strings.CutPrefix(w, "flag=")
	switch {
	case isFlag:
		p.flag = v.Flag(name)
	case w == "sure":
		p.conf = sure
	case w == "weak":
		p.conf = weak
	case w == "plain":
		p.plain = true
	case w == "waiting":
		p.waiting = true
	case w == "automatic":
		p.automatic = true
	case p.intent == "":
		p.intent = v.Intent(w)
	default:
		p.reason = v.DisputeReason(w)
	}
}
