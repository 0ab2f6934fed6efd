package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/when"
)

type whenCmd struct {
	Lang string `help:"The language of the lines: nl, fr, en or de; without it all four are tried." enum:"nl,fr,en,de,any" default:"any"`
	Ref  string `help:"The day from which relative expressions count." placeholder:"DAY"`
}

// whenObject is one expression in the output of "voldaan when": the words,
// the runes before them, and the day; a range has its last day too.
type whenObject struct {
	Text  string       `json:"text"`
	Start int          `json:"start"`
	Value voldaan.Date `json:"value"`
	End   voldaan.Date `json:"end,omitzero"`
}

// Run reads lines and prints for each, at once, the days that it names.
func (c *whenCmd) Run(env *cliEnv) error {
	options := when.Options{Language: c.Lang, Today: voldaan.DateOf(env.now())}
	if c.Ref != "" {
		day, err := voldaan.ParseDate(c.Ref)
		if err != nil {
			return fmt.Errorf("%w: --ref: %w", errUsage, err)
		}
		options.Today = day
	}
	in := bufio.NewReader(env.stdin)
	for {
		line, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read standard input: %w", err)
		}
		if line != "" {
			if err := printDays(env.stdout, line, options); err != nil {
				return fmt.Errorf("write the days: %w", err)
			}
		}
		if err != nil {
			return env.ctx.Err()
		}
	}
}

// printDays writes the list of a line. It is JSON for people as well: others
// build on "one line for each, in order".
func printDays(w io.Writer, line string, o when.Options) error {
	line = strings.ToValidUTF8(strings.TrimRight(line, "\r\n"), "\uFFFD")
	found := []whenObject{}
	for _, e := range when.Find(line, o) {
		found = append(found, whenObject{Text: e.Text, Start: e.Start, Value: e.Value, End: e.End})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(found)
}
