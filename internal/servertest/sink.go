package servertest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Sink is a running smtp-sink: an SMTP server that keeps every mail and, by
// its flags, fails as a bad server does.
type Sink struct {
	Addr string // host and port

	t       testing.TB
	dir     string
	port    int
	program string
	flags   []string
	process *process
}

// mailFolder is the folder with the mails, in the directory of the server.
const mailFolder = "mails"

// SinkMail is one mail that a Sink accepted.
type SinkMail struct {
	From  string   // reverse-path of MAIL, without angle brackets
	Rcpts []string // forward-paths of RCPT in order, without angle brackets
	Args  []string // the arguments of MAIL and of each RCPT as sent, e.g. "<a@x.test> NOTIFY=FAILURE"
	Raw   []byte   // the message as sent after DATA, with CRLF line ends, without the Received line of the sink
}

// SMTPSink starts smtp-sink and stops it when the test ends. The flags are
// its own, for example "-f", "RCPT", "-B", "550 5.1.1 User unknown" to refuse
// every recipient, "-r", "RCPT" to defer them, "-q", "DATA" to drop the
// connection at DATA, "-w", "2" to answer DATA late.
func SMTPSink(t testing.TB, flags ...string) *Sink {
	t.Helper()
	s := &Sink{t: t, program: Need(t, "smtp-sink"), flags: flags}
	var err error
	if s.dir, err = serverDir("sink"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := discard(s.process, s.dir); err != nil {
			t.Errorf("end smtp-sink: %v", err)
		}
	})
	if s.process, s.port, err = onFreePort(s.launch); err != nil {
		t.Fatalf("start smtp-sink: %v", err)
	}
	s.Addr = address(s.port)
	return s
}

func (s *Sink) launch(port int) (*process, error) {
	args := append([]string{"-d", mailFolder + "/%M."}, s.flags...)
	return launch(s.dir, syscall.SIGTERM, s.program, append(args, address(port), "100")...)
}

// Stop ends the server and keeps its port and its mails. A stopped server may
// be stopped again.
func (s *Sink) Stop() {
	s.t.Helper()
	if s.process == nil {
		return
	}
	err := s.process.stop()
	s.process = nil
	if err != nil {
		s.t.Errorf("stop smtp-sink: %v", err)
	}
}

// Start runs a stopped server again, on the same port. Flags, when given,
// replace those that it had.
func (s *Sink) Start(flags ...string) {
	s.t.Helper()
	if s.process != nil {
		return
	}
	if len(flags) > 0 {
		s.flags = flags
	}
	p, err := onPortAgain(s.port, s.launch)
	if err != nil {
		s.t.Fatalf("start smtp-sink again: %v", err)
	}
	s.process = p
}

// Mails returns the mails that the server has accepted, oldest first as far
// as the clock of the file system tells them apart (some milliseconds). A
// mail is among them before its sender has the answer to DATA.
func (s *Sink) Mails() []SinkMail {
	s.t.Helper()
	files, err := s.files()
	if err != nil {
		s.t.Fatalf("read the mails of smtp-sink: %v", err)
	}
	mails := make([]SinkMail, 0, len(files))
	for _, file := range files {
		mail, err := parseSinkMail(file.content)
		if err != nil {
			s.t.Fatalf("read the mails of smtp-sink: %s: %v", file.path, err)
		}
		mails = append(mails, mail)
	}
	return mails
}

type sinkFile struct {
	path    string
	at      time.Time
	content []byte
}

// files reads the finished files. One that the server still holds open is a
// mail that is being received; it vanishes when that mail is broken off.
func (s *Sink) files() ([]sinkFile, error) {
	dir := filepath.Join(s.dir, mailFolder)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // made with the first mail
	} else if err != nil {
		return nil, err
	}
	var files []sinkFile
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		open, err := s.receives(path)
		if err != nil {
			return nil, err
		}
		if open {
			continue
		}
		info, err := os.Stat(path)
		if errors.Is(err, os.ErrNotExist) {
			continue // broken off
		} else if err != nil {
			return nil, err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, sinkFile{path, info.ModTime(), content})
	}
	slices.SortStableFunc(files, func(a, b sinkFile) int { return a.at.Compare(b.at) })
	return files, nil
}

func (s *Sink) receives(path string) (bool, error) {
	if s.process == nil {
		return false, nil
	}
	return holdsOpen(s.process.pid(), path)
}

// parseSinkMail reads a file of smtp-sink -d: X- lines with the envelope, a
// Received header, the message with LF line ends, and one empty line.
func parseSinkMail(file []byte) (SinkMail, error) {
	var mail SinkMail
	rest := file
	for {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		if !found {
			return mail, errors.New("the Received line is missing")
		}
		name, value, isField := strings.Cut(string(line), ": ")
		if !isField {
			return mail, fmt.Errorf("no header field: %q", line)
		}
		if name == "Received" {
			break
		}
		rest = after
		switch name {
		case "X-Mail-Args":
			mail.From = path(value)
			mail.Args = append(mail.Args, value)
		case "X-Rcpt-Args":
			mail.Rcpts = append(mail.Rcpts, path(value))
			mail.Args = append(mail.Args, value)
		case "X-Client-Addr", "X-Client-Proto", "X-Helo-Args":
		default:
			return mail, fmt.Errorf("unknown line %q", line)
		}
	}
	body, ok := bytes.CutSuffix(withoutHeader(rest), []byte("\n"))
	if !ok {
		return mail, errors.New("the file is cut short")
	}
	mail.Raw = bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n"))
	return mail, nil
}

// withoutHeader drops the first header field with its folded lines (RFC 5322,
// section 2.2.3).
func withoutHeader(message []byte) []byte {
	for {
		_, after, found := bytes.Cut(message, []byte("\n"))
		if !found {
			return nil
		}
		message = after
		if len(message) == 0 || (message[0] != ' ' && message[0] != '\t') {
			return message
		}
	}
}

// path takes the address out of the arguments of MAIL or RCPT (RFC 5321,
// section 4.1.2).
func path(args string) string {
	if _, inside, ok := strings.Cut(args, "<"); ok {
		if end := strings.LastIndex(inside, ">"); end >= 0 {
			return inside[:end]
		}
	}
	address, _, _ := strings.Cut(args, " ")
	return address
}
