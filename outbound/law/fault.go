package law

import "fmt"

// Fault is something in a data file that is wrong, with what to do.
type Fault struct {
	File    string
	Key     string // where it is, such as "rate 3 (nl-b2b 2026-07-01)"; empty: the file as a whole
	Message string
}

// String gives one line for the operator.
func (f Fault) String() string {
	if f.Key == "" {
		return f.File + ": " + f.Message
	}
	return fmt.Sprintf("%s, %s: %s", f.File, f.Key, f.Message)
}
