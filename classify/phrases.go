package classify

import (
	_ "embed"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
)

// sign is what the phrases of a section of phrases.txt mean: its head.
type sign struct {
	intent v.Intent
	reason v.DisputeReason
	flag   v.Flag
	conf   float64
	marks  string
}

func (s sign) is(mark string) bool { return strings.Contains(s.marks, mark) }

//go:embed phrases.txt
var phraseList string

// NewOffline reads the list of phrases, whose form is described at its top.
func NewOffline() *Offline { return NewOfflineWith(model.Embedded()) }

// NewOfflineWith is NewOffline with another model than the one embedded.
func NewOfflineWith(m *model.Model) *Offline {
	r := &Offline{model: m}
	var s sign
	for line := range strings.Lines(phraseList) {
		line = strings.TrimSpace(line)
		if name, list, ok := strings.Cut(line, " = "); ok {
			r.lists.Add(name, list)
		} else if strings.HasPrefix(line, "[") {
			f := strings.Split(strings.Trim(line, "[]"), "/")
			if s = (sign{v.Intent(f[0]), v.DisputeReason(f[1]), v.Flag(f[2]), sure, f[3]}); s.is("weak") {
				s.conf = weak
			}
		} else if !strings.HasPrefix(line, "#") {
			if s.is("hides") {
				r.hides.Add(line, s)
			} else {
				r.signs.Add(line, s)
			}
		}
	}
	return r
}
