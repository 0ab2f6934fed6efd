package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/voldaan/voldaan/store"
)

// The environment that makes the test binary a second process: what it does,
// in which database, and under which name.
const (
	roleEnv    = "VOLDAAN_STORE_ROLE"
	addressEnv = "VOLDAAN_STORE_ADDRESS"
	ownerEnv   = "VOLDAAN_STORE_OWNER"
)

// TestMain runs the tests, or the role of a second process. That one says
// "ready", waits for a line, works, and ends with status 1 when it fails.
func TestMain(m *testing.M) {
	role := os.Getenv(roleEnv)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := playRole(context.Background(), role, os.Getenv(addressEnv), os.Getenv(ownerEnv)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// waitForLine says that this process is ready and waits for the word to begin.
func waitForLine() error {
	fmt.Println("ready")
	_, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if errors.Is(err, io.EOF) {
		return errors.New("the first process is gone")
	}
	return err
}

func playRole(ctx context.Context, role, address, owner string) (err error) {
	if role == "open" {
		if err := waitForLine(); err != nil {
			return err
		}
	}
	if role == "read-only" {
		if err := becomeNobody(); err != nil {
			return err
		}
	}
	db, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	switch role {
	case "open":
		return nil
	case "read-only":
		return db.Tx(ctx, func(tx *store.Tx) error { return tx.EnsureCreditor("new", now()) })
	case "hold":
		return db.Tx(ctx, func(tx *store.Tx) error { return waitForLine() })
	}
	if err := waitForLine(); err != nil {
		return err
	}
	switch role {
	case "decide":
		return decideMany(ctx, db, owner)
	case "lease":
		return leaseAll(ctx, db, owner, func(row string) { fmt.Println(row) })
	}
	return fmt.Errorf("there is no role %q", role)
}

// second is a second process that plays a role.
type second struct {
	t     testing.TB
	cmd   *exec.Cmd
	begin io.WriteCloser
	lines *bufio.Scanner
	errs  chan string
}

// secondProcess starts a process. Its end is awaited by end, or it is killed
// with the test.
func secondProcess(t testing.TB, role, address, owner string) *second {
	t.Helper()
	s := &second{t: t, cmd: exec.CommandContext(t.Context(), os.Args[0]), errs: make(chan string, 1)}
	s.cmd.Env = append(os.Environ(), roleEnv+"="+role, addressEnv+"="+address, ownerEnv+"="+owner)
	var err error
	s.begin, err = s.cmd.StdinPipe()
	check(t, err)
	out, err := s.cmd.StdoutPipe()
	check(t, err)
	errs, err := s.cmd.StderrPipe()
	check(t, err)
	check(t, s.cmd.Start())
	s.lines = bufio.NewScanner(out)
	go func() {
		b, err := io.ReadAll(errs)
		if err != nil {
			b = append(b, err.Error()...)
		}
		s.errs <- string(b)
	}()
	return s
}

// ready waits until the process has opened the database.
func (s *second) ready() {
	s.t.Helper()
	if !s.lines.Scan() || s.lines.Text() != "ready" {
		s.t.Fatalf("the second process says %q: %s", s.lines.Text(), <-s.errs)
	}
}

// start lets the process work.
func (s *second) start() {
	s.t.Helper()
	_, err := io.WriteString(s.begin, "go\n")
	check(s.t, err)
}

// end waits for the end and gives what it printed and its errors.
func (s *second) end() (lines []string, errs string, ok bool) {
	s.t.Helper()
	for s.lines.Scan() {
		lines = append(lines, s.lines.Text())
	}
	check(s.t, s.lines.Err())
	errs = <-s.errs
	return lines, errs, s.cmd.Wait() == nil
}
