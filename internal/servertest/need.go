package servertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// places are the folders outside PATH in which Debian keeps server programs.
func places() []string {
	dirs := []string{"/usr/sbin", "/usr/local/sbin", "/usr/lib/dovecot", "/usr/libexec/dovecot"}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return dirs
	}
	for i := len(found) - 1; i >= 0; i-- { // the newest version first
		dirs = append(dirs, found[i])
	}
	return dirs
}

// debianPackage names the Debian package that holds a program, or nothing
// when it is not one that the tests know.
func debianPackage(program string) string {
	switch program {
	case "dovecot", "doveadm":
		return "dovecot-imapd"
	case "smtp-sink", "smtp-source", "postfix":
		return "postfix"
	case "postgres", "initdb", "pg_ctl", "psql", "pg_dump":
		return "postgresql"
	case "pdftotext":
		return "poppler-utils"
	case "setpriv":
		return "util-linux"
	case "opendkim-genkey", "opendkim-testmsg":
		return "opendkim-tools"
	}
	return ""
}

// find returns the path of a program in PATH or in one of the places where
// Debian keeps servers, and whether there is one.
func find(program string) (string, bool) {
	if path, err := exec.LookPath(program); err == nil {
		return path, true
	}
	for _, dir := range places() {
		path := filepath.Join(dir, program)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return path, true
		}
	}
	return "", false
}

// Need returns the path of a program that the test cannot do without. Where
// the program is missing the test is skipped with one line that says what to
// install; with CI=true in the environment it fails instead, since a check
// that is skipped unseen proves nothing.
func Need(t testing.TB, program string) string {
	t.Helper()
	path, ok := find(program)
	if ok {
		return path
	}
	advice := "it is in no folder of PATH"
	if name := debianPackage(program); name != "" {
		advice = "install it with: apt-get install " + name
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: %s", program, advice)
	}
	t.Skipf("%s is missing: %s", program, advice)
	return ""
}
