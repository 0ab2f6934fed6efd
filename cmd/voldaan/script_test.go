package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be other processes: the one that the crash
// test kills, and the program itself in scripts.
func TestMain(m *testing.M) {
	if raw := os.Getenv(crashEnv); raw != "" {
		if err := crashChild(raw); err != nil {
			fmt.Fprintln(os.Stderr, "crash child:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	testscript.Main(m, map[string]func(){
		"voldaan": func() { os.Exit(program(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the scripts of commands in testdata.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata", RequireExplicitExec: false,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"lines": scriptLines, "order": scriptOrder},
	})
}
