package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// sortedKeys lists the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// policyFile reads a policy from a file of its own: the keys of the
// configuration's table [creditor.policy], with that heading or without. It
// prints every fault.
func (e *cliEnv) policyFile(path string) (voldaan.Policy, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return voldaan.Policy{}, fmt.Errorf("read the policy: %w", err)
	}
	p, faults := parsePolicy(path, text)
	for _, f := range faults {
		fmt.Fprintf(e.stderr, "%s: %s\n", path, f)
	}
	if broken(faults) {
		return voldaan.Policy{}, errShown
	}
	return p, nil
}

// parsePolicy is policyFile for a text that is at hand. The policy bears the
// file's name.
func parsePolicy(path string, text []byte) (voldaan.Policy, []Fault) {
	d, fault := parseTOML(text)
	if fault != nil {
		return voldaan.Policy{}, []Fault{*fault}
	}
	root := d.root()
	table := root
	if _, ok := root.values["creditor"].(map[string]any); ok {
		creditor := root.table("creditor")
		table = creditor.table("policy")
		creditor.done()
		root.done()
	}
	p, _ := readPolicy(table, nil) // one ladder: that of another policy for everybody
	p.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return p, d.sorted()
}
