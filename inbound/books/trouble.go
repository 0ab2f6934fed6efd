package books

import (
	"errors"
	"fmt"

	"github.com/voldaan/voldaan"
)

// Error is a business error: data that is wrong or contradicts what is known.
// Its text is for a finance person and says what to do next. Nothing was
// changed.
type Error struct{ Text string }

// Error gives the text.
func (e *Error) Error() string { return e.Text }

// wrong makes a business error.
func wrong(format string, a ...any) error { return &Error{Text: fmt.Sprintf(format, a...)} }

// Trouble reports whether an error is a business one, to be told to the
// colleague who caused it, and its text. Any other error is technical, such
// as one of the database.
func Trouble(err error) (string, bool) {
	var e *Error
	if errors.As(err, &e) {
		return e.Text, true
	}
	var r *voldaan.Refusal
	if errors.As(err, &r) {
		return r.Text, true
	}
	return "", false
}
