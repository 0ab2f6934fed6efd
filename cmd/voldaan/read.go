package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/internal/calendar"
)

// maxRead is how many bytes of a file are read; of a larger mail the beginning
// counts.
const maxRead = 64 << 20

type readCmd struct {
	Path []string `arg:"" help:"Files of any name, and folders: every *.eml below, in path order."`

	withConfig bool
}

// AfterApply notes whether a configuration was named on the command line:
// without one, read asks for none.
func (c *readCmd) AfterApply(ctx *kong.Context) error {
	c.withConfig = slices.ContainsFunc(ctx.Path, func(p *kong.Path) bool {
		return p.Flag != nil && p.Flag.Name == "config" && !p.Resolved
	})
	return nil
}

// Run reads mails and says what each means, one after another.
func (c *readCmd) Run(env *cliEnv) error {
	r, err := c.newReader(env)
	if err != nil {
		return err
	}
	files := mailFiles(c.Path)
	seen := newProgress(env, len(files))
	failed := 0
	for i, f := range files {
		if err := env.ctx.Err(); err != nil {
			return err
		}
		line := r.line(env, f)
		if line.Error != "" {
			failed++
		}
		seen.clear()
		if err := line.write(env.stdout, env.json); err != nil {
			return fmt.Errorf("write the result of %s: %w", f.path, err)
		}
		seen.show(i + 1)
	}
	seen.clear()
	if len(files) == 0 {
		fmt.Fprintf(env.stderr, "no *.eml below %s\n", strings.Join(c.Path, ", "))
	}
	if failed > 0 {
		fmt.Fprintf(env.stderr, "%d of %d mails have an error\n", failed, len(files))
		return errShown
	}
	return nil
}

// mailFile is a file to be read, or a folder that could not be.
type mailFile struct {
	path string
	err  error
}

// mailFiles lists what the arguments name, in their order; below a folder the
// files come in path order.
func mailFiles(args []string) []mailFile {
	var out []mailFile
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			out = append(out, mailFile{path: arg, err: err})
			continue
		}
		out = append(out, below(arg)...)
	}
	return out
}

// below lists the mails in a folder and those inside it. What cannot be
// entered stands in the list with its error, so that nothing is left out
// unseen.
func below(folder string) []mailFile {
	var out []mailFile
	// The last slash makes WalkDir follow a folder that is a symbolic link.
	_ = filepath.WalkDir(strings.TrimRight(folder, "/")+"/", func(path string, d fs.DirEntry, err error) error {
		path = filepath.Clean(path)
		switch {
		case err != nil:
			out = append(out, mailFile{path: path, err: err})
		case strings.HasSuffix(path, ".eml") && !d.IsDir():
			out = append(out, mailFile{path: path})
		}
		return nil // the walk goes on: every fault stands in the list
	})
	slices.SortStableFunc(out, func(a, b mailFile) int { return strings.Compare(a.path, b.path) })
	return out
}

// mailReader is what reads mails from files.
type mailReader struct {
	reader classify.Reader
	// base is what the configuration tells; the file beside a mail adds to it.
	base voldaan.ReadingContext
}

// newReader makes the reader: the rules alone or, with a configuration, what
// the bot itself would use.
func (c *readCmd) newReader(env *cliEnv) (*mailReader, error) {
	r := &mailReader{reader: classify.NewOffline()}
	if !c.withConfig {
		return r, nil
	}
	cfg, err := env.config()
	if err != nil {
		return nil, err
	}
	cred, err := env.chosen(cfg)
	if err != nil {
		return nil, err
	}
	if cfg.OpenAI.Enabled {
		r.reader = classify.NewOpenAI(classify.OpenAIConfig{
			BaseURL: cfg.OpenAI.BaseURL, Model: cfg.OpenAI.Model, Key: string(cfg.OpenAI.Key),
			Always: cfg.OpenAI.Always, PerDay: cfg.OpenAI.PerDay,
			Fallback: r.reader, Logger: newLog(env.stderr, cfg.Log),
		})
	}
	r.base = voldaan.ReadingContext{Own: []string{cred.Creditor.Mailbox}, Precision: cred.Policy.Precision}
	for _, p := range cred.Creditor.Colleagues {
		r.base.Colleague = append(r.base.Colleague, p.Address)
	}
	from, to := yearsAround(env.now())
	r.base.Calendar, err = calendar.InRegion(cred.Creditor.Country, cred.Creditor.Region, from, to)
	return r, err
}

// readLine is the JSON line of one file: the reading, and what went wrong.
type readLine struct {
	classify.ReadObject
	Error string `json:"error,omitempty"`
}

// line reads one file. Whatever happens with it, it gives one object and no
// other file suffers.
func (r *mailReader) line(env *cliEnv, f mailFile) (out readLine) {
	nothing := func(err error) readLine {
		m := voldaan.Mail{Kind: voldaan.MailUnreadable}
		return readLine{classify.Object(f.path, m, voldaan.Reading{}, voldaan.ReadingContext{}), err.Error()}
	}
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(env.stderr, "%s: panic: %v\n%s", f.path, p, debug.Stack())
			out = nothing(fmt.Errorf("read %s: the program failed on this mail: %v", f.path, p))
		}
	}()
	if f.err != nil {
		return nothing(f.err)
	}
	raw, cut, err := readMail(f.path)
	if err != nil {
		return nothing(err)
	}
	about, contextErr := r.context(f.path)
	m := parse.Parse(raw, time.Time{}, parse.Options{Own: about.Own, Colleagues: about.Colleague, NoContent: true}).Mail
	if m.Kind == voldaan.MailColleague && !slices.Contains(about.Colleague, m.From.Address) {
		m.Kind = voldaan.MailCustomer // the bot's own address is no colleague's
	}
	if cut {
		m.Warnings = append(m.Warnings, fmt.Sprintf("larger than %d bytes: only the beginning was read", maxRead))
	}
	if !m.Date.IsZero() {
		about.Today = voldaan.DateOf(m.Date) // the sender's day, in his own offset
	}
	reading, err := r.reader.Read(env.ctx, m, about)
	out.ReadObject = classify.Object(f.path, m, reading, about)
	if err := errors.Join(contextErr, err); err != nil {
		out.Error = err.Error()
	}
	return out
}

// readMail reads a file, or the beginning of a very large one.
func readMail(path string) (raw []byte, cut bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		// Room for the whole at once: growing would leave copies behind.
		b.Grow(int(min(max(info.Size(), 0), maxRead)) + bytes.MinRead)
	}
	_, err = b.ReadFrom(io.LimitReader(f, maxRead+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, false, fmt.Errorf("read %s: %w", path, err)
	}
	raw = b.Bytes()
	if cut = len(raw) > maxRead; cut {
		raw = raw[:maxRead]
	}
	return raw, cut, nil
}

// context is what is known beside a mail: of the configuration, and of the
// file x.context.json beside x.eml.
func (r *mailReader) context(path string) (voldaan.ReadingContext, error) {
	about := r.base
	beside := strings.TrimSuffix(path, ".eml") + ".context.json"
	f, err := os.Open(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return about, nil
	}
	if err != nil {
		return about, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	own, err := classify.LoadContext(f)
	if err != nil {
		return about, fmt.Errorf("%s: %w", beside, err)
	}
	own.Calendar, own.Precision = about.Calendar, about.Precision
	own.Own = slices.Concat(about.Own, own.Own)
	own.Colleague = slices.Concat(about.Colleague, own.Colleague)
	return own, nil
}

// write prints the line: one JSON object, or a few words for people.
func (l readLine) write(w io.Writer, asJSON bool) error {
	var b bytes.Buffer
	if asJSON {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(l); err != nil {
			return err
		}
	} else {
		l.summary(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}
