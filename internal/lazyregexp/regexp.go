// Package lazyregexp compiles regular expressions when they are first used, and
// runs them only on texts that have what they need.
//
// A command that reads one mail meets few of the expressions that the program
// knows, and compiling all of them takes longer than reading the mail. Of those
// that it meets, most look for one of many words of which the text has none.
package lazyregexp

import (
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// Regexp is a regular expression of package regexp (RE2 syntax). It may be
// used concurrently.
type Regexp struct {
	compiled func() *compiled
}

type compiled struct {
	*regexp.Regexp
	runs   atomic.Uint64
	needed atomic.Pointer[needed] // nil: it may match any text, or is not known yet
}

// worth is the run before which it is found what an expression needs: of those that
// a command runs now and then, that would take longer than to run them.
const worth = 10

// may reports whether the expression may match in a text.
func (c *compiled) may(text string) bool {
	if n := c.needed.Load(); n != nil {
		return n.in(text)
	}
	if c.runs.Add(1) == worth {
		c.needed.Store(neededOf(c.String()))
	}
	return true
}

// inTest says that the program is a test: there a fault in an expression must
// show at once, used or not.
var inTest = len(os.Args) > 0 && strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// MustCompile is regexp.MustCompile, put off to the first use.
func MustCompile(expression string) *Regexp {
	r := &Regexp{sync.OnceValue(func() *compiled { return &compiled{Regexp: regexp.MustCompile(expression)} })}
	if inTest {
		r.compiled()
	}
	return r
}

// Each method is that of regexp.Regexp with the same name.

// String is the expression.
func (r *Regexp) String() string { return r.compiled().String() }

// Match reports whether the expression matches in b.
func (r *Regexp) Match(b []byte) bool { return r.compiled().Match(b) }

// MatchString reports whether the expression matches in s.
func (r *Regexp) MatchString(s string) bool {
	c := r.compiled()
	return c.may(s) && c.MatchString(s)
}

// FindString is the first match.
func (r *Regexp) FindString(s string) string {
	c := r.compiled()
	if !c.may(s) {
		return ""
	}
	return c.FindString(s)
}

// FindStringIndex is the place of the first match.
func (r *Regexp) FindStringIndex(s string) []int {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindStringIndex(s)
}

// FindStringSubmatch is the first match with its groups.
func (r *Regexp) FindStringSubmatch(s string) []string {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is the place of the first match with its groups.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindStringSubmatchIndex(s)
}

// FindAllString lists up to n matches.
func (r *Regexp) FindAllString(s string, n int) []string {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindAllString(s, n)
}

// FindAllStringIndex lists the places of up to n matches.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex lists the places of up to n matches and of their
// groups.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	c := r.compiled()
	if !c.may(s) {
		return nil
	}
	return c.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString replaces each match.
func (r *Regexp) ReplaceAllString(s, with string) string {
	c := r.compiled()
	if !c.may(s) {
		return s
	}
	return c.ReplaceAllString(s, with)
}

// ReplaceAllStringFunc replaces each match by what f makes of it.
func (r *Regexp) ReplaceAllStringFunc(s string, f func(string) string) string {
	c := r.compiled()
	if !c.may(s) {
		return s
	}
	return c.ReplaceAllStringFunc(s, f)
}
