package law

import "slices"

// Statement is a sentence of the law on which a decision rests.
type Statement struct {
	Key      string // such as "nl-notice-term"
	Text     string // in plain English
	Law      string // law and article
	Standing Standing
	Source   string
	Amended  bool // stands in a file of the administrator
}

// Statement finds a statement by its key.
func (b *Book) Statement(key string) (Statement, bool) {
	i := slices.IndexFunc(b.statements, func(s Statement) bool { return s.Key == key })
	if i < 0 {
		return Statement{}, false
	}
	return b.statements[i], true
}

func (r *reading) statement(x *fields) {
	s := Statement{Key: x.text("key", "the key of a statement"), Amended: r.own}
	x.place += " (" + s.Key + ")"
	s.Text = x.text("text", "the statement in a sentence")
	s.Law = x.text("law", "the law and its article")
	s.Standing = x.standing()
	s.Source = x.text("source", "where it was read")
	for _, other := range r.statements {
		if other.Key == s.Key {
			x.fault("", "stands twice; leave one")
		}
	}
	r.statements = append(r.statements, s)
}

// AllocationStatement is the key of the statement that voldaan.AllocationOrder
// rests on in a country; empty where none is known.
func AllocationStatement(country string) string {
	return map[string]string{
		"NL": "allocation-nl", "BE": "allocation-be", "DE": "allocation-de", "FR": "allocation-fr",
	}[country]
}
