// Package bounce reads delivery reports: whom a mail did not reach, why, and
// whether it ever will.
package bounce
