// Command testreport reads the output of go test -json and shows what go test
// itself would show: one line for each package and the output of what failed.
// It adds the reason for each skipped test, and a last line with the number of
// tests and subtests that passed, failed and were skipped.
//
// Its status is 1 when anything failed, when no test ran, and, with CI=true in
// the environment, when a test was skipped: a skip is a check that nobody
// sees missing.
package main

import (
	"fmt"
	"os"
)

func main() {
	r := newReport(os.Stdout)
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(1)
	}
	if !r.finish(os.Getenv("CI") == "true") {
		os.Exit(1)
	}
}
