package main

import (
	"strings"
	"testing"
)

// lines are events as go test -json prints them.
const (
	passes = `{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestA"}
{"Action":"output","Package":"a","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"a","Test":"TestA","Output":"    a_test.go:5: hidden\n"}
{"Action":"pass","Package":"a","Test":"TestA","Elapsed":0}
{"Action":"output","Package":"a","Output":"PASS\n"}
{"Action":"output","Package":"a","Output":"ok  \ta\t0.002s\n"}
{"Action":"pass","Package":"a","Elapsed":0.002}
`
	fails = `{"Action":"output","Package":"b","Test":"TestB","Output":"    b_test.go:7: wrong\n"}
{"Action":"fail","Package":"b","Test":"TestB","Elapsed":0}
{"Action":"output","Package":"b","Output":"FAIL\tb\t0.002s\n"}
{"Action":"fail","Package":"b","Elapsed":0.002}
`
	skips = `{"Action":"output","Package":"c","Test":"TestC","Output":"    c_test.go:9: dovecot is missing\n"}
{"Action":"skip","Package":"c","Test":"TestC","Elapsed":0}
{"Action":"output","Package":"c","Output":"ok  \tc\t0.002s\n"}
{"Action":"pass","Package":"c","Elapsed":0.002}
`
	hangs = `{"Action":"output","Package":"d","Test":"TestD","Output":"panic: test timed out after 1s\n"}
{"Action":"output","Package":"d","Output":"FAIL\td\t1.002s\n"}
{"Action":"fail","Package":"d","Elapsed":1.002}
`
	breaks = `{"ImportPath":"e [e.test]","Action":"build-output","Output":"e.go:3:1: undefined: x\n"}
{"ImportPath":"e [e.test]","Action":"build-fail"}
{"Action":"output","Package":"e","Output":"FAIL\te [build failed]\n"}
{"Action":"fail","Package":"e","Elapsed":0,"FailedBuild":"e [e.test]"}
`
	empty = `{"Action":"output","Package":"f","Output":"?   \tf\t[no test files]\n"}
{"Action":"skip","Package":"f","Elapsed":0}
`
)

func TestReport(t *testing.T) {
	tests := []struct {
		name, in string
		ci, good bool
		want     []string // lines in this order
		not      string
	}{
		{"pass", passes, true, true, []string{"ok  \ta\t0.002s", "1 passed, 0 failed, 0 skipped"}, "hidden"},
		{"fail", passes + fails, false, false, []string{"b_test.go:7: wrong", "FAIL\tb", "1 passed, 1 failed, 0 skipped"}, "hidden"},
		{"skip", passes + skips, false, true, []string{"SKIP c", "dovecot is missing", "1 passed, 0 failed, 1 skipped"}, "hidden"},
		{"skip in CI", passes + skips, true, false, []string{"dovecot is missing", "CI=true", "1 passed, 0 failed, 1 skipped"}, "hidden"},
		{"timeout", passes + hangs, false, false, []string{"test timed out", "FAIL\td", "1 passed, 0 failed, 0 skipped"}, "hidden"},
		{"build", passes + breaks, false, false, []string{"e.go:3:1: undefined: x", "FAIL\te [build failed]", "1 passed, 0 failed"}, "hidden"},
		{"no test files", passes + empty, true, true, []string{"[no test files]", "1 passed, 0 failed, 0 skipped"}, "SKIP"},
		{"nothing", empty, false, false, []string{"no test ran", "0 passed"}, "SKIP"},
		{"plain text", "pattern ./x: no such directory\n" + passes, false, true, []string{"pattern ./x", "1 passed"}, "hidden"},
		{"no input", "", false, false, []string{"no test ran"}, "ok"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			r := newReport(&out)
			if err := r.read(strings.NewReader(tt.in)); err != nil {
				t.Fatal(err)
			}
			if good := r.finish(tt.ci); good != tt.good {
				t.Errorf("good is %v, want %v", good, tt.good)
			}
			rest := out.String()
			for _, want := range tt.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("%q is missing or out of order in:\n%s", want, out.String())
				}
				rest = after
			}
			if strings.Contains(out.String(), tt.not) {
				t.Errorf("%q is shown in:\n%s", tt.not, out.String())
			}
			if last := strings.TrimRight(out.String(), "\n"); !strings.HasSuffix(last, "skipped") {
				t.Errorf("the last line is not the count:\n%s", out.String())
			}
		})
	}
}
