package servertest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience is how long a server may take to start or to stop. It is long
// because a machine that builds and tests at the same time is slow; a server
// that is ready is used at once.
const patience = 30 * time.Second

// tick is how often a state that sends no signal is looked at again.
const tick = 10 * time.Millisecond

// nobody is the user and group under which servers run when the tests are
// run by root (Debian: nobody, nogroup).
const nobody = 65534

// process is one running server with the guard that outlives the tests.
type process struct {
	cmd    *exec.Cmd
	quit   syscall.Signal
	output string        // the file with what the server printed
	done   chan struct{} // closed when the server has ended
	guard  *exec.Cmd
	leash  io.WriteCloser // the guard acts when this is closed
}

// asServer makes a command run as nobody when the tests are run by root, in a
// process group of its own and in dir.
func asServer(cmd *exec.Cmd, dir string) *exec.Cmd {
	cmd.Dir = dir
	cmd.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC", "HOME=" + dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return cmd
}

// serverDir makes a directory that the servers' user can write. It is outside
// testing.T.TempDir, whose parent only the present user may enter, and its
// path is short enough for the name of a Unix socket.
func serverDir(name string) (string, error) {
	dir, err := os.MkdirTemp("", "voldaan-"+name+"-")
	if err != nil {
		return "", fmt.Errorf("make a directory for %s: %w", name, err)
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			return "", fmt.Errorf("give %s to nobody: %w", dir, err)
		}
	}
	return dir, nil
}

// launch starts a server in dir. The signal quit asks it to stop; the guard
// sends it, and then removes dir, when the test process dies first.
func launch(dir string, quit syscall.Signal, program string, args ...string) (*process, error) {
	return run(dir, quit, asServer(exec.Command(program, args...), dir))
}

// run starts a server's command as launch does.
func run(dir string, quit syscall.Signal, cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, quit: quit, output: filepath.Join(dir, "output"), done: make(chan struct{})}
	output, err := os.Create(p.output)
	if err != nil {
		return nil, fmt.Errorf("make the file for the output of %s: %w", cmd.Path, err)
	}
	defer output.Close() // the server writes to its own copy of the descriptor
	p.cmd.Stdout, p.cmd.Stderr = output, output
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	go func() {
		defer close(p.done)
		_ = p.cmd.Wait() // how it ended is seen in its output
	}()
	if err := p.startGuard(dir); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}

// guardScript waits for the end of its input, asks the process group to stop,
// gives it five seconds, and removes the directory.
const guardScript = `read -r _
kill -"$1" -"$2" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do
  kill -0 -"$2" 2>/dev/null || break
  sleep 0.5
done
kill -KILL -"$2" 2>/dev/null
rm -rf -- "$3"`

func (p *process) startGuard(dir string) error {
	p.guard = exec.Command("/bin/sh", "-c", guardScript, "guard",
		strconv.Itoa(int(p.quit)), strconv.Itoa(p.pid()), dir)
	p.guard.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	leash, err := p.guard.StdinPipe()
	if err != nil {
		return fmt.Errorf("make the guard's pipe: %w", err)
	}
	p.leash = leash
	if err := p.guard.Start(); err != nil {
		p.guard = nil
		return fmt.Errorf("start the guard: %w", err)
	}
	return nil
}

// printed returns what the server has printed so far.
func (p *process) printed() string {
	output, err := os.ReadFile(p.output)
	if err != nil {
		return fmt.Sprintf("(read its output: %v)", err)
	}
	return strings.TrimSpace(string(output))
}

func (p *process) pid() int { return p.cmd.Process.Pid }

// ended says whether the server is no longer running.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// stop asks the server to end and waits for it.
func (p *process) stop() error {
	if !p.ended() {
		if err := p.cmd.Process.Signal(p.quit); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("stop %s: %w", p.cmd.Path, err)
		}
	}
	var late error
	select {
	case <-p.done:
	case <-time.After(patience):
		late = fmt.Errorf("%s did not stop within %s and was killed", p.cmd.Path, patience)
	}
	return errors.Join(late, p.kill())
}

// kill ends what is left of the server's process group at once, and then its
// guard: in this order, so that a test process that dies in between leaves
// nothing behind.
func (p *process) kill() error {
	if err := syscall.Kill(-p.pid(), syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("kill %s: %w", p.cmd.Path, err)
	}
	<-p.done
	if p.guard == nil {
		return nil
	}
	if err := p.guard.Process.Kill(); err != nil {
		return fmt.Errorf("end the guard of %s: %w", p.cmd.Path, err)
	}
	_ = p.guard.Wait() // killed: the status says nothing
	return nil
}

// discard kills a server that may be nil and removes its directory.
func discard(p *process, dir string) error {
	var err error
	if p != nil {
		err = p.kill()
	}
	if removeErr := os.RemoveAll(dir); removeErr != nil {
		err = errors.Join(err, fmt.Errorf("remove %s: %w", dir, removeErr))
	}
	return err
}
