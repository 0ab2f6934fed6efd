package servertest

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// DefaultUser is the mailbox that Dovecot serves when a test names none.
const DefaultUser = "bot@voldaan.test"

// DovecotServer is a running Dovecot with plain IMAP on loopback. Each user
// has INBOX and a folder Sent with the special use \Sent (RFC 6154).
type DovecotServer struct {
	Addr     string   // host and port of plain IMAP without TLS
	User     string   // the first user
	Users    []string // all users
	Password string   // of every user

	t       testing.TB
	dir     string
	port    int
	program string
	token   string
	process *process
}

// Dovecot starts a server for the users, or for DefaultUser when none is
// named, and stops it when the test ends. Users log in with PLAIN or LOGIN
// and the Password, or with XOAUTH2 or OAUTHBEARER and their Token.
func Dovecot(t testing.TB, users ...string) *DovecotServer {
	t.Helper()
	if len(users) == 0 {
		users = []string{DefaultUser}
	}
	d := &DovecotServer{
		User: users[0], Users: users, Password: "secret-" + rand.Text(),
		t: t, program: Need(t, "dovecot"), token: rand.Text(),
	}
	var err error
	if d.dir, err = serverDir("dovecot"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := discard(d.process, d.dir); err != nil {
			t.Errorf("end dovecot: %v", err)
		}
	})
	introspection := httptest.NewServer(http.HandlerFunc(d.introspect))
	t.Cleanup(introspection.Close)
	if err := d.writeAccounts(introspection.URL); err != nil {
		t.Fatal(err)
	}
	if d.process, d.port, err = onFreePort(d.launch); err != nil {
		t.Fatalf("start dovecot: %v\n%s", err, d.Log())
	}
	d.Addr = address(d.port)
	return d
}

// Token is the access token with which a user logs in by XOAUTH2 or
// OAUTHBEARER (RFC 7628).
func (d *DovecotServer) Token(user string) string { return user + "/" + d.token }

// Stop ends the server and keeps port and mail. A stopped server may be
// stopped again.
func (d *DovecotServer) Stop() {
	d.t.Helper()
	if d.process == nil {
		return
	}
	err := d.process.stop()
	d.process = nil
	if err != nil {
		d.t.Errorf("stop dovecot: %v", err)
	}
}

// Start runs a stopped server again, on the same port and with the same mail.
func (d *DovecotServer) Start() {
	d.t.Helper()
	if d.process != nil {
		return
	}
	p, err := onPortAgain(d.port, d.launch)
	if err != nil {
		d.t.Fatalf("start dovecot again: %v\n%s", err, d.Log())
	}
	d.process = p
}

// SetUIDValidity gives a folder another UIDVALIDITY, as a server does whose
// index was lost (RFC 3501, section 2.3.1.1); the messages stay. The value
// must be greater than the present one, which is a Unix time; open
// connections see it after they select the folder again.
func (d *DovecotServer) SetUIDValidity(user, folder string, value uint32) {
	d.t.Helper()
	d.Doveadm("mailbox", "update", "-u", user, "--uid-validity", strconv.FormatUint(uint64(value), 10), folder)
}

// Doveadm runs Dovecot's administration tool against this server and returns
// its output.
func (d *DovecotServer) Doveadm(args ...string) string {
	d.t.Helper()
	args = append([]string{"-c", d.path("dovecot.conf")}, args...)
	out, err := asServer(exec.Command(Need(d.t, "doveadm"), args...), d.dir).CombinedOutput()
	if err != nil {
		d.t.Fatalf("doveadm %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Log returns what the server has written to its log so far.
func (d *DovecotServer) Log() string {
	log, err := os.ReadFile(d.path("dovecot.log"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Sprintf("(read the log of dovecot: %v)", err)
	}
	return string(log)
}

func (d *DovecotServer) path(name string) string { return filepath.Join(d.dir, name) }

func (d *DovecotServer) launch(port int) (*process, error) {
	if err := d.write("dovecot.conf", dovecotConfig(d.dir, port)); err != nil {
		return nil, err
	}
	return launch(d.dir, syscall.SIGTERM, d.program, "-F", "-c", d.path("dovecot.conf"))
}

func (d *DovecotServer) writeAccounts(introspectionURL string) error {
	var accounts strings.Builder
	for _, user := range d.Users {
		fmt.Fprintf(&accounts, "%s:{PLAIN}%s\n", user, d.Password)
	}
	if err := d.write("users", accounts.String()); err != nil {
		return err
	}
	return d.write("oauth2.ext", strings.Join([]string{
		"introspection_mode = post",
		"introspection_url = " + introspectionURL + "/introspect",
		"username_attribute = username",
		"active_attribute = active",
		"active_value = true",
		"force_introspection = yes",
		"",
	}, "\n"))
}

func (d *DovecotServer) write(name, text string) error {
	if err := os.WriteFile(d.path(name), []byte(text), 0o644); err != nil {
		return fmt.Errorf("write %s for dovecot: %w", name, err)
	}
	return nil
}

// introspect answers Dovecot's question whether a token is good and whose it
// is (RFC 7662).
func (d *DovecotServer) introspect(w http.ResponseWriter, r *http.Request) {
	answer := map[string]string{"active": "false"}
	for _, user := range d.Users {
		if r.FormValue("token") == d.Token(user) {
			answer = map[string]string{"active": "true", "username": user}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
