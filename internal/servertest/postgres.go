package servertest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// PostgresEnv is the environment variable with the connection URL of a
// PostgreSQL server for tests. The user in it must be allowed to create
// schemas. Without it each test process starts a server of its own.
const PostgresEnv = "VOLDAAN_TEST_POSTGRES"

// postgres is the server of this test process, started when it is first
// needed and kept to the end of the process, when its guard stops it.
var postgres = sync.OnceValues(startPostgres)

// postgresServer is a running PostgreSQL. It stays referenced for the whole
// process: were it collected, its guard would stop it.
type postgresServer struct {
	url     string
	process *process
}

// PostgreSQL returns a connection URL for a schema of its own, which is empty
// and is dropped with everything in it when the test ends. The server is the
// one named in VOLDAAN_TEST_POSTGRES, else one of this test process.
func PostgreSQL(t testing.TB) string {
	t.Helper()
	server := os.Getenv(PostgresEnv)
	if server == "" {
		Need(t, "initdb")
		Need(t, "postgres")
		own, err := postgres()
		if err != nil {
			t.Fatalf("start postgresql: %v", err)
		}
		server = own.url
	}
	schema := "test_" + strings.ToLower(rand.Text())
	execSQL(t, server, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { execSQL(t, server, "DROP SCHEMA "+schema+" CASCADE") })
	withSchema, err := withSearchPath(server, schema)
	if err != nil {
		t.Fatal(err)
	}
	return withSchema
}

// withSearchPath makes a connection URL start in a schema.
func withSearchPath(server, schema string) (string, error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", fmt.Errorf("read the connection URL in %s: it is no URL", PostgresEnv) // the error would show the password
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String(), nil
}

func execSQL(t testing.TB, server, statement string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("connect to postgresql: %v", err)
	}
	defer conn.Close(ctx) // nothing was written that Exec has not reported
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// startPostgres makes a cluster in a temporary directory and runs it. Safety
// against power loss is off: the data lives as long as the tests.
func startPostgres() (*postgresServer, error) {
	initdb, _ := find("initdb")
	program, _ := find("postgres")
	dir, err := serverDir("postgres")
	if err != nil {
		return nil, err
	}
	password := rand.Text()
	if err := initCluster(initdb, dir, password); err != nil {
		return nil, errors.Join(err, discard(nil, dir))
	}
	p, port, err := onFreePort(func(port int) (*process, error) {
		return launch(dir, syscall.SIGINT, program, "-D", filepath.Join(dir, "data"),
			"-p", fmt.Sprint(port),
			"-c", "listen_addresses=127.0.0.1",
			"-c", "unix_socket_directories="+dir,
			"-c", "max_connections=200",
			"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
	})
	if err != nil {
		return nil, errors.Join(err, discard(nil, dir))
	}
	server := &postgresServer{process: p}
	server.url = fmt.Sprintf("postgres://voldaan:%s@%s/postgres?sslmode=disable", password, address(port))
	if err := server.awaitReady(); err != nil {
		return nil, errors.Join(err, p.stop(), discard(nil, dir))
	}
	return server, nil
}

func initCluster(initdb, dir, password string) error {
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(password+"\n"), 0o644); err != nil { // dir is closed to others
		return fmt.Errorf("write the password for initdb: %w", err)
	}
	cmd := asServer(exec.Command(initdb, "-D", filepath.Join(dir, "data"), "-U", "voldaan",
		"--pwfile="+secret, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"), dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

// awaitReady waits until the server takes connections; it listens before it
// does.
func (s *postgresServer) awaitReady() error {
	ctx := context.Background()
	return wait("postgresql to take connections", func() (bool, error) {
		if s.process.ended() {
			return false, fmt.Errorf("postgresql ended: %s", s.process.printed())
		}
		conn, err := pgx.Connect(ctx, s.url)
		if err != nil {
			return false, nil // it is still starting up
		}
		return true, conn.Close(ctx)
	})
}
