package law

// Entry is a row, a statement or a notice as a list shows it.
type Entry struct {
	Key      string // what rates_confirmed names
	What     string
	Standing Standing
	Source   string
	Amended  bool // stands in a file of the administrator
	// Usable says that a letter may rest on it: it is verified, or confirmed
	// in this installation.
	Usable bool
}

// Entries lists everything in the book, rows first.
func (b *Book) Entries() []Entry {
	var out []Entry
	add := func(key, what string, s Standing, source string, amended bool) {
		out = append(out, Entry{key, what, s, source, amended, b.usable(key, s)})
	}
	for _, name := range sortedNames(b.rows) {
		for _, r := range b.rows[name] {
			add(r.Key(), string(r.Table)+" "+r.place(), r.Standing, r.Source, r.Amended)
		}
	}
	for _, s := range b.statements {
		add(s.Key, s.Text+" ("+s.Law+")", s.Standing, s.Source, s.Amended)
	}
	for _, n := range b.notices {
		add(n.Key(), "what a notice must say ("+n.Law+")", n.Standing, n.Source, n.Amended)
	}
	return out
}

// Unverified lists what rests on no source that was read, for voldaan check and
// for whoever confirms it. What is confirmed here stays on the list and says
// so.
func (b *Book) Unverified() []Entry {
	var out []Entry
	for _, e := range b.Entries() {
		if e.Standing != Verified {
			out = append(out, e)
		}
	}
	return out
}

// usable reports whether a letter may rest on what has that key and standing.
func (b *Book) usable(key string, s Standing) bool { return s == Verified || b.confirmed[key] }
