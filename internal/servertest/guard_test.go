package servertest

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// roleEnv makes the test process one that starts servers and waits to be
// killed.
const roleEnv = "VOLDAAN_SERVERTEST_ROLE"

func TestServersEndWithTheirTestProcess(t *testing.T) {
	if os.Getenv(roleEnv) == "victim" {
		startAndWait(t)
		return
	}
	victim := exec.Command(os.Args[0], "-test.run=^TestServersEndWithTheirTestProcess$")
	victim.Env = append(os.Environ(), roleEnv+"=victim", PostgresEnv+"=")
	output, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	var ports []int
	lines := bufio.NewScanner(output)
	for len(ports) < 3 && lines.Scan() {
		if port, ok := strings.CutPrefix(lines.Text(), "port "); ok {
			n, err := strconv.Atoi(port)
			if err != nil {
				t.Fatal(err)
			}
			ports = append(ports, n)
		}
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait() // killed: the status says nothing
	if len(ports) != 3 {
		t.Fatalf("%d of 3 servers started", len(ports))
	}
	for _, port := range ports {
		err := wait(fmt.Sprintf("the server on port %d to end", port), func() (bool, error) {
			inode, err := listenInode(port)
			return inode == "", err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// startAndWait starts every server, prints the ports, and blocks for ever.
func startAndWait(t *testing.T) {
	database, err := url.Parse(PostgreSQL(t))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("port", database.Port())
	fmt.Println("port", Dovecot(t).port)
	fmt.Println("port", SMTPSink(t).port)
	select {}
}
