// Package servertest runs real mail and database servers for tests: Dovecot,
// Postfix, its smtp-sink and PostgreSQL, each on a loopback port that the kernel
// chose and in a temporary directory.
//
// A server is stopped and its directory removed when the test ends. A server
// whose test process dies is stopped all the same: a guard beside it waits on
// a pipe that only the test process holds open. When the tests run as root
// the servers run as nobody, since Dovecot's login process, initdb and
// postgres refuse to run as root; otherwise they run as the present user.
//
// The package needs Linux: it reads /proc to know that a port is served by
// the process that it started and by no other.
package servertest
