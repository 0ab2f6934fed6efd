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

// ladders are the policies of a creditor: by segment, or one for everybody.
type ladders struct {
	name string
	base voldaan.Policy // its limits are everybody's, and without others its ladder
	list []voldaan.Policy
}

// policies are the ladders as the bot chooses among them.
func (l ladders) policies(country string) voldaan.Policies {
	list := l.list
	if len(list) == 0 {
		list = []voldaan.Policy{l.base}
	}
	return voldaan.Policies{Country: country, List: list}
}

// policyFile reads policies from a file of its own: what a configuration says
// of them, or the keys of its table [creditor.policy] alone. It prints every
// fault.
func (e *cliEnv) policyFile(path string, now ladders, people []voldaan.Colleague) (ladders, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return ladders{}, fmt.Errorf("read the policy: %w", err)
	}
	l, faults := parsePolicies(path, text, now, people)
	for _, f := range faults {
		fmt.Fprintf(e.stderr, "%s: %s\n", path, f)
	}
	if broken(faults) {
		return ladders{}, errShown
	}
	return l, nil
}

// parsePolicies is policyFile for a text that is at hand. The policies bear the
// file's name together. Where the file says nothing of [creditor.policy], the
// limits are those that count now.
func parsePolicies(path string, text []byte, now ladders, people []voldaan.Colleague) (ladders, []Fault) {
	out := ladders{name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), base: now.base}
	d, fault := parseTOML(text)
	if fault != nil {
		return out, []Fault{*fault}
	}
	root := d.root()
	creditor := creditorOf(root)
	if creditor == nil {
		out.base, _ = readPolicy(root, people)
		out.base.Name = out.name
		return out, d.sorted()
	}
	shipped := false
	if _, ok := creditor.values["policy"]; ok {
		out.base, shipped = readPolicy(creditor.table("policy"), people)
	}
	out.list = readPolicies(creditor, out.base, shipped, people)
	out.base.Name = out.name
	creditor.done()
	if creditor != root {
		root.done()
	}
	return out, d.sorted()
}

// creditorOf finds where a file speaks of a creditor's policies: in its table
// [creditor], in the only [[creditor]], or at its top; nil where its top is one
// policy.
func creditorOf(root *tomlTable) *tomlTable {
	switch root.values["creditor"].(type) {
	case map[string]any:
		return root.table("creditor")
	case []any:
		all := root.tables("creditor")
		if len(all) == 0 {
			return root // which has told its fault
		}
		for _, t := range all[1:] {
			t.fault("", "is a second one; want the policies of one creditor")
		}
		return all[0]
	}
	if _, ok := root.values["policies"]; ok {
		return root
	}
	if _, ok := root.values["policy"]; ok {
		return root
	}
	return nil
}
