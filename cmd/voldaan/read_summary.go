package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// summary tells a person what a mail says, with the words that say it.
func (l readLine) summary(w io.Writer) {
	fmt.Fprintf(w, "%s\n", oneLine(l.File))
	if l.Error != "" {
		fmt.Fprintf(w, "  error: %s\n", oneLine(l.Error))
	}
	if l.Findings == nil || l.Kind == "unreadable" {
		return
	}
	fmt.Fprintf(w, "  %s mail in %s: %s, confidence %.2f", l.Kind, l.Language, l.Intent, l.Confidence)
	for i, also := range l.Also {
		fmt.Fprintf(w, "%s%s", map[bool]string{true: "; also ", false: ", "}[i == 0], also)
	}
	if l.Human {
		fmt.Fprint(w, "; a person looks at it")
	}
	fmt.Fprintln(w)
	for _, f := range l.Findings {
		fmt.Fprintf(w, "  %s: “%s”%s\n", f.Intent, short(f.Quote), facts(f.Invoices, f.Date.String(), f.Amount))
	}
	if l.Bounce != nil {
		for _, r := range l.Bounce.Recipients {
			fmt.Fprintf(w, "  not delivered to %s: %s %s\n", oneLine(r.Address), r.Status, r.Reason)
		}
	}
	for _, s := range l.Warnings {
		fmt.Fprintf(w, "  warning: %s\n", oneLine(s))
	}
}

// facts are what a finding names, in brackets.
func facts(invoices []string, date, amount string) string {
	var all []string
	for _, s := range append(append([]string{}, invoices...), date, amount) {
		if s != "" {
			all = append(all, oneLine(s))
		}
	}
	if all == nil {
		return ""
	}
	return " (" + strings.Join(all, ", ") + ")"
}

// oneLine makes a stranger's words fit for a terminal.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))), " ")
}

// short is a quote of at most a line's length.
func short(s string) string {
	const most = 100
	if r := []rune(oneLine(s)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return oneLine(s)
}

// progress tells on standard error how far a long command is: on a terminal,
// or else when it takes longer than two seconds.
type progress struct {
	env      *cliEnv
	what     string // of which so many are done
	total    int
	terminal bool
	last     time.Time
	shown    bool
}

// patience is how long a command stays silent that does not write to a
// terminal, and how often it then tells.
const patience = 2 * time.Second

func newProgress(env *cliEnv, total int) *progress {
	return &progress{env: env, what: "mails", total: total, terminal: isTerminal(env.stderr), last: env.now()}
}

// isTerminal reports whether a person may be looking at what is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// show tells how many are done, now and then.
func (p *progress) show(done int) {
	every := patience
	if p.terminal {
		every = patience / 10
	}
	if done == p.total || p.env.now().Sub(p.last) < every {
		return
	}
	p.last = p.env.now()
	if !p.terminal {
		fmt.Fprintf(p.env.stderr, "%d of %d %s\n", done, p.total, p.what)
		return
	}
	fmt.Fprintf(p.env.stderr, "\r%d of %d %s", done, p.total, p.what)
	p.shown = true
}

// clear takes the line off a terminal, so that results do not run into it.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.env.stderr, "\r\x1b[K")
		p.shown = false
	}
}
