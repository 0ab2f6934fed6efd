package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// event is a line of go test -json (go doc test2json).
type event struct {
	Action      string
	Package     string
	Test        string
	Output      string
	ImportPath  string // of build-output and build-fail
	FailedBuild string
}

// test names a test, or with an empty name the package as a whole.
type test struct{ pkg, name string }

// report collects what go test tells.
type report struct {
	out                     io.Writer
	output                  map[test]*strings.Builder // of tests that have not ended
	passed, failed, skipped int
	broken                  int // packages that failed or could not be built
	writeErr                error
}

func newReport(out io.Writer) *report {
	return &report{out: out, output: make(map[test]*strings.Builder)}
}

// read takes events until the end. A line that is no event is shown as it is:
// go test prints some faults in plain text.
func (r *report) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		var e event
		if json.Unmarshal([]byte(line), &e) == nil && e.Action != "" {
			r.add(e)
		} else {
			r.print(line)
		}
		if errors.Is(err, io.EOF) {
			return r.writeErr
		}
		if err != nil {
			return fmt.Errorf("read the output of go test: %w", err)
		}
	}
}

func (r *report) add(e event) {
	t := test{e.Package, e.Test}
	switch e.Action {
	case "output":
		if r.output[t] == nil {
			r.output[t] = &strings.Builder{}
		}
		r.output[t].WriteString(e.Output)
	case "build-output":
		r.print(e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(t, e.Action)
		} else {
			r.endTest(t, e.Action)
		}
	}
}

// endTest counts a test and shows its output unless it passed.
func (r *report) endTest(t test, action string) {
	switch action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
		r.print(r.take(t))
	case "skip":
		r.skipped++
		r.print("SKIP " + t.pkg + "\n" + r.take(t))
	}
	delete(r.output, t)
}

// endPackage shows the line of the package; when it failed also what its
// unfinished tests printed, which tells a timeout or a crash.
func (r *report) endPackage(t test, action string) {
	text := r.take(t)
	if action == "fail" {
		r.broken++
		for _, other := range r.unfinished(t.pkg) {
			r.print(r.take(other))
		}
		r.print(text)
		return
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "ok") || strings.HasPrefix(line, "?") {
			r.print(line)
		}
	}
}

// unfinished returns the tests of a package that have output and no end, by
// name.
func (r *report) unfinished(pkg string) []test {
	var tests []test
	for t := range maps.Keys(r.output) {
		if t.pkg == pkg {
			tests = append(tests, t)
		}
	}
	slices.SortFunc(tests, func(a, b test) int { return strings.Compare(a.name, b.name) })
	return tests
}

// take returns the output of a test or package and forgets it.
func (r *report) take(t test) string {
	b := r.output[t]
	delete(r.output, t)
	if b == nil {
		return ""
	}
	return b.String()
}

func (r *report) print(text string) {
	if _, err := io.WriteString(r.out, text); err != nil && r.writeErr == nil {
		r.writeErr = fmt.Errorf("write the report: %w", err)
	}
}

// finish prints the last line and says whether the run is good.
func (r *report) finish(ci bool) bool {
	good := r.failed == 0 && r.broken == 0
	if ci && r.skipped > 0 {
		r.print("a skipped test counts as a failure with CI=true\n")
		good = false
	}
	if r.passed+r.failed+r.skipped == 0 {
		r.print("no test ran\n")
		good = false
	}
	r.print(fmt.Sprintf("%d passed, %d failed, %d skipped\n", r.passed, r.failed, r.skipped))
	return good && r.writeErr == nil
}
