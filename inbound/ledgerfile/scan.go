package ledgerfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds of a file.
const (
	maxRows  = 200_000 // that are not empty
	maxField = 10_000  // bytes of a cell
	maxCells = 500     // of a row
)

// scanner reads records (RFC 4180) and counts them as a spreadsheet counts
// rows: empty ones count, a quoted line end does not. Beside the standard it
// knows ="00123", with which spreadsheets keep zeros, and takes a quotation
// mark inside a cell that does not begin with one as it is.
type scanner struct {
	r   *bufio.Reader
	sep rune
	row int // of the record read last

	// tooLong, tooMany and unclosed tell of the record read last that its cells
	// were cut, or that the file ended within quotation marks.
	tooLong  bool
	tooMany  bool
	unclosed bool

	cells []string
	cell  strings.Builder
}

// next reads one record. The error is io.EOF after the last.
func (s *scanner) next() ([]string, error) {
	s.cells, s.tooLong, s.tooMany, s.unclosed = nil, false, false, false
	s.cell.Reset()
	if _, err := s.r.Peek(1); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("read row %d: %w", s.row+1, err)
	}
	s.row++
	for {
		end, err := s.field()
		if err != nil {
			return nil, fmt.Errorf("read row %d: %w", s.row, err)
		}
		if len(s.cells) < maxCells {
			s.cells = append(s.cells, s.cell.String())
		} else {
			s.tooMany = s.tooMany || s.cell.Len() > 0
		}
		s.cell.Reset()
		if end {
			return s.cells, nil
		}
	}
}

// field reads one cell and reports whether it was the last of its record.
func (s *scanner) field() (end bool, err error) {
	quoted, start := false, true
	for {
		r, _, err := s.r.ReadRune()
		if errors.Is(err, io.EOF) {
			s.unclosed = quoted
			return true, nil
		}
		if err != nil {
			return false, err
		}
		switch {
		case quoted && r == '"':
			if s.follows('"') {
				s.put('"')
			} else {
				quoted = false
			}
		case quoted:
			s.put(r)
		case start && r == '"':
			quoted = true
		case start && r == '=' && s.follows('"'):
			quoted = true
		case r == s.sep:
			return false, nil
		case r == '\r':
			s.follows('\n')
			return true, nil
		case r == '\n':
			return true, nil
		default:
			s.put(r)
		}
		start = false
	}
}

// follows takes the next byte when it is b.
func (s *scanner) follows(b byte) bool {
	next, err := s.r.Peek(1)
	if err != nil || next[0] != b {
		return false
	}
	_, err = s.r.Discard(1)
	return err == nil
}

// put adds a rune to the cell, up to the limit; control characters other than
// line ends and tabs are dropped.
func (s *scanner) put(r rune) {
	if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
		return
	}
	if s.cell.Len() >= maxField {
		s.tooLong = true
		return
	}
	s.cell.WriteRune(r)
}
