package servertest

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tries is how many ports are tried before a server is given up.
const tries = 5

// freePort asks the kernel for a loopback port that nobody uses now. Another
// process may take it before the server does, so callers try again.
func freePort() (int, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("ask for a free port: %w", err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		return 0, fmt.Errorf("free port %d: %w", port, err)
	}
	return port, nil
}

// address is the loopback address of a port.
func address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// onFreePort starts a server on one free port after another until it listens.
func onFreePort(start func(port int) (*process, error)) (*process, int, error) {
	var faults []error
	for range tries {
		port, err := freePort()
		if err != nil {
			return nil, 0, err
		}
		p, err := onPort(port, start)
		if err == nil {
			return p, port, nil
		}
		faults = append(faults, err)
	}
	return nil, 0, errors.Join(faults...)
}

// onPort starts a server on one port and returns when this very process
// listens there; a dial alone could reach another server on a clashing port.
func onPort(port int, start func(port int) (*process, error)) (*process, error) {
	p, err := start(port)
	if err != nil {
		return nil, err
	}
	err = wait(fmt.Sprintf("%s to listen on port %d", filepath.Base(p.cmd.Path), port), func() (bool, error) {
		if p.ended() {
			return false, fmt.Errorf("%s ended: %s", p.cmd.Path, p.printed())
		}
		return listens(p.pid(), port)
	})
	if err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}

// onPortAgain starts a server on the port that it had before it was stopped,
// as soon as the last of its old processes has left it.
func onPortAgain(port int, start func(port int) (*process, error)) (*process, error) {
	err := wait(fmt.Sprintf("port %d to be free", port), func() (bool, error) {
		inode, err := listenInode(port)
		return inode == "", err
	})
	if err != nil {
		return nil, err
	}
	return onPort(port, start)
}

// wait looks at a condition until it holds, fails, or patience runs out.
func wait(what string, holds func() (bool, error)) error {
	late := time.After(patience)
	again := time.NewTicker(tick)
	defer again.Stop()
	for {
		ok, err := holds()
		if err != nil || ok {
			return err
		}
		select {
		case <-again.C:
		case <-late:
			return fmt.Errorf("waited %s for %s", patience, what)
		}
	}
}

// listens says whether the process holds a socket that listens on the port
// (proc(5): /proc/net/tcp, /proc/PID/fd).
func listens(pid, port int) (bool, error) {
	inode, err := listenInode(port)
	if err != nil || inode == "" {
		return false, err
	}
	return holdsOpen(pid, "socket:["+inode+"]")
}

// listenInode returns the inode of the IPv4 socket that listens on the port,
// or nothing when there is none.
func listenInode(port int) (string, error) {
	f, err := os.Open("/proc/net/tcp")
	if err != nil {
		return "", fmt.Errorf("read the list of sockets: %w", err)
	}
	defer f.Close()
	const local, state, inode, listening = 1, 3, 9, "0A"
	suffix := fmt.Sprintf(":%04X", port)
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) > inode && strings.HasSuffix(fields[local], suffix) && fields[state] == listening {
			return fields[inode], nil
		}
	}
	return "", lines.Err()
}

// holdsOpen says whether a process has a file or socket open, named as the
// links in /proc/PID/fd name it.
func holdsOpen(pid int, name string) (bool, error) {
	dir := fmt.Sprintf("/proc/%d/fd", pid)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil // the process has ended
	}
	if err != nil {
		return false, fmt.Errorf("read the open files of process %d: %w", pid, err)
	}
	for _, entry := range entries {
		target, err := os.Readlink(filepath.Join(dir, entry.Name()))
		if err == nil && target == name {
			return true, nil
		}
	}
	return false, nil
}
