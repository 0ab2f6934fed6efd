package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

// tale is the timeline: printed as it happens, and kept for index.html.
type tale struct {
	zone  *time.Location
	out   io.Writer
	day   voldaan.Date
	shown voldaan.Date // the day whose heading stands last
	lines []taleLine
}

// taleLine is one line of the timeline. A line without a clock time belongs to
// the one above it.
type taleLine struct {
	Day  voldaan.Date
	Time string
	Mark string
	What string
	Text string
	Mail int // number of the mail that it tells about; 0: none
}

// legend opens the timeline.
func (t *tale) legend(o playOptions) {
	fmt.Fprintf(t.out, `Voldaan, the demo: %d days in the mailbox debiteuren@zonnegroothandel.example,
from %s. Companies, people and money are invented; the bot is the real one.

  →  the bot writes to a customer        ←  a customer, or a machine of his, writes
  ↩  the bot answers a customer's mail   ⇐  the finance colleague writes to the bot
  ⚑  a case for a person                 $  a person gives a command
  ✉  the bot writes to a colleague       €  the morning's bank file
  =  what that changed
  ✗  a mail that bears a colleague's name and is not his: nothing changes, nobody is answered
`, o.days, o.start.Time().Format("Monday 2 January 2006"))
}

// line prints what happened, under the heading of its day.
func (t *tale) line(at time.Time, mark, what, text string) { t.mailLine(at, mark, what, text, 0) }

func (t *tale) mailLine(at time.Time, mark, what, text string, mail int) {
	at = at.In(t.zone)
	day := voldaan.DateOf(at)
	if day != t.shown {
		fmt.Fprintf(t.out, "\n%s\n", at.Format("Mon 2 Jan 2006"))
		t.shown = day
	}
	fmt.Fprintln(t.out, strings.TrimRight(fmt.Sprintf("  %s  %s %s %s", at.Format("15:04"), mark, padded(what, 22), text), " "))
	t.lines = append(t.lines, taleLine{day, at.Format("15:04"), mark, what, text, mail})
}

// more adds to the line above.
func (t *tale) more(text string) { t.moreMail("", text, 0) }

func (t *tale) moreMail(mark, text string, mail int) {
	fmt.Fprintln(t.out, strings.TrimRight("         "+strings.TrimLeft(mark+" "+text, " "), " "))
	t.lines = append(t.lines, taleLine{t.shown, "", mark, "", text, mail})
}

// padded fills a text up with spaces, counted in characters.
func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
