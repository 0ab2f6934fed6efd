package ledgerfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// table is a file being read: its header is known, its rows come one by one.
type table struct {
	scan   *scanner
	titles []string       // of the header, as the file writes them
	at     map[string]int // a column's English name to its place
	filled int            // rows so far that are not empty
	faults []Fault
}

// headerRows is how many rows that are not empty may be the header: above it
// stand titles and dates in some exports.
const headerRows = 10

// open finds charset, separator and header.
func open(r io.Reader, l layout) (*table, error) {
	text, err := decode(r)
	if err != nil {
		return nil, err
	}
	head, err := text.Peek(lookAhead)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, fmt.Errorf("read file: %w", err)
	}
	names := names(l.columns)
	sep, skip := directive(head)
	if _, err := text.Discard(skip); err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	var best guess
	for _, s := range []rune{';', ',', '\t'} {
		if sep != 0 && s != sep {
			continue
		}
		if g := findHeader(head[skip:], s, names); g.known > best.known || best.row == 0 {
			best = g
		}
	}
	if best.row == 0 {
		return nil, errors.New("the file is empty: want a header and rows below it")
	}
	t := &table{scan: &scanner{r: text, sep: best.sep}, titles: best.titles}
	for t.scan.row < best.row {
		if _, err := t.scan.next(); err != nil {
			return nil, err
		}
	}
	return t, t.assign(l, names)
}

// directive reads the first line "sep=;" with which a spreadsheet program is
// told the separator; it is no row.
func directive(head []byte) (sep rune, length int) {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	s := strings.Trim(strings.TrimRight(string(line), "\r"), `"`)
	if len(s) != len("sep=;") || !strings.EqualFold(s[:4], "sep=") || !strings.Contains(";,\t", s[4:]) {
		return 0, 0
	}
	return rune(s[4]), min(len(line)+1, len(head))
}

// guess is a header as one separator gives it.
type guess struct {
	sep    rune
	row    int
	known  int // how many of its titles name a column
	titles []string
}

// findHeader looks for the row with the most titles that name a column.
func findHeader(head []byte, sep rune, names map[string]string) guess {
	s := &scanner{r: bufio.NewReader(bytes.NewReader(head)), sep: sep}
	best := guess{sep: sep}
	for seen := 0; seen < headerRows; {
		cells, err := s.next()
		if err != nil {
			break
		}
		if blank(cells) {
			continue
		}
		seen++
		known := 0
		for _, c := range cells {
			if _, ok := lookUp(names, c); ok {
				known++
			}
		}
		if best.row == 0 || known > best.known {
			best = guess{sep: sep, row: s.row, known: known, titles: cells}
		}
	}
	return best
}

// assign finds the place of each column. The error names every column that is
// missing or stands twice, and what the file has. Columns of an address may stand
// twice.
func (t *table) assign(l layout, names map[string]string) error {
	t.at = map[string]int{}
	var faults []string
	for i, title := range t.titles {
		t.titles[i] = clean(title)
		name, ok := lookUp(names, title)
		if !ok {
			continue
		}
		if j, twice := t.at[name]; twice {
			if addressColumn(name) {
				continue
			}
			faults = append(faults, fmt.Sprintf("the columns %q and %q both mean %q: rename or remove one", t.titles[j], t.titles[i], name))
			continue
		}
		t.at[name] = i
	}
	var missing []string
	for _, group := range l.required {
		if !slices.ContainsFunc(group, t.has) {
			missing = append(missing, described(l, group))
		}
	}
	if missing != nil {
		var have []string
		for _, title := range t.titles {
			if title != "" {
				have = append(have, fmt.Sprintf("%q", shown(title)))
			}
		}
		faults = append(faults, fmt.Sprintf("the header (row %d) lacks %s; it has: %s",
			t.scan.row, strings.Join(missing, ", "), strings.Join(have, ", ")))
	}
	if faults != nil {
		return errors.New(strings.Join(faults, "; "))
	}
	return nil
}

// described names a group of columns in all languages: one of them is wanted.
func described(l layout, group []string) string {
	var out []string
	for _, c := range l.columns {
		if slices.Contains(group, c.name) {
			var titles []string
			for _, t := range c.titles {
				if !slices.Contains(titles, t) {
					titles = append(titles, t)
				}
			}
			out = append(out, fmt.Sprintf("%q (%s)", c.name, strings.Join(titles, ", ")))
		}
	}
	return strings.Join(out, " or ")
}

func (t *table) has(name string) bool { _, ok := t.at[name]; return ok }

// next reads the next row that is not empty; nil after the last.
func (t *table) next() (*record, error) {
	for {
		cells, err := t.scan.next()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if blank(cells) && !t.scan.unclosed {
			continue
		}
		if t.filled++; t.filled > maxRows {
			return nil, fmt.Errorf("more than %d rows: split the file", maxRows)
		}
		rec := &record{t: t, row: t.scan.row, cells: cells}
		rec.checkShape()
		return rec, nil
	}
}

// blank reports whether no cell holds anything but separators.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.Trim(c, " \t\n;,\u00a0") != "" })
}
