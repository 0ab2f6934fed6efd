package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// initCmd is the command init: it writes a configuration to fill in.
type initCmd struct {
	Out   string `help:"The file to write; never one that exists." default:"voldaan.toml" type:"path"`
	Since string `help:"The first day of which mail counts; asked for when it is left out." placeholder:"YYYY-MM-DD"`
}

// Run asks what it needs and writes the file.
func (c *initCmd) Run(env *cliEnv) error {
	return runInit(c.Out, c.Since, env.stdin, env.stdout, env.now())
}

// runInit is the command with its surroundings as arguments. A file that
// exists is found before anything is asked.
func runInit(path, since string, in io.Reader, out io.Writer, now time.Time) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("write the configuration: %s exists; remove it, or name another file with --out", path)
	}
	today := voldaan.DateOf(now)
	day, err := voldaan.ParseDate(since)
	if err != nil {
		return fmt.Errorf("%w: --since: %w", errUsage, err)
	}
	if day.IsZero() {
		if day, err = askSince(in, out, today); err != nil {
			return err
		}
	}
	if day > today {
		return fmt.Errorf("%w: --since: %s has not come yet; want today, %s, or a day before", errUsage, day, today)
	}
	if err := writeNew(path, initText(day)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is written. Fill in what is empty, and then run: voldaan check --config %s\n", path, path)
	return err
}

// askSince asks for the first day of which mail counts until the answer is
// one.
func askSince(in io.Reader, out io.Writer, today voldaan.Date) (voldaan.Date, error) {
	_, err := fmt.Fprintf(out, "From which day on does mail in the mailbox count? Older mail is not read.\n")
	if err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(in)
	for {
		if _, err := fmt.Fprintf(out, "First day, YYYY-MM-DD [%s]: ", today); err != nil {
			return 0, err
		}
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				return 0, fmt.Errorf("read the answer: %w", err)
			}
			return 0, fmt.Errorf("%w: there is no answer; name the first day of which mail counts with --since YYYY-MM-DD", errUsage)
		}
		answer := strings.TrimSpace(lines.Text())
		if answer == "" {
			return today, nil
		}
		day, err := voldaan.ParseDate(answer)
		switch {
		case err != nil:
			_, err = fmt.Fprintf(out, "%v\n", err)
		case day > today:
			_, err = fmt.Fprintf(out, "%s has not come yet.\n", day)
		default:
			return day, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// writeNew writes a file that must not exist yet, for its owner alone.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write the configuration: %s exists; remove it, or name another file with --out", path)
	}
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the configuration %s: %w", path, err)
	}
	return nil
}
