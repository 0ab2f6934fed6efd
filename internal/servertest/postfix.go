package servertest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/template"
)

// PostfixServer is a running Postfix that takes mail from this machine and
// sends it on by a table; what it cannot deliver comes back as a genuine
// delivery report (RFC 3464).
type PostfixServer struct {
	Addr string // host and port of its SMTP server

	t       testing.TB
	dir     string
	routes  map[string]string
	extra   []string
	process *process
}

// CanRunPostfix reports whether Postfix can be started: its master changes
// users, so only root can run it.
func CanRunPostfix() bool { return os.Geteuid() == 0 }

// postfixDaemons is where Debian keeps Postfix's daemons.
const postfixDaemons = "/usr/lib/postfix/sbin"

// Postfix starts a Postfix that sends the mail for each domain of routes to
// the host and port beside it, and stops it when the test ends. Settings are
// further lines for main.cf, such as "maximal_queue_lifetime = 0". It needs root.
func Postfix(t testing.TB, routes map[string]string, settings ...string) *PostfixServer {
	t.Helper()
	Need(t, "postfix")
	s := &PostfixServer{t: t, routes: routes, extra: settings}
	var err error
	if s.dir, err = serverDir("postfix"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := discard(s.process, s.dir); err != nil {
			t.Errorf("end Postfix: %v", err)
		}
	})
	if err := s.makeDirs(); err != nil {
		t.Fatalf("make the directories of Postfix: %v", err)
	}
	var port int
	if s.process, port, err = onFreePort(s.launch); err != nil {
		t.Fatalf("start Postfix: %v; its log: %s", err, s.Log())
	}
	s.Addr = address(port)
	return s
}

// Log is what Postfix has logged so far.
func (s *PostfixServer) Log() string {
	b, err := os.ReadFile(filepath.Join(s.dir, "log", "mail.log"))
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// owner is a user or group by number.
type owner struct{ uid, gid int }

// makeDirs makes the directories with the owners and modes that Postfix asks
// for (postfix-files(5)): the queue's belong to the user postfix, and those
// that programs of users write to let the group postdrop in.
func (s *PostfixServer) makeDirs() error {
	postfix, drop, err := postfixOwners()
	if err != nil {
		return err
	}
	root := owner{}
	if err := makeDirs(s.dir, root, 0o755, "", "etc", "queue", "queue/pid"); err != nil {
		return err
	}
	if err := makeDirs(s.dir, postfix, 0o755, "data", "log"); err != nil {
		return err
	}
	queue := filepath.Join(s.dir, "queue")
	if err := makeDirs(queue, owner{postfix.uid, 0}, 0o700, "active", "bounce", "corrupt", "defer", "deferred",
		"flush", "hold", "incoming", "private", "saved", "trace"); err != nil {
		return err
	}
	if err := makeDirs(queue, drop, 0o710|os.ModeSetgid, "public"); err != nil {
		return err
	}
	return makeDirs(queue, drop, 0o730|os.ModeSticky, "maildrop")
}

// postfixOwners are the user of the daemons with his group, and with the group
// of the programs of users.
func postfixOwners() (daemons, drop owner, err error) {
	u, err := user.Lookup("postfix")
	if err != nil {
		return daemons, drop, err
	}
	g, err := user.LookupGroup("postdrop")
	if err != nil {
		return daemons, drop, err
	}
	var ids [3]int
	for i, s := range []string{u.Uid, u.Gid, g.Gid} {
		if ids[i], err = strconv.Atoi(s); err != nil {
			return daemons, drop, err
		}
	}
	return owner{ids[0], ids[1]}, owner{ids[0], ids[2]}, nil
}

// makeDirs makes directories with that owner and mode, whatever the umask is.
func makeDirs(parent string, o owner, mode os.FileMode, names ...string) error {
	for _, name := range names {
		dir := filepath.Join(parent, name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := os.Chown(dir, o.uid, o.gid); err != nil {
			return err
		}
		if err := os.Chmod(dir, mode); err != nil {
			return err
		}
	}
	return nil
}

// postfixMain and postfixMaster are main.cf and master.cf. The queue is looked
// at every second, so that a test sees the second try.
var (
	postfixMain = template.Must(template.New("main.cf").Parse(`compatibility_level = 3.6
queue_directory = {{.Dir}}/queue
data_directory = {{.Dir}}/data
command_directory = /usr/sbin
daemon_directory = {{.Daemons}}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {{.Dir}}/log/mail.log
maillog_file_prefixes = {{.Dir}}
myhostname = mx.postfix.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtpd_relay_restrictions = permit_mynetworks, reject
smtp_tls_security_level = none
smtpd_tls_security_level = none
alias_maps =
alias_database =
local_recipient_maps =
recipient_delimiter = +
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
transport_maps = inline:{ {{.Routes}} }
{{range .Extra}}{{.}}
{{end}}`))
	postfixMaster = template.Must(template.New("master.cf").Parse(`127.0.0.1:{{.Port}} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`))
)

// launch writes the configuration for a port and starts the master in the
// foreground (master(8), -d).
func (s *PostfixServer) launch(port int) (*process, error) {
	values := map[string]any{"Dir": s.dir, "Daemons": postfixDaemons, "Port": port, "Routes": s.table(), "Extra": s.extra}
	for name, tmpl := range map[string]*template.Template{"main.cf": postfixMain, "master.cf": postfixMaster} {
		var b bytes.Buffer
		if err := tmpl.Execute(&b, values); err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(s.dir, "etc", name), b.Bytes(), 0o644); err != nil {
			return nil, err
		}
	}
	cmd := asServer(exec.Command(filepath.Join(postfixDaemons, "master"), "-c", filepath.Join(s.dir, "etc"), "-d"), s.dir)
	cmd.SysProcAttr.Credential = nil // the master changes users by itself
	return run(s.dir, syscall.SIGTERM, cmd)
}

// table is the transport map (transport(5)) as an inline table.
func (s *PostfixServer) table() string {
	var out []string
	for domain, to := range s.routes {
		host, port, _ := strings.Cut(to, ":")
		out = append(out, fmt.Sprintf("{ %s = smtp:[%s]:%s }", domain, host, port))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// Await waits until the server has accepted a mail for a recipient, and
// returns the first one.
func (s *Sink) Await(rcpt string) SinkMail {
	s.t.Helper()
	var mail SinkMail
	err := wait("a mail for "+rcpt+" in the sink", func() (bool, error) {
		for _, mail = range s.Mails() {
			if slices.Contains(mail.Rcpts, rcpt) {
				return true, nil
			}
		}
		return false, nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return mail
}
